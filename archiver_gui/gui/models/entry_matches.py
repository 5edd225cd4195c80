"""What a search through all archives found: one row an entry, or one row a version of the same entry."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt, Signal

from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.matches import Change, Cursor, EntryMatch, changes_of
from archiver_gui.core.names import display
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.models.archive_state import state_mark
from archiver_gui.gui.models.file_kinds import file_icon
from archiver_gui.gui.models.flat_table import FlatTableModel
from archiver_gui.gui.models.roles import (
    CHIP_ROLE,
    ICON_ROLE,
    MUTED_ROLE,
    NO_INDEX,
    RECORD_ROLE,
    SIDE_TEXT_ROLE,
    STRUCK_ROLE,
    AnyIndex,
)


class MatchColumn(IntEnum):
    """The columns of the matches; the last two are about versions and say nothing of mere matches."""

    ENTRY = 0
    SIZE = 1
    MODIFIED = 2
    ARCHIVE = 3
    STATE = 4
    CONTENT = 5
    ARCHIVED = 6


_HEADERS = (
    QT_TRANSLATE_NOOP("EntryMatches", "Entry"),
    QT_TRANSLATE_NOOP("EntryMatches", "Size"),
    QT_TRANSLATE_NOOP("EntryMatches", "Modified"),
    QT_TRANSLATE_NOOP("EntryMatches", "Archive"),
    QT_TRANSLATE_NOOP("EntryMatches", "State"),
    QT_TRANSLATE_NOOP("EntryMatches", "Content"),
    QT_TRANSLATE_NOOP("EntryMatches", "Archived"),
)
_RIGHT_ALIGNED = frozenset({MatchColumn.SIZE, MatchColumn.MODIFIED, MatchColumn.ARCHIVED})
_AWAY = frozenset({ArchiveState.MISSING, ArchiveState.OFFLINE})
_CHANGED = QT_TRANSLATE_NOOP("EntryMatches", "Changed")
_CHANGES = {
    Change.OLDEST: QT_TRANSLATE_NOOP("EntryMatches", "Oldest"),
    Change.SAME: QT_TRANSLATE_NOOP("EntryMatches", "Same content"),
    Change.CHANGED: _CHANGED,
    Change.UNKNOWN: "",
}


def is_there(match: EntryMatch) -> bool:
    """Whether the archive can be opened as far as the catalogue knows."""
    return match.archive.state not in _AWAY


def _moment(match: EntryMatch) -> datetime | None:
    try:
        return None if match.mtime is None else datetime.fromtimestamp(match.mtime, UTC)
    except (OverflowError, OSError, ValueError):  # archives may claim any time: this one is no time at all
        return None


def _versions_text(match: EntryMatch) -> str:
    count = match.versions
    if count < 2:  # the one that is shown
        return ""
    return wording.counted(QCoreApplication.translate("EntryMatches", "%n version(s)", "", count), count)


class EntryMatchModel(FlatTableModel[EntryMatch]):
    """The matches that are read so far, in the order that they came in: newest archive first."""

    context = "EntryMatches"
    headers = _HEADERS
    right_aligned = _RIGHT_ALIGNED

    more_wanted = Signal(object)  # cursor of the next page: the view has come to the end

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents: list[str] = []  # of versions: what became of the content; [] of mere matches
        self._cursor: Cursor | None = None
        self._fetching = False
        self._tells_versions = True

    @property
    def matches(self) -> Sequence[EntryMatch]:
        """The rows."""
        return self._rows

    @property
    def cursor(self) -> Cursor | None:
        """Of the next page; None when all is here."""
        return self._cursor

    def show_found(self, matches: Sequence[EntryMatch], cursor: Cursor | None = None) -> None:
        """Replace all rows by the first page of a search."""
        self._show(list(matches), [], cursor)

    def show_versions(self, matches: Sequence[EntryMatch]) -> None:
        """Replace all rows by the versions of one entry, newest first; each is compared with the one before it."""
        self._show(list(matches), [str(_CHANGES[change]) for change in changes_of(matches)], None)

    def _show(self, matches: list[EntryMatch], contents: list[str], cursor: Cursor | None) -> None:
        self._fetching = False
        if matches == self._rows and contents == self._contents:
            self._cursor = cursor  # nothing has changed: the selection and the place stay
            return
        self._contents, self._cursor = contents, cursor
        self._replace(matches)

    def append(self, matches: Sequence[EntryMatch], cursor: Cursor | None) -> None:
        """Add the next page below."""
        self._fetching = False
        self._cursor = cursor
        if matches:
            end = len(self._rows)
            self.beginInsertRows(NO_INDEX, end, end + len(matches) - 1)
            self._rows += matches
            self.endInsertRows()

    def tell_versions(self, *, tell: bool) -> None:
        """Whether there is room to say how many versions each entry has."""
        self._tells_versions = tell  # the view is painted anew anyhow when its size changes

    def stop_fetching(self) -> None:
        """The page that was asked for does not come."""
        self._fetching = False

    def row_of(self, match: EntryMatch) -> int | None:
        """Where this entry of this archive stands now."""
        key = (match.archive.id, match.path, match.index)
        rows = (row for row, one in enumerate(self._rows) if (one.archive.id, one.path, one.index) == key)
        return next(rows, None)

    def canFetchMore(self, parent: AnyIndex = NO_INDEX) -> bool:
        """Whether there is a page that nobody has asked for."""
        return not parent.isValid() and self._cursor is not None and not self._fetching

    def fetchMore(self, parent: AnyIndex = NO_INDEX) -> None:
        """Ask for the next page; Qt calls it when the last row comes in sight."""
        if self.canFetchMore(parent):
            self._fetching = True
            self.more_wanted.emit(self._cursor)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; the roles beyond Qt's own are those of `roles`. A page asks a thousand times when it is painted."""
        tell = self._cells.get(role)
        if tell is None or not index.isValid():
            return None
        return tell(self, index.row(), index.column())

    def _text(self, row: int, column: int) -> str:
        if column != MatchColumn.CONTENT:
            return _TEXTS[column](self._rows[row])
        found = self._contents[row] if self._contents else ""
        return QCoreApplication.translate("EntryMatches", found) if found else ""

    def _tells_no_change(self, row: int, column: int) -> bool:
        return column == MatchColumn.CONTENT and bool(self._contents) and self._contents[row] != str(_CHANGED)

    def _is_muted(self, row: int, column: int) -> bool:
        if column == MatchColumn.CONTENT and self._contents:
            return self._tells_no_change(row, column)
        return self._rows[row].archive.marked or not is_there(self._rows[row])

    def _is_struck(self, row: int, column: int) -> bool:
        return self._rows[row].archive.marked and column not in (MatchColumn.STATE, MatchColumn.CONTENT)

    def _chip(self, row: int, column: int) -> tuple[str, str] | None:
        if column == MatchColumn.STATE:
            mark = state_mark(self._rows[row].archive)
            return mark.kind, mark.icon
        if column == MatchColumn.CONTENT and self._contents and not self._tells_no_change(row, column):
            return "plain", "arrow-left-right"
        return None

    def _icon(self, row: int, column: int) -> str | None:
        match = self._rows[row]
        return None if column else file_icon(posixpath.basename(match.path), match.kind)

    def _side_text(self, row: int, column: int) -> str:
        return "" if column or not self._tells_versions else _versions_text(self._rows[row])

    # What each role tells of a row in a column.
    _cells: ClassVar[dict[int, Callable[[EntryMatchModel, int, int], Any]]] = {
        Qt.ItemDataRole.DisplayRole: _text,
        Qt.ItemDataRole.TextAlignmentRole: lambda model, _row, column: model.alignment(column),
        Qt.ItemDataRole.ToolTipRole: lambda model, row, column: _tooltip(model.matches[row], column),
        RECORD_ROLE: lambda model, row, _column: model.matches[row],
        MUTED_ROLE: _is_muted,
        STRUCK_ROLE: _is_struck,
        CHIP_ROLE: _chip,
        ICON_ROLE: _icon,
        SIDE_TEXT_ROLE: _side_text,
    }


