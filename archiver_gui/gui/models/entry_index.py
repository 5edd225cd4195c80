"""The folders of an archive, as slices of its sorted entries. No Qt: built and walked in any thread.

A folder is a slice `[low, high)` of the entries sorted by path, with NUL for '/' so that everything
below a folder stands together. Nothing is stored per folder; a million entries cost 24 MB beside
the entries themselves.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.progress import Progress
from archiver_gui.gui.models.ordering import SLICE, sorted_gently

_PROBE = 256  # entries looked at to tell whether a folder has folders in it


def _key_of(path: str) -> str:
    return path.replace("\0", "\ufffd").replace("/", "\0")


def _key(entry: Entry) -> str:
    return _key_of(entry.path)


@dataclass(frozen=True, slots=True)
class EntryNode:
    """One thing directly in a folder: a file, a link, or a folder with all that is below it."""

    name: str  # the last part of its path
    path: str
    low: int
    high: int
    folder: bool
    entry: Entry | None  # None for a folder that the archive does not name itself


class EntryIndex:
    """The entries in path order, with sums over every slice."""

    def __init__(self, entries: Sequence[Entry], progress: Progress | None = None) -> None:
        progress = progress or Progress()
        self._entries = sorted_gently(entries, _key, progress=progress)
        self._sizes = array("q", [0])
        self._packed = array("q", [0])
        self._unpacked = array("q", [0])  # files whose packed size nobody knows
        size = packed = unknown = 0
        for number, entry in enumerate(self._entries):
            size += entry.size
            packed += entry.packed_size or 0
            unknown += entry.packed_size is None and entry.kind is EntryKind.FILE
            self._sizes.append(size)
            self._packed.append(packed)
            self._unpacked.append(unknown)
            if not number % SLICE:
                progress.check()
        self.root = EntryNode("", "", 0, len(self._entries), folder=True, entry=None)

    def __len__(self) -> int:
        return len(self._entries)

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
        for entry in self._entries[folder.low : min(folder.high, folder.low + _PROBE)]:
            if "/" in entry.path[start:] or (entry.kind is EntryKind.FOLDER and entry.path != folder.path):
                return True
        return folder.high - folder.low > _PROBE

    def matching(self, folder: EntryNode, text: str, progress: Progress) -> Iterator[EntryNode]:
        """Entries at any depth below a folder whose path below it has this text in it, whatever its case."""
        wanted = text.casefold()
        start = len(folder.path) + 1 if folder.path else 0
        for position in range(folder.low, folder.high):
            if not position % SLICE:
                progress.check()
            entry = self._entries[position]
            if wanted in entry.path[start:].casefold() and not self._is_folder_itself(position, folder):
                yield self._node(position, entry, entry.path)

    def find(self, path: str) -> EntryNode | None:
        """The folder with this path; the root for ''."""
        if not path:
            return self.root
        low, high = self._span(_key_of(path), 0, len(self._entries))
        if low == high:
            return None
        entry = self._entries[low]
        named = entry if entry.path == path and entry.kind is EntryKind.FOLDER else None
        return EntryNode(path.rsplit("/", 1)[-1], path, low, high, folder=True, entry=named)

    def entry_named(self, path: str) -> Entry | None:
        """The entry with this path, the last of several; None where there is none."""
        low, high = self._span(_key_of(path), 0, len(self._entries))
        found = None
        while low < high and self._entries[low].path == path:
            found = self._entries[low]
            low += 1
        return found

    def _is_folder_itself(self, position: int, folder: EntryNode) -> bool:
        return bool(folder.path) and self._entries[position].path == folder.path

    def _at(self, low: int, folder: EntryNode) -> Iterator[EntryNode]:
        """The node or nodes whose name is that of the entry at `low`, within `folder`."""
        entry = self._entries[low]
        start = len(folder.path) + 1 if folder.path else 0
        slash = entry.path.find("/", start)
        if slash < 0 and entry.kind is not EntryKind.FOLDER and not self._continues(low + 1, entry.path, folder.high):
            yield EntryNode(entry.path[start:], entry.path, low, low + 1, folder=False, entry=entry)
            return
        path = entry.path if slash < 0 else entry.path[:slash]
        high = self._span(_key_of(path), low, folder.high)[1]
        while low < high and self._entries[low].path == path:
            entry = self._entries[low]
            if entry.kind is EntryKind.FOLDER:
                break
            yield EntryNode(path[start:], path, low, low + 1, folder=False, entry=entry)
            low += 1
        if low < high:
            first = self._entries[low]
            named = first if first.path == path else None
            yield EntryNode(path[start:], path, low, high, folder=True, entry=named)

    def _continues(self, position: int, path: str, high: int) -> bool:
        """Whether the entry at `position` has this path too, or lies below it."""
        if position >= high:
            return False
        other = self._entries[position].path
        return other == path or other.startswith(path + "/")

    def _span(self, key: str, low: int, high: int) -> tuple[int, int]:
        start = bisect_left(self._entries, key, low, high, key=_key)
        return start, bisect_left(self._entries, key + "\x01", start, high, key=_key)

    def _node(self, position: int, entry: Entry, path: str) -> EntryNode:
        name = path.rsplit("/", 1)[-1]
        if entry.kind is not EntryKind.FOLDER:
            return EntryNode(name, path, position, position + 1, folder=False, entry=entry)
        high = self._span(_key_of(path), position, len(self._entries))[1]
        return EntryNode(name, path, position, high, folder=True, entry=entry)
