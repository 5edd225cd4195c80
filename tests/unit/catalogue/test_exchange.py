"""What was exported comes back the same in another catalogue."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import UsageError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.query import parse_query
from archiver_gui.core.written import WrittenEntries

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import OptionsFor


@pytest.fixture
def archives(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> list[ArchiveRecord]:
    """Two archives, one with names that are no UTF-8 and marked, the other gone from the disk."""
    made = []
    for name in ("bad \udcff.shelf", "gone.shelf"):
        written = WrittenEntries()
        written.append("docs", EntryKind.FOLDER, 0, 1.5)
        written.append("docs/bad \udcff ü.txt", EntryKind.FILE, 5, None, bytes(range(16)))
        written.append("docs/bad \udcff ü.txt", EntryKind.FILE, 6, 2.25, None)
        with catalogue.intent(options_for(tmp_path / name, user="me", role="admin", level=3)) as record:
            Path(record.staged_path).write_bytes(b"archive")
            remarks = Remarks()
            remarks.add("docs", "renamed", "It has another name.")
            record.sealed(written, sha256="ab" * 32, remarks=remarks)
            os.replace(record.staged_path, tmp_path / name)
        assert record.archive is not None
        made.append(record.archive)
    catalogue.mark([made[0].id])
    (tmp_path / "gone.shelf").unlink()
    return made


def exported(catalogue: Catalogue) -> str:
    stream = io.StringIO()
    assert catalogue.upkeep.export_lines(stream, Progress()) == 2
    return stream.getvalue()


def test_an_export_comes_back_with_all_that_it_holds(
    catalogue: Catalogue, archives: list[ArchiveRecord], tmp_path: Path, registry: Registry
) -> None:
    text = exported(catalogue)
    assert text.isascii()
    with Catalogue.open(tmp_path / "other", registry) as other:
        remarks = Remarks()
        assert other.upkeep.import_lines(text.splitlines(), Progress(), remarks) == [1, 2]
        assert (len(remarks), other.upkeep.unread()) == (0, [])
        for archive in archives:
            before, after = catalogue.get(archive.id), other.get(archive.id)
            assert after.state is (ArchiveState.MISSING if "gone" in archive.name else ArchiveState.READY)
            for name in ("name", "path", "size", "created", "deleted", "entries", "sha256", "uuid", "role", "level"):
                assert getattr(after, name) == getattr(before, name), name
            assert other.remarks_of(archive.id) == catalogue.remarks_of(archive.id)
            assert other.recipes.of_archive(archive.id) == catalogue.recipes.of_archive(archive.id)
            facts = [
                [(e.path, e.kind, e.size, e.mtime, e.digest, e.index) for e in one.entries.entries_of(archive.id)]
                for one in (catalogue, other)
            ]
            assert facts[0] == facts[1]
        (match,) = other.entries.search(parse_query("bad")).matches
        assert match.archive.name == "gone.shelf"
        assert exported(other).splitlines()[1:3] == text.splitlines()[1:3]


def test_what_is_known_stays_as_it_is(catalogue: Catalogue, archives: list[ArchiveRecord]) -> None:
    remarks = Remarks()
    assert catalogue.upkeep.import_lines(exported(catalogue).splitlines(), Progress(), remarks) == []
    assert [remark.kind for remark in remarks] == ["known", "known"]
    assert catalogue.count() == 2
    assert sum(len(catalogue.entries.entries_of(archive.id)) for archive in archives) == 6


@pytest.mark.parametrize("damage", ["first line", "no json", "entry", "no archive", "no date"])
def test_a_damaged_export_is_told_with_its_line_and_leaves_no_half(
    catalogue: Catalogue, archives: list[ArchiveRecord], tmp_path: Path, registry: Registry, damage: str
) -> None:
    lines = exported(catalogue).splitlines()
    if damage == "first line":
        lines[0] = "{}"
    elif damage == "no json":
        lines[7] = lines[7][:5]
    elif damage == "entry":
        lines[7] = json.dumps(["path", "no kind", 1, None, None])
    elif damage == "no date":
        lines[5] = json.dumps(json.loads(lines[5]) | {"created_datetime": "soon"})
    else:
        lines[5] = "{}"
    with Catalogue.open(tmp_path / "other", registry) as other:
        with pytest.raises(UsageError):
            other.upkeep.import_lines(lines, Progress(), Remarks())
        other.entries.sweep()
        assert other.count() == (0 if damage == "first line" else 1)
        assert sum(len(other.entries.entries_of(archive.id)) for archive in other.archives()) == 3 * other.count()


@pytest.mark.parametrize(
    "column",
    [
        {"sources": "[5]"},
        {"sources": '"/home"'},
        {"options": '{"exclude": 5}'},
        {"options": '{"exclude": [[]]}'},
        {"options": "[]"},
        {"remarks": '[["entry", "kind"]]'},
        {"remarks": "[5]"},
        {"damaged_entries": '[["path", 5]]'},
        {"damaged_entries": '[["path"]]'},
        {"damaged_entries": "{}"},
        {"pinned": "yes"},
    ],
)
def test_columns_that_no_listing_could_show_are_refused(
    catalogue: Catalogue, archives: list[ArchiveRecord], tmp_path: Path, registry: Registry, column: dict[str, str]
) -> None:
    first, second, *_ = exported(catalogue).splitlines()
    with Catalogue.open(tmp_path / "other", registry) as other:
        with pytest.raises(UsageError, match="damaged"):
            other.upkeep.import_lines([first, json.dumps(json.loads(second) | column)], Progress(), Remarks())
        assert other.archives() == []
