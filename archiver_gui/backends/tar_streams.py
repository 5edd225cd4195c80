"""The contents of tar members: what comes next in the tar stream, holes of sparse files filled."""

from __future__ import annotations

import io
from typing import Any

from archiver_gui.backends.tar_input import TarInput, cut_short
from archiver_gui.backends.tar_resolver import Member
from archiver_gui.backends.tar_sparse import SparseMap

_ZEROS = bytes(1 << 20)


class MemberStream(io.BufferedIOBase):
    """The content of one member; its end before its time is an error."""

    def __init__(self, source: TarInput, size: int) -> None:
        self._source = source
        self._left = size
        self._expired = False

    def readable(self) -> bool:
        """Always."""
        return True

    def expire(self) -> None:
        """The pass goes on: from now on there is nothing to read here."""
        self._expired = True

    def read(self, size: int | None = -1, /) -> bytes:
        """Exactly `size` bytes unless the content ends first; everything for a negative size."""
        if size is None or size < 0:
            return b"".join(iter(self.read1, b""))
        self._check()
        wanted = min(size, self._left)
        if not wanted:
            return b""
        data = self._source.read(wanted)
        self._left -= len(data)
        if len(data) < wanted:
            raise cut_short("inside an entry")
        return data

    def read1(self, size: int = -1, /) -> bytes:
        """What is at hand, at most `size` bytes when that is not negative."""
        self._check()
        wanted = self._left if size < 0 else min(size, self._left)
        if not wanted:
            return b""
        data = self._source.read_some(wanted)
        self._left -= len(data)
        if not data:
            raise cut_short("inside an entry")
        return data

    def readinto(self, buffer: Any, /) -> int:
        """Fill `buffer` unless the content ends first."""
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def _check(self) -> None:
        if self._expired:
            raise ValueError("read of an entry that the pass has left behind")


class SparseStream(MemberStream):
    """The content of a sparse member: zeros where its holes are."""

    def __init__(self, source: TarInput, sparse: SparseMap) -> None:
        super().__init__(source, sparse.real_size)
        self._pieces = iter(sparse.pieces)
        self._position = 0
        self._real_size = sparse.real_size
        self._start, self._end = self._next_piece()

    def _next_piece(self) -> tuple[int, int]:
        offset, length = next(self._pieces, (self._real_size, 0))
        return offset, offset + length

    def read(self, size: int | None = -1, /) -> bytes:
        """As the base class."""
        if size is None or size < 0:
            return b"".join(iter(self.read1, b""))
        parts = []
        while size > 0:
            part = self.read1(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def read1(self, size: int = -1, /) -> bytes:
        """As the base class."""
        self._check()
        while self._position >= self._end and self._position < self._real_size and self._start < self._real_size:
            self._start, self._end = self._next_piece()
            if self._position < self._start:
                break
        limit = len(_ZEROS) if size < 0 else min(size, len(_ZEROS))
        if self._position < self._start:
            data = _ZEROS[: min(limit, self._start - self._position)]
        else:
            wanted = min(limit, self._end - self._position)
            data = self._source.read_some(wanted) if wanted else b""
            if wanted and not data:
                raise cut_short("inside an entry")
        self._position += len(data)
        return data


def stream_of(source: TarInput, member: Member) -> MemberStream:
    """The content of the member that the input has come to."""
    return SparseStream(source, member.sparse) if member.sparse else MemberStream(source, member.size)
