"""Compare an archive that was built here with what its sources hold now."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from archiver_gui.core.changes import Change, ChangeKind, Changes
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import EnvironmentFault, RefusedError
from archiver_gui.core.outcome import Remarks
from archiver_gui.operations.reading import content_digest
from archiver_gui.operations.scan import Scanner
from archiver_gui.storage.local import LocalStorage

if TYPE_CHECKING:
    from archiver_gui.catalogue.catalogue import Catalogue
    from archiver_gui.core.archives import ArchiveRecord
    from archiver_gui.core.matches import EntryMatch
    from archiver_gui.core.progress import Progress
    from archiver_gui.core.recipes import Recipe

_NS = 1_000_000_000
# Archives keep whole seconds, and FAT every other one: a file that was written so shortly before its archive
# may have been written again with the same time.
_RACE_S = 2


def compare(record: ArchiveRecord, recipe: Recipe, catalogue: Catalogue, progress: Progress) -> Changes:
    """What the sources hold now against the entries that the catalogue recorded; the archive is not read.

    A file of the same size and time is taken as the same, unless it was written while the archive was made;
    one of the same size and another time is read and compared by its content.

    Raises:
        RefusedError: The entries of this archive are not in the catalogue.
        CatalogueError: The catalogue cannot be read.
        Cancelled: The user cancelled.
    """
    progress.begin("reading")
    recorded = {match.path: match for match in catalogue.entries.entries_of(record.id, progress)}
    if not recorded and record.entries:
        raise RefusedError(
            f"The entries of “{record.name}” are not in the catalogue", "", "“archiver add --unread” reads them."
        )
    progress.begin("comparing", len(recorded))
    return _Comparison(record, recorded, progress).run(recipe)


class _Comparison:
    """Two trees side by side."""

    def __init__(self, record: ArchiveRecord, recorded: dict[str, EntryMatch], progress: Progress) -> None:
        self._target = record.path
        self._recorded = recorded
        self._progress = progress
        self._racy_ns = int((record.created.timestamp() - record.build_seconds - _RACE_S) * _NS)
        self._items: list[Change] = []
        self._same = 0
        self._unknown = Remarks()
        self._same_inodes: dict[tuple[int, int], bool] = {}  # of files with several names: whether it is the same

    def run(self, recipe: Recipe) -> Changes:
        """Walk the sources, then name what is left."""
        scanned = Remarks()
        for entry in Scanner(dataclasses.replace(recipe.options, target=self._target), scanned, self._progress):
            self._progress.current = entry.path
            self._compare(entry)
            self._progress.advance(0, 1)
        for remark in scanned:
            if remark.severe:  # what is left out every time is no change
                self._unknown.append(remark)
        hidden = {remark.entry for remark in self._unknown if remark.kind == "unreadable"}
        for path, old in self._recorded.items():
            if not hidden or not _is_below(path, hidden):
                self._items.append(Change(ChangeKind.GONE, path, old.kind, None, old.size, None, old.mtime))
        return Changes(tuple(self._items), self._same, self._unknown.as_tuple())

    def _compare(self, entry: SourceEntry) -> None:
        old = self._recorded.pop(entry.path, None)
        if old is None:
            self._items.append(
                Change(ChangeKind.NEW, entry.path, entry.kind, entry.size, None, entry.mtime_ns / _NS, None)
            )
            return
        try:
            same = self._is_same(entry, old)
        except EnvironmentFault as error:
            self._unknown.add(entry.path, "unreadable", error.detail or str(error), severe=True)
            return
        if entry.inode is not None and old.kind is EntryKind.FILE:
            self._same_inodes[entry.inode] = same
        if same:
            self._same += 1
        else:
            self._items.append(
                Change(
                    ChangeKind.CHANGED,
                    entry.path,
                    entry.kind,
                    entry.size,
                    old.size,
                    entry.mtime_ns / _NS,
                    old.mtime,
                )
            )

    def _is_same(self, entry: SourceEntry, old: EntryMatch) -> bool:
        if entry.kind is EntryKind.FILE and old.kind is EntryKind.HARDLINK:
            known = self._same_inodes.get(entry.inode) if entry.inode else None
            return _has_time(entry, old) if known is None else known
        if entry.kind is not old.kind:
            return False
        if entry.kind is not EntryKind.FILE:
            return entry.kind is EntryKind.FOLDER or _has_time(entry, old)
        if entry.size != old.size:
            return False
        if _has_time(entry, old) and entry.mtime_ns < self._racy_ns:
            return True
        return old.digest is not None and self._digest(entry) == old.digest

    def _digest(self, entry: SourceEntry) -> bytes:
        with LocalStorage().open(entry.source) as stream:
            return content_digest(stream, self._progress)[0]


def _has_time(entry: SourceEntry, old: EntryMatch) -> bool:
    """Whether the recorded time, which may have lost its fraction, is that of the file."""
    if old.mtime is None:
        return False
    return old.mtime == entry.mtime_ns / _NS or old.mtime == entry.mtime_ns // _NS


def _is_below(path: str, folders: set[str]) -> bool:
    while path not in folders:
        path, slash, _ = path.rpartition("/")
        if not slash:
            return False
    return True
