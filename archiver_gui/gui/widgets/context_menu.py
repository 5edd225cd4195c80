"""Where the context menu of a list belongs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView


def menu_place(view: QAbstractItemView, asked_at: QPoint) -> QPoint | None:
    """Where in the viewport a menu opens that was asked for by `customContextMenuRequested`; None beside all rows.

    A key asks for it in the middle of the view, wherever the rows are; then it opens at the current or selected one.
    """
    if asked_at != view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center():
        return asked_at if view.indexAt(asked_at).isValid() else None
    chosen = [index for index in (view.currentIndex(), *view.selectedIndexes()[:1]) if index.isValid()]
    if not chosen:
        return None
    at = view.visualRect(chosen[0]).center()
    return at if view.viewport().rect().contains(at) else view.viewport().rect().center()
