"""Where the window stood and how large it was, kept from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.settings.options import WINDOW_GEOMETRY
from archiver_gui.settings.store import Settings


def restore(window: QWidget, settings: Settings) -> bool:
    """Put the window where it was; False when nothing usable is kept."""
    kept = settings.get(WINDOW_GEOMETRY)
    return bool(kept) and window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "replace")))


def keep(window: QWidget, settings: Settings, runner: JobRunner) -> None:
    """Remember where the window is, in a thread like every write; who ends the program waits for it."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    if settings.get(WINDOW_GEOMETRY) != geometry:
        runner.background(lambda _: settings.set(WINDOW_GEOMETRY, geometry), _ignore, _ignore, must_finish=True)


def _ignore(_result: object) -> None:
    """Nobody is left to hear of it."""
