"""Proves a whole sealed archive: its end records here, its entries by the pool, in the writer's own batches."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import BinaryIO

from archiver_gui.backends.zip_end import find_directory, read_at
from archiver_gui.backends.zip_format import DEFLATED, EXTRA_ZIP64, LOCAL, LOCAL_SIGNATURE, MAX_32, extra_fields
from archiver_gui.backends.zip_large import Segment
from archiver_gui.backends.zip_proof import Record, Span, check_records, compare, prove_batch, unlike
from archiver_gui.codecs.deflate import Inflater
from archiver_gui.codecs.hashing import content_digest, content_hash, crc32, crc32_combine
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import DamagedArchiveError, from_os_error
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import KIND_NUMBERS, WrittenColumns, WrittenEntries

_READ_BYTES = 1 << 20
_PIECE_BYTES = 256 * 1024


class Spans:
    """Where each batch of an archive ended, as the writer knows it; about 150 bytes a batch."""

    def __init__(self) -> None:
        self._entries = array("Q", [0])
        self._data = array("Q", [0])
        self._directory = array("Q", [0])
        self._digests: list[tuple[bytes, bytes]] = []
        self._segments: dict[int, list[Segment]] = {}

    def add_batch(self, entries: int, data_end: int, directory: bytearray, data_digest: bytes) -> None:
        """Note how far archive and directory reach after a batch, and the digest of its headers and contents."""
        self._digests.append((data_digest, content_digest(directory[self._directory[-1] :])))
        self._entries.append(entries)
        self._data.append(data_end)
        self._directory.append(len(directory))

    def add_large(self, entries: int, data_end: int, directory: bytearray, segments: list[Segment]) -> None:
        """Note how far archive and directory reach after a large entry, and the parts of its content."""
        self._segments[len(self)] = segments
        self.add_batch(entries, data_end, directory, b"")

    def __len__(self) -> int:
        return len(self._digests)

    def batch(self, number: int) -> tuple[int, int, Span, list[Segment]]:
        """First entry and the one after the last, where they stand, and the parts of a single large one."""
        base = self._data[-1]
        span = Span(
            self._data[number],
            self._data[number + 1],
            base + self._directory[number],
            base + self._directory[number + 1],
            *self._digests[number],
        )
        return self._entries[number], self._entries[number + 1], span, self._segments.get(number, [])

    @property
    def end(self) -> tuple[int, int, int]:
        """Entries, where the directory starts, and where it ends."""
        return self._entries[-1], self._data[-1], self._data[-1] + self._directory[-1]


def prove(file: BinaryIO, path: str, spans: Spans, written: WrittenEntries, progress: Progress, threads: int) -> None:
    """Read the archive at this path, open as `file`, and compare every entry with what was written.

    Raises:
        DamagedArchiveError: It is not what was written.
        EnvironmentFault: It cannot be read.
        Cancelled: The user cancelled.
    """
    remarks = Remarks()
    place = find_directory(file, file.seek(0, 2), remarks)
    entries, start, limit = spans.end
    # A count in 16 bits is all that there is as long as it fits.
    if remarks.count or (place.start, place.limit, place.entries, place.base) != (start, limit, entries, 0):
        raise DamagedArchiveError("The archive's end is not as it was written")
    try:
        with Pipeline(progress, threads) as pipeline:
            for number in range(len(spans)):
                first, last, span, segments = spans.batch(number)
                wanted = written.columns(first, last)
                if segments:
                    _LargeProof(path, span, wanted, pipeline).submit(segments)
                    continue
                size = sum(wanted.sizes)

                def count(_: object, size: int = size, entries: int = last - first) -> None:
                    progress.advance(size, entries)

                cost = size + span.data_end - span.data_start
                pipeline.submit_remote(prove_batch, path, span, wanted, cost_bytes=cost, deliver=count)
    except OSError as error:
        raise from_os_error(error, "The archive could not be read back", path) from error


class _LargeProof:
    """The proof of one large entry: its headers, then each of its segments, then their sum."""

    def __init__(self, path: str, span: Span, wanted: WrittenColumns, pipeline: Pipeline) -> None:
        self._path = path
        self._span = span
        self._wanted = wanted
        self._pipeline = pipeline
        self._crc = 0
        self._size = 0

    def submit(self, segments: list[Segment]) -> None:
        """Have everything read, in the pipeline's turn."""
        record = self._record(segments[0].start)
        for segment in segments:
            self._pipeline.submit(
                prove_segment,
                self._path,
                segment,
                record.method,
                segment is segments[-1],
                self._pipeline.check,
                cost_bytes=_READ_BYTES * 4,
                deliver=self._take,
            )
        self._pipeline.in_turn(lambda: self._end(record))

    def _record(self, content_at: int) -> Record:
        with open(self._path, "rb") as file:
            directory = read_at(file, self._span.directory_start, self._span.directory_end - self._span.directory_start)
            check_records(directory, self._span)
            record = Record(directory, 0)
            if _body_start(file, self._span, record) != content_at:
                raise unlike(record.name, "does not begin where it was written")
        return record

    def _take(self, result: tuple[int, int]) -> None:
        crc, size = result
        self._crc = crc32_combine(self._crc, crc, size)
        self._size += size
        self._pipeline.progress.advance(size)

    def _end(self, record: Record) -> None:
        if (self._crc, self._size) != (record.crc32, record.size):
            raise unlike(record.name, "does not match its checksum")
        # The segments have the digests of what was read, and are all of it: so has the content.
        found = WrittenColumns(
            record.name,
            array("L", [len(record.name)]),
            bytes([KIND_NUMBERS[EntryKind.FILE]]),
            array("q", [self._size]),
            array("d", [record.mtime]),
            self._wanted.digests,
        )
        compare(found, self._wanted)
        self._pipeline.progress.advance(0, 1)


