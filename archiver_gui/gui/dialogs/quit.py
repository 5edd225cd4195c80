"""The question whether to leave while jobs run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import DangerButton, PlainButton
from archiver_gui.gui.widgets.labels import TitleLabel


class QuitDialog(QDialog):
    """Accepted: the jobs are to be cancelled. Staying is the answer of Escape and of Enter."""

    def __init__(self, jobs: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quitDialog")
        title = self.tr("%n job(s) still running", "", jobs)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GRID)
        column.addWidget(TitleLabel(title))
        text = QLabel(self.tr("If you quit now they are cancelled, and nothing half-made is left behind."))
        text.setWordWrap(True)
        text.setMinimumWidth(360)
        column.addWidget(text)
        stay = PlainButton(self.tr("&Keep running"))
        stay.setObjectName("keepRunningButton")
        stay.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stay.clicked.connect(self.reject)
        leave = DangerButton(self.tr("&Cancel them and quit"))
        leave.setObjectName("cancelAndQuitButton")
        leave.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addStretch()
        row.addWidget(stay)
        row.addWidget(leave)
        column.addSpacing(metrics.GRID)
        column.addLayout(row)
        stay.setFocus()
