"""What the catalogue answers, and the changes that touch no file."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.errors import RefusedError
from archiver_gui.core.progress import Cancelled

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build, OptionsFor


def test_archives_come_newest_first(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    made = [build(catalogue, tmp_path / f"{name}.shelf") for name in ("b", "c", "a")]
    assert catalogue.archives() == made[::-1]
    assert catalogue.archives(limit=2) == [made[2], made[1]]
    by_name = catalogue.archives(order="name", descending=False)
    assert [archive.name for archive in by_name] == ["a.shelf", "b.shelf", "c.shelf"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ÜBUNG", {"Übung Straße.shelf"}),
        ("ubung", {"Übung Straße.shelf"}),
        ("STRASSE übung", {"Übung Straße.shelf"}),
        ("100%_", {"100%_sure.shelf"}),
        ("%", {"100%_sure.shelf"}),
        ("ΣΊΣΥΦΟΣ", {"Σίσυφος.shelf"}),
        ("shelf", {"Übung Straße.shelf", "100%_sure.shelf", "Σίσυφος.shelf"}),
        ("nothing", set()),
    ],
)
def test_names_are_found_whatever_their_case_and_accents(
    text: str, found: set[str], catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    for name in ("Übung Straße", "100%_sure", "Σίσυφος"):
        build(catalogue, tmp_path / f"{name}.shelf")
    assert {archive.name for archive in catalogue.archives(text)} == found


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names are Unicode there")
def test_names_that_are_not_utf_8_come_back_as_they_were(
    catalogue: Catalogue, build: Build, registry: Registry, tmp_path: Path
) -> None:
    folder = os.path.join(os.fspath(tmp_path), os.fsdecode(b"caf\xe9"))
    target = os.path.join(folder, os.fsdecode(b"\xff\xfe.shelf"))
    source = os.fsdecode(b"/s/\xe9")
    archive = build(catalogue, target, sources=(source,), user=os.fsdecode(b"Ren\xe9"))
    catalogue.set_verified(archive.id, damage=os.fsdecode(b"\xe9.txt is damaged"))
    with Catalogue.open(tmp_path / "catalogue", registry) as again:
        (found,) = again.archives()
        assert (found.path, found.name) == (target, os.path.basename(target))
        assert (found.sources, found.created_by) == ((source,), os.fsdecode(b"Ren\xe9"))
        assert found.damage == os.fsdecode(b"\xe9.txt is damaged")
        assert again.find_path(target) == found
        assert again.recipes.of_archive(found.id) == catalogue.recipes.of_archive(archive.id)
        assert os.path.exists(found.path)
    build(catalogue, target)
    assert catalogue.count() == 1


def test_marking_and_restoring_change_only_what_they_name(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, second, third = (build(catalogue, tmp_path / f"{name}.shelf") for name in "abc")
    assert catalogue.mark([first.id, second.id]) == 2
    marked_at = catalogue.get(first.id).deleted
    assert marked_at is not None
    assert marked_at.tzinfo is not None
    assert catalogue.mark([first.id]) == 0  # the first time stands
    assert catalogue.get(first.id).deleted == marked_at
    assert [archive.id for archive in catalogue.archives(marked=True)] == [second.id, first.id]
    assert catalogue.archives(marked=False) == [third]
    assert catalogue.restore([first.id, third.id]) == 1
    assert catalogue.get(first.id) == first
    assert (tmp_path / "b.shelf").exists()


def test_an_unknown_id_changes_nothing(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    for verb in (catalogue.mark, catalogue.restore, catalogue.forget, catalogue.plan_purge):
        with pytest.raises(RefusedError, match="no archive 999"):
            verb([archive.id, 999])
    for ask in (catalogue.get, catalogue.recipes.of_archive, catalogue.remarks_of, catalogue.set_verified):
        with pytest.raises(RefusedError, match="no archive 999"):
            ask(999)
    assert catalogue.archives() == [archive]


def test_forgetting_drops_the_row_and_keeps_the_file(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    assert catalogue.forget([archive.id]) == 1
    assert catalogue.archives() == []
    assert (tmp_path / "a.shelf").exists()


def test_what_is_being_built_cannot_be_forgotten(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> None:
    with pytest.raises(Cancelled), catalogue.intent(options_for(tmp_path / "a.shelf")) as record:
        with pytest.raises(RefusedError, match="cannot be forgotten"):
            catalogue.forget([record.id])
        raise Cancelled


def test_times_are_utc_whatever_zone_they_are_given_in(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    local = datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=14)))
    catalogue.set_verified(archive.id, when=local)
    verified = catalogue.get(archive.id).verified
    assert verified == local
    assert verified.tzinfo is UTC
    assert abs(datetime.now(UTC) - archive.created) < timedelta(minutes=5)


def test_totals_count_what_is_there(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "a.shelf", b"12345")
    archive = build(catalogue, tmp_path / "b.shelf", b"123")
    catalogue.mark([archive.id])
    totals = catalogue.totals()
    assert (totals.archives, totals.size_bytes, totals.marked) == (2, 8, 1)


def test_thousands_of_ids_can_be_named_at_once(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "a.shelf")
    with pytest.raises(RefusedError, match="no archive 2, 3"):
        catalogue.mark(range(1, 100_000))


def test_sizes_beyond_32_bits_are_kept(catalogue: Catalogue) -> None:
    archive = catalogue.upkeep.record(
        {
            "archive_name": "large",
            "archive_path": "large",
            "full_path": "/nowhere/large",
            "path_key": "/nowhere/large",
            "backend_id": "shelf",
            "archive_size": 5_000_000_000_000,
        }
    )
    assert catalogue.get(archive.id).size == 5_000_000_000_000
