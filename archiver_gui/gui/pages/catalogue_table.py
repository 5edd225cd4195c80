"""The catalogue's table as a widget: its columns, and a selection that outlives every reload."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from archiver_gui.core.archives import ArchiveLine
from archiver_gui.gui import wording
from archiver_gui.gui.models.archive_state import marked_text, verified_text
from archiver_gui.gui.models.archive_table import ArchiveColumn, ArchiveTableModel
from archiver_gui.gui.models.roles import Background
from archiver_gui.gui.widgets.chip import chip_size
from archiver_gui.gui.widgets.rows import RowTable

_WIDTHS = {
    ArchiveColumn.NAME: 150,
    ArchiveColumn.CREATED: 112,
    ArchiveColumn.SIZE: 80,
    ArchiveColumn.RATIO: 64,
    ArchiveColumn.ENTRIES: 72,
    ArchiveColumn.FORMAT: 72,
    ArchiveColumn.STATE: 120,
    ArchiveColumn.HEALTH: 136,
    ArchiveColumn.BACKEND: 80,
    ArchiveColumn.ROLE: 88,
    ArchiveColumn.LOCATION: 240,
}
_CELL_PADDING = 28  # of a cell's text, both ends together

# Selected rows that are described without waiting for more.
_FEW = 50
_MOST_KEPT = 10_000  # selected rows that a reload restores
# What matters more stays in sight when the window is narrow; the rest lies further along.
_BY_WEIGHT = (
    ArchiveColumn.STATE,
    ArchiveColumn.CREATED,
    ArchiveColumn.SIZE,
    ArchiveColumn.ENTRIES,
    ArchiveColumn.FORMAT,
    ArchiveColumn.RATIO,
)
_ORDER = tuple(_WIDTHS)[1:]  # as they stand while there is room


def _usual_texts() -> dict[ArchiveColumn, str]:
    """The widest of what is usual in columns whose width depends on language and font."""
    yesterday = datetime.now(UTC).replace(hour=22, minute=48) - timedelta(days=1)
    return {
        ArchiveColumn.CREATED: wording.moment_text(yesterday),
        ArchiveColumn.SIZE: wording.size_text(999_000_000),
        ArchiveColumn.RATIO: wording.ratio_text(100, 100),
        ArchiveColumn.ENTRIES: wording.count_text(888_888),
        ArchiveColumn.FORMAT: "tar.bz2",
        ArchiveColumn.HEALTH: verified_text(yesterday),
    }


class CatalogueTable(RowTable):
    """One row an archive; `described` comes at once for few, and once after any number of changes for many."""

    described = Signal(object)  # list of the selected lines: it, or what is known of them, has changed
    opened = Signal(object)  # ArchiveLine that was double-clicked or entered
    columns_chosen = Signal(object)  # list of the names of the hidden columns

    def __init__(self, background: Background, hidden_columns: Collection[str] = ()) -> None:
        super().__init__()
        self.setObjectName("catalogueTable")
        self.setAccessibleName(self.tr("Archives"))
        self.archives = ArchiveTableModel(background, self)
        self._selected_ids: set[int] = set()
        self._goal: int | None = None  # the archive to select as soon as it is there
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._on_settled)
        self.setModel(self.archives)
        self.setSortingEnabled(True)
        self.sortByColumn(ArchiveColumn.CREATED, Qt.SortOrder.DescendingOrder)
        header = self.horizontalHeader()
        self._set_widths()
        header.setSectionsMovable(True)
        # By the user, whose width and order then hold.
        self._name_resized = self._moved = False
        self._fitting = False
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)
        self.columns_menu = self._build_columns_menu(hidden_columns)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda where: self.columns_menu.popup(header.viewport().mapToGlobal(where))
        )
        self.activated.connect(self._on_activated)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.archives.modelReset.connect(self._restore_selection)
        self.archives.dataChanged.connect(self._on_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what matters most, and give the name what that leaves."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._fitting = True
        room = self.viewport().width() - _WIDTHS[ArchiveColumn.NAME]
        in_sight = set()
        for column in _BY_WEIGHT:
            room -= self.columnWidth(column)
            if room < 0:
                break
            in_sight.add(column)
        if not self._moved:
            self._arrange(in_sight)
        if not self._name_resized:
            left = self.viewport().width() - sum(self.columnWidth(column) for column in in_sight)
            self.setColumnWidth(ArchiveColumn.NAME, max(_WIDTHS[ArchiveColumn.NAME], left))
        self._fitting = False

    def _build_columns_menu(self, hidden: Collection[str]) -> QMenu:
        """Which columns are shown; an archive's name always is."""
        menu = QMenu(self.tr("Co&lumns"), self)
        menu.setObjectName("columnsMenu")
        for column in tuple(ArchiveColumn)[1:]:
            action = menu.addAction(self.archives.headerData(column, Qt.Orientation.Horizontal))
            action.setObjectName(f"{column.name.lower()}ColumnAction")
            action.setCheckable(True)
            action.setChecked(column.name not in hidden)
            action.toggled.connect(partial(self._show_column, column))
            self.setColumnHidden(column, column.name in hidden)
        return menu

    def _show_column(self, column: ArchiveColumn, shown: bool) -> None:
        self.setColumnHidden(column, not shown)
        self._fit()
        self.columns_chosen.emit([one.name for one in ArchiveColumn if self.isColumnHidden(one)])

    def _set_widths(self) -> None:
        header, numbers = self.horizontalHeader(), self.fontMetrics()
        texts = _usual_texts()
        for column, width in _WIDTHS.items():
            text = numbers.horizontalAdvance(texts[column]) + _CELL_PADDING if column in texts else 0
            self.setColumnWidth(column, max(width, text, header.sectionSizeHint(column)))
        marked = chip_size(marked_text(), "trash-2").width() + _CELL_PADDING
        self.setColumnWidth(ArchiveColumn.STATE, max(_WIDTHS[ArchiveColumn.STATE], marked))

    def _arrange(self, in_sight: set[ArchiveColumn]) -> None:
        header = self.horizontalHeader()
        # What the state says is wanted more often than which backend made it.
        near = [column for column in _ORDER if column in in_sight]
        order = [ArchiveColumn.NAME, *near, *(column for column in _ORDER if column not in in_sight)]
        for place, column in enumerate(order):
            header.moveSection(header.visualIndex(column), place)

    def _on_section_resized(self, section: int, _old: int, _new: int) -> None:
        self._name_resized |= section == ArchiveColumn.NAME and not self._fitting

    def _on_section_moved(self, _section: int, _old: int, _new: int) -> None:
        self._moved |= not self._fitting

    @property
    def selected(self) -> list[ArchiveLine]:
        """The selected archives, top to bottom."""
        lines, selection = self.archives.lines, self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        ranges = sorted({(part.top(), part.bottom()) for part in parts})
        return [line for top, bottom in ranges for line in lines[top : bottom + 1]]

    def stand_on(self, archive_id: int) -> bool:
        """Select just this archive and go there, now or when the next rows bring it; False when it is not there yet."""
        rows = self.archives.rows_of((archive_id,))
        self._goal = None if rows else archive_id
        for row in rows:
            self.selectRow(row)
            self.scrollTo(self.archives.index(row, 0))
            self.setFocus()
        return bool(rows)

    def _on_selected(self, *_: object) -> None:
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(min(selection.count(), _FEW)))
        if selection.count() < _FEW and sum(part.height() for part in parts) < _FEW:
            # Whoever presses a button right after a click on a row finds it ready.
            self._soon.stop()
            self._on_settled()
        else:
            self._soon.start()

    def _on_changed(self, *_: object) -> None:
        self._soon.start()

    def _on_settled(self) -> None:
        selected = self.selected
        # Nobody misses a selection of ten thousand rows after a reload; keeping it would be felt.
        self._selected_ids = {line.id for line in selected} if len(selected) <= _MOST_KEPT else set()
        self.described.emit(selected)

    def _on_activated(self, index: QModelIndex) -> None:
        # Not by a role: on its way through Qt a named tuple would lose its names.
        self.opened.emit(self.archives.lines[index.row()])

    def _restore_selection(self) -> None:
        self._soon.start()
        if self._goal is not None and self.stand_on(self._goal):
            return
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
