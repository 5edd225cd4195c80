"""What a process that died left is finished or undone by the next one, and nothing else is touched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.presence import presence_of, volume_of
from archiver_gui.catalogue.rows import ArchiveRow
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.outcome import Verdict
from archiver_gui.core.progress import Cancelled

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build, OptionsFor, StartChild

BUILDER = """
stage, target = arguments
with Catalogue.open(folder, registry) as catalogue, catalogue.intent(options(target)) as record:
    if stage == "intended": stop()
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(record.staged_path, "wb") as file:
        file.write(b"newer")
    if stage == "written": stop()
    record.sealed([])
    if stage == "sealed": stop()
    if stage == "linked":
        os.path.exists(target) and os.unlink(target)
        os.link(record.staged_path, target)
        stop()
    os.replace(record.staged_path, target)
    if stage == "published": stop()
"""

# As a foreign class is driven: it writes to a folder of the temporary name.
FOREIGN_BUILDER = """
stage, target = arguments
with Catalogue.open(folder, registry) as catalogue, catalogue.intent(options(target)) as record:
    os.mkdir(record.staged_path)
    inner = os.path.join(record.staged_path, os.path.basename(target))
    with open(inner, "wb") as file:
        file.write(b"newer")
    if stage == "written": stop()
    record.sealed([])
    if stage == "sealed": stop()
    os.replace(inner, target)
    if stage == "published": stop()
"""


def kill_at(start_child: StartChild, lines: str, *arguments: Path | str) -> None:
    child = start_child(lines, *arguments)
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    child.kill()
    child.wait()


@pytest.mark.parametrize("stage", ["intended", "written", "sealed"])
def test_a_build_killed_before_it_was_published_leaves_no_trace(
    stage: str, start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    folder = tmp_path / "new"
    kill_at(start_child, BUILDER, stage, folder / "a.shelf")
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        assert ArchiveRow.select().count(catalogue.database) == 0
    assert not folder.exists()


@pytest.mark.parametrize("stage", ["intended", "written", "sealed"])
def test_a_killed_build_leaves_the_older_archive_whole(
    stage: str, build: Build, start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    target = tmp_path / "out" / "a.shelf"
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        old = build(catalogue, target, b"older")
    kill_at(start_child, BUILDER, stage, target)
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        assert catalogue.archives() == [old]
    assert target.read_bytes() == b"older"
    assert os.listdir(target.parent) == ["a.shelf"]


@pytest.mark.parametrize("stage", ["linked", "published"])
def test_a_build_killed_after_it_was_published_is_recorded(
    stage: str, build: Build, start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    target = tmp_path / "out" / "a.shelf"
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        old = build(catalogue, target, b"older")
    kill_at(start_child, BUILDER, stage, target)
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        (archive,) = catalogue.archives()
        assert [remark.kind for remark in catalogue.remarks_of(archive.id)] == ["finished-late"]
    assert archive.id != old.id
    assert (archive.state, archive.size, archive.verdict) == (ArchiveState.READY, 5, Verdict.PARTIAL)
    assert target.read_bytes() == b"newer"
    assert os.listdir(target.parent) == ["a.shelf"]


@pytest.mark.parametrize("stage", ["written", "sealed", "published"])
def test_a_killed_build_of_a_foreign_class_is_settled_too(
    stage: str, build: Build, start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    target = tmp_path / "out" / "a.shelf"
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        build(catalogue, target, b"older")
    kill_at(start_child, FOREIGN_BUILDER, stage, target)
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        (archive,) = catalogue.archives()
    assert target.read_bytes() == (b"newer" if stage == "published" else b"older")
    assert (archive.verdict == Verdict.PARTIAL) == (stage == "published")
    assert os.listdir(target.parent) == ["a.shelf"]


@pytest.mark.parametrize("deleted", ["before", "after"])
def test_a_deletion_killed_on_its_way_is_finished(
    deleted: str, build: Build, start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        gone = build(catalogue, tmp_path / "a.shelf")
        kept = build(catalogue, tmp_path / "b.shelf")
    kill_at(
        start_child,
        """
def delete(path):
    if arguments[1] == "after": os.unlink(path)
    stop()
