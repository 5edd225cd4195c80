"""The archives: one row each."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    # AUTOINCREMENT: an id that a user saw never comes to mean another archive.
    """
    CREATE TABLE archive (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        content_type TEXT NOT NULL DEFAULT '',
        content_object_id,
        created_by TEXT NOT NULL DEFAULT '',
        created_by_role TEXT NOT NULL DEFAULT '',
        created_datetime TEXT NOT NULL,
        deleted_datetime TEXT,
        archive_name TEXT NOT NULL,
        archive_path TEXT NOT NULL,
        archive_size INTEGER NOT NULL DEFAULT 0,
        backend_id TEXT NOT NULL,
        uuid TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        full_path TEXT NOT NULL DEFAULT '',
        path_key TEXT,
        name_key TEXT NOT NULL DEFAULT '',
        volume TEXT NOT NULL DEFAULT '',
        disk_size INTEGER,
        format_id TEXT NOT NULL DEFAULT '',
        level INTEGER,
        sha256 TEXT NOT NULL DEFAULT '',
        entry_count INTEGER NOT NULL DEFAULT 0,
        content_bytes INTEGER NOT NULL DEFAULT 0,
        options TEXT,
        sources TEXT NOT NULL DEFAULT '[]',
        verdict TEXT NOT NULL DEFAULT '',
        remark_count INTEGER NOT NULL DEFAULT 0,
        remarks TEXT NOT NULL DEFAULT '[]',
        build_seconds REAL NOT NULL DEFAULT 0,
        verified_datetime TEXT,
        damage TEXT NOT NULL DEFAULT '',
        staged_path TEXT NOT NULL DEFAULT '',
        made_folder TEXT NOT NULL DEFAULT '',
        sealed_mtime_ns INTEGER,
        sealed_inode TEXT NOT NULL DEFAULT '',
        sealed_size INTEGER
    )
    """,
    # One path has one archive, whatever a program believes.
    "CREATE UNIQUE INDEX archive_path_key ON archive (path_key) WHERE state IN ('ready', 'missing', 'offline')",
    "CREATE INDEX archive_created ON archive (created_datetime, id)",
    "CREATE INDEX archive_content ON archive (content_type, content_object_id) WHERE content_object_id IS NOT NULL",
    "CREATE INDEX archive_passing ON archive (state) WHERE state IN ('building', 'sealed', 'deleting', 'failed')",
    "PRAGMA application_id = 1098015606",
    "PRAGMA user_version = 1",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001  # the runner gives both
    """Make the table and its indexes."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
