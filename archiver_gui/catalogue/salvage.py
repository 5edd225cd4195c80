"""What a damaged catalogue still tells: where the archives lie that it knew."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archiver_gui.catalogue.database import open_database
from archiver_gui.catalogue.rescue import copies_of
from archiver_gui.catalogue.rows import ARCHIVE_TABLE

_HEADER_BYTES = 100  # Source: SQLite's file format, "The Database Header"
_PAGE_SIZE_AT = 16
_PAGES_AT = 28
_LONGEST_GAP = 200_000  # numbers between two readable rows that are tried one by one
_FROM = f"FROM {ARCHIVE_TABLE}"
_INDEXED = "INDEXED BY archive_path_key WHERE state IN ('ready', 'missing', 'offline')"

# What a row says of its place, in the order of its columns: state, path, and its key, which is the path again.
_ROW = re.compile(rb"(?:ready|missing|offline)(/[^\0-\x1f]{1,4096}?)\1")
_LONGEST_ROW = 10_000
_CHUNK_BYTES = 16 << 20


def known_paths(file: Path) -> list[str]:
    """Where archives lie, as far as the catalogue's file and its copies still tell; whatever is damaged is left out.

    The file itself is only read. In the worst case nothing is found.
    """
    copies = [copy.path for copy in copies_of(file)]
    found = _paths_in(file) or _paths_beneath(file, copies)
    found |= _paths_in_bytes(file) | _paths_in_bytes(file.with_name(f"{file.name}-wal"))
    for copy in copies:
        found |= _paths_in(copy)
    return sorted(found)


def _paths_in(file: Path) -> set[str]:
    """Those that can be read: from both ends up to the damage, one by one what lies between, and from the index."""
    paths: dict[Any, Any] = {}  # by their keys, which the index has as well
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_open(file)) as connection:
        ends = []  # the last numbers that are reached from below and from above
        for order in ("ASC", "DESC"):
            rows = list(_rows(connection, f"SELECT id, path_key, full_path {_FROM} ORDER BY id {order}"))
            paths |= {key: path for _, key, path in rows}
            ends.append(rows[-1][0] if rows else 0)
        for number in range(ends[0] + 1, min(ends[1], ends[0] + _LONGEST_GAP)):
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


def _paths_beneath(file: Path, copies: list[Path]) -> set[str]:
    """Those of a file whose beginning is damaged, which hides all of the rest: under the beginning of others.

    The first page says where the tables begin, and that is where they began in every catalogue of ours
    that was made in the same way.
    """
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(dir=file.parent, prefix="salvage-") as folder:
        mended = Path(folder, file.name)
        shutil.copyfile(file, mended)
        for head in _beginnings(copies, Path(folder)):
            _put_before(mended, head)
            found = _paths_in(mended)
            if found:
                return found
    return set()


def _beginnings(copies: list[Path], folder: Path) -> Iterator[bytes]:
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
