"""What all pages of the window share: margins, title row, message bar, and their door to the shell."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from archiver_gui.core.errors import ArchiverError, UnusableCatalogueError
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.labels import TitleLabel
from archiver_gui.gui.widgets.message_bar import Message, MessageBar


class Page(QWidget):
    """A page. It knows no other page: it asks the shell by these signals."""

    open_requested = Signal(str, str)  # archive that the Archive page is to open; path of an entry to select, or ""
    page_requested = Signal(str)  # "create", "archive", "catalogue" or "jobs"
    sources_offered = Signal(object)  # tuple of paths for Create's basket
    repair_requested = Signal(object)  # UnusableCatalogueError: the catalogue is damaged
    catalogue_changed = Signal()  # rows were marked, restored, forgotten …: totals follow

    def __init__(self, object_name: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.messages = MessageBar()
        self.header = QHBoxLayout()
        self.header.setSpacing(metrics.GRID)
        if title:
            self.header.addWidget(TitleLabel(title), 0, Qt.AlignmentFlag.AlignVCenter)
            self.header.addSpacing(metrics.GRID)
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(metrics.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, metrics.MARGIN, metrics.MARGIN, metrics.MARGIN)
        column.setSpacing(metrics.GAP)
        column.addWidget(self.messages)
        column.addLayout(self.header)
        column.addLayout(self.body, 1)

    def activated(self) -> None:
        """The shell shows the page now."""

    def focus_filter(self) -> None:
        """Ctrl+F: put the cursor where the page is searched."""

    def reload(self) -> None:
        """F5: read again what the page shows."""

    def close_front(self) -> bool:
        """Ctrl+W: close what can be closed on the page; False when there is nothing but the window."""
        return False

    def menu_actions(self) -> list[QAction | None]:
        """What the page's own menu holds; None is a separator."""
        return []

    def show_message(self, message: Message) -> None:
        """Say something at the top of the page."""
        self.messages.show_message(message)

    def show_error(self, error: ArchiverError) -> None:
        """Say what went wrong, at the top of the page; a damaged catalogue can be repaired from there."""
        message = Message.of_error(error)
        if isinstance(error, UnusableCatalogueError):
            repair = QCoreApplication.translate("Page", "Repair…")
            message = replace(message, actions=((repair, lambda: self.repair_requested.emit(error)),))
        self.messages.show_message(message)
