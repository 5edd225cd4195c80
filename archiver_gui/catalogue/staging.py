"""Some thousand entries on their way into the tables: they are taken apart here, and put down by few statements.

What costs is each crossing from here to SQLite, more than what it does there. Entries therefore go into a
temporary table, many by one statement; all that follows from them is told by SQL.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise, repeat
from typing import Any

from archiver_gui.catalogue.paths import (
    BLOCK_BITS,
    DIGEST_TOKEN,
    INDEXED_TEXT,
    KIND_NUMBERS,
    extension,
    restored,
    split_path,
    stored,
)
from archiver_gui.core.folding import fold
from archiver_gui.core.written import DIGEST_BYTES, NO_DIGEST, NO_TIME
from archiver_gui.core.written import KIND_NUMBERS as WRITTEN_NUMBERS

_KINDS = bytes.maketrans(
    bytes(WRITTEN_NUMBERS.values()), bytes(KIND_NUMBERS[kind] for kind in WRITTEN_NUMBERS)
)  # from the numbers of a build's columns to those of the tables
_MOST_VARIABLES = 900  # of one statement; some systems' SQLite takes 999

_TEMPORARY = (
    "CREATE TEMP TABLE IF NOT EXISTS wanted (dir_id INTEGER NOT NULL, name NOT NULL)",
    "DELETE FROM wanted",
    """
    CREATE TEMP TABLE IF NOT EXISTS staged (
        file_id INTEGER, archive_id INTEGER, seq INTEGER, size INTEGER, mtime REAL, hash BLOB, kind INTEGER
    )
    """,
    "DELETE FROM staged",
    """
    CREATE TEMP TABLE IF NOT EXISTS together (
        block INTEGER, archive_id INTEGER, kind INTEGER, oldest REAL, newest REAL, smallest INTEGER, largest INTEGER
    )
    """,
    "DELETE FROM together",
)
_SECOND = "CAST(mtime AS INTEGER) - (mtime < CAST(mtime AS INTEGER))"  # whole ones, rounded down
_WIDENED = """
    oldest = COALESCE(MIN(oldest, excluded.oldest), oldest, excluded.oldest),
    newest = COALESCE(MAX(newest, excluded.newest), newest, excluded.newest),
    smallest = MIN(smallest, excluded.smallest),
    largest = MAX(largest, excluded.largest),
    kinds = kinds | excluded.kinds
"""
# Of those of one kind, which spares an aggregate a kind.
_TOGETHER = f"""
    {_SECOND.replace("mtime", "MIN(oldest)")}, {_SECOND.replace("mtime", "MAX(newest)")},
    MIN(smallest), MAX(largest), 1 << kind FROM together WHERE true
