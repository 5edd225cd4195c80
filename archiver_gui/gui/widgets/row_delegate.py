"""The cells of the window's tables and trees: ground, check box, icon, text or chip, and what stands at the end.

A page has over a hundred cells, and each crossing into Qt counts. So tables are painted row by row, what holds for all
cells is asked for once (`Sight`), places are plain numbers, and chips and icons are pictures that are drawn once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from archiver_gui.gui.models.roles import (
    CHIP_ROLE,
    ICON_COLOUR_ROLE,
    ICON_ROLE,
    MUTED_ROLE,
    SIDE_TEXT_ROLE,
    STRUCK_ROLE,
    AnyIndex,
)
from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import paint as paint_icon
from archiver_gui.gui.theme.palette import mixed
from archiver_gui.gui.widgets.chip import chip_size, paint_chip

PADDING = 12
ICON = 18  # check boxes too
_GAP = 10  # after an icon or a check box, and before the text at the end
_EDGE = 3  # width of the mark at the row that has the keyboard

# As plain numbers: looking an enumeration up costs more than the answer.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_CHECK_STATE = int(Qt.ItemDataRole.CheckStateRole)
_TRAILING = int(Qt.AlignmentFlag.AlignTrailing)
_AT_END = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
_SELECTED = QStyle.StateFlag.State_Selected.value
_UNDER_POINTER = QStyle.StateFlag.State_MouseOver.value
_ENABLED = QStyle.StateFlag.State_Enabled.value


Place = tuple[int, int, int, int]  # left, top, width, height


class Sight:
    """What all cells of a view have in common while it is painted."""

    def __init__(self, view: QAbstractItemView) -> None:
        self.palette = current()
        self.hover = mixed(self.palette.surface, self.palette.text, 0.03)
        self.mirrored = view.isRightToLeft()
        self.font = view.font()
        self.struck_font = QFont(self.font)
        self.struck_font.setStrikeOut(True)
        self._numbers = QFontMetrics(self.font)
        self._advances = _advances(self.font.toString())
        self._elision = view.textElideMode()
        self._ascent = self._numbers.ascent()
        self._high = self._ascent + self._numbers.descent()
        self._at_end: dict[int, bool] = {}
        # The mark of the keyboard stands in the first column of the row that it would act on.
        self._current = view.currentIndex()
        self._current_row = self._current.row() if view.hasFocus() else -1
        self._first_column = view.horizontalHeader().logicalIndex(0) if isinstance(view, QTableView) else 0

    def has_keyboard(self, index: AnyIndex) -> bool:
        """Whether the mark belongs into this cell."""
        if index.row() != self._current_row or index.column() != self._first_column:
            return False
        return index.parent() == self._current.parent()

    def ends(self, model: QAbstractItemModel, index: AnyIndex, column: int) -> bool:
        """Whether the texts of a column stand at its end; all of them stand like the first that is painted."""
        at_end = self._at_end.get(column)
        if at_end is None:
            at_end = self._at_end[column] = bool(int(model.data(index, _ALIGNMENT) or 0) & _TRAILING)
        return at_end

    def draw(self, painter: QPainter, place: Place, text: str, *, at_end: bool) -> None:
        """Draw one line of text in the middle of a place, cut where it is too wide."""
        # From a point on the base line: in a rectangle the painter lays a text out twice.
        left, top, width, height = place
        if self._width_of(text) > width:
            text = self._numbers.elidedText(text, self._elision, width)
        if at_end != self.mirrored:  # to the pixel, or columns of figures look ragged
            left += width - self._numbers.horizontalAdvance(text)
        if self.mirrored:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            text = isolated(text)
        painter.drawText(left, top + (height - self._high + 1) // 2 + self._ascent, text)

    def _width_of(self, text: str) -> int:
        try:
            return math.ceil(sum(map(self._advances.__getitem__, text)))
        except KeyError:  # letters that join or stand upon each other, and all that is rare
            return self._numbers.horizontalAdvance(text)


@lru_cache(maxsize=16)
def _advances(font_text: str) -> dict[str, float]:
    """How wide each Latin character is in that font: a sum is a fifth of the cost of a text that is laid out."""
    font = QFont()
    font.fromString(font_text)
    numbers = QFontMetricsF(font)
    letters = filter(str.isprintable, map(chr, range(256)))
    return {character: numbers.horizontalAdvance(character) for character in (*letters, "\u00a0", "\u202f", "…")}


class RowDelegate(QStyledItemDelegate):
    """Draws one cell from the roles of `models.roles`; `padding` is the room at both of its ends."""

    def __init__(self, view: QAbstractItemView, *, hairlines: bool = True, padding: int = PADDING) -> None:
        super().__init__(view)
        self._view = view
        self._hairlines = hairlines
        self._padding = padding
        self._sight: Sight | None = None  # while the view paints itself

    @contextmanager
    def seen_at_once(self) -> Iterator[None]:
        """While this is open all cells that are painted are of one sight."""
        self._sight = Sight(self._view)
        try:
            yield
        finally:
            self._sight = None

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As wide as icon and text."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = QFontMetrics(option.font).horizontalAdvance(text) + 2 * self._padding + 4
        chip = index.data(CHIP_ROLE)
        if chip:
            width = chip_size(text, chip[1]).width() + 2 * self._padding
        if index.data(ICON_ROLE):
            width += ICON + _GAP
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            width += ICON + _GAP
        side = index.data(SIDE_TEXT_ROLE)
        if side:
            width += QFontMetrics(metrics.font("small")).horizontalAdvance(side) + _GAP
        return QSize(width, metrics.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell with its ground; pen and font are set anew by each."""
        sight = self._sight or Sight(self._view)  # dragged rows are painted apart from the view
        rect, state = option.rect, option.state.value
        place = (rect.x(), rect.y(), rect.width(), rect.height())
        self._paint_ground(
            painter, sight, place, selected=bool(state & _SELECTED), hovered=bool(state & _UNDER_POINTER)
        )
        if sight.has_keyboard(index):
            self._paint_mark(painter, sight, place)
        self._paint_cell(painter, sight, place, index.model(), index, enabled=bool(state & _ENABLED))

    def paint_rows(self, table: QTableView, painter: QPainter, part: QRect) -> None:
        """Draw all rows of a table that are in this part of its viewport, each with one ground for all of its cells.

        Much quicker than cell by cell, where each makes Qt ask for its options and cross over to here.
        """
        model, first = table.model(), table.rowAt(part.top())
        columns = _columns_in_sight(table, part)
        if first < 0 or not columns:
            return
        sight, selection = Sight(table), table.selectionModel()
        hovered = table.indexAt(table.viewport().mapFromGlobal(QCursor.pos())).row() if table.underMouse() else -1
        begin, end = min(left for _, left, _ in columns), max(left + width for _, left, width in columns)
        top = table.rowViewportPosition(first)
        for row in range(first, model.rowCount()):
            if top > part.bottom():
                break
            height, index = table.rowHeight(row), model.index(row, columns[0][0])
            place = (begin, top, end - begin, height)
            self._paint_ground(painter, sight, place, selected=selection.isSelected(index), hovered=row == hovered)
            enabled = table.isEnabled() and bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
            for column, left, width in columns:
                index, place = model.index(row, column), (left, top, width, height)
                if sight.has_keyboard(index):
                    self._paint_mark(painter, sight, place)
                self._paint_cell(painter, sight, place, model, index, enabled=enabled)
            top += height

    def _paint_cell(
        self,
        painter: QPainter,
        sight: Sight,
        place: Place,
        model: QAbstractItemModel,
        index: AnyIndex,
        *,
        enabled: bool,
    ) -> None:
        """Draw check box, icon, text and what stands at the end."""
        # The model is asked directly: through the index every answer would cross into Qt and back.
        left, top, width, height = place
        left, width, column = left + self._padding, width - 2 * self._padding, index.column()
        if not column:
            left, width = _paint_lead(painter, sight, (left, top, width, height), model, index)
        text = model.data(index, _DISPLAY)
        if not text:
            return
        chip = model.data(index, CHIP_ROLE)
        if chip:
            paint_chip(painter, (left, top, width, height), text, *chip, mirrored=sight.mirrored)
            return
        painter.setFont(sight.struck_font if model.data(index, STRUCK_ROLE) else sight.font)
        is_muted = model.data(index, MUTED_ROLE) or not enabled
        painter.setPen(sight.palette.muted if is_muted else sight.palette.text)
        sight.draw(painter, (left, top, width, height), text, at_end=sight.ends(model, index, column))

    def _paint_ground(self, painter: QPainter, sight: Sight, place: Place, *, selected: bool, hovered: bool) -> None:
        left, top, width, height = place
        if selected:
            painter.fillRect(left, top, width, height, sight.palette.accent_soft)
        elif hovered:
            painter.fillRect(left, top, width, height, sight.hover)
        if self._hairlines:
            painter.fillRect(left, top + height - 1, width, 1, sight.palette.border)

    def _paint_mark(self, painter: QPainter, sight: Sight, place: Place) -> None:
        left, top, width, height = place
        edge = left + width - _EDGE if sight.mirrored else left
        painter.fillRect(edge, top, _EDGE, height - (1 if self._hairlines else 0), sight.palette.accent)

    def check_rect(self, option: QStyleOptionViewItem) -> QRect:
        """Where the check box of a cell lies, for clicks."""
        rect = QRect(option.rect)
        rect.setWidth(ICON)
        rect.moveLeft(rect.left() + self._padding)
        return QStyle.visualRect(option.direction, option.rect, rect)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Toggle the tick by a click on the box as it is drawn here; keys as usual."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        check = index.data(Qt.ItemDataRole.CheckStateRole)
        if check is None or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if not self.check_rect(option).contains(event.position().toPoint()):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            checked = Qt.CheckState(check) == Qt.CheckState.Checked
            model.setData(
                model.index(index.row(), index.column(), index.parent()),
                Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked,
                Qt.ItemDataRole.CheckStateRole,
            )
        return True


