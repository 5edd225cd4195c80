"""What the desktop does for us: showing a file in its folder."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: str) -> bool:
    """Open the file manager where the path lies, with it selected where the system can; False if it cannot."""
    if sys.platform == "win32":
        return _start(["explorer", "/select,", os.path.normpath(path)])
    if sys.platform == "darwin":
        return _start(["open", "-R", path])
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def _start(command: list[str]) -> bool:
    try:
        subprocess.Popen(command)
    except OSError:
        return False
    return True