"""

_FROM_STAGED = (
    # Contents that a path had not when it was there last. Each is a row, as it is when it goes, although a path may
    # have several; in the order of paths, which the index is written in: out of it, it begins a new run.
    f"""
    INSERT INTO digest_index (rowid, digest)
    SELECT file_id, {DIGEST_TOKEN.format(hash="hash")} FROM (
        SELECT file_id, hash, ROW_NUMBER() OVER (PARTITION BY file_id) AS turn FROM (
            SELECT DISTINCT g.file_id, g.hash FROM staged g WHERE g.hash IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM file_span s CROSS JOIN entry e ON e.archive_id = s.last AND e.file_id = s.file_id
                WHERE s.file_id = g.file_id AND e.hash = g.hash
            )
        )
    ) ORDER BY turn, file_id
    """,  # noqa: S608  # our own constant
    # As they lie in the table.
    """
    INSERT INTO entry (archive_id, file_id, seq, size, mtime, hash, kind)
    SELECT archive_id, file_id, seq, size, mtime, hash, kind FROM staged ORDER BY archive_id, file_id, seq
    """,
    f"""
    INSERT INTO file_span (file_id, last, oldest, newest, smallest, largest, kinds)
    SELECT file_id, archive_id, {_SECOND}, {_SECOND}, size, size, 1 << kind FROM staged WHERE true
    ON CONFLICT DO UPDATE SET last = MAX(last, excluded.last), {_WIDENED}
    """,  # noqa: S608  # our own constants
    f"""
    INSERT INTO together SELECT file_id >> {BLOCK_BITS}, archive_id, kind, MIN(mtime), MAX(mtime), MIN(size), MAX(size)
    FROM staged GROUP BY 1, 2, 3
    """,  # noqa: S608  # our own constant
    f"""
    INSERT INTO block_span (block, last, oldest, newest, smallest, largest, kinds)
    SELECT block, MAX(archive_id), {_TOGETHER} GROUP BY block, kind
    ON CONFLICT DO UPDATE SET last = MAX(last, excluded.last), {_WIDENED}
    """,
    f"""
    INSERT INTO archive_span (archive_id, oldest, newest, smallest, largest, kinds)
    SELECT archive_id, {_TOGETHER} GROUP BY archive_id, kind ON CONFLICT DO UPDATE SET {_WIDENED}
    """,
)


class Part:
    """Entries of one archive that follow each other, as they were recorded."""

    def __init__(
        self,
        archive_id: int,
        first: int,
        names: bytes,
        lengths: bytes,
        kinds: bytes,
        sizes: bytes,
        times: bytes,
        digests: bytes,
    ) -> None:
        self.archive_id = archive_id
        self.first = first  # position in the archive
        self.paths = list(_paths(names, array("I", lengths)))
        self.kinds = kinds.translate(_KINDS)
        self.sizes = array("q", sizes)
        self.times = [None if moment == NO_TIME else moment for moment in array("d", times)]
        self.digests = [
            None if digest == NO_DIGEST else digest
            for digest in (digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES))
        ]


def take_apart(connection: sqlite3.Connection, parts: Sequence[Part]) -> None:
    """Have the entries in the tables, and their paths where they are new; inside one transaction."""
    for statement in _TEMPORARY:
        connection.execute(statement)
    paths = list(chain.from_iterable(part.paths for part in parts))
    numbers = _Paths(connection).numbers(list(dict.fromkeys(paths)))
    ids = list(map(numbers.__getitem__, paths))
    order = sorted(range(len(ids)), key=ids.__getitem__)  # as the tables of paths have them
    columns = (
        ids,
        list(chain.from_iterable(repeat(part.archive_id, len(part.kinds)) for part in parts)),
        list(chain.from_iterable(range(part.first, part.first + len(part.kinds)) for part in parts)),
        list(chain.from_iterable(part.sizes for part in parts)),
        list(chain.from_iterable(part.times for part in parts)),
        list(chain.from_iterable(part.digests for part in parts)),
        list(chain.from_iterable(part.kinds for part in parts)),
    )
    _insert(
        connection,
        "staged (file_id, archive_id, seq, size, mtime, hash, kind)",
        *(list(map(column.__getitem__, order)) for column in columns),
    )
    for statement in _FROM_STAGED:
        connection.execute(statement)


class _Paths:
    """The numbers of paths, which those get that have none yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def numbers(self, paths: list[str]) -> dict[str, int]:
        """Of each path."""
        folders, names = _split(paths)
        folder_ids = self._folder_ids(set(folders))
        dirs = list(map(folder_ids.__getitem__, folders))
        stored_names = [name if name.isascii() else stored(name) for name in names]
        found = self._found(dirs, stored_names)
        self._write_new(dirs, stored_names, found)
        return dict(zip(paths, found, strict=True))

    def _folder_ids(self, folders: set[str]) -> dict[str, int]:
        by_path = {stored(folder): folder for folder in folders}
        texts = json.dumps([path for path in by_path if isinstance(path, str)])
        found = self._connection.execute(
            "SELECT d.path, d.id FROM json_each(?) AS wanted CROSS JOIN dir d ON d.path = wanted.value", (texts,)
        ).fetchall()
        for path in by_path:
            if isinstance(path, bytes):
                found += self._connection.execute("SELECT path, id FROM dir WHERE path = ?", (path,)).fetchall()
        ids = {by_path[path]: number for path, number in found}
        rows = []
        (last,) = self._connection.execute("SELECT COALESCE(MAX(id), 0) FROM dir").fetchone()
        for path, folder in by_path.items():
            if folder not in ids:
                last += 1
                ids[folder] = last
                rows.append((last, path, None if folder.isascii() else fold(folder)))
        self._connection.executemany("INSERT INTO dir (id, path, key) VALUES (?, ?, ?)", rows)
        return ids

    def _found(self, dirs: list[int], names: list[str | bytes]) -> list[int]:
        """The number of each path that was there before; 0 for the others."""
        _insert(self._connection, "wanted (dir_id, name)", dirs, names)
        found = [0] * len(names)
        for row, number in self._connection.execute(
            "SELECT w.rowid, f.id FROM wanted w CROSS JOIN file f ON f.dir_id = w.dir_id AND f.name = w.name"
        ):
            found[row - 1] = number
        return found

    def _write_new(self, dirs: list[int], names: list[str | bytes], found: list[int]) -> None:
        """Add those that have no number yet to the tables, and their numbers to what was found."""
        missing = [at for at, number in enumerate(found) if not number]
        if not missing:
            return
        (last,) = self._connection.execute("SELECT COALESCE(MAX(id), 0) FROM file").fetchone()
        keys = [(dirs[at], names[at]) for at in missing]
        ids = dict(zip(dict.fromkeys(keys), itertools.count(last + 1)))  # several texts may mean the same path
        for at, key in zip(missing, keys, strict=True):
            found[at] = ids[key]
        folders, new = zip(*ids, strict=True)
        folded, suffixes = zip(*map(_folded, new), strict=True)
        _insert(
            self._connection, "file (id, dir_id, name, key, ext)", list(ids.values()), folders, new, folded, suffixes
        )
        self._connection.execute(
            f"""
            INSERT INTO path_index (rowid, path)
            SELECT f.id, {INDEXED_TEXT} FROM file f CROSS JOIN dir d ON d.id = f.dir_id WHERE f.id > ? ORDER BY f.id
            """,  # noqa: S608  # our own constant
            (last,),
        )


