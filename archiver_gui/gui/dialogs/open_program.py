"""Asks before something out of an archive is opened that may run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from archiver_gui.core.names import display
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import DangerButton, PlainButton
from archiver_gui.gui.widgets.labels import ElidedLabel, TitleLabel

_WIDTH = 480


class OpenProgramDialog(QDialog):
    """Accepted: open it. Not opening it is the answer of Escape and of Enter."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openProgramDialog")
        title = self.tr("This file may be a program")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GRID)
        heading = TitleLabel(title)
        heading.setWordWrap(True)
        column.addWidget(heading)
        column.addWidget(ElidedLabel(display(name)))
        text = QLabel(
            self.tr(
                "Programs, scripts and launchers can do whatever you can do, to all your files. "
                "Open it only if you know where the archive comes from."
            )
        )
        text.setWordWrap(True)
        column.addWidget(text)
        keep = PlainButton(self.tr("&Do not open"))
        keep.setObjectName("openProgramRefuseButton")
        keep.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keep.clicked.connect(self.reject)
        go_on = DangerButton(self.tr("&Open all the same"))
        go_on.setObjectName("openProgramAcceptButton")
        go_on.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(go_on)
        column.addSpacing(metrics.GRID)
        column.addLayout(row)
        self.setFixedWidth(_WIDTH)
        keep.setFocus()
