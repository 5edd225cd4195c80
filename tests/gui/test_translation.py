"""Every text of the window has its German, its English plurals, and keeps its placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from archiver_gui.backends.builtin import BACKENDS
from archiver_gui.backends.registry import formats_of
from archiver_gui.gui.resources import resource
from archiver_gui.gui.translation import TsTranslator, language_of, read_ts

GUI = Path(__file__).parents[2] / "archiver_gui" / "gui"

Key = tuple[str, str, str]


def texts_of(node: ast.AST, context: str) -> Iterator[Key]:
    """Context, text and comment of every literal that is handed to tr, translate or QT_TRANSLATE_NOOP."""
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        literals = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        if name == "tr" and literals:
            yield _key(context, *literals[:2])
        elif name in ("translate", "QT_TRANSLATE_NOOP") and len(literals) > 1 and isinstance(literals[1], str):
            yield _key(*literals[:3])
    for child in ast.iter_child_nodes(node):
        yield from texts_of(child, context)


def _key(context: object, text: object, comment: object = "") -> Key:
    assert isinstance(context, str), context
    assert isinstance(text, str), f"not a literal in {context}"
    return context, text, comment if isinstance(comment, str) else ""


@pytest.fixture(scope="module")
def texts() -> set[Key]:
    found = {key for file in GUI.rglob("*.py") for key in texts_of(ast.parse(file.read_text("utf-8")), "")}
    for backend_class in BACKENDS:
        for row in formats_of(backend_class):
            found |= {("Formats", text, "") for text in (row.summary, row.opens_in) if text}
    return found


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
