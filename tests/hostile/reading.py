"""Reads archives from memory by our own readers, as `test` does, and keeps what came out.

Every archive is read in each way that the program has: entry by entry, by the lot as worker processes are
given them, and listed. They have to tell the same.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from typing import Any, BinaryIO, cast

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.backends.native import ArchiveReader
from archiver_gui.backends.tar_reader import TarReader
from archiver_gui.backends.zip_listing import BlockListing
from archiver_gui.backends.zip_reader import ZipReader
from archiver_gui.core.entries import Entry, EntryBlock
from archiver_gui.core.errors import ArchiverError, DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.lots import LEFT, Fetch, LotItem, LotResult
from archiver_gui.core.outcome import Remarks, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.operations.lots import Crew
from archiver_gui.operations.reading import read_through

_PIECE_BYTES = 1 << 18
# What a mutation may blow up to; no seed is longer by far.
_MAX_CONTENT_BYTES = 64 << 20
# So that a directory of a few hundred bytes is cut as one of many megabytes is.
_LISTING_PIECE_BYTES = 200

Contents = dict[str, bytes]
_Made = Callable[[BinaryIO, Remarks], ArchiveReader]
_Told = tuple[Verdict, Contents, Counter[tuple[str, str, bool]]]


class TooMuch(Exception):
    """More came out than any of these archives could hold."""


def read_zip(data: bytes) -> tuple[Verdict, Contents]:
    """Verdict and contents of a zip: a hash by path, that of the target for links.

    Kinds are left out: nothing in a zip guards them, so that a flipped bit may make a link of a file.

    Raises:
        AssertionError: Ways to read it differ.
    """
    told = _read_in_each_way(ZipReader, data)
    rows, remarks, error = _listed(data, lambda reader, _: _one_by_one(reader))
    blocks = _listed(data, _by_blocks)
    assert blocks == (rows, remarks, error), "a listing by blocks tells something else"
    return told


def read_tar(data: bytes) -> tuple[Verdict, Contents]:
    """As `read_zip`, for tar of any compression."""
    return _read_in_each_way(TarReader, data)


def _read_in_each_way(make: _Made, data: bytes) -> tuple[Verdict, Contents]:
    verdict, contents, remarks = _read(_OneByOne, make, io.BytesIO(data))
    if hasattr(os, "memfd_create"):  # other processes get at an open file alone
        with open(os.memfd_create("archive"), "w+b") as file:
            file.write(data)
            file.flush()
            by_lots = _read(_ByLots, make, file)
        assert by_lots == (verdict, contents, remarks), f"by lots it is another: {by_lots[0]}, {by_lots[2] - remarks}"
    return verdict, contents


class _OneByOne:
    """A reader without its backend, which adds nothing but the file."""

    crew: Crew | None = None

    def __init__(self, reader: ArchiveReader, _keep: _Keeper) -> None:
        self._reader = reader
        self.remarks = reader.remarks

    def contents(self, progress: Progress) -> Iterator[tuple[Entry, BinaryIO | None]]:
        return self._reader.contents(progress)


class _ByLots:
    """The same, read as if worker processes had their part in it."""

    def __init__(self, reader: ArchiveReader, keep: _Keeper) -> None:
        self._reader = reader
        self.remarks = reader.remarks
        self.crew = Crew(_keep_fetched, keep, _unexpected, threads=1)

    def open_lots(self, progress: Progress, _threads: int) -> AbstractContextManager[Iterator[LotItem]]:
        return closing(self._reader.lots(progress, 2))


class _Keeper:
    """Keeps contents by path; a `Planner` that has every file fetched elsewhere."""

    def __init__(self) -> None:
        self.contents: Contents = {}

    def keep(self, entry: Entry, stream: BinaryIO | None) -> None:
        """The content of an entry, to its end."""
        if entry.link_target is not None:
            self.contents[entry.path] = _hash([entry.link_target.encode("utf-8", "surrogateescape")])
        elif stream is None:
            self.contents[entry.path] = _hash([])  # a kind that has no content, like a folder
        else:
            self.contents[entry.path] = _hash(_pieces(entry, stream))

    def plan(self, entry: Entry) -> str | None:
        return None if entry.link_target is not None else entry.path

    def must_wait(self, _entry: Entry) -> bool:
        return True

    def took(self, _entry: Entry) -> None:
        """Everything waits."""

    def settled(self) -> None:
        """Everything waits."""

    def arguments(self, rows: list[str]) -> tuple[list[str], Contents]:
        return rows, self.contents

    def landed(self, _entries: list[Entry], result: LotResult) -> int:
        return sum(result.sizes)


def _keep_fetched(fetch: Fetch, request: tuple[Any, ...], paths: list[str], contents: Contents) -> LotResult:
    """Runs in this process, so that it can keep what it fetched."""
    sizes: list[int] = []
    errors: dict[int, Exception] = {}
    for number, (path, content) in enumerate(zip(paths, fetch(*request), strict=True)):
        if isinstance(content, ArchiverError):
            errors[number] = content
        elif content is not None:
            contents[path] = _hash([content])
        sizes.append(LEFT if content is None or isinstance(content, ArchiverError) else len(content))
    return LotResult(sizes, errors)


def _unexpected(error: OSError, _path: str) -> ArchiverError:
    raise error


def _read(way: type[_OneByOne | _ByLots], make: _Made, file: BinaryIO) -> _Told:
    remarks = Remarks()
    keeper = _Keeper()
    try:
        archive = way(make(file, remarks), keeper)
        result = read_through(cast("BaseArchiveBackend", archive), Progress(), keeper.keep, crew=archive.crew)
    except (DamagedArchiveError, UnsupportedArchiveError):
        return Verdict.FAILED, keeper.contents, Counter()
    told = Counter((remark.entry, remark.kind, remark.severe) for remark in remarks)
    return result.outcome().verdict, keeper.contents, told


def _listed(
    data: bytes, rows_of: Callable[[ZipReader, BinaryIO], Iterable[tuple[object, ...]]]
) -> tuple[list[tuple[object, ...]], list[object], str]:
    """Rows, remarks and what it breaks off with."""
    file, remarks, error = io.BytesIO(data), Remarks(), ""
    rows: list[tuple[object, ...]] = []
    try:
        rows += rows_of(ZipReader(file, remarks), file)
    except (DamagedArchiveError, UnsupportedArchiveError) as raised:
        error = str(raised)
    return rows, list(remarks), error


def _one_by_one(reader: ZipReader) -> Iterator[tuple[object, ...]]:
    for entry in reader.entries():
        yield _row(entry)


def _by_blocks(reader: ZipReader, file: BinaryIO) -> Iterator[tuple[object, ...]]:
    listing = BlockListing(
        file, reader._open(), reader.remarks, reader._read_target, _itself, Progress(), _LISTING_PIECE_BYTES
    )
    for block in listing:
        yield from (_row(block.entry(at, 0)) for at in range(len(block.paths)))


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.path, entry.kind, entry.size, entry.packed_size, entry.mtime, entry.mode, entry.link_target, entry.crc32,
        entry.encrypted, entry.raw_name,
    )  # fmt: skip


def _itself(block: EntryBlock) -> EntryBlock:
    return block


def _pieces(entry: Entry, stream: BinaryIO) -> Iterator[bytes]:
    size = 0
    while piece := stream.read(_PIECE_BYTES):
        size += len(piece)
        if size > _MAX_CONTENT_BYTES:
            raise TooMuch(entry.path)
        yield piece


def _hash(pieces: Iterable[bytes | memoryview]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for piece in pieces:
        digest.update(piece)
    return digest.digest()
