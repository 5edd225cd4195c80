"""The one way that an archive is deleted: a plan that can be shown, then exactly that plan."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from archiver_gui.catalogue.fields import now_utc
from archiver_gui.catalogue.presence import presence_of
from archiver_gui.catalogue.rows import SETTLED_STATES, ArchiveRow
from archiver_gui.catalogue.store import Store, in_states, with_ids
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.errors import ArchiverError, UnknownBackendError
from archiver_gui.core.outcome import Outcome, Remarks, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.retention import Reason, RetentionPolicy, Rule, Selection

# Deletes the archive at this whole path; True if there was one.
DeleteArchive = Callable[[str], bool]
# Moves the file at this whole path to the system's trash; where it lies there, "" where the system does not say.
MoveToTrash = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PurgeItem:
    """One archive that would go, or one that is kept. Its record's state is what the disk says now."""

    archive: ArchiveRecord
    reason: Reason
    is_file: bool = True  # a file of this computer, which can go to the trash as well

    @property
    def forgets(self) -> bool:
        """Whether only the row goes, because the file is missing."""
        return self.reason.rule is Rule.MISSING


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """Exactly what a purge would delete, oldest first."""

    items: tuple[PurgeItem, ...] = ()
    kept: tuple[PurgeItem, ...] = ()  # a rule says that they go; a pin, a floor or a disk that is away protects them
    policy: RetentionPolicy | None = None  # None when they were chosen by hand
    made: datetime | None = None

    @property
    def archives(self) -> tuple[ArchiveRecord, ...]:
        """The archives alone."""
        return tuple(item.archive for item in self.items)

    @property
    def size_bytes(self) -> int:
        """Bytes that come free: of those that are there."""
        return sum(item.archive.size for item in self.items if item.archive.state is ArchiveState.READY)

    def without(self, ids: Iterable[int]) -> PurgePlan:
        """The plan without these exceptions."""
        kept = set(ids)
        return dataclasses.replace(self, items=tuple(item for item in self.items if item.archive.id not in kept))

    def __len__(self) -> int:
        return len(self.items)


def plan(store: Store, what: RetentionPolicy | Iterable[int], now: datetime | None = None) -> PurgePlan:
    """What a purge by these rules, or of these ids, would delete. Changes nothing.

    Raises:
        CatalogueError: The catalogue cannot be read.
    """
    policy = what if isinstance(what, RetentionPolicy) else None
    conditions = [in_states(SETTLED_STATES), *([] if isinstance(what, RetentionPolicy) else [with_ids(what)])]
    now = now or now_utc()
    with store.database.reading():
        records = store.records(*conditions, order=(ArchiveRow.created_datetime, ArchiveRow.id))
        places = {
            archive_id: (volume, disk_size is not None)
            for archive_id, volume, disk_size in ArchiveRow.select(
                ArchiveRow.id, ArchiveRow.volume, ArchiveRow.disk_size
            )
            .where(*conditions)
            .tuples()
            .execute(store.database)
        }
    # What the disk says counts: an archive that is not there is not one that is kept.
    found = [_as_found(record, places[record.id][0]) for record in records if record.id in places]
    selection = policy.decide(found, now) if policy else _chosen(found)

    def items(chosen: dict[ArchiveRecord, Reason]) -> tuple[PurgeItem, ...]:
        return tuple(PurgeItem(record, reason, places[record.id][1]) for record, reason in chosen.items())

    return PurgePlan(items(selection.goes), items(selection.kept), policy, now)


def _as_found(record: ArchiveRecord, volume: str) -> ArchiveRecord:
    """The record with the state that the disk tells."""
    state = presence_of(record.path, volume)
    return record if state in (None, record.state) else dataclasses.replace(record, state=state)


def _chosen(records: list[ArchiveRecord]) -> Selection:
    pinned = {record: Reason(Rule.PINNED, "pinned") for record in records if record.pinned}
    return Selection({record: Reason(Rule.CHOSEN, "chosen") for record in records if not record.pinned}, pinned)


