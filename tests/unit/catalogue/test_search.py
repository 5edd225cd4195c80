"""Whatever way a search takes, it finds what going through everything by hand would find, newest first."""

from __future__ import annotations

import fnmatch
import itertools
import os
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.catalogue import candidates, search, watch
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.entry_table import EntryTable
from archiver_gui.core.folding import fold
from archiver_gui.core.matches import EntryMatch
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.query import Query, parse_query
from archiver_gui.core.written import WrittenEntries

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import OptionsFor

FOLDERS = ("", "docs/", "docs/2025/", "Fotos/Köln/", "src/core/", "/abs/", "bad\udcff/")
STEMS = ("report", "Übersicht", "main", "a", "x_y", "100%", "photo", "zz", "back\\slash")
SUFFIXES = ("", ".txt", ".JPG", ".jpg", ".tar.gz", ".c", ".averyveryverylongsuffix")
QUERIES = (
    "report", "REPORT txt", "ubersicht", "köln", "docs/2025", "zz", "a", "x_y", "0%", "back\\", "*.jpg", "*.c", "*.gz",
    "*.averyveryverylongsuffix", "rep*t.*", "docs/*", "?.txt", "main *.jpg", "size>1M", "size>10M", "size<10", "size:0",
    "report size>1M", "*.jpg size<1k", "after:2024", "before:2020", "main before:2022 after:2021", "in:even", "in:#3",
    "report in:even", "*.jpg in:#4", "in:even in:8", "kind:folder", "docs kind:folder,link", "kind:hardlink size>5",
    "report in:nowhere", "nothing of this kind", "qq", "hash:07 report", "hash:0",
    "hash:0707", "hash:070", "hash:05050505050505050505050505050505", "zz size>1M",
    "rt", "kö", "ub", "zz jpg", "/a", "x_ txt", "src core main",
)  # fmt: skip


@dataclass
class World:
    """A catalogue, and what is in it as plain values."""

    catalogue: Catalogue
    archives: list[ArchiveRecord]
    rows: list[tuple[int, int, str, EntryKind, int, float | None, bytes | None]]  # archive, position, row


