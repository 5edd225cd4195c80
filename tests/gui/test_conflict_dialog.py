"""Questions about files that are there already: asked one at a time, answered once."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.options import ExtractOptions
from archiver_gui.core.outcome import Verdict
from archiver_gui.gui.dialogs.conflict import ConflictDialog, QuestionDesk
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services


@pytest.fixture
def window(runner: JobRunner, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QuestionDesk(runner, made)
    made.show()
    return made


@pytest.fixture
def job(services: Services, runner: JobRunner, tmp_path: Path) -> Job:
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "new a")
        made.writestr("b.txt", "new b")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("old")
    (folder / "b.txt").write_text("old")
    return services.extract(str(archive), ExtractOptions(folder=str(folder)), runner.ask_conflict)


def shown_dialog(qtbot: QtBot) -> ConflictDialog:
    found: list[ConflictDialog] = []

    def look() -> bool:
        found[:] = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, ConflictDialog) and widget.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(look)
    return found[0]


def press(dialog: ConflictDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_each_question_is_answered_for_itself(
    window: QWidget, runner: JobRunner, job: Job, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(runner.job_ended, timeout=10_000):
        runner.submit(job)
        press(first := shown_dialog(qtbot), "conflictReplaceButton")
        qtbot.waitUntil(lambda: shown_dialog(qtbot) is not first)
        press(shown_dialog(qtbot), "conflictKeepBothButton")
    texts = sorted(path.read_text() for path in (tmp_path / "out").iterdir())
    assert texts == ["new a", "new b", "old"]


def test_an_answer_for_all_is_the_last_question(
    window: QWidget, runner: JobRunner, job: Job, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(runner.job_ended, timeout=10_000):
        runner.submit(job)
        dialog = shown_dialog(qtbot)
        for_all = dialog.findChild(QCheckBox, "conflictForAll")
        assert for_all is not None
        for_all.setChecked(True)
        press(dialog, "conflictSkipButton")
    assert [path.read_text() for path in sorted((tmp_path / "out").iterdir())] == ["old", "old"]


def test_closing_the_question_cancels_the_job_and_leaves_all_as_it_was(
    window: QWidget, runner: JobRunner, job: Job, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(runner.job_ended, timeout=10_000):
        runner.submit(job)
        shown_dialog(qtbot).reject()
    assert job.outcome is not None
    assert job.outcome.verdict is Verdict.CANCELLED
    assert [path.read_text() for path in sorted((tmp_path / "out").iterdir())] == ["old", "old"]


def test_cancelling_the_job_takes_its_question_away(window: QWidget, runner: JobRunner, job: Job, qtbot: QtBot) -> None:
    runner.submit(job)
    dialog = shown_dialog(qtbot)
    with qtbot.waitSignals([runner.job_ended, dialog.finished], timeout=10_000):
        runner.cancel(job)
