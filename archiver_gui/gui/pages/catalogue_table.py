"""The catalogue's table as a widget: its columns, and a selection that outlives every reload."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from archiver_gui.core.archives import ArchiveLine
from archiver_gui.gui import wording
from archiver_gui.gui.models.archive_state import usual_marks, verified_text
from archiver_gui.gui.models.archive_table import ArchiveColumn, ArchiveTableModel
from archiver_gui.gui.models.roles import Background
from archiver_gui.gui.widgets.chip import chip_size
from archiver_gui.gui.widgets.row_delegate import PADDING
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
_WIDEST = 4_000  # pixels; more is no width that anybody chose
_SETTLE_MS = 500  # dragging an edge is told once


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


def _usable(widths: Mapping[str, object]) -> dict[ArchiveColumn, int]:
    """Those that a table can have; settings may have been written by hand."""
    known = {column.name: column for column in ArchiveColumn}
    return {
        known[name]: width
        for name, width in widths.items()
        if name in known and isinstance(width, int) and 0 < width <= _WIDEST
    }


class CatalogueTable(RowTable):
    """One row an archive; `described` comes at once for few, and once after any number of changes for many."""

    described = Signal(object)  # list of the selected lines: it, or what is known of them, has changed
    opened = Signal(object)  # ArchiveLine that was double-clicked or entered
    columns_chosen = Signal(object)  # list of the names of the hidden columns
    widths_chosen = Signal(object)  # name → pixels, of all columns that the user has resized

    def __init__(
        self, background: Background, hidden_columns: Collection[str] = (), widths: Mapping[str, object] | None = None
    ) -> None:
        """`hidden_columns` and the chosen `widths` go by the names of `ArchiveColumn`; unknown ones are left out."""
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
        # By the user, whose widths and order then hold.
        self._resized = _usable(widths or {})
        self._moved = False
        self._fitting = False
        for column, width in self._resized.items():
            self.setColumnWidth(column, width)
        self._widths_settle = QTimer(self)
        self._widths_settle.setSingleShot(True)
        self._widths_settle.setInterval(_SETTLE_MS)
        self._widths_settle.timeout.connect(self._on_widths_settled)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)
        with self._by_itself():
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

    @contextmanager
    def _by_itself(self) -> Iterator[None]:
        """What changes while this is open was not the user's wish."""
        self._fitting = True
        try:
            yield
        finally:
            self._fitting = False

    def _fit(self) -> None:
        room = self.viewport().width() - self._resized.get(ArchiveColumn.NAME, _WIDTHS[ArchiveColumn.NAME])
        in_sight = set()
        for column in _BY_WEIGHT:
            if self.columnWidth(column) <= room:
                room -= self.columnWidth(column)
                in_sight.add(column)
        with self._by_itself():
            if not self._moved:
                self._arrange(in_sight)
            if ArchiveColumn.NAME not in self._resized:
                left = self.viewport().width() - sum(map(self.columnWidth, self._shown_beside(in_sight)))
                self.setColumnWidth(ArchiveColumn.NAME, max(_WIDTHS[ArchiveColumn.NAME], left))

    def _shown_beside(self, in_sight: set[ArchiveColumn]) -> set[ArchiveColumn]:
        """The columns that share the width with the name: all that are shown, where they find room, else the first."""
        shown = {column for column in _ORDER if not self.isColumnHidden(column)}
        needed = _WIDTHS[ArchiveColumn.NAME] + sum(map(self.columnWidth, shown))
        return shown if needed <= self.viewport().width() else in_sight

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
        with self._by_itself():
            self.setColumnHidden(column, not shown)
        self._fit()
        self.columns_chosen.emit([one.name for one in ArchiveColumn if self.isColumnHidden(one)])

    def _set_widths(self) -> None:
        header, numbers = self.horizontalHeader(), self.fontMetrics()
        texts = _usual_texts()
        for column, width in _WIDTHS.items():
            text = numbers.horizontalAdvance(texts[column]) + _CELL_PADDING if column in texts else 0
            self.setColumnWidth(column, max(width, text, header.sectionSizeHint(column)))
        widest = max(chip_size(text, "check").width() for text in usual_marks())
        self.setColumnWidth(ArchiveColumn.STATE, max(_WIDTHS[ArchiveColumn.STATE], widest + 2 * PADDING))

    def _arrange(self, in_sight: set[ArchiveColumn]) -> None:
        header = self.horizontalHeader()
        # What the state says is wanted more often than which backend made it.
        near = [column for column in _ORDER if column in in_sight]
        order = [ArchiveColumn.NAME, *near, *(column for column in _ORDER if column not in in_sight)]
        for place, column in enumerate(order):
            header.moveSection(header.visualIndex(column), place)

    def _on_section_resized(self, section: int, _old: int, new: int) -> None:
        if not self._fitting:
            self._resized[ArchiveColumn(section)] = new
            self._widths_settle.start()

    def _on_widths_settled(self) -> None:
        self.widths_chosen.emit({column.name: width for column, width in self._resized.items()})

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
