"""Contents that several archives hold: one row a content, those first of which most could be saved."""

from __future__ import annotations

import posixpath
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.matches import SameContent
from archiver_gui.core.names import display
from archiver_gui.gui import wording
from archiver_gui.gui.models.file_kinds import file_icon
from archiver_gui.gui.models.flat_table import FlatTableModel
from archiver_gui.gui.models.roles import ICON_ROLE, RECORD_ROLE, AnyIndex


class DuplicateColumn(IntEnum):
    """The columns of the duplicates."""

    ENTRY = 0
    SIZE = 1
    COPIES = 2
    ARCHIVES = 3
    SAVED = 4


class DuplicatesModel(FlatTableModel[SameContent]):
    """The contents, in the order that the catalogue gives them."""

    context = "Duplicates"
    headers = (
        QT_TRANSLATE_NOOP("Duplicates", "Content"),
        QT_TRANSLATE_NOOP("Duplicates", "Size"),
        QT_TRANSLATE_NOOP("Duplicates", "Copies"),
        QT_TRANSLATE_NOOP("Duplicates", "Archives"),
        QT_TRANSLATE_NOOP("Duplicates", "Could be saved"),
    )
    right_aligned = frozenset(DuplicateColumn) - {DuplicateColumn.ENTRY}

    def show_found(self, found: list[SameContent]) -> None:
        """Replace all rows; nothing happens when they are the same."""
        if found != self._rows:
            self._replace(found)

    @property
    def saved_bytes(self) -> int:
        """What one copy of each in place of all would save, before compression."""
        return sum(one.saved_bytes for one in self._rows)

    def row_of(self, digest: bytes) -> int | None:
        """Where this content stands now."""
        return next((row for row, one in enumerate(self._rows) if one.digest == digest), None)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the roles beyond Qt's own are those of `roles`."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], DuplicateColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(one, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case Qt.ItemDataRole.ToolTipRole if column == DuplicateColumn.ENTRY:
                return display(one.path)
            case int() if role == RECORD_ROLE:
                return one
            case int() if role == ICON_ROLE and column == DuplicateColumn.ENTRY:
                return file_icon(posixpath.basename(one.path), EntryKind.FILE)
        return None


def _text(one: SameContent, column: DuplicateColumn) -> str:
    match column:
        case DuplicateColumn.ENTRY:
            return display(one.path)
        case DuplicateColumn.SIZE:
            return wording.size_text(one.size)
        case DuplicateColumn.COPIES:
            return wording.count_text(one.copies)
        case DuplicateColumn.ARCHIVES:
            return wording.count_text(one.archives)
        case DuplicateColumn.SAVED:
            return wording.size_text(one.saved_bytes)
