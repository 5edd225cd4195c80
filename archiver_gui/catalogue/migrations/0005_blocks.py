"""What is known of the entries of many paths together."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    # The bounds of `file_span`, of each 1,024 paths with consecutive numbers together: of many paths that a search
    # could show, those need not be looked at whose block has nothing as new as what fills the page.
    """
    CREATE TABLE block_span (
        block INTEGER PRIMARY KEY,
        last INTEGER NOT NULL,
        oldest INTEGER,
        newest INTEGER,
        smallest INTEGER NOT NULL,
        largest INTEGER NOT NULL,
        kinds INTEGER NOT NULL
    )
    """,
    """
    INSERT INTO block_span (block, last, oldest, newest, smallest, largest, kinds)
    SELECT file_id >> 10, MAX(last), MIN(oldest), MAX(newest), MIN(smallest), MAX(largest),
    MAX(kinds & 1) + MAX(kinds & 2) + MAX(kinds & 4) + MAX(kinds & 8) + MAX(kinds & 16)
    FROM file_span GROUP BY 1
    """,
    "PRAGMA user_version = 5",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001  # the runner gives both
    """Make the table, and fill it from the bounds of single paths: a second where there are millions."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
