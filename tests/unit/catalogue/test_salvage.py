"""Whatever part of the catalogue's file is damaged, the places of its archives are told by the rest."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.salvage import known_paths

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build

PAGE = 4096


@pytest.fixture
def archives(tmp_path: Path) -> list[Path]:
    return [tmp_path / f"{number}.shelf" for number in range(3)]


@pytest.fixture
def file(tmp_path: Path, registry: Registry, build: Build, archives: list[Path]) -> Path:
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        for path in archives:
            build(catalogue, path)
    return tmp_path / "c" / "catalogue.sqlite3"


def spoil(file: Path, start: int, end: int) -> bytes:
    content = bytearray(file.read_bytes())
    content[start:end] = os.urandom(end - start)
    file.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize("end", [16, 100, PAGE])
def test_a_damaged_beginning_hides_nothing_and_the_file_is_left_as_it_is(
    file: Path, archives: list[Path], end: int
) -> None:
    content = spoil(file, 0, end)
    assert known_paths(file) == sorted(map(str, archives))
    assert file.read_bytes() == content
    assert not list(file.parent.glob("salvage-*"))


def test_a_damaged_page_hides_nothing_that_stands_on_another(file: Path, archives: list[Path]) -> None:
    whole = file.read_bytes()
    for start in range(PAGE, len(whole), PAGE):
        file.write_bytes(whole)
        spoil(file, start, start + PAGE)
        assert known_paths(file) == sorted(map(str, archives)), start // PAGE


def test_rows_are_found_when_no_page_knows_its_order(file: Path, archives: list[Path]) -> None:
    content = bytearray(file.read_bytes())
    for start in range(0, len(content), PAGE):
        content[start : start + 200] = os.urandom(200)
    file.write_bytes(content)
    assert known_paths(file) == sorted(map(str, archives))


def test_what_only_a_copy_knows_is_told(file: Path, archives: list[Path], registry: Registry) -> None:
    with Catalogue(file, registry) as catalogue:
        assert catalogue.upkeep.keep_daily_copy()
    file.write_bytes(b"")
    assert known_paths(file) == sorted(map(str, archives))


def test_nothing_at_all_is_told_calmly(tmp_path: Path) -> None:
    assert known_paths(tmp_path / "catalogue.sqlite3") == []
