"""The entries of every archive: how they get into the catalogue, and how they leave it.

Both work in short transactions with pauses between them: others that want to write wait for one of
them at most. What a killed process left is an archive that is not marked as indexed, whose entries
are dropped or recorded anew.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection
from archiver_gui.core.entries import EntryKind, WrittenEntry
from archiver_gui.core.folding import fold
from archiver_gui.core.names import tidy
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import WrittenEntries

Row = tuple[str, EntryKind, int, float | None, bytes | None]  # path, kind, size, time, digest

KIND_NUMBERS = {
    EntryKind.FILE: 0,
    EntryKind.FOLDER: 1,
    EntryKind.SYMLINK: 2,
    EntryKind.HARDLINK: 3,
    EntryKind.OTHER: 4,
}

# A transaction should hold the lock for about this long, whatever the disk.
_TURN_S = 0.08
_PAUSE_S = 0.004
_FIRST_CHUNK, _LEAST_CHUNK, _LARGEST_CHUNK = 4_000, 500, 20_000
_CACHE_KIB = 64 * 1024  # the indexes are written all over; SQLite's 2 MB would read them from disk each time
# Pages in the log before they are written to the file: hashes go all over it, and each write back costs a sync.
_LOG_PAGES = 8_000
MAX_EXTENSION = 16  # characters; more than that after a dot is no suffix

_STAGE = """
CREATE TEMP TABLE IF NOT EXISTS stage (
    seq INTEGER PRIMARY KEY, dir_id, name, key, ext, size, mtime, hash, kind
)
"""
# The folded path of `file f` in `dir d`, but for ASCII in capitals, which LIKE and the index take as it is.
PATH_KEY = "COALESCE(d.key, d.path) || COALESCE(f.key, f.name)"
_INDEXED_TEXT = f"{PATH_KEY} || char(1, 1)"  # the pair lets every two characters begin a trigram
_INGEST = (
    """
    INSERT OR IGNORE INTO file (dir_id, name, key, ext) SELECT dir_id, name, key, ext FROM stage ORDER BY seq
    """,
    f"""
    INSERT INTO path_index (rowid, path)
    SELECT f.id, {_INDEXED_TEXT} FROM file f CROSS JOIN dir d ON d.id = f.dir_id WHERE f.id > :last ORDER BY f.id
    """,  # noqa: S608  # our own constant
    """
    INSERT INTO entry (archive_id, file_id, seq, size, mtime, hash, kind)
    SELECT :archive, f.id, s.seq, s.size, s.mtime, s.hash, s.kind
    FROM stage s CROSS JOIN file f ON f.dir_id = s.dir_id AND f.name = s.name
    ORDER BY f.id, s.seq
    """,
)
# One chunk of an archive's entries goes, and the paths and folders that no other archive has.
_SWEEP = (
    "DELETE FROM entry WHERE archive_id = :archive AND file_id <= (SELECT MAX(file_id) FROM swept)",
    "DELETE FROM swept WHERE EXISTS (SELECT 1 FROM entry WHERE entry.file_id = swept.file_id)",
    f"""
    INSERT INTO path_index (path_index, rowid, path)
    SELECT 'delete', f.id, {_INDEXED_TEXT} FROM file f CROSS JOIN dir d ON d.id = f.dir_id
    WHERE f.id IN (SELECT file_id FROM swept)
    """,  # noqa: S608  # our own constant
    "UPDATE swept SET dir_id = (SELECT dir_id FROM file WHERE id = swept.file_id)",
    "DELETE FROM file WHERE id IN (SELECT file_id FROM swept)",
    """
    DELETE FROM dir WHERE id IN (SELECT dir_id FROM swept)
    AND NOT EXISTS (SELECT 1 FROM file WHERE file.dir_id = dir.id)
    """,
    "DELETE FROM swept",
)


def rows_of(written: Iterable[WrittenEntry]) -> Iterator[Row]:
    """The entries as rows, in archive order."""
    if isinstance(written, WrittenEntries):
        return written.rows()
    return ((entry.path, entry.kind, entry.size, entry.mtime, entry.digest) for entry in written)


def ingest(
    database: CatalogueDatabase, archive_id: int, rows: Iterable[Row], progress: Progress | None = None
) -> tuple[int, int]:
    """Record the entries of an archive, which has none yet, and mark it as indexed.

    Returns:
        How many, and the bytes of their contents.

    Raises:
        CatalogueError: The catalogue cannot be written; what went in before stays, unmarked.
        Cancelled: Between two transactions; as above. Nothing but the cancel is looked at: the counters
            belong to the job's own thread.
    """
    left = iter(rows)
    count = content_bytes = 0
    pace = _Pace()
    with _bulk(database) as connection:
        connection.execute(_STAGE)
        while chunk := list(itertools.islice(left, pace.chunk)):
            if progress is not None:
                progress.check()
            with pace.turn(), database.writing():
                _ingest_chunk(connection, archive_id, count, chunk)
            count += len(chunk)
            content_bytes += sum(row[2] for row in chunk)
        with database.writing():
            marked = connection.execute("UPDATE archive SET indexed = 1 WHERE id = ?", (archive_id,)).rowcount
            if not marked:  # it was forgotten meanwhile
                connection.execute("INSERT OR IGNORE INTO dropped (archive_id) VALUES (?)", (archive_id,))
    return count, content_bytes


def _ingest_chunk(connection: sqlite3.Connection, archive_id: int, first: int, chunk: list[Row]) -> None:
    connection.execute("DELETE FROM stage")
    (last,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM file").fetchone()
    connection.executemany(
        "INSERT INTO stage (seq, dir_id, name, key, ext, size, mtime, hash, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _staged(connection, first, chunk),
    )
    values = {"archive": archive_id, "last": last}
    for statement in _INGEST:
        connection.execute(statement, values)


def _staged(connection: sqlite3.Connection, first: int, chunk: list[Row]) -> Iterator[tuple[Any, ...]]:
    folders: dict[str, int] = {}
    for seq, (path, kind, size, mtime, digest) in enumerate(chunk, first):
        folder, name = split_path(path)
        dir_id = folders.get(folder)
        if dir_id is None:
            dir_id = folders[folder] = _dir_id(connection, folder)
        if name.isascii():
            yield seq, dir_id, name, None, _extension(name), size, mtime, digest, KIND_NUMBERS[kind]
        else:
            key = fold(name)
            yield seq, dir_id, stored(name), key, _extension(key), size, mtime, digest, KIND_NUMBERS[kind]


def _dir_id(connection: sqlite3.Connection, folder: str) -> int:
    path = stored(folder)
    found = connection.execute("SELECT id FROM dir WHERE path = ?", (path,)).fetchone()
    if found is None:
        key = None if folder.isascii() else fold(folder)
        cursor = connection.execute("INSERT INTO dir (path, key) VALUES (?, ?) RETURNING id", (path, key))
        found = cursor.fetchone()
    return int(found[0])


def split_path(path: str) -> tuple[str, str]:
    """The folder with its final '/', and the name; joined again they are the path."""
    if "//" in path or "./" in path or path.endswith("/"):
        path = tidy(path)
    cut = path.rfind("/") + 1
    return path[:cut], path[cut:]


def stored(text: str) -> str | bytes:
    """Text as the tables hold it: what is no UTF-8 as its bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")
    return text


