"""The one ordered worker pool: results in submission order, a bounded number of bytes in flight.

Everything that compresses, hashes, verifies or extracts in parallel goes through a `Pipeline`. All
pipelines share one pool of threads, so two jobs never use more threads than there are cores; the
codecs and the hash functions release the GIL, which is what makes threads worth it. Where Python's own
work counts more than theirs, as with many small files, each thread has a worker process do it.
"""

from __future__ import annotations

import atexit
import functools
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from archiver_gui.core.errors import InternalError
from archiver_gui.core.progress import Cancelled, Progress

if TYPE_CHECKING:
    from archiver_gui.codecs.processes import WorkerProcesses

DEFAULT_BUDGET_BYTES = 64 * 1024 * 1024

# A cancel must act within 200 ms, so nobody waits longer than this for a worker without looking up.
_CANCEL_POLL_S = 0.05

# So many tasks that may run in a worker process run in threads first: as much work as starting one takes.
_REMOTE_AFTER_TASKS = 3

# What a task costs at least: tasks of "no bytes" would otherwise queue up without any bound.
_MIN_COST_BYTES = 16 * 1024


def usable_cores() -> int:
    """Cores that this process may run on; less than the machine has under taskset or in a container."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class WorkerPool:
    """Threads for the tasks of any number of pipelines; started when the first task comes."""

    def __init__(self, size: int = 0) -> None:
        self.size = size or usable_cores()
        self._lock = threading.Lock()
        self._executor: ThreadPoolExecutor | None = None
        self._processes: WorkerProcesses | None = None

    @property
    def processes(self) -> WorkerProcesses:
        """The worker processes that its threads drive; none is started before the first call."""
        with self._lock:
            if self._processes is None:
                from archiver_gui.codecs.processes import WorkerProcesses  # most runs of the program need none

                self._processes = WorkerProcesses()
            return self._processes

    @property
    def has_processes(self) -> bool:
        """Whether worker processes were started."""
        return self._processes is not None and self._processes.are_coming

    def submit(self, task: Callable[..., Any], *args: object) -> Future[Any]:
        """Queue a task; from any thread, a worker included."""
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(self.size, "archiver-worker")
            return self._executor.submit(task, *args)

    def close(self) -> None:
        """Wait for every task and end threads and processes; the next task would start new ones."""
        with self._lock:
            executor, self._executor = self._executor, None
            processes = self._processes
        if executor is not None:
            executor.shutdown()
        if processes is not None:
            processes.close()


@functools.cache
def shared_pool() -> WorkerPool:
    """The process's one pool, as large as the number of usable cores."""
    pool = WorkerPool()
    atexit.register(pool.close)
    return pool


def _nothing() -> None:
    """The task of those who only want their turn."""


class _Task:
    """One submitted call; `future` is None until a worker may take it."""

    __slots__ = ("args", "cost_bytes", "deliver", "function", "future")

    def __init__(
        self, function: Callable[..., Any], args: tuple[Any, ...], cost_bytes: int, deliver: Callable[[Any], object]
    ) -> None:
        self.function = function
        self.args = args
        self.cost_bytes = cost_bytes
        self.deliver = deliver
        self.future: Future[Any] | None = None


