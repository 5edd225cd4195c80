"""Other people's backends: off until they are turned on, then as good as ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archiver_gui.backends.registry import Registry
from tests.support.command_line import ROOT, CommandLine, Ran, run_process
from tests.support.plain_backends import DepotBackend, JsonLinesBackend


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "empty").mkdir(parents=True)
    (folder / "a.txt").write_text("alpha\n" * 100)
    (folder / "link").symlink_to("a.txt")
    return folder


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """The program's registry with both of them added, for this test."""
    monkeypatch.setattr(Registry, "_instance", None)
    registry = Registry.get_instance()
    registry.add(DepotBackend)
    registry.add(JsonLinesBackend)
    yield registry
    monkeypatch.setattr(Registry, "_instance", None)


@pytest.mark.usefixtures("registered")
def test_a_plain_backend_builds_verified_archives(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    ran = archiver("create", tmp_path / "out", source, "--backend", "depot", "--json")
    result = ran.json
    assert result["outcome"] == "partial"  # the link is lost, which is told
    kinds = {r["entry"]: r["kind"] for r in result["remarks"]}
    assert kinds == {"source/link": "left-out", "source/empty": "left-out"}
    assert result["archive"]["path"] == str(tmp_path / "out.depot")
    assert result["archive"]["backend_id"] == "depot"
    assert {path.name for path in tmp_path.iterdir()} == {"source", "out.depot"}
    listed = archiver("list", tmp_path / "out.depot", "--json").json
    assert [entry["path"] for entry in listed["entries"]] == ["source/a.txt"]
    assert archiver("extract", tmp_path / "out.depot", "--to", tmp_path / "back").status == 0
    assert (tmp_path / "back" / "source" / "a.txt").read_bytes() == (source / "a.txt").read_bytes()


@pytest.mark.usefixtures("registered")
def test_what_cannot_be_read_back_says_so(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    ran = archiver("create", tmp_path / "out.jsonl", source / "a.txt", "--backend", "jsonlines", "--json")
    assert (ran.status, ran.json["outcome"]) == (1, "remarks")
    assert [r["kind"] for r in ran.json["remarks"]] == ["not-read-back"]
    assert (tmp_path / "out.jsonl").is_file()
    archive_id = ran.json["archive"]["id"]
    assert archiver("verify", archive_id).status == 0
    archiver("mark", archive_id)
    assert archiver("purge", "--marked", "--yes").status == 0
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.usefixtures("registered")
def test_a_plain_backend_obeys_overwrite(archiver: CommandLine, source: Path, tmp_path: Path) -> None:
    (tmp_path / "out.depot").write_text("older")
    assert archiver("create", tmp_path / "out.depot", source / "a.txt", "--backend", "depot").status == 3
    assert (tmp_path / "out.depot").read_text() == "older"
    assert archiver("create", tmp_path / "out.depot", source / "a.txt", "--backend", "depot", "--overwrite").status == 0


@pytest.mark.usefixtures("registered")
def test_a_plain_backend_that_fails_leaves_nothing(
    archiver: CommandLine, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: DepotBackend) -> None:
        raise LookupError("no idea")

    monkeypatch.setattr(DepotBackend, "close", fail)
    ran = archiver("create", tmp_path / "new" / "out", source / "a.txt", "--backend", "depot")
    assert ran.status == 3
    assert "depot" in ran.err
    assert "no idea" in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"source"}


def install_plug_in(folder: Path, code: str) -> None:
    """What pip would put there for a package that offers one backend named 'depot'."""
    info = folder / "example-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: example\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[archiver_gui.backends]\ndepot = example_plug_in:Depot\n")
    (folder / "example_plug_in.py").write_text(code)


def run_with(folder: Path, *arguments: object) -> Ran:
    path = os.pathsep.join([str(folder), str(ROOT)])
    return run_process(*arguments, env={**os.environ, "PYTHONPATH": path})


def test_a_plug_in_is_off_and_not_imported_until_it_is_turned_on(source: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install_plug_in(
        site,
        "import pathlib\n"
        "pathlib.Path(__file__).with_name('imported').touch()\n"
        "from tests.support.plain_backends import DepotBackend as Depot\n",
    )
    listed = run_with(site, "backends", "--json").json["backends"]
    row = next(row for row in listed if row["id"] == "depot")
    assert row["enabled"] is False
    assert "--enable depot" in row["hint"]
    assert not (site / "imported").exists()
    assert run_with(site, "create", tmp_path / "x", source / "a.txt", "--backend", "depot").status == 2
    assert run_with(site, "backends", "--enable", "depot").status == 0
    ran = run_with(site, "create", tmp_path / "x", source / "a.txt", "--backend", "depot", "--json")
    assert (ran.status, ran.json["archive"]["name"]) == (0, "x.depot"), ran.err
    assert run_with(site, "backends", "--disable", "depot").status == 0
    shown = run_with(site, "catalogue", "--json").json["archives"]
    assert [archive["backend_id"] for archive in shown] == ["depot"]


def test_a_plug_in_that_cannot_be_imported_is_listed_with_the_reason(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install_plug_in(site, "raise ImportError('its library is missing')\n")
    run_with(site, "backends", "--enable", "depot")
    ran = run_with(site, "backends", "--json")
    row = next(row for row in ran.json["backends"] if row["id"] == "depot")
    assert ran.status == 0
    assert "its library is missing" in row["hint"]
