"""Large entries of a zip on their way out, and what they are written to."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

from archiver_gui.backends.zip_batch import attributes
from archiver_gui.backends.zip_format import DEFLATED, STORED, headers, headers64, times_extra, to_dos_time
from archiver_gui.codecs.deflate import BLOCK_SIZE_BYTES, END_OF_STREAM, WINDOW_SIZE_BYTES, deflate_block
from archiver_gui.codecs.hashing import content_hash, crc32, crc32_combine
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.errors import EnvironmentFault, from_os_error
from archiver_gui.core.written import DIGEST_BYTES

_READ_BYTES = 1024 * 1024

# Blocks that are decoded one after the other when the archive is read back: a block that begins such a run is
# compressed without a dictionary, which costs less than a thousandth of a percent of a run.
_SEGMENT_BLOCKS = 16

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


class Segment(NamedTuple):
    """A run of a large entry's blocks that can be decoded without what is before it."""

    start: int  # where its bytes stand in the archive
    end: int
    size: int  # bytes of content
    digest: bytes  # of the content, taken while it was read


class LargeEntry:
    """One entry on its way through the pipeline: a header to be filled in, then blocks.

    Its content is read, and the next entry begun, while blocks of it are still being compressed: all that
    touches the target happens when its turn comes. `taken` gets the entry when it is complete.
    """

    def __init__(
        self, head: LargeHead, target: Target, level: int, pipeline: Pipeline, taken: Callable[[LargeEntry], None]
    ) -> None:
        self.head = head
        self.size = 0
        self.offset = 0  # of the local header
        self.record = b""  # of the directory; complete when the entry is taken
        self._target = target
        self._pipeline = pipeline
        self._level = _BLOCK_LEVELS.get(level, level)
        self._method = DEFLATED if level else STORED
        self._taken = taken
        self._buffer = bytearray()
        self._hash = content_hash()
        self._segment_hash = content_hash()
        self._blocks = 0
        self._before = b""
        self._crc = 0
        # Where each segment starts, how long its content is, and its digest.
        self._starts: list[int] = []
        self._sizes: list[int] = []
        self._digests: list[bytes] = []
        pipeline.in_turn(self._begin)

    def write(self, data: bytes) -> None:
        """Add content; any length, pieces of `BLOCK_SIZE_BYTES` at the least cost."""
        self._hash.update(data)
        self.size += len(data)
        if len(data) == BLOCK_SIZE_BYTES and not self._buffer:
            self._submit(data)
            return
        self._buffer += data
        while len(self._buffer) >= BLOCK_SIZE_BYTES:
            self._submit(bytes(memoryview(self._buffer)[:BLOCK_SIZE_BYTES]))
            del self._buffer[:BLOCK_SIZE_BYTES]

    def finish(self) -> None:
        """Say that the content is complete."""
        if self._buffer:
            self._submit(bytes(self._buffer))
        self._digests.append(self._segment_hash.digest())
        self._pipeline.in_turn(self._end)

    def withdraw(self) -> None:
        """Leave no trace of this entry."""
        self._pipeline.in_turn(lambda: self._target.cut(self.offset))

    def digest(self) -> bytes:
        """The content's hash."""
        return self._hash.digest()[:DIGEST_BYTES]

    def segments(self) -> list[Segment]:
        """The parts of the content; once the entry is taken."""
        ends = [*self._starts[1:], self._target.offset]
        return list(map(Segment, self._starts, ends, self._sizes, self._digests))

    def _submit(self, data: bytes) -> None:
        restart = self._blocks > 0 and self._blocks % _SEGMENT_BLOCKS == 0
        if restart:
            self._digests.append(self._segment_hash.digest())
            self._segment_hash = content_hash()
            self._before = b""
        self._segment_hash.update(data)
        self._blocks += 1
        before, self._before = self._before, data[-WINDOW_SIZE_BYTES:]
        take = functools.partial(self._take, restart)
        self._pipeline.submit(_pack_block, data, before, self._level, cost_bytes=2 * len(data), deliver=take)

    def _begin(self) -> None:
        self.offset = self._target.offset
        self._target.write(self.head.pack(self._method, 0, 0, 0)[0])
        self._start_segment()

    def _start_segment(self) -> None:
        self._starts.append(self._target.offset)
        self._sizes.append(0)

    def _take(self, restart: bool, result: tuple[bytes, int, int]) -> None:
        if restart:
            self._start_segment()
        packed, crc, size = result
        self._target.write(packed)
        self._crc = crc32_combine(self._crc, crc, size)
        self._sizes[-1] += size

    def _end(self) -> None:
        if self._method == DEFLATED:
            self._target.write(END_OF_STREAM)
        packed_size = self._target.offset - self._starts[0]
        local, self.record = self.head.pack(self._method, self._crc, packed_size, self.size)
        self._target.overwrite(self.offset, local)
        self._taken(self)


def _pack_block(data: bytes, before: bytes, level: int) -> tuple[bytes, int, int]:
    """A block's bytes, the CRC-32 of its content, and the content's size."""
    return (deflate_block(data, before, level) if level else data), crc32(data), len(data)


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
