"""Describes the selected archives: at once what the table knows of them, then what only the catalogue does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from archiver_gui.core.archives import ArchiveLine
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.matches import SharedContent
from archiver_gui.core.progress import Progress
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.archive_selection import Selected
from archiver_gui.gui.models.roles import ROWS_AT_ONCE
from archiver_gui.gui.pages.catalogue_details import CatalogueDetails
from archiver_gui.gui.pages.catalogue_table import CatalogueTable
from archiver_gui.memory import About
from archiver_gui.services import Services


class CatalogueDescription(QObject):
    """Follows the table's selection, and fills the panel; only what was selected last counts."""

    summed_up = Signal(object)  # Selected

    def __init__(self, table: CatalogueTable, panel: CatalogueDetails, services: Services, runner: JobRunner) -> None:
        super().__init__(table)
        self._panel = panel
        self._services = services
        self._runner = runner
        self._calls: list[BackgroundCall[Selected] | BackgroundCall[About] | BackgroundCall[SharedContent]] = []
        table.described.connect(self._on_described)

    def _on_described(self, lines: list[ArchiveLine]) -> None:
        for call in self._calls:
            call.cancel()
        self._calls.clear()
        if len(lines) <= ROWS_AT_ONCE:
            self._take_sum(Selected.of(lines, Progress()))
        else:
            summing = self._runner.background(lambda progress: Selected.of(lines, progress), self._take_sum, owner=self)
            self._calls.append(summing)
        if len(lines) == 1:
            number = lines[0].id
            self._panel.show_line(lines[0])
            about = self._runner.background(
                lambda progress: self._services.about(number, progress), self._take_about, _gone, owner=self
            )
            self._calls.append(about)

    def _take_about(self, about: About) -> None:
        self._panel.show_about(about)
        number = about.record.id
        shared = self._runner.background(
            lambda progress: self._services.shared(number, progress),
            lambda found: self._panel.show_shared(number, found),
            _gone,
            owner=self,
        )
        self._calls.append(shared)

    def _take_sum(self, selected: Selected) -> None:
        if selected.count != 1:
            self._panel.show_sum(selected)
        self.summed_up.emit(selected)


def _gone(_error: ArchiverError) -> None:
    """It was forgotten meanwhile, which the table is about to show; or the table itself tells what is wrong."""
