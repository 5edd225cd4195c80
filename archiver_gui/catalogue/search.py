"""Search over the entries of all archives. Reads only; from any thread, on that thread's own connection.

Three ways lead to a page of matches, and the query and what is in the catalogue decide which:

- *by paths*: the trigram index (or the suffixes, or for the shortest words the paths themselves) give the
  paths that can fit, and each path its newest entry that does. Best where few paths fit.
- *by entries*: from the newest archive on, until the page is full. Best where many fit, of which the
  first page comes from the newest archives; given up after a while, when they lie further back.
- *by content or size*: an index of the entries gives them directly.
"""

from __future__ import annotations

import contextlib
import json
import math
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

from archiver_gui.catalogue.conditions import (
    LARGE_BYTES,
    SHOWN,
    VISIBLE,
    Conditions,
    extension_of,
    index_terms,
    quoted_term,
)
from archiver_gui.catalogue.database import CatalogueDatabase, driver_connection
from archiver_gui.core.matches import Cursor
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.query import Query

# Up to so many paths are looked at one by one at once, about 25 ms; fewer in a small catalogue, where a page
# of a hundred is found sooner among the entries.
_FEW_PATHS = 4_000
_PATHS_A_PAGE = 40
_FEW_ENTRIES = 5_000
# SQLite asks whether to go on after so many of its steps: a few times a millisecond.
_STEPS_BETWEEN_CHECKS = 5_000
# How long entries are gone through before the paths are asked after all, in such checks; about 15 ms.
# Not by the clock: a busy machine would give up what is about to succeed.
_SCAN_CHECKS = 50
# What asking one path costs. With very many, entries are gone through for half of what asking all would take.
_STEPS_OF_A_PATH = 100
_MANY = 5  # times the few
_CACHE_KIB = 16 * 1024

_SHORT_WORD = 2
_MAX_SHORT_TERMS = 500
_NO_TERM = "\2\2\2"  # in no path but a hostile one, which does not fit for it

Hit = tuple[int, int]  # archive, file

# The entries of a path in all archives, counted up to here: nobody reads more in a list.
MAX_VERSIONS_COUNTED = 1_000
VERSIONS = f"(SELECT COUNT(*) FROM (SELECT 1 FROM entry WHERE file_id = e.file_id LIMIT {MAX_VERSIONS_COUNTED}))"  # noqa: S608


class _OutOfTime(Exception):
    """The scan through the newest entries took too long."""


def find(
    database: CatalogueDatabase, query: Query, limit: int, cursor: Cursor | None, progress: Progress | None = None
) -> tuple[list[Hit], Cursor | None]:
    """The newest fitting entry of each path, newest archive first; and where the page ended.

    Raises:
        CatalogueError: The catalogue cannot be read.
        Cancelled: The user typed on.
    """
    if not query or limit <= 0:
        return [], None
    with watched(database, progress) as watch:
        search = _Search(watch, query)
        hits = search.page(limit + 1, cursor)
    page = hits[:limit]
    return page, page[-1] if len(hits) > limit else None


@contextlib.contextmanager
def watched(database: CatalogueDatabase, progress: Progress | None = None) -> Iterator[Watch]:
    """This thread's connection for reading; a cancel breaks off whatever it does.

    Raises:
        Cancelled: From the block.
    """
    with database.reading():
        connection = driver_connection(database)
        watch = Watch(connection, progress)
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.set_progress_handler(watch.is_over, _STEPS_BETWEEN_CHECKS)
        try:
            yield watch
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT and progress is not None and progress.cancelled:
                raise Cancelled from error
            raise
        finally:
            connection.set_progress_handler(None, 0)


class Watch:
    """A connection, and whether what it does is to be broken off."""

    def __init__(self, connection: sqlite3.Connection, progress: Progress | None) -> None:
        self._connection = connection
        self._progress = progress
        self._checks_left: int | None = None

    def is_over(self) -> bool:
        """Asked by SQLite, in the middle of its work."""
        if self._checks_left is not None:
            self._checks_left -= 1
            if self._checks_left < 0:
                return True
        return self._progress is not None and self._progress.cancelled

    def rows(self, sql: str, values: dict[str, Any], checks: int | None = None) -> list[Any]:
        """All rows.

        Raises:
            _OutOfTime: It took more than so many checks.
        """
        self._checks_left = checks
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            cancelled = self._progress is not None and self._progress.cancelled
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT and checks is not None and not cancelled:
                raise _OutOfTime from error
            raise
        finally:
            self._checks_left = None


