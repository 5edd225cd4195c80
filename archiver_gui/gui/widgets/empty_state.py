"""What an empty page or view says: what it is, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import paint as paint_icon

_ICON = 36
_WIDEST = 420


def paint_empty_state(painter: QPainter, rect: QRect, icon: str, title: str, hint: str = "") -> None:
    """Draw icon, title and hint in the middle of the rectangle, as in an item view's viewport."""
    palette = current()
    width = min(_WIDEST, rect.width() - 2 * metrics.GAP)
    if width < 80:
        return
    strong, quiet = metrics.font("text", bold=True), metrics.font("small")
    wrap = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
    room = QRect(0, 0, width, 2000)
    title_height = QFontMetrics(strong).boundingRect(room, wrap, title).height()
    hint_height = QFontMetrics(quiet).boundingRect(room, wrap, hint).height() if hint else 0
    top = rect.center().y() - (_ICON + 12 + title_height + 4 + hint_height) // 2
    left = rect.center().x() - width // 2
    icon_rect = QRectF(rect.center().x() - _ICON / 2, top, _ICON, _ICON)
    paint_icon(painter, icon, icon_rect, palette.muted)
    top += _ICON + 12
    _write(painter, QRect(left, top, width, title_height), wrap, title, palette.text, strong=True)
    if hint:
        _write(painter, QRect(left, top + title_height + 4, width, hint_height), wrap, hint, palette.muted)


def _write(painter: QPainter, rect: QRect, flags: int, text: str, colour: QColor, *, strong: bool = False) -> None:
    painter.setFont(metrics.font("text", bold=True) if strong else metrics.font("small"))
    painter.setPen(colour)
    painter.drawText(rect, flags, text)


class _IconLabel(QWidget):
    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._name, QRectF(self.rect()), current().muted)


class EmptyState(QWidget):
    """The same as a page of a stack; further widgets, such as a button, go into `column`."""

    def __init__(self, icon: str, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(4)
        self.column.addStretch()
        self.column.addWidget(_IconLabel(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(8)
        self._title = self._add_label()
        self._title.setFont(metrics.font("text", bold=True))
        self._hint = self._add_label()
        self._hint.setFont(metrics.font("small"))
        self._hint.setProperty("muted", True)
        self.column.addStretch()
        self.say(title, hint)

    def say(self, title: str, hint: str = "") -> None:
        """Say something else."""
        for label, text in ((self._title, title), (self._hint, hint)):
            label.setText(text)
            # A layout that aligns a label asks it for one line's height only.
            label.setFixedHeight(max(0, label.heightForWidth(_WIDEST)))
        self._hint.setVisible(bool(hint))

    def _add_label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setWordWrap(True)
        label.setFixedWidth(_WIDEST)
        self.column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        return label
