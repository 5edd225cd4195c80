"""Chips: a word with an icon on a round soft ground, as a widget and as paint for delegates."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPixmap
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


@lru_cache(maxsize=1_024)
def chip_size(text: str, icon: str = "") -> QSize:
    """The room that a chip takes."""
    width = QFontMetrics(metrics.font("small")).horizontalAdvance(text) + 2 * _PADDING + 2
    return QSize(width + (_ICON + _GAP if icon else 0), _HEIGHT)


def paint_chip(
    painter: QPainter, place: tuple[int, int, int, int], text: str, kind: str, icon: str, *, mirrored: bool
) -> None:
    """Draw a chip at the leading edge of a place (left, top, width, height), in its middle; cut where it does not fit.

    Args:
        kind: "plain", "good", "warning", "error" or "accent".
        icon: Lucide's name, or nothing.
    """
    left, top, room, height = place
    width = min(chip_size(text, icon).width(), room)
    if width <= 0:
        return
    scale = painter.device().devicePixelRatioF()
    picture = _picture(text, kind, icon, width, scale, current().name, mirrored=mirrored)
    if mirrored:
        left += room - width
    # On whole pixels of the device, so that it is sharp at every scale.
    painter.drawPixmap(
        QPointF(round(left * scale) / scale, round((top + (height - _HEIGHT) / 2) * scale) / scale), picture
    )


@lru_cache(maxsize=512)
def _picture(text: str, kind: str, icon: str, width: int, scale: float, _palette: str, *, mirrored: bool) -> QPixmap:
    """The chip in the colours of the palette in force: a page shows the same few again and again."""
    picture = QPixmap(math.ceil(width * scale), math.ceil(_HEIGHT * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    ground, ink = _colours(kind)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    body = QRectF(0, 0, width, _HEIGHT)
    painter.drawRoundedRect(body, _HEIGHT / 2, _HEIGHT / 2)
    inner = body.adjusted(_PADDING, 0, -_PADDING, 0)
    if icon:
        icon_left = inner.right() - _ICON if mirrored else inner.left()
        paint_icon(painter, icon, QRectF(icon_left, (_HEIGHT - _ICON) / 2, _ICON, _ICON), ink)
        inner = inner.adjusted(0, 0, -_ICON - _GAP, 0) if mirrored else inner.adjusted(_ICON + _GAP, 0, 0, 0)
    painter.setFont(metrics.font("small"))
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)
    painter.end()
    return picture


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
        return chip_size(self._text, self._icon)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        place = (0, 0, self.width(), self.height())
        paint_chip(QPainter(self), place, self._text, self._kind, self._icon, mirrored=self.isRightToLeft())
