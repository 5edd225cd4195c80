"""The verbs that faults strike, each with the state it starts from and what must hold afterwards."""

from __future__ import annotations

import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from archiver_gui.catalogue import migrations
from tests.faults.tracing import FILE_CALLS, Ended
from tests.faults.worlds import STATUS_COMPLETE, STATUS_FAILED, World, digests_of

_ENTRIES = 11  # of the archive that is made of the sources: things, letters, letters/empty and eight others
_SMALL_FILES = 60
_NOTE_FOLDERS = 3  # that these stand in


class Scenario(ABC):
    """One verb in one state."""

    name = ""
    calls: Sequence[str] = FILE_CALLS

    def __init__(self, base: Path, *, by_workers: bool = False) -> None:
        self.by_workers = by_workers
        self.name += " by workers" if by_workers else ""
        self.world = World(base, _SMALL_FILES if by_workers else 0)
        self.prepare()
        self.world.keep()

    @abstractmethod
    def prepare(self) -> None:
        """Make the state that the verb starts from."""

    @abstractmethod
    def arguments(self) -> list[object]:
        """The verb."""

    def target_folder(self) -> Path:
        """Where it writes to."""
        return self.world.out

    @abstractmethod
    def check(self, ended: Ended) -> None:
        """What must hold as soon as the process is gone, then let the next start recover, and check again."""


class Create(Scenario):
    """A new archive, or one in place of an older one."""

    def __init__(self, base: Path, suffix: str, *, overwrite: bool, by_workers: bool = False) -> None:
        self.suffix = suffix
        self.overwrite = overwrite
        self.name = f"create{' --overwrite' if overwrite else ''} {suffix}"
        self.older: bytes | None = None
        self.entries = _ENTRIES + (_SMALL_FILES + _NOTE_FOLDERS if by_workers else 0)
        super().__init__(base, by_workers=by_workers)

    def prepare(self) -> None:
        """An older archive when there is one to replace; a catalogue in any case."""
        self.target = self.world.out / f"a{self.suffix}"
        if self.overwrite:
            self.world.do("create", self.target, self.world.sources / "things" / "letters")
            self.older = self.target.read_bytes()
        else:
            self.world.do("catalogue")

    def arguments(self) -> list[object]:
        """The same sources each time."""
        more = ["--overwrite"] if self.overwrite else []
        return ["create", self.target, self.world.sources / "things", *more]

    def check(self, ended: Ended) -> None:
        """Absent, older or new before the next start, and the same afterwards."""
        world = self.world
        found = world.check_archive(self.target, self.older, self.entries)
        untouched = "older" if self.overwrite else "absent"
        if ended.status == STATUS_FAILED and found != untouched and not world.stays_broken:
            world.note(f"failed, and the target is {found}: {ended.err.strip()}")
        if ended.status == STATUS_COMPLETE and found != "new":
            world.note(f"complete, and the target is {found}")
        world.recover()
        again = world.check_archive(self.target, self.older, self.entries)
        if again != found:
            world.note(f"the target was {found} and is {again} after the next start")


