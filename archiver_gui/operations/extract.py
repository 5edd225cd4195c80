"""Extract: put entries back on disk, inside one folder and nowhere else."""

from __future__ import annotations

from typing import BinaryIO

from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.options import AllowExcess, AskConflict, ExtractOptions
from archiver_gui.core.outcome import Outcome
from archiver_gui.core.patterns import matches
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.budget import never
from archiver_gui.extraction.journal import StagingJournal
from archiver_gui.extraction.quarantine import DownloadMark
from archiver_gui.extraction.safe_tree import SafeTree
from archiver_gui.operations.lot_tasks import write_fetched
from archiver_gui.operations.lots import Crew
from archiver_gui.operations.reading import read_through
from archiver_gui.storage.local import LocalStorage


def extract(
    path: str,
    options: ExtractOptions,
    registry: Registry,
    progress: Progress,
    ask: AskConflict | None = None,
    backend_id: str = "",
    journal: StagingJournal | None = None,
    allow: AllowExcess = never,
) -> Outcome:
    """Extract the archive at this path into the options' folder.

    Good entries are kept when others are damaged; the outcome is partial then. `allow` is asked when a limit on
    what comes out is reached: whether there shall be none for this archive.

    Raises:
        RefusedError: Conflicts are to be asked about and nobody can be; or a budget is exceeded.
        EnvironmentFault: The archive cannot be read or the folder cannot be written; nothing is left.
        UnsupportedArchiveError: It is no archive that can be opened.
        Cancelled: The user cancelled; nothing is left.
    """
    archive = open_archive(path, registry, backend_id, options.name_encoding)
    archive_bytes = LocalStorage().size(path)
    progress.begin("extracting")
    replaces = archive.later_replaces_earlier
    with SafeTree(
        options,
        archive.remarks,
        progress,
        ask,
        archive_bytes=archive_bytes,
        allow=allow,
        journal=journal,
        mark=DownloadMark.of(path),
    ) as tree:

        def keep(entry: Entry, stream: BinaryIO | None) -> None:
            if entry.kind is EntryKind.FILE and stream is None:
                return  # the reader has said why
            tree.add(entry, stream, replaces_earlier=replaces)

        wanted = None if not options.patterns else lambda entry: matches(options.patterns, entry.path)
        handover = tree.handover()
        crew = Crew(write_fetched, handover, tree.fault, options.threads) if handover is not None else None
        result = read_through(archive, progress, keep, wanted, crew)
        if options.patterns and not result.entries:
            text = f"No entry matches: {', '.join(options.patterns)}."
            archive.remarks.add("", "no-match", text, severe=True)
        tree.finish()
    outcome = result.outcome()
    outcome.entries = tree.written_entries
    outcome.content_bytes = tree.written_bytes
    outcome.archive_bytes = archive_bytes
    outcome.path = options.folder
    return outcome
