"""Much writing in short transactions, with pauses between them: others wait for one of them at most."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator

from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection

_PAUSE_S = 0.004
_CACHE_KIB = 64 * 1024  # the indexes are written all over; SQLite's 2 MB would read them from disk each time
# Pages in the log before they are written to the file: each write back costs a sync.
_LOG_PAGES = 8_000


class Turns:
    """Transactions of one thread, one after the other."""

    def __init__(self, database: CatalogueDatabase) -> None:
        self._database = database
        self._ended = 0.0
        self.took_s = 0.0  # the last one

    @contextlib.contextmanager
    def next(self) -> Iterator[None]:
        """One transaction, after a pause since the last one."""
        pause = self._ended + _PAUSE_S - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        began = time.monotonic()
        with self._database.writing():
            yield
        self._ended = time.monotonic()
        self.took_s = self._ended - began


@contextlib.contextmanager
def bulk_writing(database: CatalogueDatabase) -> Iterator[sqlite3.Connection]:
    """This thread's connection, made ready for much writing.

    Commits are not waited for until they are on disk: the one that counts, which makes the archive
    READY, is, and takes all before it along.
    """
    with database.reading():
        connection = driver_connection(database)
        connection.execute("PRAGMA synchronous = NORMAL")
        # Nothing secret is in here: what is freed need not be overwritten, as some systems' SQLite does.
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")  # stays: the next archive may follow
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        try:
            yield connection
        finally:
            connection.execute("PRAGMA synchronous = FULL")
