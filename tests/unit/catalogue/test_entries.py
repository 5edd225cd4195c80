"""Entries go in with their archive, stay apart, leave with it, and survive a death in between."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import entries, indexing, sweeping
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.query import parse_query
from archiver_gui.core.written import WrittenEntries

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import OptionsFor, StartChild

BuildOf = Callable[..., ArchiveRecord]


def written_of(*paths: str, size: int = 3, mtime: float = 1_700_000_000.5) -> WrittenEntries:
    written = WrittenEntries()
    for number, path in enumerate(paths):
        written.append(path, EntryKind.FILE, size, mtime, number.to_bytes(15, "little") + b"x")
    return written


@pytest.fixture
def build_of(options_for: OptionsFor, tmp_path: Path) -> BuildOf:
    def build_of(catalogue: Catalogue, name: str, written: WrittenEntries) -> ArchiveRecord:
        with catalogue.intent(options_for(tmp_path / name)) as record:
            Path(record.staged_path).write_bytes(b"archive")
            record.sealed(written)
            os.replace(record.staged_path, tmp_path / name)
        assert record.archive is not None
        return record.archive

    return build_of


NOTHING = {"dir": 0, "file": 0, "entry": 0, "recorded": 0, "dropped": 0}


def tables(catalogue: Catalogue) -> dict[str, int]:
    return {name: count(catalogue, name) for name in NOTHING}


def count(catalogue: Catalogue, rows: str) -> int:
    database: Any = catalogue.database  # the stubs leave it untyped
    return int(database.execute_sql(f"SELECT COUNT(*) FROM {rows}").fetchone()[0])


def paths(catalogue: Catalogue, text: str) -> list[str]:
    return [match.path for match in catalogue.entries.search(parse_query(text)).matches]


def test_what_a_build_wrote_is_found_with_all_that_is_known(catalogue: Catalogue, build_of: BuildOf) -> None:
    written = written_of("docs/report.txt")
    written.append("docs", EntryKind.FOLDER)
    archive = build_of(catalogue, "a.shelf", written)
    assert (archive.entries, archive.content_size) == (2, 3)
    (match,) = catalogue.entries.search(parse_query("report")).matches
    assert match.archive == archive
    assert (match.path, match.kind, match.size, match.mtime) == ("docs/report.txt", EntryKind.FILE, 3, 1_700_000_000.5)
    assert match.digest == bytes(15) + b"x"
    assert [entry.path for entry in catalogue.entries.entries_of(archive.id)] == ["docs/report.txt", "docs"]


def test_paths_come_back_as_they_were(catalogue: Catalogue, build_of: BuildOf) -> None:
    odd = ["plain", "/absolute", "/", "a/b/c", "Ü/ß.TXT", "bad\udcff/name\udcfe.txt", "n\0ul", "🙂/x", "..", "123"]
    archive = build_of(catalogue, "a.shelf", written_of(*odd))
    assert [entry.path for entry in catalogue.entries.entries_of(archive.id)] == odd
    for path in odd:
        assert [match.path for match in catalogue.entries.versions(path)] == [path]


def test_repeated_paths_in_one_archive_are_kept_apart(catalogue: Catalogue, build_of: BuildOf) -> None:
    archive = build_of(catalogue, "a.shelf", written_of("same.txt", "other.txt", "same.txt"))
    assert [(v.archive.id, v.index) for v in catalogue.entries.versions("same.txt")] == [
        (archive.id, 2),
        (archive.id, 0),
    ]
    (match,) = catalogue.entries.search(parse_query("same")).matches
    assert (match.index, match.versions) == (2, 2)  # the later one is what extracting gives


def test_an_archive_larger_than_one_transaction_goes_in_whole(
    catalogue: Catalogue, build_of: BuildOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "PART", 7)
    for name in ("_FIRST_CHUNK", "_LARGEST_CHUNK", "_LEAST_CHUNK"):
        monkeypatch.setattr(sweeping, name, 7)
    names = [f"d{number % 5}/file-{number}.txt" for number in range(100)]
    archive = build_of(catalogue, "a.shelf", written_of(*names))
    assert count(catalogue, "recorded") == 15
    assert [entry.path for entry in catalogue.entries.entries_of(archive.id)] == names
    catalogue.forget([archive.id])
    assert catalogue.entries.sweep() == 100
    assert tables(catalogue) == NOTHING


def test_forgotten_entries_are_gone_at_once_and_paths_that_others_have_stay(
    catalogue: Catalogue, build_of: BuildOf
) -> None:
    first = build_of(catalogue, "a.shelf", written_of("both.txt", "lost/only first.txt"))
    second = build_of(catalogue, "b.shelf", written_of("both.txt"))
    assert paths(catalogue, "only") == ["lost/only first.txt"]
    catalogue.forget([first.id])
    assert paths(catalogue, "only") == []
    assert [match.archive for match in catalogue.entries.versions("both.txt")] == [second]
    assert catalogue.entries.sweep() == 2
    assert tables(catalogue) == NOTHING | {"dir": 1, "file": 1, "entry": 1}
    assert count(catalogue, "path_index WHERE path_index MATCH 'onl'") == 0
    digests = ["0000000000000000", "0100000000000000"]  # the first is in both archives
    assert [count(catalogue, f"digest_index WHERE digest_index MATCH '\"{text}\"'") for text in digests] == [1, 0]
    assert [paths(catalogue, f"hash:{text}") for text in digests] == [["both.txt"], []]
    assert paths(catalogue, "both") == ["both.txt"]


def test_paths_that_are_known_are_known_again_whatever_they_are(catalogue: Catalogue, build_of: BuildOf) -> None:
    odd = ["d/same", "d/bad\udcff", "d/Ü", "d/nul\0", "e/other", "d//twice", "d/twice"]
    build_of(catalogue, "a.shelf", written_of(*odd, *(f"d/{number}" for number in range(50))))
    catalogue.entries.index()
    second = build_of(catalogue, "b.shelf", written_of(*odd, "d/new"))
    listed = ["d/twice" if path == "d//twice" else path for path in odd]
    assert [entry.path for entry in catalogue.entries.entries_of(second.id)] == [*listed, "d/new"]
    assert tables(catalogue) == NOTHING | {"dir": 2, "file": 57, "entry": 65}
    assert {match.versions for match in catalogue.entries.search(parse_query("d/ in:b")).matches} == {1, 2, 4}


def test_small_archives_that_go_in_together_are_as_if_they_came_one_by_one(
    catalogue: Catalogue, build_of: BuildOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at_once in (1_000, 1):
        monkeypatch.setattr(indexing, "_AT_ONCE", at_once)
        for number in range(6):
            written = written_of(f"d{at_once}/same.txt", f"d{at_once}/{number}", f"d{at_once}/new", size=number)
            written.append(f"d{at_once}/same.txt", EntryKind.SYMLINK, 9 - number, None, None)
            written.append(f"d{at_once}/same.txt", EntryKind.FILE, 5, -number - 0.5, bytes([number % 3]) * 16)
            build_of(catalogue, f"{at_once} {number}.shelf", written)
        catalogue.entries.index()
    assert tables(catalogue)["recorded"] == 0
    spans = "SELECT oldest, newest, smallest, largest, kinds FROM "
    database: Any = catalogue.database
    for at_once, first_archive in ((1_000, 1), (1, 7)):
        found = database.execute_sql(
            f"{spans} file_span JOIN file f ON f.id = file_id JOIN dir d ON d.id = dir_id "
            f"WHERE d.path = 'd{at_once}/' ORDER BY name"
        ).fetchall()
        assert found[-1] == (-6, 1_700_000_000, 0, 9, 0b101)
        assert len(found) == 8
        archives = database.execute_sql(f"{spans} archive_span WHERE archive_id >= {first_archive} LIMIT 6").fetchall()
        assert archives[5] == (-6, 1_700_000_000, 4, 5, 0b101)
        for text in ("01010101", "02020202"):
            assert f"d{at_once}/same.txt" in paths(catalogue, f"hash:{text}")
        assert len(catalogue.entries.versions(f"d{at_once}/same.txt")) == 18
    assert count(catalogue, "entry") == 60
    assert database.execute_sql(f"{spans} block_span").fetchall() == [(-6, 1_700_000_000, 0, 9, 0b101)]


def test_a_replaced_archive_takes_its_entries_along(catalogue: Catalogue, build_of: BuildOf) -> None:
    build_of(catalogue, "a.shelf", written_of("old.txt"))
    build_of(catalogue, "a.shelf", written_of("new.txt"))
    assert (paths(catalogue, "old"), paths(catalogue, "new")) == ([], ["new.txt"])
    assert catalogue.entries.sweep() == 1


def test_a_purge_takes_the_entries_along(catalogue: Catalogue, build_of: BuildOf) -> None:
    archive = build_of(catalogue, "a.shelf", written_of("gone.txt"))
    catalogue.purge(catalogue.plan_purge([archive.id]))
    assert tables(catalogue) == NOTHING


def test_entries_of_an_archive_under_way_are_not_shown(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    with catalogue.intent(options_for(tmp_path / "a.shelf")) as record:
        record.record_entries(written_of("early.txt"))
        assert paths(catalogue, "early") == []
        assert tables(catalogue) == NOTHING | {"recorded": 1}  # it may never be
        assert catalogue.entries.versions("early.txt") == []
        Path(record.staged_path).write_bytes(b"archive")
        record.sealed([])  # the entries are recorded: it does not ask again
        os.replace(record.staged_path, tmp_path / "a.shelf")
    assert paths(catalogue, "early") == ["early.txt"]
    assert record.archive is not None
    assert record.archive.entries == 1


def test_a_cancelled_build_leaves_no_entries(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled), catalogue.intent(options_for(tmp_path / "a.shelf")) as record:
        record.record_entries(written_of("early.txt"))
        record.sealed([])
        progress.check()
    catalogue.entries.sweep()
    assert tables(catalogue) == NOTHING


def test_a_cancel_is_noticed_between_two_transactions(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "PART", 10)
    progress = Progress()

    def batches() -> Iterator[WrittenEntries]:
        yield written_of(*map(str, range(10)))
        progress.cancel()
        yield written_of(*map(str, range(1_000)))

    with pytest.raises(Cancelled):
        entries.record_entries(catalogue.database, 1, batches(), progress)
    assert tables(catalogue) == NOTHING | {"recorded": 1}


def test_indexing_is_cancelled_between_two_transactions_and_goes_on_later(
    catalogue: Catalogue, build_of: BuildOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "PART", 10)
    monkeypatch.setattr(indexing, "_AT_ONCE", 10)
    names = [f"{number}.txt" for number in range(100)]
    archive = build_of(catalogue, "a.shelf", written_of(*names))
    index_group, progress = indexing._index_group, Progress()

    def cancelled_meanwhile(connection: sqlite3.Connection, parts: list[int]) -> int:
        if parts == [3]:
            progress.cancel()
        return index_group(connection, parts)

    monkeypatch.setattr(indexing, "_index_group", cancelled_meanwhile)
    with pytest.raises(Cancelled):
        catalogue.entries.search(parse_query("txt"), progress=progress)
    assert tables(catalogue) == NOTHING | {"dir": 1, "file": 30, "entry": 30, "recorded": 7}
    assert [entry.path for entry in catalogue.entries.entries_of(archive.id)] == names
    assert tables(catalogue)["recorded"] == 0


_INGESTER = """
from archiver_gui.catalogue import entries, indexing, sweeping
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.written import WrittenEntries
entries.PART = 50
written = WrittenEntries()
for number in range(500):
    written.append(f"folder/{number}.txt", EntryKind.FILE, 1, 1.0, bytes(15) + b"x")
