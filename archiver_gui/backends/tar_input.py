"""The bytes of a tar stream, forwards: with look-ahead, and seeking over what nobody wants."""

from __future__ import annotations

import os
from typing import BinaryIO, Protocol

from archiver_gui.codecs.ahead import DecodeAhead
from archiver_gui.core.errors import DamagedArchiveError, from_os_error

# Enough that small entries need few system calls, little enough that seeking over large ones wastes little.
_CHUNK_BYTES = 1 << 16


class DecodedStream(Protocol):
    """What a codec's reader offers of use here."""

    def read1(self, size: int = -1, /) -> bytes:
        """The next piece of any length; none at the verified end."""


class TarInput:
    """Reads forwards; errors of the system are ours already. Used by one thread."""

    position = 0  # of the next byte, in the tar stream

    def __init__(self) -> None:
        self._chunk = b""
        self._start = 0  # of what is still to hand out, in the chunk

    def _pull(self) -> bytes:
        raise NotImplementedError

    def close(self) -> None:
        """End what reads ahead; the archive's file stays open."""

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes unless the end comes first. Only for sizes that have been judged."""
        start = self._start
        end = start + size
        if end <= len(self._chunk):
            self._start = end
            self.position += size
            return self._chunk[start:end]
        parts = []
        while size > 0:
            part = self.read_some(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def read_some(self, size: int) -> bytes:
        """From one byte to `size` bytes, whatever is at hand; none at the end."""
        if self._start >= len(self._chunk):
            self._chunk, self._start = self._pull(), 0
        start = self._start
        part = self._chunk[start : start + size]
        self._start = start + len(part)
        self.position += len(part)
        return part

    def peek(self, size: int) -> bytes:
        """The next bytes without taking them; fewer only at the end."""
        while len(self._chunk) - self._start < size:
            more = self._pull()
            if not more:
                break
            self._chunk = self._chunk[self._start :] + more
            self._start = 0
        return self._chunk[self._start : self._start + size]

    def held(self) -> tuple[bytes, int]:
        """Bytes that are at hand, and where in them the next one stands."""
        return self._chunk, self._start

    def skip(self, size: int) -> int:
        """Pass over so many bytes; how many there were."""
        left = size
        while left > 0:
            part = min(left, len(self._chunk) - self._start)
            if part <= 0:
                self._chunk, self._start = self._pull(), 0
                if not self._chunk:
                    break
                continue
            self._start += part
            left -= part
        self.position += size - left
        return size - left


class DecodedInput(TarInput):
    """A tar stream that comes out of a codec."""

    def __init__(self, stream: DecodedStream) -> None:
        super().__init__()
        self._stream = stream

    def close(self) -> None:
        """As the base class."""
        if isinstance(self._stream, DecodeAhead):
            self._stream.close()

    def _pull(self) -> bytes:
        try:
            return self._stream.read1()
        except OSError as error:
            raise _unreadable(error) from error


class PlainInput(TarInput):
    """A tar file as it is; what is skipped is not read."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        try:
            self.size_bytes = file.seek(0, os.SEEK_END)
            file.seek(0)
        except OSError as error:
            raise _unreadable(error) from error

    def _pull(self) -> bytes:
        try:
            return self._file.read(_CHUNK_BYTES)
        except OSError as error:
            raise _unreadable(error) from error

    def skip(self, size: int) -> int:
        """As the base class."""
        held = len(self._chunk) - self._start
        if size <= held + _CHUNK_BYTES:
            return super().skip(size)
        size = min(size, self.size_bytes - self.position)
        self.go_to(self.position + size)
        return size

    def go_to(self, position: int) -> None:
        """Go on reading at this position."""
        self._chunk, self._start = b"", 0
        self.position = position
        try:
            self._file.seek(position)
        except OSError as error:
            raise _unreadable(error) from error


def _unreadable(error: OSError) -> Exception:
    return from_os_error(error, "The archive could not be read")


def cut_short(what: str) -> DamagedArchiveError:
    """The error of an archive that ends too early."""
    return DamagedArchiveError("The archive is cut off", f"It ends {what}.", "Get another copy of the archive.")
