"""Content from any object that has read(), whose size tar wants to know before its first byte."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Reads = Callable[[int], bytes]

_BLOCK_BYTES = 1 << 20


class Feed:
    """Reads any object that has read(), with or without a size, text or bytes."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._spare = b""
        self._is_text = False
        self.ended = False

    def read(self, size: int) -> bytes:
        """Some bytes, up to `size` where the object can be asked for so many; none at the end."""
        if self._spare:
            data, self._spare = self._spare[:size], self._spare[size:]
            return data
        if self.ended:
            return b""
        try:
            data = self._source.read(size)
        except TypeError:  # its read() takes no size and gives everything at once
            data = self._source.read()
            self.ended = True
        if isinstance(data, str):
            self._is_text = True
            data = data.encode("utf-8", "surrogateescape")
        if not data:
            self.ended = True
        if len(data) > size:
            self._spare, data = data[size:], data[:size]
        return bytes(data)

    def read_up_to(self, size: int) -> bytes:
        """So many bytes, or all there are, in which case `ended` is set."""
        parts = []
        while size > 0 and (part := self.read(size)):
            parts.append(part)
            size -= len(part)
        self.ended = self.ended and not self._spare
        return b"".join(parts)

    def measure_rest(self) -> int | None:
        """Bytes from here to the end of a binary object that can seek; None for any other."""
        if self._is_text or self._spare:
            return None
        try:
            here = self._source.tell()
            end = self._source.seek(0, os.SEEK_END)
            self._source.seek(here)
        except (AttributeError, OSError, ValueError, TypeError):
            return None
        return end - here if isinstance(end, int) and isinstance(here, int) and end >= here else None

    @contextmanager
    def park(self, head: bytes, folder: str | None, check: Callable[[], None]) -> Iterator[tuple[Reads, int]]:
        """Put what is left, behind what was read of it, into a nameless file; how to read that, and its bytes."""
        import tempfile  # few archives need it

        with tempfile.TemporaryFile(dir=folder) as spool:
            spool.write(head)
            while block := self.read(_BLOCK_BYTES):
                spool.write(block)
                check()
            size = spool.tell()
            spool.seek(0)
            yield spool.read, size


def reads_of(head: bytes, then: Reads | None = None) -> Reads:
    """Reads a piece that is there already, and then from elsewhere."""
    rest = memoryview(head)

    def read(size: int) -> bytes:
        nonlocal rest
        if rest:
            data, rest = bytes(rest[:size]), rest[size:]
            return data
        return then(size) if then is not None else b""

    return read
