"""Ctrl+C and SIGTERM at random moments: nothing is left, and how long it takes is measured."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archiver_gui.backends.registry import Registry
from tests.faults.striking import Report
from tests.faults.tracing import Ended
from tests.faults.worlds import STATUS_COMPLETE, World, digests_of

_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4")
_STATUS_CANCELLED = 130
_MOMENTS = 20
_TEXT_BYTES = 12_000_000
_SCRIPT = """
import sys
from archiver_gui.cli.main import run
print("begins", flush=True)
sys.exit(run(sys.argv[1:]))
"""
_ROOT = Path(__file__).resolve().parents[2]


@dataclass
class _Patience:
    """How long a process took to end, from the signal on."""

    seconds: list[float]

    def __str__(self) -> str:
        if not self.seconds:
            return ""
        median, most = statistics.median(self.seconds), max(self.seconds)
        return f" (ended after {median * 1000:.0f} ms, at most {most * 1000:.0f})"


def strike_cancels(most: int) -> Iterator[Report]:
    """Every format, written and extracted."""
    for suffix in _SUFFIXES:
        with _world() as world:
            target = world.out / f"a{suffix}"
            yield _cancelled(
                world, f"create {suffix}", ["create", target, world.sources / "things"], min(most, _MOMENTS)
            )
        with _world() as world:
            archive = world.out / f"a{suffix}"
            world.do("create", archive, *sorted((world.sources / "things").iterdir()))
            world.keep()
            arguments = ["extract", archive, "--to", world.root / "to", "--on-conflict", "replace"]
            yield _cancelled(world, f"extract {suffix}", arguments, min(most, _MOMENTS))


def _cancelled(world: World, name: str, arguments: list[object], moments: int) -> Report:
    report = Report(f"cancel: {name}")
    began = time.monotonic()
    world.reset()
    before = digests_of(world.out), digests_of(world.root / "to")
    whole_s = _time_of(world, arguments)
    chance = random.Random(11)
    patience = _Patience([])
    for moment in range(moments):
        world.reset()
        number = (signal.SIGINT, signal.SIGTERM)[moment % 2]
        ended, seconds = _signalled(world, arguments, number, chance.uniform(0, whole_s))
        if ended.status == _STATUS_CANCELLED:
            patience.seconds.append(seconds)
            if (digests_of(world.out), digests_of(world.root / "to")) != before:
                world.note("cancelled, and something is there")
            for leftover in world.temporaries():
                world.note(f"left at once: {leftover}")
        elif ended.status not in (
            STATUS_COMPLETE,
            -signal.SIGTERM,
            -signal.SIGINT,
        ):  # before there was a job, or after it
            world.note(f"it ended with {ended.status}")
        if "Traceback" in ended.err:
            world.note(ended.err)
        world.recover()
        report.points += 1
        report.struck += ended.status == _STATUS_CANCELLED
        report.violations += [f"moment {moment}: {problem}" for problem in world.problems]
    report.seconds = time.monotonic() - began
    report.name += str(patience)
    return report


def _time_of(world: World, arguments: list[object]) -> float:
    """From the first sign of life to the end."""
    with _started(world, arguments) as process:
        began = time.monotonic()
        process.communicate()
    if process.returncode:
        raise AssertionError(f"{arguments} ended with {process.returncode}")
    return time.monotonic() - began


def _signalled(world: World, arguments: list[object], number: int, after_s: float) -> tuple[Ended, float]:
    with _started(world, arguments) as process:
        time.sleep(after_s)
        began = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate()
    return Ended(process.returncode, out, err), time.monotonic() - began


@contextlib.contextmanager
def _started(world: World, arguments: list[object]) -> Iterator[subprocess.Popen[str]]:
    """A process of its own, threads and all, that has said that it begins."""
    with subprocess.Popen(
        [sys.executable, "-c", _SCRIPT, *map(str, arguments)],
        cwd=_ROOT, env={**os.environ, "ARCHIVER_HOME": str(world.home)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        yield process


@contextlib.contextmanager
def _world() -> Iterator[World]:
    Registry.get_instance()
    with tempfile.TemporaryDirectory(prefix="archiver-faults-") as folder:
        world = World(Path(folder))
        chance = random.Random(3)
        words = [chance.randbytes(chance.randrange(2, 9)).hex() for _ in range(2_000)]
        text = " ".join(chance.choices(words, k=_TEXT_BYTES // 10))
        (world.sources / "things" / "text.txt").write_text(text)
        for number in range(1_500):
            (world.sources / "things" / "letters" / f"letter {number}").write_text(
                text[number * 50 : number * 50 + 1_000]
            )
        world.do("catalogue")
        world.keep()
        yield world
