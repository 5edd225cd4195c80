"""Decides which files of an archive others may write, beside the one that decides everything."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.lent import lend
from archiver_gui.core.lots import LotResult
from archiver_gui.core.names import escape_reason
from archiver_gui.core.outcome import Remarks
from archiver_gui.extraction.batch import Row
from archiver_gui.extraction.budget import Budget
from archiver_gui.extraction.folders import Folders, NotAFolder
from archiver_gui.extraction.handles import parents
from archiver_gui.extraction.links import PendingLinks
from archiver_gui.extraction.naming import EntryNames
from archiver_gui.extraction.quarantine import DownloadMark
from archiver_gui.extraction.writer import MAX_TIME_S, file_mode

# Names that mean the same everywhere: nothing about them needs a second look.
_ORDINARY = re.compile(r"(?!\.\.?\Z)[A-Za-z0-9_.+@#=,~%(){}\[\]&$!^'-]{1,100}")
# So many names are told apart by their hashes; after that what lies on disk tells, and 64 MB are enough.
_MAX_GIVEN = 1_000_000
_MAX_FOLDERS = 10_000


class Handover:
    """Plans files for `write_batch`, and takes note of what was written. One thread.

    A file is planned only if its name is kept as it is, is free, and can meet nothing that comes before or
    after it unnoticed; every other entry goes the tree's own way, one at a time.
    """

    def __init__(
        self,
        tree: int,
        stage: Folders,
        names: EntryNames,
        links: PendingLinks,
        budget: Budget,
        remarks: Remarks,
        mark: DownloadMark,
        refuse_clash: Callable[[str], None] | None,
        count: Callable[[str], None],
    ) -> None:
        self._tree = lend(tree)
        self._stage = stage
        self._names = names
        self._links = links
        self._budget = budget
        self._remarks = remarks
        self._mark = mark
        self._refuse_clash = refuse_clash
        self._count = count
        self._given: set[int] = set()  # hashes of the paths of all files so far
        self._folders: dict[str, str] = {}  # known to be there, by their own text: one object each
        self._planned_bytes = 0  # of what is under way

    def plan(self, entry: Entry) -> Row | None:
        """What to hand over; None when the entry has to go the tree's own way.

        Raises:
            RefusedError: It is there already and nobody can be asked, or it lies too deep.
        """
        path, mode, mtime = entry.path, entry.mode, entry.mtime
        text, _, name = path.rpartition("/")
        folder = self._folders.get(text)
        if folder is None:
            folder = self._folder(text)
        key = hash(path)
        if (
            folder is None
            or key in self._given
            or len(self._given) > _MAX_GIVEN
            or path in self._folders
            or (mode is not None and mode & 0o7000)
            or (mtime is not None and not -MAX_TIME_S < mtime < MAX_TIME_S)
            or not (_ORDINARY.fullmatch(name) or self._stays(name))
            or (self._links and path in self._links)
            or not self._budget.has_room(self._planned_bytes + entry.size)
        ):
            return None
        if self._refuse_clash is not None:
            self._refuse_clash(path)
        self._given.add(key)
        self._planned_bytes += entry.size
        return folder, name, file_mode(mode), mtime

    def must_wait(self, entry: Entry) -> bool:
        """Whether an entry that goes the tree's own way could meet something that is still under way."""
        given = self._given
        if not given:
            return False
        if entry.path in self._folders:
            return entry.kind is not EntryKind.FOLDER  # it gets a number, which another name may have
        if entry.kind is EntryKind.HARDLINK or len(given) > _MAX_GIVEN or not self._names.keeps(entry.path):
            return True
        if not self._budget.has_room(self._planned_bytes + entry.size):
            return True
        return hash(entry.path) in given or any(hash(path) in given for path in parents(entry.path))

    def took(self, entry: Entry) -> None:
        """An entry went the tree's own way: no other file of its name may be handed over."""
        if entry.kind is not EntryKind.FOLDER:
            self._given.add(hash(entry.path))

    def settled(self) -> None:
        """Nothing is under way any more."""
        self._planned_bytes = 0
        if len(self._given) > _MAX_GIVEN:
            self._given.clear()

    def arguments(self, rows: list[Row]) -> tuple[Any, ...]:
        """For `write_batch`, but for the contents."""
        return self._tree, rows, self._mark

    def landed(self, entries: list[Entry], result: LotResult) -> int:
        """Count what was written; bytes of it.

        Raises:
            RefusedError: A budget is exceeded.
        """
        written = planned = 0
        for entry, size in zip(entries, result.sizes, strict=True):
            planned += entry.size
            if size >= 0:
                written += size
                self._budget.count(bare=not size)
                self._count(entry.path)
        self._planned_bytes = max(0, self._planned_bytes - planned)
        self._budget.spend(written)
        if result.unmarked:
            self._mark.note_lost(result.unmarked, self._remarks)
        return written

    def _folder(self, path: str) -> str | None:
        """Make a folder, if nothing about it needs a closer look."""
        if path and (
            escape_reason(path)
            or not self._names.keeps(path)
            or any(hash(above) in self._given for above in (*parents(path), path))
        ):
            return None
        self._budget.check_depth(f"{path}/")
        try:
            self._stage.get(path, make=True)
        except (NotAFolder, OSError, UnicodeEncodeError):
            return None  # the usual way meets the same, and knows what to say
        if len(self._folders) >= _MAX_FOLDERS:
            self._folders.clear()
        return self._folders.setdefault(path, path)

    def _stays(self, name: str) -> bool:
        return bool(name) and not escape_reason(name) and name not in (".", "..") and self._names.keeps(name)
