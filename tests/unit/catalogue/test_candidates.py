"""Among more paths than are looked at, a search finds the same, in the same order, as by looking at all of them."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from archiver_gui.catalogue import candidates, search, watch
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.paths import BLOCK_BITS
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.query import parse_query
from archiver_gui.core.written import WrittenEntries
from tests.unit.catalogue.test_search import World, by_hand, pages

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import OptionsFor

PATHS = 4 << BLOCK_BITS
ARCHIVES = 14
WORDS = ("alpha", "beta", "gamma", "delta", "omega")
QUERIES = (
    "alpha", "beta gamma", "alpha omega", "*.jpg", "*.c", "omega size>1M", "size>1M", "gamma size<1k", "delta 17",
    "alpha before:2020", "beta after:2023", "kind:folder", "delta kind:folder,link", "nothing", "al", "hash:05",
)  # fmt: skip


def rows_of(catalogue: Catalogue, sql: str) -> list[tuple[Any, ...]]:
    database: Any = catalogue.database  # the stubs leave it untyped
    return list(database.execute_sql(sql).fetchall())


def record(world: World, options_for: OptionsFor, target: Path, written: WrittenEntries) -> None:
    with world.catalogue.intent(options_for(target)) as intent:
        Path(intent.staged_path).write_bytes(b"archive")
        intent.sealed(written)
        os.replace(intent.staged_path, target)
    assert intent.archive is not None
    world.archives.append(intent.archive)
    for position, one in enumerate(written):
        world.rows.append((intent.archive.id, position, one.path, one.kind, one.size, one.mtime, one.digest))


@pytest.fixture(params=[2, 5])
def world(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path, request: pytest.FixtureRequest) -> World:
    """Archives that have now new paths, now a few of all those before, now a tree that was not seen for long."""
    chance = random.Random(request.param)
    world = World(catalogue, [], [])
    known: list[str] = []
    for number in range(ARCHIVES):
        fresh = [
            f"{chance.choice(WORDS)}/{chance.choice(WORDS)}-{number}-{entry}.{chance.choice(('jpg', 'c', 'txt'))}"
            for entry in range(chance.choice((0, 30, PATHS // 4)))
        ]
        start = chance.randrange(len(known)) if known else 0
        again = known[start : start + 400] if number % 2 else chance.sample(known, min(len(known), 250))
        known += fresh
        written = WrittenEntries()
        for path in chance.sample(fresh + again, len(fresh + again)) or ["alpha"]:
            kind = chance.choice((*[EntryKind.FILE] * 30, EntryKind.FOLDER, EntryKind.SYMLINK))
            size = chance.choice((*[10] * 40, 5_000, 2_000_000)) if number % 3 else 2_000
            mtime = chance.choice((None, 1.2e9 + number * 4e7 + chance.uniform(0, 1e8)))
            digest = chance.randbytes(16) if kind is EntryKind.FILE else None
            written.append(path, kind, size, mtime, digest)
        record(world, options_for, tmp_path / f"{number}.shelf", written)
    assert len(known) > 3 << BLOCK_BITS, "there are several blocks"
    return world


def forgotten(world: World) -> Iterator[set[int]]:
    """The archives that are left: all; without the newest, whose entries are still there; and when they are gone."""
    alive = [archive.id for archive in world.archives]
    yield set(alive)
    gone = {alive[-1], alive[-4], alive[2]}
    world.catalogue.forget(gone)
    yield set(alive) - gone
    world.catalogue.entries.sweep()
    yield set(alive) - gone


@pytest.mark.parametrize("first", [3, 100])
def test_the_newest_come_first_wherever_their_paths_stand(
    world: World, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_SCAN_CHECKS", 0)
    monkeypatch.setattr(watch, "_STEPS_BETWEEN_CHECKS", 50)
    monkeypatch.setattr(search, "_FEW_PATHS", 100)
    monkeypatch.setattr(candidates, "_FIRST_PATHS", first)
    monkeypatch.setattr(candidates, "_FIRST_NUMBERS", 2 * first)
    for alive in forgotten(world):
        world.catalogue.entries.index()
        sql = "SELECT d.path, f.name, f.id FROM file f JOIN dir d ON d.id = f.dir_id"
        numbers = {folder + name: number for folder, name, number in rows_of(world.catalogue, sql)}
        for text in QUERIES:
            query = parse_query(text)
            wanted = by_hand(world, query, alive)
            order = sorted(wanted, key=lambda path: (wanted[path][0], numbers[path]), reverse=True)
            in_order = [(wanted[path][0], path, wanted[path][1]) for path in order]
            for size, most in ((10_000, 10_000), (40, 120)):
                matches = itertools.islice(pages(world.catalogue, query, size), most)
                assert [(match.archive.id, match.path, match.index) for match in matches] == in_order[:most], text


def test_what_is_known_of_a_block_holds_for_all_of_its_paths(world: World) -> None:
    world.catalogue.entries.index()
    for _ in forgotten(world):
        narrow = rows_of(
            world.catalogue,
            f"""
            SELECT s.file_id FROM file_span s LEFT JOIN block_span b ON b.block = s.file_id >> {BLOCK_BITS}
            WHERE b.last IS NULL OR b.last < s.last OR b.smallest > s.smallest OR b.largest < s.largest
            OR b.kinds & s.kinds != s.kinds
            OR s.oldest IS NOT NULL AND (b.oldest IS NULL OR b.oldest > s.oldest OR b.newest < s.newest)
            """,
        )
        assert narrow == []


def test_blocks_go_with_the_last_of_their_paths(world: World) -> None:
    world.catalogue.entries.index()
    blocks = len(rows_of(world.catalogue, "SELECT block FROM block_span"))
    (highest,) = rows_of(world.catalogue, "SELECT MAX(id) FROM file")[0]
    assert blocks == (highest >> BLOCK_BITS) + 1
    world.catalogue.forget([archive.id for archive in world.archives])
    world.catalogue.entries.sweep()
    assert rows_of(world.catalogue, "SELECT * FROM block_span") == []


def test_few_of_many_paths_are_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.catalogue.entries.index()
    monkeypatch.setattr(watch, "_SCAN_CHECKS", 0)
    monkeypatch.setattr(watch, "_STEPS_BETWEEN_CHECKS", 50)
    monkeypatch.setattr(candidates, "_FIRST_PATHS", 10)
    monkeypatch.setattr(candidates, "_FIRST_NUMBERS", 50)
    looked_at: list[int] = []
    look = candidates.Candidates._looked_at

    def counted(self: candidates.Candidates, numbers: list[int]) -> list[candidates.Hit]:
        looked_at.extend(numbers)
        return look(self, numbers)

    monkeypatch.setattr(candidates.Candidates, "_looked_at", counted)
    assert len(world.catalogue.entries.search(parse_query("alpha"), 5).matches) == 5
    ((fitting,),) = rows_of(world.catalogue, "SELECT COUNT(*) FROM path_index WHERE path_index MATCH 'alp AND lph'")
    assert 0 < len(looked_at) < fitting / 2