def _columns_in_sight(table: QTableView, part: QRect) -> list[tuple[int, int, int]]:
    """Number, left edge and width of each column that reaches into this part of the viewport."""
    shown = (column for column in range(table.model().columnCount()) if not table.isColumnHidden(column))
    places = ((column, table.columnViewportPosition(column), table.columnWidth(column)) for column in shown)
    return [place for place in places if place[1] <= part.right() and place[1] + place[2] > part.left()]


def isolated(text: str) -> str:
    """The text in an isolate: "1.31 GB" and names keep their own direction in a mirrored window."""
    return f"\u2068{text}\u2069"


def _paint_lead(
    painter: QPainter, sight: Sight, place: Place, model: QAbstractItemModel, index: AnyIndex
) -> tuple[int, int]:
    """Draw what a first column has besides its text; returns left edge and width of the room for that."""
    left, top, width, height = place
    check = model.data(index, _CHECK_STATE)
    if check is not None:
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        checked = Qt.CheckState(check) == Qt.CheckState.Checked
        name, colour = ("square-check-big", sight.palette.accent) if checked else ("square", sight.palette.muted)
        left, width = _paint_icon(
            painter, sight, (left, top, width, height), name, colour if enabled else sight.palette.border
        )
    icon = model.data(index, ICON_ROLE)
    if icon:
        colour = sight.palette.token(model.data(index, ICON_COLOUR_ROLE) or "muted")
        left, width = _paint_icon(painter, sight, (left, top, width, height), icon, colour)
    side = model.data(index, SIDE_TEXT_ROLE)
    return _paint_side(painter, sight, (left, top, width, height), side) if side else (left, width)


def _paint_icon(painter: QPainter, sight: Sight, place: Place, name: str, colour: QColor) -> tuple[int, int]:
    """Draw an icon or a check box at the leading edge; returns left edge and width of what is left."""
    left, top, width, height = place
    begin = left + width - ICON if sight.mirrored else left
    paint_icon(painter, name, QRectF(begin, top + (height - ICON) / 2, ICON, ICON), colour)
    return left if sight.mirrored else left + ICON + _GAP, width - ICON - _GAP


def _paint_side(painter: QPainter, sight: Sight, place: Place, text: str) -> tuple[int, int]:
    """Draw the muted text at the row's end; returns left edge and width of what is left."""
    left, top, width, height = place
    painter.setFont(metrics.font("small"))
    painter.setPen(sight.palette.muted)
    room = painter.fontMetrics().horizontalAdvance(text) + 2
    if sight.mirrored:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        text = isolated(text)
    begin = left if sight.mirrored else left + width - room
    painter.drawText(begin, top, room, height, _AT_END, text)
    return left + room + _GAP if sight.mirrored else left, width - room - _GAP
