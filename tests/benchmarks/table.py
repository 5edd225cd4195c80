"""The catalogue's page with very many archives: what the window's thread spends, step by step.

Part of `python -m tests.benchmarks.catalogue`.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

_STEP_MS = 16  # what the window's thread may take at once


def ask_window(home: Path) -> list[str]:
    """One line for each thing that is done with the table of the catalogue in this folder.

    CPU of the whole process, that of the window's thread, and the longest that one round of its event loop took;
    milliseconds of CPU time, which a busy machine does not lengthen.
    """
    os.environ["ARCHIVER_HOME"] = str(home)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QTableView

    from archiver_gui.gui import theme
    from archiver_gui.gui.app import make_application
    from archiver_gui.gui.job_runner import JobRunner
    from archiver_gui.gui.models.archive_table import ArchiveColumn
    from archiver_gui.gui.pages.catalogue import CataloguePage
    from archiver_gui.services import Services

    sys.setswitchinterval(0.001)
    app = make_application(sys.argv[:1])
    theme.instance().apply("light")
    services, runner = Services.open(), JobRunner()
    page = CataloguePage(services, runner)
    page.resize(1280, 760)
    page.show()
    app.processEvents()
    view = page.findChild(QTableView, "catalogueTable")
    assert view is not None
    archives = services.catalogue.count()

    def settled() -> bool:
        return not runner._calls

    def step(label: str, act: Callable[[], object], ended: Callable[[], bool]) -> str:
        while not settled():
            app.processEvents()
        before_cpu, before = time.process_time(), time.thread_time()
        act()
        longest = time.thread_time() - before
        calm_since = 0
        while calm_since < 20:  # what follows by timers belongs to it
            began = time.thread_time()
            app.processEvents()
            longest = max(longest, time.thread_time() - began)
            calm_since = calm_since + 1 if ended() and settled() else 0
            time.sleep(0.001)
        whole, own = time.process_time() - before_cpu, time.thread_time() - before
        late = "" if longest * 1e3 - paint_ms <= _STEP_MS else "  TOO LONG"
        figures = f"CPU {whole * 1e3:6.0f}  window's thread {own * 1e3:5.0f}  longest {longest * 1e3:5.1f}"
        return f"  {label:24} {figures}{late}"

    def rows() -> int:
        return view.model().rowCount()

    def search(text: str) -> Callable[[], object]:
        return lambda: page._search.field.setText(text)

    def sort(column: ArchiveColumn) -> Callable[[], object]:
        return lambda: view.sortByColumn(column, Qt.SortOrder.AscendingOrder)

    paint_ms = 0.0  # of what is in sight, which nearly every step ends with
    lines = [f"table of {archives} archives in the window, CPU ms:"]
    lines.append(step("load", page.reload, lambda: rows() == archives))
    lines.append(step("reload", page.reload, lambda: rows() == archives))
    painted = []
    for _ in range(9):
        began = time.thread_time()
        view.viewport().repaint()
        painted.append((time.thread_time() - began) * 1e3)
    paint_ms = statistics.median(painted)
    lines.append(f"  painting what is in sight takes {paint_ms:.1f}; longer steps than {_STEP_MS} besides are marked")
    lines.append(step("select one", lambda: view.selectRow(archives // 2), settled))
    lines.append(step("reload, one selected", page.reload, lambda: rows() == archives))
    lines += [step(f"sort by {column.name.lower()}", sort(column), settled) for column in ArchiveColumn]
    lines.append(step("search finds some", search("report-7"), lambda: 0 < rows() < archives))
    lines.append(step("search finds none", search("nothing like it"), lambda: rows() == 0))
    lines.append(step("search is cleared", search(""), lambda: rows() == archives))
    lines.append(step("jump to the end", view.scrollToBottom, settled))
    lines.append(step("select all", view.selectAll, settled))
    lines.append(step("sort with all selected", sort(ArchiveColumn.SIZE), settled))
    runner.shut_down(10)
    services.close()
    return lines
