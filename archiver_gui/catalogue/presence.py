"""Whether an archive is where it was: there, missing, or out of reach with its folder or disk."""

from __future__ import annotations

import os

from archiver_gui.core.archives import ArchiveState


def volume_of(path: str) -> str:
    """The mount point that a path lies on."""
    at = os.path.realpath(os.path.dirname(os.path.abspath(path)))
    while not os.path.ismount(at):
        parent = os.path.dirname(at)
        if parent == at:
            break
        at = parent
    return at


def presence_of(path: str, volume: str = "") -> ArchiveState | None:
    """READY, MISSING or OFFLINE; None where the system will not say.

    Args:
        volume: The mount point that it was recorded on. An empty folder where a disk used to be
            mounted means that the disk is away, not that its archives are.
    """
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return ArchiveState.MISSING if _folder_is_there(path, volume) else ArchiveState.OFFLINE
    except PermissionError:
        return None
    except OSError:  # a dead mount or device: EIO, ESTALE, ENODEV, EHOSTDOWN …
        return ArchiveState.OFFLINE
    return ArchiveState.READY


def _folder_is_there(path: str, volume: str) -> bool:
    return os.path.isdir(os.path.dirname(path)) and (not volume or os.path.ismount(volume))
