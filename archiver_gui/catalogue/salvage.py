"""What a damaged catalogue still tells: where the archives lie that it knew, and what it knew of them."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archiver_gui.catalogue.database import open_database
from archiver_gui.catalogue.paths import restored
from archiver_gui.catalogue.rescue import copies_of
from archiver_gui.catalogue.rows import ARCHIVE_TABLE

_HEADER_BYTES = 100  # Source: SQLite's file format, "The Database Header"
_PAGE_SIZE_AT = 16
_PAGES_AT = 28
_LONGEST_GAP = 200_000  # numbers between two readable rows that are tried one by one
_FROM = f"FROM {ARCHIVE_TABLE}"
_SETTLED = "state IN ('ready', 'missing', 'offline')"
_INDEXED = f"INDEXED BY archive_path_key WHERE {_SETTLED}"

# What a row says of its place, in the order of its columns: state, path, and its key, which is the path again.
_ROW = re.compile(rb"(?:ready|missing|offline)(/[^\0-\x1f]{1,4096}?)\1")
_LONGEST_ROW = 10_000
_CHUNK_BYTES = 16 << 20


def known_paths(file: Path) -> list[str]:
    """Where archives lie, as far as the catalogue's file and its copies still tell; whatever is damaged is left out.

    The file itself is only read. In the worst case nothing is found.
    """
    copies = [copy.path for copy in copies_of(file)]
    found = next(filter(None, map(_paths_in, itertools.chain((file,), _mended(file, copies)))), set())
    found |= _paths_in_bytes(file) | _paths_in_bytes(file.with_name(f"{file.name}-wal"))
    for copy in copies:
        found |= _paths_in(copy)
    return sorted(found)


def known_rows(file: Path, copies: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """What rows can still be read as a whole, as an export has them: rules, presets, favourites, then archives.

    First those of the file, then those of the newest copy.

    Args:
        copies: Of the catalogue, newest first.
    """
    for readable in itertools.chain((file,), _mended(file, copies)):
        if _paths_in(readable):
            yield from _rows_in(readable)
            break
    for copy in copies[:1]:
        yield from _rows_in(copy)


def _rows_in(file: Path) -> Iterator[dict[str, Any]]:
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_open(file)) as connection:
        yield from _saved_in(connection)
        numbers = _numbers_in(connection)
        connection.row_factory = _by_columns
        for number in numbers:
            yield from _rows(connection, f"SELECT * {_FROM} WHERE id = {number} AND {_SETTLED}")


def _by_columns(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    plain = (restored(value) if isinstance(value, bytes) else value for value in row)
    return dict(zip((column[0] for column in cursor.description), plain, strict=True))


def _saved_in(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for name, policy in _rows(connection, "SELECT name, policy FROM retention_rule"):
        with contextlib.suppress(ValueError):
            yield {"rule": name, "policy": json.loads(policy)}
    query = "SELECT name, favourite, sources, options FROM recipe WHERE favourite OR sources = '[]'"
    for name, favourite, sources, options in _rows(connection, query):
        with contextlib.suppress(ValueError):
            yield {
                "recipe": name,
                "favourite": bool(favourite),
                "sources": json.loads(sources),
                "options": json.loads(options),
            }


def _numbers_in(connection: sqlite3.Connection) -> list[int]:
    """Those that are reached from both ends up to the damage, and all that may lie between."""
    below = [number for (number,) in _rows(connection, f"SELECT id {_FROM} ORDER BY id ASC")]
    above = [number for (number,) in _rows(connection, f"SELECT id {_FROM} ORDER BY id DESC")]
    first, last = below[-1] if below else 0, above[-1] if above else 0
    return sorted({*below, *above, *range(first + 1, min(last, first + _LONGEST_GAP))})


def _paths_in(file: Path) -> set[str]:
    """Those that can be read: from both ends up to the damage, one by one what lies between, and from the index."""
    paths: dict[Any, Any] = {}  # by their keys, which the index has as well
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_open(file)) as connection:
        for number in _numbers_in(connection):
            paths |= dict(_rows(connection, f"SELECT path_key, full_path {_FROM} WHERE id = {number}"))
        for order in ("ASC", "DESC"):
            for (key,) in _rows(connection, f"SELECT path_key {_FROM} {_INDEXED} ORDER BY path_key {order}"):
                paths.setdefault(key, key)
    found = (os.fsdecode(path) for path in paths.values() if isinstance(path, str | bytes))
    return set(filter(os.path.isabs, found))


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[Any]:
    """The rows up to the damage."""
    with contextlib.suppress(sqlite3.DatabaseError):
        yield from connection.execute(query)


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    # Damage is everywhere: whatever a row says is taken as it is.
    connection.text_factory = os.fsdecode
    return connection


def _mended(file: Path, copies: Sequence[Path]) -> Iterator[Path]:
    """A file whose beginning is damaged, which hides all of the rest, under the beginning of others.

    The first page says where the tables begin, and that is where they began in every catalogue of ours
    that was made in the same way.
    """
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(dir=file.parent, prefix="salvage-") as folder:
        mended = Path(folder, file.name)
        shutil.copyfile(file, mended)
        for head in _beginnings(copies, Path(folder)):
            _put_before(mended, head)
            yield mended


def _beginnings(copies: Sequence[Path], folder: Path) -> Iterator[bytes]:
    """Headers alone, then whole first pages: of a new catalogue, and of copies."""
    fresh = folder / "fresh.sqlite3"
    open_database(fresh).close_all()
    pages = [_first_page(donor) for donor in (fresh, *copies)]
    yield from (page[:_HEADER_BYTES] for page in pages[:1])
    yield from pages[1:]
    yield pages[0]


def _first_page(file: Path) -> bytes:
    with file.open("rb") as stream:
        head = stream.read(_HEADER_BYTES)
        size = int.from_bytes(head[_PAGE_SIZE_AT : _PAGE_SIZE_AT + 2], "big")
        return head + stream.read(max(0, size - _HEADER_BYTES))


def _paths_in_bytes(file: Path) -> set[str]:
    """Those of archives that are there, from rows that stand on pages whose own order is lost."""
    found: set[str] = set()
    with contextlib.suppress(OSError), file.open("rb") as stream:
        rest = b""
        while data := stream.read(_CHUNK_BYTES):
            for match in _ROW.finditer(rest + data):
                found.add(os.fsdecode(match[1]))
            rest = data[-_LONGEST_ROW:]
    return set(filter(os.path.isfile, found))


def _put_before(file: Path, head: bytes) -> None:
    size = int.from_bytes(head[_PAGE_SIZE_AT : _PAGE_SIZE_AT + 2], "big")
    pages = file.stat().st_size // size if size else 0
    with file.open("r+b") as stream:
        stream.write(head[:_PAGES_AT] + pages.to_bytes(4, "big") + head[_PAGES_AT + 4 :])
