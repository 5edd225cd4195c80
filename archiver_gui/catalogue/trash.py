"""Archives in the system's trash: their rows are kept, unseen, until they come back or the trash is emptied."""

from __future__ import annotations

import os

from archiver_gui.catalogue.locks import in_use
from archiver_gui.catalogue.presence import presence_of, volume_of
from archiver_gui.catalogue.purge import lock_key
from archiver_gui.catalogue.rows import SETTLED_STATES, ArchiveRow
from archiver_gui.catalogue.store import Store, in_states, unknown
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import RefusedError
from archiver_gui.storage.local import name_taken
from archiver_gui.storage.trash import take_from_trash


def take_back(store: Store, archive_id: int) -> None:
    """Move an archive back to where it was; see `Upkeep.take_back`."""
    with store.database.reading():
        row = store.row(archive_id)
    if row is None:
        raise unknown([archive_id])
    with store.locks.hold(lock_key(row)) as held:
        if not held:
            raise in_use(row.full_path)
        with store.database.reading():
            row = store.row(archive_id)
            others = store.rows(ArchiveRow.path_key == (row and row.path_key), in_states(SETTLED_STATES))
        if row is None or row.state != ArchiveState.TRASHED or not os.path.lexists(row.trash_path):
            raise RefusedError("The archive is not in the trash any more", row.trash_path if row else "")
        if others or os.path.lexists(row.full_path):
            raise name_taken(row.full_path)
        take_from_trash(row.trash_path, row.full_path)
        with store.database.writing():
            store.update({"state": ArchiveState.READY, "trash_path": ""}, ArchiveRow.id == archive_id)


def drop_emptied(store: Store) -> int:
    """Remove the rows whose file is in the trash no more; how many. A disk that is away keeps its rows."""
    with store.database.reading():
        rows = store.rows(in_states([ArchiveState.TRASHED]), ArchiveRow.trash_path != "")
    dropped = 0
    for row in rows:
        if presence_of(row.trash_path, volume_of(row.trash_path)) is not ArchiveState.MISSING:
            continue
        with store.locks.hold(lock_key(row)) as held:
            if held and not list_again(store, row):
                with store.database.writing():
                    dropped += store.delete(ArchiveRow.id == row.id, ArchiveRow.state == ArchiveState.TRASHED)
    return dropped


def list_again(store: Store, row: ArchiveRow) -> bool:
    """List an archive that was moved back from the trash by somebody's hand, or by a process that died just then.

    Whether it was; the caller holds the target's lock.
    """
    try:
        found = os.stat(row.full_path)
    except OSError:
        return False
    if os.path.lexists(row.trash_path) or (found.st_size, found.st_mtime_ns) != (row.disk_size, row.disk_mtime_ns):
        return False
    with store.database.writing():
        if store.rows(ArchiveRow.path_key == row.path_key, in_states(SETTLED_STATES)):
            return False
        values = {"state": ArchiveState.READY, "trash_path": ""}
        return bool(store.update(values, ArchiveRow.id == row.id, ArchiveRow.state == ArchiveState.TRASHED))
