"""What every codec offers, and the reading and writing that they share."""

from __future__ import annotations

import abc
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.errors import (
    ArchiverError,
    DamagedArchiveError,
    TrailingDataError,
    UnsupportedArchiveError,
    UsageError,
)

Buffer: TypeAlias = bytes | bytearray | memoryview

# How much is asked of a raw stream at once, and about how much a reader decodes at once.
READ_SIZE_BYTES = 256 * 1024
CHUNK_SIZE_BYTES = 1024 * 1024


class RawWriter(Protocol):
    """Where compressed bytes go: a file, or anything that takes all it is given."""

    def write(self, data: bytes, /) -> object:
        """Take all of `data`."""


class RawReader(Protocol):
    """Where compressed bytes come from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


class CodecWriter(abc.ABC):
    """Compresses one stream into `raw`; used by one thread.

    `close()` writes the trailer and leaves `raw` open. Leaving the `with` block by an exception, or
    `abort()`, writes nothing more and frees the workers; what stands in `raw` is then worthless.
    """

    def __init__(self, raw: RawWriter, pipeline: Pipeline | None) -> None:
        self._raw = raw
        self._owns_pipeline = pipeline is None
        self._pipeline = pipeline if pipeline is not None else Pipeline()
        self._closed = False
        self.size_in_bytes = 0  # what was given to write()
        self.size_out_bytes = 0  # what reached raw so far

    def write(self, data: Buffer) -> int:
        """Compress `data`, which may be reused afterwards. Gives its length in bytes.

        Raises:
            Cancelled: The job was cancelled.
        """
        if self._closed:
            raise ValueError("write to a closed compressor")
        size = len(data) if isinstance(data, bytes | bytearray) else data.nbytes
        self.size_in_bytes += size
        if size:
            self._feed(data)
        return size

    def close(self) -> None:
        """Write what is left and the trailer; `raw` stays open. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            self._finish()
        finally:
            if self._owns_pipeline:
                self._pipeline.close()

    def abort(self) -> None:
        """Stop without a trailer and let go of the workers."""
        self._closed = True
        self._pipeline.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close when the block ended well, abort when it did not."""
        if error is None:
            self.close()
        else:
            self.abort()

    def _emit(self, data: bytes) -> None:
        self.size_out_bytes += len(data)
        self._raw.write(data)

    @abc.abstractmethod
    def _feed(self, data: Buffer) -> None:
        """Take non-empty data, which may change after the call."""

    @abc.abstractmethod
    def _finish(self) -> None:
        """Write everything that is left."""


class BlockWriter(CodecWriter):
    """Cuts the stream into blocks of one size; a subclass compresses them in workers.

    Cuts depend on the data's length alone, never on how it was handed over or on the number of
    threads, so the same input gives the same bytes.
    """

    def __init__(self, raw: RawWriter, pipeline: Pipeline | None, block_size_bytes: int) -> None:
        super().__init__(raw, pipeline)
        self.block_size_bytes = block_size_bytes
        self._block = bytearray()

    def _feed(self, data: Buffer) -> None:
        view = memoryview(data).cast("B")
        start = 0
        while start < len(view):
            room = self.block_size_bytes - len(self._block)
            self._block += view[start : start + room]
            start += room
            if len(self._block) == self.block_size_bytes:
                self._cut()

    def _cut(self) -> None:
        block, self._block = self._block, bytearray()
        self._submit_block(block)

    def _finish(self) -> None:
        if self._block:
            self._cut()
        self._pipeline.drain()

    @abc.abstractmethod
    def _submit_block(self, block: bytearray) -> None:
        """Hand one block, which is now the subclass's own, to the pipeline."""


