"""What the tables of the window have in common: named columns, and rows without anything beneath them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt

from archiver_gui.gui.models.roles import ALIGN_END, ALIGN_START, NO_INDEX, AnyIndex

Row = TypeVar("Row")


class FlatTableModel(QAbstractTableModel, Generic[Row]):
    """Counts rows and columns, and names the columns; what a cell says is the subclass's matter."""

    context: ClassVar[str]  # of the headers' translations
    headers: ClassVar[Sequence[object]]  # as QT_TRANSLATE_NOOP gives them
    right_aligned: ClassVar[frozenset[int]] = frozenset()  # columns of figures

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def _replace(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        """As Qt's own, which calls back twice for each cell that is painted."""
        if parent.isValid() or not (0 <= row < len(self._rows) and 0 <= column < len(self.headers)):
            return QModelIndex()
        return self.createIndex(row, column)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        """As many as there are rows, and none beneath them."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        """As many as there are headers."""
        return 0 if parent.isValid() else len(self.headers)

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Of the column's values and of its name."""
        return ALIGN_END if column in self.right_aligned else ALIGN_START

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names, aligned as their values."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate(self.context, str(self.headers[section]))
        return self.alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None
