"""The zip wire format: records, extra fields, times and names.

Source: PKWARE APPNOTE.TXT 6.3.10 (named "APPNOTE" below) and Info-ZIP's extrafld.txt.
"""

from __future__ import annotations

import functools
import struct
import time

# APPNOTE 4.3.7, 4.3.12, 4.3.14, 4.3.15, 4.3.16, in this order.
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR64 = struct.Struct("<4sLQL")
END = struct.Struct("<4s4H2LH")

LOCAL_SIGNATURE = b"PK\x03\x04"
CENTRAL_SIGNATURE = b"PK\x01\x02"
DIGITAL_SIGNATURE = b"PK\x05\x05"  # APPNOTE 4.3.13: may follow the directory
END64_SIGNATURE = b"PK\x06\x06"
LOCATOR64_SIGNATURE = b"PK\x06\x07"
END_SIGNATURE = b"PK\x05\x06"
DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
SPANNING_MARKERS = (b"PK00", b"PK\x07\x08")  # APPNOTE 8.5.3, 8.5.5: before the first entry

MAX_16 = 0xFFFF
MAX_32 = 0xFFFFFFFF
MAX_NAME_BYTES = MAX_16

STORED = 0
DEFLATED = 8
DEFLATED64 = 9
BZIP2 = 12
LZMA = 14
ZSTD = 93
XZ = 95
METHOD_NAMES = {
    1: "Shrink", 6: "Implode", 10: "PKWARE DCL", 16: "CMPSC", 19: "LZ77",
    94: "MP3", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "AES",
}  # fmt: skip

FLAG_ENCRYPTED = 0x0001
FLAG_LZMA_END_MARK = 0x0002
FLAG_DESCRIPTOR = 0x0008
FLAG_PATCH = 0x0020
FLAG_STRONG = 0x0040
FLAG_UTF8 = 0x0800
FLAG_MASKED = 0x2000

SYSTEM_UNIX = 3
SYSTEM_DARWIN = 19
UNIX_SYSTEMS = frozenset({SYSTEM_UNIX, SYSTEM_DARWIN})
DOS_SYSTEMS = frozenset({0, 10, 11, 14})  # FAT, NTFS, MVS as some Windows tools say, VFAT
DOS_FOLDER = 0x10
DOS_READ_ONLY = 0x01

# Written by Unix, by the rules of APPNOTE 6.3.
MADE_BY = (SYSTEM_UNIX << 8) | 63
NEEDS_PLAIN = 20  # folders and deflate, APPNOTE 4.4.3.2
NEEDS_ZIP64 = 45

# The 26 bytes after signature and maker are the same in local and central header (APPNOTE 4.3.7, 4.3.12).
SHARED = struct.Struct("<5H3L2H")
CENTRAL_START = CENTRAL_SIGNATURE + MADE_BY.to_bytes(2, "little")
CENTRAL_END = struct.Struct("<3H2L")  # comment size, disk, internal and external attributes, offset

EXTRA_ZIP64 = 0x0001
EXTRA_NTFS = 0x000A
EXTRA_TIMES = 0x5455
EXTRA_UNICODE_PATH = 0x7075

# What a tool that knows nothing shows for times that DOS cannot hold: 1980-01-01 and 2107-12-31.
DOS_EARLIEST = (1 << 5 | 1) << 16
DOS_LATEST = (127 << 9 | 12 << 5 | 31) << 16 | (23 << 11 | 59 << 5 | 29)

# Clocks all over the world are put forward and back at quarters of an hour.
_QUARTER_S = 900

# NTFS counts 100 ns steps from 1601-01-01.
_NTFS_EPOCH_S = 11_644_473_600
_NTFS_STEPS_PER_S = 10_000_000
_NTFS_LATEST = (253_402_300_800 + _NTFS_EPOCH_S) * _NTFS_STEPS_PER_S  # the year 10000

_TIMES = struct.Struct("<HHBl")
_NTFS = struct.Struct("<HHLHH3Q")
_FIELD = struct.Struct("<HH")


