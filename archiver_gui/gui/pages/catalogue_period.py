"""The chip of dates: a few usual periods, and any other from one day to another."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale, Qt, QTimer
from PySide6.QtGui import QAction

from archiver_gui.gui.dialogs.dates import DatesDialog
from archiver_gui.gui.widgets.filter_button import OneOfButton

_DATES = "dates"
_PERIODS = (
    ("today", QT_TRANSLATE_NOOP("CatalogueFilters", "Today")),
    ("week", QT_TRANSLATE_NOOP("CatalogueFilters", "Last 7 days")),
    ("month", QT_TRANSLATE_NOOP("CatalogueFilters", "Last 30 days")),
    ("year", QT_TRANSLATE_NOOP("CatalogueFilters", "This year")),
    ("", ""),
    ("older", QT_TRANSLATE_NOOP("CatalogueFilters", "Over a year ago")),
    (_DATES, QT_TRANSLATE_NOOP("CatalogueFilters", "Choose dates…")),
)
_DAYS = {"today": 0, "week": 6, "month": 29}

Bounds = tuple[datetime | None, datetime | None]


class PeriodButton(OneOfButton):
    """One period, or none. Dates that are chosen can be changed by choosing them again."""

    widest = 232

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("CatalogueFilters", "Created"), "createdFilter")
        self._first: date | None = None
        self._last: date | None = None
        self.offer(tuple((key, _label(text), "") for key, text in _PERIODS))

    def bounds(self, now: datetime) -> Bounds:
        """From when, and before when; days begin at the user's midnight."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        match self.chosen:
            case []:
                return None, None
            case ["dates"]:
                after = self._last and self._last + timedelta(days=1)
                return _begin(self._first), _begin(after)
            case ["older"]:
                return None, midnight - timedelta(days=365)
            case ["year"]:
                return midnight.replace(month=1, day=1), None
            case keys:
                return midnight - timedelta(days=_DAYS[keys[0]]), None

    def choose_dates(self, first: date | None, last: date | None) -> None:
        """Let these days through, both included; None leaves that end open, and twice None lets all through."""
        self._first, self._last = first, last
        self.clear()
        if first or last:
            self._choose(_DATES, dates_text(first, last))
            for action in self._choices.actions():
                if not action.isSeparator():
                    action.setChecked(action.data()[0] == _DATES)
            self._tell()
        self.changed.emit()

    def _on_triggered(self, action: QAction) -> None:
        if action.data()[0] != _DATES:
            super()._on_triggered(action)
            return
        action.setChecked(_DATES in self.chosen)  # as it was: the dialog decides
        self._choices.close()
        QTimer.singleShot(0, self, self._ask)  # once the menu is gone

    def _ask(self) -> None:
        known = (self._first, self._last) if _DATES in self.chosen else (None, None)
        dialog = DatesDialog(*known, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.choose_dates(*dialog.chosen))
        dialog.finished.connect(lambda: self.setFocus(Qt.FocusReason.PopupFocusReason))
        dialog.open()


def dates_text(first: date | None, last: date | None) -> str:
    """'1 Mar – 5 Apr 2026', '5 Apr 2026', 'from 1 Mar 2026', 'until 5 Apr 2026'."""
    whole = QCoreApplication.translate("Wording", "d MMM yyyy", "format of a date")
    if first is None and last is None:
        return ""
    if first is None or last is None:
        text = (
            QCoreApplication.translate("CatalogueFilters", "from {date}")
            if last is None
            else QCoreApplication.translate("CatalogueFilters", "until {date}")
        )
        return text.format(date=_written(first or last, whole))
    if first == last:
        return _written(first, whole)
    short = QCoreApplication.translate("CatalogueFilters", "d MMM", "format of a date in the same year")
    begin = _written(first, short if first.year == last.year else whole)
    return f"{begin} – {_written(last, whole)}"


def _written(day: date | None, form: str) -> str:
    return "" if day is None else QLocale().toString(QDate(day.year, day.month, day.day), form)


def _begin(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time()).astimezone()


def _label(text: object) -> str:
    return QCoreApplication.translate("CatalogueFilters", str(text)) if text else ""
