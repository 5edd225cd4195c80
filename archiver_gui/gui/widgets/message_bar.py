"""Messages at the top of a page, in place of modal boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.names import display
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.theme import current, metrics
from archiver_gui.gui.theme.icons import paint as paint_icon
from archiver_gui.gui.widgets.buttons import IconButton, LinkButton

Kind = Literal["info", "good", "warning", "error"]
Action: TypeAlias = tuple[str, Callable[[], None]]  # a link's text, and what it does
_ICONS: dict[Kind, tuple[str, str]] = {
    "info": ("info", "accent"),
    "good": ("circle-check", "accent"),
    "warning": ("triangle-alert", "warning"),
    "error": ("circle-alert", "error"),
}


@dataclass(frozen=True)
class Message:
    """One message; `actions` are links after it, which also dismiss it."""

    text: str
    detail: str = ""
    hint: str = ""
    kind: Kind = "info"
    actions: tuple[Action, ...] = ()

    @classmethod
    def of_error(cls, error: ArchiverError) -> Message:
        """What happened, where, and what to do about it."""
        title, detail, hint = (display(told(text)) for text in (error.title, error.detail, error.hint))
        return cls(title, detail, hint, "error")

    @property
    def sentence(self) -> str:
        """All of it in one line, as a screen reader says it."""
        return " ".join(part for part in (_ended(self.text), _ended(self.detail), self.hint) if part)


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…:" else text + "."


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.kind: Kind = "info"
        self.setFixedSize(metrics.ICON, metrics.ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        name, token = _ICONS[self.kind]
        paint_icon(QPainter(self), name, QRectF(self.rect()).adjusted(1, 1, -1, -1), current().token(token))


class MessageBar(QFrame):
    """Shows one message; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._message: Message | None = None
        self._sign = _Sign()
        self._text = self._label(strong=True)
        self._text.setObjectName("messageText")
        self._detail = self._label()
        self._detail.setObjectName("messageDetail")
        self._links = QHBoxLayout()
        self._links.setSpacing(metrics.GRID)
        close = IconButton("x", self.tr("Dismiss"), flat=True)
        close.setObjectName("dismissMessageButton")
        close.clicked.connect(self.clear)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._text)
        texts.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addLayout(texts, 1)
        row.addLayout(self._links)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def message(self) -> Message | None:
        """The message that is shown."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before."""
        self._message = message
        self._sign.kind = message.kind
        self._text.setText(message.text)
        detail = f"{_ended(message.detail)} {message.hint}".strip() if message.hint else message.detail
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._drop_links()
        for text, call in message.actions:
            self._links.addWidget(self._link(text, call))
        self.setAccessibleName(message.sentence)
        self.setProperty("kind", message.kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self.update()

    def clear(self) -> None:
        """Dismiss the message."""
        self._message = None
        self.hide()
        self._drop_links()

    def _link(self, text: str, call: Callable[[], None]) -> LinkButton:
        link = LinkButton(text)
        link.setObjectName("messageAction")

        def follow() -> None:
            self.clear()
            call()

        link.clicked.connect(follow)
        return link

    def _drop_links(self) -> None:
        while (item := self._links.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _label(self, *, strong: bool = False) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)  # names from archives are never markup
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        label.setFont(metrics.font("text" if strong else "small", bold=strong))
        return label
