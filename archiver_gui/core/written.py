"""What a build wrote, kept small: a million entries take about 100 MB, not 400."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from archiver_gui.core.entries import EntryKind, WrittenEntry

DIGEST_BYTES = 16  # of BLAKE3: enough to tell contents apart, half the room in the catalogue

_KINDS = tuple(EntryKind)
_NUMBER_OF_KIND = {kind: number for number, kind in enumerate(_KINDS)}
NO_TIME = float("-inf")  # as `WrittenColumns` has it
_NO_DIGEST = bytes(DIGEST_BYTES)
KIND_NUMBERS = _NUMBER_OF_KIND  # as `WrittenColumns` has them
NO_DIGEST = _NO_DIGEST


class WrittenColumns(NamedTuple):
    """A run of written entries, column by column: cheap to hand over, also to another process."""

    names: bytes  # UTF-8 with surrogate escapes, one after the other
    lengths: array[int]  # of the names, in bytes; "L"
    kinds: bytes  # KIND_NUMBERS, one byte an entry
    sizes: array[int]  # "q"
    times: array[float]  # "d"
    digests: bytes  # DIGEST_BYTES an entry, NO_DIGEST where there is no content


class WrittenEntries:
    """A sequence of `WrittenEntry` in archive order, held as columns."""

    def __init__(self) -> None:
        self._names = bytearray()  # UTF-8 with surrogate escapes, one after the other
        self._ends = array("Q")
        self._kinds = bytearray()
        self._sizes = array("q")
        self._times = array("d")
        self._digests = bytearray()
        self.content_bytes = 0

    def append(
        self, path: str, kind: EntryKind, size: int = 0, mtime: float | None = None, digest: bytes | None = None
    ) -> None:
        """Note one entry; `digest` has `DIGEST_BYTES` bytes, or is None where there is no content."""
        self._names += path.encode("utf-8", "surrogateescape")
        self._ends.append(len(self._names))
        self._kinds.append(_NUMBER_OF_KIND[kind])
        self._sizes.append(size)
        self._times.append(NO_TIME if mtime is None else mtime)
        self._digests += _NO_DIGEST if digest is None else digest
        self.content_bytes += size

    def extend(self, columns: WrittenColumns) -> None:
        """Note many entries at once."""
        self._ends.extend(accumulate(columns.lengths[1:], initial=len(self._names) + columns.lengths[0]))
        self._names += columns.names
        self._kinds += columns.kinds
        self._sizes.extend(columns.sizes)
        self._times.extend(columns.times)
        self._digests += columns.digests
        self.content_bytes += sum(columns.sizes)

    def columns(self, first: int, last: int) -> WrittenColumns:
        """The entries from `first` to before `last`, of which there is at least one."""
        start = self._ends[first - 1] if first else 0
        ends = self._ends[first:last]
        return WrittenColumns(
            bytes(self._names[start : ends[-1]]),
            array("L", map(int.__sub__, ends, [start, *ends[:-1]])),
            bytes(self._kinds[first:last]),
            self._sizes[first:last],
            self._times[first:last],
            bytes(self._digests[first * DIGEST_BYTES : last * DIGEST_BYTES]),
        )

    def __len__(self) -> int:
        return len(self._kinds)

    def __getitem__(self, index: int) -> WrittenEntry:
        if not 0 <= index < len(self._kinds):
            raise IndexError(index)
        start = self._ends[index - 1] if index else 0
        kind = _KINDS[self._kinds[index]]
        mtime = self._times[index]
        return WrittenEntry(
            self._names[start : self._ends[index]].decode("utf-8", "surrogateescape"),
            kind,
            self._sizes[index],
            None if mtime == NO_TIME else mtime,
            bytes(self._digests[index * DIGEST_BYTES : (index + 1) * DIGEST_BYTES]) if kind is EntryKind.FILE else None,
        )

    def __iter__(self) -> Iterator[WrittenEntry]:
        for index in range(len(self._kinds)):
            yield self[index]
