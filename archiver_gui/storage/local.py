"""Archives in folders of this computer."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from typing import BinaryIO

from archiver_gui.core.errors import EnvironmentFault, RefusedError, from_os_error
from archiver_gui.storage.base import Sink, Storage, new_staged_path

# One write call per MiB: header by header would cost a system call each.
_WRITE_BUFFER_BYTES = 1 << 20


class LocalSink(Sink):
    """A new file beside its final place."""

    def __init__(self, target: str, staged_path: str = "") -> None:
        self.target = target
        self._folder = os.path.dirname(target) or "."
        self._made: list[str] = []
        self._published = False
        self.staged_path = staged_path or new_staged_path(self._folder)
        try:
            self._made = make_folders(self._folder)
            # Modes as for any new file: the umask decides.
            handle = os.open(self.staged_path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY | _NO_INHERIT, 0o666)
        except OSError as error:
            self._remove_folders()
            raise self._fault(error) from error
        self.file = os.fdopen(handle, "w+b", buffering=_WRITE_BUFFER_BYTES)

    def _fault(self, error: OSError) -> EnvironmentFault:
        return from_os_error(error, f"“{os.path.basename(self.target)}” could not be written", self._folder)

    def seal(self) -> int:
        """As the base class; the file is closed afterwards."""
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            size = os.fstat(self.file.fileno()).st_size
            drop_from_cache(self.file.fileno())
            self.file.close()
        except OSError as error:
            raise self._fault(error) from error
        return size

    def open_sealed(self) -> BinaryIO:
        """As the base class."""
        try:
            return open(self.staged_path, "rb")
        except OSError as error:
            raise self._fault(error) from error

    def publish(self, *, overwrite: bool) -> None:
        """As the base class.

        Without `overwrite` the name is given by link(2), which fails on a taken name in the same step.
        """
        try:
            if overwrite:
                os.replace(self.staged_path, self.target)
            else:
                rename_exclusively(self.staged_path, self.target)
        except FileExistsError as error:
            raise name_taken(self.target) from error
        except OSError as error:
            raise self._fault(error) from error
        self._published = True
        self.doubt = doubt_about(self._folder)

    def discard(self) -> None:
        """As the base class."""
        with contextlib.suppress(OSError):  # a full disk may refuse the last buffered bytes: they are going anyway
            self.file.close()
        if self._published:
            return
        with contextlib.suppress(OSError):  # why it is discarded matters more; the catalogue's next start tries again
            os.unlink(self.staged_path)
        self._remove_folders()

    def _remove_folders(self) -> None:
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):  # somebody else put something into it meanwhile
                os.rmdir(folder)
        self._made = []


class LocalStorage(Storage):
    """Folders of this computer, mounted disks and network shares included."""

    def create(self, target: str, staged_path: str = "") -> LocalSink:
        """As the base class."""
        if os.path.isdir(target):
            raise RefusedError(
                f"“{os.path.basename(target)}” is a folder",
                f"It lies in {os.path.dirname(target)}.",
                "Choose another name.",
            )
        return LocalSink(target, staged_path)

    def open(self, path: str) -> BinaryIO:
        """As the base class."""
        try:
            return open_regular(path)
        except OSError as error:
            raise from_os_error(error, f"“{os.path.basename(path)}” could not be opened", path) from error

    def size(self, path: str) -> int:
        """As the base class."""
        try:
            return os.stat(path).st_size
        except OSError as error:
            raise from_os_error(error, f"“{os.path.basename(path)}” could not be opened", path) from error

    def delete(self, path: str) -> bool:
        """As the base class."""
        try:
            os.unlink(path)
            sync_folder(os.path.dirname(path) or ".")
        except FileNotFoundError:
            return False
        except OSError as error:
            raise from_os_error(error, f"“{os.path.basename(path)}” could not be deleted", path) from error
        return True


_BINARY = getattr(os, "O_BINARY", 0)
_NO_INHERIT = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)


def open_regular(path: str) -> BinaryIO:
    """A regular file, opened without ever waiting (a FIFO that took its place would block).

    Raises:
        OSError: As the system says; EINVAL when it is no regular file.
    """
    handle = os.open(path, os.O_RDONLY | _BINARY | _NO_INHERIT | _NONBLOCK)
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "It is not a regular file", path)
        return os.fdopen(handle, "rb")
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(handle)
        raise


def name_taken(target: str) -> RefusedError:
    """The refusal of a target that exists already."""
    return RefusedError(
        f"“{os.path.basename(target)}” exists already",
        f"It lies in {os.path.dirname(target)}.",
        "Choose another name, or allow it to be overwritten.",
    )


def make_folders(folder: str) -> list[str]:
    """Make the folder and its missing parents; those that were made, outermost first.

    Raises:
        OSError: As the system says; what was made before stays made by nobody.
    """
    missing = []
    at = os.path.abspath(folder)
    while not os.path.isdir(at):
        missing.append(at)
        parent = os.path.dirname(at)
        if parent == at:
            break
        at = parent
    made: list[str] = []
    try:
        for part in reversed(missing):
            try:
                os.mkdir(part)
            except FileExistsError:
                if not os.path.isdir(part):
                    raise
            else:
                made.append(part)
    except OSError:
        for part in reversed(made):
            with contextlib.suppress(OSError):
                os.rmdir(part)
        raise
    return made


def sync_folder(folder: str) -> None:
    """Make the folder's entries durable, where the system can (Windows and some shares cannot)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_INHERIT)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def doubt_about(folder: str) -> EnvironmentFault | None:
    """Make the folder's entries durable; why that is in doubt, None when it is not."""
    try:
        sync_folder(folder)
    except OSError as error:
        return from_os_error(error, "The disk did not confirm the archive's name", folder)
    return None


def drop_from_cache(handle: int) -> None:
    """Ask the system to forget its cached pages of this file, so that the next read comes from the device."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with contextlib.suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def rename_exclusively(staged: str, target: str) -> None:
    """Give a file its final name unless that is taken.

    Raises:
        FileExistsError: The name is taken; nothing was changed.
        OSError: As the system says.
    """
    if sys.platform == "win32":
        os.rename(staged, target)  # fails on a taken name there
        return
    try:
        os.link(staged, target)
    except OSError as error:
        # FAT, exFAT and some network shares have no hard links: look, then rename. The gap between
        # the two is the best that such a file system offers.
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL):
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from error
        os.rename(staged, target)
        return
    try:
        os.unlink(staged)
    except OSError:
        os.unlink(target)  # it is the one just made: better no archive than one with two names
        raise
