"""The Jobs page: a card a job, newest first."""

from __future__ import annotations

import dataclasses
import os

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from archiver_gui.core.options import BuildOptions
from archiver_gui.gui import wording
from archiver_gui.gui.desktop import show_in_folder
from archiver_gui.gui.dialogs.conflict import QuestionDesk
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.job_card import JobCard
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.empty_state import EmptyState
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.gui.widgets.scroll import ScrollColumn
from archiver_gui.jobs.job import Job, JobState
from archiver_gui.services import Services

# Twenty looks a second are smooth to the eye, and cost nothing but reading a few attributes.
_TICK_MS = 50


class JobsPage(Page):
    """Progress is read by one timer, and only while the page is seen and something runs."""

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__("jobsPage", QCoreApplication.translate("JobsPage", "Jobs"))
        self._services = services
        self._runner = runner
        self._cards: dict[Job, JobCard] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._conflicts = QuestionDesk(runner, self)
        self._build()
        runner.job_added.connect(self._on_job_added)
        runner.job_ended.connect(self._on_job_ended)
        for job in runner.active:
            self._on_job_added(job)

    def _build(self) -> None:
        self._clear = PlainButton(self.tr("Clear fin&ished"), "list-x")
        self._clear.setObjectName("clearFinishedButton")
        self._clear.clicked.connect(self.clear_finished)
        self._clear.setEnabled(False)
        self.header.addStretch(1)
        self.header.addWidget(self._clear)
        empty = EmptyState(
            "list-checks",
            self.tr("No jobs yet"),
            self.tr("What you create, extract, test or clean up appears here, with its progress and its result."),
        )
        create = PlainButton(self.tr("&Create an archive"), "package-plus")
        create.setObjectName("jobsCreateButton")
        create.clicked.connect(lambda: self.page_requested.emit("create"))
        empty.column.insertSpacing(empty.column.count() - 1, metrics.GRID)
        empty.column.insertWidget(empty.column.count() - 1, create, 0, Qt.AlignmentFlag.AlignHCenter)
        scroll = ScrollColumn()
        scroll.setObjectName("jobsScroll")
        self._column = QVBoxLayout(scroll.content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics.GAP)
        self._column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(scroll)
        self.body.addWidget(self._stack, 1)

    @property
    def cards(self) -> list[JobCard]:
        """The cards, newest first."""
        return list(reversed(self._cards.values()))

    def clear_finished(self) -> None:
        """Take away the cards of jobs that have ended."""
        for job in [job for job in self._cards if job.state is JobState.ENDED]:
            self._drop_card(job)
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Progress is seen again."""
        super().showEvent(event)
        self._on_tick()
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing needs to be read."""
        super().hideEvent(event)
        self._timer.stop()

    def _show_state(self) -> None:
        self._stack.setCurrentIndex(1 if self._cards else 0)
        running = any(job.state is not JobState.ENDED for job in self._cards)
        self._clear.setEnabled(any(job.state is JobState.ENDED for job in self._cards))
        if running and self.isVisible():
            self._timer.start()
        elif not running:
            self._timer.stop()

    def _on_tick(self) -> None:
        for job, card in self._cards.items():
            if job.state is not JobState.ENDED:
                card.refresh()

    def _on_job_added(self, job: Job) -> None:
        card = JobCard(job, can_go_elsewhere=isinstance(job.request, BuildOptions))
        card.cancel_requested.connect(self._runner.cancel)
        card.retry_requested.connect(self._on_retry_requested)
        card.elsewhere_requested.connect(self._on_elsewhere_requested)
        card.open_requested.connect(lambda job: self.open_requested.emit(job.outcome.path, ""))
        card.folder_requested.connect(self._on_folder_requested)
        card.digest_requested.connect(self._on_digest_requested)
        card.undo_requested.connect(self._on_undo_requested)
        self._cards[job] = card
        self._column.insertWidget(0, card)
        self._show_state()

    def _on_job_ended(self, job: Job) -> None:
        card = self._cards.get(job)
        if card is not None and job.outcome is not None:
            card.show_outcome(job.outcome)
        self._show_state()

    def _drop_card(self, job: Job) -> None:
        card = self._cards.pop(job)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _on_retry_requested(self, job: Job) -> None:
        self._drop_card(job)
        self._runner.submit(Job(job.verb, job.title, job.target, job.work, request=job.request))

    def _on_elsewhere_requested(self, job: Job) -> None:
        options = job.request
        assert isinstance(options, BuildOptions)
        folder, name = os.path.split(options.target)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Save {name} to").format(name=name), folder)
        if chosen:
            self._drop_card(job)
            self._runner.submit(self._services.build(dataclasses.replace(options, target=os.path.join(chosen, name))))

    def _on_folder_requested(self, job: Job) -> None:
        if job.outcome is not None and not show_in_folder(job.outcome.path):
            self.show_message(
                Message(self.tr("No file manager could be opened"), wording.shown(job.outcome.path), kind="warning")
            )

    def _on_undo_requested(self, job: Job) -> None:
        trashed = job.outcome.facts.get("trashed") if job.outcome is not None else None
        if isinstance(trashed, list):
            self._runner.submit(self._services.take_back(trashed))

    def _on_digest_requested(self, job: Job) -> None:
        if job.outcome is not None and job.outcome.archive is not None:
            QGuiApplication.clipboard().setText(job.outcome.archive.sha256)
            name = wording.shown(job.outcome.archive.name)
            self.show_message(Message(self.tr("The SHA-256 digest of {name} was copied").format(name=name)))
