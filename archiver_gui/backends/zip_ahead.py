"""Decodes the entries of a zip ahead of whoever reads them, in the threads of the pool, and keeps their order."""

from __future__ import annotations

import functools
import io
import os
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from archiver_gui.backends.zip_directory import Member
from archiver_gui.backends.zip_end import read_at
from archiver_gui.backends.zip_streams import BrokenStream, decode_whole
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import ArchiverError, from_os_error
from archiver_gui.core.progress import Progress

# Enough work to outweigh its hand-over, little enough to begin soon.
_BATCH_ENTRIES = 128
_BATCH_BYTES = 1024 * 1024

_BUDGET_BYTES = 24 * 1024 * 1024

# Contents that stand this close together are read in one call.
_MAX_GAP_BYTES = 64 * 1024

_Job = tuple[int, Member, str]  # where the packed content begins, what is known of it, the entry's path
_Read = Callable[[int, int], bytes]  # offset, size
Content = tuple[Entry, BinaryIO | None]


class DecodeAhead:
    """Takes entries in order and gives them back in order, small contents decoded."""

    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        self._progress = progress
        shared = _reader_for_all_threads(file)
        self._read = shared or functools.partial(read_at, file)
        self._pipeline = Pipeline(progress, threads=0 if shared else 1, budget_bytes=_BUDGET_BYTES)
        self._entries: list[tuple[Entry, int, Callable[[], BinaryIO] | None]] = []  # of the batch; its job or -1
        self._jobs: list[_Job] = []
        self._bytes = 0
        self._ready: deque[Content] = deque()

    def add(self, entry: Entry, member: Member, content_at: int) -> None:
        """A small content, to be decoded in one piece."""
        self._entries.append((entry, len(self._jobs), None))
        self._jobs.append((content_at, member, entry.path))
        self._bytes += member.size + member.packed_size
        if self._bytes >= _BATCH_BYTES or len(self._entries) >= _BATCH_ENTRIES:
            self._submit()

    def add_other(self, entry: Entry, opened: Callable[[], BinaryIO] | None = None) -> None:
        """An entry without content, or with one that is only opened when its turn comes."""
        self._entries.append((entry, -1, opened))
        if len(self._entries) >= _BATCH_ENTRIES:
            self._submit()

    def ready(self, *, all_of_them: bool = False) -> Iterator[Content]:
        """What is decoded so far, in order; with `all_of_them` whatever is still to come."""
        if all_of_them:
            self._submit()
            self._pipeline.drain()
        while self._ready:
            self._progress.check()
            entry, stream = self._ready.popleft()
            if stream is None:
                yield entry, None
                continue
            with stream:
                yield entry, stream

    def close(self) -> None:
        """Stop the workers."""
        self._pipeline.close()

    def _submit(self) -> None:
        entries, jobs, cost = self._entries, self._jobs, self._bytes
        if entries:
            self._entries, self._jobs, self._bytes = [], [], 0
            self._pipeline.submit(
                _decode_batch, self._read, jobs, cost_bytes=cost, deliver=lambda results: self._take(entries, results)
            )

    def _take(
        self, entries: list[tuple[Entry, int, Callable[[], BinaryIO] | None]], results: list[bytes | ArchiverError]
    ) -> None:
        for entry, number, opened in entries:
            stream: BinaryIO | None = opened() if opened else None
            if number >= 0:
                result = results[number]
                stream = io.BytesIO(result) if isinstance(result, bytes) else BrokenStream(result)
            self._ready.append((entry, stream))


def _decode_batch(read: _Read, jobs: list[_Job]) -> list[bytes | ArchiverError]:
    """The contents, or what is wrong with them, one a job. Any thread."""
    results: list[bytes | ArchiverError] = []
    window, window_at = b"", 0
    try:
        for number, (at, member, path) in enumerate(jobs):
            start = at - window_at
            if start < 0 or start + member.packed_size > len(window):
                window, window_at, start = read(at, _reach(jobs, number) - at), at, 0
            try:
                results.append(decode_whole(window[start : start + member.packed_size], member, path))
            except ArchiverError as error:
                results.append(error)
    except OSError as error:
        raise from_os_error(error, "The archive could not be read") from error
    return results


def _reach(jobs: list[_Job], number: int) -> int:
    """How far the contents from this one on stand closely together."""
    end = jobs[number][0] + jobs[number][1].packed_size
    for at, member, _ in jobs[number + 1 :]:
        if not 0 <= at - end <= _MAX_GAP_BYTES:
            break
        end = at + member.packed_size
    return end


def _reader_for_all_threads(file: BinaryIO) -> _Read | None:
    """Reads the file whatever another thread does with it; None where that cannot be."""
    if not hasattr(os, "pread"):
        return None
    try:
        handle = file.fileno()
    except OSError:  # it has none
        return None
    return lambda offset, size: os.pread(handle, size, offset)
