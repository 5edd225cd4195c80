"""Chips: a word with an icon on a round soft ground, as a widget and as paint for delegates."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import paint as paint_icon

_HEIGHT = 22
_PADDING = 8
_ICON = 14
_GAP = 5


def _colours(kind: str) -> tuple[QColor, QColor]:
    """Ground and text of a kind."""
    palette = current()
    return {
        "good": (palette.chip, palette.good),
        "warning": (palette.warning_soft, palette.warning),
        "error": (palette.error_soft, palette.error),
        "accent": (palette.accent_soft, palette.accent),
    }.get(kind, (palette.surface2, palette.muted))


def chip_size(font_metrics: QFontMetrics, text: str, icon: str = "") -> QSize:
    """The room that a chip takes, in the font of `font_metrics`."""
    width = font_metrics.horizontalAdvance(text) + 2 * _PADDING + 2
    return QSize(width + (_ICON + _GAP if icon else 0), _HEIGHT)


def paint_chip(painter: QPainter, rect: QRectF, text: str, kind: str = "plain", icon: str = "") -> None:
    """Draw a chip at the leading edge of the rectangle, in its middle; cut where it does not fit.

    Args:
        kind: "plain", "good", "warning", "error" or "accent".
        icon: Lucide's name, or nothing.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = metrics.font("small")
    painter.setFont(font)
    numbers = QFontMetrics(font)
    width = min(float(chip_size(numbers, text, icon).width()), rect.width())
    right_to_left = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = rect.right() - width if right_to_left else rect.left()
    body = QRectF(left, rect.center().y() - _HEIGHT / 2, width, _HEIGHT)
    ground, ink = _colours(kind)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(body, _HEIGHT / 2, _HEIGHT / 2)
    inner = body.adjusted(_PADDING, 0, -_PADDING, 0)
    if icon:
        icon_left = inner.right() - _ICON if right_to_left else inner.left()
        paint_icon(painter, icon, QRectF(icon_left, body.center().y() - _ICON / 2, _ICON, _ICON), ink)
        inner = inner.adjusted(0, 0, -_ICON - _GAP, 0) if right_to_left else inner.adjusted(_ICON + _GAP, 0, 0, 0)
    painter.setPen(ink)
    shown = numbers.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)
    painter.restore()


class Chip(QWidget):
    """A chip that stands by itself."""

    def __init__(self, text: str = "", kind: str = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._kind = kind
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_state(self, text: str, kind: str = "plain", icon: str = "") -> None:
        """Say something else."""
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        return chip_size(QFontMetrics(metrics.font("small")), self._text, self._icon)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_chip(painter, QRectF(self.rect()), self._text, self._kind, self._icon)
