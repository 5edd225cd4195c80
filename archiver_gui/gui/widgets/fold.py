"""A part of a page that is folded away until wanted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from archiver_gui.gui.theme import current, metrics, mnemonics
from archiver_gui.gui.theme.icons import paint as paint_icon

_ICON = 18


class FoldButton(QAbstractButton):
    """A chevron, a title, and a summary of what is folded away."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = ""
        self.setText(text)
        self.setAccessibleName(mnemonics.plain(text))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_summary(self, summary: str) -> None:
        """What is set inside, in a few words."""
        self._summary = summary
        self.setAccessibleDescription(summary)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, metrics.CONTROL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter unfolds, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw chevron, title and summary."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self.hasFocus():
            painter.setPen(QPen(palette.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        name = "chevron-down" if self.isChecked() else "chevron-left" if mirrored else "chevron-right"
        icon = QRectF(self.width() - _ICON if mirrored else 0, (self.height() - _ICON) / 2, _ICON, _ICON)
        ink = palette.text if self.underMouse() or self.isChecked() else palette.muted
        paint_icon(painter, name, icon, ink)
        room = self.rect().adjusted(0, 0, -_ICON - 6, 0) if mirrored else self.rect().adjusted(_ICON + 6, 0, 0, 0)
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        font = metrics.font("text")
        painter.setFont(font)
        painter.setPen(ink)
        mark = Qt.TextFlag.TextShowMnemonic if mnemonics.shown() else Qt.TextFlag.TextHideMnemonic
        painter.drawText(room, flags | int(mark), self.text())
        used = QFontMetrics(font).horizontalAdvance(mnemonics.plain(self.text())) + metrics.GRID
        rest = room.adjusted(0, 0, -used, 0) if mirrored else room.adjusted(used, 0, 0, 0)
        painter.setFont(metrics.font("small"))
        painter.setPen(palette.muted)
        numbers = QFontMetrics(painter.font())
        painter.drawText(rest, flags, numbers.elidedText(self._summary, Qt.TextElideMode.ElideRight, rest.width()))


class Fold(QWidget):
    """Title on top, content below; the content goes into `column`."""

    toggled = Signal(bool)

    def __init__(self, text: str, button_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = FoldButton(text)
        self.button.setObjectName(button_name)
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 4, 0, 0)
        self.column.setSpacing(metrics.GRID)
        self._content.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addWidget(self._content)
        self.button.toggled.connect(self._on_toggled)

    def _on_toggled(self, unfolded: bool) -> None:
        self._content.setVisible(unfolded)
        self.toggled.emit(unfolded)
