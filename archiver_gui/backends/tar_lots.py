"""Runs of tar members whose contents other processes get from a file: the archive's own, or one in memory."""

from __future__ import annotations

import errno
import io
import mmap
import os
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, TypeAlias

from archiver_gui.backends.tar_format import BLOCK_BYTES, padding_after, plain_fields
from archiver_gui.backends.tar_input import PlainInput, TarInput
from archiver_gui.backends.tar_resolver import Member
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import DamagedArchiveError, from_os_error
from archiver_gui.core.lent import Lent, Unreachable, borrow, lend
from archiver_gui.core.lots import Fetched, Lot

# Enough work to outweigh its hand-over, little enough to begin soon and to end a cancelled job at once.
_LOT_ENTRIES = 256
_LOT_BYTES = 2 << 20

# Larger ones are written as they come.
MAX_CONTENT_BYTES = 1 << 20

_SLOT_BYTES = _LOT_BYTES + MAX_CONTENT_BYTES
_SLOTS = 16

_MAX_PIECES = 1024  # of one call. Source: IOV_MAX of Linux

_ORDINARY_KINDS = b"0\0"
# Most names need no tidying: parts that don't begin with a dot, single slashes between them; and no folder's.
TIDY = re.compile(r"(?:[^/.][^/]*/)*[^/.][^/]*\Z")

_Range: TypeAlias = tuple[int, int]  # offset, size


