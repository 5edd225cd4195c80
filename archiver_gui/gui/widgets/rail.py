"""The rail at the window's leading edge: one button a page, and one at its foot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from archiver_gui.gui.theme import current, metrics, mnemonics
from archiver_gui.gui.theme.icons import paint as paint_icon
from archiver_gui.gui.theme.palette import mixed

_WIDTH = 87
_BUTTON = QSize(71, 61)
_LABEL_ROOM = 19  # in its height
_ICON = 24


class RailButton(QAbstractButton):
    """Icon over label; `set_badge` counts what goes on behind it."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._badge = 0
        self.setText(text)
        self.setAccessibleName(mnemonics.plain(text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        numbers = QFontMetrics(metrics.font("small", bold=True))
        width = max(_BUTTON.width(), numbers.horizontalAdvance(mnemonics.plain(text)) + metrics.GRID)
        self.setMinimumSize(width, _BUTTON.height() + max(0, numbers.height() - _LABEL_ROOM))

    def set_badge(self, count: int) -> None:
        """Show a number over the icon; 0 for none."""
        if count != self._badge:
            self._badge = count
            name = mnemonics.plain(self.text())
            self.setAccessibleName(f"{name} ({count})" if count else name)
            self.update()

    def sizeHint(self) -> QSize:
        """The drawing's size, wider for longer words."""
        return self.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, label and badge."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.isDown():
            painter.setBrush(palette.accent_soft)
            painter.drawRoundedRect(body, metrics.RADIUS, metrics.RADIUS)
        elif self.underMouse():
            painter.setBrush(mixed(palette.surface, palette.text, 0.05))
            painter.drawRoundedRect(body, metrics.RADIUS, metrics.RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.accent, 2))
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), metrics.RADIUS - 1, metrics.RADIUS - 1)
        ink = palette.accent if self.isChecked() else palette.muted
        icon = QRectF(body.center().x() - _ICON / 2, 9, _ICON, _ICON)
        paint_icon(painter, self._icon, icon, ink)
        painter.setFont(metrics.font("small", bold=self.isChecked()))
        painter.setPen(ink)
        label = QRectF(0, 36, body.width(), body.height() - 42)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextHideMnemonic)
        painter.drawText(label, flags, self.text())
        if self._badge:
            self._paint_badge(painter, icon)

    def _paint_badge(self, painter: QPainter, icon: QRectF) -> None:
        palette = current()
        text = str(self._badge) if self._badge < 100 else "99+"
        font = metrics.font("small", bold=True)
        font.setPixelSize(10)
        width = max(16, QFontMetrics(font).horizontalAdvance(text) + 8)
        left = icon.right() - 6 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else icon.left() + 6 - width
        badge = QRectF(left, icon.top() - 5, width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.accent)
        painter.drawRoundedRect(badge, 8, 8)
        painter.setFont(font)
        painter.setPen(palette.on_accent)
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(QFrame):
    """Holds the buttons; `page_chosen` names the page."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(metrics.GRID, 10, metrics.GRID, metrics.GRID)
        self._column.setSpacing(4)
        self._column.addStretch()
        self.setMinimumWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Pages"))

    def add_page(self, key: str, icon: str, text: str, object_name: str) -> RailButton:
        """Add the button of a page, above the foot."""
        button = RailButton(icon, text)
        button.setObjectName(object_name)
        button.setCheckable(True)
        self._buttons[key] = button
        self._column.insertWidget(len(self._buttons) - 1, button)
        button.clicked.connect(lambda: self.page_chosen.emit(key))
        self._keep_room()
        return button

    def add_foot(self, icon: str, text: str, object_name: str) -> RailButton:
        """Add a button at the foot, which is no page."""
        button = RailButton(icon, text)
        button.setObjectName(object_name)
        self._column.addWidget(button)
        self._keep_room()
        return button

    def _keep_room(self) -> None:
        """As wide as the widest word, also in a window that is too narrow for everything."""
        self.setMinimumWidth(max(_WIDTH, self._column.minimumSize().width()))

    def button(self, key: str) -> RailButton:
        """The button of a page."""
        return self._buttons[key]

    def set_page(self, key: str) -> None:
        """Show which page is up."""
        # No button group: that would leave all but one out of the Tab order.
        for other, button in self._buttons.items():
            button.setChecked(other == key)
