"""Files of an archive opened with the desktop's programs: private, asked about where they may run, gone afterwards."""

from __future__ import annotations

import io
import os
import stat
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from archiver_gui.gui.dialogs.open_program import OpenProgramDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.archive import ArchivePage
from archiver_gui.services import Services
from tests.support.old_names import zip_with_names


class Desktop(QObject):
    """Takes what is handed to the desktop, in place of its programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]  # it takes text, whatever it says
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> ArchivePage:
    made = ArchivePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("letter.txt", "Dear all")
        made.writestr("photo.jpg", "#!/bin/sh\nrm -rf ~\n")
        tool = zipfile.ZipInfo("setup.exe")
        tool.external_attr = (stat.S_IFREG | 0o4777) << 16
        made.writestr(tool, "MZ")
        link = zipfile.ZipInfo("link.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "letter.txt")
        lost = zipfile.ZipInfo("lost.txt")
        lost.create_system = 3
        lost.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(lost, "/etc/passwd")
    return path


def show(page: ArchivePage, path: Path, qtbot: QtBot) -> QTableView:
    page.open(str(path))
    qtbot.waitUntil(lambda: page.current is not None and page.current.contents is not None)
    view = page.findChild(QTableView, "entryList")
    assert view is not None
    return view


def names(view: QTableView) -> list[str]:
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def press_enter_on(view: QTableView, name: str) -> None:
    view.setCurrentIndex(view.model().index(names(view).index(name), 0))
    QTest.keyClick(view, Qt.Key.Key_Return)


def program_dialog(qtbot: QtBot) -> OpenProgramDialog:
    def dialogs() -> list[OpenProgramDialog]:
        tops = QApplication.topLevelWidgets()
        return [top for top in tops if isinstance(top, OpenProgramDialog) and top.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=10_000)
    return dialogs()[0]


def test_a_file_is_opened_privately_and_gone_with_the_program(
    page: ArchivePage, services: Services, archive: Path, desktop: Desktop, qtbot: QtBot, archiver_home: Path
) -> None:
    view = show(page, archive, qtbot)
    press_enter_on(view, "letter.txt")
    qtbot.waitUntil(lambda: bool(desktop.opened), timeout=10_000)

    (opened,) = desktop.opened
    assert opened.name == "letter.txt"
    assert opened.read_text() == "Dear all"
    assert opened.is_relative_to(archiver_home)
    if os.name == "posix":
        assert stat.S_IMODE(opened.stat().st_mode) == 0o400
        assert stat.S_IMODE(opened.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(opened.parent.parent.stat().st_mode) == 0o700
    services.close()
    assert not opened.exists()
    assert not (archiver_home / "cache/opened").exists()


def test_what_a_dead_program_left_is_removed_at_the_next_start_and_a_living_ones_is_kept(
    page: ArchivePage, services: Services, archive: Path, desktop: Desktop, qtbot: QtBot, archiver_home: Path
) -> None:
    view = show(page, archive, qtbot)
    press_enter_on(view, "letter.txt")
    qtbot.waitUntil(lambda: bool(desktop.opened), timeout=10_000)
    pid = os.fork()
    if not pid:  # a child that opens something and is killed
        from archiver_gui.core.progress import Progress

        try:
            child = Services.open()
            entries = child.list_archive(str(archive), Progress()).entries
            child.open_entry(str(archive), entries[0]).run()
        finally:
            os.kill(os.getpid(), 9)
    os.waitpid(pid, 0)
    sessions = list((archiver_home / "cache/opened").iterdir())
    assert len(sessions) == 2

    Services.open().close()

    assert list((archiver_home / "cache/opened").iterdir()) == [desktop.opened[0].parent.parent]
    assert desktop.opened[0].exists()


@pytest.mark.parametrize("name", ["setup.exe", "photo.jpg"])
def test_what_may_run_is_asked_about_and_enter_does_not_open_it(
    name: str, page: ArchivePage, archive: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    view = show(page, archive, qtbot)
    press_enter_on(view, name)
    dialog = program_dialog(qtbot)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert desktop.opened == []

    press_enter_on(view, name)
    go_on = program_dialog(qtbot).findChild(QPushButton, "openProgramAcceptButton")
    assert go_on is not None
    go_on.click()
    assert [path.name for path in desktop.opened] == [name]
    assert not desktop.opened[0].stat().st_mode & 0o111


def test_a_link_opens_what_it_leads_to_inside_the_archive_and_nothing_else(
    page: ArchivePage, archive: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    view = show(page, archive, qtbot)
    press_enter_on(view, "link.txt")
    qtbot.waitUntil(lambda: bool(desktop.opened), timeout=10_000)
    assert desktop.opened[0].name == "letter.txt"

    press_enter_on(view, "lost.txt")
    assert page.messages.message is not None
    assert "cannot be opened" in page.messages.message.text


def test_a_damaged_file_is_not_opened_but_said(
    page: ArchivePage, tmp_path: Path, desktop: Desktop, qtbot: QtBot, archiver_home: Path
) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("letter.txt", "Dear all")
    path.write_bytes(path.read_bytes().replace(b"Dear all", b"Dear ill"))
    view = show(page, path, qtbot)
    press_enter_on(view, "letter.txt")
    qtbot.waitUntil(lambda: page.messages.message is not None, timeout=10_000)
    assert page.messages.message is not None
    assert page.messages.message.kind == "error"
    assert "damaged" in page.messages.message.text
    assert desktop.opened == []
    assert [path for path in (archiver_home / "cache/opened").rglob("*") if path.is_file()] == []


def test_a_file_of_a_damaged_stream_is_not_opened_though_it_comes_before_the_damage(
    page: ArchivePage, tmp_path: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    path = tmp_path / "cut.tar.gz"
    with tarfile.open(path, "w:gz") as made:
        for name, content in (("a.txt", b"first"), ("b.bin", os.urandom(300_000))):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    whole = path.read_bytes()
    view = show(page, path, qtbot)
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    press_enter_on(view, "a.txt")
    qtbot.waitUntil(lambda: page.messages.message is not None, timeout=10_000)
    assert page.messages.message is not None
    assert page.messages.message.kind == "error"

    path.write_bytes(whole)
    press_enter_on(view, "a.txt")
    qtbot.waitUntil(lambda: bool(desktop.opened), timeout=10_000)
    assert desktop.opened[0].read_bytes() == b"first"


def test_what_takes_a_while_is_told_and_can_be_cancelled(
    page: ArchivePage, runner: JobRunner, archive: Path, desktop: Desktop, qtbot: QtBot, archiver_home: Path
) -> None:
    view = show(page, archive, qtbot)
    busy = threading.Event()
    for _ in range(64):  # more than there are threads
        runner.background(lambda _: busy.wait(), lambda _: None, owner=page)
    press_enter_on(view, "letter.txt")
    qtbot.waitUntil(lambda: page.messages.message is not None, timeout=10_000)
    cancel = page.findChild(QPushButton, "messageAction")
    assert cancel is not None
    assert cancel.text() == "Cancel"

    cancel.click()
    busy.set()

    assert page.messages.message is None
    assert runner.shut_down(timeout_s=10)
    assert desktop.opened == []
    assert [found for found in (archiver_home / "cache/opened").rglob("*") if found.is_file()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes, as Linux has them")
def test_what_is_opened_bears_the_archives_download_mark(
    page: ArchivePage, archive: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    try:
        os.setxattr(archive, "user.xdg.origin.url", b"https://example.org/mail.zip")
    except OSError as error:
        pytest.skip(f"this file system keeps no extended attributes: {error}")
    view = show(page, archive, qtbot)
    press_enter_on(view, "letter.txt")
    qtbot.waitUntil(lambda: bool(desktop.opened), timeout=10_000)
    assert os.getxattr(desktop.opened[0], "user.xdg.origin.url") == b"https://example.org/mail.zip"


def test_old_names_are_read_again_as_the_user_says(page: ArchivePage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "old.zip"
    path.write_bytes(zip_with_names([name.encode("cp866") for name in ("Документ.doc", "Резюме.doc")]))
    view = show(page, path, qtbot)
    assert names(view) == ["Документ.doc", "Резюме.doc"]
    button = page.findChild(QPushButton, "namesButton")
    assert button is not None
    assert button.isVisible()
    assert page.messages.message is not None
    assert "cp866" in page.messages.message.detail
    menu = page.findChild(QMenu, "namesMenu")
    assert menu is not None
    action = menu.findChild(QAction, "namesAction_cp437")
    assert action is not None

    action.trigger()
    qtbot.waitUntil(lambda: page.current is not None and page.current.contents is not None)

    assert set(names(view)) == {name.encode("cp866").decode("cp437") for name in ("Документ.doc", "Резюме.doc")}
    assert action.isChecked()
    assert page.messages.message is None


def test_a_choice_of_names_is_kept_by_the_catalogue(
    page: ArchivePage, services: Services, runner: JobRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "old.zip"
    old = "Документ.doc".encode("cp866")
    path.write_bytes(zip_with_names([old, "Резюме.doc".encode("cp866")]))
    services.add([str(path)]).run()
    show(page, path, qtbot)
    menu = page.findChild(QMenu, "namesMenu")
    assert menu is not None
    for encoding, name in (("cp437", old.decode("cp437")), ("guess", "Документ.doc")):
        action = menu.findChild(QAction, f"namesAction_{encoding}")
        assert action is not None
        with qtbot.waitSignal(runner.job_ended):
            action.trigger()
        assert len(services.versions(name)) == 1
        page.close_tab(0)
        view = show(page, path, qtbot)
        assert name in names(view)
        assert action.isChecked()


def test_a_doubtful_guess_is_said_with_the_way_to_change_it(page: ArchivePage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "one.zip"
    path.write_bytes(zip_with_names(["café.txt".encode("cp1252")], made_by_unix=True))
    view = show(page, path, qtbot)
    assert names(view) == ["café.txt"]
    link = page.findChild(QPushButton, "messageAction")
    assert link is not None
    assert link.text() == "Change…"


def test_an_archive_with_unicode_names_has_no_such_button(page: ArchivePage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "new.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("Документ.doc", "x")
    show(page, path, qtbot)
    button = page.findChild(QPushButton, "namesButton")
    assert button is not None
    assert not button.isVisible()


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard")
def test_the_button_and_the_message_both_show_the_menu(page: ArchivePage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "old.zip"
    path.write_bytes(zip_with_names([name.encode("cp866") for name in ("Документ.doc", "Резюме.doc")]))
    show(page, path, qtbot)
    menu = page.findChild(QMenu, "namesMenu")
    assert menu is not None
    for name in ("namesButton", "messageAction"):
        button = page.findChild(QPushButton, name)
        assert button is not None
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert menu.isVisible()
        menu.close()
