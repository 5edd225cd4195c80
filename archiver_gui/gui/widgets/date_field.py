"""A field for one day: typed part by part, stepped by the arrow keys, or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from archiver_gui.gui.theme import metrics

_MARGIN = 8
_FURNITURE = 84  # of the field: paddings and the arrow
_CALENDAR = 320  # width in which every locale's short names of the days find room
# Nothing was archived before Unix; far from the ends of what dates and times of other libraries can be.
_EARLIEST, _LATEST = QDate(1970, 1, 1), QDate(2999, 12, 31)


class DateField(QDateEdit):
    """A day in the locale's short form, its year in full."""

    def __init__(self, day: date, name: str, parent: QWidget | None = None) -> None:
        """`name` is the accessible one."""
        super().__init__(QDate(day.year, day.month, day.day), parent)
        self.setAccessibleName(name)
        self.setDisplayFormat(re.sub("y+", "yyyy", QLocale().dateFormat(QLocale.FormatType.ShortFormat)))
        self.setDateRange(_EARLIEST, _LATEST)
        self.setKeyboardTracking(False)  # a year that is half typed is no year
        self.setCalendarPopup(True)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("88.88.8888") + _FURNITURE)
        calendar = self.calendarWidget()
        calendar.setMinimumWidth(metrics.scaled(_CALENDAR))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, QTextCharFormat())  # Qt's own red means nothing here
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)  # the sheet's padding stops at the frame
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(metrics.CONTROL)

    @property
    def day(self) -> date:
        """The day that it shows."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A full part has led on to the next one; the separator that people type then does not skip that."""
        text, part = event.text(), self.sectionText(self.currentSection())
        if text and not text.isalnum() and text in self.displayFormat() and self.lineEdit().selectedText() == part:
            event.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the day, unless it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
