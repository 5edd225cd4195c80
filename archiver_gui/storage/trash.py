"""Files that the window moved to the system's trash, on their way back.

Moving there is the desktop's own matter; back it takes a rename. Source: freedesktop.org Trash
specification 1.0: `files/NAME` has its place of origin in `info/NAME.trashinfo`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil

from archiver_gui.core.errors import from_os_error
from archiver_gui.storage.base import new_staged_path
from archiver_gui.storage.local import make_folders, name_taken, rename_exclusively, sync_folder


def take_from_trash(trashed: str, target: str) -> None:
    """Move a file back to where it was; a missing folder is made anew.

    Raises:
        RefusedError: Another file has its place.
        EnvironmentFault: It cannot be moved, and stays in the trash.
    """
    try:
        make_folders(os.path.dirname(target))
        try:
            rename_exclusively(trashed, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy_back(trashed, target)
        sync_folder(os.path.dirname(target))
    except FileExistsError as error:
        raise name_taken(target) from error
    except OSError as error:
        raise from_os_error(error, "The archive could not be taken back from the trash", target) from error
    folder, name = os.path.split(trashed)
    with contextlib.suppress(OSError):  # not every system writes one; a stale one does no harm
        os.unlink(os.path.join(os.path.dirname(folder), "info", f"{name}.trashinfo"))


def _copy_back(trashed: str, target: str) -> None:
    """From the trash of another disk."""
    staged = new_staged_path(os.path.dirname(target))
    try:
        shutil.copy2(trashed, staged)
        with open(staged, "rb+") as file:
            os.fsync(file.fileno())
        rename_exclusively(staged, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(staged)
    os.unlink(trashed)