_TEXTS: dict[int, Callable[[EntryMatch], str]] = {
    MatchColumn.ENTRY: lambda match: display(match.path),
    MatchColumn.SIZE: lambda match: wording.size_text(match.size) if match.kind is EntryKind.FILE else "",
    MatchColumn.MODIFIED: lambda match: wording.moment_text(_moment(match)),
    MatchColumn.ARCHIVE: lambda match: display(match.archive.name),
    MatchColumn.STATE: lambda match: state_mark(match.archive).text,
    MatchColumn.ARCHIVED: lambda match: wording.moment_text(match.archive.created),
}
_TOOLTIPS: dict[int, Callable[[EntryMatch], str]] = {
    MatchColumn.ENTRY: lambda match: "\n".join(filter(None, (display(match.path), _versions_text(match)))),
    MatchColumn.MODIFIED: lambda match: wording.whole_moment_text(_moment(match)),
    MatchColumn.ARCHIVED: lambda match: wording.whole_moment_text(match.archive.created),
    MatchColumn.ARCHIVE: lambda match: display(match.archive.path),
    MatchColumn.STATE: lambda match: display(told(match.archive.damage)),
}


def _tooltip(match: EntryMatch, column: int) -> str | None:
    return _TOOLTIPS[column](match) if column in _TOOLTIPS else None
