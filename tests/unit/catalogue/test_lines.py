"""The archives as the window's table has them: the same facts as the records, filtered by SQLite."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archive_filter import ArchiveFilter, Trait
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.progress import Cancelled, Progress

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build

FIELDS = (
    "id", "name", "path", "folder", "size", "backend_id", "format_id", "state", "created", "role", "marked",
    "entries", "content_size", "verdict", "remark_count", "verified", "health", "damage", "damaged_count",
    "damaged_entries", "pinned",
)  # fmt: skip


def names(catalogue: Catalogue, wanted: ArchiveFilter) -> list[str]:
    return sorted(line.name for line in catalogue.lines.read(wanted))


def test_a_line_says_what_the_record_says(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, second, _ = (build(catalogue, tmp_path / f"{name}.shelf", role="student") for name in "abc")
    catalogue.mark([first.id])
    catalogue.set_pinned([second.id], pinned=True)
    catalogue.set_verified(second.id, damage="two are wrong", damaged_entries={"x/1": "wrong", "x/2": "gone"})
    lines = catalogue.lines.read(ArchiveFilter())
    records = catalogue.archives()
    assert [line.id for line in lines] == [record.id for record in records]
    for line, record in zip(lines, records, strict=True):
        assert {name: getattr(line, name) for name in FIELDS} == {name: getattr(record, name) for name in FIELDS}


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names are Unicode there")
def test_names_that_are_not_utf_8_are_whole_and_no_obstacle_for_filters(
    catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    odd = os.path.join(os.fspath(tmp_path), os.fsdecode(b"\xff\xfe.shelf"))
    build(catalogue, odd)
    build(catalogue, tmp_path / "plain" / "even.shelf")
    assert [line.path for line in catalogue.lines.read(ArchiveFilter())][-1] == odd
    assert catalogue.lines.choices().folders == ((str(tmp_path / "plain"), 1),)
    assert names(catalogue, ArchiveFilter(folders=frozenset({str(tmp_path / "plain")}))) == ["even.shelf"]


def test_filters_are_combined_and_of_one_kind_any_will_do(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "one" / "holiday.shelf", format_id="zip", role="student")
    build(catalogue, tmp_path / "one" / "holiday 2.shelf", format_id="tar.gz")
    build(catalogue, tmp_path / "two" / "letters.shelf", format_id="tar.gz", role="examiner")
    build(catalogue, tmp_path / "two" / "deep" / "holiday 3.shelf", format_id="7z")
    assert names(catalogue, ArchiveFilter("holiday", formats=frozenset({"zip", "tar.gz"}))) == [
        "holiday 2.shelf",
        "holiday.shelf",
    ]
    assert names(catalogue, ArchiveFilter(roles=frozenset({"student", "examiner"}))) == [
        "holiday.shelf",
        "letters.shelf",
    ]
    assert names(catalogue, ArchiveFilter(roles=frozenset({""}), formats=frozenset({"7z"}))) == ["holiday 3.shelf"]
    assert names(catalogue, ArchiveFilter(folders=frozenset({str(tmp_path / "two")}))) == ["letters.shelf"]
    assert names(catalogue, ArchiveFilter(backends=frozenset({"zip"}))) == []
    choices = catalogue.lines.choices()
    assert choices.formats == (("tar.gz", 2), ("7z", 1), ("zip", 1))
    assert choices.backends == (("shelf", 4),)
    assert choices.roles == (("", 2), ("examiner", 1), ("student", 1))
    assert choices.folders[0] == (str(tmp_path / "one"), 2)


def test_one_archive_can_be_shown_in_any_case(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, _ = (build(catalogue, tmp_path / f"{name}.shelf") for name in ("first", "second"))
    assert names(catalogue, ArchiveFilter("second", besides=first.id)) == ["first.shelf", "second.shelf"]
    assert names(catalogue, ArchiveFilter("neither", besides=first.id)) == ["first.shelf"]
    assert len(names(catalogue, ArchiveFilter(besides=first.id))) == 2
    assert not ArchiveFilter(besides=first.id)
    assert ArchiveFilter("x")


def test_dates_are_bounds_of_the_archives_own_time(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    assert names(catalogue, ArchiveFilter(since=archive.created)) == ["a.shelf"]
    assert names(catalogue, ArchiveFilter(before=archive.created)) == []
    assert names(catalogue, ArchiveFilter(since=datetime.now(UTC) + timedelta(days=1))) == []


def test_every_trait_finds_its_archives(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    kept = {name: build(catalogue, tmp_path / f"{name}.shelf") for name in ("plain", "damaged", "marked", "missing")}
    offline = build(catalogue, tmp_path / "drawer" / "offline.shelf")
    catalogue.set_verified(kept["damaged"].id, damage="wrong")
    catalogue.mark([kept["marked"].id])
    catalogue.set_pinned([kept["plain"].id], pinned=True)
    os.unlink(kept["missing"].path)
    os.unlink(offline.path)
    os.rmdir(tmp_path / "drawer")
    catalogue.refresh_presence()
    assert catalogue.get(offline.id).state in (ArchiveState.OFFLINE, ArchiveState.MISSING)
    found = {trait: names(catalogue, ArchiveFilter(traits=frozenset({trait}))) for trait in Trait}
    assert found[Trait.COMPLETE] == ["plain.shelf"]
    assert found[Trait.DAMAGED] == ["damaged.shelf"]
    assert found[Trait.MARKED] == ["marked.shelf"]
    assert found[Trait.PINNED] == ["plain.shelf"]
    assert found[Trait.MISSING] + found[Trait.OFFLINE] == ["missing.shelf", "offline.shelf"]
    assert "damaged.shelf" not in found[Trait.UNVERIFIED]
    assert found[Trait.FAILED] == found[Trait.PARTIAL] == found[Trait.REMARKS] == []
    both = frozenset({Trait.DAMAGED, Trait.MARKED})
    assert names(catalogue, ArchiveFilter(traits=both)) == ["damaged.shelf", "marked.shelf"]


def test_whoever_types_on_waits_for_nothing(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "a.shelf")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        catalogue.lines.read(ArchiveFilter(), progress)
