"""Disks that are full, out of inodes, read-only or closed, and processes that are short of something."""

from __future__ import annotations

import contextlib
import functools
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from archiver_gui.backends.registry import Registry
from tests.faults.scenarios import Create, Extract, Scenario
from tests.faults.striking import Report
from tests.faults.tracing import Ended
from tests.faults.worlds import STATUS_COMPLETE, STATUS_FAILED

# From "nothing fits" to "all fits" of what is written: an archive, what is extracted from it, a catalogue.
_SIZE_STEPS = 60
_SIZE_STEP_BYTES = {"archive": 30_000, "files": 60_000, "home": 4_096}
_INODE_STEPS = 20
_NOBODY = 65534

_SCENARIOS: tuple[Callable[[Path], Scenario], ...] = (
    lambda base: Create(base, ".zip", overwrite=False),
    lambda base: Create(base, ".zip", overwrite=True),
    lambda base: Create(base, ".tar.zst", overwrite=True),
    lambda base: Extract(base, ".zip", replace=False),
    lambda base: Extract(base, ".tar.zst", replace=True),
)


class Unavailable(Exception):
    """Mounting needs root, and a kernel that lets it."""


def strike_disks(most: int) -> Iterator[Report]:
    """Every shortage, for every verb that writes."""
    for make in _SCENARIOS:
        for where in ("target", "home"):
            yield _shortage(make, f"disk full: {where}", where, _SIZE_STEPS, most, _of_size)
            yield _shortage(make, f"no inodes: {where}", where, _INODE_STEPS, most, _of_inodes)
            yield _shortage(make, f"read-only: {where}", where, 1, most, _read_only)
        yield _limited(make, "open files", resource.RLIMIT_NOFILE, range(4, 44), 1, most)
        yield _limited(make, "address space", resource.RLIMIT_AS, range(40), 8 << 20, most)
        yield _limited(make, "file size", resource.RLIMIT_FSIZE, range(1, 40), 100_000, most)
        yield _closed(make)


def _of_size(step: int, step_bytes: int, used_bytes: int, used_inodes: int) -> tuple[str, str]:
    return f"size={used_bytes + step * step_bytes}", ""


def _of_inodes(step: int, step_bytes: int, used_bytes: int, used_inodes: int) -> tuple[str, str]:
    return f"nr_inodes={used_inodes + step}", ""


def _read_only(step: int, step_bytes: int, used_bytes: int, used_inodes: int) -> tuple[str, str]:
    return "size=64m", "ro"


def _shortage(
    make: Callable[[Path], Scenario],
    name: str,
    where: str,
    steps: int,
    most: int,
    options: Callable[[int, int, int, int], tuple[str, str]],
) -> Report:
    with _scenario(make) as scenario:
        world = scenario.world
        folder = world.home if where == "home" else scenario.target_folder()
        written = "home" if where == "home" else "files" if isinstance(scenario, Extract) else "archive"
        report = Report(f"{name}: {scenario.name}")
        began = time.monotonic()
        for step in _some(range(steps), most):
            world.reset()
            _give(scenario)
            mount, later = options(step, _SIZE_STEP_BYTES[written], *_used(folder))
            with mounted(folder, mount, later):
                ended = world.traced.run(scenario.arguments())
                world.check_words(ended)
                # A home that cannot be written leaves its own things for a better day.
                if ended.status == STATUS_FAILED and where == "target":
                    for leftover in world.temporaries():
                        world.note(f"left at once: {leftover}")
                if later:
                    subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
                else:
                    subprocess.run(["mount", "-o", "remount,size=64m,nr_inodes=10000", folder], check=True)
                scenario.check(ended)
            _take(report, scenario, ended, f"step {step} ({mount})")
        report.seconds = time.monotonic() - began
    return report


def _limited(make: Callable[[Path], Scenario], name: str, limit: int, steps: range, unit: int, most: int) -> Report:
    with _scenario(make) as scenario:
        report = Report(f"few {name}: {scenario.name}")
        began = time.monotonic()
        for step in _some(steps, most):
            scenario.world.reset()
            amount = step * unit + (_used_address_space() if limit == resource.RLIMIT_AS else 0)
            ended = scenario.world.traced.run(
                scenario.arguments(), before=functools.partial(resource.setrlimit, limit, (amount, amount))
            )
            scenario.world.check_words(ended)
            scenario.check(ended)
            _take(report, scenario, ended, f"{step * unit}")
        report.seconds = time.monotonic() - began
    return report


def _closed(make: Callable[[Path], Scenario]) -> Report:
    """As a user who may not write there."""
    with _scenario(make) as scenario:
        world = scenario.world
        report = Report(f"not ours: {scenario.name}")
        for home_is_ours in (True, False):
            world.reset()
            _give(scenario)
            with as_nobody(world.base, *([world.home] if home_is_ours else [])) as become:
                ended = world.traced.run(scenario.arguments(), before=become)
            world.check_words(ended)
            if ended.status != STATUS_FAILED:
                world.note(f"it ended with {ended.status}")
            scenario.check(ended)
            _take(report, scenario, ended, "home is ours" if home_is_ours else "home is not ours")
    return report


def _used_address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _give(scenario: Scenario) -> None:
    """A folder to extract to has to be there, to lie on a disk of its own."""
    if isinstance(scenario, Extract):
        scenario.folder.mkdir(parents=True, exist_ok=True)
        scenario.folder_is_given = True


@contextlib.contextmanager
def as_nobody(base: Path, *owned: Path) -> Iterator[Callable[[], None]]:
    """What a process calls to become a user without rights, who owns these folders meanwhile."""
    base.chmod(0o777)
    try:
        for folder in owned:
            _give_away(folder, _NOBODY)
        yield _be_nobody
    finally:
        for folder in owned:
            _give_away(folder, os.getuid())


def _give_away(folder: Path, uid: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, uid)


def _be_nobody() -> None:
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)


def _take(report: Report, scenario: Scenario, ended: Ended, what: str) -> None:
    report.points += 1
    report.struck += ended.status != STATUS_COMPLETE
    report.violations += [f"{what}: {problem}" for problem in scenario.world.problems]


def _some(steps: range, most: int) -> range:
    return steps if len(steps) <= most else steps[:: -(-len(steps) // most)]


def _used(folder: Path) -> tuple[int, int]:
    """Bytes in whole pages and inodes that a tmpfs needs for what is in a folder."""
    paths = list(folder.rglob("*"))
    return sum(-(-path.lstat().st_size // 4096) * 4096 for path in paths) + 4096, len(paths) + 1


@contextlib.contextmanager
def mounted(folder: Path, options: str, later: str = "") -> Iterator[None]:
    """A disk of its own in place of a folder, with what was in it."""
    with tempfile.TemporaryDirectory(prefix="archiver-disk-") as aside:
        subprocess.run(["cp", "-a", f"{folder}/.", aside], check=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unavailable(done.stderr.strip())
        try:
            subprocess.run(["cp", "-a", f"{aside}/.", folder], check=True)
            if later:
                subprocess.run(["mount", "-o", f"remount,{later}", folder], check=True)
            yield
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


@contextlib.contextmanager
def _scenario(make: Callable[[Path], Scenario]) -> Iterator[Scenario]:
    Registry.get_instance()
    with tempfile.TemporaryDirectory(prefix="archiver-faults-") as folder:
        yield make(Path(folder))
