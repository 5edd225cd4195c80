"""The preview panel: a glance at the current entry, bounded, plain, and never in the way."""

from __future__ import annotations

import io
import struct
import tarfile
import threading
import zipfile
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.archive import ArchivePage
from archiver_gui.gui.pages.preview_panel import Picture, PreviewPanel
from archiver_gui.services import Services
from archiver_gui.settings.options import PREVIEW_VISIBLE


@pytest.fixture
def page(services: Services, runner: JobRunner, qtbot: QtBot) -> ArchivePage:
    made = ArchivePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    return made


def png(width: int, height: int, rows: bytes) -> bytes:
    """A grey picture; the header may claim any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("hostile.txt", "\x1b]0;title\x07 \u202egnp.exe <img src='file:///etc/passwd'>\n")
        made.writestr("latin.txt", "Grüße\n".encode("latin-1"))
        made.writestr("long.txt", "line\n" * 100_000)
        made.writestr("picture.png", png(30, 20, (b"\0" + b"\x80" * 30) * 20))
        made.writestr("bomb.png", png(60_000, 60_000, b""))
        made.writestr("broken.png", png(30, 20, b"")[:40])
        made.writestr("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>')
        made.writestr("data.bin", b"\0\1\2AB" * 3_000)
        made.writestr("empty.txt", "")
        made.writestr("folder/inner.txt", "inner")
    return path


class Glance:
    """The page with an archive open, and what its panel shows."""

    def __init__(self, page: ArchivePage, path: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        page.open(str(path))
        qtbot.waitUntil(lambda: page.current is not None and page.current.contents is not None)
        view, panel = page.findChild(QTableView, "entryList"), page.findChild(PreviewPanel, "previewPanel")
        text, picture = page.findChild(QPlainTextEdit, "previewText"), page.findChild(Picture, "previewPicture")
        facts, title = page.findChild(QLabel, "previewFacts"), page.findChild(QLabel, "previewTitle")
        assert view is not None
        assert panel is not None
        assert text is not None
        assert picture is not None
        assert facts is not None
        assert title is not None
        self.view, self.panel, self.text, self.picture, self._facts = view, panel, text, picture, facts
        self._title = title

    def choose(self, name: str) -> None:
        names = [self.view.model().index(row, 0).data() for row in range(self.view.model().rowCount())]
        self.view.setCurrentIndex(self.view.model().index(names.index(name), 0))

    @property
    def facts(self) -> str:
        return self._facts.text()

    def text_of(self, name: str) -> str:
        self.choose(name)
        self.qtbot.waitUntil(lambda: self.text.isVisible() and self._title.text() == name, timeout=10_000)
        return self.text.toPlainText()

    def words_of(self, name: str, words: str) -> None:
        self.choose(name)
        self.qtbot.waitUntil(lambda: self.picture.isVisible() and words in self.picture.words, timeout=10_000)


def test_text_is_shown_plain_with_control_characters_escaped(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    glance = Glance(page, archive, qtbot)
    assert glance.text_of("hostile.txt") == "\\x1b]0;title\\x07 \\u202egnp.exe <img src='file:///etc/passwd'>"
    assert "UTF-8" in glance.facts


def test_text_in_another_encoding_is_shown_as_far_as_it_can_be_read(
    page: ArchivePage, archive: Path, qtbot: QtBot
) -> None:
    glance = Glance(page, archive, qtbot)
    assert glance.text_of("latin.txt") == "Gr\ufffd\ufffde"
    assert "unknown encoding" in glance.facts


def test_of_long_text_the_beginning_is_shown_and_that_is_said(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    glance = Glance(page, archive, qtbot)
    assert glance.text_of("long.txt").count("\n") == 999
    assert "the beginning" in glance.facts


def test_a_picture_is_shown_with_its_size(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    glance = Glance(page, archive, qtbot)
    glance.choose("picture.png")
    qtbot.waitUntil(lambda: "30 × 20" in glance.facts, timeout=10_000)
    assert glance.picture.words == ""
    shown: QImage = glance.picture.grab().toImage()
    middle = shown.pixelColor(shown.rect().center())
    assert middle.red() == pytest.approx(0x80, abs=2)
    assert middle.red() == middle.green() == middle.blue()


def test_a_picture_that_claims_to_be_huge_is_not_decoded(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    Glance(page, archive, qtbot).words_of("bomb.png", "too large")


def test_what_is_neither_text_nor_a_sound_picture_is_shown_in_bytes(
    page: ArchivePage, archive: Path, qtbot: QtBot
) -> None:
    glance = Glance(page, archive, qtbot)
    assert glance.text_of("data.bin").startswith("0000 00 01 02 41 42 00 01 02 ...AB...\n")
    assert glance.text_of("broken.png").startswith("0000 89 50 4e 47")


def test_a_drawing_that_could_name_other_files_is_shown_as_its_text(
    page: ArchivePage, archive: Path, qtbot: QtBot
) -> None:
    assert Glance(page, archive, qtbot).text_of("drawing.svg").startswith("<svg")


def test_folders_and_empty_files_are_said_to_have_none(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    glance = Glance(page, archive, qtbot)
    glance.words_of("folder", "A folder has no preview")
    glance.words_of("empty.txt", "This file is empty")


def test_a_damaged_entry_says_so(page: ArchivePage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("letter.txt", "Dear all")
    path.write_bytes(path.read_bytes().replace(b"Dear all", b"Dear ill"))
    Glance(page, path, qtbot).words_of("letter.txt", "damaged")


def test_an_entry_of_a_compressed_stream_is_shown(page: ArchivePage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "stream.tar.gz"
    with tarfile.open(path, "w:gz") as made:
        for number in range(50):
            content = f"content {number}".encode()
            info = tarfile.TarInfo(f"{number:02}.txt")
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    assert Glance(page, path, qtbot).text_of("42.txt") == "content 42"


def test_the_entry_chosen_last_counts_and_reading_the_others_is_cancelled(
    page: ArchivePage, runner: JobRunner, archive: Path, qtbot: QtBot
) -> None:
    glance = Glance(page, archive, qtbot)
    busy = threading.Event()
    for _ in range(64):  # more than there are threads
        runner.background(lambda _: busy.wait(), lambda _: None, owner=page)
    glance.words_of("long.txt", "Reading")
    glance.choose("hostile.txt")
    glance.words_of("empty.txt", "This file is empty")

    busy.set()
    assert runner.shut_down(timeout_s=10)
    QCoreApplication.sendPostedEvents()  # what the threads said last

    assert glance.picture.words == "This file is empty."


def test_space_hides_the_panel_and_shows_it_again_and_that_is_remembered(
    page: ArchivePage, services: Services, archive: Path, qtbot: QtBot
) -> None:
    glance = Glance(page, archive, qtbot)
    glance.choose("empty.txt")
    glance.view.setFocus()
    assert glance.panel.isVisible()

    QTest.keyClick(glance.view, Qt.Key.Key_Space)
    assert not glance.panel.isVisible()
    qtbot.waitUntil(lambda: not services.settings.get(PREVIEW_VISIBLE), timeout=10_000)

    action = page.findChild(QAction, "previewAction")
    assert action is not None
    assert not action.isChecked()
    QTest.keyClick(glance.view, Qt.Key.Key_Space)
    assert glance.panel.isVisible()
    glance.words_of("folder", "A folder has no preview")


def test_in_a_narrow_window_the_panel_waits_to_be_asked_for(page: ArchivePage, archive: Path, qtbot: QtBot) -> None:
    page.resize(700, 500)
    glance = Glance(page, archive, qtbot)
    assert not glance.panel.isVisible()
    glance.view.setFocus()
    QTest.keyClick(glance.view, Qt.Key.Key_Space)
    assert glance.panel.isVisible()
