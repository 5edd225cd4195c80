"""What the desktop does for us: showing a file in its folder, and its trash."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from PySide6.QtCore import QFile, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from archiver_gui.core.errors import EnvironmentFault


def show_in_folder(path: str) -> bool:
    """Open the file manager where the path lies, with it selected where the system can; False if it cannot."""
    if sys.platform == "win32":
        return _start(["explorer", "/select,", os.path.normpath(path)])
    if sys.platform == "darwin":
        return _start(["open", "-R", path])
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def move_to_trash(path: str) -> str:
    """Move a file to the desktop's trash; where it lies there, "" where the system does not say. From any thread.

    Raises:
        EnvironmentFault: The system has no trash for it.
    """
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    with contextlib.suppress(OSError):  # Qt does not make the folder that the trash lies in
        os.makedirs(data, mode=0o700, exist_ok=True)
    file = QFile(path)
    if not file.moveToTrash():
        raise EnvironmentFault(
            "The archive could not be moved to the trash",
            f"{file.errorString()}: {path}",
            "Delete it for good instead.",
        )
    where = file.fileName()
    return "" if where == path else where


def _start(command: list[str]) -> bool:
    try:
        subprocess.Popen(command)
    except OSError:
        return False
    return True