def execute(
    store: Store, purge_plan: PurgePlan, progress: Progress | None = None, to_trash: MoveToTrash | None = None
) -> Outcome:
    """Delete what the plan names, file and row; what changed since the plan was made stays.

    The rules are asked again first: what they or a pin keep by now stays too.

    Args:
        to_trash: Where given, files of this computer are moved by it instead. They keep their row, which
            is not shown any more, and can come back: see `Upkeep.take_back`.

    Returns:
        `entries` counts the archives that went, `archive_bytes` their bytes; remarks name the others.
        `facts` has "trashed", the numbers of those that can come back.
        Cancelled between two archives, it tells what went until then.
    """
    progress = progress or Progress()
    purge = _Purge(store, _still_doomed(store, purge_plan), to_trash)
    purged = freed = 0
    progress.total_entries = len(purge_plan)
    progress.phase = "purging"
    for item in purge_plan.items:
        try:
            progress.check()  # waits here while it is paused
        except Cancelled:
            break
        progress.current = item.archive.name
        if purge.one(item):
            purged += 1
            freed += item.archive.size if item.archive.state is ArchiveState.READY else 0
        progress.done_entries += 1
    outcome = Outcome.of(purge.remarks, entries=purged, archive_bytes=freed, facts={"trashed": purge.trashed})
    if progress.cancelled and progress.done_entries < len(purge_plan):
        outcome.verdict = Verdict.CANCELLED
    return outcome


def _still_doomed(store: Store, purge_plan: PurgePlan) -> frozenset[int]:
    """Those that the same rules still say of, at the time that the plan was made for."""
    if purge_plan.policy is None:
        return frozenset(archive.id for archive in purge_plan.archives)
    return frozenset(archive.id for archive in plan(store, purge_plan.policy, purge_plan.made).archives)


def lock_key(row: ArchiveRow) -> str:
    """What to lock for a row; one without a path of its own is locked by its name in all catalogues."""
    return row.path_key or f"uuid:{row.uuid}"


class _Purge:
    """One purge under way."""

    def __init__(self, store: Store, doomed: frozenset[int], to_trash: MoveToTrash | None) -> None:
        self._store = store
        self._doomed = doomed
        self._to_trash = to_trash
        self.remarks = Remarks()
        self.trashed: list[int] = []

    def one(self, item: PurgeItem) -> bool:
        """Delete one archive; whether it went."""
        planned = item.archive
        with self._store.database.reading():
            row = self._store.row(planned.id)
        if row is None:
            self.remarks.add(planned.name, "gone", "It is no longer in the catalogue.")
            return False
        with self._store.locks.hold(lock_key(row)) as held:
            if not held:
                self.remarks.add(planned.name, "in-use", "Another job works on it; it was kept.", severe=True)
                return False
            if item.forgets:
                return self._forget(row, planned)
            deletion = _deletion_of(self._store, row, self.remarks)
            if deletion is None or not _is_ours(row, self.remarks):
                return False
            moves = self._to_trash is not None and item.is_file and os.path.lexists(row.full_path)
            if not self._change(planned, ArchiveState.TRASHED if moves else ArchiveState.DELETING):
                return False
            return self._move(row) if moves else finish_deletion(self._store, row, self.remarks)

    def _change(self, planned: ArchiveRecord, state: ArchiveState | None) -> bool:
        """Write down what is about to happen, None for a row that only goes, if the row is as it was planned."""
        with self._store.database.writing():
            row = self._store.row(planned.id)
            if row is None or planned.id not in self._doomed or not _is_as_planned(row, planned):
                self.remarks.add(planned.name, "changed", "It changed since it was listed; it was kept.")
                return False
            if state is None:
                self._store.delete(ArchiveRow.id == planned.id)
            else:
                self._store.update({"state": state, "trash_path": ""}, ArchiveRow.id == planned.id)
        return True

    def _forget(self, row: ArchiveRow, planned: ArchiveRecord) -> bool:
        if presence_of(row.full_path, row.volume) is not ArchiveState.MISSING:
            self.remarks.add(planned.name, "changed", "Its file is not missing any more; it was kept.")
            return False
        return self._change(planned, None)

    def _move(self, row: ArchiveRow) -> bool:
        assert self._to_trash is not None
        where, cause = "", ""
        try:
            where = self._to_trash(row.full_path)
        except ArchiverError as error:
            cause = str(error)
        except BaseException:
            put_back(self._store, row)
            raise
        if os.path.lexists(row.full_path):
            put_back(self._store, row)
            self.remarks.add(row.archive_name, "not-deleted", cause or "It is still there; it was kept.", severe=True)
            return False
        with self._store.database.writing():
            if where:
                self._store.update({"trash_path": where}, ArchiveRow.id == row.id)
                self.trashed.append(row.id)
            else:
                self._store.delete(ArchiveRow.id == row.id)
        return True