def _insert(connection: sqlite3.Connection, into: str, *columns: Sequence[Any]) -> None:
    """Insert rows that are given column by column, many by one statement and what is left over one by one."""
    width, count = len(columns), len(columns[0])
    most = _MOST_VARIABLES // width
    whole = count - count % most
    one = f"({', '.join('?' * width)})"
    many = f"INSERT INTO {into} VALUES {', '.join([one] * most)}"  # noqa: S608  # our own names
    values: list[Any] = [None] * (most * width)
    for first in range(0, whole, most):
        for at, column in enumerate(columns):
            values[at::width] = column[first : first + most]
        connection.execute(many, values)
    rest = zip(*(column[whole:] for column in columns), strict=True)
    connection.executemany(f"INSERT INTO {into} VALUES {one}", rest)  # noqa: S608  # our own names


def _split(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """The folder and the name of each."""
    folders, names = [], []
    for path in paths:
        cut = path.rfind("/") + 1
        folder, name = path[:cut], path[cut:]
        if not name or "./" in folder or "//" in folder:
            folder, name = split_path(path)
        folders.append(folder)
        names.append(name)
    return folders, names


def _paths(names: bytes, lengths: array[int]) -> Iterator[str]:
    ends = list(accumulate(lengths, initial=0))
    if names.isascii():
        text = names.decode("ascii")
        return map(text.__getitem__, map(slice, ends, ends[1:]))
    return (names[start:end].decode("utf-8", "surrogateescape") for start, end in pairwise(ends))


def _folded(name: str | bytes) -> tuple[str | None, str | None]:
    """The folded name where it is more than ASCII, and the suffix."""
    if isinstance(name, str) and name.isascii():
        return None, extension(name)
    key = fold(restored(name))
    return key, extension(key)
