"""The shell: what is dropped lands right, keys do what they say, and leaving loses nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.errors import RefusedError
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.gui import theme
from archiver_gui.gui.app import UnexpectedErrors
from archiver_gui.gui.dialogs.clean_up import CleanUpDialog
from archiver_gui.gui.dialogs.quit import QuitDialog
from archiver_gui.gui.dialogs.settings import SettingsDialog
from archiver_gui.gui.dialogs.shortcuts import ShortcutsDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.main_window import MainWindow
from archiver_gui.gui.pages.archive import ArchivePage
from archiver_gui.gui.theme.palette import DARK
from archiver_gui.gui.translation import TsTranslator
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services
from archiver_gui.settings.options import LANGUAGE, RAIL_VISIBLE, THEME, USER_NAME, WINDOW_GEOMETRY


@pytest.fixture
def window(qtbot: QtBot, services: Services, runner: JobRunner) -> Iterator[MainWindow]:
    made = MainWindow(services, runner)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    for key in ("jobs", "catalogue", "archive"):
        made.page(key)
    yield made
    # Whatever a test left running must not make the window ask whether it may close.
    for job in runner.active:
        runner.cancel(job)
    qtbot.waitUntil(lambda: not runner.active)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "a")
    return path


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window: MainWindow, *paths: Path) -> None:
    data = urls(*paths)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(500, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(500, 300), Qt.DropAction.CopyAction, data, buttons, keys))


def long_job(runner: JobRunner) -> Job:
    def work(progress: Progress) -> Outcome:
        progress.total_bytes, progress.done_bytes = 3_400_000_000, 1_200_000_000
        pause = threading.Event()
        while True:
            pause.wait(0.01)
            progress.check()

    job = Job("create", "Create x.zip", None, work)
    runner.submit(job)
    return job


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert isinstance(found, QAction), name
    return found


# ---- what lands where ----------------------------------------------------------------------------


def test_ordinary_files_dropped_anywhere_go_into_the_basket(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    window.show_page("jobs")
    drop(window, tmp_path / "a.txt", tmp_path)
    qtbot.waitUntil(lambda: len(window.create_page.basket.paths) == 2)
    assert window.current_page is window.create_page
    assert window.create_page.messages.message is None


def test_an_archive_dropped_asks_what_it_is_meant_for(qtbot: QtBot, window: MainWindow, archive: Path) -> None:
    drop(window, archive)
    page = window.create_page
    qtbot.waitUntil(lambda: page.messages.message is not None)
    assert page.messages.message is not None
    assert page.messages.message.text == "photos.zip is an archive"
    assert page.messages.message.detail == "Open, or put into a new archive?"
    assert page.basket.rowCount() == 0
    page.messages.message.actions[1][1]()
    assert page.basket.paths == (str(archive),)
    page.basket.clear()


def test_an_archive_is_opened_when_that_is_the_answer(qtbot: QtBot, window: MainWindow, archive: Path) -> None:
    drop(window, archive)
    qtbot.waitUntil(lambda: window.create_page.messages.message is not None)
    message = window.create_page.messages.message
    assert message is not None
    message.actions[0][1]()
    assert window.current_page is window.page("archive")


def test_an_archive_among_files_goes_with_them(qtbot: QtBot, window: MainWindow, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    drop(window, archive, tmp_path / "a.txt")
    qtbot.waitUntil(lambda: len(window.create_page.basket.paths) == 2)
    assert window.create_page.messages.message is None


def test_an_archive_dropped_on_the_archive_page_is_opened_at_once(
    qtbot: QtBot, window: MainWindow, archive: Path
) -> None:
    window.show_page("archive")
    drop(window, archive)
    qtbot.waitUntil(lambda: any(tab.text() for tab in window.page("archive").findChildren(QLabel)))
    assert window.current_page is window.page("archive")
    assert window.create_page.basket.paths == ()


def test_paths_of_the_command_line_are_opened_or_put_into_the_basket(
    qtbot: QtBot, window: MainWindow, archive: Path, tmp_path: Path
) -> None:
    window.take_paths([str(archive)], ask=False)
    qtbot.waitUntil(lambda: window.current_page is window.page("archive"))
    window.take_paths([str(tmp_path)], ask=False)
    qtbot.waitUntil(lambda: window.create_page.basket.paths == (str(tmp_path),))


def test_files_can_be_pasted(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setMimeData(urls(tmp_path))
    action(window, "pasteAction").trigger()
    qtbot.waitUntil(lambda: window.create_page.basket.paths == (str(tmp_path),))
    QGuiApplication.clipboard().clear()


def test_text_that_is_dragged_over_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("hello")
    event = QDragEnterEvent(
        QPoint(1, 1), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()


# ---- pages, menus, keys --------------------------------------------------------------------------


def test_the_rail_shows_each_page_and_has_the_names_that_robots_know(window: MainWindow) -> None:
    assert window.objectName() == "mainWindow"
    for name, page in (
        ("railArchive", "archivePage"),
        ("railCatalogue", "cataloguePage"),
        ("railJobs", "jobsPage"),
        ("railCreate", "createPage"),
    ):
        button = window.findChild(QWidget, name)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.current_page.objectName() == page
        assert window.current_page.isVisible()


def test_keys_do_what_the_list_says(window: MainWindow) -> None:
    wanted = {
        "newAction": "Ctrl+N",
        "openAction": "Ctrl+O",
        "closeAction": "Ctrl+W",
        "quitAction": "Ctrl+Q",
        "findAction": "Ctrl+F",
        "searchAllAction": "Ctrl+Shift+F",
        "createViewAction": "Ctrl+1",
        "archiveViewAction": "Ctrl+2",
        "catalogueViewAction": "Ctrl+3",
        "jobsViewAction": "Ctrl+4",
        "railAction": "F9",
        "reloadAction": "F5",
        "settingsAction": "Ctrl+,",
        "shortcutsAction": "Ctrl+?",
    }
    assert {name: action(window, name).shortcut().toString() for name in wanted} == wanted


def test_ctrl_and_a_digit_shows_a_page(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page.objectName() == "jobsPage"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page.objectName() == "createPage"


def test_no_key_is_given_twice_in_the_menus(window: MainWindow) -> None:
    keys = [one.shortcut().toString() for one in window.findChildren(QAction) if one.objectName().endswith("Action")]
    window_wide = [
        one.shortcut().toString()
        for one in window.findChildren(QAction)
        if one.shortcutContext() == Qt.ShortcutContext.WindowShortcut and not one.shortcut().isEmpty()
    ]
    assert len(window_wide) == len(set(window_wide))
    assert keys


def mnemonics_of(texts: list[str]) -> list[str]:
    return [found[1].lower() for text in texts if (found := re.search("&([^&])", text))]


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_mnemonic_is_given_twice_on_a_page_with_the_menu_bar_or_in_a_menu(
    qtbot: QtBot, services: Services, runner: JobRunner, qapp: QApplication, language: str
) -> None:
    translator = TsTranslator(language)
    qapp.installTranslator(translator)
    window = MainWindow(services, runner)
    qtbot.addWidget(window)
    for key in ("create", "archive", "catalogue", "jobs"):
        children = window.page(key).findChildren(QWidget)
        named = [child for child in children if isinstance(child, QLabel) and child.buddy() is not None]
        buttons = [child for child in children if isinstance(child, QAbstractButton)]
        texts = [entry.text() for entry in window.menuBar().actions()]
        texts += [*(label.text() for label in named), *(button.text() for button in buttons)]
        keys = mnemonics_of(texts)
        assert sorted(keys) == sorted(set(keys)), (key, texts)
    for menu in window.menuBar().findChildren(QMenu):  # their entries are there with the pages
        texts = [entry.text() for entry in menu.actions()]
        keys = mnemonics_of(texts)
        assert sorted(keys) == sorted(set(keys)), texts
    qapp.removeTranslator(translator)


class Flashes(QObject):
    """Whatever is shown as a window of its own: besides flickering, that would take back a Quit under way."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_the_window_is_a_window_of_its_own_for_a_moment(
    qapp: QApplication, qtbot: QtBot, services: Services, runner: JobRunner
) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    window = MainWindow(services, runner)
    qtbot.addWidget(window)
    for key in ("create", "archive", "catalogue", "jobs"):
        window.page(key)
    dialogs = [CleanUpDialog(services, runner, window), SettingsDialog(services.settings, runner, window)]
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    assert all(not dialog.isVisible() for dialog in dialogs)


