"""Entries that wait for the indexes, what is known of each path in all archives, and an index of digests that grows."""

from __future__ import annotations

from typing import Any

_BOUNDS = """
    CAST(MIN(mtime) AS INTEGER) - 1, CAST(MAX(mtime) AS INTEGER) + 1, MIN(size), MAX(size), SUM(DISTINCT 1 << kind)
"""
STATEMENTS = (
    # Some thousand entries of one archive a row, column by column, until they are taken apart; `seq` is the position
    # of the first in the archive. Lengths of 4 bytes, sizes and times of 8, digests of 16, kinds of one.
    """
    CREATE TABLE recorded (
        id INTEGER PRIMARY KEY,
        archive_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        names BLOB NOT NULL,
        lengths BLOB NOT NULL,
        kinds BLOB NOT NULL,
        sizes BLOB NOT NULL,
        times BLOB NOT NULL,
        digests BLOB NOT NULL,
        UNIQUE (archive_id, seq)
    )
    """,
    "DROP TRIGGER archive_dropped",
    """
    CREATE TRIGGER archive_dropped AFTER DELETE ON archive
    WHEN EXISTS (SELECT 1 FROM entry WHERE archive_id = old.id)
    OR EXISTS (SELECT 1 FROM recorded WHERE archive_id = old.id)
    BEGIN
        INSERT OR IGNORE INTO dropped (archive_id) VALUES (old.id);
    END
    """,
    # Bounds, never too narrow, of all entries of a path together: the newest archive that has it, the whole seconds
    # between which their times lie, their smallest and largest size, and a bit for each of their kinds. A search sees
    # by them what to look at; apart from `file`, so that those of many paths lie in few pages.
    """
    CREATE TABLE file_span (
        file_id INTEGER PRIMARY KEY,
        last INTEGER NOT NULL,
        oldest INTEGER,
        newest INTEGER,
        smallest INTEGER NOT NULL,
        largest INTEGER NOT NULL,
        kinds INTEGER NOT NULL
    )
    """,
    f"""
    INSERT INTO file_span (file_id, last, oldest, newest, smallest, largest, kinds)
    SELECT file_id, MAX(archive_id), {_BOUNDS} FROM entry INDEXED BY entry_file GROUP BY file_id
    """,  # noqa: S608  # our own constant
    # The same of all entries of an archive.
    """
    CREATE TABLE archive_span (
        archive_id INTEGER PRIMARY KEY,
        oldest INTEGER,
        newest INTEGER,
        smallest INTEGER NOT NULL,
        largest INTEGER NOT NULL,
        kinds INTEGER NOT NULL
    )
    """,
    f"""
    INSERT INTO archive_span (archive_id, oldest, newest, smallest, largest, kinds)
    SELECT archive_id, {_BOUNDS} FROM entry GROUP BY archive_id
    """,  # noqa: S608  # our own constant
    "DROP INDEX entry_large",
    # Large files, and what is no plain file, are few and often asked for.
    "CREATE INDEX file_large ON file_span (largest) WHERE largest >= 1000000",
    "CREATE INDEX file_kinds ON file_span (kinds) WHERE kinds != 1",
    # Digests come in no order. In a B-tree each would change a page of its own; this index is written in runs that
    # are merged. Its rows are those of `file`, its words the first 16 digits of the digests of their contents.
    "DROP INDEX entry_hash",
    """
    CREATE VIRTUAL TABLE digest_index USING fts5(digest, content='', columnsize=0, detail=none, tokenize='ascii')
    """,
    "INSERT INTO digest_index (digest_index, rank) VALUES ('hashsize', 33554432)",
    "INSERT INTO digest_index (digest_index, rank) VALUES ('automerge', 8)",
    """
    INSERT INTO digest_index (rowid, digest)
    SELECT DISTINCT file_id, lower(hex(substr(hash, 1, 8))) FROM entry WHERE hash IS NOT NULL
    """,
    # One run a transaction, not one a megabyte; and fewer merges.
    "INSERT INTO path_index (path_index, rank) VALUES ('hashsize', 33554432)",
    "INSERT INTO path_index (path_index, rank) VALUES ('automerge', 8)",
    "PRAGMA user_version = 4",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001  # the runner gives both
    """Make the tables and columns, and fill them from the entries that are there: seconds where there are millions."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