class Pipeline:
    """Runs calls in worker threads and hands their results back in submission order.

    One thread, the submitting one, calls `submit`, `drain` and `close`; `deliver` callbacks run in
    it too, one at a time, from inside these calls. A `deliver` must not submit to its own pipeline
    (`InternalError`): the order would have no meaning, and waiting for oneself would never end. It
    may feed another pipeline, as a tar builder feeds a codec. Tasks must never wait for a pipeline.

    After any exception, whether from a task, a deliver, or a cancel, the pipeline is closed: nothing
    of it is queued or running any more once the exception arrives, so files and buffers that tasks
    use may be freed.
    """

    def __init__(
        self,
        progress: Progress | None = None,
        threads: int = 0,
        budget_bytes: int = DEFAULT_BUDGET_BYTES,
        pool: WorkerPool | None = None,
    ) -> None:
        """Prepare a pipeline; no thread is started before the first task.

        At most `threads` of its tasks run at once: 0 for all cores, 1 for the submitting thread alone.
        `budget_bytes` bounds the sum of the costs in flight; a dearer task is admitted when alone.
        """
        self.progress = progress or Progress()
        self._pool = pool or shared_pool()
        self.threads = min(threads, self._pool.size) if threads > 0 else self._pool.size
        self.budget_bytes = budget_bytes
        self._lock = threading.Lock()  # guards _waiting and _running, which workers touch
        self._waiting: deque[_Task] = deque()
        self._running = 0
        self._tasks: deque[_Task] = deque()  # everything undelivered, oldest first
        self._in_flight_bytes = 0
        self._delivering = False
        self._closed = False
        self._remote_tasks = 0

    def check(self) -> None:
        """Raise `Cancelled` when the job is cancelled or the pipeline closed; long tasks call it now and then."""
        self.progress.check()
        if self._closed:
            raise Cancelled

    def submit(
        self, function: Callable[..., Any], *args: Any, cost_bytes: int, deliver: Callable[[Any], object]
    ) -> None:
        """Run `function(*args)` in a worker and, in its turn, `deliver(result)` in this thread.

        Delivers whatever is ready, and waits while the budget is used up.

        Raises:
            Cancelled: The job was cancelled.
            Exception: Whatever an earlier task or deliver raised, at its turn.
        """
        with self._in_turn():
            if self.threads == 1:
                self._deliver(deliver, function(*args))
                return
            cost = max(cost_bytes, _MIN_COST_BYTES)
            self._deliver_ready()
            while self._tasks and self._in_flight_bytes + cost > self.budget_bytes:
                self._deliver_head()
            task = _Task(function, args, cost, deliver)
            self._tasks.append(task)
            self._in_flight_bytes += cost
            with self._lock:
                self._waiting.append(task)
                self._start_waiting()

    def submit_remote(
        self, function: Callable[..., Any], *args: Any, cost_bytes: int, deliver: Callable[[Any], object]
    ) -> None:
        """As `submit`, in a worker process if there are enough such tasks to be worth it.

        `function` belongs to a module, and what it takes and gives can be pickled.

        Raises:
            EnvironmentFault: At its turn: the worker process died.
        """
        self._remote_tasks += 1
        is_early = self._remote_tasks <= _REMOTE_AFTER_TASKS and not self._pool.has_processes
        if self.threads == 1 or is_early:
            self.submit(function, *args, cost_bytes=cost_bytes, deliver=deliver)
        else:
            call = self._pool.processes.call
            self.submit(call, function, args, self.check, cost_bytes=cost_bytes, deliver=deliver)

    def in_turn(self, deliver: Callable[[], object], cost_bytes: int = 0) -> None:
        """Call `deliver` in this thread once everything submitted before is delivered: at once if it is.

        Args:
            cost_bytes: What waits with it.

        Raises:
            Cancelled: The job was cancelled.
            Exception: Whatever an earlier task or deliver raised, at its turn.
        """
        with self._in_turn():
            self._deliver_ready()
            if not self._tasks:
                self._deliver(lambda _: deliver(), None)
                return
        self.submit(_nothing, cost_bytes=cost_bytes, deliver=lambda _: deliver())

    def drain(self) -> None:
        """Wait for everything submitted and deliver it; the pipeline can be used on.

        Raises:
            Cancelled: The job was cancelled.
            Exception: Whatever a task or deliver raised, at its turn.
        """
        with self._in_turn():
            while self._tasks:
                self._deliver_head()

    def close(self) -> None:
        """Drop what is queued and wait for what runs; undelivered results are lost. May be called twice."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
        started = [task.future for task in self._tasks if task.future is not None]
        self._tasks.clear()
        self._in_flight_bytes = 0
        for future in started:
            future.cancel()
        wait(started)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Drain when the block ended well, drop everything when it did not."""
        try:
            if error is None:
                self.drain()
        finally:
            self.close()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if self._delivering:
            raise InternalError("A result's receiver used the pipeline that called it")
        if self._closed:
            raise InternalError("A closed pipeline was used")
        try:
            self.progress.check()
            yield
        except BaseException:
            self.close()
            raise

    def _deliver(self, deliver: Callable[[Any], object], result: Any) -> None:
        self._delivering = True
        try:
            deliver(result)
        finally:
            self._delivering = False

    def _deliver_ready(self) -> None:
        while self._tasks:
            future = self._tasks[0].future
            if future is None or not future.done():
                return
            self._deliver_head()

    def _deliver_head(self) -> None:
        # Tasks start in submission order, so the oldest one has always been started.
        task = self._tasks[0]
        future = task.future
        if future is None:
            raise InternalError("The oldest task of a pipeline was never started")
        while not future.done():
            wait((future,), _CANCEL_POLL_S)
            self.progress.check()
        result = future.result()
        self._tasks.popleft()
        self._in_flight_bytes -= task.cost_bytes
        self._deliver(task.deliver, result)

    def _start_waiting(self) -> None:
        # With the lock held. No more tasks than may run are handed to the pool, so that several
        # jobs take turns there and a late one does not wait behind all of an early one's queue.
        while self._waiting and self._running < self.threads:
            task = self._waiting.popleft()
            self._running += 1
            task.future = self._pool.submit(self._run, task)

    def _run(self, task: _Task) -> Any:
        try:
            self.check()
            return task.function(*task.args)
        finally:
            with self._lock:
                self._running -= 1
                self._start_waiting()
