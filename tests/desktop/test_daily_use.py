"""What people do every day, with real keys and clicks in a real window."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.gui import theme
from archiver_gui.gui.theme.palette import DARK
from archiver_gui.settings.options import THEME
from tests.desktop.conftest import Hands, Program, running_program
from tests.desktop.test_first_archive import model_of, texts

pytestmark = pytest.mark.desktop

_START = "import sys; from archiver_gui.__main__ import gui_main; sys.exit(gui_main())"


def build(program: Program, folder: Path, name: str) -> Path:
    source = folder / f"{name}.txt"
    source.write_text(name)
    options = program.services.build_options(sources=[str(source)], name=name, folder=str(folder), format_id="zip")
    outcome = program.services.build(options).run()
    assert outcome.archive is not None
    return Path(outcome.archive.path)


def dialog_part(qtbot: QtBot, dialog: str, part: str) -> QWidget:
    """A part of a dialog, as soon as that is open."""

    def found() -> list[QWidget]:
        tops = [top for top in QApplication.topLevelWidgets() if top.objectName() == dialog and top.isVisible()]
        return [child for top in tops for child in top.findChildren(QWidget, part) if child.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=10_000)
    return found()[0]


def select(qtbot: QtBot, program: Program, name: str) -> None:
    """Stand on the catalogue's row of an archive, and wait until the panel has followed."""
    view = program.find("catalogueTable")
    assert isinstance(view, QAbstractItemView)
    qtbot.waitUntil(lambda: name in texts(view.model()), timeout=10_000)
    view.setCurrentIndex(view.model().index(texts(view.model()).index(name), 0))
    qtbot.waitUntil(program.find("openArchiveButton").isEnabled, timeout=10_000)


def test_an_archive_is_made_found_marked_and_opened_without_a_mouse(
    qtbot: QtBot, hands: Hands, tmp_path: Path, archiver_home: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader\n")
    with running_program(qtbot) as program:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / "letter.txt"))])
        QGuiApplication.clipboard().setMimeData(data)
        hands.keys(qtbot, "ctrl+v")
        qtbot.waitUntil(lambda: texts(model_of(program, "basketView")) == ["letter.txt"], timeout=10_000)
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.keys(qtbot, "Return")
        assert zipfile.ZipFile(archiver_home / "archives" / "letter.zip").namelist() == ["letter.txt"]

        hands.keys(qtbot, "ctrl+3")
        qtbot.waitUntil(lambda: texts(model_of(program, "catalogueTable")) == ["letter.zip"], timeout=10_000)
        hands.keys(qtbot, "Home", "Down")
        qtbot.waitUntil(program.find("markDeletedButton").isEnabled, timeout=10_000)
        hands.keys(qtbot, "Delete")
        qtbot.waitUntil(lambda: [one.marked for one in program.services.archives()] == [True], timeout=10_000)
        hands.keys(qtbot, "ctrl+z")
        qtbot.waitUntil(lambda: [one.marked for one in program.services.archives()] == [False], timeout=10_000)

        hands.keys(qtbot, "Return")
        qtbot.waitUntil(lambda: texts(model_of(program, "entryList")) == ["letter.txt"], timeout=10_000)
        qtbot.waitUntil(program.find("entryList").hasFocus, timeout=10_000)


def test_extracting_over_a_file_asks_and_replaces_when_told_to(qtbot: QtBot, hands: Hands, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "news.txt").write_text("older")
    with running_program(qtbot) as program:
        program.window.open_archive(str(build(program, tmp_path, "news")))
        qtbot.waitUntil(program.find("extractAllButton").isEnabled, timeout=10_000)
        hands.keys(qtbot, "ctrl+shift+e")
        accept = dialog_part(qtbot, "extractDialog", "extractAcceptButton")
        qtbot.waitUntil(lambda: accept.window().isActiveWindow(), timeout=10_000)
        hands.keys(qtbot, "ctrl+a")
        hands.type(qtbot, str(target))
        hands.keys(qtbot, "Return")
        replace = dialog_part(qtbot, "conflictDialog", "conflictReplaceButton")
        assert (target / "news.txt").read_text() == "older"
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.click(qtbot, replace)
        assert (target / "news.txt").read_text() == "news"


def test_cleaning_up_deletes_what_is_marked_and_nothing_that_was_restored(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    with running_program(qtbot) as program:
        keep, drop = build(program, tmp_path, "keep"), build(program, tmp_path, "drop")
        hands.keys(qtbot, "ctrl+3")
        for archive in (keep, drop):
            select(qtbot, program, archive.name)
            hands.click(qtbot, program.find("markDeletedButton"))
            qtbot.waitUntil(program.find("restoreButton").isVisible, timeout=10_000)
        select(qtbot, program, keep.name)
        hands.click(qtbot, program.find("restoreButton"))
        qtbot.waitUntil(program.find("markDeletedButton").isVisible, timeout=10_000)

        hands.click(qtbot, program.find("cleanUpButton"))
        purge = dialog_part(qtbot, "cleanUpDialog", "purgeButton")
        qtbot.waitUntil(purge.isEnabled, timeout=10_000)
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.click(qtbot, purge)
        assert [keep.exists(), drop.exists()] == [True, False]
        qtbot.waitUntil(lambda: texts(model_of(program, "catalogueTable")) == [keep.name], timeout=10_000)


def test_the_theme_changes_at_once_and_is_kept(qtbot: QtBot, hands: Hands) -> None:
    with running_program(qtbot) as program:
        hands.keys(qtbot, "ctrl+comma")
        combo = dialog_part(qtbot, "settingsDialog", "themeCombo")
        qtbot.waitUntil(combo.hasFocus, timeout=10_000)
        hands.keys(qtbot, "End")  # System, Light, Dark
        qtbot.waitUntil(lambda: theme.current() == DARK, timeout=10_000)
        corner = program.window.current_page.grab().toImage().pixelColor(2, 2)
        assert corner.name() == DARK.window.name()
        hands.keys(qtbot, "Escape")
        qtbot.waitUntil(lambda: program.services.settings.get(THEME) == "dark", timeout=10_000)
        qtbot.waitUntil(program.window.isActiveWindow, timeout=10_000)


def test_the_program_starts_with_a_path_and_ends_by_its_key_with_status_0(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    (tmp_path / "given.txt").write_text("x")
    process = subprocess.Popen(
        [sys.executable, "-c", _START, str(tmp_path / "given.txt")], env=os.environ, stderr=subprocess.PIPE, text=True
    )
    try:
        hands.do("search", "--sync", "--onlyvisible", "--pid", process.pid)
        qtbot.waitUntil(lambda: hands.asks("getactivewindow", "getwindowpid") == str(process.pid), timeout=20_000)
        hands.keys(qtbot, "ctrl+q")
        _, complaints = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, complaints) == (0, "")
