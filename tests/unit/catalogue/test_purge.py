"""A purge deletes exactly what its plan shows, file and row, and nothing that changed since."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import database
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.fields import now_utc
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import CatalogueError
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.retention import RetentionPolicy

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build, OptionsFor

MARKED = RetentionPolicy(marked=True)


def kinds(outcome: Outcome) -> list[tuple[str, str, bool]]:
    return [(remark.entry, remark.kind, remark.severe) for remark in outcome.remarks]


def test_the_right_files_and_rows_go_and_no_others(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, second, third = (build(catalogue, tmp_path / f"{name}.shelf", name.encode() * 9) for name in "abc")
    (tmp_path / "not ours.shelf").write_bytes(b"")
    catalogue.mark([first.id, third.id])
    plan = catalogue.plan_purge(MARKED)
    assert [(item.archive.id, item.reason) for item in plan.items] == [
        (first.id, "marked for deletion"),
        (third.id, "marked for deletion"),
    ]
    assert plan.size_bytes == 18
    outcome = catalogue.purge(plan)
    assert (outcome.verdict, outcome.entries, outcome.archive_bytes) == (Verdict.COMPLETE, 2, 18)
    assert catalogue.archives() == [second]
    assert sorted(path.name for path in tmp_path.glob("*.shelf")) == ["b.shelf", "not ours.shelf"]
    assert list((tmp_path / "catalogue" / "locks").iterdir()) == []


def test_planning_changes_nothing(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    catalogue.mark([archive.id])
    (tmp_path / "a.shelf").unlink()
    before = catalogue.archives()
    (item,) = catalogue.plan_purge(MARKED).items
    assert item.archive.state is ArchiveState.MISSING  # the plan tells what the disk says
    assert catalogue.archives() == before


def test_age_is_the_archives_own(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    os.utime(tmp_path / "a.shelf", (0, 0))
    policy = RetentionPolicy(older_than_s=3600)
    assert len(catalogue.plan_purge(policy)) == 0
    plan = catalogue.plan_purge(policy, now=now_utc() + timedelta(hours=2))
    assert plan.archives == (archive,)
    assert catalogue.purge(plan).entries == 1


def test_exceptions_are_kept(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, second = (build(catalogue, tmp_path / f"{name}.shelf") for name in "ab")
    plan = catalogue.plan_purge([first.id, second.id]).without([first.id])
    assert catalogue.purge(plan).entries == 1
    assert catalogue.archives() == [first]


def test_a_vanished_file_is_harmless(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, second = (build(catalogue, tmp_path / f"{name}.shelf") for name in "ab")
    (tmp_path / "a.shelf").unlink()
    outcome = catalogue.purge(catalogue.plan_purge([first.id, second.id]))
    assert (outcome.verdict, outcome.entries) == (Verdict.REMARKS, 2)
    assert kinds(outcome) == [("a.shelf", "vanished", False)]
    assert catalogue.archives() == []


def test_what_is_offline_is_kept(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "disk" / "a.shelf")
    (tmp_path / "disk").rename(tmp_path / "drawer")
    outcome = catalogue.purge(catalogue.plan_purge([archive.id]))
    assert (outcome.verdict, outcome.entries) == (Verdict.PARTIAL, 0)
    assert kinds(outcome) == [("a.shelf", "offline", True)]
    assert catalogue.get(archive.id).state is ArchiveState.OFFLINE
    assert (tmp_path / "drawer" / "a.shelf").exists()


@pytest.mark.parametrize("replacement", ["file", "folder", "link"])
def test_what_somebody_else_put_in_its_place_is_kept(
    replacement: str, catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    target = tmp_path / "a.shelf"
    archive = build(catalogue, target, b"12345")
    target.rename(tmp_path / "moved")
    if replacement == "file":
        target.write_bytes(b"something else")
    elif replacement == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "moved")
    outcome = catalogue.purge(catalogue.plan_purge([archive.id]))
    assert kinds(outcome) == [("a.shelf", "replaced", True)]
    assert os.path.lexists(target)
    assert catalogue.get(archive.id).state is ArchiveState.READY


def test_a_row_of_an_unknown_backend_is_kept_and_the_others_go(
    catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    strange = build(catalogue, tmp_path / "a.shelf", backend_id="gone-plug-in")
    known = build(catalogue, tmp_path / "b.shelf")
    outcome = catalogue.purge(catalogue.plan_purge([strange.id, known.id]))
    assert (outcome.verdict, outcome.entries) == (Verdict.PARTIAL, 1)
    assert kinds(outcome) == [("a.shelf", "unknown-backend", True)]
    assert catalogue.archives() == [strange]
    assert (tmp_path / "a.shelf").exists()


class StubbornBackend:
    """A third party's class whose deletion fails in the way that its id names."""

    backend_id = ""

    @classmethod
    def delete_archive(cls, full_path: str) -> bool:
        if cls.backend_id == "raises-os":
            raise PermissionError(13, "Permission denied", full_path)
        if cls.backend_id == "raises-odd":
            raise ZeroDivisionError
        return cls.backend_id == "lies"


