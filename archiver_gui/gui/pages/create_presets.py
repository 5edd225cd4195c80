"""Presets and favourites on the Create page: one button, whose menu fills the form."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from archiver_gui.core.options import BuildOptions
from archiver_gui.core.recipes import Recipe
from archiver_gui.gui import wording
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.theme.icons import icon
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.services import Services


class CreatePresets(QObject):
    """Reads and writes them in the background; what is chosen is the page's to show."""

    chosen = Signal(object)  # Recipe
    failed = Signal(object)  # ArchiverError

    def __init__(
        self, page: QWidget, services: Services, runner: JobRunner, options: Callable[[], BuildOptions]
    ) -> None:
        """`options` gives what the form says now, without sources and target."""
        super().__init__(page)
        self._page = page
        self._services = services
        self._runner = runner
        self._options = options
        self._recipes: list[Recipe] = []
        self.button = PlainButton(self.tr("Presets"), "star")
        self.button.setObjectName("presetsButton")
        self._menu = QMenu(self.button)
        self._menu.setObjectName("presetsMenu")
        self.button.setMenu(self._menu)
        self._fill([])

    def load(self) -> None:
        """Read them again."""
        self._change(lambda: None)

    def _change(self, change: Callable[[], object]) -> None:
        def work(_progress: object) -> list[Recipe]:
            change()
            return self._services.presets_and_favourites()

        self._runner.background(work, self._fill, self.failed.emit, owner=self)

    def _fill(self, recipes: list[Recipe]) -> None:
        if recipes == self._recipes and self._menu.actions():
            return  # the menu may be open just now
        self._recipes = recipes
        self._menu.clear()
        for recipe in recipes:
            action = self._menu.addAction(_title(recipe).replace("&", "&&"), partial(self.chosen.emit, recipe))
            action.setObjectName("presetAction")
            if recipe.favourite:
                action.setIcon(icon("star", "accent"))
        if not recipes:
            self._menu.addAction(self.tr("No presets yet")).setEnabled(False)
        self._menu.addSeparator()
        save = self._menu.addAction(icon("save"), self.tr("&Save these settings…"), self._ask_name)
        save.setObjectName("savePresetAction")
        if recipes:
            self._add_care(recipes)

    def _add_care(self, recipes: list[Recipe]) -> None:
        favourites = self._menu.addMenu(icon("star"), self.tr("&Favourites"))
        favourites.setObjectName("favouritesMenu")
        remove = self._menu.addMenu(icon("trash-2"), self.tr("&Remove"))
        remove.setObjectName("removePresetMenu")
        for recipe in recipes:
            title = _title(recipe).replace("&", "&&")
            favourite = favourites.addAction(title)
            favourite.setCheckable(True)
            favourite.setChecked(recipe.favourite)
            favourite.toggled.connect(partial(self._set_favourite, recipe.id))
            if recipe.is_preset:
                remove.addAction(title, partial(self._remove, recipe.id))
        remove.setEnabled(not remove.isEmpty())

    def _ask_name(self) -> None:
        dialog = QInputDialog(self._page.window())
        dialog.setObjectName("savePresetDialog")
        dialog.setWindowTitle(self.tr("Save these settings"))
        dialog.setLabelText(self.tr("Name of the preset"))
        dialog.textValueSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, name: str) -> None:
        """Keep what the form says now as the preset of this name."""
        options, name = self._options(), name.strip()
        if name:
            self._change(lambda: self._services.save_preset(name, options))

    def _set_favourite(self, recipe_id: int, favourite: bool) -> None:
        self._change(lambda: self._services.set_favourite(recipe_id, favourite=favourite))

    def _remove(self, recipe_id: int) -> None:
        self._change(lambda: self._services.remove_preset(recipe_id))


def _title(recipe: Recipe) -> str:
    """A preset's name; a recipe's first source, how many more there are, and its format."""
    if recipe.name:
        return wording.shown(recipe.name)
    first = wording.shown(os.path.basename(recipe.sources[0].rstrip("/")) or recipe.sources[0])
    more = f" +{len(recipe.sources) - 1}" if len(recipe.sources) > 1 else ""
    return f"{first}{more} · {recipe.options.format_id}"
