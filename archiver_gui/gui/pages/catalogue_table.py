"""The catalogue's table as a widget: its columns, and a selection that outlives every reload."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent

from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.gui.models.archive_table import ArchiveColumn, ArchiveTableModel
from archiver_gui.gui.models.roles import RECORD_ROLE, Background
from archiver_gui.gui.widgets.rows import RowTable

_WIDTHS = {
    ArchiveColumn.NAME: 184,
    ArchiveColumn.CREATED: 152,
    ArchiveColumn.SIZE: 84,
    ArchiveColumn.RATIO: 72,
    ArchiveColumn.ENTRIES: 76,
    ArchiveColumn.FORMAT: 76,
    ArchiveColumn.STATE: 184,
    ArchiveColumn.BACKEND: 80,
    ArchiveColumn.ROLE: 88,
    ArchiveColumn.LOCATION: 240,
}


_MOST_KEPT = 10_000  # selected rows that a reload restores
# The columns that stand in sight when there is room; the name takes what they leave.
_IN_SIGHT = tuple(_WIDTHS)[1:7]


class CatalogueTable(RowTable):
    """One row an archive; `described` comes once after any number of changes to the selection."""

    described = Signal(object)  # list of the selected records: it, or what is known of them, has changed
    opened = Signal(str)  # path of the archive that was double-clicked or entered

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.setObjectName("catalogueTable")
        self.setAccessibleName(self.tr("Archives"))
        self.archives = ArchiveTableModel(background, self)
        self._selected_ids: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._on_settled)
        self.setModel(self.archives)
        self.setSortingEnabled(True)
        self.sortByColumn(ArchiveColumn.CREATED, Qt.SortOrder.DescendingOrder)
        header = self.horizontalHeader()
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, max(width, header.sectionSizeHint(column)))
        # What the state says is wanted more often than which backend made it.
        header.moveSection(header.visualIndex(ArchiveColumn.STATE), header.visualIndex(ArchiveColumn.BACKEND))
        header.setSectionsMovable(True)
        self._name_resized = False  # by the user, whose width then holds
        self._fitting = False
        header.sectionResized.connect(self._on_section_resized)
        self.activated.connect(self._on_activated)
        self.selectionModel().selectionChanged.connect(self._on_changed)
        self.archives.modelReset.connect(self._restore_selection)
        self.archives.dataChanged.connect(self._on_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what the columns in sight leave."""
        super().resizeEvent(event)
        if not self._name_resized:
            self._fitting = True
            room = self.viewport().width() - sum(self.columnWidth(column) for column in _IN_SIGHT)
            self.setColumnWidth(ArchiveColumn.NAME, max(_WIDTHS[ArchiveColumn.NAME], room))
            self._fitting = False

    def _on_section_resized(self, section: int, _old: int, _new: int) -> None:
        self._name_resized |= section == ArchiveColumn.NAME and not self._fitting

    @property
    def selected(self) -> list[ArchiveRecord]:
        """The selected archives, top to bottom."""
        records, selection = self.archives.records, self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        ranges = sorted({(part.top(), part.bottom()) for part in parts})
        return [record for top, bottom in ranges for record in records[top : bottom + 1]]

    def _on_changed(self, *_: object) -> None:
        self._soon.start()

    def _on_settled(self) -> None:
        selected = self.selected
        # Nobody misses a selection of ten thousand rows after a reload; keeping it would be felt.
        self._selected_ids = {record.id for record in selected} if len(selected) <= _MOST_KEPT else set()
        self.described.emit(selected)

    def _on_activated(self, index: QModelIndex) -> None:
        record = index.data(RECORD_ROLE)
        if isinstance(record, ArchiveRecord):
            self.opened.emit(record.path)

    def _restore_selection(self) -> None:
        self._soon.start()
        selection = QItemSelection()
        rows = self.archives.rows_of(self._selected_ids)
        if not rows:
            return
        last = self.archives.columnCount() - 1
        for row in rows:
            selection.select(self.archives.index(row, 0), self.archives.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.archives.index(rows[0], 0), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)
