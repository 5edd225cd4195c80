"""Presets and favourites: what was chosen once fills the form again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from archiver_gui.gui.dialogs.recreate import RecreateDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.create import CreatePage
from archiver_gui.services import Services


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> Iterator[CreatePage]:
    made = CreatePage(services, runner)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    yield made
    made.basket.clear()
    QCoreApplication.sendPostedEvents()


def menu(page: CreatePage, name: str = "presetsMenu") -> QMenu:
    found = page.findChild(QMenu, name)
    assert found is not None
    return found


def offered(page: CreatePage) -> list[QAction]:
    return [action for action in menu(page).actions() if action.objectName() == "presetAction"]


def excluded(page: CreatePage) -> QPlainTextEdit:
    edit = page.findChild(QPlainTextEdit, "excludeEdit")
    assert edit is not None
    return edit


def test_a_preset_is_saved_chosen_and_removed(page: CreatePage, services: Services, qtbot: QtBot) -> None:
    assert page.presets.button.menu() is menu(page)
    page.form.choose_id("tar.zst")
    page.form.level_slider.setValue(0)
    level = page.form.level
    excluded(page).setPlainText("*.tmp\n.git")
    page.presets.save("Sources & all")
    qtbot.waitUntil(lambda: [action.text() for action in offered(page)] == ["Sources && all"])
    (kept,) = services.presets()
    assert (kept.name, kept.options.format_id, kept.options.level) == ("Sources & all", "tar.zst", level)

    page.form.choose_id("zip")
    excluded(page).clear()
    offered(page)[0].trigger()
    values = page.form.values
    assert (values.row.format_id, values.level, values.options.exclude) == ("tar.zst", level, ("*.tmp", ".git"))

    menu(page, "favouritesMenu").actions()[0].trigger()
    qtbot.waitUntil(lambda: [preset.favourite for preset in services.presets()] == [True])
    qtbot.waitUntil(lambda: not offered(page)[0].icon().isNull())
    menu(page, "removePresetMenu").actions()[0].trigger()
    qtbot.waitUntil(lambda: offered(page) == [])
    assert services.presets() == []


def test_a_favourite_brings_its_sources(
    page: CreatePage, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "letters").mkdir()
    options = services.build_options(
        sources=[str(tmp_path / "letters")], name="x", folder=str(tmp_path), format_id="tar.gz"
    )
    record = services.build(options).run().archive
    assert record is not None
    dialog = RecreateDialog(services, runner, record)
    qtbot.addWidget(dialog)
    box = dialog.findChild(QCheckBox, "favouriteCheck")
    assert box is not None
    qtbot.waitUntil(box.isEnabled)
    box.setChecked(True)
    qtbot.waitUntil(lambda: len(services.presets_and_favourites()) == 1)
    page.activated()
    qtbot.waitUntil(lambda: [action.text() for action in offered(page)] == ["letters · tar.gz"])
    offered(page)[0].trigger()
    assert page.basket.paths == (str(tmp_path / "letters"),)
    assert page.form.row.format_id == "tar.gz"
    assert not menu(page, "removePresetMenu").isEnabled(), "it is no preset"


def test_the_button_says_what_it_is_for_while_there_is_none(page: CreatePage) -> None:
    button = page.findChild(QPushButton, "presetsButton")
    assert button is not None
    assert next(action.text() for action in menu(page).actions()) == "No presets yet"
