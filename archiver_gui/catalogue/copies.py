"""Copies of the catalogue's file, in a folder beside it, and the lock for who works on the file as a whole."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from archiver_gui.core.errors import CatalogueError

DAILY = "daily"
_FOLDER = "copies"
_LOCK_WAIT_S = 60  # a change of the layout takes as long as copying
_KEPT = 5  # of those made before the layout changed
_DAYS_KEPT = 3
_STAGED = "under-way.part"


@contextlib.contextmanager
def alone(file: Path, wait_s: float = _LOCK_WAIT_S) -> Iterator[None]:
    """While no other process makes, changes, copies or replaces the catalogue as a whole.

    Raises:
        CatalogueError: Another one does, for longer than this.
        OSError: There can be no lock beside the file.
    """
    try:
        with FileLock(file.with_name(f"{file.name}.lock"), timeout=wait_s):
            yield
    except Timeout as error:
        raise CatalogueError(
            "Another copy of this program is changing the catalogue", str(file), "Try again in a minute."
        ) from error


def copy_catalogue(connection: sqlite3.Connection, file: Path, reason: str) -> Path:
    """Copy the catalogue as it is now; the oldest copies go. The caller is `alone` with the file.

    Raises:
        OSError: The copy cannot be written; sqlite3.Error likewise.
    """
    folder = file.parent / _FOLDER
    folder.mkdir(exist_ok=True)
    copy = folder / f"{datetime.now(UTC).strftime('%Y%m%dT%H%M%S')}-{reason}.sqlite3"
    _drop_staged(folder)
    try:
        with contextlib.closing(sqlite3.connect(folder / _STAGED)) as target:
            connection.backup(target)
        os.replace(folder / _STAGED, copy)
    except BaseException:
        _drop_staged(folder)
        raise
    is_daily = reason == DAILY
    others = [old for old in sorted(folder.glob("*.sqlite3")) if old.stem.endswith(f"-{DAILY}") == is_daily]
    for old in others[: -(_DAYS_KEPT if is_daily else _KEPT)]:
        old.unlink(missing_ok=True)
    return copy


def has_copy_of_today(file: Path) -> bool:
    """Whether the daily copy was made already."""
    return any((file.parent / _FOLDER).glob(f"{datetime.now(UTC).strftime('%Y%m%d')}T*-{DAILY}.sqlite3"))


def drop_unfinished_copy(file: Path) -> None:
    """Remove what a process left that died while it copied; a living one is left alone."""
    folder = file.parent / _FOLDER
    if (folder / _STAGED).exists():
        with contextlib.suppress(CatalogueError, OSError), alone(file, 0):
            _drop_staged(folder)


def _drop_staged(folder: Path) -> None:
    for leftover in folder.glob(f"{_STAGED}*"):  # SQLite's journal included
        leftover.unlink(missing_ok=True)
