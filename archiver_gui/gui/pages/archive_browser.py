"""Folder tree and entry list side by side, with the way to the folder shown and the filter above."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QSplitter, QVBoxLayout, QWidget

from archiver_gui.core.names import display
from archiver_gui.gui.models.entry_index import EntryNode
from archiver_gui.gui.models.entry_list import EntryColumn, EntryListModel
from archiver_gui.gui.models.entry_tree import FolderTreeModel
from archiver_gui.gui.models.roles import RECORD_ROLE, Background
from archiver_gui.gui.pages.open_archive import OpenArchive
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.breadcrumb import Breadcrumb
from archiver_gui.gui.widgets.buttons import IconButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.fields import SearchField
from archiver_gui.gui.widgets.rows import RowTable, RowTree

_SETTLE_MS = 120
_FILTER_WIDTH = 260
_TREE_WIDTH = 250
_TREE_SHARE = 0.28  # of the page, at most
_LEAST_NAME_WIDTH = 150
_WIDE = 2_000  # rows among which the folder that was left is looked for
_WIDTHS = {
    EntryColumn.SIZE: 88,
    EntryColumn.PACKED: 88,
    EntryColumn.RATIO: 72,
    EntryColumn.MODIFIED: 128,
    EntryColumn.CRC: 96,
}


class EntryTable(RowTable):
    """The name takes the room that the other columns leave."""

    def __init__(self, model: EntryListModel) -> None:
        super().__init__()
        self.setObjectName("entryList")
        self.setAccessibleName(self.tr("Entries"))
        self.setModel(model)
        self.setSortingEnabled(True)
        self.sortByColumn(EntryColumn.NAME, Qt.SortOrder.AscendingOrder)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, max(width, self.horizontalHeader().sectionSizeHint(column)))
        self.horizontalHeader().setSectionResizeMode(EntryColumn.NAME, QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what is left."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the name what the columns that are shown leave."""
        others = sum(self.columnWidth(column) for column in _WIDTHS)
        self.setColumnWidth(EntryColumn.NAME, max(_LEAST_NAME_WIDTH, self.viewport().width() - others))


class ArchiveBrowser(QWidget):
    """Shows one open archive at a time."""

    selection_changed = Signal()
    file_activated = Signal(object)  # EntryNode

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._archive: OpenArchive | None = None
        self._list_model = EntryListModel(background, self)
        self._no_tree: FolderTreeModel | None = None
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

    def _build_views(self) -> QSplitter:
        self._tree = RowTree()
        self._tree.setObjectName("entryTree")
        self._tree.setAccessibleName(self.tr("Folders"))
        self._tree.set_empty("folder", self.tr("No folders"))
        self.list = EntryTable(self._list_model)
        self.list.activated.connect(self._on_activated)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self._list_model.modelReset.connect(self.selection_changed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_context_menu_requested)
        up = QAction(self.tr("To the folder above"), self)
        up.setObjectName("folderUpAction")
        up.setShortcuts([QKeySequence("Alt+Up"), QKeySequence("Backspace")])
        up.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        up.triggered.connect(self.go_up)
        self.list.addAction(up)
        splitter = QSplitter()
        splitter.setObjectName("archiveSplitter")
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        for view, margin in ((self._tree, metrics.GRID), (self.list, 1)):
            card = Card()
            card.column.setContentsMargins(margin, margin, margin, margin)
            card.column.addWidget(view)
            splitter.addWidget(card)
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
        if not self._splitter_moved:
            tree = min(_TREE_WIDTH, round(self.width() * _TREE_SHARE))
            self._splitter.setSizes([tree, self.width() - tree])

    def show_archive(self, archive: OpenArchive) -> None:
        """Show an archive that has been read, where it was left."""
        assert archive.contents is not None
        self._archive = archive
        if archive.tree is None:
            # Without a parent: it goes with its archive, and what a million entries take goes with it.
            archive.tree = FolderTreeModel(archive.contents.index, self._background)
            archive.tree.walked.connect(self._select_in_tree)
        for column, known in (
            (EntryColumn.PACKED, archive.contents.has_packed_sizes),
            (EntryColumn.RATIO, archive.contents.has_packed_sizes),
            (EntryColumn.CRC, archive.contents.has_crcs),
        ):
            self.list.setColumnHidden(column, not known)
        self.list.fit()
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
            left = self._archive.folder
            self.go_to(left.rpartition("/")[0])
            self._select_row_of(left)

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
        self._list_model.show_folder(archive.contents.index, node, archive.filter_text)
        if self._list_model.loading:
            self.list.set_empty("loader", self.tr("Sorting…"))
        self.list.scrollToTop()
        self._select_in_tree()

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

    def _select_row_of(self, path: str) -> None:
        for row, node in enumerate(self._list_model.nodes[:_WIDE]):
            if node.path == path and node.folder:
                self.list.setCurrentIndex(self._list_model.index(row, 0))
                return

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
        if self.list.indexAt(where).isValid():
            menu = QMenu(self.list)
            menu.setObjectName("entryMenu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions([action for action in self.list.actions() if action.objectName() != "folderUpAction"])
            menu.popup(self.list.viewport().mapToGlobal(where))
