"""The list of keys, made from the actions that bear them: it cannot promise what is not there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from archiver_gui.gui.theme import metrics, mnemonics
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.labels import SectionLabel, TitleLabel

_Group = tuple[str, Sequence[QAction]]


class ShortcutsDialog(QDialog):
    """A line an action, under the name of its menu; two columns of them."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[QAction]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GAP)
        column.addWidget(TitleLabel(self.tr("Keyboard shortcuts")))
        with_keys = [
            (title, shown)
            for title, actions in groups
            if (shown := [action for action in actions if not action.shortcut().isEmpty()])
        ]
        # Beside each other, or the list would be higher than a small screen.
        half = sum(len(shown) + 1 for _, shown in with_keys) / 2
        columns = QHBoxLayout()
        columns.setSpacing(2 * metrics.MARGIN)
        first: list[_Group] = []
        while with_keys and sum(len(shown) + 1 for _, shown in [*first, with_keys[0]]) <= half + 2:
            first.append(with_keys.pop(0))
        for part in (first, with_keys):
            columns.addLayout(_grid_of(part))
        column.addLayout(columns)
        close = PlainButton(self.tr("&Close"))
        close.setObjectName("closeShortcutsButton")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)


def _grid_of(groups: Sequence[_Group]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(metrics.MARGIN)
    grid.setVerticalSpacing(6)
    line = 0
    for title, actions in groups:
        heading = SectionLabel(mnemonics.plain(title))
        heading.setContentsMargins(0, 8 if line else 0, 0, 0)
        grid.addWidget(heading, line, 0, 1, 2)
        line += 1
        for action in actions:
            grid.addWidget(QLabel(mnemonics.plain(action.text()).rstrip("…")), line, 0)
            keys = QLabel(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            keys.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(keys, line, 1)
            line += 1
    grid.setRowStretch(line, 1)
    return grid
