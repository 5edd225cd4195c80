"""The archives as a table of very many shows them: filtered by SQLite, converted when somebody looks."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from archiver_gui.catalogue.database import driver_connection
from archiver_gui.catalogue.fields import as_utc
from archiver_gui.catalogue.rows import LISTED_STATES
from archiver_gui.catalogue.store import Store
from archiver_gui.core.archive_filter import ArchiveFilter, FilterChoices, Trait
from archiver_gui.core.archives import ArchiveLine
from archiver_gui.core.folding import fold
from archiver_gui.core.progress import Progress

_MOST_FOLDERS = 20  # that are offered to choose from
_AT_ONCE = 5_000  # rows between two looks whether somebody still waits

_LISTED = "a.state IN (" + ", ".join(f"'{state.value}'" for state in LISTED_STATES) + ")"
# In the order of `ArchiveLine`.
_COLUMNS = """
    a.id, a.archive_name, a.full_path, a.archive_size, a.backend_id, a.format_id, a.state, a.created_datetime,
    a.created_by_role, a.deleted_datetime, a.entry_count, a.content_bytes, a.verdict, a.remark_count,
    a.verified_datetime, a.damage, a.damaged_count, NULLIF(a.damaged_entries, '[]'), a.pinned
"""
# Of a path that is text, all but what follows the last separator; the root's own stays.
_FOLDER = f"RTRIM(a.full_path, REPLACE(a.full_path, '{os.sep}', ''))"

_TRAITS = {
    Trait.COMPLETE: "(a.state = 'ready' AND a.verdict NOT IN ('remarks', 'partial') AND a.damage = ''"
    " AND a.deleted_datetime IS NULL)",
    Trait.REMARKS: "a.verdict = 'remarks'",
    Trait.PARTIAL: "a.verdict = 'partial'",
    Trait.FAILED: "a.state = 'failed'",
    Trait.DAMAGED: "a.damage != ''",
    Trait.MISSING: "a.state = 'missing'",
    Trait.OFFLINE: "a.state = 'offline'",
    Trait.UNVERIFIED: "a.verified_datetime IS NULL",
    Trait.PINNED: "a.pinned",
    Trait.MARKED: "a.deleted_datetime IS NOT NULL",
}


class ArchiveLines:
    """The door to them. May be used from any thread; raises `CatalogueError` when the database cannot be read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, wanted: ArchiveFilter, progress: Progress | None = None) -> list[ArchiveLine]:
        """The archives that the filter lets through, newest first.

        Raises:
            Cancelled: The user typed on.
        """
        condition, values = condition_of(wanted)
        # SQL is written out here and below: peewee takes several times as long for so many rows.
        sql = f"""
            SELECT {_COLUMNS} FROM archive a WHERE {_LISTED} AND {condition}
            ORDER BY a.created_datetime DESC, a.id DESC
        """  # noqa: S608  # values are bound
        found: list[ArchiveLine] = []
        with self._store.database.reading():
            rows = driver_connection(self._store.database).execute(sql, values)
            while part := rows.fetchmany(_AT_ONCE):
                found += map(ArchiveLine._make, part)
                if progress is not None:
                    progress.check()
        return found

    def choices(self) -> FilterChoices:
        """What can be chosen from."""
        with self._store.database.reading():
            return FilterChoices(
                self._counted("a.format_id"),
                self._counted("a.backend_id"),
                self._counted("a.created_by_role"),
                tuple(
                    (folder if os.path.dirname(folder) == folder else folder[: -len(os.sep)], count)
                    for folder, count in self._counted(_FOLDER, "TYPEOF(a.full_path) = 'text'", _MOST_FOLDERS)
                ),
            )

    def _counted(self, what: str, condition: str = "1", limit: int = -1) -> tuple[tuple[str, int], ...]:
        sql = f"""
            SELECT {what} AS what, COUNT(*) AS number FROM archive a WHERE {_LISTED} AND {condition}
            GROUP BY what ORDER BY number DESC, what LIMIT {limit}
        """  # noqa: S608  # our own texts
        return tuple(driver_connection(self._store.database).execute(sql).fetchall())


def condition_of(wanted: ArchiveFilter) -> tuple[str, dict[str, Any]]:
    """What `archive a` has to be, and the values that are bound to it by name."""
    values: dict[str, Any] = {}

    def bound(value: Any) -> str:
        name = f"a{len(values)}"
        values[name] = value
        return f":{name}"

    def among(column: str, chosen: Iterable[str]) -> str:
        values_bound = bound(json.dumps(sorted(chosen)))
        return f"{column} IN (SELECT value FROM json_each({values_bound}))"  # noqa: S608  # bound, as it says

    conditions = [f"INSTR(a.name_key, {bound(word)}) > 0" for word in fold(wanted.text).split()]
    for column, chosen in (
        ("a.format_id", wanted.formats),
        ("a.backend_id", wanted.backends),
        ("a.created_by_role", wanted.roles),
        (_FOLDER, {os.path.join(folder, "") for folder in wanted.folders}),
    ):
        if chosen:
            conditions.append(among(column, chosen))
    if wanted.traits:
        conditions.append(f"({' OR '.join(_TRAITS[trait] for trait in sorted(wanted.traits))})")
    if wanted.since is not None:
        conditions.append(f"a.created_datetime >= {bound(_as_text(wanted.since))}")
    if wanted.before is not None:
        conditions.append(f"a.created_datetime < {bound(_as_text(wanted.before))}")
    condition = " AND ".join(conditions) or "1"
    if wanted.besides is not None and conditions:
        condition = f"(({condition}) OR a.id = {bound(wanted.besides)})"
    return condition, values


def _as_text(moment: datetime) -> str:
    return as_utc(moment).isoformat(timespec="microseconds")
