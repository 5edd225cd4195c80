"""Tables as they are painted: looked at by their pixels, and held to what a page may cost."""

from __future__ import annotations

import cProfile

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from archiver_gui.gui import theme
from archiver_gui.gui.models.archive_table import ArchiveColumn, ArchiveTableModel
from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.widgets.rows import RowTable
from tests.gui.test_models_archives import NOW, filled, line

_SHOWN = (ArchiveColumn.NAME, ArchiveColumn.CREATED, ArchiveColumn.SIZE, ArchiveColumn.FORMAT, ArchiveColumn.STATE)
_WIDE = 160
_PAGE = 18  # rows
# Of Python's functions and Qt's, for each cell of a page; there were 120 when nobody counted.
_CALLS_A_CELL = 70


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    made = RowTable()
    qtbot.addWidget(made)
    made.resize(len(_SHOWN) * _WIDE, (_PAGE + 1) * metrics.ROW)
    return made


def show(table: RowTable, model: ArchiveTableModel) -> None:
    model.setParent(table)
    table.setModel(model)
    for column in ArchiveColumn:
        table.setColumnWidth(column, _WIDE)
        table.setColumnHidden(column, column not in _SHOWN)
    table.show()


def cell(table: RowTable, row: int, column: ArchiveColumn) -> QImage:
    rect: QRect = table.visualRect(table.model().index(row, column))
    return table.viewport().grab(rect).toImage()


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def ink(table: RowTable, row: int, column: ArchiveColumn) -> list[int]:
    """Where, from the cell's left edge, there is anything but ground; the hairline does not count."""
    image = cell(table, row, column)
    ground = image.pixelColor(image.width() // 2, 2)
    heights = range(image.height() - 2)
    return [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in heights)]


def test_a_page_is_painted_with_few_calls(table: RowTable) -> None:
    show(table, filled(*(line(number) for number in range(200))))
    table.viewport().grab()  # icons and chips are drawn once
    table.scrollTo(table.model().index(150, 0))
    counted = cProfile.Profile()
    counted.enable()
    table.viewport().grab()
    counted.disable()
    calls = sum(entry.callcount for entry in counted.getstats())
    assert calls < _CALLS_A_CELL * _PAGE * len(_SHOWN)


def test_texts_stand_at_their_end_of_the_cell_and_are_cut_to_it(table: RowTable) -> None:
    show(table, filled(line(1, name="a name that is much too long for its column.zip", size=5), line(2, name="b")))
    edge = 12
    assert ink(table, 0, ArchiveColumn.SIZE)[-1] in range(_WIDE - edge - 3, _WIDE - edge + 1)
    assert ink(table, 0, ArchiveColumn.FORMAT)[0] in range(edge, edge + 4)
    assert ink(table, 0, ArchiveColumn.NAME)[-1] <= _WIDE - edge
    assert ink(table, 0, ArchiveColumn.NAME)[-1] > _WIDE - 2 * edge
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert ink(table, 0, ArchiveColumn.SIZE)[0] in range(edge, edge + 4)
    assert ink(table, 0, ArchiveColumn.FORMAT)[-1] in range(_WIDE - edge - 3, _WIDE - edge + 1)
    assert ink(table, 1, ArchiveColumn.NAME)[-1] in range(_WIDE - edge - 5, _WIDE - edge + 1), "the icon leads"


def test_the_keyboards_mark_stands_before_its_row_alone(table: RowTable, qtbot: QtBot) -> None:
    show(table, filled(line(1), line(2)))
    table.selectRow(1)
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus()
    accent = current().accent
    assert cell(table, 1, ArchiveColumn.NAME).pixelColor(1, 5) == accent
    assert accent.name() not in colours(cell(table, 1, ArchiveColumn.SIZE))
    assert accent.name() not in colours(cell(table, 0, ArchiveColumn.NAME))
    assert cell(table, 1, ArchiveColumn.SIZE).pixelColor(2, 2) == current().accent_soft


@pytest.mark.parametrize("look", ["light", "dark"])
def test_texts_and_chips_have_the_colours_of_the_palette_in_force(look: str, table: RowTable) -> None:
    show(table, filled(line(1), line(2, deleted=NOW), line(3, damage="x", verified=NOW)))
    cell(table, 2, ArchiveColumn.STATE)
    theme.instance().apply(look)
    palette = current()
    assert palette.name == look
    assert palette.text.name() in colours(cell(table, 0, ArchiveColumn.FORMAT))
    assert palette.muted.name() in colours(cell(table, 1, ArchiveColumn.FORMAT))
    assert palette.text.name() not in colours(cell(table, 1, ArchiveColumn.FORMAT))
    assert palette.chip.name() in colours(cell(table, 0, ArchiveColumn.STATE))
    assert palette.error_soft.name() in colours(cell(table, 2, ArchiveColumn.STATE))
