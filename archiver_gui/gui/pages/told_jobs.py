"""Jobs that a page begins: at its top it says that they run, and how they ended."""

from __future__ import annotations

from PySide6.QtCore import QObject

from archiver_gui.core.outcome import Verdict
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.job_words import outcome_text, result_text, title_text, trouble_text
from archiver_gui.gui.widgets.message_bar import Kind, Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.jobs.job import Job

_KINDS: dict[Verdict, Kind] = {Verdict.COMPLETE: "good", Verdict.FAILED: "error"}


class ToldJobs(QObject):
    """Follows jobs for one page; the Jobs page has a card of each besides."""

    def __init__(self, page: Page, runner: JobRunner) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._followed: set[Job] = set()
        runner.job_ended.connect(self._on_job_ended)

    def submit(self, job: Job, text: str = "") -> None:
        """Start a job and follow it; `text` says that it runs, in place of its title."""
        self.follow(job, text)
        self._runner.submit(job)

    def follow(self, job: Job, text: str = "") -> None:
        """Tell of a job that is started elsewhere."""
        self._followed.add(job)
        self._show(text or title_text(job))

    def _on_job_ended(self, job: Job) -> None:
        if job not in self._followed or job.outcome is None:
            return
        self._followed.remove(job)
        outcome = job.outcome
        if outcome.verdict is Verdict.CANCELLED:
            self._page.messages.clear()
            return
        text = self.tr("{job}: {outcome}").format(job=title_text(job), outcome=outcome_text(outcome))
        detail = trouble_text(job, outcome) or result_text(job, outcome)
        self._show(text, detail, _KINDS.get(outcome.verdict, "warning"))

    def _show(self, text: str, detail: str = "", kind: Kind = "info") -> None:
        show = (self.tr("Show job"), lambda: self._page.page_requested.emit("jobs"))
        self._page.show_message(Message(text, detail, kind=kind, actions=(show,)))
