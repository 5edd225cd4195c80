"""A check box whose mnemonic is underlined only while Alt is held."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QStyleOptionButton, QWidget

from archiver_gui.gui.theme import mnemonics


class CheckBox(QCheckBox):
    """A check box with a name for robots."""

    def __init__(self, text: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(object_name)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave the mnemonic's underline out until Alt is held."""
        super().initStyleOption(option)
        option.text = mnemonics.as_drawn(option.text)
