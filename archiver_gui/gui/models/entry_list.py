"""The entries of one folder, or those that a filter finds: the archive page's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt, Signal

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.models.entry_index import EntryIndex, EntryNode
from archiver_gui.gui.models.file_kinds import file_icon
from archiver_gui.gui.models.flat_table import FlatTableModel
from archiver_gui.gui.models.ordering import natural_key, sorted_gently
from archiver_gui.gui.models.roles import (
    ICON_ROLE,
    RECORD_ROLE,
    ROWS_AT_ONCE,
    SORT_ROLE,
    AnyIndex,
    Background,
)


class EntryColumn(IntEnum):
    """The columns of the entry list."""

    NAME = 0
    SIZE = 1
    PACKED = 2
    RATIO = 3
    MODIFIED = 4
    CRC = 5


_HEADERS = (
    QT_TRANSLATE_NOOP("EntryList", "Name"),
    QT_TRANSLATE_NOOP("EntryList", "Size"),
    QT_TRANSLATE_NOOP("EntryList", "Packed"),
    QT_TRANSLATE_NOOP("EntryList", "Ratio"),
    QT_TRANSLATE_NOOP("EntryList", "Modified"),
    QT_TRANSLATE_NOOP("EntryList", "CRC"),
)
_RIGHT_ALIGNED = frozenset(EntryColumn) - {EntryColumn.NAME}


def _modified_text(mtime: float | None) -> str:
    try:
        return "" if mtime is None else wording.moment_text(datetime.fromtimestamp(mtime, UTC))
    except (OverflowError, OSError, ValueError):  # archives may claim any time: this one is no time at all
        return ""


class EntryListModel(FlatTableModel[EntryNode]):
    """The nodes of one folder. Big folders are walked and sorted by `background`."""

    context = "EntryList"
    headers = _HEADERS
    right_aligned = _RIGHT_ALIGNED

    goal_reached = Signal(int)  # the row of the entry that was asked for with its folder

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._index = EntryIndex([])
        self._folder = self._index.root
        self._filter = ""
        self._goal = ""
        self._sort_column = EntryColumn.NAME
        self._sort_order = Qt.SortOrder.AscendingOrder
        self._generation = 0
        self.loading = False

    @property
    def nodes(self) -> list[EntryNode]:
        """The rows in their present order."""
        return self._rows

    def show_folder(self, index: EntryIndex, folder: EntryNode, filter_text: str = "", goal: str = "") -> None:
        """Show what is in a folder; with a filter, what matches at any depth below it; tell where the goal stands."""
        self._index, self._folder, self._filter, self._goal = index, folder, filter_text.strip(), goal
        self._reload()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Folders first, then by the column."""
        self._sort_column, self._sort_order = EntryColumn(column), order
        self._reload()

    def _reload(self) -> None:
        self._generation += 1
        generation, work = self._generation, self._loader()
        if self._folder.high - self._folder.low <= ROWS_AT_ONCE:
            self._take(generation, *work(Progress()))
            return
        self.loading = True
        if self._rows:
            self._replace([])
        self._background(work, lambda found: self._take(generation, *found))

    def _loader(self) -> Callable[[Progress], tuple[list[EntryNode], int | None]]:
        index, folder, text, goal = self._index, self._folder, self._filter, self._goal
        key, reverse = self._sort_key(), self._sort_order == Qt.SortOrder.DescendingOrder

        def load(progress: Progress) -> tuple[list[EntryNode], int | None]:
            found = index.matching(folder, text, progress) if text else index.children(folder)
            folders: list[EntryNode] = []
            files: list[EntryNode] = []
            for number, node in enumerate(found):
                (folders if node.folder else files).append(node)
                if not number % ROWS_AT_ONCE:
                    progress.check()
            nodes = [
                *sorted_gently(folders, key, reverse=reverse, progress=progress),
                *sorted_gently(files, key, reverse=reverse, progress=progress),
            ]
            return nodes, next((row for row, node in enumerate(nodes) if goal and node.path == goal), None)

        return load

    def _take(self, generation: int, nodes: list[EntryNode], goal: int | None) -> None:
        if generation == self._generation:
            self.loading = False
            self._replace(nodes)
            if goal is not None:
                self._goal = ""  # who has been led there may go elsewhere
                self.goal_reached.emit(goal)

    def _sort_key(self) -> Callable[[EntryNode], Any]:
        index = self._index
        keys: dict[EntryColumn, Callable[[EntryNode], Any]] = {
            EntryColumn.NAME: lambda node: natural_key(node.path),
            EntryColumn.SIZE: index.size,
            EntryColumn.PACKED: lambda node: index.packed_size(node) or 0,
            EntryColumn.RATIO: lambda node: (index.packed_size(node) or 0) / (index.size(node) or 1),
            EntryColumn.MODIFIED: lambda node: (node.entry.mtime or 0.0) if node.entry else 0.0,
            EntryColumn.CRC: lambda node: (node.entry.crc32 or 0) if node.entry else 0,
        }
        return keys[self._sort_column]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the roles beyond Qt's own are those of `roles`. A page asks a thousand times when it is painted."""
        tell = self._cells.get(role)
        if tell is None or not index.isValid():
            return None
        return tell(self, self._rows[index.row()], index.column())

    def _text(self, node: EntryNode, column: int) -> str:
        return _TEXTS[column](self._index, node) if column else self._shown_name(node)

    def _sort_value(self, node: EntryNode, _column: int) -> Any:
        return self._sort_key()(node)

    def _shown_name(self, node: EntryNode) -> str:
        if not self._filter:
            return display(node.name) or "/"
        start = len(self._folder.path) + 1 if self._folder.path else 0
        return display(node.path[start:])

    # What each role tells of a node in a column.
    _cells: ClassVar[dict[int, Callable[[EntryListModel, EntryNode, int], Any]]] = {
        Qt.ItemDataRole.DisplayRole: _text,
        Qt.ItemDataRole.TextAlignmentRole: lambda model, _node, column: model.alignment(column),
        Qt.ItemDataRole.ToolTipRole: lambda _model, node, column: None if column else _tooltip(node),
        RECORD_ROLE: lambda _model, node, _column: node,
        SORT_ROLE: _sort_value,
        ICON_ROLE: lambda _model, node, column: None if column else _icon(node),
    }


