"""Labels: title, section, muted, and one that elides."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from archiver_gui.gui.theme import current, mnemonics

_OVERHANG = 2


class TitleLabel(QLabel):
    """A page's or dialog's title, 20 px."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Some letters reach out to the left of where they begin: a "J" would be cut at the label's edge.
        self.setContentsMargins(_OVERHANG, 0, _OVERHANG, 0)


class SectionLabel(QLabel):
    """The name of a field or group, 12 px semi-bold; give it a buddy."""

    def __init__(self, text: str = "", buddy: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if buddy is not None:
            self.setBuddy(buddy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, its mnemonic underlined only while Alt is held."""
        painter = QPainter(self)
        painter.setPen(current().text if self.isEnabled() else current().muted)
        flag = Qt.TextFlag.TextShowMnemonic if mnemonics.shown() else Qt.TextFlag.TextHideMnemonic
        text = self.text() if self.buddy() is not None else self.text().replace("&", "&&")
        painter.drawText(self.contentsRect(), int(self.alignment()) | int(flag), text)


class MutedLabel(QLabel):
    """Quiet text, 12 px."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


class ToneLabel(QLabel):
    """Small text in one of the palette's colours, wrapped and selectable.

    `tone` is "muted", "good", "warning" or "error".
    """

    def __init__(self, text: str = "", tone: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setProperty("tone", tone)


class WrappedLabel(QLabel):
    """Text that goes on in the next line, for a form: its layout gives such labels less room than their lines need."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height that the text has in this width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))


class ElidedLabel(QLabel):
    """One line that is cut where it does not fit; the tooltip has it whole then."""

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
        *,
        muted: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self._muted = muted
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._update_tooltip()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the text still fits."""
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._mode, rect.width())
        painter.setPen(current().muted if self._muted or not self.isEnabled() else current().text)
        painter.drawText(rect, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), text)

    def _update_tooltip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if cut else "")
