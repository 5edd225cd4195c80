"""Entries as they were recorded become rows that can be searched.

Each part of an archive goes in by one transaction, together with its removal from `recorded`: whoever dies
or gives up in between leaves the rest for the next, and two processes may share the work.
"""

from __future__ import annotations

import json
import math
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise, repeat
from operator import itemgetter

from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection
from archiver_gui.catalogue.paths import (
    BLOCK_BITS,
    INDEXED_TEXT,
    KIND_NUMBERS,
    TOKEN_DIGITS,
    extension,
    split_path,
    stored,
)
from archiver_gui.catalogue.rows import SETTLED_STATES
from archiver_gui.catalogue.turns import Turns, bulk_writing
from archiver_gui.core.folding import fold
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import DIGEST_BYTES, NO_DIGEST, NO_TIME
from archiver_gui.core.written import KIND_NUMBERS as WRITTEN_NUMBERS

_SETTLED = ", ".join(f"'{state.value}'" for state in SETTLED_STATES)
# An archive that is still being built, and may never be, is not worth the work yet.
_WAITING = f"""
    FROM recorded r CROSS JOIN archive a ON a.id = r.archive_id
    WHERE a.state IN ({_SETTLED}) AND r.archive_id NOT IN (SELECT archive_id FROM dropped)
"""  # noqa: S608  # our own constant
_KINDS = bytes.maketrans(
    bytes(WRITTEN_NUMBERS.values()), bytes(KIND_NUMBERS[kind] for kind in WRITTEN_NUMBERS)
)  # from the numbers of a build's columns to those of the tables

# Entries that go in by one transaction of about a tenth of a second; the more, the fewer runs there are to merge.
_AT_ONCE = 8_000
# Parts, of a million entries together, that may wait until somebody searches, or nothing else is to be done.
_MANY = 125

# The names of all folders of a part are fetched at once, unless there are many times more than are asked for.
_MOST_NAMES = 40_000

Key = tuple[int, str | bytes]  # folder, name
_LATEST = 1 << 62  # seconds; whatever an archive claims, SQLite holds it


class _File:
    """A path that is there, and what is known of its entries in all archives together."""

    __slots__ = ("digest", "id", "kinds", "largest", "newest", "oldest", "smallest")

    def __init__(
        self,
        number: int,
        oldest: int | None,
        newest: int | None,
        smallest: int,
        largest: int,
        kinds: int,
        digest: bytes | None,
    ) -> None:
        self.id = number
        self.oldest = oldest  # of their times, in whole seconds, rounded down
        self.newest = newest
        self.smallest = smallest  # bytes
        self.largest = largest
        self.kinds = kinds  # bits
        self.digest = digest  # of its last version

    def takes(self, size: int, low: int | None, kind: int) -> bool:
        """Take an entry in, with its time in whole seconds; whether it changes anything."""
        known = self.values()
        if low is not None:
            self.oldest = low if self.oldest is None or low < self.oldest else self.oldest
            self.newest = low if self.newest is None or low > self.newest else self.newest
        if size > self.largest:
            self.largest = size
        elif size < self.smallest:
            self.smallest = size
        self.kinds |= 1 << kind
        return known != self.values()

    def values(self) -> tuple[int | None, ...]:
        """Oldest, newest, smallest, largest, kinds."""
        return self.oldest, self.newest, self.smallest, self.largest, self.kinds


def _whole_seconds(times: Iterable[float]) -> list[int | None]:
    """Each time rounded down; None where there is none."""
    try:
        return list(map(math.floor, times))
    except (OverflowError, ValueError):
        return [
            None if moment == NO_TIME or math.isnan(moment) else math.floor(max(-_LATEST, min(moment, _LATEST)))
            for moment in times
        ]


