"""A build in the catalogue: from the intent to READY, and every way out."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import database
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.intent import NotRecordedError
from archiver_gui.catalogue.rows import ArchiveRow
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.entries import EntryKind, WrittenEntry
from archiver_gui.core.errors import InternalError, RefusedError
from archiver_gui.core.outcome import Remarks, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.recipes import Recipe

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build, OptionsFor, StartChild


def test_a_build_is_on_record_before_its_bytes_are(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    with pytest.raises(Cancelled), catalogue.intent(options_for(tmp_path / "a.shelf")) as record:
        assert catalogue.get(record.id).state is ArchiveState.BUILDING
        assert not os.path.exists(record.staged_path)
        assert catalogue.archives() == []  # nothing is claimed that is not there
        raise Cancelled


def test_leaving_the_block_turns_the_row_ready_with_all_its_facts(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    target = tmp_path / "Träume.shelf"
    remarks = Remarks()
    remarks.add("a/b", "renamed", "It was renamed.")
    options = options_for(target, level=3, user="dewey", role="student", sources=("/s/one", "/s/two"))
    with catalogue.intent(options) as record:
        Path(record.staged_path).write_bytes(b"12345")
        record.sealed(
            [WrittenEntry("a", EntryKind.FILE, 40), WrittenEntry("d", EntryKind.FOLDER)],
            sha256="ab" * 32,
            remarks=remarks,
        )
        assert catalogue.get(record.id).state is ArchiveState.SEALED
        os.rename(record.staged_path, target)
    archive = record.archive
    assert archive is not None
    assert archive == catalogue.get(record.id)
    assert (archive.state, archive.path, archive.name, archive.size) == (
        ArchiveState.READY,
        str(target),
        target.name,
        5,
    )
    assert (archive.entries, archive.content_size, archive.sha256) == (2, 40, "ab" * 32)
    assert (archive.created_by, archive.role, archive.level) == ("dewey", "student", 3)
    assert archive.sources == ("/s/one", "/s/two")
    assert (archive.verdict, archive.remark_count) == (Verdict.REMARKS, 1)
    assert catalogue.remarks_of(archive.id) == remarks.as_tuple()
    recipe = catalogue.recipes.of_archive(archive.id)
    assert recipe is not None
    assert recipe.options == Recipe.of(options).options
    assert archive.build_seconds > 0
    assert archive.created.utcoffset() is not None


def test_ready_may_be_said_with_what_is_known_last(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    target = tmp_path / "a.shelf"
    with catalogue.intent(options_for(target)) as record:
        Path(record.staged_path).write_bytes(b"1")
        record.sealed([])
        os.rename(record.staged_path, target)
        archive = record.ready(sha256="cd" * 32, seconds=12.5)
    assert record.archive == archive
    assert (archive.sha256, archive.build_seconds, archive.verdict) == ("cd" * 32, 12.5, Verdict.COMPLETE)


def test_a_cancelled_build_leaves_no_row_and_no_file(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "deep" / "a.shelf"
    with pytest.raises(Cancelled), catalogue.intent(options_for(target)) as record:
        target.parent.mkdir(parents=True)
        Path(record.staged_path).write_bytes(b"half")
        record.sealed([])
        raise Cancelled
    assert ArchiveRow.select().count(catalogue.database) == 0
    assert not (tmp_path / "new").exists()
    assert list((tmp_path / "catalogue" / "locks").iterdir()) == []


def test_a_failed_build_leaves_the_older_archive_and_its_row(
    catalogue: Catalogue, build: Build, options_for: OptionsFor, tmp_path: Path
) -> None:
    target = tmp_path / "a.shelf"
    old = build(catalogue, target, b"older")
    with pytest.raises(OSError, match="disk"), catalogue.intent(options_for(target)) as record:
        Path(record.staged_path).write_bytes(b"newer")  # of the same size: only the file itself tells them apart
        record.sealed([])
        raise OSError("the disk is on fire")
    assert catalogue.archives() == [old]
    assert target.read_bytes() == b"older"
    assert not os.path.exists(record.staged_path)


def test_a_replacement_takes_the_place_of_the_older_row(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    old = build(catalogue, tmp_path / "a.shelf", b"older")
    catalogue.mark([old.id])
    new = build(catalogue, tmp_path / "a.shelf", b"newer!")
    assert catalogue.archives() == [new]
    assert new.id != old.id
    assert not new.marked


def test_a_path_is_one_whatever_links_lead_to_it(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    build(catalogue, tmp_path / "real" / "a.shelf")
    new = build(catalogue, tmp_path / "link" / "a.shelf")
    assert catalogue.archives() == [new]
    assert catalogue.find_path(str(tmp_path / "real" / "a.shelf")) == new


def test_ids_are_never_given_twice(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first = build(catalogue, tmp_path / "a.shelf")
    catalogue.forget([first.id])
    assert build(catalogue, tmp_path / "b.shelf").id > first.id


def test_a_second_build_to_the_same_target_is_refused(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    options = options_for(tmp_path / "a.shelf")
    with pytest.raises(Cancelled), catalogue.intent(options):
        with pytest.raises(RefusedError, match="another job"), catalogue.intent(options):
            pass
        raise Cancelled


def test_a_second_build_waits_for_the_first(
    catalogue: Catalogue, build: Build, options_for: OptionsFor, tmp_path: Path
) -> None:
    target = tmp_path / "a.shelf"
    waiting = threading.Event()
    seen: list[int] = []

    def second() -> None:
        waiting.set()
        with catalogue.intent(options_for(target), wait_s=30) as record:
            seen.append(len(catalogue.archives()))
            Path(record.staged_path).write_bytes(b"second")
            record.sealed([])
            os.replace(record.staged_path, target)

    with catalogue.intent(options_for(target)) as record:
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(30)
        Path(record.staged_path).write_bytes(b"first")
        record.sealed([])
        os.replace(record.staged_path, target)
    thread.join(30)
    assert seen == [1]
    assert target.read_bytes() == b"second"
    assert catalogue.count() == 1


def test_waiting_can_be_cancelled(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> None:
    options = options_for(tmp_path / "a.shelf")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled), catalogue.intent(options):
        with pytest.raises(Cancelled), catalogue.intent(options, wait_s=60, progress=progress):
            pytest.fail("the second build began")
        raise Cancelled


def test_another_process_that_builds_is_refused_and_left_alone(
    catalogue: Catalogue, build: Build, options_for: OptionsFor, start_child: StartChild, tmp_path: Path
) -> None:
    target = tmp_path / "a.shelf"
    child = start_child(
        """
