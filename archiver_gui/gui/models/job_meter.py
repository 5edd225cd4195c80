"""Speed and time left of one job, from its plain counters."""

from __future__ import annotations

import time

from archiver_gui.jobs.job import Job, JobState

# A speed is the mean over about this long: steady to read, quick to follow a slower disk.
_MEMORY_S = 3.0
# Before this much of a run there is nothing to say about its end.
_FIRST_WORD_S = 0.5


class JobMeter:
    """Call `sample()` by a timer while the job runs, then read the rest."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.rate = 0.0  # bytes a second, smoothed
        self._last_bytes = 0
        self._last_time: float | None = None
        self._first_time = 0.0

    def sample(self, now: float | None = None) -> None:
        """Look at the counters; `now` is `time.monotonic()` unless given."""
        if self.job.state is not JobState.RUNNING:
            return
        if self.job.progress.paused:
            self._last_time, self.rate = None, 0.0  # measured anew afterwards: a pause is no slowness
            return
        moment = time.monotonic() if now is None else now
        done = self.job.progress.done_bytes
        if self._last_time is None:
            self._last_time = self._first_time = moment
            self._last_bytes = done
            return
        passed = moment - self._last_time
        if passed <= 0:
            return
        rate = max(0, done - self._last_bytes) / passed
        # A short run is measured as a whole; a long one forgets its beginning.
        share = passed / min(_MEMORY_S, max(moment - self._first_time, passed))
        self.rate += (rate - self.rate) * min(1.0, share)
        self._last_time = moment
        self._last_bytes = done

    @property
    def fraction(self) -> float | None:
        """How much is done, 0 to 1; None while nobody knows the whole."""
        progress = self.job.progress
        if progress.total_bytes > 0:
            return min(1.0, progress.done_bytes / progress.total_bytes)
        return None

    @property
    def seconds_left(self) -> float | None:
        """Time left at this speed; None while it cannot be told."""
        progress = self.job.progress
        if self._last_time is None or self.rate <= 0 or progress.total_bytes <= 0:
            return None
        if self._last_time - self._first_time < _FIRST_WORD_S:
            return None
        return max(0, progress.total_bytes - progress.done_bytes) / self.rate
