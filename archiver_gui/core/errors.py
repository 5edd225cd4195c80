"""The error tree. Every error says what happened, where, and what to do about it."""

from __future__ import annotations

import errno
import os
from enum import StrEnum


class ErrorOrigin(StrEnum):
    """Whose error it is: decides the wording and whether a report makes sense."""

    USER = "user"
    ENVIRONMENT = "environment"
    OURS = "ours"


class ArchiverError(Exception):
    """An error that can be shown to a person as it stands."""

    origin = ErrorOrigin.OURS

    def __init__(self, title: str, detail: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint

    def __str__(self) -> str:
        """Title, detail and hint as one line."""
        return " ".join(part for part in (sentence(self.title), sentence(self.detail), self.hint) if part)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross a process boundary whole."""
        return (type(self), (self.title, self.detail, self.hint))


class UsageError(ArchiverError):
    """The call itself is wrong: an unknown format, a missing argument."""

    origin = ErrorOrigin.USER


class RefusedError(ArchiverError):
    """The call is clear, and doing it would break a promise: a taken name, an empty basket."""

    origin = ErrorOrigin.USER


class BackendStateError(RefusedError, ValueError):
    """A backend was asked for what its mode or its disk does not have."""


class DuplicateBackendTypeError(ArchiverError, ValueError):
    """Two backends claim one `backend_id`."""


class UnknownBackendError(UsageError, KeyError):
    """No registered backend bears this `backend_id`."""


class DamagedArchiveError(ArchiverError):
    """The archive's bytes contradict themselves or its format."""

    origin = ErrorOrigin.USER


class TrailingDataError(DamagedArchiveError):
    """A stream is whole to its end and verified, and something that is no part of it follows."""


class UnsupportedEntryError(DamagedArchiveError):
    """This program cannot read one entry, which may be sound; the others are not concerned."""


class UnsupportedArchiveError(ArchiverError):
    """The archive may be sound; this program cannot read that kind, method or encryption."""

    origin = ErrorOrigin.USER


class EnvironmentFault(ArchiverError):
    """The system refused: a full disk, a missing permission, a broken device."""

    origin = ErrorOrigin.ENVIRONMENT

    def __init__(self, title: str, detail: str = "", hint: str = "", code: int = 0) -> None:
        super().__init__(title, detail, hint)
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        """As the base class, with the errno kept."""
        return (type(self), (self.title, self.detail, self.hint, self.code))


class CatalogueError(EnvironmentFault):
    """The catalogue cannot be opened, read or written."""


class UnusableCatalogueError(CatalogueError):
    """The catalogue's file is damaged or none of ours; a copy or a new one can take its place."""


class InternalError(ArchiverError):
    """A defect of this program."""


def sentence(text: str) -> str:
    """The text with a stop at its end; nothing for nothing."""
    return text if not text or text[-1] in ".!?…" else text + "."


# errno → (cause, what to do). Everything else falls back on the system's own words.
_CAUSES: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("The disk is full", "Free some space or choose another folder."),
    errno.EDQUOT: ("Your disk quota is used up", "Free some space or choose another folder."),
    errno.EFBIG: ("The file is too large for this file system", "Choose a folder on another disk."),
    errno.EACCES: ("Permission denied", "Choose a folder that you may write to, or change its permissions."),
    errno.EPERM: ("The system does not allow it", "Choose another folder, or change its permissions."),
    errno.EROFS: ("The file system is read-only", "Choose a folder on another disk."),
    errno.ENOENT: ("There is no such file or folder", "Check the path; the disk may not be connected."),
    errno.ENOTDIR: ("A part of the path is not a folder", "Check the path."),
    errno.EISDIR: ("This is a folder, not a file", "Choose a file."),
    errno.EEXIST: ("It exists already", "Choose another name."),
    errno.ENAMETOOLONG: ("The name is too long for this file system", "Choose a shorter name."),
    errno.ELOOP: ("Symbolic links form a loop", "Check the links on this path."),
    errno.EIO: ("The device reports a read or write error", "Check the disk; do not trust it with your only copy."),
    errno.EMFILE: ("Too many files are open", "Close other programs or raise the limit of open files."),
    errno.ENFILE: ("Too many files are open on this system", "Close other programs."),
    errno.ENOMEM: ("There is not enough memory", "Close other programs or choose a lower level."),
    errno.EBUSY: ("It is in use", "Close the program that uses it and try again."),
    errno.ETXTBSY: ("It is being run", "Close the program that uses it and try again."),
    errno.ENOTEMPTY: ("The folder is not empty", "Choose another folder."),
    errno.EXDEV: ("It lies on another disk", "Choose a folder on the same disk."),
    errno.ESTALE: ("The network folder is gone", "Reconnect it and try again."),
}


def cause_of(error: OSError) -> str:
    """The cause alone, in words and without a path: 'Permission denied'."""
    known = _CAUSES.get(error.errno or 0)
    return known[0] if known else (error.strerror or str(error) or "Unknown system error")


def from_os_error(error: OSError, action: str, path: str | bytes | os.PathLike[str] | None = None) -> EnvironmentFault:
    """Translate a system error at the edge where it arose.

    Args:
        action: What failed, as a clause: "The archive could not be written".
        path: The path it failed on; the error's own file name when not given.
    """
    where = path if path is not None else error.filename
    known = _CAUSES.get(error.errno or 0)
    detail = cause_of(error) + (f": {os.fsdecode(where)}" if where else "")
    return EnvironmentFault(action, detail, known[1] if known else "", error.errno or 0)
