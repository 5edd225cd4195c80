"""The door to what keeps the catalogue whole: adding, relinking, copies, exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from peewee import fn

from archiver_gui.catalogue import exchange, reconcile, salvage, trash
from archiver_gui.catalogue.adoption import Adoption
from archiver_gui.catalogue.database import keep_daily_copy
from archiver_gui.catalogue.fields import now_utc
from archiver_gui.catalogue.locks import in_use
from archiver_gui.catalogue.rows import SETTLED_STATES, ArchiveRow
from archiver_gui.catalogue.store import Store, in_states
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

# Another job may be just about to turn READY, or to delete what lay there before.
_RECORD_WAIT_S = 10.0
# Further off than anybody waits, and still a date.
_LONGEST_WAIT_DAYS = 36_500


class Upkeep:
    """Work on the catalogue as a whole. May be used from any thread.

    All methods raise `CatalogueError` when the database cannot be read or written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, values: Mapping[str, Any]) -> ArchiveRecord:
        """Record an archive that is there already, in place of what stood for its path before.

        Args:
            values: Columns by name, those of `place_of` and `name_of` among them.

        Raises:
            RefusedError: Another job works on this path.
        """
        path, key = str(values["full_path"]), str(values["path_key"])
        with self._store.locks.hold(key, _RECORD_WAIT_S) as held:
            if not held:
                raise in_use(path)
            with self._store.database.writing():
                self._store.delete(ArchiveRow.path_key == key, in_states((*SETTLED_STATES, ArchiveState.DELETING)))
                record = self._store.record(self._store.insert(dict(values)))
        assert record is not None
        return record

    def adopt(self, path: str) -> Adoption:
        """An archive that is there already, as a context manager; see `Adoption`."""
        return Adoption(self._store, path)

    def unread(self) -> list[ArchiveRecord]:
        """The archives whose entries are not known, because they were recorded without."""
        with self._store.database.reading():
            return self._store.records(ArchiveRow.indexed == 0, in_states(SETTLED_STATES))

    def relink(self, archive_id: int, path: str) -> None:
        """Record that an archive lies here now; the caller has compared the bytes. What it is called follows.

        Raises:
            RefusedError: There is none of this id, another one lies here, or a job works on this path.
        """
        reconcile.relink(self._store, archive_id, path)

    def due(self, days: float, now: datetime | None = None) -> list[ArchiveRecord]:
        """The archives that are there and were not read for so many days, the longest unread first.

        Read means verified, or read while it was built or added. A clock that was wrong then, either way,
        makes them wait no longer than so many days from now.
        """
        now, wait = now or now_utc(), timedelta(days=min(days, _LONGEST_WAIT_DAYS))
        read = fn.COALESCE(ArchiveRow.verified_datetime, ArchiveRow.recorded_datetime, ArchiveRow.created_datetime)
        with self._store.database.reading():
            return self._store.records(
                (read < now - wait) | (read > now + wait),
                ArchiveRow.sha256 != "",
                in_states([ArchiveState.READY]),
                order=(read, ArchiveRow.id),
            )

    def take_back(self, archive_id: int) -> None:
        """Move an archive from the trash to where it was; its row is as it was, with its entries.

        Raises:
            RefusedError: It is not in the trash any more, or another archive or file has its place.
            EnvironmentFault: It cannot be moved.
        """
        trash.take_back(self._store, archive_id)

    def drop_emptied_trash(self) -> int:
        """Remove the rows of archives that were in the trash until that was emptied; how many."""
        return trash.drop_emptied(self._store)

    def keep_daily_copy(self) -> bool:
        """Copy the catalogue into the folder “copies” beside it, unless one of today is there; whether it did."""
        return keep_daily_copy(self._store.database)

    def export_lines(self, stream: IO[str], progress: Progress) -> int:
        """Write every archive with its entries as JSON lines; how many archives. See `exchange`.

        Raises:
            OSError: The stream cannot be written.
            Cancelled: Between two lines.
        """
        return exchange.export_lines(self._store, stream, progress)

    def import_lines(self, lines: Iterable[str], progress: Progress, remarks: Remarks) -> list[int]:
        """Take over what an export holds and the catalogue does not; their numbers here. See `exchange`.

        Raises:
            UsageError: It is no export, or a damaged one; archives before that place were taken over.
            Cancelled: Between two transactions; as above.
        """
        return exchange.import_lines(self._store, lines, progress, remarks)

    def take_over(self, damaged: Path, copies: Sequence[Path], progress: Progress) -> int:
        """Take over what a damaged catalogue and its newest copy still know of archives, without entries; how many.

        Raises:
            Cancelled: Between two archives.
        """
        return exchange.take_over(self._store, salvage.known_rows(damaged, copies), progress)
