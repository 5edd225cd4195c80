"""Archives whose file is away are browsed from what the catalogue remembers, and found again from there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.progress import Progress
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.roles import ROWS_AT_ONCE
from archiver_gui.gui.pages.archive import ArchivePage
from archiver_gui.services import Services
from tests.gui.test_catalogue_search import build


@pytest.fixture
def archive(services: Services, tmp_path: Path) -> Path:
    """A catalogued archive of a small tree."""
    deep = tmp_path / "work" / "deep" / "deeper"
    deep.mkdir(parents=True)
    (deep / "note.txt").write_text("a note")
    (tmp_path / "work" / "plan.txt").write_text("a plan, somewhat longer")
    (tmp_path / "kept").mkdir()
    build(services, [tmp_path / "work"], tmp_path / "kept", "plans")
    return tmp_path / "kept" / "plans.zip"


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> ArchivePage:
    made = ArchivePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def rows(page: ArchivePage) -> list[str]:
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def current(page: ArchivePage) -> str:
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    return str(view.currentIndex().siblingAtColumn(0).data())


def enabled(page: ArchivePage) -> set[str]:
    names = ("extractAction", "extractAllAction", "testAction", "openEntryAction")
    return {action.objectName() for action in page.findChildren(QAction) if action.isEnabled()} & set(names)


def said(page: ArchivePage) -> str:
    return page.messages.message.sentence if page.messages.message is not None else ""


def test_what_is_missing_is_shown_as_a_tree_and_says_what_to_do(
    archive: Path, services: Services, page: ArchivePage, qtbot: QtBot
) -> None:
    archive.unlink()
    page.open(str(archive))
    qtbot.waitUntil(lambda: rows(page) == ["work"])
    assert said(page).startswith("File is missing. ")
    assert "Nothing can be extracted until it is found" in said(page)
    assert enabled(page) == set()
    tree = page.findChild(QTreeView, "entryTree")
    assert tree is not None
    qtbot.waitUntil(lambda: tree.model().rowCount() == 1)
    page._browser.go_to("work")
    assert rows(page) == ["deep", "plan.txt"]
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    assert view.model().index(1, 1).data() == "23 B"
    view.selectRow(1)
    QTest.keyClick(view, Qt.Key.Key_Return)  # what cannot be opened does nothing
    assert enabled(page) == set()
    assert services.catalogue.find_path(str(archive)) is not None


def test_a_disk_that_is_not_connected_is_told_apart(
    archive: Path, services: Services, page: ArchivePage, qtbot: QtBot
) -> None:
    archive.unlink()
    archive.parent.rmdir()
    page.open(str(archive))
    qtbot.waitUntil(lambda: rows(page) == ["work"])
    assert page.current is not None
    assert page.current.contents is not None
    assert page.current.contents.memory is not None
    assert page.current.contents.memory.state is ArchiveState.OFFLINE
    assert said(page).startswith("Disk not connected. ")


def test_it_is_read_again_when_it_has_come_back(archive: Path, page: ArchivePage, qtbot: QtBot) -> None:
    aside = archive.with_suffix(".aside")
    os.rename(archive, aside)
    page.open(str(archive), "work/plan.txt")
    qtbot.waitUntil(lambda: rows(page) == ["deep", "plan.txt"])
    os.rename(aside, archive)
    assert page.messages.message is not None
    look_again = dict(page.messages.message.actions)["Look again"]
    look_again()
    qtbot.waitUntil(lambda: "extractAllAction" in enabled(page))
    assert said(page) == ""
    assert rows(page) == ["deep", "plan.txt"], "the folder that was shown"


def test_relinked_it_opens_where_it_lies_now(
    archive: Path, runner: JobRunner, page: ArchivePage, qtbot: QtBot, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere.zip"
    os.rename(archive, moved)
    (tmp_path / "wrong.zip").write_bytes(b"PK nothing of the kind")
    page.open(str(archive))
    qtbot.waitUntil(lambda: rows(page) == ["work"])
    shown = page.current
    assert shown is not None
    assert shown.contents is not None
    record = shown.contents.memory
    assert record is not None
    with qtbot.waitSignal(runner.job_ended):
        page._memory.relink(shown, record, str(tmp_path / "wrong.zip"))
    qtbot.waitUntil(lambda: said(page).startswith("This is not plans.zip"))
    assert not shown.is_readable

    def ways() -> list[str]:
        return [] if page.messages.message is None else [text for text, _ in page.messages.message.actions]

    qtbot.waitUntil(lambda: ways() == ["Relink…", "Look again"])
    with qtbot.waitSignal(runner.job_ended):
        page._memory.relink(shown, record, str(moved))
    qtbot.waitUntil(lambda: "extractAllAction" in enabled(page))
    assert shown.path == str(moved)
    assert rows(page) == ["work"]
    assert page._tabs.tabText(0) == "elsewhere.zip"


def test_an_archive_that_nobody_knows_still_fails_to_open(page: ArchivePage, qtbot: QtBot, tmp_path: Path) -> None:
    page.open(str(tmp_path / "never there.zip"))
    title = page._failed.findChildren(QLabel)[0]
    qtbot.waitUntil(lambda: title.text() != "")
    assert page._stack.currentWidget() is page._failed


def test_what_is_forgotten_by_the_catalogue_is_not_shown_as_an_empty_archive(
    archive: Path, services: Services, page: ArchivePage, qtbot: QtBot
) -> None:
    archive.unlink()
    services.refresh_presence()
    assert services.remembered(str(archive), Progress()) is not None
    record = services.catalogue.find_path(str(archive))
    assert record is not None
    services.forget([record.id])
    assert services.remembered(str(archive), Progress()) is None
    page.open(str(archive))
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._failed)


def test_an_archive_opens_at_the_entry_that_led_to_it(archive: Path, page: ArchivePage, qtbot: QtBot) -> None:
    page.open(str(archive), "work/deep/deeper/note.txt")
    qtbot.waitUntil(lambda: rows(page) == ["note.txt"])
    assert current(page) == "note.txt"
    page.open(str(archive), "work/plan.txt")
    qtbot.waitUntil(lambda: rows(page) == ["deep", "plan.txt"])
    assert current(page) == "plan.txt"
    assert page._tabs.count() == 1
    page.open(str(archive), "work/deep")
    assert current(page) == "deep"
    page.open(str(archive))
    assert rows(page) == ["deep", "plan.txt"], "without an entry it is left as it was"


def test_the_entry_is_found_among_very_many(
    services: Services, page: ArchivePage, qtbot: QtBot, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(ROWS_AT_ONCE + 50):
        (many / f"{number}.txt").touch()
    build(services, [many], tmp_path, "many")
    page.open(str(tmp_path / "many.zip"), "many/1999.txt")
    qtbot.waitUntil(lambda: current(page) == "1999.txt")
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_the_foot_of_the_preview_tells_where_else_the_content_lies(
    archive: Path, services: Services, page: ArchivePage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "renamed.txt").write_text("a note")
    build(services, [tmp_path / "copy"], tmp_path, "copy")
    page.open(str(archive), "work/deep/deeper/note.txt")
    facts = page.findChild(QLabel, "previewFacts")
    assert facts is not None
    qtbot.waitUntil(lambda: facts.text().endswith("also in 1 other archive"))
    page.open(str(archive), "work/plan.txt")
    qtbot.waitUntil(lambda: facts.text().startswith("23 B · text"))
    qtbot.waitUntil(lambda: page._browser._preview._call is None)
    assert "also in" not in facts.text()
    archive.unlink()
    page.reload()
    page.open(str(archive), "work/deep/deeper/note.txt")
    qtbot.waitUntil(lambda: facts.text() == "6 B · also in 1 other archive")
