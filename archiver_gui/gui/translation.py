"""Translations straight from their .ts sources: nothing to compile, nothing generated to ship.

English has a file too, for its plurals; it stands below the chosen language, so that what that one lacks
is English rather than "%n file(s)".
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, QXmlStreamReader
from PySide6.QtWidgets import QApplication

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
    xml = QXmlStreamReader(data.decode("utf-8"))
    context = source = comment = ""
    while not xml.atEnd():
        if xml.readNext() != QXmlStreamReader.TokenType.StartElement:
            continue
        match xml.name():
            case "name":
                context = xml.readElementText()
            case "source":
                source, comment = xml.readElementText(), ""
            case "comment":
                comment = xml.readElementText()
            case "translation":
                if forms := _forms(xml):
                    messages[context, source, comment] = forms
    assert not xml.hasError(), xml.errorString()
    return messages


def _forms(xml: QXmlStreamReader) -> tuple[str, ...]:
    """The texts of the translation that the reader stands on; none where it is not finished."""
    finished = not xml.attributes().value("type")
    forms: list[str] = []
    text = ""
    while not (xml.readNext() == QXmlStreamReader.TokenType.EndElement and xml.name() == "translation"):
        if xml.isStartElement():
            forms.append(xml.readElementText())
        elif xml.isCharacters():
            text += xml.text()
    forms = forms or [text]
    return tuple(forms) if finished and all(forms) else ()


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
        app.installTranslator(TsTranslator(one, app))
    return language
