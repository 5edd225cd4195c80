"""The disks that faults strike: what a verb finds, what it may leave, and what must never be."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archiver_gui.backends.registry import Registry
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.outcome import Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.operations.test import test
from archiver_gui.services import Services
from tests.faults.tracing import Ended, Traced

STATUS_COMPLETE, STATUS_REMARKS, STATUS_FAILED = 0, 1, 3
# What the program keeps in its home when nothing is under way.
_HOME_NAMES = {"catalogue.sqlite3", "catalogue.sqlite3.lock", "copies", "locks", "extractions", "settings.json"}
_LARGE_BYTES = 3_000_000


def make_sources(folder: Path, small_files: int = 0) -> None:
    """About ten entries, one of them of 3 MB that do not shrink much, and so many small files in two folders."""
    chance = random.Random(7)
    for number in range(small_files):
        note = folder / "notes" / str(number % 2) / f"{number}.txt"
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(f"Note {number}\n" * (number % 5))
    (folder / "letters" / "empty").mkdir(parents=True)
    for number in range(5):
        (folder / "letters" / f"{number}.txt").write_text(f"Letter {number}\n" * 300 * number)
    (folder / "large.bin").write_bytes(chance.randbytes(_LARGE_BYTES // 2) + bytes(_LARGE_BYTES // 2))
    (folder / "small.bin").write_bytes(chance.randbytes(70_000))
    (folder / "link").symlink_to("small.bin")


def digests_of(folder: Path) -> dict[str, str]:
    """Every path below a folder with what it is."""
    found = {}
    for at, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(at, name)
            key = str(path.relative_to(folder))
            if path.is_symlink():
                found[key] = f"-> {os.readlink(path)}"
            else:
                found[key] = "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@dataclass
class World:
    """A folder that is put back to the same state before each fault."""

    base: Path
    small_files: int = 0  # of the sources; worker processes have their part in whatever is done with them
    problems: list[str] = field(default_factory=list)  # what was found wrong since the last reset
    loses_words: bool = False  # the fault may strike what it says as well, in another thread
    stays_broken: bool = False  # the disk fails from some call on: what was begun cannot be taken back

    def __post_init__(self) -> None:
        self.root = self.base / "world"
        self.home = self.root / "home"
        self.out = self.root / "out"
        self.sources = self.root / "sources"
        self._kept = self.base / "kept"
        for folder in (self.home, self.out, self.sources):
            folder.mkdir(parents=True)
        os.environ["ARCHIVER_HOME"] = str(self.home)
        self.traced = Traced(self.home, self.base)
        self.traced.by_workers = bool(self.small_files)
        make_sources(self.sources / "things", self.small_files)

    def do(self, *arguments: object) -> Ended:
        """Run a verb that has to succeed."""
        ended = self.traced.run(arguments)
        if ended.status:
            raise AssertionError(f"{arguments} ended with {ended.status}: {ended.err}")
        return ended

    def keep(self) -> None:
        """Make the present state the one that `reset` leads back to."""
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.root, self._kept, symlinks=True)

    def reset(self) -> None:
        """Put everything back."""
        self.problems = []
        for folder in self.root.iterdir():
            if folder.name != "sources":
                shutil.rmtree(folder)
        for folder in self._kept.iterdir():
            if folder.name != "sources":
                shutil.copytree(folder, self.root / folder.name, symlinks=True)

    def note(self, problem: str) -> None:
        """Tell what is wrong."""
        self.problems.append(problem)

    # ---- what must always hold -----------------------------------------------------------------------

    def check_archive(self, path: Path, older: bytes | None, entries: int) -> str:
        """'absent', 'older' or 'new'; anything else is noted."""
        if not path.exists():
            if older is not None:
                self.note(f"the older archive {path.name} is gone")
            return "absent"
        if older is not None and path.read_bytes() == older:
            return "older"
        try:
            outcome = test(str(path), Registry.get_instance(), Progress(), "", "", 0)
        except ArchiverError as error:
            self.note(f"{path.name} is half-made: {error}")
            return "broken"
        if outcome.verdict is not Verdict.COMPLETE or outcome.entries != entries:
            self.note(f"{path.name} is half-made: {outcome.verdict}, {outcome.entries} of {entries} entries")
        return "new"

    def recover(self) -> None:
        """Open the services once more, as the next start does; nothing half-done may be left then."""
        try:
            services = Services.open()
        except ArchiverError as error:
            self.note(f"the next start failed: {error}")
            return
        if services.catalogue.problem:
            self.note(f"the next start could not settle: {services.catalogue.problem}")
        services.close()
        for leftover in self.temporaries():
            self.note(f"left behind: {leftover}")
        self._check_rows()

    def temporaries(self) -> Iterator[str]:
        """Everything that is neither the user's nor the program's own at rest."""
        for at, folders, files in os.walk(self.root):
            yield from (os.path.join(at, name) for name in (*folders, *files) if name.endswith(".part"))
        yield from (str(self.home / name) for name in os.listdir(self.home) if self._is_odd(name))
        for name in ("extractions", "copies"):
            folder = self.home / name
            paths = folder.iterdir() if folder.exists() else ()
            yield from (str(path) for path in paths if path.suffix != ".sqlite3")

    def _is_odd(self, name: str) -> bool:
        return name not in _HOME_NAMES and not name.startswith("catalogue.sqlite3-")

    def rows(self) -> list[tuple[str, str, int]]:
        """Path, state and size of every row."""
        with closing(sqlite3.connect(self.home / "catalogue.sqlite3")) as connection:
            return connection.execute("SELECT full_path, state, disk_size FROM archive ORDER BY id").fetchall()

    def _check_rows(self) -> None:
        rows = self.rows()
        for path, state, size in rows:
            if state != "ready":
                self.note(f"a row is {state}: {path}")
            elif not os.path.exists(path):
                self.note(f"a READY row has no file: {path}")
            elif os.stat(path).st_size != size:
                self.note(f"a READY row has another size than its file: {path}")
        paths = [path for path, _, _ in rows]
        if len(set(paths)) != len(paths):
            self.note(f"a path has two rows: {paths}")
        for archive in (*self.out.glob("*.zip"), *self.out.glob("*.tar*")):
            if str(archive) not in paths:
                self.note(f"an archive has no row: {archive}")

    def check_words(self, ended: Ended, *, may_be_partial: bool = True) -> None:
        """An error is told in one line without a traceback, by the status that goes with it."""
        if "Traceback" in ended.err or "Please report" in ended.err:
            self.note(f"an internal error: {ended.err[-600:]}")
        allowed = (STATUS_COMPLETE, STATUS_REMARKS, STATUS_FAILED) if may_be_partial else (0, STATUS_FAILED)
        if ended.status not in allowed:
            self.note(f"exit status {ended.status}: {ended.err[-300:]}")
        told = [line for line in ended.err.splitlines() if line.startswith("archiver: ")]
        if self.loses_words and not ended.err:
            return  # its stderr was broken too
        # Why a verb went on without its catalogue or settings is told before what became of the verb.
        beside = ("archiver: The catalogue", "archiver: The settings")
        causes = [line for line in told[:-1] if not line.startswith(beside)] + told[-1:]
        if ended.status == STATUS_FAILED and len(causes) != 1:
            self.note(f"not one line: {ended.err!r}")
        if ended.status == STATUS_FAILED and told and told[0].count(".") < 1:
            self.note(f"no cause: {told[0]}")
