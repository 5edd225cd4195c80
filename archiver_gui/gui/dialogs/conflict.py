"""Asks what jobs cannot decide, one question at a time: what to do with a file that is there already, and more."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from archiver_gui.core.names import display
from archiver_gui.core.options import Conflict, ConflictAnswer, OnConflict
from archiver_gui.gui import wording
from archiver_gui.gui.dialogs.excess import ExcessDialog
from archiver_gui.gui.job_runner import JobRunner, Question
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.check_box import CheckBox
from archiver_gui.gui.widgets.chip import Chip
from archiver_gui.gui.widgets.labels import ElidedLabel, MutedLabel, SectionLabel, TitleLabel
from archiver_gui.jobs.job import Job


class ConflictDialog(QDialog):
    """Both sides of one clash. Closing it without an answer cancels the job."""

    def __init__(self, conflict: Conflict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflictDialog")
        self.setWindowTitle(self.tr("File exists"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.choice: ConflictAnswer | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, metrics.MARGIN, metrics.MARGIN, metrics.MARGIN)
        column.setSpacing(metrics.GAP)
        column.addWidget(TitleLabel(self.tr("There is a file of this name already")))
        column.addWidget(ElidedLabel(display(conflict.path)))
        column.addLayout(self._build_sides(conflict))
        self._for_all = CheckBox(self.tr("Do this &for all further files"), "conflictForAll")
        column.addWidget(self._for_all, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._build_buttons())
        self._skip.setDefault(True)  # it loses nothing
        self._skip.setFocus()
        self.resize(560, self.sizeHint().height())

    def _build_sides(self, conflict: Conflict) -> QGridLayout:
        old, new = conflict.old_mtime, conflict.new_mtime
        known = old is not None and new is not None and old != new
        sides = QGridLayout()
        sides.setHorizontalSpacing(metrics.GAP)
        for number, (title, size, mtime, newer) in enumerate(
            (
                (self.tr("On disk"), conflict.old_size, old, known and (old or 0) > (new or 0)),
                (self.tr("In the archive"), conflict.new_size, new, known and (new or 0) > (old or 0)),
            )
        ):
            sides.addWidget(self._build_side(title, size, mtime, newer=newer), 0, number)
            sides.setColumnStretch(number, 1)
        return sides

    def _build_side(self, title: str, size: int, mtime: float | None, *, newer: bool) -> Card:
        card = Card()
        card.column.setContentsMargins(metrics.GAP, metrics.GAP, metrics.GAP, metrics.GAP)
        card.column.setSpacing(metrics.GRID)
        head = QHBoxLayout()
        head.addWidget(SectionLabel(title))
        head.addStretch(1)
        if newer:
            head.addWidget(Chip(self.tr("Newer"), "good", "clock"))
        card.column.addLayout(head)
        card.column.addWidget(MutedLabel(wording.size_text(size)))
        card.column.addWidget(MutedLabel(self._time_text(mtime)))
        return card

    def _time_text(self, mtime: float | None) -> str:
        try:
            return self.tr("No date") if mtime is None else wording.moment_text(datetime.fromtimestamp(mtime, UTC))
        except (OverflowError, OSError, ValueError):  # archives may claim any time
            return self.tr("No date")

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        stop = PlainButton(self.tr("&Cancel extraction"))
        stop.setObjectName("conflictCancelButton")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        row.addWidget(stop)
        row.addStretch(1)
        for text, name, action in (
            (self.tr("&Replace"), "conflictReplaceButton", OnConflict.REPLACE),
            (self.tr("&Keep both"), "conflictKeepBothButton", OnConflict.RENAME),
            (self.tr("&Skip"), "conflictSkipButton", OnConflict.SKIP),
        ):
            button = PlainButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: self._choose(action))
            row.addWidget(button)
        self._skip = button
        return row

    def _choose(self, action: OnConflict) -> None:
        self.choice = ConflictAnswer(action, self._for_all.isChecked())
        self.accept()


class QuestionDesk(QObject):
    """Shows the questions of all jobs one after the other, and takes away those of jobs that ended."""

    def __init__(self, runner: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._waiting: list[Question] = []
        self._asked: Question | None = None
        self._dialog: ConflictDialog | ExcessDialog | None = None
        runner.question_asked.connect(self._on_question_asked)
        runner.job_ended.connect(self._on_job_ended)

    def _on_question_asked(self, question: Question) -> None:
        self._waiting.append(question)
        self._ask_next()

    def _ask_next(self) -> None:
        while self._dialog is None and self._waiting:
            question = self._waiting.pop(0)
            if not question.open:
                continue
            self._asked = question
            self._dialog = _dialog_for(question, self._window.window())
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()

    def _on_finished(self) -> None:
        dialog, question = self._dialog, self._asked
        assert dialog is not None
        assert question is not None
        self._dialog = self._asked = None
        if dialog.choice is not None:
            question.answer(dialog.choice)
        elif question.open:
            self._runner.cancel(question.job)
        dialog.deleteLater()
        self._ask_next()

    def _on_job_ended(self, job: Job) -> None:
        if self._asked is not None and self._asked.job is job and self._dialog is not None:
            self._dialog.reject()


def _dialog_for(question: Question, parent: QWidget) -> ConflictDialog | ExcessDialog:
    subject = question.subject
    return ConflictDialog(subject, parent) if isinstance(subject, Conflict) else ExcessDialog(subject, parent)
