"""Entries as they were recorded become rows that can be searched.

Each part of an archive goes in by one transaction, together with its removal from `recorded`: whoever dies
or gives up in between leaves the rest for the next, and two processes may share the work.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection
from archiver_gui.catalogue.rows import SETTLED_STATES
from archiver_gui.catalogue.staging import Part, take_apart
from archiver_gui.catalogue.turns import Turns, bulk_writing
from archiver_gui.core.progress import Progress

_SETTLED = ", ".join(f"'{state.value}'" for state in SETTLED_STATES)
# An archive that is still being built, and may never be, is not worth the work yet.
_WAITING = f"""
    FROM recorded r CROSS JOIN archive a ON a.id = r.archive_id
    WHERE a.state IN ({_SETTLED}) AND r.archive_id NOT IN (SELECT archive_id FROM dropped)
"""  # noqa: S608  # our own constant

# Entries that go in by one transaction of about a quarter of a second; the more, the fewer runs there are to merge.
_AT_ONCE = 16_000
# Parts, of a million entries together, that may wait until somebody searches, or nothing else is to be done.
_MANY = 125


def index(
    database: CatalogueDatabase, progress: Progress | None = None, *, stop: Callable[[], bool] = lambda: False
) -> int:
    """Index what was recorded; how many entries. May be broken off and called again.

    Args:
        stop: Asked between two transactions whether to leave the rest for another time.

    Raises:
        CatalogueError: The catalogue cannot be written.
        Cancelled: Between two transactions.
    """
    count = 0
    with database.reading():
        sql = f"SELECT r.id, LENGTH(r.kinds) {_WAITING} ORDER BY r.archive_id, r.seq"
        parts = driver_connection(database).execute(sql).fetchall()
    if not parts:
        return 0
    turns = Turns(database)
    progress = progress or Progress()
    progress.begin("indexing", sum(entries for _, entries in parts))
    with bulk_writing(database) as connection:
        for group in _groups(parts):
            if stop():
                break
            progress.check()
            with turns.next():
                indexed = _index_group(connection, group)
            count += indexed
            progress.done_entries += indexed
    return count


def _groups(parts: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The parts, each with its entries, that go in by one transaction: small archives share one."""
    group: list[int] = []
    room = _AT_ONCE
    for part, entries in parts:
        if group and entries > room:
            yield group
            group, room = [], _AT_ONCE
        group.append(part)
        room -= entries
    if group:
        yield group


def waiting(database: CatalogueDatabase) -> int:
    """How many recorded entries are not indexed yet."""
    with database.reading():
        sql = f"SELECT COALESCE(SUM(LENGTH(r.kinds)), 0) {_WAITING}"
        ((entries,),) = driver_connection(database).execute(sql)
    return int(entries)


def index_many(database: CatalogueDatabase, stop: Callable[[], bool]) -> None:
    """Index what was recorded, if that is much: the next search should not have to wait for more than seconds.

    Raises:
        CatalogueError: The catalogue cannot be written.
    """
    with database.reading():
        (waiting,) = driver_connection(database).execute(f"SELECT COUNT(*) {_WAITING}").fetchone()
    if waiting > _MANY:
        index(database, stop=stop)


def _index_group(connection: sqlite3.Connection, numbers: list[int]) -> int:
    """Inside one transaction; how many entries. Those that another process was quicker with, or that went, are not."""
    rows = connection.execute(
        f"""
        SELECT r.id, r.archive_id, r.seq, r.names, r.lengths, r.kinds, r.sizes, r.times, r.digests {_WAITING}
        AND r.id IN (SELECT value FROM json_each(?)) ORDER BY r.archive_id, r.seq
        """,  # noqa: S608  # our own constant
        (json.dumps(numbers),),
    ).fetchall()
    if not rows:
        return 0
    parts = [Part(*columns) for _, *columns in rows]
    take_apart(connection, parts)
    connection.executemany("DELETE FROM recorded WHERE id = ?", [row[:1] for row in rows])
    return sum(len(part.kinds) for part in parts)
