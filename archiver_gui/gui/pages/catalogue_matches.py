"""What the search found inside the archives: a list beneath the archives themselves.

In its place stand the versions of one entry, its copies, or what other archives have of one archive's content.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout

from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.core.archives import Archive
from archiver_gui.core.errors import ArchiverError, UsageError
from archiver_gui.core.matches import Cursor, EntryMatch, SearchPage
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.entry_matches import EntryMatchModel, is_there
from archiver_gui.gui.pages.match_table import MatchTable
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import LinkButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.labels import ElidedLabel, MutedLabel
from archiver_gui.memory import Found
from archiver_gui.services import Services

_PAGE = 100  # matches at a time
_MOST_KEPT = 2_000  # matches that a refresh reads at once
_INDEXED_FIRST = 4_000  # entries that a search may index before it answers, in less than a tenth of a second


@dataclass(frozen=True)
class _Aside:
    """What is shown in place of what the text finds, until somebody goes back."""

    kind: str  # "versions", "copies" or "elsewhere"
    subject: str  # the path or the name that it is about
    read: Callable[[Progress], list[EntryMatch]]


class CatalogueMatches(Card):
    """Searches in the background, page by page; hidden while it has nothing to show."""

    extract_requested = Signal(object)  # EntryMatch
    note_made = Signal(str)  # that not everything is found yet; "" when it is
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
        self._aside: _Aside | None = None  # is shown, or will be
        self._indexing: BackgroundCall[int] | None = None
        self._stale = False  # what is being read has changed meanwhile
        self._before: EntryMatch | None = None  # on which the keyboard stood
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
        self._versions.setVisible(self._aside is None or self._aside.kind != "versions")

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
            self._text, self._only, self._aside, self._goal = text, only, None, None
        if self._aside is not None:
            self._read_aside(self._aside)
        elif self._text:
            limit = max(_PAGE, min(len(self._model.matches), _MOST_KEPT))
            self._read(lambda found: self._take(found.entries), limit)
        else:
            self.problem_found.emit("")
            self.note_made.emit("")
            self._show(lambda: self._model.show_found(()))

    def _read(self, done: Callable[[Found], None], limit: int = _PAGE, cursor: Cursor | None = None) -> None:
        text, only = self._text, self._only
        self._call = self._runner.background(
            lambda progress: self._services.search(text, limit, cursor, progress, only, _INDEXED_FIRST),
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

    def _take(self, page: SearchPage) -> None:
        self._call = None
        self.problem_found.emit("")
        self._show(lambda: self._model.show_found(page.matches, page.cursor))
        if page.is_complete:
            self.note_made.emit("")
        elif self._indexing is None:
            self._index()
        self._refresh_if_stale()

    def _index(self) -> None:
        """Have the rest of what was recorded indexed, without holding up the search, and search again."""
        self.note_made.emit(self.tr("The newest archives are still being indexed; what they hold will follow here."))

        def done(_count: int) -> None:
            self._indexing = None
            self.search(self._text, self._only)

        def failed(_error: ArchiverError) -> None:
            self._indexing = None
            text = self.tr("The newest archives are not in this list: the catalogue cannot be written now.")
            self.note_made.emit(text)

        index = self._services.catalogue.entries.index
        self._indexing = self._runner.background(index, done, failed, owner=self)

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self.search(self._text, self._only)

    def _on_failed(self, error: ArchiverError) -> None:
        self._call = None
        self._model.stop_fetching()
        if self._back.isHidden():
            self._aside = None  # what was asked for does not come
        elif self._aside is None:
            self._show(lambda: self._model.show_found(()))  # nothing follows what was shown
        if isinstance(error, UsageError):
            self.problem_found.emit(wording.sentences(error.title, error.detail, error.hint))
        else:
            self.failed.emit(error)

    # ---- in place of the search ------------------------------------------------------------------

    def show_versions(self, match: EntryMatch) -> None:
        """Show all versions of this entry in place of the matches; Escape leads back."""
        services, path = self._services, match.path
        self._turn_aside(_Aside("versions", path, lambda progress: services.versions(path, progress)), match)

    def show_copies(self, match: EntryMatch) -> None:
        """Show where else the content of this entry lies, under whatever name; Escape leads back."""
        services, digest = self._services, match.digest
        if digest is not None:
            aside = _Aside("copies", match.path, lambda progress: services.same_content(digest, progress))
            self._turn_aside(aside, match)

    def show_elsewhere(self, archive: Archive) -> None:
        """Show which entries of other archives have content of this archive; Escape leads back."""
        services, number = self._services, archive.id
        self._turn_aside(_Aside("elsewhere", archive.name, lambda progress: services.elsewhere(number, progress)))

    def _turn_aside(self, aside: _Aside, match: EntryMatch | None = None) -> None:
        self.stop()
        self._before = self._goal = match
        self._aside = aside
        self._read_aside(aside)

    def show_search(self) -> None:
        """Show what the text finds again."""
        if self._aside is not None:
            self._aside, self._goal = None, self._before
            self.stop()
            self.search(self._text, self._only)

    def _read_aside(self, aside: _Aside) -> None:
        def take(matches: list[EntryMatch]) -> None:
            self._call = None
            show = self._model.show_versions if aside.kind == "versions" else self._model.show_found
            self._show(lambda: show(matches))
            self._refresh_if_stale()

        self._call = self._runner.background(aside.read, take, self._on_failed, owner=self)

    # ---- showing ---------------------------------------------------------------------------------

    def _show(self, fill: Callable[[], None]) -> None:
        """Fill the list, and stand on the goal, or where the keyboard stood before."""
        stood, self._goal = self._goal or self.table.match, None
        versions = self._aside is not None and self._aside.kind == "versions"
        keyboard = self._back.hasFocus()
        with QSignalBlocker(self.table):  # no row is opened or told while columns come and go
            self.table.set_versions(versions=versions)
        fill()
        row = None if stood is None else self._model.row_of(stood)
        if row is not None:
            self.table.stand_on(row)
        self._back.setVisible(self._aside is not None)
        self._back.setText(self.tr("Back to the search") if self._text else self.tr("Close"))
        self._show_links()
        if keyboard:
            self.table.setFocus()
        self._tell_count()
        self.setVisible(bool(self._model.matches))

    def _tell_count(self) -> None:
        count, more, title = len(self._model.matches), self._model.cursor is not None, ""
        if self._aside is not None:
            text, title = self._aside_texts(self._aside, count)
        elif more:
            text = self.tr("{count}+ entries found").format(count=wording.count_text(count))
        else:
            text = self.tr("%n entry(s) found", "", count)
        self._count.setText(wording.counted(text, count))
        self._title.setText(title)

    def _aside_texts(self, aside: _Aside, count: int) -> tuple[str, str]:
        subject = wording.shown(aside.subject)
        if aside.kind == "elsewhere":
            text = self.tr("%n entry(s) of other archives", "", count)
            return text, self.tr("have content of “{name}”").format(name=subject)
        copies = aside.kind == "copies"
        text = self.tr("%n copy(s)", "", count) if copies else self.tr("%n version(s)", "", count)
        return text, self.tr("of “{path}”").format(path=subject)
