"""What is begun on the Catalogue page, or by other processes, is followed there; its menus open by a key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.services import Services
from tests.gui.test_catalogue_page import build, names, select, table


@pytest.fixture
def archive(services: Services, tmp_path: Path) -> Path:
    build(services, tmp_path, "ledger", "all that is owed " * 50)
    return tmp_path / "ledger.zip"


@pytest.fixture
def page(archive: Path, services: Services, runner: JobRunner, qtbot: QtBot) -> CataloguePage:
    made = CataloguePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    made.activated()
    select(made, archive.name, qtbot=qtbot)
    return made


def button(page: CataloguePage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def told(page: CataloguePage) -> Message:
    message = page.messages.message
    assert message is not None
    return message


def test_a_verification_tells_that_all_is_well(page: CataloguePage, runner: JobRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.job_ended):
        button(page, "verifyButton").click()
        qtbot.waitUntil(lambda: told(page).text.startswith("Verify ledger.zip"))
    assert (told(page).text, told(page).kind) == ("Verify ledger.zip: Complete", "good")
    assert "1 archive" in told(page).detail


def test_a_verification_names_the_entry_that_is_damaged(
    page: CataloguePage, archive: Path, runner: JobRunner, qtbot: QtBot
) -> None:
    content = bytearray(archive.read_bytes())
    content[60] ^= 1
    archive.write_bytes(content)
    with qtbot.waitSignal(runner.job_ended):
        button(page, "verifyButton").click()
    assert told(page).kind == "warning"
    assert "ledger.txt" in told(page).detail


def test_archives_that_could_not_be_added_are_told(
    page: CataloguePage, tmp_path: Path, runner: JobRunner, qtbot: QtBot
) -> None:
    folder = tmp_path / "found"
    folder.mkdir()
    (folder / "broken.zip").write_bytes(b"junk")
    with qtbot.waitSignal(runner.job_ended):
        page._upkeep.add([str(folder)])
        assert told(page).text == "Reading archives into the catalogue…"
    assert told(page).kind == "warning"
    assert "broken.zip" in told(page).detail
    with qtbot.waitSignal(page.page_requested) as asked:
        told(page).actions[0][1]()
    assert asked.args == ["jobs"]


@pytest.mark.qt_log_ignore("does not support grabbing")  # nor has the offscreen platform a keyboard
def test_the_menu_key_opens_the_menu_of_the_only_row(page: CataloguePage) -> None:
    view = table(page)
    assert view.model().rowCount() == 1

    def ask(at: QPoint) -> QMenu | None:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
        QApplication.sendEvent(view, event)
        found = QApplication.activePopupWidget()
        assert found is None or isinstance(found, QMenu)
        return found

    # As Qt does for the key.
    menu = ask(view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center())
    assert menu is not None
    assert view.indexAt(view.viewport().mapFromGlobal(menu.pos())).row() == 0
    menu.close()
    assert ask(QPoint(300, view.height() - 5)) is None, "beside all rows"


def test_what_another_process_changes_is_followed_by_table_and_totals(
    page: CataloguePage, archive: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "other.txt").write_text("other")
    command = "import sys; from archiver_gui.__main__ import main; sys.exit(main())"
    words = ["create", str(tmp_path / "other.zip"), str(tmp_path / "other.txt")]
    with qtbot.waitSignal(page.catalogue_changed, timeout=20_000):  # the window's totals go by it
        subprocess.run([sys.executable, "-c", command, *words], check=True, capture_output=True)
    qtbot.waitUntil(lambda: sorted(names(page)) == [archive.name, "other.zip"])
