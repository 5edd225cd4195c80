"""What the window says of its own accord after its start: a catalogue put right, a clean-up that would be due."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from archiver_gui.gui import wording
from archiver_gui.gui.dialogs.rescue import Mended, mended_message
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.main_window import MainWindow
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.services import PurgePlan, Services


def read_lost(window: MainWindow, services: Services, runner: JobRunner, mended: Mended) -> None:
    """Read into a catalogue that was put right what it does not know yet."""
    runner.submit(services.add_lost(mended.paths, mended.since, mended.aside))
    window.show_page("catalogue")
    show = QCoreApplication.translate("AfterStart", "Show jobs")
    window.current_page.show_message(mended_message(mended, (show, partial(window.show_page, "jobs"))))


def propose_clean_up(window: MainWindow, rule: str, plan: PurgePlan) -> None:
    """Say what a saved rule would delete; nothing goes before its list was seen."""
    count = len(plan)
    text = QCoreApplication.translate("AfterStart", "The rule “{rule}” would clean up %n archive(s)", "", count)
    text = wording.counted(text, count).format(rule=wording.shown(rule))
    review = QCoreApplication.translate("AfterStart", "Review…")
    actions = ((review, partial(_review, window, rule)),)
    window.current_page.show_message(Message(text, wording.size_text(plan.size_bytes), actions=actions))


def _review(window: MainWindow, rule: str) -> None:
    window.show_page("catalogue")
    page = window.page("catalogue")
    assert isinstance(page, CataloguePage)
    page.clean_up(rule)
