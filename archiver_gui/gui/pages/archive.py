"""The Archive page: a tab an archive, its folders and entries, and what can be done with them."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.names import display
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.archive_state import state_mark
from archiver_gui.gui.models.entry_index import EntryNode
from archiver_gui.gui.pages.archive_browser import ArchiveBrowser
from archiver_gui.gui.pages.archive_jobs import ArchiveJobs
from archiver_gui.gui.pages.archive_memory import ArchiveMemory
from archiver_gui.gui.pages.entry_opener import EntryOpener
from archiver_gui.gui.pages.names_menu import NamesMenu
from archiver_gui.gui.pages.open_archive import Contents, OpenArchive, fault_message, names_message, read
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.theme.icons import icon
from archiver_gui.gui.widgets.buttons import IconButton, PlainButton
from archiver_gui.gui.widgets.empty_state import EmptyState
from archiver_gui.gui.widgets.page import Page
from archiver_gui.gui.widgets.tabs import ChipTabs
from archiver_gui.services import Services

_EMPTY, _READING, _FAILED, _OPEN = range(4)


class ArchivePage(Page):
    """Archives are read in the background; one browser shows the archive of the current tab."""

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__("archivePage")
        self._services = services
        self._runner = runner
        self._archives: list[OpenArchive] = []
        self._build_actions()
        self._build_header()
        self._browser = ArchiveBrowser(services, runner)
        self._browser.selection_changed.connect(self._show_enabled)
        self._browser.file_activated.connect(self._on_file_activated)
        self._browser.list.addActions([self._open_action, self._extract_action, self._extract_all_action])
        self._opener = EntryOpener(self, services, runner)
        self._jobs = ArchiveJobs(self, services, runner)
        self._memory = ArchiveMemory(self, services, runner, self.reload)
        self._memory.moved.connect(self._on_moved)
        self._build_states()
        self._show_current()

    # ---- building the page -----------------------------------------------------------------------

    def _build_actions(self) -> None:
        self._open_action = self._action(self.tr("&Open"), "external-link", "openEntryAction", "", self.open_selected)
        self._names_menu = NamesMenu(self, self._on_names_chosen)
        self._extract_action = self._action(
            self.tr("&Extract selected…"), "upload", "extractAction", "Ctrl+E", self.extract_selected
        )
        self._extract_all_action = self._action(
            self.tr("Extract &all…"), "upload", "extractAllAction", "Ctrl+Shift+E", self.extract_all
        )
        self._test_action = self._action(self.tr("&Test"), "shield-check", "testAction", "Ctrl+T", self.test)

    def _action(self, text: str, icon_name: str, name: str, keys: str, call: Callable[[], None]) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(call)
        self.addAction(action)
        return action

    def _build_header(self) -> None:
        self._tabs = ChipTabs()
        self._tabs.setObjectName("archiveTabs")
        self._tabs.setAccessibleName(self.tr("Open archives"))
        self._tabs.currentChanged.connect(self._show_current)
        self._tabs.tabCloseRequested.connect(self.close_tab)
        self.header.addWidget(self._tabs, 1_000)
        self.header.addStretch(1)  # in their place while there are none
        self._names_button = IconButton("languages", self.tr("What names are in"))
        self._names_button.setObjectName("namesButton")
        self._names_button.clicked.connect(lambda: self._names_menu.pop_up_below(self._names_button))
        self._names_button.hide()
        self.header.addWidget(self._names_button)
        for text, icon_name, name, action in (
            (self.tr("E&xtract selected"), "upload", "extractButton", self._extract_action),
            (self.tr("Extract a&ll…"), "archive-restore", "extractAllButton", self._extract_all_action),
            (self.tr("Te&st"), "shield-check", "testButton", self._test_action),
        ):
            button = PlainButton(text, icon_name)
            button.setObjectName(name)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            self.header.addWidget(button)

    def _build_states(self) -> None:
        self._empty = EmptyState(
            "folder-archive",
            self.tr("No archive is open"),
            self.tr("Open one here, double-click one in the catalogue, or drop one on the window."),
        )
        _add_button(self._empty, self.tr("&Open an archive…"), "folder-open", "openFileButton", self.choose)
        self._reading = EmptyState("loader", self.tr("Reading the archive…"))
        self._failed = EmptyState("circle-alert", "")
        _add_button(self._failed, self.tr("Try agai&n"), "rotate-ccw", "readAgainButton", self.reload)
        self._stack = QStackedWidget()
        for page in (self._empty, self._reading, self._failed, self._browser):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)

    def menu_actions(self) -> list[QAction | None]:
        """What can be done with the archive shown."""
        test, names, preview = self._test_action, self._names_menu.menuAction(), self._browser.preview_action
        return [self._open_action, self._extract_action, self._extract_all_action, None, test, None, names, preview]

    # ---- opening and closing ---------------------------------------------------------------------

    def choose(self) -> None:
        """Let the user pick archives to open."""
        folder = str(self._services.settings.archives_folder)
        patterns = " ".join(f"*{suffix}" for row in self._services.formats() for suffix in row.suffixes)
        kinds = ";;".join((self.tr("Archives ({patterns})").format(patterns=patterns), self.tr("All files (*)")))
        for path in QFileDialog.getOpenFileNames(self, self.tr("Open archives"), folder, kinds)[0]:
            self.open(path)

    def open(self, path: str, entry: str = "") -> None:
        """Open an archive in a tab of its own, or show the tab that it has; select this entry in it."""
        path = os.path.abspath(path)
        archive = next((one for one in self._archives if one.path == path), None)
        if archive is None:
            archive = OpenArchive(path)
            self._archives.append(archive)
            self._tabs.add(display(archive.name), "file-archive", display(path), archive)
            self._read(archive)
        if entry:
            archive.seek(entry)
        self._tabs.setCurrentIndex(self._tab_of(archive))
        self._show_current()

    def close_tab(self, at: int) -> None:
        """Close one tab; what is still being read for it is dropped."""
        archive = self._tabs.tabData(at)
        if archive.call is not None:
            archive.call.cancel()
        self._archives.remove(archive)
        self._tabs.removeTab(at)
        self._show_current()

    def activated(self) -> None:
        """Stand on the entries, once there are any."""
        if self._stack.currentIndex() == _OPEN:
            self._browser.take_focus()

    def close_front(self) -> bool:
        """Ctrl+W closes the tab shown."""
        if self.current is None:
            return False
        self.close_tab(self._tabs.currentIndex())
        return True

    def reload(self) -> None:
        """Read the archive shown again; the folder shown stays."""
        archive = self.current
        if archive is not None:
            self._read(archive)
            self._show_current()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self._browser.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._browser.filter.selectAll()

    @property
    def current(self) -> OpenArchive | None:
        """The archive of the current tab."""
        archive = self._tabs.tabData(self._tabs.currentIndex())
        return archive if isinstance(archive, OpenArchive) else None

    def _tab_of(self, archive: OpenArchive) -> int:
        return next(at for at in range(self._tabs.count()) if self._tabs.tabData(at) is archive)

    def _read(self, archive: OpenArchive) -> None:
        if archive.call is not None:
            archive.call.cancel()
        archive.contents = archive.error = archive.tree = None
        services, path, encoding = self._services, archive.path, archive.name_encoding

        def done(contents: Contents) -> None:
            archive.contents, archive.call = contents, None
            archive.name_encoding = archive.name_encoding or contents.listing.name_encoding
            icon_name = "file-archive" if contents.memory is None else state_mark(contents.memory).icon
            self._tabs.name(self._tab_of(archive), display(archive.name), icon_name, display(path))
            self._show_if_current(archive)

        def failed(error: ArchiverError) -> None:
            archive.error, archive.call = error, None
            self._show_if_current(archive)

        archive.call = self._runner.background(
            lambda progress: read(services, path, encoding, progress), done, failed, owner=self
        )

    def _on_moved(self, archive: OpenArchive, path: str) -> None:
        """Read an archive where it lies now, in the tab and the folder that it had."""
        if archive in self._archives:
            archive.path = path
            self._tabs.name(self._tab_of(archive), display(archive.name), "file-archive", display(path))
            self._read(archive)
            self._show_if_current(archive)

    def _show_if_current(self, archive: OpenArchive) -> None:
        if archive is self.current:
            # Whoever waited for the archive wants its entries; whoever types or turns tabs meanwhile does not.
            waiting = self.hasFocus() or (self._tabs.hasFocus() and self._tabs.count() == 1)
            self._show_current()
            if waiting:
                self.activated()

    # ---- showing ---------------------------------------------------------------------------------

    def _show_current(self) -> None:
        archive = self.current
        self.messages.clear()
        self._tabs.setVisible(archive is not None)
        if archive is None:
            self._stack.setCurrentIndex(_EMPTY)
        elif archive.contents is not None:
            self._browser.show_archive(archive)
            self._stack.setCurrentIndex(_OPEN)
            contents = archive.contents
            message = (
                self._memory.message(archive)
                or fault_message(contents)
                or names_message(contents, self._names_button.click)
            )
            if message is not None:
                self.show_message(message)
        elif archive.error is not None:
            error = archive.error
            self._failed.say(display(told(error.title)), display(wording.sentences(error.detail, error.hint)))
            self._stack.setCurrentIndex(_FAILED)
        else:
            self._reading.say(self.tr("Reading {name}…").format(name=display(archive.name)))
            self._stack.setCurrentIndex(_READING)
        self._show_enabled()

    def _show_enabled(self) -> None:
        archive = self.current
        read_whole = archive is not None and archive.is_readable
        self._extract_action.setEnabled(read_whole and self._browser.list.selectionModel().hasSelection())
        self._open_action.setEnabled(self._extract_action.isEnabled())
        self._extract_all_action.setEnabled(read_whole)
        self._names_menu.menuAction().setEnabled(read_whole)
        old_names = archive is not None and archive.contents is not None and archive.contents.has_old_names
        self._names_button.setVisible(old_names)
        self._names_menu.show_choice("" if archive is None else archive.name_encoding)
        self._test_action.setEnabled(archive is not None and (archive.contents is None or read_whole))

    # ---- doing -----------------------------------------------------------------------------------

    def open_selected(self) -> None:
        """Open the current entry: a folder here, a file with the desktop's program."""
        self._browser.open_current()

    def _on_file_activated(self, node: EntryNode) -> None:
        archive = self.current
        if archive is not None and archive.is_readable and node.entry is not None:
            self._opener.open(archive, node.entry)

    def _on_names_chosen(self, encoding: str) -> None:
        """Read the archive again, with its old names as the user says."""
        archive = self.current
        if archive is not None and archive.name_encoding != encoding:
            archive.name_encoding = encoding
            archive.folder = ""  # it may bear another name now
            self._jobs.remember_names(archive)
            self.reload()

    def extract_selected(self) -> None:
        """Ask where to, then extract the selected entries."""
        archive, nodes = self.current, self._browser.selected
        if archive is not None and nodes:
            what = self.tr("%n selected item(s)", "", len(nodes))
            self._jobs.extract(archive, archive.patterns_of(nodes), what)

    def extract_all(self) -> None:
        """Ask where to, then extract everything."""
        archive = self.current
        if archive is not None:
            self._jobs.extract(archive, (), "")

    def test(self) -> None:
        """Test the archive shown."""
        archive = self.current
        if archive is not None:
            self._jobs.test(archive)


def _add_button(state: EmptyState, text: str, icon_name: str, name: str, call: Callable[[], None]) -> None:
    """Put a button below what an empty page says."""
    button = PlainButton(text, icon_name)
    button.setObjectName(name)
    button.clicked.connect(call)
    last = state.column.count() - 1
    state.column.insertSpacing(last, metrics.GRID)
    state.column.insertWidget(last + 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
