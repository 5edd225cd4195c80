"""The half of the services that reads archives: list, open, extract, test; no Qt."""

from __future__ import annotations

import dataclasses
import os

from archiver_gui.backends import opening
from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.entries import Entry, Render, Rendered
from archiver_gui.core.entry_table import EntryTable
from archiver_gui.core.errors import ArchiverError, CatalogueError
from archiver_gui.core.options import AllowExcess, AskConflict, Excess, ExtractOptions
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.previews import Beginning
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.journal import StagingJournal
from archiver_gui.extraction.opened import OpenedFiles
from archiver_gui.jobs.job import Job
from archiver_gui.memory import Memory
from archiver_gui.operations.listing import Listing, ListingStream, list_archive
from archiver_gui.operations.test import test
from archiver_gui.operations.verify import is_unchanged
from archiver_gui.settings.folders import home_folders
from archiver_gui.settings.store import Settings


@dataclasses.dataclass(frozen=True, slots=True)
class Remembered:
    """An archive as the catalogue knows it."""

    record: ArchiveRecord
    listing: Listing  # without packed sizes, links and checksums


class Reading(Memory):
    """What `Services` does with archives that are there. May be used from any thread."""

    def __init__(
        self, settings: Settings, registry: Registry, catalogue: Catalogue, journal: StagingJournal | None = None
    ) -> None:
        super().__init__(settings, registry, catalogue)
        # What is wrong beside the work itself; whoever shows results shows these too.
        self.problems: list[ArchiverError] = [
            problem for problem in (settings.problem, catalogue.problem) if problem is not None
        ]
        self._journal = journal
        self._opened = OpenedFiles(home_folders().cache / "opened", journal)
        if journal is not None:
            journal.sweep()

    def is_archive(self, path: str) -> bool:
        """Whether the file at this path is an archive that can be opened."""
        try:
            return opening.detect(path, self.registry) is not None
        except ArchiverError:
            return False

    def list_archive(self, path: str, progress: Progress, name_encoding: str = "") -> Listing:
        """The entries of the archive at this path.

        Args:
            name_encoding: What names are in that do not say so; '' to guess.

        Raises:
            ArchiverError: It cannot be read, is no archive, or nothing of it can be listed.
        """
        return list_archive(path, self.registry, progress, *self._touch(path, name_encoding))

    def remembered(self, path: str, progress: Progress) -> Remembered | None:
        """What the catalogue knows of an archive whose file is away; None where it is there, or no entry is known.

        Raises:
            CatalogueError: The catalogue cannot be read.
        """
        record = self.catalogue.find_path(path)
        if record is None or record.state not in (ArchiveState.MISSING, ArchiveState.OFFLINE):
            return None
        entries = EntryTable()
        for block in self.catalogue.entries.blocks_of(record.id, progress):
            entries.add(block)
        listing = Listing(record.path, record.backend_id, entries, (), Verdict.COMPLETE, record.size)
        return Remembered(record, listing) if len(entries) else None

    def stream_archive(
        self, path: str, progress: Progress, render: Render[Rendered], name_encoding: str = ""
    ) -> ListingStream[Rendered]:
        """The same in blocks, for listings of any length: what `render` makes of each."""
        return ListingStream(path, self.registry, progress, render, *self._touch(path, name_encoding))

    def extract(
        self,
        archive_path: str,
        options: ExtractOptions,
        ask: AskConflict | None,
        ask_excess: AllowExcess | None = None,
    ) -> Job:
        """A job that extracts into the options' folder.

        Args:
            ask_excess: Asked whether to go on when far more comes out than went in; without it, that is refused.
        """

        def work(progress: Progress) -> Outcome:
            from archiver_gui.operations.extract import extract  # a tenth of the start of every other verb

            backend_id, encoding = self._touch(archive_path, options.name_encoding)
            return extract(
                archive_path,
                dataclasses.replace(options, name_encoding=encoding),
                self.registry,
                progress,
                ask,
                backend_id,
                self._journal,
                self._allow(archive_path, progress, ask_excess),
            )

        return Job("extract", f"Extract {os.path.basename(archive_path)}", options.folder, work)

    def _allow(self, archive_path: str, progress: Progress, ask: AllowExcess | None) -> AllowExcess:
        def allow(excess: Excess) -> bool:
            # What is unpacked again as it was packed here needs no protection from itself.
            record = self.catalogue.find_path(archive_path)
            return (record is not None and is_unchanged(record, progress)) or (ask is not None and ask(excess))

        return allow

    def open_entry(
        self, archive_path: str, entry: Entry, name_encoding: str = "", ask_excess: AllowExcess | None = None
    ) -> Job:
        """A job that takes one file out to be looked at, into a folder that goes with these services.

        Args:
            entry: As `list_archive` gave it, with the same `name_encoding`.
        """

        def work(progress: Progress) -> Outcome:
            from archiver_gui.operations.open_entry import open_entry

            backend_id, encoding = self._touch(archive_path, name_encoding)
            return open_entry(
                archive_path,
                entry,
                self._opened.place(),
                self.registry,
                progress,
                backend_id=backend_id,
                name_encoding=encoding,
                allow=self._allow(archive_path, progress, ask_excess),
            )

        return Job("open", f"Open {os.path.basename(entry.path)}", None, work)

    def read_beginning(
        self, archive_path: str, entry: Entry, limit_bytes: int, progress: Progress, name_encoding: str = ""
    ) -> Beginning:
        """The first bytes of a file in an archive; see `operations.preview`.

        Args:
            entry: As `list_archive` gave it, with the same `name_encoding`.
        """
        from archiver_gui.operations.preview import read_beginning  # no verb of the command line needs it

        backend_id, encoding = self._touch(archive_path, name_encoding)
        return read_beginning(
            archive_path,
            entry,
            limit_bytes,
            self.registry,
            progress,
            backend_id=backend_id,
            name_encoding=encoding,
        )

    def keep_daily_copy(self) -> None:
        """Copy the catalogue if it was changed here and there is no copy of today yet; see `problems`."""
        try:
            if self.catalogue.database.has_changed:
                self.catalogue.upkeep.keep_daily_copy()
        except CatalogueError as problem:
            self.problems.append(problem)

    def close_opened(self) -> None:
        """Remove what was taken out by `open_entry`."""
        self._opened.close()

    def test(self, archive_path: str, name_encoding: str = "", threads: int = 0) -> Job:
        """A job that tests whether an archive is sound."""

        def work(progress: Progress) -> Outcome:
            return test(archive_path, self.registry, progress, *self._touch(archive_path, name_encoding), threads)

        return Job("test", f"Test {os.path.basename(archive_path)}", archive_path, work)

    def show(self, archive_id: int) -> ArchiveRecord:
        """All about one archive, its state brought up to date.

        Raises:
            RefusedError: There is none of this id.
        """
        self._refresh([archive_id])
        return self.catalogue.get(archive_id)

    def _touch(self, path: str, name_encoding: str) -> tuple[str, str]:
        """Bring the archive's MISSING or OFFLINE state up to date.

        Returns:
            The backend that made it, '' if unknown; and what its old names are in, '' to guess.
        """
        record = self.catalogue.find_path(path)
        if record is None:
            return "", name_encoding
        self._refresh([record.id])
        backend_id = record.backend_id if record.backend_id in self.registry.classes else ""
        return backend_id, name_encoding or record.name_encoding

    def _refresh(self, ids: list[int] | None) -> int:
        """Bring MISSING and OFFLINE up to date as far as the catalogue can be written: reading goes on without."""
        try:
            return self.catalogue.refresh_presence(ids)
        except CatalogueError as problem:
            self.problems.append(problem)
            return 0
