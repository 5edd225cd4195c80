"""Sizes in logical pixels: an 8-pixel grid and three text sizes."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

GRID = 8
GAP = 16  # between neighbours
MARGIN = 24  # around a page
CONTROL = 32  # height of buttons, fields and lists of choice
PRIMARY = 40  # height of the one primary button
RADIUS = 8
CARD_RADIUS = 10
ROW = 34  # height of a table row, its hairline included
ICON = 20
SMALL_ICON = 16

TextSize = Literal["small", "text", "title"]
_PIXELS: dict[TextSize, int] = {"small": 12, "text": 13, "title": 20}
# What desktops have when nobody has changed it: 10 points at 96 dots an inch are 13.3 pixels.
_USUAL_PIXELS = 13.4


@lru_cache
def text_pixels(size: TextSize) -> int:
    """A text size; larger in step with the desktop's own font when its user has made that larger."""
    desktop = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return round(_PIXELS[size] * max(1.0, desktop / _USUAL_PIXELS))


def scaled(pixels: int) -> int:
    """A width that was measured for the usual text size, for the one of this desktop."""
    return round(pixels * text_pixels("text") / _PIXELS["text"])


def font(size: TextSize = "text", *, bold: bool = False) -> QFont:
    """The desktop's own font in one of the three sizes; "bold" is semi-bold, where the font has it."""
    wanted = QFont(QGuiApplication.font())
    wanted.setPixelSize(text_pixels(size))
    wanted.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return wanted


def fixed_font() -> QFont:
    """The desktop's own fixed-width font, for digests and previews."""
    wanted = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    wanted.setPixelSize(text_pixels("small"))
    return wanted
