"""Random access over a stream that only runs forwards."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, CodecReader


class RewindableReader(io.RawIOBase):
    """A seekable view of a codec's stream: going back decodes again from the start.

    Meant for `tarfile.open(fileobj=…)` and for single entries picked out of an archive. Forward seeks
    decode what they skip, so checks are never passed over. Used by one thread.
    """

    def __init__(self, open_reader: Callable[[], CodecReader]) -> None:
        """Prepare; nothing is opened before the first read.

        Args:
            open_reader: Gives a fresh reader at the stream's start, with its raw file rewound.
        """
        super().__init__()
        self._open = open_reader
        self._reader: CodecReader | None = None
        self._position = 0
        self._size_bytes: int | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always, if not cheaply."""
        return True

    def tell(self) -> int:
        """Where the next read begins, in decoded bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move; costs nothing until the next read, except from the end, which must be found first."""
        if whence == os.SEEK_CUR:
            offset += self._position
        elif whence == os.SEEK_END:
            offset += self._find_size()
        if offset < 0:
            raise ValueError("negative seek position")
        self._position = offset
        return offset

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` unless the stream ends first."""
        got = self._reader_in_place().readinto(buffer)
        self._position += got
        return got

    def read(self, size: int | None = -1, /) -> bytes:
        """Exactly `size` bytes unless the stream ends first; everything for a negative size."""
        data = self._reader_in_place().read(size)
        self._position += len(data)
        return data

    def readall(self) -> bytes:
        """Everything from here to the end."""
        return self.read(-1)

    def close(self) -> None:
        """Let go of the reader; its raw file stays open."""
        self._reader = None
        super().close()

    def _reader_in_place(self) -> CodecReader:
        if self.closed:
            raise ValueError("read of a closed stream")
        reader = self._reader
        if reader is None or reader.tell() > self._position:
            reader = self._reader = self._open()
        while reader.tell() < self._position:
            if not reader.read1(min(CHUNK_SIZE_BYTES, self._position - reader.tell())):
                break
        return reader

    def _find_size(self) -> int:
        if self._size_bytes is None:
            reader = self._reader_in_place()
            reader.drain()
            self._size_bytes = reader.tell()
        return self._size_bytes
