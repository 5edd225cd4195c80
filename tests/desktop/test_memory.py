"""What the catalogue is for, with real keys and clicks: old versions, moved archives, clean-up, damage."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QPushButton, QSpinBox, QTableView
from pytestqt.qtbot import QtBot

from archiver_gui.core.archives import ArchiveState
from archiver_gui.gui.models.archive_table import ArchiveColumn
from archiver_gui.services import CatalogueFile, Services
from tests.desktop.conftest import Hands, Program, running_program
from tests.desktop.test_daily_use import build, dialog_part, select
from tests.desktop.test_first_archive import model_of, texts

pytestmark = pytest.mark.desktop

_START = "import sys; from archiver_gui.__main__ import gui_main; sys.exit(gui_main())"


def build_version(program: Program, source: Path, content: str, name: str) -> Path:
    source.write_text(content)
    options = program.services.build_options(
        sources=[str(source)], name=name, folder=str(source.parent / "archives"), format_id="zip"
    )
    outcome = program.services.build(options).run()
    assert outcome.archive is not None
    return Path(outcome.archive.path)


def view(program: Program, name: str) -> QTableView:
    found = program.find(name)
    assert isinstance(found, QTableView)
    return found


def test_an_old_version_is_found_and_extracted(qtbot: QtBot, hands: Hands, tmp_path: Path) -> None:
    with running_program(qtbot) as program:
        for number, content in enumerate(("first words", "second thoughts", "last words")):
            build_version(program, tmp_path / "novel.txt", content, f"novel-{number}")
        hands.keys(qtbot, "ctrl+shift+f")
        qtbot.waitUntil(program.find("catalogueFilter").hasFocus, timeout=10_000)
        hands.type(qtbot, "novel.txt")
        matches = view(program, "entryMatches")
        qtbot.waitUntil(lambda: texts(matches.model()) == ["novel.txt"], timeout=10_000)
        hands.click_row(qtbot, matches, 0)
        hands.click(qtbot, program.find("showVersionsButton"))
        qtbot.waitUntil(lambda: matches.model().rowCount() == 3, timeout=10_000)
        contents = [matches.model().index(row, 5).data() for row in range(3)]
        assert contents == ["Changed", "Changed", "Oldest"]
        hands.click_row(qtbot, matches, 2)
        hands.click(qtbot, program.find("extractVersionButton"))
        folder = dialog_part(qtbot, "extractDialog", "extractFolderEdit")
        qtbot.waitUntil(lambda: folder.window().isActiveWindow(), timeout=10_000)
        hands.keys(qtbot, "ctrl+a")
        hands.type(qtbot, str(tmp_path / "old"))
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.keys(qtbot, "Return")
    assert (tmp_path / "old" / "novel.txt").read_text() == "first words"


def test_an_archive_that_was_moved_is_relinked_by_its_file(qtbot: QtBot, hands: Hands, tmp_path: Path) -> None:
    with running_program(qtbot) as program:
        archive = build(program, tmp_path, "notes")
        (tmp_path / "elsewhere").mkdir()
        moved = archive.rename(tmp_path / "elsewhere" / "renamed.zip")
        hands.keys(qtbot, "ctrl+3")
        select(qtbot, program, "notes.zip")
        relink = program.find("relinkButton")
        qtbot.waitUntil(relink.isVisible, timeout=10_000)
        hands.click(qtbot, relink)
        name = dialog_part(qtbot, "QFileDialog", "fileNameEdit")
        qtbot.waitUntil(lambda: name.window().isActiveWindow(), timeout=10_000)
        hands.type(qtbot, str(moved))
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.keys(qtbot, "Return")
        qtbot.waitUntil(lambda: texts(model_of(program, "catalogueTable")) == ["renamed.zip"], timeout=10_000)
        (record,) = program.services.archives()
        assert (record.path, record.state) == (str(moved), ArchiveState.READY)


def test_a_found_entry_leads_to_its_place_in_an_archive_that_is_away(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    with running_program(qtbot) as program:
        archive = build_version(program, tmp_path / "novel.txt", "words", "novel")
        moved = archive.rename(tmp_path / "elsewhere.zip")
        hands.keys(qtbot, "ctrl+shift+f")
        qtbot.waitUntil(program.find("catalogueFilter").hasFocus, timeout=10_000)
        hands.type(qtbot, "novel.txt")
        matches = view(program, "entryMatches")
        qtbot.waitUntil(lambda: texts(matches.model()) == ["novel.txt"], timeout=10_000)
        hands.keys(qtbot, "Down")
        qtbot.waitUntil(matches.hasFocus, timeout=10_000)
        hands.keys(qtbot, "Return")
        entries = view(program, "entryList")
        qtbot.waitUntil(lambda: texts(entries.model()) == ["novel.txt"], timeout=10_000)
        qtbot.waitUntil(lambda: entries.currentIndex().row() == 0, timeout=10_000)
        assert not program.find("extractAllButton").isEnabled()
        link = next(one for one in program.window.findChildren(QPushButton, "messageAction") if one.isVisible())
        assert link.text().strip() == "Relink…"
        hands.click(qtbot, link)
        name = dialog_part(qtbot, "QFileDialog", "fileNameEdit")
        qtbot.waitUntil(lambda: name.window().isActiveWindow(), timeout=10_000)
        hands.type(qtbot, str(moved))
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.keys(qtbot, "Return")
        qtbot.waitUntil(program.find("extractAllButton").isEnabled, timeout=10_000)


def test_a_clean_up_keeps_what_is_pinned_and_the_last_of_each_source(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    with running_program(qtbot) as program:
        archives = [build_version(program, tmp_path / "diary.txt", str(day), f"diary-{day}") for day in range(4)]
        hands.keys(qtbot, "ctrl+3")
        select(qtbot, program, archives[0].name)
        hands.click(qtbot, program.find("pinButton"))
        qtbot.waitUntil(lambda: program.services.archives()[-1].pinned, timeout=10_000)

        hands.click(qtbot, program.find("cleanUpButton"))
        rule = dialog_part(qtbot, "cleanUpDialog", "cleanUpRule")
        assert isinstance(rule, QComboBox)
        qtbot.waitUntil(lambda: rule.window().isActiveWindow(), timeout=10_000)
        rule.setFocus()
        hands.keys(qtbot, "Down")  # Older than
        days = dialog_part(qtbot, "cleanUpDialog", "cleanUpDays")
        unit = dialog_part(qtbot, "cleanUpDialog", "cleanUpUnit")
        assert isinstance(days, QSpinBox)
        unit.setFocus()
        hands.keys(qtbot, "End")  # seconds
        days.setFocus()
        hands.keys(qtbot, "ctrl+a")
        hands.type(qtbot, "0")
        hands.click(qtbot, dialog_part(qtbot, "cleanUpDialog", "cleanUpFloorCheck"))
        summary = dialog_part(qtbot, "cleanUpDialog", "cleanUpSummary")
        assert isinstance(summary, QLabel)
        qtbot.waitUntil(lambda: summary.text().startswith("2 archive"), timeout=10_000)
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.click(qtbot, dialog_part(qtbot, "cleanUpDialog", "purgeButton"))
        assert [path.exists() for path in archives] == [True, False, False, True]
        qtbot.waitUntil(lambda: len(texts(model_of(program, "catalogueTable"))) == 2, timeout=10_000)
        qtbot.waitUntil(program.window.isActiveWindow, timeout=10_000)
        program.find("catalogueTable").setFocus()
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.keys(qtbot, "ctrl+z")
        assert [path.exists() for path in archives] == [True] * 4


def test_an_archive_is_built_again_after_its_source_has_changed(qtbot: QtBot, hands: Hands, tmp_path: Path) -> None:
    with running_program(qtbot) as program:
        archive = build(program, tmp_path, "plan")
        (tmp_path / "plan.txt").write_text("another plan")
        hands.keys(qtbot, "ctrl+3")
        select(qtbot, program, archive.name)
        hands.click(qtbot, program.find("recreateButton"))
        changes = dialog_part(qtbot, "recreateDialog", "changesTable")
        assert isinstance(changes, QAbstractItemView)
        qtbot.waitUntil(lambda: texts(changes.model()) == ["plan.txt"], timeout=10_000)
        assert changes.model().index(0, 3).data() == "Changed"
        accept = dialog_part(qtbot, "recreateDialog", "recreateAcceptButton")
        qtbot.waitUntil(accept.isEnabled, timeout=10_000)
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.click(qtbot, accept)
        with zipfile.ZipFile(tmp_path / "plan (2).zip") as again:
            assert again.read("plan.txt") == b"another plan"


def test_verifying_after_one_flipped_byte_names_the_entry(qtbot: QtBot, hands: Hands, tmp_path: Path) -> None:
    with running_program(qtbot) as program:
        archive = build(program, tmp_path, "ledger")
        content = bytearray(archive.read_bytes())
        content[content.index(b"ledgerPK")] ^= 1  # stored, right before the directory
        archive.write_bytes(content)
        hands.keys(qtbot, "ctrl+3")
        select(qtbot, program, archive.name)
        with qtbot.waitSignal(program.runner.job_ended, timeout=30_000):
            hands.click(qtbot, program.find("verifyButton"))
        damage = program.find("detailsDamage")
        assert isinstance(damage, QLabel)
        qtbot.waitUntil(lambda: damage.isVisible() and damage.text().startswith("ledger.txt"), timeout=10_000)
        cell = model_of(program, "catalogueTable").index(0, ArchiveColumn.HEALTH)
        assert cell.data().startswith("Damaged: 1 entr")
        assert "ledger.txt" in cell.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("with_copy", [True, False], ids=["put back", "built anew"])
def test_a_damaged_catalogue_is_put_right_at_the_start_and_no_archive_is_lost(
    qtbot: QtBot, hands: Hands, tmp_path: Path, *, with_copy: bool
) -> None:
    services = Services.open()
    paths = []
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(name)
        options = services.build_options(
            sources=[str(tmp_path / f"{name}.txt")], name=name, folder=str(tmp_path / "kept"), format_id="tar.gz"
        )
        outcome = services.build(options).run()
        assert outcome.archive is not None
        paths.append(outcome.archive.path)
        if name == "two" and with_copy:
            assert services.catalogue.upkeep.keep_daily_copy()
    services.close()
    file = CatalogueFile.of_home().path
    damaged = os.urandom(100) + file.read_bytes()[100:]
    file.write_bytes(damaged)

    process = subprocess.Popen([sys.executable, "-c", _START], env=os.environ, stderr=subprocess.PIPE, text=True)
    try:
        hands.do("search", "--sync", "--onlyvisible", "--pid", process.pid)
        qtbot.waitUntil(lambda: hands.asks("getactivewindow", "getwindowpid") == str(process.pid), timeout=20_000)
        before = hands.asks("getactivewindow")
        qtbot.wait(300)
        hands.keys(qtbot, "Return")  # the one that has the focus: the copy, or where there is none, building anew
        qtbot.waitUntil(lambda: _listed() == sorted(paths), timeout=20_000)
        qtbot.waitUntil(lambda: _active(hands, process) not in ("", before), timeout=20_000)
        qtbot.wait(500)
        hands.keys(qtbot, "ctrl+q")
        process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0
    (aside,) = file.parent.glob("replaced-*")
    assert (aside / file.name).read_bytes() == damaged


def _listed() -> list[str]:
    """The archives that another process's catalogue lists by now."""
    if not CatalogueFile.of_home().path.exists() or CatalogueFile.of_home().path.read_bytes()[:6] != b"SQLite":
        return []
    services = Services.open()
    found = sorted(record.path for record in services.archives())
    services.close()
    return found


def _active(hands: Hands, process: subprocess.Popen[str]) -> str:
    """The active window, if it is the process's."""
    own = hands.asks("getactivewindow", "getwindowpid") == str(process.pid)
    return hands.asks("getactivewindow") if own else ""
