"""The task that worker threads or processes run for a zip: many small entries made into finished bytes.

Arguments and results are plain values, so that they can cross a process boundary.
"""

from __future__ import annotations

import errno
import os
import stat
from array import array
from typing import NamedTuple

from archiver_gui.backends.zip_format import (
    CENTRAL,
    CENTRAL_END,
    CENTRAL_START,
    DEFLATED,
    DOS_FOLDER,
    DOS_READ_ONLY,
    FLAG_UTF8,
    LOCAL,
    LOCAL_SIGNATURE,
    MAX_16,
    NEEDS_PLAIN,
    SHARED,
    STORED,
    times_extra,
    to_dos_time,
)
from archiver_gui.codecs.deflate import deflate_once
from archiver_gui.codecs.hashing import content_digest, crc32
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import cause_of
from archiver_gui.core.written import DIGEST_BYTES, KIND_NUMBERS, NO_DIGEST, WrittenColumns

# Up to here an entry is read and compressed in one piece; larger ones go block by block.
WHOLE_MAX_BYTES = 4 * 1024 * 1024

# Deflate cannot make less than this smaller.
_DEFLATE_MIN_BYTES = 6

# A FIFO or a terminal that took a file's place must neither block nor become ours.
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOINHERIT", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)

# One entry to pack: name as stored (folders with their '/'), kind (stat.S_IFREG, S_IFDIR or S_IFLNK), mode
# (st_mode & 0o7777), mtime_ns, source (None where content is given: folders, symlinks, streams), size in
# bytes when scanned, content, and whether mtime_ns is the source's own, so that another one means a change.
# A plain tuple, because it crosses a process boundary in a third of the time that a class of its own takes.
Item = tuple[bytes, int, int, int, str | None, int, bytes, bool]

_REGULAR = stat.S_IFREG
_KIND_NUMBERS = {
    stat.S_IFREG: KIND_NUMBERS[EntryKind.FILE],
    stat.S_IFDIR: KIND_NUMBERS[EntryKind.FOLDER],
    stat.S_IFLNK: KIND_NUMBERS[EntryKind.SYMLINK],
}


# What is left of an item once it is packed: name, kind, mode, mtime in seconds, method, CRC-32, size, body.
_Row = tuple[bytes, int, int, int, int, int, int, bytes]


class Packed(NamedTuple):
    """What became of a batch; entries that were left out are only in the remarks."""

    data: bytes  # local headers and contents
    digest: bytes  # of `data`
    directory: bytearray  # central records, whose offsets are still to come
    records: array[int]  # where in `directory` each record starts
    offsets: array[int]  # where in `data` each local header starts
    written: WrittenColumns
    remarks: list[tuple[int, str, str]]  # index of the item, kind, text


