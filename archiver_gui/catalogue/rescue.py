"""A damaged or lost catalogue: what copies there are, and putting one in its place. Nothing is deleted."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from archiver_gui.catalogue.database import translated
from archiver_gui.core.errors import CatalogueError, RefusedError, from_os_error
from archiver_gui.core.progress import Cancelled, Progress

_LOCK_WAIT_S = 5
_STEPS_BETWEEN_CHECKS = 50_000
_PROBLEMS_NAMED = 5
# The log and its index belong to the file: a copy must never meet those of another.
_PARTS = ("", "-wal", "-shm", "-journal")


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
    except sqlite3.DatabaseError as error:
        if progress.cancelled:
            raise Cancelled from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
            return [str(error)]
        raise translated(error, file) from error
    return [str(text) for (text,) in rows if text != "ok"]


def put_back(file: Path, copy: Path | None) -> Path | None:
    """Put a copy in the catalogue's place, or nothing, so that the next start makes a new one.

    What is there now is moved into a folder beside it, never deleted. No process may have it open.

    Returns:
        The folder that it was moved to; None when there was nothing.

    Raises:
        RefusedError: The copy is damaged itself.
        CatalogueError: Another process is changing the catalogue, or the files cannot be moved.
    """
    if copy is not None and check(copy):
        raise RefusedError("This copy is damaged as well", str(copy), "Choose an older one.")
    aside = file.parent / f"replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}"
    staged = file.with_name(f"{file.name}.part")
    try:
        with FileLock(file.with_name(file.name + ".lock"), timeout=_LOCK_WAIT_S):
            if copy is not None:
                shutil.copyfile(copy, staged)
            moved = _move_aside(file, aside)
            if copy is not None:
                os.replace(staged, file)
    except Timeout as error:
        raise CatalogueError(
            "Another copy of this program is changing the catalogue", str(file), "Try again in a minute."
        ) from error
    except OSError as error:
        fault = from_os_error(error, "The catalogue could not be put back", file)
        raise CatalogueError(fault.title, fault.detail, fault.hint, fault.code) from error
    finally:
        staged.unlink(missing_ok=True)
    return aside if moved else None


def _move_aside(file: Path, folder: Path) -> bool:
    present = [part for part in (file.with_name(file.name + suffix) for suffix in _PARTS) if part.exists()]
    if present:
        folder.mkdir()
    # The log first: without its file it is nothing, while the file without its log would lack what it held.
    for part in reversed(present):
        part.rename(folder / part.name)
    return bool(present)
