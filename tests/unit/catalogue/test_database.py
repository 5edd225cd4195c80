"""The catalogue's file: opened by many, refused when it is not ours, never lost."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import database, migrations
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.copies import alone, copy_catalogue
from archiver_gui.catalogue.database import driver_connection, open_database
from archiver_gui.catalogue.rows import ArchiveRow
from archiver_gui.core.errors import CatalogueError, UnusableCatalogueError

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build, StartChild


def test_the_newest_step_is_the_layout_that_the_program_knows() -> None:
    steps = sorted(path.name for path in migrations.FOLDER.glob("[0-9]*.py"))
    assert [int(name[:4]) for name in steps] == list(range(1, migrations.SCHEMA_VERSION + 1))


def test_the_steps_make_the_columns_of_the_model(catalogue: Catalogue) -> None:
    made = {column.name: column.null for column in catalogue.database.get_columns("archive")}
    modelled = {field.column_name: field.null for field in ArchiveRow._meta.sorted_fields}
    assert made == modelled | {"id": made["id"]}  # SQLite calls every INTEGER PRIMARY KEY nullable; it never is


def test_it_is_opened_as_the_promises_need_it(catalogue: Catalogue) -> None:
    pragmas = {name: catalogue.database.pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert catalogue.database.pragma("user_version") == migrations.SCHEMA_VERSION


def test_one_path_has_one_archive_in_the_database_itself(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "a.shelf")
    columns = "created_datetime, archive_name, archive_path, backend_id, path_key"
    insert = f"INSERT INTO archive ({columns}, uuid, state) SELECT {columns}, 'other', 'missing' FROM archive"
    with closing(sqlite3.connect(catalogue.file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(insert)


def test_a_newer_catalogue_is_refused_and_not_touched(tmp_path: Path) -> None:
    Catalogue.open(tmp_path).close()
    file = tmp_path / "catalogue.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION + 1}")
    before = file.read_bytes()
    with pytest.raises(CatalogueError, match="newer version") as caught:
        Catalogue.open(tmp_path)
    assert caught.value.detail
    assert caught.value.hint
    assert file.read_bytes() == before


def test_somebody_elses_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = file.read_bytes()
    with pytest.raises(CatalogueError, match="not a catalogue"):
        Catalogue.open(tmp_path)
    assert file.read_bytes() == before


def test_what_is_no_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite3"
    file.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(CatalogueError, match="not a catalogue"):
        Catalogue.open(tmp_path)
    assert file.read_bytes() == b"Dear diary, " * 1000
    assert os.listdir(tmp_path) == ["catalogue.sqlite3"]


def test_a_catalogue_that_lost_its_content_is_told_as_such(tmp_path: Path) -> None:
    Catalogue.open(tmp_path).close()
    file = tmp_path / "catalogue.sqlite3"
    file.write_bytes(b"")
    with pytest.raises(UnusableCatalogueError, match="damaged") as caught:
        Catalogue.open(tmp_path)
    assert "empty" in caught.value.detail
    assert file.read_bytes() == b""


def test_a_new_catalogue_is_whole_when_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "FOLDER", step_up(tmp_path / "steps", "    db.execute_sql('NONSENSE')\n"))
        with pytest.raises(CatalogueError):
            Catalogue.open(tmp_path / "c")
    assert os.listdir(tmp_path / "c") == ["catalogue.sqlite3.lock"]
    Catalogue.open(tmp_path / "c").close()
    assert sorted(os.listdir(tmp_path / "c")) == ["catalogue.sqlite3", "catalogue.sqlite3.lock"]


def test_a_new_catalogue_takes_up_nothing_of_an_older_one_of_its_name(
    tmp_path: Path, registry: Registry, build: Build
) -> None:
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        build(catalogue, tmp_path / "a.shelf")
        log = (tmp_path / "c" / "catalogue.sqlite3-wal").read_bytes()
    assert log
    (tmp_path / "c" / "catalogue.sqlite3").unlink()
    (tmp_path / "c" / "catalogue.sqlite3-wal").write_bytes(log)
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        assert catalogue.archives() == []
        assert catalogue.database.pragma("integrity_check") == "ok"


def test_a_full_disk_is_told_as_such(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "a.shelf")
    catalogue.database.pragma("max_page_count", catalogue.database.pragma("page_count"))
    with pytest.raises(CatalogueError, match="disk is full"), catalogue.database.writing():
        for number in range(1_000):  # SQLite undoes the whole transaction when one of them finds no room
            driver_connection(catalogue.database).execute(
                "INSERT INTO recipe (digest, options, created_datetime) VALUES (?, ?, '')", (str(number), "x" * 999)
            )
    assert [archive.name for archive in catalogue.archives()] == ["a.shelf"]


def test_a_damaged_catalogue_is_told_as_such(tmp_path: Path, registry: Registry, build: Build) -> None:
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        build(catalogue, tmp_path / "a.shelf")
        columns = "archive_name, created_datetime, backend_id, state, archive_path, uuid"
        copies = "archive_name, created_datetime, backend_id, state, hex(randomblob(9999)), 'other'"
        with closing(sqlite3.connect(catalogue.file)) as connection, connection:
            connection.execute(f"INSERT INTO archive ({columns}) SELECT {copies} FROM archive")
    file = tmp_path / "c" / "catalogue.sqlite3"
    content = bytearray(file.read_bytes())
    content[8192:16384] = os.urandom(8192)
    file.write_bytes(content)
    with pytest.raises(CatalogueError, match="damaged") as caught:
        Catalogue.open(tmp_path / "c", registry)
    assert "copies" in caught.value.hint


def test_a_catalogue_that_is_a_folder_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").mkdir()
    with pytest.raises(CatalogueError, match="cannot be opened"):
        Catalogue.open(tmp_path)


def test_a_catalogue_that_another_program_holds_is_told_as_such(
    tmp_path: Path, registry: Registry, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0)
    with (
        Catalogue.open(tmp_path / "c", registry) as catalogue,
        closing(sqlite3.connect(catalogue.file, isolation_level=None)) as other,
    ):
        archive = build(catalogue, tmp_path / "a.shelf")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CatalogueError, match="in use"):
            catalogue.mark([archive.id])
        assert catalogue.archives() == [archive]  # reading never waits
        other.execute("ROLLBACK")
        assert catalogue.mark([archive.id]) == 1


_AS_NOBODY = """
import sys
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.errors import CatalogueError, UnusableCatalogueError
try:
    with Catalogue.open(sys.argv[1]) as catalogue:
        catalogue.mark([1])
