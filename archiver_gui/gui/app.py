"""Starts the window: application, look, language, services; and says in words why it cannot."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from archiver_gui.core.errors import ArchiverError, InternalError, UnusableCatalogueError
from archiver_gui.gui import theme, translation
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.main_window import MainWindow
from archiver_gui.gui.quiet_moments import QuietMoments
from archiver_gui.gui.resources import resource
from archiver_gui.services import CatalogueFile, PurgePlan, Services
from archiver_gui.settings.folders import home_folders
from archiver_gui.settings.options import LANGUAGE, THEME
from archiver_gui.settings.store import Settings

if TYPE_CHECKING:
    from archiver_gui.gui.dialogs.rescue import Mended

_log = logging.getLogger("archiver_gui")

# A cancelled job has this long to take back what it has half made.
_SHUT_DOWN_S = 30.0
_SWITCH_S = 0.001
_LOG_BYTES = 1_000_000
_FAILED = 3


def run(paths: Sequence[str]) -> int:
    """Open the window with these paths in the basket, or opened when they are archives.

    Returns:
        The exit status: 0, or 3 when the catalogue cannot be used.
    """
    _keep_log()
    # A worker in pure Python may keep the window's thread waiting this long at every call into Qt.
    sys.setswitchinterval(_SWITCH_S)
    app = make_application(sys.argv[:1])
    settings = Settings()
    translation.install(app, settings.get(LANGUAGE))
    theme.instance().apply(settings.get(THEME))
    damage, mended = _loss(), None
    while True:
        if damage is not None:
            mended = _mend(damage)
            if mended is None:
                return _FAILED
        try:
            services = Services.open()
        except UnusableCatalogueError as error:
            damage = error
            continue
        except ArchiverError as error:
            return _refuse(error)
        damage = _use(app, services, paths, mended)
        if damage is None:
            return 0
        paths = ()


def _loss() -> UnusableCatalogueError | None:
    """Whether the catalogue is gone although copies of it are there: a new one would hide all archives."""
    file = CatalogueFile.of_home()
    try:
        is_gone = not file.path.stat().st_size
    except FileNotFoundError:
        is_gone = True
    except OSError:  # opening it will say what is wrong
        return None
    if not is_gone or not file.copies():
        return None
    return UnusableCatalogueError("The catalogue is missing", str(file.path), "Put back a copy of it.")


def _use(
    app: QApplication, services: Services, paths: Sequence[str], mended: Mended | None
) -> UnusableCatalogueError | None:
    """Show the window until it is closed; the damage that it was closed for, if any."""
    runner = JobRunner()
    window = MainWindow(services, runner)
    with UnexpectedErrors(window), _Signals(window):
        window.show()
        if paths:
            window.take_paths([os.path.abspath(path) for path in paths], ask=False)
        for problem in services.problems[:1]:  # the bar holds one; the log has all
            window.show_error(problem)
        for problem in services.problems:
            _log.warning("%s", problem)
        if mended is not None:
            from archiver_gui.gui.after_start import read_lost

            read_lost(window, services, runner, mended)
        quiet = QuietMoments(services, runner, window)
        quiet.clean_up_proposed.connect(lambda rule, plan: _propose_clean_up(window, rule, plan))
        quiet.start()
        gc.enable()  # starting was quicker without it
        app.exec()
        runner.shut_down(_SHUT_DOWN_S)
    services.close()
    window.deleteLater()
    return window.damage


def _propose_clean_up(window: MainWindow, rule: str, plan: PurgePlan) -> None:
    from archiver_gui.gui.after_start import propose_clean_up  # the first paint needs none of it

    propose_clean_up(window, rule, plan)


def _mend(error: UnusableCatalogueError) -> Mended | None:
    """Ask what is to take the place of a damaged catalogue; None when the user would rather leave."""
    from archiver_gui.gui.dialogs.rescue import RescueDialog

    sys.stderr.write(f"archiver: {error}\n")
    _log.error("%s", error)
    runner = JobRunner()
    dialog = RescueDialog(error, CatalogueFile.of_home(), runner)
    dialog.exec()
    runner.shut_down(_SHUT_DOWN_S)
    return dialog.mended


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application object with its names and its icon; also for tests."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(arguments))
    # No organisation: with one of the same name Qt would double it in every path.
    app.setApplicationName("archiver")
    app.setApplicationDisplayName("Archiver")
    app.setDesktopFileName("archiver")
    app.setWindowIcon(QIcon(str(resource("icons", "archiver.svg"))))
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    return app


def _refuse(error: ArchiverError) -> int:
    """Say why there is no window: in a dialog, for there is nothing else to say it in, and on stderr."""
    from archiver_gui.gui.dialogs.failure import FailureDialog

    sys.stderr.write(f"archiver: {error}\n")
    FailureDialog(error).exec()
    return _FAILED


def _keep_log() -> None:
    """Write warnings and unexpected errors to a file beside the catalogue; without a log where that fails."""
    try:
        folder = home_folders().data
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "archiver.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    if not any(isinstance(known, RotatingFileHandler) for known in root.handlers):
        root.addHandler(handler)


class UnexpectedErrors(QObject):
    """Shows and logs what nobody caught, from whichever thread, for as long as the window lives."""

    _met = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._met.connect(window.show_error, Qt.ConnectionType.QueuedConnection)

    def __enter__(self) -> None:
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_error
        threading.excepthook = lambda args: self._on_error(args.exc_type, args.exc_value, args.exc_traceback)

    def __exit__(self, *_: object) -> None:
        sys.excepthook, threading.excepthook = self._hooks

    def _on_error(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.leave()
            return
        _log.error("unexpected error", exc_info=(kind, error or kind(), trace))
        if isinstance(error, ArchiverError):
            self._met.emit(error)
            return
        title = self.tr("Something went wrong that should not have")
        detail = f"{kind.__name__}: {error}"
        self._met.emit(InternalError(title, detail, self.tr("It is written down in the log. Please report it.")))


class _Signals(QObject):
    """Ctrl+C in the terminal, or the session's end, cancels jobs cleanly instead of cutting them off."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def __enter__(self) -> None:
        self._former = signal.set_wakeup_fd(self._theirs.fileno())
        self._handlers = {number: signal.signal(number, _wake) for number in (signal.SIGINT, signal.SIGTERM)}

    def __exit__(self, *_: object) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._ours.close()
        self._theirs.close()

    def _on_signal(self) -> None:
        self._ours.recv(64)
        self._window.leave()


def _wake(_number: int, _frame: FrameType | None) -> None:
    """Nothing to do here: the byte in the socket wakes the event loop."""
