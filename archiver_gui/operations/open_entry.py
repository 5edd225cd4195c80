"""Open: take one entry out of an archive, into a private folder, to be looked at."""

from __future__ import annotations

import dataclasses
import os
from typing import BinaryIO

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.options import AllowExcess, ExtractOptions, OnConflict
from archiver_gui.core.outcome import Outcome
from archiver_gui.core.programs import HEAD_BYTES, is_program
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.quarantine import DownloadMark
from archiver_gui.extraction.safe_tree import SafeTree
from archiver_gui.operations.reading import read_through
from archiver_gui.storage.local import LocalStorage

# What is changed in the copy would be lost with it, and nothing out of an archive is to be run by accident.
_MODE = 0o400


def open_entry(
    path: str,
    entry: Entry,
    folder: str,
    registry: Registry,
    progress: Progress,
    *,
    backend_id: str,
    name_encoding: str,
    allow: AllowExcess,
) -> Outcome:
    """Put one file of the archive at this path into an empty folder.

    Where entries have check values of their own it alone is read; else the archive is read through to its
    end, for only there the check is.

    Args:
        entry: As it was listed, with the same `name_encoding`.

    Returns:
        The outcome's `path` is the file; its `facts` say whether it is a "program".

    Raises:
        DamagedArchiveError: It is not sound, and nothing is left of it.
        UnsupportedArchiveError: It cannot be read.
        RefusedError: Its name leads out of the folder, or it is far larger than the archive.
        EnvironmentFault: The system refused.
        Cancelled: The user cancelled.
    """
    archive = open_archive(path, registry, backend_id, name_encoding)
    archive_bytes = LocalStorage().size(path)
    progress.begin("extracting")
    plain = dataclasses.replace(entry, path=entry.path.rpartition("/")[2], mode=_MODE)
    options = ExtractOptions(folder=folder, on_conflict=OnConflict.RENAME)
    with SafeTree(
        options, archive.remarks, progress, archive_bytes=archive_bytes, allow=allow, mark=DownloadMark.of(path)
    ) as tree:
        if entry.crc32 is not None:
            with archive.open_entry(entry) as stream:
                tree.add(plain, stream)
        else:
            _read_to_the_end(archive, entry, plain, tree, progress)
        tree.finish()
        if not tree.written_entries:
            raise DamagedArchiveError(f"“{entry.path}” was not opened", _reason(archive, entry, plain))
    (name,) = os.listdir(folder)
    taken = os.path.join(folder, name)
    with open(taken, "rb") as file:
        facts: dict[str, object] = {"program": is_program(name, file.read(HEAD_BYTES))}
    outcome = Outcome.of(archive.remarks, entries=1, content_bytes=tree.written_bytes, facts=facts, path=taken)
    outcome.archive_bytes = archive_bytes
    return outcome


def _read_to_the_end(
    archive: BaseArchiveBackend, entry: Entry, plain: Entry, tree: SafeTree, progress: Progress
) -> None:
    def keep(_: Entry, stream: BinaryIO | None) -> None:
        if stream is not None:
            tree.add(plain, stream)

    result = read_through(archive, progress, keep, lambda found: found.index == entry.index)
    if result.broken_off or (archive.remarks.severe_count and _reason(archive, entry, plain)):
        raise DamagedArchiveError(f"“{entry.path}” was not opened", _reason(archive, entry, plain))


def _reason(archive: BaseArchiveBackend, entry: Entry, plain: Entry) -> str:
    """What is wrong with the entry or with the whole archive; '' when nothing is."""
    concerned = ("", entry.path, plain.path)
    return next((remark.text for remark in archive.remarks if remark.severe and remark.entry in concerned), "")
