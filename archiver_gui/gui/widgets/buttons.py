"""Buttons: plain, primary, danger, icon only, link."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget

from archiver_gui.gui.theme import mnemonics
from archiver_gui.gui.theme.icons import icon as themed_icon
from archiver_gui.gui.theme.metrics import CONTROL, ICON, SMALL_ICON


class _Button(QPushButton):
    """What all have in common: focus by Tab only, so that a click does not leave a ring behind."""

    def __init__(self, text: str, icon: str, token: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._gap = " " if icon else ""  # between icon and text; the style's own is 4 px, the drawings want 8
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self._token = token
        if text:
            self.say(text)
        if icon:
            self.set_icon(icon)
            self.setIconSize(QSize(SMALL_ICON + 2, SMALL_ICON + 2))

    def say(self, text: str) -> None:
        """Show another text, which names the button as well."""
        self.setText(self._gap + text)
        self.setAccessibleName(mnemonics.plain(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, whatever the page does with Enter elsewhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave the mnemonic's underline out until Alt is held."""
        super().initStyleOption(option)
        option.text = mnemonics.as_drawn(option.text)

    def set_icon(self, name: str) -> None:
        """Show another icon in the same colour."""
        self.setIcon(themed_icon(name, self._token))


class PlainButton(_Button):
    """The ordinary button; `danger` writes it in the error colour."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None, *, danger: bool = False) -> None:
        super().__init__(text, icon, "error" if danger else "text", parent)
        self.setProperty("danger", danger)


class PrimaryButton(_Button):
    """The one thing that a page is for."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon, "on_accent", parent)


class DangerButton(_Button):
    """Does what cannot be undone."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon, "on_error", parent)


class IconButton(_Button):
    """A square with an icon; its tooltip is its name. `flat` draws no edge until the pointer comes."""

    def __init__(
        self, icon: str, tooltip: str, parent: QWidget | None = None, *, flat: bool = False, colour: str = "text"
    ) -> None:
        super().__init__("", icon, colour, parent)
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)
        self.setProperty("flat", flat)
        self.setFixedSize(CONTROL, CONTROL)
        self.setIconSize(QSize(ICON - 2, ICON - 2))


class LinkButton(_Button):
    """A word that can be clicked, as in the message bar."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "", "accent", parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
