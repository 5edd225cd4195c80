"""Tables and trees as the window draws them: tall rows, hairlines, no grid, icons and chips."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)

from archiver_gui.gui.models.roles import (
    CHIP_ROLE,
    ICON_COLOUR_ROLE,
    ICON_ROLE,
    MUTED_ROLE,
    SIDE_TEXT_ROLE,
    AnyIndex,
)
from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import paint as paint_icon
from archiver_gui.gui.theme.palette import mixed
from archiver_gui.gui.widgets.chip import chip_size, paint_chip
from archiver_gui.gui.widgets.empty_state import paint_empty_state
from archiver_gui.gui.widgets.row_header import RowHeader

_PADDING = 12
_ICON = 18
_ICON_GAP = 10
_CHECK = 18
_EDGE = 3  # width of the mark at the row that has the keyboard

# As plain numbers: a cell asks for a dozen of them, and looking an enumeration up costs more than the answer.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_CHECK_STATE = int(Qt.ItemDataRole.CheckStateRole)
_AT_START = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_SINGLE_LINE = int(Qt.TextFlag.TextSingleLine)


class RowDelegate(QStyledItemDelegate):
    """Draws one cell from the roles of `models.roles`; `padding` is the room at both of its ends."""

    def __init__(self, parent: QWidget | None = None, *, hairlines: bool = True, padding: int = _PADDING) -> None:
        super().__init__(parent)
        self._hairlines = hairlines
        self._padding = padding

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As wide as icon and text."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        numbers = QFontMetrics(self._font(option, index))
        width = numbers.horizontalAdvance(text) + 2 * self._padding + 4
        chip = index.data(CHIP_ROLE)
        if chip:
            width = chip_size(QFontMetrics(metrics.font("small")), text, chip[1]).width() + 2 * self._padding
        if index.data(ICON_ROLE):
            width += _ICON + _ICON_GAP
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            width += _CHECK + _ICON_GAP
        side = index.data(SIDE_TEXT_ROLE)
        if side:
            width += QFontMetrics(metrics.font("small")).horizontalAdvance(side) + _ICON_GAP
        return QSize(width, metrics.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, check box, icon, text and what stands at the end."""
        # A model of ours is asked directly: through the index every answer would cross into Qt and back.
        model = index.model()
        rect, direction = option.rect, option.direction
        painter.save()
        self._paint_ground(painter, option, rect, index)
        rect = rect.adjusted(self._padding, 0, -self._padding, 0)
        check = model.data(index, _CHECK_STATE)
        if check is not None:
            box, rect = _cut(rect, _CHECK, direction)
            enabled = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
            checked = Qt.CheckState(check) == Qt.CheckState.Checked
            name, colour = ("square-check-big", current().accent) if checked else ("square", current().muted)
            paint_icon(painter, name, _square(box, _CHECK), colour if enabled else current().border)
        icon = model.data(index, ICON_ROLE)
        if icon:
            place, rect = _cut(rect, _ICON, direction)
            token = model.data(index, ICON_COLOUR_ROLE) or "muted"
            paint_icon(painter, icon, _square(place, _ICON), current().token(token))
        text = str(model.data(index, _DISPLAY) or "")
        chip = model.data(index, CHIP_ROLE)
        if chip:
            painter.setLayoutDirection(direction)
            paint_chip(painter, QRectF(rect), text, chip[0], chip[1])
        elif text:
            self._paint_text(painter, option, index, rect, text)
        painter.restore()

    def check_rect(self, option: QStyleOptionViewItem) -> QRect:
        """Where the check box of a cell lies, for clicks."""
        return _cut(option.rect.adjusted(self._padding, 0, -self._padding, 0), _CHECK, option.direction)[0]

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

    def _font(self, option: QStyleOptionViewItem, index: AnyIndex) -> QFont:
        font = index.data(Qt.ItemDataRole.FontRole)
        return font.resolve(option.font) if isinstance(font, QFont) else option.font

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: AnyIndex) -> None:
        palette = current()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, mixed(palette.surface, palette.text, 0.03))
        if self._hairlines:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.border)
        view = option.widget
        if isinstance(view, QAbstractItemView) and _has_keyboard(view, index):
            mark = QRect(rect.left(), rect.top(), _EDGE, rect.height() - (1 if self._hairlines else 0))
            painter.fillRect(QStyle.visualRect(option.direction, rect, mark), palette.accent)

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, rect: QRect, text: str
    ) -> None:
        palette, model = current(), index.model()
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft
        if right_to_left:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        side = model.data(index, SIDE_TEXT_ROLE)
        if side:
            rect = _paint_side(painter, option.direction, rect, side)
        font = model.data(index, _FONT)
        if isinstance(font, QFont):
            painter.setFont(font.resolve(option.font))
            numbers = painter.fontMetrics()
        else:
            painter.setFont(option.font)
            numbers = option.fontMetrics
        disabled = not option.state & QStyle.StateFlag.State_Enabled
        painter.setPen(palette.muted if model.data(index, MUTED_ROLE) or disabled else palette.text)
        alignment = model.data(index, _ALIGNMENT)
        flags = _SINGLE_LINE | (_AT_START if alignment is None else int(alignment))
        shown = numbers.elidedText(text, option.textElideMode, rect.width())
        if right_to_left:
            shown = isolated(shown)
        painter.drawText(rect, flags, shown)