except CatalogueError as error:
    print(error)
"""


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_may_not_be_written_is_told_as_such(
    mode: int, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, registry: Registry, build: Build
) -> None:
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        build(catalogue, tmp_path / "a.shelf")
    command = [sys.executable, "-c", _AS_NOBODY, str(tmp_path / "c")]
    if os.geteuid() == 0:  # root ignores modes
        tool = shutil.which("setpriv")
        if tool is None:
            pytest.skip("root ignores modes, and setpriv is not there to step down")
        command = [tool, "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        for parent in (tmp_path, *tmp_path.parents[:3]):
            if parent.is_relative_to(tmp_path_factory.getbasetemp().parent.parent):
                parent.chmod(0o755)
    (tmp_path / "c").chmod(mode)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"HOME": "/"})
    finally:
        (tmp_path / "c").chmod(0o755)
    if "ModuleNotFoundError" in done.stderr or done.returncode in (126, 127):
        pytest.skip("the interpreter is not readable for another user")
    assert done.returncode == 0, done.stderr
    assert re.match(r"The catalogue cannot be (opened|written)\.", done.stdout), done.stdout


def test_threads_work_side_by_side_and_their_connections_end_with_them(
    catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(3):
                archive = build(catalogue, tmp_path / f"{number}-{turn}.shelf")
                catalogue.mark([archive.id])
                catalogue.archives()
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert catalogue.totals().marked == 18
    assert sum(closer.alive for closer in catalogue.database._closers) == 1  # this thread's


def test_closing_ends_the_connections_of_all_threads(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path)
    asked, closed = threading.Event(), threading.Event()
    told: list[CatalogueError] = []

    def work() -> None:
        catalogue.count()
        asked.set()
        closed.wait(30)
        try:
            catalogue.count()
        except CatalogueError as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert asked.wait(30)
    catalogue.close()
    assert not list(tmp_path.glob("*-wal"))  # the last connection to go tidies up: none is left
    closed.set()
    thread.join()
    assert "closed" in told[0].title
    with pytest.raises(CatalogueError, match="closed"):
        catalogue.archives()
    catalogue.close()


_WRITER = """
print("ready", flush=True)
sys.stdin.readline()
with Catalogue.open(folder, registry) as catalogue:
    for number in range(20):
        target = f"{arguments[0]}-{number}.shelf"
        with catalogue.intent(options(target)) as record:
            open(record.staged_path, "wb").close()
            record.sealed([])
            os.rename(record.staged_path, target)
