"""What the Catalogue page does with what it remembers: duplicates, moved archives, added ones, columns."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.archives import ArchiveState
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.archive_table import ArchiveColumn
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.services import Services
from archiver_gui.settings.options import COLUMN_WIDTHS, HIDDEN_COLUMNS
from tests.gui.test_catalogue_page import build, names, select, table


@pytest.fixture
def ids(services: Services, tmp_path: Path) -> dict[str, int]:
    """Three archives; the first two hold the same content."""
    built = {name: build(services, tmp_path, name, "twice the same " * 50) for name in ("apples", "pears")}
    return {**built, "plums": build(services, tmp_path, "plums", "something else")}


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> CataloguePage:
    made = CataloguePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    made.activated()
    return made


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def column_of(view: QWidget, column: int) -> list[str]:
    assert isinstance(view, QTableView)
    model = view.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def said(page: CataloguePage) -> str:
    return page.messages.message.sentence if page.messages.message is not None else ""


# ---- duplicates ----------------------------------------------------------------------------------


def test_duplicates_tell_what_could_be_saved_and_lead_to_each_copy(
    ids: dict[str, int], page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    button(page, "duplicatesButton").click()
    view, copies = part(page, "duplicatesTable"), part(page, "duplicateCopies")
    assert isinstance(copies, QTableView)
    qtbot.waitUntil(lambda: len(column_of(view, 0)) == 1)
    assert [column_of(view, column)[0] for column in (1, 2, 3, 4)] == ["750 B", "2", "2", "750 B"]
    summary = part(page, "duplicatesSummary")
    assert isinstance(summary, QLabel)
    assert summary.text() == "1 content · 750 B could be saved, before compression"
    qtbot.waitUntil(lambda: column_of(copies, 3) == ["pears.zip", "apples.zip"])
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(copies.hasFocus)
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(copies, Qt.Key.Key_Return)
    assert opened.args == [str(tmp_path / "pears.zip"), "pears.txt"]
    QTest.keyClick(copies, Qt.Key.Key_Escape)
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert table(page).isVisibleTo(page)


def test_duplicates_follow_when_archives_go(
    ids: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    page.show_duplicates()
    view = page._duplicates.table
    qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    services.forget([ids["pears"]])
    page.reload()
    qtbot.waitUntil(lambda: view.model().rowCount() == 0)
    assert view._empty.title == "No duplicates"
    assert not part(page, "duplicateCopies").isVisibleTo(page)


def test_searching_leads_back_from_the_duplicates(ids: dict[str, int], page: CataloguePage) -> None:
    page.show_duplicates()
    page.focus_filter()
    assert part(page, "catalogueFilter").isVisibleTo(page)


# ---- archives that moved, and archives made elsewhere --------------------------------------------


def test_a_moved_archive_is_found_again_by_its_file(
    ids: dict[str, int], services: Services, runner: JobRunner, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    select(page, "plums.zip", qtbot=qtbot)
    assert not button(page, "relinkButton").isVisibleTo(page), "it is where it should be"
    os.rename(tmp_path / "plums.zip", tmp_path / "moved.zip")
    page.activated()
    qtbot.waitUntil(lambda: button(page, "relinkButton").isVisibleTo(page))
    record = page._table.selected[0]
    with qtbot.waitSignal(runner.job_ended):
        page._actions.jobs.relink(record, str(tmp_path / "pears.zip"))
    qtbot.waitUntil(lambda: said(page).startswith("This is not plums.zip"))
    assert services.catalogue.get(ids["plums"]).state is ArchiveState.MISSING
    with qtbot.waitSignal(runner.job_ended):
        page._actions.jobs.relink(record, str(tmp_path / "moved.zip"))
    qtbot.waitUntil(lambda: said(page).startswith("plums.zip was found again"))
    assert services.catalogue.get(ids["plums"]).path == str(tmp_path / "moved.zip")
    qtbot.waitUntil(lambda: "moved.zip" in names(page))


def test_a_whole_folder_is_looked_through_and_missing_archives_can_be_browsed(
    ids: dict[str, int], services: Services, runner: JobRunner, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "away").mkdir()
    for name in ("apples", "plums"):
        os.rename(tmp_path / f"{name}.zip", tmp_path / "away" / f"{name}.zip")
    page.activated()
    qtbot.waitUntil(lambda: "File is missing" in column_of(table(page), ArchiveColumn.STATE))
    page._search.field.setText("apples.txt")
    matches = part(page, "entryMatches")
    qtbot.waitUntil(lambda: column_of(matches, 0) == ["apples.txt"])
    page._search.field.clear()
    with qtbot.waitSignal(runner.job_ended):
        page._upkeep.relink([str(tmp_path / "away")])
    assert {services.catalogue.get(ids[name]).state for name in ids} == {ArchiveState.READY}


def test_archives_made_elsewhere_are_added_by_file_or_folder(
    services: Services, runner: JobRunner, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        build(services, tmp_path, name)
    services.forget([record.id for record in services.archives()])
    with qtbot.waitSignal(runner.job_ended):
        page._upkeep.add([str(tmp_path)])
    qtbot.waitUntil(lambda: sorted(names(page)) == ["one.zip", "two.zip"])


def choose(page: CataloguePage, action: str, path: Path) -> None:
    """Trigger an action of the menu, and choose this path in the dialog that it opens."""
    found = page.findChild(QAction, action)
    assert found is not None
    found.trigger()
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_catalogue_is_exported_and_imported_from_the_menu(
    ids: dict[str, int], services: Services, runner: JobRunner, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    export = tmp_path / "catalogue.jsonl"
    with qtbot.waitSignal(runner.job_ended):
        choose(page, "exportCatalogueAction", export)
    assert export.read_text().count("plums.zip")
    services.forget(list(ids.values()))
    with qtbot.waitSignal(runner.job_ended):
        choose(page, "importCatalogueAction", export)
    assert sorted(record.name for record in services.archives()) == ["apples.zip", "pears.zip", "plums.zip"]


# ---- versions ------------------------------------------------------------------------------------


def test_a_version_is_extracted_by_the_link_above_the_timeline(
    services: Services, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    for content in ("first", "second", "second"):
        (tmp_path / "note.txt").write_text(content)
        name = f"v{len(services.archives())}"
        options = services.build_options(
            sources=[str(tmp_path / "note.txt")], name=name, folder=str(tmp_path), format_id="zip"
        )
        services.build(options).run()
    page._search.field.setText("note")
    matches = part(page, "entryMatches")
    qtbot.waitUntil(lambda: column_of(matches, 0) == ["note.txt"])
    assert not button(page, "extractVersionButton").isEnabled()
    page._matches.table.stand_on(0)
    button(page, "showVersionsButton").click()
    qtbot.waitUntil(lambda: column_of(matches, 3) == ["v2.zip", "v1.zip", "v0.zip"])
    assert column_of(matches, 5) == ["Same content", "Changed", "Oldest"]
    assert all(column_of(matches, 6))
    assert not button(page, "showVersionsButton").isVisibleTo(page)
    page._matches.table.stand_on(2)
    button(page, "extractVersionButton").click()
    dialog = part(page.window(), "extractDialog")
    assert any("note.txt of v0.zip" in label.text() for label in dialog.findChildren(QLabel))


# ---- columns -------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("does not support grabbing")  # nor has the offscreen platform a keyboard
def test_columns_are_chosen_on_the_header_and_remembered(
    ids: dict[str, int], services: Services, runner: JobRunner, page: CataloguePage, qtbot: QtBot
) -> None:
    view = table(page)
    header = view.horizontalHeader()
    header.customContextMenuRequested.emit(header.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = {action.objectName(): action for action in menu.actions()}
    assert "nameColumnAction" not in actions, "an archive without its name is nothing"
    actions["ratioColumnAction"].trigger()
    menu.close()
    assert view.isColumnHidden(ArchiveColumn.RATIO)
    qtbot.waitUntil(lambda: "RATIO" in services.settings.get(HIDDEN_COLUMNS))
    actions["locationColumnAction"].trigger()
    qtbot.waitUntil(lambda: "LOCATION" not in services.settings.get(HIDDEN_COLUMNS))
    other = CataloguePage(services, runner)
    qtbot.addWidget(other)
    assert table(other).isColumnHidden(ArchiveColumn.RATIO)
    assert not table(other).isColumnHidden(ArchiveColumn.SIZE)
    assert not table(other).isColumnHidden(ArchiveColumn.LOCATION)


def test_widths_that_the_user_gave_are_kept_and_the_others_fit(
    ids: dict[str, int], services: Services, runner: JobRunner, page: CataloguePage, qtbot: QtBot
) -> None:
    view = table(page)
    usual = view.columnWidth(ArchiveColumn.CREATED)
    view.horizontalHeader().resizeSection(ArchiveColumn.CREATED, usual + 33)
    qtbot.waitUntil(lambda: services.settings.get(COLUMN_WIDTHS) == {"CREATED": usual + 33})
    services.settings.set(COLUMN_WIDTHS, {"CREATED": usual + 33, "NOBODY": 50, "SIZE": -1})
    other = CataloguePage(services, runner)
    qtbot.addWidget(other)
    other.resize(1600, 760)
    other.show()
    assert table(other).columnWidth(ArchiveColumn.CREATED) == usual + 33
    assert table(other).columnWidth(ArchiveColumn.SIZE) == view.columnWidth(ArchiveColumn.SIZE)
    assert table(other).horizontalHeader().length() == table(other).viewport().width()
    other.resize(1200, 760)
    assert table(other).columnWidth(ArchiveColumn.CREATED) == usual + 33
    assert services.settings.get(COLUMN_WIDTHS)["CREATED"] == usual + 33


# ---- health, pins, re-creation -------------------------------------------------------------------


def test_a_flipped_byte_is_told_with_the_entry_that_it_damaged(
    ids: dict[str, int], runner: JobRunner, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    health = ArchiveColumn.HEALTH
    select(page, "plums.zip", qtbot=qtbot)
    assert column_of(table(page), health) == ["Never verified"] * 3
    content = bytearray((tmp_path / "plums.zip").read_bytes())
    content[60] ^= 1
    (tmp_path / "plums.zip").write_bytes(content)
    with qtbot.waitSignal(runner.job_ended):
        button(page, "verifyButton").click()
    qtbot.waitUntil(lambda: column_of(table(page), health)[0] == "Damaged: 1 entry")
    tooltip = table(page).model().index(0, health).data(Qt.ItemDataRole.ToolTipRole)
    assert "plums.txt" in tooltip
    damage = part(page, "detailsDamage")
    assert isinstance(damage, QLabel)
    assert damage.text().startswith("plums.txt: ")
    table(page).sortByColumn(health, Qt.SortOrder.AscendingOrder)
    assert names(page)[0] == "plums.zip", "what needs care comes first"


def test_a_pin_is_set_seen_and_taken_back(
    ids: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    select(page, "pears.zip", "plums.zip", qtbot=qtbot)
    with qtbot.waitSignal(page.catalogue_changed):
        button(page, "pinButton").click()
    assert {record.name for record in services.archives() if record.pinned} == {"pears.zip", "plums.zip"}
    qtbot.waitUntil(lambda: button(page, "pinButton").text().strip() == "Unp&in")
    QTest.keyClick(table(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not any(record.pinned for record in services.archives()))


def test_recreate_opens_what_has_changed(ids: dict[str, int], page: CataloguePage, qtbot: QtBot) -> None:
    select(page, "pears.zip", qtbot=qtbot)
    button(page, "recreateButton").click()
    dialog = part(page.window(), "recreateDialog")
    qtbot.waitUntil(button(dialog, "recreateAcceptButton").isEnabled)
    button(dialog, "recreateCloseButton").click()


def test_other_archives_of_the_same_sources_are_told(
    ids: dict[str, int], services: Services, page: CataloguePage, qtbot: QtBot
) -> None:
    services.recreate(ids["pears"]).run()
    page.reload()
    select(page, "pears.zip", qtbot=qtbot)
    panel = part(page, "catalogueDetails")

    def told() -> list[str]:
        return [label.toolTip() for label in panel.findChildren(QLabel) if label.text() == "1 more of these sources"]

    qtbot.waitUntil(lambda: len(told()) == 1)
    assert told()[0].startswith("pears (2).zip: ")
    select(page, "plums.zip", qtbot=qtbot)
    qtbot.waitUntil(lambda: not told() and any(label.text() == "Digest" for label in panel.findChildren(QLabel)))
