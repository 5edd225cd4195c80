"""The item roles that all models of the window share, and the shape of background work that they ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from archiver_gui.core.progress import Progress

AnyIndex: TypeAlias = QModelIndex | QPersistentModelIndex

NO_INDEX = QModelIndex()  # stands for the model's root

_FIRST = int(Qt.ItemDataRole.UserRole)
RECORD_ROLE = _FIRST + 1  # the row's own record
SORT_ROLE = _FIRST + 2  # a value that sorts as people expect
ICON_ROLE = _FIRST + 3  # name of the icon before the text; column 0 alone has icons, check boxes and side texts
MUTED_ROLE = _FIRST + 4  # whether the text is muted
CHIP_ROLE = _FIRST + 5  # (kind, icon): the text is drawn as a chip
ICON_COLOUR_ROLE = _FIRST + 6  # colour token of the icon
SIDE_TEXT_ROLE = _FIRST + 7  # muted text at the row's end
STRUCK_ROLE = _FIRST + 8  # whether the text is struck out

ALIGN_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
ALIGN_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter

# Rows that are walked or sorted at once without anybody noticing (under 5 ms); more goes to a worker.
ROWS_AT_ONCE = 2_000


class Background(Protocol):
    """Runs `work` in another thread and hands its result to `done` in the GUI thread."""

    def __call__(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> object:
        """Start; what is returned is of no concern."""