class _Search:
    """One query on its way to one page."""

    def __init__(self, watch: Watch, query: Query) -> None:
        self._watch = watch
        self._query = query
        self._is = Conditions.of(query)
        self._values: dict[str, Any] = dict(self._is.values)
        if query.archives:
            self._values["archives"] = json.dumps(self._archives())

    def page(self, limit: int, cursor: Cursor | None) -> list[Hit]:
        """Up to `limit` hits behind the cursor."""
        self._values["limit"] = limit
        self._values["archive"], self._values["file"] = cursor or (1 << 62, 0)
        index = self._entry_index()
        if index or not self._is.path:
            return self._by_entries(index)
        source = self._path_source()
        ((known,),) = self._watch.rows("SELECT COALESCE(MAX(id), 0) FROM file", {})
        few = min(math.isqrt(_PATHS_A_PAGE * known), _FEW_PATHS)
        paths = self._watch.rows(f"{source} LIMIT {few + 1}", self._values)
        if len(paths) <= few:
            self._values["paths"] = json.dumps([number for (number,) in paths])
            return self._by_paths("SELECT value FROM json_each(:paths)")
        try:
            return self._by_entries("", _SCAN_CHECKS)
        except _OutOfTime:
            ((count,),) = self._watch.rows(f"SELECT COUNT(*) FROM ({source})", self._values)  # noqa: S608  # our own text
        if count > _MANY * few:
            with contextlib.suppress(_OutOfTime):
                return self._by_entries("", count * _STEPS_OF_A_PATH // _STEPS_BETWEEN_CHECKS // 2)
        return self._by_paths(source)

    def _archives(self) -> list[int]:
        """The archives that `in:` means; each of its words has to fit."""
        conditions, values = [], {}
        for number, word in enumerate(self._query.archives):
            values[f"in{number}"] = word
            if word[0] == "#" and word[1:].isdigit():
                values[f"in{number}"] = word[1:]
                conditions.append(f"a.id = CAST(:in{number} AS INTEGER)")
            else:
                conditions.append(f"INSTR(a.name_key, :in{number}) > 0")
        sql = f"SELECT a.id FROM archive a WHERE {VISIBLE} AND {' AND '.join(conditions)}"  # noqa: S608  # values are bound
        return [number for (number,) in self._watch.rows(sql, values)]

    def _entry_index(self) -> str:
        """The index of the entries that leads to few of them; '' when there is none."""
        if self._query.digests:
            return "entry_hash"
        if self._query.min_size is None or self._query.min_size < LARGE_BYTES:
            return ""
        sql = f"""
            SELECT COUNT(*) FROM (
                SELECT 1 FROM entry e INDEXED BY entry_large WHERE e.size >= {LARGE_BYTES} AND e.size >= :min_size
                LIMIT {_FEW_ENTRIES}
            )
        """  # noqa: S608  # our own constants
        ((count,),) = self._watch.rows(sql, {"min_size": self._query.min_size})
        return "entry_large" if count < _FEW_ENTRIES else ""

    def _by_entries(self, index: str, checks: int | None = None) -> list[Hit]:
        large = f"AND e.size >= {LARGE_BYTES}" if index == "entry_large" else ""
        source = f"entry e INDEXED BY {index} CROSS JOIN archive a" if index else "archive a CROSS JOIN entry e"
        among = "AND a.id IN (SELECT value FROM json_each(:archives))" if self._query.archives else ""
        paths = f"CROSS JOIN file f ON f.id = e.file_id CROSS JOIN dir d ON d.id = f.dir_id AND {self._is.path}"
        sql = f"""
            SELECT e.archive_id, e.file_id FROM {source} ON a.id = e.archive_id {paths if self._is.path else ""}
            WHERE {VISIBLE} AND a.id <= :archive AND (e.archive_id < :archive OR e.file_id < :file)
            AND {self._is.entry} {large} {among}
            AND NOT EXISTS (
                SELECT 1 FROM entry n INDEXED BY entry_file CROSS JOIN archive a ON a.id = n.archive_id
                WHERE n.file_id = e.file_id AND n.archive_id >= e.archive_id
                AND (n.archive_id > e.archive_id OR n.seq > e.seq) AND {VISIBLE} AND {self._is.entry_as("n")}
            )
            ORDER BY a.id DESC, e.file_id DESC LIMIT :limit
        """  # noqa: S608  # values are bound
        return self._watch.rows(sql, self._values, checks)

    def _path_source(self) -> str:
        """What gives the paths that can fit; those of an index are not all that do."""
        extension = extension_of(self._query)
        if extension:
            self._values["extension"] = extension
            return "SELECT id FROM file INDEXED BY file_ext WHERE ext = :extension"
        terms = index_terms(self._query) or self._short_terms()
        if terms:
            self._values["terms"] = terms
            return "SELECT rowid FROM path_index WHERE path_index MATCH :terms"
        return f"SELECT f.id FROM file f CROSS JOIN dir d ON d.id = f.dir_id WHERE {self._is.path}"  # noqa: S608

    def _short_terms(self) -> str:
        """What the index is asked for a word of two characters: any trigram that begins so; '' for no such word."""
        for word in self._query.words:
            if len(word) == _SHORT_WORD and word.isprintable() and ord(word[1]) < sys.maxunicode:
                sql = f"SELECT term FROM path_terms WHERE term >= :low AND term < :high LIMIT {_MAX_SHORT_TERMS + 1}"  # noqa: S608
                rows = self._watch.rows(sql, {"low": word, "high": word[0] + chr(ord(word[1]) + 1)})
                if len(rows) <= _MAX_SHORT_TERMS:
                    return " OR ".join(quoted_term(term) for (term,) in rows) or quoted_term(_NO_TERM)
        return ""

    def _by_paths(self, source: str) -> list[Hit]:
        sql = f"""
            WITH candidate (id) AS ({source}), fitting AS (
                SELECT f.id, (
                    SELECT e.archive_id FROM entry e INDEXED BY entry_file
                    WHERE e.file_id = f.id AND {SHOWN} AND {self._is.entry} ORDER BY e.archive_id DESC LIMIT 1
                ) AS newest
                FROM candidate CROSS JOIN file f ON f.id = candidate.id
                CROSS JOIN dir d ON d.id = f.dir_id
                WHERE {self._is.path}
            )
            SELECT newest, id FROM fitting
            WHERE newest <= :archive AND (newest < :archive OR id < :file)
            ORDER BY newest DESC, id DESC LIMIT :limit
        """  # noqa: S608  # values are bound
        return self._watch.rows(sql, self._values)


def details(watch: Watch, query: Query, hits: list[Hit]) -> list[tuple[Any, ...]]:
    """Of each hit that is still there: archive, file, folder, name, kind, size, time, digest, position, versions."""
    conditions = Conditions.of(query)
    # MAX makes SQLite give the other columns of that row: of repeated paths the last one counts.
    sql = f"""
        SELECT e.archive_id, e.file_id, d.path, f.name, e.kind, e.size, e.mtime, e.hash, MAX(e.seq), {VERSIONS}
        FROM json_each(:hits) AS hit
        CROSS JOIN entry e
        ON e.archive_id = json_extract(hit.value, '$[0]') AND e.file_id = json_extract(hit.value, '$[1]')
        CROSS JOIN file f ON f.id = e.file_id CROSS JOIN dir d ON d.id = f.dir_id
        WHERE {conditions.entry} GROUP BY hit.key ORDER BY hit.key
    """  # noqa: S608  # values are bound
    archives = json.dumps([archive_id for archive_id, _ in hits])
    return watch.rows(sql, {**conditions.values, "hits": json.dumps(hits), "archives": archives})
