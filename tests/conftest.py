"""What holds for every test: its own home, its own kind of screen, and nothing left running behind it."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# "offscreen" or "desktop" as packaging/run-tests says, "" when pytest is called by hand.
_KIND = os.environ.get("ARCHIVER_TESTS", "")

# Before anything imports Qt: the platform cannot be changed afterwards.
if _KIND != "desktop":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

# How long work that a test has started may take to notice that it is over.
_GRACE_S = 5.0

# No deadline: the machine may be busy. No database: a run must not depend on the one before it.
settings.register_profile(
    "archiver", deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("ci", parent=settings.get_profile("archiver"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "archiver")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give each of the two runs its tests; by hand, desktop tests are skipped rather than left out unseen."""
    desktop = [item for item in items if item.get_closest_marker("desktop")]
    others = [item for item in items if not item.get_closest_marker("desktop")]
    if _KIND == "desktop":
        items[:] = desktop
        config.hook.pytest_deselected(items=others)
    elif _KIND == "offscreen":
        items[:] = others
        config.hook.pytest_deselected(items=desktop)
    else:
        for item in desktop:
            item.add_marker(pytest.mark.skip(reason="needs a virtual desktop: packaging/run-tests brings one"))


@pytest.fixture(autouse=True)
def archiver_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, catalogue, archives folder and trash of this test alone; processes that it starts inherit them."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ARCHIVER_HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "desktop"))
    return home


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail the test that leaves a thread, a pool's work or a child process behind, not a later one."""
    before = set(threading.enumerate())
    yield
    _end_workers()
    deadline = time.monotonic() + _GRACE_S
    left = _busy_pool(deadline) + _living_threads(before, deadline) + _living_children(deadline)
    if left:
        pytest.fail("left running: " + ", ".join(left), pytrace=False)


def _end_workers() -> None:
    """The shared pool keeps its threads between jobs, which is no leak; work still in it is waited for."""
    pipeline = sys.modules.get("archiver_gui.codecs.pipeline")
    if pipeline is not None:
        pipeline.shared_pool().close()


def _busy_pool(deadline: float) -> list[str]:
    if "PySide6.QtCore" not in sys.modules:
        return []
    from PySide6.QtCore import QThreadPool

    pool = QThreadPool.globalInstance()
    if pool.waitForDone(_left_ms(deadline)):
        return []
    return [f"{pool.activeThreadCount()} jobs of the thread pool"]


def _living_threads(before: set[threading.Thread], deadline: float) -> list[str]:
    left = []
    for thread in set(threading.enumerate()) - before:
        # A dummy stands for a thread that Python did not start, as Qt's; nothing says when that ends.
        if isinstance(thread, threading._DummyThread):
            continue
        while thread.ident is None and thread in threading.enumerate() and _left_ms(deadline):
            time.sleep(0.001)  # somebody is starting it at this moment
        if thread.ident is not None:
            thread.join(_left_ms(deadline) / 1000)
        if thread.is_alive() or thread in threading.enumerate():
            left.append(f"thread {thread.name}")
    return left


def _living_children(deadline: float) -> list[str]:
    left = []
    for child in multiprocessing.active_children():
        child.join(_left_ms(deadline) / 1000)
        if child.is_alive():
            left.append(f"process {child.name}")
            child.terminate()
    return left


def _left_ms(deadline: float) -> int:
    return max(0, int((deadline - time.monotonic()) * 1000))
