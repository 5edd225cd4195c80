"""What is said of single archives: marked, pinned, verified, or not to be known any more."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from archiver_gui.catalogue.fields import as_utc, now_utc
from archiver_gui.catalogue.intent import MAX_REMARKS_STORED
from archiver_gui.catalogue.rows import PASSING_STATES, ArchiveRow
from archiver_gui.catalogue.store import Store, in_states, unknown, with_ids
from archiver_gui.core.errors import RefusedError


class Marks:
    """The part of the catalogue that changes rows, one short transaction each. May be used from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mark(self, ids: Iterable[int], when: datetime | None = None) -> int:
        """Mark as deleted; how many were not before. Files stay until a purge.

        Raises:
            RefusedError: One of the ids is unknown; nothing was changed.
        """
        wanted = list(ids)
        with self._store.database.writing():
            self._store.require(wanted)
            return self._store.update(
                {"deleted_datetime": as_utc(when) if when else now_utc()},
                with_ids(wanted),
                ArchiveRow.deleted_datetime.is_null(),
            )

    def restore(self, ids: Iterable[int]) -> int:
        """Take the mark away; how many had one.

        Raises:
            RefusedError: One of the ids is unknown; nothing was changed.
        """
        wanted = list(ids)
        with self._store.database.writing():
            self._store.require(wanted)
            return self._store.update(
                {"deleted_datetime": None}, with_ids(wanted), ArchiveRow.deleted_datetime.is_null(is_null=False)
            )

    def forget(self, ids: Iterable[int]) -> int:
        """Remove the rows only; files stay. How many went.

        Raises:
            RefusedError: One of the ids is unknown, or is being built or deleted; nothing was changed.
        """
        wanted = list(ids)
        with self._store.database.writing():
            self._store.require(wanted)
            busy = self._store.records(with_ids(wanted), in_states(PASSING_STATES))
            if busy:
                raise RefusedError(
                    f"“{busy[0].name}” cannot be forgotten now", "A job works on it.", "Wait until that job has ended."
                )
            return self._store.delete(with_ids(wanted))

    def set_pinned(self, ids: Iterable[int], *, pinned: bool) -> int:
        """Protect from every clean-up, or no longer; how many were not so before.

        Raises:
            RefusedError: One of the ids is unknown; nothing was changed.
        """
        wanted = list(ids)
        with self._store.database.writing():
            self._store.require(wanted)
            return self._store.update({"pinned": int(pinned)}, with_ids(wanted), ArchiveRow.pinned != int(pinned))

    def set_verified(
        self,
        archive_id: int,
        damage: str = "",
        when: datetime | None = None,
        damaged_entries: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Record the result of a verification.

        Args:
            damage: "" when it is sound.
            damaged_entries: What is wrong with each damaged entry, by its path; the first are kept.

        Raises:
            RefusedError: There is none of this id.
        """
        values = {
            "verified_datetime": as_utc(when) if when else now_utc(),
            "damage": damage,
            "damaged_count": len(damaged_entries),
            "damaged_entries": [list(one) for one in itertools.islice(damaged_entries.items(), MAX_REMARKS_STORED)],
        }
        with self._store.database.writing():
            if not self._store.update(values, ArchiveRow.id == archive_id):
                raise unknown([archive_id])
