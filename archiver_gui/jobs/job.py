"""One long operation, from its submission to its outcome."""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from archiver_gui.core.errors import ArchiverError, EnvironmentFault, InternalError, from_os_error
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Cancelled, Progress

_log = logging.getLogger(__name__)
_numbers = itertools.count(1)


class JobState(StrEnum):
    """Where a job stands; how it ended is its outcome."""

    WAITING = "waiting"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(slots=True, eq=False)
class Job:
    """One long operation. `run` never raises: whatever happens becomes the outcome."""

    verb: str  # "create", "extract", "test", "verify", "purge" …
    title: str  # for people: "Create Documents.zip"
    target: str | None  # jobs of one target run one after the other; None: no such limit
    work: Callable[[Progress], Outcome]
    request: object = None  # the frozen options that it was made from, where it can be asked for with others
    progress: Progress = field(default_factory=Progress)
    state: JobState = JobState.WAITING
    outcome: Outcome | None = None
    number: int = field(default_factory=lambda: next(_numbers))

    def run(self) -> Outcome:
        """Do the work, in the calling thread."""
        self.state = JobState.RUNNING
        began = self.progress.started = time.monotonic()
        try:
            self.progress.check()
            outcome = self.work(self.progress)
        except Cancelled:
            outcome = Outcome(Verdict.CANCELLED)
        except ArchiverError as error:
            outcome = Outcome(Verdict.FAILED, error=error)
        except OSError as error:
            outcome = Outcome(Verdict.FAILED, error=from_os_error(error, f"{self.title} failed"))
        except MemoryError:
            outcome = self._starved("There is not enough memory.")
        except Exception as error:  # a job ends here: a defect must not take the window along
            starved = _lacks_thread(error)
            outcome = self._starved("No further thread can be started.") if starved else self._broken(error)
        outcome.seconds = time.monotonic() - began
        self.outcome = outcome
        self.state = JobState.ENDED
        return outcome

    def _starved(self, detail: str) -> Outcome:
        hint = "Close other programs or choose a lower level."
        return Outcome(Verdict.FAILED, error=EnvironmentFault(f"{self.title} failed", detail, hint))

    def _broken(self, error: Exception) -> Outcome:
        _log.error("%s failed", self.verb, exc_info=error)
        detail = f"{type(error).__name__}: {error}"
        return Outcome(Verdict.FAILED, error=InternalError(f"{self.title} failed", detail, "Please report this."))


def _lacks_thread(error: Exception) -> bool:
    """Whether the system gave no thread, which Python tells by nothing but these words."""
    return isinstance(error, RuntimeError) and str(error) == "can't start new thread"
