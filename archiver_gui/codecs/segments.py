"""Streams in segments, each of which can be decoded without the others, so that all cores take part in both.

A codec's `SegmentFormat` says how its segments look; `SegmentWriter` cuts a stream into them, and takes
segments that were made elsewhere, as by worker processes. What it notes of each lets it be read back by
itself and held against what was written, to the byte.
"""

from __future__ import annotations

import abc
import functools
from array import array
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Protocol, Self, TypeAlias

from archiver_gui.codecs.hashing import Buffer, crc32
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.errors import DamagedArchiveError

# Raises when the job is cancelled; long work calls it at least every 50 ms.
Check: TypeAlias = Callable[[], None]

_MIB = 1024 * 1024


def never() -> None:
    """The check of work that nobody needs to cancel."""


class LocalCheck:
    """A check that may be handed to a worker process, where it does nothing: a cancel ends the process."""

    def __init__(self, check: Check = never) -> None:
        self._check = check

    def __call__(self) -> None:
        """Raise when the job is cancelled."""
        self._check()

    def __reduce__(self) -> tuple[type[LocalCheck], tuple[()]]:
        """What crosses the process boundary."""
        return LocalCheck, ()


# What all workers of one stream together may take.
_WORKERS_BYTES = 320 * _MIB


class RawWriter(Protocol):
    """Where compressed bytes go: a file, or anything that takes all it is given."""

    def write(self, data: bytes, /) -> object:
        """Take all of `data`."""


class Segment(NamedTuple):
    """A compressed piece of a stream."""

    data: bytes
    size_bytes: int  # of its content
    crc32: int  # of its content
    packed_crc32: int  # of `data`
    note: int  # whatever the codec's trailer wants to know besides


class Span(NamedTuple):
    """Where a segment stands in a file, and what it was when it was written."""

    start: int
    end: int
    size_bytes: int
    crc32: int
    packed_crc32: int


class SegmentFormat(abc.ABC):
    """How one codec writes streams in segments. Has no state: one instance serves all threads."""

    # Whether a stream without content still has one segment.
    never_empty = False

    @abc.abstractmethod
    def size_bytes(self, level: int) -> int:
        """The content of a whole segment."""

    def worker_bytes(self, level: int) -> int:
        """The memory that packing a segment takes."""
        return 3 * self.size_bytes(level)

    def takes_batches(self, level: int) -> bool:
        """Whether 4 MiB at a time cost next to nothing in size."""
        return self.size_bytes(level) <= 8 * _MIB

    def evens_out(self, level: int) -> bool:
        """Whether a segment takes so long that cores should get equal shares of what is left at the end."""
        return False

    def batch_level(self, level: int) -> int:
        """The level for batches of small files, where they are segments."""
        return level

    def header(self, level: int) -> bytes:
        """What stands before the first segment."""
        return b""

    def trailer(self, segments: Segments) -> bytes:
        """What follows the last one."""
        return b""

    @abc.abstractmethod
    def pack(self, data: Buffer, level: int, check: Check) -> tuple[bytes, int]:
        """Compress a segment; gives its bytes and the note for the trailer. Any thread; releases the GIL."""

    @abc.abstractmethod
    def unpack(self, data: bytes, size_bytes: int, check: Check) -> bytes:
        """Decode a segment of so much content, strictly. Any thread; releases the GIL.

        Raises:
            ValueError: It is not one whole segment; how long the content is, is for the caller to look at.
        """


class Segments:
    """What is known of a stream's segments; 40 bytes each."""

    def __init__(self, start: int) -> None:
        self._ends = array("Q", [start])
        self.sizes_bytes = array("Q")
        self.crcs32 = array("Q")
        self._packed_crcs32 = array("Q")
        self.notes = array("Q")

    def add(self, segment: Segment) -> None:
        """Note one that follows the last."""
        self._ends.append(self._ends[-1] + len(segment.data))
        self.sizes_bytes.append(segment.size_bytes)
        self.crcs32.append(segment.crc32)
        self._packed_crcs32.append(segment.packed_crc32)
        self.notes.append(segment.note)

    def __len__(self) -> int:
        return len(self.notes)

    def __getitem__(self, number: int) -> Span:
        return Span(
            self._ends[number],
            self._ends[number + 1],
            self.sizes_bytes[number],
            self.crcs32[number],
            self._packed_crcs32[number],
        )

    @property
    def end(self) -> int:
        """Where the trailer starts."""
        return self._ends[-1]


def pack_segment(form: SegmentFormat, data: Buffer, level: int, check: Check) -> Segment:
    """Compress a piece of a stream. Any thread or process; `check` may raise."""
    packed, note = form.pack(data, level, check)
    return Segment(packed, len(data), crc32(data), crc32(packed), note)