def test_every_menu_has_actions(window: MainWindow) -> None:
    for entry in window.menuBar().actions():
        menu = entry.menu()
        assert menu is not None
        assert [one for one in menu.actions() if not one.isSeparator()], entry.text()  # type: ignore[attr-defined]


def test_object_names_have_no_dots_and_what_takes_the_focus_has_one(window: MainWindow) -> None:
    children = window.findChildren(QWidget)
    assert [child.objectName() for child in children if "." in child.objectName()] == []
    nameless = [
        f"{type(child).__name__} in {type(child.parent()).__name__}"
        for child in children
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.objectName() and child.isVisible()
    ]
    assert nameless == []


# What outside robots look for, by page; one of each while nothing has been done yet.
_FIXED_NAMES = {
    "create": "createPage basketView addFilesButton addFoldersButton clearBasketButton formatCards backendCombo "
    "compressionCombo levelSlider nameEdit locationEdit browseLocationButton excludeEdit createButton messageBar",
    "catalogue": "cataloguePage catalogueTable catalogueFilter catalogueDetails openArchiveButton markDeletedButton "
    "restoreButton forgetButton verifyButton cleanUpButton messageBar",
    "jobs": "jobsPage messageBar",
    "archive": "archivePage entryTree entryList entryFilter extractButton extractAllButton testButton messageBar",
}


