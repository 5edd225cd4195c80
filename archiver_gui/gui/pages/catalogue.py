"""The Catalogue page: every archive in a table, what is known of it, and what can be done with it."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from archiver_gui.catalogue.catalogue import Totals
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.calm import many_objects
from archiver_gui.gui.dialogs.clean_up import CleanUpDialog
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.pages.catalogue_actions import CatalogueActions
from archiver_gui.gui.pages.catalogue_details import CatalogueDetails
from archiver_gui.gui.pages.catalogue_match_actions import MatchActions
from archiver_gui.gui.pages.catalogue_matches import CatalogueMatches
from archiver_gui.gui.pages.catalogue_table import CatalogueTable
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.theme.icons import icon
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.fields import SearchField
from archiver_gui.gui.widgets.labels import MutedLabel
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services

_SETTLE_MS = 150  # typing a word asks the catalogue once
_LOOK_MS = 2_000  # how often the page looks whether another process wrote to the catalogue
_FILTER_WIDTH = 346

# Records in the table's order, totals, and what `_fingerprint_of` saw before.
_Found = tuple[list[ArchiveRecord], Totals, tuple[int, ...]]


class CataloguePage(Page):
    """Reads the catalogue in the background, and again when a job or another process has changed it."""

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__("cataloguePage", QCoreApplication.translate("CataloguePage", "Catalogue"))
        self._services = services
        self._runner = runner
        self._call: BackgroundCall[_Found] | None = None
        self._stale = False  # what is being read has changed meanwhile
        self._text = ""  # what is searched for by the call under way
        self._fingerprint: tuple[int, ...] = ()
        self._build_header()
        self._build_body()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.reload)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_for_changes)
        self._filter.textChanged.connect(self._on_text_changed)
        self._filter.returnPressed.connect(self._enter_lists)
        runner.job_ended.connect(self._on_job_ended)

    def _build_header(self) -> None:
        self._totals = MutedLabel()
        self._totals.setObjectName("catalogueTotals")
        self.header.addWidget(self._totals, 0, Qt.AlignmentFlag.AlignVCenter)
        self.header.addStretch(1)
        clean_up = PlainButton(self.tr("&Clean up…"), "brush-cleaning")
        clean_up.setObjectName("cleanUpButton")
        clean_up.clicked.connect(self.clean_up)
        self.header.addWidget(clean_up)
        self._clean_up_action = QAction(icon("brush-cleaning"), self.tr("&Clean up…"), self)
        self._clean_up_action.setObjectName("cleanUpAction")
        self._clean_up_action.triggered.connect(self.clean_up)

    def _build_body(self) -> None:
        self._filter = SearchField(self.tr("Search archives and every entry in them"))
        self._filter.setObjectName("catalogueFilter")
        self._filter.setAccessibleName(self._filter.placeholderText())
        self._filter.setMaximumWidth(_FILTER_WIDTH)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self._filter)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_lists)
        self._problem = MutedLabel()
        self._problem.setObjectName("catalogueSearchProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        search = QHBoxLayout()
        search.addWidget(self._filter, 3)
        search.addStretch(1)
        self._table = CatalogueTable(lambda work, done: self._runner.background(work, done, owner=self))
        self._table.set_empty("library", self.tr("Reading the catalogue…"))
        self._table.opened.connect(self.open_requested)
        self._details = CatalogueDetails(self._backend_text)
        self._actions = CatalogueActions(self, self._table, self._details, self._services, self._runner)
        self._actions.changed.connect(self.reload)
        self._actions.changed.connect(self.catalogue_changed)
        row = QHBoxLayout()
        row.setSpacing(metrics.GAP)
        row.addWidget(self._build_lists(), 1)
        row.addWidget(self._details)
        self.body.addLayout(search)
        self.body.addWidget(self._problem)
        self.body.addLayout(row, 1)

    def _build_lists(self) -> QSplitter:
        card = Card()
        card.column.addWidget(self._table)
        self._matches = CatalogueMatches(self._services, self._runner)
        self._matches.problem_found.connect(self._tell_problem)
        self._matches.failed.connect(self.show_error)
        MatchActions(self, self._matches, self._services, self._runner)
        return _stacked(card, self._matches)

    def menu_actions(self) -> list[QAction | None]:
        """Everything that can be done with the selected archives, and Clean up."""
        return [*self._actions.menu(), None, self._clean_up_action]

    def activated(self) -> None:
        """Stand on the table, read the catalogue, and look at the disk for what is missing meanwhile."""
        self._table.setFocus()
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
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def _on_text_changed(self) -> None:
        self._matches.stop()
        self._settle.start()

    def _tell_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

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
        text, sort = self._filter.text().strip(), self._table.archives.sorter()
        self._text = text
        self._matches.search(text)

        def read(progress: Progress) -> _Found:
            seen = _fingerprint_of(self._services)  # first: what is written meanwhile is noticed next time
            with many_objects():
                records = sort(self._services.archives(text), progress)
            return records, self._services.totals(), seen

        self._call = self._runner.background(read, self._take, self._on_reading_failed, owner=self)

    def _totals_text(self, totals: Totals) -> str:
        if not totals.archives:
            return ""
        archives = wording.counted(self.tr("%n archive(s)", "", totals.archives), totals.archives)
        return f"{archives} · {wording.size_text(totals.size_bytes)}"

    def _take(self, found: _Found) -> None:
        self._call = None
        records, totals, self._fingerprint = found
        self._totals.setText(self._totals_text(totals))
        if self._text:
            title = self.tr("No archive has “{text}” in its name").format(text=self._text)
            self._table.set_empty("search", title, self.tr("Clear the search to see all archives."))
        else:
            hint = self.tr("Every archive that you create is listed here.")
            self._table.set_empty("library", self.tr("No archives yet"), hint)
        self._table.archives.show_sorted(records)
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

    def _on_job_ended(self) -> None:
        if self.isVisible():
            self._follow()

    def _backend_text(self, record: ArchiveRecord) -> str:
        row = next((row for row in self._services.formats() if row.format_id == record.format_id), None)
        if row is None:
            return record.backend_id
        parts = (row.backend_label or record.backend_id, row.codec_label, row.level_name(record.level).capitalize())
        return ", ".join(part for part in parts if part)

    def clean_up(self) -> None:
        """Open the clean-up dialog."""
        dialog = CleanUpDialog(self._services, self._runner, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