"""


def test_two_processes_may_open_a_new_catalogue_at_once_and_both_write(
    start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    children = [start_child(_WRITER, tmp_path / name) for name in ("one", "two")]
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
        assert catalogue.count() == 40


def step_up(folder: Path, body: str) -> Path:
    """The steps, and one more."""
    shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__*"))
    (folder / f"{migrations.SCHEMA_VERSION + 1:04}_next.py").write_text(f"def up(migrator, db):\n{body}")
    return folder


def test_a_catalogue_is_copied_before_it_is_brought_up_to_date(
    tmp_path: Path, registry: Registry, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        archive = build(catalogue, tmp_path / "a.shelf")
    newer = migrations.SCHEMA_VERSION + 1
    body = f"    db.execute_sql('CREATE TABLE later (id)')\n    db.execute_sql('PRAGMA user_version = {newer}')\n"
    monkeypatch.setattr(migrations, "FOLDER", step_up(tmp_path / "steps", body))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", newer)
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        assert catalogue.archives() == [archive]
        assert "later" in catalogue.database.get_tables()
    (copy,) = (tmp_path / "c" / "copies").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newer - 1,)
        assert connection.execute("SELECT count(*) FROM archive").fetchone() == (1,)


def test_a_step_that_fails_leaves_the_catalogue_as_it_was(
    tmp_path: Path, registry: Registry, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        archive = build(catalogue, tmp_path / "a.shelf")
    body = "    db.execute_sql('CREATE TABLE later (id)')\n    db.execute_sql('NONSENSE')\n"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "FOLDER", step_up(tmp_path / "steps", body))
        patch.setattr(migrations, "SCHEMA_VERSION", migrations.SCHEMA_VERSION + 1)
        with pytest.raises(CatalogueError):
            Catalogue.open(tmp_path / "c", registry)
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        assert catalogue.archives() == [archive]
        assert "later" not in catalogue.database.get_tables()


def test_only_a_few_copies_are_kept(tmp_path: Path) -> None:
    opened = open_database(tmp_path / "catalogue.sqlite3")
    try:
        copies = [copy_catalogue(driver_connection(opened), opened.file, f"reason-{number}") for number in range(8)]
    finally:
        opened.close_all()
    kept = sorted((tmp_path / "copies").iterdir())
    assert len(kept) == 5
    assert set(kept) <= set(copies)


def test_what_a_dead_process_left_of_a_copy_goes_at_the_next_start(tmp_path: Path) -> None:
    Catalogue.open(tmp_path).close()
    (tmp_path / "copies").mkdir()
    staged = tmp_path / "copies" / "under-way.part"
    for leftover in (staged, staged.with_name(f"{staged.name}-journal")):
        leftover.write_bytes(b"half")
    with alone(tmp_path / "catalogue.sqlite3"):  # it lives
        Catalogue.open(tmp_path).close()
        assert staged.exists()
    Catalogue.open(tmp_path).close()
    assert os.listdir(tmp_path / "copies") == []


def test_a_catalogue_without_entries_gets_the_room_for_them(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_the_first = tmp_path / "steps"
    shutil.copytree(migrations.FOLDER, only_the_first, ignore=lambda _, names: [n for n in names if n[:4] > "0001"])
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "FOLDER", only_the_first)
        patch.setattr(migrations, "SCHEMA_VERSION", 1)
        open_database(tmp_path / "c" / "catalogue.sqlite3").close_all()
    columns = "id, archive_name, created_datetime, backend_id, state, archive_path, full_path, uuid"
    with closing(sqlite3.connect(tmp_path / "c" / "catalogue.sqlite3")) as connection, connection:
        values = "7, 'a.shelf', '2026-01-01T00:00:00.000000+00:00', 'shelf', 'ready', '/a.shelf', '/a.shelf', 'u'"
        connection.execute(f"INSERT INTO archive ({columns}) VALUES ({values})")
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        assert [(archive.id, archive.name) for archive in catalogue.archives()] == [(7, "a.shelf")]
        assert [archive.id for archive in catalogue.upkeep.unread()] == [7]
        assert catalogue.entries.entries_of(7) == []
        assert catalogue.database.pragma("user_version") == migrations.SCHEMA_VERSION
        catalogue.forget([7])
    (copy,) = (tmp_path / "c" / "copies").iterdir()
    assert f"before-layout-{migrations.SCHEMA_VERSION}" in copy.name


def test_a_catalogue_without_recipes_keeps_what_built_its_archives(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_first_two = tmp_path / "steps"
    shutil.copytree(migrations.FOLDER, the_first_two, ignore=lambda _, names: [n for n in names if n[:4] > "0002"])
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "FOLDER", the_first_two)
        patch.setattr(migrations, "SCHEMA_VERSION", 2)
        open_database(tmp_path / "c" / "catalogue.sqlite3").close_all()
    columns = "id, archive_name, created_datetime, backend_id, state, archive_path, uuid, sha256, sources, options"
    options = '{"sources":["/home"],"target":"/a","backend_id":"tar","format_id":"tar.gz","exclude":["*.o"]}'
    values = (7, "a", "2026-01-01T00:00:00.000000+00:00", "tar", "ready", "/a", "u", "ab", '["/home"]', options)
    with closing(sqlite3.connect(tmp_path / "c" / "catalogue.sqlite3")) as connection, connection:
        connection.execute(f"INSERT INTO archive ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        archive = catalogue.get(7)
        assert (archive.recipe, archive.pinned, archive.damaged_entries) == (None, False, ())
        assert (archive.exclude, archive.recorded) == (("*.o",), archive.created)
        recipe = catalogue.recipes.of_archive(7)
        assert recipe is not None
        assert (recipe.sources, recipe.options.exclude, recipe.options.target) == (("/home",), ("*.o",), "")


def test_one_copy_a_day_is_kept_of_the_last_days(tmp_path: Path, registry: Registry, build: Build) -> None:
    with Catalogue.open(tmp_path, registry) as catalogue:
        assert not catalogue.upkeep.keep_daily_copy()  # nothing to lose yet, and it would be today's copy
        build(catalogue, tmp_path / "a.shelf")
        assert [catalogue.upkeep.keep_daily_copy(), catalogue.upkeep.keep_daily_copy()] == [True, False]
        (today,) = (tmp_path / "copies").iterdir()
        for day in range(1, 6):
            shutil.copy(today, today.with_name(f"2020010{day}T120000-daily.sqlite3"))
        older = today.with_name("20190101T120000-before-layout-2.sqlite3")
        shutil.copy(today, older)
        today.unlink()
        assert catalogue.upkeep.keep_daily_copy()
    kept = sorted(copy.name for copy in (tmp_path / "copies").iterdir())
    assert kept[:-1] == [older.name, "20200104T120000-daily.sqlite3", "20200105T120000-daily.sqlite3"]
    assert kept[-1].startswith(today.name[:8])