as_stored, stored = entries._as_stored, []
def killed_in_the_middle(columns):
    stored.append(columns)
    if len(stored) == 5: stop()
    return as_stored(columns)
entries._as_stored = killed_in_the_middle
with Catalogue.open(folder, registry) as catalogue, catalogue.intent(options(arguments[0])) as record:
    open(record.staged_path, "wb").close()
    record.record_entries(written)
"""


def test_killed_in_the_middle_it_leaves_nothing_behind(
    start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    child = start_child(_INGESTER, tmp_path / "a.shelf")
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    child.kill()
    child.wait()
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        assert catalogue.count() == 0
        assert catalogue.entries.sweep() == 200
        assert tables(catalogue) == NOTHING
        assert catalogue.database.pragma("integrity_check") == "ok"
    assert sorted(os.listdir(tmp_path)) == ["catalogue"]


_INDEXER = """
from archiver_gui.catalogue import entries, indexing
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.written import WrittenEntries
entries.PART = indexing._AT_ONCE = 50
written = WrittenEntries()
for number in range(500):
    written.append(f"folder/{number}.txt", EntryKind.FILE, 1, 1.0, bytes(15) + b"x")
take_apart, groups = indexing.take_apart, []
def killed_in_the_middle(connection, parts):
    take_apart(connection, parts)
    groups.append(parts)
    if len(groups) == 5: stop()
