"""What the window does by itself while nobody waits: indexing, tidying, verifying what is due, proposing a clean-up."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from archiver_gui.catalogue.purge import PurgePlan
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.errors import ArchiverError
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.services import Services
from archiver_gui.settings.options import CLEAN_UP_AT_START, VERIFY_WHEN_DUE

_log = logging.getLogger(__name__)

# The first minute belongs to whoever has just opened the window.
_PROPOSE_AFTER_MS = 3_000
_TEND_AFTER_MS = 60_000
_TEND_EVERY_MS = 60 * 60_000  # a window that stays open for weeks wants its daily copies too
_INDEX_AFTER_MS = 1_000  # since the last job ended
_VERIFY_AFTER_MS = 5 * 60_000
_VERIFY_EVERY_MS = 60 * 60_000


class QuietMoments(QObject):
    """Begins with `start`, ends with its owner. Nothing of it is told unless it needs an answer."""

    clean_up_proposed = Signal(str, object)  # a saved rule's name, PurgePlan

    def __init__(self, services: Services, runner: JobRunner, owner: QObject) -> None:
        super().__init__(owner)
        self._services = services
        self._runner = runner
        self._verify_timer = QTimer(self)
        self._verify_timer.timeout.connect(self.verify_due)
        self._tend_timer = QTimer(self)
        self._tend_timer.timeout.connect(self.tend)
        self._index_timer = QTimer(self, singleShot=True, interval=_INDEX_AFTER_MS)
        self._index_timer.timeout.connect(self._on_quiet_again)
        runner.job_ended.connect(self._index_timer.start)

    def start(self) -> None:
        """Begin to wait for such moments."""
        for after_ms, act in (
            (_PROPOSE_AFTER_MS, self.propose_clean_up),
            (_TEND_AFTER_MS, self.tend),
            (_VERIFY_AFTER_MS, self.verify_due),
        ):
            QTimer.singleShot(after_ms, self, act)
        self._verify_timer.start(_VERIFY_EVERY_MS)
        self._tend_timer.start(_TEND_EVERY_MS)

    def tend(self) -> None:
        """Tidy up the catalogue and keep today's copy of it."""
        job = self._services.tend()
        self._runner.background(job.work, _ignore, _note, owner=self)

    def _on_quiet_again(self) -> None:
        if not self._runner.active:  # else its end comes
            self._runner.background(self._services.catalogue.entries.index, _ignore, _note, owner=self)

    def verify_due(self) -> None:
        """Verify the archives that are due, if the settings say so and nothing else runs."""
        if not self._services.settings.get(VERIFY_WHEN_DUE) or self._runner.active:
            return
        self._runner.background(lambda _progress: self._services.due(), self._verify, _note, owner=self)

    def _verify(self, due: list[ArchiveRecord]) -> None:
        if due and not self._runner.active:
            self._runner.submit(self._services.verify_due(), quiet=True)

    def propose_clean_up(self) -> None:
        """See what the rule that is set for the start would delete, and have it proposed."""
        name = self._services.settings.get(CLEAN_UP_AT_START)
        if name:
            self._runner.background(
                lambda _progress: self._services.plan_at_start(),
                lambda plan: self._propose(name, plan),
                _note,
                owner=self,
            )

    def _propose(self, name: str, plan: PurgePlan | None) -> None:
        if plan is not None:
            self.clean_up_proposed.emit(name, plan)


def _ignore(_outcome: object) -> None:
    """Nobody waits for it."""


def _note(error: ArchiverError) -> None:
    _log.warning("%s", error)
