"""The Archive page with real archives, sound, damaged and locked."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTabBar, QTableView, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.outcome import Verdict
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.roles import ROWS_AT_ONCE
from archiver_gui.gui.pages.archive import ArchivePage
from archiver_gui.gui.pages.open_archive import literal
from archiver_gui.services import Services


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> ArchivePage:
    made = ArchivePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "project.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("src/engine/a.py", "print(1)\n" * 100)
        made.writestr("src/b[1].py", "print(2)\n")
        made.writestr("src/b1.py", "print(3)\n")
        made.writestr("README.md", "hello")
    return path


def listed(page: QWidget) -> list[str]:
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def open_in(page: ArchivePage, path: Path, qtbot: QtBot) -> None:
    page.open(str(path))
    qtbot.waitUntil(lambda: page.current is not None and page.current.contents is not None)


def button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None
    return found


def select(page: QWidget, *names: str) -> None:
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    view.clearSelection()
    flags = view.selectionModel().SelectionFlag
    for name in names:
        index = view.model().index(listed(page).index(name), 0)
        view.selectionModel().select(index, flags.Select | flags.Rows)


def accept_extraction(page: ArchivePage, runner: JobRunner, qtbot: QtBot) -> None:
    dialog = page.findChild(QDialog, "extractDialog")
    assert dialog is not None
    with qtbot.waitSignal(runner.job_ended, timeout=10_000):
        button(dialog, "extractAcceptButton").click()


def test_an_empty_page_says_how_to_open_one(page: ArchivePage) -> None:
    assert button(page, "openFileButton").isVisibleTo(page)
    assert not button(page, "extractAllButton").isEnabled()
    assert not button(page, "testButton").isEnabled()


def test_folders_and_entries_are_shown_and_walked(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    open_in(page, archive, qtbot)
    assert listed(page) == ["src", "README.md"]
    tree = page.findChild(QTreeView, "entryTree")
    assert tree is not None
    src = tree.model().index(0, 0, QModelIndex())
    assert src.data() == "src"
    tree.setCurrentIndex(src)
    assert listed(page) == ["engine", "b1.py", "b[1].py"]
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert listed(page) == ["a.py"]
    assert tree.currentIndex().data() == "engine", "the tree follows"
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert listed(page) == ["engine", "b1.py", "b[1].py"]


def test_the_filter_finds_below_the_folder_shown(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    open_in(page, archive, qtbot)
    field = page.findChild(QLineEdit, "entryFilter")
    assert field is not None
    page.focus_filter()
    QTest.keyClicks(field, "A.PY")
    qtbot.waitUntil(lambda: listed(page) == ["src/engine/a.py"])
    field.clear()
    qtbot.waitUntil(lambda: listed(page) == ["src", "README.md"])


def test_extract_all_puts_everything_beside_the_archive(
    page: ArchivePage, archive: Path, runner: JobRunner, qtbot: QtBot
) -> None:
    open_in(page, archive, qtbot)
    button(page, "extractAllButton").click()
    accept_extraction(page, runner, qtbot)
    folder = archive.with_suffix("")
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "README.md",
        "src/b1.py",
        "src/b[1].py",
        "src/engine/a.py",
    ]
    assert page.messages.message is not None
    assert page.messages.message.kind == "good"


def test_extract_selected_takes_the_selected_and_nothing_that_merely_looks_like_it(
    page: ArchivePage, archive: Path, runner: JobRunner, qtbot: QtBot
) -> None:
    open_in(page, archive, qtbot)
    assert not button(page, "extractButton").isEnabled()
    page._browser.go_to("src")
    select(page, "b[1].py", "engine")
    assert button(page, "extractButton").isEnabled()
    button(page, "extractButton").click()
    accept_extraction(page, runner, qtbot)
    folder = archive.with_suffix("")
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "src/b[1].py",
        "src/engine/a.py",
    ]


def test_all_of_a_folder_is_asked_for_as_that_folder(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    open_in(page, archive, qtbot)
    assert page.current is not None
    page._browser.list.selectAll()
    assert page.current.patterns_of(page._browser.selected) == ()
    page._browser.go_to("src")
    page._browser.list.selectAll()
    assert page.current.patterns_of(page._browser.selected) == ("src",)
    assert literal("a[b]*?") == "a[[]b][*][?]"


def test_testing_runs_as_a_job_and_its_outcome_is_told_here(
    page: ArchivePage, archive: Path, runner: JobRunner, qtbot: QtBot
) -> None:
    open_in(page, archive, qtbot)
    with qtbot.waitSignal(runner.job_ended) as ended:
        button(page, "testButton").click()
    assert ended.args[0].outcome.verdict is Verdict.COMPLETE
    message = page.messages.message
    assert message is not None
    assert message.text == "Test project.zip: Complete"


def test_each_archive_has_one_tab_and_keeps_its_place(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    other = archive.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("only.txt", "x")
    open_in(page, archive, qtbot)
    page._browser.go_to("src")
    open_in(page, other, qtbot)
    assert listed(page) == ["only.txt"]
    page.open(str(archive))
    tabs = page.findChild(QTabBar, "archiveTabs")
    assert tabs is not None
    assert tabs.count() == 2
    assert listed(page) == ["engine", "b1.py", "b[1].py"]
    page.close_tab(tabs.currentIndex())
    assert listed(page) == ["only.txt"]
    page.close_tab(0)
    assert button(page, "openFileButton").isVisibleTo(page)


def test_a_truncated_archive_lists_what_is_there_and_says_so(
    page: ArchivePage, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as made:
        for number in range(12):
            info = tarfile.TarInfo(f"file{number}.txt")
            info.size = 1_000
            made.addfile(info, io.BytesIO(b"x" * 1_000))
    path = tmp_path / "cut.tar"
    path.write_bytes(whole.getvalue()[: 3 * 1_536 + 100])
    open_in(page, path, qtbot)
    message = page.messages.message
    assert message is not None
    assert "damaged" in message.text
    assert message.kind == "warning"
    assert listed(page) == ["file0.txt", "file1.txt", "file2.txt"]


def test_what_is_no_archive_says_why_in_the_page(page: ArchivePage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "garbage.zip"
    path.write_bytes(b"nothing of the kind")
    page.open(str(path))
    qtbot.waitUntil(lambda: page.current is not None and page.current.error is not None)
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert page.current is not None
    assert page.current.error is not None
    assert page.current.error.title in shown
    assert not button(page, "extractAllButton").isEnabled()
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("now.txt", "x")
    button(page, "readAgainButton").click()
    qtbot.waitUntil(lambda: listed(page) == ["now.txt"])


def test_locked_entries_are_told(page: ArchivePage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("secret.txt", "x")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag "encrypted" of the local header and of the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    open_in(page, path, qtbot)
    message = page.messages.message
    assert message is not None
    assert "A password locks" in message.text
    assert listed(page) == ["secret.txt"]


def test_an_archive_without_entries_says_that_it_is_empty(page: ArchivePage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.zip"
    zipfile.ZipFile(path, "w").close()
    open_in(page, path, qtbot)
    assert page._browser.list._empty.title == "This archive is empty"


def test_a_big_folder_comes_from_the_background(page: ArchivePage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "big.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(ROWS_AT_ONCE + 10):
            made.writestr(f"many/{number:05}", "")
    open_in(page, path, qtbot)
    qtbot.waitUntil(lambda: listed(page) == ["many"])
    page._browser.go_to("many")
    qtbot.waitUntil(lambda: len(listed(page)) == ROWS_AT_ONCE + 10)


def test_closing_a_tab_while_it_is_read_is_harmless(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    page.open(str(archive))
    page.close_tab(0)
    assert page.current is None


def test_a_click_selects_its_row_in_either_direction_of_writing(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    open_in(page, archive, qtbot)
    view = page._browser.list
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        page.setLayoutDirection(direction)
        view.clearSelection()
        where = view.visualRect(view.model().index(1, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert [node.name for node in page._browser.selected] == ["README.md"]


def test_the_folder_tree_outlives_the_tab_beside_it(
    page: ArchivePage, archive: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(archive.read_bytes())
    open_in(page, archive, qtbot)
    open_in(page, other, qtbot)

    page.close_tab(1)
    tree = page.findChild(QTreeView, "entryTree")
    assert tree is not None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert tree.selectionModel() is not None
    assert tree.grab().width() == tree.width()


def test_the_keyboard_finds_the_first_entry_chosen(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    open_in(page, archive, qtbot)
    page.activated()
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    assert [index.row() for index in view.selectionModel().selectedRows()] == [0]
    assert button(page, "extractButton").isEnabled()
    select(page, "README.md")
    page.activated()
    assert view.selectionModel().selectedRows()[0].data() == "README.md"
