"""The folders of an archive as a tree that knows only what was opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal

from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.models.entry_index import EntryIndex, EntryNode
from archiver_gui.gui.models.ordering import natural_key
from archiver_gui.gui.models.roles import (
    ICON_ROLE,
    NO_INDEX,
    RECORD_ROLE,
    ROWS_AT_ONCE,
    SIDE_TEXT_ROLE,
    AnyIndex,
    Background,
)

# A folder, and whether there may be folders in it: looked up where it was found, in a worker for big ones.
_Found = tuple[EntryNode, bool]


@dataclass(eq=False, slots=True)
class _Branch:
    node: EntryNode
    parent: _Branch | None
    row: int
    may_have_folders: bool
    branches: list[_Branch] = field(default_factory=list)
    waiting: list[_Found] = field(default_factory=list)  # last first, not yet rows
    walked: bool = False
    walking: bool = False


class FolderTreeModel(QAbstractItemModel):
    """Folders only; each is walked when it is opened, big ones by `background`."""

    walked = Signal()  # folders that were looked for in the background have come

    def __init__(self, index: EntryIndex, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._background = background
        self._root = _Branch(index.root, None, 0, may_have_folders=True)

    def index_of(self, path: str) -> QModelIndex:
        """The index of a folder, walking down to it as far as that is quick; invalid for the root."""
        branch, at = self._root, QModelIndex()
        while branch.node.path != path:
            if self.canFetchMore(at):
                self.fetchMore(at)
            found = next((child for child in branch.branches if _holds(child.node.path, path)), None)
            if found is None:
                return QModelIndex()
            branch, at = found, self.createIndex(found.row, 0, found)
        return at

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        """The folder in this row."""
        branches = self._branch(parent).branches
        if column != 0 or not 0 <= row < len(branches):
            return QModelIndex()
        return self.createIndex(row, 0, branches[row])

    def parent(self, child: AnyIndex = NO_INDEX) -> QModelIndex:  # type: ignore[override]  # Qt overloads the name with QObject.parent
        """The folder that a folder is in."""
        above = self._branch(child).parent if child.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        """The folders that are known so far."""
        return len(self._branch(parent).branches)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        """One: the name."""
        return 0 if parent.column() > 0 else 1

    def hasChildren(self, parent: AnyIndex = NO_INDEX) -> bool:
        """Whether there are folders in it, as far as is known."""
        branch = self._branch(parent)
        return bool(branch.branches or branch.waiting) or (not branch.walked and branch.may_have_folders)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether folders of this folder are still to come."""
        branch = self._branch(parent)
        return bool(branch.waiting) or not (branch.walked or branch.walking)

    def fetchMore(self, parent: AnyIndex) -> None:
        """Bring the next folders of this folder."""
        branch = self._branch(parent)
        if branch.walked:
            self._insert_waiting(branch)
            return
        branch.walking = True
        index, node = self._index, branch.node
        if node.high - node.low <= ROWS_AT_ONCE:
            self._take(branch, list(_walk(index, node, Progress())))
        else:
            self._background(
                lambda progress: list(_walk(index, node, progress)), lambda found: self._take_late(branch, found)
            )

    def _take(self, branch: _Branch, found: list[_Found]) -> None:
        branch.walked, branch.walking = True, False
        found.sort(key=lambda one: natural_key(one[0].name), reverse=True)
        branch.waiting = found
        self._insert_waiting(branch)

    def _take_late(self, branch: _Branch, found: list[_Found]) -> None:
        self._take(branch, found)
        self.walked.emit()

    def _insert_waiting(self, branch: _Branch) -> None:
        count = min(len(branch.waiting), ROWS_AT_ONCE)
        if not count:
            return
        at = QModelIndex() if branch is self._root else self.createIndex(branch.row, 0, branch)
        first = len(branch.branches)
        self.beginInsertRows(at, first, first + count - 1)
        for row in range(first, first + count):
            node, may_have_folders = branch.waiting.pop()
            branch.branches.append(_Branch(node, branch, row, may_have_folders))
        self.endInsertRows()

    def _branch(self, index: AnyIndex) -> _Branch:
        if not index.isValid():
            return self._root
        branch = index.internalPointer()
        assert isinstance(branch, _Branch)
        return branch

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, size at the row's end, icon, and the node."""
        if not index.isValid():
            return None
        node = self._branch(index).node
        if role == Qt.ItemDataRole.DisplayRole:
            return display(node.name) or "/"
        if role == SIDE_TEXT_ROLE:
            return wording.size_text(self._index.size(node))
        if role == ICON_ROLE:
            return "folder"
        if role == Qt.ItemDataRole.ToolTipRole:
            return display(node.path)
        return node if role == RECORD_ROLE else None


def _holds(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def _walk(index: EntryIndex, node: EntryNode, progress: Progress) -> Iterator[_Found]:
    children = index.children(node)
    while True:
        progress.check()
        some = list(islice(children, ROWS_AT_ONCE))
        if not some:
            return
        yield from ((child, index.may_have_folders(child)) for child in some if child.folder)
