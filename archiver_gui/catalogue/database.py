"""The catalogue's file: how it is opened, brought up to date, shared by threads, and closed."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from peewee import PeeweeException, SqliteDatabase

from archiver_gui.catalogue import migrations
from archiver_gui.catalogue.copies import DAILY, alone, copy_catalogue, drop_unfinished_copy, has_copy_of_today
from archiver_gui.catalogue.rows import ARCHIVE_TABLE
from archiver_gui.core.errors import ArchiverError, CatalogueError, UnusableCatalogueError, cause_of
from archiver_gui.storage.local import sync_folder

# A writer holds the lock for milliseconds; ten seconds of waiting mean that something hangs.
BUSY_TIMEOUT_S = 10
# How long SQLite itself waits for its turn to write before we ask again. Its own waits grow to 100 ms,
# in which a job that writes in many short transactions has had its next turn already.
_TURN_WAIT_MS = 10
_HEADER = b"SQLite format 3\0"
LOG_SUFFIXES = ("-wal", "-shm", "-journal")
# Below this the whole file is checked at every start (about 20 ms); a larger one only on demand.
_CHECKED_BYTES = 8 << 20

# synchronous FULL: a READY that was told must survive a power cut.
_PRAGMAS = {"foreign_keys": 1, "synchronous": "FULL"}


class _ThreadEnd:
    """Lives in a thread's local storage, so that its end is the thread's end."""


class CatalogueDatabase(SqliteDatabase):
    """One SQLite file. Each thread gets its own connection by itself, closed when the thread ends.

    Write transactions are IMMEDIATE: they wait for their turn at the start, where SQLite waits, not
    in the middle, where it fails.
    """

    def __init__(self, file: Path) -> None:
        frozen = _is_frozen(file)
        super().__init__(
            f"{file.absolute().as_uri()}?immutable=1" if frozen else str(file),
            pragmas=_PRAGMAS,
            timeout=BUSY_TIMEOUT_S,
            lock_type="IMMEDIATE",
            check_same_thread=False,
            uri=frozen,
        )
        self.file = file
        self.has_changed = False  # by this process
        self._thread = threading.local()
        self._closers: list[weakref.finalize] = []  # type: ignore[type-arg]  # of any connection's close
        self._closers_lock = threading.Lock()
        self._ended = False

    def connect(self, reuse_if_open: bool = False) -> bool:
        """As the base class; the connection ends with its thread or with `close_all`."""
        if self._ended:
            raise CatalogueError("The catalogue is closed already")
        opened = super().connect(reuse_if_open)
        if opened:
            self._thread.end = end = _ThreadEnd()
            closer = weakref.finalize(end, driver_connection(self).close)
            with self._closers_lock:
                self._closers = [old for old in self._closers if old.alive]
                self._closers.append(closer)
        return opened

    def close_all(self) -> None:
        """Close every thread's connection; twice is harmless. Nothing can be asked afterwards."""
        self._ended = True
        with contextlib.suppress(PeeweeException):  # a transaction under way ends with its connection
            self.close()
        with self._closers_lock:
            closers, self._closers = self._closers, []
        for closer in closers:
            closer()

    def begin(self, lock_type: str | None = None) -> None:
        """As the base class; waits for its turn to write by asking often, see `_TURN_WAIT_MS`."""
        until = time.monotonic() + BUSY_TIMEOUT_S
        connection = driver_connection(self)
        connection.execute(f"PRAGMA busy_timeout = {_TURN_WAIT_MS}")
        try:
            while True:
                try:
                    super().begin(lock_type)
                    return
                except PeeweeException as error:
                    code = getattr(_sqlite_error(error), "sqlite_errorcode", 0) & 0xFF
                    if code != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                        raise
        finally:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}")

    def rollback(self) -> None:
        """As the base class, unless SQLite undid all by itself, as it does where the disk is full."""
        if driver_connection(self).in_transaction:
            super().rollback()

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Around queries: what SQLite says becomes a `CatalogueError`."""
        try:
            yield
        except (PeeweeException, sqlite3.Error) as error:
            if self._ended:
                raise CatalogueError("The catalogue was closed meanwhile") from error
            raise translated(error, self.file) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Around one short write transaction; leaving by an exception undoes it."""
        with self.reading(), self.atomic():
            yield
            self.has_changed = True


