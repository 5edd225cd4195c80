"""Runs jobs on a thread pool and tells the window by a few signals; progress is read, never signalled."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThread, QThreadPool, Signal

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.options import Conflict, ConflictAnswer, Excess
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.jobs.job import Job
from archiver_gui.jobs.queue import JobQueue

T = TypeVar("T")

# Jobs of different targets at once, at least: one long job must not hold up a short one.
_LEAST_THREADS = 4
# How long a job that waits for an answer may take to notice that it was cancelled.
_ANSWER_POLL_S = 0.05


class Question:
    """What a job has met and cannot decide; it waits in its own thread until `answer` is called."""

    def __init__(self, job: Job, subject: Conflict | Excess) -> None:
        self.job = job
        self.subject = subject
        self._answer: ConflictAnswer | bool | None = None
        self._answered = threading.Event()

    @property
    def open(self) -> bool:
        """Whether the job still waits."""
        return not self._answered.is_set() and not self.job.progress.cancelled

    def answer(self, answer: ConflictAnswer | bool) -> None:
        """Let the job go on; from any thread, the first answer counts."""
        if not self._answered.is_set():
            self._answer = answer
            self._answered.set()

    def wait(self) -> ConflictAnswer | bool:
        """Wait for the answer, in the job's thread.

        Raises:
            Cancelled: The job was cancelled while it waited.
        """
        while not self._answered.wait(_ANSWER_POLL_S):
            self.job.progress.check()
        assert self._answer is not None
        return self._answer


class BackgroundCall(Generic[T]):
    """Short work without a card: reading a folder, asking the catalogue."""

    def __init__(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[ArchiverError], None],
        owner: QObject | None,
        title: str,
    ) -> None:
        self._work = work
        self._done = done
        self._failed = failed
        self._owner = owner
        self.must_finish = False
        self._results: list[T] = []
        self._cancelled = False
        # A job without a target brings what every end of work needs: errors turned into values.
        self.job = Job("read", title, None, self._run)

    def cancel(self) -> None:
        """Stop the work, and call nobody back. May be called twice, and after the end."""
        self._cancelled = True
        self.job.progress.cancel()

    @property
    def cancelled(self) -> bool:
        """Whether somebody cancelled it."""
        return self._cancelled

    def _run(self, progress: Progress) -> Outcome:
        self._results.append(self._work(progress))
        return Outcome(Verdict.COMPLETE)

    def deliver(self) -> None:
        """Call back, on the window's thread; never when cancelled or when the owner is gone."""
        if self._cancelled or (self._owner is not None and not shiboken6.isValid(self._owner)):
            return
        outcome = self.job.outcome
        if outcome is not None and outcome.error is not None:
            self._failed(outcome.error)
        elif self._results:
            self._done(self._results[0])


class _Task(QRunnable):
    """Runs one job in its turn; all state lives in the job, for this object dies after the run.

    The pool says when, a Python thread does the work: in a thread of Qt's, Python's own record of the
    thread ends with every run, and what is kept in thread-local storage (a connection to the catalogue)
    is then destroyed by an interpreter that is half gone, which crashes Python 3.11.
    """

    def __init__(self, runner: JobRunner, job: Job, ended: Callable[[], None]) -> None:
        super().__init__()
        self._runner = runner
        self._job = job
        self._ended = ended

    def run(self) -> None:
        worker = threading.Thread(target=self._work, name=f"job {self._job.number}")
        worker.start()
        worker.join()
        self._ended()

    def _work(self) -> None:
        self._runner.current.job = self._job
        self._job.run()


class _Current(threading.local):
    job: Job | None = None


