"""Tables and trees as the window draws them: tall rows, hairlines, no grid, icons and chips."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QTreeView, QWidget

from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.empty_state import paint_empty_state
from archiver_gui.gui.widgets.row_delegate import ICON, RowDelegate
from archiver_gui.gui.widgets.row_header import RowHeader


class _Empty:
    """What a view says while it has no row; painted inside its viewport."""

    def __init__(self) -> None:
        self.icon = ""
        self.title = ""
        self.hint = ""

    def paint(self, view: QAbstractItemView) -> None:
        if self.title and view.model() is not None and view.model().rowCount(view.rootIndex()) == 0:
            paint_empty_state(QPainter(view.viewport()), view.viewport().rect(), self.icon, self.title, self.hint)


def _prepare(view: QAbstractItemView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(True)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)


class RowTable(QTableView):
    """A table of rows, selected as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = _Empty()
        _prepare(self)
        self._cells = RowDelegate(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(metrics.ROW)
        self.setHorizontalHeader(RowHeader(self))

    def set_empty(self, icon: str, title: str, hint: str = "") -> None:
        """What to say while there is no row."""
        self._empty.icon, self._empty.title, self._empty.hint = icon, title, hint
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model; the empty state follows its rows."""
        super().setModel(model)
        _follow(self, model)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what stands in their place."""
        if self.state() == QAbstractItemView.State.DraggingState:
            with self._cells.seen_at_once():
                super().paintEvent(event)  # Qt alone knows where the mark of a drop belongs
        elif self.model() is not None:
            self._cells.paint_rows(self, QPainter(self.viewport()), event.rect())
        self._empty.paint(self)


class RowTree(QTreeView):
    """A tree of rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = _Empty()
        _prepare(self)
        self._cells = RowDelegate(self, hairlines=False, padding=6)
        self.setItemDelegate(self._cells)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setIconSize(QSize(ICON, ICON))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def set_empty(self, icon: str, title: str, hint: str = "") -> None:
        """What to say while there is no row."""
        self._empty.icon, self._empty.title, self._empty.hint = icon, title, hint
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model; the empty state follows its rows."""
        super().setModel(model)
        _follow(self, model)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what stands in their place."""
        with self._cells.seen_at_once():
            super().paintEvent(event)
        self._empty.paint(self)


def _follow(view: QAbstractItemView, model: QAbstractItemModel | None) -> None:
    if model is not None:
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(view.viewport().update)
