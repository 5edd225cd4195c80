"""Reads a zip archive back that was just written, many entries at a time, and compares it with what went in.

As strict as reading it by `ZipReader`, and stricter in one thing: every byte of the file has to be one
that the writer means, so that nothing can stand between the entries, and what local headers and
directory say must agree to the byte. Only where the entries' bounds are is taken from the writer.
"""

from __future__ import annotations

import os
import struct
from array import array
from typing import NamedTuple, cast

from isal import igzip_lib

from archiver_gui.backends.zip_format import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    DEFLATED,
    EXTRA_TIMES,
    LOCAL,
    LOCAL_SIGNATURE,
    MAX_32,
    NEEDS_PLAIN,
    STORED,
    extra_fields,
    time_of,
)
from archiver_gui.codecs.hashing import content_hash, crc32
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.written import DIGEST_BYTES, KIND_NUMBERS, NO_DIGEST, WrittenColumns

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_TIMES_START = EXTRA_TIMES.to_bytes(2, "little") + b"\x05\x00\x01"
_FILE = KIND_NUMBERS[EntryKind.FILE]

# The library's stub calls its exception class an instance.
_INFLATE_ERROR = cast("type[Exception]", igzip_lib.error)

# The Unix kind in a record's attributes → ours.
_KIND_OF = {0o10: _FILE, 0o04: KIND_NUMBERS[EntryKind.FOLDER], 0o12: KIND_NUMBERS[EntryKind.SYMLINK]}


class Span(NamedTuple):
    """Where a run of entries stands in an archive: contents and directory records, absolute offsets."""

    data_start: int
    data_end: int
    directory_start: int
    directory_end: int
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
    names: list[bytes] = []
    kinds, sizes, times = bytearray(), array("q"), array("d")
    digests: list[bytes] = []
    at = record_at = 0
    while record_at < len(directory):
        record = Record(directory, record_at)
        if record.offset != span.data_start + at:
            raise unlike(record.name, "does not stand where the directory says")
        content, at = _content(data, at, record)
        record_at = record.end
        kind = _KIND_OF.get(record.attributes >> 28, -1)
        if kind < 0:
            raise unlike(record.name, "is of an unknown kind")
        is_file = kind == _FILE
        names.append(record.name.removesuffix(b"/"))
        kinds.append(kind)
        sizes.append(len(content) if is_file else 0)
        times.append(record.mtime)
        digests.append(content_hash(content).digest()[:DIGEST_BYTES] if is_file else NO_DIGEST)
    if at != len(data) or record_at != len(directory):
        raise DamagedArchiveError("The archive is not as it was written", "Its entries leave bytes over.")
    found = WrittenColumns(b"".join(names), array("L", map(len, names)), bytes(kinds), sizes, times, b"".join(digests))
    compare(found, wanted)


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


def _content(data: bytes, at: int, record: Record) -> tuple[bytes, int]:
    """The content of the entry whose local header stands there, and where the entry ends."""
    name_at = at + LOCAL.size
    extra_at = name_at + len(record.name)
    body_at = extra_at + (data[at + 28] | data[at + 29] << 8) if name_at <= len(data) else len(data) + 1
    end = body_at + record.packed
    if (
        end > len(data)
        or data[at : at + 4] != LOCAL_SIGNATURE
        or data[at + 5]
        or data[at + 4] not in (record.needs, NEEDS_PLAIN)
        or data[at + 6 : at + 28] != record.fixed
        or data[name_at:extra_at] != record.name
        or not record.extra.endswith(data[extra_at:body_at])
    ):
        raise unlike(record.name, "has a header that the directory does not agree with")
    body = data[body_at:end]
    if record.method == DEFLATED:
        decoder = igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_DEFLATE)
        try:
            content = decoder.decompress(body, record.size + 1)
        except _INFLATE_ERROR as error:
            raise unlike(record.name, f"cannot be decoded: {error}") from error
        if not decoder.eof or decoder.unused_data:
            raise unlike(record.name, "does not end where it should")
    elif record.method == STORED:
        content = body
    else:
        raise unlike(record.name, "is compressed in another way")
    if len(content) != record.size or crc32(content) != record.crc32:
        raise unlike(record.name, "does not match its checksum")
    return content, end


def check_records(directory: bytes, span: Span) -> None:
    """See that the records are the ones that were written, in fields too that the comparison leaves alone.

    Raises:
        DamagedArchiveError: They are not.
    """
    if content_hash(directory).digest() != span.directory_digest:
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
