"""Worker processes for many small files, where Python's own cost per file is the limit and not the codec.

A task that runs there neither waits for this process's interpreter lock nor makes the window wait for
it. Each worker is driven by one thread of the pool, which sleeps meanwhile.
"""

from __future__ import annotations

import contextlib
import pickle
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any, cast

from archiver_gui.codecs import worker
from archiver_gui.core.errors import EnvironmentFault

# A cancel must act within 200 ms.
_POLL_MS = 50

# As much as a system grants without privileges: answers of some MiB then take few steps.
_PIPE_BYTES = 1 << 20


class Unavailable(Exception):
    """No worker process can be started here; the task was not begun."""


class _Worker:
    """One process and both ends of its pipes; used by one thread at a time."""

    def __init__(self, modules: Sequence[str] = ()) -> None:
        words, extras = worker.command(modules)
        try:
            # Whatever ends it is told by the one who waits for it, in words of its own.
            self._process = subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, **extras
            )
        except OSError as error:
            raise Unavailable(str(error)) from error
        self._stdin = cast("IO[bytes]", self._process.stdin)
        self._stdout = cast("IO[bytes]", self._process.stdout)
        self._ready = False
        self._poll = select.poll()
        self._poll.register(self._stdout.fileno(), select.POLLIN)
        _widen(self._stdin.fileno())
        _widen(self._stdout.fileno())

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def call(self, request: bytes, check: Callable[[], None]) -> tuple[bool, Any]:
        """Have a request answered: whether the task succeeded, and its result or exception.

        `check` is called every now and then and may raise; the worker is of no use then.

        Raises:
            Unavailable: It could not come up.
            EnvironmentFault: It died.
        """
        try:
            worker.send(self._stdin.fileno(), request)
        except BrokenPipeError as error:
            raise self._death() from error
        if not self._ready:
            self._wait(check)
            if worker.receive_exactly(self._stdout.fileno(), len(worker.READY)) is None:
                raise self._death()
            self._ready = True
        self._wait(check)
        answer = worker.receive(self._stdout.fileno())
        if answer is None:
            raise self._death()
        return cast("tuple[bool, Any]", pickle.loads(answer))  # noqa: S301  # from a process of this program

    def _wait(self, check: Callable[[], None]) -> None:
        check()
        while not self._poll.poll(_POLL_MS):
            check()

    def _death(self) -> Exception:
        self._process.wait()  # it has closed its end: it is dead, or about to be
        status = self._process.returncode
        if not self._ready and status >= 0:
            return Unavailable(f"It ended with status {status}")
        how = f"by signal {-status}" if status < 0 else f"with status {status}"
        return EnvironmentFault(
            "A worker process died",
            f"It ended {how} in the middle of its work.",
            "The system may be short of memory: close other programs and try again.",
        )

    def kill(self) -> None:
        """End it now, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout):
            with contextlib.suppress(OSError):
                pipe.close()

    @property
    def lives(self) -> bool:
        """Whether it can be given work."""
        return self._process.poll() is None


class WorkerProcesses:
    """Any number of workers, as many as threads call at once; started when they are first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._unavailable = not hasattr(select, "poll")
        self._started = False

    @property
    def are_coming(self) -> bool:
        """Whether some were started, so that a call need not wait for that."""
        return self._started and not self._unavailable

    def start(self, count: int, modules: Sequence[str]) -> None:
        """Start some for the calls to come; they import these modules meanwhile. Does not wait for them."""
        if self._unavailable:
            return
        self._started = True
        try:
            for _ in range(count):
                started = _Worker(modules)
                with self._lock:
                    self._idle.append(started)
        except Unavailable:
            self._unavailable = True

    def pids(self) -> list[int]:
        """The numbers of the idle workers."""
        with self._lock:
            return [idle.pid for idle in self._idle]

    def call(self, function: Callable[..., Any], args: tuple[Any, ...], check: Callable[[], None]) -> Any:
        """Run `function(*args)` in a worker; in this thread where there can be none.

        Args:
            function: Of a module, as its arguments and result to be pickled.
            check: Called at least every 50 ms; what it raises ends the worker and passes through.

        Raises:
            EnvironmentFault: The worker died.
            Exception: What the function raised.
        """
        if self._unavailable:
            return function(*args)
        request = pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL)
        try:
            chosen = self._take()
            try:
                succeeded, result = chosen.call(request, check)
            except BaseException:
                chosen.kill()
                raise
        except Unavailable:
            self._unavailable = True
            return function(*args)
        with self._lock:
            self._idle.append(chosen)
        if not succeeded:
            raise result
        return result

    def _take(self) -> _Worker:
        while True:
            with self._lock:
                chosen = self._idle.pop() if self._idle else None
            if chosen is None:
                self._started = True
                return _Worker()
            if chosen.lives:
                return chosen
            chosen.kill()

    def close(self) -> None:
        """End the idle workers, which hold nothing; the next call would start new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._started = False
        for each in idle:
            each.kill()


def _widen(pipe: int) -> None:
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # the user's share of pipe memory may be used up
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