def to_dos_time(seconds: int, utc: bool) -> int:
    """Date and time as DOS has them, date in the upper 16 bits; clamped to what it can hold.

    With `utc` it is not in this computer's zone, and so the same everywhere.
    """
    quarter, rest = divmod(seconds, _QUARTER_S)
    start = _dos_quarter(quarter, utc)
    return start + (rest // 60 << 5) + (rest % 60 >> 1) if start else _to_dos_time(seconds, utc=utc)


@functools.lru_cache(maxsize=4096)
def _dos_quarter(quarter: int, utc: bool) -> int:
    """The DOS time at which this quarter of an hour begins; 0 where it does not begin with a quarter there."""
    start = _to_dos_time(quarter * _QUARTER_S, utc=utc)
    if start in (DOS_EARLIEST, DOS_LATEST) or start & 31 or (start >> 5 & 63) % 15:
        return 0
    return start


def _to_dos_time(seconds: int, *, utc: bool) -> int:
    try:
        year, month, day, hour, minute, second, *_ = time.gmtime(seconds) if utc else time.localtime(seconds)
    except (OverflowError, OSError, ValueError):
        return DOS_LATEST if seconds > 0 else DOS_EARLIEST
    if year < 1980:
        return DOS_EARLIEST
    if year > 2107:
        return DOS_LATEST
    return ((year - 1980) << 9 | month << 5 | day) << 16 | hour << 11 | minute << 5 | min(second, 59) >> 1


@functools.lru_cache(maxsize=4096)
def _dos_hour(date: int, hour: int) -> float | None:
    month = date >> 5 & 15
    day = date & 31
    if not (1 <= month <= 12 and day >= 1 and hour < 24):
        return None
    try:
        start = time.mktime(((date >> 9) + 1980, month, day, hour, 0, 0, 0, 0, -1))
        # mktime moves 31 February into March: such a date is none.
        return start if time.localtime(start).tm_mday == day else None
    except (OverflowError, OSError, ValueError):
        return None


@functools.lru_cache(maxsize=4096)
def from_dos_time(date: int, clock: int) -> float | None:
    """Seconds since the epoch of a DOS time in this computer's zone; None where it is no time."""
    minute = clock >> 5 & 63
    second = (clock & 31) * 2
    if minute > 59 or second > 59:
        return None
    start = _dos_hour(date, clock >> 11)
    return None if start is None else start + minute * 60 + second


def times_extra(seconds: int) -> bytes:
    """The extra field that keeps a modification time exact to the second, for local and central headers.

    Times beyond the 32 bits of the extended timestamp go into an NTFS field, which holds them.
    """
    if -(1 << 31) <= seconds < 1 << 31:
        return _TIMES.pack(EXTRA_TIMES, 5, 1, seconds)
    steps = (seconds + _NTFS_EPOCH_S) * _NTFS_STEPS_PER_S
    if not 0 < steps < _NTFS_LATEST:
        return b""
    return _NTFS.pack(EXTRA_NTFS, 32, 0, 1, 24, steps, steps, steps)


def extra_fields(extra: bytes) -> tuple[dict[int, bytes], str]:
    """The fields by id, the first of each, and what is wrong with them ('' when nothing is).

    Up to three stray bytes at the end are padding, as zipalign makes it.
    """
    fields: dict[int, bytes] = {}
    problem = ""
    position = 0
    while position + 4 <= len(extra):
        field_id, size = _FIELD.unpack_from(extra, position)
        position += 4
        if position + size > len(extra):
            return fields, "an extra field is longer than its room"
        if field_id in fields and field_id == EXTRA_ZIP64:
            problem = "its zip64 field is there twice"
        if field_id not in fields or field_id == EXTRA_UNICODE_PATH:  # a stale one may stand before the valid one
            fields[field_id] = extra[position : position + size]
        position += size
    return fields, problem


def time_of(fields: dict[int, bytes], date: int, clock: int) -> float | None:
    """The modification time: extended timestamp, else NTFS, else DOS; seconds since the epoch."""
    times = fields.get(EXTRA_TIMES, b"")
    if len(times) >= 5 and times[0] & 1:
        return float(int.from_bytes(times[1:5], "little", signed=True))
    ntfs = fields.get(EXTRA_NTFS, b"")
    if len(ntfs) >= 16 and ntfs[4:8] == b"\x01\x00\x18\x00":
        steps = int.from_bytes(ntfs[8:16], "little")
        if 0 < steps < _NTFS_LATEST:
            return steps / _NTFS_STEPS_PER_S - _NTFS_EPOCH_S
    return from_dos_time(date, clock)


def storable_name(path: str) -> tuple[bytes, bool]:
    """The name as zip can hold it, and whether it had to change.

    Bytes that are not UTF-8 (surrogate escapes) become %XX.
    """
    try:
        return path.encode(), False
    except UnicodeEncodeError:
        pass
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in path).encode(
        "utf-8", "replace"
    ), True