def open_database(file: Path) -> CatalogueDatabase:
    """The catalogue's database, made or brought up to date when need be.

    Raises:
        CatalogueError: It cannot be opened, is damaged, is no catalogue, or is from a newer program.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _begin_anew(file)
        _check_header(file)
        drop_unfinished_copy(file)
    except OSError as error:
        raise _unusable(error, file) from error
    database = CatalogueDatabase(file)
    try:
        with database.reading():
            if _version(database) < migrations.SCHEMA_VERSION:
                _bring_up_to_date(database)
            _check_content(database)
    except BaseException:
        database.close_all()
        raise
    return database


def _begin_anew(file: Path) -> None:
    """Make a catalogue that knows nothing yet, unless another process was quicker.

    It gets its name when it is whole: a file without content has lost it.
    """
    with alone(file):
        if file.exists():
            return
        staged = file.with_name(f"{file.name}.part")
        try:
            make_catalogue(staged)
            for suffix in LOG_SUFFIXES:  # SQLite would take up what an older file of this name has left
                file.with_name(file.name + suffix).unlink(missing_ok=True)
            os.replace(staged, file)
        finally:
            drop_parts(staged)
        sync_folder(str(file.parent))


def make_catalogue(file: Path) -> None:
    """Make a catalogue's file that knows nothing yet, in the place of leftovers of a process that died here.

    Raises:
        OSError: The folder cannot be written to.
        CatalogueError: Likewise, as SQLite says it.
    """
    drop_parts(file)
    database = CatalogueDatabase(file)
    try:
        with database.reading():
            _run_steps(database)
    finally:
        database.close_all()


def drop_parts(file: Path) -> None:
    """Remove a file that did not become the catalogue, its log included."""
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink(missing_ok=True)


def _is_frozen(file: Path) -> bool:
    """Whether it lies where SQLite cannot make its log: on a read-only disk, or in somebody else's folder.

    It can be read then, unless a log is there that would have to be worked in first.
    """
    log = file.with_name(f"{file.name}-wal")
    try:
        return not os.access(file.parent, os.W_OK) and file.is_file() and not (log.exists() and log.stat().st_size)
    except OSError:
        return False


def _check_header(file: Path) -> None:
    """Refuse what is no SQLite file before SQLite writes a log beside it."""
    try:
        with file.open("rb") as stream:
            head = stream.read(len(_HEADER))
    except FileNotFoundError:
        return
    if not head:
        raise _damaged(file, "The file is empty")
    if head != _HEADER:
        raise _not_ours(file)


def _version(database: CatalogueDatabase) -> int:
    """The number of the newest step that was taken; 0 for a new file.

    Raises:
        CatalogueError: It is not ours, or newer than this program.
    """
    application_id, version = int(database.pragma("application_id")), int(database.pragma("user_version"))
    tables = {name for name in database.get_tables() if name != "schema_migration"}
    if application_id != migrations.APPLICATION_ID and (application_id or version or tables):
        raise _not_ours(database.file)
    if version > migrations.SCHEMA_VERSION:
        raise CatalogueError(
            "The catalogue was written by a newer version of this program",
            f"Its layout is number {version}; this version knows up to {migrations.SCHEMA_VERSION}: {database.file}",
            "Install the newer version again. Nothing was changed.",
        )
    return version


def _bring_up_to_date(database: CatalogueDatabase) -> None:
    try:
        with alone(database.file):
            version = _version(database)  # another process may have been quicker
            if version == migrations.SCHEMA_VERSION:
                return
            if version:
                copy_catalogue(driver_connection(database), database.file, f"before-layout-{migrations.SCHEMA_VERSION}")
            _run_steps(database)
    except OSError as error:
        raise _unusable(error, database.file) from error


def _run_steps(database: CatalogueDatabase) -> None:
    # Here: playhouse costs 25 ms to import and is needed once in a catalogue's year.
    from playhouse.migrations import Runner

    Runner(database, str(migrations.FOLDER)).up()
    database.pragma("journal_mode", "wal")  # last: a new catalogue is one file only until it is whole


def keep_daily_copy(database: CatalogueDatabase) -> bool:
    """Copy the catalogue, unless a copy of today is there, or nothing to copy yet; whether it did.

    Takes seconds for a large one.

    Raises:
        CatalogueError: It cannot be read, the copy cannot be written, or another process copies it just now.
    """
    if has_copy_of_today(database.file):
        return False
    try:
        with alone(database.file), database.reading():
            if has_copy_of_today(database.file) or _is_empty(database):
                return False
            copy_catalogue(driver_connection(database), database.file, DAILY)
    except OSError as error:
        raise _unusable(error, database.file.parent) from error
    return True


def _is_empty(database: CatalogueDatabase) -> bool:
    query = f"SELECT 1 FROM {ARCHIVE_TABLE} LIMIT 1"  # noqa: S608  # our own constant
    return driver_connection(database).execute(query).fetchone() is None


def driver_connection(database: SqliteDatabase) -> sqlite3.Connection:
    """This thread's connection; the stubs leave it untyped."""
    untyped: Any = database
    connection: sqlite3.Connection = untyped.connection()
    return connection


