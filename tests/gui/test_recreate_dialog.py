"""Re-create from sources: what has changed is seen, and the archive is built again from what is there now."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.gui.dialogs.recreate import RecreateDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.services import Services


@pytest.fixture
def record(services: Services, tmp_path: Path) -> ArchiveRecord:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in ("same", "edited", "gone"):
        (folder / f"{name}.txt").write_text(name)
    options = services.build_options(
        sources=[str(folder)], name="notes", folder=str(tmp_path), format_id="zip", exclude=("*.tmp",)
    )
    built = services.build(options).run().archive
    assert built is not None
    (folder / "edited.txt").write_text("edited since")
    (folder / "gone.txt").unlink()
    (folder / "fresh.txt").write_text("fresh")
    (folder / "left out.tmp").write_text("never wanted")
    return built


@pytest.fixture
def dialog(services: Services, runner: JobRunner, record: ArchiveRecord, qtbot: QtBot) -> RecreateDialog:
    made = RecreateDialog(services, runner, record)
    qtbot.addWidget(made)
    made.show()
    return made


def changes(dialog: RecreateDialog) -> dict[str, str]:
    view = dialog.findChild(QTableView, "changesTable")
    assert view is not None
    model = view.model()
    return {model.index(row, 0).data(): model.index(row, 3).data() for row in range(model.rowCount())}


def accept(dialog: RecreateDialog) -> QPushButton:
    button = dialog.findChild(QPushButton, "recreateAcceptButton")
    assert button is not None
    return button


def test_new_changed_and_gone_entries_are_listed_and_counted(dialog: RecreateDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(changes(dialog)))
    listed = changes(dialog)
    assert {path: listed.get(path) for path in ("notes/fresh.txt", "notes/edited.txt", "notes/gone.txt")} == {
        "notes/fresh.txt": "New",
        "notes/edited.txt": "Changed",
        "notes/gone.txt": "Gone",
    }
    assert "notes/left out.tmp" not in listed, "what the recipe leaves out is no change"
    summary = dialog.findChild(QLabel, "changesSummary")
    assert summary is not None
    assert summary.text().startswith("1 new, ")


def test_the_new_archive_goes_beside_the_older_one(
    dialog: RecreateDialog, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.waitUntil(accept(dialog).isEnabled)
    with qtbot.waitSignal(runner.job_ended):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    with zipfile.ZipFile(tmp_path / "notes (2).zip") as new, zipfile.ZipFile(tmp_path / "notes.zip") as old:
        assert new.read("notes/edited.txt") == b"edited since"
        assert "notes/left out.tmp" not in new.namelist()
        assert old.read("notes/edited.txt") == b"edited"


def test_the_older_archive_is_replaced_when_told_to(
    dialog: RecreateDialog, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    box = dialog.findChild(QCheckBox, "replaceOlderCheck")
    assert box is not None
    box.setChecked(True)
    qtbot.waitUntil(accept(dialog).isEnabled)
    with qtbot.waitSignal(runner.job_ended):
        accept(dialog).click()
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["notes.zip"]
    assert len(services.archives()) == 1
    with zipfile.ZipFile(tmp_path / "notes.zip") as archive:
        assert archive.read("notes/fresh.txt") == b"fresh"


def test_an_archive_made_elsewhere_says_why_it_cannot_be_made_again(
    services: Services, runner: JobRunner, record: ArchiveRecord, qtbot: QtBot
) -> None:
    services.forget([record.id])
    services.add([record.path]).run()
    (added,) = services.archives()
    dialog = RecreateDialog(services, runner, added)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog._messages.message is not None)
    assert "was not built here" in dialog._messages.message.text  # type: ignore[union-attr]
    assert not accept(dialog).isEnabled()


def test_closing_while_it_compares_is_harmless(dialog: RecreateDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
