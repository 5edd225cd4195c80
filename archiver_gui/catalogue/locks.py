"""Who works on an archive's path: one process at a time, known to all by a lock that dies with it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from archiver_gui.core.errors import CatalogueError, RefusedError, cause_of
from archiver_gui.core.progress import Progress

# Between two looks whether the lock is free or the job was cancelled.
_POLL_S = 0.05


def target_key(path: str) -> str:
    """The one spelling of a path, whatever links lead to its folder.

    The last part is not followed: publishing replaces a link, not what it points to.
    """
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.normcase(os.path.join(os.path.realpath(folder), name))


class LockFolder:
    """The folder of lock files. May be used from any thread; locks exclude threads too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _file(self, key: str) -> Path:
        digest = hashlib.blake2b(os.fsencode(key), digest_size=16).hexdigest()
        return self.folder / f"{digest}.lock"

    @contextlib.contextmanager
    def hold(self, key: str, wait_s: float = 0.0, progress: Progress | None = None) -> Iterator[bool]:
        """Hold the lock of this `target_key`; gives False when it was not to be had.

        Raises:
            Cancelled: While waiting.
            CatalogueError: The folder of locks cannot be used.
        """
        file = self._file(key)
        lock = FileLock(file, timeout=0, thread_local=False)
        held = self._acquire(lock, time.monotonic() + wait_s, progress)
        try:
            yield held
        finally:
            if held:
                # Unlinked while held: whoever opened it before sees that it has no name left and
                # opens anew. Windows refuses, and keeps the empty file.
                with contextlib.suppress(OSError):
                    os.unlink(file)
                lock.release()

    def _acquire(self, lock: FileLock, until: float, progress: Progress | None) -> bool:
        while True:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                lock.acquire(timeout=0)
            except Timeout:
                if time.monotonic() >= until:
                    return False
            except OSError as error:
                raise CatalogueError(
                    "The catalogue's locks cannot be used",
                    f"{cause_of(error)}: {self.folder}",
                    "Check the permissions of this folder.",
                    error.errno or 0,
                ) from error
            else:
                return True
            if progress is not None:
                progress.check()
            time.sleep(_POLL_S)


def in_use(target: str) -> RefusedError:
    """The refusal of a target that another job works on."""
    return RefusedError(
        f"“{os.path.basename(target)}” is being written by another job",
        f"It lies in {os.path.dirname(target)}.",
        "Wait until that job has ended, or choose another name.",
    )
