"""Format cards: one a format, with one line of what it is good for; one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from archiver_gui.core.formats import ArchiveFormat
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.palette import mixed

_COLUMNS = 3
_NARROW = 340  # below this there is room for two
_PADDING = 12
_LINES = 2  # of the summary


class FormatCard(QAbstractButton):
    """One card; arrow keys move among the cards of a group, Space and click choose."""

    def __init__(self, row: ArchiveFormat, summary: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._summary = summary
        self.setText(row.format_id)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(row.format_id)
        self.setAccessibleDescription(summary)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setObjectName("formatCard_" + row.format_id.replace(".", "_"))
        self.setToolTip(summary if row.writable else told(row.hint))
        self.setEnabled(row.writable)

    def sizeHint(self) -> QSize:
        """Room for a name and two lines."""
        title = QFontMetrics(metrics.font("text", bold=True)).height()
        line = QFontMetrics(metrics.font("small")).lineSpacing()
        return QSize(120, title + 4 + _LINES * line + 2 * _PADDING - 4)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the grid wants."""
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, name and summary."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = palette.surface
        if chosen:
            ground = palette.accent_soft
        elif self.underMouse() and self.isEnabled():
            ground = palette.hover
        strong = chosen or self.hasFocus()
        width = 2.0 if strong else 1.0
        body = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setBrush(ground)
        painter.setPen(QPen(palette.accent if strong else palette.border, width))
        painter.drawRoundedRect(body, metrics.CARD_RADIUS, metrics.CARD_RADIUS)
        if chosen and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.accent, 1))
            painter.drawRoundedRect(body.adjusted(3, 3, -3, -3), metrics.CARD_RADIUS - 3, metrics.CARD_RADIUS - 3)
        faded = mixed(palette.surface, palette.text, 0.42)
        inner = self.rect().adjusted(_PADDING, _PADDING - 2, -_PADDING, -_PADDING + 2)
        title = metrics.font("text", bold=True)
        numbers = QFontMetrics(title)
        painter.setFont(title)
        painter.setPen(palette.text if self.isEnabled() else faded)
        name = numbers.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), name)
        rest = QRect(inner)
        rest.setTop(inner.top() + numbers.height() + 4)
        painter.setFont(metrics.font("small"))
        painter.setPen(palette.muted if self.isEnabled() else faded)
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(rest, flags, self._summary)


class FormatCards(QWidget):
    """The cards in a grid; `chosen` carries the format's row when the user takes one."""

    chosen = Signal(object)  # ArchiveFormat

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formatCards")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._cards: list[FormatCard] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(metrics.GRID)

    @property
    def cards(self) -> Sequence[FormatCard]:
        """The cards, in their order."""
        return self._cards

    def fill(self, rows: Sequence[tuple[ArchiveFormat, str]]) -> None:
        """Make a card for each format; the text is its summary in the user's language."""
        for row, summary in rows:
            card = FormatCard(row, summary)
            card.toggled.connect(lambda on, row=row: self.chosen.emit(row) if on else None)
            self._group.addButton(card)
            self._cards.append(card)
        self._arrange(_COLUMNS)

    def choose(self, row: ArchiveFormat) -> None:
        """Show a format as the chosen one."""
        for card in self._cards:
            if card.row is row:
                card.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two columns where three are too narrow."""
        super().resizeEvent(event)
        self._arrange(_COLUMNS if self.width() >= _NARROW else _COLUMNS - 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
