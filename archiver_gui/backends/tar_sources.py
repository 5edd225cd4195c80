"""Reads small sources for a tar archive, many at a time, in whichever thread takes the batch."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field

from blake3 import blake3

from archiver_gui.backends.tar_format import (
    BLOCK_BYTES,
    TYPE_FILE,
    TYPE_FOLDER,
    TYPE_HARDLINK,
    TYPE_SYMLINK,
    HeaderPacker,
    Owner,
)
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import cause_of
from archiver_gui.core.written import DIGEST_BYTES

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
_ZEROS = tuple(bytes(size) for size in range(BLOCK_BYTES))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a source is not in the archive as it should be."""

    kind: str  # "vanished", "unreadable", "changed"
    text: str


# One entry as it was packed: what it was, bytes and hash of its content (None: not in the archive), problem.
Row = tuple[SourceEntry, int, bytes | None, Problem | None]


@dataclass(slots=True)
class Segment:
    """Packed entries, and the one after them that only the writing thread can pack."""

    data: list[bytes] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    deferred: SourceEntry | None = None


class HeaderMaker:
    """Makes headers of source entries, made equal on all machines where that is asked for."""

    def __init__(self, *, reproducible: bool, newest: int | None) -> None:
        """Set how.

        Args:
            newest: Later times become this one; seconds since the epoch.
        """
        self._packer = HeaderPacker()
        self._reproducible = reproducible
        self._newest = newest
        self._owners: dict[tuple[int, int, str, str], Owner] = {}

    def file(self, entry: SourceEntry, size: int) -> bytes:
        """The header of a file with so many bytes."""
        return self._pack(entry, _encode(entry.path), TYPE_FILE, size)

    def other(self, entry: SourceEntry) -> bytes:
        """The header of a folder or symlink."""
        if entry.kind is EntryKind.FOLDER:
            return self._pack(entry, _encode(entry.path) + b"/", TYPE_FOLDER)
        return self._pack(entry, _encode(entry.path), TYPE_SYMLINK, link=_encode(entry.link_target or ""))

    def hardlink(self, entry: SourceEntry, target: str) -> bytes:
        """The header of a second name of the entry at `target`."""
        return self._pack(entry, _encode(entry.path), TYPE_HARDLINK, link=_encode(target))

    def mtime(self, entry: SourceEntry) -> int:
        """The time that is stored: whole seconds since the epoch."""
        mtime = entry.mtime_ns // 1_000_000_000
        return mtime if self._newest is None or mtime < self._newest else self._newest

    def _pack(self, entry: SourceEntry, name: bytes, kind: bytes, size: int = 0, link: bytes = b"") -> bytes:
        mode = 0o777 if kind == TYPE_SYMLINK else entry.mode
        if self._reproducible:
            if kind != TYPE_SYMLINK:
                mode = 0o755 if kind == TYPE_FOLDER or mode & 0o100 else 0o644
            return self._packer.pack(name, kind, size, self.mtime(entry), mode, link)
        key = (entry.uid, entry.gid, entry.user, entry.group)
        owner = self._owners.get(key)
        if owner is None:
            owner = self._owners[key] = Owner(*key)
        return self._packer.pack(name, kind, size, self.mtime(entry), mode, link, owner)


def pack_batch(entries: list[SourceEntry], headers: HeaderMaker, check: Callable[[], None]) -> list[Segment]:
    """Read, hash and pack entries in their order.

    Hardlinks and files that grew too large in the meantime end a segment: only the writing thread
    knows what became of the link's first name, and only it can stream.
    """
    segment = Segment()
    segments = [segment]
    data, rows = segment.data, segment.rows
    for entry in entries:
        kind = entry.kind
        try:
            if kind is EntryKind.FILE:
                content = read_small(entry.source)
                if content is not None:
                    body, problem = content
                    size = len(body)
                    data += (headers.file(entry, size), body, _ZEROS[-size % BLOCK_BYTES])
                    rows.append((entry, size, blake3(body).digest(length=DIGEST_BYTES), problem))
                    continue
            elif kind is not EntryKind.HARDLINK:
                data.append(headers.other(entry))
                rows.append((entry, 0, b"", None))
                continue
        except OSError as error:
            rows.append((entry, 0, None, problem_of(error)))
            continue
        except UnicodeEncodeError:
            rows.append((entry, 0, None, UNENCODABLE))
            continue
        check()
        segment.deferred = entry
        segment = Segment()
        segments.append(segment)
        data, rows = segment.data, segment.rows
    for segment in segments:
        segment.data = [b"".join(segment.data)]
    return segments


UNENCODABLE = Problem("left-out", "Its name has characters that cannot be stored.")
CHANGED = Problem("changed", "It changed while it was read.")


def problem_of(error: OSError) -> Problem:
    """What a source's system error means for the archive."""
    kind = "vanished" if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE) else "unreadable"
    return Problem(kind, f"{cause_of(error)}.")


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


def _encode(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
