"""Every text of the window has its German, its English plurals, and keeps its placeholders."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from archiver_gui.core.errors import DamagedArchiveError, from_os_error
from archiver_gui.gui import core_texts, translation
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.resources import resource
from archiver_gui.gui.translation import TsTranslator, language_of, read_ts
from tests.support.window_texts import Key, window_texts


@pytest.fixture(scope="module")
def texts() -> set[Key]:
    return set(window_texts())


def messages(language: str) -> dict[Key, tuple[str, ...]]:
    return read_ts(resource("i18n", f"archiver_{language}.ts").read_bytes())


def test_every_text_is_translated_and_nothing_else(texts: set[Key]) -> None:
    translated = set(messages("de"))
    assert texts - translated == set()
    assert translated - texts == set()


def test_every_text_that_counts_has_both_forms_in_both_languages(texts: set[Key]) -> None:
    counting = {key for key in texts if "%n" in key[1]}
    assert set(messages("en")) == counting
    for language in ("en", "de"):
        of_language = messages(language)
        assert {key: len(of_language[key]) for key in counting} == dict.fromkeys(counting, 2)


def test_placeholders_survive_translation() -> None:
    for language in ("en", "de"):
        for key, forms in messages(language).items():
            wanted = sorted(re.findall(r"\{\w+\}|%n", key[1]))
            for form in forms:
                assert sorted(re.findall(r"\{\w+\}|%n", form)) == wanted, (key, form)


def test_a_text_with_a_key_has_a_key_in_german_too() -> None:
    for key, forms in messages("de").items():
        if "&" in key[1]:
            assert all(form.count("&") == 1 for form in forms), (key, forms)


def test_a_text_of_another_language_is_left_to_the_next_translator(qapp: QApplication) -> None:
    german = TsTranslator("de")
    qapp.installTranslator(german)
    try:
        assert QCoreApplication.translate("Wording", "Complete") == "Vollständig"
        assert QCoreApplication.translate("MainWindow", "%n archive(s)", "", 1) == "1 Archiv"
        assert QCoreApplication.translate("MainWindow", "%n archive(s)", "", 5) == "5 Archive"
        assert QCoreApplication.translate("Nobody", "Knows this") == "Knows this"
    finally:
        qapp.removeTranslator(german)


def test_english_counts_in_english(qapp: QApplication) -> None:
    assert QCoreApplication.translate("MainWindow", "%n archive(s)", "", 1) == "1 archive"
    assert QCoreApplication.translate("JobCard", "%n entry(s)", "", 2) == "2 entries"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translator = TsTranslator("de")
    qapp.installTranslator(translator)
    core_texts.speak(translator.core_texts)
    yield
    qapp.removeTranslator(translator)
    core_texts.speak(())


@pytest.mark.usefixtures("german")
def test_every_text_of_the_core_is_known_again_with_its_values() -> None:
    for text, (line,) in ((key[1], forms) for key, forms in messages("de").items() if key[0] == core_texts.CONTEXT):
        values = {number: f"<value {number}>" for number in re.findall(r"\{(\d)\}", text)}
        assert told(_filled(text, values)) == _filled(line, values)


def _filled(text: str, values: dict[str, str]) -> str:
    for number, value in values.items():
        text = text.replace(f"{{{number}}}", value)
    return text


@pytest.mark.usefixtures("german")
def test_errors_are_german_as_a_whole_and_in_parts() -> None:
    fault = from_os_error(PermissionError(errno.EACCES, ""), "“foo.zip” could not be written", "/a. b/foo.zip")
    assert told(fault.title) == "„foo.zip“ konnte nicht geschrieben werden"
    assert told(fault.detail) == "Zugriff verweigert: /a. b/foo.zip"
    assert told(str(fault)).startswith("„foo.zip“ konnte nicht geschrieben werden. Zugriff verweigert: /a. b/foo.zip.")
    assert "Choose" not in told(str(fault))
    damage = DamagedArchiveError("“a. b” is damaged", "It has 3 bytes instead of 5")
    assert told(str(damage)) == "„a. b“ ist beschädigt. Hat 3 Bytes statt 5."
    assert (
        told("The entry was not extracted: it names a drive.")
        == "Der Eintrag wurde nicht entpackt: er nennt ein Laufwerk."
    )


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("text", ["", "photo.jpg", "Ein Satz. Noch einer.", "Nobody: knows “this”", "x. " * 5_000])
def test_what_is_no_text_of_the_core_stays_as_it_is(text: str) -> None:
    assert told(text) == text


def test_english_stays_english(qapp: QApplication) -> None:
    translation.install(qapp, "en")
    assert told("“a” is damaged") == "“a” is damaged"


def test_an_unfinished_message_is_not_used() -> None:
    data = b"""<?xml version="1.0" encoding="utf-8"?><TS><context><name>C</name>
    <message><source>a</source><translation type="unfinished">x</translation></message>
    <message><source>b &amp; c</source><comment>why</comment><translation>d</translation></message>
    <message numerus="yes"><source>%n</source><translation><numerusform>1</numerusform>
    <numerusform>2</numerusform></translation></message></context></TS>"""
    assert read_ts(data) == {("C", "b & c", "why"): ("d",), ("C", "%n", ""): ("1", "2")}


def test_a_language_that_we_have_not_becomes_english() -> None:
    assert language_of("de") == "de"
    assert language_of("xx") == "en"


def test_translating_needs_no_subclass_of_ours(qapp: QApplication) -> None:
    assert QObject().tr("Anything") == "Anything"