ShelfBackend.delete_archive = delete
catalogue = Catalogue.open(folder, registry)
catalogue.purge(catalogue.plan_purge([int(arguments[0])]))
""",
        str(gone.id),
        deleted,
    )
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        assert catalogue.archives() == [kept]
    assert not (tmp_path / "a.shelf").exists()
    assert (tmp_path / "b.shelf").exists()


def test_a_deletion_of_a_dead_process_never_takes_what_lies_there_now(
    catalogue: Catalogue, build: Build, registry: Registry, tmp_path: Path
) -> None:
    archive = build(catalogue, tmp_path / "a.shelf", b"old")
    with catalogue.database.writing():
        ArchiveRow.update(state=ArchiveState.DELETING).execute(catalogue.database)
    (tmp_path / "a.shelf").write_bytes(b"something of the user's own")
    assert catalogue.reconcile() == 1
    assert (tmp_path / "a.shelf").read_bytes() == b"something of the user's own"
    assert catalogue.get(archive.id).state is ArchiveState.READY


def leave_building(catalogue: Catalogue, options_for: OptionsFor, target: Path, staged: Path) -> int:
    """A row as a process leaves that died while building."""
    intent = catalogue.intent(options_for(target))
    intent.__enter__()
    intent.staged(str(staged))
    intent._stack.close()  # the lock of a dead process is free
    return intent.id


@pytest.mark.parametrize("name", ["thesis.pdf", ".archiver-0123456789abcdef.txt", ".archiver-xyz.part"])
def test_only_temporary_files_of_our_own_making_are_removed(
    name: str, catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    victim = tmp_path / name
    victim.write_bytes(b"precious")
    leave_building(catalogue, options_for, tmp_path / "a.shelf", victim)
    assert catalogue.reconcile() == 1
    assert victim.read_bytes() == b"precious"
    assert catalogue.count() == 0


def test_only_temporary_files_beside_the_target_are_removed(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    victim = tmp_path / "elsewhere" / ".archiver-0123456789abcdef.part"
    victim.write_bytes(b"another build's")
    leave_building(catalogue, options_for, tmp_path / "a.shelf", victim)
    assert catalogue.reconcile() == 1
    assert victim.exists()


def test_a_leftover_that_cannot_be_removed_is_failed_and_tried_again(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    leftover = tmp_path / ".archiver-0123456789abcdef.part"
    (leftover / "deep").mkdir(parents=True)  # unlink refuses a folder, whoever asks
    archive_id = leave_building(catalogue, options_for, tmp_path / "a.shelf", leftover)
    catalogue.reconcile()
    assert [(archive.id, archive.state) for archive in catalogue.archives()] == [(archive_id, ArchiveState.FAILED)]
    (leftover / "deep").rmdir()
    catalogue.reconcile()
    assert not leftover.exists()
    assert catalogue.archives() == []


def test_folders_that_a_dead_build_made_go_only_when_empty(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    target = tmp_path / "one" / "two" / "three" / "a.shelf"
    leave_building(catalogue, options_for, target, target.parent / ".archiver-0123456789abcdef.part")
    target.parent.mkdir(parents=True)
    (tmp_path / "one" / "of the user").write_bytes(b"")
    catalogue.reconcile()
    assert not (tmp_path / "one" / "two").exists()
    assert (tmp_path / "one" / "of the user").exists()


def test_missing_and_offline_are_told_apart_and_come_back(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    stays, missing, offline = (
        build(catalogue, tmp_path / name / "a.shelf").id for name in ("stays", "missing", "offline")
    )
    (tmp_path / "missing" / "a.shelf").rename(tmp_path / "moved")
    (tmp_path / "offline").rename(tmp_path / "away")
    assert catalogue.refresh_presence() == 2
    assert catalogue.get(stays).state is ArchiveState.READY
    assert catalogue.get(missing).state is ArchiveState.MISSING
    assert catalogue.get(offline).state is ArchiveState.OFFLINE
    assert catalogue.count() == 3  # absence never causes a purge
    (tmp_path / "moved").rename(tmp_path / "missing" / "a.shelf")
    (tmp_path / "away").rename(tmp_path / "offline")
    assert catalogue.refresh_presence([missing]) == 1
    assert catalogue.get(missing).state is ArchiveState.READY
    assert catalogue.get(offline).state is ArchiveState.OFFLINE  # it was not asked for


def test_an_empty_mount_point_means_offline(tmp_path: Path) -> None:
    assert presence_of(str(tmp_path / "a.shelf"), volume=str(tmp_path)) is ArchiveState.OFFLINE
    assert presence_of(str(tmp_path / "a.shelf"), volume=volume_of(str(tmp_path / "a"))) is ArchiveState.MISSING


def test_a_living_build_in_this_process_is_left_alone(
    catalogue: Catalogue, registry: Registry, options_for: OptionsFor, tmp_path: Path
) -> None:
    with pytest.raises(Cancelled), catalogue.intent(options_for(tmp_path / "a.shelf")) as record:
        Path(record.staged_path).write_bytes(b"half")
        with Catalogue.open(tmp_path / "catalogue", registry) as second:
            assert second.get(record.id).state is ArchiveState.BUILDING
        assert os.path.exists(record.staged_path)
        raise Cancelled
