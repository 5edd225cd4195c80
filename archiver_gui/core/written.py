"""What a build wrote, kept small: a million entries take about 100 MB, not 400."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from archiver_gui.core.entries import EntryKind, WrittenEntry

DIGEST_BYTES = 16  # of BLAKE3: enough to tell contents apart, half the room in the catalogue

_KINDS = tuple(EntryKind)
_NUMBER_OF_KIND = {kind: number for number, kind in enumerate(_KINDS)}
_NO_TIME = float("-inf")
_NO_DIGEST = bytes(DIGEST_BYTES)


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
        self._times.append(_NO_TIME if mtime is None else mtime)
        self._digests += _NO_DIGEST if digest is None else digest
        self.content_bytes += size

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
            None if mtime == _NO_TIME else mtime,
            bytes(self._digests[index * DIGEST_BYTES : (index + 1) * DIGEST_BYTES]) if kind is EntryKind.FILE else None,
        )

    def __iter__(self) -> Iterator[WrittenEntry]:
        for index in range(len(self._kinds)):
            yield self[index]
