"""The catalogue's table: one row an archive, sorted in memory."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QObject,
    Qt,
)

from archiver_gui.core.archives import ArchiveLine, ArchiveState, Health
from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.calm import let_go, many_objects
from archiver_gui.gui.models.archive_state import health_detail, health_text, state_mark, state_order
from archiver_gui.gui.models.flat_table import FlatTableModel
from archiver_gui.gui.models.ordering import natural_key, sorted_gently
from archiver_gui.gui.models.roles import (
    ALIGN_END,
    ALIGN_START,
    CHIP_ROLE,
    ICON_COLOUR_ROLE,
    ICON_ROLE,
    MUTED_ROLE,
    ROWS_AT_ONCE,
    SORT_ROLE,
    STRUCK_ROLE,
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
_BY_NEED = {Health.DAMAGED: 0, Health.UNVERIFIED: 1, Health.SOUND: 2}

_folder_key = lru_cache(maxsize=4_096)(natural_key)  # many archives lie in few folders

_SORT_KEYS: dict[int, Callable[[ArchiveLine], Any]] = {
    ArchiveColumn.NAME: lambda record: natural_key(record.name),
    ArchiveColumn.CREATED: lambda record: record.raw_created,
    ArchiveColumn.SIZE: lambda record: record.size,
    ArchiveColumn.RATIO: lambda record: record.size / record.content_size if record.content_size else 0.0,
    ArchiveColumn.ENTRIES: lambda record: record.entries,
    ArchiveColumn.FORMAT: lambda record: record.format_id,
    ArchiveColumn.BACKEND: lambda record: record.backend_id,
    ArchiveColumn.ROLE: lambda record: record.role,
    ArchiveColumn.STATE: state_order,
    ArchiveColumn.LOCATION: lambda record: _folder_key(record.folder),
    ArchiveColumn.HEALTH: lambda record: (_BY_NEED[record.health], record.verified or record.created),
}
_TEXTS: dict[int, Callable[[ArchiveLine], str]] = {
    ArchiveColumn.NAME: lambda record: display(record.name),
    ArchiveColumn.CREATED: lambda record: wording.moment_text(record.created),
    ArchiveColumn.SIZE: lambda record: wording.size_text(record.size),
    ArchiveColumn.RATIO: lambda record: wording.ratio_text(record.size, record.content_size),
    ArchiveColumn.ENTRIES: lambda record: wording.count_text(record.entries),
    ArchiveColumn.FORMAT: lambda record: record.format_id,
    ArchiveColumn.BACKEND: lambda record: record.backend_id,
    ArchiveColumn.ROLE: lambda record: wording.role_text(record.role) if record.role else "",
    ArchiveColumn.STATE: lambda record: state_mark(record).text,
    ArchiveColumn.LOCATION: lambda record: display(record.folder),
    ArchiveColumn.HEALTH: health_text,
}
_TOOLTIPS: dict[int, Callable[[ArchiveLine], str]] = {
    ArchiveColumn.NAME: lambda record: display(record.path),
    ArchiveColumn.CREATED: lambda record: wording.whole_moment_text(record.created),
    ArchiveColumn.SIZE: lambda record: QCoreApplication.translate("ArchiveTable", "{count} bytes").format(
        count=wording.count_text(record.size)
    ),
    ArchiveColumn.STATE: lambda record: health_detail(record) if record.damage else "",
    ArchiveColumn.HEALTH: health_detail,
    ArchiveColumn.LOCATION: lambda record: display(record.folder),
}


def _tooltip(line: ArchiveLine, column: int) -> str | None:
    return _TOOLTIPS[column](line) if column in _TOOLTIPS else None


def _is_struck(line: ArchiveLine, column: int) -> bool:
    return line.raw_deleted is not None and column != ArchiveColumn.STATE


def _is_muted(line: ArchiveLine, column: int) -> bool:
    never = column == ArchiveColumn.HEALTH and line.raw_verified is None
    return never or line.raw_deleted is not None or line.raw_state not in _USUAL_STATES


def _icon(line: ArchiveLine, column: int) -> str | None:
    if column != ArchiveColumn.NAME:
        return None
    return "pin" if line.pinned else "file-archive"


def _icon_colour(line: ArchiveLine, column: int) -> str | None:
    return "accent" if line.pinned and column == ArchiveColumn.NAME else None


def _chip(line: ArchiveLine, column: int) -> tuple[str, str] | None:
    if column == ArchiveColumn.STATE:
        mark = state_mark(line)
        return mark.kind, mark.icon
    if column == ArchiveColumn.HEALTH and line.health is Health.DAMAGED:
        return "error", "circle-alert"
    return None


# What each role tells of a line in a column.
_CELLS: dict[int, Callable[[ArchiveLine, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda line, column: _TEXTS[column](line),
    Qt.ItemDataRole.TextAlignmentRole: lambda _line, column: ALIGN_END if column in _RIGHT_ALIGNED else ALIGN_START,
    Qt.ItemDataRole.ToolTipRole: _tooltip,
    SORT_ROLE: lambda line, column: _SORT_KEYS[column](line),
    MUTED_ROLE: _is_muted,
    STRUCK_ROLE: _is_struck,
    ICON_ROLE: _icon,
    ICON_COLOUR_ROLE: _icon_colour,
    CHIP_ROLE: _chip,
}


class ArchiveRows:
    """Lines in a table's order, and where each archive stands. Made by a worker, for it takes a moment."""

    def __init__(self, lines: list[ArchiveLine]) -> None:
        self.lines = lines
        self.ids = array("q", (line.id for line in lines))
        self._rows: dict[int, int] = {}
        for row, number in enumerate(self.ids):
            self._rows[number] = row

    def row_of(self, archive_id: int) -> int | None:
        """Where this archive stands."""
        return self._rows.get(archive_id)


