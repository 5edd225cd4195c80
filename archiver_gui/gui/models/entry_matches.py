"""What a search through all archives found: one row an entry, or one row a version of the same entry."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import IntEnum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QFont

from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.matches import Cursor, EntryMatch
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
_FIRST = QT_TRANSLATE_NOOP("EntryMatches", "Oldest")
_SAME = QT_TRANSLATE_NOOP("EntryMatches", "Same content")
_CHANGED = QT_TRANSLATE_NOOP("EntryMatches", "Changed")


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


def _compared(newer: EntryMatch, older: EntryMatch) -> str:
    """What became of the content; "" where it is not known."""
    if newer.size != older.size or newer.kind is not older.kind:
        return str(_CHANGED)
    if newer.digest is None or older.digest is None:
        return ""
    return str(_SAME if newer.digest == older.digest else _CHANGED)


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
        contents = [_compared(newer, older) for newer, older in pairwise(matches)]
        self._show(list(matches), [*contents, str(_FIRST)] if matches else [], None)

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
        """One cell; the roles beyond Qt's own are those of `roles`."""
        if not index.isValid():
            return None
        match, column = self._rows[index.row()], MatchColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(match, column, index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(match, column)
        if role == RECORD_ROLE:
            return match
        if column == MatchColumn.CONTENT and self._contents and role in (CHIP_ROLE, MUTED_ROLE):
            changed = self._contents[index.row()] == str(_CHANGED)
            return not changed if role == MUTED_ROLE else ("plain", "arrow-left-right") if changed else None
        if role == SIDE_TEXT_ROLE and column == MatchColumn.ENTRY and self._tells_versions:
            return _versions_text(match)
        return _look(match, column, role)

    def _text(self, match: EntryMatch, column: MatchColumn, row: int) -> str:
        match column:
            case MatchColumn.ENTRY:
                return display(match.path)
            case MatchColumn.SIZE:
                return wording.size_text(match.size) if match.kind is EntryKind.FILE else ""
            case MatchColumn.MODIFIED:
                return wording.moment_text(_moment(match))
            case MatchColumn.ARCHIVE:
                return display(match.archive.name)
            case MatchColumn.STATE:
                return state_mark(match.archive).text
            case MatchColumn.CONTENT:
                found = self._contents[row] if self._contents else ""
                return QCoreApplication.translate("EntryMatches", found) if found else ""
            case MatchColumn.ARCHIVED:
                return wording.moment_text(match.archive.created)


def _tooltip(match: EntryMatch, column: MatchColumn) -> str | None:
    match column:
        case MatchColumn.ENTRY:
            return "\n".join(filter(None, (display(match.path), _versions_text(match))))
        case MatchColumn.MODIFIED:
            return wording.whole_moment_text(_moment(match))
        case MatchColumn.ARCHIVED:
            return wording.whole_moment_text(match.archive.created)
        case MatchColumn.ARCHIVE:
            return display(match.archive.path)
        case MatchColumn.STATE:
            return display(told(match.archive.damage))
        case _:
            return None


def _look(match: EntryMatch, column: MatchColumn, role: int) -> Any:
    if (
        role == Qt.ItemDataRole.FontRole
        and match.archive.marked
        and column not in (MatchColumn.STATE, MatchColumn.CONTENT)
    ):
        font = QFont()
        font.setStrikeOut(True)
        return font
    if role == MUTED_ROLE:
        return match.archive.marked or not is_there(match)
    if role == ICON_ROLE and column == MatchColumn.ENTRY:
        return file_icon(posixpath.basename(match.path), match.kind)
    if role == CHIP_ROLE and column == MatchColumn.STATE:
        mark = state_mark(match.archive)
        return mark.kind, mark.icon
    return None
