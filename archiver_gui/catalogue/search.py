"""Search over the entries of all archives. Reads only; from any thread, on that thread's own connection.

Two ways lead to a page of matches, and the query and what is in the catalogue decide which:

- *by entries*: from the newest archive on, until the page is full. Best where many fit, of which the
  first page comes from the newest archives; given up after a while, when they lie further back.
- *by paths*: an index (of trigrams, suffixes, digests, large files, kinds) gives the paths that can fit.
  What is known of each in all archives sorts out most of them, and tells which archive has it last, so
  that only the newest ones have to be looked at until the page is full: `candidates`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from archiver_gui.catalogue.candidates import Candidates, Hit
from archiver_gui.catalogue.conditions import (
    LARGE_BYTES,
    VISIBLE,
    Conditions,
    digest_term,
    extension_of,
    index_terms,
    quoted_term,
    shown,
)
from archiver_gui.catalogue.database import CatalogueDatabase
from archiver_gui.catalogue.lines import condition_of
from archiver_gui.catalogue.watch import Watch, watched
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.matches import Cursor
from archiver_gui.core.progress import Progress
from archiver_gui.core.query import Query

# Paths that are sorted at once, in about 10 ms, when an index of rare things gives no more.
_FEW_PATHS = 10_000
# How many times longer the entries are gone through for later pages: they go on where the page before ended, while
# by paths all that came before has to be sorted out again.
_LATER_PATIENCE = 4
_FEW_ENTRIES = 20_000  # of the archives that are searched: gone through at once

_SHORT_WORD = 2
_MAX_SHORT_TERMS = 500
_LEAST_DIGITS = 3  # of a digest, to be looked up: fewer fit so many that a page is full at once
_NO_TERM = "\2\2\2"  # in no path but a hostile one, which does not fit for it

# The entries of a path in all archives, counted up to here: nobody reads more in a list.
MAX_VERSIONS_COUNTED = 1_000
VERSIONS = f"(SELECT COUNT(*) FROM (SELECT 1 FROM entry WHERE file_id = e.file_id LIMIT {MAX_VERSIONS_COUNTED}))"  # noqa: S608


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


class _Search:
    """One query on its way to one page."""

    def __init__(self, watch: Watch, query: Query) -> None:
        self._watch = watch
        self._query = query
        self._is = Conditions.of(query)
        self._values: dict[str, Any] = dict(self._is.values)
        if query.means_some_archives:
            self._values["archives"] = json.dumps(self._archives())

    def page(self, limit: int, cursor: Cursor | None) -> list[Hit]:
        """Up to `limit` hits behind the cursor."""
        self._values["limit"] = limit
        self._values["archive"], self._values["file"] = cursor or (1 << 62, 0)
        if self._query.means_some_archives and self._entries_meant() <= _FEW_ENTRIES:
            return self._watch.rows(self._scan, self._values)
        rare = self._rare_source()
        if rare:
            return self._by_paths(rare, limit, cursor, many=False)
        if not (self._query.words or index_terms(self._query) or extension_of(self._query)):
            return self._watch.rows(self._scan, self._values)  # no index knows better
        patience = _LATER_PATIENCE if cursor and self._is.entry != "1" else 1
        hits = self._watch.first_rows(self._scan, self._values, limit, patience)
        if hits is not None:
            return hits
        source = self._source()
        if not source:
            return self._watch.rows(self._scan, self._values)
        # With a number among them they are mostly few; those an index finds soonest in its own order.
        return self._by_paths(source, limit, cursor, many=not any(map(str.isdecimal, self._values.get("terms", ""))))

    def _entries_meant(self) -> int:
        sql = "SELECT COALESCE(SUM(entry_count), 0) FROM archive WHERE id IN (SELECT value FROM json_each(:archives))"
        ((count,),) = self._watch.rows(sql, self._values)
        return int(count)

    def _archives(self) -> list[int]:
        """The archives that are searched; each word of `in:` has to fit."""
        condition, values = condition_of(self._query.only)
        conditions = [condition]
        for number, word in enumerate(self._query.archives):
            values[f"in{number}"] = word
            if word[0] == "#" and word[1:].isdigit():
                values[f"in{number}"] = word[1:]
                conditions.append(f"a.id = CAST(:in{number} AS INTEGER)")
            else:
                conditions.append(f"INSTR(a.name_key, :in{number}) > 0")
        sql = f"SELECT a.id FROM archive a WHERE {VISIBLE} AND {' AND '.join(conditions)}"  # noqa: S608  # values are bound
        return [number for (number,) in self._watch.rows(sql, values)]

    @property
    def _scan(self) -> str:
        """All entries that fit, as far as the page goes, from the newest archive on."""
        some = self._query.means_some_archives
        among = "AND a.id IN (SELECT value FROM json_each(:archives))" if some else ""
        # Without conditions on entries the last one of its path is the one to show: nothing else is to be looked at.
        last = f"l.last = e.archive_id OR NOT ({shown('l.last')})"
        return f"""
            SELECT e.archive_id, e.file_id FROM archive a CROSS JOIN archive_span s ON s.archive_id = a.id
            CROSS JOIN entry e ON a.id = e.archive_id
            CROSS JOIN file_span l ON l.file_id = e.file_id
            CROSS JOIN file f ON f.id = e.file_id CROSS JOIN dir d ON d.id = f.dir_id
            WHERE {VISIBLE} AND a.id <= :archive AND (e.archive_id < :archive OR e.file_id < :file)
            AND {self._is.span_as("s")} AND {self._is.entry} {among}
            AND ({last if self._is.entry == "1" else 1}) AND {self._is.path or 1}
            AND NOT EXISTS (
                SELECT 1 FROM entry n INDEXED BY entry_file CROSS JOIN archive a ON a.id = n.archive_id
                WHERE n.file_id = f.id AND f.dir_id = d.id AND n.archive_id >= e.archive_id
                AND (n.archive_id > e.archive_id OR n.seq > e.seq) AND {VISIBLE} AND {self._is.entry_as("n")}
            )
            ORDER BY a.id DESC, e.file_id DESC LIMIT :limit
        """  # noqa: S608  # values are bound

    def _rare_source(self) -> str:
        """What gives the few paths that can fit, and others; '' when there are many, or no index can tell."""
        query, values = self._query, self._values
        if query.digests and len(query.digests[0]) >= _LEAST_DIGITS:
            values["token"] = digest_term(query.digests[0])
            return "SELECT rowid AS id FROM digest_index WHERE digest_index MATCH :token"
        sources = []
        if query.kinds and EntryKind.FILE not in query.kinds:
            sources.append("SELECT file_id AS id FROM file_span INDEXED BY file_kinds WHERE kinds != 1")
        if query.min_size is not None and query.min_size >= LARGE_BYTES:
            values["large"] = query.min_size
            sources.append(
                f"""
                SELECT file_id AS id FROM file_span INDEXED BY file_large
                WHERE largest >= {LARGE_BYTES} AND largest >= :large
                """  # noqa: S608  # our own constant
            )
        for source in sources:
            sql = f"SELECT COUNT(*) FROM (SELECT 1 FROM ({source}) LIMIT {_FEW_PATHS + 1})"  # noqa: S608  # our own text
            ((count,),) = self._watch.rows(sql, values)
            if count <= _FEW_PATHS:
                return source
        return ""

    def _source(self) -> str:
        """What gives the paths that can fit, and others; '' when no index can tell."""
        extension = extension_of(self._query)
        if extension:
            self._values["extension"] = extension
            return "SELECT id FROM file INDEXED BY file_ext WHERE ext = :extension"
        terms = index_terms(self._query) or self._short_terms()
        if terms:
            self._values["terms"] = terms
            return "SELECT rowid AS id FROM path_index WHERE path_index MATCH :terms"
        return ""

    def _short_terms(self) -> str:
        """What the index is asked for a short word: any trigram that begins so; '' for no such word."""
        for word in self._query.words:
            if len(word) <= _SHORT_WORD and word.isprintable() and ord(word[-1]) < sys.maxunicode:
                sql = f"SELECT term FROM path_terms WHERE term >= :low AND term < :high LIMIT {_MAX_SHORT_TERMS + 1}"  # noqa: S608
                rows = self._watch.rows(sql, {"low": word, "high": word[:-1] + chr(ord(word[-1]) + 1)})
                if len(rows) <= _MAX_SHORT_TERMS:
                    return " OR ".join(quoted_term(term) for (term,) in rows) or quoted_term(_NO_TERM)
        return ""

    def _by_paths(self, source: str, limit: int, cursor: Cursor | None, *, many: bool) -> list[Hit]:
        """The paths whose last archive is the newest first: none of the others can come before them."""
        found: list[Hit] = []
        candidates = Candidates(self._watch, source, self._is, self._values, many)
        for part in candidates.newest_first():
            found += self._fitting([number for _, number in part], cursor)
            found.sort(reverse=True)
            if len(found) >= limit and found[limit - 1] >= part[-1]:
                break
        return found[:limit]

    def _fitting(self, numbers: list[int], cursor: Cursor | None) -> list[Hit]:
        """Of those that fit the newest entry, behind the cursor."""
        # Without conditions on entries that is the one of the last archive, unless that one is not shown.
        last = f"CASE WHEN {shown('s.last')} THEN s.last END" if self._is.entry == "1" else "NULL"
        sql = f"""
            SELECT COALESCE({last}, (
                SELECT e.archive_id FROM entry e INDEXED BY entry_file
                WHERE e.file_id = f.id AND {shown("e.archive_id")} AND {self._is.entry}
                ORDER BY e.archive_id DESC LIMIT 1
            )), f.id
            FROM json_each(:numbers) AS candidate CROSS JOIN file_span s ON s.file_id = candidate.value
            CROSS JOIN file f ON f.id = s.file_id CROSS JOIN dir d ON d.id = f.dir_id
            WHERE {self._is.path or 1}
        """  # noqa: S608  # values are bound
        rows = self._watch.rows(sql, {**self._values, "numbers": json.dumps(numbers)})
        return [hit for hit in rows if hit[0] is not None and (cursor is None or hit < cursor)]


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
