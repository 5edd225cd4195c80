"""Archives whose file is away, shown from what the catalogue remembers: why, and how they are found again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.errors import ArchiverError
from archiver_gui.gui import wording
from archiver_gui.gui.dialogs.paths import ask_for_paths
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.archive_state import state_mark
from archiver_gui.gui.pages.catalogue_jobs import CatalogueJobs
from archiver_gui.gui.pages.open_archive import OpenArchive
from archiver_gui.gui.widgets.message_bar import Action, Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services


class ArchiveMemory(QObject):
    """Says so above such an archive, and has its file looked for."""

    moved = Signal(object, str)  # OpenArchive, and where its file was found

    def __init__(self, page: Page, services: Services, runner: JobRunner, again: Callable[[], None]) -> None:
        """`again` has the page look once more for the file of the archive that it shows."""
        super().__init__(page)
        self._again = again
        self._page = page
        self._services = services
        self._runner = runner
        self._jobs = CatalogueJobs(page, services, runner)
        self._sought: OpenArchive | None = None
        self._jobs.relinked.connect(self._on_relinked)

    def message(self, archive: OpenArchive) -> Message | None:
        """Why its file is not read, and what to do; None where it was read."""
        record = archive.contents.memory if archive.contents is not None else None
        if record is None:
            return None
        if record.state is ArchiveState.OFFLINE:
            hint = self.tr("Connect the disk to open it. Until then this is what the catalogue remembers.")
        else:
            hint = self.tr("This is what the catalogue remembers. Nothing can be extracted until it is found.")
        where = wording.folder_text(record.folder)
        return Message(state_mark(record).text, where, hint, "warning", self._ways(archive, record))

    def _ways(self, archive: OpenArchive, record: ArchiveRecord) -> tuple[Action, ...]:
        return (self.tr("Relink…"), lambda: self._ask(archive, record)), (self.tr("Look again"), self._again)

    def _ask(self, archive: OpenArchive, record: ArchiveRecord) -> None:
        title = self.tr("Where is {name} now?").format(name=wording.shown(record.name))
        mode = QFileDialog.FileMode.ExistingFile
        ask_for_paths(self._page, mode, title, record.folder, lambda paths: self.relink(archive, record, paths[0]))

    def relink(self, archive: OpenArchive, record: ArchiveRecord, path: str) -> None:
        """Find out whether this file is the archive; if so it is opened."""
        self._sought = archive
        self._jobs.relink(record, path)

    def _on_relinked(self) -> None:
        archive = self._sought
        memory = archive.contents.memory if archive is not None and archive.contents is not None else None
        if archive is None or memory is None:
            return

        def take(record: ArchiveRecord) -> None:
            told = self._page.messages.message
            if record.path != archive.path:
                self.moved.emit(archive, record.path)
            elif told is not None:  # that it was another archive: the next try is as near as the first
                self._page.show_message(replace(told, actions=self._ways(archive, record)))

        number = memory.id
        self._runner.background(lambda _progress: self._services.catalogue.get(number), take, _gone, owner=self)
        self._page.catalogue_changed.emit()


def _gone(_error: ArchiverError) -> None:
    """It was forgotten meanwhile: what is shown stays, and there is nothing more to find."""