class Extract(Scenario):
    """Into a folder that is not there yet, or over what is there."""

    def __init__(self, base: Path, suffix: str, *, replace: bool, by_workers: bool = False) -> None:
        self.suffix = suffix
        self.replace = replace
        self.folder_is_given = False  # it was there before, though empty
        self.name = f"extract{' over' if replace else ''} {suffix}"
        super().__init__(base, by_workers=by_workers)

    def prepare(self) -> None:
        """An archive, and something with the same names."""
        world = self.world
        self.archive = world.out / f"a{self.suffix}"
        self.folder = world.root / "to" / "deep"
        world.do("create", self.archive, *sorted((world.sources / "things").iterdir()))
        self.wanted = digests_of(world.sources / "things")
        if self.replace:
            for path in self.wanted:
                if path.startswith("letters/") and path.endswith(".txt"):
                    (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (self.folder / path).write_text("older")
            (self.folder / "mine.txt").write_text("mine")
        self.older = digests_of(self.folder)
        self.outside = digests_of(world.out)

    def arguments(self) -> list[object]:
        """Replacing what is there."""
        return ["extract", self.archive, "--to", self.folder, "--on-conflict", "replace"]

    def check(self, ended: Ended) -> None:
        """Every file is whole, older or new; nothing else is there."""
        world = self.world
        if digests_of(world.out) != self.outside:
            world.note("something outside the folder changed")
        if ended.status == STATUS_COMPLETE and not self._is_extracted():
            world.note("complete, and not all is there")
        if ended.status == STATUS_FAILED and self._found() != self.older and not world.stays_broken:
            world.note(f"failed, and the folder is not as before: {ended.err.strip()}")
        world.recover()
        for path, digest in self._found().items():
            if digest not in (self.wanted.get(path), self.older.get(path)):
                world.note(f"half-made: {path}")
        for path in self.older:
            if path not in self._found():
                world.note(f"gone: {path}")
        if not self.replace and not self.folder_is_given and self.folder.exists() and not self._found():
            world.note("an empty folder was left")

    def target_folder(self) -> Path:
        """As the base class."""
        return self.folder

    def _found(self) -> dict[str, str]:
        return {path: digest for path, digest in digests_of(self.folder).items() if ".part" not in path}

    def _is_extracted(self) -> bool:
        return self._found() == {**self.older, **self.wanted}


class Purge(Scenario):
    """Two marked archives of three."""

    name = "purge --marked"

    def prepare(self) -> None:
        """Three archives."""
        world = self.world
        self.archives = [world.out / f"{name}.zip" for name in "abcd"]
        for archive in self.archives:
            world.do("create", archive, world.sources / "things" / "letters")
        world.do("mark", *(str(number) for number in range(2, len(self.archives) + 1)))

    def arguments(self) -> list[object]:
        """Without a question."""
        return ["purge", "--marked", "--yes"]

    def check(self, ended: Ended) -> None:
        """A file is there exactly when its row is, and what is not marked stays."""
        world = self.world
        world.recover()
        if not self.archives[0].exists():
            world.note("an archive that was not marked is gone")
        if ended.status == STATUS_COMPLETE and any(archive.exists() for archive in self.archives[1:]):
            world.note("complete, and not all are gone")


class Migrate(Scenario):
    """A catalogue of the layout before this one, or none yet."""

    def __init__(self, base: Path, *, older: bool) -> None:
        self.older = older
        self.name = f"migrate {'an older catalogue' if older else 'a new catalogue'}"
        super().__init__(base)

    def prepare(self) -> None:
        """Some rows of archives; then the program learns of one more step."""
        world = self.world
        if not self.older:
            return
        for name in "ab":
            world.do("create", world.out / f"{name}.zip", world.sources / "things" / "letters")
        self._teach_a_step()

    def _teach_a_step(self) -> None:
        steps = self.world.base / "steps"
        if not steps.exists():
            shutil.copytree(migrations.FOLDER, steps, ignore=shutil.ignore_patterns("__*"))
        number = migrations.SCHEMA_VERSION + 1
        (steps / f"{number:04}_probe.py").write_text(
            "def up(migrator, db):\n"
            "    db.execute_sql('ALTER TABLE archive ADD COLUMN probe TEXT')\n"
            "    db.execute_sql('UPDATE archive SET probe = archive_name')\n"
            f"    db.execute_sql('PRAGMA user_version = {number}')\n"
        )
        migrations.FOLDER = steps
        migrations.SCHEMA_VERSION = number

    def arguments(self) -> list[object]:
        """Any verb opens the catalogue."""
        return ["catalogue"]

    def check(self, ended: Ended) -> None:
        """All rows are there, in the newest layout."""
        world = self.world
        world.recover()
        with closing(sqlite3.connect(world.home / "catalogue.sqlite3")) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            names = [row[0] for row in connection.execute("SELECT archive_name FROM archive ORDER BY id")]
            probes = connection.execute("SELECT probe FROM archive ORDER BY id").fetchall() if self.older else []
        if version != migrations.SCHEMA_VERSION:
            world.note(f"the layout is number {version}")
        if names != (["a.zip", "b.zip"] if self.older else []) or [row[0] for row in probes] != names:
            world.note(f"rows were lost: {names} {probes}")
