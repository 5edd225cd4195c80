"""What can be done with the catalogue as a whole: its menu, and the buttons at the head of its page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from archiver_gui.gui.dialogs.paths import ask_for_paths
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.told_jobs import ToldJobs
from archiver_gui.gui.theme.icons import icon
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services
from archiver_gui.settings.options import VERIFY_DAYS


class CatalogueUpkeep(QObject):
    """Makes jobs of what is asked for; duplicates and cleaning up are the page's own."""

    duplicates_requested = Signal()
    clean_up_requested = Signal()

    def __init__(self, page: Page, services: Services, runner: JobRunner) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._told = ToldJobs(page, runner)
        add_files = self._action("addArchivesAction", "file-plus", self.tr("Add &archives…"), self._add_archives)
        add_folder = self._action("addArchiveFolderAction", "folder-plus", self.tr("Add a &folder…"), self._add_folder)
        look = self._action(
            "relinkFolderAction", "folder-search", self.tr("Look for moved arc&hives…"), self._look_in_folder
        )
        duplicates = self._action("duplicatesAction", "copy", self.tr("&Duplicates"), self.duplicates_requested.emit)
        clean_up = self._action("cleanUpAction", "brush-cleaning", self.tr("&Clean up…"), self.clean_up_requested.emit)
        verify_due = self._action("verifyDueAction", "shield-check", self.tr("Verify &what is due"), self._verify_due)
        verify_all = self._action("verifyAllAction", "shield-check", self.tr("&Verify all archives"), self._verify_all)
        self.actions: list[QAction | None] = [add_files, add_folder, look, None, verify_due, verify_all, duplicates]
        export = self._action("exportCatalogueAction", "upload", self.tr("&Export the catalogue…"), self._export)
        take_over = self._action("importCatalogueAction", "download", self.tr("Impor&t a catalogue…"), self._import)
        self.actions += [clean_up, None, export, take_over]
        self.buttons = [
            self._menu_button(
                "addExistingButton", "archive-restore", self.tr("Add existi&ng"), (add_files, add_folder)
            ),
            self._button("duplicatesButton", "copy", duplicates),
            self._button("cleanUpButton", "brush-cleaning", clean_up),
        ]

    def _action(self, name: str, icon_name: str, text: str, call: Callable[[], object]) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: call())
        return action

    @staticmethod
    def _button(name: str, icon_name: str, action: QAction) -> PlainButton:
        button = PlainButton(action.text(), icon_name)
        button.setObjectName(name)
        button.clicked.connect(action.trigger)
        return button

    @staticmethod
    def _menu_button(name: str, icon_name: str, text: str, actions: tuple[QAction, ...]) -> PlainButton:
        button = PlainButton(text, icon_name)
        button.setObjectName(name)
        menu = QMenu(button)
        menu.setObjectName(name.replace("Button", "Menu"))
        menu.addActions(list(actions))
        button.setMenu(menu)
        return button

    # ---- jobs ------------------------------------------------------------------------------------

    def _ask(self, mode: QFileDialog.FileMode, title: str, take: Callable[[list[str]], object]) -> None:
        ask_for_paths(self._page, mode, title, str(self._services.settings.archives_folder), take)

    def _add_archives(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFiles, self.tr("Add archives to the catalogue"), self.add)

    def _add_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory, self.tr("Add all archives in a folder"), self.add)

    def _look_in_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory, self.tr("Look for moved archives in"), self.relink)

    def add(self, paths: list[str]) -> None:
        """Catalogue archives that were made elsewhere, and those in folders."""
        self._told.submit(self._services.add(paths), self.tr("Reading archives into the catalogue…"))

    def relink(self, paths: list[str]) -> None:
        """Look in files and folders for archives that are not where they were."""
        self._told.submit(self._services.relink(paths), self.tr("Looking for moved archives…"))

    def _export(self) -> None:
        def take(paths: list[str]) -> None:
            self._told.submit(self._services.export_catalogue(paths[0]), self.tr("Exporting the catalogue…"))

        self._ask(QFileDialog.FileMode.AnyFile, self.tr("Export the catalogue as JSON lines"), take)

    def _import(self) -> None:
        def take(paths: list[str]) -> None:
            self._told.submit(self._services.import_catalogue(paths[0]), self.tr("Importing a catalogue…"))

        self._ask(QFileDialog.FileMode.ExistingFile, self.tr("Import an exported catalogue"), take)

    def _verify_due(self) -> None:
        days = self._services.settings.get(VERIFY_DAYS)
        text = self.tr("Verifying the archives that were not read for %n day(s)…", "", days)
        self._told.submit(self._services.verify_due(), text)

    def _verify_all(self) -> None:
        self._told.submit(self._services.verify(None), self.tr("Verifying all archives…"))