class JobRunner(QObject):
    """The window's door to the jobs. Its methods belong to the window's thread, except `ask_…`."""

    job_added = Signal(object)  # Job
    job_started = Signal(object)
    job_ended = Signal(object)
    question_asked = Signal(object)  # Question
    call_failed = Signal(object)  # ArchiverError of a background call that nobody else takes

    _started_in_pool = Signal(object)
    _ended_in_pool = Signal(object)
    _call_ended_in_pool = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current = _Current()  # the job of the calling thread
        self._queue = JobQueue(self._start)
        self._pool = _pool(self)
        self._calls_pool = _pool(self)  # of its own, so that reading a folder never waits behind long jobs
        self._calls: set[BackgroundCall[object]] = set()
        self._quiet: set[Job] = set()
        queued = Qt.ConnectionType.QueuedConnection
        self._started_in_pool.connect(self.job_started, queued)
        self._ended_in_pool.connect(self.job_ended, queued)
        self._call_ended_in_pool.connect(self._on_call_ended, queued)

    def submit(self, job: Job, *, quiet: bool = False) -> None:
        """Run a job as soon as its target is free.

        Args:
            quiet: Nobody asked for it, and nobody misses it when the program ends.
        """
        if quiet:
            self._quiet.add(job)
        self._queue.submit(job)
        # Its start and its end are queued signals: whoever hears of it hears this first.
        self.job_added.emit(job)

    def cancel(self, job: Job) -> None:
        """Ask a job to stop; `job_ended` tells when it has."""
        self._queue.cancel(job)

    @property
    def active(self) -> list[Job]:
        """The jobs that run or wait, oldest first."""
        return self._queue.active

    @property
    def awaited(self) -> list[Job]:
        """Those of them that somebody asked for."""
        return [job for job in self._queue.active if job not in self._quiet]

    def background(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[ArchiverError], None] | None = None,
        owner: QObject | None = None,
        title: str = "Reading",
        *,
        must_finish: bool = False,
    ) -> BackgroundCall[T]:
        """Do short work in a thread and hand its result back on the window's thread.

        Args:
            work: Runs in the thread; it touches no widget and calls `progress.check()` in its loops.
            done: Gets the result. Not called once the owner is deleted or the call cancelled.
            failed: Gets the error; `call_failed` tells the shell when not given.
            owner: Who the result is for; the object that `done` is a method of when not given.
            title: What failed, should it fail.
            must_finish: It is done even when the program ends meanwhile: a setting that is saved.
        """
        if owner is None:
            bound_to = getattr(done, "__self__", None)
            owner = bound_to if isinstance(bound_to, QObject) else None
        call = BackgroundCall(work, done, failed or self.call_failed.emit, owner, title)
        call.must_finish = must_finish
        self._calls.add(call)  # type: ignore[arg-type]  # a set of calls with results of all kinds
        self._calls_pool.start(_Task(self, call.job, lambda: self._call_ended_in_pool.emit(call)))
        return call

    def ask_conflict(self, conflict: Conflict) -> ConflictAnswer:
        """Put a question to the user; called from a job's thread, which waits here.

        Raises:
            Cancelled: The job was cancelled meanwhile, or there is nobody left to ask.
        """
        answer = self._ask(conflict)
        assert isinstance(answer, ConflictAnswer)
        return answer

    def ask_excess(self, excess: Excess) -> bool:
        """Ask whether to go on although far more comes out of an archive than went in; as `ask_conflict`.

        Raises:
            Cancelled: As there.
        """
        return bool(self._ask(excess))

    def _ask(self, subject: Conflict | Excess) -> ConflictAnswer | bool:
        job = self.current.job
        if job is None or QThread.currentThread() is self.thread():
            raise Cancelled
        question = Question(job, subject)
        self.question_asked.emit(question)
        return question.wait()

    def shut_down(self, timeout_s: float) -> bool:
        """Cancel everything that may be cancelled and wait for it; returns whether all has ended in time."""
        for call in list(self._calls):
            if not call.must_finish:
                call.cancel()
        for job in self.active:
            self.cancel(job)
        deadline = time.monotonic() + timeout_s
        ended = True
        for pool in (self._calls_pool, self._pool):
            ended &= pool.waitForDone(max(0, int((deadline - time.monotonic()) * 1000)))
        return ended

    def _start(self, job: Job) -> None:
        """Called by the queue, from whichever thread freed the target."""
        self._started_in_pool.emit(job)
        self._pool.start(_Task(self, job, lambda: self._on_job_ran(job)))

    def _on_job_ran(self, job: Job) -> None:
        self._queue.ended(job)
        self._quiet.discard(job)
        self._ended_in_pool.emit(job)

    def _on_call_ended(self, call: BackgroundCall[object]) -> None:
        self._calls.discard(call)
        call.deliver()


def _pool(parent: QObject) -> QThreadPool:
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(max(_LEAST_THREADS, QThread.idealThreadCount()))
    return pool