def unpack_segment(form: SegmentFormat, data: bytes, span: Span, check: Check) -> bytes:
    """The content of a segment, which has to be what was written. Any thread or process.

    Raises:
        DamagedArchiveError: It is not.
    """
    if crc32(data) != span.packed_crc32:
        raise DamagedArchiveError("The archive is not as it was written", "Some of its bytes are others.")
    try:
        content = form.unpack(data, span.size_bytes, check)
    except ValueError as error:
        raise DamagedArchiveError("The archive is not as it was written", f"It cannot be decoded: {error}") from error
    if len(content) != span.size_bytes or crc32(content) != span.crc32:
        raise DamagedArchiveError("The archive is not as it was written", "It does not decode to what went in.")
    return content


class SegmentWriter:
    """Compresses one stream into `raw`, in segments, on as many cores as their memory allows; used by one thread.

    Cuts depend on the data's length alone, never on how it was handed over or on the number of threads,
    so the same input gives the same bytes. `close()` writes the trailer and leaves `raw` open. Leaving
    the `with` block by an exception, or `abort()`, writes nothing more and frees the workers; what stands in
    `raw` is then worthless.
    """

    def __init__(self, form: SegmentFormat, raw: RawWriter, level: int, pipeline: Pipeline | None = None) -> None:
        self._form = form
        self._raw = raw
        self._level = level
        self._owns_pipeline = pipeline is None
        self._pipeline = pipeline if pipeline is not None else Pipeline()
        self._size_bytes = form.size_bytes(level)
        # Costs are set so that the pipeline's budget lets no more segments be in flight.
        workers = max(1, _WORKERS_BYTES // form.worker_bytes(level))
        self._cost_bytes = max(2 * self._size_bytes, self._pipeline.budget_bytes // workers)
        # Three segments wait where the end is evened out: two of them leave, so that pairs of cores have equally
        # much behind them when it comes.
        evens_out = workers > 1 and form.evens_out(level)
        self._held_bytes = 3 * self._size_bytes if evens_out else self._size_bytes
        self._content = bytearray()  # of the segments to come
        self._closed = False
        self.count = 0  # of segments, those that are still on their way included
        self.size_in_bytes = 0  # what was given to write() and append()
        self.size_out_bytes = 0  # what reached raw so far
        self.header = form.header(level)
        self.trailer = b""  # known once closed
        self.segments = Segments(len(self.header))
        self._emit(self.header)

    def write(self, data: Buffer) -> int:
        """Compress `data`, which may be reused afterwards. Gives its length in bytes.

        Raises:
            Cancelled: The job was cancelled.
        """
        if self._closed:
            raise ValueError("write to a closed compressor")
        view = memoryview(data).cast("B")
        start = 0
        while start < len(view):
            if len(self._content) == self._held_bytes:
                self._submit(max(1, self._held_bytes // self._size_bytes - 1), self._size_bytes)
            room = self._held_bytes - len(self._content)
            self._content += view[start : start + room]
            start += room
        self.size_in_bytes += len(view)
        return len(view)

    def append(self, segment: Segment) -> None:
        """Put this segment behind what was written so far; what follows begins another."""
        self.cut()
        self.size_in_bytes += segment.size_bytes
        self.count += 1
        self._pipeline.in_turn(functools.partial(self._take, segment), len(segment.data))

    def cut(self) -> None:
        """End a segment here."""
        if self._content:
            wholes = -(-len(self._content) // self._size_bytes)
            count = wholes + wholes % 2 if wholes > 1 else 1
            self._submit(count, -(-len(self._content) // count))

    def close(self) -> None:
        """Write what is left and the trailer; `raw` stays open. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            self.cut()
            self._pipeline.drain()
            if self._form.never_empty and not len(self.segments):
                self._take(pack_segment(self._form, b"", self._level, self._pipeline.check))
            self.trailer = self._form.trailer(self.segments)
            self._emit(self.trailer)
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

    def _submit(self, count: int, size_bytes: int) -> None:
        """Have so many segments of this size compressed; only the last may be smaller."""
        content, self._content = self._content, self._content[count * size_bytes :]
        for number in range(count):
            self.count += 1
            self._pipeline.submit(
                pack_segment,
                self._form,
                content[number * size_bytes : (number + 1) * size_bytes] if count > 1 else content,
                self._level,
                self._pipeline.check,
                cost_bytes=self._cost_bytes,
                deliver=self._take,
            )

    def _take(self, segment: Segment) -> None:
        self.segments.add(segment)
        self._emit(segment.data)

    def _emit(self, data: bytes) -> None:
        self.size_out_bytes += len(data)
        self._raw.write(data)


class StoredSegments(SegmentFormat):
    """No compression: what a plain tar is made of."""

    def size_bytes(self, level: int) -> int:
        """As the base class."""
        return 4 * _MIB

    def pack(self, data: Buffer, level: int, check: Check) -> tuple[bytes, int]:
        """As the base class."""
        return bytes(data), 0

    def unpack(self, data: bytes, size_bytes: int, check: Check) -> bytes:
        """As the base class."""
        return data


STORED = StoredSegments()
