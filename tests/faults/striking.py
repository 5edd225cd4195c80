"""Goes through the system calls of a scenario and strikes at each: kills the process, or fails the call."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import migrations
from tests.faults.scenarios import Create, Extract, Migrate, Purge, Scenario
from tests.faults.tracing import FAILING_CALLS, Ended, Point

MakeScenario = Callable[[Path], Scenario]

BY_WORKERS: tuple[MakeScenario, ...] = (
    lambda base: Create(base, ".zip", overwrite=True, by_workers=True),
    lambda base: Create(base, ".tar.zst", overwrite=True, by_workers=True),
    lambda base: Extract(base, ".zip", replace=True, by_workers=True),
    lambda base: Extract(base, ".tar", replace=False, by_workers=True),
    lambda base: Extract(base, ".tar.zst", replace=True, by_workers=True),
)
ALONE: tuple[MakeScenario, ...] = (
    lambda base: Create(base, ".zip", overwrite=False),
    lambda base: Create(base, ".zip", overwrite=True),
    lambda base: Create(base, ".tar.zst", overwrite=False),
    lambda base: Create(base, ".tar.zst", overwrite=True),
    lambda base: Extract(base, ".zip", replace=False),
    lambda base: Extract(base, ".zip", replace=True),
    lambda base: Extract(base, ".tar.zst", replace=False),
    lambda base: Extract(base, ".tar.zst", replace=True),
    Purge,
    lambda base: Migrate(base, older=False),
    lambda base: Migrate(base, older=True),
)
SCENARIOS = (*ALONE, *BY_WORKERS)
# (what is made, the error, whether every later call fails too)
ERRORS = (("EIO", False), ("EIO", True), ("ENOSPC", False), ("ENOSPC", True))


@dataclass
class Report:
    """What one row of the table came to."""

    name: str
    points: int = 0
    struck: int = 0  # of these, those where the fault really came about
    violations: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __str__(self) -> str:
        row = f"{self.name:44} {self.points:6} {self.struck:7} {len(self.violations):10} {self.seconds:7.0f}"
        return "\n    ".join([row, *self.violations])


HEADING = f"{'what':44} {'points':>6} {'struck':>7} {'violations':>10} {'seconds':>7}"


def kill_everywhere(make: MakeScenario, most: int) -> Report:
    """Kill one scenario's verb before its K-th call, for at most so many K."""
    with _scenario(make) as scenario:
        points = _baseline(scenario, scenario.calls, "")
        report = Report(f"kill: {scenario.name}")
        began = time.monotonic()
        survived = 0
        for point in spread(points, most):
            scenario.world.reset()
            ended = scenario.world.traced.killed_at(scenario.arguments(), point)
            if not ended.killed and ended.status:
                survived += 1
                _check_survivor(scenario, ended)
            report.struck += ended.killed or bool(ended.status)
            scenario.check(ended)
            _take(report, scenario, point)
        if survived:
            report.name += f", {survived} times one"
        report.seconds = time.monotonic() - began
    return report


def fail_everywhere(make: MakeScenario, error: str, most: int, *, from_then_on: bool) -> Report:
    """Fail one scenario's K-th call that a disk can refuse, for at most so many K."""
    with _scenario(make) as scenario:
        points = _baseline(scenario, FAILING_CALLS, str(scenario.world.root))
        # What becomes of a source that cannot be read is another matter.
        sources = str(scenario.world.sources)
        points = [point for point in points if not any(sources in line for line in (point.line, *point.others))]
        report = Report(f"{error}{' from then on' if from_then_on else ''}: {scenario.name}")
        began = time.monotonic()
        for point in spread(points, most):
            world = scenario.world
            world.reset()
            world.stays_broken = from_then_on
            world.loses_words = from_then_on or point.call == "write"
            ended = world.traced.failed_at(scenario.arguments(), point, error, from_then_on=from_then_on)
            report.struck += bool(ended.status)
            world.check_words(ended)
            # What a worker's call struck as well, its own process meets once more when it tidies up.
            removing = from_then_on or scenario.by_workers or point.call.startswith(("unlink", "rmdir"))
            if ended.status == 3 and not removing:
                for leftover in world.temporaries():
                    world.note(f"left at once: {leftover}")
            scenario.check(ended)
            _take(report, scenario, point)
        report.seconds = time.monotonic() - began
    return report


def _check_survivor(scenario: Scenario, ended: Ended) -> None:
    """A worker process was killed in the verb's place: it is told, and nothing is left even now."""
    world = scenario.world
    if not scenario.by_workers or "worker process died" not in ended.err:
        world.note(f"it ended with {ended.status}: {ended.err}")
    world.check_words(ended)
    for leftover in world.temporaries():
        world.note(f"left at once: {leftover}")


def spread(points: Sequence[Point], most: int) -> list[Point]:
    """So many of them, evenly."""
    if len(points) <= most:
        return list(points)
    return [points[index * len(points) // most] for index in range(most)]


def _baseline(scenario: Scenario, calls: Sequence[str], about: str) -> list[Point]:
    scenario.world.reset()
    ended, points = scenario.world.traced.points(scenario.arguments(), calls, about)
    scenario.check(ended)
    idle = scenario.by_workers and not scenario.world.traced.workers
    if ended.status or scenario.world.problems or not points or idle:
        raise AssertionError(f"{scenario.name} fails by itself: {ended} {scenario.world.problems}")
    return points


def _take(report: Report, scenario: Scenario, point: Point) -> None:
    report.points += 1
    report.violations += [f"{point}: {problem}" for problem in scenario.world.problems]


@contextlib.contextmanager
def _scenario(make: MakeScenario) -> Iterator[Scenario]:
    """A scenario in a folder of its own, which goes afterwards."""
    Registry.get_instance()
    known = (migrations.FOLDER, migrations.SCHEMA_VERSION)
    with tempfile.TemporaryDirectory(prefix="archiver-faults-") as folder:
        try:
            yield make(Path(folder))
        finally:
            migrations.FOLDER, migrations.SCHEMA_VERSION = known


def strike_kills(most: int, scenarios: Sequence[MakeScenario] = SCENARIOS) -> Iterator[Report]:
    """Each of these scenarios, killed."""
    return (kill_everywhere(make, most) for make in scenarios)


def strike_errors(
    most: int, errors: Sequence[tuple[str, bool]] = ERRORS, scenarios: Sequence[MakeScenario] = SCENARIOS
) -> Iterator[Report]:
    """Each of these scenarios, with each of these errors."""
    for error, from_then_on in errors:
        for make in scenarios:
            yield fail_everywhere(make, error, most, from_then_on=from_then_on)
