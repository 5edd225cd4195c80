"""What the parts of the catalogue share: the database, the locks, the registry, and single rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import SQL, Expression

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.database import CatalogueDatabase
from archiver_gui.catalogue.fields import JsonField
from archiver_gui.catalogue.locks import LockFolder, target_key
from archiver_gui.catalogue.presence import volume_of
from archiver_gui.catalogue.rows import RECORD_COLUMNS, ArchiveRow, records_of
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.errors import RefusedError
from archiver_gui.core.folding import fold

_JSON = JsonField()


@dataclass(frozen=True)
class Store:
    """An open catalogue, as its parts use it. Callers hold `database.reading()` or `writing()`."""

    database: CatalogueDatabase
    locks: LockFolder
    registry: Callable[[], Registry]

    def row(self, archive_id: int) -> ArchiveRow | None:
        """The whole row."""
        return ArchiveRow.select().where(ArchiveRow.id == archive_id).get_or_none(self.database)

    def rows(self, *conditions: Any) -> list[ArchiveRow]:
        """Whole rows, oldest first."""
        return list(ArchiveRow.select().where(*conditions).order_by(ArchiveRow.id).execute(self.database))

    def records(self, *conditions: Any, order: Sequence[Any] = (), limit: int | None = None) -> list[ArchiveRecord]:
        """Values, newest first unless ordered otherwise."""
        query = ArchiveRow.select(*RECORD_COLUMNS).order_by(
            *(order or (ArchiveRow.created_datetime.desc(), ArchiveRow.id.desc()))
        )
        if conditions:
            query = query.where(*conditions)
        database: Any = self.database  # the stubs leave `execute` untyped
        return records_of(database.execute(query.limit(limit)).fetchall())

    def record(self, archive_id: int) -> ArchiveRecord | None:
        """One value."""
        found = self.records(ArchiveRow.id == archive_id)
        return found[0] if found else None

    def require(self, ids: list[int]) -> None:
        """Refuse ids that are not in the catalogue.

        Raises:
            RefusedError: With those that are not.
        """
        rows = ArchiveRow.select(ArchiveRow.id).where(with_ids(ids)).tuples().execute(self.database)
        known = {row[0] for row in rows}
        missing = [number for number in ids if number not in known]
        if missing:
            raise unknown(missing)

    def insert(self, values: dict[str, Any]) -> int:
        """A new row; its id."""
        return int(ArchiveRow.insert(values).execute(self.database))

    def update(self, values: dict[str, Any], *conditions: Any) -> int:
        """Change rows; how many."""
        return int(ArchiveRow.update(values).where(*conditions).execute(self.database))

    def delete(self, *conditions: Any) -> int:
        """Remove rows; how many."""
        return int(ArchiveRow.delete().where(*conditions).execute(self.database))

    def make_ready(self, archive_id: int, path_key: str | None, values: dict[str, Any]) -> None:
        """Turn a row READY and remove what stood for the same path before; inside `writing()`."""
        if path_key is not None:
            self.delete(
                ArchiveRow.path_key == path_key,
                ArchiveRow.id != archive_id,
                ArchiveRow.state.not_in((ArchiveState.FAILED, ArchiveState.TRASHED)),
            )
        cleared = {
            "staged_path": "",
            "made_folder": "",
            "sealed_mtime_ns": None,
            "sealed_inode": "",
            "sealed_size": None,
        }
        self.update({**cleared, **values, "state": ArchiveState.READY}, ArchiveRow.id == archive_id)


def with_ids(ids: Iterable[int]) -> Expression:
    """The condition that a row has one of these ids, however many they are."""
    return Expression(
        ArchiveRow.id, "IN", SQL("(SELECT value FROM json_each(?))", (_JSON.db_value([int(number) for number in ids]),))
    )


def in_states(states: Iterable[ArchiveState]) -> Expression:
    """The condition that a row has one of these states; spelt out, so that partial indexes are used."""
    return Expression(ArchiveRow.state, "IN", SQL("(" + ", ".join(f"'{state.value}'" for state in states) + ")"))


def place_of(full_path: str) -> dict[str, Any]:
    """The columns that say where an archive lies."""
    path = os.path.abspath(full_path)
    return {"full_path": path, "path_key": target_key(path), "volume": volume_of(path)}


def name_of(name: str) -> dict[str, Any]:
    """The columns that say what an archive is called."""
    return {"archive_name": name, "name_key": fold(name)}


def unknown(ids: list[int]) -> RefusedError:
    """The refusal of ids that are not in the catalogue."""
    numbers = ", ".join(str(number) for number in ids[:10])
    return RefusedError(
        f"There is no archive {numbers} in the catalogue", "", "See “archiver catalogue” for the numbers."
    )
