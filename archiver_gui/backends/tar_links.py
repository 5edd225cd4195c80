"""Files with several names: the first becomes the file, the others links to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archiver_gui.backends.tar_batch import Item, Packed
from archiver_gui.backends.tar_format import TYPE_HARDLINK
from archiver_gui.backends.tar_headers import encode
from archiver_gui.core.entries import EntryKind, SourceEntry

_Inode = tuple[int, int]  # device, number


class HardLinks:
    """Which name of a file stands in the archive, and which is expected to. Used by one thread."""

    def __init__(self) -> None:
        self._written: dict[_Inode, str] = {}
        self._expected: dict[_Inode, str] = {}

    def expected_target(self, entry: SourceEntry) -> str | None:
        """The name that the same file was queued under before."""
        assert entry.inode is not None
        first = self._expected.setdefault(entry.inode, entry.path)
        return None if first is entry.path else first

    def target(self, entry: SourceEntry) -> str | None:
        """The name in the archive that this entry is to link to; None when it has to be stored itself."""
        named = entry.link_target if entry.kind is EntryKind.HARDLINK else None
        return named if entry.inode is None else self._written.get(entry.inode, named)

    def wrote(self, entry: SourceEntry) -> None:
        """Note that an entry stands in the archive with its content."""
        if entry.inode is not None:
            self._written.setdefault(entry.inode, entry.path)

    def settle(
        self, entries: Sequence[SourceEntry], items: Sequence[Item], linked: Iterable[int], packed: Packed
    ) -> bool:
        """Whether the links of a finished batch lead to what is in the archive; if so, note its files.

        Args:
            linked: The items of files with several names.
        """
        files: dict[_Inode, SourceEntry] = {}
        for index in linked:
            if index >= packed.done:
                break
            entry, item = entries[index], items[index]
            assert entry.inode is not None
            if item[1] != TYPE_HARDLINK:
                if index not in packed.missing:
                    files[entry.inode] = entry
                continue
            first = self._written.get(entry.inode)
            if first is None and entry.inode in files:
                first = files[entry.inode].path
            if first is None or encode(first) != item[7]:
                return False
        for entry in files.values():
            self.wrote(entry)
        return True
