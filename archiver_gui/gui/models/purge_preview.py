"""What a clean-up would delete: one row an archive, with the reason and a tick."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt, Signal

from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.names import display
from archiver_gui.gui import wording
from archiver_gui.gui.models.flat_table import FlatTableModel
from archiver_gui.gui.models.roles import MUTED_ROLE, RECORD_ROLE, SORT_ROLE, AnyIndex


class PreviewColumn(IntEnum):
    """The columns of the preview."""

    NAME = 0
    SIZE = 1
    REASON = 2


_HEADERS = (
    QT_TRANSLATE_NOOP("PurgePreview", "Name"),
    QT_TRANSLATE_NOOP("PurgePreview", "Size"),
    QT_TRANSLATE_NOOP("PurgePreview", "Reason"),
)


class PurgePreviewModel(FlatTableModel[tuple[ArchiveRecord, str]]):
    """The archives of one plan; those without a tick are kept."""

    context = "PurgePreview"
    headers = _HEADERS
    right_aligned = frozenset({PreviewColumn.SIZE})

    kept_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: set[int] = set()

    def show_items(self, rows: Sequence[tuple[ArchiveRecord, str]]) -> None:
        """Show archives with their reasons; those that are there are ticked."""
        self.beginResetModel()
        self._rows = list(rows)
        # Nothing can be deleted of what is out of reach; what is missing may have been moved.
        self._kept = {record.id for record, _ in rows if record.state is not ArchiveState.READY}
        self.endResetModel()

    @property
    def kept_ids(self) -> frozenset[int]:
        """The archives whose tick was taken away."""
        return frozenset(self._kept)

    @property
    def doomed(self) -> list[ArchiveRecord]:
        """The archives that would be deleted."""
        return [record for record, _ in self._rows if record.id not in self._kept]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Each row can be ticked."""
        flags = super().flags(index)
        if index.column() != PreviewColumn.NAME or self._rows[index.row()][0].state is ArchiveState.OFFLINE:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the tick stands with the name."""
        if not index.isValid():
            return None
        record, reason = self._rows[index.row()]
        column = PreviewColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (display(record.name), wording.size_text(record.size), self._reason(record, reason))[column]
            case Qt.ItemDataRole.CheckStateRole if column == PreviewColumn.NAME:
                return Qt.CheckState.Unchecked if record.id in self._kept else Qt.CheckState.Checked
            case int() if role == SORT_ROLE:
                return (record.name.casefold(), record.size, reason)[column]
            case _:
                return self._look(record, column, role)

    def _look(self, record: ArchiveRecord, column: PreviewColumn, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return display(record.path)
        if role == MUTED_ROLE:
            return column == PreviewColumn.REASON or record.id in self._kept
        return record if role == RECORD_ROLE else None

    def _reason(self, record: ArchiveRecord, reason: str) -> str:
        if record.state is ArchiveState.OFFLINE:
            return QCoreApplication.translate("PurgePreview", "disk not connected: kept")
        if record.state is ArchiveState.MISSING and record.id in self._kept:
            return QCoreApplication.translate("PurgePreview", "file is missing: kept")
        if record.state is ArchiveState.MISSING:
            return QCoreApplication.translate("PurgePreview", "file is missing: only its row goes")
        if record.id in self._kept:
            return QCoreApplication.translate("PurgePreview", "kept")
        return reason

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set or take away a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        number = self._rows[index.row()][0].id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._kept.discard(number)
        else:
            self._kept.add(number)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(_HEADERS) - 1))
        self.kept_changed.emit()
        return True