class Exchange:
    """A file in memory that carries contents to other processes, which costs a third of sending them."""

    def __init__(self) -> None:
        self._file = -1
        self._free = list(range(_SLOTS)) if hasattr(os, "memfd_create") else []

    def put(self, contents: list[bytes | memoryview]) -> tuple[int, int] | None:
        """Place these contents one behind the other; slot and file, or None where that cannot be."""
        if not self._free or sum(map(len, contents)) > _SLOT_BYTES:
            return None
        slot = self._free.pop()
        try:
            if self._file < 0:
                self._file = os.memfd_create("archiver")
            _write_all(self._file, contents, slot * _SLOT_BYTES)
        except OSError:  # no memory for it: the usual way needs less at once
            self._free.clear()
            return None
        return slot, self._file

    def release(self, slot: int) -> None:
        """Give a slot back."""
        self._free.append(slot)

    def close(self) -> None:
        """Let go of the memory."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._free = []


class TarLot(Lot):
    """As `Lot`; of a plain tar the contents stay where they are, else they are held here."""

    def __init__(self, exchange: Exchange, archive: int | None) -> None:
        super().__init__(fetch_ranges if archive is not None else fetch_held)
        self._exchange = exchange
        self._archive = archive
        self._ranges: list[_Range] = []
        self._contents: list[bytes | memoryview] = []
        self._slots: list[int] = []

    @property
    def is_full(self) -> bool:
        """Whether it is worth handing over."""
        return self.cost_bytes >= _LOT_BYTES or len(self.entries) >= _LOT_ENTRIES

    def add(self, entry: Entry) -> None:
        """The next entry, which has no content."""
        self.entries.append(entry)
        self.places.append(-1)

    def add_held(self, entry: Entry, content: bytes | memoryview) -> None:
        """The next entry with its content."""
        self.entries.append(entry)
        self.places.append(len(self._contents))
        self._contents.append(content)
        self.cost_bytes += len(content)

    def add_range(self, entry: Entry, offset: int, size: int) -> None:
        """The next entry with where its content stands in the archive."""
        self.entries.append(entry)
        self.places.append(len(self._ranges))
        self._ranges.append((offset, size))
        self.cost_bytes += size

    def request(self, places: list[int]) -> tuple[Any, ...]:
        """As the base class."""
        if self._archive is not None:
            return lend(self._archive), [self._ranges[place] for place in places]
        contents = [self._contents[place] for place in places]
        placed = self._exchange.put(contents)
        if placed is None:
            return (list(map(bytes, contents)),)
        slot, file = placed
        self._slots.append(slot)
        return (lend(file), slot * _SLOT_BYTES, list(map(len, contents)))

    def open(self, place: int) -> BinaryIO:
        """As the base class."""
        if self._archive is None:
            return io.BytesIO(self._contents[place])
        offset, size = self._ranges[place]
        try:
            return io.BytesIO(os.pread(self._archive, size, offset))
        except OSError as error:
            raise from_os_error(error, "The archive could not be read") from error

    def release(self) -> None:
        """As the base class."""
        while self._slots:
            self._exchange.release(self._slots.pop())


class LotFiller:
    """Puts the members of one pass into lots."""

    def __init__(self, source: TarInput, exchange: Exchange, archive: int | None) -> None:
        self._source = source
        self._exchange = exchange
        self._archive = archive
        self.lot = TarLot(exchange, archive)

    def take(self) -> TarLot:
        """The lot so far; the next one begins empty."""
        lot, self.lot = self.lot, TarLot(self._exchange, self._archive)
        return lot

    def add(self, entry: Entry, member: Member) -> bool:
        """Add a small file; False when it is none, or cannot be had, which its own stream tells."""
        if member.sparse or member.size > MAX_CONTENT_BYTES:
            return False
        if isinstance(self._source, PlainInput):
            if member.offset + member.size > self._source.size_bytes:
                return False
            self.lot.add_range(entry, member.offset, member.size)
            return True
        try:
            content = self._source.read(member.size)
        except DamagedArchiveError:
            return False
        if len(content) < member.size:
            return False
        self.lot.add_held(entry, content)
        return True

    def add_ordinary(self, index: int) -> int:
        """Add the files that come next and are wholly at hand, as long as nothing about them is odd; their number.

        This does for nearly every file of nearly every archive what reading members one by one does, in a third of
        the time.
        """
        lot = self.lot
        chunk, at = self._source.held()
        begin, end = at, len(chunk)
        shift = self._source.position - at
        view = memoryview(chunk)
        count = 0
        while not lot.is_full:
            content_at = at + BLOCK_BYTES
            fields = plain_fields(chunk[at:content_at])
            if fields is None or chunk[at + 156] not in _ORDINARY_KINDS:
                break
            name, size, mtime, mode = fields
            next_at = content_at + size + padding_after(size)
            if next_at > end or size > MAX_CONTENT_BYTES or not name.isascii():
                break
            path = name.decode("ascii")
            if not TIDY.match(path):
                break
            entry = Entry(
                path, EntryKind.FILE, size, None, mtime, mode & 0o7777, index=index + count, detail=shift + at
            )
            if self._archive is None:
                lot.add_held(entry, view[content_at : content_at + size])
            else:
                lot.add_range(entry, shift + content_at, size)
            count += 1
            at = next_at
        self._source.skip(at - begin)
        return count


def fetch_ranges(archive: Lent, ranges: list[_Range]) -> Iterator[Fetched]:
    """As `Fetch`: contents that stand in the archive as they are. Any thread or process.

    Raises:
        EnvironmentFault: From the iterator: the archive cannot be read.
    """
    try:
        handle = borrow(archive, os.O_RDONLY)
    except Unreachable:
        yield from [None] * len(ranges)
        return
    try:
        start = ranges[0][0]
        data = memoryview(os.pread(handle, sum(ranges[-1]) - start, start))
    except OSError as error:
        raise from_os_error(error, "The archive could not be read") from error
    finally:
        os.close(handle)
    for offset, size in ranges:
        content = data[offset - start : offset - start + size]
        yield content if len(content) == size else None  # it was cut short meanwhile


def fetch_held(source: Lent | list[bytes], start: int = 0, sizes: Sequence[int] = ()) -> Iterator[Fetched]:
    """As `Fetch`: contents that stand one behind the other in a file in memory, or are given. Any thread or process."""
    if isinstance(source, list):
        yield from source
        return
    if not any(sizes):
        yield from [b""] * len(sizes)
        return
    try:
        handle = borrow(source, os.O_RDONLY)
    except Unreachable:
        yield from [None] * len(sizes)
        return
    try:
        pages = mmap.mmap(handle, sum(sizes), prot=mmap.PROT_READ, offset=start)
    finally:
        os.close(handle)
    # Not by `with`: whoever was given a piece may hold it a little longer.
    data = memoryview(pages)
    at = 0
    for size in sizes:
        yield data[at : at + size]
        at += size


def _write_all(file: int, contents: list[bytes | memoryview], offset: int) -> None:
    for first in range(0, len(contents), _MAX_PIECES):
        pieces = contents[first : first + _MAX_PIECES]
        size = sum(map(len, pieces))
        if os.pwritev(file, pieces, offset) != size:
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
        offset += size
