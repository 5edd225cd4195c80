"""The table of entries that were found: mere matches, or versions of one entry."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from archiver_gui.core.matches import EntryMatch
from archiver_gui.gui import wording
from archiver_gui.gui.models.archive_state import usual_marks
from archiver_gui.gui.models.entry_matches import EntryMatchModel, MatchColumn
from archiver_gui.gui.models.roles import RECORD_ROLE
from archiver_gui.gui.widgets.chip import chip_size
from archiver_gui.gui.widgets.row_delegate import PADDING
from archiver_gui.gui.widgets.rows import RowTable

_CELL_PADDING = 28  # of a cell's text, both ends together
_LEAST = 110  # pixels of the widest column; before it has less, size and time of the entries go
_ENOUGH, _NARROW = 170, 110  # of the entries' column before the archives' one has less, and the least of that
_ROOMY = 400  # an entry's column from which on its number of versions finds room behind the path
_WIDTHS = {MatchColumn.SIZE: 80, MatchColumn.MODIFIED: 112, MatchColumn.ARCHIVE: 150, MatchColumn.CONTENT: 150}


class MatchTable(RowTable):
    """The matches themselves; Enter and a double click open the archive."""

    opened = Signal(object)  # EntryMatch
    left = Signal()  # by Escape

    def __init__(self, model: EntryMatchModel) -> None:
        super().__init__()
        self.setObjectName("entryMatches")
        self.setAccessibleName(self.tr("Entries found"))
        self.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideLeft)  # what a path ends with tells more than its start
        self._matches = model
        self.setModel(model)
        self.horizontalHeader().setSectionsClickable(False)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        now = self.fontMetrics().horizontalAdvance(wording.moment_text(datetime.now(UTC)))
        for column in (MatchColumn.MODIFIED, MatchColumn.ARCHIVED):
            self.setColumnWidth(column, max(_WIDTHS[MatchColumn.MODIFIED], now + _CELL_PADDING))
        widest = max(chip_size(text, "check").width() for text in usual_marks())
        self.setColumnWidth(MatchColumn.STATE, widest + 2 * PADDING)
        self._wide = MatchColumn.ENTRY  # takes what the others leave
        self._dispensable = {column: self.columnWidth(column) for column in (MatchColumn.SIZE, MatchColumn.MODIFIED)}
        self.set_versions(versions=False)
        self.activated.connect(self._on_activated)

    def set_versions(self, *, versions: bool) -> None:
        """Show the columns for versions, which all have the same path, or those for mere matches."""
        wide, other = MatchColumn.ENTRY, MatchColumn.ARCHIVE
        if versions:
            wide, other = other, wide
        self._wide = wide
        header = self.horizontalHeader()
        header.setSectionResizeMode(other, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.moveSection(header.visualIndex(MatchColumn.ARCHIVE), 0 if versions else MatchColumn.ARCHIVE)
        header.moveSection(header.visualIndex(MatchColumn.ARCHIVED), 1 if versions else MatchColumn.ARCHIVED)
        self.setColumnHidden(MatchColumn.ENTRY, versions)
        for column in (MatchColumn.CONTENT, MatchColumn.ARCHIVED):
            self.setColumnHidden(column, not versions)
        if not versions:
            self.setColumnWidth(MatchColumn.ARCHIVE, _WIDTHS[MatchColumn.ARCHIVE])
        self._fit()

    @property
    def match(self) -> EntryMatch | None:
        """The one that the keyboard stands on."""
        found = self.currentIndex().data(RECORD_ROLE)
        return found if isinstance(found, EntryMatch) else None

    def stand_on(self, row: int) -> None:
        """Select this row."""
        self.setCurrentIndex(self.model().index(row, MatchColumn.ARCHIVE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters less where the paths need its room, and their numbers of versions first."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = [column for column in MatchColumn if column not in (self._wide, *self._dispensable)]
        room = self.viewport().width() - sum(map(self.columnWidth, others))
        for column, width in self._dispensable.items():
            fits = room - width >= _LEAST
            self.setColumnHidden(column, not fits)
            room -= width if fits else 0
        archive = self.columnWidth(MatchColumn.ARCHIVE)
        if self._wide is MatchColumn.ENTRY and archive <= _WIDTHS[MatchColumn.ARCHIVE]:  # nobody has widened it
            both = room + archive
            self.setColumnWidth(MatchColumn.ARCHIVE, max(_NARROW, min(_WIDTHS[MatchColumn.ARCHIVE], both - _ENOUGH)))
        self._matches.tell_versions(tell=room >= _ROOMY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back; all else as in any table."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        match = index.data(RECORD_ROLE)
        if isinstance(match, EntryMatch):
            self.opened.emit(match)
