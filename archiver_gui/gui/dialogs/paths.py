"""Asking for files or for a folder, without holding up the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_paths(
    parent: QWidget, mode: QFileDialog.FileMode, title: str, folder: str, take: Callable[[list[str]], object]
) -> None:
    """Open the desktop's dialog in this folder ("": where it was last); `take` gets what is chosen.

    Args:
        mode: `AnyFile` asks for the name of a new file.
    """
    dialog = QFileDialog(parent.window(), title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(mode)
    if mode == QFileDialog.FileMode.Directory:
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if mode == QFileDialog.FileMode.AnyFile:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing of ours overwrites
    dialog.filesSelected.connect(take)
    dialog.open()