indexing.take_apart = killed_in_the_middle
with Catalogue.open(folder, registry) as catalogue:
    with catalogue.intent(options(arguments[0])) as record:
        open(record.staged_path, "wb").close()
        record.sealed(written)
        os.rename(record.staged_path, arguments[0])
    catalogue.entries.index()
"""


def test_killed_while_it_indexes_the_next_goes_on_where_it_was(
    start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    child = start_child(_INDEXER, tmp_path / "a.shelf")
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    child.kill()
    child.wait()
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        assert tables(catalogue) == NOTHING | {"dir": 1, "file": 200, "entry": 200, "recorded": 6}
        (archive,) = catalogue.archives()
        found = [entry.path for entry in catalogue.entries.entries_of(archive.id)]
        assert found == [f"folder/{number}.txt" for number in range(500)]
        assert tables(catalogue) == NOTHING | {"dir": 1, "file": 500, "entry": 500}
        assert catalogue.database.pragma("integrity_check") == "ok"


def test_others_write_while_a_large_archive_goes_in(
    catalogue: Catalogue, build_of: BuildOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "PART", 1_000)
    monkeypatch.setattr(indexing, "_AT_ONCE", 1_000)
    archive = build_of(catalogue, "a.shelf", written_of("x.txt"))
    names = [f"folder {number // 20}/some file {number}.txt" for number in range(20_000)]
    build_of(catalogue, "b.shelf", written_of(*names))
    thread = threading.Thread(target=catalogue.entries.index)
    waits = []
    thread.start()
    while thread.is_alive():
        began = time.monotonic()
        catalogue.mark([archive.id])
        catalogue.restore([archive.id])
        waits.append(time.monotonic() - began)
    thread.join()
    assert len(waits) > 3
    assert max(waits) < 3  # seconds; a tenth of one where the machine is free


def test_entries_come_back_as_they_were(catalogue: Catalogue, build_of: BuildOf) -> None:
    written = WrittenEntries()
    moments = (None, 2.5, -1.5, float("inf"), 1e300, 1.7e9)
    for number in range(1_000):
        name = f"é{number}" if number == 500 else f"{number}\udcff" if number == 900 else str(number)
        kind = EntryKind.FOLDER if number % 2 else EntryKind.FILE
        digest = None if number % 2 else number.to_bytes(16, "little")
        written.append(f"in/{name}", kind, number, moments[number % 6], digest)
    archive = build_of(catalogue, "a.shelf", written)
    found = catalogue.entries.entries_of(archive.id)
    assert [(e.path, e.kind, e.size, e.mtime) for e in found] == [(e.path, e.kind, e.size, e.mtime) for e in written]
    assert [e.digest for e in found[1:]] == [e.digest for e in written][1:]
    assert found[0].digest is None  # nothing but zeros is no digest
    for text, wanted in (("in after:2020", moments[3:]), ("in before:1970", moments[2:3])):
        matches = catalogue.entries.search(parse_query(text), 1_000).matches
        assert {match.mtime for match in matches} == set(wanted)
        assert len(matches) == sum(entry.mtime in wanted for entry in written)


_TWO_WRITERS = """
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.written import WrittenEntries
print("ready", flush=True)
sys.stdin.readline()
with Catalogue.open(folder, registry) as catalogue:
    for number in range(6):
        written = WrittenEntries()
        for entry in range(1500):
            path = f"shared/{entry % 1000}.txt" if entry % 3 else f"{arguments[0]}/{number}/{entry}.txt"
            written.append(path, EntryKind.FILE, 1, 1.0, bytes(15) + b"x")
        target = f"{arguments[0]}-{number}.shelf"
        with catalogue.intent(options(target)) as record:
            open(record.staged_path, "wb").close()
            record.record_entries(written)
            record.sealed(written)
            os.rename(record.staged_path, target)
        if number % 2:
            catalogue.forget([record.archive.id])
            catalogue.entries.sweep()
        if number % 3 == 2:
            catalogue.entries.index()
