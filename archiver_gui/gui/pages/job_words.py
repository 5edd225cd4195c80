"""What a job card says: facts while the job runs, and what came of it, in words."""

from __future__ import annotations

import os
import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from archiver_gui.core.names import display
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.models.job_meter import JobMeter
from archiver_gui.jobs.job import Job, JobState

VERB_ICONS = {
    "create": "package-plus",
    "extract": "upload",
    "test": "shield-check",
    "verify": "shield-check",
    "purge": "trash-2",
    "add": "library",
    "relink": "link",
    "restore": "undo-2",
    "export": "upload",
    "import": "download",
}
# verdict → (icon, colour token)
VERDICT_SIGNS = {
    Verdict.COMPLETE: ("circle-check", "good"),
    Verdict.REMARKS: ("triangle-alert", "warning"),
    Verdict.PARTIAL: ("triangle-alert", "warning"),
    Verdict.FAILED: ("circle-x", "error"),
    Verdict.CANCELLED: ("ban", "muted"),
}
_GAP = "   "
_FIRST_RATIO = 200  # below half a per cent nothing is said of the ratio


# Jobs name themselves in English: whole titles, and beginnings that are followed by a name.
_TITLES = (
    QT_TRANSLATE_NOOP("JobTitles", "Verify all archives"),
    QT_TRANSLATE_NOOP("JobTitles", "Verify archives that are due"),
    QT_TRANSLATE_NOOP("JobTitles", "Find moved archives"),
    QT_TRANSLATE_NOOP("JobTitles", "Undo the purge"),
    QT_TRANSLATE_NOOP("JobTitles", "Export the catalogue"),
    QT_TRANSLATE_NOOP("JobTitles", "Import a catalogue"),
    QT_TRANSLATE_NOOP("JobTitles", "Read archives into the catalogue"),
)
_BEGINNINGS = (
    QT_TRANSLATE_NOOP("JobTitles", "Create {name}"),
    QT_TRANSLATE_NOOP("JobTitles", "Extract {name}"),
    QT_TRANSLATE_NOOP("JobTitles", "Test {name}"),
    QT_TRANSLATE_NOOP("JobTitles", "Verify {name}"),
    QT_TRANSLATE_NOOP("JobTitles", "Add {name}"),
)


def title_text(job: Job) -> str:
    """What the job does, in the user's language."""
    if job.title in _TITLES:
        return QCoreApplication.translate("JobTitles", job.title)
    counted = _counted_title(job.title)
    if counted:
        return counted
    for beginning in map(str, _BEGINNINGS):
        start = beginning.removesuffix("{name}")
        if job.title.startswith(start):
            text = QCoreApplication.translate("JobTitles", beginning)
            return text.format(name=display(job.title.removeprefix(start)))
    return display(job.title)


def _counted_title(title: str) -> str:
    """Titles with a number in place of a name."""
    found = re.fullmatch(r"(Purge|Verify|Add) (\d+) archives?", title)
    if found is None:
        return ""
    count = int(found[2])
    return {
        "Purge": QCoreApplication.translate("JobTitles", "Purge %n archive(s)", "", count),
        "Verify": QCoreApplication.translate("JobTitles", "Verify %n archive(s)", "", count),
        "Add": QCoreApplication.translate("JobTitles", "Add %n archive(s)", "", count),
    }[found[1]]


def where_text(job: Job) -> str:
    """Where the result goes: 'to ~/Archives'; '' where that says nothing."""
    if job.target is None or job.verb not in ("create", "extract"):
        return ""
    folder = os.path.dirname(job.target) if job.verb == "create" else job.target
    return QCoreApplication.translate("JobCard", "to {folder}").format(folder=wording.folder_text(folder))


