"""The verbs that keep archives, and are rid of them: recreate, changed, presets, pin, purge, verify --due."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archiver_gui.core.outcome import Verdict
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.services import Services
from archiver_gui.settings.options import CLEAN_UP_AT_START, VERIFY_DAYS
from archiver_gui.settings.store import Settings
from tests.support.command_line import CommandLine


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A tree with what can change: files, a folder, a link, a second name."""
    folder = tmp_path / "source"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("alpha")
    (folder / "left.o").write_text("left out")
    (folder / "sub" / "b.txt").write_text("beta")
    (folder / "link").symlink_to("a.txt")
    os.link(folder / "a.txt", folder / "z same as a.txt")
    return folder


def age(path: Path) -> None:
    """Have everything below it be from long ago, so that its times tell it from what is written now."""
    for one in [path, *path.rglob("*")]:
        os.utime(one, (1_700_000_000, 1_700_000_000), follow_symlinks=False)


def paths(changes: dict[str, Any], kind: str) -> list[str]:
    return [change["path"] for change in changes[kind]]


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.zst"])
def test_changed_tells_new_changed_and_gone(archiver: CommandLine, source: Path, tmp_path: Path, suffix: str) -> None:
    age(source)
    archiver("create", tmp_path / f"a{suffix}", source, "--exclude", "*.o")
    same = archiver("changed", 1, "--json")
    assert (same.status, same.json["outcome"], same.json["same"]) == (0, "complete", 6)
    assert not any(same.json[kind] for kind in ("new", "changed", "gone"))
    (source / "sub" / "b.txt").write_text("gamma")
    (source / "sub" / "new.txt").write_text("new")
    (source / "more.o").write_text("left out as well")
    (source / "link").unlink()
    done = archiver("changed", 1, "--json")
    assert (done.status, done.json["outcome"]) == (0, "complete")
    assert [paths(done.json, kind) for kind in ("new", "changed", "gone")] == [
        ["source/sub/new.txt"],
        ["source/sub/b.txt"],
        ["source/link"],
    ]
    (change,) = done.json["changed"]
    assert (change["size"], change["old_size"], change["kind"]) == (5, 4, "file")
    assert change["old_mtime"] == "2023-11-14T22:13:20Z"
    assert "1 new, 1 changed, 1 gone, 4 as they were" in archiver("changed", 1).out


