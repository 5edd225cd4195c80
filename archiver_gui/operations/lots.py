"""Hands the small files of an archive to worker processes, and does all else here, in the archive's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import ArchiverError, DamagedArchiveError
from archiver_gui.core.lots import Lot, LotResult
from archiver_gui.core.progress import Progress

# With fewer entries at once, Python's work on each counts less than telling another process of them.
_REMOTE_FROM_ENTRIES = 32
# What is kept of each until it is done.
_ENTRY_COST_BYTES = 4096
_BUDGET_BYTES = 32 * 1024 * 1024


class Planner(Protocol):
    """Decides which entries are done elsewhere, and counts them. One thread."""

    def plan(self, entry: Entry) -> Any:
        """What the task has to know of this file; None when it has to be handled here."""

    def must_wait(self, entry: Entry) -> bool:
        """Whether an entry that is handled here has to wait for all that is under way."""

    def took(self, entry: Entry) -> None:
        """An entry is handled here."""

    def settled(self) -> None:
        """Nothing is under way any more."""

    def arguments(self, rows: list[Any]) -> tuple[Any, ...]:
        """Those of the task behind the request."""

    def landed(self, entries: list[Entry], result: LotResult) -> int:
        """Count what was done; bytes of it."""


@dataclass(frozen=True, slots=True)
class Crew:
    """What a verb has others do."""

    task: Callable[..., LotResult]  # of a module: (fetch, request, *arguments)
    planner: Planner
    fault: Callable[[OSError, str], ArchiverError]  # what a system's error at an entry of this path ends the job with
    threads: int = 0  # at most so many at once; 0 for as many as there are cores


class LotPass:
    """Takes the lots of one archive apart, entry by entry.

    Args:
        handle: What is done with an entry here; reports on it itself.
        finish: Notes how an entry that was handled elsewhere ended: its error, None when all is well.
    """

    def __init__(
        self,
        progress: Progress,
        crew: Crew,
        handle: Callable[[Entry, BinaryIO | None], None],
        finish: Callable[[Entry, DamagedArchiveError | None], None],
    ) -> None:
        self._progress = progress
        self._crew = crew
        self._planner = crew.planner
        self._handle = handle
        self._finish = finish
        self._pipeline = Pipeline(progress, crew.threads, _BUDGET_BYTES)

    def take(self, lot: Lot, is_wanted: Callable[[Entry], bool]) -> None:
        """Have every wanted entry done, here or elsewhere.

        Raises:
            Exception: Whatever ends the job.
        """
        planner = self._planner
        entries: list[Entry] = []
        places: list[int] = []
        rows: list[Any] = []
        for entry, place in zip(lot.entries, lot.places, strict=True):
            if not is_wanted(entry):
                continue
            row = planner.plan(entry) if place >= 0 else None
            if row is not None:
                entries.append(entry)
                places.append(place)
                rows.append(row)
                continue
            if planner.must_wait(entry):
                self._submit(lot, entries, places, rows)
                entries, places, rows = [], [], []
                self.settle()
            planner.took(entry)
            self._handle(entry, lot.open(place) if place >= 0 else None)
        self._submit(lot, entries, places, rows)

    def handle(self, entry: Entry, stream: BinaryIO | None) -> None:
        """Have an entry done here that is in no lot."""
        if self._planner.must_wait(entry):
            self.settle()
        self._planner.took(entry)
        self._handle(entry, stream)

    def settle(self) -> None:
        """Wait for all that is under way."""
        self._pipeline.drain()
        self._planner.settled()

    def close(self) -> None:
        """Drop what is queued, and wait for what runs."""
        self._pipeline.close()

    def _submit(self, lot: Lot, entries: list[Entry], places: list[int], rows: list[Any]) -> None:
        if not entries:
            return
        submit = self._pipeline.submit_remote if len(rows) >= _REMOTE_FROM_ENTRIES else self._pipeline.submit
        submit(
            self._crew.task,
            lot.fetch,
            lot.request(places),
            *self._planner.arguments(rows),
            cost_bytes=lot.cost_bytes + _ENTRY_COST_BYTES * len(rows),
            deliver=lambda result: self._land(lot, entries, places, result),
        )

    def _land(self, lot: Lot, entries: list[Entry], places: list[int], result: LotResult) -> None:
        lot.release()
        self._progress.current = entries[-1].path
        size_bytes = self._planner.landed(entries, result)
        count = len(entries)
        for number, (entry, size) in enumerate(zip(entries, result.sizes, strict=True)):
            if size >= 0:
                self._finish(entry, None)
                continue
            error = result.errors.get(number)
            if isinstance(error, OSError):
                raise self._crew.fault(error, entry.path) from error
            if isinstance(error, DamagedArchiveError):
                self._finish(entry, error)
                continue
            count -= 1
            self._handle(entry, lot.open(places[number]))
        self._progress.advance(size_bytes, count)
