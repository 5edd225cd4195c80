"""A catalogue with entries from before paths had bounds and digests an index of their own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.query import parse_query
from tests.support.older_catalogue import make_older

_ROWS = """
INSERT INTO archive (id, archive_name, created_datetime, backend_id, state, archive_path, full_path, uuid, indexed)
VALUES (1, 'a', '2026-01-01T00:00:00.000000+00:00', 'shelf', 'ready', '/a', '/a', 'u', 1),
(2, 'b', '2026-01-02T00:00:00.000000+00:00', 'shelf', 'ready', '/b', '/b', 'v', 1);
INSERT INTO dir (id, path) VALUES (1, 'docs/');
INSERT INTO file (id, dir_id, name, ext)
VALUES (1, 1, 'large.bin', 'bin'), (2, 1, 'old.txt', 'txt'), (3, 1, 'sub', NULL);
INSERT INTO entry (archive_id, file_id, seq, size, mtime, hash, kind) VALUES
(1, 1, 0, 20000000, 1700000000.5, x'01010101010101010101010101010101', 0),
(2, 1, 0, 5, 1700000009, x'02020202020202020202020202020202', 0),
(1, 2, 1, 3, 100.5, x'03030303030303030303030303030303', 0),
(2, 3, 1, 0, NULL, NULL, 1);
INSERT INTO path_index (rowid, path)
SELECT f.id, d.path || f.name || char(1, 1) FROM file f JOIN dir d ON d.id = dir_id;
"""


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_older(tmp_path, 3, _ROWS, monkeypatch)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hash:0101", [(1, "docs/large.bin")]),
        ("hash:02", [(2, "docs/large.bin")]),
        ("size>10M", [(1, "docs/large.bin")]),
        ("before:1971", [(1, "docs/old.txt")]),
        ("docs after:2020", [(2, "docs/large.bin")]),
        ("kind:folder", [(2, "docs/sub")]),
        ("docs", [(2, "docs/sub"), (2, "docs/large.bin"), (1, "docs/old.txt")]),
    ],
)
def test_what_was_found_before_is_found_after_the_step(
    older: Path, registry: Registry, text: str, found: list[tuple[int, str]]
) -> None:
    with Catalogue.open(older, registry) as catalogue:
        matches = catalogue.entries.search(parse_query(text)).matches
        assert [(match.archive.id, match.path) for match in matches] == found


def test_what_came_before_the_step_leaves_no_trace(older: Path, registry: Registry) -> None:
    with Catalogue.open(older, registry) as catalogue:
        catalogue.forget([1, 2])
        assert catalogue.entries.sweep() == 4
        with closing(sqlite3.connect(catalogue.file)) as connection:
            for table in ("dir", "file", "entry", "file_span", "block_span", "archive_span", "dropped", "recorded"):
                assert connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,), table
            for digest in ("0101010101010101", "0202020202020202", "0303030303030303"):
                found = connection.execute("SELECT rowid FROM digest_index WHERE digest_index MATCH ?", (digest,))
                assert found.fetchall() == []
