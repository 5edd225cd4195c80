"""What a clean-up would delete: one row an archive, with the reason and a tick."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt, Signal

from archiver_gui.catalogue.purge import PurgeItem, PurgePlan
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.names import display
from archiver_gui.core.retention import Rule
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

_PROTECTIONS = {
    Rule.PINNED: QT_TRANSLATE_NOOP("PurgePreview", "pinned: kept"),
    Rule.FLOOR: QT_TRANSLATE_NOOP("PurgePreview", "one of the last: kept"),
}


class PurgePreviewModel(FlatTableModel[PurgeItem]):
    """The archives of one plan; those without a tick are kept, and so is what a pin or a floor protects."""

    kept_changed = Signal()

    context = "PurgePreview"
    headers = _HEADERS
    right_aligned = frozenset({PreviewColumn.SIZE})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: set[int] = set()

    def show_plan(self, plan: PurgePlan) -> None:
        """Show what would go, ticked where it is there, and below it what is protected."""
        # Nothing can be deleted of what is out of reach; what is missing may have been moved.
        away = {item.archive.id for item in plan.items if not _is_doomed_at_first(item)}
        self._kept = away | {item.archive.id for item in plan.kept}
        self._replace([*plan.items, *plan.kept])

    @property
    def kept_ids(self) -> frozenset[int]:
        """The archives whose tick was taken away."""
        return frozenset(self._kept)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Each row can be ticked that is not protected."""
        flags = super().flags(index)
        if index.column() != PreviewColumn.NAME or _is_fixed(self._rows[index.row()]):
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the tick stands with the name."""
        if not index.isValid():
            return None
        item = self._rows[index.row()]
        record, column = item.archive, PreviewColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (display(record.name), wording.size_text(record.size), self._reason(item))[column]
            case Qt.ItemDataRole.CheckStateRole if column == PreviewColumn.NAME:
                return Qt.CheckState.Unchecked if record.id in self._kept else Qt.CheckState.Checked
            case int() if role == SORT_ROLE:
                return (record.name.casefold(), record.size, self._reason(item))[column]
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

    def _reason(self, item: PurgeItem) -> str:
        record, kept = item.archive, item.archive.id in self._kept
        if item.reason.rule in _PROTECTIONS:
            return QCoreApplication.translate("PurgePreview", str(_PROTECTIONS[item.reason.rule]))
        if record.state is ArchiveState.OFFLINE:
            return QCoreApplication.translate("PurgePreview", "disk not connected: kept")
        if record.state is ArchiveState.MISSING and kept:
            return QCoreApplication.translate("PurgePreview", "file is missing: kept")
        if record.state is ArchiveState.MISSING:
            return QCoreApplication.translate("PurgePreview", "file is missing: only its row goes")
        if kept:
            return QCoreApplication.translate("PurgePreview", "kept")
        return _reason_text(item)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set or take away a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        number = self._rows[index.row()].archive.id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._kept.discard(number)
        else:
            self._kept.add(number)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(_HEADERS) - 1))
        self.kept_changed.emit()
        return True


def _is_doomed_at_first(item: PurgeItem) -> bool:
    """Whether it is ticked until somebody takes the tick away."""
    return item.forgets or item.archive.state is ArchiveState.READY


def _is_fixed(item: PurgeItem) -> bool:
    return item.reason.rule in _PROTECTIONS or item.archive.state is ArchiveState.OFFLINE


def _reason_text(item: PurgeItem) -> str:
    record = item.archive
    match item.reason.rule:
        case Rule.MARKED:
            text = QCoreApplication.translate("PurgePreview", "marked: {when}")
            return text.format(when=wording.moment_text(record.deleted))
        case Rule.COUNT:
            text = QCoreApplication.translate("PurgePreview", "newer ones are kept: {when}")
        case Rule.SIZE:
            text = QCoreApplication.translate("PurgePreview", "among the oldest: {when}")
        case _:
            text = QCoreApplication.translate("PurgePreview", "created: {when}")
    return text.format(when=wording.moment_text(record.created))
