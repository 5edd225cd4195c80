"""What has changed on disk since an archive was built: one row a difference."""

from __future__ import annotations

import posixpath
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt

from archiver_gui.core.changes import Change, ChangeKind
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.names import display
from archiver_gui.gui import wording
from archiver_gui.gui.models.file_kinds import file_icon
from archiver_gui.gui.models.flat_table import FlatTableModel
from archiver_gui.gui.models.roles import CHIP_ROLE, ICON_ROLE, RECORD_ROLE, AnyIndex


class ChangeColumn(IntEnum):
    """The columns of the differences."""

    ENTRY = 0
    BEFORE = 1
    NOW = 2
    CHANGE = 3


_WORDS = {
    ChangeKind.NEW: QT_TRANSLATE_NOOP("Changes", "New"),
    ChangeKind.CHANGED: QT_TRANSLATE_NOOP("Changes", "Changed"),
    ChangeKind.GONE: QT_TRANSLATE_NOOP("Changes", "Gone"),
}
_CHIPS = {
    ChangeKind.NEW: ("good", "plus"),
    ChangeKind.CHANGED: ("plain", "arrow-left-right"),
    ChangeKind.GONE: ("warning", "x"),
}


class ChangesModel(FlatTableModel[Change]):
    """The differences of one comparison, in its order."""

    context = "Changes"
    headers = (
        QT_TRANSLATE_NOOP("Changes", "Entry"),
        QT_TRANSLATE_NOOP("Changes", "In the archive"),
        QT_TRANSLATE_NOOP("Changes", "Now"),
        QT_TRANSLATE_NOOP("Changes", "Change"),
    )
    right_aligned = frozenset({ChangeColumn.BEFORE, ChangeColumn.NOW})

    def show(self, changes: tuple[Change, ...]) -> None:
        """Replace all rows."""
        self._replace(list(changes))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the roles beyond Qt's own are those of `roles`."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], ChangeColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(one, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case Qt.ItemDataRole.ToolTipRole if column == ChangeColumn.ENTRY:
                return display(one.path)
            case int() if role == RECORD_ROLE:
                return one
            case int() if role == ICON_ROLE and column == ChangeColumn.ENTRY:
                return file_icon(posixpath.basename(one.path), one.kind)
            case int() if role == CHIP_ROLE and column == ChangeColumn.CHANGE:
                return _CHIPS[one.change]
        return None


def _text(one: Change, column: ChangeColumn) -> str:
    match column:
        case ChangeColumn.ENTRY:
            return display(one.path)
        case ChangeColumn.BEFORE:
            return _size_text(one, one.old_size)
        case ChangeColumn.NOW:
            return _size_text(one, one.size)
        case ChangeColumn.CHANGE:
            return QCoreApplication.translate("Changes", str(_WORDS[one.change]))


def _size_text(one: Change, size: int | None) -> str:
    return "" if size is None or one.kind is not EntryKind.FILE else wording.size_text(size)
