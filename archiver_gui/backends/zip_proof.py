"""Reads a zip archive back that was just written, many entries at a time, and compares it with what went in.

As strict as reading it by `ZipReader`, and stricter in one thing: every byte of the file has to be one
that the writer means, so that nothing can stand between the entries, and what local headers and
directory say must agree to the byte. Only where the entries' bounds are is taken from the writer.
"""

from __future__ import annotations

import os
import struct
from array import array
from typing import Any, NamedTuple

from archiver_gui.backends.zip_format import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    DEFLATED,
    EXTRA_TIMES,
    LOCAL_SIGNATURE,
    MAX_32,
    NEEDS_PLAIN,
    STORED,
    extra_fields,
    time_of,
)
from archiver_gui.codecs.deflate import inflate_once
from archiver_gui.codecs.hashing import content_digest, crc32
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.written import DIGEST_BYTES, KIND_NUMBERS, NO_DIGEST, WrittenColumns

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_TIMES_START = EXTRA_TIMES.to_bytes(2, "little") + b"\x05\x00\x01"
_FILE = KIND_NUMBERS[EntryKind.FILE]

_FOLDER = KIND_NUMBERS[EntryKind.FOLDER]

# Of a record of the directory: signature, method, CRC-32, sizes, lengths, attributes, offset (APPNOTE 4.3.12).
_RECORD = struct.Struct("<4s6xH4x3L3H4x2L")
_DOS_TIME = struct.Struct("<2H")
# An extra field with nothing but an offset, as the writer puts it before the others (APPNOTE 4.5.3).
_OFFSET64_START = b"\x01\x00\x08\x00"
_OFFSET64_BYTES = len(_OFFSET64_START) + 8

# The Unix kind in a record's attributes → ours.
_KIND_OF = {0o10: _FILE, 0o04: _FOLDER, 0o12: KIND_NUMBERS[EntryKind.SYMLINK]}


class Span(NamedTuple):
    """Where a run of entries stands in an archive: contents and directory records, absolute offsets."""

    data_start: int
    data_end: int
    directory_start: int
    directory_end: int
    data_digest: bytes  # of headers and contents as they were written; empty for a large entry
    directory_digest: bytes  # of the records as they were written


def prove_batch(path: str, span: Span, wanted: WrittenColumns) -> None:
    """Read these entries and compare them with what was written. Any thread or process.

    Raises:
        DamagedArchiveError: They differ, or contradict themselves.
        OSError: The file cannot be read.
    """
    handle = os.open(path, _OPEN_FLAGS)
    try:
        data = pread(handle, span.data_start, span.data_end)
        directory = pread(handle, span.directory_start, span.directory_end)
    finally:
        os.close(handle)
    check_records(directory, span)
    if content_digest(data) != span.data_digest:
        raise DamagedArchiveError("The archive's contents are not as they were written")
    compare(_found(data, directory, span.data_start), wanted)


def _found(data: bytes, directory: bytes, base: int) -> WrittenColumns:
    """What the entries are, from headers and contents alone."""
    names: list[bytes] = []
    kinds, sizes, times = bytearray(), array("q"), array("d")
    digests: list[bytes] = []
    moments: dict[bytes, float] = {}
    at = start = 0
    while start < len(directory):
        signature, method, crc, packed, size, name_bytes, extra_bytes, comment_bytes, attributes, offset = _checked(
            directory, start
        )
        name_at = start + CENTRAL.size
        end = name_at + name_bytes + extra_bytes
        name = directory[name_at : name_at + name_bytes]
        if signature != CENTRAL_SIGNATURE or end > len(directory) or comment_bytes:
            raise DamagedArchiveError("The archive's directory is not as it was written")
        shared, tail = directory[start + 6 : start + 32], directory[name_at:end]
        if offset == MAX_32:
            offset, shared, tail = _within_4g(shared, tail, name_bytes)
        head = LOCAL_SIGNATURE + shared + tail
        if offset != base + at or not data.startswith(head, at):
            raise unlike(name, "has a header that the directory does not agree with")
        body_at = at + len(head)
        at = body_at + packed
        content = _content(data[body_at:at], method, size, crc, name)
        extra = tail[name_bytes:]
        moment = moments.get(extra)
        if moment is None:
            clock, day = _DOS_TIME.unpack_from(shared, 6)
            moment = moments[extra] = time_of(extra_fields(extra)[0], day, clock) or 0.0
        kind = _KIND_OF.get(attributes >> 28, -1)
        start = end
        names.append(name if kind != _FOLDER else name[:-1])
        kinds.append(kind)
        sizes.append(size if kind == _FILE else 0)
        times.append(moment)
        digests.append(content_digest(content)[:DIGEST_BYTES] if kind == _FILE else NO_DIGEST)
    if at != len(data):
        raise DamagedArchiveError("The archive is not as it was written", "Its entries leave bytes over.")
    return WrittenColumns(b"".join(names), array("L", map(len, names)), bytes(kinds), sizes, times, b"".join(digests))


