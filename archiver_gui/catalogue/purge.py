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
from archiver_gui.core.progress import Progress
from archiver_gui.core.retention import RetentionPolicy

# Deletes the archive at this whole path; True if there was one.
DeleteArchive = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class PurgeItem:
    """One archive that would go. Its record's state is what the disk says now."""

    archive: ArchiveRecord
    reason: str


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """Exactly what a purge would delete, oldest first."""

    items: tuple[PurgeItem, ...] = ()

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
        return PurgePlan(tuple(item for item in self.items if item.archive.id not in kept))

    def __len__(self) -> int:
        return len(self.items)


def plan(store: Store, what: RetentionPolicy | Iterable[int], now: datetime | None = None) -> PurgePlan:
    """What a purge by these rules, or of these ids, would delete. Changes nothing.

    Raises:
        CatalogueError: The catalogue cannot be read.
    """
    if isinstance(what, RetentionPolicy):
        conditions, policy = [in_states(SETTLED_STATES)], what
    else:
        conditions, policy = [in_states(SETTLED_STATES), with_ids(what)], None
    with store.database.reading():
        records = store.records(*conditions, order=(ArchiveRow.created_datetime, ArchiveRow.id))
        chosen = policy.select(records, now or now_utc()) if policy else dict.fromkeys(records, "chosen")
        volumes = dict(
            ArchiveRow.select(ArchiveRow.id, ArchiveRow.volume)
            .where(with_ids(record.id for record in chosen))
            .tuples()
            .execute(store.database)
        )
    items = []
    for record, reason in chosen.items():
        found = presence_of(record.path, volumes.get(record.id, ""))
        items.append(PurgeItem(dataclasses.replace(record, state=found or record.state), reason))
    return PurgePlan(tuple(items))


def execute(
    store: Store, purge_plan: PurgePlan, progress: Progress | None = None, delete: DeleteArchive | None = None
) -> Outcome:
    """Delete what the plan names, file and row; what changed since the plan was made stays.

    Args:
        delete: Used instead of the backends' own deletion: to move files to the trash.

    Returns:
        `entries` counts the archives that went, `archive_bytes` their bytes; remarks name the others.
        Cancelled between two archives, it tells what went until then.
    """
    progress = progress or Progress()
    remarks = Remarks()
    purged = freed = 0
    progress.total_entries = len(purge_plan)
    progress.phase = "purging"
    for item in purge_plan.items:
        if progress.cancelled:
            break
        progress.current = item.archive.name
        if _purge_one(store, item.archive, delete, remarks):
            purged += 1
            freed += item.archive.size if item.archive.state is ArchiveState.READY else 0
        progress.done_entries += 1
    outcome = Outcome.of(remarks, entries=purged, archive_bytes=freed)
    if progress.cancelled and progress.done_entries < len(purge_plan):
        outcome.verdict = Verdict.CANCELLED
    return outcome


def lock_key(row: ArchiveRow) -> str:
    """What to lock for a row; one without a path of its own is locked by its name in all catalogues."""
    return row.path_key or f"uuid:{row.uuid}"


def _purge_one(store: Store, planned: ArchiveRecord, delete: DeleteArchive | None, remarks: Remarks) -> bool:
    with store.database.reading():
        row = store.row(planned.id)
    if row is None:
        remarks.add(planned.name, "gone", "It is no longer in the catalogue.")
        return False
    with store.locks.hold(lock_key(row)) as held:
        if not held:
            remarks.add(planned.name, "in-use", "Another job works on it; it was kept.", severe=True)
            return False
        deletion = _deletion_of(store, row, delete, remarks)
        if deletion is None or not _is_ours(row, remarks):
            return False
        with store.database.writing():
            row = store.row(planned.id)
            if row is None or not _is_as_planned(row, planned):
                remarks.add(planned.name, "changed", "It changed since it was listed; it was kept.")
                return False
            store.update({"state": ArchiveState.DELETING}, ArchiveRow.id == row.id)
        return finish_deletion(store, row, remarks, deletion)


def _is_as_planned(row: ArchiveRow, planned: ArchiveRecord) -> bool:
    same = (row.uuid, row.full_path, row.archive_size, row.created_datetime) == (
        planned.uuid,
        planned.path,
        planned.size,
        planned.created,
    )
    restored = planned.marked and row.deleted_datetime is None
    return same and not restored and row.state in SETTLED_STATES


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


def _deletion_of(store: Store, row: ArchiveRow, delete: DeleteArchive | None, remarks: Remarks) -> DeleteArchive | None:
    if delete is not None:
        return delete
    try:
        backend_class = store.registry().get(row.backend_id)
    except UnknownBackendError as error:
        remarks.add(row.archive_name, "unknown-backend", f"{error.title}; it was kept.", severe=True)
        return None
    deletion: DeleteArchive = backend_class.delete_archive
    return deletion


def finish_deletion(store: Store, row: ArchiveRow, remarks: Remarks, delete: DeleteArchive | None = None) -> bool:
    """Delete the file of a row that is DELETING, then the row; True if it went.

    What cannot be deleted gets its row back. The caller holds the target's lock. Also called for a
    row that a dead process left, whose file may be gone already, or be another by now.
    """
    deletion = _deletion_of(store, row, delete, remarks)
    if deletion is None or not _is_ours(row, remarks):
        _put_back(store, row)
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
    _put_back(store, row)
    return False


def _put_back(store: Store, row: ArchiveRow) -> None:
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
