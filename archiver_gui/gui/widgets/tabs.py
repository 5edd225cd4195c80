"""Tabs that look like chips."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

from archiver_gui.gui.theme import metrics
from archiver_gui.gui.theme.icons import icon as themed_icon


class ChipTabs(QTabBar):
    """Each can be closed, by its cross or the middle button; long names are cut in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setTabsClosable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIconSize(QSize(metrics.SMALL_ICON, metrics.SMALL_ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def add(self, text: str, icon: str, tooltip: str, data: object) -> int:
        """Add a tab; returns where."""
        at = self.addTab(themed_icon(icon, "text", "accent"), text.replace("&", "&&"))
        self.setTabToolTip(at, tooltip)
        self.setTabData(at, data)
        return at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close by the middle button."""
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self.tabCloseRequested.emit(at)
            return
        super().mouseReleaseEvent(event)
