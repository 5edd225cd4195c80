"""A catalogue with entries from before there were bounds of many paths together."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import candidates, watch
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.query import parse_query
from tests.support.older_catalogue import make_older

_PATHS = 2_500
_ROWS = f"""
INSERT INTO archive (id, archive_name, created_datetime, backend_id, state, archive_path, full_path, uuid, indexed)
VALUES (1, 'a', '2026-01-01T00:00:00.000000+00:00', 'shelf', 'ready', '/a', '/a', 'u', 1),
(2, 'b', '2026-01-02T00:00:00.000000+00:00', 'shelf', 'ready', '/b', '/b', 'v', 1);
INSERT INTO dir (id, path) VALUES (1, 'docs/');
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {_PATHS})
INSERT INTO file (id, dir_id, name, ext) SELECT n, 1, 'page ' || n, NULL FROM number;
INSERT INTO entry (archive_id, file_id, seq, size, mtime, hash, kind)
SELECT 1, id, id, id * 10, 1000000000.5 + id, NULL, id = 7 FROM file;
INSERT INTO entry (archive_id, file_id, seq, size, mtime, hash, kind)
SELECT 2, id, id, 3, NULL, NULL, 0 FROM file WHERE id IN (5, 900, 2400);
INSERT INTO file_span (file_id, last, oldest, newest, smallest, largest, kinds)
SELECT file_id, MAX(archive_id), MIN(mtime), MAX(mtime), MIN(size), MAX(size), SUM(DISTINCT 1 << kind)
FROM entry GROUP BY file_id;
INSERT INTO archive_span (archive_id, oldest, newest, smallest, largest, kinds)
SELECT archive_id, MIN(mtime), MAX(mtime), MIN(size), MAX(size), SUM(DISTINCT 1 << kind) FROM entry GROUP BY archive_id;
INSERT INTO path_index (rowid, path)
SELECT f.id, d.path || f.name || char(1, 1) FROM file f JOIN dir d ON d.id = dir_id;
"""


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_older(tmp_path, 4, _ROWS, monkeypatch)


def test_the_step_knows_of_each_block_what_is_known_of_its_paths(older: Path, registry: Registry) -> None:
    with Catalogue.open(older, registry) as catalogue, closing(sqlite3.connect(catalogue.file)) as connection:
        found = connection.execute(
            "SELECT block, last, smallest, largest, kinds, newest - oldest FROM block_span ORDER BY block"
        )
        assert found.fetchall() == [
            (0, 2, 3, 10_230, 0b11, 1_022),
            (1, 1, 10_240, 20_470, 0b1, 1_023),
            (2, 2, 3, 25_000, 0b1, 452),
        ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("docs", [(2, 2400), (2, 900), (2, 5), (1, 2500), (1, 2499)]),
        ("docs size>10", [(1, 2500), (1, 2499), (1, 2498), (1, 2497), (1, 2496)]),
        ("docs size<20", [(2, 2400), (2, 900), (2, 5), (1, 1)]),
        ("docs kind:folder", [(1, 7)]),
    ],
)
def test_what_was_there_before_the_step_is_found_newest_first(
    older: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch, text: str, found: list[tuple[int, int]]
) -> None:
    monkeypatch.setattr(watch, "_SCAN_CHECKS", 0)
    monkeypatch.setattr(watch, "_STEPS_BETWEEN_CHECKS", 1)
    monkeypatch.setattr(candidates, "_FIRST_NUMBERS", 10)
    with Catalogue.open(older, registry) as catalogue:
        matches = catalogue.entries.search(parse_query(text), 5).matches
        assert [(match.archive.id, match.path) for match in matches] == [
            (archive, f"docs/page {number}") for archive, number in found
        ]
