"""Real services on a home of their own, a runner that is shut down at the end, and the theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archiver_gui.gui import theme, translation
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.services import Services


@pytest.fixture
def services(archiver_home: Path) -> Iterator[Services]:
    opened = Services.open()
    yield opened
    opened.close()


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    assert made.shut_down(timeout_s=10), "a job did not notice that it was cancelled"
    # What the pool's threads said last still waits in the event queue.
    QCoreApplication.sendPostedEvents()


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """The language of these tests, whatever the machine speaks."""
    translation.install(qapp, "en")


@pytest.fixture(autouse=True)
def themed(qtbot: QtBot) -> None:
    theme.instance().apply("light")
