"""Archives are read whatever has become of the catalogue, and output that cannot be written is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine, run_process


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def archive(archiver: CommandLine, tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text("Dear all")
    assert archiver("create", tmp_path / "a.zip", tmp_path / "letter.txt").status == 0
    return tmp_path / "a.zip"


@pytest.mark.parametrize("verb", ["list", "test", "extract"])
def test_reading_goes_on_without_a_catalogue_and_says_why(
    archiver: CommandLine, archive: Path, archiver_home: Path, tmp_path: Path, verb: str
) -> None:
    catalogue = archiver_home / "catalogue.sqlite3"
    catalogue.write_bytes(b"Dear diary, " * 1000)
    ran = archiver(verb, archive, *(["--to", tmp_path / "to"] if verb == "extract" else []))
    assert ran.status == 0
    assert "not a catalogue" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert catalogue.read_bytes() == b"Dear diary, " * 1000


@pytest.mark.parametrize("verb", ["catalogue", "search letter", "show 1", "mark 1", "purge --marked --yes"])
def test_verbs_about_the_catalogue_say_what_is_wrong_with_it(
    archiver: CommandLine, archiver_home: Path, verb: str
) -> None:
    (archiver_home / "catalogue.sqlite3").write_bytes(b"Dear diary, " * 1000)
    ran = archiver(*verb.split())
    assert ran.status == 3
    assert "not a catalogue" in ran.err


def test_a_damaged_settings_file_is_told_and_defaults_are_used(
    archiver: CommandLine, archive: Path, archiver_home: Path
) -> None:
    (archiver_home / "settings.json").write_text("{")
    ran = archiver("list", archive)
    assert ran.status == 0
    assert "settings file is damaged" in ran.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", ["formats", "formats --json", "show 99 --json"])
def test_output_that_cannot_be_written_fails_with_one_line(archive: Path, arguments: str) -> None:
    with open("/dev/full", "wb") as full:
        ran = run_process(*arguments.split(), stdout=full)
    assert ran.status == 3
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1
