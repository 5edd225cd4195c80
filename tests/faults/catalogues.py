"""Catalogues that are locked, damaged, somebody else's, from the future, or not to be written."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import database
from tests.faults.disks import mounted
from tests.faults.striking import Report
from tests.faults.tracing import Ended
from tests.faults.worlds import STATUS_COMPLETE, STATUS_FAILED, STATUS_REMARKS, World

_BUSY_TIMEOUT_S = 1
_DAMAGED_AT = 40  # places in the file

Spoil = Callable[[World], contextlib.AbstractContextManager[object]]


def strike_catalogues(most: int) -> Iterator[Report]:
    """Every way in which a catalogue can be of no use, for every verb."""
    yield _spoilt("locked", _locked, reading_works=True)
    yield _spoilt("newer", _newer, reading_works=False)
    yield _spoilt("not a database", _not_a_database, reading_works=False)
    yield _spoilt("another program's", _another_programs, reading_works=False)
    yield _spoilt("a folder", _a_folder, reading_works=False)
    yield _spoilt("on a read-only disk", _on_read_only_disk, reading_works=True)
    for number in range(min(most, _DAMAGED_AT)):
        yield _spoilt(f"damaged #{number}", _damaged_at(number), reading_works=None)


def _spoilt(name: str, spoil: Spoil, *, reading_works: bool | None) -> Report:
    """Verbs that only read archives work; those that ask the catalogue say why not; none leaves anything."""
    report = Report(f"catalogue {name}")
    began = time.monotonic()
    with _world() as world:
        archive, to = world.out / "a.zip", world.root / "to"
        asking = (["catalogue"], ["show", "1"], ["search", "a"])
        changing = (
            ["create", world.out / "b.zip", world.sources / "things"],
            ["create", archive, world.sources / "things", "--overwrite"],
            ["mark", "2"], ["forget", "1"], ["purge", "--marked", "--yes"],
        )  # fmt: skip
        older = archive.read_bytes()
        for arguments in (["list", archive], ["test", archive], ["extract", archive, "--to", to], *asking, *changing):
            world.reset()
            with spoil(world):
                ended = world.traced.run(arguments)
                world.check_words(ended)
                kind = "read" if "to" in map(str, arguments) or arguments[0] in ("list", "test", "extract") else "other"
                _judge(world, arguments, ended, kind, asked=arguments in asking, reading_works=reading_works)
                if reading_works is not None and (archive.read_bytes() != older or (world.out / "b.zip").exists()):
                    world.note("an archive was touched")
                for leftover in _leftovers(world):
                    world.note(f"left at once: {leftover}")
            report.points += 1
            report.struck += ended.status != STATUS_COMPLETE
            what = " ".join(os.path.basename(str(argument)) for argument in arguments)
            report.violations += [f"{what}: {problem}" for problem in world.problems]
    report.seconds = time.monotonic() - began
    return report


def _judge(
    world: World, arguments: Sequence[object], ended: Ended, kind: str, *, asked: bool, reading_works: bool | None
) -> None:
    if kind == "read":
        if ended.status != STATUS_COMPLETE:
            world.note(f"it needs no catalogue, and ended with {ended.status}: {ended.err}")
        if reading_works is False and "catalogue" not in ended.err:
            world.note("it does not tell what is wrong with the catalogue")
    elif reading_works is None:
        return
    elif asked and reading_works:
        if ended.status != STATUS_COMPLETE:
            world.note(f"reading never waits, and it ended with {ended.status}: {ended.err}")
    elif ended.status not in (STATUS_FAILED, STATUS_REMARKS) or not ended.err:
        world.note(f"{arguments[0]} ended with {ended.status}: {ended.err}")


def _leftovers(world: World) -> Iterator[str]:
    return (path for path in world.temporaries() if path.endswith((".part", ".extraction")))


@contextlib.contextmanager
def _locked(world: World) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(world.home / "catalogue.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextlib.contextmanager
def _newer(world: World) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(world.home / "catalogue.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 1000")
    yield


@contextlib.contextmanager
def _not_a_database(world: World) -> Iterator[None]:
    with _unchanged(world.home / "catalogue.sqlite3", b"Dear diary, " * 1000):
        yield


@contextlib.contextmanager
def _another_programs(world: World) -> Iterator[None]:
    file = world.home / "catalogue.sqlite3"
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    with _unchanged(file, file.read_bytes()):
        yield


@contextlib.contextmanager
def _a_folder(world: World) -> Iterator[None]:
    (world.home / "catalogue.sqlite3").unlink()
    (world.home / "catalogue.sqlite3").mkdir()
    yield


@contextlib.contextmanager
def _on_read_only_disk(world: World) -> Iterator[None]:
    with mounted(world.home, "size=64m", "ro"):
        yield


def _damaged_at(number: int) -> Spoil:
    """Cut at some place, or garbage in one page; whatever comes of it, it is told in one line."""

    @contextlib.contextmanager
    def spoil(world: World) -> Iterator[None]:
        file = world.home / "catalogue.sqlite3"
        content = bytearray(file.read_bytes())
        at = 100 + len(content) * number // _DAMAGED_AT
        if number % 2:
            content[at : at + 4096] = os.urandom(len(content[at : at + 4096]))
        else:
            del content[at:]
        file.write_bytes(content)
        yield

    return spoil


@contextlib.contextmanager
def _unchanged(file: Path, content: bytes) -> Iterator[None]:
    file.write_bytes(content)
    yield
    if file.read_bytes() != content:
        raise AssertionError(f"{file} was touched")


@contextlib.contextmanager
def _world() -> Iterator[World]:
    Registry.get_instance()
    known = database.BUSY_TIMEOUT_S
    database.BUSY_TIMEOUT_S = _BUSY_TIMEOUT_S  # the real ten seconds tell nothing more
    try:
        with tempfile.TemporaryDirectory(prefix="archiver-faults-") as folder:
            world = World(Path(folder))
            for name in ("a", "c"):
                world.do("create", world.out / f"{name}.zip", world.sources / "things" / "letters")
            world.do("mark", "1")
            world.keep()
            yield world
    finally:
        database.BUSY_TIMEOUT_S = known
