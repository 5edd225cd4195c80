"""How entries leave the catalogue after their archive has, and paths and folders that no other archive has."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection
from archiver_gui.catalogue.paths import BLOCK_BITS, DIGEST_TOKEN, INDEXED_TEXT
from archiver_gui.catalogue.turns import Turns, bulk_writing
from archiver_gui.core.progress import Progress

# A transaction should hold the lock for about this long, whatever the disk.
_TURN_S = 0.08
_FIRST_CHUNK, _LEAST_CHUNK, _LARGEST_CHUNK = 4_000, 500, 20_000
_PARTS = 20  # of an archive that was not indexed yet, removed at once

_SWEPT_TOKEN = DIGEST_TOKEN.format(hash="s.hash")
_IN_BLOCK = f"s.file_id BETWEEN block << {BLOCK_BITS} AND (block << {BLOCK_BITS}) + {(1 << BLOCK_BITS) - 1}"
_SWEEP = (
    "DELETE FROM entry WHERE archive_id = :archive AND file_id <= (SELECT MAX(file_id) FROM swept)",
    # Contents that the path has in no other archive.
    f"""
    INSERT INTO digest_index (digest_index, rowid, digest)
    SELECT DISTINCT 'delete', s.file_id, {_SWEPT_TOKEN} FROM swept s
    WHERE s.hash IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM entry e WHERE e.file_id = s.file_id AND {DIGEST_TOKEN.format(hash="e.hash")} = {_SWEPT_TOKEN}
    )
    """,  # noqa: S608  # our own constants
    """
    UPDATE file_span SET last = (SELECT MAX(e.archive_id) FROM entry e WHERE e.file_id = file_span.file_id)
    WHERE last = :archive AND EXISTS (SELECT 1 FROM entry e WHERE e.file_id = file_span.file_id)
    AND file_id IN (SELECT file_id FROM swept)
    """,
    # Other bounds may be too wide from now on; this one tells what is looked at first.
    f"""
    UPDATE block_span SET last = COALESCE((SELECT MAX(s.last) FROM file_span s WHERE {_IN_BLOCK}), 0)
    WHERE last = :archive AND block IN (SELECT file_id >> {BLOCK_BITS} FROM swept)
    """,  # noqa: S608  # our own constants
    "DELETE FROM swept WHERE EXISTS (SELECT 1 FROM entry WHERE entry.file_id = swept.file_id)",
    f"""
    INSERT INTO path_index (path_index, rowid, path)
    SELECT 'delete', f.id, {INDEXED_TEXT} FROM file f CROSS JOIN dir d ON d.id = f.dir_id
    WHERE f.id IN (SELECT file_id FROM swept)
    """,  # noqa: S608  # our own constant
    "UPDATE swept SET dir_id = (SELECT dir_id FROM file WHERE id = swept.file_id)",
    "DELETE FROM file WHERE id IN (SELECT file_id FROM swept)",
    "DELETE FROM file_span WHERE file_id IN (SELECT file_id FROM swept)",
    f"""
    DELETE FROM block_span WHERE block IN (SELECT file_id >> {BLOCK_BITS} FROM swept)
    AND NOT EXISTS (SELECT 1 FROM file_span s WHERE {_IN_BLOCK})
    """,  # noqa: S608  # our own constants
    """
    DELETE FROM dir WHERE id IN (SELECT dir_id FROM swept)
    AND NOT EXISTS (SELECT 1 FROM file WHERE file.dir_id = dir.id)
    """,
)


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
    turns = Turns(database)
    chunk = _FIRST_CHUNK
    with bulk_writing(database) as connection:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS swept (file_id INTEGER, dir_id INTEGER, hash BLOB)")
        for number in dropped:
            left = True
            while left and not stop():
                if progress is not None:
                    progress.check()
                with turns.next():
                    count, left = _sweep_chunk(connection, number, chunk)
                swept += count
                fitting = int(chunk * _TURN_S / max(turns.took_s, 1e-3))
                chunk = min(max(fitting, _LEAST_CHUNK), chunk * 2, _LARGEST_CHUNK)
    return swept


def _sweep_chunk(connection: sqlite3.Connection, archive_id: int, size: int) -> tuple[int, bool]:
    """Remove some; how many entries, and whether there may be more."""
    values = {"archive": archive_id, "size": size}
    parts = connection.execute(
        "SELECT id, LENGTH(kinds) FROM recorded WHERE archive_id = ? LIMIT ?", (archive_id, _PARTS)
    ).fetchall()
    if parts:
        connection.executemany("DELETE FROM recorded WHERE id = ?", [(part,) for part, _ in parts])
        return sum(entries for _, entries in parts), True
    connection.execute("DELETE FROM swept")
    # All entries of one path together, so that the next chunk begins behind it.
    connection.execute(
        """
        INSERT INTO swept (file_id, hash) SELECT file_id, hash FROM entry
        WHERE archive_id = :archive AND file_id <= COALESCE(
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
        connection.execute("DELETE FROM archive_span WHERE archive_id = :archive", values)
        connection.execute("DELETE FROM dropped WHERE archive_id = :archive", values)
    return int(count), bool(count)