def _is_as_planned(row: ArchiveRow, planned: ArchiveRecord) -> bool:
    same = (row.uuid, row.full_path, row.archive_size, row.created_datetime) == (
        planned.uuid,
        planned.path,
        planned.size,
        planned.created,
    )
    restored = planned.marked and row.deleted_datetime is None
    return same and not restored and not row.pinned and row.state in SETTLED_STATES


def _is_ours(row: ArchiveRow, remarks: Remarks) -> bool:
    """Whether what lies at the path is what was recorded there.

    Rows that a backend's author made by `create_meta` record no file: their backend alone knows.
    """
    if row.disk_size is None:
        return True
    try:
        found = os.lstat(row.full_path)
    except OSError:  # absent or out of reach: told apart when deleting
        return True
    if stat.S_ISREG(found.st_mode) and found.st_size == row.disk_size:
        return True
    remarks.add(
        row.archive_name, "replaced", f"What lies at {row.full_path} is not the recorded archive; kept.", severe=True
    )
    return False


def _deletion_of(store: Store, row: ArchiveRow, remarks: Remarks) -> DeleteArchive | None:
    try:
        backend_class = store.registry().get(row.backend_id)
    except UnknownBackendError as error:
        remarks.add(row.archive_name, "unknown-backend", f"{error.title}; it was kept.", severe=True)
        return None
    deletion: DeleteArchive = backend_class.delete_archive
    return deletion


def finish_deletion(store: Store, row: ArchiveRow, remarks: Remarks) -> bool:
    """Delete the file of a row that is DELETING, then the row; True if it went.

    What cannot be deleted gets its row back. The caller holds the target's lock. Also called for a
    row that a dead process left, whose file may be gone already, or be another by now.
    """
    deletion = _deletion_of(store, row, remarks)
    if deletion is None or not _is_ours(row, remarks):
        put_back(store, row)
        return False
    deleted, cause = _delete(deletion, row.full_path)
    found = presence_of(row.full_path, row.volume)
    # A row that records no file of this computer may stand for an object elsewhere: that it is not
    # here proves nothing when its backend failed.
    vanished = found is ArchiveState.MISSING and (not cause or row.disk_size is not None)
    if vanished or (deleted and not os.path.lexists(row.full_path)):
        if not deleted:
            remarks.add(row.archive_name, "vanished", cause or "Its file was gone already; the record was removed.")
        with store.database.writing():
            store.delete(ArchiveRow.id == row.id)
        return True
    if found is ArchiveState.OFFLINE:
        remarks.add(row.archive_name, "offline", cause or "Its folder or disk is not there; it was kept.", severe=True)
    else:
        remarks.add(row.archive_name, "not-deleted", cause or "It is still there; it was kept.", severe=True)
    put_back(store, row)
    return False


def put_back(store: Store, row: ArchiveRow) -> None:
    """Have a row that was about to go listed again, as what the disk says of its file."""
    found = presence_of(row.full_path, row.volume)
    with store.database.writing():
        store.update({"state": found or ArchiveState.READY}, ArchiveRow.id == row.id)


def _delete(deletion: DeleteArchive, full_path: str) -> tuple[bool, str]:
    """Whether it was deleted, and why not."""
    try:
        return bool(deletion(full_path)), ""
    except ArchiverError as error:
        return False, str(error)
    except Exception as error:  # noqa: BLE001  # foreign code: whatever it raises, the row must not stay DELETING
        return False, f"{type(error).__name__}: {error}"
