"""The chips above the catalogue's table: format, state, date, location and role.

They are not remembered: each start shows every archive.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from archiver_gui.core.archive_filter import ArchiveFilter, FilterChoices, Trait
from archiver_gui.gui import wording
from archiver_gui.gui.pages.catalogue_period import PeriodButton
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import IconButton
from archiver_gui.gui.widgets.filter_button import FilterButton

_BETWEEN = ("", "", "")  # a line between two parts of a menu
_BACKEND, _FORMAT, _ROLE = "backend ", "format ", "role "  # before the keys of one menu

# In the order of the menu; what people do is set apart from what archives are.
_TRAITS: tuple[tuple[Trait | None, object], ...] = (
    (Trait.COMPLETE, QT_TRANSLATE_NOOP("CatalogueFilters", "Complete")),
    (Trait.REMARKS, QT_TRANSLATE_NOOP("CatalogueFilters", "With remarks")),
    (Trait.PARTIAL, QT_TRANSLATE_NOOP("CatalogueFilters", "Partial")),
    (Trait.DAMAGED, QT_TRANSLATE_NOOP("CatalogueFilters", "Damaged")),
    (Trait.UNVERIFIED, QT_TRANSLATE_NOOP("CatalogueFilters", "Never verified")),
    (Trait.MISSING, QT_TRANSLATE_NOOP("CatalogueFilters", "File is missing")),
    (Trait.OFFLINE, QT_TRANSLATE_NOOP("CatalogueFilters", "Disk not connected")),
    (Trait.FAILED, QT_TRANSLATE_NOOP("CatalogueFilters", "Failed")),
    (None, ""),
    (Trait.PINNED, QT_TRANSLATE_NOOP("CatalogueFilters", "Pinned")),
    (Trait.MARKED, QT_TRANSLATE_NOOP("CatalogueFilters", "Marked for deletion")),
)


class CatalogueFilters(QWidget):
    """What is chosen in one chip is an alternative, what is chosen in several has to hold together."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._format = FilterButton(self.tr("Format"), "formatFilter")
        self._state = FilterButton(self.tr("State"), "stateFilter")
        self._created = PeriodButton()
        self._location = FilterButton(self.tr("Location"), "locationFilter")
        self._role = FilterButton(self.tr("Role"), "roleFilter")
        self._chips = (self._format, self._state, self._created, self._location, self._role)
        self._clear = IconButton("x", self.tr("Clear the filters"), flat=True)
        self._clear.setObjectName("clearFiltersButton")
        self._clear.clicked.connect(self._on_cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.GRID)
        for chip in self._chips:
            chip.changed.connect(self._on_changed)
            row.addWidget(chip)
        row.addWidget(self._clear)
        self._state.offer(tuple((trait or "", _label(text), "") for trait, text in _TRAITS))
        self._role.hide()
        self._clear.hide()

    def offer(self, choices: FilterChoices) -> None:
        """Fill the chips whose choices are what there is."""
        backend = self.tr("Backend {name}")
        formats = tuple((_FORMAT + key, key, wording.count_text(count)) for key, count in choices.formats if key)
        backends = tuple(
            (_BACKEND + key, backend.format(name=wording.shown(key)), wording.count_text(count))
            for key, count in choices.backends
        )
        self._format.offer((*formats, _BETWEEN, *backends))
        self._location.offer(
            tuple((folder, wording.folder_text(folder), wording.count_text(count)) for folder, count in choices.folders)
        )
        none = self.tr("No role")
        roles = tuple(
            (_ROLE + key, wording.role_text(key) if key else none, wording.count_text(count))
            for key, count in choices.roles
        )
        self._role.offer(roles)
        self._role.setVisible(len(roles) > 1 or bool(self._role.chosen))  # whoever uses no roles sees nothing of them

    def chosen(self, now: datetime | None = None) -> ArchiveFilter:
        """What the chips say; a period ends `now`, and days begin at the user's midnight."""
        since, before = self._created.bounds(now or datetime.now().astimezone())
        return ArchiveFilter(
            formats=_without(_FORMAT, self._format.chosen),
            backends=_without(_BACKEND, self._format.chosen),
            traits=frozenset(map(Trait, self._state.chosen)),
            roles=_without(_ROLE, self._role.chosen),
            folders=frozenset(self._location.chosen),
            since=since,
            before=before,
        )

    def clear(self) -> None:
        """Let everything through again, without a word."""
        for chip in self._chips:
            chip.clear()
        self._clear.hide()

    def _on_cleared(self) -> None:
        self.clear()
        self._format.setFocus()  # the button that had it is gone
        self.changed.emit()

    def _on_changed(self) -> None:
        self._clear.setVisible(any(chip.chosen for chip in self._chips))
        self.changed.emit()


def _label(text: object) -> str:
    return QCoreApplication.translate("CatalogueFilters", str(text)) if text else ""


def _without(prefix: str, keys: list[str]) -> frozenset[str]:
    return frozenset(key.removeprefix(prefix) for key in keys if key.startswith(prefix))
