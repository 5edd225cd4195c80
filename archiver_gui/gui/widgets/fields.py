"""One-line fields: with an icon before the text, with a muted suffix after it, for search."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from archiver_gui.gui.theme import current
from archiver_gui.gui.theme.icons import icon as themed_icon
from archiver_gui.gui.theme.icons import paint as paint_icon

_PADDING = 10
_ICON = 18


class Field(QLineEdit):
    """A field; `icon` stands before what is typed."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        if icon:
            self.setTextMargins(*self._margins(_ICON + 6, 0))

    def _margins(self, before: int, after: int) -> tuple[int, int, int, int]:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return (after, 0, before, 0) if right_to_left else (before, 0, after, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its icon."""
        super().paintEvent(event)
        if self._icon:
            rect = QRect(_PADDING, (self.height() - _ICON) // 2, _ICON, _ICON)
            shown = QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
            paint_icon(QPainter(self), self._icon, QRectF(shown), current().muted)

    def set_problem(self, *, problem: bool) -> None:
        """Show that what is typed will not do."""
        if bool(self.property("problem")) != problem:
            self.setProperty("problem", problem)
            self.style().unpolish(self)
            self.style().polish(self)


class PathField(Field):
    """A field for a folder; paths read from left to right whatever the language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("folder", parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTextMargins(*self._margins(_ICON + 6, 0))


class SearchField(Field):
    """A field to search or filter by, with a cross that clears it."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__("search", parent)
        self.setPlaceholderText(placeholder)
        self._clear = self.addAction(themed_icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText(self.tr("Clear"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))


class SuffixField(Field):
    """A field whose end is given: the suffix is shown muted, right after what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._suffix = ""
        # File names read from left to right whatever the language: the suffix stays at the end.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    @property
    def suffix(self) -> str:
        """What follows the text."""
        return self._suffix

    def set_suffix(self, suffix: str) -> None:
        """Show another suffix; room for it is kept free of the text."""
        self._suffix = suffix
        width = self.fontMetrics().horizontalAdvance(suffix) + _PADDING if suffix else 0
        self.setTextMargins(*self._margins(0, width))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the suffix after the text, or at the end where the text is longer."""
        super().paintEvent(event)
        if not self._suffix:
            return
        numbers = QFontMetrics(self.font())
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = numbers.horizontalAdvance(self._suffix)
        offset = min(numbers.horizontalAdvance(self.text()) + 6, inner.width() - room - 2)
        rect = QRect(inner.left() + max(0, offset), inner.top(), room + 4, inner.height())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(current().muted)
        painter.setLayoutDirection(self.layoutDirection())
        shown = QStyle.visualRect(self.layoutDirection(), inner, rect)
        painter.drawText(shown, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter), self._suffix)
