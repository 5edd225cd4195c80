"""The task that worker threads or processes run for a tar: many small entries made into one finished segment.

Arguments and results are plain values, so that they can cross a process boundary.
"""

from __future__ import annotations

import errno
import os
import stat
from array import array
from typing import NamedTuple

from archiver_gui.backends.tar_format import (
    BLOCK_BYTES,
    TYPE_FILE,
    TYPE_FOLDER,
    TYPE_HARDLINK,
    TYPE_SYMLINK,
    HeaderPacker,
    Owner,
)
from archiver_gui.codecs.hashing import content_hash
from archiver_gui.codecs.registry import segment_format
from archiver_gui.codecs.segments import Check, Segment, pack_segment
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import cause_of
from archiver_gui.core.written import DIGEST_BYTES, KIND_NUMBERS, NO_DIGEST, WrittenColumns

# Larger files are streamed, so that a batch's memory is known beforehand.
SMALL_BYTES = 1 << 20

# A FIFO that took a file's place must not block, nor a terminal become ours.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOINHERIT", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)
ZEROS = tuple(bytes(size) for size in range(BLOCK_BYTES))

# One entry to pack: name as stored (folders with their '/'), one of the TYPE constants, mode, mtime as stored
# (seconds), source, size in bytes and mtime_ns when scanned, a link's target, number of its owner. A plain
# tuple, because it crosses a process boundary in a third of the time that a class of its own takes.
Item = tuple[bytes, bytes, int, int, str, int, int, bytes, int]

# What `Owner` is made of: uid, gid, user, group.
OwnerRow = tuple[int, int, str, str]

KIND_OF_TYPE = {
    TYPE_FILE: KIND_NUMBERS[EntryKind.FILE],
    TYPE_FOLDER: KIND_NUMBERS[EntryKind.FOLDER],
    TYPE_SYMLINK: KIND_NUMBERS[EntryKind.SYMLINK],
    TYPE_HARDLINK: KIND_NUMBERS[EntryKind.HARDLINK],
}


class Problem(NamedTuple):
    """Why a source is not in the archive as it should be."""

    kind: str  # "vanished", "unreadable", "changed"
    text: str


class Packed(NamedTuple):
    """What became of a batch; entries that were left out are only in the remarks."""

    segment: Segment | None  # None when nothing is left of the batch
    written: WrittenColumns
    remarks: list[tuple[int, Problem]]  # with the index of the item
    missing: set[int]  # items that are not in the archive
    done: int  # the item here outgrew a batch; it and those behind it are not packed


CHANGED = Problem("changed", "It changed while it was read.")


def pack_batch(items: list[Item], owner_rows: list[OwnerRow], codec_id: str, level: int, check: Check) -> Packed:
    """Read, hash, frame and compress these entries. Any thread or process; reads files, writes none."""
    pack = HeaderPacker().pack
    owners = [Owner(*row) for row in owner_rows]
    parts: list[bytes] = []
    names: list[bytes] = []
    types: list[bytes] = []
    sizes, times = array("q"), array("d")
    digests: list[bytes] = []
    remarks: list[tuple[int, Problem]] = []
    missing: set[int] = set()
    done = len(items)
    for index, (name, kind, mode, mtime, source, size, mtime_ns, link, owner) in enumerate(items):
        check()
        if kind == TYPE_FILE:
            body = _read_unchanged(source, size, mtime_ns)
            if body is None:
                try:
                    found = read_small(source)
                except OSError as error:
                    remarks.append((index, problem_of(error)))
                    missing.add(index)
                    continue
                if found is None:
                    done = index
                    break
                body, problem = found
                if problem is not None:
                    remarks.append((index, problem))
            size = len(body)  # noqa: PLW2901  # what was read counts
            parts += (pack(name, kind, size, mtime, mode, link, owners[owner]), body, ZEROS[-size % BLOCK_BYTES])
            digests.append(content_hash(body).digest()[:DIGEST_BYTES])
            names.append(name)
        else:
            size = 0  # noqa: PLW2901
            parts.append(pack(name, kind, 0, mtime, mode, link, owners[owner]))
            digests.append(NO_DIGEST)
            names.append(name[:-1] if kind == TYPE_FOLDER else name)
        types.append(kind)
        sizes.append(size)
        times.append(mtime)
    written = columns_of(names, types, sizes, times, digests)
    segment = None
    if parts:
        data = b"".join(parts)
        del parts
        segment = pack_segment(segment_format(codec_id), data, level, check)
    return Packed(segment, written, remarks, missing, done)


def columns_of(
    names: list[bytes], types: list[bytes], sizes: array[int], times: array[float], digests: list[bytes]
) -> WrittenColumns:
    """The columns of entries whose names do not end in '/'."""
    kinds = bytes(map(KIND_OF_TYPE.__getitem__, types))
    return WrittenColumns(b"".join(names), array("L", map(len, names)), kinds, sizes, times, b"".join(digests))


def problem_of(error: OSError) -> Problem:
    """What a source's system error means for the archive."""
    kind = "vanished" if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE) else "unreadable"
    return Problem(kind, f"{cause_of(error)}.")


def _read_unchanged(path: str, size: int, mtime_ns: int) -> bytes | None:
    """A file that is still as it was scanned; None for any other, and for those that cannot be read."""
    try:
        handle = os.open(path, _FLAGS)
        try:
            data = os.read(handle, size + 1)
            status = os.fstat(handle)
        finally:
            os.close(handle)
    except OSError:
        return None
    if len(data) == size == status.st_size and status.st_mtime_ns == mtime_ns and stat.S_ISREG(status.st_mode):
        return data
    return None


def read_small(path: str) -> tuple[bytes, Problem | None] | None:
    """A whole file and what went wrong; None when it is too large by now. Read anew once if it changed.

    Raises:
        OSError: As the system says; EINVAL when it is no regular file.
    """
    data = b""
    for _ in range(2):
        handle = os.open(path, _FLAGS)
        try:
            before = os.fstat(handle)
            if not stat.S_ISREG(before.st_mode):
                raise OSError(errno.EINVAL, "It is not a regular file", path)
            if before.st_size > SMALL_BYTES:
                return None
            data = os.read(handle, before.st_size + 1)
            if len(data) != before.st_size:
                data = _read_on(handle, data)
            after = os.fstat(handle)
        finally:
            os.close(handle)
        if len(data) > SMALL_BYTES:
            return None
        if len(data) == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            return data, None
    return data, CHANGED


def _read_on(handle: int, data: bytes) -> bytes:
    parts = [data]
    total = len(data)
    while parts[-1] and total <= SMALL_BYTES:
        parts.append(os.read(handle, SMALL_BYTES))
        total += len(parts[-1])
    return b"".join(parts)
