"""How calm the window stays: `python -m tests.benchmarks.window [--corpus tiny] [--format zip]…`.

Opens the real window (on an X server when there is one, else offscreen), lets a 5 ms timer tick on its
thread, first idle, then while archives are built from a corpus with the Jobs page in view, and prints how
late the ticks are. Then it cancels builds and extractions in the middle and prints how long each takes to
end. Not part of the suite: run it on a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.corpora import corpus

_TICK_S = 0.005
_IDLE_S = 5.0
# A cancel comes so far into a job, as a share of the time that the whole one took.
_CANCEL_AT = (0.1, 0.3, 0.5, 0.7, 0.9)


class Lateness:
    """Ticks of a 5 ms timer on the window's thread, and how late each came."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._late_s: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late_s.append(now - self._last - _TICK_S)
        self._last = now

    def during(self, work: Callable[[], None]) -> list[float]:
        """Lateness in milliseconds, ascending, of the ticks while `work` runs the event loop."""
        self._late_s.clear()
        self._last = time.perf_counter()
        self._timer.start(round(_TICK_S * 1000))
        work()
        self._timer.stop()
        return sorted(late * 1000 for late in self._late_s)


def spin(ended: Callable[[], bool]) -> None:
    """Run the event loop as the program does, until something has ended."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    watch = QTimer()
    watch.timeout.connect(lambda: loop.exit(0) if ended() else None)
    watch.start(20)
    loop.exec()


def report(label: str, late_ms: list[float]) -> None:
    """One line: median, 99th percentile and maximum."""
    last = len(late_ms) - 1
    p99 = late_ms[round(last * 0.99)]
    print(
        f"{label:32} {len(late_ms):6} ticks, late by ms: p50 {statistics.median(late_ms):6.1f}  "
        f"p99 {p99:6.1f}  max {late_ms[-1]:6.1f}",
        flush=True,
    )


def measure(names: list[str], corpora: Path, folder: Path, formats: list[str]) -> None:
    """Open the window, and print a line for everything that is measured."""
    from PySide6.QtWidgets import QAbstractButton

    from archiver_gui.gui.app import make_application
    from archiver_gui.gui.job_runner import JobRunner
    from archiver_gui.gui.main_window import MainWindow
    from archiver_gui.jobs.job import Job
    from archiver_gui.services import Services

    sys.setswitchinterval(0.001)
    app = make_application(sys.argv[:1])
    print(f"platform {app.platformName()}, load {os.getloadavg()[0]:.1f}")
    services = Services.open()
    runner = JobRunner()
    window = MainWindow(services, runner)
    window.show()
    for button in window.findChildren(QAbstractButton, "railJobs"):
        button.click()
    lateness = Lateness()

    def build_of(source: str, format_id: str) -> Job:
        options = services.build_options(
            sources=[source], name=f"{Path(source).name}", folder=str(folder), format_id=format_id, overwrite=True
        )
        return services.build(options)

    def run(job: Job) -> float:
        began = time.perf_counter()
        runner.submit(job)
        spin(lambda: job.outcome is not None)
        assert job.outcome is not None
        if job.outcome.error is not None:
            raise SystemExit(f"{job.title}: {job.outcome.error}")
        return time.perf_counter() - began

    def cancelled_after(job: Job, delay_s: float) -> float:
        began = time.perf_counter()
        runner.submit(job)
        spin(lambda: time.perf_counter() - began >= delay_s or job.outcome is not None)
        asked = time.perf_counter()
        job.progress.cancel()
        spin(lambda: job.outcome is not None)
        return (time.perf_counter() - asked) * 1000

    began = time.perf_counter()
    report("idle", lateness.during(lambda: spin(lambda: time.perf_counter() - began >= _IDLE_S)))
    for name in names:
        source = str(corpus(name, corpora))
        for format_id in formats:
            took: list[float] = []
            late = lateness.during(lambda: took.append(run(build_of(source, format_id))))  # noqa: B023  # run at once
            report(f"{format_id} of {name}, {took[0]:.1f} s", late)
            waits = [cancelled_after(build_of(source, format_id), took[0] * share) for share in _CANCEL_AT]
            print(f"{'':32} cancelled: ended after ms {', '.join(f'{wait:.0f}' for wait in waits)}", flush=True)
    runner.shut_down(30)
    services.close()


def main() -> int:
    """Run what was asked for; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.window", description=__doc__)
    parser.add_argument("--corpus", action="append", help="tiny (the default), src, big or media; may be repeated")
    parser.add_argument("--format", action="append", help="zip and tar.zst unless said; may be repeated")
    parser.add_argument("--base", type=Path, default=Path(tempfile.gettempdir()) / "archiver-corpora")
    arguments = parser.parse_args()
    arguments.base.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="archiver-window-") as scratch:
        os.environ["ARCHIVER_HOME"] = os.path.join(scratch, "home")
        measure(arguments.corpus or ["tiny"], arguments.base, Path(scratch), arguments.format or ["zip", "tar.zst"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
