"""Colours, sizes and icons of the window, light and dark."""

from archiver_gui.gui.theme.theme import Theme, instance
from archiver_gui.gui.theme.tokens import current

__all__ = ["Theme", "current", "instance"]
