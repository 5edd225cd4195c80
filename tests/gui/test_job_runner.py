"""Jobs run away from the window's thread, and everything the window hears arrives in its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from archiver_gui.core.errors import ArchiverError, RefusedError
from archiver_gui.core.options import Conflict, ConflictAnswer, OnConflict
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.gui.job_runner import JobRunner, Question
from archiver_gui.jobs.job import Job, JobState
from archiver_gui.services import Services


def job_of(work: Callable[[Progress], object], target: str | None = None) -> Job:
    def run(progress: Progress) -> Outcome:
        work(progress)
        return Outcome(Verdict.COMPLETE)

    return Job("test", "Test", target, run)


def _note(done: list[int], number: int, _progress: Progress) -> None:
    done.append(number)


def waits_to_be_cancelled(progress: Progress) -> None:
    pause = threading.Event()
    while True:
        pause.wait(0.01)
        progress.check()


def test_a_job_is_announced_started_and_ended_on_the_windows_thread(qtbot: QtBot, runner: JobRunner) -> None:
    heard: list[tuple[str, bool]] = []
    for name in ("job_added", "job_started", "job_ended"):
        signal = getattr(runner, name)
        signal.connect(lambda _job, name=name: heard.append((name, QThread.currentThread() is runner.thread())))
    worker: list[bool] = []
    job = job_of(lambda _: worker.append(threading.current_thread() is threading.main_thread()))
    with qtbot.waitSignal(runner.job_ended):
        runner.submit(job)
    assert heard == [("job_added", True), ("job_started", True), ("job_ended", True)]
    assert worker == [False]
    assert job.state is JobState.ENDED
    assert runner.active == []


def test_jobs_of_one_target_wait_for_each_other_and_others_do_not(qtbot: QtBot, runner: JobRunner) -> None:
    free = threading.Event()
    order: list[str] = []

    def wait_first(_progress: Progress) -> None:
        free.wait(10)
        order.append("first")

    first = job_of(wait_first, "a.zip")
    second = job_of(lambda _: order.append("second"), "a.zip")
    other = job_of(lambda _: order.append("other"), "b.zip")
    with qtbot.waitSignal(runner.job_ended):
        for job in (first, second, other):
            runner.submit(job)
    assert order == ["other"]
    assert second.state is JobState.WAITING
    free.set()
    qtbot.waitUntil(lambda: not runner.active)
    assert order == ["other", "first", "second"]


def test_a_cancelled_job_ends_as_cancelled(qtbot: QtBot, runner: JobRunner) -> None:
    job = job_of(waits_to_be_cancelled)
    with qtbot.waitSignal(runner.job_started):
        runner.submit(job)
    with qtbot.waitSignal(runner.job_ended):
        runner.cancel(job)
    assert job.outcome is not None
    assert job.outcome.verdict is Verdict.CANCELLED


def test_a_job_that_waits_is_cancelled_without_running(qtbot: QtBot, runner: JobRunner) -> None:
    ran: list[int] = []
    first, second = job_of(waits_to_be_cancelled, "a"), job_of(lambda _: ran.append(1), "a")
    runner.submit(first)
    runner.submit(second)
    with qtbot.waitSignal(runner.job_ended):
        runner.cancel(second)
    assert second.outcome is not None
    assert second.outcome.verdict is Verdict.CANCELLED
    assert ran == []
    assert runner.active == [first]


def test_a_background_result_comes_back_on_the_windows_thread(qtbot: QtBot, runner: JobRunner) -> None:
    got: list[tuple[int, bool]] = []
    runner.background(lambda _: 42, lambda value: got.append((value, QThread.currentThread() is runner.thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(42, True)]


def test_a_background_error_goes_to_whoever_wants_it_and_else_to_the_shell(qtbot: QtBot, runner: JobRunner) -> None:
    def refuse(_progress: Progress) -> None:
        raise RefusedError("No", "Because.", "Do something else.")

    mine: list[ArchiverError] = []
    runner.background(refuse, lambda _: None, mine.append)
    qtbot.waitUntil(lambda: bool(mine))
    assert (mine[0].title, mine[0].detail, mine[0].hint) == ("No", "Because.", "Do something else.")
    with qtbot.waitSignal(runner.call_failed) as blocker:
        runner.background(refuse, lambda _: None)
    assert blocker.args is not None
    assert blocker.args[0].title == "No"


def test_a_defect_in_background_work_is_told_too(
    qtbot: QtBot, runner: JobRunner, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(runner.call_failed) as blocker:
        runner.background(lambda _: dict[int, int]()[1], lambda _: None, title="Looking")
    assert blocker.args is not None
    assert "KeyError" in blocker.args[0].detail
    assert "Traceback" in caplog.text


def test_nobody_is_called_back_once_the_owner_is_gone_or_the_call_cancelled(qtbot: QtBot, runner: JobRunner) -> None:
    got: list[str] = []
    free = threading.Event()
    owner = QObject()
    runner.background(lambda _: free.wait(10), lambda _: got.append("orphan"), owner=owner)
    cancelled = runner.background(lambda _: free.wait(10), lambda _: got.append("cancelled"))
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    cancelled.cancel()
    free.set()
    runner.background(lambda _: 0, lambda _: got.append("last"))
    qtbot.waitUntil(lambda: not runner._calls)
    assert got == ["last"]


def test_a_job_that_asks_gets_its_answer(qtbot: QtBot, runner: JobRunner) -> None:
    conflict = Conflict("/x/a.txt", "a.txt", 1, 2, None, None)
    answers: list[ConflictAnswer] = []
    runner.question_asked.connect(lambda question: question.answer(ConflictAnswer(OnConflict.RENAME, for_all=True)))
    with qtbot.waitSignal(runner.job_ended):
        runner.submit(job_of(lambda _: answers.append(runner.ask_conflict(conflict))))
    assert answers == [ConflictAnswer(OnConflict.RENAME, for_all=True)]


def test_cancelling_ends_a_job_that_waits_for_an_answer(qtbot: QtBot, runner: JobRunner) -> None:
    asked: list[Question] = []
    runner.question_asked.connect(asked.append)
    job = job_of(lambda _: runner.ask_conflict(Conflict("/x/a.txt", "a.txt", 1, 2, None, None)))
    with qtbot.waitSignal(runner.question_asked):
        runner.submit(job)
    assert asked[0].open
    with qtbot.waitSignal(runner.job_ended):
        runner.cancel(job)
    assert job.outcome is not None
    assert job.outcome.verdict is Verdict.CANCELLED
    assert not asked[0].open


def test_asking_on_the_windows_thread_is_refused_instead_of_waiting_for_itself(runner: JobRunner) -> None:
    with pytest.raises(Cancelled):
        runner.ask_conflict(Conflict("/x/a.txt", "a.txt", 1, 2, None, None))


def test_shutting_down_cancels_everything_and_waits(qtbot: QtBot) -> None:
    runner = JobRunner()
    jobs = [job_of(waits_to_be_cancelled, "a"), job_of(waits_to_be_cancelled, "a"), job_of(waits_to_be_cancelled)]
    for job in jobs:
        runner.submit(job)
    runner.background(waits_to_be_cancelled, lambda _: None)
    assert runner.shut_down(timeout_s=10)
    assert [job.outcome.verdict for job in jobs if job.outcome] == [Verdict.CANCELLED] * 3


def test_what_must_be_finished_is_finished_before_the_end(qtbot: QtBot) -> None:
    runner = JobRunner()
    done: list[int] = []
    for number in range(20):  # more than there are threads: most have not begun when the end comes
        runner.background(partial(_note, done, number), lambda _: None, must_finish=True)
    assert runner.shut_down(timeout_s=10)
    assert sorted(done) == list(range(20))


def test_many_calls_may_use_the_catalogue_each_in_its_thread(
    qtbot: QtBot, runner: JobRunner, services: Services
) -> None:
    """A connection that dies with a thread of Qt's takes Python 3.11 along; see `_Task`."""
    got: list[int] = []
    for _ in range(60):
        runner.background(lambda _progress: services.totals().archives, got.append)
    qtbot.waitUntil(lambda: len(got) == 60, timeout=20_000)
    assert set(got) == {0}


def test_a_byte_count_beyond_32_bits_arrives_whole(qtbot: QtBot, runner: JobRunner, tmp_path: Path) -> None:
    got: list[int] = []
    runner.background(lambda _: 5_000_000_000, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [5_000_000_000]
