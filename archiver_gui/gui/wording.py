"""Sizes, counts, times, folders and outcomes as the user's language and locale write them."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from archiver_gui.core import names, units
from archiver_gui.core.outcome import Verdict
from archiver_gui.gui.core_texts import told

_MOST_TIMES = 9.99  # beyond it a percentage fits no column


def _localised(text: str) -> str:
    """Core's texts have a point; the locale may want a comma."""
    point = QLocale().decimalPoint()
    return text if point == "." else text.replace(".", point)


def size_text(size_bytes: int) -> str:
    """'1.31 GB'."""
    return _localised(units.format_size(size_bytes))


def rate_text(bytes_per_second: float) -> str:
    """'214 MB/s'."""
    return _localised(units.format_rate(bytes_per_second))


def duration_text(seconds: float) -> str:
    """'11 s', '2 h 10 min'."""
    return _localised(units.format_duration(seconds))


def ratio_text(packed_bytes: int, content_bytes: int) -> str:
    """'24 %'; '' where there is no content, '× 220' where the archive's own frame is nearly all there is."""
    if packed_bytes > _MOST_TIMES * content_bytes > 0:
        return f"× {min(999, round(packed_bytes / content_bytes))}"
    return units.format_ratio(packed_bytes, content_bytes)


def count_text(count: int) -> str:
    """'18,442', grouped as the locale does."""
    return QLocale().toString(count)


def counted(text: str, count: int) -> str:
    """A text made by `tr("%n file(s)", "", count)`, with the count grouped as the locale does."""
    return text.replace(str(count), count_text(count), 1)


def moment_text(moment: datetime | None, now: datetime | None = None) -> str:
    """A time in the user's zone, coarser as it lies further back: 'Today 14:02', '12 Nov 2026'; '' for none."""
    if moment is None:
        return ""
    local = moment.astimezone()
    days = ((now or datetime.now(UTC)).astimezone().date() - local.date()).days
    if days not in (0, 1):
        written = QCoreApplication.translate("Wording", "d MMM yyyy", "format of a date")
        return QLocale().toString(QDate(local.year, local.month, local.day), written)
    clock = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    if days == 0:
        return QCoreApplication.translate("Wording", "Today {time}").format(time=clock)
    return QCoreApplication.translate("Wording", "Yesterday {time}").format(time=clock)


def whole_moment_text(moment: datetime | None) -> str:
    """Date and time in full, for tooltips and details; '' for none."""
    if moment is None:
        return ""
    shown_time = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(shown_time, QLocale.FormatType.LongFormat)


def shown(name: str) -> str:
    """A name as plain text: control and bidi characters are escaped, the true suffix stays visible."""
    return names.display(name)


def folder_text(path: str) -> str:
    """A path with the home folder as '~'."""
    home = os.path.expanduser("~")
    if home not in ("", "/") and (path == home or path.startswith(home.rstrip(os.sep) + os.sep)):
        path = "~" + path[len(home.rstrip(os.sep)) :]
    return names.display(path)


def sentences(*parts: str) -> str:
    """The parts that are not empty, in the window's language, each ended as a sentence, in one line."""
    return " ".join(part if part[-1] in ".!?…:" else f"{part}." for part in map(told, parts) if part)


def verdict_text(verdict: Verdict) -> str:
    """How a job ended, in a word or two."""
    return {
        Verdict.COMPLETE: QCoreApplication.translate("Wording", "Complete"),
        Verdict.REMARKS: QCoreApplication.translate("Wording", "Complete with remarks"),
        Verdict.PARTIAL: QCoreApplication.translate("Wording", "Partial"),
        Verdict.FAILED: QCoreApplication.translate("Wording", "Failed"),
        Verdict.CANCELLED: QCoreApplication.translate("Wording", "Cancelled"),
    }[verdict]


def role_text(role: str) -> str:
    """A role in the user's language; the stored value where it is an unknown one."""
    return {
        "": QCoreApplication.translate("Roles", "None"),
        "student": QCoreApplication.translate("Roles", "Student"),
        "examiner": QCoreApplication.translate("Roles", "Examiner"),
        "admin": QCoreApplication.translate("Roles", "Admin"),
    }.get(role, role)
