"""The menu that says what an archive's old names are in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from archiver_gui.core.encodings import AS_STORED, CHOICES, GUESS
from archiver_gui.gui.theme.icons import icon

# The words that `CHOICES` has in English, for the translator.
_WORDS = (
    QT_TRANSLATE_NOOP("NamesMenu", "DOS, Western"),
    QT_TRANSLATE_NOOP("NamesMenu", "DOS, Western European"),
    QT_TRANSLATE_NOOP("NamesMenu", "DOS, Central European"),
    QT_TRANSLATE_NOOP("NamesMenu", "DOS, Cyrillic"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Central European"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Cyrillic"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Western European"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Greek"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Turkish"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Hebrew"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Arabic"),
    QT_TRANSLATE_NOOP("NamesMenu", "Windows, Thai"),
    QT_TRANSLATE_NOOP("NamesMenu", "KOI8, Cyrillic"),
    QT_TRANSLATE_NOOP("NamesMenu", "Shift-JIS, Japanese"),
    QT_TRANSLATE_NOOP("NamesMenu", "EUC, Japanese"),
    QT_TRANSLATE_NOOP("NamesMenu", "GBK, simplified Chinese"),
    QT_TRANSLATE_NOOP("NamesMenu", "Big5, traditional Chinese"),
    QT_TRANSLATE_NOOP("NamesMenu", "EUC-KR, Korean"),
)


class NamesMenu(QMenu):
    """One choice of encodings; ASCII and Unicode names stay as they are whichever it is."""

    def __init__(self, parent: QWidget, choose: Callable[[str], None]) -> None:
        """`choose` gets an encoding, or `GUESS`."""
        super().__init__(parent)
        self.setTitle(self.tr("&Names are in"))
        self.setObjectName("namesMenu")
        self.menuAction().setIcon(icon("languages"))
        self.menuAction().setObjectName("namesAction")
        self._group = QActionGroup(self)
        self._group.triggered.connect(lambda action: choose(action.data()))
        self._add(self.tr("&What fits them best"), GUESS)
        self.addSeparator()
        for encoding, label in CHOICES:
            words = QCoreApplication.translate("NamesMenu", label)
            self._add(f"{words} ({encoding})", encoding)
        self.addSeparator()
        self._add(self.tr("&Left as they are stored"), AS_STORED)

    def _add(self, text: str, encoding: str) -> None:
        action = QAction(text, self)
        action.setObjectName(f"namesAction_{encoding}")
        action.setData(encoding)
        action.setCheckable(True)
        self._group.addAction(action)
        self.addAction(action)

    def pop_up_below(self, control: QWidget) -> None:
        """Show the menu at a button."""
        self.popup(control.mapToGlobal(control.rect().bottomLeft()))

    def show_choice(self, encoding: str) -> None:
        """Tick what is in force; '' stands for `GUESS`."""
        for action in self._group.actions():
            action.setChecked(action.data() == (encoding or GUESS))
