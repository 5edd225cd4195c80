"""The task that worker threads or processes run for a zip: many small entries made into finished bytes.

Arguments and results are plain values, so that they can cross a process boundary.
"""

from __future__ import annotations

import errno
import os
import stat
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
from archiver_gui.codecs.deflate import deflate_whole
from archiver_gui.codecs.hashing import content_hash, crc32
from archiver_gui.core.errors import cause_of
from archiver_gui.core.written import DIGEST_BYTES

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

SKIPPED = -1
_NO_DIGEST = bytes(DIGEST_BYTES)


class Item(NamedTuple):
    """One entry to pack. `source` is None where `content` is given: folders, symlinks, streams."""

    name: bytes  # as stored, folders with their '/'
    kind: int  # stat.S_IFREG, S_IFDIR or S_IFLNK
    mode: int  # st_mode & 0o7777
    mtime_ns: int
    source: str | None
    size: int  # bytes, when scanned
    content: bytes
    watched: bool  # mtime_ns is the source's own, so that another one means a change


class Packed(NamedTuple):
    """What became of a batch. The lists have one element an item, in order."""

    data: bytes  # local headers and contents
    directory: bytearray  # central records, whose offsets start at 0
    records: list[int]  # where its record starts in `directory`; SKIPPED when it has none
    offsets: list[int]  # where its local header starts in `data`
    sizes: list[int]  # bytes of content
    mtimes: list[int]  # seconds
    digests: bytearray  # DIGEST_BYTES an item
    remarks: list[tuple[int, str, str]]  # index, kind, text

    def add(self, record: bytes, size: int, mtime: int) -> None:
        """Note one packed entry."""
        self.records.append(len(self.directory))
        self.directory.extend(record)
        self.sizes.append(size)
        self.mtimes.append(mtime)

    def skip(self, index: int, kind: str, text: str) -> None:
        """Note one entry that is left out."""
        self.records.append(SKIPPED)
        self.sizes.append(0)
        self.mtimes.append(0)
        self.digests.extend(_NO_DIGEST)
        self.remarks.append((index, kind, text))


def pack_batch(items: list[Item], level: int, utc: bool) -> Packed:
    """Read, hash, compress and frame these entries. Any thread; reads files, writes none."""
    parts: list[bytes] = []
    result = Packed(b"", bytearray(), [], [], [], [], bytearray(), [])
    offset = 0
    for index, item in enumerate(items):
        content, mtime_ns = item.content, item.mtime_ns
        result.offsets.append(offset)
        if item.source is not None:
            try:
                content, mtime_ns, change = read_whole(item.source, item.size, mtime_ns, watched=item.watched)
            except OSError as error:
                result.skip(index, *unreadable(error))
                continue
            if change:
                result.remarks.append((index, "changed", change))
        local, central, body = _frame(item, content, mtime_ns // 1_000_000_000, level, utc)
        parts += (local, body)
        offset += len(local) + len(body)
        result.add(central, len(content), mtime_ns // 1_000_000_000)
        result.digests.extend(
            content_hash(content).digest()[:DIGEST_BYTES] if item.kind == stat.S_IFREG else _NO_DIGEST
        )
    return result._replace(data=b"".join(parts))


def _frame(item: Item, content: bytes, seconds: int, level: int, utc: bool) -> tuple[bytes, bytes, bytes]:
    """Local header, central record and stored or deflated content, whichever is smaller."""
    body = content
    method = STORED
    if level and len(content) >= _DEFLATE_MIN_BYTES:
        packed = deflate_whole(content, level)
        if len(packed) < len(content):
            body, method = packed, DEFLATED
    dos_time = to_dos_time(seconds, utc=utc)
    extra = times_extra(seconds)
    flags = attributes(item.kind, item.mode)
    return (*headers(item.name, method, dos_time, crc32(content), len(body), len(content), extra, flags), body)


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