@pytest.mark.parametrize("manner", ["raises-os", "raises-odd", "lies", "refuses"])
def test_what_cannot_be_deleted_is_kept_and_the_others_go(
    manner: str, catalogue: Catalogue, build: Build, registry: Registry, tmp_path: Path
) -> None:
    registry.add(type("Stubborn", (StubbornBackend,), {"backend_id": manner}))
    kept = build(catalogue, tmp_path / "a.shelf", backend_id=manner)
    goes = build(catalogue, tmp_path / "b.shelf")
    outcome = catalogue.purge(catalogue.plan_purge([kept.id, goes.id]))
    assert (outcome.verdict, outcome.entries) == (Verdict.PARTIAL, 1)
    assert kinds(outcome) == [("a.shelf", "not-deleted", True)]
    assert catalogue.archives() == [kept]
    assert (tmp_path / "a.shelf").exists()


def test_what_was_restored_since_is_kept(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    catalogue.mark([archive.id])
    plan = catalogue.plan_purge(MARKED)
    catalogue.restore([archive.id])
    outcome = catalogue.purge(plan)
    assert (outcome.verdict, outcome.entries) == (Verdict.REMARKS, 0)
    assert kinds(outcome) == [("a.shelf", "changed", False)]
    assert catalogue.archives() == [archive]
    assert (tmp_path / "a.shelf").exists()


def test_what_was_built_anew_since_is_kept(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    plan = catalogue.plan_purge([archive.id])
    new = build(catalogue, tmp_path / "a.shelf")
    outcome = catalogue.purge(plan)
    assert kinds(outcome) == [("a.shelf", "gone", False)]
    assert catalogue.archives() == [new]
    assert (tmp_path / "a.shelf").exists()


def test_what_is_being_built_anew_is_kept(
    catalogue: Catalogue, build: Build, options_for: OptionsFor, tmp_path: Path
) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    plan = catalogue.plan_purge([archive.id])
    with pytest.raises(Cancelled), catalogue.intent(options_for(tmp_path / "a.shelf")):
        outcome = catalogue.purge(plan)
        raise Cancelled
    assert kinds(outcome) == [("a.shelf", "in-use", True)]
    assert catalogue.archives() == [archive]
    assert (tmp_path / "a.shelf").exists()


def test_a_build_under_way_is_in_no_plan(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> None:
    with pytest.raises(Cancelled), catalogue.intent(options_for(tmp_path / "a.shelf")) as record:
        catalogue.mark([record.id])
        everything = RetentionPolicy(marked=True, older_than_s=0)
        assert len(catalogue.plan_purge(everything, now_utc() + timedelta(days=1))) == 0
        assert len(catalogue.plan_purge([record.id])) == 0
        raise Cancelled


def test_it_can_be_cancelled_between_two_archives(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archives = [build(catalogue, tmp_path / f"{name}.shelf") for name in "abc"]
    progress = Progress()

    def to_trash(path: str) -> str:
        os.unlink(path)
        progress.cancel()
        return ""

    outcome = catalogue.purge(catalogue.plan_purge([archive.id for archive in archives]), progress, to_trash)
    assert (outcome.verdict, outcome.entries) == (Verdict.CANCELLED, 1)
    assert catalogue.archives() == [archives[2], archives[1]]
    assert sorted(path.name for path in tmp_path.glob("*.shelf")) == ["b.shelf", "c.shelf"]


def test_deleting_is_on_record_before_the_file_goes(
    catalogue: Catalogue, build: Build, registry: Registry, tmp_path: Path
) -> None:
    seen: list[ArchiveState] = []

    class Watched:
        backend_id = "watched"

        @classmethod
        def delete_archive(cls, full_path: str) -> bool:
            seen.append(catalogue.get(archive.id).state)
            os.unlink(full_path)
            return True

    registry.add(Watched)
    archive = build(catalogue, tmp_path / "a.shelf", backend_id="watched")
    assert catalogue.purge(catalogue.plan_purge([archive.id])).entries == 1
    assert seen == [ArchiveState.DELETING]
    assert catalogue.archives() == []


def test_no_file_goes_while_the_catalogue_cannot_be_written(
    tmp_path: Path, registry: Registry, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0)
    with Catalogue.open(tmp_path / "c", registry) as catalogue:
        archive = build(catalogue, tmp_path / "a.shelf")
        plan = catalogue.plan_purge([archive.id])
        with closing(sqlite3.connect(catalogue.file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(CatalogueError, match="in use"):
                catalogue.purge(plan)
        assert (tmp_path / "a.shelf").exists()
        assert catalogue.archives() == [archive]
