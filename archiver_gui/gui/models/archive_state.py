"""What the catalogue says about an archive, in two words and a tone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from archiver_gui.core.archives import Archive, ArchiveState, Health
from archiver_gui.core.names import display
from archiver_gui.core.outcome import Verdict
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told

_CONTEXT = "ArchiveState"


@dataclass(frozen=True, slots=True)
class StateMark:
    """One judgement: its text, the kind of chip it is drawn as, and its icon."""

    text: str
    kind: str  # "plain", "good", "warning", "error"
    icon: str


# state → (text, chip, icon)
_FAULTS = {
    ArchiveState.BUILDING: (QT_TRANSLATE_NOOP("ArchiveState", "Being built"), "plain", "loader"),
    ArchiveState.SEALED: (QT_TRANSLATE_NOOP("ArchiveState", "Being recorded"), "plain", "loader"),
    ArchiveState.DELETING: (QT_TRANSLATE_NOOP("ArchiveState", "Being deleted"), "plain", "trash-2"),
    ArchiveState.FAILED: (QT_TRANSLATE_NOOP("ArchiveState", "Failed"), "error", "circle-alert"),
    ArchiveState.MISSING: (QT_TRANSLATE_NOOP("ArchiveState", "File is missing"), "warning", "ban"),
    ArchiveState.OFFLINE: (QT_TRANSLATE_NOOP("ArchiveState", "Disk not connected"), "warning", "unplug"),
}
_MARKED_TOO = {
    ArchiveState.MISSING: (QT_TRANSLATE_NOOP("ArchiveState", "Marked, file is missing"), "warning", "ban"),
    ArchiveState.OFFLINE: (QT_TRANSLATE_NOOP("ArchiveState", "Marked, disk not connected"), "warning", "unplug"),
}
_MARKED = (QT_TRANSLATE_NOOP("ArchiveState", "Marked for deletion"), "plain", "trash-2")
_DAMAGED = (QT_TRANSLATE_NOOP("ArchiveState", "Damaged"), "error", "circle-alert")
_UNVERIFIED = QT_TRANSLATE_NOOP("ArchiveState", "Never verified")
_PARTIAL = (QT_TRANSLATE_NOOP("ArchiveState", "Partial"), "warning", "triangle-alert")
_COMPLETE = (QT_TRANSLATE_NOOP("ArchiveState", "Complete"), "good", "check")


def state_mark(record: Archive, now: datetime | None = None) -> StateMark:
    """The one thing that matters most about this archive now."""
    if record.marked:
        text, kind, icon = _MARKED_TOO.get(record.state, _MARKED)
    elif record.state in _FAULTS:
        text, kind, icon = _FAULTS[record.state]
    elif record.damage:
        return StateMark(damage_text(record), *_DAMAGED[1:])
    elif record.verdict == Verdict.PARTIAL:
        text, kind, icon = _PARTIAL
    elif record.verdict == Verdict.REMARKS:
        remarks = QCoreApplication.translate("ArchiveState", "%n remark(s)", "", record.remark_count)
        return StateMark(remarks, "warning", "triangle-alert")
    elif record.verified is not None:
        return StateMark(_verified_text(record.verified, now), "good", "shield-check")
    else:
        text, kind, icon = _COMPLETE
    return StateMark(QCoreApplication.translate(_CONTEXT, str(text)), kind, icon)


# What needs somebody's care first; those that are not named stand among the complete ones.
_ORDER = (
    ArchiveState.FAILED,
    ArchiveState.MISSING,
    ArchiveState.OFFLINE,
    ArchiveState.DELETING,
    ArchiveState.SEALED,
    ArchiveState.BUILDING,
)
_VERDICTS = (Verdict.PARTIAL, Verdict.REMARKS)


def state_order(record: Archive) -> tuple[int, int, datetime]:
    """A key that groups archives by their mark: what is damaged first, what is sound last."""
    if record.marked:
        group = 3
    elif record.state in _ORDER:
        return 1, _ORDER.index(record.state), record.created
    elif record.damage:
        group = 0
    elif record.verdict in _VERDICTS:
        return 2, -record.remark_count, record.created
    else:
        group = 4 if record.verified is None else 5
    return group, 0, record.verified or record.created


def usual_marks() -> tuple[str, ...]:
    """What marks usually say at their widest; each with an icon."""
    last_month = datetime.now(UTC) - timedelta(days=28, hours=1)
    words = (_MARKED[0], _FAULTS[ArchiveState.MISSING][0])
    return (*(QCoreApplication.translate(_CONTEXT, str(text)) for text in words), _verified_text(last_month, None))


def damage_text(record: Archive) -> str:
    """'Damaged', with the number of damaged entries where that is known."""
    count = record.damaged_count
    if not count:
        return QCoreApplication.translate(_CONTEXT, str(_DAMAGED[0]))
    return wording.counted(QCoreApplication.translate("ArchiveState", "Damaged: %n entry(s)", "", count), count)


def health_text(record: Archive) -> str:
    """What the last verification came to, and when: 'Never verified', 'Verified 12 Nov 2026', 'Damaged: 1 entry'."""
    match record.health:
        case Health.UNVERIFIED:
            return QCoreApplication.translate(_CONTEXT, str(_UNVERIFIED))
        case Health.DAMAGED:
            return damage_text(record)
        case Health.SOUND:
            return verified_text(record.verified)


def verified_text(verified: datetime | None) -> str:
    """'Verified 12 Nov 2026'."""
    text = QCoreApplication.translate("ArchiveState", "Verified {when}")
    return text.format(when=wording.moment_text(verified))


def health_detail(record: Archive) -> str:
    """All about it, for tooltips: when it was, what is wrong, and with which entries."""
    lines = [wording.whole_moment_text(record.verified)]
    if record.health is Health.DAMAGED:
        lines.append(display(told(record.damage)))
        lines += [f"{display(path)}: {display(told(text))}" for path, text in record.damaged_entries]
        more = record.damaged_count - len(record.damaged_entries)
        if record.damaged_entries and more > 0:
            lines.append(wording.counted(QCoreApplication.translate("ArchiveState", "and %n more", "", more), more))
    return "\n".join(filter(None, lines))


def _verified_text(verified: datetime, now: datetime | None) -> str:
    days = ((now or datetime.now(UTC)) - verified).days
    if days > 0:
        return QCoreApplication.translate("ArchiveState", "Verified %n day(s) ago", "", days)
    return QCoreApplication.translate("ArchiveState", "Verified today")