def restored(value: str | bytes) -> str:
    """The text that was stored."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogateescape")


def _extension(name: str) -> str | None:
    dot = name.rfind(".")
    return name[dot + 1 :].lower() if dot >= 0 and 0 < len(name) - dot - 1 <= MAX_EXTENSION else None


def drop(database: CatalogueDatabase, archive_id: int) -> None:
    """Have the entries of an archive removed whose row stays: they were recorded in part, or are out of date."""
    with database.writing():
        connection = driver_connection(database)
        connection.execute("UPDATE archive SET indexed = 0 WHERE id = ?", (archive_id,))
        connection.execute("INSERT OR IGNORE INTO dropped (archive_id) VALUES (?)", (archive_id,))
    sweep(database, archive_id=archive_id)


def sweep(
    database: CatalogueDatabase,
    progress: Progress | None = None,
    *,
    stop: Callable[[], bool] = lambda: False,
    archive_id: int | None = None,
) -> int:
    """Remove the entries of archives that are gone; how many went. May be broken off and called again.

    Args:
        stop: Asked between two transactions whether to leave the rest for another time.
        archive_id: Only of this archive.

    Raises:
        CatalogueError: The catalogue cannot be written.
        Cancelled: Between two transactions.
    """
    swept = 0
    with database.reading():
        known = driver_connection(database).execute("SELECT archive_id FROM dropped").fetchall()
    dropped = [number for (number,) in known if archive_id in (None, number)]
    if not dropped:
        return 0
    pace = _Pace()
    with _bulk(database) as connection:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS swept (file_id INTEGER, dir_id INTEGER)")
        for number in dropped:
            while not stop():
                if progress is not None:
                    progress.check()
                with pace.turn(), database.writing():
                    count = _sweep_chunk(connection, number, pace.chunk)
                swept += count
                if not count:
                    break
    return swept


def _sweep_chunk(connection: sqlite3.Connection, archive_id: int, size: int) -> int:
    values = {"archive": archive_id, "size": size}
    connection.execute("DELETE FROM swept")
    # All entries of one path together, so that the next chunk begins behind it.
    connection.execute(
        """
        INSERT INTO swept (file_id) SELECT file_id FROM entry WHERE archive_id = :archive AND file_id <= COALESCE(
            (SELECT file_id FROM entry WHERE archive_id = :archive ORDER BY file_id LIMIT 1 OFFSET :size),
            9223372036854775807
        )
        """,
        values,
    )
    (count,) = connection.execute("SELECT COUNT(*) FROM swept").fetchone()
    if count:
        for statement in _SWEEP:
            connection.execute(statement, values)
    else:
        connection.execute("DELETE FROM dropped WHERE archive_id = :archive", values)
    return int(count)


class _Pace:
    """Keeps transactions short and leaves room between them."""

    def __init__(self) -> None:
        self.chunk = _FIRST_CHUNK
        self._ended = 0.0

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        pause = self._ended + _PAUSE_S - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        began = time.monotonic()
        yield
        self._ended = time.monotonic()
        fitting = int(self.chunk * _TURN_S / max(self._ended - began, 1e-3))
        self.chunk = min(max(fitting, self.chunk // 2, _LEAST_CHUNK), self.chunk * 2, _LARGEST_CHUNK)


@contextlib.contextmanager
def _bulk(database: CatalogueDatabase) -> Iterator[sqlite3.Connection]:
    """This thread's connection, made ready for much writing.

    Commits are not waited for until they are on disk: the one that counts, which makes the archive
    READY, is, and takes all before it along.
    """
    with database.reading():
        connection = driver_connection(database)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")  # stays: the next archive may follow
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        try:
            yield connection
        finally:
            connection.execute("PRAGMA synchronous = FULL")
