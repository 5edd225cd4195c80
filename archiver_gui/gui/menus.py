"""The menu bar: only actions that do something now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from archiver_gui.gui.landing import paths_of
from archiver_gui.gui.theme.icons import icon as themed_icon

if TYPE_CHECKING:
    from archiver_gui.gui.main_window import MainWindow


class Menus(QObject):
    """Fills the window's menu bar; the menus of pages get what the pages offer, once they are made."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._filled: set[str] = set()
        bar = window.menuBar()
        self._menus: dict[str, QMenu] = {}
        for key, title in (
            ("file", self.tr("&File")),
            ("edit", self.tr("&Edit")),
            ("view", self.tr("&View")),
            ("archive", self.tr("&Archive")),
            ("catalogue", self.tr("Catalo&gue")),
            ("tools", self.tr("&Tools")),
            ("help", self.tr("&Help")),
        ):
            menu = bar.addMenu(title)
            menu.setObjectName(f"{key}Menu")
            self._menus[key] = menu
        self._fill_file()
        self._fill_edit()
        self._fill_view()
        self._fill_tools_and_help()
        for key in ("archive", "catalogue"):
            # Whoever opens the menu before its page was made in the background gets it made now.
            self._menus[key].aboutToShow.connect(partial(self._make_page_of, key))
            self._add(key, f"{key}PageAction", self.tr("&Go there"), partial(window.show_page, key))

    def _add(
        self, menu: str, name: str, text: str, call: Callable[[], object], keys: str = "", icon: str = ""
    ) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            action.setIcon(themed_icon(icon))
        # The signal's own argument, whether it is checked, is of no concern.
        action.triggered.connect(lambda _checked=False: call())
        self._menus[menu].addAction(action)
        return action

    def _fill_file(self) -> None:
        window = self._window
        create = window.create_page
        self._add("file", "newAction", self.tr("&New archive"), self._start_new, "Ctrl+N", "package-plus")
        self._add("file", "openAction", self.tr("&Open archive…"), self._open, "Ctrl+O", "folder-open")
        self._menus["file"].addSeparator()
        self._add(
            "file", "addFilesAction", self.tr("Add &files…"), self._on_create(create.choose_files), "", "file-plus"
        )
        self._add(
            "file", "addFolderAction", self.tr("Add fol&der…"), self._on_create(create.choose_folder), "", "folder-plus"
        )
        self._menus["file"].addSeparator()
        self._add("file", "closeAction", self.tr("&Close"), self._close, "Ctrl+W")
        self._add("file", "quitAction", self.tr("&Quit"), window.close, "Ctrl+Q")

    def _fill_edit(self) -> None:
        window = self._window
        self._add("edit", "pasteAction", self.tr("&Paste files into the basket"), self._paste, "Ctrl+V")
        self._add("edit", "clearBasketAction", self.tr("&Clear the basket"), window.create_page.basket.clear)
        self._menus["edit"].addSeparator()
        self._add("edit", "findAction", self.tr("&Filter this page"), self._find, "Ctrl+F", "search")
        self._add("edit", "searchAllAction", self.tr("&Search all archives"), self._search_all, "Ctrl+Shift+F")

    def _fill_view(self) -> None:
        window = self._window
        for number, (key, text) in enumerate(
            (
                ("create", self.tr("&Create")),
                ("archive", self.tr("&Archive")),
                ("catalogue", self.tr("Catalo&gue")),
                ("jobs", self.tr("&Jobs")),
            ),
            start=1,
        ):
            self._add("view", f"{key}ViewAction", text, partial(window.show_page, key), f"Ctrl+{number}")
        self._menus["view"].addSeparator()
        rail = self._add("view", "railAction", self.tr("&Rail"), lambda: None, "F9")
        rail.setCheckable(True)
        rail.setChecked(not window.rail.isHidden())
        rail.toggled.connect(window.show_rail)
        self._add("view", "reloadAction", self.tr("Re&load"), self._reload, "F5", "refresh-cw")

    def _fill_tools_and_help(self) -> None:
        window = self._window
        self._add("tools", "settingsAction", self.tr("&Settings…"), window.show_settings, "Ctrl+,", "settings")
        self._add("help", "shortcutsAction", self.tr("&Keyboard shortcuts"), self._show_shortcuts, "Ctrl+?", "keyboard")
        self._add("help", "aboutAction", self.tr("&About Archiver"), self._show_about, "", "info")

    # ---- menus of pages --------------------------------------------------------------------------

    def _make_page_of(self, key: str) -> None:
        self._window.page(key)

    def fill_page_menus(self) -> None:
        """Add what pages that have been made meanwhile offer."""
        for key in ("archive", "catalogue"):
            page = self._window.made_page(key)
            if page is None or key in self._filled:
                continue
            self._filled.add(key)
            actions = page.menu_actions()
            if actions:
                self._menus[key].addSeparator()
            for action in actions:
                if action is None:
                    self._menus[key].addSeparator()
                    continue
                self._menus[key].addAction(action)
                action.triggered.connect(partial(self._follow, key))

    def _follow(self, key: str) -> None:
        """Show the page that an action has just worked on."""
        if self._window.current_page is not self._window.made_page(key):
            self._window.show_page(key)

    # ---- actions ---------------------------------------------------------------------------------

    def _on_create(self, call: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self._window.show_page("create")
            call()

        return run

    def _start_new(self) -> None:
        self._window.create_page.basket.clear()
        self._window.show_page("create")

    def _open(self) -> None:
        window = self._window
        dialog = QFileDialog(window, self.tr("Open archive"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(window.open_archives)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _close(self) -> None:
        """Close what stands in front: a tab, else the window."""
        if not self._window.current_page.close_front():
            self._window.close()

    def _paste(self) -> None:
        paths = paths_of(QGuiApplication.clipboard().mimeData())
        if paths:
            self._window.take_paths(paths, ask=True)

    def _reload(self) -> None:
        self._window.current_page.reload()

    def _find(self) -> None:
        self._window.current_page.focus_filter()

    def _search_all(self) -> None:
        self._window.show_page("catalogue")
        self._window.page("catalogue").focus_filter()

    def _show_shortcuts(self) -> None:
        from archiver_gui.gui.dialogs.shortcuts import ShortcutsDialog

        groups = [
            (menu.title(), [action for action in menu.actions() if not action.isSeparator()])
            for menu in self._menus.values()
        ]
        create = self._window.create_page
        basket = (self.tr("Basket"), list(create.panel.actions_by_key.values()))
        dialog = ShortcutsDialog([*groups, basket], self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_about(self) -> None:
        from archiver_gui.gui.dialogs.about import AboutDialog

        dialog = AboutDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
