"""Which job may run now: one a target, in the order they came."""

from __future__ import annotations

import threading
from collections.abc import Callable

from archiver_gui.jobs.job import Job, JobState


class JobQueue:
    """Hands jobs to `start` as soon as their target is free. May be used from any thread.

    `start` runs a job somewhere else (a thread pool) and calls `ended` when it is over.
    """

    def __init__(self, start: Callable[[Job], None]) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._waiting: list[Job] = []
        self._running: list[Job] = []

    def submit(self, job: Job) -> None:
        """Queue a job; it starts at once when its target is free."""
        with self._lock:
            self._waiting.append(job)
        self._start_ready()

    def ended(self, job: Job) -> None:
        """Tell that a job is over, which frees its target."""
        with self._lock:
            self._running.remove(job)
        self._start_ready()

    def cancel(self, job: Job) -> None:
        """Cancel a job. One that still waits is started all the same, to end at once as cancelled."""
        job.progress.cancel()
        with self._lock:
            if job not in self._waiting:
                return
            self._waiting.remove(job)
            self._running.append(job)
        self._start(job)

    @property
    def active(self) -> list[Job]:
        """The jobs that run or wait, oldest first."""
        with self._lock:
            return sorted(self._running + self._waiting, key=lambda job: job.number)

    def _start_ready(self) -> None:
        with self._lock:
            busy = {job.target for job in self._running if job.target is not None}
            ready = []
            for job in self._waiting:
                if job.target is None or job.target not in busy:
                    ready.append(job)
                    if job.target is not None:
                        busy.add(job.target)
            self._waiting = [job for job in self._waiting if job not in ready]
            self._running += ready
        for job in ready:
            assert job.state is JobState.WAITING
            self._start(job)
