"""The catalogue's file: how it is opened, brought up to date, shared by threads, and closed."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from peewee import PeeweeException, SqliteDatabase

from archiver_gui.catalogue import migrations
from archiver_gui.core.errors import ArchiverError, CatalogueError, UnusableCatalogueError, cause_of

# A writer holds the lock for milliseconds; ten seconds of waiting mean that something hangs.
BUSY_TIMEOUT_S = 10
# How long SQLite itself waits for its turn to write before we ask again. Its own waits grow to 100 ms,
# in which a job that writes in many short transactions has had its next turn already.
_TURN_WAIT_MS = 10
_MIGRATION_WAIT_S = 60
_COPIES_KEPT = 5  # of those made before the layout changed
_DAYS_KEPT = 3
_DAILY = "daily"
_HEADER = b"SQLite format 3\0"
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


def open_database(file: Path) -> CatalogueDatabase:
    """The catalogue's database, made or brought up to date when need be.

    Raises:
        CatalogueError: It cannot be opened, is damaged, is no catalogue, or is from a newer program.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _check_header(file)
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
    if head and head != _HEADER:
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
    lock = FileLock(database.file.with_name(database.file.name + ".lock"), timeout=_MIGRATION_WAIT_S)
    try:
        with lock:
            version = _version(database)  # another process may have been quicker
            if version == migrations.SCHEMA_VERSION:
                return
            if version:
                copy_database(database, f"before-layout-{migrations.SCHEMA_VERSION}")
            database.pragma("journal_mode", "wal")
            # Here: playhouse costs 25 ms to import and is needed once in a catalogue's year.
            from playhouse.migrations import Runner

            Runner(database, str(migrations.FOLDER)).up()
    except Timeout as error:
        raise CatalogueError(
            "Another copy of this program is changing the catalogue", str(database.file), "Try again in a minute."
        ) from error
    except OSError as error:
        raise _unusable(error, database.file) from error


def copy_database(database: CatalogueDatabase, reason: str) -> Path:
    """Copy the catalogue as it is now into the folder `copies` beside it; the oldest copies go.

    One process at a time: the caller holds the lock.
    """
    folder = database.file.parent / "copies"
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    copy = folder / f"{stamp}-{reason}.sqlite3"
    staged = folder / "under-way.part"
    for leftover in folder.glob(f"{staged.name}*"):  # of a process that died here, SQLite's journal included
        leftover.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(staged)) as target:
            driver_connection(database).backup(target)
        os.replace(staged, copy)
    finally:
        staged.unlink(missing_ok=True)
    is_daily = reason == _DAILY
    others = [old for old in sorted(folder.glob("*.sqlite3")) if old.stem.endswith(f"-{_DAILY}") == is_daily]
    for old in others[: -(_DAYS_KEPT if is_daily else _COPIES_KEPT)]:
        old.unlink(missing_ok=True)
    return copy


def keep_daily_copy(database: CatalogueDatabase) -> bool:
    """Copy the catalogue, unless a copy of today is there; whether it did. Takes seconds for a large one.

    Raises:
        CatalogueError: It cannot be read, or the copy cannot be written.
    """
    folder = database.file.parent / "copies"
    if any(folder.glob(f"{datetime.now(UTC).strftime('%Y%m%d')}T*-{_DAILY}.sqlite3")):
        return False
    try:
        with database.reading():
            copy_database(database, _DAILY)
    except OSError as error:
        raise _unusable(error, folder) from error
    return True


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
        "Move it elsewhere; a new catalogue is made at the next start. The file was not touched.",
    )


def _damaged(file: Path, detail: str) -> UnusableCatalogueError:
    return UnusableCatalogueError(
        "The catalogue is damaged",
        f"{detail}: {file}",
        "Put a copy from the folder “copies” in its place, or move it elsewhere. Your archives are not affected.",
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
