"""What the search found inside the archives: a list beneath the archives themselves, and the versions of one entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView

from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.errors import ArchiverError, UsageError
from archiver_gui.core.matches import Cursor, EntryMatch
from archiver_gui.gui import wording
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.archive_state import marked_text
from archiver_gui.gui.models.entry_matches import EntryMatchModel, MatchColumn, is_there
from archiver_gui.gui.models.roles import RECORD_ROLE
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import LinkButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.chip import chip_size
from archiver_gui.gui.widgets.labels import ElidedLabel, MutedLabel
from archiver_gui.gui.widgets.rows import RowTable
from archiver_gui.memory import Found
from archiver_gui.services import Services

_PAGE = 100  # matches at a time
_MOST_KEPT = 2_000  # matches that a refresh reads at once
_CELL_PADDING = 28  # of a cell's text, both ends together
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
        widest = chip_size(QFontMetrics(metrics.font("small")), marked_text(), "trash-2").width()
        self.setColumnWidth(MatchColumn.STATE, widest + _CELL_PADDING)
        self.set_versions(versions=False)
        self.activated.connect(self._on_activated)

    def set_versions(self, *, versions: bool) -> None:
        """Show the columns for versions, which all have the same path, or those for mere matches."""
        wide, other = MatchColumn.ENTRY, MatchColumn.ARCHIVE
        if versions:
            wide, other = other, wide
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

    @property
    def match(self) -> EntryMatch | None:
        """The one that the keyboard stands on."""
        found = self.currentIndex().data(RECORD_ROLE)
        return found if isinstance(found, EntryMatch) else None

    def stand_on(self, row: int) -> None:
        """Select this row."""
        self.setCurrentIndex(self.model().index(row, MatchColumn.ARCHIVE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the numbers of versions only where the paths do not need the room."""
        super().resizeEvent(event)
        others = (MatchColumn.SIZE, MatchColumn.MODIFIED, MatchColumn.ARCHIVE, MatchColumn.STATE)
        room = self.viewport().width() - sum(self.columnWidth(column) for column in others)
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


