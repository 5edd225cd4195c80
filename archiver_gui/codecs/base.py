"""What every codec offers, and the reading that they share."""

from __future__ import annotations

import abc
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from archiver_gui.codecs.segments import SegmentFormat
from archiver_gui.core.errors import (
    ArchiverError,
    DamagedArchiveError,
    TrailingDataError,
    UnsupportedArchiveError,
    UsageError,
)

# How much is asked of a raw stream at once, and about how much a reader decodes at once.
READ_SIZE_BYTES = 256 * 1024
CHUNK_SIZE_BYTES = 1024 * 1024

# What a decoder made of the piece that it found damaged is lost: at most so much, or this part of what came before.
_LEAST_STEP_BYTES = 1024
_STEP_PART = 8


class RawReader(Protocol):
    """Where compressed bytes come from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


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

    @property
    def _step_bytes(self) -> int:
        """How much to decode at once."""
        return min(CHUNK_SIZE_BYTES, max(_LEAST_STEP_BYTES, self._position // _STEP_PART))

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
    segments: SegmentFormat
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

    def open_reader(self, raw: RawReader) -> CodecReader:
        """A reader of everything in `raw`: all members, streams or frames, to its end."""
        return self.reader(raw)
