"""Why there is no window at all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.names import display
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PrimaryButton
from archiver_gui.gui.widgets.labels import TitleLabel


class FailureDialog(QDialog):
    """An error that nothing can be done without: title, detail, hint."""

    def __init__(self, error: ArchiverError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("failureDialog")
        self.setWindowTitle("Archiver")
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GRID)
        title = TitleLabel(display(told(error.title)))
        title.setWordWrap(True)
        column.addWidget(title)
        for text in (error.detail, error.hint):
            if text:
                label = QLabel(display(told(text)))
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                label.setMinimumWidth(400)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(label)
        close = PrimaryButton(self.tr("&Close"))
        close.setObjectName("closeFailureButton")
        close.clicked.connect(self.accept)
        column.addSpacing(metrics.GRID)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