def test_a_touched_file_is_the_same_and_one_of_the_same_size_is_read(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    age(source)
    archiver("create", tmp_path / "a.tar.gz", source)
    os.utime(source / "a.txt")
    (source / "sub" / "b.txt").write_text("BETA")
    done = archiver("changed", 1, "--json").json
    assert [paths(done, kind) for kind in ("new", "changed", "gone")] == [[], ["source/sub/b.txt"], []]


def test_a_file_written_again_within_the_second_of_its_archive_is_noticed(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    archiver("create", tmp_path / "a.zip", source)
    times = (source / "a.txt").stat()
    (source / "a.txt").write_text("ALPHA")
    os.utime(source / "a.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert paths(archiver("changed", 1, "--json").json, "changed") == ["source/a.txt", "source/z same as a.txt"]


def test_a_file_that_became_a_folder_is_changed_and_what_is_in_it_new(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    archiver("create", tmp_path / "a.zip", source)
    (source / "a.txt").unlink()
    (source / "a.txt").mkdir()
    (source / "a.txt" / "in.txt").write_text("x")
    done = archiver("changed", 1, "--json").json
    assert (paths(done, "changed"), paths(done, "new")) == (["source/a.txt"], ["source/a.txt/in.txt"])


def test_sources_that_are_gone_are_told(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    archiver("create", tmp_path / "a.zip", source)
    shutil.rmtree(source)
    done = archiver("changed", 1, "--json")
    assert (done.status, done.json["outcome"], len(done.json["gone"])) == (1, "partial", 7)
    assert [remark["kind"] for remark in done.json["remarks"]] == ["vanished"]
    assert archiver("recreate", 1).status == 3
    assert (tmp_path / "a.zip").exists()


def test_nothing_is_said_of_what_cannot_be_looked_at(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    archiver("create", tmp_path / "a.zip", source, "--follow-symlinks")
    shutil.rmtree(source / "sub")
    (source / "sub").symlink_to("sub")  # a loop, which not even root may follow
    done = archiver("changed", 1, "--json")
    assert (done.status, done.json["outcome"], done.json["gone"]) == (1, "partial", [])
    assert [(remark["entry"], remark["kind"]) for remark in done.json["remarks"]] == [("source/sub", "unreadable")]


def test_what_was_not_built_here_has_no_sources(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "foreign"), "zip", source)
    archiver("add", tmp_path / "foreign.zip")
    for verb in ("changed", "recreate"):
        done = archiver(verb, 1, "--json")
        assert (done.status, done.json["outcome"]) == (3, "failed")
        assert "not built here" in done.err
        assert archiver(verb, 99).status == 3


def test_recreate_builds_again_beside_the_older_one(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    first = archiver("create", tmp_path / "a.tar.gz", source, "--exclude", "*.o", "--role", "student", "--json").json
    (source / "new.txt").write_text("new")
    second = archiver("recreate", 1, "--json")
    assert second.status == 0, second.err
    archive = second.json["archive"]
    assert (archive["name"], archive["format"], archive["role"]) == ("a (2).tar.gz", "tar.gz", "student")
    assert archive["entries"] == first["archive"]["entries"] + 1
    assert archive["recipe"] == first["archive"]["recipe"]
    assert archiver("recreate", archive["id"], "--json").json["archive"]["name"] == "a (3).tar.gz"
    shown = archiver("show", 1, "--json").json["archive"]
    assert shown["same_recipe"] == [3, 2]
    assert "2 a (2).tar.gz" in archiver("show", 1).out
    listed = archiver("list", archive["path"], "--json").json["entries"]
    assert not [entry for entry in listed if entry["path"].endswith(".o")]


def test_recreate_goes_where_it_is_told(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    archiver("create", tmp_path / "a.zip", source, "--level", "store")
    (tmp_path / "folder").mkdir()
    done = archiver("recreate", 1, "--to", tmp_path / "folder", "--json").json["archive"]
    assert (done["name"], done["path"]) == ("a.zip", str(tmp_path / "folder" / "a.zip"))
    done = archiver("recreate", 1, "--to", tmp_path / "other.tar.zst", "--json").json["archive"]
    assert (done["format"], done["path"]) == ("tar.zst", str(tmp_path / "other.tar.zst"))
    assert archiver("recreate", 1, "--to", tmp_path / "other.tar.zst").status == 3
    assert archiver("recreate", 1, "--to", tmp_path / "bare", "--json").json["archive"]["name"] == "bare.zip"


def test_recreate_makes_no_folder_where_a_disk_was(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    archiver("create", tmp_path / "disk" / "a.zip", source)
    (tmp_path / "disk").rename(tmp_path / "drawer")
    refused = archiver("recreate", 1)
    assert (refused.status, "may not be connected" in refused.err) == (3, True)
    assert not (tmp_path / "disk").exists()
    assert archiver("changed", 1, "--json").json["same"] == 7
    assert archiver("recreate", 1, "--to", tmp_path / "b.zip").status == 0


def test_recreate_in_place_takes_the_place_unless_that_is_pinned(
    archiver: CommandLine, source: Path, tmp_path: Path
) -> None:
    archiver("create", tmp_path / "a.zip", source)
    before = (tmp_path / "a.zip").read_bytes()
    archiver("pin", 1)
    refused = archiver("recreate", 1, "--overwrite")
    assert (refused.status, "pinned" in refused.err) == (3, True)
    assert archiver("create", tmp_path / "a.zip", source, "--overwrite").status == 3
    assert (tmp_path / "a.zip").read_bytes() == before
    archiver("unpin", 1)
    assert archiver("recreate", 1, "--overwrite").status == 0
    (archive,) = archiver("catalogue", "--json").json["archives"]
    assert (archive["id"], archive["path"]) == (2, str(tmp_path / "a.zip"))


def test_a_preset_is_what_a_build_begins_with(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    saved = archiver(
        "create", tmp_path / "a.tar.zst", source, "--level", "3", "--exclude", "*.o", "--save-preset", "small", "--json"
    )
    assert saved.status == 0
    (preset,) = archiver("presets", "--json").json["presets"]
    assert (preset["name"], preset["sources"], preset["favourite"]) == ("small", [], False)
    assert preset["options"] == {"backend_id": "tar", "format_id": "tar.zst", "level": 3, "exclude": ["*.o"]}
    archiver("create", tmp_path / "b", source, "--preset", "small", "--exclude", "sub", "--json")
    shown = archiver("show", 2, "--json").json["archive"]
    assert (shown["name"], shown["level"], shown["exclude"]) == ("b.tar.zst", 3, ["*.o", "sub"])
    archiver("create", tmp_path / "c.zip", source, "--preset", "small")
    shown = archiver("show", 3, "--json").json["archive"]
    assert (shown["format"], shown["level"], shown["exclude"]) == ("zip", None, ["*.o"])
    assert archiver("create", tmp_path / "d.zip", source, "--preset", "large").status == 2


def test_presets_and_recipes_become_favourites(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    assert "no presets" in archiver("presets").out
    recipe = archiver("create", tmp_path / "a.zip", source, "--save-preset", "mine", "--json").json["archive"]["recipe"]
    listed = archiver("presets", "--favourite", recipe, "--json").json["presets"]
    assert [(one["name"], one["favourite"], len(one["sources"])) for one in listed] == [
        ("", True, 1),
        ("mine", False, 0),
    ]
    assert archiver("presets", "--favourite", "mine", "--json").json["presets"][1]["favourite"]
    assert "★" in archiver("presets").out
    archiver("presets", "--unfavourite", recipe)
    assert archiver("presets", "--remove", recipe).status == 3
    assert archiver("presets", "--remove", "mine", "--json").json["presets"] == []
    assert archiver("presets", "--remove", "mine").status == 2


def build_several(archiver: CommandLine, source: Path, tmp_path: Path, count: int) -> None:
    for number in range(1, count + 1):
        archiver("create", tmp_path / f"{number}.zip", source)


def test_purge_keeps_the_last_and_what_is_pinned(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 4)
    pinned = archiver("pin", 1, 1, "--json")
    assert (pinned.status, [one["pinned"] for one in pinned.json["archives"]]) == (0, [True])
    preview = archiver("purge", "--keep-last", 2, "--dry-run", "--json").json
    assert [one["id"] for one in preview["archives"]] == [2]
    assert [(one["id"], one["reason"]) for one in preview["kept"]] == [(1, "pinned")]
    assert "kept: pinned" in archiver("purge", "--keep-last", 2, "--dry-run").out
    done = archiver("purge", "--keep-last", 2, "--yes", "--json")
    assert (done.status, done.json["archives"], done.json["entries"]) == (0, preview["archives"], 1)
    assert [one["id"] for one in archiver("catalogue", "--json").json["archives"]] == [4, 3, 1]
    assert archiver("pin", 99).status == 3


def test_keep_last_beside_another_rule_is_its_floor(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 3)
    archiver("mark", 3, 2)
    done = archiver("purge", "--marked", "--keep-last", 2, "--dry-run", "--json").json
    assert ([one["id"] for one in done["archives"]], [one["id"] for one in done["kept"]]) == ([2], [3])
    assert archiver("purge", "--older-than", "1d", "--keep-last", 1, "--dry-run", "--json").json["archives"] == []


def test_purge_by_size_and_of_missing_files(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 3)
    size = (tmp_path / "1.zip").stat().st_size
    (tmp_path / "2.zip").unlink()
    assert [
        one["id"] for one in archiver("purge", "--over-size", f"{size}B", "--dry-run", "--json").json["archives"]
    ] == [1]
    assert "1 rows without a file forgotten" in archiver("purge", "--missing", "--dry-run").out
    done = archiver("purge", "--missing", "--yes", "--json")
    assert (done.status, done.json["entries"], done.json["archive_bytes"]) == (0, 1, 0)
    assert [one["id"] for one in archiver("catalogue", "--json").json["archives"]] == [3, 1]


def test_chosen_archives_are_purged_but_for_pinned_ones(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 3)
    archiver("mark", 1)
    archiver("pin", 2)
    done = archiver("purge", 2, 3, "--yes", "--json")
    assert (done.status, [one["id"] for one in done.json["archives"]]) == (0, [3])
    assert [(one["id"], one["reason"]) for one in done.json["kept"]] == [(2, "pinned")]
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["1.zip", "2.zip"]
    assert archiver("purge", 1, 99, "--yes").status == 3
    assert (tmp_path / "1.zip").exists()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["1", "--marked"],
        ["1", "--save-as", "x"],
        ["one"],
        ["--keep-last", "0"],
        ["--keep-last", "many"],
        ["--over-size", "big"],
        ["--marked", "--missing"],
        ["--rule", "unknown"],
        ["--save-as", "x"],
        ["--remove-rule", "unknown"],
        ["--marked", "--save-as", ""],
    ],
)
def test_an_unclear_purge_is_wrong_usage(archiver: CommandLine, words: list[str]) -> None:
    assert archiver("purge", "--yes", *words).status == 2


def test_a_rule_is_saved_run_by_its_name_and_removed(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 3)
    assert archiver("purge", "--rules").out == "There are no rules yet.\n"
    saved = archiver("purge", "--keep-last", 1, "--save-as", "one of each", "--json")
    assert (saved.status, saved.json) == (0, {"rules": [{"name": "one of each", "rule": {"keep_last": 1}}]})
    assert len(archiver("catalogue", "--json").json["archives"]) == 3
    assert "all but the last 1 of each source" in archiver("purge", "--rules").out
    assert archiver("purge", "--rule", "one of each", "--yes", "--json").json["entries"] == 2
    assert archiver("purge", "--remove-rule", "one of each", "--json").json == {"rules": []}


def test_a_rule_at_the_start_is_only_proposed(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 2)
    archiver("purge", "--keep-last", 1, "--save-as", "tidy")
    with closing(Services.open()) as services:
        assert services.plan_at_start() is None  # off, unless it is set
        Settings().set(CLEAN_UP_AT_START, "tidy")
    with closing(Services.open()) as services:
        plan = services.plan_at_start()
        assert plan is not None
        assert [archive.id for archive in plan.archives] == [1]
        services.remove_rule("tidy")
        assert services.plan_at_start() is None
        assert services.settings.get(CLEAN_UP_AT_START) == ""
    assert (tmp_path / "1.zip").exists()


def test_a_purge_to_the_trash_is_undone(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 2)
    archiver("mark", 1, 2)
    with closing(Services.open()) as services:
        before = services.archives()

        def to_trash(path: str) -> str:
            os.rename(path, f"{path}.trashed")
            return f"{path}.trashed"

        outcome = services.purge(services.plan_purge(RetentionPolicy(marked=True)), to_trash).run()
        assert (outcome.verdict, outcome.facts["trashed"]) == (Verdict.COMPLETE, [1, 2])
        assert services.archives() == []
        (tmp_path / "2.zip.trashed").unlink()
        undone = services.take_back([1, 2]).run()
        assert (undone.verdict, undone.entries) == (Verdict.PARTIAL, 1)
        assert services.archives() == [record for record in before if record.id == 1]
    assert archiver("verify", 1).status == 0


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_health_is_shown_with_the_damaged_entries(archiver: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "hit.bin").write_bytes(os.urandom(5_000))
    archiver("create", tmp_path / "a.zip", tmp_path / "hit.bin", "--level", "store")
    assert archiver("show", 1, "--json").json["archive"]["health"] == "unverified"
    archiver("verify")
    assert archiver("catalogue", "--json").json["archives"][0]["health"] == "sound"
    content = (tmp_path / "a.zip").read_bytes()
    at = content.find((tmp_path / "hit.bin").read_bytes()[:64])
    flip(tmp_path / "a.zip", at)
    assert archiver("verify", 1).status == 1
    (listed,) = archiver("catalogue", "--json").json["archives"]
    assert (listed["health"], listed["damaged_count"]) == ("damaged", 1)
    assert [one["entry"] for one in listed["damaged_entries"]] == ["hit.bin"]
    assert "ready, damaged" in archiver("catalogue").out
    assert "damaged: hit.bin: " in archiver("show", 1).out
    flip(tmp_path / "a.zip", at)
    archiver("verify", 1)
    shown = archiver("show", 1, "--json").json["archive"]
    assert (shown["health"], shown["damage"], shown["damaged_entries"]) == ("sound", "", [])


def test_verify_due_reads_what_was_not_read_for_long(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 2)
    assert archiver("verify", "--due", "--json").json["checked"] == 0
    assert archiver("verify", "--due", 0, "--json").json["checked"] == 2
    Settings().set(VERIFY_DAYS, 0)
    assert archiver("verify", "--due", "--json").json["checked"] == 2
    assert archiver("verify", "--due", 1, "--json").json["checked"] == 0
    for words in (["1", "--due"], ["--due", "-1"], ["--due", "soon"], ["--due", "nan"]):
        assert archiver("verify", *words).status == 2


def test_a_verification_of_what_is_due_can_be_cancelled(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    build_several(archiver, source, tmp_path, 1)
    with closing(Services.open()) as services:
        job = services.verify_due(0)
        job.progress.pause()
        job.progress.cancel()
        assert job.run().verdict is Verdict.CANCELLED
