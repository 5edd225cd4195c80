"""All entries of one archive, held as columns: a million take a sixth of what a million objects do."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, TypeVar, overload

from archiver_gui.core.entries import Entry, EntryBlock

_BLOCK_ENTRIES = 4_096

# How the columns of a block can be packed, if all their values are such numbers.
_TYPES = ("", "", "q", "q", "d", "q", "", "q", "", "", "q", "q")

_Value = TypeVar("_Value")


class EntryTable(Sequence[Entry]):
    """A sequence of entries in the archive's order; each is made when it is asked for.

    Nothing here takes long at once: other threads can run between two blocks.
    """

    def __init__(self) -> None:
        self.blocks: list[EntryBlock] = []
        self.paths: list[str] = []
        self._starts = array("q")  # the number of each block's first entry

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> EntryTable:
        """The same entries as a table; their numbers are their places in it."""
        table = cls()
        for start in range(0, len(entries), _BLOCK_ENTRIES):
            table.add(EntryBlock.of(entries[start : start + _BLOCK_ENTRIES]))
        return table

    def add(self, block: EntryBlock) -> None:
        """Put these entries behind those that are there."""
        self._starts.append(len(self.paths))
        self.paths += block.paths
        columns: Iterable[Sequence[Any]] = block
        self.blocks.append(EntryBlock._make(map(_packed, columns, _TYPES)))

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        block = bisect_right(self._starts, number) - 1
        return self.blocks[block].entry(number - self._starts[block], number)

    def __iter__(self) -> Iterator[Entry]:
        for start, block in zip(self._starts, self.blocks, strict=True):
            for at in range(len(block.paths)):
                yield block.entry(at, start + at)


class _Same(Sequence[_Value]):
    """One value many times."""

    __slots__ = ("_count", "_value")

    def __init__(self, value: _Value, count: int) -> None:
        self._value = value
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: Any) -> Any:
        return self._value

    def __iter__(self) -> Iterator[_Value]:
        return repeat(self._value, self._count)


def _packed(column: Sequence[Any], code: str) -> Sequence[Any]:
    if list(column[:1]) * len(column) == list(column):
        return _Same(column[0], len(column))
    try:
        return array(code, column) if code else column
    except (TypeError, OverflowError):  # something in it is not known, or no number
        return column
