"""The entry index, the folder tree and the entry list, without a window."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.gui.models.entry_index import EntryIndex, EntryNode
from archiver_gui.gui.models.entry_list import EntryColumn, EntryListModel
from archiver_gui.gui.models.entry_tree import FolderTreeModel
from archiver_gui.gui.models.ordering import SLICE, sorted_gently
from archiver_gui.gui.models.roles import ICON_ROLE, RECORD_ROLE, ROWS_AT_ONCE, SIDE_TEXT_ROLE, SORT_ROLE


class Later:
    """Background work that a test finishes when it wants to."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[Progress], Any], Callable[[Any], None]]] = []

    def __call__(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self.waiting.append((work, done))

    def finish(self) -> None:
        while self.waiting:
            work, done = self.waiting.pop(0)
            done(work(Progress()))


def entry(path: str, size: int = 10, packed: int | None = 4, kind: EntryKind = EntryKind.FILE, **more: Any) -> Entry:
    return Entry(path, kind, size if kind is EntryKind.FILE else 0, packed, **more)


def folder(path: str) -> Entry:
    return entry(path, kind=EntryKind.FOLDER, packed=None)


TREE = [
    entry("src/engine/a.py", 100, 40),
    folder("docs"),
    entry("src.txt"),
    entry("src/b.py", 50, 20),
    entry("docs/guide.md", 7, 7),
    folder("empty"),
    entry("src-old/c.py"),
]


def names(index: EntryIndex, at: EntryNode) -> list[tuple[str, bool]]:
    return [(node.name, node.folder) for node in index.children(at)]


def test_a_folder_shows_each_of_its_things_once_even_when_the_archive_does_not_name_it() -> None:
    index = EntryIndex(TREE)
    assert sorted(names(index, index.root)) == [
        ("docs", True),
        ("empty", True),
        ("src", True),
        ("src-old", True),
        ("src.txt", False),
    ]
    src = index.find("src")
    assert src is not None
    assert names(index, src) == [("b.py", False), ("engine", True)]
    assert index.find("nowhere") is None


def test_a_folder_weighs_what_is_below_it() -> None:
    index = EntryIndex(TREE)
    src = index.find("src")
    assert src is not None
    assert (index.size(src), index.packed_size(src)) == (150, 60)
    assert index.size(index.root) == 177


def test_a_packed_size_that_one_file_does_not_know_is_unknown_for_its_folder() -> None:
    index = EntryIndex([entry("a/known", 5, 3), entry("a/unknown", 5, None), entry("b/known", 5, 3)])
    first, second = index.children(index.root)
    assert (index.packed_size(first), index.packed_size(second)) == (None, 3)


def test_entries_of_one_name_are_all_shown() -> None:
    index = EntryIndex([entry("twice", 1), entry("twice", 2), entry("both/in"), entry("both", 3), folder("both")])
    assert sorted(names(index, index.root)) == [("both", False), ("both", True), ("twice", False), ("twice", False)]


def test_names_that_no_file_system_has_are_shown_all_the_same() -> None:
    index = EntryIndex([entry("/etc/passwd"), entry("../up"), entry("with\0nul"), entry("bad\udcff/x")])
    assert [name for name, _ in names(index, index.root)] == ["", "..", "bad\udcff", "with\0nul"]


paths = st.lists(st.text("ab/\0.", min_size=1, max_size=8).filter(lambda path: not path.startswith("/")), max_size=30)


@given(paths)
def test_every_entry_is_reached_exactly_once_by_walking_down(drawn: list[str]) -> None:
    kept = [path.strip("/") for path in drawn if path.strip("/") and "//" not in path]
    index = EntryIndex([entry(path) for path in kept])
    seen: list[str] = []
    waiting = [index.root]
    while waiting:
        for node in index.children(waiting.pop()):
            if node.folder:
                waiting.append(node)
            else:
                seen.append(node.path)
    assert sorted(seen) == sorted(kept)


def test_the_filter_finds_at_any_depth_and_by_the_path_below_the_folder_only() -> None:
    index = EntryIndex(TREE)
    assert [node.path for node in index.matching(index.root, "PY", Progress())] == [
        "src/b.py",
        "src/engine/a.py",
        "src-old/c.py",
    ]
    src = index.find("src")
    assert src is not None
    assert [node.path for node in index.matching(src, "src", Progress())] == []


def test_building_an_index_can_be_cancelled() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        EntryIndex(TREE, progress)


@given(st.lists(st.integers(0, 50), max_size=200), st.booleans())
def test_sorting_in_slices_gives_what_sorting_gives(numbers: list[int], reverse: bool) -> None:
    items = list(enumerate(numbers * (1 + SLICE // max(1, len(numbers)))))[: SLICE * 2 + 5]
    wanted = sorted(items, key=lambda item: item[1], reverse=reverse)
    assert sorted_gently(items, lambda item: item[1], reverse=reverse) == wanted


def test_the_tree_has_folders_only_and_knows_their_sizes(qapp: object) -> None:
    model = FolderTreeModel(EntryIndex(TREE), Later())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    if model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    assert [row.data() for row in rows] == ["docs", "empty", "src", "src-old"]
    assert rows[2].data(SIDE_TEXT_ROLE) == "150 B"
    assert [model.hasChildren(row) for row in rows] == [False, False, True, False]
    assert tester.model() is model


def test_the_tree_leads_to_a_folder_that_nobody_has_opened_yet(qapp: object) -> None:
    model = FolderTreeModel(EntryIndex(TREE), Later())
    found = model.index_of("src/engine")
    assert found.data() == "engine"
    assert found.parent().data() == "src"
    assert not model.index_of("src/nothing").isValid()


def test_a_huge_folder_is_walked_in_the_background_and_comes_in_portions(qapp: object) -> None:
    count = ROWS_AT_ONCE * 2
    model = FolderTreeModel(EntryIndex([entry(f"d{number:05}/x") for number in range(count)]), later := Later())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 0
    assert not model.canFetchMore(QModelIndex()), "one walk at a time"
    later.finish()
    assert model.rowCount() == ROWS_AT_ONCE
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == count
    assert not model.canFetchMore(QModelIndex())


def listed(model: EntryListModel, column: EntryColumn = EntryColumn.NAME) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_list_shows_folders_first_and_sorts_by_any_column(qapp: object) -> None:
    model = EntryListModel(Later())
    index = EntryIndex(TREE)
    model.show_folder(index, index.root)
    assert listed(model) == ["docs", "empty", "src", "src-old", "src.txt"]
    model.sort(EntryColumn.SIZE, Qt.SortOrder.DescendingOrder)
    assert listed(model) == ["src", "src-old", "docs", "empty", "src.txt"]
    assert listed(model, EntryColumn.SIZE) == ["150 B", "10 B", "7 B", "0 B", "10 B"]
    assert model.index(0, EntryColumn.RATIO).data() == "40 %"
    assert model.index(0, EntryColumn.SIZE).data(SORT_ROLE) == 150


def test_the_list_shows_crc_lock_link_and_odd_times_as_they_are(qapp: object) -> None:
    link = entry("link", kind=EntryKind.SYMLINK, link_target="to\u202ehere")
    odd = entry("locked", crc32=0xABC, encrypted=True, mtime=1e18)
    index = EntryIndex([link, odd])
    model = EntryListModel(Later())
    model.show_folder(index, index.root)
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "link → to\\u202ehere"
    assert model.index(1, EntryColumn.CRC).data() == "00000abc"
    assert model.index(1, EntryColumn.MODIFIED).data() == ""
    assert model.index(1, 0).data(ICON_ROLE) == "lock"
    assert model.index(1, 0).data(RECORD_ROLE).entry == dataclasses.replace(odd, index=1)


def test_a_filtered_list_names_the_way_to_each_match(qapp: object) -> None:
    model = EntryListModel(Later())
    index = EntryIndex(TREE)
    model.show_folder(index, index.root, ".py ")
    assert listed(model) == ["src-old/c.py", "src/b.py", "src/engine/a.py"]


def test_what_comes_late_for_a_folder_that_was_left_is_dropped(qapp: object) -> None:
    model = EntryListModel(later := Later())
    index = EntryIndex([*(entry(f"big/{number}") for number in range(ROWS_AT_ONCE + 1)), entry("small/x")])
    big, small = index.children(index.root)
    model.show_folder(index, big)
    assert model.loading
    model.show_folder(index, small)
    later.finish()
    assert listed(model) == ["x"]
