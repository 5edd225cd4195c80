"""The Catalogue page finds entries in all archives: real archives, a real catalogue."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.entry_matches import MatchColumn
from archiver_gui.gui.models.roles import MUTED_ROLE, STRUCK_ROLE
from archiver_gui.gui.pages import catalogue_matches
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.services import Services


def build(services: Services, sources: list[Path], folder: Path, name: str) -> int:
    options = services.build_options(
        sources=[str(source) for source in sources], name=name, folder=str(folder), format_id="zip"
    )
    outcome = services.build(options).run()
    assert outcome.archive is not None
    return outcome.archive.id


@pytest.fixture
def archives(services: Services, tmp_path: Path) -> dict[str, int]:
    """Three states of one folder, the newest last: the report is written, kept, then changed."""
    kept = tmp_path / "archives"
    kept.mkdir()
    report = tmp_path / "work" / "report.txt"
    report.parent.mkdir()
    (report.parent / "Café menu.txt").write_text("tea")
    ids = {}
    for name, text in (("monday", "first"), ("tuesday", "first"), ("friday", "changed at last")):
        report.write_text(text)
        ids[name] = build(services, [report.parent], kept, name)
    return ids


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> CataloguePage:
    made = CataloguePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.activated()
    return made


def find(page: QWidget, text: str) -> QLineEdit:
    field = page.findChild(QLineEdit, "catalogueFilter")
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def view(page: QWidget) -> QTableView:
    found = page.findChild(QTableView, "entryMatches")
    assert found is not None
    return found


def column(page: QWidget, which: MatchColumn) -> list[str]:
    model = view(page).model()
    return [model.index(row, which).data() for row in range(model.rowCount())]


def label(page: QWidget, name: str) -> QLabel:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found


def menu_of(page: QWidget) -> dict[str, QAction]:
    table = view(page)
    table.customContextMenuRequested.emit(QPoint(4, 4))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.hide()
    return {action.objectName(): action for action in menu.actions()}


def find_report(page: QWidget, qtbot: QtBot) -> QTableView:
    find(page, "report")
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/report.txt"])
    table = view(page)
    table.setCurrentIndex(table.model().index(0, 0))
    return table


def test_typing_finds_entries_beneath_the_archives(archives: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    assert not view(page).isVisible(), "nothing is searched for yet"
    field = find(page, "cafe")
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/Café menu.txt"])
    assert view(page).isVisible()
    assert column(page, MatchColumn.ARCHIVE) == ["friday.zip"], "the newest archive that has it"
    assert column(page, MatchColumn.SIZE) == ["3 B"]
    assert label(page, "entryMatchesCount").text() == "1 entry found"
    field.clear()
    qtbot.waitUntil(lambda: not view(page).isVisible())
    assert not field.text()


def test_what_finds_nothing_shows_no_list(archives: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    find(page, "report")
    qtbot.waitUntil(view(page).isVisible)
    find(page, "nothing like it")
    qtbot.waitUntil(lambda: not view(page).isVisible())


def test_a_filter_without_sense_is_told_under_the_field_and_goes_when_it_is_mended(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot
) -> None:
    find(page, "report size>much")
    problem = label(page, "catalogueSearchProblem")
    qtbot.waitUntil(problem.isVisible)
    assert problem.text().startswith("“much” is not a size. ")
    assert page.messages.message is None
    assert QApplication.activeModalWidget() is None
    find(page, "report size<1M")
    qtbot.waitUntil(lambda: not problem.isVisible())
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/report.txt"])


def test_further_pages_come_when_the_end_is_in_sight(
    services: Services, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(230):
        (many / f"leaf {number:03}.txt").write_text(str(number))
    build(services, [many], tmp_path, "tree")
    find(page, "leaf")
    table = view(page)
    qtbot.waitUntil(lambda: table.model().rowCount() == 100)
    assert label(page, "entryMatchesCount").text() == "100+ entries found"
    for rows in (200, 230):
        table.scrollToBottom()
        qtbot.waitUntil(lambda rows=rows: table.model().rowCount() == rows)  # type: ignore[misc]
    assert len(set(column(page, MatchColumn.ENTRY))) == 230
    assert label(page, "entryMatchesCount").text() == "230 entries found"


def test_down_goes_into_the_lists_and_tab_leaves_them(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot
) -> None:
    field = find(page, "report")
    qtbot.waitUntil(view(page).isVisible)
    qtbot.waitUntil(lambda: page._table.archives.rowCount() == 0)
    QTest.keyClick(field, Qt.Key.Key_Down)
    table = view(page)
    assert table.hasFocus()
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()
    assert table.currentIndex().row() == 0
    field = find(page, "day")
    qtbot.waitUntil(lambda: page._table.archives.rowCount() == 3)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert page._table.hasFocus()


def test_enter_and_a_double_click_open_the_archive(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    table = find_report(page, qtbot)
    table.setFocus()
    with qtbot.waitSignal(page.open_requested) as entered:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert entered.args == [str(tmp_path / "archives" / "friday.zip"), "work/report.txt"]
    where = table.visualRect(table.model().index(0, 0)).center()
    with qtbot.waitSignal(page.open_requested):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


@pytest.mark.qt_log_ignore("does not support grabbing")  # nor has the offscreen platform a keyboard
def test_versions_tell_what_changed_and_escape_leads_back(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot
) -> None:
    table = find_report(page, qtbot)
    menu_of(page)["showVersionsAction"].trigger()
    qtbot.waitUntil(lambda: column(page, MatchColumn.ARCHIVE) == ["friday.zip", "tuesday.zip", "monday.zip"])
    assert column(page, MatchColumn.CONTENT) == ["Changed", "Same content", "Oldest"]
    assert column(page, MatchColumn.SIZE) == ["15 B", "5 B", "5 B"]
    assert label(page, "entryMatchesCount").text() == "3 versions"
    assert label(page, "entryMatchesTitle").text() == "of “work/report.txt”"
    assert table.currentIndex().row() == 0
    assert table.horizontalHeader().visualIndex(MatchColumn.ARCHIVE) == 0
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/report.txt"])
    assert table.isColumnHidden(MatchColumn.CONTENT)
    assert table.currentIndex().row() == 0, "the keyboard stands where it stood"


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_an_old_version_is_extracted_alone(
    archives: dict[str, int], runner: JobRunner, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    table = find_report(page, qtbot)
    menu_of(page)["showVersionsAction"].trigger()
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    table.setCurrentIndex(table.model().index(2, MatchColumn.ARCHIVE))
    menu_of(page)["extractMatchAction"].trigger()
    dialog = page.findChild(QDialog, "extractDialog")
    assert dialog is not None
    folder = dialog.findChild(QLineEdit, "extractFolderEdit")
    accept = dialog.findChild(QPushButton, "extractAcceptButton")
    assert folder is not None
    assert accept is not None
    folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(runner.job_ended):
        accept.click()
    out = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert [path.name for path in out] == ["report.txt"]
    assert out[0].read_text() == "first"


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_a_missing_archive_is_told_and_led_to_all_the_same(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "archives" / "friday.zip").unlink()
    page.activated()
    table = find_report(page, qtbot)
    qtbot.waitUntil(lambda: column(page, MatchColumn.STATE) == ["File is missing"], timeout=10_000)
    assert table.model().index(0, 0).data(MUTED_ROLE)
    table.setCurrentIndex(table.model().index(0, 0))
    actions = menu_of(page)
    assert not actions["extractMatchAction"].isEnabled()
    assert not actions["showMatchAction"].isEnabled()
    assert actions["showVersionsAction"].isEnabled()
    table.setFocus()
    with qtbot.waitSignal(page.open_requested) as entered:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert entered.args == [str(tmp_path / "archives" / "friday.zip"), "work/report.txt"]


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_a_match_leads_to_its_archive_in_the_table(archives: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    table = find_report(page, qtbot)
    qtbot.waitUntil(lambda: page._table.archives.rowCount() == 0)
    menu_of(page)["showVersionsAction"].trigger()
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    table.setCurrentIndex(table.model().index(1, MatchColumn.ARCHIVE))
    menu_of(page)["selectArchiveAction"].trigger()
    qtbot.waitUntil(lambda: [line.id for line in page._table.selected] == [archives["tuesday"]])
    assert page.focusWidget() is page._table
    assert label(page, "detailsName").text() == "tuesday.zip"
    assert table.model().rowCount() == 3, "what was found stays beneath"
    page.reload()
    qtbot.waitUntil(lambda: page._call is None)
    assert [line.id for line in page._table.selected] == [archives["tuesday"]]
    find(page, "menu")
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/Café menu.txt"])
    qtbot.waitUntil(lambda: page._table.archives.rowCount() == 0)


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_a_match_tells_where_else_its_content_lies(
    archives: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "renamed.txt").write_text("tea")
    build(services, [other], tmp_path, "tea")
    find(page, "renamed")
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["other/renamed.txt"])
    view(page).setCurrentIndex(view(page).model().index(0, 0))
    menu_of(page)["showCopiesAction"].trigger()
    qtbot.waitUntil(lambda: len(column(page, MatchColumn.ENTRY)) == 4)
    assert set(column(page, MatchColumn.ENTRY)) == {"other/renamed.txt", "work/Café menu.txt"}
    assert label(page, "entryMatchesCount").text() == "4 copies"
    QTest.keyClick(view(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["other/renamed.txt"])


def test_the_details_tell_in_which_archives_the_same_content_lies(
    archives: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    alone = tmp_path / "alone.txt"
    alone.write_text("nobody else has this")
    single = build(services, [alone], tmp_path, "alone")
    page.reload()
    qtbot.waitUntil(lambda: page._table.stand_on(archives["monday"]))

    def link() -> QPushButton | None:
        return page.findChild(QPushButton, "elsewhereButton")

    qtbot.waitUntil(lambda: link() is not None)
    found = link()
    assert found is not None
    assert found.text() == "2 other archives"
    assert found.toolTip() == "2 of its 2 contents lie there too"
    found.click()
    qtbot.waitUntil(lambda: column(page, MatchColumn.ARCHIVE) == ["friday.zip", "tuesday.zip", "tuesday.zip"])
    assert label(page, "entryMatchesTitle").text() == "have content of “monday.zip”"
    QTest.keyClick(view(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not view(page).isVisible())
    page._table.stand_on(single)
    qtbot.waitUntil(lambda: page._details._shared is not None and page._details._shown == single)
    assert link() is None


def test_a_marked_archive_strikes_its_entries(
    archives: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    services.mark([archives["friday"]])
    find_report(page, qtbot)
    cell = view(page).model().index(0, MatchColumn.ENTRY)
    assert cell.data(STRUCK_ROLE)
    assert column(page, MatchColumn.STATE) == ["Marked for deletion"]


def test_names_that_lie_are_shown_as_plain_text(
    services: Services, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "invoice\u202efdp.exe").write_text("x")
    build(services, [folder], tmp_path, "odd")
    find(page, "invoice")
    qtbot.waitUntil(lambda: len(column(page, MatchColumn.ENTRY)) == 1)
    cell = view(page).model().index(0, MatchColumn.ENTRY)
    assert "\u202e" not in cell.data()
    assert cell.data().endswith(".exe")
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == cell.data()


def test_the_next_key_cancels_the_search_under_way(archives: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    page._matches.search("report", ArchiveFilter())
    call = page._matches._call
    assert call is not None
    find(page, "menu")
    assert call.cancelled
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/Café menu.txt"])


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_another_text_takes_the_versions_away(archives: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    table = find_report(page, qtbot)
    menu_of(page)["showVersionsAction"].trigger()
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    back = page.findChild(QPushButton, "backToSearchButton")
    assert back is not None
    assert back.isVisible()
    find(page, "menu")
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/Café menu.txt"])
    assert not back.isVisible()


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_a_filter_without_sense_takes_the_versions_away(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot
) -> None:
    table = find_report(page, qtbot)
    menu_of(page)["showVersionsAction"].trigger()
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    find(page, "report size>much")
    qtbot.waitUntil(label(page, "catalogueSearchProblem").isVisible)
    assert not table.isVisible()


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_versions_follow_what_other_processes_do(archives: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    table = find_report(page, qtbot)
    menu_of(page)["showVersionsAction"].trigger()
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    other = Services.open()
    other.forget([archives["tuesday"]])
    other.close()
    qtbot.waitUntil(lambda: column(page, MatchColumn.ARCHIVE) == ["friday.zip", "monday.zip"], timeout=10_000)
    assert column(page, MatchColumn.CONTENT) == ["Changed", "Oldest"]


def test_while_the_index_is_made_one_line_says_so_and_the_rest_follows(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_matches, "_INDEXED_FIRST", 0)
    notes: list[str] = []
    page._matches.note_made.connect(notes.append)
    find(page, "report")
    qtbot.waitUntil(lambda: column(page, MatchColumn.ENTRY) == ["work/report.txt"])
    assert "The newest archives are still being indexed; what they hold will follow here." in notes
    note = label(page, "catalogueSearchNote")
    qtbot.waitUntil(lambda: not note.isVisible())
    assert page.messages.message is None
    assert QApplication.activeModalWidget() is None


def test_where_nothing_can_be_indexed_that_is_told_and_not_tried_for_ever(
    archives: dict[str, int], page: CataloguePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_matches, "_INDEXED_FIRST", 0)
    qtbot.waitUntil(lambda: page._call is None)
    with sqlite3.connect(page._services.catalogue.file) as other:  # as an update by another program would
        other.execute("CREATE TRIGGER refuse BEFORE DELETE ON recorded BEGIN SELECT RAISE(ABORT, 'no'); END")
    other.close()
    find(page, "report")
    note = label(page, "catalogueSearchNote")
    qtbot.waitUntil(lambda: note.text().startswith("The newest archives are not in this list"))
    assert note.isVisible()
    assert page._matches._indexing is None
    find(page, "nothing")
    page._search.field.clear()
    qtbot.waitUntil(lambda: not note.isVisible())
