"""The jobs that are started on the Archive page, and what is said there of how they ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from archiver_gui.core.errors import ArchiverError
from archiver_gui.gui.dialogs.extract import ExtractDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.open_archive import OpenArchive
from archiver_gui.gui.pages.told_jobs import ToldJobs
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services


class ArchiveJobs(QObject):
    """Extracts and tests the archives of its page."""

    def __init__(self, page: Page, services: Services, runner: JobRunner) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._runner = runner
        self._told = ToldJobs(page, runner)

    def extract(self, archive: OpenArchive, patterns: tuple[str, ...], what: str) -> None:
        """Ask where to, then extract; `what` says in words what the patterns stand for."""
        window = self._page.window()
        dialog = ExtractDialog(self._services, archive.path, patterns, what, window, archive.name_encoding)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._told.follow(dialog.submit_to(self._runner)))
        dialog.open()

    def test(self, archive: OpenArchive) -> None:
        """Test an archive."""
        self._told.submit(self._services.test(archive.path, archive.name_encoding))

    def remember_names(self, archive: OpenArchive) -> None:
        """Have the catalogue call the entries as they are called here, if it knows the archive."""
        path, encoding = archive.path, archive.name_encoding

        def record(is_known: bool) -> None:
            if is_known:
                self._runner.submit(self._services.add([path], encoding))

        self._runner.background(
            lambda _progress: self._services.catalogue.find_path(path) is not None, record, _no_catalogue, owner=self
        )


def _no_catalogue(_error: ArchiverError) -> None:
    """There is nothing to remember it in; the choice holds as long as the archive is open."""
