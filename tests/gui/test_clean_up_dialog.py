"""The clean-up dialog: exactly what would go, seen before it can go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.gui.dialogs.clean_up import CleanUpDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.pages.catalogue import CataloguePage
from archiver_gui.gui.pages.jobs import JobsPage
from archiver_gui.services import Services
from archiver_gui.settings.options import CLEAN_UP_AT_START, USE_TRASH

W = TypeVar("W", bound=QWidget)


def build(services: Services, folder: Path, name: str) -> int:
    source = folder / f"{name}.txt"
    source.write_text(name * 100)
    options = services.build_options(sources=[str(source)], name=name, folder=str(folder), format_id="zip")
    outcome = services.build(options).run()
    assert outcome.archive is not None
    return outcome.archive.id


@pytest.fixture
def trash(archiver_home: Path) -> Path:
    """What is in the desktop's trash."""
    return archiver_home / "desktop" / "Trash" / "files"


@pytest.fixture
def ids(services: Services, tmp_path: Path) -> dict[str, int]:
    built = {name: build(services, tmp_path, name) for name in ("keep", "old", "older")}
    services.catalogue.mark([built["old"], built["older"]], datetime.now(UTC) - timedelta(days=12))
    return built


@pytest.fixture
def dialog(ids: dict[str, int], services: Services, runner: JobRunner, qtbot: QtBot) -> CleanUpDialog:
    made = CleanUpDialog(services, runner)
    qtbot.addWidget(made)
    made.show()
    return made


def purge_button(dialog: CleanUpDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "purgeButton")
    assert found is not None
    return found


def summary(dialog: CleanUpDialog) -> str:
    found = dialog.findChild(QLabel, "cleanUpSummary")
    assert found is not None
    return found.text()


def preview(dialog: CleanUpDialog) -> QTableView:
    found = dialog.findChild(QTableView, "cleanUpPreview")
    assert found is not None
    return found


def rule(dialog: CleanUpDialog, word: str) -> None:
    combo = dialog.findChild(QComboBox, "cleanUpRule")
    assert combo is not None
    at = next(at for at in range(combo.count()) if word in combo.itemText(at))
    combo.setCurrentIndex(at)


@pytest.mark.usefixtures("ids")
def test_nothing_can_be_purged_before_the_count_is_shown(services: Services, runner: JobRunner, qtbot: QtBot) -> None:
    dialog = CleanUpDialog(services, runner)  # here, for events are handled between a fixture and its test
    qtbot.addWidget(dialog)
    assert summary(dialog) == "Counting…"
    assert not purge_button(dialog).isEnabled()
    qtbot.waitUntil(lambda: summary(dialog).startswith("2 archive"))
    assert purge_button(dialog).isEnabled()
    assert "will be deleted" in summary(dialog)


