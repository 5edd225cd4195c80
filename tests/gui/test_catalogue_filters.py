"""The chips above the catalogue's table: what they let through, alone, together, and with the search."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.archive_filter import Trait
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.gui.widgets.filter_button import FilterButton
from archiver_gui.services import Services
from tests.gui.test_catalogue_page import names


@pytest.fixture
def ids(services: Services, tmp_path: Path) -> dict[str, int]:
    built = {}
    for folder, name, format_id, role in (
        ("one", "apples.zip", "zip", ""),
        ("one", "pears.tar.gz", "tar.gz", "student"),
        ("two", "plums.tar.zst", "tar.zst", "student"),
    ):
        source = tmp_path / f"{name}.txt"
        source.write_text(name)
        (tmp_path / folder).mkdir(exist_ok=True)
        options = services.build_options(
            sources=[str(source)], name=name, folder=str(tmp_path / folder), format_id=format_id, role=role
        )
        outcome = services.build(options).run()
        assert outcome.archive is not None
        built[name] = outcome.archive.id
    return built


@pytest.fixture
def page(ids: dict[str, int], services: Services, runner: JobRunner, qtbot: QtBot) -> CataloguePage:
    made = CataloguePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: len(names(made)) == 3 and len(actions(made, "formatFilter")) > 3)
    return made


def chip(page: QWidget, name: str) -> FilterButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, FilterButton)
    return found


def actions(page: QWidget, name: str) -> dict[str, QAction]:
    menu = page.findChild(QMenu, f"{name}Menu")
    assert menu is not None
    return {action.text().partition("\t")[0]: action for action in menu.actions()}


def pick(page: QWidget, name: str, text: str) -> None:
    actions(page, name)[text].trigger()


def test_formats_are_alternatives_and_the_chip_says_what_is_chosen(page: CataloguePage, qtbot: QtBot) -> None:
    assert set(actions(page, "formatFilter")) == {"tar.gz", "tar.zst", "zip", "", "Backend tar", "Backend zip"}
    pick(page, "formatFilter", "zip")
    qtbot.waitUntil(lambda: names(page) == ["apples.zip"])
    button = chip(page, "formatFilter")
    assert (button.text(), button.accessibleName()) == ("zip", "Format: zip")
    pick(page, "formatFilter", "tar.gz")
    qtbot.waitUntil(lambda: names(page) == ["pears.tar.gz", "apples.zip"])
    assert button.text() == "Format (2)"
    pick(page, "formatFilter", "zip")
    pick(page, "formatFilter", "tar.gz")
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert button.text() == "Format"
    pick(page, "formatFilter", "Backend tar")
    qtbot.waitUntil(lambda: names(page) == ["plums.tar.zst", "pears.tar.gz"])


def test_chips_and_the_search_have_to_hold_together(
    page: CataloguePage, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(page, "roleFilter", "Student")
    qtbot.waitUntil(lambda: names(page) == ["plums.tar.zst", "pears.tar.gz"])
    pick(page, "locationFilter", str(tmp_path / "one"))
    qtbot.waitUntil(lambda: names(page) == ["pears.tar.gz"])
    page._search.field.setText("apples")
    qtbot.waitUntil(lambda: names(page) == [])
    assert page._table._empty.title == "No archive passes the filters"
    page._search.field.setText("ear")
    qtbot.waitUntil(lambda: names(page) == ["pears.tar.gz"])
    clear = page.findChild(QPushButton, "clearFiltersButton")
    assert clear is not None
    page._search.field.clear()
    clear.click()
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert not clear.isVisible()
    assert not any(chip(page, name).chosen for name in ("roleFilter", "locationFilter"))


def test_entries_are_found_in_the_chosen_archives_only(page: CataloguePage, qtbot: QtBot) -> None:
    matches = page.findChild(QTableView, "entryMatches")
    assert matches is not None

    def found() -> list[str]:
        model = matches.model()
        return sorted(model.index(row, 0).data() for row in range(model.rowCount()))

    page._search.field.setText("txt")
    qtbot.waitUntil(lambda: len(found()) == 3)
    pick(page, "formatFilter", "zip")
    qtbot.waitUntil(lambda: found() == ["apples.zip.txt"])
    pick(page, "formatFilter", "tar.zst")
    qtbot.waitUntil(lambda: found() == ["apples.zip.txt", "plums.tar.zst.txt"])


def test_the_state_chip_knows_marks_and_pins(
    ids: dict[str, int], page: CataloguePage, services: Services, qtbot: QtBot
) -> None:
    services.mark([ids["apples.zip"]])
    services.pin([ids["pears.tar.gz"]])
    pick(page, "stateFilter", "Marked for deletion")
    qtbot.waitUntil(lambda: names(page) == ["apples.zip"])
    pick(page, "stateFilter", "Pinned")
    qtbot.waitUntil(lambda: names(page) == ["pears.tar.gz", "apples.zip"])
    assert page._search.filters.chosen().traits == {Trait.MARKED, Trait.PINNED}
    services.restore([ids["apples.zip"]])
    page.reload()
    qtbot.waitUntil(lambda: names(page) == ["pears.tar.gz"])


def test_of_the_periods_only_one_is_chosen(page: CataloguePage, qtbot: QtBot) -> None:
    pick(page, "createdFilter", "Over a year ago")
    qtbot.waitUntil(lambda: names(page) == [])
    pick(page, "createdFilter", "Today")
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert not actions(page, "createdFilter")["Over a year ago"].isChecked()
    assert chip(page, "createdFilter").text() == "Today"
    now = datetime(2026, 3, 5, 15, 30, tzinfo=UTC)
    midnight = datetime(2026, 3, 5, tzinfo=UTC)
    for period, since in (
        ("Last 7 days", midnight - timedelta(days=6)),
        ("This year", datetime(2026, 1, 1, tzinfo=UTC)),
    ):
        pick(page, "createdFilter", period)
        assert page._search.filters.chosen(now).since == since
    pick(page, "createdFilter", "This year")
    assert not page._search.filters.chosen(now)


def test_what_is_chosen_stays_while_archives_come_and_go(
    ids: dict[str, int], page: CataloguePage, services: Services, qtbot: QtBot
) -> None:
    pick(page, "formatFilter", "zip")
    qtbot.waitUntil(lambda: names(page) == ["apples.zip"])
    services.forget([ids["apples.zip"]])
    page.reload()
    qtbot.waitUntil(lambda: names(page) == [])
    qtbot.waitUntil(lambda: "zip" in actions(page, "formatFilter") and len(actions(page, "formatFilter")) < 6)
    assert actions(page, "formatFilter")["zip"].isChecked()


@pytest.mark.qt_log_ignore("does not support grabbing")  # nor has the offscreen platform a keyboard
def test_the_space_bar_chooses_and_leaves_the_menu_open(page: CataloguePage, qtbot: QtBot) -> None:
    menu = page.findChild(QMenu, "formatFilterMenu")
    assert menu is not None
    menu.popup(page.mapToGlobal(page.rect().center()))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[1]).center())
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert chip(page, "formatFilter").text() == "Format (2)"
    qtbot.waitUntil(lambda: len(names(page)) == 2)


def test_tab_leads_through_the_chips(page: CataloguePage, qtbot: QtBot) -> None:
    page.focus_filter()
    reached = []
    for _ in range(6):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget().objectName())
    assert reached[:5] == ["formatFilter", "stateFilter", "createdFilter", "locationFilter", "roleFilter"]
    assert reached[5] == "columnsButton"