class CatalogueMatches(Card):
    """Searches in the background, page by page; hidden while it has nothing to show."""

    extract_requested = Signal(object)  # EntryMatch
    problem_found = Signal(str)  # what is wrong with the text that is searched for; "" when it is sound
    failed = Signal(object)  # ArchiverError: the catalogue could not be searched

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__()
        self.setObjectName("entryMatchesCard")
        self._services = services
        self._runner = runner
        self._call: BackgroundCall[Found] | BackgroundCall[list[EntryMatch]] | None = None
        self._text = ""  # what is shown, or will be
        self._only = ArchiveFilter()
        self._path: str | None = None  # whose versions are shown, or will be
        self._archive: ArchiveRecord | None = None  # whose entries are shown, in place of what the text finds
        self._stale = False  # what is being read has changed meanwhile
        self._before: EntryMatch | None = None  # whose versions were asked for
        self._goal: EntryMatch | None = None  # what the keyboard is to stand on when the rows are there
        self._model = EntryMatchModel(self)
        self._model.more_wanted.connect(self._read_page)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.table = MatchTable(self._model)
        self._count = MutedLabel()
        self._count.setObjectName("entryMatchesCount")
        self._title = ElidedLabel(muted=True)
        self._title.setObjectName("entryMatchesTitle")
        self._title.setFont(metrics.font("small"))
        self._extract = LinkButton(self.tr("Extract this version…"))
        self._extract.setObjectName("extractVersionButton")
        self._extract.clicked.connect(lambda: self.extract_requested.emit(self.table.match))
        self._versions = LinkButton(self.tr("Show versions"))
        self._versions.setObjectName("showVersionsButton")
        self._versions.clicked.connect(self._on_versions_clicked)
        self._back = LinkButton(self.tr("Back to the search"))
        self._back.setObjectName("backToSearchButton")
        self._back.clicked.connect(self.show_search)
        self._back.hide()
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(metrics.GRID)
        head.addWidget(self._count)
        head.addWidget(self._title, 1)
        for link in (self._extract, self._versions, self._back):
            head.addWidget(link)
        head.addStrut(metrics.ROW)
        self.column.addLayout(head)
        self.column.addWidget(self.table, 1)
        self.table.left.connect(self.show_search)
        self.table.selectionModel().currentRowChanged.connect(self._show_links)
        self._model.modelReset.connect(self._show_links)

    def _show_links(self) -> None:
        match = self.table.match
        self._extract.setEnabled(match is not None and is_there(match))
        self._versions.setEnabled(match is not None)
        self._versions.setVisible(self._path is None)

    def _on_versions_clicked(self) -> None:
        match = self.table.match
        if match is not None:
            self.show_versions(match)

    # ---- searching -------------------------------------------------------------------------------

    def stop(self) -> None:
        """Forget what is being searched for: the text is changing."""
        if self._call is not None:
            self._call.cancel()
            self._call = None
        self._stale = False
        self._model.stop_fetching()

    def search(self, text: str, only: ArchiveFilter) -> None:
        """Show what this text finds in these archives; the same again refreshes what is shown."""
        same = (text, only) == (self._text, self._only)
        if same and self._call is not None:
            self._stale = True  # what is being read is shown first, or steady changes would keep it away
            return
        self.stop()
        if not same:
            self._text, self._only, self._path, self._goal, self._archive = text, only, None, None, None
        if self._path is not None:
            self._read_versions(self._path)
        elif self._query:
            limit = max(_PAGE, min(len(self._model.matches), _MOST_KEPT))
            self._read(lambda found: self._take(found.entries.matches, found.entries.cursor), limit)
        else:
            self.problem_found.emit("")
            self._show(lambda: self._model.show_found(()))

    @property
    def _query(self) -> str:
        """What the catalogue is asked: the text, or for all entries of one archive."""
        return self._text if self._archive is None else f"in:#{self._archive.id}"

    def show_contents(self, record: ArchiveRecord) -> None:
        """Show every entry of an archive as the catalogue knows it, in place of the matches; Escape leads back."""
        self.stop()
        self._path, self._archive, self._goal = None, record, None
        self.search(self._text, self._only)

    def _read(self, done: Callable[[Found], None], limit: int = _PAGE, cursor: Cursor | None = None) -> None:
        text, only = self._query, self._only
        self._call = self._runner.background(
            lambda progress: self._services.search(text, limit, cursor, progress, only),
            done,
            self._on_failed,
            owner=self,
        )

    def _read_page(self, cursor: Cursor) -> None:
        def take(found: Found) -> None:
            self._call = None
            self._model.append(found.entries.matches, found.entries.cursor)
            self._tell_count()
            self._refresh_if_stale()

        self._read(take, cursor=cursor)

    def _take(self, matches: tuple[EntryMatch, ...], cursor: Cursor | None) -> None:
        self._call = None
        self.problem_found.emit("")
        self._show(lambda: self._model.show_found(matches, cursor))
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self.search(self._text, self._only)

    def _on_failed(self, error: ArchiverError) -> None:
        self._call = None
        self._model.stop_fetching()
        if self._back.isHidden():
            self._path = None  # versions that were asked for do not come
        elif self._path is None:
            self._show(lambda: self._model.show_found(()))  # nothing follows the versions that were shown
        if isinstance(error, UsageError):
            self.problem_found.emit(wording.sentences(error.title, error.detail, error.hint))
        else:
            self.failed.emit(error)

    # ---- versions --------------------------------------------------------------------------------

    def show_versions(self, match: EntryMatch) -> None:
        """Show all versions of this entry in place of the matches; Escape leads back."""
        self.stop()
        self._before = self._goal = match
        self._path = match.path
        self._read_versions(match.path)

    def show_search(self) -> None:
        """Show what the text finds, in place of the versions of one entry or the entries of one archive."""
        if self._path is not None:
            self._path, self._goal = None, self._before
        elif self._archive is not None:
            self._archive = None
        else:
            return
        self.stop()
        self.search(self._text, self._only)

    def _read_versions(self, path: str) -> None:
        def take(versions: list[EntryMatch]) -> None:
            self._call = None
            self._show(lambda: self._model.show_versions(versions))
            self._refresh_if_stale()

        self._call = self._runner.background(
            lambda progress: self._services.versions(path, progress), take, self._on_failed, owner=self
        )

    # ---- showing ---------------------------------------------------------------------------------

    def _show(self, fill: Callable[[], None]) -> None:
        """Fill the list, and stand on the goal, or where the keyboard stood before."""
        stood, self._goal = self._goal or self.table.match, None
        versions = self._path is not None
        keyboard = self._back.hasFocus()
        with QSignalBlocker(self.table):  # no row is opened or told while columns come and go
            self.table.set_versions(versions=versions)
        fill()
        row = None if stood is None else self._model.row_of(stood)
        if row is not None:
            self.table.stand_on(row)
        self._back.setVisible(versions or self._archive is not None)
        self._back.setText(self.tr("Back to the search") if self._text else self.tr("Close"))
        self._show_links()
        if keyboard:
            self.table.setFocus()
        self._tell_count()
        self.setVisible(bool(self._model.matches))

    def _tell_count(self) -> None:
        count = len(self._model.matches)
        if self._path is not None:
            title = self.tr("of “{path}”").format(path=wording.shown(self._path))
            text = self.tr("%n version(s)", "", count)
        elif self._archive is not None:
            title = self.tr("in “{name}”, as the catalogue knows it").format(name=wording.shown(self._archive.name))
            more = self._model.cursor is not None
            text = self.tr("{count}+ entries") if more else self.tr("%n entry(s)", "", count)
            text = text.format(count=wording.count_text(count))
        elif self._model.cursor is not None:
            title, text = "", self.tr("{count}+ entries found").format(count=wording.count_text(count))
        else:
            title, text = "", self.tr("%n entry(s) found", "", count)
        self._count.setText(wording.counted(text, count))
        self._title.setText(title)
