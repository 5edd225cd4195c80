"""Archives with names from before Unicode, on the command line: guessed, chosen, left alone."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.old_names import zip_with_names

RUSSIAN = ("Документ.doc", "Новая папка/Фото.jpg", "Резюме.doc")


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def russian(tmp_path: Path) -> Path:
    path = tmp_path / "russian.zip"
    path.write_bytes(zip_with_names([name.encode("cp866") for name in RUSSIAN]))
    return path


def paths_of(archiver: CommandLine, *arguments: object) -> list[str]:
    ran = archiver("list", *arguments, "--json")
    return [entry["path"] for entry in ran.json["entries"]]


def test_names_are_guessed_with_a_remark_and_all_verbs_agree(
    archiver: CommandLine, russian: Path, tmp_path: Path
) -> None:
    ran = archiver("list", russian, "--json")
    assert [entry["path"] for entry in ran.json["entries"]] == list(RUSSIAN)
    assert [remark["kind"] for remark in ran.json["remarks"]] == ["names-guessed"]
    assert "cp866" in ran.json["remarks"][0]["text"]

    assert archiver("test", russian).status == 0
    assert archiver("extract", russian, "--to", tmp_path / "out").status == 0
    assert {str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file()} == set(RUSSIAN)
    assert archiver("add", russian).status == 0
    assert len(archiver("search", "Резюме", "--json").json["matches"]) == 1


def test_a_choice_overrules_the_guess_for_every_verb(archiver: CommandLine, russian: Path, tmp_path: Path) -> None:
    chosen = [name.encode("cp866").decode("koi8-r") for name in RUSSIAN]

    ran = archiver("list", russian, "--json", "--encoding", "koi8-r")
    assert [entry["path"] for entry in ran.json["entries"]] == chosen
    assert ran.json["remarks"] == []
    assert archiver("test", russian, "--encoding", "koi8-r", "--json").json["remarks"] == []
    archiver("extract", russian, "--encoding", "koi8-r", "--to", tmp_path / "out")
    assert (tmp_path / "out" / chosen[0]).is_file()
    archiver("add", russian, "--encoding", "koi8-r")
    assert len(archiver("search", chosen[2].removesuffix(".doc"), "--json").json["matches"]) == 1


def test_ascii_and_utf8_names_never_change(archiver: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mixed.zip"
    names = [b"plain.txt", "grün.txt".encode(), "日本.txt".encode(), "Документ.doc".encode("cp866")]
    path.write_bytes(zip_with_names(names))
    for encoding in ("cp866", "cp932", "cp437"):
        assert paths_of(archiver, path, "--encoding", encoding)[:3] == ["plain.txt", "grün.txt", "日本.txt"]
    assert paths_of(archiver, path) == ["plain.txt", "grün.txt", "日本.txt", "Документ.doc"]


def test_what_is_no_encoding_is_wrong_usage(archiver: CommandLine, russian: Path) -> None:
    assert archiver("list", russian, "--encoding", "utf-16").status == 2


@pytest.mark.parametrize("suffix", ["", "gz", "xz"])
def test_names_of_a_tar_are_guessed_from_all_of_them_in_one_stream(
    suffix: str, archiver: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / f"old.tar{'.' * bool(suffix)}{suffix}"
    names = ["plain.txt", *RUSSIAN, "última.txt"]
    raw = [name.encode("koi8-r") if name in RUSSIAN else name.encode() for name in names]
    with tarfile.open(path, f"w:{suffix}", format=tarfile.USTAR_FORMAT, encoding="utf-8") as made:  # type: ignore[call-overload]
        for name in raw:
            info = tarfile.TarInfo(os.fsdecode(name))
            info.size = 5
            made.addfile(info, io.BytesIO(b"hello"))

    assert paths_of(archiver, path) == names
    assert archiver("extract", path, "--to", tmp_path / "out").status == 0
    assert all((tmp_path / "out" / name).read_bytes() == b"hello" for name in names)
    archiver("extract", path, "--to", tmp_path / "bytes", "--encoding", "bytes")
    assert all(Path(os.fsdecode(os.path.join(os.fsencode(tmp_path / "bytes"), name))).is_file() for name in raw)


def test_an_archive_built_here_gives_back_the_very_names_that_it_took(archiver: CommandLine, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    old = [os.fsdecode(name.replace("/", " ").encode("koi8-r")) for name in RUSSIAN]
    for name in old:
        (source / name).write_text("x")

    archiver("create", tmp_path / "a.tar.xz", source)
    archiver("extract", tmp_path / "a.tar.xz", "--to", tmp_path / "out")
    assert sorted(os.listdir(tmp_path / "out/in")) == sorted(old)

    archiver("extract", tmp_path / "a.tar.xz", "--to", tmp_path / "text", "--encoding", "koi8-r")
    assert sorted(os.listdir(tmp_path / "text/in")) == sorted(name.replace("/", " ") for name in RUSSIAN)


def test_a_few_stray_bytes_in_a_tar_prove_nothing_and_stay(archiver: CommandLine, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    stray = os.fsdecode(b"caf\xe9.txt")
    (source / stray).write_text("x")

    assert archiver("create", tmp_path / "a.tar.gz", source).status == 0
    assert archiver("extract", tmp_path / "a.tar.gz", "--to", tmp_path / "out").status == 0
    assert (tmp_path / "out/in" / stray).is_file()


def test_what_was_said_when_it_was_added_holds_for_every_verb(
    archiver: CommandLine, russian: Path, tmp_path: Path
) -> None:
    chosen = [name.encode("cp866").decode("koi8-r") for name in RUSSIAN]
    assert archiver("add", russian).status == 0
    assert archiver("add", russian, "--encoding", "koi8-r").status == 0  # known, and to be called otherwise

    matches = archiver("search", "kind:file", "--json").json["matches"]
    assert sorted(match["entry"] for match in matches) == sorted(chosen)
    assert paths_of(archiver, russian) == chosen
    assert archiver("test", russian, "--json").json["remarks"] == []
    archiver("extract", russian, "--to", tmp_path / "out")
    assert (tmp_path / "out" / chosen[0]).is_file()
    assert archiver("add", russian, "--json").json["added"] == 0  # without a word it stays

    archiver("catalogue", "--export", tmp_path / "all.jsonl")
    archiver("forget", "1")
    archiver("catalogue", "--import", tmp_path / "all.jsonl")
    assert paths_of(archiver, russian) == chosen

    assert paths_of(archiver, russian, "--encoding", "guess") == list(RUSSIAN)
    assert archiver("add", russian, "--encoding", "guess").status == 0
    assert paths_of(archiver, russian) == list(RUSSIAN)
    assert len(archiver("search", "Резюме", "--json").json["matches"]) == 1


def test_a_damaged_archive_is_compared_by_the_names_that_were_chosen(archiver: CommandLine, russian: Path) -> None:
    assert archiver("add", russian, "--encoding", "koi8-r").status == 0
    data = bytearray(russian.read_bytes())
    data[-1] ^= 1  # the length of its comment
    russian.write_bytes(data)
    ran = archiver("verify", "--json")
    assert ran.status == 1
    assert "are as they were" in ran.json["remarks"][0]["text"]
