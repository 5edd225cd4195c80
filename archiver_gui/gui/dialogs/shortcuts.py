"""The list of keys, made from the actions that bear them: it cannot promise what is not there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from archiver_gui.gui.theme import metrics, mnemonics
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.labels import SectionLabel, TitleLabel


class ShortcutsDialog(QDialog):
    """Two columns, a line an action, under the name of its menu."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[QAction]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GAP)
        column.addWidget(TitleLabel(self.tr("Keyboard shortcuts")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(6)
        line = 0
        for title, actions in groups:
            shown = [action for action in actions if not action.shortcut().isEmpty()]
            if not shown:
                continue
            heading = SectionLabel(mnemonics.plain(title))
            heading.setContentsMargins(0, 8 if line else 0, 0, 0)
            grid.addWidget(heading, line, 0, 1, 2)
            line += 1
            for action in shown:
                grid.addWidget(QLabel(mnemonics.plain(action.text()).rstrip("…")), line, 0)
                keys = QLabel(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
                keys.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(keys, line, 1)
                line += 1
        column.addLayout(grid)
        close = PlainButton(self.tr("&Close"))
        close.setObjectName("closeShortcutsButton")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
