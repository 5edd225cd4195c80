"""The entries of every archive, and an index over their paths."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    # With the final '/'; '' where there is none. A path that is no UTF-8 is a BLOB.
    # `key` is the folded text where that is more than ASCII in lower case, which LIKE does by itself.
    "CREATE TABLE dir (id INTEGER PRIMARY KEY, path NOT NULL UNIQUE, key TEXT)",
    # Never changed once it is there: what an archive has of it stands in its entries.
    """
    CREATE TABLE file (
        id INTEGER PRIMARY KEY,
        dir_id INTEGER NOT NULL,
        name NOT NULL,
        key TEXT,
        ext TEXT,
        UNIQUE (dir_id, name)
    )
    """,
    "CREATE INDEX file_ext ON file (ext) WHERE ext IS NOT NULL",
    # Clustered by archive: an archive's entries lie together, and are browsed when it is offline.
    # `seq` is the position in the archive, which keeps repeated paths apart.
    """
    CREATE TABLE entry (
        archive_id INTEGER NOT NULL,
        file_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        size INTEGER NOT NULL,
        mtime REAL,
        hash BLOB,
        kind INTEGER NOT NULL,
        PRIMARY KEY (archive_id, file_id, seq)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX entry_file ON entry (file_id, archive_id)",
    "CREATE INDEX entry_hash ON entry (hash) WHERE hash IS NOT NULL",
    # Large files are few and often asked for.
    "CREATE INDEX entry_large ON entry (size) WHERE size >= 1000000",
    # Its rows are those of `file`; the text is the folded path and two control characters, so that each pair
    # of characters begins a trigram.
    """
    CREATE VIRTUAL TABLE path_index USING fts5(
        path, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 0'
    )
    """,
    "CREATE VIRTUAL TABLE path_terms USING fts5vocab(path_index, row)",
    # Archives whose entries are to go: their rows went in one small transaction, entries follow in many.
    "CREATE TABLE dropped (archive_id INTEGER PRIMARY KEY)",
    """
    CREATE TRIGGER archive_dropped AFTER DELETE ON archive
    WHEN EXISTS (SELECT 1 FROM entry WHERE archive_id = old.id)
    BEGIN
        INSERT OR IGNORE INTO dropped (archive_id) VALUES (old.id);
    END
    """,
    # Whether all entries of the archive are here.
    "ALTER TABLE archive ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0",
    # With `disk_size`: how a file is known again without reading it.
    "ALTER TABLE archive ADD COLUMN disk_mtime_ns INTEGER",
    "PRAGMA user_version = 2",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001  # the runner gives both
    """Make the tables and their indexes; the archives that are there have no entries yet."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
