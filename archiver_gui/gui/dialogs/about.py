"""What this program is, and whose work it stands on."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from archiver_gui import __version__
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.labels import MutedLabel, TitleLabel


class AboutDialog(QDialog):
    """Version, and what it runs on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About Archiver"))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, metrics.MARGIN, 40, metrics.MARGIN)
        column.setSpacing(metrics.GRID)
        picture = QLabel()
        picture.setPixmap(QApplication.windowIcon().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(TitleLabel(f"Archiver {__version__}"), 0, Qt.AlignmentFlag.AlignHCenter)
        purpose = QLabel(self.tr("Builds archives, verifies them, and remembers every one."))
        column.addWidget(purpose, 0, Qt.AlignmentFlag.AlignHCenter)
        versions = f"Python {platform.python_version()} · Qt {qVersion()}"
        for text in (versions, self.tr("MIT licence · icons: Lucide, ISC licence")):
            label = MutedLabel(text)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        close = PlainButton(self.tr("&Close"))
        close.setObjectName("closeAboutButton")
        close.clicked.connect(self.accept)
        column.addSpacing(metrics.GRID)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
