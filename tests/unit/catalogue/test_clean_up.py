"""Clean-up by rules, from plan to purge: pins, floors, missing files, saved rules, the trash and the way back."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.fields import now_utc
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import EnvironmentFault, RefusedError, UsageError
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.query import parse_query
from archiver_gui.core.retention import RetentionPolicy, Rule
from archiver_gui.core.written import WrittenEntries

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build, OptionsFor, StartChild

MARKED = RetentionPolicy(marked=True)


def kinds(outcome: Outcome) -> list[tuple[str, str, bool]]:
    return [(remark.entry, remark.kind, remark.severe) for remark in outcome.remarks]


def names(catalogue: Catalogue) -> list[str]:
    return sorted(record.name for record in catalogue.archives())


@pytest.fixture
def trash(tmp_path: Path) -> Path:
    """A trash as the desktop keeps it."""
    for part in ("files", "info"):
        (tmp_path / "Trash" / part).mkdir(parents=True)
    return tmp_path / "Trash"


def into(trash: Path, path: str) -> str:
    target = trash / "files" / os.path.basename(path)
    shutil.move(path, target)
    (trash / "info" / f"{target.name}.trashinfo").write_text(f"[Trash Info]\nPath={path}\n")
    return str(target)


# ---- rules ---------------------------------------------------------------------------------------


def test_what_is_pinned_is_kept_and_told(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, second = (build(catalogue, tmp_path / f"{name}.shelf") for name in "ab")
    catalogue.mark([first.id, second.id])
    assert catalogue.set_pinned([first.id], pinned=True) == 1
    plan = catalogue.plan_purge(MARKED)
    assert [item.archive.id for item in plan.items] == [second.id]
    assert [(item.archive.id, item.reason.rule) for item in plan.kept] == [(first.id, Rule.PINNED)]
    chosen = catalogue.plan_purge([first.id, second.id])
    assert ([item.archive.id for item in chosen.items], len(chosen.kept)) == ([second.id], 1)
    assert catalogue.purge(plan).entries == 1
    assert names(catalogue) == ["a.shelf"]
    assert catalogue.set_pinned([first.id], pinned=False) == 1
    assert catalogue.purge(catalogue.plan_purge(MARKED)).entries == 1


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_was_pinned_since_is_kept(by_hand: bool, catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    catalogue.mark([archive.id])
    plan = catalogue.plan_purge([archive.id] if by_hand else MARKED)
    catalogue.set_pinned([archive.id], pinned=True)
    outcome = catalogue.purge(plan)
    assert (outcome.entries, kinds(outcome)) == (0, [("a.shelf", "changed", False)])
    assert (tmp_path / "a.shelf").exists()


def test_the_last_of_a_source_that_is_there_is_kept(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    for name in "abc":
        build(catalogue, tmp_path / f"{name}.shelf")
    (tmp_path / "c.shelf").unlink()  # the catalogue does not know yet
    plan = catalogue.plan_purge(RetentionPolicy(keep_last=1))
    assert [(item.archive.name, item.reason.rule) for item in plan.items] == [("a.shelf", Rule.COUNT)]
    assert catalogue.purge(plan).entries == 1
    assert (tmp_path / "b.shelf").exists()


def test_a_floor_that_broke_since_the_preview_holds_all_the_same(
    catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    for name in "ab":
        build(catalogue, tmp_path / f"{name}.shelf")
    plan = catalogue.plan_purge(RetentionPolicy(keep_last=1))
    (tmp_path / "b.shelf").unlink()
    outcome = catalogue.purge(plan)
    assert (outcome.entries, kinds(outcome)) == (0, [("a.shelf", "changed", False)])
    assert (tmp_path / "a.shelf").exists()


def test_a_build_under_way_is_none_that_is_kept(
    catalogue: Catalogue, build: Build, options_for: OptionsFor, tmp_path: Path
) -> None:
    build(catalogue, tmp_path / "a.shelf")
    with pytest.raises(RuntimeError), catalogue.intent(options_for(tmp_path / "b.shelf")):
        assert len(catalogue.plan_purge(RetentionPolicy(keep_last=1))) == 0
        raise RuntimeError


def test_the_oldest_go_until_the_others_are_small_enough(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    for name in "abc":
        build(catalogue, tmp_path / f"{name}.shelf", b"x" * 100)
    plan = catalogue.plan_purge(RetentionPolicy(over_bytes=250))
    assert [item.archive.name for item in plan.items] == ["a.shelf"]
    assert catalogue.purge(plan).archive_bytes == 100


def test_rows_of_missing_files_are_forgotten_and_nothing_else(
    catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    for name in ("gone", "back", "here"):
        build(catalogue, tmp_path / f"{name}.shelf", name.encode())
    build(catalogue, tmp_path / "disk" / "away.shelf")
    (tmp_path / "disk").rename(tmp_path / "drawer")
    (tmp_path / "gone.shelf").unlink()
    (tmp_path / "back.shelf").rename(tmp_path / "aside")
    plan = catalogue.plan_purge(RetentionPolicy(missing=True))
    assert [(item.archive.name, item.forgets) for item in plan.items] == [("gone.shelf", True), ("back.shelf", True)]
    assert plan.size_bytes == 0
    (tmp_path / "aside").rename(tmp_path / "back.shelf")
    outcome = catalogue.purge(plan)
    assert (outcome.entries, outcome.archive_bytes) == (1, 0)
    assert kinds(outcome) == [("back.shelf", "changed", False)]
    assert names(catalogue) == ["away.shelf", "back.shelf", "here.shelf"]
    assert (tmp_path / "back.shelf").read_bytes() == b"back"


def test_what_is_on_a_disk_that_is_away_is_kept_and_told(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    archive = build(catalogue, tmp_path / "disk" / "a.shelf")
    catalogue.mark([archive.id])
    (tmp_path / "disk").rename(tmp_path / "drawer")
    plan = catalogue.plan_purge(MARKED)
    assert (len(plan), [(item.archive.id, item.reason.rule) for item in plan.kept]) == (0, [(archive.id, Rule.OFFLINE)])
    (tmp_path / "drawer").rename(tmp_path / "disk")
    plan = catalogue.plan_purge(MARKED)
    (tmp_path / "disk").rename(tmp_path / "drawer")  # pulled out after the preview
    assert kinds(catalogue.purge(plan)) == [("a.shelf", "changed", False)]


def test_a_saved_rule_is_asked_by_its_name(catalogue: Catalogue, tmp_path: Path, registry: Registry) -> None:
    tidy = RetentionPolicy(older_than_s=86_400, keep_last=3)
    catalogue.rules.save("tidy up", RetentionPolicy(marked=True))
    catalogue.rules.save("tidy up", tidy)
    catalogue.rules.save("all", RetentionPolicy(over_bytes=10**12))
    with Catalogue.open(tmp_path / "catalogue", registry) as again:
        assert list(again.rules.all()) == ["all", "tidy up"]
        assert again.rules.get("tidy up") == tidy
        again.rules.remove("all")
    with pytest.raises(UsageError, match="no rule") as caught:
        catalogue.rules.get("all")
    assert "tidy up" in caught.value.detail
    with pytest.raises(UsageError):
        catalogue.rules.remove("all")
    for name, policy in (("", tidy), ("nothing", RetentionPolicy())):
        with pytest.raises(UsageError):
            catalogue.rules.save(name, policy)


def test_a_rule_of_a_newer_version_is_not_listed_and_not_run(catalogue: Catalogue) -> None:
    catalogue.rules.save("known", MARKED)
    insert = "INSERT INTO retention_rule VALUES ('newer', '{\"phase_of_the_moon\": 3}', '2030-01-01')"
    catalogue.database.execute_sql(insert)  # type: ignore[no-untyped-call]
    assert list(catalogue.rules.all()) == ["known"]
    with pytest.raises(UsageError, match="not known"):
        catalogue.rules.get("newer")


# ---- the trash -----------------------------------------------------------------------------------


@pytest.fixture
def archive(catalogue: Catalogue, options_for: OptionsFor, tmp_path: Path) -> ArchiveRecord:
    """A marked archive with an entry."""
    written = WrittenEntries()
    written.append("docs/letter.txt", EntryKind.FILE, 5, 1.5, bytes(range(16)))
    target = tmp_path / "out" / "a.shelf"
    with catalogue.intent(options_for(target)) as record:
        target.parent.mkdir()
        Path(record.staged_path).write_bytes(b"archive")
        record.sealed(written, sha256="ab" * 32)
        os.replace(record.staged_path, target)
    assert record.archive is not None
    catalogue.mark([record.archive.id])
    return catalogue.get(record.archive.id)


def found(catalogue: Catalogue) -> list[str]:
    return [match.path for match in catalogue.entries.search(parse_query("letter")).matches]


def test_what_went_to_the_trash_comes_back_as_it_was(catalogue: Catalogue, archive: ArchiveRecord, trash: Path) -> None:
    outcome = catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(trash, path))
    assert (outcome.verdict, outcome.entries, outcome.facts["trashed"]) == (Verdict.COMPLETE, 1, [archive.id])
    assert not os.path.exists(archive.path)
    assert (catalogue.archives(), catalogue.count(), found(catalogue)) == ([], 0, [])
    assert len(catalogue.plan_purge(RetentionPolicy(marked=True, keep_last=1))) == 0
    assert catalogue.upkeep.drop_emptied_trash() == 0
    assert catalogue.reconcile() == 0
    os.rmdir(os.path.dirname(archive.path))
    catalogue.upkeep.take_back(archive.id)
    assert catalogue.archives() == [archive]
    assert found(catalogue) == ["docs/letter.txt"]
    assert Path(archive.path).read_bytes() == b"archive"
    assert [path for path in trash.rglob("*") if path.is_file()] == []
    with pytest.raises(RefusedError):
        catalogue.upkeep.take_back(archive.id)


def test_an_emptied_trash_is_final(catalogue: Catalogue, archive: ArchiveRecord, trash: Path) -> None:
    catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(trash, path))
    (trash / "files" / "a.shelf").unlink()
    with pytest.raises(RefusedError, match="not in the trash"):
        catalogue.upkeep.take_back(archive.id)
    assert catalogue.upkeep.drop_emptied_trash() == 1
    catalogue.entries.sweep()
    assert catalogue.entries.entries_of(archive.id) == []


def test_a_trash_that_is_away_is_not_an_emptied_one(catalogue: Catalogue, archive: ArchiveRecord, trash: Path) -> None:
    catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(trash, path))
    trash.rename(trash.with_name("away"))
    assert catalogue.upkeep.drop_emptied_trash() == 0


def test_what_somebody_moved_back_by_hand_is_listed_again(
    catalogue: Catalogue, archive: ArchiveRecord, trash: Path
) -> None:
    catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(trash, path))
    (trash / "files" / "a.shelf").rename(archive.path)
    assert catalogue.archives() == []
    assert catalogue.reconcile() == 1  # as every start does
    assert catalogue.archives() == [archive]


def test_what_was_moved_back_while_the_program_ran_is_listed_again(
    catalogue: Catalogue, archive: ArchiveRecord, trash: Path
) -> None:
    catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(trash, path))
    (trash / "files" / "a.shelf").rename(archive.path)
    assert catalogue.upkeep.drop_emptied_trash() == 0
    assert catalogue.archives() == [archive]


def test_another_file_in_its_place_is_not_taken_for_it(
    catalogue: Catalogue, archive: ArchiveRecord, trash: Path
) -> None:
    catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(trash, path))
    Path(archive.path).write_bytes(b"archiv3")
    assert catalogue.reconcile() == 0
    (trash / "files" / "a.shelf").unlink()
    assert catalogue.upkeep.drop_emptied_trash() == 1
    assert catalogue.archives() == []


def test_a_trash_that_does_not_say_where_takes_the_row_too(
    catalogue: Catalogue, archive: ArchiveRecord, trash: Path
) -> None:
    def to_trash(path: str) -> str:
        into(trash, path)
        return ""

    outcome = catalogue.purge(catalogue.plan_purge(MARKED), to_trash=to_trash)
    assert (outcome.entries, outcome.facts["trashed"]) == (1, [])
    with pytest.raises(RefusedError):
        catalogue.get(archive.id)


def test_a_trash_that_refuses_leaves_all_as_it_is(catalogue: Catalogue, archive: ArchiveRecord) -> None:
    def to_trash(path: str) -> str:
        raise EnvironmentFault("The trash is full", path)

    outcome = catalogue.purge(catalogue.plan_purge(MARKED), to_trash=to_trash)
    assert (outcome.verdict, outcome.entries) == (Verdict.PARTIAL, 0)
    assert kinds(outcome) == [("a.shelf", "not-deleted", True)]
    assert catalogue.archives() == [archive]
    assert os.path.exists(archive.path)


def test_a_defect_on_the_way_to_the_trash_hides_no_row(catalogue: Catalogue, archive: ArchiveRecord) -> None:
    def to_trash(path: str) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        catalogue.purge(catalogue.plan_purge(MARKED), to_trash=to_trash)
    assert catalogue.archives() == [archive]


def test_it_comes_back_from_the_trash_of_another_disk(catalogue: Catalogue, archive: ArchiveRecord) -> None:
    others = [one for one in ("/dev/shm", "/var/tmp") if os.path.isdir(one) and os.access(one, os.W_OK)]
    other = next((one for one in others if os.stat(one).st_dev != os.stat(archive.folder).st_dev), None)
    if other is None:
        pytest.skip("there is no second file system to write to")
    with tempfile.TemporaryDirectory(dir=other) as away:
        (Path(away) / "files").mkdir()
        (Path(away) / "info").mkdir()
        catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(Path(away), path))
        catalogue.upkeep.take_back(archive.id)
        assert [path for path in Path(away).rglob("*") if path.is_file()] == []
    assert catalogue.archives() == [archive]
    assert os.listdir(archive.folder) == ["a.shelf"]
    assert Path(archive.path).read_bytes() == b"archive"


def test_nothing_is_overwritten_on_the_way_back(
    catalogue: Catalogue, archive: ArchiveRecord, build: Build, trash: Path
) -> None:
    catalogue.purge(catalogue.plan_purge(MARKED), to_trash=lambda path: into(trash, path))
    new = build(catalogue, archive.path, b"another one")
    with pytest.raises(RefusedError, match="exists already"):
        catalogue.upkeep.take_back(archive.id)
    assert catalogue.archives() == [new]
    catalogue.forget([new.id])
    with pytest.raises(RefusedError, match="exists already"):
        catalogue.upkeep.take_back(archive.id)
    assert Path(archive.path).read_bytes() == b"another one"
    os.unlink(archive.path)
    catalogue.upkeep.take_back(archive.id)
    assert catalogue.archives() == [archive]


def test_what_is_missing_already_does_not_go_to_the_trash(catalogue: Catalogue, archive: ArchiveRecord) -> None:
    plan = catalogue.plan_purge(MARKED)
    os.unlink(archive.path)

    def to_trash(path: str) -> str:
        raise AssertionError(path)

    assert kinds(catalogue.purge(plan, to_trash=to_trash)) == [("a.shelf", "vanished", False)]


@pytest.mark.parametrize("moved", ["before", "after"])
def test_killed_on_the_way_to_the_trash_it_is_never_deleted(
    moved: str, build: Build, start_child: StartChild, tmp_path: Path, registry: Registry
) -> None:
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        archive = build(catalogue, tmp_path / "a.shelf")
    child = start_child(
        """
