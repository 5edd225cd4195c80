"""The model that authors of backends use: fixed names, the catalogue of ARCHIVER_HOME."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import AutoField, IntegrityError, Model, SqliteDatabase, TextField

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.home import close_home_catalogue, home_catalogue
from archiver_gui.catalogue.models import CREATED_BY_ROLE_CHOICES, CompressedArchiveMeta, GenericMeta
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import UsageError
from archiver_gui.core.outcome import Verdict


class DrawerBackend:
    """A third party's class with what the model calls of the first block, and a disk of its own."""

    backend_id = "test-drawer"
    location = ""

    def __init__(self, archive_path: str, archive_name: str = "", readmode: bool = True, size: int = 7) -> None:
        self.archive_path = archive_path
        self.archive_name = archive_name or os.path.basename(archive_path)
        self.readmode = readmode
        self._size = size

    @classmethod
    def get_storage_location(cls) -> str:
        return cls.location

    def archive_size(self) -> int:
        if not self.readmode:
            raise ValueError("it is being written")
        return self._size

    @classmethod
    def delete_archive(cls, full_path: str) -> bool:
        try:
            os.unlink(full_path)
        except FileNotFoundError:
            return False
        return True


class Project:
    """Some other thing with an id."""

    def __init__(self, number: Any) -> None:
        self.id = number


@pytest.fixture(autouse=True)
def drawer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(Registry, "_instance", None)  # the program's one registry, of this test alone
    Registry.get_instance().add(DrawerBackend)
    monkeypatch.setattr(DrawerBackend, "location", str(tmp_path))
    yield tmp_path
    close_home_catalogue()


def put(folder: Path, name: str, content: bytes = b"content") -> DrawerBackend:
    (folder / name).write_bytes(content)
    return DrawerBackend(name, readmode=False, size=len(content))


def test_importing_the_models_opens_nothing(tmp_path: Path) -> None:
    home = tmp_path / "new home"
    code = "import archiver_gui.catalogue.models"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"ARCHIVER_HOME": str(home)})
    assert not home.exists()


def test_create_meta_records_what_the_backend_says(drawer: Path) -> None:
    backend = DrawerBackend("sub/large.drawer", "Large", readmode=False, size=5_000_000_000)
    before = datetime.now(UTC)
    meta = CompressedArchiveMeta.create_meta(Project(42), backend, "dewey", user_role="examiner")
    assert backend.readmode
    assert (meta.archive_name, meta.archive_path, meta.archive_size) == ("Large", "sub/large.drawer", 5_000_000_000)
    assert (meta.backend_id, meta.created_by, meta.created_by_role) == ("test-drawer", "dewey", "examiner")
    assert (meta.content_type, meta.content_object_id) == (f"{__name__}.Project", 42)
    assert meta.content_object.id == 42
    assert before <= meta.created_datetime <= datetime.now(UTC)
    assert meta.created_datetime.utcoffset() == timedelta(0)
    assert meta.deleted_datetime is None
    assert not (drawer / "sub").exists()


def test_the_program_lists_what_was_recorded(drawer: Path) -> None:
    meta = CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey")
    with Catalogue.open() as catalogue:
        (archive,) = catalogue.archives("A.DRAWER")
    assert (archive.id, archive.path, archive.size) == (meta.id, str(drawer / "a.drawer"), 7)
    assert (archive.state, archive.format_id) == (ArchiveState.READY, "test-drawer")


def test_an_archive_may_be_for_nothing_and_by_the_systems_user(drawer: Path) -> None:
    meta = CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), None)
    assert (meta.content_type, meta.content_object_id, meta.content_object) == ("", None, None)
    assert meta.created_by


@pytest.mark.parametrize("number", [7, "007", "b5c1"])
def test_the_id_of_what_it_is_for_is_kept_as_it_is(number: Any, drawer: Path) -> None:
    meta = CompressedArchiveMeta.create_meta(Project(number), put(drawer, "a.drawer"), "dewey")
    again = CompressedArchiveMeta.get_by_id(meta.id)
    assert again.content_object_id == number
    assert again.content_object is None  # nobody can be asked for it


class Recipe(Model):
    """What a row of another table can be: it is found again."""

    id = AutoField()
    title = TextField()

    class Meta:
        database = SqliteDatabase(None)


def test_what_it_is_for_is_found_again_in_its_own_table(drawer: Path) -> None:
    Recipe._meta.database.init(str(drawer / "recipes.sqlite3"))
    with Recipe._meta.database.connection_context():
        Recipe.create_table()
        recipe = Recipe.create(title="Weekly")
        meta = CompressedArchiveMeta.create_meta(recipe, put(drawer, "a.drawer"), "dewey")
        assert CompressedArchiveMeta.get_by_id(meta.id).content_object == recipe


def test_a_role_that_does_not_exist_is_refused(drawer: Path) -> None:
    assert [value for value, _ in CREATED_BY_ROLE_CHOICES] == ["", "student", "examiner", "admin"]
    with pytest.raises(UsageError, match="no role"):
        CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey", user_role="king")
    assert CompressedArchiveMeta.select().count() == 0


