"""What the window does by itself: verify what is due, propose a clean-up; and never in anybody's way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.archives import Health
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.gui.after_start import propose_clean_up
from archiver_gui.gui.dialogs.clean_up import CleanUpDialog
from archiver_gui.gui.dialogs.settings import SettingsDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.main_window import MainWindow
from archiver_gui.gui.quiet_moments import QuietMoments
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services
from archiver_gui.settings.options import CLEAN_UP_AT_START, VERIFY_DAYS, VERIFY_WHEN_DUE
from tests.gui.test_catalogue_page import build


@pytest.fixture
def quiet(services: Services, runner: JobRunner, qtbot: QtBot) -> Iterator[QuietMoments]:
    owner = QWidget()
    qtbot.addWidget(owner)
    yield QuietMoments(services, runner, owner)
    owner.deleteLater()


@pytest.fixture
def window(services: Services, runner: JobRunner, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(services, runner)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    QCoreApplication.sendPostedEvents()


def test_what_is_due_is_verified_when_the_settings_say_so(
    services: Services, runner: JobRunner, quiet: QuietMoments, qtbot: QtBot, tmp_path: Path
) -> None:
    number = build(services, tmp_path, "apples")
    quiet.verify_due()
    assert not runner.active, "it is off until somebody turns it on"
    services.settings.set(VERIFY_WHEN_DUE, value=True)
    services.settings.set(VERIFY_DAYS, 0)
    with qtbot.waitSignal(runner.job_ended) as ended:
        quiet.verify_due()
    assert ended.args[0].outcome.verdict is Verdict.COMPLETE
    assert services.catalogue.get(number).health is Health.SOUND


def test_nothing_is_verified_while_other_jobs_run(
    services: Services, runner: JobRunner, quiet: QuietMoments, qtbot: QtBot, tmp_path: Path
) -> None:
    number = build(services, tmp_path, "apples")
    services.settings.set(VERIFY_WHEN_DUE, value=True)
    services.settings.set(VERIFY_DAYS, 0)
    free = threading.Event()

    def work(_progress: Progress) -> Outcome:
        free.wait(10)
        return Outcome(Verdict.COMPLETE)

    runner.submit(Job("test", "Test x.zip", None, work))
    quiet.verify_due()
    with qtbot.waitSignal(runner.job_ended):
        free.set()
    assert services.catalogue.get(number).health is Health.UNVERIFIED


def test_what_was_built_is_indexed_before_anybody_searches(
    services: Services, runner: JobRunner, quiet: QuietMoments, qtbot: QtBot, tmp_path: Path
) -> None:
    def waiting() -> int:
        database: Any = services.catalogue.database
        return int(database.execute_sql("SELECT COUNT(*) FROM recorded").fetchone()[0])

    build(services, tmp_path, "apples")
    assert waiting() == 1
    runner.submit(Job("test", "Test x.zip", None, lambda _progress: Outcome(Verdict.COMPLETE)))
    qtbot.waitUntil(lambda: waiting() == 0)


def test_the_window_closes_without_a_question_while_it_verifies_by_itself(
    window: MainWindow, runner: JobRunner, qtbot: QtBot
) -> None:
    def work(progress: Progress) -> Outcome:
        while True:
            progress.check()

    with qtbot.waitSignal(runner.job_started):
        runner.submit(Job("verify", "Verify archives that are due", None, work), quiet=True)
    assert runner.awaited == []
    assert window.close()
    assert window.findChild(QWidget, "quitDialog") is None


def test_a_rule_for_the_start_is_proposed_and_its_list_seen_first(
    services: Services, runner: JobRunner, quiet: QuietMoments, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    build(services, tmp_path, "apples")
    quiet.propose_clean_up()  # nothing is set
    services.save_rule("All of it", RetentionPolicy(older_than_s=0))
    services.settings.set(CLEAN_UP_AT_START, "All of it")
    with qtbot.waitSignal(quiet.clean_up_proposed) as proposed:
        quiet.propose_clean_up()
    propose_clean_up(window, *proposed.args)
    message = window.current_page.messages.message
    assert message is not None
    assert message.text == "The rule “All of it” would clean up 1 archive"
    review = window.current_page.findChild(QPushButton, "messageAction")
    assert review is not None
    review.click()
    dialog = window.findChild(CleanUpDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.policy == RetentionPolicy(older_than_s=0))
    assert (tmp_path / "apples.zip").is_file()
    dialog.reject()


def test_the_settings_turn_it_on_and_say_how_often(services: Services, runner: JobRunner, qtbot: QtBot) -> None:
    dialog = SettingsDialog(services.settings, runner)
    qtbot.addWidget(dialog)
    box, days = dialog.findChild(QCheckBox, "verifyWhenDueCheck"), dialog.findChild(QSpinBox, "verifyDaysSpin")
    assert box is not None
    assert days is not None
    assert not box.isChecked()
    assert days.value() == 90
    box.setChecked(True)
    days.setValue(14)
    days.editingFinished.emit()
    qtbot.waitUntil(lambda: services.settings.get(VERIFY_WHEN_DUE) and services.settings.get(VERIFY_DAYS) == 14)


def test_a_window_that_stays_open_tends_the_catalogue_again(
    services: Services, quiet: QuietMoments, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archiver_gui.gui.quiet_moments._TEND_EVERY_MS", 20)
    build(services, tmp_path, "apples")
    quiet.start()
    copies = services.catalogue.file.parent / "copies"
    qtbot.waitUntil(lambda: len(list(copies.glob("*-daily.sqlite3"))) == 1)
    for copy in copies.iterdir():  # tomorrow there is none of the day
        copy.unlink()
    qtbot.waitUntil(lambda: len(list(copies.glob("*-daily.sqlite3"))) == 1)