def to_trash(path):
    if arguments[1] == "after": os.rename(path, path + ".trashed")
    stop()
catalogue = Catalogue.open(folder, registry)
catalogue.purge(catalogue.plan_purge([int(arguments[0])]), to_trash=to_trash)
""",
        str(archive.id),
        moved,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        assert catalogue.archives() == []  # it lives, and holds the lock
    child.kill()
    child.wait()
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        (left,) = catalogue.archives()
        assert left.state is (ArchiveState.READY if moved == "before" else ArchiveState.MISSING)
    assert (tmp_path / ("a.shelf" if moved == "before" else "a.shelf.trashed")).exists()


# ---- health --------------------------------------------------------------------------------------


def test_the_longest_unread_are_due_first(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first, second, third, missing = (build(catalogue, tmp_path / f"{name}.shelf") for name in "abcd")
    catalogue.database.execute_sql("UPDATE archive SET sha256 = 'ab'")  # type: ignore[no-untyped-call]
    (tmp_path / "d.shelf").unlink()
    catalogue.refresh_presence()
    now = now_utc()
    catalogue.set_verified(second.id, when=now - timedelta(days=200))
    catalogue.set_verified(third.id, when=now + timedelta(days=3))
    due = catalogue.upkeep.due
    assert due(90, now) == [catalogue.get(second.id)]
    assert [record.id for record in due(90, now + timedelta(days=91))] == [second.id, first.id]
    assert [record.id for record in due(90, now + timedelta(days=94))] == [second.id, first.id, third.id]
    assert missing.id not in [record.id for record in due(0, now + timedelta(days=400))]


def test_a_clock_that_was_far_ahead_does_not_put_off_a_verification(
    catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    catalogue.database.execute_sql("UPDATE archive SET sha256 = 'ab'")  # type: ignore[no-untyped-call]
    catalogue.set_verified(archive.id, when=now_utc() + timedelta(days=4_000))
    assert [record.id for record in catalogue.upkeep.due(90)] == [archive.id]


def test_damaged_entries_are_kept_until_the_next_verification(
    catalogue: Catalogue, build: Build, tmp_path: Path
) -> None:
    archive = build(catalogue, tmp_path / "a.shelf")
    assert archive.health == "unverified"
    catalogue.set_verified(archive.id, "It is damaged.", damaged_entries={f"{n} \udcff": "bad" for n in range(700)})
    damaged = catalogue.get(archive.id)
    assert (damaged.health, damaged.damaged_count) == ("damaged", 700)
    assert damaged.damaged_entries[:2] == (("0 \udcff", "bad"), ("1 \udcff", "bad"))
    assert len(damaged.damaged_entries) == 500
    catalogue.set_verified(archive.id)
    sound = catalogue.get(archive.id)
    assert (sound.health, sound.damaged_count, sound.damaged_entries) == ("sound", 0, ())
