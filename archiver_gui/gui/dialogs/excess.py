"""Asks whether to go on when an archive turns out to hold far more than its size lets one expect."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from archiver_gui.core.options import Excess, ExcessKind
from archiver_gui.gui import wording
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import DangerButton, PlainButton
from archiver_gui.gui.widgets.labels import TitleLabel

_WIDTH = 480


class ExcessDialog(QDialog):
    """Stopping is the answer of Escape and of Enter; it leaves nothing behind."""

    def __init__(self, excess: Excess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("excessDialog")
        self.setWindowTitle(self.tr("Unusually large"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.choice: bool | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GRID)
        title = TitleLabel(self.tr("This archive unpacks to much more than it is"))
        title.setWordWrap(True)
        column.addWidget(title)
        trust = self.tr("Archives like this are made to fill up disks. Go on only if you know where it comes from.")
        for text in (self._fact(excess), trust):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(metrics.GRID)
        column.addLayout(self._build_buttons())
        self.setFixedWidth(_WIDTH)

    def _fact(self, excess: Excess) -> str:
        if excess.kind is ExcessKind.BYTES:
            return self.tr("More than {content} came out of {archive}.").format(
                content=wording.size_text(excess.limit), archive=wording.size_text(excess.archive_bytes)
            )
        count = wording.count_text(excess.limit)
        if excess.kind is ExcessKind.DEPTH:
            return self.tr("Its folders lie more than {count} deep in each other.").format(count=count)
        return self.tr("It has more than {count} entries without content.").format(count=count)

    def _build_buttons(self) -> QHBoxLayout:
        stop = PlainButton(self.tr("&Stop"))
        stop.setObjectName("excessStopButton")
        stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stop.clicked.connect(self.reject)
        go_on = DangerButton(self.tr("&Extract all the same"))
        go_on.setObjectName("excessExtractButton")
        go_on.clicked.connect(self._on_go_on)
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addStretch(1)
        row.addWidget(stop)
        row.addWidget(go_on)
        stop.setFocus()
        return row

    def _on_go_on(self) -> None:
        self.choice = True
        self.accept()