def _checked(directory: bytes, start: int) -> tuple[Any, ...]:
    if len(directory) - start < CENTRAL.size:
        raise DamagedArchiveError("The archive's directory is not as it was written")
    return _RECORD.unpack_from(directory, start)


def _within_4g(shared: bytes, tail: bytes, name_bytes: int) -> tuple[int, bytes, bytes]:
    """An entry's offset beyond 4 GiB, and what its local header has of the record."""
    extra = tail[name_bytes:]
    if not extra.startswith(_OFFSET64_START):
        raise DamagedArchiveError("The archive's directory is not as it was written")
    rest = extra[_OFFSET64_BYTES:]
    offset = int.from_bytes(extra[len(_OFFSET64_START) : _OFFSET64_BYTES], "little")
    plain = NEEDS_PLAIN.to_bytes(2, "little") + shared[2:24] + len(rest).to_bytes(2, "little")
    return offset, plain, tail[:name_bytes] + rest


def _content(body: bytes, method: int, size: int, crc: int, name: bytes) -> bytes | bytearray:
    content: bytes | bytearray = body
    if method == DEFLATED:
        try:
            content = inflate_once(body, size)
        except ValueError as error:
            raise unlike(name, f"cannot be decoded: {error}") from error
    elif method != STORED:
        raise unlike(name, "is compressed in another way")
    if len(content) != size or crc32(content) != crc:
        raise unlike(name, "does not match its checksum")
    return content


class Record:
    """One record of the directory, as far as the proof needs it."""

    __slots__ = (
        "attributes",
        "crc32",
        "end",
        "extra",
        "fixed",
        "method",
        "mtime",
        "name",
        "needs",
        "offset",
        "packed",
        "size",
    )

    def __init__(self, directory: bytes, at: int) -> None:
        if len(directory) - at < CENTRAL.size:
            raise DamagedArchiveError("The archive's directory is not as it was written")
        fields = CENTRAL.unpack_from(directory, at)
        signature, _, self.needs, _, self.method, clock, date = fields[:7]
        self.crc32, self.packed, self.size, name_size, extra_size, comment_size = fields[7:13]
        self.attributes, self.offset = fields[15:]
        name_at = at + CENTRAL.size
        extra_at = name_at + name_size
        self.end = extra_at + extra_size
        self.name = directory[name_at:extra_at]
        self.extra = extra = directory[extra_at : self.end]
        self.fixed = directory[at + 8 : at + 30]
        if signature != CENTRAL_SIGNATURE or self.end > len(directory) or comment_size:
            raise DamagedArchiveError("The archive's directory is not as it was written")
        if MAX_32 in (self.size, self.packed, self.offset):
            self._apply_zip64()
        if extra[-9:-4] == _TIMES_START:
            self.mtime = float(int.from_bytes(extra[-4:], "little", signed=True))
        else:
            self.mtime = time_of(extra_fields(extra)[0], date, clock) or 0.0

    def _apply_zip64(self) -> None:
        """Source: APPNOTE 4.5.3: only what is all ones in the record stands in the field, in this order."""
        values = iter(struct.unpack_from(f"<{len(self.extra[4:28]) // 8}Q", self.extra, 4))
        if self.size == MAX_32:
            self.size = next(values, -1)
        if self.packed == MAX_32:
            self.packed = next(values, -1)
        if self.offset == MAX_32:
            self.offset = next(values, -1)


def check_records(directory: bytes, span: Span) -> None:
    """See that the records are the ones that were written, in fields too that the comparison leaves alone.

    Raises:
        DamagedArchiveError: They are not.
    """
    if content_digest(directory) != span.directory_digest:
        raise DamagedArchiveError("The archive's directory is not as it was written")


def compare(found: WrittenColumns, wanted: WrittenColumns) -> None:
    """Hold what stands in the archive against what was written.

    Raises:
        DamagedArchiveError: They differ.
    """
    for column, one, other in zip(WrittenColumns._fields, found, wanted, strict=True):
        if one != other:
            raise DamagedArchiveError("The archive is not as it was written", f"Some {column} of its entries differ.")


def unlike(name: bytes, text: str) -> DamagedArchiveError:
    """The error for one entry."""
    return DamagedArchiveError(f"“{name.decode('utf-8', 'replace')}” {text}")


def pread(handle: int, start: int, end: int) -> bytes:
    """The bytes from `start` to before `end`.

    Raises:
        DamagedArchiveError: The file is shorter.
    """
    parts = []
    while start < end:
        if hasattr(os, "pread"):
            part = os.pread(handle, end - start, start)
        else:
            os.lseek(handle, start, os.SEEK_SET)
            part = os.read(handle, end - start)
        if not part:
            raise DamagedArchiveError("The archive is shorter than what was written")
        parts.append(part)
        start += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
