"""The Jobs page: a card a job, from Starting to the outcome's word."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.errors import EnvironmentFault
from archiver_gui.core.outcome import Outcome, Remarks, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.job_card import JobCard
from archiver_gui.gui.pages.jobs import JobsPage
from archiver_gui.gui.widgets.progress_bar import ThinProgress
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> JobsPage:
    made = JobsPage(services, runner)
    qtbot.addWidget(made)
    made.resize(960, 600)
    made.show()
    return made


def run(
    page: JobsPage, runner: JobRunner, qtbot: QtBot, work: Callable[[Progress], Outcome], verb: str = "test"
) -> JobCard:
    job = Job(verb, "Test Documents.zip", None, work)
    with qtbot.waitSignal(runner.job_ended):
        runner.submit(job)
    return page.cards[0]


def text(card: QWidget, name: str) -> str:
    label = card.findChild(QLabel, name)
    assert label is not None
    return label.text()


def button(card: QWidget, name: str) -> QPushButton | None:
    QCoreApplication.sendPostedEvents()  # a layout shows what is added to it a little later
    found = card.findChild(QPushButton, name)
    return found if found is not None and found.isVisibleTo(card) else None


def test_an_empty_page_says_what_to_do_next(page: JobsPage, qtbot: QtBot) -> None:
    create = button(page, "jobsCreateButton")
    assert create is not None
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.mouseClick(create, Qt.MouseButton.LeftButton)
    assert asked.args == ["create"]


def test_a_running_job_shows_bytes_and_can_be_cancelled(page: JobsPage, runner: JobRunner, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(progress: Progress) -> Outcome:
        progress.total_bytes, progress.done_bytes, progress.current = 4_000_000_000, 1_000_000_000, "a/\u202eb"
        started.set()
        while True:
            progress.check()
            threading.Event().wait(0.005)

    job = Job("test", "Test Documents.zip", None, work)
    runner.submit(job)
    assert started.wait(5)
    card = page.cards[0]
    bar = card.findChild(ThinProgress, "jobProgress")
    assert bar is not None
    qtbot.waitUntil(lambda: bar.value() == 250)
    assert text(card, "jobFacts").startswith("1.00 GB of 4.00 GB")
    assert text(card, "jobCurrent") == "a/\\u202eb"
    assert text(card, "jobOutcome") == ""
    cancel = button(card, "cancelJobButton")
    assert cancel is not None
    cancel.setFocus()
    with qtbot.waitSignal(runner.job_ended):
        QTest.keyClick(cancel, Qt.Key.Key_Space)
    assert text(card, "jobOutcome") == "Cancelled"
    retry = button(card, "retryJobButton")
    assert retry is not None
    assert retry.hasFocus(), "the keyboard stays with the job"
    assert button(card, "cancelJobButton") is None
    assert not cancel.isEnabled()
    assert page.cards == [card], "the card stays"


@pytest.mark.parametrize(
    ("verdict", "severe", "word"),
    [(Verdict.COMPLETE, None, "complete"), (Verdict.REMARKS, False, "remark"), (Verdict.PARTIAL, True, "partial")],
)
def test_the_outcome_is_told_in_its_word(
    verdict: Verdict, severe: bool | None, word: str, page: JobsPage, runner: JobRunner, qtbot: QtBot
) -> None:
    def work(progress: Progress) -> Outcome:
        remarks = Remarks()
        if severe is not None:
            remarks.add("mail/inbox", "unreadable", "It could not be read.", severe=severe)
        return Outcome.of(remarks, entries=3, content_bytes=3_000)

    card = run(page, runner, qtbot, work)
    assert card.job.outcome is not None
    assert card.job.outcome.verdict is verdict
    assert word in text(card, "jobOutcome").lower()
    assert text(card, "jobFacts").startswith("3.00 kB")


def test_remarks_can_be_shown_and_copied(page: JobsPage, runner: JobRunner, qtbot: QtBot) -> None:
    def work(progress: Progress) -> Outcome:
        remarks = Remarks()
        remarks.add("one", "unreadable", "It could not be read.", severe=True)
        remarks.add("", "closing", "The end is missing.", severe=True)
        return Outcome.of(remarks)

    card = run(page, runner, qtbot, work)
    assert text(card, "jobTrouble") == "one: It could not be read."
    listed = card.findChild(QListView, "remarkList")
    assert listed is not None
    assert not listed.isVisibleTo(card)
    show = button(card, "showRemarksButton")
    assert show is not None
    show.click()
    assert listed.isVisibleTo(card)
    assert listed.model().rowCount() == 2
    copy = button(card, "copyRemarksButton")
    assert copy is not None
    copy.click()
    assert QGuiApplication.clipboard().text() == "one: It could not be read.\nThe end is missing."


def test_a_failed_job_names_the_cause_and_what_is_left_and_retry_runs_it_again(
    page: JobsPage, runner: JobRunner, qtbot: QtBot
) -> None:
    tries: list[int] = []

    def work(progress: Progress) -> Outcome:
        tries.append(1)
        if len(tries) == 1:
            raise EnvironmentFault(
                "The archive could not be written", "The disk is full: /media", "Free some space.", 28
            )
        return Outcome(Verdict.COMPLETE)

    card = run(page, runner, qtbot, work, "create")
    assert text(card, "jobOutcome") == "Failed"
    said = text(card, "jobTrouble")
    assert said.startswith("The archive could not be written. The disk is full: /media. Nothing was left behind")
    assert said.endswith("Free some space.")
    retry = button(card, "retryJobButton")
    assert retry is not None
    with qtbot.waitSignal(runner.job_ended):
        retry.click()
    assert [text(again, "jobOutcome") for again in page.cards] == ["Complete"]


def test_a_build_that_its_folder_refuses_can_go_elsewhere(
    page: JobsPage, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("hello")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    (tmp_path / "other").mkdir()
    options = services.build_options(sources=[str(source)], name="notes", folder=str(in_the_way), format_id="zip")
    with qtbot.waitSignal(runner.job_ended):
        runner.submit(services.build(options))
    elsewhere = button(page.cards[0], "chooseAnotherFolderButton")
    assert elsewhere is not None, "a fault of the folder offers another one"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    with qtbot.waitSignal(runner.job_ended):
        elsewhere.click()
    assert (tmp_path / "other" / "notes.zip").is_file()
    assert text(page.cards[0], "jobOutcome") == "Complete"


def test_a_finished_build_can_be_opened_and_its_digest_copied(
    page: JobsPage, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("hello" * 1_000)
    options = services.build_options(sources=[str(source)], name="notes", folder=str(tmp_path), format_id="zip")
    with qtbot.waitSignal(runner.job_ended):
        runner.submit(services.build(options))
    card = page.cards[0]
    assert text(card, "jobFacts").startswith("5.00 kB → ")
    digest, opened = button(card, "copyDigestButton"), button(card, "openJobButton")
    assert digest is not None
    assert opened is not None
    digest.click()
    assert QGuiApplication.clipboard().text() == services.archives()[0].sha256
    with qtbot.waitSignal(page.open_requested) as asked:
        opened.click()
    assert asked.args == [str(tmp_path / "notes.zip"), ""]


def test_clearing_takes_finished_cards_and_leaves_running_ones(page: JobsPage, runner: JobRunner, qtbot: QtBot) -> None:
    run(page, runner, qtbot, lambda progress: Outcome(Verdict.COMPLETE))
    go_on = threading.Event()
    runner.submit(running := Job("test", "Test other.zip", None, lambda progress: _wait(progress, go_on)))
    clear = button(page, "clearFinishedButton")
    assert clear is not None
    clear.click()
    assert [card.job for card in page.cards] == [running]
    with qtbot.waitSignal(runner.job_ended):
        go_on.set()
    clear.click()
    assert page.cards == []
    assert button(page, "jobsCreateButton") is not None


def test_nothing_is_read_while_the_page_is_hidden_or_nothing_runs(
    page: JobsPage, runner: JobRunner, qtbot: QtBot
) -> None:
    assert not page._timer.isActive()
    go_on = threading.Event()
    runner.submit(Job("test", "Test", None, lambda progress: _wait(progress, go_on)))
    assert page._timer.isActive()
    page.hide()
    assert not page._timer.isActive()
    page.show()
    assert page._timer.isActive()
    with qtbot.waitSignal(runner.job_ended):
        go_on.set()
    assert not page._timer.isActive()


def _wait(progress: Progress, event: threading.Event) -> Outcome:
    while not event.wait(0.005):
        progress.check()
    return Outcome(Verdict.COMPLETE)


def test_a_paused_job_waits_until_it_is_resumed_and_can_be_cancelled_meanwhile(
    page: JobsPage, runner: JobRunner, qtbot: QtBot
) -> None:
    looks = 0

    def work(progress: Progress) -> Outcome:
        nonlocal looks
        while True:
            looks += 1
            progress.check()

    job = Job("test", "Test Documents.zip", None, work)
    with qtbot.waitSignal(runner.job_started):
        runner.submit(job)
    card = page.cards[0]
    pause = button(card, "pauseJobButton")
    assert pause is not None
    pause.click()
    qtbot.waitUntil(lambda: text(card, "jobFacts").startswith("Paused"))
    qtbot.wait(50)
    seen = looks
    qtbot.wait(50)
    assert looks == seen, "it waits"
    assert pause.accessibleName() == "Resume Test Documents.zip"
    pause.click()
    qtbot.waitUntil(lambda: looks > seen)
    pause.click()
    with qtbot.waitSignal(runner.job_ended):
        cancel = button(card, "cancelJobButton")
        assert cancel is not None
        cancel.click()
    assert text(card, "jobOutcome") == "Cancelled"
    assert button(card, "pauseJobButton") is None
