"""Proves a whole sealed archive: its end records here, its entries by the pool, in the writer's own batches."""

from __future__ import annotations

from array import array
from typing import BinaryIO

from archiver_gui.backends.zip_directory import Member
from archiver_gui.backends.zip_end import find_directory, read_at
from archiver_gui.backends.zip_format import EXTRA_ZIP64, LOCAL, LOCAL_SIGNATURE, MAX_32, extra_fields
from archiver_gui.backends.zip_proof import Record, Span, check_records, compare, prove_batch, unlike
from archiver_gui.backends.zip_streams import MemberReader
from archiver_gui.codecs.hashing import content_digest, content_hash
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import DamagedArchiveError, from_os_error
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import DIGEST_BYTES, KIND_NUMBERS, WrittenColumns, WrittenEntries

_READ_BYTES = 1 << 20


class Spans:
    """Where each batch of an archive ended, as the writer knows it; about 150 bytes a batch."""

    def __init__(self) -> None:
        self._entries = array("Q", [0])
        self._data = array("Q", [0])
        self._directory = array("Q", [0])
        self._digests: list[tuple[bytes, bytes]] = []

    def add(self, entries: int, data_end: int, directory: bytearray, data_digest: bytes = b"") -> None:
        """Note how far archive and directory reach after a batch, or, without a digest, after one large entry."""
        self._digests.append((data_digest, content_digest(directory[self._directory[-1] :])))
        self._entries.append(entries)
        self._data.append(data_end)
        self._directory.append(len(directory))

    def __len__(self) -> int:
        return len(self._digests)

    def batch(self, number: int) -> tuple[int, int, Span]:
        """First entry and the one after the last, and where they stand."""
        base = self._data[-1]
        return (
            self._entries[number],
            self._entries[number + 1],
            Span(
                self._data[number],
                self._data[number + 1],
                base + self._directory[number],
                base + self._directory[number + 1],
                *self._digests[number],
            ),
        )

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
                first, last, span = spans.batch(number)
                large = not span.data_digest
                wanted = written.columns(first, last)
                size = sum(wanted.sizes)

                def count(_: object, size: int = 0 if large else size, entries: int = last - first) -> None:
                    progress.advance(size, entries)

                if large:
                    pipeline.submit(
                        _prove_large, path, span, wanted, pipeline, cost_bytes=_READ_BYTES * 4, deliver=count
                    )
                else:
                    cost = size + span.data_end - span.data_start
                    pipeline.submit_remote(prove_batch, path, span, wanted, cost_bytes=cost, deliver=count)
    except OSError as error:
        raise from_os_error(error, "The archive could not be read back", path) from error


def _prove_large(path: str, span: Span, wanted: WrittenColumns, pipeline: Pipeline) -> None:
    with open(path, "rb") as file:
        directory = read_at(file, span.directory_start, span.directory_end - span.directory_start)
        check_records(directory, span)
        record = Record(directory, 0)
        body_at = _body_start(file, span, record)
        member = Member(
            span.data_start, 0, record.method, record.crc32, record.packed, record.size, record.fixed, record.name
        )
        digest = content_hash()
        size = 0
        with MemberReader(file, body_at, member, record.name.decode("utf-8", "replace")) as stream:
            while data := stream.read1():
                digest.update(data)
                size += len(data)
                pipeline.check()
                pipeline.progress.done_bytes += len(data)
    found = WrittenColumns(
        record.name,
        array("L", [len(record.name)]),
        bytes([KIND_NUMBERS[EntryKind.FILE]]),
        array("q", [size]),
        array("d", [record.mtime]),
        digest.digest()[:DIGEST_BYTES],
    )
    compare(found, wanted)


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
