"""The door to the entries of all archives: search, versions of a file, the same content elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from archiver_gui.catalogue import indexing, paths, sweeping
from archiver_gui.catalogue.conditions import VISIBLE, digest_term
from archiver_gui.catalogue.paths import DIGEST_TOKEN
from archiver_gui.catalogue.search import VERSIONS, details, find
from archiver_gui.catalogue.store import Store, with_ids
from archiver_gui.catalogue.watch import watched
from archiver_gui.core.entries import EntryBlock, EntryKind
from archiver_gui.core.errors import CatalogueError
from archiver_gui.core.matches import Cursor, EntryMatch, SameContent, SearchPage, SharedContent
from archiver_gui.core.progress import Progress
from archiver_gui.core.query import Query

_KINDS = {number: kind for kind, number in paths.KIND_NUMBERS.items()}
_BLOCK_ENTRIES = 4_096
_COLUMNS = "e.archive_id, e.file_id, d.path, f.name, e.kind, e.size, e.mtime, e.hash, e.seq"
# Each content of an archive once, the largest first; more are not looked for, which would take seconds.
_OWN_CONTENTS = f"""
    SELECT e.hash AS digest, {DIGEST_TOKEN.format(hash="e.hash")} AS token FROM entry e
    WHERE e.archive_id = :archive AND e.hash IS NOT NULL AND e.size > 0
    GROUP BY e.hash ORDER BY MAX(e.size) DESC LIMIT 2000
"""  # noqa: S608  # our own constants
# Where the contents `own` lie in other archives.
_ELSEWHERE = """
    own CROSS JOIN digest_index AS candidate
    CROSS JOIN entry e INDEXED BY entry_file ON e.file_id = candidate.rowid AND e.hash = own.digest
    CROSS JOIN archive a ON a.id = e.archive_id
