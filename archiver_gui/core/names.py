"""Entry names: tidy, judge, display; and the file names of archives.

Code points never change here: a name that is tidied differs only in its separators and '.' parts.
"""

from __future__ import annotations

import os
import re
import unicodedata

from archiver_gui.core.errors import RefusedError, UsageError

# Longest name of one file on the file systems that people use (ext4, APFS, NTFS): bytes in UTF-8.
MAX_NAME_BYTES = 255
_MAX_SUFFIX_BYTES = 32  # more than that after a dot is no suffix

_DRIVE = re.compile(r"^[A-Za-z]:")
_SEPARATORS = re.compile(r"[/\\]")
# Windows opens a device for these, whatever their suffix and case.
# Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|:|$)", re.IGNORECASE)
_WINDOWS_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # halves of UTF-16 pairs: text in no encoding
_NOT_TEXT = re.compile("[\ud800-\udfff]")  # bytes that are not UTF-8, which APFS and NTFS cannot hold
# What a person should be told about although a file system may hold it: control characters, marks
# that hide or reorder text (but for the joiners that emoji and Persian need), a space at the end, a
# part of dots only, and the syntax of hidden streams on Windows (but for a colon as in "10:30").
_ODD = re.compile(
    "(?P<control>[\x00-\x1f\x7f-\x9f])"
    "|(?P<hidden>[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f])"
    "|(?P<blank> (?:/|\\Z))"
    "|(?P<dots>(?:^|/)\\.{3,}(?:/|\\Z))"
    "|(?P<stream>\\.\\w{1,8}:[^\\s:/]|:\\$[A-Z_]+(?:/|\\Z))"
)
_ODDITIES = {
    "control": "Its name has control characters.",
    "hidden": "Its name has invisible characters or marks that reorder text.",
    "blank": "Its name ends with a space.",
    "dots": "Its name is made of dots only.",
    "stream": "Windows would take its name for a hidden stream of another file.",
}
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


def is_absolute(path: str) -> bool:
    """Whether a path starts at a root or a drive on any system."""
    return path.startswith(("/", "\\")) or _DRIVE.match(path) is not None


def oddity(name: str) -> str:
    """Why a person should look twice at this name, as a sentence; '' for an ordinary one."""
    if name.isascii() and name.isprintable() and not (":" in name or " " in name or "..." in name):
        return ""
    match = _ODD.search(name)
    return _ODDITIES[match.lastgroup or ""] if match else ""


def is_reserved_on_windows(part: str) -> bool:
    """Whether Windows takes this file name for a device, like 'nul.txt'."""
    return _RESERVED.match(part) is not None


def portable_part(part: str) -> str:
    """One part of a name as the strictest common file system can hold it."""
    changed = _NOT_TEXT.sub("_", _WINDOWS_FORBIDDEN.sub("_", part))
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


NUMBERED = re.compile(r" \(\d+\)$")  # what `numbered` puts behind a stem


def numbered(stem: str, suffix: str, number: int) -> str:
    """The name for the n-th of its kind: 'Photos (2).zip'; the first keeps the plain one."""
    return f"{stem}{suffix}" if number < 2 else f"{stem} ({number}){suffix}"


def encodable(part: str) -> str:
    """The part without what no file system can hold; stray bytes stay."""
    return part if part.isascii() else _NO_BYTE.sub("_", part)


def with_number(part: str, number: int, max_bytes: int = MAX_NAME_BYTES) -> str:
    """The n-th file of this name: 'photo (2).jpg', 'data (2).tar.gz'; cut where it would be too long."""
    stem, suffix = _split_suffix(part)
    tail = numbered("", suffix, number)
    return _cut(stem, max_bytes - len(_encoded(tail))) + tail


def shortened(part: str, max_bytes: int = MAX_NAME_BYTES) -> str:
    """The name cut to this many bytes of UTF-8, its suffix kept where it has an ordinary length."""
    if len(part) * 4 <= max_bytes or len(_encoded(part)) <= max_bytes:
        return part
    stem, suffix = _split_suffix(part)
    return _cut(stem, max_bytes - len(_encoded(suffix))) + suffix


def folded(path: str) -> str:
    """What paths have in common that a case-blind or normalising file system takes for one."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def _split_suffix(part: str) -> tuple[str, str]:
    stem, suffix = os.path.splitext(part)
    if stem.endswith(".tar") and len(stem) > 4:
        stem, suffix = stem[:-4], f".tar{suffix}"
    return (stem, suffix) if len(_encoded(suffix)) <= _MAX_SUFFIX_BYTES else (part, "")


def _cut(text: str, max_bytes: int) -> str:
    data = _encoded(text)
    if len(data) <= max_bytes:
        return text
    while max_bytes and data[max_bytes] & 0xC0 == 0x80:  # never inside a character
        max_bytes -= 1
    return data[:max_bytes].decode("utf-8", "surrogateescape")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
