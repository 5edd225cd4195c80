"""Runs of zip entries whose contents any thread or process reads and decodes by itself."""

from __future__ import annotations

import functools
import io
import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TypeAlias, cast

from archiver_gui.backends.zip_directory import Member
from archiver_gui.backends.zip_end import read_at
from archiver_gui.backends.zip_streams import BrokenStream, MemberReader, decode_whole
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import ArchiverError, from_os_error
from archiver_gui.core.lent import Lent, Unreachable, borrow, lend
from archiver_gui.core.lots import Fetched, Lot, LotItem
from archiver_gui.core.progress import Progress

# Enough work to outweigh its hand-over, little enough to begin soon and to end a cancelled job at once.
_LOT_ENTRIES = 256
_LOT_BYTES = 2 * 1024 * 1024

_BUDGET_BYTES = 24 * 1024 * 1024

# Contents that stand this close together are read in one call.
_MAX_GAP_BYTES = 64 * 1024
_PACKED_SIZE = Member._fields.index("packed_size")

# Where the packed content begins, the entry's path, and its `Member` as a plain tuple, which crosses a process
# boundary in a third of the time.
_Job: TypeAlias = tuple[int, str, tuple[Any, ...]]
_Content: TypeAlias = tuple[Entry, BinaryIO | None]


class ZipLot(Lot):
    """As `Lot`; contents that are decoded in one piece."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(fetch_members)
        self._file = file
        self._jobs: list[_Job] = []

    @property
    def is_full(self) -> bool:
        """Whether it is worth handing over."""
        return self.cost_bytes >= _LOT_BYTES or len(self.entries) >= _LOT_ENTRIES

    def add(self, entry: Entry, member: Member, content_at: int) -> None:
        """The next entry; `content_at` is 0 where it has no content or none that can be had."""
        self.entries.append(entry)
        if not content_at:
            self.places.append(-1)
            return
        self.places.append(len(self._jobs))
        self._jobs.append((content_at, entry.path, tuple(member)))
        self.cost_bytes += member.size + member.packed_size

    def request(self, places: list[int]) -> tuple[Lent, list[_Job]]:
        """As the base class."""
        jobs = self._jobs if len(places) == len(self._jobs) else [self._jobs[place] for place in places]
        return lend(self._file.fileno()), jobs

    def open(self, place: int) -> BinaryIO:
        """As the base class."""
        content_at, path, member = self._jobs[place]
        return cast("BinaryIO", MemberReader(self._file, content_at, Member._make(member), path))

    def fetch_here(self, handle: int | None) -> list[Fetched]:
        """All contents, decoded in this process; by any thread, if `handle` is the file's."""
        try:
            return list(_decoded(handle if handle is not None else self._file, self._jobs))
        except OSError as error:
            raise from_os_error(error, "The archive could not be read") from error


def fetch_members(archive: Lent, jobs: list[_Job]) -> Iterator[Fetched]:
    """As `Fetch`. Any thread or process.

    Raises:
        EnvironmentFault: From the iterator: the archive cannot be read.
    """
    try:
        handle = borrow(archive, os.O_RDONLY)
    except Unreachable:
        yield from [None] * len(jobs)
        return
    try:
        yield from _decoded(handle, jobs)
    except OSError as error:
        raise from_os_error(error, "The archive could not be read") from error
    finally:
        os.close(handle)


def decoded_ahead(items: Iterable[LotItem], file: BinaryIO, progress: Progress) -> Iterator[_Content]:
    """The entries of these lots one by one, small contents decoded by the threads of the pool."""
    handle = _handle_for_all_threads(file)
    ready: deque[_Content] = deque()
    with Pipeline(progress, threads=0 if handle is not None else 1, budget_bytes=_BUDGET_BYTES) as pipeline:
        for item in items:
            if isinstance(item, tuple):
                pipeline.drain()
                ready.append(item)
            elif isinstance(item, ZipLot):
                take = functools.partial(_take, ready, item)
                pipeline.submit(item.fetch_here, handle, cost_bytes=item.cost_bytes, deliver=take)
            yield from _handed_out(ready, progress)
        pipeline.drain()
        yield from _handed_out(ready, progress)


def _handed_out(ready: deque[_Content], progress: Progress) -> Iterator[_Content]:
    while ready:
        progress.check()
        entry, stream = ready.popleft()
        if stream is None:
            yield entry, None
            continue
        with stream:
            yield entry, stream


def _take(ready: deque[_Content], lot: ZipLot, found: list[Fetched]) -> None:
    for entry, place in zip(lot.entries, lot.places, strict=True):
        content = found[place] if place >= 0 else None
        if content is None:
            ready.append((entry, None))
        elif isinstance(content, ArchiverError):
            ready.append((entry, BrokenStream(content)))
        else:
            ready.append((entry, io.BytesIO(content)))


def _decoded(source: int | BinaryIO, jobs: list[_Job]) -> Iterator[Fetched]:
    """The contents, or what is wrong with them, one a job."""
    window, window_at = b"", 0
    for number, (at, path, values) in enumerate(jobs):
        member = Member._make(values)
        start = at - window_at
        if start < 0 or start + member.packed_size > len(window):
            size = _reach(jobs, number) - at
            window = os.pread(source, size, at) if isinstance(source, int) else read_at(source, at, size)
            window_at, start = at, 0
        try:
            yield decode_whole(window[start : start + member.packed_size], member, path)
        except ArchiverError as error:
            yield error


def _reach(jobs: list[_Job], number: int) -> int:
    """How far the contents from this one on stand closely together."""
    end = 0
    for at, _, values in jobs[number:]:
        if end and not 0 <= at - end <= _MAX_GAP_BYTES:
            break
        end = at + values[_PACKED_SIZE]
    return end


def _handle_for_all_threads(file: BinaryIO) -> int | None:
    """The file's, if it can be read whatever another thread does with it."""
    if not hasattr(os, "pread"):
        return None
    try:
        return file.fileno()
    except OSError:  # it has none
        return None
