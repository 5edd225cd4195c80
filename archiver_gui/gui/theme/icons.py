"""Lucide icons, coloured from the palette at the moment they are painted, and sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from archiver_gui.gui.resources import resource
from archiver_gui.gui.theme.tokens import current

# Lucide draws with 2 of 24 units; beside text of 13 pixels this is the quieter weight.
_STROKE = b'stroke-width="1.7"'
_FADED = 0.45  # opacity of a disabled control's icon


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes().replace(b'stroke-width="2"', _STROKE)


def svg(name: str, colour: QColor) -> bytes:
    """The icon as an SVG file of that colour."""
    return _source(name).replace(b"currentColor", colour.name().encode())


@lru_cache(maxsize=256)
def _renderer(name: str, rgb: int) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name, QColor.fromRgb(rgb))))


@lru_cache(maxsize=512)
def _picture(name: str, rgb: int, side: int, scale: float) -> QPixmap:
    """The icon in device pixels: `side` of them, standing for `side / scale` logical ones."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, rgb).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon into the square: on whole pixels of the device, so that it is sharp at every scale."""
    scale = painter.device().devicePixelRatioF()
    picture = _picture(name, colour.rgb(), round(rect.width() * scale), scale)
    place = QPointF(round(rect.x() * scale) / scale, round(rect.y() * scale) / scale)
    painter.drawPixmap(place, picture)


class _LucideEngine(QIconEngine):
    """Looks the colour up by its token each time, so that a change of theme needs no new icons."""

    def __init__(self, name: str, token: str, on_token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._on_token = on_token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_FADED)
        token = self._on_token if state == QIcon.State.On else self._token
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        paint(painter, self._name, square, current().token(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _LucideEngine(self._name, self._token, self._on_token)


def icon(name: str, colour: str = "text", checked_colour: str = "") -> QIcon:
    """An icon for buttons and actions.

    Args:
        name: Lucide's name of it.
        colour: The palette's token that it bears.
        checked_colour: The token while its control is checked; the same when empty.
    """
    return QIcon(_LucideEngine(name, colour, checked_colour or colour))
