"""A real window on a real display, and hands to use it with."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.gui import theme
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.main_window import MainWindow
from archiver_gui.services import Services

# waitUntil looks every 10 ms.
_STEADY_LOOKS = 20
_DRAG_SOURCE = Path(__file__).with_name("drag_source.py")


class Hands:
    """Mouse and keyboard of the virtual desktop, moved by xdotool as a person would move them."""

    def __init__(self) -> None:
        if shutil.which("xdotool") is None:
            pytest.skip("xdotool is not installed")

    def do(self, *words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], check=True, timeout=20)

    def asks(self, *words: str) -> str:
        """What xdotool answers; "" where it finds nothing."""
        return subprocess.run(
            ["xdotool", *words], capture_output=True, timeout=20, text=True, check=False
        ).stdout.strip()

    def click(self, qtbot: QtBot, widget: QWidget) -> None:
        self._wait_until_it_stands(qtbot, widget)
        self.move(widget.mapToGlobal(widget.rect().center()))
        self._let_qt_work(qtbot, "click", 1)

    def click_row(self, qtbot: QtBot, view: QTableView, row: int) -> None:
        """Click into a row, as soon as the view has its place."""
        self._wait_until_it_stands(qtbot, view.viewport())
        cell = view.model().index(row, view.horizontalHeader().logicalIndex(0))
        self.move(view.viewport().mapToGlobal(view.visualRect(cell).center()))
        self._let_qt_work(qtbot, "click", 1)
        qtbot.waitUntil(lambda: view.currentIndex().row() == row, timeout=10_000)

    def _wait_until_it_stands(self, qtbot: QtBot, widget: QWidget) -> None:
        """A new window is moved and activated by the window manager after it has become visible."""
        qtbot.waitUntil(lambda: widget.window().isActiveWindow(), timeout=10_000)
        places: list[QPoint] = []

        def stands() -> bool:
            places.append(widget.mapToGlobal(QPoint(0, 0)))
            return len(places) >= _STEADY_LOOKS and len(set(map(QPoint.toTuple, places[-_STEADY_LOOKS:]))) == 1

        qtbot.waitUntil(stands, timeout=10_000)

    def keys(self, qtbot: QtBot, *names: str) -> None:
        self._let_qt_work(qtbot, "key", *names)

    def type(self, qtbot: QtBot, text: str) -> None:
        self._let_qt_work(qtbot, "type", "--delay", 20, text)

    def move(self, at: QPoint) -> None:
        self.do("mousemove", at.x(), at.y())

    def _let_qt_work(self, qtbot: QtBot, *words: object) -> None:
        process = subprocess.Popen(["xdotool", *map(str, words)])
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        assert process.returncode == 0

    def drag(self, qtbot: QtBot, paths: list[Path], target: QWidget) -> None:
        """Drag these paths out of another program's window and drop them on the target."""
        corner = QPoint(1300, 10)  # beside the window
        source = subprocess.Popen(
            [sys.executable, str(_DRAG_SOURCE), str(corner.x()), str(corner.y()), *map(str, paths)]
        )
        try:
            self.do("search", "--sync", "--onlyvisible", "--pid", source.pid)
            start, end = corner + QPoint(50, 50), target.mapToGlobal(target.rect().center())
            # In one call and one process, while this one's event loop takes part in the drag.
            words: list[object] = ["mousemove", start.x(), start.y(), "sleep", 0.3, "mousedown", 1, "sleep", 0.1]
            for step in range(1, 13):
                at = start + (end - start) * step / 12
                words += ["mousemove", at.x(), at.y(), "sleep", 0.03]
            words += ["mousemove", end.x() + 1, end.y(), "sleep", 0.15, "mouseup", 1]
            self._let_qt_work(qtbot, *words)
            qtbot.wait(300)  # the target fetches the data from the source, which must live until then
        finally:
            source.terminate()
            source.wait(10)


@pytest.fixture
def hands() -> Hands:
    return Hands()


class Program:
    """The program as a user has it open."""

    def __init__(self) -> None:
        self.services = Services.open()
        self.runner = JobRunner()
        self.window = MainWindow(self.services, self.runner)

    def find(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found


@contextmanager
def running_program(qtbot: QtBot) -> Iterator[Program]:
    """The program, shown and active; ended at the end as by quitting."""
    theme.instance().apply("light")
    program = Program()
    window = program.window
    with qtbot.waitExposed(window):
        window.show()
    window.move(0, 0)
    window.resize(1280, 800)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=10_000)
    deadline = time.monotonic() + 5
    while window.pos() != QPoint(0, 0) and time.monotonic() < deadline:
        qtbot.wait(50)
    try:
        yield program
    finally:
        window.close()
        assert program.runner.shut_down(timeout_s=10)
        QCoreApplication.sendPostedEvents()
        program.services.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)
