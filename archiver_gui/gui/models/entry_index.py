"""The folders of an archive, as slices of its sorted entries. No Qt: built and walked in any thread.

A folder is a slice `[low, high)` of the entries sorted by path, with NUL for '/' so that everything
below a folder stands together. Nothing is stored per folder; a million entries cost 32 MB beside
the entries themselves, which stay in their table.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.entry_table import EntryTable
from archiver_gui.core.progress import Progress
from archiver_gui.gui.models.ordering import SLICE, sorted_gently

_PROBE = 256  # entries looked at to tell whether a folder has folders in it


def _key_of(path: str) -> str:
    return path.replace("\0", "\ufffd").replace("/", "\0")


@dataclass(frozen=True, slots=True)
class EntryNode:
    """One thing directly in a folder: a file, a link, or a folder with all that is below it."""

    name: str  # the last part of its path
    path: str
    low: int
    high: int
    folder: bool
    number: int | None  # of its entry; None for a folder that the archive does not name itself
    table: EntryTable = field(repr=False, compare=False)

    @property
    def entry(self) -> Entry | None:
        """What the archive says of it, made anew each time."""
        return None if self.number is None else self.table[self.number]


class EntryIndex:
    """The entries in path order, with sums over every slice."""

    def __init__(self, entries: Sequence[Entry], progress: Progress | None = None) -> None:
        progress = progress or Progress()
        self._table = entries if isinstance(entries, EntryTable) else EntryTable.of(entries)
        paths = self._paths = self._table.paths
        order = sorted_gently(range(len(paths)), lambda number: _key_of(paths[number]), progress=progress)
        self._order = array("L")  # the numbers of the entries, by path
        self._sizes = array("q", [0])
        self._packed = array("q", [0])
        self._unpacked = array("q", [0])  # files whose packed size nobody knows
        sizes, packed_sizes = _all_sizes(self._table, progress)
        size = packed = unknown = 0
        for start in range(0, len(order), SLICE):
            progress.check()
            numbers = order[start : start + SLICE]
            self._order.extend(numbers)
            for number in numbers:
                size += sizes[number]
                packed += max(packed_sizes[number], 0)
                unknown += packed_sizes[number] < 0
                self._sizes.append(size)
                self._packed.append(packed)
                self._unpacked.append(unknown)
        self.root = self._folder("", "", 0, len(order))

    def __len__(self) -> int:
        return len(self._order)

    def size(self, node: EntryNode) -> int:
        """Bytes of all contents in and below it."""
        return self._sizes[node.high] - self._sizes[node.low]

    def packed_size(self, node: EntryNode) -> int | None:
        """Bytes that they take in the archive; None where the format does not say."""
        if self._unpacked[node.high] - self._unpacked[node.low]:
            return None
        return self._packed[node.high] - self._packed[node.low]

    def children(self, folder: EntryNode) -> Iterator[EntryNode]:
        """What is directly in a folder, in path order; folders once, equal names of files each."""
        low = folder.low
        while low < folder.high:
            if self._is_folder_itself(low, folder):
                low += 1
                continue
            for node in self._at(low, folder):
                yield node
                low = max(low, node.high)

    def folders(self, folder: EntryNode) -> Iterator[EntryNode]:
        """The folders directly in a folder."""
        return (node for node in self.children(folder) if node.folder)

    def may_have_folders(self, folder: EntryNode) -> bool:
        """Whether there are folders in it; True as well where finding out would take long."""
        start = len(folder.path) + 1 if folder.path else 0
        for position in range(folder.low, min(folder.high, folder.low + _PROBE)):
            path = self._path(position)
            if "/" in path[start:] or (path != folder.path and self._is_named_folder(position)):
                return True
        return folder.high - folder.low > _PROBE

    def matching(self, folder: EntryNode, text: str, progress: Progress) -> Iterator[EntryNode]:
        """Entries at any depth below a folder whose path below it has this text in it, whatever its case."""
        wanted = text.casefold()
        start = len(folder.path) + 1 if folder.path else 0
        for position in range(folder.low, folder.high):
            if not position % SLICE:
                progress.check()
            path = self._path(position)
            if wanted not in path[start:].casefold() or self._is_folder_itself(position, folder):
                continue
            name = path.rsplit("/", 1)[-1]
            if self._is_named_folder(position):
                yield self._folder(name, path, position, self._span(path, position, len(self._order))[1])
            else:
                yield self._file(name, path, position)

    def find(self, path: str) -> EntryNode | None:
        """The folder with this path; the root for ''."""
        if not path:
            return self.root
        low, high = self._span(path, 0, len(self._order))
        return None if low == high else self._folder(path.rsplit("/", 1)[-1], path, low, high)

    def entry_named(self, path: str) -> Entry | None:
        """The entry with this path, the last of several; None where there is none."""
        low, high = self._span(path, 0, len(self._order))
        found = None
        while low < high and self._path(low) == path:
            found = low
            low += 1
        return None if found is None else self._table[self._order[found]]

    # ---- positions in path order ----------------------------------------------------------------------

    def _path(self, position: int) -> str:
        return self._paths[self._order[position]]

    def _is_named_folder(self, position: int) -> bool:
        return self._table[self._order[position]].kind is EntryKind.FOLDER

    def _is_folder_itself(self, position: int, folder: EntryNode) -> bool:
        return bool(folder.path) and self._path(position) == folder.path

    def _at(self, low: int, folder: EntryNode) -> Iterator[EntryNode]:
        """The node or nodes whose name is that of the entry at `low`, within `folder`."""
        path = self._path(low)
        start = len(folder.path) + 1 if folder.path else 0
        slash = path.find("/", start)
        if slash < 0 and not self._continues(low + 1, path, folder.high) and not self._is_named_folder(low):
            yield self._file(path[start:], path, low)
            return
        path = path if slash < 0 else path[:slash]
        high = self._span(path, low, folder.high)[1]
        while low < high and self._path(low) == path and not self._is_named_folder(low):
            yield self._file(path[start:], path, low)
            low += 1
        if low < high:
            yield self._folder(path[start:], path, low, high)

    def _continues(self, position: int, path: str, high: int) -> bool:
        """Whether the entry at `position` has this path too, or lies below it."""
        if position >= high:
            return False
        other = self._path(position)
        return other == path or other.startswith(path + "/")

    def _span(self, path: str, low: int, high: int) -> tuple[int, int]:
        """Of the entries from `low` to `high`, those with this path or below it."""

        def key_of(number: int) -> str:
            return _key_of(self._paths[number])

        key = _key_of(path)
        start = bisect_left(self._order, key, low, high, key=key_of)
        return start, bisect_left(self._order, key + "\x01", start, high, key=key_of)

    def _file(self, name: str, path: str, at: int) -> EntryNode:
        return EntryNode(name, path, at, at + 1, folder=False, number=self._order[at], table=self._table)

    def _folder(self, name: str, path: str, low: int, high: int) -> EntryNode:
        """A folder; its own entry stands first in it, if there is one."""
        is_named = low < high and bool(path) and self._path(low) == path and self._is_named_folder(low)
        number = self._order[low] if is_named else None
        return EntryNode(name, path, low, high, folder=True, number=number, table=self._table)


def _all_sizes(table: EntryTable, progress: Progress) -> tuple[array[int], array[int]]:
    """Sizes and packed sizes, archive order; -1 for files whose packed size nobody knows."""
    sizes, packed_sizes = array("q"), array("q")
    for block in table.blocks:
        progress.check()
        sizes.extend(block.sizes)
        for packed, kind in zip(block.packed_sizes, block.kinds, strict=True):
            packed_sizes.append(packed if packed is not None else -1 if kind is EntryKind.FILE else 0)
    return sizes, packed_sizes
