"""Folder tree and entry list side by side, with the way to the folder shown and the filter above."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QSplitter, QVBoxLayout, QWidget

from archiver_gui.core.names import display
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.entry_index import EntryNode
from archiver_gui.gui.models.entry_list import EntryColumn, EntryListModel
from archiver_gui.gui.models.entry_tree import FolderTreeModel
from archiver_gui.gui.models.roles import RECORD_ROLE, Background
from archiver_gui.gui.pages.open_archive import OpenArchive
from archiver_gui.gui.pages.preview_panel import PreviewPanel
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.theme.icons import icon
from archiver_gui.gui.widgets.breadcrumb import Breadcrumb
from archiver_gui.gui.widgets.buttons import IconButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.context_menu import menu_place
from archiver_gui.gui.widgets.fields import SearchField
from archiver_gui.gui.widgets.rows import RowTable, RowTree
from archiver_gui.services import Services

_SETTLE_MS = 120
_FILTER_WIDTH = 260
_TREE_WIDTH = 236
_TREE_SHARE = 0.26  # of the page, at most
_PREVIEW_WIDTH = 344
_LEAST_WITH_PREVIEW = 880  # of the page; below it the panel waits to be asked for
_LEAST_NAME_WIDTH = 150
_WIDTHS = {
    EntryColumn.SIZE: 88,
    EntryColumn.PACKED: 88,
    EntryColumn.RATIO: 72,
    EntryColumn.MODIFIED: 128,
    EntryColumn.CRC: 96,
}
_PACKING = {EntryColumn.PACKED, EntryColumn.RATIO}
# Where there is little room, these give way, the first one first.
_DISPENSABLE = (EntryColumn.CRC, EntryColumn.RATIO, EntryColumn.PACKED)


class EntryTable(RowTable):
    """The name takes the room that the other columns leave."""

    def __init__(self, model: EntryListModel) -> None:
        super().__init__()
        self.setObjectName("entryList")
        self.setAccessibleName(self.tr("Entries"))
        self.setModel(model)
        self.setSortingEnabled(True)
        self.sortByColumn(EntryColumn.NAME, Qt.SortOrder.AscendingOrder)
        self._shown = list(_DISPENSABLE)
        header = self.horizontalHeader()
        self._widths = {one: max(metrics.scaled(width), header.sectionSizeHint(one)) for one, width in _WIDTHS.items()}
        for column, width in self._widths.items():
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(EntryColumn.NAME, QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what is left."""
        super().resizeEvent(event)
        self.fit()

    def set_known(self, known: Container[EntryColumn]) -> None:
        """Show of the columns that formats may lack only those that are known."""
        self._shown = [column for column in _DISPENSABLE if column in known]
        self.fit()

    def fit(self) -> None:
        """Give the name what the other columns leave, and it the room of some where that is too little."""
        left = [column for column in _WIDTHS if column not in _DISPENSABLE or column in self._shown]
        room = self.viewport().width() - _LEAST_NAME_WIDTH
        for column in self._shown:
            if sum(map(self._width, left)) > room:
                left.remove(column)
        for column in _DISPENSABLE:
            self.setColumnHidden(column, column not in left)
        others = sum(map(self._width, left))
        self.setColumnWidth(EntryColumn.NAME, max(_LEAST_NAME_WIDTH, self.viewport().width() - others))

    def _width(self, column: EntryColumn) -> int:
        """Its width as it is, or as it will be when it is shown again."""
        return self.columnWidth(column) or self._widths[column]


