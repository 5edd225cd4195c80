"""The catalogue's table: one row an archive, sorted in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QObject,
    Qt,
)
from PySide6.QtGui import QFont

from archiver_gui.core.archives import CREATED_BY_ROLE_CHOICES, ArchiveRecord, ArchiveState, Health
from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.models.archive_state import health_detail, health_text, state_mark
from archiver_gui.gui.models.flat_table import FlatTableModel
from archiver_gui.gui.models.ordering import natural_key, sorted_gently
from archiver_gui.gui.models.roles import (
    CHIP_ROLE,
    ICON_COLOUR_ROLE,
    ICON_ROLE,
    MUTED_ROLE,
    RECORD_ROLE,
    ROWS_AT_ONCE,
    SORT_ROLE,
    AnyIndex,
    Background,
)


class ArchiveColumn(IntEnum):
    """The columns of the catalogue's table."""

    NAME = 0
    CREATED = 1
    SIZE = 2
    RATIO = 3
    ENTRIES = 4
    FORMAT = 5
    BACKEND = 6
    ROLE = 7
    STATE = 8
    LOCATION = 9
    HEALTH = 10


_HEADERS = (
    QT_TRANSLATE_NOOP("ArchiveTable", "Name"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Created"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Size"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Ratio"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Entries"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Format"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Backend"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Role"),
    QT_TRANSLATE_NOOP("ArchiveTable", "State"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Location"),
    QT_TRANSLATE_NOOP("ArchiveTable", "Health"),
)
_RIGHT_ALIGNED = frozenset({ArchiveColumn.CREATED, ArchiveColumn.SIZE, ArchiveColumn.RATIO, ArchiveColumn.ENTRIES})
_USUAL_STATES = frozenset({ArchiveState.READY, ArchiveState.FAILED})
_ROLE_LABELS = dict(CREATED_BY_ROLE_CHOICES)
_BY_NEED = {Health.DAMAGED: 0, Health.UNVERIFIED: 1, Health.SOUND: 2}

_SORT_KEYS: dict[ArchiveColumn, Callable[[ArchiveRecord], Any]] = {
    ArchiveColumn.NAME: lambda record: natural_key(record.name),
    ArchiveColumn.CREATED: lambda record: record.created,
    ArchiveColumn.SIZE: lambda record: record.size,
    ArchiveColumn.RATIO: lambda record: record.size / record.content_size if record.content_size else 0.0,
    ArchiveColumn.ENTRIES: lambda record: record.entries,
    ArchiveColumn.FORMAT: lambda record: record.format_id,
    ArchiveColumn.BACKEND: lambda record: record.backend_id,
    ArchiveColumn.ROLE: lambda record: record.role,
    ArchiveColumn.STATE: lambda record: state_mark(record).text,
    ArchiveColumn.LOCATION: lambda record: natural_key(record.folder),
    ArchiveColumn.HEALTH: lambda record: (_BY_NEED[record.health], record.verified or record.created),
}
_TEXTS: dict[ArchiveColumn, Callable[[ArchiveRecord], str]] = {
    ArchiveColumn.NAME: lambda record: display(record.name),
    ArchiveColumn.CREATED: lambda record: wording.moment_text(record.created),
    ArchiveColumn.SIZE: lambda record: wording.size_text(record.size),
    ArchiveColumn.RATIO: lambda record: wording.ratio_text(record.size, record.content_size),
    ArchiveColumn.ENTRIES: lambda record: wording.count_text(record.entries),
    ArchiveColumn.FORMAT: lambda record: record.format_id,
    ArchiveColumn.BACKEND: lambda record: record.backend_id,
    ArchiveColumn.ROLE: lambda record: _ROLE_LABELS.get(record.role, record.role),
    ArchiveColumn.STATE: lambda record: state_mark(record).text,
    ArchiveColumn.LOCATION: lambda record: display(record.folder),
    ArchiveColumn.HEALTH: health_text,
}
_TOOLTIPS: dict[ArchiveColumn, Callable[[ArchiveRecord], str]] = {
    ArchiveColumn.NAME: lambda record: display(record.path),
    ArchiveColumn.CREATED: lambda record: wording.whole_moment_text(record.created),
    ArchiveColumn.SIZE: lambda record: QCoreApplication.translate("ArchiveTable", "{count} bytes").format(
        count=wording.count_text(record.size)
    ),
    ArchiveColumn.STATE: lambda record: health_detail(record) if record.damage else "",
    ArchiveColumn.HEALTH: health_detail,
    ArchiveColumn.LOCATION: lambda record: display(record.folder),
}


def _struck_font() -> QFont:
    font = QFont()
    font.setStrikeOut(True)
    return font


class ArchiveTableModel(FlatTableModel[ArchiveRecord]):
    """The archives that the filter lets through.

    Long lists are sorted by `background`, short ones at once.
    """

    context = "ArchiveTable"
    headers = _HEADERS
    right_aligned = _RIGHT_ALIGNED

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._sort_column = ArchiveColumn.CREATED
        self._sort_order = Qt.SortOrder.DescendingOrder
        self._generation = 0  # of the rows and their order: what a worker sorted for an older one is dropped

    @property
    def records(self) -> Sequence[ArchiveRecord]:
        """The rows in their present order."""
        return self._rows

    def sorter(self) -> Callable[[list[ArchiveRecord], Progress], list[ArchiveRecord]]:
        """A function that puts records into this table's present order, for a worker that loads them."""
        key, reverse = self._key_and_direction()
        return lambda records, progress: sorted_gently(records, key, reverse=reverse, progress=progress)

    def show_sorted(self, records: list[ArchiveRecord]) -> None:
        """Replace all rows by these, which are in order already; rows that merely changed keep selection."""
        self._generation += 1
        if len(records) == len(self._rows) and [record.id for record in records] == [
            record.id for record in self._rows
        ]:
            self._rows = records
            if records:
                self.dataChanged.emit(self.index(0, 0), self.index(len(records) - 1, len(_HEADERS) - 1))
            return
        self._replace(records)

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """The rows in which these archives stand, top to bottom."""
        wanted = set(ids)
        return [row for row, record in enumerate(self._rows) if record.id in wanted] if wanted else []

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the roles beyond Qt's own are those of `roles`."""
        if not index.isValid():
            return None
        record = self._rows[index.row()]
        column = ArchiveColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _TEXTS[column](record)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case Qt.ItemDataRole.ToolTipRole:
                return _TOOLTIPS[column](record) if column in _TOOLTIPS else None
            case int() if role == RECORD_ROLE:
                return record
            case int() if role == SORT_ROLE:
                return _SORT_KEYS[column](record)
            case _:
                return self._look(record, column, role)

    @staticmethod
    def _look(record: ArchiveRecord, column: ArchiveColumn, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole:
            return _struck_font() if record.marked and column != ArchiveColumn.STATE else None
        if role == MUTED_ROLE:
            never = column == ArchiveColumn.HEALTH and record.health is Health.UNVERIFIED
            return never or record.marked or record.state not in _USUAL_STATES
        if role == ICON_ROLE and column == ArchiveColumn.NAME:
            return "pin" if record.pinned else "file-archive"
        if role == ICON_COLOUR_ROLE and column == ArchiveColumn.NAME:
            return "accent" if record.pinned else None
        if role == CHIP_ROLE and column == ArchiveColumn.STATE:
            mark = state_mark(record)
            return mark.kind, mark.icon
        if role == CHIP_ROLE and column == ArchiveColumn.HEALTH and record.health is Health.DAMAGED:
            return "error", "circle-alert"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in another order; the selection stays with its archives."""
        self._sort_column = ArchiveColumn(column)
        self._sort_order = order
        self._generation += 1
        sorter, records, generation = self.sorter(), self._rows, self._generation
        if len(records) <= ROWS_AT_ONCE:
            self._take_order(generation, sorter(records, Progress()))
            return
        self._background(
            lambda progress: sorter(records, progress), lambda ordered: self._take_order(generation, ordered)
        )

    def _take_order(self, generation: int, ordered: list[ArchiveRecord]) -> None:
        if generation != self._generation:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in held]
        self._rows = ordered
        wanted = set(ids)
        rows = {record.id: row for row, record in enumerate(ordered) if record.id in wanted} if wanted else {}
        self.changePersistentIndexList(
            held, [self.index(rows[number], index.column()) for number, index in zip(ids, held, strict=True)]
        )
        self.layoutChanged.emit()

    def _key_and_direction(self) -> tuple[Callable[[ArchiveRecord], Any], bool]:
        return _SORT_KEYS[self._sort_column], self._sort_order == Qt.SortOrder.DescendingOrder