def _icon(node: EntryNode) -> str:
    if node.entry is not None and node.entry.encrypted:
        return "lock"
    kind = EntryKind.FOLDER if node.folder or node.entry is None else node.entry.kind
    return file_icon(node.name, kind)


def _tooltip(node: EntryNode) -> str:
    target = node.entry.link_target if node.entry is not None else None
    return display(node.path) + (f" → {display(target)}" if target else "")


def _packed_text(index: EntryIndex, node: EntryNode) -> str:
    packed = index.packed_size(node)
    return "" if packed is None else wording.size_text(packed)


def _ratio_text(index: EntryIndex, node: EntryNode) -> str:
    packed = index.packed_size(node)
    return "" if packed is None else wording.ratio_text(packed, index.size(node))


def _crc_text(_index: EntryIndex, node: EntryNode) -> str:
    return "" if node.entry is None or node.entry.crc32 is None else f"{node.entry.crc32:08x}"


# The columns beside the name.
_TEXTS: dict[int, Callable[[EntryIndex, EntryNode], str]] = {
    EntryColumn.SIZE: lambda index, node: wording.size_text(index.size(node)),
    EntryColumn.PACKED: _packed_text,
    EntryColumn.RATIO: _ratio_text,
    EntryColumn.MODIFIED: lambda _index, node: _modified_text(node.entry.mtime) if node.entry else "",
    EntryColumn.CRC: _crc_text,
}
