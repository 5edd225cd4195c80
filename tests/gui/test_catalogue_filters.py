"""The chips above the catalogue's table: what they let through, alone, together, and with the search."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDateEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.archive_filter import Trait
from archiver_gui.gui.dialogs.dates import DatesDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.gui.pages.catalogue_period import dates_text
from archiver_gui.gui.widgets.date_field import DateField
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


# ---- dates ---------------------------------------------------------------------------------------


def choose_dates(page: CataloguePage, qtbot: QtBot) -> DatesDialog:
    pick(page, "createdFilter", "Choose dates…")
    qtbot.waitUntil(lambda: page.window().findChild(DatesDialog) is not None)
    dialog = page.window().findChild(DatesDialog)
    assert dialog is not None
    return dialog


def date_edit(dialog: DatesDialog, name: str) -> QDateEdit:
    found = dialog.findChild(QDateEdit, name)
    assert found is not None
    return found


def box(dialog: DatesDialog, name: str) -> QCheckBox:
    found = dialog.findChild(QCheckBox, name)
    assert found is not None
    return found


def test_any_dates_can_be_chosen_both_days_included(
    ids: dict[str, int], page: CataloguePage, services: Services, qtbot: QtBot
) -> None:
    today = services.catalogue.get(ids["apples.zip"]).created.astimezone().date()
    dialog = choose_dates(page, qtbot)
    date_edit(dialog, "fromDateEdit").setDate(QDate(today.year, today.month, today.day))
    dialog.accept()
    qtbot.waitUntil(lambda: chip(page, "createdFilter").chosen == ["dates"])
    found = page._search.filters.chosen()
    midnight = datetime.combine(today, time())
    assert (found.since, found.before) == (midnight.astimezone(), (midnight + timedelta(days=1)).astimezone())
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    qtbot.waitUntil(lambda: page.window().findChild(DatesDialog) is None)
    dialog = choose_dates(page, qtbot)
    assert date_edit(dialog, "toDateEdit").date() == QDate(today.year, today.month, today.day), "what was chosen"
    box(dialog, "fromDateBox").setChecked(False)
    date_edit(dialog, "toDateEdit").setDate(QDate(2001, 2, 3))
    dialog.accept()
    qtbot.waitUntil(lambda: names(page) == [])
    button = chip(page, "createdFilter")
    assert (button.text(), button.accessibleName()) == ("until 3 Feb 2001", "Created: until 3 Feb 2001")
    assert actions(page, "createdFilter")["Choose dates…"].isChecked()
    pick(page, "createdFilter", "Today")
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert not actions(page, "createdFilter")["Choose dates…"].isChecked()


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_dates_are_typed_without_the_mouse_and_the_days_stay_in_order(page: CataloguePage, qtbot: QtBot) -> None:
    dialog = choose_dates(page, qtbot)
    qtbot.waitUntil(dialog.isVisible)
    first, last = date_edit(dialog, "fromDateEdit"), date_edit(dialog, "toDateEdit")
    assert dialog.focusWidget() is first
    last.setDate(QDate(2019, 5, 6))
    assert first.date() == QDate(2019, 5, 6)
    first.setSelectedSection(QDateEdit.Section.YearSection)
    QTest.keyClicks(first, "2020")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert (first.date().year(), last.date()) == (2020, first.date())
    first.setFocus()
    first.setSelectedSection(QDateEdit.Section.YearSection)  # Tab leads through the parts, too
    order = []
    for _ in range(5):
        order.append(dialog.focusWidget().objectName())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert order[:3] == ["fromDateEdit", "toDateBox", "toDateEdit"]
    QTest.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chip(page, "createdFilter").text() == "6 May 2020")


@pytest.mark.parametrize(
    ("locale", "typed"),
    [("en_US", "03/14/2025"), ("en_US", "3/14/2025"), ("de_DE", "14.03.2025"), ("de_DE", "14.3.2025")],
)
def test_a_date_is_typed_as_people_write_it(locale: str, typed: str, qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        field = DateField(date(2026, 11, 22), "Day")
        qtbot.addWidget(field)
        field.show()
        field.setSelectedSection(field.sectionAt(0))
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.day == date(2025, 3, 14)
    finally:
        QLocale.setDefault(before)


def test_escape_leaves_the_dates_as_they_were_and_no_end_at_all_lets_all_through(
    page: CataloguePage, qtbot: QtBot
) -> None:
    dialog = choose_dates(page, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.window().findChild(DatesDialog) is None)
    assert chip(page, "createdFilter").chosen == []
    assert not actions(page, "createdFilter")["Choose dates…"].isChecked()
    pick(page, "createdFilter", "Over a year ago")
    dialog = choose_dates(page, qtbot)
    for name in ("fromDateBox", "toDateBox"):
        box(dialog, name).setChecked(False)
    dialog.accept()
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert chip(page, "createdFilter").text() == "Created"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 3, 1), date(2026, 4, 5), "1 Mar – 5 Apr 2026"),
        (date(2025, 12, 24), date(2026, 1, 6), "24 Dec 2025 – 6 Jan 2026"),
        (date(2026, 4, 5), date(2026, 4, 5), "5 Apr 2026"),
        (date(2026, 4, 5), None, "from 5 Apr 2026"),
        (None, None, ""),
    ],
)
def test_chosen_dates_are_told_as_briefly_as_they_can_be(first: date | None, last: date | None, text: str) -> None:
    assert dates_text(first, last) == text