def running_text(meter: JobMeter) -> str:
    """Bytes, speed, time left and ratio: '1.2 GB of 3.4 GB   214 MB/s   11 s left   70 % so far'."""
    progress = meter.job.progress
    if meter.job.state is JobState.WAITING:
        return QCoreApplication.translate("JobCard", "Waiting for another job")
    if progress.cancelled:
        return QCoreApplication.translate("JobCard", "Cancelling…")
    parts = [_done_text(meter)]
    if progress.paused:
        return _GAP.join((QCoreApplication.translate("JobCard", "Paused"), *parts))
    if meter.rate > 0:
        parts.append(wording.rate_text(meter.rate))
    if meter.seconds_left is not None:
        left = QCoreApplication.translate("JobCard", "{time} left")
        parts.append(left.format(time=wording.duration_text(meter.seconds_left)))
    # A codec keeps its first blocks to itself: until then the ratio would be a promise.
    if progress.phase == "writing" and progress.packed_bytes * _FIRST_RATIO > progress.done_bytes > 0:
        so_far = QCoreApplication.translate("JobCard", "{ratio} so far")
        parts.append(so_far.format(ratio=wording.ratio_text(progress.packed_bytes, progress.done_bytes)))
    return _GAP.join(part for part in parts if part)


def _done_text(meter: JobMeter) -> str:
    progress = meter.job.progress
    if progress.total_bytes > 0:
        return QCoreApplication.translate("JobCard", "{done} of {total}").format(
            done=wording.size_text(min(progress.done_bytes, progress.total_bytes)),
            total=wording.size_text(progress.total_bytes),
        )
    if progress.done_bytes > 0:
        return wording.size_text(progress.done_bytes)
    if progress.done_entries > 0:
        return wording.counted(
            QCoreApplication.translate("JobCard", "%n entry(s)", "", progress.done_entries), progress.done_entries
        )
    return QCoreApplication.translate("JobCard", "Starting…")


def outcome_text(outcome: Outcome) -> str:
    """The outcome's word, with the number of remarks: 'Complete', 'Complete with 2 remarks'."""
    count = outcome.remark_count
    if outcome.verdict is Verdict.REMARKS:
        return QCoreApplication.translate("JobCard", "Complete with %n remark(s)", "", count)
    if outcome.verdict is Verdict.PARTIAL and count:
        return QCoreApplication.translate("JobCard", "Partial: %n remark(s)", "", count)
    return wording.verdict_text(outcome.verdict)


def result_text(job: Job, outcome: Outcome) -> str:
    """What was made: '3.36 GB → 2.38 GB   4.1 s   3,033 entries'."""
    if outcome.error is not None or outcome.verdict is Verdict.CANCELLED:
        return ""
    parts = []
    if job.verb == "create":
        sizes = wording.size_text(outcome.content_bytes), wording.size_text(outcome.archive_bytes)
        parts.append("{} → {}".format(*sizes))
    elif outcome.content_bytes or outcome.archive_bytes:
        parts.append(wording.size_text(outcome.content_bytes or outcome.archive_bytes))
    parts.append(wording.duration_text(outcome.seconds))
    count = outcome.entries
    if job.verb == "relink":
        text = QCoreApplication.translate("JobCard", "%n archive(s) found again", "", count)
    elif job.verb in ("verify", "purge", "restore", "export", "import"):
        text = QCoreApplication.translate("JobCard", "%n archive(s)", "", count)
    else:
        text = QCoreApplication.translate("JobCard", "%n entry(s)", "", count)
    parts.append(wording.counted(text, count))
    return _GAP.join(parts)


def trouble_text(job: Job, outcome: Outcome) -> str:
    """Why it failed and what is on disk now, or the first remark."""
    if outcome.error is not None:
        error = outcome.error
        return display(wording.sentences(error.title, error.detail, _left_text(job), error.hint))
    if outcome.verdict is Verdict.CANCELLED:
        return display(_left_text(job))
    if not outcome.remarks:
        return ""
    first = next((remark for remark in outcome.remarks if remark.severe), outcome.remarks[0])
    return remark_line(first.entry, first.text)


def remark_line(entry: str, text: str) -> str:
    """One remark as one line of plain text."""
    return display(f"{entry}: {told(text)}" if entry else told(text))


def _left_text(job: Job) -> str:
    if job.verb == "create":
        return QCoreApplication.translate(
            "JobCard", "Nothing was left behind; an older archive of this name is untouched."
        )
    if job.verb == "extract":
        return QCoreApplication.translate("JobCard", "Nothing was left behind.")
    return ""
