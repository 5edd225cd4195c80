"""From when to when: the dates between which archives were made."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton, PrimaryButton
from archiver_gui.gui.widgets.check_box import CheckBox
from archiver_gui.gui.widgets.date_field import DateField
from archiver_gui.gui.widgets.labels import TitleLabel


class DatesDialog(QDialog):
    """Either end may be open; both are, and every date will do. The days themselves belong to what is chosen."""

    def __init__(self, first: date | None, last: date | None, parent: QWidget | None = None) -> None:
        """`first` and `last` are what was chosen before; this month where nothing was."""
        super().__init__(parent)
        self.setObjectName("datesDialog")
        title = self.tr("When created")
        self.setWindowTitle(title)
        today = date.today()  # noqa: DTZ011 - days are those of the user's own clock
        if first is None and last is None:
            first, last = today.replace(day=1), today
        self._from_box = CheckBox(self.tr("&From"), "fromDateBox")
        self._from = DateField(first or last or today, self.tr("First day"))
        self._from.setObjectName("fromDateEdit")
        self._to_box = CheckBox(self.tr("&To"), "toDateBox")
        self._to = DateField(last or today, self.tr("Last day"))
        self._to.setObjectName("toDateEdit")
        for box, field, chosen in ((self._from_box, self._from, first), (self._to_box, self._to, last)):
            box.toggled.connect(field.setEnabled)
            box.setChecked(chosen is not None)
            field.setEnabled(chosen is not None)
        for box, field, other in ((self._from_box, self._from, self._to), (self._to_box, self._to, self._from)):
            box.toggled.connect(partial(self._keep_order, field, other))
            field.dateChanged.connect(partial(self._keep_order, field, other))
        self._lay_out(title)

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GRID)
        column.addWidget(TitleLabel(title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics.GAP)
        grid.setVerticalSpacing(metrics.GRID)
        for row, (box, field) in enumerate(((self._from_box, self._from), (self._to_box, self._to))):
            grid.addWidget(box, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        cancel = PlainButton(self.tr("&Cancel"))
        cancel.setObjectName("cancelDatesButton")
        cancel.clicked.connect(self.reject)
        show = PrimaryButton(self.tr("&Show these"))
        show.setObjectName("applyDatesButton")
        show.setDefault(True)
        show.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.GRID)
        buttons.addStretch()
        buttons.addWidget(cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addWidget(show)
        column.addSpacing(metrics.GRID)
        column.addLayout(buttons)
        (self._from if self._from.isEnabled() else self._to).setFocus()

    def _keep_order(self, touched: DateField, other: DateField, *_: object) -> None:
        """The end that was not touched follows the other one."""
        if self._from_box.isChecked() and self._to_box.isChecked() and self._from.day > self._to.day:
            with QSignalBlocker(other):
                other.setDate(touched.date())

    @property
    def chosen(self) -> tuple[date | None, date | None]:
        """First and last day; None where that end is open."""
        first = self._from.day if self._from_box.isChecked() else None
        return first, self._to.day if self._to_box.isChecked() else None
