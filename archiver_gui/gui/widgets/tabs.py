"""Tabs that look like chips."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

from archiver_gui.gui.theme import metrics
from archiver_gui.gui.theme.icons import icon as themed_icon
from archiver_gui.gui.widgets.buttons import IconButton

_CROSS = 22  # side of the button that closes a tab


class ChipTabs(QTabBar):
    """Each can be closed, by its cross or the middle button; long names are cut in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIconSize(QSize(metrics.SMALL_ICON, metrics.SMALL_ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def add(self, text: str, icon: str, tooltip: str, data: object) -> int:
        """Add a tab; returns where."""
        at = self.addTab("")
        self.name(at, text, icon, tooltip)
        close = IconButton("x", self.tr("Close {name}").format(name=text), flat=True)
        close.setObjectName("closeTabButton")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setFixedSize(_CROSS, _CROSS)
        close.setIconSize(QSize(metrics.SMALL_ICON - 2, metrics.SMALL_ICON - 2))
        close.clicked.connect(lambda: self._on_close_clicked(data))
        self.setTabButton(at, QTabBar.ButtonPosition.RightSide, close)
        self.setTabData(at, data)
        return at

    def name(self, at: int, text: str, icon: str, tooltip: str) -> None:
        """Show another text and icon."""
        self.setTabIcon(at, themed_icon(icon, "text", "accent"))
        self.setTabText(at, text.replace("&", "&&"))
        self.setTabToolTip(at, tooltip)

    def _on_close_clicked(self, data: object) -> None:
        for at in range(self.count()):
            if self.tabData(at) is data:
                self.tabCloseRequested.emit(at)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close by the middle button."""
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self.tabCloseRequested.emit(at)
            return
        super().mouseReleaseEvent(event)
