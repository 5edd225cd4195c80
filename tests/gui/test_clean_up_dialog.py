"""The clean-up dialog: exactly what would go, seen before it can go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox, QTableView
from pytestqt.qtbot import QtBot

from archiver_gui.gui.dialogs.clean_up import CleanUpDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.services import Services


def build(services: Services, folder: Path, name: str) -> int:
    source = folder / f"{name}.txt"
    source.write_text(name * 100)
    options = services.build_options(sources=[str(source)], name=name, folder=str(folder), format_id="zip")
    outcome = services.build(options).run()
    assert outcome.archive is not None
    return outcome.archive.id


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
