"""The jobs that are started on the Archive page, and what is said there of how they ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.outcome import Verdict
from archiver_gui.gui.dialogs.extract import ExtractDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.job_words import outcome_text, title_text, trouble_text
from archiver_gui.gui.pages.open_archive import OpenArchive
from archiver_gui.gui.widgets.message_bar import Kind, Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services

_KINDS: dict[Verdict, Kind] = {Verdict.COMPLETE: "good", Verdict.FAILED: "error"}


class ArchiveJobs(QObject):
    """Extracts and tests the archives of its page."""

    def __init__(self, page: Page, services: Services, runner: JobRunner) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._runner = runner
        self._watched: set[Job] = set()
        runner.job_ended.connect(self._on_job_ended)

    def extract(self, archive: OpenArchive, patterns: tuple[str, ...], what: str) -> None:
        """Ask where to, then extract; `what` says in words what the patterns stand for."""
        window = self._page.window()
        dialog = ExtractDialog(self._services, archive.path, patterns, what, window, archive.name_encoding)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._watch(dialog.submit_to(self._runner)))
        dialog.open()

    def test(self, archive: OpenArchive) -> None:
        """Test an archive."""
        job = self._services.test(archive.path, archive.name_encoding)
        self._watch(job)
        self._runner.submit(job)

    def remember_names(self, archive: OpenArchive) -> None:
        """Have the catalogue call the entries as they are called here, if it knows the archive."""
        path, encoding = archive.path, archive.name_encoding

        def record(is_known: bool) -> None:
            if is_known:
                self._runner.submit(self._services.add([path], encoding))

        self._runner.background(
            lambda _progress: self._services.catalogue.find_path(path) is not None, record, _no_catalogue, owner=self
        )

    def _watch(self, job: Job) -> None:
        self._watched.add(job)
        show = (self.tr("Show job"), lambda: self._page.page_requested.emit("jobs"))
        self._page.show_message(Message(title_text(job), actions=(show,)))

    def _on_job_ended(self, job: Job) -> None:
        """Say here how a job ended that was started here."""
        if job not in self._watched or job.outcome is None:
            return
        self._watched.remove(job)
        if job.outcome.verdict is Verdict.CANCELLED:
            self._page.messages.clear()
            return
        show = (self.tr("Show job"), lambda: self._page.page_requested.emit("jobs"))
        text = self.tr("{job}: {outcome}").format(job=title_text(job), outcome=outcome_text(job.outcome))
        kind = _KINDS.get(job.outcome.verdict, "warning")
        self._page.show_message(Message(text, trouble_text(job, job.outcome), kind=kind, actions=(show,)))


def _no_catalogue(_error: ArchiverError) -> None:
    """There is nothing to remember it in; the choice holds as long as the archive is open."""
