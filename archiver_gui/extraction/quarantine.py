"""The mark that a downloaded archive bears, handed on to what comes out of it.

Linux keeps where a file came from in extended attributes, macOS in an attribute that Gatekeeper asks, Windows in
a second stream of the file that SmartScreen asks. Without it, unpacking would launder a download.

Sources: freedesktop.org, "Common Extended Attributes"; Apple, xattr(2); Microsoft [MS-FSCC] 5.6.1.
"""

from __future__ import annotations

import os
import sys

from archiver_gui.core.outcome import Remarks

if sys.platform == "darwin":
    import ctypes

    _LIBC = ctypes.CDLL(None, use_errno=True)

_NAMES = {
    "linux": ("user.xdg.origin.url", "user.xdg.referrer.url"),
    "darwin": ("com.apple.quarantine",),
    "win32": ("Zone.Identifier",),
}.get(sys.platform, ())
# macOS asks for the mark of an application, which is a folder.
MARKS_FOLDERS = sys.platform == "darwin"
_MAX_BYTES = 1 << 16  # what Linux allows; the others need a few hundred


class DownloadMark:
    """What the system noted of one file's origin; false when it noted nothing."""

    def __init__(self, notes: dict[str, bytes] | None = None) -> None:
        self._notes = notes or {}
        self._told = False

    @classmethod
    def of(cls, path: str) -> DownloadMark:
        """That of the file at this path; none where it cannot be read."""
        notes = {}
        for name in _NAMES:
            try:
                value = _read(path, name)
            except OSError:  # there is none, or the file system keeps none
                continue
            if value:
                notes[name] = value
        return cls(notes)

    def __bool__(self) -> bool:
        return bool(self._notes)

    def put_on(self, file: int, path: str) -> str:
        """Mark an open file; why that was refused, '' when it was not.

        Args:
            path: The same file, for systems that mark by path.
        """
        try:
            for name, value in self._notes.items():
                _write(file, path, name, value)
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def note_lost(self, cause: str, remarks: Remarks) -> None:
        """Remark that files could not be marked: once for all."""
        if not self._told:
            self._told = True
            text = f"What is extracted could not be marked as downloaded, as the archive is ({cause})."
            remarks.add("", "mark-lost", text, minor=True)


def _read(path: str, name: str) -> bytes:
    if sys.platform == "win32":
        with open(f"{path}:{name}", "rb") as stream:
            return stream.read(_MAX_BYTES)
    if sys.platform == "darwin":
        value = ctypes.create_string_buffer(_MAX_BYTES)
        size = _LIBC.getxattr(os.fsencode(path), name.encode(), value, ctypes.c_size_t(_MAX_BYTES), 0, 0)
        return value.raw[:size] if size > 0 else b""
    return os.getxattr(path, name)


def _write(file: int, path: str, name: str, value: bytes) -> None:
    if sys.platform == "win32":
        with open(f"{path}:{name}", "wb") as stream:
            stream.write(value)
    elif sys.platform == "darwin":
        if _LIBC.fsetxattr(file, name.encode(), value, ctypes.c_size_t(len(value)), 0, 0):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
    else:
        _write_where_modes_count(file, name, value)


def _write_where_modes_count(file: int, name: str, value: bytes) -> None:
    """Linux asks the file's mode again, however the file was opened."""
    try:
        os.setxattr(file, name, value)
    except PermissionError:
        mode = os.fstat(file).st_mode & 0o7777
        os.fchmod(file, mode | 0o200)
        try:
            os.setxattr(file, name, value)
        finally:
            os.fchmod(file, mode)