def headers(
    name: bytes, method: int, dos_time: int, crc: int, packed_size: int, size: int, extra: bytes, attributes: int
) -> tuple[bytes, bytes]:
    """Local and central header of an entry below 4 GiB; the central one says that it stands at offset 0."""
    shared = SHARED.pack(
        NEEDS_PLAIN, 0 if name.isascii() else FLAG_UTF8, method, dos_time & MAX_16, dos_time >> 16, crc, packed_size,
        size, len(name), len(extra),
    )  # fmt: skip
    tail = name + extra
    return LOCAL_SIGNATURE + shared + tail, CENTRAL_START + shared + CENTRAL_END.pack(0, 0, 0, attributes, 0) + tail


def headers64(
    name: bytes, method: int, dos_time: int, crc: int, packed_size: int, size: int, extra: bytes, attributes: int
) -> tuple[bytes, bytes]:
    """As `headers`, with room for any size: the local header is as long whatever the sizes are."""
    sizes = _FIELD.pack(EXTRA_ZIP64, 16) + size.to_bytes(8, "little") + packed_size.to_bytes(8, "little")
    flags = 0 if name.isascii() else FLAG_UTF8
    day, clock = dos_time >> 16, dos_time & MAX_16
    local = LOCAL.pack(
        LOCAL_SIGNATURE, NEEDS_ZIP64, flags, method, clock, day, crc, MAX_32, MAX_32, len(name), len(sizes) + len(extra)
    )
    fits = size < MAX_32 and packed_size < MAX_32
    central_extra = extra if fits else sizes + extra
    central = CENTRAL.pack(
        CENTRAL_SIGNATURE, MADE_BY, NEEDS_ZIP64, flags, method, clock, day, crc,
        packed_size if fits else MAX_32, size if fits else MAX_32, len(name), len(central_extra),
        0, 0, 0, attributes, 0,
    )  # fmt: skip
    return local + name + sizes + extra, central + name + central_extra


def central_with_offset64(record: bytes, offset: int) -> bytes:
    """A central record of ours, moved to an offset that needs zip64 (APPNOTE 4.5.3)."""
    fields = list(CENTRAL.unpack_from(record))
    name_end = CENTRAL.size + fields[10]
    extra = record[name_end:]
    if extra[:2] == b"\x01\x00":  # sizes are there already: the offset comes after them
        size = int.from_bytes(extra[2:4], "little")
        field = _FIELD.pack(EXTRA_ZIP64, size + 8) + extra[4 : 4 + size] + offset.to_bytes(8, "little")
        extra = field + extra[4 + size :]
    else:
        extra = _FIELD.pack(EXTRA_ZIP64, 8) + offset.to_bytes(8, "little") + extra
    fields[2] = NEEDS_ZIP64
    fields[11] = len(extra)
    fields[-1] = MAX_32
    return CENTRAL.pack(*fields) + record[CENTRAL.size : name_end] + extra


def end_records(entries: int, directory_offset: int, directory_size: int) -> bytes:
    """What closes an archive: the end record, and before it the zip64 ones where they are needed."""
    out = b""
    if entries >= MAX_16 or directory_offset >= MAX_32 or directory_size >= MAX_32:
        out = END64.pack(
            END64_SIGNATURE,
            END64.size - 12,
            MADE_BY,
            NEEDS_ZIP64,
            0,
            0,
            entries,
            entries,
            directory_size,
            directory_offset,
        ) + LOCATOR64.pack(LOCATOR64_SIGNATURE, 0, directory_offset + directory_size, 1)
    small = min(entries, MAX_16)
    return out + END.pack(
        END_SIGNATURE, 0, 0, small, small, min(directory_size, MAX_32), min(directory_offset, MAX_32), 0
    )
