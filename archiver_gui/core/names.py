"""Entry names: tidy, judge, display; and the file names of archives.

Code points never change here: a name that is tidied differs only in its separators and '.' parts.
"""

from __future__ import annotations

import re
import unicodedata

from archiver_gui.core.errors import RefusedError, UsageError

# Longest name of one file on the file systems that people use (ext4, APFS, NTFS): bytes in UTF-8.
MAX_NAME_BYTES = 255

_DRIVE = re.compile(r"^[A-Za-z]:")
_SEPARATORS = re.compile(r"[/\\]")
# Windows opens a device for these, whatever their suffix and case.
# Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|:|$)", re.IGNORECASE)
_WINDOWS_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
# Marks that reorder or hide text: bidi controls, zero-width characters, soft hyphen, tags.
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def tidy(name: str) -> str:
    """The name with single '/' separators and without '.' parts; '..' parts stay, to be judged.

    A leading '/' stays too: it is what makes a name absolute.
    """
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return ("/" if name.startswith("/") else "") + "/".join(parts)


def escape_reason(name: str) -> str:
    """Why this tidied name leads out of the folder it is extracted to; '' when it does not.

    Both separators count on every system, so that an archive is judged alike everywhere.
    """
    if "\0" in name:
        return "it has a NUL character"
    if name.startswith(("/", "\\")):
        return "it is an absolute path"
    if _DRIVE.match(name):
        return "it names a drive"
    if ".." in _SEPARATORS.split(name):
        return "it leads out of the folder by “..”"
    return ""


def is_reserved_on_windows(part: str) -> bool:
    """Whether Windows takes this file name for a device, like 'nul.txt'."""
    return _RESERVED.match(part) is not None


def portable_part(part: str) -> str:
    """One part of a name as the strictest common file system can hold it."""
    changed = _WINDOWS_FORBIDDEN.sub("_", part)
    stripped = changed.rstrip(". ")
    changed = stripped + "_" * (len(changed) - len(stripped)) if stripped != changed else changed
    return f"_{changed}" if is_reserved_on_windows(changed) else changed


def display(name: str) -> str:
    """The name as plain text: control, bidi and invisible characters and stray bytes are escaped."""
    if name.isascii() and name.isprintable():
        return name
    return "".join(_shown(char) for char in name)


def _shown(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8, as os.fsdecode gives it
        return f"\\x{code - 0xDC00:02x}"
    if unicodedata.category(char) not in _INVISIBLE_CATEGORIES:
        return char
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def check_archive_name(name: str) -> None:
    """Refuse a file name that an archive cannot bear everywhere.

    Raises:
        UsageError: The name is empty or has a separator in it.
        RefusedError: The name is reserved, too long, or has characters that systems refuse.
    """
    if not name.strip():
        raise UsageError("The archive has no name", "", "Type a name.")
    if "/" in name or "\\" in name:
        raise UsageError(
            f"“{display(name)}” is not a file name", "It has a slash in it.", "Choose the folder under “Save to”."
        )
    if name in (".", ".."):
        raise UsageError(f"“{name}” is not a file name", "It means a folder.", "Type another name.")
    if is_reserved_on_windows(name):
        raise RefusedError(
            f"“{display(name)}” is a reserved name", "Windows takes it for a device.", "Type another name."
        )
    if _WINDOWS_FORBIDDEN.search(name):
        raise RefusedError(
            f"“{display(name)}” has characters that some systems refuse",
            'None of < > : " | ? * \\ and control characters may be in it.',
            "Type another name.",
        )
    if len(name.encode("utf-8", "surrogateescape")) > MAX_NAME_BYTES:
        raise RefusedError("The name is too long", f"It may have {MAX_NAME_BYTES} bytes.", "Type a shorter name.")


def numbered(stem: str, suffix: str, number: int) -> str:
    """The name for the n-th of its kind: 'Photos (2).zip'; the first keeps the plain one."""
    return f"{stem}{suffix}" if number < 2 else f"{stem} ({number}){suffix}"
