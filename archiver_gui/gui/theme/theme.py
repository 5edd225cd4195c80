"""Puts a palette in force for the whole application, and follows the desktop when told to."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from archiver_gui.gui.theme import metrics, mnemonics
from archiver_gui.gui.theme.icons import svg
from archiver_gui.gui.theme.palette import DARK, LIGHT, Palette, qt_palette
from archiver_gui.gui.theme.sheet import GLYPHS, style_sheet
from archiver_gui.gui.theme.tokens import current, put_in_force
from archiver_gui.settings.folders import home_folders

_log = logging.getLogger(__name__)


class Theme(QObject):
    """The application's look. One a process, made by `instance()`."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
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
        if palette is current() and self._app.styleSheet():
            return  # styling every widget anew is felt
        put_in_force(palette)
        self._app.setPalette(qt_palette(palette))
        self._app.setStyleSheet(style_sheet(palette, _glyph_files(palette)))
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


def _glyph_files(palette: Palette) -> dict[str, str]:
    """The images of the style sheet, which takes them from files only; their paths by name.

    They lie in the user's cache, in the palette's colours. Where nothing can be written, as on a full disk,
    arrows and ticks are missing, and nothing else.
    """
    folder = home_folders().cache / "glyphs"
    paths = {}
    for key, (name, token) in GLYPHS.items():
        file = folder / f"{palette.name}-{key}.svg"
        try:
            _keep(file, svg(name, palette.token(token)))
            paths[key] = file.as_posix()
        except OSError as error:
            _log.warning("the image %s could not be written: %s", file, error)
            paths[key] = ""
    return paths


def _keep(file: Path, content: bytes) -> None:
    """Write a file unless it is there already, whole at every moment: other processes read it too."""
    with contextlib.suppress(FileNotFoundError):
        if file.read_bytes() == content:
            return
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        staged.write_bytes(content)
        staged.replace(file)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


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