@pytest.mark.parametrize("key", _FIXED_NAMES)
def test_every_control_bears_the_name_that_robots_know_it_by(window: MainWindow, key: str) -> None:
    page = window.page(key)
    names = [page.objectName(), *(child.objectName() for child in page.findChildren(QWidget))]
    wanted = _FIXED_NAMES[key].split()
    assert {name: names.count(name) for name in wanted} == dict.fromkeys(wanted, 1)


def test_the_rail_bears_the_names_that_robots_know_it_by(window: MainWindow) -> None:
    names = [child.objectName() for child in window.findChildren(QWidget)]
    wanted = ["railCreate", "railArchive", "railCatalogue", "railJobs"]
    assert {name: names.count(name) for name in wanted} == dict.fromkeys(wanted, 1)


def test_every_page_can_be_reached_by_tab_from_the_rail(window: MainWindow) -> None:
    window.show_page("jobs")
    policies = [window.rail.button(key).focusPolicy() for key in ("create", "archive", "catalogue", "jobs")]
    window.rail.button("create").setFocus()
    assert [window.rail.button(key).focusPolicy() for key in ("create", "archive", "catalogue", "jobs")] == policies
    assert all(policy & Qt.FocusPolicy.TabFocus for policy in policies)
    assert [window.rail.button(key).isChecked() for key in ("create", "jobs")] == [False, True]


def test_ctrl_w_closes_the_tab_in_front_before_the_window(qtbot: QtBot, window: MainWindow, archive: Path) -> None:
    window.open_archive(str(archive))
    page = window.page("archive")
    assert isinstance(page, ArchivePage)
    action(window, "closeAction").trigger()
    assert page.current is None
    assert window.isVisible()
    action(window, "closeAction").trigger()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_rail_can_be_hidden_and_stays_so(
    qtbot: QtBot, window: MainWindow, services: Services, runner: JobRunner
) -> None:
    action(window, "railAction").trigger()
    assert not window.rail.isVisible()
    qtbot.waitUntil(lambda: services.settings.get(RAIL_VISIBLE) is False)
    again = MainWindow(services, runner)
    qtbot.addWidget(again)
    assert again.rail.isHidden()
    assert not action(again, "railAction").isChecked()


def test_the_list_of_keys_names_every_key_of_the_menus(qtbot: QtBot, window: MainWindow) -> None:
    action(window, "shortcutsAction").trigger()
    dialog = window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Ctrl+N", "Ctrl+F", "F9", "Settings"} <= shown
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_smallest_window_is_960_by_600(window: MainWindow) -> None:
    window.resize(100, 100)
    assert (window.width(), window.height()) == (960, 600)


# ---- jobs in the status bar ----------------------------------------------------------------------


def test_running_jobs_are_summed_up_and_a_click_opens_them(qtbot: QtBot, window: MainWindow, runner: JobRunner) -> None:
    job = long_job(runner)
    text = window.summary._text
    qtbot.waitUntil(lambda: text.text().startswith("1 job · 1.20 GB of 3.40 GB"))
    assert window.rail.button("jobs").accessibleName() == "Jobs (1)"
    QTest.mouseClick(window.summary, Qt.MouseButton.LeftButton)
    assert window.current_page.objectName() == "jobsPage"
    runner.cancel(job)
    qtbot.waitUntil(lambda: text.text() == "")
    assert window.rail.button("jobs").accessibleName() == "Jobs"
    assert not window.summary._timer.isActive()


