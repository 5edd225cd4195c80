"""The basket: what the user dropped, one row a thing, measured in the background."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.progress import Progress
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.file_kinds import file_icon, file_kind_text
from archiver_gui.gui.models.roles import (
    ALIGN_END,
    ALIGN_START,
    ICON_COLOUR_ROLE,
    ICON_ROLE,
    MUTED_ROLE,
    NO_INDEX,
    AnyIndex,
)
from archiver_gui.gui.wording import counted, shown, size_text
from archiver_gui.services import SourceTotals

_ROWS_MIME = "application/x-archiver-basket-rows"
_READ_EVERY_MS = 50
# So many rows change all the time: every reading repaints the view.
_MANY_ROWS = 500
_READ_MANY_EVERY_MS = 200
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_AT_START, _AT_END = int(ALIGN_START), int(ALIGN_END)

Measure = Callable[[str, tuple[str, ...], Progress], SourceTotals]


class BasketColumn(IntEnum):
    """The columns, in their order."""

    NAME = 0
    KIND = 1
    SIZE = 2


@dataclass
class BasketRow:
    """One thing in the basket; `totals` come when it is measured."""

    path: str
    kind: EntryKind | None = None  # None until somebody has looked
    totals: SourceTotals | None = None

    @property
    def name(self) -> str:
        """Its name, as plain text."""
        return shown(os.path.basename(self.path) or self.path)


@dataclass(frozen=True)
class BasketTotals:
    """Sums over all rows measured so far."""

    files: int = 0
    size: int = 0
    excluded_files: int = 0
    excluded_size: int = 0
    measured: int = 0  # rows
    measuring: bool = False

    def plus(self, one: SourceTotals | None, sign: int = 1) -> BasketTotals:
        """With one more row, or one fewer."""
        if one is None:
            return self
        return BasketTotals(
            self.files + sign * one.files,
            self.size + sign * one.size,
            self.excluded_files + sign * one.excluded_files,
            self.excluded_size + sign * one.excluded_size,
            self.measured + sign,
        )


class _Measuring:
    """What a worker hands over while it goes through the sources; appended there, taken off here."""

    def __init__(self) -> None:
        self.kinds: deque[tuple[str, EntryKind]] = deque()
        self.totals: deque[SourceTotals] = deque()


class BasketModel(QAbstractTableModel):
    """Rows can be moved by drag; `totals_changed` follows every measured source."""

    totals_changed = Signal()
    sources_changed = Signal()  # rows came, went or moved

    def __init__(self, measure: Measure, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measure = measure
        self._runner = runner
        self._rows: list[BasketRow] = []
        self._numbers: dict[str, int] | None = {}  # of the rows, by path; None when they have moved
        self._sums = BasketTotals()  # kept, for thousands of rows are not summed up twenty times a second
        self._exclude: tuple[str, ...] = ()
        self._calls: list[tuple[BackgroundCall[None], _Measuring]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_READ_EVERY_MS)
        self._timer.timeout.connect(self._take_results)

    # ---- content ---------------------------------------------------------------------------------

    @property
    def paths(self) -> tuple[str, ...]:
        """The sources, in the order they go in."""
        return tuple(row.path for row in self._rows)

    @property
    def rows(self) -> Sequence[BasketRow]:
        """The rows, in their order."""
        return self._rows

    def add(self, paths: Sequence[str]) -> int:
        """Put sources in; what is there already is left where it is. Returns how many came."""
        known = self._numbers_by_path()
        absolute = dict.fromkeys(os.path.abspath(path) for path in paths)
        new = [BasketRow(path) for path in absolute if path not in known]
        if not new:
            return 0
        first = len(self._rows)
        self.beginInsertRows(NO_INDEX, first, first + len(new) - 1)
        self._rows += new
        self._numbers = None
        self.endInsertRows()
        self._start([row.path for row in new])
        self.sources_changed.emit()
        return len(new)

    def remove(self, numbers: Sequence[int]) -> None:
        """Take rows out."""
        for number in sorted(set(numbers), reverse=True):
            self.beginRemoveRows(NO_INDEX, number, number)
            self._sums = self._sums.plus(self._rows.pop(number).totals, -1)
            self._numbers = None
            self.endRemoveRows()
        self.sources_changed.emit()
        self.totals_changed.emit()

    def clear(self) -> None:
        """Take everything out, and stop measuring it."""
        self._stop()
        self.beginResetModel()
        self._rows = []
        self._numbers = {}
        self._sums = BasketTotals()
        self.endResetModel()
        self.sources_changed.emit()
        self.totals_changed.emit()

    def move(self, numbers: Sequence[int], before: int) -> int:
        """Move rows, in their order, to stand before another; returns where the first of them is now."""
        chosen = sorted(set(numbers))
        moved = [self._rows[number] for number in chosen]
        at = before - sum(1 for number in chosen if number < before)
        rest = [row for number, row in enumerate(self._rows) if number not in set(chosen)]
        self.layoutAboutToBeChanged.emit()
        old = list(self._rows)
        self._rows = [*rest[:at], *moved, *rest[at:]]
        self._numbers = None
        place = {id(row): number for number, row in enumerate(self._rows)}
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(place[id(old[index.row()])], index.column()))
        self.layoutChanged.emit()
        self.sources_changed.emit()
        return at

    def set_exclude(self, patterns: tuple[str, ...]) -> None:
        """Measure again with other exclusions."""
        if patterns == self._exclude:
            return
        self._exclude = patterns
        self._stop()
        for row in self._rows:
            row.totals = None
        self._sums = BasketTotals()
        self._changed(0, len(self._rows) - 1)
        self._start([row.path for row in self._rows])
        self.totals_changed.emit()

    @property
    def totals(self) -> BasketTotals:
        """Sums over what is measured; what is being measured counts as far as it is known."""
        return replace(self._sums, measuring=self._sums.measured < len(self._rows))

    def _numbers_by_path(self) -> dict[str, int]:
        if self._numbers is None:
            self._numbers = {row.path: number for number, row in enumerate(self._rows)}
        return self._numbers

    # ---- measuring -------------------------------------------------------------------------------

    def _start(self, paths: Sequence[str]) -> None:
        if not paths:
            return
        found = _Measuring()
        measure, exclude = self._measure, self._exclude

        def work(progress: Progress) -> None:
            for path in paths:
                progress.check()
                found.kinds.append((path, _kind_of(path)))
            for path in paths:
                found.totals.append(measure(path, exclude, progress))

        call = self._runner.background(work, lambda _: self._take_results(), owner=self, title=self.tr("Measuring"))
        self._calls.append((call, found))
        self._timer.start(_READ_EVERY_MS if len(self._rows) < _MANY_ROWS else _READ_MANY_EVERY_MS)

    def _stop(self) -> None:
        for call, _ in self._calls:
            call.cancel()
        self._calls = []
        self._timer.stop()

    def _take_results(self) -> None:
        """Take over what the workers have found since the last time; never more than they hand over."""
        numbers = self._numbers_by_path()
        changed: list[int] = []
        for _, found in self._calls:
            while found.kinds:
                path, kind = found.kinds.popleft()
                if path in numbers:
                    self._rows[numbers[path]].kind = kind
                    changed.append(numbers[path])
            while found.totals:
                totals = found.totals.popleft()
                if totals.path in numbers:
                    row = self._rows[numbers[totals.path]]
                    self._sums = self._sums.plus(row.totals, -1).plus(totals)
                    row.totals = totals
                    changed.append(numbers[totals.path])
        self._calls = [(call, found) for call, found in self._calls if call.job.outcome is None or found.totals]
        if not self._calls:
            self._timer.stop()
        if changed:
            self._changed(min(changed), max(changed))
            self.totals_changed.emit()

    def _changed(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(BasketColumn) - 1))

    # ---- what Qt asks for ------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        """One row a source."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        """Name, kind, size."""
        return 0 if parent.isValid() else len(BasketColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' names, for screen readers; the view hides its header."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Name"), self.tr("Kind"), self.tr("Size"))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text and looks of a cell."""
        row, column = self._rows[index.row()], index.column()
        if role == _DISPLAY:
            return self._text(row, column)
        if role == _ALIGNMENT:
            return _AT_END if column == BasketColumn.SIZE else _AT_START
        if role == MUTED_ROLE:
            return column == BasketColumn.KIND
        if role == ICON_ROLE:
            return self._icon(row) if column == BasketColumn.NAME else None
        if role == ICON_COLOUR_ROLE:
            return "warning" if row.totals is not None and row.totals.problem else None
        if role == _TOOLTIP:
            return row.totals.problem if row.totals and row.totals.problem else shown(row.path)
        return None

    def _text(self, row: BasketRow, column: int) -> str:
        if column == BasketColumn.NAME:
            return row.name
        totals = row.totals
        if column == BasketColumn.SIZE:
            return size_text(totals.size) if totals is not None and not totals.problem else ""
        if totals is not None and totals.problem:
            return totals.problem
        if row.kind is None:
            return ""
        kind = file_kind_text(row.path, row.kind)
        if row.kind is not EntryKind.FOLDER:
            return kind
        files = counted(self.tr("%n file(s)", "", totals.files), totals.files) if totals else self.tr("measuring…")
        return f"{kind} · {files}"

    @staticmethod
    def _icon(row: BasketRow) -> str:
        if row.totals is not None and row.totals.problem:
            return "triangle-alert"
        return file_icon(row.path, row.kind or EntryKind.FILE)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be dragged; between them can be dropped."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Only to be moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """The basket's own rows."""
        return [_ROWS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The numbers of the dragged rows."""
        data = QMimeData()
        numbers = sorted({index.row() for index in indexes})
        data.setData(_ROWS_MIME, QByteArray(",".join(map(str, numbers)).encode()))
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: AnyIndex) -> bool:
        """Move the dragged rows. Says no, lest the view takes the rows out that it thinks were copied."""
        if data.hasFormat(_ROWS_MIME):
            numbers = [int(text) for text in bytes(data.data(_ROWS_MIME).data()).decode().split(",")]
            before = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
            self.move(numbers, before)
        return False


def _kind_of(path: str) -> EntryKind:
    """What lies at the path, a link to a folder counting as what it points to."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return EntryKind.SYMLINK if os.path.islink(path) else EntryKind.FILE
    if stat.S_ISDIR(mode):
        return EntryKind.FOLDER
    return EntryKind.FILE if stat.S_ISREG(mode) else EntryKind.OTHER
