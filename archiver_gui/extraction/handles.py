"""The few calls on folders that extraction is made of, each relative to an open folder.

A handle is a descriptor where the system has the `*at` calls. Where it has none, as on Windows, it is
a path that was checked part by part, which holds as long as nobody else writes into the fresh folder.
Errors of the system pass through untranslated.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator

Handle = int | str

HAVE_DESCRIPTORS = (
    {os.open, os.mkdir, os.stat, os.unlink, os.rmdir, os.rename, os.link, os.symlink, os.readlink, os.chmod, os.utime}
    <= os.supports_dir_fd
    and {os.listdir, os.scandir, os.chmod, os.utime} <= os.supports_fd
    and os.stat in os.supports_follow_symlinks
    and hasattr(os, "O_NOFOLLOW")
    and hasattr(os, "O_DIRECTORY")
)

_NO_INHERIT = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_INHERIT
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NEW_FILE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _NO_INHERIT | getattr(os, "O_BINARY", 0)
_OLD_FILE_FLAGS = os.O_RDONLY | _NO_FOLLOW | _NO_INHERIT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
# Junctions and mount points on Windows lead elsewhere as links do.
_REPARSE_POINT = 0x400


def open_root(path: str, *, descriptors: bool = HAVE_DESCRIPTORS) -> Handle:
    """Open a folder that the user named: the one place where a link may be followed."""
    return os.open(path, FOLDER_FLAGS) if descriptors else os.path.realpath(path, strict=True)


def open_folder(folder: Handle, name: str) -> Handle:
    """Open a folder inside an open one.

    Raises:
        NotADirectoryError: Something else has this name; a link that leads to a folder is no folder.
    """
    if isinstance(folder, int):
        try:
            return os.open(name, FOLDER_FLAGS | _NO_FOLLOW, dir_fd=folder)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name) from error
            raise
    path = os.path.join(folder, name)
    if not is_folder(os.lstat(path)):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name)
    return path


def close(folder: Handle) -> None:
    """Give the handle back."""
    if isinstance(folder, int):
        os.close(folder)


def is_folder(facts: os.stat_result) -> bool:
    """Whether this is a real folder: neither a link nor a junction."""
    attributes = getattr(facts, "st_file_attributes", 0)
    return stat.S_ISDIR(facts.st_mode) and not attributes & _REPARSE_POINT


def facts_of(folder: Handle, name: str) -> os.stat_result | None:
    """What stands under this name, links not followed; None for nothing."""
    path, at = _at(folder, name)
    try:
        return os.stat(path, dir_fd=at, follow_symlinks=False)
    except FileNotFoundError:
        return None


def children(folder: Handle) -> list[tuple[str, bool]]:
    """Names in a folder, each with whether it is a real folder; in no order."""
    with os.scandir(folder) as found:
        return [(child.name, _is_real_folder(child)) for child in found]


def _is_real_folder(child: os.DirEntry[str]) -> bool:
    # On Windows scandir has read the attributes already; elsewhere there are none to ask for.
    return child.is_dir(follow_symlinks=False) and (os.name != "nt" or is_folder(child.stat(follow_symlinks=False)))


def make_folder(folder: Handle, name: str, mode: int = 0o777) -> None:
    """Make a folder; the umask applies."""
    path, at = _at(folder, name)
    os.mkdir(path, mode, dir_fd=at)


def create_file(folder: Handle, name: str, mode: int) -> int:
    """Make a file that was not there and open it for writing; the umask applies."""
    path, at = _at(folder, name)
    return os.open(path, _NEW_FILE_FLAGS, mode, dir_fd=at)


def open_file(folder: Handle, name: str) -> int:
    """Open a file for reading, no link and no device."""
    path, at = _at(folder, name)
    file = os.open(path, _OLD_FILE_FLAGS, dir_fd=at)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(errno.EINVAL, "Not a regular file", name)
    return file


def remove_file(folder: Handle, name: str) -> None:
    """Remove anything but a folder."""
    path, at = _at(folder, name)
    os.unlink(path, dir_fd=at)


def remove_folder(folder: Handle, name: str) -> None:
    """Remove an empty folder."""
    path, at = _at(folder, name)
    os.rmdir(path, dir_fd=at)


def move(folder: Handle, name: str, to_folder: Handle, to_name: str) -> None:
    """Move in one step; a file that is there already is replaced."""
    path, at = _at(folder, name)
    to_path, to_at = _at(to_folder, to_name)
    os.replace(path, to_path, src_dir_fd=at, dst_dir_fd=to_at)


def move_file_to_free_name(folder: Handle, name: str, to_folder: Handle, to_name: str) -> None:
    """Move a file or link without ever replacing anything.

    Raises:
        FileExistsError: The name is taken.
    """
    path, at = _at(folder, name)
    to_path, to_at = _at(to_folder, to_name)
    try:
        _link(path, at, to_path, to_at)
    except FileExistsError:
        raise
    except OSError:
        # No hardlinks here (FAT, many network shares), or not to this kind: look, then move.
        if facts_of(to_folder, to_name) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), to_name) from None
        os.rename(path, to_path, src_dir_fd=at, dst_dir_fd=to_at)
        return
    try:
        os.unlink(path, dir_fd=at)
    except OSError:
        os.unlink(to_path, dir_fd=to_at)  # it is the one just made: all or nothing
        raise


def make_hardlink(folder: Handle, name: str, to_folder: Handle, to_name: str) -> None:
    """Give a file a second name."""
    path, at = _at(folder, name)
    to_path, to_at = _at(to_folder, to_name)
    _link(path, at, to_path, to_at)


def make_symlink(folder: Handle, name: str, target: str) -> None:
    """Make a symbolic link."""
    path, at = _at(folder, name)
    os.symlink(target, path, dir_fd=at)


def target_of(folder: Handle, name: str) -> str:
    """The text of a symbolic link."""
    path, at = _at(folder, name)
    return os.readlink(path, dir_fd=at)


def set_time(folder: Handle, mtime_ns: int) -> None:
    """Date an open folder or file; where that is refused the present stays."""
    try:
        os.utime(folder, ns=(mtime_ns, mtime_ns))
    except (OSError, OverflowError):
        return  # the content is what matters


def set_time_of(folder: Handle, name: str, mtime_ns: int) -> None:
    """Date a file or a link itself; where that is refused the present stays."""
    path, at = _at(folder, name)
    with contextlib.suppress(OSError, OverflowError):
        if os.utime in os.supports_follow_symlinks:
            os.utime(path, ns=(mtime_ns, mtime_ns), dir_fd=at, follow_symlinks=False)
        elif not os.path.islink(path):
            os.utime(path, ns=(mtime_ns, mtime_ns))


def set_mode(folder: Handle, mode: int) -> None:
    """Set the mode of an open folder."""
    os.chmod(folder, mode)


def open_up(folder: Handle, name: str) -> None:
    """Give the owner every right on a folder that hostile or odd modes had closed."""
    path, at = _at(folder, name)
    os.chmod(path, 0o700, dir_fd=at)


def parents(path: str) -> Iterator[str]:
    """'a', 'a/b' … for 'a/b/c': the folders above a path, outermost first."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)


def _link(path: str, at: int | None, to_path: str, to_at: int | None) -> None:
    if os.link in os.supports_follow_symlinks:
        os.link(path, to_path, src_dir_fd=at, dst_dir_fd=to_at, follow_symlinks=False)
    else:
        os.link(path, to_path)


def _at(folder: Handle, name: str) -> tuple[str, int | None]:
    if isinstance(folder, int):
        return name, folder
    return os.path.join(folder, name), None
