"""How time and memory grow with the number of entries: `python -m tests.benchmarks --curve`.

Linear time shows as the same microseconds an entry on every line.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks.processes import Measured, measure

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
_FILES_PER_FOLDER = 1_000
_FILE_BYTES = 100
_ROOM_PER_FILE_BYTES = 12 * 1024  # the tree, and once more what is extracted of it
_ARCHIVER = [sys.executable, "-m", "archiver_gui"]

Row = dict[str, object]


def make_tree(folder: Path, count: int) -> Path:
    """So many small files, in folders of a thousand; no two have the same content."""
    for number in range(count):
        if not number % _FILES_PER_FOLDER:
            inner = folder / f"{number // _FILES_PER_FOLDER // 100:02}" / f"folder {number // _FILES_PER_FOLDER:04}"
            inner.mkdir(parents=True)
        text = f"{number:07} " * (_FILE_BYTES // 8)
        handle = os.open(f"{inner}/file-{number:07}.txt", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(handle, text.encode())
        os.close(handle)
    return folder


def run_curve(counts: Iterable[int], base: Path | None, root: Path) -> Iterator[Row]:
    """A row for each count and verb. Counts that the folder has no room for are left out.

    Args:
        base: Where trees and archives go; in memory where there is such a folder.
        root: Of the checkout.
    """
    if base is None and Path("/dev/shm").is_dir():  # in memory: a disk would be measured otherwise
        base = Path("/dev/shm")
    for count in counts:
        with tempfile.TemporaryDirectory(dir=base) as work:
            free = shutil.disk_usage(work).free
            if free < count * _ROOM_PER_FILE_BYTES:
                print(f"{count} entries are left out: {free} bytes are too little room.", file=sys.stderr)
                continue
            yield from _rows(count, Path(work), root)


def _rows(count: int, work: Path, root: Path) -> Iterator[Row]:
    tree = make_tree(work / "tree", count)
    environment = {**os.environ, "PYTHONPATH": str(root)}
    for suffix in ("zip", "tar.zst"):
        environment["ARCHIVER_HOME"] = str(work / f"home of {suffix}")
        archive, out = str(work / f"a.{suffix}"), work / "out"
        verbs = (
            ("create", archive, str(tree)),
            ("list", archive),
            ("test", archive),
            ("extract", archive, "--to", str(out)),
        )
        for words in verbs:
            measured = measure([*_ARCHIVER, *words], work, environment)
            yield _row(count, f"{words[0]} {suffix}", measured)
        shutil.rmtree(out)


def _row(count: int, job: str, measured: Measured) -> Row:
    return {
        "entries": count,
        "job": job,
        "cpu_seconds": round(measured.cpu_seconds, 2),
        "seconds": round(measured.seconds, 2),
        "cpu_us_an_entry": round(measured.cpu_seconds / count * 1e6, 1),
        "peak_mb": round(measured.peak_bytes / 1e6),
    }


def print_curve(rows: list[Row]) -> None:
    """Markdown: the counts of each verb one below the other; what a further entry costs leaves the start-up out."""
    print("\n| job | entries | CPU s | wall s | CPU µs an entry | CPU µs a further entry | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    before: Row = {}
    for row in sorted(rows, key=lambda row: str(row["job"])):
        further = "–"
        if before.get("job") == row["job"]:
            seconds, entries = (float(str(row[key])) - float(str(before[key])) for key in ("cpu_seconds", "entries"))
            further = f"{seconds / entries * 1e6:.1f}"
        print(
            f"| {row['job']} | {row['entries']:,} | {row['cpu_seconds']} | {row['seconds']} "
            f"| {row['cpu_us_an_entry']} | {further} | {row['peak_mb']} |"
        )
        before = row
