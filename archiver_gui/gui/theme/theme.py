"""Puts a palette in force for the whole application, and follows the desktop when told to."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from archiver_gui.gui.theme import metrics, mnemonics
from archiver_gui.gui.theme.icons import svg
from archiver_gui.gui.theme.palette import DARK, LIGHT, Palette, qt_palette
from archiver_gui.gui.theme.sheet import GLYPHS, style_sheet
from archiver_gui.gui.theme.tokens import current, put_in_force

_log = logging.getLogger(__name__)


class Theme(QObject):
    """The application's look. One a process, made by `instance()`."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
        # Style sheets take images only from files; these few are written in the palette's colours.
        self._glyphs = QTemporaryDir()
        app.setStyle("Fusion")
        app.setFont(metrics.font("text"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_desktop_scheme_changed)

    def apply(self, choice: str) -> None:
        """Take a look.

        Args:
            choice: "system", "light" or "dark", as in the settings.
        """
        self._choice = choice
        palette = {"light": LIGHT, "dark": DARK}.get(choice) or self._desktop_palette()
        put_in_force(palette)
        self._app.setPalette(qt_palette(palette))
        self._app.setStyleSheet(style_sheet(palette, self._write_glyphs(palette)))
        for window in self._app.topLevelWidgets():
            _repaint(window)
        self.changed.emit()

    def show_mnemonics(self, *, shown: bool) -> None:
        """Underline the mnemonics, or stop doing so."""
        if mnemonics.show(shown=shown):
            for window in self._app.topLevelWidgets():
                _repaint(window)

    def _desktop_palette(self) -> Palette:
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _on_desktop_scheme_changed(self) -> None:
        if self._choice == "system" and self._desktop_palette() is not current():
            self.apply("system")

    def _write_glyphs(self, palette: Palette) -> dict[str, str]:
        """Write the images of the style sheet; returns their paths by name.

        Where nothing can be written, as on a full disk, arrows and ticks are missing, and nothing else.
        """
        paths = {}
        for key, (name, token) in GLYPHS.items():
            path = self._glyphs.filePath(f"{palette.name}-{key}.svg")
            try:
                with open(path, "wb") as file:
                    file.write(svg(name, palette.token(token)))
            except OSError as error:
                _log.warning("the image %s could not be written: %s", path, error)
                path = ""
            paths[key] = path
        return paths


def _repaint(window: QWidget) -> None:
    window.update()
    for widget in window.findChildren(QWidget):
        widget.update()


def instance() -> Theme:
    """The theme of the running application; there must be one."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "the theme needs an application"
    theme = app.findChild(Theme)
    return theme if isinstance(theme, Theme) else Theme(app)
