"""What most archives need no word about: exclusions, links, verification, role."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from archiver_gui.core.archives import CREATED_BY_ROLE_CHOICES
from archiver_gui.gui.models.new_archive import OptionValues
from archiver_gui.gui.widgets.check_box import CheckBox
from archiver_gui.gui.widgets.combo import Combo
from archiver_gui.gui.widgets.fold import Fold
from archiver_gui.gui.widgets.labels import MutedLabel, SectionLabel
from archiver_gui.gui.wording import role_text

# Typing pauses this long before the basket is measured again.
_EXCLUDE_DELAY_MS = 300
_LINES_OF_PATTERNS = 3


def role_combo(object_name: str) -> Combo:
    """A list of the roles; its data are the stored values."""
    combo = Combo()
    combo.setObjectName(object_name)
    for value, _ in CREATED_BY_ROLE_CHOICES:
        combo.addItem(role_text(value), value)
    return combo


def titled(label: QLabel, at_end: QLabel) -> QHBoxLayout:
    """A label, and a figure at the line's end."""
    row = QHBoxLayout()
    row.addWidget(label)
    row.addStretch()
    row.addWidget(at_end)
    return row


class CreateOptions(Fold):
    """The fold; its button's summary says what is set inside."""

    exclude_changed = Signal(object)  # tuple of patterns, some time after the last key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("CreateOptions", "More o&ptions"), "moreOptionsButton", parent)
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("excludeEdit")
        self._edit.setTabChangesFocus(True)
        self._edit.setPlaceholderText("*.tmp\nnode_modules")
        self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * _LINES_OF_PATTERNS + 20)
        self.exclude_count = MutedLabel()
        self.exclude_count.setObjectName("excludeCount")
        self._verify = CheckBox(self.tr("Verify after b&uilding"), "verifyCheck")
        self._verify.setChecked(True)
        self._reproducible = CheckBox(self.tr("Reproducible: e&qual files, equal bytes"), "reproducibleCheck")
        self._follow = CheckBox(self.tr("Follow symbolic lin&ks"), "followSymlinksCheck")
        self._role = role_combo("roleCombo")
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EXCLUDE_DELAY_MS)
        self._timer.timeout.connect(lambda: self.exclude_changed.emit(self.exclude))
        self._edit.textChanged.connect(self._timer.start)
        self._edit.textChanged.connect(self._show_summary)
        for box in (self._verify, self._reproducible, self._follow):
            box.toggled.connect(self._show_summary)
        self._show_summary()

    def _lay_out(self) -> None:
        label = SectionLabel(self.tr("E&xclude, one pattern a line"), self._edit)
        self.column.addLayout(titled(label, self.exclude_count))
        self.column.addWidget(self._edit)
        self.column.addSpacing(4)
        for box in (self._verify, self._reproducible, self._follow):
            self.column.addWidget(box)
        self.column.addSpacing(4)
        self.column.addWidget(SectionLabel(self.tr("R&ole"), self._role))
        self.column.addWidget(self._role)

    @property
    def exclude(self) -> tuple[str, ...]:
        """The patterns, one a line."""
        lines = self._edit.toPlainText().splitlines()
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))

    @property
    def values(self) -> OptionValues:
        """What is set now."""
        return OptionValues(
            exclude=self.exclude,
            follow_symlinks=self._follow.isChecked(),
            reproducible=self._reproducible.isChecked(),
            verify=self._verify.isChecked(),
            role=str(self._role.currentData() or ""),
        )

    def show_values(self, values: OptionValues) -> None:
        """Show these in place of what is set."""
        self._edit.setPlainText("\n".join(values.exclude))
        self._follow.setChecked(values.follow_symlinks)
        self._reproducible.setChecked(values.reproducible)
        self._verify.setChecked(values.verify)
        self.set_role(values.role)

    def set_role(self, role: str) -> None:
        """Show the role that the settings name."""
        self._role.setCurrentIndex(max(0, self._role.findData(role)))

    def _show_summary(self) -> None:
        parts = []
        if self._verify.isChecked():
            parts.append(self.tr("verified after building"))
        if self._reproducible.isChecked():
            parts.append(self.tr("reproducible"))
        if self._follow.isChecked():
            parts.append(self.tr("links followed"))
        if self.exclude:
            parts.append(self.tr("%n exclusion(s)", "", len(self.exclude)))
        self.button.set_summary("".join(f"· {part} " for part in parts).strip())
