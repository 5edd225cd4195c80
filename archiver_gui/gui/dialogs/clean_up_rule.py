"""The upper half of the clean-up dialog: which archives are to go, and which are kept whatever it says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.gui import wording
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import IconButton
from archiver_gui.gui.widgets.check_box import CheckBox
from archiver_gui.gui.widgets.combo import Combo, SpinBox
from archiver_gui.gui.widgets.labels import MutedLabel, SectionLabel

_DEFAULT_DAYS = 30
_DEFAULT_COUNT = 3
_DEFAULT_SIZE = 100
_LONGEST = 99_999
_DAY_S = 86_400


class Kind(Enum):
    """The rules that the form can say by itself."""

    MARKED = auto()
    OLDER = auto()
    COUNT = auto()
    SIZE = auto()
    MISSING = auto()


def described(policy: RetentionPolicy) -> str:
    """A rule in words: 'older than 30 d · keeps the last 3 of each source'."""
    parts = []
    if policy.marked:
        parts.append(QCoreApplication.translate("CleanUpRule", "marked for deletion"))
    if policy.older_than_s is not None:
        older = QCoreApplication.translate("CleanUpRule", "older than {age}")
        parts.append(older.format(age=_age_text(policy.older_than_s)))
    if policy.over_bytes is not None:
        over = QCoreApplication.translate("CleanUpRule", "larger together than {size}")
        parts.append(over.format(size=wording.size_text(policy.over_bytes)))
    if policy.missing:
        parts.append(QCoreApplication.translate("CleanUpRule", "file is missing"))
    if policy.keep_last is not None:
        parts.append(
            QCoreApplication.translate("CleanUpRule", "keeps the last %n of each source", "", policy.keep_last)
        )
    return " · ".join(parts)


def _age_text(seconds: float) -> str:
    days = int(seconds // _DAY_S)
    if seconds % _DAY_S:
        return wording.duration_text(seconds)
    return wording.counted(QCoreApplication.translate("CleanUpRule", "%n day(s)", "", days), days)


class CleanUpRule(QWidget):
    """A rule with its figures, or one that was saved; `rules_menu` is filled by the dialog."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved: dict[str, RetentionPolicy] = {}
        self._rows: dict[Kind, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.GRID)
        self._build_choice(column)
        self._build_age(column)
        self._build_count(column)
        self._build_size(column)
        self._build_floor(column)
        self._words = MutedLabel()
        self._words.setObjectName("cleanUpWords")
        self._words.setWordWrap(True)
        column.addWidget(self._words)
        self._show_rows()
        self._combo.currentIndexChanged.connect(self._on_changed)
        for spin in (self._days, self._count, self._size, self._floor_count):
            spin.valueChanged.connect(self._on_changed)
        for combo in (self._unit, self._size_unit):
            combo.currentIndexChanged.connect(self._on_changed)
        self._floor.toggled.connect(self._on_changed)

    # ---- building --------------------------------------------------------------------------------

    def _build_choice(self, column: QVBoxLayout) -> None:
        self._combo = Combo()
        self._combo.setObjectName("cleanUpRule")
        for text, kind in (
            (self.tr("Archives marked for deletion"), Kind.MARKED),
            (self.tr("Older than…"), Kind.OLDER),
            (self.tr("All but the last of each source…"), Kind.COUNT),
            (self.tr("The oldest, while all are larger than…"), Kind.SIZE),
            (self.tr("Archives whose file is missing"), Kind.MISSING),
        ):
            self._combo.addItem(text, kind)
        more = IconButton("save", self.tr("Saved rules"))
        more.setObjectName("cleanUpRulesButton")
        self.rules_menu = QMenu(more)
        self.rules_menu.setObjectName("cleanUpRulesMenu")
        more.clicked.connect(lambda: self.rules_menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addWidget(self._combo, 1)
        row.addWidget(more)
        column.addWidget(SectionLabel(self.tr("&What goes"), self._combo))
        column.addLayout(row)

    def _build_age(self, column: QVBoxLayout) -> None:
        self._days = _spin("cleanUpDays", 0, _DEFAULT_DAYS)
        self._days.setAccessibleName(self.tr("Age"))
        self._unit = _units(
            "cleanUpUnit", ((self.tr("days"), _DAY_S), (self.tr("hours"), 3_600), (self.tr("seconds"), 1))
        )
        age, unit = SectionLabel(self.tr("&Age"), self._days), SectionLabel(self.tr("&Unit"), self._unit)
        self._add_row(column, Kind.OLDER, age, self._days, unit, self._unit)

    def _build_count(self, column: QVBoxLayout) -> None:
        self._count = _spin("cleanUpCount", 1, _DEFAULT_COUNT)
        keep = SectionLabel(self.tr("&Keep the last"), self._count)
        self._add_row(column, Kind.COUNT, keep, self._count, MutedLabel(self.tr("of each source")))

    def _build_size(self, column: QVBoxLayout) -> None:
        self._size = _spin("cleanUpSize", 0, _DEFAULT_SIZE)
        self._size_unit = _units("cleanUpSizeUnit", (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)))
        size, unit = SectionLabel(self.tr("&Size"), self._size), SectionLabel(self.tr("&Unit"), self._size_unit)
        self._add_row(column, Kind.SIZE, size, self._size, unit, self._size_unit)

    def _build_floor(self, column: QVBoxLayout) -> None:
        self._floor = CheckBox(self.tr("A&lways keep the last"), "cleanUpFloorCheck")
        self._floor_count = _spin("cleanUpFloor", 1, 1)
        self._floor_count.setAccessibleName(self.tr("How many are always kept"))
        self._floor_row = _row(self._floor, self._floor_count, MutedLabel(self.tr("of each source")))
        self._floor.toggled.connect(self._floor_count.setEnabled)
        self._floor_count.setEnabled(False)
        column.addWidget(self._floor_row)

    def _add_row(self, column: QVBoxLayout, kind: Kind, *widgets: QWidget) -> None:
        self._rows[kind] = _row(*widgets)
        column.addWidget(self._rows[kind])

    # ---- what is chosen --------------------------------------------------------------------------

    @property
    def kind(self) -> Kind | None:
        """The rule; None for one that was saved."""
        data = self._combo.currentData()
        return data if isinstance(data, Kind) else None

    @property
    def saved_name(self) -> str:
        """The name of the saved rule that is chosen; "" for none."""
        data = self._combo.currentData()
        return data if isinstance(data, str) else ""

    @property
    def policy(self) -> RetentionPolicy:
        """The rule as it stands."""
        floor = self._floor_count.value() if self._floor.isChecked() else None
        match self.kind:
            case None:
                return self._saved[self.saved_name]
            case Kind.MARKED:
                return RetentionPolicy(marked=True, keep_last=floor)
            case Kind.OLDER:
                age = self._days.value() * int(self._unit.currentData())
                return RetentionPolicy(older_than_s=age, keep_last=floor)
            case Kind.COUNT:
                return RetentionPolicy(keep_last=self._count.value())
            case Kind.SIZE:
                size = self._size.value() * int(self._size_unit.currentData())
                return RetentionPolicy(over_bytes=size, keep_last=floor)
            case Kind.MISSING:
                return RetentionPolicy(missing=True)

    def show_saved(self, rules: Mapping[str, RetentionPolicy], chosen: str = "") -> None:
        """List these saved rules below the others, and choose one, or what was chosen before."""
        before = self._combo.currentData()
        with QSignalBlocker(self._combo):
            while self._combo.count() > len(Kind):
                self._combo.removeItem(len(Kind))
            self._saved = dict(rules)
            if rules:
                self._combo.insertSeparator(len(Kind))
            for name in rules:
                self._combo.addItem(wording.shown(name), name)
            wanted = chosen or before
            at = next((at for at in range(self._combo.count()) if self._combo.itemData(at) == wanted), 0)
            self._combo.setCurrentIndex(at)
        if self._combo.currentData() != before:
            self._on_changed()

    def _on_changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        kind = self.kind
        for one, row in self._rows.items():
            row.setVisible(one is kind)
        self._floor_row.setVisible(kind in (Kind.MARKED, Kind.OLDER, Kind.SIZE))
        self._words.setVisible(kind is None)
        self._words.setText(described(self.policy) if kind is None else "")


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics.GRID)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def _spin(name: str, least: int, value: int) -> SpinBox:
    spin = SpinBox()
    spin.setObjectName(name)
    spin.setRange(least, _LONGEST)
    spin.setValue(value)
    return spin


def _units(name: str, units: tuple[tuple[str, int], ...]) -> Combo:
    combo = Combo()
    combo.setObjectName(name)
    for text, factor in units:
        combo.addItem(text, factor)
    return combo
