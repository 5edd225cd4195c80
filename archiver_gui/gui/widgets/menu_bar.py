"""A menu bar whose mnemonics are underlined only while Alt is held."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar, QStyleOptionMenuItem

from archiver_gui.gui.theme import mnemonics


class MenuBar(QMenuBar):
    """The window's menu bar."""

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        """Leave the underline out until Alt is held."""
        super().initStyleOption(option, action)
        option.text = mnemonics.as_drawn(option.text)
