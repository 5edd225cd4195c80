"""Names as people count them, names that every system takes, and columns that stay in sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QFormLayout, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.errors import ArchiverError, UsageError
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.main_window import MainWindow
from archiver_gui.gui.models.archive_table import ArchiveColumn
from archiver_gui.gui.models.entry_matches import EntryMatchModel, MatchColumn
from archiver_gui.gui.models.new_archive import NewArchive, OptionValues, prepare, suggested_stem
from archiver_gui.gui.models.ordering import natural_key
from archiver_gui.gui.pages.catalogue_table import CatalogueTable
from archiver_gui.gui.pages.match_table import MatchTable
from archiver_gui.gui.translation import TsTranslator
from archiver_gui.gui.widgets.breadcrumb import Breadcrumb, Crumb
from archiver_gui.gui.widgets.labels import WrappedLabel
from archiver_gui.gui.wording import ratio_text
from archiver_gui.services import Services


def test_numbers_in_names_are_counted() -> None:
    names = ["b", "Module_10.zip", "module_2.zip", "module.zip", "module_02b.zip", f"module_{'9' * 30}.zip"]
    assert sorted(names, key=natural_key) == [
        "b",
        "module.zip",
        "module_2.zip",
        "module_02b.zip",
        "Module_10.zip",
        f"module_{'9' * 30}.zip",
    ]


@pytest.mark.parametrize("name", ["line\nbreak.txt", "con.txt", "what?.txt", "x" * 251 + ".txt", "ü" * 120])
def test_whatever_a_source_is_called_its_archive_gets_a_name_that_can_be_used(
    services: Services, tmp_path: Path, name: str
) -> None:
    source = tmp_path / name
    source.write_text("x")
    row = services.formats()[0]
    assert suggested_stem(services, [str(source)])
    wanted = NewArchive((str(source),), row, None, "", str(tmp_path / "out"), OptionValues())
    assert prepare(services, wanted, ()).options.target.endswith(row.suffix)


def test_a_whole_disk_gets_a_name_too(services: Services) -> None:
    assert suggested_stem(services, ["/"]) == "archive"


@pytest.mark.parametrize("name", [".", "..", ".zip", " . .zip", "   "])
def test_dots_and_blanks_are_no_name(services: Services, tmp_path: Path, name: str) -> None:
    row = next(row for row in services.formats() if row.format_id == "zip")
    wanted = NewArchive((str(tmp_path),), row, None, name, str(tmp_path / "out"), OptionValues())
    with pytest.raises(UsageError) as refused:
        prepare(services, wanted, ())
    assert isinstance(refused.value, ArchiverError)
    assert refused.value.title == "The archive has no name"


def test_a_ratio_that_no_column_could_hold_is_told_as_a_multiple() -> None:
    assert ratio_text(50, 100) == "50 %"
    assert ratio_text(882, 4) == "× 220"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (960, 600)])
def test_the_state_of_archives_is_in_sight_without_scrolling(
    qtbot: QtBot, services: Services, runner: JobRunner, width: int, height: int
) -> None:
    window = MainWindow(services, runner)
    qtbot.addWidget(window)
    window.resize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("catalogue")
    table = window.page("catalogue").findChild(CatalogueTable)
    assert table is not None
    at = table.columnViewportPosition(ArchiveColumn.STATE)
    qtbot.waitUntil(
        lambda: (
            table.columnViewportPosition(ArchiveColumn.STATE) + table.columnWidth(ArchiveColumn.STATE)
            <= table.viewport().width()
        )
    )
    assert at >= 0


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translator, before = TsTranslator("de"), QLocale()
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("language", ["english", "german"])
def test_a_window_of_1280_pixels_shows_the_table_without_scrolling_sideways(
    language: str, request: pytest.FixtureRequest, qtbot: QtBot, services: Services, runner: JobRunner
) -> None:
    request.getfixturevalue(language)
    window = MainWindow(services, runner)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("catalogue")
    table = window.page("catalogue").findChild(CatalogueTable)
    assert table is not None
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    shown = [column for column in ArchiveColumn if not table.isColumnHidden(column)]
    assert len(shown) == 7
    assert table.horizontalHeader().length() == table.viewport().width(), "the name takes what is left"


def test_a_name_that_has_room_in_the_breadcrumb_is_whole_and_long_ones_share_what_is_left(qtbot: QtBot) -> None:
    bar = Breadcrumb()
    qtbot.addWidget(bar)
    bar.resize(900, bar.height())
    bar.show()
    name = "a long name of an archive that somebody took pains with 2026-11-22.tar.bz2"
    bar.show_parts([name, "docs"])
    assert [crumb.text() for crumb in crumbs(bar)] == [name, "docs"]
    bar.resize(400, bar.height())
    cut, whole = crumbs(bar)
    assert "…" in cut.text()
    assert cut.toolTip() == name
    assert whole.text() == "docs"
    assert sum(crumb.sizeHint().width() for crumb in crumbs(bar)) <= 400
    bar.resize(900, bar.height())
    assert crumbs(bar)[0].text() == name


@pytest.mark.parametrize("name", ["a.zip", "Reise.zip", "notes.zip", "work.tar.zst", "illicit.zip", "WWW.zip"])
def test_a_breadcrumb_that_was_filled_before_it_had_its_width_shows_names_whole(qtbot: QtBot, name: str) -> None:
    bar = Breadcrumb()
    qtbot.addWidget(bar)
    bar.resize(64, bar.height())
    bar.show_parts([name])
    bar.resize(800, bar.height())
    bar.show()
    assert [crumb.text() for crumb in crumbs(bar)] == [name]


def crumbs(bar: Breadcrumb) -> list[Crumb]:
    items = (bar._row.itemAt(place) for place in range(bar._row.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if isinstance(widget, Crumb)]


def test_narrow_matches_leave_out_size_and_time_before_their_names(qtbot: QtBot) -> None:
    table = MatchTable(EntryMatchModel())
    qtbot.addWidget(table)
    table.resize(460, 200)
    table.show()
    assert table.isColumnHidden(MatchColumn.MODIFIED)
    assert not table.isColumnHidden(MatchColumn.STATE)
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.columnWidth(MatchColumn.ENTRY) >= 110
    table.resize(1000, 200)
    assert not table.isColumnHidden(MatchColumn.MODIFIED)
    assert not table.isColumnHidden(MatchColumn.SIZE)
    assert table.columnWidth(MatchColumn.ARCHIVE) == 150


def test_lines_of_a_form_are_never_cut(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    form = QFormLayout(holder)
    labels = [WrappedLabel(text) for text in ("Today 20:40 by somebody (examiner)", "2 more of these", "32")]
    for label in labels:
        form.addRow("Name", label)
    holder.resize(190, 60)
    holder.show()
    assert labels[0].heightForWidth(labels[0].width()) > labels[2].heightForWidth(labels[2].width()), "it wraps"
    qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in labels))
