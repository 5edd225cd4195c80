"""The catalogue's table and the clean-up's preview, without a window."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from archiver_gui.catalogue.purge import PurgeItem, PurgePlan
from archiver_gui.core.archives import ArchiveLine, ArchiveRecord, ArchiveState
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.retention import Reason, Rule
from archiver_gui.gui.models.archive_selection import Selected
from archiver_gui.gui.models.archive_state import state_mark
from archiver_gui.gui.models.archive_table import ArchiveColumn, ArchiveRows, ArchiveTableModel
from archiver_gui.gui.models.purge_preview import PreviewColumn, PurgePreviewModel
from archiver_gui.gui.models.roles import ALIGN_END, CHIP_ROLE, ROWS_AT_ONCE, SORT_ROLE, STRUCK_ROLE

NOW = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)


def at_once(work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
    done(work(Progress()))


def record(number: int, **values: Any) -> ArchiveRecord:
    plain: dict[str, Any] = {
        "name": f"archive {number}.zip",
        "path": f"/archives/archive {number}.zip",
        "size": number * 1_000_000,
        "backend_id": "zip",
        "format_id": "zip",
        "state": ArchiveState.READY,
        "created": NOW - timedelta(days=number),
        "entries": number,
        "content_size": 10_000_000,
        "verdict": "complete",
    }
    return ArchiveRecord(id=number, **(plain | values))


def marked(archive: ArchiveRecord) -> PurgeItem:
    return PurgeItem(archive, Reason(Rule.MARKED, "marked for deletion"))


def line(number: int, **values: Any) -> ArchiveLine:
    """What the table has of the same archive."""
    known = record(number, **values)
    moments = [None if one is None else one.isoformat() for one in (known.deleted, known.verified)]
    return ArchiveLine(
        known.id, known.name, known.path, known.size, known.backend_id, known.format_id, known.state.value,
        known.created.isoformat(), known.role, moments[0], known.entries, known.content_size, known.verdict,
        known.remark_count, moments[1], known.damage, known.damaged_count, None, int(known.pinned),
    )  # fmt: skip


def filled(*lines: ArchiveLine) -> ArchiveTableModel:
    model = ArchiveTableModel(at_once)
    model.show_sorted(model.sorter()(list(lines), Progress()))
    return model


def column(model: ArchiveTableModel, which: ArchiveColumn) -> list[Any]:
    return [model.index(row, which).data() for row in range(model.rowCount())]


def test_the_table_is_a_sound_model_and_starts_with_the_newest(qapp: object) -> None:
    model = filled(line(2), line(1), line(3))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert column(model, ArchiveColumn.NAME) == ["archive 1.zip", "archive 2.zip", "archive 3.zip"]
    assert column(model, ArchiveColumn.SIZE) == ["1.00 MB", "2.00 MB", "3.00 MB"]
    assert column(model, ArchiveColumn.RATIO) == ["10 %", "20 %", "30 %"]
    assert tester.model() is model


@pytest.mark.parametrize("which", list(ArchiveColumn))
def test_every_column_sorts_both_ways_by_its_sort_role(which: ArchiveColumn, qapp: object) -> None:
    model = filled(
        line(1, name="b.zip", role="student", content_size=0),
        line(2, name="A.zip", state=ArchiveState.OFFLINE, backend_id="tar", format_id="tar.gz"),
        line(3, name="c.zip", path="/elsewhere/c.zip", deleted=NOW),
    )
    for order in Qt.SortOrder:
        model.sort(which, order)
        keys = [model.index(row, which).data(SORT_ROLE) for row in range(model.rowCount())]
        assert keys == sorted(keys, reverse=order == Qt.SortOrder.DescendingOrder)


def test_sorting_keeps_a_held_row_with_its_archive(qapp: object) -> None:
    model = filled(line(1), line(2), line(3))
    held = QPersistentModelIndex(model.index(0, 0))
    model.sort(ArchiveColumn.SIZE, Qt.SortOrder.DescendingOrder)
    assert held.row() == 2
    assert model.lines[held.row()].id == 1


def test_long_tables_are_sorted_in_the_background_and_only_the_last_wish_counts(qapp: object) -> None:
    waiting: list[Callable[[], None]] = []
    model = ArchiveTableModel(lambda work, done: waiting.append(lambda: done(work(Progress()))))
    model.show_sorted(ArchiveRows([line(number) for number in range(ROWS_AT_ONCE + 1)]))
    model.sort(ArchiveColumn.SIZE, Qt.SortOrder.AscendingOrder)
    model.sort(ArchiveColumn.SIZE, Qt.SortOrder.DescendingOrder)
    waiting[1]()
    waiting[0]()
    assert model.lines[0].size == ROWS_AT_ONCE * 1_000_000


def test_rows_that_only_changed_are_updated_in_place(qtbot: QtBot) -> None:
    model = filled(line(1), line(2))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_sorted(ArchiveRows([line(1, deleted=NOW), line(2)]))
    assert model.index(0, 0).data(STRUCK_ROLE)
    assert not model.index(1, 0).data(STRUCK_ROLE)


def test_figures_and_dates_stand_at_the_end_of_their_column(qapp: object) -> None:
    model = filled(line(1))
    for which in (ArchiveColumn.CREATED, ArchiveColumn.SIZE, ArchiveColumn.ENTRIES):
        assert model.index(0, which).data(Qt.ItemDataRole.TextAlignmentRole) == ALIGN_END
        assert model.headerData(which, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == ALIGN_END


def test_figures_follow_the_locale(qapp: object) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        model = filled(line(1, size=1_310_000_000, entries=3033))
        assert column(model, ArchiveColumn.SIZE) == ["1,31 GB"]
        assert column(model, ArchiveColumn.ENTRIES) == ["3.033"]
    finally:
        QLocale.setDefault(before)


def test_names_are_plain_text_and_whole_in_the_tooltip(qapp: object) -> None:
    model = filled(line(1, name="evil\u202egpj.zip", path="/x/evil\u202egpj.zip"))
    assert column(model, ArchiveColumn.NAME) == ["evil\\u202egpj.zip"]
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "/x/evil\\u202egpj.zip"


@pytest.mark.parametrize(
    ("values", "text", "kind"),
    [
        ({}, "Complete", "good"),
        ({"verified": NOW - timedelta(hours=1)}, "Verified today", "good"),
        ({"verdict": "remarks", "remark_count": 2}, "2 remark", "warning"),
        ({"verdict": "partial", "remark_count": 2}, "Partial", "warning"),
        ({"damage": "wrong digest"}, "Damaged", "error"),
        ({"state": ArchiveState.MISSING}, "File is missing", "warning"),
        ({"state": ArchiveState.OFFLINE}, "Disk not connected", "warning"),
        ({"state": ArchiveState.FAILED}, "Failed", "error"),
        ({"deleted": NOW}, "Marked for deletion", "plain"),
        ({"deleted": NOW, "state": ArchiveState.MISSING}, "Marked, file is missing", "warning"),
        ({"deleted": NOW, "damage": "x"}, "Marked for deletion", "plain"),
    ],
)
def test_the_state_says_what_matters_most(values: dict[str, Any], text: str, kind: str, qapp: object) -> None:
    mark = state_mark(record(1, **values), NOW)
    assert mark.text.startswith(text)
    assert mark.kind == kind
    model = filled(line(1, **values))
    assert model.index(0, ArchiveColumn.STATE).data(CHIP_ROLE) == (mark.kind, mark.icon)


def test_unticked_rows_are_kept_and_say_so(qtbot: QtBot) -> None:
    model = PurgePreviewModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_plan(PurgePlan((marked(record(1)), marked(record(2)))))
    with qtbot.waitSignal(model.kept_changed):
        model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.kept_ids == {1}
    assert model.index(0, PreviewColumn.REASON).data() == "kept"
    model.setData(model.index(0, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.kept_ids == set()
    assert tester.model() is model


def test_a_new_plan_is_ticked_throughout(qapp: object) -> None:
    model = PurgePreviewModel()
    model.show_plan(PurgePlan((marked(record(1)),)))
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    model.show_plan(PurgePlan((marked(dataclasses.replace(record(1), size=5)),)))
    assert model.kept_ids == set()


def test_a_long_selection_is_summed_up_without_the_window(qtbot: QtBot) -> None:
    lines = [line(number) for number in range(ROWS_AT_ONCE + 1)] + [
        line(9_999, deleted=NOW, state=ArchiveState.OFFLINE)
    ]
    found = Selected.of(lines, Progress())
    assert (found.count, found.marked, found.away, found.pinned) == (len(lines), 1, 1, 0)
    assert found.entries == sum(one.entries for one in lines)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        Selected.of(lines, stopped)


def test_states_are_sorted_by_how_much_they_need_somebody(qapp: object) -> None:
    model = filled(
        line(1),
        line(2, verified=NOW),
        line(3, damage="x", verified=NOW),
        line(4, state=ArchiveState.MISSING),
        line(5, verdict="partial"),
        line(6, deleted=NOW),
    )
    model.sort(ArchiveColumn.STATE, Qt.SortOrder.AscendingOrder)
    assert [one.id for one in model.lines] == [3, 4, 5, 6, 1, 2]
