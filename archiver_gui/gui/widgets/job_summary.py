"""The status bar's summary of running jobs; a click opens Jobs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.job_meter import JobMeter
from archiver_gui.gui.widgets.labels import MutedLabel
from archiver_gui.gui.widgets.progress_bar import ThinProgress
from archiver_gui.gui.wording import duration_text, rate_text, size_text
from archiver_gui.jobs.job import Job

_READ_EVERY_MS = 50
# Figures that change faster than this cannot be read.
_WRITE_EVERY = 5
_BAR_WIDTH = 160


class JobSummary(QWidget):
    """Count, bytes, speed, time left and a bar; empty while nothing runs. `totals` stands at the bar's end."""

    clicked = Signal()

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobSummary")
        self._runner = runner
        self._meters: dict[Job, JobMeter] = {}
        self._ticks = 0
        self._text = MutedLabel()
        self._text.setObjectName("jobSummaryText")
        self._bar = ThinProgress()
        self._bar.setObjectName("jobSummaryBar")
        self._bar.setFixedWidth(_BAR_WIDTH)
        self.totals: QLabel = MutedLabel()
        self.totals.setObjectName("statusTotals")
        self.totals.setContentsMargins(14, 0, 14, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._bar)
        row.addStretch()
        self._timer = QTimer(self)
        self._timer.setInterval(_READ_EVERY_MS)
        self._timer.timeout.connect(self._read)
        runner.job_added.connect(self._on_job_added)
        runner.job_ended.connect(self._on_job_ended)
        self._show_idle()

    def _on_job_added(self, job: Job) -> None:
        self._meters[job] = JobMeter(job)
        self._ticks = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Show jobs"))
        self._timer.start()
        self._read()

    def _on_job_ended(self, job: Job) -> None:
        self._meters.pop(job, None)
        self._ticks = 0
        if self._meters:
            self._read()
        else:
            self._show_idle()

    def _show_idle(self) -> None:
        self._timer.stop()
        self._text.setText("")
        self._bar.hide()
        self.unsetCursor()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip("")
        self.setAccessibleName("")

    def _read(self) -> None:
        for meter in self._meters.values():
            meter.sample()
        if self._ticks % _WRITE_EVERY == 0:
            self._write()
        self._ticks += 1

    def _write(self) -> None:
        meters = list(self._meters.values())
        done = sum(meter.job.progress.done_bytes for meter in meters)
        total = sum(meter.job.progress.total_bytes for meter in meters)
        rate = sum(meter.rate for meter in meters)
        parts = [self.tr("%n job(s)", "", len(meters))]
        if total > 0:
            parts.append(self.tr("{done} of {total}").format(done=size_text(min(done, total)), total=size_text(total)))
        if rate > 0:
            parts.append(rate_text(rate))
        lefts = [left for meter in meters if (left := meter.seconds_left) is not None]
        if lefts:
            parts.append(self.tr("{time} left").format(time=duration_text(max(lefts))))
        text = " · ".join(parts)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._bar.set_fraction(done / total if total > 0 else None)
        self._bar.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens Jobs."""
        if (
            self._meters
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if self._meters and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