def prove_segment(path: str, segment: Segment, method: int, last: bool, check: Callable[[], None]) -> tuple[int, int]:
    """Decode a part of a large content and hold it against its digest; its CRC-32 and size. Any thread.

    Raises:
        DamagedArchiveError: It is not what was written.
        OSError: The file cannot be read.
        Cancelled: `check` said so.
    """
    digest = content_hash()
    crc = size = 0
    inflater = Inflater() if method == DEFLATED else None
    with open(path, "rb", buffering=0) as file:
        file.seek(segment.start)
        left = segment.end - segment.start
        while left:
            check()
            data = file.read(min(left, _PIECE_BYTES))
            if not data:
                raise DamagedArchiveError("The archive is shorter than what was written")
            left -= len(data)
            for piece in _decoded(data, inflater, segment.size - size):
                digest.update(piece)
                crc = crc32(piece, crc)
                size += len(piece)
    ended = inflater is None or (inflater.ended == last and not inflater.unused_data)
    if not ended or size != segment.size or digest.digest() != segment.digest:
        raise DamagedArchiveError("The archive is not as it was written", "A large entry has another content.")
    return crc, size


def _decoded(data: bytes, inflater: Inflater | None, wanted_bytes: int) -> Iterator[bytes]:
    """What a piece of the archive amounts to; not much more than is wanted, whatever it claims."""
    if inflater is None:
        yield data
        return
    if inflater.ended:
        raise DamagedArchiveError("The archive is not as it was written", "A large entry ends too early.")
    try:
        while wanted_bytes >= 0 and (piece := inflater.decode(data)):
            yield piece
            wanted_bytes -= len(piece)
            data = b""
            if inflater.needs_input or inflater.ended:
                return
    except ValueError as error:
        raise DamagedArchiveError("The archive is not as it was written", str(error)) from error


def _body_start(file: BinaryIO, span: Span, record: Record) -> int:
    """Where the content begins, once the local header agrees with the record."""
    head = read_at(file, span.data_start, LOCAL.size)
    if len(head) < LOCAL.size or head[:4] != LOCAL_SIGNATURE:
        raise unlike(record.name, "does not stand where the directory says")
    fields: tuple[int, ...] = LOCAL.unpack(head)
    packed, size, name_size, extra_size = fields[7:11]
    tail = file.read(name_size + extra_size)
    if MAX_32 in (packed, size):
        sizes = extra_fields(tail[name_size:])[0].get(EXTRA_ZIP64, b"")
        size, packed = int.from_bytes(sizes[:8], "little"), int.from_bytes(sizes[8:16], "little")
    body_at = span.data_start + LOCAL.size + name_size + extra_size
    # Flags, method, time and checksum are the same bytes in both.
    if (
        head[6:18] != record.fixed[:12]
        or (packed, size, tail[:name_size]) != (record.packed, record.size, record.name)
        or (record.offset, body_at + packed) != (span.data_start, span.data_end)
    ):
        raise unlike(record.name, "has a header that the directory does not agree with")
    return body_at