"""


def test_two_processes_record_and_remove_entries_side_by_side(
    start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    children = [start_child(_TWO_WRITERS, tmp_path / name) for name in ("one", "two")]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    for child in children:
        child.communicate()
        assert child.returncode == 0
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        assert catalogue.count() == 6
        shared = len({number % 1000 for number in range(1500) if number % 3})
        catalogue.entries.index()
        assert tables(catalogue) == NOTHING | {"dir": 7, "file": shared + 6 * 500, "entry": 9_000}
        assert len(catalogue.entries.versions("shared/1.txt")) == 12


def test_entries_of_an_archive_that_was_forgotten_meanwhile_go_with_it(catalogue: Catalogue, build_of: BuildOf) -> None:
    archive = build_of(catalogue, "a.shelf", WrittenEntries())
    catalogue.forget([archive.id])
    entries.record_entries(catalogue.database, archive.id, [written_of("late.txt")])
    assert paths(catalogue, "late") == []
    assert catalogue.entries.sweep() == 1
    assert tables(catalogue) == NOTHING


def test_indexing_tells_how_far_it_is(catalogue: Catalogue, build_of: BuildOf) -> None:
    build_of(catalogue, "a.shelf", written_of(*(f"file-{number}" for number in range(20))))
    progress = Progress()
    catalogue.entries.index(progress)
    assert (progress.done_entries, progress.total_entries) == (20, 20)
    assert progress.phase == "indexing"
