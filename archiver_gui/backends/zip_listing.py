"""Lists a zip directory many entries at a time, by all cores where it is large."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, Generic, cast

from archiver_gui.backends.zip_columns import RenderedRun, rendered_runs
from archiver_gui.backends.zip_directory import Directory, Member, add_place, member_of
from archiver_gui.backends.zip_end import read_at
from archiver_gui.backends.zip_format import CENTRAL, CENTRAL_SIGNATURE
from archiver_gui.backends.zip_layout import Census
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import Entry, EntryBlock, EntryKind, Render, Rendered
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

# About 5,000 entries: enough that the work on the whole piece does not count, and little to hold.
_PIECE_BYTES = 384 * 1024

# From here on, about 300,000 entries, other processes are worth being started: they take half a second of CPU time.
_REMOTE_FROM_BYTES = 24 * 1024 * 1024

# What a piece takes while it is under way: its bytes, its columns, and what is made of them.
_COST_RATIO = 12
_BUDGET_BYTES = 48 * 1024 * 1024

_ENTRIES_BETWEEN_CHECKS = 1024

ReadTarget = Callable[[Entry, Member], None]
_Found = tuple[int, bytes, list[RenderedRun | int] | None]


class BlockListing(Generic[Rendered]):
    """One walk over a directory that says as much about it as walking entry by entry does.

    Pieces of the directory are cut where a record seems to begin. That a piece consists of records from
    end to end proves that the next one begins with a record; where one does not, it is walked record by
    record, and so is all that follows until a cut is found to be right.
    """

    def __init__(
        self,
        file: BinaryIO,
        directory: Directory,
        remarks: Remarks,
        read_target: ReadTarget,
        render: Render[Rendered],
        progress: Progress,
        piece_bytes: int = _PIECE_BYTES,
    ) -> None:
        self._file = file
        self._directory = directory
        self._read_target = read_target
        self._render = render
        self._progress = progress
        self._piece_bytes = piece_bytes
        self._census = Census(remarks)
        self._position = directory.place.start  # all before it has been listed
        self._count = 0  # of the records before it
        self._closely: list[Entry] = []  # looked at one by one, and not rendered yet

    def __iter__(self) -> Iterator[Rendered]:
        place = self._directory.place
        threads = 0 if place.limit - place.start >= _REMOTE_FROM_BYTES else 1
        found: deque[_Found] = deque()
        with Pipeline(self._progress, threads, _BUDGET_BYTES) as pipeline:
            for start, data in self._pieces():
                pipeline.submit_remote(
                    rendered_runs, data, place.base, self._render,
                    cost_bytes=len(data) * _COST_RATIO, deliver=partial(_keep, found, start, data),
                )  # fmt: skip
                while found:
                    yield from self._settle(*found.popleft())
            pipeline.drain()
            while found:
                yield from self._settle(*found.popleft())
        yield from self._flush()
        self._directory.judge_end(self._position, self._count)
        self._census.judge_places()

    def _pieces(self) -> Iterator[tuple[int, bytes]]:
        """The directory's bytes and where they stand, cut before what may be a record."""
        position, limit = self._directory.place.start, self._directory.place.limit
        while position < limit:
            data = read_at(self._file, position, min(self._piece_bytes, limit - position))
            if not data:
                return
            if position + len(data) < limit:
                cut = data.rfind(CENTRAL_SIGNATURE)
                data = data[:cut] if cut > 0 else data
            yield position, data
            position += len(data)

    def _settle(self, start: int, data: bytes, items: list[RenderedRun | int] | None) -> Iterator[Rendered]:
        """Take over what was found in a piece, unless the walk is past it or was never there."""
        end = start + len(data)
        if start != self._position or items is None:
            yield from self._walk(end)
            return
        for item in items:
            if isinstance(item, int):
                self._look_closely(CENTRAL.unpack_from(data, item), data, item)
                continue
            yield from self._flush()
            self._census.add_run(item.paths.split("\n"), item.starts, item.ends)
            self._count += len(item.starts)
            yield cast("Rendered", item.rendered)
        self._position = end

    def _walk(self, end: int) -> Iterator[Rendered]:
        """Go on record by record, up to the first that begins at `end` or behind it."""
        if self._position >= end:
            return
        for fields, window, at in self._directory.records(self._position):
            self._look_closely(fields, window, at)
            self._position += CENTRAL.size + fields[10] + fields[11] + fields[12]
            if not self._count % _ENTRIES_BETWEEN_CHECKS:
                self._progress.check()
                yield from self._flush()
            if self._position >= end:
                return

    def _look_closely(self, fields: tuple[Any, ...], window: bytes, at: int) -> None:
        entry = self._directory.entry_of(self._count, fields, window, at)
        self._count += 1
        if entry is None:
            return
        self._census.add_name(entry.path)
        add_place(self._census, member_of(entry))
        if entry.kind is EntryKind.SYMLINK:
            self._read_target(entry, member_of(entry))
        entry.detail = member_of(entry).offset  # as of all others: the rest can be found again
        self._closely.append(entry)

    def _flush(self) -> Iterator[Rendered]:
        if self._closely:
            yield self._render(EntryBlock.of(self._closely))
            self._closely.clear()


def _keep(found: deque[_Found], start: int, data: bytes, items: list[RenderedRun | int] | None) -> None:
    found.append((start, data, items))
