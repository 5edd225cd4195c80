"""Questions to the catalogue that can be broken off in their middle, by the user or when they take too long."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection
from archiver_gui.core.progress import Cancelled, Progress

# SQLite asks whether to go on after so many of its steps: a few times a millisecond.
_STEPS_BETWEEN_CHECKS = 5_000
# How long the newest entries are gone through at first, in such checks; about 2 ms. As long as a fair part of the
# page comes in half of that, the rest is waited for; less where there are few paths, which are soon asked instead.
# Not by the clock: a busy machine would give up too early.
_SCAN_CHECKS = 8
_FAIR_PART = 8
_PATHS_A_CHECK = 12_000
_CACHE_KIB = 16 * 1024


@contextlib.contextmanager
def watched(database: CatalogueDatabase, progress: Progress | None = None) -> Iterator[Watch]:
    """This thread's connection for reading; a cancel breaks off whatever it does.

    Raises:
        Cancelled: From the block.
    """
    with database.reading():
        connection = driver_connection(database)
        watch = Watch(connection, progress)
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.set_progress_handler(watch.is_over, _STEPS_BETWEEN_CHECKS)
        try:
            yield watch
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT and progress is not None and progress.cancelled:
                raise Cancelled from error
            raise
        finally:
            connection.set_progress_handler(None, 0)


class Watch:
    """A connection, and whether what it does is to be broken off."""

    def __init__(self, connection: sqlite3.Connection, progress: Progress | None) -> None:
        self._connection = connection
        self._progress = progress
        self._checks_left: int | None = None

    def is_over(self) -> bool:
        """Asked by SQLite, in the middle of its work."""
        if self._checks_left is not None:
            self._checks_left -= 1
            if self._checks_left < 0:
                return True
        return self._progress is not None and self._progress.cancelled

    def rows(self, sql: str, values: dict[str, Any]) -> list[Any]:
        """All rows."""
        return self._connection.execute(sql, values).fetchall()

    def parts(self, sql: str, values: dict[str, Any], size: int, growth: int = 1) -> Iterator[list[Any]]:
        """All rows, so many at a time, and `growth` times as many each time after."""
        cursor = self._connection.execute(sql, values)
        while rows := cursor.fetchmany(size):
            yield rows
            size *= growth

    def first_rows(self, sql: str, values: dict[str, Any], limit: int, patience: int = 1) -> list[Any] | None:
        """All rows; None when they take too long, or would by the pace at which they come."""
        found: list[Any] = []
        ((known,),) = self.rows("SELECT COALESCE(MAX(id), 0) FROM file", {})
        self._checks_left = min(_SCAN_CHECKS, known // _PATHS_A_CHECK + 2) * patience
        more = min(_SCAN_CHECKS // 2, known // _PATHS_A_CHECK) * patience
        try:
            for row in self._connection.execute(sql, values):
                found.append(row)
                if len(found) % max(limit // _FAIR_PART, 1) == 0:
                    self._checks_left += more
        except sqlite3.OperationalError as error:
            cancelled = self._progress is not None and self._progress.cancelled
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT and not cancelled:
                return None
            raise
        finally:
            self._checks_left = None
        return found
