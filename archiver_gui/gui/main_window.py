"""The shell: menu bar, rail, pages and status bar. What is in a page is the page's matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from archiver_gui.core.errors import ArchiverError, UnusableCatalogueError
from archiver_gui.gui import theme, window_place
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.landing import Landing, paths_of
from archiver_gui.gui.menus import Menus
from archiver_gui.gui.pages.create import CreatePage
from archiver_gui.gui.widgets.card import Separator
from archiver_gui.gui.widgets.job_summary import JobSummary
from archiver_gui.gui.widgets.menu_bar import MenuBar
from archiver_gui.gui.widgets.page import Page
from archiver_gui.gui.widgets.rail import Rail
from archiver_gui.gui.wording import counted, size_text
from archiver_gui.services import Services
from archiver_gui.settings.options import RAIL_VISIBLE

_SIZE = (1280, 800)
_LEAST_SIZE = (960, 600)


class MainWindow(QMainWindow):
    """Makes the pages when they are first wanted, and passes on what they ask of each other."""

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Archiver")
        self.setMinimumSize(*_LEAST_SIZE)
        self.setAcceptDrops(True)
        self._services = services
        self._runner = runner
        self._leaving = False
        self.damage: UnusableCatalogueError | None = None  # what the window is closed for, to be repaired
        self._landing = Landing(self, services, runner)
        self._pages: dict[str, Page] = {}
        self.rail = Rail()
        self.rail.setObjectName("rail")
        self._stack = QStackedWidget()
        self._stack.setObjectName("pageStack")
        self.create_page = CreatePage(services, runner)
        self._adopt("create", self.create_page)
        self._lay_out()
        self.setMenuBar(MenuBar(self))
        self.menus = Menus(self)
        self.summary = JobSummary(runner)
        self.summary.clicked.connect(partial(self.show_page, "jobs"))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.summary, 1)
        self.statusBar().addPermanentWidget(self.summary.totals)
        runner.job_added.connect(self._on_jobs_changed)
        runner.job_ended.connect(self._on_job_ended)
        runner.call_failed.connect(self.show_error)
        if not window_place.restore(self, services.settings):
            self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize()))
        self.show_page("create")
        # The other pages are made while the first one is already being looked at.
        QTimer.singleShot(0, self._make_next_page)
        self.refresh_totals()

    # ---- pages -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for key, icon, text in (
            ("create", "package-plus", self.tr("Create")),
            ("archive", "folder-archive", self.tr("Archive")),
            ("catalogue", "library", self.tr("Catalogue")),
            ("jobs", "list-checks", self.tr("Jobs")),
        ):
            self.rail.add_page(key, icon, text, f"rail{key.capitalize()}")
        self.rail.add_foot("settings", self.tr("Settings"), "railSettings").clicked.connect(self.show_settings)
        self.rail.page_chosen.connect(self.show_page)
        self._rail_edge = Separator(Qt.Orientation.Vertical)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._rail_edge)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        visible = self._services.settings.get(RAIL_VISIBLE)
        self.rail.setVisible(visible)
        self._rail_edge.setVisible(visible)

    def page(self, key: str) -> Page:
        """The page of that key, made now if need be."""
        if key not in self._pages:
            self._adopt(key, _make_page(key, self._services, self._runner))
            self.menus.fill_page_menus()
        return self._pages[key]

    def made_page(self, key: str) -> Page | None:
        """The page of that key if it has been made."""
        return self._pages.get(key)

    def _make_next_page(self) -> None:
        for key in ("jobs", "catalogue", "archive"):
            if key not in self._pages:
                self.page(key)
                QTimer.singleShot(0, self._make_next_page)
                return

    def _adopt(self, key: str, page: Page) -> None:
        self._pages[key] = page
        self._stack.addWidget(page)
        page.open_requested.connect(self.open_archive)
        page.page_requested.connect(self.show_page)
        page.sources_offered.connect(self.add_sources)
        page.catalogue_changed.connect(self.refresh_totals)
        page.repair_requested.connect(self.repair)

    @property
    def current_page(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_page(self, key: str) -> None:
        """Show a page."""
        page = self.page(key)
        self._stack.setCurrentWidget(page)
        self.rail.set_page(key)
        # The page itself, or the stack would give the keyboard to the page's first button.
        page.setFocus()
        page.activated()

    def show_rail(self, visible: bool) -> None:
        """Show or hide the rail, and remember it."""
        self.rail.setVisible(visible)
        self._rail_edge.setVisible(visible)
        settings = self._services.settings
        if settings.get(RAIL_VISIBLE) != visible:
            self._runner.background(lambda _: settings.set(RAIL_VISIBLE, visible), _ignore, must_finish=True)

    # ---- what goes where -------------------------------------------------------------------------

    def add_sources(self, paths: Sequence[str]) -> None:
        """Put files and folders into Create's basket, and show it."""
        self.show_page("create")
        self.create_page.add_sources(paths)

    def open_archive(self, path: str, entry: str = "") -> None:
        """Open an archive on its page, and select this entry in it."""
        from archiver_gui.gui.pages.archive import ArchivePage

        self.show_page("archive")
        page = self.page("archive")
        assert isinstance(page, ArchivePage)
        page.open(path, entry)

    def open_archives(self, paths: Sequence[str]) -> None:
        """Open archives, each in a tab of its own."""
        for path in paths:
            self.open_archive(path)

    def take_paths(self, paths: Sequence[str], *, ask: bool) -> None:
        """Let paths land right; see `Landing.take`."""
        self._landing.take(paths, ask=ask)

    def show_error(self, error: ArchiverError) -> None:
        """Say what went wrong, on the page that is shown."""
        self.current_page.show_error(error)

    def repair(self, damage: UnusableCatalogueError) -> None:
        """Close the window, for the catalogue's file can be replaced only while nobody has it open."""
        self.damage = damage
        self.close()

    # ---- dropping --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from anywhere."""
        if paths_of(event.mimeData()) and event.source() is None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.create_page.set_dropping(dropping=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Nothing will land."""
        self.create_page.set_dropping(dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the paths land where they belong."""
        self.create_page.set_dropping(dropping=False)
        paths = paths_of(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take_paths(paths, ask=True)

    # ---- status bar ------------------------------------------------------------------------------

    def _on_jobs_changed(self) -> None:
        self.rail.button("jobs").set_badge(len(self._runner.active))

    def _on_job_ended(self) -> None:
        self._on_jobs_changed()
        self.refresh_totals()
        if self._leaving and not self._runner.active:
            self.close()

    def refresh_totals(self) -> None:
        """Ask the catalogue how much it knows."""
        services = self._services
        self._runner.background(lambda _: services.totals(), self._show_totals, owner=self)

    def _show_totals(self, totals: object) -> None:
        archives, size = getattr(totals, "archives", 0), getattr(totals, "size_bytes", 0)
        text = counted(self.tr("%n archive(s)", "", archives), archives)
        self.summary.totals.setText(f"{text} · {size_text(size)}" if archives else "")

    # ---- settings, keys, leaving -----------------------------------------------------------------

    def show_settings(self) -> None:
        """Open the settings."""
        from archiver_gui.gui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self._services.settings, self._runner, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.create_page.take_settings)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt shows the mnemonics."""
        if event.key() == Qt.Key.Key_Alt:
            theme.instance().show_mnemonics(shown=True)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting Alt go hides them."""
        if event.key() == Qt.Key.Key_Alt:
            theme.instance().show_mnemonics(shown=False)
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave at once when idle; ask when jobs would be cut short."""
        running = len(self._runner.awaited)
        if not running:
            window_place.keep(self, self._services.settings, self._runner)
            event.accept()
            return
        event.ignore()
        if not self._leaving:
            self._ask_to_leave(running)

    def _ask_to_leave(self, running: int) -> None:
        from archiver_gui.gui.dialogs.quit import QuitDialog

        dialog = QuitDialog(running, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.leave)
        dialog.open()

    def leave(self) -> None:
        """Cancel what runs, and close when the last of it has cleaned up after itself."""
        self._leaving = True
        jobs = self._runner.active
        if not jobs:
            self.close()
        for job in jobs:
            self._runner.cancel(job)


def _make_page(key: str, services: Services, runner: JobRunner) -> Page:
    # Imported here, because the first paint needs none of them.
    if key == "archive":
        from archiver_gui.gui.pages.archive import ArchivePage

        return ArchivePage(services, runner)
    if key == "catalogue":
        from archiver_gui.gui.pages.catalogue import CataloguePage

        return CataloguePage(services, runner)
    from archiver_gui.gui.pages.jobs import JobsPage

    return JobsPage(services, runner)


def _ignore(_result: object) -> None:
    """For work whose result nobody waits for."""
