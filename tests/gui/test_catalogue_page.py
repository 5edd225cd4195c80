"""The Catalogue page on a real catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.catalogue.store import name_of, place_of
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.outcome import Verdict
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.archive_table import ArchiveColumn
from archiver_gui.gui.models.roles import ROWS_AT_ONCE, STRUCK_ROLE
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.services import Services


def build(services: Services, folder: Path, name: str, content: str = "hello") -> int:
    source = folder / f"{name}.txt"
    source.write_text(content)
    options = services.build_options(sources=[str(source)], name=name, folder=str(folder), format_id="zip")
    outcome = services.build(options).run()
    assert outcome.archive is not None
    return outcome.archive.id


@pytest.fixture
def ids(services: Services, tmp_path: Path) -> dict[str, int]:
    return {name: build(services, tmp_path, name, name * 100) for name in ("apples", "pears", "plums")}


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> CataloguePage:
    made = CataloguePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    made.activated()
    return made


def table(page: QWidget) -> QTableView:
    found = page.findChild(QTableView, "catalogueTable")
    assert found is not None
    return found


def names(page: QWidget) -> list[str]:
    model = table(page).model()
    return [model.index(row, ArchiveColumn.NAME).data() for row in range(model.rowCount())]


def select(page: QWidget, *wanted: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: set(wanted) <= set(names(page)))
    view = table(page)
    view.clearSelection()
    for name in wanted:
        index = view.model().index(names(page).index(name), 0)
        flags = view.selectionModel().SelectionFlag
        view.selectionModel().select(index, flags.Select | flags.Rows)
    qtbot.waitUntil(lambda: _button(page, "verifyButton").isEnabled())


def _button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None
    return found


def test_an_empty_catalogue_says_what_will_be_here(page: CataloguePage, qtbot: QtBot) -> None:
    empty = page._table._empty
    qtbot.waitUntil(lambda: empty.title == "No archives yet")
    assert all(not _button(page, name).isEnabled() for name in ("openArchiveButton", "verifyButton", "forgetButton"))


def test_the_table_shows_every_archive_and_the_search_narrows_it(
    ids: dict[str, int], page: CataloguePage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: names(page) == ["plums.zip", "pears.zip", "apples.zip"])
    field = page.findChild(QLineEdit, "catalogueFilter")
    assert field is not None
    page.focus_filter()
    QTest.keyClicks(field, "p")
    QTest.keyClicks(field, "ea")
    qtbot.waitUntil(lambda: names(page) == ["pears.zip"])
    field.setText("nothing like it")
    qtbot.waitUntil(lambda: names(page) == [])
    field.clear()
    qtbot.waitUntil(lambda: len(names(page)) == 3)


def test_marking_strikes_the_row_and_undo_takes_it_back(
    ids: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    select(page, "pears.zip", qtbot=qtbot)
    with qtbot.waitSignal(page.catalogue_changed):
        _button(page, "markDeletedButton").click()
    assert services.catalogue.get(ids["pears"]).marked
    row = names(page).index("pears.zip")
    cell = table(page).model().index(row, ArchiveColumn.NAME)
    qtbot.waitUntil(lambda: cell.data(STRUCK_ROLE))
    qtbot.waitUntil(lambda: _button(page, "restoreButton").isVisibleTo(page))
    assert page.messages.message is not None
    with qtbot.waitSignal(page.catalogue_changed):
        _button(page.messages, "messageAction").click()
    assert not services.catalogue.get(ids["pears"]).marked
    assert [record.id for record in page._table.selected] == [ids["pears"]], "the selection stays"


def test_del_marks_and_restore_unmarks_several_at_once(
    ids: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    select(page, "pears.zip", "plums.zip", qtbot=qtbot)
    assert not _button(page, "openArchiveButton").isEnabled(), "only one can be opened"
    table(page).setFocus()
    with qtbot.waitSignal(page.catalogue_changed):
        QTest.keyClick(table(page), Qt.Key.Key_Delete)
    assert {record.name for record in services.archives(marked=True)} == {"pears.zip", "plums.zip"}
    qtbot.waitUntil(lambda: _button(page, "restoreButton").isVisibleTo(page))
    assert not _button(page, "markDeletedButton").isVisibleTo(page)
    with qtbot.waitSignal(page.catalogue_changed):
        _button(page, "restoreButton").click()
    assert services.archives(marked=True) == []


def test_del_in_the_search_field_marks_nothing(
    ids: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    select(page, "pears.zip", qtbot=qtbot)
    page.focus_filter()
    field = page.findChild(QLineEdit, "catalogueFilter")
    assert field is not None
    field.setText("p")
    field.setCursorPosition(0)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == ""
    assert services.archives(marked=True) == []


def test_forgetting_drops_the_row_and_keeps_the_file(
    ids: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    select(page, "apples.zip", qtbot=qtbot)
    with qtbot.waitSignal(page.catalogue_changed):
        _button(page, "forgetButton").click()
    qtbot.waitUntil(lambda: names(page) == ["plums.zip", "pears.zip"])
    assert (tmp_path / "apples.zip").is_file()


def test_enter_and_double_click_open_the_archive(
    ids: dict[str, int], page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    select(page, "plums.zip", qtbot=qtbot)
    view = table(page)
    index = view.model().index(0, 0)
    view.setCurrentIndex(index)
    view.setFocus()
    with qtbot.waitSignal(page.open_requested) as entered:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert entered.args == [str(tmp_path / "plums.zip"), ""]
    with qtbot.waitSignal(page.open_requested):
        where = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_verifying_runs_as_a_job_and_the_row_says_so(
    ids: dict[str, int], runner: JobRunner, page: CataloguePage, qtbot: QtBot
) -> None:
    select(page, "plums.zip", qtbot=qtbot)
    with qtbot.waitSignal(runner.job_ended) as ended:
        _button(page, "verifyButton").click()
    assert ended.args[0].outcome.verdict is Verdict.COMPLETE
    cell = table(page).model().index(0, ArchiveColumn.STATE)
    qtbot.waitUntil(lambda: cell.data() == "Verified today")


def test_what_another_process_does_is_seen(
    ids: dict[str, int], page: CataloguePage, qtbot: QtBot, archiver_home: Path
) -> None:
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    other = Services.open()
    other.forget([ids["apples"]])
    other.close()
    qtbot.waitUntil(lambda: len(names(page)) == 2, timeout=10_000)


def test_a_file_that_vanished_says_so_when_the_page_is_shown(
    ids: dict[str, int], page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    (tmp_path / "plums.zip").unlink()
    page.activated()
    cell = table(page).model().index(0, ArchiveColumn.STATE)
    qtbot.waitUntil(lambda: cell.data() == "File is missing")
    assert page._table.archives.lines[0].state is ArchiveState.MISSING


def test_the_panel_tells_what_is_known(ids: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    select(page, "pears.zip", qtbot=qtbot)
    panel = page.findChild(QWidget, "catalogueDetails")
    assert panel is not None

    def texts_of() -> list[str]:
        return [label.text() for label in panel.findChildren(QLabel)]

    qtbot.waitUntil(lambda: "Digest" in texts_of())  # what the table has no column for comes a moment later
    texts = texts_of()
    assert "pears.zip" in texts
    assert any(text.endswith("of 500 B") for text in texts), texts


@pytest.mark.qt_log_ignore("does not support grabbing")  # nor has the offscreen platform a keyboard
def test_the_context_menu_has_what_the_panel_has(ids: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    select(page, "pears.zip", qtbot=qtbot)
    view = table(page)
    where: QPoint = view.visualRect(view.model().index(1, 0)).center()
    view.customContextMenuRequested.emit(where)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    named = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert named[:2] == ["openArchiveAction", "extractArchiveAction"]
    assert "markDeletedAction" in named
    menu.close()


def test_extract_fills_in_a_folder_beside_the_archive(
    ids: dict[str, int], runner: JobRunner, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    select(page, "pears.zip", qtbot=qtbot)
    _button(page, "extractArchiveButton").click()
    dialog = page.findChild(QDialog, "extractDialog")
    assert dialog is not None
    with qtbot.waitSignal(runner.job_ended):
        _button(dialog, "extractAcceptButton").click()
    assert (tmp_path / "pears" / "pears.txt").read_text() == "pears" * 100


def test_tab_leaves_the_table(ids: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    select(page, "pears.zip", qtbot=qtbot)
    view = table(page)
    view.setFocus()
    before = view.currentIndex()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus()
    assert view.currentIndex() == before


def test_the_order_outlives_a_reload(ids: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    table(page).sortByColumn(ArchiveColumn.NAME, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["apples.zip", "pears.zip", "plums.zip"]
    with qtbot.waitSignal(page._table.archives.dataChanged):
        page.reload()
    assert names(page) == ["apples.zip", "pears.zip", "plums.zip"]
    assert table(page).model().rowCount(QModelIndex()) == 3


def test_many_selected_archives_are_summed_up_in_the_background(
    services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    with services.catalogue.database.writing():
        for number in range(ROWS_AT_ONCE + 1):
            path = f"/nowhere/{number}.zip"
            values = {**name_of(f"{number}.zip"), **place_of(path), "archive_path": path, "backend_id": "zip"}
            services.catalogue._store.insert({**values, "archive_size": 1, "state": "ready"})
    page.reload()
    qtbot.waitUntil(lambda: len(page._table.archives.lines) == ROWS_AT_ONCE + 1)
    table(page).selectAll()
    panel = page.findChild(QLabel, "detailsName")
    assert panel is not None
    qtbot.waitUntil(lambda: panel.text() == "2,001 archives")
    assert _button(page, "verifyButton").isEnabled()
    assert not _button(page, "openArchiveButton").isEnabled()


def test_a_button_is_ready_as_soon_as_its_row_is_selected(
    ids: dict[str, int], page: CataloguePage, qtbot: QtBot
) -> None:
    view = table(page)
    qtbot.waitUntil(lambda: view.model().rowCount() == len(ids))
    view.clearSelection()
    assert not _button(page, "openArchiveButton").isEnabled()
    view.selectRow(0)
    assert _button(page, "openArchiveButton").isEnabled()
    view.selectAll()
    assert not _button(page, "openArchiveButton").isEnabled()
    assert _button(page, "markDeletedButton").isEnabled()
