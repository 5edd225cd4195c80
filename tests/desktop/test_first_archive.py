"""The main job as a person does it: drop, glance, Enter; and find it again tomorrow."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Hands, Program, running_program

pytestmark = pytest.mark.desktop


def model_of(program: Program, name: str) -> QAbstractItemModel:
    view = program.find(name)
    assert isinstance(view, QAbstractItemView)
    return view.model()


def has_text(edit: QLineEdit, text: str) -> bool:
    return edit.text() == text


def texts(model: QAbstractItemModel, column: int = 0, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [
        str(model.index(row, column, parent).data(Qt.ItemDataRole.DisplayRole)) for row in range(model.rowCount(parent))
    ]


@pytest.fixture
def things(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "Grüße & more"
    folder.mkdir()
    (folder / "inner.txt").write_text("inside\n")
    files = [tmp_path / name for name in ("one.txt", "zwei – ü.txt", "three.bin")]
    for number, file in enumerate(files):
        file.write_bytes(b"content %d\n" % number * 1000)
    return [*files, folder]


@pytest.mark.parametrize("format_id", ["zip", "tar.gz"])
def test_from_a_drop_to_a_verified_archive_that_is_there_tomorrow(
    qtbot: QtBot, hands: Hands, things: list[Path], tmp_path: Path, format_id: str
) -> None:
    target = tmp_path / "archives"
    with running_program(qtbot) as program:
        hands.drag(qtbot, things, program.find("basketView"))
        basket = model_of(program, "basketView")
        qtbot.waitUntil(lambda: basket.rowCount() == 4, timeout=10_000)
        assert set(texts(basket)) == {path.name for path in things}

        hands.click(qtbot, program.find("formatCard_" + format_id.replace(".", "_")))
        for field, text in (("nameEdit", "dropped"), ("locationEdit", str(target))):
            edit = program.find(field)
            assert isinstance(edit, QLineEdit)
            hands.click(qtbot, edit)
            hands.keys(qtbot, "ctrl+a")
            hands.type(qtbot, text)
            qtbot.waitUntil(partial(has_text, edit, text), timeout=10_000)
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.keys(qtbot, "Return")

        hands.click(qtbot, program.find("railJobs"))
        outcome = program.find("jobOutcome")
        assert isinstance(outcome, QLabel)
        qtbot.waitUntil(lambda: "complete" in outcome.text().lower(), timeout=10_000)

    archive = target / f"dropped.{format_id}"
    command = ["unzip", "-tq"] if format_id == "zip" else ["tar", "-tzf"]
    subprocess.run([*command, str(archive)], check=True, stdout=subprocess.DEVNULL)

    with running_program(qtbot) as program:
        hands.keys(qtbot, "ctrl+3")
        table = model_of(program, "catalogueTable")
        qtbot.waitUntil(lambda: texts(table) == [archive.name], timeout=10_000)
        view = program.find("catalogueTable")
        assert isinstance(view, QAbstractItemView)
        view.setCurrentIndex(table.index(0, 0))
        view.setFocus()
        hands.keys(qtbot, "Return")
        entries = model_of(program, "entryList")
        qtbot.waitUntil(lambda: set(texts(entries)) >= {"one.txt", "three.bin", "Grüße & more"}, timeout=10_000)


def test_an_archive_that_is_dropped_may_be_opened(
    qtbot: QtBot, hands: Hands, things: list[Path], tmp_path: Path
) -> None:
    subprocess.run(["tar", "-czf", str(tmp_path / "theirs.tar.gz"), "-C", str(tmp_path), "one.txt"], check=True)
    with running_program(qtbot) as program:
        hands.drag(qtbot, [tmp_path / "theirs.tar.gz"], program.find("basketView"))
        bar = program.window.current_page.messages
        qtbot.waitUntil(bar.isVisible, timeout=10_000)
        assert any("new archive" in label.text() for label in bar.findChildren(QLabel))
        assert model_of(program, "basketView").rowCount() == 0