class ArchiveTableModel(FlatTableModel[ArchiveLine]):
    """The archives that the filter lets through.

    Long lists are sorted by `background`, short ones at once.
    """

    context = "ArchiveTable"
    headers = _HEADERS
    right_aligned = _RIGHT_ALIGNED

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._places = ArchiveRows([])
        self._sort_column = ArchiveColumn.CREATED
        self._sort_order = Qt.SortOrder.DescendingOrder
        self._generation = 0  # of the rows and their order: what a worker sorted for an older one is dropped

    @property
    def lines(self) -> Sequence[ArchiveLine]:
        """The rows in their present order."""
        return self._rows

    def sorter(self) -> Callable[[list[ArchiveLine], Progress], ArchiveRows]:
        """A function that puts lines into this table's present order, for a worker that loads them."""
        key, reverse = _SORT_KEYS[self._sort_column], self._sort_order == Qt.SortOrder.DescendingOrder

        def sort(lines: list[ArchiveLine], progress: Progress) -> ArchiveRows:
            with many_objects():
                keys = [key(line) for line in lines]
                order = sorted_gently(range(len(lines)), keys.__getitem__, reverse=reverse, progress=progress)
                rows = ArchiveRows([lines[number] for number in order])
                let_go(keys)
            return rows

        return sort

    def show_sorted(self, rows: ArchiveRows) -> None:
        """Replace all rows by these, which are in order already; rows that merely changed keep selection."""
        self._generation += 1
        old, same = self._rows, rows.ids == self._places.ids
        self._places = rows
        if not same:
            self._replace(rows.lines)
        else:
            self._rows = rows.lines
            if rows.lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows.lines) - 1, len(_HEADERS) - 1))
        if len(old) > ROWS_AT_ONCE:
            self._background(lambda _progress: let_go(old), _nothing)

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """The rows in which these archives stand, top to bottom."""
        return sorted(row for row in map(self._places.row_of, ids) if row is not None)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the roles beyond Qt's own are those of `roles`. A page asks a thousand times when it is painted."""
        tell = _CELLS.get(role)
        if tell is None or not index.isValid():
            return None
        return tell(self._rows[index.row()], index.column())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in another order; the selection stays with its archives."""
        self._sort_column = ArchiveColumn(column)
        self._sort_order = order
        self._generation += 1
        sorter, lines, generation = self.sorter(), self._rows, self._generation
        if len(lines) <= ROWS_AT_ONCE:
            self._take_order(generation, sorter(lines, Progress()))
            return
        self._background(
            lambda progress: sorter(list(lines), progress), lambda ordered: self._take_order(generation, ordered)
        )

    def _take_order(self, generation: int, ordered: ArchiveRows) -> None:
        if generation != self._generation:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in held]
        self._rows, self._places = ordered.lines, ordered
        rows = [ordered.row_of(number) for number in ids]
        moved = [self.index(row or 0, index.column()) for row, index in zip(rows, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()


def _nothing(_result: object) -> None:
    """Nobody waits for it."""
