"""The catalogue: the program's only door to its database. May be used from any thread."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from peewee import fn

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import purge, reconcile
from archiver_gui.catalogue.database import CatalogueDatabase, open_database
from archiver_gui.catalogue.index import EntryIndex
from archiver_gui.catalogue.intent import Intent, stored_remarks
from archiver_gui.catalogue.lines import ArchiveLines
from archiver_gui.catalogue.locks import LockFolder, target_key
from archiver_gui.catalogue.marks import Marks
from archiver_gui.catalogue.recipes import Recipes
from archiver_gui.catalogue.rows import LISTED_STATES, SETTLED_STATES, ArchiveRow
from archiver_gui.catalogue.rules import Rules
from archiver_gui.catalogue.store import Store, in_states, unknown
from archiver_gui.catalogue.upkeep import Upkeep
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.errors import CatalogueError
from archiver_gui.core.folding import fold
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Outcome, Remark
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.settings.folders import home_folders

_ORDERS: dict[str, Any] = {
    "created": ArchiveRow.created_datetime,
    "name": ArchiveRow.name_key,
    "size": ArchiveRow.archive_size,
    "entries": ArchiveRow.entry_count,
}


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the catalogue knows."""

    archives: int
    size_bytes: int  # of the archives
    content_bytes: int
    marked: int


class Catalogue(Marks):
    """Every archive ever built. Close it when done; reading and writing from any thread is fine.

    All methods raise `CatalogueError` when the database cannot be read or written.
    """

    def __init__(self, file: Path, registry: Registry | None = None) -> None:
        self.file = file
        self.problem: CatalogueError | None = None  # why what a dead process left could not be settled
        super().__init__(
            Store(open_database(file), LockFolder(file.parent / "locks"), lambda: registry or Registry.get_instance())
        )
        self.entries = EntryIndex(self._store)
        self.lines = ArchiveLines(self._store)
        self.upkeep = Upkeep(self._store)
        self.recipes = Recipes(self._store)
        self.rules = Rules(self._store)
        try:
            reconcile.reconcile(self._store)
        except CatalogueError as error:  # reading is still possible: a disk that became read-only
            self.problem = error
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, folder: str | Path | None = None, registry: Registry | None = None) -> Self:
        """Open the catalogue in this folder, else that of ARCHIVER_HOME, and settle what dead processes left.

        Args:
            registry: Where backends are looked up; the program's one when not given.

        Raises:
            CatalogueError: It cannot be opened, is damaged, or was written by a newer program.
        """
        file = home_folders().catalogue_file
        return cls(file if folder is None else Path(folder).absolute() / file.name, registry)

    def close(self) -> None:
        """Close it for all threads; twice is harmless."""
        self._store.database.close_all()

    @property
    def database(self) -> CatalogueDatabase:
        """The database itself, for the models of this package."""
        return self._store.database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- building ------------------------------------------------------------------------------

    def intent(self, options: BuildOptions, *, wait_s: float = 0.0, progress: Progress | None = None) -> Intent:
        """A build, as a context manager; see `Intent`.

        Args:
            wait_s: How long to wait while another job works on the same target.
            progress: Noticed as cancelled while waiting.
        """
        return Intent(self._store, options, wait_s, progress)

    # ---- asking --------------------------------------------------------------------------------

    def archives(
        self,
        text: str = "",
        *,
        words: Iterable[str] = (),
        marked: bool | None = None,
        limit: int | None = None,
        order: str = "created",
        descending: bool = True,
    ) -> list[ArchiveRecord]:
        """The archives, newest first.

        Args:
            text: Words that all stand somewhere in the name, whatever their case and accents.
            words: The same, folded and apart already.
            marked: Only those that are (not) marked as deleted.
            order: "created", "name", "size" or "entries".
        """
        column = _ORDERS[order]
        conditions: list[Any] = [in_states(LISTED_STATES)]
        conditions += [fn.INSTR(ArchiveRow.name_key, word) > 0 for word in (*fold(text).split(), *words)]
        if marked is not None:
            conditions.append(ArchiveRow.deleted_datetime.is_null(not marked))
        ordering = (column.desc(), ArchiveRow.id.desc()) if descending else (column.asc(), ArchiveRow.id.asc())
        with self._store.database.reading():
            return self._store.records(*conditions, order=ordering, limit=limit)

    def get(self, archive_id: int) -> ArchiveRecord:
        """One archive, in whatever state.

        Raises:
            RefusedError: There is none of this id.
        """
        with self._store.database.reading():
            record = self._store.record(archive_id)
        if record is None:
            raise unknown([archive_id])
        return record

    def find_path(self, path: str) -> ArchiveRecord | None:
        """The archive at this path, whatever links lead to its folder."""
        with self._store.database.reading():
            found = self._store.records(ArchiveRow.path_key == target_key(path), in_states(SETTLED_STATES))
        return found[0] if found else None

    def totals(self) -> Totals:
        """How many archives there are, and how large."""
        query = ArchiveRow.select(
            fn.COUNT(ArchiveRow.id),
            fn.COALESCE(fn.SUM(ArchiveRow.archive_size), 0),
            fn.COALESCE(fn.SUM(ArchiveRow.content_bytes), 0),
            fn.COUNT(ArchiveRow.deleted_datetime),
        ).where(in_states(LISTED_STATES))
        with self._store.database.reading():
            return Totals(*next(iter(query.tuples().execute(self._store.database))))

    def count(self) -> int:
        """How many archives there are."""
        return self.totals().archives

    def remarks_of(self, archive_id: int) -> tuple[Remark, ...]:
        """The first remarks of its build; the record's `remark_count` is exact.

        Raises:
            RefusedError: There is none of this id.
        """
        return stored_remarks(self._row(archive_id).remarks)

    def _row(self, archive_id: int) -> ArchiveRow:
        with self._store.database.reading():
            row = self._store.row(archive_id)
        if row is None:
            raise unknown([archive_id])
        return row

    # ---- the disk ------------------------------------------------------------------------------

    def refresh_presence(self, ids: Iterable[int] | None = None, progress: Progress | None = None) -> int:
        """Bring MISSING and OFFLINE up to date, of these archives or all; how many changed. Purges nothing."""
        return reconcile.refresh_presence(self._store, None if ids is None else list(ids), progress)

    def reconcile(self, progress: Progress | None = None) -> int:
        """Settle what dead processes left; opening does it by itself. How many rows were."""
        return reconcile.reconcile(self._store, progress)

    def plan_purge(self, what: RetentionPolicy | Iterable[int], now: datetime | None = None) -> purge.PurgePlan:
        """What a purge by these rules, or of these ids, would delete; changes nothing.

        Raises:
            RefusedError: One of the ids is unknown.
        """
        if isinstance(what, RetentionPolicy):
            return purge.plan(self._store, what, now)
        wanted = list(what)
        with self._store.database.reading():
            self._store.require(wanted)
        return purge.plan(self._store, wanted, now)

    def purge(
        self, purge_plan: purge.PurgePlan, progress: Progress | None = None, to_trash: purge.MoveToTrash | None = None
    ) -> Outcome:
        """Delete exactly what the plan names, file, row and entries; see `purge.execute`."""
        outcome = purge.execute(self._store, purge_plan, progress, to_trash)
        with contextlib.suppress(Cancelled):  # the rest goes another time
            self.entries.sweep(progress)
        return outcome
