"""A damaged catalogue: said in words, put right by one button, and no archive lost."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import UnusableCatalogueError
from archiver_gui.core.outcome import Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.gui.app import _loss
from archiver_gui.gui.dialogs.rescue import Mended, RescueDialog, mended_message
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.jobs import JobsPage
from archiver_gui.services import CatalogueFile, Services


def build(services: Services, folder: Path, name: str) -> str:
    source = folder / "source.txt"
    folder.mkdir(exist_ok=True)
    source.write_text(name)
    options = services.build_options(sources=[str(source)], name=name, folder=str(folder), format_id="zip")
    outcome = services.build(options).run()
    assert outcome.archive is not None
    return outcome.archive.path


@pytest.fixture
def paths(tmp_path: Path, archiver_home: Path) -> list[str]:
    """Of two archives that a copy of the catalogue knows, and of one that was made later elsewhere."""
    services = Services.open()
    known = [build(services, tmp_path / "elsewhere", "first"), build(services, archiver_home / "archives", "second")]
    assert services.catalogue.upkeep.keep_daily_copy()
    known.append(build(services, tmp_path / "elsewhere", "third"))
    services.close()
    return known


def spoil(file: Path) -> UnusableCatalogueError:
    content = bytearray(file.read_bytes())
    content[0:100] = os.urandom(100)
    content[8192:] = os.urandom(len(content) - 8192)
    file.write_bytes(content)
    with pytest.raises(UnusableCatalogueError) as caught:
        Services.open()
    return caught.value


@pytest.fixture
def dialog(paths: list[str], runner: JobRunner, qtbot: QtBot) -> RescueDialog:
    file = CatalogueFile.of_home()
    made = RescueDialog(spoil(file.path), file, runner)
    qtbot.addWidget(made)
    made.show()
    return made


def press(dialog: RescueDialog, name: str, qtbot: QtBot) -> Mended:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert dialog.mended is not None
    return dialog.mended


def listed_after(mended: Mended) -> list[str]:
    services = Services.open()
    outcome = services.add_lost(mended.paths, mended.since, mended.aside).run()
    assert outcome.verdict is Verdict.COMPLETE, outcome.remarks
    listed = sorted(record.path for record in services.archives())
    services.close()
    return listed


@pytest.mark.parametrize("button", ["putBackButton", "rebuildButton"])
def test_either_way_every_archive_is_listed_again_and_the_damaged_file_is_kept(
    dialog: RescueDialog, paths: list[str], button: str, qtbot: QtBot
) -> None:
    damaged = CatalogueFile.of_home().path.read_bytes()
    mended = press(dialog, button, qtbot)
    assert mended.aside is not None
    assert (mended.aside / "catalogue.sqlite3").read_bytes() == damaged
    assert listed_after(mended) == sorted(paths)
    assert str(mended.aside) in mended_message(mended, ("Show jobs", dialog.show)).sentence


@pytest.mark.parametrize("button", ["putBackButton", "rebuildButton"])
def test_what_was_said_of_archives_is_kept_and_so_are_those_that_are_away(
    tmp_path: Path, archiver_home: Path, runner: JobRunner, button: str, qtbot: QtBot
) -> None:
    services = Services.open()
    services.save_rule("old ones", RetentionPolicy(older_than_s=86_400.0))
    path, away = build(services, tmp_path / "elsewhere", "first"), build(services, tmp_path / "stick", "second")
    assert services.catalogue.upkeep.keep_daily_copy()
    later = build(services, tmp_path / "drawer", "third")  # no copy knows it
    before = {record.path: record for record in services.archives()}
    services.pin([before[path].id])
    services.mark([before[later].id])
    services.close()
    for folder in ("stick", "drawer"):
        (tmp_path / folder).rename(tmp_path / f"{folder} is away")
    file = CatalogueFile.of_home()
    content = bytearray(file.path.read_bytes())
    content[0:100] = os.urandom(100)
    file.path.write_bytes(content)
    dialog = RescueDialog(UnusableCatalogueError("damaged", "", ""), file, runner)
    qtbot.addWidget(dialog)
    mended = press(dialog, button, qtbot)
    assert listed_after(mended) == sorted([path, away, later])
    services = Services.open()
    services.refresh_presence()
    after = {record.path: record for record in services.archives()}
    assert {one: record.state for one, record in after.items()} == {
        path: ArchiveState.READY,
        away: ArchiveState.OFFLINE,
        later: ArchiveState.OFFLINE,
    }
    assert after[later].marked
    assert after[later].sha256 == before[later].sha256  # by which it is found again elsewhere
    assert after[path].created == before[path].created
    assert after[path].pinned or button == "putBackButton"  # the copy is older than the pin
    assert services.search("source.txt").entries.matches
    assert services.recipe_of(after[path].id) is not None
    assert list(services.rules()) == ["old ones"]
    services.close()


def test_it_says_what_is_wrong_and_that_the_archives_are_not_affected(dialog: RescueDialog) -> None:
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "The catalogue is damaged" in said
    assert "Your archives are not affected" in said
    assert str(CatalogueFile.of_home().path) in said


def test_a_copy_that_is_damaged_too_is_refused_and_an_older_one_can_be_chosen(
    paths: list[str], runner: JobRunner, qtbot: QtBot
) -> None:
    file = CatalogueFile.of_home()
    error = spoil(file.path)
    (sound,) = file.copies()
    newer = sound.path.with_name(f"{(sound.made + timedelta(hours=1)).strftime('%Y%m%dT%H%M%S')}-daily.sqlite3")
    newer.write_bytes(sound.path.read_bytes()[:8192] + b"\xff" * 8192)
    dialog = RescueDialog(error, file, runner)
    qtbot.addWidget(dialog)
    dialog.show()
    button, combo = dialog.findChild(QPushButton, "putBackButton"), dialog.findChild(QComboBox, "rescueCopyCombo")
    assert button is not None
    assert combo is not None
    button.click()
    qtbot.waitUntil(lambda: dialog._messages.message is not None)
    assert "damaged as well" in dialog._messages.message.text  # type: ignore[union-attr]
    combo.setCurrentIndex(1)
    assert listed_after(press(dialog, "putBackButton", qtbot)) == sorted(paths)


def test_a_catalogue_that_is_gone_is_told_while_copies_of_it_are_there(
    paths: list[str], runner: JobRunner, qtbot: QtBot
) -> None:
    file = CatalogueFile.of_home()
    assert _loss() is None
    for part in file.path.parent.glob("catalogue.sqlite3*"):
        part.unlink()
    loss = _loss()
    assert loss is not None
    dialog = RescueDialog(loss, file, runner)
    qtbot.addWidget(dialog)
    assert "The catalogue is missing" in [label.text() for label in dialog.findChildren(QLabel)]
    mended = press(dialog, "putBackButton", qtbot)
    assert mended.aside is None
    assert listed_after(mended) == sorted(paths)
    assert _loss() is None


def test_leaving_changes_nothing(dialog: RescueDialog) -> None:
    before = CatalogueFile.of_home().path.read_bytes()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.mended is None
    assert CatalogueFile.of_home().path.read_bytes() == before


def test_damage_that_is_met_later_can_be_repaired_from_the_message(
    services: Services, runner: JobRunner, qtbot: QtBot
) -> None:
    page = JobsPage(services, runner)
    qtbot.addWidget(page)
    page.show_error(UnusableCatalogueError("The catalogue is damaged"))
    link = page.findChild(QPushButton, "messageAction")
    assert link is not None
    with qtbot.waitSignal(page.repair_requested):
        link.click()


def test_what_lies_deeper_than_known_archives_is_left_alone(
    services: Services, tmp_path: Path, archiver_home: Path
) -> None:
    first = build(services, tmp_path / "a", "first")
    beside = build(services, tmp_path / "a", "beside")
    build(services, tmp_path / "a" / "deep", "deep")
    services.forget([record.id for record in services.archives()])
    assert not (archiver_home / "archives").exists()
    services.add_lost([first, str(tmp_path / "gone" / "x.zip")], None).work(Progress())
    assert sorted(record.path for record in services.archives()) == sorted([first, beside])
