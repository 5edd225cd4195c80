"""What can be done with an entry that was found: its context menu, and opening its archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from archiver_gui.core.archives import Archive
from archiver_gui.core.matches import EntryMatch
from archiver_gui.gui import wording
from archiver_gui.gui.desktop import show_in_folder
from archiver_gui.gui.dialogs.extract import ExtractDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.entry_matches import is_there
from archiver_gui.gui.pages.match_table import MatchTable
from archiver_gui.gui.pages.open_archive import literal
from archiver_gui.gui.pages.told_jobs import ToldJobs
from archiver_gui.gui.theme.icons import icon
from archiver_gui.gui.widgets.context_menu import menu_place
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services


class MatchLinks(Protocol):
    """Where else a match leads; a page's matter."""

    def show_versions(self, match: EntryMatch) -> None:
        """All versions of this entry."""

    def show_copies(self, match: EntryMatch) -> None:
        """Where else its content lies."""

    def show_archive(self, archive: Archive) -> None:
        """Its archive in the table."""


class MatchActions(QObject):
    """Acts on the match that the keyboard stands on."""

    def __init__(
        self,
        page: Page,
        table: MatchTable,
        links: MatchLinks,
        services: Services,
        runner: JobRunner,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._table = table
        self._links = links
        self._services = services
        self._runner = runner
        self._told = ToldJobs(page, runner)
        table.opened.connect(self._open)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_context_menu_requested)

    def _on_context_menu_requested(self, where: QPoint) -> None:
        match, place = self._table.match, menu_place(self._table, where)
        if match is None or place is None:
            return
        menu = QMenu(self._table)
        menu.setObjectName("entryMatchMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        there = is_there(match)
        acts = (
            ("openMatchAction", "folder-open", self.tr("&Open archive"), self._open, True),
            ("selectArchiveAction", "library", self.tr("Show &archive in the list"), self._show_archive, True),
            ("showMatchAction", "folder-search", self.tr("Show in &folder"), self._show_in_folder, there),
            ("showVersionsAction", "history", self.tr("Show &versions"), self._links.show_versions, True),
            ("showCopiesAction", "copy", self.tr("Show &copies"), self._links.show_copies, match.digest is not None),
            ("extractMatchAction", "upload", self.tr("&Extract this version…"), self.extract, there),
        )
        for name, icon_name, text, act, enabled in acts:
            action = QAction(icon(icon_name), text, menu)
            action.setObjectName(name)
            action.setEnabled(enabled)
            action.triggered.connect(_bound(act, match))
            menu.addAction(action)
        menu.popup(self._table.viewport().mapToGlobal(place))

    def _open(self, match: EntryMatch) -> None:
        """Lead to the entry in its archive; what is away is shown from the catalogue's memory."""
        self._page.open_requested.emit(match.archive.path, match.path)

    def _show_archive(self, match: EntryMatch) -> None:
        self._links.show_archive(match.archive)

    def _show_in_folder(self, match: EntryMatch) -> None:
        if not show_in_folder(match.archive.path):
            folder = wording.folder_text(match.archive.folder)
            self._page.show_message(Message(self.tr("No file manager could be opened"), folder, kind="warning"))

    def extract(self, match: EntryMatch) -> None:
        """Ask where to, and extract just this version of the entry."""
        patterns, what = (literal(match.path),), wording.shown(match.path)
        dialog = ExtractDialog(self._services, match.archive.path, patterns, what, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._told.follow(dialog.submit_to(self._runner)))
        dialog.open()


def _bound(act: Callable[[EntryMatch], None], match: EntryMatch) -> Callable[[], None]:
    return lambda: act(match)
