"""The basket's card on the Create page: what goes in, how much it is, and where to drop more."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QMenu, QWidget

from archiver_gui.gui.desktop import show_in_folder
from archiver_gui.gui.models.basket import BasketColumn, BasketModel
from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import icon as themed_icon
from archiver_gui.gui.theme.icons import paint as paint_icon
from archiver_gui.gui.theme.palette import mixed
from archiver_gui.gui.widgets.buttons import IconButton, PlainButton
from archiver_gui.gui.widgets.card import Card, Separator
from archiver_gui.gui.widgets.empty_state import paint_empty_state
from archiver_gui.gui.widgets.labels import ElidedLabel
from archiver_gui.gui.widgets.rows import RowTable
from archiver_gui.gui.wording import counted, size_text

_INSET = 14  # of the drop area and the bars
_KIND_WIDTH = (164, 200)  # least and most
_SIZE_WIDTH = 96
_LEAST_NAME_WIDTH = 140
_LEAST_HINT = 96  # height below which the drop area is left out


class BasketView(RowTable):
    """The rows, and below them the place to drop more; one real item view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("basketView")
        self.setAccessibleName(self.tr("Basket"))
        self._dropping = False
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.horizontalHeader().hide()

    def set_dropping(self, *, dropping: bool) -> None:
        """Show that something is being dragged over the window."""
        if dropping != self._dropping:
            self._dropping = dropping
            self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take our own rows; files from elsewhere are the window's matter."""
        if event.source() is self:
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As on entering."""
        if event.source() is self:
            super().dragMoveEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows and the drop area."""
        super().paintEvent(event)
        rows = self.model().rowCount()
        bottom = self.rowViewportPosition(rows - 1) + metrics.ROW if rows else 0
        room = self.viewport().rect()
        room.setTop(bottom)
        area = room.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        if area.height() >= _LEAST_HINT:
            self._paint_drop_area(QPainter(self.viewport()), area, empty=rows == 0)

    def _paint_drop_area(self, painter: QPainter, area: QRect, *, empty: bool) -> None:
        palette = current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = palette.accent if self._dropping else mixed(palette.border, palette.text, 0.1)
        pen = QPen(edge, 1.5 if self._dropping else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(palette.accent_soft if self._dropping else Qt.GlobalColor.transparent)
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), metrics.CARD_RADIUS, metrics.CARD_RADIUS)
        if empty:
            title = self.tr("Drop files and folders here")
            hint = self.tr("Or add them with the buttons above. Then press Enter: everything else is filled in.")
            paint_empty_state(painter, area, "download", title, hint)
            return
        icon, text = 26, metrics.font("text")
        top = area.center().y() - (icon + 10 + 18) / 2
        paint_icon(painter, "download", QRectF(area.center().x() - icon / 2, top, icon, icon), palette.muted)
        painter.setFont(text)
        painter.setPen(palette.muted)
        label = QRectF(area.left(), top + icon + 8, area.width(), 22)
        painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), self.tr("Drop more files and folders here"))