def index(
    database: CatalogueDatabase, progress: Progress | None = None, *, stop: Callable[[], bool] = lambda: False
) -> int:
    """Index what was recorded; how many entries. May be broken off and called again.

    Args:
        stop: Asked between two transactions whether to leave the rest for another time.

    Raises:
        CatalogueError: The catalogue cannot be written.
        Cancelled: Between two transactions.
    """
    count = 0
    with database.reading():
        sql = f"SELECT r.id, LENGTH(r.kinds) {_WAITING} ORDER BY r.archive_id, r.seq"
        parts = driver_connection(database).execute(sql).fetchall()
    if not parts:
        return 0
    turns = Turns(database)
    progress = progress or Progress()
    progress.begin("indexing", sum(entries for _, entries in parts))
    with bulk_writing(database) as connection:
        for group in _groups(parts):
            if stop():
                break
            progress.check()
            with turns.next():
                indexed = sum(_index_part(connection, part) for part in group)
            count += indexed
            progress.done_entries += indexed
    return count


def _groups(parts: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The parts, each with its entries, that go in by one transaction: small archives share one."""
    group: list[int] = []
    room = _AT_ONCE
    for part, entries in parts:
        if group and entries > room:
            yield group
            group, room = [], _AT_ONCE
        group.append(part)
        room -= entries
    if group:
        yield group


def waiting(database: CatalogueDatabase) -> int:
    """How many recorded entries are not indexed yet."""
    with database.reading():
        sql = f"SELECT COALESCE(SUM(LENGTH(r.kinds)), 0) {_WAITING}"
        ((entries,),) = driver_connection(database).execute(sql)
    return int(entries)


def index_many(database: CatalogueDatabase, stop: Callable[[], bool]) -> None:
    """Index what was recorded, if that is much: the next search should not have to wait for more than seconds.

    Raises:
        CatalogueError: The catalogue cannot be written.
    """
    with database.reading():
        (waiting,) = driver_connection(database).execute(f"SELECT COUNT(*) {_WAITING}").fetchone()
    if waiting > _MANY:
        index(database, stop=stop)


def _index_part(connection: sqlite3.Connection, number: int) -> int:
    found = connection.execute(
        f"SELECT r.archive_id, r.seq, r.names, r.lengths, r.kinds, r.sizes, r.times, r.digests {_WAITING} AND r.id = ?",
        (number,),
    ).fetchone()
    if found is None:  # another process was quicker, or the archive went
        return 0
    part = _Part(connection, *found)
    part.write()
    connection.execute("DELETE FROM recorded WHERE id = ?", (number,))
    return len(part.kinds)


class _Part:
    """Some thousand entries of one archive on their way into the tables; inside one transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        archive_id: int,
        first: int,
        names: bytes,
        lengths: bytes,
        kinds: bytes,
        sizes: bytes,
        times: bytes,
        digests: bytes,
    ) -> None:
        self._connection = connection
        self._archive_id = archive_id
        self._first = first
        self._paths = list(_paths(names, array("I", lengths)))
        self.kinds = kinds.translate(_KINDS)
        self._sizes = array("q", sizes)
        self._times = array("d", times)
        self._seconds = _whole_seconds(self._times)
        self._digests = [
            None if digest == NO_DIGEST else digest
            for digest in (digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES))
        ]

    def write(self) -> None:
        """Have the entries in the tables, and their paths where they are new."""
        folders, names = self._split()
        folder_ids, known = self._folder_ids(set(folders))
        stored_names = [name if name.isascii() else stored(name) for name in names]
        keys: list[Key] = list(zip(map(folder_ids.__getitem__, folders), stored_names, strict=True))
        files = self._files(known, keys) if known else {}
        self._write_files(keys, names, files)
        ids = [files[key].id for key in keys]
        times = [None if moment == NO_TIME else moment for moment in self._times]
        rows = zip(
            repeat(self._archive_id), ids, range(self._first, self._first + len(ids)),
            self._sizes, times, self._digests, self.kinds,
        )  # fmt: skip
        self._connection.executemany(
            "INSERT INTO entry (archive_id, file_id, seq, size, mtime, hash, kind) VALUES (?, ?, ?, ?, ?, ?, ?)",
            sorted(rows, key=itemgetter(1)),  # as they lie in the table; those of one path stay in order
        )
        self._write_blocks(ids)
        self._write_span()

    def _write_blocks(self, ids: list[int]) -> None:
        kinds = " + ".join(f"MAX(kinds & {1 << kind})" for kind in KIND_NUMBERS.values())
        self._connection.execute(
            f"""
            INSERT INTO block_span (block, last, oldest, newest, smallest, largest, kinds)
            SELECT file_id >> {BLOCK_BITS}, MAX(last), MIN(oldest), MAX(newest), MIN(smallest), MAX(largest), {kinds}
            FROM file_span WHERE file_id IN (SELECT value FROM json_each(?)) GROUP BY 1
            ON CONFLICT DO UPDATE SET
            last = MAX(last, excluded.last),
            oldest = COALESCE(MIN(oldest, excluded.oldest), oldest, excluded.oldest),
            newest = COALESCE(MAX(newest, excluded.newest), newest, excluded.newest),
            smallest = MIN(smallest, excluded.smallest),
            largest = MAX(largest, excluded.largest),
            kinds = kinds | excluded.kinds
            """,  # noqa: S608  # our own constants
            (json.dumps(ids),),
        )

    def _write_span(self) -> None:
        seconds = [second for second in self._seconds if second is not None]
        kinds = sum(1 << kind for kind in set(self.kinds))
        self._connection.execute(
            """
            INSERT INTO archive_span (archive_id, oldest, newest, smallest, largest, kinds) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
            oldest = COALESCE(MIN(oldest, excluded.oldest), oldest, excluded.oldest),
            newest = COALESCE(MAX(newest, excluded.newest), newest, excluded.newest),
            smallest = MIN(smallest, excluded.smallest),
            largest = MAX(largest, excluded.largest),
            kinds = kinds | excluded.kinds
            """,
            (
                self._archive_id, min(seconds, default=None), max(seconds, default=None),
                min(self._sizes), max(self._sizes), kinds,
            ),
        )  # fmt: skip

    def _split(self) -> tuple[list[str], list[str]]:
        folders, names = [], []
        for path in self._paths:
            cut = path.rfind("/") + 1
            folder, name = path[:cut], path[cut:]
            if not name or "./" in folder or "//" in folder:
                folder, name = split_path(path)
            folders.append(folder)
            names.append(name)
        return folders, names

    def _folder_ids(self, folders: set[str]) -> tuple[dict[str, int], list[int]]:
        """The number of each folder, and of those that were there before."""
        by_path = {stored(folder): folder for folder in folders}
        texts = json.dumps([path for path in by_path if isinstance(path, str)])
        found = self._connection.execute(
            "SELECT d.path, d.id FROM json_each(?) AS wanted CROSS JOIN dir d ON d.path = wanted.value", (texts,)
        ).fetchall()
        for path in by_path:
            if isinstance(path, bytes):
                found += self._connection.execute("SELECT path, id FROM dir WHERE path = ?", (path,)).fetchall()
        ids = {by_path[path]: number for path, number in found}
        known = list(ids.values())
        rows = []
        (last,) = self._connection.execute("SELECT COALESCE(MAX(id), 0) FROM dir").fetchone()
        for path, folder in by_path.items():
            if folder not in ids:
                last += 1
                ids[folder] = last
                rows.append((last, path, None if folder.isascii() else fold(folder)))
        self._connection.executemany("INSERT INTO dir (id, path, key) VALUES (?, ?, ?)", rows)
        return ids, known

    def _files(self, folders: list[int], keys: list[Key]) -> dict[Key, _File]:
        """Those of the paths that were there before."""
        known = self._file_ids(folders, keys)
        keys_by_id = {known[key]: key for key in keys if key in known}
        found = self._connection.execute(
            """
            SELECT s.file_id, s.oldest, s.newest, s.smallest, s.largest, s.kinds,
            (SELECT e.hash FROM entry e WHERE e.archive_id = s.last AND e.file_id = s.file_id LIMIT 1)
            FROM json_each(?) AS wanted CROSS JOIN file_span s ON s.file_id = wanted.value
            """,
            (json.dumps(sorted(keys_by_id)),),
        )
        return {keys_by_id[row[0]]: _File(*row) for row in found}

    def _file_ids(self, folders: list[int], keys: list[Key]) -> dict[Key, int]:
        """The numbers of the paths that were there before, and of others in these folders."""
        sql = "SELECT dir_id, name, id FROM file WHERE dir_id IN (SELECT value FROM json_each(?)) LIMIT ?"
        rows = self._connection.execute(sql, (json.dumps(folders), _MOST_NAMES)).fetchall()
        if len(rows) == _MOST_NAMES:
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (dir_id INTEGER, name)")
            self._connection.execute("DELETE FROM wanted")
            self._connection.executemany("INSERT INTO wanted (dir_id, name) VALUES (?, ?)", keys)
            rows = self._connection.execute(
                """
                SELECT f.dir_id, f.name, f.id
                FROM wanted w CROSS JOIN file f ON f.dir_id = w.dir_id AND f.name = w.name
                """
            ).fetchall()
        return {(folder, name): number for folder, name, number in rows}

    def _write_files(self, keys: list[Key], names: list[str], files: dict[Key, _File]) -> None:
        """Add the paths that are new to `files` and to the tables, and take the entries in with all."""
        connection = self._connection
        (last,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM file").fetchone()
        new: list[tuple[Key, str, _File]] = []
        changed: dict[int, _File] = {}
        tokens: list[tuple[int, str]] = []
        number = last
        for key, name, size, low, kind, digest in zip(
            keys, names, self._sizes, self._seconds, self.kinds, self._digests, strict=True
        ):
            file = files.get(key)
            if file is None:
                number += 1
                file = files[key] = _File(number, low, low, size, size, 1 << kind, None)
                new.append((key, name, file))
            elif file.takes(size, low, kind):
                changed[file.id] = file
            if digest is not None and digest != file.digest:
                tokens.append((file.id, digest.hex()[:TOKEN_DIGITS]))
                file.digest = digest
        connection.execute(
            "UPDATE file_span SET last = ? WHERE file_id IN (SELECT value FROM json_each(?)) AND last < ?1",
            (self._archive_id, json.dumps([files[key].id for key in keys if files[key].id <= last])),
        )
        connection.executemany(
            "UPDATE file_span SET oldest = ?, newest = ?, smallest = ?, largest = ?, kinds = ? WHERE file_id = ?",
            ((*file.values(), file.id) for file in changed.values() if file.id <= last),
        )
        connection.executemany(
            "INSERT INTO file (id, dir_id, name, key, ext) VALUES (?, ?, ?, ?, ?)",
            ((file.id, *key, *_name_values(name)) for key, name, file in new),
        )
        connection.executemany(
            """
            INSERT INTO file_span (file_id, last, oldest, newest, smallest, largest, kinds) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            ((file.id, self._archive_id, *file.values()) for _, _, file in new),
        )
        connection.execute(
            f"""
            INSERT INTO path_index (rowid, path)
            SELECT f.id, {INDEXED_TEXT} FROM file f CROSS JOIN dir d ON d.id = f.dir_id WHERE f.id > ? ORDER BY f.id
            """,  # noqa: S608  # our own constant
            (last,),
        )
        connection.executemany("INSERT INTO digest_index (rowid, digest) VALUES (?, ?)", tokens)


def _paths(names: bytes, lengths: array[int]) -> Iterator[str]:
    ends = list(accumulate(lengths, initial=0))
    if names.isascii():
        text = names.decode("ascii")
        return map(text.__getitem__, map(slice, ends, ends[1:]))
    return (names[start:end].decode("utf-8", "surrogateescape") for start, end in pairwise(ends))


def _name_values(name: str) -> tuple[str | None, str | None]:
    """The folded name where it is more than ASCII, and the suffix."""
    if name.isascii():
        return None, extension(name)
    key = fold(name)
    return key, extension(key)
