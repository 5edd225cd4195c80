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
    DEFLATED,
    DOS_FOLDER,
    DOS_READ_ONLY,
    STORED,
    headers,
    times_extra,
    to_dos_time,
)
from archiver_gui.codecs.deflate import deflate_once
from archiver_gui.codecs.hashing import content_hash, crc32
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

_KIND_NUMBERS = {
    stat.S_IFREG: KIND_NUMBERS[EntryKind.FILE],
    stat.S_IFDIR: KIND_NUMBERS[EntryKind.FOLDER],
    stat.S_IFLNK: KIND_NUMBERS[EntryKind.SYMLINK],
}


class Packed(NamedTuple):
    """What became of a batch; entries that were left out are only in the remarks."""

    data: bytes  # local headers and contents
    directory: bytearray  # central records, whose offsets are still to come
    records: array[int]  # where in `directory` each record starts
    offsets: array[int]  # where in `data` each local header starts
    written: WrittenColumns
    remarks: list[tuple[int, str, str]]  # index of the item, kind, text


def pack_batch(items: list[Item], level: int, utc: bool) -> Packed:
    """Read, hash, compress and frame these entries. Any thread or process; reads files, writes none."""
    parts: list[bytes] = []
    directory = bytearray()
    records, offsets = array("L"), array("L")
    names: list[bytes] = []
    kinds, sizes, times = bytearray(), array("q"), array("d")
    digests: list[bytes] = []
    remarks: list[tuple[int, str, str]] = []
    at = 0
    for index, (name, kind, mode, mtime_ns, source, size, given, watched) in enumerate(items):
        content = given
        if source is not None:
            try:
                content, mtime_ns, change = read_whole(source, size, mtime_ns, watched=watched)  # noqa: PLW2901
            except OSError as error:
                remarks.append((index, *unreadable(error)))
                continue
            if change:
                remarks.append((index, "changed", change))
        seconds = mtime_ns // 1_000_000_000
        body, method = content, STORED
        if level and len(content) >= _DEFLATE_MIN_BYTES:
            packed = deflate_once(content, level)
            if len(packed) < len(content):
                body, method = packed, DEFLATED
        local, central = headers(
            name,
            method,
            to_dos_time(seconds, utc=utc),
            crc32(content),
            len(body),
            len(content),
            times_extra(seconds),
            attributes(kind, mode),
        )
        parts += (local, body)
        records.append(len(directory))
        directory += central
        offsets.append(at)
        at += len(local) + len(body)
        is_file = kind == stat.S_IFREG
        names.append(name[:-1] if kind == stat.S_IFDIR else name)
        kinds.append(_KIND_NUMBERS[kind])
        sizes.append(len(content) if is_file else 0)
        times.append(seconds)
        digests.append(content_hash(content).digest()[:DIGEST_BYTES] if is_file else NO_DIGEST)
    written = WrittenColumns(
        b"".join(names), array("L", map(len, names)), bytes(kinds), sizes, times, b"".join(digests)
    )
    return Packed(b"".join(parts), directory, records, offsets, written, remarks)


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


def read_whole(source: str, size: int, mtime_ns: int, *, watched: bool) -> tuple[bytes, int, str]:
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
