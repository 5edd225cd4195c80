"""The Catalogue page: every archive in a table, what is known of it, and what can be done with it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archiver_gui.catalogue.catalogue import Totals
from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.core.archives import Archive, ArchiveRecord
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.matches import EntryMatch
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.calm import many_objects
from archiver_gui.gui.dialogs.clean_up import CleanUpDialog
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.archive_table import ArchiveRows
from archiver_gui.gui.pages.catalogue_actions import CatalogueActions
from archiver_gui.gui.pages.catalogue_details import CatalogueDetails
from archiver_gui.gui.pages.catalogue_duplicates import CatalogueDuplicates
from archiver_gui.gui.pages.catalogue_match_actions import MatchActions
from archiver_gui.gui.pages.catalogue_matches import CatalogueMatches
from archiver_gui.gui.pages.catalogue_search_row import CatalogueSearchRow
from archiver_gui.gui.pages.catalogue_table import CatalogueTable
from archiver_gui.gui.pages.catalogue_upkeep import CatalogueUpkeep
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.labels import MutedLabel
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services
from archiver_gui.settings.options import COLUMN_WIDTHS, HIDDEN_COLUMNS, Option

T = TypeVar("T")

_LOOK_MS = 2_000  # how often the page looks whether another process wrote to the catalogue

# The table's rows, totals, and what `_fingerprint_of` saw before.
_Found = tuple[ArchiveRows, Totals, tuple[int, ...]]


class CataloguePage(Page):
    """Reads the catalogue in the background, and again when a job or another process has changed it."""

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__("cataloguePage", QCoreApplication.translate("CataloguePage", "Catalogue"))
        self._services = services
        self._runner = runner
        self._call: BackgroundCall[_Found] | None = None
        self._stale = False  # what is being read has changed meanwhile
        self._wanted = ArchiveFilter()  # what is searched for by the call under way
        self._besides: int | None = None  # the archive that is shown whatever is searched for
        self._fingerprint: tuple[int, ...] = ()
        self._build_header()
        self._build_body()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_for_changes)
        runner.job_ended.connect(self._on_job_ended)

    def _build_header(self) -> None:
        self._totals = MutedLabel()
        self._totals.setObjectName("catalogueTotals")
        self.header.addWidget(self._totals, 0, Qt.AlignmentFlag.AlignVCenter)
        self.header.addStretch(1)
        self._upkeep = CatalogueUpkeep(self, self._services, self._runner)
        self._upkeep.duplicates_requested.connect(self.show_duplicates)
        self._upkeep.clean_up_requested.connect(self.clean_up)
        for button in self._upkeep.buttons:
            self.header.addWidget(button)

    def _build_body(self) -> None:
        hidden, widths = self._services.settings.get(HIDDEN_COLUMNS), self._services.settings.get(COLUMN_WIDTHS)
        self._table = CatalogueTable(lambda work, done: self._runner.background(work, done, owner=self), hidden, widths)
        self._table.set_empty("library", self.tr("Reading the catalogue…"))
        self._table.columns_chosen.connect(lambda hidden: self._keep(HIDDEN_COLUMNS, hidden))
        self._table.widths_chosen.connect(lambda widths: self._keep(COLUMN_WIDTHS, widths))
        self._search = CatalogueSearchRow(self._table.columns_menu)
        self._search.settled.connect(self.reload)
        self._search.left.connect(self._enter_lists)
        self._details = CatalogueDetails(self._backend_text)
        self._actions = CatalogueActions(self, self._table, self._details, self._services, self._runner)
        self._table.opened.connect(self._actions.open)
        self._details.elsewhere_requested.connect(self._show_elsewhere)
        self._actions.changed.connect(self.reload)
        self._actions.changed.connect(self.catalogue_changed)
        archives = QWidget()
        column = QVBoxLayout(archives)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.GAP)
        row = QHBoxLayout()
        row.setSpacing(metrics.GAP)
        row.addWidget(self._build_lists(), 1)
        row.addWidget(self._details)
        column.addWidget(self._search)
        column.addLayout(row, 1)
        self._duplicates = CatalogueDuplicates(self._services, self._runner)
        self._duplicates.left.connect(self.show_archives)
        self._duplicates.failed.connect(self.show_error)
        MatchActions(self, self._duplicates.copies, self, self._services, self._runner)
        self._stack = QStackedWidget()
        self._stack.addWidget(archives)
        self._stack.addWidget(self._duplicates)
        self.body.addWidget(self._stack, 1)

    def _build_lists(self) -> QSplitter:
        card = Card()
        card.column.addWidget(self._table)
        self._matches = CatalogueMatches(self._services, self._runner)
        self._matches.problem_found.connect(self._search.tell_problem)
        self._matches.note_made.connect(self._search.tell_note)
        self._search.changing.connect(self._matches.stop)
        self._search.changing.connect(self._on_search_changing)
        self._matches.failed.connect(self.show_error)
        actions = MatchActions(self, self._matches.table, self, self._services, self._runner)
        self._matches.extract_requested.connect(actions.extract)
        return _stacked(card, self._matches)

    def menu_actions(self) -> list[QAction | None]:
        """Everything that can be done with the selected archives, and with the catalogue as a whole."""
        return [*self._actions.menu(), None, *self._upkeep.actions, None, self._table.columns_menu.menuAction()]

    def activated(self) -> None:
        """Stand on the table, read the catalogue, and look at the disk for what is missing meanwhile."""
        (self._duplicates.table if self._stack.currentIndex() else self._table).setFocus()
        self.reload()
        self._runner.background(
            lambda _progress: self._services.refresh_presence(),
            self._on_presence_refreshed,
            self.show_error,
            owner=self,
        )

    def _on_presence_refreshed(self, changed: int) -> None:
        # Not left to the look for changes: times of files may be too coarse to tell two writes apart.
        if changed:
            self.reload()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.show_archives()
        self._search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.field.selectAll()

    def _enter_lists(self) -> None:
        """Go on to the archives, or to the entries where no archive is found."""
        lists = (self._table, self._matches.table)
        view = next((one for one in lists if one.isVisible() and one.model().rowCount()), self._table)
        if not view.currentIndex().isValid():
            view.selectRow(0)
        view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What other processes change matters while somebody looks."""
        super().showEvent(event)
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._look.stop()

    def reload(self) -> None:
        """Read the catalogue again; the selection stays."""
        if self._call is not None:
            self._call.cancel()
        self._stale = False
        chosen, sort = self._search.filters.chosen(), self._table.archives.sorter()
        wanted = self._wanted = replace(chosen, text=self._search.text, besides=self._besides)
        self._matches.search(wanted.text, chosen)

        def read(progress: Progress) -> _Found:
            seen = _fingerprint_of(self._services)  # first: what is written meanwhile is noticed next time
            with many_objects():
                rows = sort(self._services.archive_lines(wanted, progress), progress)
            return rows, self._services.totals(), seen

        self._call = self._runner.background(read, self._take, self._on_reading_failed, owner=self)
        if self._stack.currentWidget() is self._duplicates:
            self._duplicates.reload()

    def _on_search_changing(self) -> None:
        self._besides = None  # it belonged to what was found before

    def _totals_text(self, totals: Totals) -> str:
        if not totals.archives:
            return ""
        archives = wording.counted(self.tr("%n archive(s)", "", totals.archives), totals.archives)
        return f"{archives} · {wording.size_text(totals.size_bytes)}"

    def _take(self, found: _Found) -> None:
        self._call = None
        rows, totals, seen = found
        if seen != self._fingerprint:
            self._fingerprint = seen
            self._runner.background(
                lambda _progress: self._services.filter_choices(), self._search.filters.offer, owner=self
            )
        self._totals.setText(self._totals_text(totals))
        if self._wanted.chosen:
            hint = self.tr("Clear the filters to see all archives.")
            self._table.set_empty("funnel", self.tr("No archive passes the filters"), hint)
        elif self._wanted:
            title = self.tr("No archive has “{text}” in its name").format(text=self._wanted.text)
            self._table.set_empty("search", title, self.tr("Clear the search to see all archives."))
        else:
            hint = self.tr("Every archive that you create is listed here.")
            self._table.set_empty("library", self.tr("No archives yet"), hint)
        self._table.archives.show_sorted(rows)
        self._reload_if_stale()

    def _on_reading_failed(self, error: ArchiverError) -> None:
        self._call = None
        self._table.set_empty("circle-alert", self.tr("The catalogue could not be read"), error.hint)
        self.show_error(error)
        self._reload_if_stale()

    def _follow(self) -> None:
        """Read again what has changed; what is being read is shown first, or steady changes would keep it away."""
        self._stale = self._call is not None
        if not self._stale:
            self.reload()

    def _reload_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()

    def _look_for_changes(self) -> None:
        self._runner.background(lambda _progress: _fingerprint_of(self._services), self._on_looked, owner=self)

    def _on_looked(self, seen: tuple[int, ...]) -> None:
        if seen != self._fingerprint and self._call is None:
            self.reload()
            self.catalogue_changed.emit()

    def _on_job_ended(self) -> None:
        if self.isVisible():
            self._follow()

    def _backend_text(self, record: ArchiveRecord) -> str:
        row = next((row for row in self._services.formats() if row.format_id == record.format_id), None)
        if row is None:
            return record.backend_id
        parts = (row.backend_label or record.backend_id, row.codec_label, row.level_name(record.level).capitalize())
        return ", ".join(part for part in parts if part)

    # ---- archives and duplicates -----------------------------------------------------------------

    def show_duplicates(self) -> None:
        """Show which contents lie in several archives, in place of the archives."""
        self._stack.setCurrentWidget(self._duplicates)
        self._duplicates.reload()
        self._duplicates.table.setFocus()

    def show_archives(self) -> None:
        """Show the archives again."""
        if self._stack.currentWidget() is self._duplicates:
            self._stack.setCurrentIndex(0)
            self._table.setFocus()

    def show_versions(self, match: EntryMatch) -> None:
        """Show all versions of an entry beneath the archives."""
        self.show_archives()
        self._matches.show_versions(match)

    def show_copies(self, match: EntryMatch) -> None:
        """Show where else the content of an entry lies, beneath the archives."""
        self.show_archives()
        self._matches.show_copies(match)

    def _show_elsewhere(self) -> None:
        selected = self._table.selected
        if len(selected) == 1:
            self._matches.show_elsewhere(selected[0])

    def show_archive(self, archive: Archive) -> None:
        """Select an archive in the table, which then lists it whatever is searched for."""
        self.show_archives()
        self._besides = archive.id
        if not self._table.stand_on(archive.id):
            self.reload()

    def _keep(self, option: Option[T], value: T) -> None:
        settings = self._services.settings
        self._runner.background(
            lambda _progress: settings.set(option, value), self._kept, self.show_error, must_finish=True
        )

    def _kept(self, _nothing: None) -> None:
        """The settings are saved: nothing more to do."""

    def clean_up(self, saved_rule: str = "") -> None:
        """Open the clean-up dialog, with a saved rule chosen when one is named."""
        dialog = CleanUpDialog(self._services, self._runner, self.window(), saved_rule=saved_rule)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.submitted.connect(self._actions.jobs.follow_purge)
        dialog.open()


def _stacked(*parts: QWidget) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.setObjectName("catalogueSplitter")
    splitter.setHandleWidth(metrics.GAP)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    splitter.setSizes([1_000] * len(parts))  # equal parts, however high the page is
    return splitter


def _fingerprint_of(services: Services) -> tuple[int, ...]:
    """Changes whenever any process writes to the catalogue: times and sizes of its database and its log."""
    file = services.catalogue.file
    marks: list[int] = []
    for path in (file, file.with_name(f"{file.name}-wal")):
        try:
            found = os.stat(path)
        except OSError:  # there is no log while nobody has written
            marks += (0, 0)
        else:
            marks += (found.st_mtime_ns, found.st_size)
    return tuple(marks)
