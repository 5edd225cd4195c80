"""The command line's promises, verb by verb, on real archives."""

from __future__ import annotations

import os
import socket
import zipfile
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine, Ran
from tests.support.trees import contents_of, make_mixed_tree


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("alpha\n" * 100)
    (folder / "sub" / "b.bin").write_bytes(bytes(range(256)))
    return folder


def build(archiver: CommandLine, out: Path, *sources: Path, **options: str) -> Ran:
    extra = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    return archiver("create", out, *sources, *extra, "--json")


def test_create_prints_outcome_counts_and_the_catalogued_archive(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    ran = build(archiver, tmp_path / "out.zip", source)
    assert ran.status == 0, ran.err
    result = ran.json
    assert result["outcome"] == "complete"
    assert result["remarks"] == []
    assert result["bytes"] == 856
    archive = result["archive"]
    assert archive["path"] == str(tmp_path / "out.zip")
    assert archive["size"] == (tmp_path / "out.zip").stat().st_size
    assert (archive["state"], archive["backend_id"], archive["format"]) == ("ready", "zip", "zip")
    assert archive["entries"] == len(archiver("list", tmp_path / "out.zip", "--json").json["entries"]) == 4
    assert archive["created"].endswith("Z")


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4"])
def test_what_is_archived_comes_back_the_same(archiver: CommandLine, tmp_path: Path, suffix: str) -> None:
    tree = make_mixed_tree(tmp_path / "in" / "tree")
    out = tmp_path / f"out{suffix}"
    created = build(archiver, out, tree)
    assert created.json["outcome"] == "complete", created.out
    assert archiver("test", out).status == 0
    extracted = archiver("extract", out, "--to", tmp_path / "back", "--json")
    assert extracted.json["outcome"] == "complete", extracted.out
    assert contents_of(tmp_path / "back") == contents_of(tmp_path / "in")


def test_an_existing_target_is_refused_unless_it_may_be_overwritten(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.zip"
    build(archiver, out, source)
    before = out.read_bytes()
    refused = archiver("create", out, source)
    assert refused.status == 3
    assert "exists already" in refused.err
    assert out.read_bytes() == before
    assert archiver("create", out, source / "sub", "--overwrite").status == 0
    assert len(archiver("catalogue", "--json").json["archives"]) == 1


def test_the_suffix_is_optional_when_the_backend_is_named(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    assert build(archiver, tmp_path / "plain", source, backend="tar").json["archive"]["name"] == "plain.tar"
    assert build(archiver, tmp_path / "small", source, format="tar.zst").json["archive"]["name"] == "small.tar.zst"


def test_a_suffix_of_another_kind_contradicts_the_format_that_is_said(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    ran = archiver("create", tmp_path / "x.7z", source, "--format", "zip")
    assert ran.status == 2
    assert "“x.7z” ends like an archive of another kind" in ran.err
    assert not any(tmp_path.glob("x*"))
    assert archiver("create", tmp_path / "x.7z.zip", source).status == 0


def test_wrong_usage_ends_with_2_and_a_sentence(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    for arguments in (
        ("nonsense",),
        (str(source),),
        ("create", str(tmp_path / "x.unknown"), str(source)),
        ("create", str(tmp_path / "x.zip")),
        ("create", str(tmp_path / "x.zip"), ""),
        ("create", str(tmp_path / "x.zip"), str(source), "--level", "77"),
        ("create", str(tmp_path / "x"), str(source), "--backend", "nothing"),
        ("purge",),
        ("purge", "--older-than", "soon"),
    ):
        ran = archiver(*arguments)
        assert ran.status == 2, arguments
        assert ran.err.startswith("archiver: "), arguments
        assert "Traceback" not in ran.err
    assert not any(tmp_path.glob("x*"))


@pytest.mark.parametrize("name", ["nul.zip", "a:b.zip", "x" * 300 + ".zip"])
def test_a_name_that_cannot_be_used_is_refused_in_words(
    archiver: CommandLine, source: Path, tmp_path: Path, name: str
) -> None:
    ran = archiver("create", tmp_path / name, source)
    assert ran.status == 3
    assert "name" in ran.err


def test_a_source_that_is_not_there_fails_when_it_is_the_only_one(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    ran = build(archiver, tmp_path / "out.zip", tmp_path / "absent")
    assert ran.status == 3
    assert "nothing to archive" in ran.err
    assert not (tmp_path / "out.zip").exists()
    both = build(archiver, tmp_path / "out.zip", tmp_path / "absent", source)
    assert (both.status, both.json["outcome"]) == (1, "partial")
    assert [(r["entry"], r["kind"]) for r in both.json["remarks"]] == [("absent", "vanished")]


def test_what_has_no_content_is_left_out_with_a_remark(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    os.mkfifo(source / "fifo")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(source / "socket"))
        ran = build(archiver, tmp_path / "out.zip", source)
    assert (ran.status, ran.json["outcome"]) == (1, "remarks")
    assert {r["entry"] for r in ran.json["remarks"]} == {"source/fifo", "source/socket"}


def test_the_archive_itself_is_left_out_when_it_lies_in_a_source(archiver: CommandLine, source: Path) -> None:
    first = build(archiver, source / "out.zip", source)
    assert first.json["outcome"] == "complete"
    again = archiver("create", source / "out.zip", source, "--overwrite", "--json")
    assert again.json["outcome"] == "remarks"
    with zipfile.ZipFile(source / "out.zip") as archive:
        assert "source/out.zip" not in archive.namelist()


def test_two_sources_of_one_name_are_told_apart(archiver: CommandLine, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(folder)
    ran = build(archiver, tmp_path / "out.zip", tmp_path / "one" / "same.txt", tmp_path / "two" / "same.txt")
    assert [r["kind"] for r in ran.json["remarks"]] == ["renamed"]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "same.txt": b"one",
            "same (2).txt": b"two",
        }


def test_exclusions_leave_out_what_matches(archiver: CommandLine, tmp_path: Path) -> None:
    tree = make_mixed_tree(tmp_path / "tree")
    build(archiver, tmp_path / "out.zip", tree, exclude="many")
    paths = [entry["path"] for entry in archiver("list", tmp_path / "out.zip", "--json").json["entries"]]
    assert "tree/run.sh" in paths
    assert not any("many" in path for path in paths)


def test_a_loop_of_symbolic_links_ends(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    (source / "loop").symlink_to(".")
    (source / "self").symlink_to("self")
    assert build(archiver, tmp_path / "links.zip", source).json["outcome"] == "complete"
    followed = archiver("create", tmp_path / "out.zip", source, "--follow-symlinks", "--json")
    assert followed.status == 1
    kinds = {r["entry"]: r["kind"] for r in followed.json["remarks"]}
    assert kinds["source/loop"] == "left-out"
    assert kinds["source/self"] == "unreadable"


def test_only_what_is_asked_for_is_extracted(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build(archiver, tmp_path / "out.tar.gz", source)
    assert archiver("extract", tmp_path / "out.tar.gz", "*.bin", "--to", tmp_path / "back").status == 0
    assert set(contents_of(tmp_path / "back")) == {"source", "source/sub", "source/sub/b.bin"}
    nothing = archiver("extract", tmp_path / "out.tar.gz", "nothing*", "--to", tmp_path / "none", "--json")
    assert (nothing.status, nothing.json["outcome"]) == (1, "partial")


@pytest.mark.parametrize(
    ("action", "kept", "beside"), [("skip", "mine", False), ("replace", "alpha", False), ("rename", "mine", True)]
)
def test_conflicts_are_settled_as_told(
    archiver: CommandLine, source: Path, tmp_path: Path, action: str, kept: str, beside: bool
) -> None:
    build(archiver, tmp_path / "out.zip", source)
    there = tmp_path / "back" / "source" / "a.txt"
    there.parent.mkdir(parents=True)
    there.write_text("mine")
    archiver("extract", tmp_path / "out.zip", "--to", tmp_path / "back", "--on-conflict", action)
    assert there.read_text().startswith(kept)
    assert (there.parent / "a (2).txt").exists() is beside


def test_a_conflict_without_a_terminal_is_refused_before_anything_is_written(
    archiver: CommandLine, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(archiver, tmp_path / "out.zip", source)
    there = tmp_path / "back" / "source" / "a.txt"
    there.parent.mkdir(parents=True)
    there.write_text("mine")
    before = contents_of(tmp_path / "back")
    with open(os.devnull) as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        ran = archiver("extract", tmp_path / "out.zip", "--to", tmp_path / "back")
    assert ran.status == 3
    assert contents_of(tmp_path / "back") == before


def test_damage_is_told_and_the_good_entries_are_kept(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    build(archiver, out, source, level="store")
    data = bytearray(out.read_bytes())
    data[data.index(b"alpha\nalpha")] ^= 1
    out.write_bytes(data)
    tested = archiver("test", out, "--json")
    assert (tested.status, tested.json["outcome"]) == (1, "partial")
    assert [r["entry"] for r in tested.json["remarks"]] == ["source/a.txt"]
    extracted = archiver("extract", out, "--to", tmp_path / "back", "--json")
    assert extracted.json["outcome"] == "partial"
    assert set(contents_of(tmp_path / "back")) == {"source", "source/sub", "source/sub/b.bin"}


def test_what_is_no_archive_fails_in_words(archiver: CommandLine, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no archive")
    (tmp_path / "fake.zip").write_text("no archive")
    for path, verb in [
        (text, "list"),
        (text, "test"),
        (tmp_path / "fake.zip", "extract"),
        (tmp_path / "absent.zip", "list"),
    ]:
        ran = archiver(verb, path)
        assert ran.status == 3, (verb, path)
        assert "Traceback" not in ran.err


def test_the_catalogue_is_listed_searched_and_shown(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    for name in ("first.zip", "second.tar.gz"):
        build(archiver, tmp_path / name, source, role="examiner")
    archives = archiver("catalogue", "--json").json["archives"]
    assert [archive["name"] for archive in archives] == ["second.tar.gz", "first.zip"]
    assert {archive["role"] for archive in archives} == {"examiner"}
    assert len(archiver("catalogue", "--json", "--limit", "1").json["archives"]) == 1
    assert [m["name"] for m in archiver("search", "FIRST", "--json").json["matches"]] == ["first.zip"]
    shown = archiver("show", archives[0]["id"], "--json").json["archive"]
    assert shown["sources"] == [str(source)]
    assert "second.tar.gz" in archiver("show", archives[0]["id"]).out


def test_mark_restore_forget_and_purge_touch_what_they_name_and_nothing_else(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    ids = {}
    for name in ("keep", "gone", "forgotten", "restored"):
        ids[name] = build(archiver, tmp_path / f"{name}.zip", source).json["archive"]["id"]
    assert archiver("mark", ids["gone"], ids["restored"]).status == 0
    assert archiver("restore", ids["restored"]).status == 0
    assert archiver("forget", ids["forgotten"]).status == 0
    assert [a["name"] for a in archiver("catalogue", "--marked", "--json").json["archives"]] == ["gone.zip"]
    dry = archiver("purge", "--marked", "--dry-run", "--json").json
    assert ([a["name"] for a in dry["archives"]], dry["purged"]) == (["gone.zip"], False)
    assert (tmp_path / "gone.zip").exists()
    done = archiver("purge", "--marked", "--yes", "--json")
    assert (done.status, done.json["purged"]) == (0, True)
    assert done.json["bytes"] > 0
    assert {path.name for path in tmp_path.glob("*.zip")} == {"keep.zip", "forgotten.zip", "restored.zip"}
    assert {a["name"] for a in archiver("catalogue", "--json").json["archives"]} == {"keep.zip", "restored.zip"}


def test_purge_by_age_takes_what_is_older_and_asks_first(
    archiver: CommandLine, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(archiver, tmp_path / "new.zip", source)
    assert archiver("purge", "--older-than", "1h", "--yes", "--json").json["archives"] == []
    with open(os.devnull) as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        assert archiver("purge", "--older-than", "0s").status == 3
    assert (tmp_path / "new.zip").exists()
    assert archiver("purge", "--older-than", "0s", "--yes").status == 0
    assert not (tmp_path / "new.zip").exists()


def test_a_row_whose_file_vanished_is_harmless(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    archive_id = build(archiver, tmp_path / "out.zip", source).json["archive"]["id"]
    (tmp_path / "out.zip").unlink()
    assert archiver("catalogue", "--json").json["archives"][0]["state"] == "missing"
    verified = archiver("verify", archive_id, "--json")
    assert (verified.status, verified.json["outcome"]) == (1, "partial")
    archiver("mark", archive_id)
    assert archiver("purge", "--marked", "--yes", "--json").json["purged"] is True
    assert archiver("catalogue", "--json").json["archives"] == []


def test_verify_finds_one_flipped_byte(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.tar.zst"
    archive_id = build(archiver, out, source).json["archive"]["id"]
    assert archiver("verify", "--json").json["outcome"] == "complete"
    data = bytearray(out.read_bytes())
    data[len(data) // 2] ^= 1
    out.write_bytes(data)
    ran = archiver("verify", archive_id, "--json")
    assert (ran.status, ran.json["outcome"]) == (1, "partial")
    assert "damage" in ran.json["remarks"][0]["kind"]


def test_formats_backends_and_version_are_listed(archiver: CommandLine) -> None:
    formats = {row["id"]: row for row in archiver("formats", "--json").json["formats"]}
    assert list(formats) == ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", "tar.lz4"]
    assert all(row["readable"] and row["writable"] for row in formats.values())
    backends = archiver("backends", "--json").json["backends"]
    assert [(row["id"], row["enabled"]) for row in backends[:2]] == [("zip", True), ("tar", True)]
    assert archiver("version").out.startswith("Archiver ")
    assert archiver("backends", "--enable", "nothing").status == 2
