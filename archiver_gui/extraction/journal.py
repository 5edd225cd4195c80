"""Notes of the hidden folders that extractions work in, so that a dead one's is found and removed."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from archiver_gui.extraction import handles
from archiver_gui.extraction.cleanup import is_staged_name, remove_if_dead, remove_tree

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_SUFFIX = ".extraction"
_ATTEMPTS = 8
_NEW_FILE_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
# Windows locks bytes, and others could not read those: one far behind all notes.
_LOCKED_BYTE = 1 << 30
# The chosen folder may be on a disk that comes back; one that stays away this long was removed.
_PATIENCE_S = 90 * 86_400


class StagingJournal:
    """A folder with one small file for each extraction under way, locked as long as its process lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> StagingNote:
        """A note for one extraction, to be closed when its hidden folder is gone."""
        return StagingNote(self._open())

    def sweep(self) -> int:
        """Remove what dead extractions left, as far as the system lets us; how many notes went."""
        swept = 0
        for path in self._paths():
            with contextlib.suppress(OSError):  # another process is quicker, or its disk is away
                swept += _sweep(path)
        return swept

    def _paths(self) -> Iterator[str]:
        try:
            names = os.listdir(self._folder)
        except OSError:  # there never was an extraction, or the folder is out of reach
            return
        yield from (os.path.join(self._folder, name) for name in sorted(names) if name.endswith(_SUFFIX))

    def _open(self) -> tuple[int, str] | None:
        """A new locked file and its path; None where notes cannot be kept.

        Extracting goes on then: the next extraction into the same folder removes a dead one's leftovers too.
        """
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for _ in range(_ATTEMPTS):
                path = os.path.join(self._folder, os.urandom(8).hex() + _SUFFIX)
                file = os.open(path, _NEW_FILE_FLAGS, 0o600)
                # Between making and locking it another process may take it for a dead one's and remove it.
                if _lock(file) and os.path.exists(path):
                    return file, path
                os.close(file)
        return None


class StagingNote:
    """The note of one extraction."""

    def __init__(self, opened: tuple[int, str] | None = None) -> None:
        self._opened = opened

    def write(self, folder: str, name: str, missing: str) -> None:
        """Tell of a hidden folder before it is made.

        Args:
            folder: The chosen folder, absolute.
            missing: The outermost part of its path that is not there yet; '' when all of it is.
        """
        if self._opened is None:
            return
        line = json.dumps([folder, name, missing]).encode() + b"\n"
        with contextlib.suppress(OSError):  # as when no note can be made at all
            os.write(self._opened[0], line)
            os.fsync(self._opened[0])

    def close(self, *, keep: bool = False) -> None:
        """Drop the note, or `keep` it for the next sweep; twice is harmless."""
        if self._opened is None:
            return
        file, path = self._opened
        self._opened = None
        if keep:
            os.close(file)
        else:
            _drop(file, path)


def _sweep(path: str) -> bool:
    file = os.open(path, os.O_RDWR)
    if not _lock(file):
        os.close(file)
        return False
    with open(path, "rb") as stream:
        lines = stream.read().splitlines()
        age_s = time.time() - os.fstat(stream.fileno()).st_mtime
    waiting = sum(not _remove_noted(line) for line in lines)
    if waiting and age_s < _PATIENCE_S:
        os.close(file)
        return False
    _drop(file, path)
    return True


def _remove_noted(line: bytes) -> bool:
    """Remove what one line tells of; False when that has to wait.

    A note is no licence: only a hidden folder of our own making goes, and empty folders above it.
    """
    folder, name, missing = _said(line)
    if not is_staged_name(name) or not os.path.isabs(folder):
        return True
    try:
        root = handles.open_root(folder)
    except FileNotFoundError:
        return bool(missing) and os.path.isdir(os.path.dirname(missing))  # it was not even made, or is gone again
    except OSError:
        return False
    try:
        if handles.facts_of(root, name) is not None:
            if not isinstance(root, int):
                remove_tree(root, name)
            elif not remove_if_dead(root, name):
                return False
    except OSError:
        return False
    finally:
        handles.close(root)
    _remove_empty(folder, missing)
    return True


def _said(line: bytes) -> tuple[str, str, str]:
    """What one line says; nothing when the process died while it wrote it, and so had made nothing yet."""
    try:
        folder, name, missing = json.loads(line)
    except (ValueError, TypeError):
        return "", "", ""
    return str(folder), str(name), str(missing)


def _remove_empty(folder: str, outermost: str) -> None:
    at = folder
    while outermost and os.path.isabs(outermost) and os.path.commonpath([at, outermost]) == outermost:
        with contextlib.suppress(OSError):  # gone already, or something is in it
            os.rmdir(at)
        at = os.path.dirname(at)


def _lock(file: int) -> bool:
    """Lock a note until it is closed; False when a living process has it."""
    try:
        if sys.platform == "win32":
            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _drop(file: int, path: str) -> None:
    """Remove a note, while it is locked where the system allows that."""
    if sys.platform == "win32":
        os.close(file)
        file = -1
    try:
        with contextlib.suppress(OSError):  # the next sweep finds nothing left to do for it
            os.unlink(path)
    finally:
        if file >= 0:
            os.close(file)