def _check_content(database: CatalogueDatabase) -> None:
    if database.file.stat().st_size > _CHECKED_BYTES:
        return
    found = database.pragma("quick_check(1)")
    if found != "ok":
        raise _damaged(database.file, str(found))


def _not_ours(file: Path) -> UnusableCatalogueError:
    return UnusableCatalogueError(
        "This file is not a catalogue of this program",
        str(file),
        "Move it elsewhere, or see “archiver catalogue --rebuild”. The file was not touched.",
    )


def _damaged(file: Path, detail: str) -> UnusableCatalogueError:
    detail = detail.rpartition("\n")[2]  # SQLite begins with the name that it gave the database
    return UnusableCatalogueError(
        "The catalogue is damaged",
        f"{detail}: {file}",
        "“archiver catalogue --copies” lists what can take its place, “--rebuild” begins a new one. "
        "Your archives are not affected.",
    )


def _unusable(error: OSError, file: Path) -> CatalogueError:
    return CatalogueError(
        "The catalogue cannot be opened",
        f"{cause_of(error)}: {file}",
        "Check the permissions of the file and its folder.",
        error.errno or 0,
    )


# SQLite's primary result code → (title, hint).
_FAULTS = {
    sqlite3.SQLITE_BUSY: ("The catalogue is in use", "Another program holds it; try again in a moment."),
    sqlite3.SQLITE_LOCKED: ("The catalogue is in use", "Try again in a moment."),
    sqlite3.SQLITE_READONLY: (
        "The catalogue cannot be written",
        "Check the permissions of the file and its folder, and whether the disk is read-only.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The catalogue cannot be opened",
        "Check the permissions of the file and its folder; SQLite needs to write beside it.",
    ),
    sqlite3.SQLITE_PERM: ("The catalogue cannot be opened", "Check the permissions of the file and its folder."),
    sqlite3.SQLITE_FULL: ("The catalogue cannot be written: the disk is full", "Free some space and try again."),
    sqlite3.SQLITE_IOERR: ("The catalogue's disk reports an error", "Check the disk and its free space."),
}


def translated(error: BaseException, file: Path) -> ArchiverError:
    """The error that SQLite or peewee raised, in words."""
    said = _sqlite_error(error)
    code = getattr(said, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return _not_ours(file)
    if code == sqlite3.SQLITE_CORRUPT:
        return _damaged(file, str(said))
    title, hint = _FAULTS.get(code, ("The catalogue could not be used", ""))
    return CatalogueError(title, f"{said}: {file}", hint)


def _sqlite_error(error: BaseException) -> BaseException:
    """The driver's own error inside peewee's, which may be wrapped twice."""
    while isinstance(getattr(error, "orig", None), Exception):
        error = error.orig  # type: ignore[attr-defined]  # the stubs do not know it
    return error
