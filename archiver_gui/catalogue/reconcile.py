"""Settling what a dead process left: every row in between is finished or undone, temporaries included."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import Any

from archiver_gui.catalogue import purge, trash
from archiver_gui.catalogue.locks import in_use
from archiver_gui.catalogue.presence import presence_of
from archiver_gui.catalogue.rows import HIDDEN_STATES, SETTLED_STATES, ArchiveRow
from archiver_gui.catalogue.store import Store, in_states, name_of, place_of, unknown, with_ids
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import RefusedError, from_os_error
from archiver_gui.core.outcome import Remarks, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.storage.base import STAGED_NAME, STAGED_PREFIX

_STAGED_LENGTH = len(f"{STAGED_PREFIX}{'0' * 16}.part")
# FAT keeps times to two seconds, and tells the exact one only until it is mounted again.
_COARSEST_TIME_NS = 2_000_000_000


def reconcile(store: Store, progress: Progress | None = None) -> int:
    """Settle every row whose process has died; how many were.

    A living process holds its target's lock, and is left alone.

    Raises:
        CatalogueError: The catalogue cannot be written.
        Cancelled: Between two rows.
    """
    with store.database.reading():
        rows = store.rows(in_states(HIDDEN_STATES))
    settled = 0
    for row in rows:
        if progress is not None:
            progress.check()
        if row.trash_path and not os.path.lexists(row.full_path):  # it lies in the trash, where it may stay
            continue
        with store.locks.hold(purge.lock_key(row)) as held:
            settled += held and settle(store, row.id)
    return settled


def settle(store: Store, archive_id: int) -> bool:
    """Finish or undo one row; False when there is nothing to do. The caller holds the target's lock."""
    with store.database.reading():
        row = store.row(archive_id)
    if row is None or row.state not in HIDDEN_STATES:
        return False
    if row.trash_path:
        return trash.list_again(store, row)
    if row.state == ArchiveState.TRASHED:
        purge.put_back(store, row)  # it was to be moved: it is there, or nobody was told where it is
    elif row.state == ArchiveState.DELETING:
        purge.finish_deletion(store, row, Remarks())
    elif row.state == ArchiveState.SEALED and is_published(row):
        _finish(store, row)
    else:
        _undo(store, row)
    return True


def is_published(row: ArchiveRow) -> bool:
    """Whether the file that was sealed bears the final name now.

    A rename keeps size, time and inode, so that an older archive of that name is told apart.
    """
    if row.sealed_size is None or row.sealed_mtime_ns is None:
        return False
    try:
        found = os.lstat(row.full_path)
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size != row.sealed_size:
        return False
    if abs(found.st_mtime_ns - row.sealed_mtime_ns) > _COARSEST_TIME_NS:
        return False
    return str(found.st_ino) == row.sealed_inode or not os.path.lexists(staged_file(row.staged_path, row.full_path))


def staged_file(staged_path: str, target: str) -> str:
    """The temporary file itself; a foreign backend's lies in a temporary folder, under the final name."""
    return os.path.join(staged_path, os.path.basename(target)) if os.path.isdir(staged_path) else staged_path


def _finish(store: Store, row: ArchiveRow) -> None:
    """Record what was published: the archive is whole, but its build did not come to tell all."""
    text = "The build ended before this archive was recorded; the record was finished afterwards."
    verdict = {"": Verdict.PARTIAL, Verdict.COMPLETE: Verdict.REMARKS}.get(row.verdict, row.verdict)
    # A second name of the same file, where the name was given by a link.
    if not _remove_staged(row):
        return  # READY rows remember no temporary: the next start tries again
    values: dict[str, Any] = {
        "archive_size": row.sealed_size,
        "disk_size": row.sealed_size,
        "disk_mtime_ns": row.sealed_mtime_ns,
        "verdict": str(verdict),
        "remarks": [*row.remarks, ["", "finished-late", text, False]],
        "remark_count": row.remark_count + 1,
    }
    with store.database.writing():
        store.make_ready(row.id, row.path_key, values)


