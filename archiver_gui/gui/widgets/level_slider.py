"""A slider with named steps, from Store to Ultra."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.palette import mixed

_HANDLE = 8.0  # radius, its ring included
_GROOVE = 4
_GROOVE_Y = 14
_LABELS_Y = 26


class LevelSlider(QSlider):
    """Its value is the number of the step; labels stand below their steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._labels: tuple[str, ...] = ()
        self.setPageStep(1)
        self.setSingleStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, labels: Sequence[str], value: int) -> None:
        """Show other steps and stand on one of them; without steps there is nothing to move."""
        self._labels = tuple(labels)
        self.setRange(0, max(0, len(self._labels) - 1))
        self.setEnabled(len(self._labels) > 1)
        self.setValue(value)
        self.update()

    def sizeHint(self) -> QSize:
        """Groove and labels."""
        return QSize(200, _LABELS_Y + QFontMetrics(metrics.font("small")).height())

    def minimumSizeHint(self) -> QSize:
        """Groove and labels."""
        return QSize(120, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the step under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._step_at(event.position()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self.setValue(self._step_at(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the level, unless it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _step_at(self, position: QPointF) -> int:
        width = self.width() - 2 * _HANDLE
        share = (position.x() - _HANDLE) / width if width > 0 else 0.0
        if self._mirrored:
            share = 1 - share
        return round(min(1.0, max(0.0, share)) * self.maximum())

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _x_of(self, step: int) -> float:
        share = step / self.maximum() if self.maximum() else 0.0
        return _HANDLE + (1 - share if self._mirrored else share) * (self.width() - 2 * _HANDLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw groove, handle and labels."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(palette.surface2, palette.text, 0.03))
        groove = QRectF(0, _GROOVE_Y - _GROOVE / 2, self.width(), _GROOVE)
        painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
        if self.isEnabled():
            self._paint_handle(painter, groove)
        self._paint_labels(painter)

    def _paint_handle(self, painter: QPainter, groove: QRectF) -> None:
        palette = current()
        x = self._x_of(self.value())
        done = QRectF(groove)
        if self._mirrored:
            done.setLeft(x)
        else:
            done.setRight(x)
        painter.setBrush(palette.accent)
        painter.drawRoundedRect(done, _GROOVE / 2, _GROOVE / 2)
        centre = QPointF(x, _GROOVE_Y)
        if self.hasFocus():
            painter.setBrush(palette.accent_soft)
            painter.drawEllipse(centre, _HANDLE + 4, _HANDLE + 4)
        painter.setPen(QPen(palette.accent, 1.5))
        painter.setBrush(palette.surface)
        painter.drawEllipse(centre, _HANDLE - 0.5, _HANDLE - 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.accent)
        painter.drawEllipse(centre, 5, 5)

    def _paint_labels(self, painter: QPainter) -> None:
        palette = current()
        font = metrics.font("small")
        numbers = QFontMetrics(font)
        painter.setFont(font)
        for step, label in enumerate(self._labels):
            width = numbers.horizontalAdvance(label) + 2
            left = min(max(0.0, self._x_of(step) - width / 2), self.width() - width)
            if step in (0, self.maximum()) and self.maximum():
                at_start = (step == 0) != self._mirrored
                left = 0.0 if at_start else self.width() - width
            painter.setPen(palette.text if step == self.value() and self.isEnabled() else palette.muted)
            rect = QRectF(left, _LABELS_Y, width, numbers.height())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), label)
