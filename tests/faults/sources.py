"""Sources that cannot be read, or that change, grow, shrink and vanish while they are read."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from archiver_gui.backends.registry import Registry
from archiver_gui.core.outcome import Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.operations.listing import list_archive
from archiver_gui.operations.test import test
from tests.faults.disks import as_nobody
from tests.faults.striking import Report, spread
from tests.faults.tracing import Ended
from tests.faults.worlds import STATUS_COMPLETE, STATUS_FAILED, STATUS_REMARKS, World

_SUFFIXES = (".zip", ".tar", ".tar.zst", ".tar.gz")
_READING_CALLS = ("openat", "read", "pread64", "lseek", "newfstatat", "fstat", "statx", "getdents64", "readlink")
_RESTLESS_ROUNDS = 40


def strike_sources(most: int) -> Iterator[Report]:
    """Every way in which a source can fail, for several formats."""
    for suffix in _SUFFIXES:
        with _world(suffix) as (world, target):
            yield _failing_reads(world, target, most)
        with _world(suffix) as (world, target):
            yield _closed_sources(world, target)
        with _world(suffix) as (world, target):
            yield _restless_sources(world, target, min(most, _RESTLESS_ROUNDS))


def _failing_reads(world: World, target: Path, most: int) -> Report:
    """EIO at every call that reads a source: what is lost is named, the rest is there."""
    report = Report(f"EIO reading sources: create {target.name}")
    began = time.monotonic()
    arguments = ["create", target, world.sources / "things"]
    world.reset()
    ended, points = world.traced.points(arguments, _READING_CALLS, str(world.sources))
    wanted = _paths(target)
    for point in spread(points, most):
        world.reset()
        ended = world.traced.failed_at(arguments, point, "EIO")
        world.check_words(ended)
        _check(world, target, ended, wanted)
        _take(report, world, ended, str(point))
    report.seconds = time.monotonic() - began
    return report


def _closed_sources(world: World, target: Path) -> Report:
    """As a user who may read neither a file nor a folder of them."""
    report = Report(f"closed sources: create {target.name}")
    arguments = ["create", target, world.sources / "things"]
    world.reset()
    world.traced.run(arguments)
    wanted = _paths(target)
    for closed in (("small.bin",), ("large.bin",), ("letters",), ("letters", "small.bin"), ("",)):
        world.reset()
        paths = [world.sources / "things" / name for name in closed]
        modes = [path.stat().st_mode for path in paths]
        for path in paths:
            path.chmod(0)
        with as_nobody(world.base, world.home, world.out) as become:
            ended = world.traced.run(arguments, before=become)
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)
        world.check_words(ended)
        if ended.status == STATUS_COMPLETE:
            world.note("complete, and something could not be read")
        _check(world, target, ended, wanted)
        _take(report, world, ended, " ".join(closed))
    return report


def _restless_sources(world: World, target: Path, rounds: int) -> Report:
    """Another process writes, cuts, replaces and removes files as fast as it can."""
    report = Report(f"restless sources: create {target.name}")
    began = time.monotonic()
    kept = world.base / "still"
    shutil.copytree(world.sources, kept, symlinks=True)
    for number in range(rounds):
        world.reset()
        shutil.rmtree(world.sources)
        shutil.copytree(kept, world.sources, symlinks=True)
        with _restless(world.sources / "things", number):
            ended = world.traced.run(["create", target, world.sources / "things"])
        world.check_words(ended)
        _check(world, target, ended, None)
        if ended.status == STATUS_FAILED:
            world.note(f"it failed: {ended.err}")
        _take(report, world, ended, f"round {number}")
    report.seconds = time.monotonic() - began
    return report


@contextlib.contextmanager
def _restless(folder: Path, seed: int) -> Iterator[None]:
    child = os.fork()
    if child == 0:
        chance = random.Random(seed)
        names = ["large.bin", "small.bin", "letters/1.txt", "letters/4.txt"]
        while True:
            with contextlib.suppress(OSError):
                _disturb(folder / chance.choice(names), chance)
            time.sleep(0.001)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _disturb(path: Path, chance: random.Random) -> None:
    what = chance.randrange(5)
    if what == 0:
        with path.open("ab") as file:
            file.write(chance.randbytes(chance.randrange(200_000)))
    elif what == 1:
        os.truncate(path, chance.randrange(path.stat().st_size + 1))
    elif what == 2:
        with path.open("r+b") as file:
            file.seek(chance.randrange(path.stat().st_size + 1))
            file.write(b"changed")
    elif what == 3:
        path.unlink()
        path.write_bytes(chance.randbytes(chance.randrange(2_000_000)))
    else:
        path.unlink()


def _check(world: World, target: Path, ended: Ended, wanted: set[str] | None) -> None:
    if ended.status in (STATUS_COMPLETE, STATUS_REMARKS):
        outcome = test(str(target), Registry.get_instance(), Progress(), "", "", 0)
        if outcome.verdict is not Verdict.COMPLETE:
            world.note(f"the archive is {outcome.verdict}: {outcome.remarks}")
        if wanted is not None:
            for path in wanted - _paths(target):
                _check_named(world, path, ended)
    elif target.exists():
        world.note(f"failed, and the target is there: {ended.err}")
    else:
        for leftover in world.temporaries():
            world.note(f"left at once: {leftover}")
    world.recover()


def _check_named(world: World, path: str, ended: Ended) -> None:
    """What is missing is named, itself or a folder above it."""
    above = [path]
    while "/" in above[-1]:
        above.append(above[-1].rpartition("/")[0])
    if ended.status == STATUS_COMPLETE or not any(f": {name}: " in ended.err for name in above):
        world.note(f"missing and not named: {path}: {ended.err}")


def _paths(target: Path) -> set[str]:
    return {entry.path for entry in list_archive(str(target), Registry.get_instance(), Progress(), "").entries}


def _take(report: Report, world: World, ended: Ended, what: str) -> None:
    report.points += 1
    report.struck += ended.status != STATUS_COMPLETE
    report.violations += [f"{what}: {problem}" for problem in world.problems]


@contextlib.contextmanager
def _world(suffix: str) -> Iterator[tuple[World, Path]]:
    Registry.get_instance()
    with tempfile.TemporaryDirectory(prefix="archiver-faults-") as folder:
        world = World(Path(folder))
        world.do("catalogue")
        world.keep()
        yield world, world.out / f"a{suffix}"
