"""Two processes write to one catalogue at the same time, each as if it were alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import StartChild

# Prints the names of the archives that are to be there at its end. Each call below writes; none may fail or be lost.
_WRITER = """
import time
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.written import WrittenEntries
prefix, seconds = arguments[0], float(arguments[1])
kept, number = [], 0
print("ready", flush=True)
sys.stdin.readline()
until = time.monotonic() + seconds
with Catalogue.open(folder, registry) as catalogue:
    while time.monotonic() < until or number < 4:
        number += 1
        written = WrittenEntries()
        for entry in range(300):
            path = f"shared/{entry}.txt" if entry % 3 else f"{prefix}/{number}/{entry}.txt"
            written.append(path, EntryKind.FILE, 1, 1.0, number.to_bytes(15, "little") + b"x")
        target = f"{prefix}-{number}.shelf"
        with catalogue.intent(options(target)) as record:
            open(record.staged_path, "wb").close()
            record.record_entries(written)
            record.sealed(written)
            os.rename(record.staged_path, target)
        archive = record.archive
        catalogue.mark([archive.id])
        catalogue.restore([archive.id])
        if number % 4 == 1:
            catalogue.forget([archive.id])
            catalogue.entries.sweep()
        else:
            kept.append(archive.name)
        if number % 3 == 0:
            catalogue.entries.index()
for name in kept:
    print(name)
"""


@pytest.mark.parametrize("seconds", [2, pytest.param(60, marks=[pytest.mark.slow, pytest.mark.timeout(300)])])
def test_two_processes_write_at_once_and_no_row_is_lost(
    start_child: StartChild, tmp_path: Path, registry: Registry, seconds: int
) -> None:
    children = [start_child(_WRITER, tmp_path / name, str(seconds)) for name in ("one", "two")]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    kept: set[str] = set()
    for child in children:
        out, _ = child.communicate()  # what it says of an error goes to this test's own output
        assert child.returncode == 0
        kept |= set(out.split())
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        archives = catalogue.archives()
        assert {archive.name for archive in archives} == kept
        assert {archive.entries for archive in archives} == {300}
        assert len(catalogue.entries.versions("shared/1.txt", limit=1 << 30)) == len(archives)
        catalogue.entries.sweep()
    with closing(sqlite3.connect(tmp_path / "catalogue" / "catalogue.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT COUNT(*) FROM entry").fetchone() == (300 * len(archives),)
        assert connection.execute("SELECT COUNT(*) FROM file").fetchone() == (200 + 100 * len(archives),)
        assert connection.execute("SELECT COUNT(*) FROM recorded").fetchone() == (0,)
