"""Progress as plain counters: workers add, a timer reads, nobody waits."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from archiver_gui.core.errors import ArchiverError


class Cancelled(ArchiverError):
    """The user cancelled; everything half-made is removed on the way out."""

    def __init__(self, title: str = "Cancelled", detail: str = "", hint: str = "") -> None:
        super().__init__(title, detail, hint)


@dataclass(slots=True)
class Progress:
    """Counters of one job. One thread writes them (the job's own), any thread may read.

    `check()` stands in every loop: it is the one place where a cancelled job notices.
    """

    total_bytes: int = 0  # bytes to do in all phases together; 0 while unknown
    done_bytes: int = 0
    total_entries: int = 0
    done_entries: int = 0
    packed_bytes: int = 0  # bytes written to the archive so far
    phase: str = ""  # "scanning", "writing", "verifying", "publishing" …
    current: str = ""  # the entry at work
    started: float = field(default_factory=time.monotonic)
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the job to stop; may be called from any thread, and twice."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if somebody asked for it."""
        if self._cancelled.is_set():
            raise Cancelled

    def part(self) -> Progress:
        """Counters of their own for one part of the job, which is cancelled with it."""
        return Progress(_cancelled=self._cancelled)

    def advance(self, size_bytes: int, entries: int = 0) -> None:
        """Count work done, and notice a cancel."""
        self.done_bytes += size_bytes
        self.done_entries += entries
        self.check()

    def begin(self, phase: str, total_entries: int = 0) -> None:
        """Start a phase. Bytes stay counted over all phases, so that the bar never runs backwards."""
        self.phase = phase
        self.done_entries = 0
        self.total_entries = total_entries
        self.check()
