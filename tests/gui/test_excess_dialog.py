"""An archive that unpacks to far more than it is: the window asks, and goes on or leaves nothing."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.options import ExtractOptions, OnConflict
from archiver_gui.core.outcome import Verdict
from archiver_gui.extraction.budget import RATIO_FREE_BYTES
from archiver_gui.gui.dialogs.conflict import QuestionDesk
from archiver_gui.gui.dialogs.excess import ExcessDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services

_BYTES = RATIO_FREE_BYTES + (1 << 20)


@pytest.fixture
def window(runner: JobRunner, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QuestionDesk(runner, made)
    made.show()
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "zeros.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("zeros.bin", bytes(_BYTES))
    return path


def extraction(services: Services, runner: JobRunner, archive: Path, folder: Path) -> Job:
    options = ExtractOptions(folder=str(folder), on_conflict=OnConflict.SKIP)
    return services.extract(str(archive), options, None, runner.ask_excess)


def shown_dialog(qtbot: QtBot) -> ExcessDialog:
    def dialogs() -> list[ExcessDialog]:
        return [top for top in QApplication.topLevelWidgets() if isinstance(top, ExcessDialog) and top.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=20_000)
    return dialogs()[0]


def test_who_says_so_gets_all_of_it(
    window: QWidget, services: Services, runner: JobRunner, archive: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    job = extraction(services, runner, archive, tmp_path / "out")
    with qtbot.waitSignal(runner.job_ended, timeout=20_000):
        runner.submit(job)
        dialog = shown_dialog(qtbot)
        assert not (tmp_path / "out/zeros.bin").exists()
        go_on = dialog.findChild(QPushButton, "excessExtractButton")
        assert go_on is not None
        go_on.click()

    assert job.outcome is not None
    assert job.outcome.verdict is Verdict.COMPLETE
    assert (tmp_path / "out/zeros.bin").stat().st_size == _BYTES


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_stop_and_leave_nothing(
    key: Qt.Key, window: QWidget, services: Services, runner: JobRunner, archive: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    job = extraction(services, runner, archive, tmp_path / "out")
    with qtbot.waitSignal(runner.job_ended, timeout=20_000):
        runner.submit(job)
        dialog = shown_dialog(qtbot)
        QTest.keyClick(dialog.focusWidget(), key)

    assert job.outcome is not None
    assert job.outcome.verdict is Verdict.CANCELLED
    assert os.listdir(tmp_path) == ["zeros.zip"]


def test_an_archive_built_here_and_unchanged_since_is_not_asked_about(
    window: QWidget, services: Services, runner: JobRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    source = tmp_path / "zeros.bin"
    with source.open("wb") as file:
        file.truncate(_BYTES)
    options = services.build_options(sources=[str(source)], name="own", folder=str(tmp_path), format_id="zip")
    assert services.build(options).run().verdict is Verdict.COMPLETE
    job = extraction(services, runner, tmp_path / "own.zip", tmp_path / "out")

    with qtbot.waitSignal(runner.job_ended, timeout=20_000):
        runner.submit(job)

    assert job.outcome is not None
    assert job.outcome.verdict is Verdict.COMPLETE
