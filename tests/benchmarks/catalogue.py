"""The catalogue at scale: `python -m tests.benchmarks.catalogue [--entries N]… [--keep DIR]`.

Fills catalogues with made-up archives, versions of projects whose files come, change and go, then asks
every kind of question, cold (fresh connection, pages dropped from the system's cache) and warm. Not part
of the suite.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import math
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.entries import record_entries
from archiver_gui.catalogue.store import name_of, place_of
from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.query import parse_query
from archiver_gui.core.written import WrittenEntries
from tests.benchmarks.table import ask_window

Row = tuple[str, EntryKind, int, float | None, bytes | None]

_WORDS = (
    "report", "invoice", "photo", "holiday", "kernel", "driver", "network", "config", "module",
    "index", "archive", "summary", "project", "draft", "final", "budget", "letter", "scan",
    "music", "album", "video", "lecture", "chapter", "thesis", "figure", "table", "source",
    "include", "build", "test", "manual", "backup", "contract", "offer", "order", "client",
    "house", "garden", "recipe", "travel", "map", "license", "readme", "setup", "install",
    "übersicht",
)  # fmt: skip
_SUFFIXES = ("jpg",) * 8 + ("txt",) * 6 + ("c", "h", "py") * 3 + ("pdf",) * 3 + ("tar.gz", "mp4", "svg", "docx", "o")
_ENTRIES_PER_ARCHIVE = 1_000
_TABLE_ROWS = 100_000
_VERSIONS = 20  # archives of one project
_INDEXED_AT_ONCE = 10  # archives
_NEW_SHARE = 0.2  # of a version's paths that the one before had not


class Project:
    """A tree whose versions become archives."""

    def __init__(self, chance: random.Random, number: int, size: int) -> None:
        self._chance = chance
        self.name = f"{chance.choice(_WORDS)}-{number}"
        self._folders = [self._folder() for _ in range(max(size // 15, 1))]
        self._rows = [self._new_row() for _ in range(size)]

    def _folder(self) -> str:
        parts = (self._chance.choice(_WORDS) for _ in range(self._chance.randint(1, 4)))
        return "/".join((self.name, *parts, str(self._chance.randrange(100))))

    def _new_row(self) -> Row:
        chance = self._chance
        name = f"{chance.choice(_WORDS)}_{chance.choice(_WORDS)}_{chance.randrange(10_000)}.{chance.choice(_SUFFIXES)}"
        path = f"{chance.choice(self._folders)}/{name}"
        size = int(chance.lognormvariate(9, 2.2))
        return path, EntryKind.FILE, size, chance.uniform(1.2e9, 1.7e9), chance.randbytes(16)

    def next_version(self) -> list[Row]:
        """The next archive's entries."""
        rows = self._rows
        for at in self._chance.sample(range(len(rows)), int(len(rows) * _NEW_SHARE)):
            rows[at] = self._new_row()
        for at in self._chance.sample(range(len(rows)), len(rows) // 10):  # changed since
            path, kind, size, mtime, _ = rows[at]
            rows[at] = (path, kind, size + 1, (mtime or 0) + 86_400, self._chance.randbytes(16))
        return rows


class _Spent:
    """Seconds inside blocks."""

    def __init__(self) -> None:
        self.clock_s = self.cpu_s = 0.0

    def __enter__(self) -> None:
        self.clock_s -= time.perf_counter()
        self.cpu_s -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.clock_s += time.perf_counter()
        self.cpu_s += time.process_time()


def fill(catalogue: Catalogue, entries: int) -> dict[str, object]:
    """Fill it with so many entries; rates are of the catalogue's own work, not of making the rows up."""
    chance = random.Random(11)
    store = catalogue._store
    archives = max(entries // _ENTRIES_PER_ARCHIVE, 1)
    projects: list[Project] = []
    recorded, indexed, tail = _Spent(), _Spent(), _Spent()
    for number in range(archives):
        if number % _VERSIONS == 0 or not projects:
            projects = [*projects[-4:], Project(chance, number, min(entries, _ENTRIES_PER_ARCHIVE))]
        project = chance.choice(projects)
        rows = project.next_version()
        written = WrittenEntries()
        for row in rows:
            written.append(*row)
        path = f"/nowhere/{project.name}-{number}.tar.zst"
        values: dict[str, Any] = {
            **name_of(os.path.basename(path)), **place_of(path), "archive_path": path, "backend_id": "tar",
            "entry_count": len(rows), "state": "ready", "archive_size": 1 << 20,
            "sha256": hashlib.sha256(path.encode()).hexdigest(),
        }  # fmt: skip
        with recorded:
            with store.database.writing():
                archive_id = store.insert(values)
            record_entries(store.database, archive_id, [written])
        if number % _INDEXED_AT_ONCE == 0 or number == archives - 1:
            with indexed, tail if number >= archives * 9 // 10 else contextlib.nullcontext():
                catalogue.entries.index()
    catalogue.database.pragma("wal_checkpoint(TRUNCATE)")
    return {
        "archives": archives,
        "entries": _one(catalogue, "SELECT COUNT(*) FROM entry"),
        "unique_paths": _one(catalogue, "SELECT COUNT(*) FROM file"),
        "recorded_per_cpu_second": round(entries / recorded.cpu_s),
        "indexed_per_second": round(entries / indexed.clock_s),
        "indexed_per_cpu_second": round(entries / indexed.cpu_s),
        "indexed_per_cpu_second_at_the_end": round(entries / 10 / tail.cpu_s),
        "bytes_per_entry": round(catalogue.file.stat().st_size / entries, 1),
    }


def _one(catalogue: Catalogue, sql: str) -> Any:
    database: Any = catalogue.database
    return database.execute_sql(sql).fetchone()[0]


def questions(catalogue: Catalogue, chance: random.Random) -> dict[str, list[str]]:
    """Of each kind of question a few."""
    samples = [match for match in catalogue.entries.entries_of(_some_archive(catalogue, chance))[:200] if match.digest]
    paths = [chance.choice(samples).path for _ in range(20)]
    names = [path.rpartition("/")[2] for path in paths]
    words = chance.sample(_WORDS, 20)
    return {
        "file name": names,
        "part of a name": [name[3:-4] for name in names],
        "common word": words,
        "two words": [f"{one} {other}" for one, other in zip(words, reversed(words), strict=True)],
        "word typed so far": [word[:length] for word in words[:5] for length in range(1, 5)],
        "two characters": ["zq", "ab", "1_", "xx", "qu", "_9", "77", "é"],
        "path": [path[5:40] for path in paths],
        "*.jpg": ["*.jpg", "*.txt", "*.docx", "*.h"],
        "suffix that is not there": ["*.zzz", "*.exe"],
        "glob": [f"{name[:6]}*{name[-6:]}" for name in names],
        "size": ["size>1G", "size>100M", "size>10M", "size>1M", "size<10", "size>10k"],
        "word and size": [f"{word} size>10M" for word in words],
        "date": ["after:2020", "before:2009", "before:2008-02", "before:1990", "after:2030"],
        "word and date": [f"{word} before:2009" for word in words],
        "in an archive": [f"in:#{_some_archive(catalogue, chance)} {word}" for word in words],
        "hash": [f"hash:{sample.digest.hex()[:12]}" for sample in samples[:20] if sample.digest],
        "folders": ["kind:folder", f"kind:folder {words[0]}"],
        "not there": ["nothing like this", "qqqqq", "report zzzzzz"],
    }


def _some_archive(catalogue: Catalogue, chance: random.Random) -> int:
    return chance.randint(1, int(_one(catalogue, "SELECT MAX(id) FROM archive")))


def ask(file: Path, *, cold: bool) -> Iterator[tuple[str, dict[str, object]]]:
    """Milliseconds to the first page of 100, by kind of question; of processor time too, for a busy machine."""
    with Catalogue(file) as catalogue:
        asked = questions(catalogue, random.Random(3))
        samples = catalogue.entries.entries_of(_some_archive(catalogue, random.Random(4)))[:20]
    versions = [sample.path for sample in samples]
    for kind, texts in (*asked.items(), ("versions", versions)):
        times, cpu_times = [], []
        for text in texts[: 6 if cold else None]:
            with Catalogue(file) as catalogue:
                action = _action(catalogue, kind, text)
                if cold:
                    drop_from_cache(file)
                else:
                    action()
                began, began_cpu = time.perf_counter(), time.thread_time()
                action()
                times.append((time.perf_counter() - began) * 1e3)
                cpu_times.append((time.thread_time() - began_cpu) * 1e3)
        yield kind, {**_spread("", times), **_spread("cpu_", cpu_times)}


def _spread(label: str, times: list[float]) -> dict[str, object]:
    ordered = sorted(times)
    return {
        f"{label}p50": round(statistics.median(ordered), 1),
        f"{label}p95": round(ordered[math.ceil(len(ordered) * 0.95) - 1], 1),
        f"{label}max": round(ordered[-1], 1),
    }


def _action(catalogue: Catalogue, kind: str, text: str) -> Callable[[], object]:
    if kind == "versions":
        return lambda: catalogue.entries.versions(text)
    query = parse_query(text)
    return lambda: catalogue.entries.search(query, 100)


def ask_table(folder: Path) -> dict[str, float]:
    """Milliseconds of what a table of 100,000 archives asks for: its rows in some order, and the first page of them."""
    file = folder / "table" / "catalogue.sqlite3"
    with Catalogue(file) as catalogue:
        if not catalogue.count():
            _fill_table(catalogue)
        asked: dict[str, Callable[[], object]] = {
            "first page": lambda: catalogue.archives(limit=256),
            "by name": lambda: catalogue.archives(order="name", limit=256),
            "by size": lambda: catalogue.archives(order="size", limit=256),
            "filter": lambda: catalogue.archives("report 7", limit=256),
            "filter that finds nothing": lambda: catalogue.archives("nothing", limit=256),
            "all rows": lambda: catalogue.lines.read(ArchiveFilter()),
            "all records": catalogue.archives,
        }
        figures = {}
        for name, ask_once in asked.items():
            ask_once()
            spent = _Spent()
            with spent:
                ask_once()
            figures[name] = round(spent.cpu_s * 1e3, 1)
    return figures


def _fill_table(catalogue: Catalogue) -> None:
    chance = random.Random(7)
    store = catalogue._store
    with store.database.writing():
        for number in range(_TABLE_ROWS):
            path = f"/nowhere/{chance.choice(_WORDS)}-{number}.tar.zst"
            values: dict[str, Any] = {
                **name_of(os.path.basename(path)), **place_of(path), "archive_path": path, "backend_id": "tar",
                "entry_count": chance.randrange(10_000), "archive_size": chance.randrange(1 << 30), "state": "ready",
            }  # fmt: skip
            store.insert(values)


def drop_from_cache(file: Path) -> None:
    """Have the next reads come from the disk, as far as the system obeys."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def run(entries: int, folder: Path) -> dict[str, object]:
    """All figures of one size."""
    file = folder / f"{entries}" / "catalogue.sqlite3"
    result: dict[str, object] = {"entries": entries}
    if not file.exists():
        with Catalogue(file) as catalogue:
            result |= fill(catalogue, entries)
    for temperature in ("warm", "cold"):
        result[temperature] = dict(ask(file, cold=temperature == "cold"))
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, action="append", help="default: 10,000 to 10,000,000")
    parser.add_argument("--keep", type=Path, help="where the catalogues stay for the next run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        print("table of 100,000 archives, CPU ms:", json.dumps(ask_table(folder)))
        print("\n".join(ask_window(folder / "table")))
        for entries in arguments.entries or (10_000, 100_000, 1_000_000, 10_000_000):
            result = run(entries, folder)
            warm, cold = result.pop("warm"), result.pop("cold")
            print(json.dumps(result))
            assert isinstance(warm, dict)
            assert isinstance(cold, dict)
            for kind, figures in warm.items():
                line = "  ".join(f"{label} {value:>7}" for label, value in figures.items())
                print(f"  {kind:26} warm {line}   cold max {cold[kind]['max']:>8} ms")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
