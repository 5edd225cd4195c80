"""Asking for files or for a folder, without holding up the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_paths(
    parent: QWidget, mode: QFileDialog.FileMode, title: str, folder: str, take: Callable[[list[str]], object]
) -> None:
    """Open the desktop's dialog in this folder ("": where it was last); `take` gets what is chosen."""
    dialog = QFileDialog(parent.window(), title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(mode)
    if mode == QFileDialog.FileMode.Directory:
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.filesSelected.connect(take)
    dialog.open()