def test_purging_deletes_exactly_what_was_listed(
    dialog: CleanUpDialog, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    with qtbot.waitSignal(runner.job_ended):
        QTest.mouseClick(purge_button(dialog), Qt.MouseButton.LeftButton)
    assert [record.name for record in services.archives()] == ["keep.zip"]
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["keep.zip"]


def test_an_exception_is_ticked_off_and_stays(
    dialog: CleanUpDialog, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    view = preview(dialog)
    qtbot.waitUntil(lambda: view.model().rowCount() == 2)
    row = next(row for row in range(2) if view.model().index(row, 0).data() == "old.zip")
    cell = view.visualRect(view.model().index(row, 0))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center().__class__(cell.left() + 20, cell.center().y())
    )
    assert summary(dialog).startswith("1 archive")
    view.setCurrentIndex(view.model().index(row, 0))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert summary(dialog).startswith("2 archive"), "Space ticks as well"
    QTest.keyClick(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(runner.job_ended):
        purge_button(dialog).click()
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["keep.zip", "old.zip"]


def test_older_than_counts_by_days_hours_or_seconds(dialog: CleanUpDialog, qtbot: QtBot) -> None:
    rule(dialog, "Older than")
    assert not purge_button(dialog).isEnabled(), "the old count is no longer that of the rule"
    days, unit = dialog.findChild(QSpinBox, "cleanUpDays"), dialog.findChild(QComboBox, "cleanUpUnit")
    assert days is not None
    assert unit is not None
    assert days.isVisibleTo(dialog)
    qtbot.waitUntil(lambda: summary(dialog) == "Nothing will be deleted.")
    unit.setCurrentIndex(unit.findText("seconds"))
    days.setValue(0)
    qtbot.waitUntil(lambda: summary(dialog).startswith("3 archive"))
    rule(dialog, "marked")
    qtbot.waitUntil(lambda: summary(dialog).startswith("2 archive"))


def test_what_is_missing_is_kept_unless_it_is_ticked(
    services: Services, runner: JobRunner, ids: dict[str, int], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "old.zip").unlink()
    dialog = CleanUpDialog(services, runner)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: summary(dialog).startswith("1 archive"))
    reasons = [preview(dialog).model().index(row, 2).data() for row in range(2)]
    assert "file is missing: kept" in reasons


def test_escape_closes_and_deletes_nothing(dialog: CleanUpDialog, services: Services, qtbot: QtBot) -> None:
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(services.archives()) == 3


def test_enter_does_not_purge(dialog: CleanUpDialog, services: Services, qtbot: QtBot) -> None:
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(services.archives()) == 3


def test_closing_while_it_counts_is_harmless(services: Services, runner: JobRunner, qtbot: QtBot) -> None:
    dialog = CleanUpDialog(services, runner)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()


# ---- further rules -------------------------------------------------------------------------------


def part(dialog: CleanUpDialog, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def listed(dialog: CleanUpDialog) -> dict[str, tuple[bool, str]]:
    """Name → whether it is ticked, and the reason."""
    model = preview(dialog).model()
    ticked = Qt.CheckState.Checked
    return {
        model.index(row, 0).data(): (
            Qt.CheckState(model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole)) == ticked,
            model.index(row, 2).data(),
        )
        for row in range(model.rowCount())
    }


def versions(services: Services, folder: Path, count: int) -> list[int]:
    """As many archives of one source, oldest first."""
    source = folder / "thesis.txt"
    source.write_text("x" * 5_000)
    ids = []
    for number in range(count):
        name = f"thesis-{number}"
        options = services.build_options(sources=[str(source)], name=name, folder=str(folder), format_id="tar")
        outcome = services.build(options).run()
        assert outcome.archive is not None
        ids.append(outcome.archive.id)
    return ids


def test_a_pin_protects_and_is_seen_and_cannot_be_ticked(
    services: Services, runner: JobRunner, ids: dict[str, int], qtbot: QtBot, tmp_path: Path
) -> None:
    services.pin([ids["old"]])
    dialog = CleanUpDialog(services, runner)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: summary(dialog).startswith("1 archive"))
    assert listed(dialog)["old.zip"] == (False, "pinned: kept")
    model = preview(dialog).model()
    row = list(listed(dialog)).index("old.zip")
    assert not model.setData(model.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    with qtbot.waitSignal(runner.job_ended):
        purge_button(dialog).click()
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["keep.zip", "old.zip"]


def test_the_last_of_a_source_are_kept_under_every_rule(
    services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    versions(services, tmp_path, 3)
    dialog = CleanUpDialog(services, runner)
    qtbot.addWidget(dialog)
    rule(dialog, "Older than")
    unit = part(dialog, QComboBox, "cleanUpUnit")
    unit.setCurrentIndex(unit.findText("seconds"))
    part(dialog, QSpinBox, "cleanUpDays").setValue(0)
    qtbot.waitUntil(lambda: summary(dialog).startswith("3 archive"))
    part(dialog, QCheckBox, "cleanUpFloorCheck").setChecked(True)
    part(dialog, QSpinBox, "cleanUpFloor").setValue(2)
    qtbot.waitUntil(lambda: summary(dialog).startswith("1 archive"))
    assert listed(dialog)["thesis-2.tar"] == (False, "one of the last: kept")
    assert listed(dialog)["thesis-0.tar"][0]
    rule(dialog, "All but the last")
    part(dialog, QSpinBox, "cleanUpCount").setValue(1)
    qtbot.waitUntil(lambda: summary(dialog).startswith("2 archive"))
    assert list(listed(dialog)) == ["thesis-0.tar", "thesis-1.tar"]


def test_the_oldest_go_while_all_together_are_too_large(
    services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    versions(services, tmp_path, 3)
    dialog = CleanUpDialog(services, runner)
    qtbot.addWidget(dialog)
    rule(dialog, "larger than")
    unit = part(dialog, QComboBox, "cleanUpSizeUnit")
    unit.setCurrentIndex(unit.findText("kB"))
    part(dialog, QSpinBox, "cleanUpSize").setValue(25)  # each has 10,240 bytes
    qtbot.waitUntil(lambda: summary(dialog).startswith("1 archive"))
    assert list(listed(dialog)) == ["thesis-0.tar"]


def test_what_is_missing_is_forgotten_by_a_rule_of_its_own(
    services: Services, runner: JobRunner, ids: dict[str, int], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "keep.zip").unlink()
    dialog = CleanUpDialog(services, runner)
    qtbot.addWidget(dialog)
    rule(dialog, "missing")
    qtbot.waitUntil(lambda: summary(dialog) == "1 archive will be forgotten.")
    assert purge_button(dialog).text() == "&Forget 1 archive"
    assert "no file is deleted" in part(dialog, QLabel, "cleanUpWarning").text()
    with qtbot.waitSignal(runner.job_ended):
        purge_button(dialog).click()
    assert sorted(record.name for record in services.archives()) == ["old.zip", "older.zip"]
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["old.zip", "older.zip"]


# ---- the trash -----------------------------------------------------------------------------------


def test_files_go_to_the_trash_and_come_back(
    dialog: CleanUpDialog, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path, trash: Path
) -> None:
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    assert part(dialog, QLabel, "cleanUpWarning").text() == "Files go to the trash."
    with qtbot.waitSignal(runner.job_ended) as ended:
        purge_button(dialog).click()
    assert sorted(path.name for path in trash.iterdir()) == ["old.zip", "older.zip"]
    trashed = ended.args[0].outcome.facts["trashed"]
    assert services.take_back(trashed).run().entries == 2
    assert sorted(record.name for record in services.archives()) == ["keep.zip", "old.zip", "older.zip"]
    assert (tmp_path / "old.zip").is_file()


def test_deleting_for_good_is_said_plainly_and_remembered(
    dialog: CleanUpDialog, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path, trash: Path
) -> None:
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    part(dialog, QCheckBox, "cleanUpTrashCheck").setChecked(False)
    assert "no undo" in part(dialog, QLabel, "cleanUpWarning").text()
    qtbot.waitUntil(lambda: not services.settings.get(USE_TRASH))
    with qtbot.waitSignal(runner.job_ended):
        purge_button(dialog).click()
    assert not trash.exists()
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["keep.zip"]


def test_the_catalogue_page_offers_to_take_a_purge_back(
    services: Services, runner: JobRunner, ids: dict[str, int], qtbot: QtBot, tmp_path: Path
) -> None:
    page = CataloguePage(services, runner)
    qtbot.addWidget(page)
    page.show()
    page.activated()
    page.clean_up()
    dialog = page.window().findChild(CleanUpDialog)
    assert dialog is not None
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    with qtbot.waitSignal(runner.job_ended):
        purge_button(dialog).click()
    qtbot.waitUntil(lambda: page.messages.message is not None and "trash" in page.messages.message.text)
    undo = page.findChild(QAction, "catalogueUndoAction")
    assert undo is not None
    assert undo.isEnabled()
    with qtbot.waitSignal(runner.job_ended):
        undo.trigger()
    assert (tmp_path / "old.zip").is_file()
    assert len(services.archives()) == 3


def test_what_cannot_go_to_the_trash_is_kept_and_told(
    services: Services, runner: JobRunner, ids: dict[str, int], qtbot: QtBot, tmp_path: Path, archiver_home: Path
) -> None:
    (archiver_home / "desktop").write_text("where the trash would be")
    page = CataloguePage(services, runner)
    qtbot.addWidget(page)
    page.clean_up()
    dialog = page.window().findChild(CleanUpDialog)
    assert dialog is not None
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    with qtbot.waitSignal(runner.job_ended):
        purge_button(dialog).click()
    message = page.messages.message
    assert message is not None
    assert message.text == "Not everything could be done"
    assert "could not be moved to the trash" in message.detail
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["keep.zip", "old.zip", "older.zip"]
    assert len(services.archives()) == 3


def test_a_purge_is_taken_back_from_its_card(
    dialog: CleanUpDialog, services: Services, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = JobsPage(services, runner)
    qtbot.addWidget(jobs)
    qtbot.waitUntil(purge_button(dialog).isEnabled)
    with qtbot.waitSignal(runner.job_ended):
        purge_button(dialog).click()
    undo = jobs.findChild(QPushButton, "undoJobButton")
    assert undo is not None
    with qtbot.waitSignal(runner.job_ended):
        undo.click()
    assert not undo.isEnabled()
    assert (tmp_path / "old.zip").is_file()


# ---- saved rules ---------------------------------------------------------------------------------


def test_a_rule_is_saved_chosen_proposed_at_the_start_and_removed(
    dialog: CleanUpDialog, services: Services, runner: JobRunner, qtbot: QtBot
) -> None:
    rule(dialog, "Older than")
    part(dialog, QSpinBox, "cleanUpDays").setValue(90)
    part(dialog, QCheckBox, "cleanUpFloorCheck").setChecked(True)
    dialog._saved.save("Quarterly")
    combo = part(dialog, QComboBox, "cleanUpRule")
    qtbot.waitUntil(lambda: combo.currentText() == "Quarterly")
    wanted = RetentionPolicy(older_than_s=90 * 86_400, keep_last=1)
    assert dialog.policy == services.rules()["Quarterly"] == wanted
    words = part(dialog, QLabel, "cleanUpWords")
    assert words.text() == "older than 90 days · keeps the last 1 of each source"
    actions = {action.objectName(): action for action in dialog._rule.rules_menu.actions()}
    actions["ruleAtStartAction"].trigger()
    qtbot.waitUntil(lambda: services.settings.get(CLEAN_UP_AT_START) == "Quarterly")
    other = CleanUpDialog(services, runner, saved_rule="Quarterly")
    qtbot.addWidget(other)
    qtbot.waitUntil(lambda: other.policy == wanted)
    qtbot.waitUntil(actions["removeRuleAction"].isEnabled)
    actions["removeRuleAction"].trigger()
    qtbot.waitUntil(lambda: "marked" in combo.currentText())
    assert services.rules() == {}
    assert services.settings.get(CLEAN_UP_AT_START) == ""
