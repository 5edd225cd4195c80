"""A window of another program that files can be dragged from: `drag_source.py X Y PATH…`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

# The target fetches the data after exec() has returned.
_LINGER_MS = 20_000


class DragSource(QLabel):
    """Drags its paths as a file manager does, as a list of URLs."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("drag me")
        self._paths = paths
        self._pressed: QPoint | None = None
        self._drag: QDrag | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._drag is not None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in self._paths])
        self._drag = QDrag(self)
        self._drag.setMimeData(data)
        self._drag.exec(Qt.DropAction.CopyAction)
        QTimer.singleShot(_LINGER_MS, QApplication.quit)


def main() -> None:
    x, y, *paths = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    source = DragSource(paths)
    source.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    source.setGeometry(int(x), int(y), 100, 100)
    source.show()
    app.exec()


if __name__ == "__main__":
    main()
