"""A damaged or lost catalogue: what copies there are, and putting one in its place. Nothing is deleted."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archiver_gui.catalogue import migrations
from archiver_gui.catalogue.copies import alone
from archiver_gui.catalogue.database import LOG_SUFFIXES, drop_parts, make_catalogue, translated
from archiver_gui.core.errors import CatalogueError, RefusedError, from_os_error
from archiver_gui.core.progress import Cancelled, Progress

if sys.platform != "win32":
    import fcntl

_LOCK_WAIT_S = 5
_SHARED_FIRST, _SHARED_BYTES = 0x4000_0002, 510
_STEPS_BETWEEN_CHECKS = 50_000
_PROBLEMS_NAMED = 5
# The log and its index belong to the file: a copy must never meet those of another.
_PARTS = ("", *LOG_SUFFIXES)


@dataclass(frozen=True, slots=True)
class CatalogueCopy:
    """One copy of the catalogue in the folder “copies”."""

    path: Path
    made: datetime  # UTC
    reason: str  # "daily", "before-layout-2" …
    size: int  # bytes


def copies_of(file: Path) -> list[CatalogueCopy]:
    """The copies of the catalogue with this file, newest first."""
    found = []
    for path in (file.parent / "copies").glob("*.sqlite3"):
        stamp, _, reason = path.stem.partition("-")
        with contextlib.suppress(ValueError, OSError):  # not of our making, or just gone
            made = datetime.strptime(stamp, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(CatalogueCopy(path, made, reason, path.stat().st_size))
    return sorted(found, key=lambda copy: copy.made, reverse=True)


def check(file: Path, progress: Progress | None = None) -> list[str]:
    """What is wrong inside a catalogue's file, the first few findings; [] when it is whole. Reads all of it.

    Raises:
        CatalogueError: It cannot be opened at all.
        Cancelled: The user cancelled.
    """
    progress = progress or Progress()
    try:
        with contextlib.closing(sqlite3.connect(file)) as connection:
            connection.set_progress_handler(lambda: progress.cancelled, _STEPS_BETWEEN_CHECKS)
            rows = connection.execute(f"PRAGMA integrity_check({_PROBLEMS_NAMED})").fetchall()
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        if progress.cancelled:
            raise Cancelled from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
            return [str(error)]
        raise translated(error, file) from error
    problems = [str(text) for (text,) in rows if text != "ok"]
    if not problems and application_id != migrations.APPLICATION_ID:  # an empty file has none either
        return ["It is not a catalogue of this program."]
    return problems


def put_back(file: Path, copy: Path | None) -> Path | None:
    """Put a copy in the catalogue's place, or a new one that knows nothing yet.

    What is there now is moved into a folder beside it, never deleted. This process has it closed.

    Returns:
        The folder that it was moved to; None when there was nothing.

    Raises:
        RefusedError: The copy is damaged itself, or another process has the catalogue open.
        CatalogueError: Another process is changing the catalogue, or the files cannot be moved.
    """
    if copy is not None and check(copy):
        raise RefusedError("This copy is damaged as well", str(copy), "Choose an older one.")
    if _is_open_elsewhere(file):  # what it writes from now on would be lost
        raise RefusedError("Another window or command has the catalogue open", str(file), "Close it and try again.")
    aside = file.parent / f"replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}"
    staged = file.with_name(f"{file.name}.part")
    try:
        with alone(file, _LOCK_WAIT_S), contextlib.ExitStack() as ending:
            ending.callback(drop_parts, staged)
            if copy is None:
                make_catalogue(staged)
            else:
                shutil.copyfile(copy, staged)
            moved = _move_aside(file, aside)
            os.replace(staged, file)
    except OSError as error:
        fault = from_os_error(error, "The catalogue could not be put back", file)
        raise CatalogueError(fault.title, fault.detail, fault.hint, fault.code) from error
    return aside if moved else None


def _is_open_elsewhere(file: Path) -> bool:
    """Whether another process has it open, as far as the system tells.

    Source: SQLite's os.h, "SHARED_FIRST": whoever has a file with a write-ahead log open holds a lock on these bytes.
    """
    if sys.platform == "win32":  # what is open cannot be renamed there
        return False
    try:
        with file.open("r+b") as stream:
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_BYTES, _SHARED_FIRST)
    except BlockingIOError:
        return True
    except OSError:  # it is gone, or may not be written: moving it will tell
        return False
    return False


def _move_aside(file: Path, folder: Path) -> bool:
    present = [part for part in (file.with_name(file.name + suffix) for suffix in _PARTS) if part.exists()]
    if present:
        folder.mkdir()
    # The log first: without its file it is nothing, while the file without its log would lack what it held.
    for part in reversed(present):
        part.rename(folder / part.name)
    return bool(present)
