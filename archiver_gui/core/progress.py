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


class _Control:
    """What the user wants of a job, shared by all its parts."""

    __slots__ = ("asked", "cancelled", "changed", "paused_at")

    def __init__(self) -> None:
        self.asked = False  # whether there is anything to stop for: the one thing that every loop looks at
        self.cancelled = False
        self.paused_at: float | None = None
        self.changed = threading.Condition()

    def stop_for(self) -> None:
        """Wait while the job is paused; raise `Cancelled` if it was cancelled."""
        with self.changed:
            self.changed.wait_for(lambda: self.cancelled or self.paused_at is None)
            if self.cancelled:
                raise Cancelled


@dataclass(slots=True)
class Progress:
    """Counters of one job. One thread writes them (the job's own), any thread may read.

    `check()` stands in every loop: it is the one place where a job notices that it was cancelled, and
    where it waits while it is paused.
    """

    total_bytes: int = 0  # bytes to do in all phases together; 0 while unknown
    done_bytes: int = 0
    total_entries: int = 0
    done_entries: int = 0
    packed_bytes: int = 0  # bytes written to the archive so far
    phase: str = ""  # "scanning", "writing", "verifying", "publishing" …
    current: str = ""  # the entry at work
    started: float = field(default_factory=time.monotonic)  # later by every pause, so that rates stay true
    _control: _Control = field(default_factory=_Control)

    def cancel(self) -> None:
        """Ask the job to stop, also while it is paused; may be called from any thread, and twice."""
        control = self._control
        with control.changed:
            control.cancelled = control.asked = True
            control.changed.notify_all()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._control.cancelled

    def pause(self) -> None:
        """Have the job wait at its next check point; may be called from any thread, and twice."""
        control = self._control
        with control.changed:
            if control.paused_at is None:
                control.paused_at = time.monotonic()
                control.asked = True

    def resume(self) -> None:
        """Let a paused job go on; may be called from any thread, and when it is not paused."""
        control = self._control
        with control.changed:
            if control.paused_at is not None:
                self.started += time.monotonic() - control.paused_at
                control.paused_at = None
                control.asked = control.cancelled
                control.changed.notify_all()

    @property
    def paused(self) -> bool:
        """Whether somebody asked the job to wait."""
        return self._control.paused_at is not None

    def check(self) -> None:
        """Wait while the job is paused; raise `Cancelled` if somebody asked for it."""
        if self._control.asked:
            self._control.stop_for()

    def part(self) -> Progress:
        """Counters of their own for one part of the job, which is cancelled and paused with it."""
        return Progress(_control=self._control)

    def advance(self, size_bytes: int, entries: int = 0) -> None:
        """Count work done, and notice a cancel or a pause."""
        self.done_bytes += size_bytes
        self.done_entries += entries
        self.check()

    def begin(self, phase: str, total_entries: int = 0) -> None:
        """Start a phase. Bytes stay counted over all phases, so that the bar never runs backwards."""
        self.phase = phase
        self.done_entries = 0
        self.total_entries = total_entries
        self.check()