def isolated(text: str) -> str:
    """The text in an isolate: "1.31 GB" and names keep their own direction in a mirrored window."""
    return f"\u2068{text}\u2069"


def _paint_side(painter: QPainter, direction: Qt.LayoutDirection, rect: QRect, text: str) -> QRect:
    """Draw the muted text at the row's end; returns what is left of the rectangle."""
    painter.setFont(metrics.font("small"))
    painter.setPen(current().muted)
    room = painter.fontMetrics().horizontalAdvance(text) + 2
    end = QRect(rect.right() - room, rect.top(), room, rect.height())
    flags = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    if direction == Qt.LayoutDirection.RightToLeft:
        text = isolated(text)
    painter.drawText(QStyle.visualRect(direction, rect, end), flags, text)
    rest = QRect(rect.left(), rect.top(), rect.width() - room - _ICON_GAP, rect.height())
    return QStyle.visualRect(direction, rect, rest)


def _cut(rect: QRect, width: int, direction: Qt.LayoutDirection) -> tuple[QRect, QRect]:
    """The leading part of that width, and what is left after a gap."""
    first = QRect(rect.left(), rect.top(), width, rect.height())
    rest = rect.adjusted(width + _ICON_GAP, 0, 0, 0)
    return QStyle.visualRect(direction, rect, first), QStyle.visualRect(direction, rect, rest)


def _square(rect: QRect, side: int) -> QRectF:
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(rect).center())
    return square


def _has_keyboard(view: QAbstractItemView, index: AnyIndex) -> bool:
    """Whether this cell is the first shown one of the row that the keyboard would act on."""
    if not view.hasFocus() or index.row() != view.currentIndex().row():
        return False
    if index.parent() != view.currentIndex().parent():
        return False
    if isinstance(view, QTableView):
        return view.horizontalHeader().visualIndex(index.column()) == 0
    return index.column() == 0


class _Empty:
    """What a view says while it has no row; painted inside its viewport."""

    def __init__(self) -> None:
        self.icon = ""
        self.title = ""
        self.hint = ""

    def paint(self, view: QAbstractItemView) -> None:
        if self.title and view.model() is not None and view.model().rowCount(view.rootIndex()) == 0:
            paint_empty_state(QPainter(view.viewport()), view.viewport().rect(), self.icon, self.title, self.hint)


def _prepare(view: QAbstractItemView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(True)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)


class RowTable(QTableView):
    """A table of rows, selected as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = _Empty()
        _prepare(self)
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(metrics.ROW)
        self.setHorizontalHeader(RowHeader(self))

    def set_empty(self, icon: str, title: str, hint: str = "") -> None:
        """What to say while there is no row."""
        self._empty.icon, self._empty.title, self._empty.hint = icon, title, hint
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model; the empty state follows its rows."""
        super().setModel(model)
        _follow(self, model)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what stands in their place."""
        super().paintEvent(event)
        self._empty.paint(self)


class RowTree(QTreeView):
    """A tree of rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = _Empty()
        _prepare(self)
        self.setItemDelegate(RowDelegate(self, hairlines=False, padding=6))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def set_empty(self, icon: str, title: str, hint: str = "") -> None:
        """What to say while there is no row."""
        self._empty.icon, self._empty.title, self._empty.hint = icon, title, hint
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model; the empty state follows its rows."""
        super().setModel(model)
        _follow(self, model)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what stands in their place."""
        super().paintEvent(event)
        self._empty.paint(self)


def _follow(view: QAbstractItemView, model: QAbstractItemModel | None) -> None:
    if model is not None:
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(view.viewport().update)
