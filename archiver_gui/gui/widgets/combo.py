"""Lists of choice and number fields; the style sheet gives them their look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QStyledItemDelegate, QWidget

from archiver_gui.gui.theme import metrics

_NUMBER_MARGIN = 8


class Combo(QComboBox):
    """A list of choice. Name it by a label whose buddy it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(6)
        # The default delegate draws a check column that the sheet's rows have no use for.
        self.setItemDelegate(QStyledItemDelegate(self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the choice, unless it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SpinBox(QSpinBox):
    """A number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_NUMBER_MARGIN, 0, _NUMBER_MARGIN, 0)  # the sheet's padding stops at the frame
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(metrics.CONTROL)  # the style would make it a little higher

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the number, unless it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
