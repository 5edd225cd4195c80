"""One job on the Jobs page: a bar while it runs, what came of it afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from archiver_gui.core.errors import EnvironmentFault
from archiver_gui.core.names import display
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.gui.models.job_meter import JobMeter
from archiver_gui.gui.pages import job_words
from archiver_gui.gui.theme import current, metrics, mnemonics
from archiver_gui.gui.theme.icons import paint as paint_icon
from archiver_gui.gui.widgets.buttons import LinkButton, PlainButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.labels import ElidedLabel, MutedLabel, ToneLabel
from archiver_gui.gui.widgets.progress_bar import ThinProgress
from archiver_gui.jobs.job import Job

_REMARK_ROWS_SHOWN = 6


class Sign(QWidget):
    """The icon at the head of a card."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token
        self.setFixedSize(metrics.ICON, metrics.ICON)

    def show_icon(self, name: str, token: str) -> None:
        """Show another icon, in the palette's colour of that name."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_icon(QPainter(self), self._name, QRectF(self.rect()), current().token(self._token))


class JobCard(Card):
    """Shows one job. What a button asks for is the page's to do."""

    cancel_requested = Signal(object)  # Job
    retry_requested = Signal(object)
    elsewhere_requested = Signal(object)  # the same into another folder
    open_requested = Signal(object)
    folder_requested = Signal(object)
    digest_requested = Signal(object)
    undo_requested = Signal(object)  # of a purge

    def __init__(self, job: Job, *, can_go_elsewhere: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobCard")
        self.job = job
        self.meter = JobMeter(job)
        self._ended = False
        self._can_go_elsewhere = can_go_elsewhere
        title = job_words.title_text(job)
        self.setAccessibleName(title)
        self.column.setContentsMargins(metrics.GAP, 14, metrics.GAP, metrics.GAP)
        self.column.setSpacing(metrics.GRID)
        self._build_head(title)
        self._progress = ThinProgress()
        self._progress.setObjectName("jobProgress")
        self._progress.setAccessibleName(self.tr("Progress of {title}").format(title=title))
        self._progress.set_fraction(0.0)
        self.column.addWidget(self._progress)
        self._facts = MutedLabel()
        self._facts.setObjectName("jobFacts")
        self._current = ElidedLabel(muted=True)
        self._current.setObjectName("jobCurrent")
        self._current.setFont(metrics.font("small"))
        self._current.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(metrics.MARGIN)
        self._foot.addWidget(self._facts)
        self._foot.addWidget(self._current, 1)
        self.column.addLayout(self._foot)
        self.refresh()

    def _build_head(self, title: str) -> None:
        self._sign = Sign(job_words.VERB_ICONS.get(self.job.verb, "list-checks"), "accent")
        self._title = ElidedLabel(title)
        self._title.setObjectName("jobTitle")
        self._title.setFont(metrics.font("text", bold=True))
        self._title.setMaximumWidth(self._title.fontMetrics().horizontalAdvance(title) + 4)
        self._where = ElidedLabel(job_words.where_text(self.job), muted=True)
        self._where.setObjectName("jobWhere")
        self._where.setFont(metrics.font("small"))
        self._where.setMaximumWidth(self._where.fontMetrics().horizontalAdvance(self._where.text()) + 4)
        self._outcome = MutedLabel("")
        self._outcome.setObjectName("jobOutcome")
        cancel = PlainButton(self.tr("&Cancel"), "x")
        cancel.setObjectName("cancelJobButton")
        cancel.setAccessibleName(self.tr("Cancel {title}").format(title=title))
        cancel.clicked.connect(self._on_cancel_clicked)
        self._cancel = cancel
        self._pause = PlainButton(self.tr("&Pause"), "pause")
        self._pause.setObjectName("pauseJobButton")
        self._pause.setAccessibleName(f"{self._pause.accessibleName()} {title}")
        self._pause.clicked.connect(self._on_pause_clicked)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(metrics.GRID)
        self._buttons.addWidget(self._pause)
        self._buttons.addWidget(cancel)
        self._head = QHBoxLayout()
        self._head.setSpacing(metrics.GRID)
        self._head.addWidget(self._sign)
        self._head.addWidget(self._title, 1_000)
        self._head.addWidget(self._where, 500)
        self._head.addWidget(self._outcome)
        self._head.addStretch(1)  # all that title and place do not need
        self._head.addLayout(self._buttons)
        self.column.addLayout(self._head)

    def _on_pause_clicked(self) -> None:
        progress = self.job.progress
        if progress.paused:
            progress.resume()
        else:
            progress.pause()
        text = self.tr("&Resume") if progress.paused else self.tr("&Pause")
        self._pause.say(text)
        self._pause.setAccessibleName(f"{mnemonics.plain(text)} {job_words.title_text(self.job)}")
        self._pause.set_icon("play" if progress.paused else "pause")
        self.refresh()

    def _on_cancel_clicked(self) -> None:
        self._pause.setEnabled(False)  # Cancel keeps the keyboard until there is something else to press
        self.cancel_requested.emit(self.job)
        self.refresh()

    def refresh(self) -> None:
        """Show where the job stands; called by the page's timer while it runs."""
        if self._ended:
            return
        self.meter.sample()
        self._progress.set_fraction(self.meter.fraction)
        self._facts.setText(job_words.running_text(self.meter))
        entry = display(self.job.progress.current)
        if entry != self._current.text():
            self._current.setText(entry)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show how the job ended; the bar and Cancel go."""
        self._ended = True
        name, token = job_words.VERDICT_SIGNS[outcome.verdict]
        self._sign.show_icon(name, token)
        self._outcome.setText(job_words.outcome_text(outcome))
        self.setAccessibleDescription(self._outcome.text())
        self._where.hide()
        self._progress.hide()
        self._add_ended_buttons(outcome)
        for control in (self._cancel, self._pause):
            control.hide()
            control.setEnabled(False)
        self._current.hide()
        result = job_words.result_text(self.job, outcome)
        self._facts.setText(result)
        self._facts.setVisible(bool(result))
        self._add_trouble(outcome)

    def _add_ended_buttons(self, outcome: Outcome) -> None:
        """Add what can be pressed now, before Cancel and Pause go: whoever stood there stands on it."""
        buttons = self._ended_buttons(outcome)
        for button in buttons:
            self._buttons.addWidget(button)
        if buttons and (self._cancel.hasFocus() or self._pause.hasFocus()):
            buttons[0].show()
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_trouble(self, outcome: Outcome) -> None:
        text = job_words.trouble_text(self.job, outcome)
        if not text:
            return
        token = "muted" if outcome.verdict is Verdict.CANCELLED else job_words.VERDICT_SIGNS[outcome.verdict][1]
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        label = ToneLabel(text, token)
        label.setObjectName("jobTrouble")
        row.addWidget(label, 1)
        self.column.addLayout(row)
        if outcome.remarks:
            remarks = RemarkList([job_words.remark_line(remark.entry, remark.text) for remark in outcome.remarks])
            remarks.hide()
            show = LinkButton(self.tr("Show remarks"))
            show.setObjectName("showRemarksButton")
            show.setCheckable(True)
            show.toggled.connect(remarks.setVisible)
            show.toggled.connect(
                lambda shown: show.setText(self.tr("Hide remarks") if shown else self.tr("Show remarks"))
            )
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
            self.column.addWidget(remarks)

    def _ended_buttons(self, outcome: Outcome) -> list[QPushButton]:
        buttons: list[QPushButton] = []
        if outcome.verdict is Verdict.FAILED:
            if self._can_go_elsewhere and isinstance(outcome.error, EnvironmentFault):
                text = self.tr("Choose another &folder")
                buttons.append(self._button(text, "folder", "chooseAnotherFolderButton", self.elsewhere_requested))
            buttons.append(self._button(self.tr("&Retry"), "rotate-ccw", "retryJobButton", self.retry_requested))
        elif outcome.verdict is Verdict.CANCELLED:
            buttons.append(self._button(self.tr("&Retry"), "rotate-ccw", "retryJobButton", self.retry_requested))
        elif outcome.facts.get("trashed"):
            undo = self._button(self.tr("&Undo"), "undo-2", "undoJobButton", self.undo_requested)
            undo.clicked.connect(lambda: undo.setEnabled(False))
            buttons.append(undo)
        elif outcome.path and self.job.verb in ("create", "extract"):
            if self.job.verb == "create":
                buttons.append(self._button(self.tr("&Open"), "folder-open", "openJobButton", self.open_requested))
            text = self.tr("&Show in folder") if self.job.verb == "create" else self.tr("&Show folder")
            buttons.append(self._button(text, "folder-search", "showInFolderButton", self.folder_requested))
            if outcome.archive is not None and outcome.archive.sha256:
                text = self.tr("Copy &digest")
                buttons.append(self._button(text, "copy", "copyDigestButton", self.digest_requested))
        return buttons

    def _button(self, text: str, icon: str, name: str, signal: object) -> PlainButton:
        button = PlainButton(text, icon)
        button.setObjectName(name)
        button.clicked.connect(lambda: signal.emit(self.job))  # type: ignore[attr-defined]  # one of our signals
        return button


class RemarkView(QListView):
    """The list itself; the style sheet knows its name."""


class RemarkList(QWidget):
    """The remarks as rows, and a link that copies them all; Ctrl+C copies the selected ones."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = list(lines)
        self._view = RemarkView()
        self._view.setObjectName("remarkList")
        self._view.setAccessibleName(self.tr("Remarks"))
        self._view.setModel(QStringListModel(self._lines, self._view))
        self._view.setUniformItemSizes(True)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setTabKeyNavigation(False)
        self._view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        row = QFontMetrics(metrics.font("small")).height() + 4
        self._view.setGridSize(QSize(1, row))
        self._view.setFixedHeight(row * min(len(self._lines), _REMARK_ROWS_SHOWN) + 12)
        copy = LinkButton(self.tr("Copy remarks"))
        copy.setObjectName("copyRemarksButton")
        copy.clicked.connect(lambda: self._copy(self._lines))
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, self._view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_copy_pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._view)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_copy_pressed(self) -> None:
        rows = sorted(index.row() for index in self._view.selectionModel().selectedIndexes())
        self._copy([self._lines[row] for row in rows])

    def _copy(self, lines: Sequence[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(lines))
