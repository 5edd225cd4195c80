"""The head of a table: quiet names, and the arrow of the sorted column right beside its name."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import paint as paint_icon

_PADDING = 12
_ARROW = 14
_GAP = 4
_ICON_ROOM = 28  # of the icons before the names in the first column


def _lead(section: int) -> int:
    """Room before a section's name, which stands over the text of its column."""
    return _PADDING if section else _PADDING + _ICON_ROOM


class RowHeader(QHeaderView):
    """Draws its sections itself: style sheets put the arrow over names that are aligned to the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setFixedHeight(metrics.ROW)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 - Qt's own name
        """As wide as name and arrow, which stands in the padding."""
        text = self._text(logicalIndex)
        width = QFontMetrics(metrics.font("small", bold=True)).horizontalAdvance(text)
        return QSize(width + _ARROW + _GAP + _lead(logicalIndex), metrics.ROW)

    def _text(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        """Draw one section."""
        palette = current()
        painter.save()
        painter.setPen(QPen(palette.border, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = metrics.font("small", bold=True)
        painter.setFont(font)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        lead = _lead(logicalIndex)
        inner = rect.adjusted(_PADDING, 0, -lead, 0) if self.isRightToLeft() else rect.adjusted(lead, 0, -_PADDING, 0)
        room = inner.width() - (_ARROW + _GAP - _PADDING if sorted_here else 0)
        numbers = QFontMetrics(font)
        text = numbers.elidedText(self._text(logicalIndex), Qt.TextElideMode.ElideRight, room)
        used = numbers.horizontalAdvance(text)
        alignment = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        at_end = bool(alignment is not None and int(alignment) & int(Qt.AlignmentFlag.AlignTrailing))
        # The name ends where the column's values end; the arrow stands on the side that is free.
        mirrored = self.isRightToLeft()
        text_left = inner.right() + 1 - used if at_end != mirrored else inner.left()
        arrow_left = text_left - _GAP - _ARROW if at_end != mirrored else text_left + used + _GAP
        painter.setPen(palette.text if sorted_here else palette.muted)
        painter.drawText(QRect(text_left, rect.top(), used + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if sorted_here:
            name = "arrow-up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "arrow-down"
            top = rect.center().y() - _ARROW / 2 + 0.5
            paint_icon(painter, name, QRectF(arrow_left, top, _ARROW, _ARROW), palette.muted)
        painter.restore()