def test_the_same_path_is_recorded_once(drawer: Path) -> None:
    CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey")
    newer = CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer", b"longer content"), "dewey")
    assert [(row.id, row.archive_size) for row in CompressedArchiveMeta.select()] == [(newer.id, 14)]
    with pytest.raises(IntegrityError):
        CompressedArchiveMeta.create(archive_name="a", archive_path="a.drawer", backend_id="test-drawer")


def test_clean_raises_on_a_backend_that_nobody_bears(drawer: Path) -> None:
    meta = CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey")
    meta.clean()
    CompressedArchiveMeta.clean()
    meta.backend_id = "gone"
    with pytest.raises(KeyError, match="gone"):
        meta.clean()
    meta.save()
    with pytest.raises(KeyError, match="gone"):
        CompressedArchiveMeta.clean()
    assert [row.backend_id for row in CompressedArchiveMeta.select()] == ["gone"]  # it is still listed


def test_a_backend_that_nobody_registered_records_nothing(drawer: Path) -> None:
    backend = put(drawer, "a.drawer")
    backend.backend_id = "never-registered"
    with pytest.raises(KeyError):
        CompressedArchiveMeta.create_meta(None, backend, "dewey")
    assert CompressedArchiveMeta.select().count() == 0


@pytest.mark.parametrize(("days", "seconds"), [(2, None), (None, 2 * 86_400), (1, 86_400)])
def test_older_archives_are_deleted_with_their_files(days: float | None, seconds: float | None, drawer: Path) -> None:
    old, new = (CompressedArchiveMeta.create_meta(None, put(drawer, f"{name}.drawer"), "d") for name in ("old", "new"))
    old.created_datetime = datetime.now(UTC) - timedelta(days=3)
    old.save()
    outcome = CompressedArchiveMeta.delete_compressed_archives_older_than(days=days, seconds=seconds)
    assert (outcome.verdict, outcome.entries) == (Verdict.COMPLETE, 1)
    assert [row.id for row in CompressedArchiveMeta.select()] == [new.id]
    assert [path.name for path in drawer.glob("*.drawer")] == ["new.drawer"]


def test_age_is_compared_in_utc_whatever_zone_a_time_is_given_in(drawer: Path) -> None:
    meta = CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey")
    meta.created_datetime = (datetime.now(UTC) - timedelta(hours=1)).replace(tzinfo=None)  # taken as UTC
    meta.save()
    CompressedArchiveMeta.delete_compressed_archives_older_than(seconds=3660)
    assert CompressedArchiveMeta.select().count() == 1
    CompressedArchiveMeta.delete_compressed_archives_older_than(seconds=3540)
    assert CompressedArchiveMeta.select().count() == 0


@pytest.mark.parametrize("ages", [{}, {"days": -1}, {"seconds": -1}])
def test_an_age_that_makes_no_sense_deletes_nothing(ages: dict[str, float], drawer: Path) -> None:
    CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey")
    with pytest.raises(ValueError, match=r"age|old"):
        CompressedArchiveMeta.delete_compressed_archives_older_than(**ages)
    assert CompressedArchiveMeta.select().count() == 1


def test_marked_archives_are_deleted_with_their_files(drawer: Path) -> None:
    marked, kept = (CompressedArchiveMeta.create_meta(None, put(drawer, f"{name}.drawer"), "d") for name in "ab")
    marked.deleted_datetime = datetime.now(UTC)
    marked.save()
    assert CompressedArchiveMeta.delete_compressed_archives_marked_as_deleted().entries == 1
    assert [row.id for row in CompressedArchiveMeta.select()] == [kept.id]
    assert [path.name for path in drawer.glob("*.drawer")] == ["b.drawer"]


def test_rows_made_by_hand_find_their_files(drawer: Path) -> None:
    (drawer / "hand.drawer").write_bytes(b"1")
    CompressedArchiveMeta.create(
        archive_name="Hand",
        archive_path="hand.drawer",
        archive_size=1,
        backend_id="test-drawer",
        content_object=Project(1),
    )
    found = home_catalogue().find_path(str(drawer / "hand.drawer"))
    assert found is not None
    assert found.name == "Hand"


def test_another_home_is_another_catalogue(drawer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = os.environ["ARCHIVER_HOME"]
    CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey")
    monkeypatch.setenv("ARCHIVER_HOME", str(drawer / "second"))
    assert CompressedArchiveMeta.select().count() == 0
    monkeypatch.setenv("ARCHIVER_HOME", first)
    assert CompressedArchiveMeta.select().count() == 1


def test_any_thread_may_ask(drawer: Path) -> None:
    CompressedArchiveMeta.create_meta(None, put(drawer, "a.drawer"), "dewey")
    counts: list[int] = []
    thread = threading.Thread(target=lambda: counts.append(CompressedArchiveMeta.select().count()))
    thread.start()
    thread.join()
    assert counts == [1]


def test_the_generic_part_is_abstract() -> None:
    assert issubclass(CompressedArchiveMeta, GenericMeta)
    assert {"content_type", "content_object_id"} <= set(GenericMeta._meta.fields)
