"""The same content in several archives: what could be saved, and where each copy lies."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.matches import EntryMatch, SameContent
from archiver_gui.gui import wording
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.duplicates import DuplicateColumn, DuplicatesModel
from archiver_gui.gui.models.entry_matches import EntryMatchModel
from archiver_gui.gui.models.roles import RECORD_ROLE
from archiver_gui.gui.pages.match_table import MatchTable
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import LinkButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.labels import ElidedLabel, MutedLabel, SectionLabel
from archiver_gui.gui.widgets.rows import RowTable
from archiver_gui.services import Services

_MOST_SHOWN = 500  # contents; those that would save less are of no interest
_PAUSE_MS = 5_000  # between two looks at all digests while the catalogue keeps changing
_WIDTHS = {
    DuplicateColumn.SIZE: 96,
    DuplicateColumn.COPIES: 80,
    DuplicateColumn.ARCHIVES: 88,
    DuplicateColumn.SAVED: 144,
}


class DuplicatesTable(RowTable):
    """The contents; Enter goes on to the copies, Escape back to the archives."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back; all else as in any table."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CatalogueDuplicates(QWidget):
    """Contents above, the copies of the selected one below. Reads in the background when it is shown."""

    left = Signal()  # back to the archives
    failed = Signal(object)  # ArchiverError

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__()
        self.setObjectName("duplicatesPanel")
        self._services = services
        self._runner = runner
        self._call: BackgroundCall[list[SameContent]] | None = None
        self._copies_call: BackgroundCall[list[EntryMatch]] | None = None
        self._stale = False  # the catalogue has changed since it is being looked at
        self._model = DuplicatesModel(self)
        self._copies = EntryMatchModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(metrics.GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._build_contents())
        splitter.addWidget(self._build_copies())
        splitter.setSizes([1_000, 700])
        column.addWidget(splitter)

    def _build_contents(self) -> Card:
        title = SectionLabel(self.tr("Duplicates"))
        self._summary = MutedLabel()
        self._summary.setObjectName("duplicatesSummary")
        back = LinkButton(self.tr("Back to the archives"))
        back.setObjectName("backToArchivesButton")
        back.clicked.connect(self.left)
        self.table = DuplicatesTable()
        self.table.setObjectName("duplicatesTable")
        self.table.setAccessibleName(self.tr("Contents in several archives"))
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.table.setModel(self._model)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(DuplicateColumn.ENTRY, QHeaderView.ResizeMode.Stretch)
        for section, width in _WIDTHS.items():
            self.table.setColumnWidth(section, max(width, header.sectionSizeHint(section)))
        self.table.left.connect(self.left)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        card = Card()
        card.column.addLayout(_head(title, self._summary, back))
        card.column.addWidget(self.table, 1)
        return card

    def _build_copies(self) -> Card:
        self._copies_title = ElidedLabel(muted=True)
        self._copies_title.setObjectName("copiesTitle")
        self._copies_title.setFont(metrics.font("small"))
        self.copies = MatchTable(self._copies)
        self.copies.setObjectName("duplicateCopies")
        self.copies.setAccessibleName(self.tr("Copies"))
        self.copies.left.connect(self.table.setFocus)
        self._card = Card()
        self._card.column.addLayout(_head(self._copies_title))
        self._card.column.addWidget(self.copies, 1)
        self._card.hide()
        return self._card

    def reload(self) -> None:
        """Look for duplicates; the selection stays with its content. What is looked at already is shown first."""
        if self._call is not None:
            self._stale = True
            return
        self._stale = False
        if not self._model.rowCount():
            self.table.set_empty("copy", self.tr("Looking for duplicates…"))
        self._call = self._runner.background(
            lambda progress: self._services.duplicates(_MOST_SHOWN, progress), self._take, self._on_failed, owner=self
        )

    def _take(self, found: list[SameContent]) -> None:
        self._call = None
        stood = self.table.currentIndex().data(RECORD_ROLE)
        self._model.show_found(found)
        hint = self.tr("No content lies in more than one archive.")
        self.table.set_empty("circle-check", self.tr("No duplicates"), hint)
        count = len(found)
        contents = wording.counted(self.tr("%n content(s)", "", count), count)
        saved = self.tr("{size} could be saved, before compression")
        text = f"{contents} · {saved.format(size=wording.size_text(self._model.saved_bytes))}"
        self._summary.setText(text if found else "")
        row = self._model.row_of(stood.digest) if isinstance(stood, SameContent) else None
        if found:
            self.table.setCurrentIndex(self._model.index(row or 0, 0))
        self._card.setVisible(bool(found))
        if self._stale and self.isVisible():
            QTimer.singleShot(_PAUSE_MS, self, self.reload)

    def _on_failed(self, error: ArchiverError) -> None:
        self._call = self._copies_call = None
        self.table.set_empty("circle-alert", self.tr("The catalogue could not be read"), error.hint)
        self.failed.emit(error)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if self._copies_call is not None:
            self._copies_call.cancel()
        one = index.data(RECORD_ROLE)
        if not isinstance(one, SameContent):
            self._copies.show_found(())
            return

        def take(copies: list[EntryMatch]) -> None:
            self._copies_call = None
            self._copies.show_found(copies)
            count = len(copies)
            text = wording.counted(self.tr("%n copy(s) of “{path}”", "", count), count)
            self._copies_title.setText(text.format(path=wording.shown(one.path)))

        self._copies_call = self._runner.background(
            lambda progress: self._services.same_content(one.digest, progress), take, self._on_failed, owner=self
        )

    def _on_activated(self) -> None:
        if self._copies.rowCount():
            if not self.copies.currentIndex().isValid():
                self.copies.stand_on(0)
            self.copies.setFocus()


def _head(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 12, 0)
    row.setSpacing(metrics.GRID)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is widgets[min(1, len(widgets) - 1)] else 0)
    row.addStrut(metrics.ROW)
    return row