with Catalogue.open(folder, registry) as catalogue, catalogue.intent(options(arguments[0])) as record:
    open(record.staged_path, "wb").close()
    stop()
    record.sealed([])
    os.rename(record.staged_path, arguments[0])
""",
        target,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    with pytest.raises(RefusedError, match="another job"), catalogue.intent(options_for(target)):
        pass
    assert catalogue.reconcile() == 0
    child.communicate("\n")
    assert child.returncode == 0
    assert [archive.path for archive in catalogue.archives()] == [str(target)]


def test_a_build_that_ends_without_an_archive_is_our_defect(
    catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path
) -> None:
    with pytest.raises(InternalError, match="sealed"), catalogue.intent(options_for(tmp_path / "a.shelf")):
        pass
    assert catalogue.reconcile() == 0


def test_an_archive_that_was_not_published_is_never_ready(
    catalogue: Catalogue, build: Build, options_for: OptionsFor, tmp_path: Path
) -> None:
    target = tmp_path / "a.shelf"
    old = build(catalogue, target, b"older")
    with pytest.raises(InternalError, match="published"), catalogue.intent(options_for(target)) as record:
        Path(record.staged_path).write_bytes(b"newer")
        record.sealed([])
    assert catalogue.archives() == [old]
    assert not os.path.exists(record.staged_path)


def test_published_but_not_recorded_is_finished_at_the_next_start(
    tmp_path: Path, registry: Registry, options_for: OptionsFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0)
    target = tmp_path / "a.shelf"
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        other = sqlite3.connect(catalogue.file, isolation_level=None)
        with pytest.raises(NotRecordedError, match="next"), catalogue.intent(options_for(target)) as record:
            Path(record.staged_path).write_bytes(b"whole")
            record.sealed([], remarks=Remarks())
            os.rename(record.staged_path, target)
            other.execute("BEGIN IMMEDIATE")
        other.close()
        assert catalogue.archives() == []
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        (archive,) = catalogue.archives()
    assert (archive.state, archive.path, archive.size) == (ArchiveState.READY, str(target), 5)
    assert archive.verdict == Verdict.REMARKS
    assert target.read_bytes() == b"whole"