"""
_IS_ELSEWHERE = f"digest_index MATCH own.token AND e.archive_id != :archive AND {VISIBLE}"
_JOINED = "entry e CROSS JOIN file f ON f.id = e.file_id CROSS JOIN dir d ON d.id = f.dir_id"


class EntryIndex:
    """Every entry of every archive. May be used from any thread.

    All methods raise `CatalogueError` when the database cannot be read or written, and `Cancelled` as
    soon as the progress they were given is cancelled, also in the middle of a query.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(
        self,
        query: Query,
        limit: int = 100,
        cursor: Cursor | None = None,
        progress: Progress | None = None,
        index_first: int | None = None,
    ) -> SearchPage:
        """One page: of each path the newest entry that fits, newest archive first.

        Args:
            cursor: Of the page before; None for the first.
            index_first: How many of the entries recorded last may be indexed before the answer; where more wait, they
                are left out of it. None for all.
        """
        complete = self._catch_up(progress, index_first)
        hits, behind = find(self._store.database, query, limit, cursor, progress)
        with watched(self._store.database, progress) as watch:
            rows = details(watch, query, hits) if hits else []
        return SearchPage(tuple(self._matches(rows)), behind, complete)

    def versions(self, path: str, limit: int = 1_000, progress: Progress | None = None) -> list[EntryMatch]:
        """The entries of exactly this path in all archives, newest archive first."""
        self._catch_up(progress)
        folder, name = (paths.stored(part) for part in paths.split_path(path))
        sql = f"""
            SELECT {_COLUMNS}, {VERSIONS} FROM dir d CROSS JOIN file f ON f.dir_id = d.id
            CROSS JOIN entry e ON e.file_id = f.id CROSS JOIN archive a ON a.id = e.archive_id
            WHERE d.path = :folder AND f.name = :name AND {VISIBLE} ORDER BY e.archive_id DESC, e.seq DESC LIMIT :limit
        """  # noqa: S608  # our own constants
        return self._matches_of(sql, {"folder": folder, "name": name, "limit": limit}, progress)

    def same_content(self, digest: bytes, limit: int = 1_000, progress: Progress | None = None) -> list[EntryMatch]:
        """The entries of this content, under whatever path, newest archive first."""
        self._catch_up(progress)
        sql = f"""
            SELECT {_COLUMNS}, {VERSIONS} FROM digest_index AS candidate
            CROSS JOIN entry e INDEXED BY entry_file ON e.file_id = candidate.rowid AND e.hash = :digest
            CROSS JOIN file f ON f.id = e.file_id CROSS JOIN dir d ON d.id = f.dir_id
            CROSS JOIN archive a ON a.id = e.archive_id
            WHERE digest_index MATCH :token AND {VISIBLE}
            ORDER BY e.archive_id DESC, e.file_id DESC, e.seq DESC LIMIT :limit
        """  # noqa: S608  # our own constants
        values = {"digest": digest, "token": digest_term(digest.hex()), "limit": limit}
        return self._matches_of(sql, values, progress)

    def elsewhere(self, archive_id: int, limit: int = 1_000, progress: Progress | None = None) -> list[EntryMatch]:
        """The entries of other archives that have content of this one, newest archive first.

        Of an archive with very many files the largest are looked for.
        """
        self._catch_up(progress)
        sql = f"""
            WITH own AS ({_OWN_CONTENTS})
            SELECT {_COLUMNS}, 1 FROM {_ELSEWHERE}
            CROSS JOIN file f ON f.id = e.file_id CROSS JOIN dir d ON d.id = f.dir_id
            WHERE {_IS_ELSEWHERE}
            ORDER BY e.archive_id DESC, e.size DESC, e.file_id LIMIT :limit
        """  # noqa: S608  # our own constants
        return self._matches_of(sql, {"archive": archive_id, "limit": limit}, progress)

    def shared(self, archive_id: int, progress: Progress | None = None) -> SharedContent:
        """How much of an archive's content lies in other archives too; as far as `elsewhere` looks."""
        self._catch_up(progress)
        sql = f"""
            WITH own AS ({_OWN_CONTENTS})
            SELECT COUNT(DISTINCT own.digest), COUNT(DISTINCT e.archive_id)
            FROM {_ELSEWHERE} WHERE {_IS_ELSEWHERE}
        """  # noqa: S608  # our own constants
        with watched(self._store.database, progress) as watch:
            ((contents, archives),) = watch.rows(sql, {"archive": archive_id})
            ((known,),) = watch.rows(f"SELECT COUNT(*) FROM ({_OWN_CONTENTS})", {"archive": archive_id})  # noqa: S608
        return SharedContent(contents, known, archives)

    def entries_of(self, archive_id: int, progress: Progress | None = None) -> list[EntryMatch]:
        """The entries of one archive in its own order, also when it is offline; [] when they are not known.

        Their `versions` are not counted.
        """
        self._catch_up(progress)
        sql = f"SELECT {_COLUMNS}, 1 FROM {_JOINED} WHERE e.archive_id = :archive ORDER BY e.seq"  # noqa: S608
        return self._matches_of(sql, {"archive": archive_id}, progress)

    def blocks_of(self, archive_id: int, progress: Progress | None = None) -> Iterator[EntryBlock]:
        """The same as a listing has them, however many: what packed sizes, links and checksums were is not known."""
        self._catch_up(progress)
        sql = f"""
            SELECT d.path, f.name, e.kind, e.size, e.mtime FROM {_JOINED} WHERE e.archive_id = :archive ORDER BY e.seq
        """  # noqa: S608  # our own constants
        with watched(self._store.database, progress) as watch:
            for rows in watch.parts(sql, {"archive": archive_id}, _BLOCK_ENTRIES):
                folders, names, kinds, sizes, mtimes = zip(*rows, strict=True)
                nothing = (None,) * len(rows)
                yield EntryBlock(
                    list(map(_path, folders, names)),
                    [_KINDS[kind] for kind in kinds],
                    sizes,
                    nothing,
                    mtimes,
                    nothing,
                    nothing,
                    nothing,
                    (False,) * len(rows),
                    (b"",) * len(rows),
                    nothing,
                    (0,) * len(rows),
                )

    def digests_of(self, archive_id: int, progress: Progress | None = None) -> dict[int, tuple[str, bytes | None]]:
        """Path and digest of each file of one archive, by its position."""
        self._catch_up(progress)
        file = paths.KIND_NUMBERS[EntryKind.FILE]
        sql = f"""
            SELECT e.seq, d.path, f.name, e.hash FROM {_JOINED} WHERE e.archive_id = :archive AND e.kind = {file}
        """  # noqa: S608  # our own constants
        with watched(self._store.database, progress) as watch:
            rows = watch.rows(sql, {"archive": archive_id})
        return {seq: (_path(folder, name), digest) for seq, folder, name, digest in rows}

    def duplicates(self, limit: int = 100, progress: Progress | None = None) -> list[SameContent]:
        """Contents that lie in several archives, those first of which most could be saved.

        Goes through all digests: seconds where there are millions.
        """
        sql = f"""
            SELECT e.hash, e.size, COUNT(*), COUNT(DISTINCT e.archive_id), MAX(e.file_id)
            FROM archive a CROSS JOIN entry e ON e.archive_id = a.id
            WHERE e.hash IS NOT NULL AND e.size > 0 AND {VISIBLE}
            GROUP BY e.hash HAVING COUNT(DISTINCT e.archive_id) > 1
            ORDER BY e.size * (COUNT(*) - 1) DESC LIMIT :limit
        """  # noqa: S608  # our own constants
        self._catch_up(progress)
        one = "SELECT d.path, f.name FROM file f CROSS JOIN dir d ON d.id = f.dir_id WHERE f.id = :file"
        with watched(self._store.database, progress) as watch:
            return [
                SameContent(digest, size, copies, archives, _path(*watch.rows(one, {"file": file})[0]))
                for digest, size, copies, archives, file in watch.rows(sql, {"limit": limit})
            ]

    def index(self, progress: Progress | None = None) -> int:
        """Make what was recorded quick to search, as questions do too; how many entries. In short transactions."""
        return indexing.index(self._store.database, progress)

    def sweep(self, progress: Progress | None = None) -> int:
        """Remove the entries of archives that are gone; how many went. In short transactions."""
        return sweeping.sweep(self._store.database, progress)

    def _catch_up(self, progress: Progress | None, at_most: int | None = None) -> bool:
        """Index what was recorded last.

        Returns:
            Whether all of it is: not where more waits than may be indexed now, or the catalogue can only be read.
        """
        if at_most is not None and indexing.waiting(self._store.database) > at_most:
            return False
        try:
            self.index(progress)
        except CatalogueError:
            return False
        return True

    def _matches_of(self, sql: str, values: dict[str, Any], progress: Progress | None) -> list[EntryMatch]:
        with watched(self._store.database, progress) as watch:
            rows = watch.rows(sql, values)
        return list(self._matches(rows))

    def _matches(self, rows: list[tuple[Any, ...]]) -> Iterator[EntryMatch]:
        with self._store.database.reading():
            known = self._store.records(with_ids({row[0] for row in rows})) if rows else []
        archives = {record.id: record for record in known}
        for archive_id, _, folder, name, kind, size, mtime, digest, seq, versions in rows:
            if archive_id in archives:  # else it went meanwhile
                archive = archives[archive_id]
                yield EntryMatch(archive, _path(folder, name), _KINDS[kind], size, mtime, digest, seq, versions)


def _path(folder: str | bytes, name: str | bytes) -> str:
    if isinstance(folder, str) and isinstance(name, str):
        return folder + name
    return os.fsdecode(b"".join(part if isinstance(part, bytes) else part.encode() for part in (folder, name)))