def test_totals_follow_the_catalogue(
    qtbot: QtBot, window: MainWindow, services: Services, runner: JobRunner, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    assert window.summary.totals.text() == ""
    window.add_sources([str(tmp_path / "a.txt")])
    window.create_page.create_button.click()
    qtbot.waitUntil(lambda: window.summary.totals.text().startswith("1 archive · "), timeout=20_000)


# ---- errors --------------------------------------------------------------------------------------


def test_an_error_is_shown_on_the_page_that_is_seen(window: MainWindow) -> None:
    window.show_page("jobs")
    window.show_error(RefusedError("No", "Because.", "Do this."))
    message = window.current_page.messages.message
    assert message is not None
    assert message.sentence == "No. Because. Do this."


def test_what_nobody_caught_is_logged_and_shown(
    qtbot: QtBot, window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    with UnexpectedErrors(window):
        try:
            raise ZeroDivisionError("by zero")
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: window.current_page.messages.message is not None)
    message = window.current_page.messages.message
    assert message is not None
    assert "ZeroDivisionError: by zero" in message.detail
    assert "test_shell.py" in caplog.text
    assert sys.excepthook is not None


def test_an_error_in_a_thread_reaches_the_window_too(qtbot: QtBot, window: MainWindow) -> None:
    def fail() -> None:
        raise ValueError("from a thread")

    with UnexpectedErrors(window):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: window.current_page.messages.message is not None)
    assert window.current_page.messages.message is not None
    assert "from a thread" in window.current_page.messages.message.detail


# ---- settings ------------------------------------------------------------------------------------


def test_settings_take_effect_at_once_and_are_kept(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    action(window, "settingsAction").trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert dialog.objectName() == "settingsDialog"
    combo = dialog.findChild(QComboBox, "themeCombo")
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(number) for number in range(combo.count())] == ["System", "Light", "Dark"]
    combo.setCurrentText("Dark")
    assert theme.current() is DARK
    dialog._user.setText("anna")
    dialog._user.editingFinished.emit()
    dialog._language.setCurrentText("Deutsch")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: services.settings.get(THEME) == "dark")
    qtbot.waitUntil(lambda: services.settings.get(USER_NAME) == "anna")
    qtbot.waitUntil(lambda: services.settings.get(LANGUAGE) == "de")


# ---- leaving -------------------------------------------------------------------------------------


def test_an_idle_window_closes_without_a_word_and_keeps_its_place(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    window.resize(960, 650)  # no larger than the screen of these tests
    assert window.close()
    qtbot.waitUntil(lambda: services.settings.get(WINDOW_GEOMETRY) != "")
    again = MainWindow(services, window._runner)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (960, 650)


def test_a_window_with_jobs_asks_and_stays_when_told_to(qtbot: QtBot, window: MainWindow, runner: JobRunner) -> None:
    job = long_job(runner)
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    dialog = window.findChild(QuitDialog)
    assert isinstance(dialog, QuitDialog)
    assert "1 job still running" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.reject()
    assert window.isVisible()
    assert not job.progress.cancelled


def test_a_window_that_is_told_to_leave_cancels_its_jobs_first(
    qtbot: QtBot, window: MainWindow, runner: JobRunner
) -> None:
    job = long_job(runner)
    window.close()
    dialog = window.findChild(QuitDialog)
    assert isinstance(dialog, QDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert job.outcome is not None
    assert job.outcome.verdict is Verdict.CANCELLED


# Says so on stdout when its window has come up and its event loop turns.
_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from archiver_gui.gui.app import make_application, run

make_application(["archiver"])
QTimer.singleShot(0, lambda: print("ready", flush=True))
sys.exit(run(sys.argv[1:]))
"""

# The same, with somebody who closes every dialog that comes up.
_PROGRAM_WITH_READER = """
import sys
from PySide6.QtCore import QTimer
from archiver_gui.gui.app import make_application, run

app = make_application(["archiver"])
timer = QTimer()
timer.timeout.connect(lambda: [window.close() for window in app.topLevelWidgets()])
timer.start(100)
sys.exit(run([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_the_program_ends_cleanly_when_the_session_does(archiver_home: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ARCHIVER_HOME": str(archiver_home)}
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def test_a_catalogue_that_cannot_be_opened_is_told_in_words(archiver_home: Path) -> None:
    (archiver_home / "catalogue.sqlite3").write_bytes(b"this is no database" * 1000)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ARCHIVER_HOME": str(archiver_home)}
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM_WITH_READER],
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 3
    assert ended.stderr.startswith("archiver: ")
    assert "catalogue" in ended.stderr.lower()
    assert "Traceback" not in ended.stderr