class CodecReader(io.BufferedIOBase):
    """Decodes one stream, forwards only; used by one thread; `raw` stays open.

    The end of the stream (an empty read) is only ever reported after everything that the format lets
    one check was checked: checksums, sizes, trailers, and that nothing follows. An error stays: every
    later read raises it again. Memory stays bounded whatever the stream claims.

    Raises (from every reading method):
        DamagedArchiveError: The stream contradicts itself, is cut short, or something follows it.
        UnsupportedArchiveError: It needs a method or more memory than this program grants.
    """

    def __init__(self, raw: RawReader, label: str) -> None:
        super().__init__()
        self._raw = raw
        self._label = label
        self._chunk = b""
        self._start = 0
        self._position = 0
        self._ended = False
        self._error: ArchiverError | None = None

    @abc.abstractmethod
    def _decode(self) -> bytes:
        """The next decoded bytes, never more than a few MiB; none only at the verified end."""

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Decoded bytes handed out so far."""
        return self._position

    def read(self, size: int | None = -1, /) -> bytes:
        """Exactly `size` bytes unless the stream ends first; everything for a negative size."""
        if size is None or size < 0:
            return b"".join(iter(self.read1, b""))
        chunk, start = self._chunk, self._start
        end = start + size
        if end <= len(chunk):  # the common case of small reads out of one chunk
            self._start = end
            self._position += size
            return chunk[start:end]
        parts = []
        while size > 0:
            part = self.read1(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def read1(self, size: int = -1, /) -> bytes:
        """What is decoded already, or the next piece; at most `size` bytes when that is not negative."""
        if not size or not self._fill():
            return b""
        start = self._start
        end = len(self._chunk) if size < 0 else min(len(self._chunk), start + size)
        part = self._chunk if start == 0 and end == len(self._chunk) else self._chunk[start:end]
        self._start = end
        self._position += end - start
        return part

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` unless the stream ends first; gives the number of bytes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any writable buffer, as io says
        filled = 0
        while filled < len(view):
            got = self._readinto_once(view[filled:])
            if not got:
                break
            filled += got
        return filled

    def readinto1(self, buffer: object, /) -> int:
        """As `readinto`, but out of one piece."""
        return self._readinto_once(memoryview(buffer).cast("B"))  # type: ignore[arg-type]  # see readinto

    def drain(self) -> int:
        """Read to the verified end and drop it; gives the number of bytes that were left."""
        before = self._position
        while self.read1():
            pass
        return self._position - before

    def _readinto_once(self, view: memoryview) -> int:
        if not len(view) or not self._fill():
            return 0
        size = min(len(view), len(self._chunk) - self._start)
        view[:size] = memoryview(self._chunk)[self._start : self._start + size]
        self._start += size
        self._position += size
        return size

    def _fill(self) -> bool:
        if self._start < len(self._chunk):
            return True
        if self._error is not None:
            raise self._error
        if self._ended:
            return False
        self._chunk, self._start = b"", 0
        try:
            self._chunk = self._decode()
        except ArchiverError as error:
            self._error = error
            raise
        self._ended = not self._chunk
        return not self._ended

    def _damaged(self, detail: str) -> DamagedArchiveError:
        return DamagedArchiveError(f"The {self._label} stream is damaged", detail, "Get another copy of the archive.")

    def _cut_short(self) -> DamagedArchiveError:
        return self._damaged("It ends too early")

    def _garbage(self) -> DamagedArchiveError:
        title, detail = f"The {self._label} stream is damaged", "Something that is no part of it follows its end"
        return TrailingDataError(title, detail, "Get another copy of the archive.")

    def _unsupported(self, detail: str, hint: str = "") -> UnsupportedArchiveError:
        return UnsupportedArchiveError(f"The {self._label} stream cannot be read by this program", detail, hint)


class Intake:
    """Takes headers and pieces off a raw stream, with look-ahead; at most about a read's size is held."""

    __slots__ = ("_buffer", "_raw", "_start")

    def __init__(self, raw: RawReader) -> None:
        self._raw = raw
        self._buffer = b""
        self._start = 0

    def peek(self, size: int) -> bytes:
        """The next `size` bytes without taking them; fewer only at the end."""
        while len(self._buffer) - self._start < size:
            more = self._raw.read(READ_SIZE_BYTES)
            if not more:
                break
            self._buffer = self._buffer[self._start :] + more
            self._start = 0
        return self._buffer[self._start : self._start + size]

    def take(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end."""
        data = self.peek(size)
        self._start += len(data)
        return data

    def piece(self) -> bytes:
        """Whatever is at hand, else one read; none at the end."""
        if self._start < len(self._buffer):
            data = self._buffer[self._start :] if self._start else self._buffer
            self._buffer, self._start = b"", 0
            return data
        return self._raw.read(READ_SIZE_BYTES)

    def give_back(self, data: bytes) -> None:
        """Put bytes back that were taken too many."""
        self._buffer = data + self._buffer[self._start :]
        self._start = 0


@dataclass(frozen=True)
class Codec:
    """One way to compress a stream. Has no state: one instance serves all threads."""

    codec_id: str  # "gz", "zst" …
    label: str  # for people: "Gzip"
    suffix: str  # with its dot
    levels: Mapping[str, int]  # of core.formats.LEVEL_NAMES, in order → the codec's number
    level_range: tuple[int, int]
    writer: Callable[[RawWriter, int, Pipeline | None], CodecWriter]
    reader: Callable[[RawReader], CodecReader]

    @property
    def default_level(self) -> int:
        """The number of "normal"."""
        return self.levels["normal"]

    def check_level(self, level: int | None) -> int:
        """The level to use: the default for None.

        Raises:
            UsageError: The codec does not have that level.
        """
        if level is None:
            return self.default_level
        low, high = self.level_range
        if not low <= level <= high:
            raise UsageError(f"{self.label} has no level {level}", f"Its levels are {low} to {high}.")
        return level

    def open_writer(self, raw: RawWriter, level: int | None = None, pipeline: Pipeline | None = None) -> CodecWriter:
        """A writer of one whole stream.

        `pipeline` gives the threads, the budget and the job to watch; it is drained at the end and left
        open. Without one the writer makes its own, on all cores.

        Raises:
            UsageError: The codec does not have that level.
        """
        return self.writer(raw, self.check_level(level), pipeline)

    def open_reader(self, raw: RawReader) -> CodecReader:
        """A reader of everything in `raw`: all members, streams or frames, to its end."""
        return self.reader(raw)
