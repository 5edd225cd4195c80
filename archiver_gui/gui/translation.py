"""Translations straight from their .ts sources: nothing to compile, nothing generated to ship.

English has a file too, for its plurals; it stands below the chosen language, so that what that one lacks
is English rather than "%n file(s)".
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from archiver_gui.gui import core_texts
from archiver_gui.gui.resources import resource

_LANGUAGES = ("en", "de")

_Key = tuple[str, str, str]  # context, source text, disambiguation


def _two_forms(count: int) -> int:
    """One, and all others. Source: the plural rules of CLDR for English and German."""
    return 0 if count == 1 else 1


_PLURAL_RULES: dict[str, Callable[[int], int]] = dict.fromkeys(_LANGUAGES, _two_forms)


class TsTranslator(QTranslator):
    """Answers from one .ts file. Read once; a few hundred messages take some milliseconds."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form_of = _PLURAL_RULES[language]
        self._messages = read_ts(resource("i18n", f"archiver_{language}.ts").read_bytes())

    @property
    def core_texts(self) -> list[str]:
        """The templates that it knows of what the layers below say."""
        return [text for context, text, _ in self._messages if context == core_texts.CONTEXT]

    def isEmpty(self) -> bool:
        """Never, or Qt would not ask."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's own name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The translation; nothing where there is none, so that Qt asks the next translator."""
        forms = self._messages.get((context, sourceText, disambiguation or ""))
        if not forms:
            return None  # type: ignore[return-value]  # a null string: "not mine", which "" is not
        return forms[min(self._form_of(n), len(forms) - 1)] if n >= 0 else forms[0]


def read_ts(data: bytes) -> dict[_Key, tuple[str, ...]]:
    """The finished messages of a .ts file; more than one text where the message counts something."""
    messages: dict[_Key, tuple[str, ...]] = {}
    for context in ET.fromstring(data).iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            forms = _forms(message.find("translation"))
            if forms:
                messages[name, message.findtext("source", ""), message.findtext("comment", "")] = forms
    return messages


def _forms(translation: ET.Element | None) -> tuple[str, ...]:
    """The texts of a translation; none where it is not finished."""
    if translation is None or translation.get("type"):
        return ()
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    return tuple(forms) if all(forms) else ()


def language_of(choice: str) -> str:
    """The language to speak: the chosen one, else the system's where we have it, else English."""
    wanted = choice or QLocale.system().name().split("_", maxsplit=1)[0]
    return wanted if wanted in _LANGUAGES else "en"


def install(app: QApplication, choice: str) -> str:
    """Make the application speak a language ("" for the system's); returns the one it speaks now.

    To be called before any window is made.
    """
    language = language_of(choice)
    if choice:
        QLocale.setDefault(QLocale(choice))
    qt_texts = QTranslator(app)
    if language != "en" and qt_texts.load(
        f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(qt_texts)
    for one in dict.fromkeys(("en", language)):
        translator = TsTranslator(one, app)
        app.installTranslator(translator)
        core_texts.speak(translator.core_texts)
    return language
