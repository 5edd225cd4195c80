"""The row above the catalogue's table: what is searched for and what is wrong with it, filters, choice of columns."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from archiver_gui.gui.pages.catalogue_filters import CatalogueFilters
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import IconButton
from archiver_gui.gui.widgets.fields import SearchField
from archiver_gui.gui.widgets.labels import MutedLabel

_SETTLE_MS = 150  # typing a word asks the catalogue once
_WIDTH = 346


class CatalogueSearchRow(QWidget):
    """Tells at once that text or filters change, and a moment later what they have become."""

    changing = Signal()
    settled = Signal()
    left = Signal()  # by Enter or Down, to what was found

    def __init__(self, columns_menu: QMenu) -> None:
        super().__init__()
        self.field = SearchField(self.tr("Search archives and every entry in them"))
        self.field.setObjectName("catalogueFilter")
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setMaximumWidth(_WIDTH)
        self._problem = MutedLabel()
        self._problem.setObjectName("catalogueSearchProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._note = MutedLabel()
        self._note.setObjectName("catalogueSearchNote")
        self._note.setWordWrap(True)
        self._note.hide()
        self.filters = CatalogueFilters()
        self.filters.changed.connect(self.changing)
        self.filters.changed.connect(self.settled)
        columns = IconButton("columns-3", self.tr("Choose columns"))
        columns.setObjectName("columnsButton")
        columns.clicked.connect(lambda: columns_menu.popup(columns.mapToGlobal(columns.rect().bottomLeft())))
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addWidget(self.field, 3)
        row.addWidget(self.filters)
        row.addStretch(1)
        row.addWidget(columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.GRID)
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addWidget(self._note)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.settled)
        self.field.textChanged.connect(self.changing)
        self.field.textChanged.connect(self._settle.start)
        self.field.returnPressed.connect(self.left)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.left)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.field.text().strip()

    def tell_problem(self, problem: str) -> None:
        """Say what is wrong with the text; nothing when it is sound."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def tell_note(self, note: str) -> None:
        """Say what is to be known of what was found; nothing where that is all there is."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
