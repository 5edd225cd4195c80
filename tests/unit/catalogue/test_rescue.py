"""A damaged catalogue is told, a copy takes its place, and nothing is lost on the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.rescue import check, copies_of, put_back
from archiver_gui.core.errors import CatalogueError, RefusedError
from archiver_gui.core.progress import Cancelled, Progress
from tests.support.command_line import CommandLine

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build


def spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    file.write_bytes(content)


@pytest.fixture
def file(tmp_path: Path, registry: Registry, build: Build) -> Path:
    """A catalogue with one archive in its daily copy, and two in itself."""
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        build(catalogue, tmp_path / "first.shelf")
        assert catalogue.upkeep.keep_daily_copy()
        build(catalogue, tmp_path / "second.shelf")
    return tmp_path / "c" / "catalogue.sqlite3"


def test_a_damaged_catalogue_is_replaced_by_its_copy_and_kept_aside(file: Path, registry: Registry) -> None:
    assert check(file) == []
    spoil(file)
    damaged = file.read_bytes()
    with pytest.raises(CatalogueError):
        Catalogue(file, registry)
    assert check(file)
    (copy,) = copies_of(file)
    assert (copy.reason, copy.size > 0) == ("daily", True)
    aside = put_back(file, copy.path)
    assert aside is not None
    assert (aside / file.name).read_bytes() == damaged
    with Catalogue(file, registry) as catalogue:
        assert [archive.name for archive in catalogue.archives()] == ["first.shelf"]
    assert len(copies_of(file)) == 1


def test_a_damaged_copy_is_refused_and_nothing_is_touched(file: Path) -> None:
    (copy,) = copies_of(file)
    spoil(copy.path)
    before = file.read_bytes()
    with pytest.raises((RefusedError, CatalogueError)):
        put_back(file, copy.path)
    assert file.read_bytes() == before


def test_a_new_catalogue_is_begun_when_there_is_no_copy(file: Path, registry: Registry) -> None:
    assert put_back(file, None) is not None
    with Catalogue(file, registry) as catalogue:
        assert catalogue.count() == 0
    assert put_back(file.with_name("never.sqlite3"), None) is None


def test_what_is_no_catalogue_is_not_called_sound(file: Path) -> None:
    file.write_bytes(b"")
    assert check(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    assert check(file)
    with pytest.raises(RefusedError):
        put_back(file, file)


def test_a_catalogue_that_another_process_has_open_stays(file: Path) -> None:
    start = f"import sqlite3; c = sqlite3.connect({str(file)!r}); print(c.execute('PRAGMA user_version').fetchone())"
    wait = "import sys; sys.stdout.flush(); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", f"{start}; {wait}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        before = file.read_bytes()
        with pytest.raises(RefusedError, match="open"):
            put_back(file, None)
        assert file.read_bytes() == before
        other.communicate()
    assert put_back(file, None) is not None


def test_a_check_can_be_cancelled(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archiver_gui.catalogue.rescue._STEPS_BETWEEN_CHECKS", 1)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        check(file, progress)


def test_the_command_line_checks_lists_and_puts_back(
    archiver_home: Path, tmp_path: Path, build: Build, registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    archiver = CommandLine(capsys)
    with Catalogue.open(archiver_home, registry) as catalogue:
        build(catalogue, tmp_path / "first.shelf")
        catalogue.upkeep.keep_daily_copy()
    assert archiver("catalogue", "--check", "--json").json["outcome"] == "complete"
    spoil(archiver_home / "catalogue.sqlite3")
    done = archiver("catalogue", "--check")
    assert (done.status, "--copies" in done.err) == (3, True)
    (copy,) = archiver("catalogue", "--copies", "--json").json["copies"]
    assert archiver("catalogue", "--put-back", "nowhere").status == 2
    assert archiver("catalogue", "--put-back", copy["path"]).status == 0
    assert [one["name"] for one in archiver("catalogue", "--json").json["archives"]] == ["first.shelf"]
    assert archiver("catalogue", "--put-back", "new").status == 0
    assert archiver("catalogue", "--json").json["archives"] == []


def test_the_command_line_rebuilds_from_what_a_damaged_catalogue_tells(
    archiver_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archiver = CommandLine(capsys)
    (tmp_path / "stick").mkdir()
    (tmp_path / "note.txt").write_text("note")
    for target in (tmp_path / "here.zip", tmp_path / "stick" / "away.zip"):
        assert archiver("create", target, tmp_path / "note.txt").status == 0
    assert archiver("pin", "1").status == 0
    (tmp_path / "stick").rename(tmp_path / "in a drawer")
    file = archiver_home / "catalogue.sqlite3"
    file.write_bytes(os.urandom(100) + file.read_bytes()[100:])
    refused = archiver("catalogue")
    assert (refused.status, "--rebuild" in refused.err) == (3, True)
    rebuilt = archiver("catalogue", "--rebuild", "--json")
    assert (rebuilt.status, rebuilt.json["archives"]) == (0, 2), rebuilt.err
    assert (Path(rebuilt.json["moved_to"]) / file.name).exists()
    listed = {one["name"]: one for one in archiver("catalogue", "--json").json["archives"]}
    assert {name: one["state"] for name, one in listed.items()} == {"here.zip": "ready", "away.zip": "offline"}
    assert listed["here.zip"]["pinned"]
    assert len(archiver("search", "note.txt", "--json").json["matches"]) == 1


def test_a_catalogue_that_is_gone_is_told_once_while_copies_of_it_are_there(
    archiver_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archiver = CommandLine(capsys)
    (tmp_path / "note.txt").write_text("note")
    assert archiver("create", tmp_path / "a.zip", tmp_path / "note.txt").status == 0
    (archiver_home / "catalogue.sqlite3").unlink()
    gone = archiver("catalogue")
    assert (gone.status, "was missing" in gone.err, "--copies" in gone.err) == (0, True, True)
    assert archiver("catalogue").err == ""


def test_what_changes_the_catalogue_keeps_its_daily_copy(
    archiver_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archiver = CommandLine(capsys)
    (tmp_path / "note.txt").write_text("note")
    assert archiver("catalogue").status == 0
    assert not (archiver_home / "copies").exists()
    for name in ("a.zip", "b.zip"):
        assert archiver("create", tmp_path / name, tmp_path / "note.txt").status == 0
    (copy,) = archiver("catalogue", "--copies", "--json").json["copies"]
    assert copy["reason"] == "daily"
