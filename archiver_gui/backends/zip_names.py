"""What an entry of a zip is called, and what it is: names in four encodings, kinds by two systems."""

from __future__ import annotations

import stat
from typing import Any
from zlib import crc32

from archiver_gui.backends.zip_format import (
    DOS_FOLDER,
    DOS_SYSTEMS,
    EXTRA_UNICODE_PATH,
    FLAG_UTF8,
    UNIX_SYSTEMS,
)
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.names import display, tidy

_SLASH = ord("/")

_KIND_OF_MODE = {
    stat.S_IFDIR: EntryKind.FOLDER,
    stat.S_IFLNK: EntryKind.SYMLINK,
    stat.S_IFCHR: EntryKind.OTHER,
    stat.S_IFBLK: EntryKind.OTHER,
    stat.S_IFIFO: EntryKind.OTHER,
    stat.S_IFSOCK: EntryKind.OTHER,
}


def plain_kind(made_by: int, attributes: int, raw: bytes) -> EntryKind | None:
    """The kind, where it is a plain file or folder or a link and its name agrees; else None."""
    if not raw:
        return None
    named_folder = raw[-1] == _SLASH
    system = made_by >> 8
    if system in UNIX_SYSTEMS:
        kind = attributes >> 28
        if kind in (0o10, 0):
            return EntryKind.FOLDER if named_folder else EntryKind.FILE
        if kind == 0o4 and named_folder:
            return EntryKind.FOLDER
        return EntryKind.SYMLINK if kind == 0o12 and not named_folder else None
    if system in DOS_SYSTEMS and bool(attributes & DOS_FOLDER) is not named_folder:
        return None
    return EntryKind.FOLDER if named_folder else EntryKind.FILE


def kind_of(path: str, mode: int, dos: int, size: int) -> EntryKind:
    """The kind by Unix mode (0 for none), DOS attributes, and a name that still has its last '/'."""
    kind = _KIND_OF_MODE.get(stat.S_IFMT(mode))
    if kind is EntryKind.OTHER and size:
        return EntryKind.FILE  # Info-ZIP notes the pipe that a content came through
    if kind is not None:
        return kind
    return EntryKind.FOLDER if path.endswith("/") or (dos & DOS_FOLDER and not size) else EntryKind.FILE


def decode_name(raw: bytes, flags: int, system: int, extra: dict[int, bytes]) -> tuple[str, str]:
    """The name, and what is doubtful about it ('' when nothing is).

    Source: APPNOTE 4.4.4 (bit 11), 4.6.9 (Unicode path), appendix D.
    """
    unicode_path = extra.get(EXTRA_UNICODE_PATH, b"")
    if unicode_path[:1] == b"\x01" and int.from_bytes(unicode_path[1:5], "little") == crc32(raw):
        raw, flags = unicode_path[5:], FLAG_UTF8
    try:
        return raw.decode(), ""
    except UnicodeDecodeError:
        pass
    if flags & FLAG_UTF8:
        return raw.decode("utf-8", "surrogateescape"), "Its name says that it is Unicode, and is not."
    doubt = "" if system in DOS_SYSTEMS else "Its name does not tell its encoding; it was read as CP437."
    return raw.decode("cp437"), doubt


def named(raw: bytes, fields: tuple[Any, ...], size: int, extra: dict[int, bytes]) -> tuple[str, EntryKind, int, str]:
    """Path, kind and Unix mode (0 for none) of an entry, and what is doubtful about its name."""
    system, attributes = fields[1] >> 8, fields[15]
    doubt = ""
    if raw.isascii() and EXTRA_UNICODE_PATH not in extra:
        path = raw.decode("ascii")
        if system in DOS_SYSTEMS and "\\" in path and "/" not in path:
            path = path.replace("\\", "/")
            doubt = "Its name has backslashes, which are taken for folders."
    else:
        path, doubt = decode_name(raw, fields[3], system, extra)
    if not doubt and not path.isprintable() and display(path) != path:
        doubt = "Its name has characters that cannot be seen; they are shown escaped."
    mode = attributes >> 16 if system in UNIX_SYSTEMS else 0
    return tidy(path), kind_of(path, mode, attributes if system in DOS_SYSTEMS else 0, size), mode, doubt
