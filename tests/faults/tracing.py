"""Runs a verb in a forked process under strace, which kills it or fails one of its system calls."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import pkgutil
import re
import select
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archiver_gui import cli
from archiver_gui.backends import tar_lots, tar_writer, zip_lots, zip_writer
from archiver_gui.cli.main import run
from archiver_gui.codecs import pipeline
from archiver_gui.codecs.pipeline import shared_pool
from archiver_gui.operations import lots

# What touches files; a kill between two others is the same as one before the next of these.
FILE_CALLS = (
    "openat", "close", "read", "pread64", "write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync",
    "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "rmdir",
    "mkdir", "mkdirat", "ftruncate", "truncate", "fallocate", "fcntl", "flock", "lseek", "utimensat", "chmod",
    "fchmod", "fchmodat", "getdents64",
)  # fmt: skip
# Those that a failing disk can refuse.
FAILING_CALLS = (
    "openat", "read", "pread64", "getdents64",
    "write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat",
    "symlink", "symlinkat", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "ftruncate", "fallocate",
)  # fmt: skip

# What the program imports when it is needed a fork should find in memory: its own code is not on trial.
for _module in (
    *(f"{cli.__name__}.{found.name}" for found in pkgutil.iter_modules(cli.__path__)),
    "playhouse.migrations",
):
    importlib.import_module(_module)

# What decides that worker processes are worth it: for so few files they are, too.
_SMALL: tuple[tuple[object, str, int], ...] = (
    (pipeline, "_REMOTE_AFTER_TASKS", 1),
    (lots, "_REMOTE_FROM_ENTRIES", 2),
    (zip_lots, "_LOT_ENTRIES", 8),
    (tar_lots, "_LOT_ENTRIES", 8),
    (zip_writer, "_REMOTE_FROM_ENTRIES", 2),
    (zip_writer, "_BATCH_ENTRIES", 8),
    (tar_writer, "_REMOTE_FROM_ENTRIES", 2),
    (tar_writer, "_BATCH_ENTRIES", 8),
)

_LINE = re.compile(r"^(\d+) +(\w+)\(")
_PR_SET_PTRACER = 0x59616D61
_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Point:
    """The K-th call of one kind in any thread, and what it was about when nothing went wrong."""

    call: str
    number: int
    line: str = ""
    others: tuple[str, ...] = ()  # what the K-th calls of other threads were about: they are struck as well

    def __str__(self) -> str:
        return f"{self.call} #{self.number} [{self.line[:160]}]"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a verb ended: its exit status, negative for a signal."""

    status: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        """Whether it died on the way."""
        return self.status < 0


class TracingUnavailable(Exception):
    """This machine has no strace, or does not let it attach."""


class Traced:
    """Runs verbs as a user would, in processes forked from this one, so that start-up costs nothing."""

    def __init__(self, home: Path, work: Path) -> None:
        self._home = home
        self.workers = 0  # that were started while `points` looked on
        self.by_workers = False  # whether worker processes do what threads would do with so few files
        self._out = work / "stdout"
        self._err = work / "stderr"
        self._log = work / "strace.log"

    def points(self, arguments: Sequence[object], calls: Sequence[str], about: str = "") -> tuple[Ended, list[Point]]:
        """Every call of these kinds that the verb makes, in order; those whose line has `about` in it.

        Of a worker process those count that it makes once it is at work, in the home's folder or beside it.
        """
        ended = self.run(
            arguments, ["-y", "-s", "0", "-e", f"trace={_known([*calls, 'execve'])}", "-o", str(self._log)]
        )
        counts: Counter[tuple[str, str]] = Counter()
        found: dict[tuple[str, int], list[str]] = {}
        starting: set[str] = set()  # workers, until they touch what is being worked on
        for line in self._log.read_text("utf-8", "replace").splitlines():
            match = _LINE.match(line)
            if match is None:
                continue
            thread, call = match.groups()
            if call == "execve":
                starting.add(thread)
                self.workers += 1
                continue
            counts[thread, call] += 1
            if str(self._home.parent) in line:
                starting.discard(thread)
            if thread in starting:
                continue
            number = counts[thread, call]
            found.setdefault((call, number), []).append(line[match.start(2) :])
        chosen = {key: sorted(lines, key=lambda line: about not in line) for key, lines in found.items()}
        return ended, [Point(*key, first, tuple(others)) for key, (first, *others) in chosen.items() if about in first]

    def killed_at(self, arguments: Sequence[object], point: Point) -> Ended:
        """Run a verb that is killed just before this call."""
        return self._injected(arguments, point, "signal=KILL")

    def failed_at(self, arguments: Sequence[object], point: Point, error: str, *, from_then_on: bool = False) -> Ended:
        """Run a verb whose call fails, once or from then on."""
        return self._injected(arguments, point, f"error={error}", "+" if from_then_on else "")

    def _injected(self, arguments: Sequence[object], point: Point, what: str, more: str = "") -> Ended:
        inject = f"inject={point.call}:{what}:when={point.number}{more}"
        return self.run(arguments, ["-e", f"trace={point.call}", "-e", inject, "-o", os.devnull])

    def run(
        self,
        arguments: Sequence[object],
        options: Sequence[str] | None = None,
        before: Callable[[], object] | None = None,
    ) -> Ended:
        """Run a verb, under strace when there are options for it.

        Args:
            before: Called in the new process first: to lower a limit, to become somebody else.
        """
        shared_pool().close()  # a fork takes no threads along
        gate, opener = os.pipe()
        waiting, ready = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(opener)
            self._be_the_verb([str(argument) for argument in arguments], gate, ready, before)
        os.close(gate)
        os.close(ready)
        tracer = None
        try:
            os.read(waiting, 1)
            if options is not None:
                tracer = _attach(child, options)
        finally:
            os.close(waiting)
            os.close(opener)
            _, status = os.waitpid(child, 0)
        if tracer is not None:
            tracer.communicate(timeout=_TIMEOUT_S)
        out, err = (path.read_text("utf-8", "replace") for path in (self._out, self._err))
        return Ended(os.waitstatus_to_exitcode(status), out, err)

    def _be_the_verb(self, arguments: list[str], gate: int, ready: int, before: Callable[[], object] | None) -> None:
        status = 70
        try:
            os.environ["ARCHIVER_HOME"] = str(self._home)
            for number, path in ((1, self._out), (2, self._err)):
                file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
                os.dup2(file, number)
                os.close(file)
            if self.by_workers:
                few_to_a_batch()
            if before is not None:
                before()
            with contextlib.suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
            os.close(ready)
            select.select([gate], [], [])  # until the other end is closed; no call that is counted
            status = run(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:  # noqa: BLE001  # the fork must never return into its parent's code
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(status)


def _attach(child: int, options: Sequence[str]) -> subprocess.Popen[str]:
    try:
        tracer = subprocess.Popen(["strace", "-f", *options, "-p", str(child)], stderr=subprocess.PIPE, text=True)
    except FileNotFoundError as error:
        raise TracingUnavailable("strace is not installed") from error
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    if "attached" not in said:
        tracer.kill()
        tracer.communicate()
        raise TracingUnavailable(f"strace says: {said.strip()}")
    return tracer


def few_to_a_batch() -> None:
    """Make batches small and have all but the first done by worker processes, for the rest of this process's life."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # workers would start three times as slowly
    for module, name, value in _SMALL:
        if not hasattr(module, name):
            raise AttributeError(f"{module} has no {name}")
        setattr(module, name, value)


def _known(calls: Sequence[str]) -> str:
    """The names for strace; a question mark lets pass those that this processor does not have."""
    return ",".join(f"?{call}" for call in calls)
