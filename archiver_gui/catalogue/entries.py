"""The entries of one archive: how they are written down, and how they are taken back.

A build is not to wait for the indexes: its entries go in as columns, some thousand to a row, which costs
next to nothing. `indexing` takes them apart once the archive is there, in the background or before the
first question that needs them; `sweeping` removes them.

What a killed process left is an archive that is not marked as indexed, whose entries are dropped or
recorded anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection
from archiver_gui.catalogue.sweeping import sweep
from archiver_gui.catalogue.turns import Turns, bulk_writing
from archiver_gui.core.entries import WrittenEntry
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import WrittenColumns, WrittenEntries

# Entries that are recorded as one row.
PART = 8_000


def as_columns(written: Iterable[WrittenEntry]) -> WrittenEntries:
    """The entries as columns, which they are already where a built-in backend wrote them."""
    if isinstance(written, WrittenEntries):
        return written
    columns = WrittenEntries()
    for entry in written:
        columns.append(entry.path, entry.kind, entry.size, entry.mtime, entry.digest)
    return columns


def record_entries(
    database: CatalogueDatabase, archive_id: int, written: Iterable[WrittenEntries], progress: Progress | None = None
) -> tuple[int, int]:
    """Write down the entries of an archive, which has none yet, and mark it as complete.

    Args:
        written: In archive order; several where there are too many to hold.

    Returns:
        How many, and the bytes of their contents.

    Raises:
        CatalogueError: The catalogue cannot be written; what went in before stays, unmarked.
        Cancelled: Between two transactions; as above. Nothing but the cancel is looked at: the counters
            belong to the job's own thread.
    """
    count = content_bytes = 0
    turns = Turns(database)
    with bulk_writing(database) as connection:
        for entries in written:
            for columns in _parts(entries):
                if progress is not None:
                    progress.check()
                with turns.next():
                    connection.execute(
                        """
                        INSERT INTO recorded (archive_id, seq, names, lengths, kinds, sizes, times, digests)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        (archive_id, count, *_as_stored(columns)),
                    )
                count += len(columns.kinds)
            content_bytes += entries.content_bytes
        with turns.next():
            marked = connection.execute("UPDATE archive SET indexed = 1 WHERE id = ?", (archive_id,)).rowcount
            if not marked:  # it was forgotten meanwhile
                connection.execute("INSERT OR IGNORE INTO dropped (archive_id) VALUES (?)", (archive_id,))
    return count, content_bytes


def _parts(entries: WrittenEntries) -> Iterator[WrittenColumns]:
    for first in range(0, len(entries), PART):
        yield entries.columns(first, min(first + PART, len(entries)))


def _as_stored(columns: WrittenColumns) -> tuple[object, ...]:
    # "I": four bytes on every system, where "L" has four or eight.
    return (columns.names, array("I", columns.lengths), columns.kinds, columns.sizes, columns.times, columns.digests)


def drop(database: CatalogueDatabase, archive_id: int) -> None:
    """Have the entries of an archive removed whose row stays: they were recorded in part, or are out of date."""
    with database.writing():
        connection = driver_connection(database)
        connection.execute("UPDATE archive SET indexed = 0 WHERE id = ?", (archive_id,))
        connection.execute("INSERT OR IGNORE INTO dropped (archive_id) VALUES (?)", (archive_id,))
    sweep(database, archive_id=archive_id)
