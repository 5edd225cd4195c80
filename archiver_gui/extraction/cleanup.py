"""Removing trees that extraction made, however deep they are and whatever their modes."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections import deque

from archiver_gui.extraction import handles
from archiver_gui.extraction.handles import HAVE_DESCRIPTORS, Handle

if sys.platform != "win32":
    import fcntl

STAGED_PREFIX = ".archiver-"
STAGED_SUFFIX = ".part"
_STAGED_NAME = re.compile(r"\.archiver-[0-9a-f]{16}\.part")


def staged_name() -> str:
    """A fresh name for a hidden folder."""
    return f"{STAGED_PREFIX}{os.urandom(8).hex()}{STAGED_SUFFIX}"


def is_staged_name(name: str) -> bool:
    """Whether a hidden folder of ours could be called so."""
    return bool(_STAGED_NAME.fullmatch(name))


def remove_tree(folder: Handle, name: str) -> None:
    """Remove the folder `name` in `folder` with all that is in it; links are removed, not followed.

    Every folder inside is first moved up to its root, so that neither the stack nor the length of a
    path nor the number of open folders grows with the depth.

    Raises:
        OSError: The system refused, even after every right was given to the owner.
    """
    try:
        root = _open_for_removal(folder, name)
    except NotADirectoryError:
        handles.remove_file(folder, name)
        return
    try:
        token = os.urandom(8).hex()
        number = 0
        waiting = deque(_emptied(root))
        while waiting:
            current = waiting.popleft()
            inside = _open_for_removal(root, current)
            try:
                for child in _emptied(inside):
                    number += 1
                    lifted = f"{token}-{number}"
                    _lift(inside, child, root, lifted)
                    waiting.append(lifted)
            finally:
                handles.close(inside)
            handles.remove_folder(root, current)
    finally:
        handles.close(root)
    handles.remove_folder(folder, name)


def remove_dead(folder: Handle) -> int:
    """Remove the hidden folders in `folder` whose process is gone; how many there were.

    A living process holds a lock on its own. Where folders cannot be locked, nothing is removed.
    """
    if not isinstance(folder, int):
        return 0
    removed = 0
    for name, is_folder in handles.children(folder):
        if is_folder and is_staged_name(name):
            with contextlib.suppress(OSError):  # somebody else's, or somebody else is quicker
                removed += remove_if_dead(folder, name)
    return removed


def lock(folder: Handle) -> bool:
    """Lock a folder until its handle is closed; False when another process has it."""
    if isinstance(folder, str) or sys.platform == "win32":
        return True
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: `remove_dead` gets none either
        return True
    return True


def remove_if_dead(folder: int, name: str) -> bool:
    """Remove one hidden folder; False when it is somebody else's.

    Raises:
        OSError: Its process lives, or the system refused.
    """
    facts = handles.facts_of(folder, name)
    if sys.platform == "win32" or facts is None or facts.st_uid != os.geteuid():
        return False
    staged = handles.open_folder(folder, name)
    try:
        assert isinstance(staged, int)
        fcntl.flock(staged, fcntl.LOCK_EX | fcntl.LOCK_NB)
        remove_tree(folder, name)
    finally:
        handles.close(staged)
    return True


def _open_for_removal(folder: Handle, name: str) -> Handle:
    try:
        handle = handles.open_folder(folder, name)
    except PermissionError:
        handles.open_up(folder, name)
        return handles.open_folder(folder, name)
    if isinstance(handle, int) and os.fstat(handle).st_mode & 0o700 != 0o700:
        os.chmod(handle, 0o700)
    return handle


def _emptied(folder: Handle) -> list[str]:
    """Remove all but the folders of a folder, and name those."""
    left = []
    for name, is_folder in handles.children(folder):
        if is_folder:
            left.append(name)
            continue
        try:
            handles.remove_file(folder, name)
        except PermissionError:
            if HAVE_DESCRIPTORS:
                raise
            os.chmod(os.path.join(str(folder), name), 0o600)  # Windows keeps read-only files
            handles.remove_file(folder, name)
    return left


def _lift(folder: Handle, name: str, root: Handle, lifted: str) -> None:
    """Move a folder up; a read-only one may not be moved by anybody but root."""
    try:
        handles.move(folder, name, root, lifted)
    except PermissionError:
        handles.open_up(folder, name)
        handles.move(folder, name, root, lifted)