class BasketPanel(Card):
    """The card: buttons, rows, totals. Asks for nothing but to be shown the right model."""

    add_files_requested = Signal()
    add_folders_requested = Signal()

    def __init__(self, model: BasketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = BasketView()
        self.view.setModel(model)
        self._lay_out_columns()
        self.clear_button = PlainButton(self.tr("Clea&r"), "trash-2")
        self.clear_button.setObjectName("clearBasketButton")
        self.remove_button = IconButton("x", self.tr("Remove from the basket (Del)"))
        self.remove_button.setObjectName("removeFromBasketButton")
        self._count = QLabel()
        self._count.setObjectName("basketCount")
        self._count.setFont(metrics.font("text", bold=True))
        self._size = QLabel()
        self._size.setObjectName("basketSize")
        self._left_out = ElidedLabel("", Qt.TextElideMode.ElideRight, muted=True)
        self._left_out.setObjectName("basketLeftOut")
        self.column.addLayout(self._make_buttons())
        self.column.addWidget(Separator())
        self.column.addWidget(self.view, 1)
        self.column.addWidget(Separator())
        self.column.addLayout(self._make_totals())
        self.actions_by_key = self._make_actions()
        self._connect()
        self._show_totals()

    def _make_buttons(self) -> QHBoxLayout:
        add_files = PlainButton(self.tr("Add f&iles"), "file-plus")
        add_files.setObjectName("addFilesButton")
        add_files.clicked.connect(self.add_files_requested)
        add_folders = PlainButton(self.tr("A&dd folder"), "folder-plus")
        add_folders.setObjectName("addFoldersButton")
        add_folders.clicked.connect(self.add_folders_requested)
        row = QHBoxLayout()
        row.setContentsMargins(_INSET, 12, _INSET, 12)
        row.setSpacing(metrics.GRID)
        row.addWidget(add_files)
        row.addWidget(add_folders)
        row.addStretch()
        row.addWidget(self.remove_button)
        row.addWidget(self.clear_button)
        return row

    def _make_totals(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_INSET, 10, _INSET, 10)
        row.setSpacing(metrics.GRID)
        row.addWidget(self._count)
        row.addWidget(self._size)
        row.addWidget(self._left_out, 1)
        return row

    def _lay_out_columns(self) -> None:
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(BasketColumn.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(BasketColumn.KIND, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(BasketColumn.SIZE, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(BasketColumn.SIZE, metrics.scaled(_SIZE_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room that a narrow window has."""
        super().resizeEvent(event)
        least, most = map(metrics.scaled, _KIND_WIDTH)
        room = self.width() - metrics.scaled(_SIZE_WIDTH + _LEAST_NAME_WIDTH)
        self.view.setColumnHidden(BasketColumn.KIND, room < least)
        self.view.horizontalHeader().resizeSection(BasketColumn.KIND, min(most, max(least, round(self.width() * 0.3))))

    def _make_actions(self) -> dict[str, QAction]:
        remove = self._action(
            "remove", self.tr("&Remove from basket"), "x", QKeySequence(QKeySequence.StandardKey.Delete)
        )
        up = self._action("up", self.tr("Move &up"), "arrow-up", QKeySequence("Alt+Up"))
        down = self._action("down", self.tr("Move &down"), "arrow-down", QKeySequence("Alt+Down"))
        show = self._action("show", self.tr("&Show in folder"), "folder-search", QKeySequence())
        remove.triggered.connect(self.remove_selected)
        up.triggered.connect(lambda: self._move_selected(-1))
        down.triggered.connect(lambda: self._move_selected(1))
        show.triggered.connect(self._show_selected)
        return {"remove": remove, "up": up, "down": down, "show": show}

    def _action(self, name: str, text: str, icon: str, keys: QKeySequence) -> QAction:
        action = QAction(themed_icon(icon), text, self)
        action.setObjectName(f"{name}BasketAction")
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.view.addAction(action)
        return action

    def _connect(self) -> None:
        self.remove_button.clicked.connect(self.remove_selected)
        self.clear_button.clicked.connect(self._model.clear)
        self._model.totals_changed.connect(self._show_totals)
        self._model.sources_changed.connect(self._show_totals)
        self.view.selectionModel().selectionChanged.connect(self._update_actions)
        self._model.modelReset.connect(self._update_actions)
        self._update_actions()

    # ---- what the user does ----------------------------------------------------------------------

    @property
    def selected_rows(self) -> list[int]:
        """Numbers of the selected rows, ascending."""
        return sorted(index.row() for index in self.view.selectionModel().selectedRows())

    def remove_selected(self) -> None:
        """Take the selected rows out, and stand on the row that follows."""
        rows = self.selected_rows
        if not rows:
            return
        self._model.remove(rows)
        if self._model.rowCount():
            self.view.selectRow(min(rows[0], self._model.rowCount() - 1))

    def _move_selected(self, step: int) -> None:
        rows = self.selected_rows
        if not rows or (step < 0 and rows[0] == 0) or (step > 0 and rows[-1] == self._model.rowCount() - 1):
            return
        self._model.move(rows, rows[0] - 1 if step < 0 else rows[-1] + 2)

    def _show_selected(self) -> None:
        for row in self.selected_rows[:1]:
            show_in_folder(self._model.paths[row])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the selected rows."""
        if self.selected_rows:
            menu = QMenu(self)
            menu.addActions(list(self.actions_by_key.values()))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos() if event.globalPos() != QPoint() else self.mapToGlobal(QPoint(40, 80)))

    def _update_actions(self) -> None:
        any_selected = bool(self.view.selectionModel().selectedRows())
        self.remove_button.setVisible(any_selected)
        for action in self.actions_by_key.values():
            action.setEnabled(any_selected)

    def _show_totals(self) -> None:
        totals = self._model.totals
        self.clear_button.setEnabled(self._model.rowCount() > 0)
        empty = self._model.rowCount() == 0
        self._count.setText(counted(self.tr("%n file(s)", "", totals.files), totals.files))
        self._size.setText(size_text(totals.size))
        self._count.setVisible(not empty)
        self._size.setVisible(not empty)
        if empty:
            self._left_out.setText(self.tr("Nothing in the basket yet"))
        elif totals.measuring:
            self._left_out.setText("· " + self.tr("measuring…"))
        elif totals.excluded_files:
            text = counted(
                self.tr("%n file(s) left out by exclusions", "", totals.excluded_files), totals.excluded_files
            )
            saved = self.tr("{size} saved").format(size=size_text(totals.excluded_size))
            self._left_out.setText(f"· {text}, {saved}")
        else:
            self._left_out.setText("")
