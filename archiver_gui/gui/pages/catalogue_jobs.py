"""Jobs whose end the Catalogue page tells: a search for one moved archive, a clean-up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from archiver_gui.core.archives import Archive
from archiver_gui.core.outcome import Outcome
from archiver_gui.gui import wording
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.job_words import remark_line
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services


class CatalogueJobs(QObject):
    """Follows them to their end; the Jobs page has a card of each besides."""

    relinked = Signal()  # whether the archive was found or not
    purged = Signal(object)  # list of the ids of archives that went to the trash, and can come back

    def __init__(self, page: Page, services: Services, runner: JobRunner) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._runner = runner

    def relink(self, record: Archive, path: str) -> None:
        """Find out whether this file is the archive, in a job, and record that it lies there now."""
        job = self._services.relink([path])
        self._when_ended(job, partial(self._tell_relinked, record, path))
        self._runner.submit(job)

    def _tell_relinked(self, record: Archive, path: str, outcome: Outcome) -> None:
        found = outcome.facts.get("relinked")
        name = wording.shown(record.name)
        if isinstance(found, list) and record.id in found:
            text = self.tr("{name} was found again").format(name=name)
            self._page.show_message(Message(text, wording.folder_text(path), kind="good"))
        elif outcome.succeeded:
            text = self.tr("This is not {name}").format(name=name)
            hint = self.tr("Its content is another one; nothing was changed.")
            self._page.show_message(Message(text, wording.folder_text(path), hint, kind="warning"))
        else:
            self._tell_trouble(outcome)
        self.relinked.emit()

    def follow_purge(self, job: Job) -> None:
        """Tell what a clean-up has moved to the trash, or could not do."""
        self._when_ended(job, self._tell_purged)

    def _tell_purged(self, outcome: Outcome) -> None:
        trashed = outcome.facts.get("trashed")
        if isinstance(trashed, list) and trashed:
            self.purged.emit(trashed)
        if not outcome.succeeded:
            self._tell_trouble(outcome)

    def _tell_trouble(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._page.show_error(outcome.error)
        elif outcome.remarks:
            first = next((remark for remark in outcome.remarks if remark.severe), outcome.remarks[0])
            show = (self.tr("Show jobs"), partial(self._page.page_requested.emit, "jobs"))
            text, detail = self.tr("Not everything could be done"), remark_line(first.entry, first.text)
            self._page.show_message(Message(text, detail, kind="warning", actions=(show,)))

    def _when_ended(self, job: Job, tell: Callable[[Outcome], None]) -> None:
        def on_ended(ended: Job) -> None:
            if ended is job and ended.outcome is not None:
                self._runner.job_ended.disconnect(connection)
                tell(ended.outcome)

        connection = self._runner.job_ended.connect(on_ended)
