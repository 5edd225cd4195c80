"""A button that narrows a list: its menu stays open while several things are chosen, its text says what is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from archiver_gui.gui.widgets.buttons import PlainButton

_FURNITURE = 44  # of a button: paddings and the mark of its menu


class ChoiceMenu(QMenu):
    """A click or the space bar ticks an action and leaves the menu open; Enter ticks it and closes the menu."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked."""
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick what the keyboard stands on."""
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterButton(PlainButton):
    """One kind of choice. `changed` comes once for each tick of the user's, never for what the program sets."""

    changed = Signal()
    widest = 148  # pixels; what does not fit is elided

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        """`text` names the kind; `name` is the object name."""
        super().__init__(text, "", parent)
        self.setObjectName(name)
        self._kind = text
        self._choices = ChoiceMenu(self)
        self._choices.setObjectName(f"{name}Menu")
        self._choices.triggered.connect(self._on_triggered)
        self.setMenu(self._choices)
        self._chosen: dict[str, str] = {}  # key → label, in the order in which they were chosen
        self._offered: tuple[tuple[str, str, str], ...] = ()
        self.setMaximumWidth(self.widest)

    @property
    def chosen(self) -> list[str]:
        """The keys of what is chosen."""
        return list(self._chosen)

    def offer(self, choices: tuple[tuple[str, str, str], ...]) -> None:
        """Fill the menu: key, label and what stands at the end of the line; an empty key is a line between two.

        What is chosen stays so, also where it is offered no longer. Nothing happens while the menu is open.
        """
        if choices == self._offered or self._choices.isVisible():
            return
        self._offered = choices
        self._choices.clear()
        known = {key for key, _, _ in choices}
        lost = tuple((key, label, "") for key, label in self._chosen.items() if key not in known)
        for key, label, end in (*choices, *lost):
            if not key:
                self._choices.addSeparator()
                continue
            action = self._choices.addAction(f"{label.replace('&', '&&')}\t{end}" if end else label.replace("&", "&&"))
            action.setObjectName(f"{self.objectName()}_{key}".replace(".", "_"))
            action.setData((key, label))
            action.setCheckable(True)
            action.setChecked(key in self._chosen)

    def clear(self) -> None:
        """Choose nothing, without a word."""
        self._chosen.clear()
        for action in self._choices.actions():
            action.setChecked(False)
        self._tell()

    def _on_triggered(self, action: QAction) -> None:
        key, label = action.data()
        if action.isChecked():
            self._choose(key, label)
        else:
            self._chosen.pop(key, None)
        self._tell()
        self.changed.emit()

    def _choose(self, key: str, label: str) -> None:
        self._chosen[key] = label

    def _tell(self) -> None:
        """Say what is chosen: the one thing itself, or how many."""
        labels = list(self._chosen.values())
        if not labels:
            text = self._kind
        elif len(labels) == 1:
            text = self.fontMetrics().elidedText(labels[0], Qt.TextElideMode.ElideMiddle, self.widest - _FURNITURE)
            text = text.replace("&", "&&")
        else:
            text = f"{self._kind} ({len(labels)})"
        self.say(text)
        self.setAccessibleName(": ".join(filter(None, (self._kind, ", ".join(labels)))))
        self.setToolTip(self.accessibleName() if labels else "")
        self.setProperty("chosen", bool(labels))
        self.style().unpolish(self)
        self.style().polish(self)


class OneOfButton(FilterButton):
    """A kind of which only one can be chosen; choosing it again takes it back."""

    def _choose(self, key: str, label: str) -> None:
        self._chosen = {key: label}
        for action in self._choices.actions():
            if not action.isSeparator() and action.data()[0] != key:
                action.setChecked(False)