@pytest.fixture
def world(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> World:
    chance = random.Random(5)
    archives, rows = [], []
    for number in range(12):
        written = WrittenEntries()
        for _ in range(60):
            path = chance.choice(FOLDERS) + chance.choice(STEMS) + chance.choice(SUFFIXES)
            kind = chance.choice((*[EntryKind.FILE] * 6, *EntryKind))
            size = chance.choice((0, 5, 999, 5_000, 1_000_000, 1_000_001, 20_000_000)) if kind is EntryKind.FILE else 0
            mtime = chance.choice((None, chance.uniform(1.5e9, 1.8e9)))
            digest = bytes([chance.randrange(1, 12)]) * 16 if kind is EntryKind.FILE else None
            written.append(path, kind, size, mtime, digest)
        target = tmp_path / f"{'even' if number % 2 == 0 else 'odd'}-{number}.shelf"
        with catalogue.intent(options_for(target)) as record:
            Path(record.staged_path).write_bytes(b"archive")
            record.sealed(written)
            os.replace(record.staged_path, target)
        assert record.archive is not None
        archives.append(record.archive)
        rows += [
            (record.archive.id, position, one.path, one.kind, one.size, one.mtime, one.digest)
            for position, one in enumerate(written)
        ]
    return World(catalogue, archives, rows)


def fits(query: Query, path: str, kind: EntryKind, size: int, mtime: float | None, digest: bytes | None) -> bool:
    folded, name = fold(path), fold(path).rpartition("/")[2]
    return (
        all(word in folded for word in query.words)
        and all(
            fnmatch.fnmatchcase(name, glob) if "/" not in glob
            else fnmatch.fnmatchcase(folded, glob) or fnmatch.fnmatchcase(folded, f"*/{glob}")
            for glob in query.globs
        )
        and (query.min_size is None or size >= query.min_size)
        and (query.max_size is None or size <= query.max_size)
        and (query.after is None or (mtime is not None and mtime >= query.after))
        and (query.before is None or (mtime is not None and mtime < query.before))
        and all(digest is not None and digest.hex().startswith(start) for start in query.digests)
        and (not query.kinds or kind in query.kinds)
    )  # fmt: skip


def by_hand(world: World, query: Query, alive: set[int]) -> dict[str, tuple[int, int]]:
    """Of each path the newest fitting entry: archive and position."""
    meant = {
        archive.id
        for archive in world.archives
        if all(archive.id == int(word[1:]) if word[0] == "#" else word in fold(archive.name) for word in query.archives)
    }
    found: dict[str, tuple[int, int]] = {}
    for archive_id, position, path, kind, size, mtime, digest in world.rows:
        if archive_id in meant & alive and fits(query, path, kind, size, mtime, digest):
            found[path] = max(found.get(path, (0, 0)), (archive_id, position))
    return found


def pages(catalogue: Catalogue, query: Query, size: int) -> Iterator[EntryMatch]:
    cursor = None
    for _ in itertools.count():
        page = catalogue.entries.search(query, size, cursor)
        assert len(page.matches) <= size
        yield from page.matches
        cursor = page.cursor
        if cursor is None:
            return


@pytest.mark.parametrize("way", ["few", "many", "given up"])
def test_every_way_finds_what_there_is_newest_first(world: World, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way != "few":
        monkeypatch.setattr(search, "_FEW_PATHS", 2)
        monkeypatch.setattr(search, "_FEW_ENTRIES", 2)
        monkeypatch.setattr(candidates, "_FIRST_PATHS", 3)
        monkeypatch.setattr(candidates, "_FIRST_NUMBERS", 5)
    if way == "given up":
        monkeypatch.setattr(watch, "_SCAN_CHECKS", 0)
        monkeypatch.setattr(watch, "_STEPS_BETWEEN_CHECKS", 1)
    forgotten = world.archives[10].id
    world.catalogue.forget([forgotten])
    alive = {archive.id for archive in world.archives} - {forgotten}
    for text in QUERIES:
        query = parse_query(text)
        matches = list(pages(world.catalogue, query, 7))
        found = {match.path: (match.archive.id, match.index) for match in matches}
        assert len(found) == len(matches), text
        assert found == by_hand(world, query, alive), text
        order = [match.archive.id for match in matches]
        assert order == sorted(order, reverse=True), text


def test_the_queries_of_these_tests_find_something(world: World) -> None:
    alive = {archive.id for archive in world.archives}
    empty = [text for text in QUERIES if not by_hand(world, parse_query(text), alive)]
    assert empty == ["kind:hardlink size>5", "report in:nowhere", "nothing of this kind", "qq"]


def test_an_empty_query_finds_nothing(world: World) -> None:
    assert world.catalogue.entries.search(Query()).matches == ()


def test_versions_are_all_entries_of_a_path(world: World) -> None:
    path = next(row[2] for row in world.rows if sum(row[2] == other[2] for other in world.rows) > 2)
    wanted = [(row[0], row[1]) for row in reversed(world.rows) if row[2] == path]
    assert len(wanted) > 1
    found = world.catalogue.entries.versions(path)
    assert [(match.archive.id, match.index) for match in found] == wanted
    assert {match.versions for match in found} == {len(wanted)}
    assert world.catalogue.entries.versions(path[:-1]) == []


def test_the_same_content_is_found_under_other_names(world: World) -> None:
    digest = bytes([3]) * 16
    wanted = {(row[0], row[1]) for row in world.rows if row[6] == digest}
    assert {(m.archive.id, m.index) for m in world.catalogue.entries.same_content(digest)} == wanted


def test_duplicates_tell_what_could_be_saved(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> None:
    for name in ("one", "two"):
        written = WrittenEntries()
        written.append(f"{name}/large.bin", EntryKind.FILE, 1_000, None, b"L" * 16)
        written.append(f"{name}/small.bin", EntryKind.FILE, 10, None, b"S" * 16)
        written.append(f"{name}/own.bin", EntryKind.FILE, 9_999, None, name.encode().ljust(16))
        written.append(f"{name}/own again.bin", EntryKind.FILE, 9_999, None, name.encode().ljust(16))
        with catalogue.intent(options_for(tmp_path / f"{name}.shelf")) as record:
            Path(record.staged_path).write_bytes(b"archive")
            record.sealed(written)
            os.replace(record.staged_path, tmp_path / f"{name}.shelf")
    found = catalogue.entries.duplicates()
    assert [(same.digest[:1], same.copies, same.archives, same.saved_bytes) for same in found] == [
        (b"L", 2, 2, 1_000),
        (b"S", 2, 2, 10),
    ]


def test_a_search_is_broken_off_in_the_middle(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> None:
    written = WrittenEntries()
    for number in range(20_000):
        written.append(f"d{number % 97}/{number}.bin", EntryKind.FILE, 1, None, None)
    with catalogue.intent(options_for(tmp_path / "a.shelf")) as record:
        Path(record.staged_path).write_bytes(b"archive")
        record.sealed(written)
        os.replace(record.staged_path, tmp_path / "a.shelf")
    catalogue.entries.index()
    progress = Progress()
    running = threading.Event()

    def stepped(watched: watch.Watch) -> bool:
        running.set()
        return progress.cancelled

    def cancel() -> None:
        assert running.wait(30)
        progress.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    # A query that would take hours.
    endless = "SELECT COUNT(*) FROM file a, file b, file c WHERE a.id + b.id = c.id * 7"
    with pytest.raises(Cancelled), watch.watched(catalogue.database, progress) as watched:
        watched.is_over = lambda: stepped(watched)  # type: ignore[method-assign]  # to know that it runs
        watched._connection.set_progress_handler(watched.is_over, 1_000)
        watched.rows(endless, {})
    thread.join()
    assert catalogue.entries.search(parse_query("zzzz")).matches == ()  # the connection is as good as before


def test_what_other_archives_have_of_ones_content_is_found_by_the_digests(world: World) -> None:
    entries = world.catalogue.entries
    for archive in (world.archives[0], world.archives[-1]):
        own = {row[6] for row in world.rows if row[0] == archive.id and row[6] is not None and row[4] > 0}
        others = [row for row in world.rows if row[0] != archive.id and row[6] in own]
        found = entries.elsewhere(archive.id)
        assert len(found) == len({(row[0], row[1]) for row in others})
        assert {(match.archive.id, match.index) for match in found} == {(row[0], row[1]) for row in others}
        assert [match.archive.id for match in found] == sorted((match.archive.id for match in found), reverse=True)
        shared = entries.shared(archive.id)
        assert shared.contents == len({row[6] for row in others})
        assert (shared.of, shared.archives) == (len(own), len({row[0] for row in others}))
        assert len(entries.elsewhere(archive.id, limit=3)) == 3
    world.catalogue.forget([archive.id for archive in world.archives[1:]])
    assert entries.elsewhere(world.archives[0].id) == []
    assert entries.shared(world.archives[0].id).archives == 0


def test_an_archive_is_listed_from_memory_in_its_own_order(world: World) -> None:
    archive = world.archives[3]
    listed = EntryTable()
    for block in world.catalogue.entries.blocks_of(archive.id):
        listed.add(block)
    known = [row for row in world.rows if row[0] == archive.id]
    assert [(one.path, one.kind, one.size, one.mtime) for one in listed] == [
        (path, kind, size, mtime) for _, _, path, kind, size, mtime, _ in known
    ]
    assert {(one.packed_size, one.crc32, one.link_target, one.encrypted) for one in listed} == {
        (None, None, None, False)
    }


@pytest.mark.parametrize("text", QUERIES)
def test_of_chosen_archives_alone_as_much_is_found_as_by_their_numbers(world: World, text: str) -> None:
    chosen = ArchiveFilter(text="odd")
    query = replace(parse_query(text), only=chosen)
    everything = world.catalogue.entries.search(parse_query(text), 10_000).matches
    some = world.catalogue.entries.search(query, 10_000).matches
    assert all(match.archive.name.startswith("odd") for match in some)
    # Of each path the newest that fits: one that is not among the chosen may hide an older one elsewhere.
    assert {match.path for match in everything if match.archive.name.startswith("odd")} <= {
        match.path for match in some
    }


def test_a_search_that_may_index_little_says_what_is_left_out_and_the_next_one_has_it(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    written = WrittenEntries()
    written.append("docs/late.txt", EntryKind.FILE, 3, None, None)
    target = tmp_path / "late.shelf"
    with catalogue.intent(options_for(target)) as record:
        Path(record.staged_path).write_bytes(b"archive")
        record.sealed(written)
        os.replace(record.staged_path, target)
    page = catalogue.entries.search(parse_query("late"), index_first=0)
    assert (page.matches, page.is_complete) == ((), False)
    assert catalogue.entries.search(parse_query("late"), index_first=1).is_complete
    assert catalogue.entries.index() == 0, "the search did"
    page = catalogue.entries.search(parse_query("late"), index_first=0)
    assert ([match.path for match in page.matches], page.is_complete) == (["docs/late.txt"], True)
