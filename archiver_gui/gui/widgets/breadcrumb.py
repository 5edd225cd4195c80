"""Where one is in an archive: each part leads back to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import paint as paint_icon

_SHOWN_PARTS = 4  # the first and the last three; what is between them is one "…"
_LEAST_PART = 64
_PART_FRAME = 36  # what a part takes beside its text, chevron included
_UNCUT = 1 << 20


class Crumb(QPushButton):
    """One part; the last one stands out and leads nowhere."""

    def __init__(self, name: str, widest: int, *, last: bool) -> None:
        super().__init__()
        self.setObjectName("crumb")
        self.setProperty("last", last)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if last else Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setFont(metrics.font("text", bold=last))
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, widest)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(name if shown != name else "")


class _Chevron(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(metrics.SMALL_ICON, metrics.SMALL_ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        towards = "chevron-left" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "chevron-right"
        paint_icon(QPainter(self), towards, QRectF(self.rect()), current().muted)


class Breadcrumb(QFrame):
    """A row of parts in a field's frame."""

    chosen = Signal(int)  # number of the part, 0 for the first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(metrics.CONTROL)
        self.setMinimumWidth(_LEAST_PART)  # a deep path must not widen the window
        self._names: tuple[str, ...] = ()
        self._widest = 0  # as the parts are shown
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 0, 6, 0)
        self._row.setSpacing(2)

    def show_parts(self, names: Sequence[str]) -> None:
        """Show these parts, outermost first."""
        self._names = tuple(names)
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        cut = len(names) > _SHOWN_PARTS
        shown = self._shown()
        widest = self._widest = self._widest_part()
        for place, number in enumerate(shown):
            if place:
                self._row.addWidget(_Chevron())
            if cut and place == 1:
                self._row.addWidget(self._crumb("…", number - 1, widest, last=False))
                self._row.addWidget(_Chevron())
            self._row.addWidget(self._crumb(names[number], number, widest, last=number == len(names) - 1))
        self._row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the parts anew where they have more room, or less."""
        super().resizeEvent(event)
        if self._names and self._widest_part() != self._widest:
            self.show_parts(self._names)

    def _shown(self) -> list[int]:
        """Numbers of the parts that are shown."""
        count = len(self._names)
        return list(range(count)) if count <= _SHOWN_PARTS else [0, *range(count - _SHOWN_PARTS + 1, count)]

    def _widest_part(self) -> int:
        """The long parts share what the short ones leave; nothing is cut where all of it fits."""
        numbers, cut = QFontMetrics(metrics.font("text", bold=True)), len(self._names) > _SHOWN_PARTS
        # One more, because what is measured is rounded.
        parts = sorted(numbers.horizontalAdvance(self._names[number]) + 1 for number in self._shown())
        room = self.width() - (len(parts) + 2 * cut) * _PART_FRAME
        for place, part in enumerate(parts):
            share = room // (len(parts) - place)
            if part > share:
                return max(_LEAST_PART, share)
            room -= part
        return _UNCUT

    def _crumb(self, name: str, number: int, widest: int, *, last: bool) -> Crumb:
        crumb = Crumb(name, widest, last=last)
        if not last:
            crumb.clicked.connect(lambda: self.chosen.emit(number))
        return crumb