class ArchiveBrowser(QWidget):
    """Shows one open archive at a time."""

    selection_changed = Signal()
    file_activated = Signal(object)  # EntryNode

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__()
        self._background: Background = lambda work, done: runner.background(work, done, owner=self)
        self._preview = PreviewPanel(services, runner)
        self.preview_action = self._build_preview_action()
        self._archive: OpenArchive | None = None
        self._list_model = EntryListModel(self._background, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_filter_settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.GAP)
        column.addLayout(self._build_way())
        column.addWidget(self._build_views(), 1)

    def _build_way(self) -> QHBoxLayout:
        self._up = IconButton("arrow-up", self.tr("To the folder above"))
        self._up.setObjectName("folderUpButton")
        self._up.clicked.connect(self.go_up)
        self._way = Breadcrumb()
        self._way.setObjectName("entryPath")
        self._way.chosen.connect(self._on_part_chosen)
        self.filter = SearchField(self.tr("Filter entries"))
        self.filter.setObjectName("entryFilter")
        self.filter.setAccessibleName(self.tr("Filter entries"))
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.filter.textChanged.connect(lambda _text: self._settle.start())
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addWidget(self._up)
        row.addWidget(self._way, 1)
        row.addWidget(self.filter)
        return row

    def _build_preview_action(self) -> QAction:
        action = QAction(icon("eye"), self.tr("&Preview"), self)
        action.setObjectName("previewAction")
        action.setCheckable(True)
        action.setShortcut(QKeySequence(Qt.Key.Key_Space))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._on_preview_triggered)
        return action

    def _build_views(self) -> QSplitter:
        self._tree = RowTree()
        self._tree.setObjectName("entryTree")
        self._tree.setAccessibleName(self.tr("Folders"))
        self._tree.set_empty("folder", self.tr("No folders"))
        self.list = EntryTable(self._list_model)
        self.list.activated.connect(self._on_activated)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_selection_changed())
        self._list_model.modelReset.connect(self._on_selection_changed)
        self._list_model.goal_reached.connect(self._stand_on)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_context_menu_requested)
        up = QAction(self.tr("To the folder above"), self)
        up.setObjectName("folderUpAction")
        up.setShortcuts([QKeySequence("Alt+Up"), QKeySequence("Backspace")])
        up.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        up.triggered.connect(self.go_up)
        self.list.addActions([up, self.preview_action])
        splitter = QSplitter()
        splitter.setObjectName("archiveSplitter")
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        for view, margin in ((self._tree, metrics.GRID), (self.list, 1)):
            card = Card()
            card.column.setContentsMargins(margin, margin, margin, margin)
            card.column.addWidget(view)
            splitter.addWidget(card)
        splitter.addWidget(self._preview)
        splitter.setStretchFactor(1, 1)
        self._splitter = splitter
        self._splitter_moved = False  # by the user, whose widths then hold
        splitter.splitterMoved.connect(self._on_splitter_moved)
        return splitter

    def _on_splitter_moved(self) -> None:
        self._splitter_moved = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list the room that a narrow window has."""
        super().resizeEvent(event)
        self._show_preview(self._preview.wanted(fits=self.width() >= metrics.scaled(_LEAST_WITH_PREVIEW)))
        self._share_width()

    def _share_width(self) -> None:
        if not self._splitter_moved:
            tree = min(metrics.scaled(_TREE_WIDTH), round(self.width() * _TREE_SHARE))
            preview = 0 if self._preview.isHidden() else metrics.scaled(_PREVIEW_WIDTH)
            self._splitter.setSizes([tree, self.width() - tree - preview, preview])

    def _show_preview(self, visible: bool) -> None:
        self.preview_action.setChecked(visible)
        if visible == self._preview.isHidden():
            self._preview.setVisible(visible)

    def _on_preview_triggered(self, wanted: bool) -> None:
        self._preview.want(wanted)
        self._show_preview(wanted)
        self._share_width()

    def _on_selection_changed(self) -> None:
        at = self.list.currentIndex()
        chosen = at.isValid() and self.list.selectionModel().isSelected(at)
        node = at.siblingAtColumn(0).data(RECORD_ROLE) if chosen else None
        self._preview.show_entry(self._archive, node)
        self.selection_changed.emit()

    def show_archive(self, archive: OpenArchive) -> None:
        """Show an archive that has been read, where it was left."""
        assert archive.contents is not None
        self._archive = archive
        if archive.tree is None:
            # Without a parent: it goes with its archive, and what a million entries take goes with it.
            archive.tree = FolderTreeModel(archive.contents.index, self._background)
            archive.tree.walked.connect(self._select_in_tree)
        known = {EntryColumn.CRC} if archive.contents.has_crcs else set()
        self.list.set_known(known | _PACKING if archive.contents.has_packed_sizes else known)
        self._set_filter(archive.filter_text)
        if self._tree.model() is not archive.tree:
            before = self._tree.selectionModel()
            self._tree.setModel(archive.tree)
            if before is not None:
                before.deleteLater()
            self._tree.selectionModel().currentChanged.connect(self._on_tree_changed)
        if archive.tree.canFetchMore(QModelIndex()):
            archive.tree.fetchMore(QModelIndex())
        self._show_folder()

    @property
    def selected(self) -> list[EntryNode]:
        """The selected rows of the list."""
        nodes, selection = self._list_model.nodes, self.list.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        ranges = sorted({(part.top(), part.bottom()) for part in parts})
        return [node for top, bottom in ranges for node in nodes[top : bottom + 1]]

    def take_focus(self) -> None:
        """Give the keyboard to the entries, with one chosen: keys work on what is chosen."""
        self.list.setFocus()
        if self._list_model.rowCount() and not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self._list_model.index(0, 0))

    def go_to(self, folder: str) -> None:
        """Show another folder, without a filter."""
        if self._archive is not None:
            self._archive.folder = folder
            self._archive.filter_text = ""
            self._set_filter("")
            self._show_folder()

    def _set_filter(self, text: str) -> None:
        """Show a filter that is in force already."""
        self.filter.setText(text)
        self._settle.stop()

    def go_up(self) -> None:
        """Show the folder above."""
        if self._archive is not None and self._archive.folder:
            self._archive.seek(self._archive.folder)
            self._set_filter("")
            self._show_folder()

    def _show_folder(self) -> None:
        archive = self._archive
        node = archive.node if archive is not None else None
        if archive is None or archive.contents is None or node is None:
            return
        archive.folder = node.path
        parts = node.path.split("/") if node.path else []
        self._way.show_parts([display(archive.name), *(display(part) or "/" for part in parts)])
        self._up.setEnabled(bool(node.path))
        if archive.filter_text:
            title = self.tr("No entry has “{text}” in its path").format(text=display(archive.filter_text))
            self.list.set_empty("search", title, self.tr("Clear the filter to see all entries."))
        elif node.path:
            self.list.set_empty("folder-open", self.tr("This folder is empty"))
        else:
            self.list.set_empty("package", self.tr("This archive is empty"))
        self.list.scrollToTop()
        goal, archive.goal = archive.goal, ""
        self._list_model.show_folder(archive.contents.index, node, archive.filter_text, goal)
        if self._list_model.loading:
            self.list.set_empty("loader", self.tr("Sorting…"))
        self._select_in_tree()

    def _stand_on(self, row: int) -> None:
        at = self._list_model.index(row, 0)
        self.list.setCurrentIndex(at)
        self.list.scrollTo(at, EntryTable.ScrollHint.PositionAtCenter)

    def _select_in_tree(self) -> None:
        if self._archive is None or self._archive.tree is None or self._tree.model() is not self._archive.tree:
            return
        selection = self._tree.selectionModel()
        at = self._archive.tree.index_of(self._archive.folder)
        flags = QItemSelectionModel.SelectionFlag
        selection.blockSignals(True)
        selection.setCurrentIndex(at, flags.ClearAndSelect if at.isValid() else flags.Clear)
        selection.blockSignals(False)
        if at.isValid():
            self._tree.expand(at.parent())
            self._tree.scrollTo(at)
        self._tree.viewport().update()

    def _on_tree_changed(self, at: QModelIndex) -> None:
        node = at.data(RECORD_ROLE)
        if isinstance(node, EntryNode):
            self.go_to(node.path)

    def _on_part_chosen(self, number: int) -> None:
        if self._archive is not None:
            self.go_to("/".join(self._archive.folder.split("/")[:number]))

    def _on_activated(self, at: QModelIndex) -> None:
        node = at.siblingAtColumn(0).data(RECORD_ROLE)
        if isinstance(node, EntryNode) and node.folder:
            self.go_to(node.path)
            if self._list_model.rowCount():
                self.list.setCurrentIndex(self._list_model.index(0, 0))
        elif isinstance(node, EntryNode):
            self.file_activated.emit(node)

    def open_current(self) -> None:
        """Do what a double-click on the current row does."""
        if self.list.currentIndex().isValid():
            self._on_activated(self.list.currentIndex())

    def _on_filter_settled(self) -> None:
        if self._archive is not None:
            self._archive.filter_text = self.filter.text().strip()
            self._show_folder()

    def _on_context_menu_requested(self, where: QPoint) -> None:
        place = menu_place(self.list, where)
        if place is not None:
            menu = QMenu(self.list)
            menu.setObjectName("entryMenu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions([action for action in self.list.actions() if action.objectName() != "folderUpAction"])
            menu.popup(self.list.viewport().mapToGlobal(place))