def _undo(store: Store, row: ArchiveRow) -> None:
    """Remove what the build left, and its row; the row stays as FAILED while that cannot be done."""
    removed = _remove_staged(row)
    if removed:
        _remove_made_folders(row)
    with store.database.writing():
        if removed:
            store.delete(ArchiveRow.id == row.id)
        else:
            store.update({"state": ArchiveState.FAILED}, ArchiveRow.id == row.id)


def _remove_staged(row: ArchiveRow) -> bool:
    """Remove the temporary file, or folder of files; False when it may still be there.

    A recorded path is no licence: only a name of our own making that lies beside the target goes.
    """
    if not row.staged_path:
        return True
    folder, name = os.path.split(row.staged_path)
    if folder != os.path.dirname(row.full_path) or not STAGED_NAME.match(name[:_STAGED_LENGTH]):
        return True
    if row.volume and not os.path.ismount(row.volume):
        return False  # the disk is away; so is the leftover, until it comes back
    try:
        if os.path.isdir(row.staged_path) and not os.path.islink(row.staged_path):
            for inner in os.listdir(row.staged_path):  # flat: what one foreign class wrote under one name
                os.unlink(os.path.join(row.staged_path, inner))
            os.rmdir(row.staged_path)
        else:
            os.unlink(row.staged_path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return True


def _remove_made_folders(row: ArchiveRow) -> None:
    if not row.made_folder:
        return
    at = os.path.dirname(row.full_path)
    while os.path.commonpath([at, row.made_folder]) == row.made_folder:
        with contextlib.suppress(OSError):  # gone already, or somebody put something into it
            os.rmdir(at)
        at = os.path.dirname(at)


def refresh_presence(store: Store, ids: list[int] | None = None, progress: Progress | None = None) -> int:
    """Bring READY, MISSING and OFFLINE up to date with the disk; how many rows changed.

    Nothing is ever removed for being absent. Looks at the disk without holding the database.
    """
    with store.database.reading():
        known = (
            ArchiveRow.select(ArchiveRow.id, ArchiveRow.full_path, ArchiveRow.volume, ArchiveRow.state)
            .where(in_states(SETTLED_STATES), *([] if ids is None else [with_ids(ids)]))
            .tuples()
            .execute(store.database)
        )
        rows = list(known)
    changes: dict[ArchiveState, list[int]] = {}
    for archive_id, path, volume, state in rows:
        if progress is not None:
            progress.check()
        found = presence_of(path, volume)
        if found is not None and found != state:
            changes.setdefault(found, []).append(archive_id)
    if not changes:
        return 0
    with store.database.writing():
        return sum(
            store.update({"state": state}, with_ids(changed), in_states(SETTLED_STATES))
            for state, changed in changes.items()
        )


def relink(store: Store, archive_id: int, path: str) -> None:
    """Record where an archive lies now; see `Catalogue.relink`."""
    place = place_of(path)
    with store.locks.hold(place["path_key"]) as held:
        if not held:
            raise in_use(path)
        try:
            found = os.stat(path)
        except OSError as error:
            raise from_os_error(error, "The archive could not be looked at", path) from error
        values = {
            **place,
            **name_of(os.path.basename(place["full_path"])),
            "archive_path": place["full_path"],
            "disk_size": found.st_size,
            "disk_mtime_ns": found.st_mtime_ns,
            "state": ArchiveState.READY,
        }
        with store.database.writing():
            others = store.rows(ArchiveRow.path_key == place["path_key"], ArchiveRow.id != archive_id)
            if others:
                raise RefusedError(
                    f"“{others[0].archive_name}” is in the catalogue already", f"It has the number {others[0].id}."
                )
            if not store.update(values, ArchiveRow.id == archive_id, in_states(SETTLED_STATES)):
                raise unknown([archive_id])