def pack_batch(items: list[Item], level: int, reproducible: bool) -> Packed:
    """Read, hash, compress and frame these entries. Any thread or process; reads files, writes none."""
    # Headers save more than a twentieth of the shortest entries, which pays for a faster level of the rest.
    mean_bytes = sum(item[5] or len(item[6]) for item in items) // len(items)
    rows: list[_Row] = []
    digests: list[bytes] = []
    remarks: list[tuple[int, str, str]] = []
    for index, (name, kind, mode, mtime_ns, source, size, given, watched) in enumerate(items):
        content = given
        if source is not None:
            try:
                content, mtime_ns, change = read_whole(source, size, mtime_ns, watched)  # noqa: PLW2901
            except OSError as error:
                remarks.append((index, *unreadable(error)))
                continue
            if change:
                remarks.append((index, "changed", change))
        body, method = content, STORED
        if level and len(content) >= _DEFLATE_MIN_BYTES:
            packed = deflate_once(content, level, mean_bytes, repeatable=reproducible)
            if len(packed) < len(content):
                body, method = packed, DEFLATED
        digests.append(content_digest(content)[:DIGEST_BYTES] if kind == _REGULAR else NO_DIGEST)
        rows.append((name, kind, mode, mtime_ns // 1_000_000_000, method, crc32(content), len(content), body))
    return _framed(rows, reproducible, digests, remarks)


def _framed(rows: list[_Row], utc: bool, digests: list[bytes], remarks: list[tuple[int, str, str]]) -> Packed:
    parts: list[bytes] = []
    records: list[bytes] = []
    starts, offsets = array("L"), array("L")
    moments: dict[int, tuple[int, int, bytes]] = {}
    start = at = 0
    for name, kind, mode, seconds, method, crc, size, body in rows:
        moment = moments.get(seconds)
        if moment is None:
            dos_time = to_dos_time(seconds, utc)
            moment = moments[seconds] = dos_time & MAX_16, dos_time >> 16, times_extra(seconds)
        clock, day, extra = moment
        shared = SHARED.pack(
            NEEDS_PLAIN, 0 if name.isascii() else FLAG_UTF8, method, clock, day, crc, len(body), size, len(name),
            len(extra),
        )  # fmt: skip
        parts += (LOCAL_SIGNATURE, shared, name, extra, body)
        records += (CENTRAL_START, shared, CENTRAL_END.pack(0, 0, 0, attributes(kind, mode), 0), name, extra)
        starts.append(start)
        offsets.append(at)
        variable = len(name) + len(extra)
        start += CENTRAL.size + variable
        at += LOCAL.size + variable + len(body)
    names = [row[0] if row[1] != stat.S_IFDIR else row[0][:-1] for row in rows]
    written = WrittenColumns(
        b"".join(names),
        array("L", map(len, names)),
        bytes([_KIND_NUMBERS[row[1]] for row in rows]),
        array("q", [row[6] if row[1] == _REGULAR else 0 for row in rows]),
        array("d", [row[3] for row in rows]),
        b"".join(digests),
    )
    data = b"".join(parts)
    return Packed(data, content_digest(data), bytearray().join(records), starts, offsets, written, remarks)


def attributes(kind: int, mode: int) -> int:
    """External attributes: the Unix mode above, what DOS understands below (Info-ZIP's convention)."""
    dos = (DOS_FOLDER if kind == stat.S_IFDIR else 0) | (0 if mode & 0o200 else DOS_READ_ONLY)
    return (kind | mode) << 16 | dos


def unreadable(error: OSError) -> tuple[str, str]:
    """Kind and text of the remark on a source that could not be read."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "vanished", "It vanished before it could be read."
    return "unreadable", f"{cause_of(error)}."


def not_regular(mode: int) -> OSError | None:
    """The error for something that is no regular file (any more)."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return OSError(errno.EINVAL, "It is not a regular file")


def read_whole(source: str, size: int, mtime_ns: int, watched: bool) -> tuple[bytes, int, str]:
    """A small file's content, its mtime_ns for the archive, and how it changed meanwhile ('' mostly).

    A file that is not as it was scanned is read once more; only one that does not hold still for that
    is told. With `watched` unset `mtime_ns` is not the file's own and stays.

    Raises:
        OSError: As the system says.
    """
    handle = os.open(source, OPEN_FLAGS)
    try:
        if watched:
            data = os.read(handle, size + 1)
            status = os.fstat(handle)
            if len(data) == size == status.st_size and status.st_mtime_ns == mtime_ns and stat.S_ISREG(status.st_mode):
                return data, mtime_ns, ""
        data, own_mtime_ns, change = _read_held(handle)
        if change:
            data, own_mtime_ns, change = _read_held(handle)
        return data, own_mtime_ns if watched else mtime_ns, change
    finally:
        os.close(handle)


def _read_held(handle: int) -> tuple[bytes, int, str]:
    before = os.fstat(handle)
    wrong = not_regular(before.st_mode)
    if wrong:
        raise wrong
    room = min(before.st_size, 2 * WHOLE_MAX_BYTES)
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    left = room + 1
    while left > 0:
        part = os.read(handle, left)
        if not part:
            break
        parts.append(part)
        left -= len(part)
    data = b"".join(parts)
    return data[:room], before.st_mtime_ns, change_of(before, os.fstat(handle), len(data))


def change_of(before: os.stat_result, after: os.stat_result, read_bytes: int) -> str:
    """How a file changed between two looks and the bytes read in between; '' when it did not."""
    if after.st_size > before.st_size or read_bytes > before.st_size:
        return "It grew while it was read; the archive holds its beginning."
    if read_bytes < before.st_size:
        return "It shrank while it was read; the archive holds what was left."
    if after.st_size != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        return "It changed while it was read."
    return ""
