"""Runs one program on one archive, with limits, and tells how it ended."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# Far above what any case may take, and still no danger to the machine.
_ADDRESS_SPACE_BYTES = 6 << 30
_FILE_SIZE_BYTES = 1 << 30
_POLL_S = 0.002
# No verb of ours ends so: a traceback left the program.
STATUS_OF_TRACEBACK = 70


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    status: int  # its exit status, or minus the signal that killed it
    out: str
    err: str
    seconds: float
    peak_mb: float
    timed_out: bool = False

    @property
    def crashed(self) -> bool:
        """Whether it died of itself: by a signal, or by an exception that nobody caught."""
        if self.timed_out:
            return False
        return self.status < 0 or self.status == STATUS_OF_TRACEBACK or "Traceback (most recent" in self.err


def run_command(command: Sequence[str], cwd: Path, scratch: Path, limit_s: float, text: bytes = b"") -> Ended:
    """Run a program of another process image."""

    def execute() -> int:
        os.execvp(command[0], list(command))  # never comes back

    return _run(execute, cwd, scratch, limit_s, text)


def run_forked(call: Callable[[], int], cwd: Path, scratch: Path, limit_s: float) -> Ended:
    """Run a Python function as if it were a program of its own; quick, as everything is imported already.

    The calling process must have one thread only.
    """
    return _run(call, cwd, scratch, limit_s, b"")


def _run(call: Callable[[], int], cwd: Path, scratch: Path, limit_s: float, text: bytes) -> Ended:
    scratch.mkdir(parents=True, exist_ok=True)
    out, err, given = scratch / "out", scratch / "err", scratch / "in"
    given.write_bytes(text)
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _become(call, cwd, given, out, err)
    status, usage, timed_out = _wait(child, began + limit_s)
    return Ended(
        status,
        out.read_text(errors="replace"),
        err.read_text(errors="replace"),
        time.monotonic() - began,
        usage.ru_maxrss / 1024,
        timed_out,
    )


def _become(call: Callable[[], int], cwd: Path, given: Path, out: Path, err: Path) -> None:
    status = STATUS_OF_TRACEBACK
    try:
        os.setsid()
        for number, path, flags in (
            (0, given, os.O_RDONLY),
            (1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
            (2, err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        ):
            file = os.open(path, flags, 0o600)
            os.dup2(file, number)
            os.close(file)
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE_BYTES, _ADDRESS_SPACE_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_SIZE_BYTES, _FILE_SIZE_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.umask(0o022)
        os.chdir(cwd)
        status = call()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  # the child must not run on as its parent
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _wait(child: int, deadline: float) -> tuple[int, resource.struct_rusage, bool]:
    timed_out = False
    while True:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), usage, timed_out
        if time.monotonic() > deadline and not timed_out:
            timed_out = True
            os.killpg(child, signal.SIGKILL)
        time.sleep(_POLL_S)
