"""What built an archive, what may happen to it, and how it fared: recipes, pins, rules, damaged entries, the trash."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    # Sources and options of builds; without sources it is a preset, which has a name.
    """
    CREATE TABLE recipe (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL DEFAULT '',
        favourite INTEGER NOT NULL DEFAULT 0,
        sources TEXT NOT NULL DEFAULT '[]',
        options TEXT NOT NULL DEFAULT '{}',
        digest TEXT NOT NULL,
        created_datetime TEXT NOT NULL
    )
    """,
    # The same recipe is the same row, so that what was built from it is linked.
    "CREATE UNIQUE INDEX recipe_digest ON recipe (digest) WHERE sources != '[]'",
    "CREATE UNIQUE INDEX recipe_name ON recipe (name) WHERE name != ''",
    """
    CREATE TABLE retention_rule (
        name TEXT PRIMARY KEY NOT NULL,
        policy TEXT NOT NULL,
        created_datetime TEXT NOT NULL
    )
    """,
    "ALTER TABLE archive ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
    # When its digest was taken: as it was built, or read.
    "ALTER TABLE archive ADD COLUMN recorded_datetime TEXT",
    "UPDATE archive SET recorded_datetime = created_datetime",
    # The first of what the last verification found, [path, what is wrong]; and how many there were.
    "ALTER TABLE archive ADD COLUMN damaged_entries TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE archive ADD COLUMN damaged_count INTEGER NOT NULL DEFAULT 0",
    # Where a file lies that was moved to the trash.
    "ALTER TABLE archive ADD COLUMN trash_path TEXT NOT NULL DEFAULT ''",
    "DROP INDEX archive_passing",
    """
    CREATE INDEX archive_hidden ON archive (state)
    WHERE state IN ('building', 'sealed', 'deleting', 'failed', 'trashed')
    """,
    "PRAGMA user_version = 3",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001  # the runner gives both
    """Make the tables and columns; what is there keeps its options, and gets a recipe when it is built again."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
