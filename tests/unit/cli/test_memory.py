"""The verbs that remember: add, search, verify, from the command line."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import database
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.outcome import Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.operations.add import add
from archiver_gui.settings.folders import home_folders
from tests.support.command_line import CommandLine


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of archives that other programs made, and of files that are none."""
    shelf = tmp_path / "shelf"
    (shelf / "deep" / "deeper").mkdir(parents=True)
    with zipfile.ZipFile(shelf / "holiday.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Fotos/Strand.JPG", b"sand and sea" * 100)
        archive.writestr("Fotos/Straße.jpg", b"cobbles")
        archive.writestr("notes.txt", b"same in both")
    (tmp_path / "copy.txt").write_bytes(b"same in both")
    with tarfile.open(shelf / "deep" / "deeper" / "work.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "copy.txt", "work/copy of notes.txt")
    (shelf / "readme.txt").write_text("no archive")
    (shelf / "link.zip").symlink_to("holiday.zip")
    return shelf


def test_a_catalogue_that_another_program_holds_is_searched_as_far_as_it_is_indexed(
    archiver: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file.txt").write_text("text")
    assert archiver("create", tmp_path / "a.zip", tmp_path / "file.txt").status == 0
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0)
    with closing(sqlite3.connect(home_folders().catalogue_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        held = archiver("search", "file.txt", "--json")
    assert (held.status, held.json["matches"]) == (0, [])
    assert "newest archives" in held.err
    free = archiver("search", "file.txt", "--json")
    assert (len(free.json["matches"]), free.err) == (1, "")


def test_a_folder_is_added_once_and_every_file_in_it_found(archiver: CommandLine, shelf: Path) -> None:
    done = archiver("add", shelf, "--json")
    assert (done.status, done.json["outcome"], done.json["added"]) == (0, "complete", 2), done.err
    assert sorted(one["name"] for one in done.json["archives"]) == ["holiday.zip", "work.tar.gz"]
    assert {one["format"] for one in done.json["archives"]} == {"zip", "tar.gz"}
    assert all(len(one["sha256"]) == 64 for one in done.json["archives"])
    again = archiver("add", shelf, "--json")
    assert (again.status, again.json["added"], again.json["known"]) == (0, 0, 2)
    assert len(archiver("catalogue", "--json").json["archives"]) == 2

    (match,) = archiver("search", "STRASSE", "--json").json["matches"]
    assert (match["entry"], match["name"], match["size"]) == ("Fotos/Straße.jpg", "holiday.zip", 7)
    assert match["archive"]["state"] == "ready"
    assert [match["entry"] for match in archiver("search", "*.jpg", "size>100", "--json").json["matches"]] == [
        "Fotos/Strand.JPG"
    ]


def test_archives_are_found_by_their_names_before_entries(archiver: CommandLine, shelf: Path) -> None:
    archiver("add", shelf)
    matches = archiver("search", "work", "--json").json["matches"]
    assert [(match["name"], match["entry"]) for match in matches] == [
        ("work.tar.gz", None),
        ("work.tar.gz", "work/copy of notes.txt"),
    ]
    assert len(archiver("search", "work", "--limit", 1, "--json").json["matches"]) == 1
    assert "copy of notes" in archiver("search", "in:work", "notes").out
    assert archiver("search", "zzz").out == "Nothing found.\n"


def test_the_same_content_in_two_archives_is_told(archiver: CommandLine, shelf: Path) -> None:
    archiver("add", shelf)
    (same,) = archiver("search", "--duplicates", "--json").json["matches"]
    assert (same["copies"], same["archives"], same["saved"]) == (2, 2, 12)
    found = archiver("search", f"hash:{same['hash']}", "--json").json["matches"]
    assert {match["entry"] for match in found} == {"notes.txt", "work/copy of notes.txt"}


def test_versions_of_a_file_are_listed_newest_first(archiver: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("one")
    archiver("create", tmp_path / "first.zip", tmp_path / "file.txt")
    (tmp_path / "file.txt").write_text("two")
    archiver("create", tmp_path / "second.tar.zst", tmp_path / "file.txt")
    versions = archiver("search", "--versions", "file.txt", "--json").json["matches"]
    assert [version["name"] for version in versions] == ["second.tar.zst", "first.zip"]
    assert versions[0]["hash"] != versions[1]["hash"]
    archiver("create", tmp_path / "third.zip", tmp_path / "file.txt")
    versions = archiver("search", "--versions", "file.txt", "--json").json["matches"]
    assert [version["change"] for version in versions] == ["same", "changed", "oldest"]
    lines = archiver("search", "--versions", "file.txt", "--limit", "2").out.splitlines()
    assert [line.split()[-2:] for line in lines[1:]] == [
        ["same", str(tmp_path / "third.zip")],
        ["changed", str(tmp_path / "second.tar.zst")],
    ]
    assert archiver("search", "--versions", "nothing").out == "Nothing found.\n"


@pytest.mark.parametrize("words", [["search"], ["search", "a", "--duplicates"], ["add"], ["add", "--unread", "x"]])
def test_unclear_calls_are_wrong_usage(archiver: CommandLine, words: list[str]) -> None:
    assert archiver(*words).status == 2


def test_a_wrong_filter_is_wrong_usage(archiver: CommandLine) -> None:
    done = archiver("search", "size>big")
    assert (done.status, "size>10M" in done.err) == (2, True)


def test_what_cannot_be_read_is_told_and_the_others_are_added(archiver: CommandLine, shelf: Path) -> None:
    whole = (shelf / "holiday.zip").read_bytes()
    (shelf / "cut.zip").write_bytes(whole[:-30])
    (shelf / "empty.tar.gz").write_bytes(b"")
    done = archiver("add", shelf, shelf / "not there.zip", shelf / "readme.txt", "--json")
    assert (done.status, done.json["outcome"]) == (1, "partial")
    told = {os.path.basename(remark["entry"]) for remark in done.json["remarks"]}
    assert {"not there.zip", "readme.txt", "empty.tar.gz"} <= told
    assert {"holiday.zip", "work.tar.gz"} <= {one["name"] for one in done.json["archives"]}


def test_an_archive_that_was_replaced_is_read_anew_and_a_touched_one_keeps_its_row(
    archiver: CommandLine, shelf: Path
) -> None:
    path = shelf / "holiday.zip"
    (first,) = archiver("add", path, "--json").json["archives"]
    archiver("mark", first["id"])
    os.utime(path, (1, 1))
    (touched,) = archiver("add", path, "--json").json["archives"]
    assert (touched["id"], touched["deleted"] is not None) == (first["id"], True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other.txt", b"another archive")
    (replaced,) = archiver("add", path, "--json").json["archives"]
    assert (replaced["id"] != first["id"], replaced["deleted"]) == (True, None)
    assert archiver("search", "strand", "--json").json["matches"] == []
    assert len(archiver("catalogue", "--json").json["archives"]) == 1


def test_archives_of_an_older_catalogue_are_read_when_asked_to(
    archiver: CommandLine, tmp_path: Path, shelf: Path
) -> None:
    (tmp_path / "file.txt").write_text("one")
    created = archiver("create", tmp_path / "old.zip", tmp_path / "file.txt", "--json").json["archive"]
    with Catalogue.open(home_folders().data) as catalogue:
        catalogue.database.execute_sql("UPDATE archive SET indexed = 0, disk_mtime_ns = NULL")  # type: ignore[no-untyped-call]
        catalogue.database.execute_sql("DELETE FROM entry")  # type: ignore[no-untyped-call]
        catalogue.database.execute_sql("DELETE FROM recorded")  # type: ignore[no-untyped-call]
        assert [record.id for record in catalogue.upkeep.unread()] == [created["id"]]
    assert archiver("search", "file.txt", "--json").json["matches"] == []
    (read,) = archiver("add", "--unread", "--json").json["archives"]
    assert read == created
    (match,) = archiver("search", "file.txt", "--json").json["matches"]
    assert match["id"] == created["id"]
    assert archiver("add", "--unread", "--json").json["added"] == 0


def test_bytes_that_changed_under_a_recorded_digest_are_not_taken_over(archiver: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("one")
    archiver("create", tmp_path / "old.zip", tmp_path / "file.txt")
    with Catalogue.open(home_folders().data) as catalogue:
        catalogue.database.execute_sql("UPDATE archive SET indexed = 0")  # type: ignore[no-untyped-call]
    flip(tmp_path / "old.zip", -1)
    done = archiver("add", tmp_path / "old.zip", "--json")
    assert (done.status, done.json["added"]) == (1, 0)
    assert "verify" in done.json["remarks"][0]["text"]


def flip(path: Path, at: int) -> None:
    """Flip one bit; the file's times stay, as when a disk rots."""
    times = path.stat()
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
def test_verify_names_the_damaged_entry(archiver: CommandLine, tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("before.bin", "hit.bin", "later.bin"):
        (source / name).write_bytes(os.urandom(50_000))
    archive = tmp_path / f"a{suffix}"
    archiver("create", archive, source, "--level", "store") if suffix == ".zip" else archiver("create", archive, source)
    content = archive.read_bytes()
    start = content.find((source / "hit.bin").read_bytes()[:64])
    flip(archive, (start if start >= 0 else len(content) // 2) + 32)
    done = archiver("verify", "--json")
    assert (done.status, done.json["outcome"]) == (1, "partial")
    first, *others = done.json["remarks"]
    assert first["entry"] == str(archive)
    assert "Its bytes are not the ones that were built" in first["text"]
    assert "source/hit.bin" in {remark["entry"] for remark in others}
    if suffix != ".tar.gz":  # there a block of the codec holds all three
        assert "source/before.bin" not in {remark["entry"] for remark in others}
    assert "hit.bin" in archiver("show", 1, "--json").json["archive"]["damage"]
    assert all(remark["text"].partition(" In /")[0].endswith(".") for remark in others)


def test_verify_tells_when_the_contents_are_untouched(archiver: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("text " * 100)
    archiver("create", tmp_path / "a.tar", tmp_path / "file.txt")
    flip(tmp_path / "a.tar", -1)  # in the padding behind the end
    done = archiver("verify", "--json")
    assert done.status == 1
    assert "contents of all 1 files are as they were" in done.json["remarks"][0]["text"]


def test_a_cancelled_add_keeps_what_was_added(shelf: Path, tmp_path: Path) -> None:
    progress = Progress()

    for number in range(5):
        shutil.copy(shelf / "holiday.zip", shelf / f"copy {number}.zip")

    with Catalogue.open(tmp_path / "c") as catalogue:
        adopt = catalogue.upkeep.adopt
        seen = []

        def counted(path: str) -> object:
            seen.append(path)
            if len(seen) == 3:
                progress.cancel()
            return adopt(path)

        catalogue.upkeep.adopt = counted  # type: ignore[assignment,method-assign]
        outcome = add([str(shelf)], catalogue, Registry.get_instance(), "me", progress)
        assert outcome.verdict is Verdict.CANCELLED
        assert outcome.facts["added"] == [1, 2]
        assert catalogue.count() == 2
        catalogue.upkeep.adopt = adopt  # type: ignore[method-assign]
        outcome = add([str(shelf)], catalogue, Registry.get_instance(), "me", Progress())
        assert (outcome.verdict, outcome.facts["known"], catalogue.count()) == (Verdict.COMPLETE, 2, 7)


def test_moved_and_renamed_archives_are_found_again(archiver: CommandLine, tmp_path: Path, shelf: Path) -> None:
    archiver("add", shelf)
    moved = tmp_path / "elsewhere" / "another name.bin"
    moved.parent.mkdir()
    (shelf / "holiday.zip").rename(moved)
    (tmp_path / "elsewhere" / "same size").write_bytes(b"x" * moved.stat().st_size)
    assert [one["state"] for one in archiver("catalogue", "--json").json["archives"]].count("missing") == 1
    done = archiver("relink", tmp_path / "elsewhere", "--json")
    assert (done.status, done.json["entries"]) == (0, 1)
    (archive,) = done.json["archives"]
    assert (archive["path"], archive["name"], archive["state"]) == (str(moved), "another name.bin", "ready")
    (match,) = archiver("search", "strand", "--json").json["matches"]
    assert match["path"] == str(moved)
    assert archiver("add", moved, "--json").json["known"] == 1
    assert archiver("relink", tmp_path, "--json").json["entries"] == 0


def test_nothing_is_taken_for_an_archive_that_is_catalogued_there(
    archiver: CommandLine, tmp_path: Path, shelf: Path
) -> None:
    copy = tmp_path / "copy.zip"
    shutil.copy(shelf / "holiday.zip", copy)
    archiver("add", shelf / "holiday.zip", copy)
    (shelf / "holiday.zip").unlink()
    assert archiver("relink", copy, "--json").json["entries"] == 0
    states = {one["name"]: one["state"] for one in archiver("catalogue", "--json").json["archives"]}
    assert states == {"holiday.zip": "missing", "copy.zip": "ready"}


def test_the_catalogue_is_exported_and_imported(
    archiver: CommandLine, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archiver("add", shelf)
    assert archiver("catalogue", "--export", tmp_path / "all.jsonl", "--json").json["entries"] == 2
    assert archiver("catalogue", "--export", tmp_path / "all.jsonl").status == 3
    monkeypatch.setenv("ARCHIVER_HOME", str(tmp_path / "other home"))
    assert archiver("search", "strand", "--json").json["matches"] == []
    assert archiver("catalogue", "--import", tmp_path / "all.jsonl", "--json").json["entries"] == 2
    (match,) = archiver("search", "strand", "--json").json["matches"]
    assert (match["name"], match["state"]) == ("holiday.zip", "ready")
    assert archiver("catalogue", "--import", shelf / "readme.txt").status == 3
