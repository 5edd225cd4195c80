"""Large entries of a zip on their way out, and what they are written to."""

from __future__ import annotations

import os
import stat
from typing import Any, BinaryIO

from archiver_gui.backends.zip_batch import attributes
from archiver_gui.backends.zip_format import DEFLATED, STORED, headers, headers64, times_extra, to_dos_time
from archiver_gui.codecs.deflate import DeflateBlocks
from archiver_gui.codecs.hashing import content_hash, crc32
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.errors import EnvironmentFault, from_os_error
from archiver_gui.core.written import DIGEST_BYTES

_READ_BYTES = 1024 * 1024


# Large entries at the default level: 0.3 % larger for an eighth less time, and still smaller than others' fast.
_BLOCK_LEVELS = {6: 5}


class SourceError(Exception):
    """A source that broke while it was read, told apart from a target that cannot be written."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause)
        self.cause = cause


class Target:
    """The archive's file: knows where it stands, and translates what goes wrong with it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.offset = 0

    def write(self, data: bytes | bytearray) -> None:
        """Append."""
        try:
            self._file.write(data)
        except OSError as error:
            raise self._fault(error) from error
        self.offset += len(data)

    def overwrite(self, offset: int, data: bytes) -> None:
        """Replace bytes that were written before."""
        try:
            self._file.seek(offset)
            self._file.write(data)
            self._file.seek(self.offset)
        except OSError as error:
            raise self._fault(error) from error

    def cut(self, offset: int) -> None:
        """Take back everything from here on."""
        try:
            self._file.seek(offset)
            self._file.truncate()
        except OSError as error:
            raise self._fault(error) from error
        self.offset = offset

    def _fault(self, error: OSError) -> EnvironmentFault:
        name = getattr(self._file, "name", "")
        folder = os.path.dirname(name) if isinstance(name, str) else ""
        return from_os_error(error, "The archive could not be written", folder)


class LargeHead:
    """What is known of a large entry before it is read, and its headers once it is."""

    def __init__(self, path: str, name: bytes, seconds: int, mode: int, *, utc: bool, zip64: bool) -> None:
        self.path = path
        self.seconds = seconds
        self._name = name
        self._mode = mode
        self._utc = utc
        self._zip64 = zip64

    @property
    def stored_path(self) -> str:
        """Its path as the archive has it."""
        return self._name.decode()

    def pack(self, method: int, crc: int, packed_size: int, size: int) -> tuple[bytes, bytes]:
        """Local header, of one length whatever the numbers, and central record."""
        make = headers64 if self._zip64 else headers
        dos_time = to_dos_time(self.seconds, utc=self._utc)
        flags = attributes(stat.S_IFREG, self._mode)
        return make(self._name, method, dos_time, crc, packed_size, size, times_extra(self.seconds), flags)


class LargeEntry:
    """One entry on its way: a header to be filled in, then blocks."""

    def __init__(self, head: LargeHead, target: Target, level: int, pipeline: Pipeline) -> None:
        self.head = head
        self.size = 0
        self._target = target
        self._pipeline = pipeline
        self._hash = content_hash()
        self._crc = 0
        self._offset = target.offset
        self._method = DEFLATED if level else STORED
        target.write(head.pack(self._method, 0, 0, 0)[0])
        self._content_at = target.offset
        self._blocks = DeflateBlocks(target, _BLOCK_LEVELS.get(level, level), pipeline) if level else None

    def write(self, data: bytes) -> None:
        """Add content."""
        self._hash.update(data)
        self.size += len(data)
        if self._blocks is not None:
            self._blocks.write(data)
        else:
            self._crc = crc32(data, self._crc)
            self._target.write(data)

    def finish(self) -> tuple[int, bytes]:
        """Complete the local header; gives its offset and the central record."""
        if self._blocks is not None:
            self._blocks.close()
            self._crc = self._blocks.crc32
        packed_size = self._target.offset - self._content_at
        local, central = self.head.pack(self._method, self._crc, packed_size, self.size)
        self._target.overwrite(self._offset, local)
        return self._offset, central

    def withdraw(self) -> None:
        """Leave no trace of this entry."""
        self._pipeline.drain()
        self._target.cut(self._offset)

    def digest(self) -> bytes:
        """The content's hash."""
        return self._hash.digest()[:DIGEST_BYTES]


class AnyReader:
    """Bytes from any object with read(), with or without a size argument, text or bytes."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._whole = False
        self._ended = False

    def read(self, size: int) -> bytes:
        """`size` bytes or a little more where the source gives more; fewer only at the end."""
        parts = []
        while size > 0 and not self._ended:
            part = self._piece()
            self._ended = self._whole or not part
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _piece(self) -> bytes:
        try:
            data = self._source.read(_READ_BYTES)
        except TypeError:  # its read() takes no size: it gives everything
            data = self._source.read()
            self._whole = True
        if isinstance(data, str):
            return data.encode("utf-8", "surrogateescape")
        return bytes(data or b"")
