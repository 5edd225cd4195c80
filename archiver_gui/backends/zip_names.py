"""What an entry of a zip is called, and what it is: names in Unicode and older encodings, kinds by two systems."""

from __future__ import annotations

import stat
from collections.abc import Callable
from typing import Any, NamedTuple
from zlib import crc32

from archiver_gui.backends.zip_format import (
    DOS_FOLDER,
    DOS_SYSTEMS,
    EXTRA_UNICODE_PATH,
    FLAG_UTF8,
    UNIX_SYSTEMS,
    extra_fields,
)
from archiver_gui.core.encodings import is_legacy
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.names import display, tidy

DecodeLegacy = Callable[[bytes], str]

_KIND_OF_MODE = {
    stat.S_IFDIR: EntryKind.FOLDER,
    stat.S_IFLNK: EntryKind.SYMLINK,
    stat.S_IFCHR: EntryKind.OTHER,
    stat.S_IFBLK: EntryKind.OTHER,
    stat.S_IFIFO: EntryKind.OTHER,
    stat.S_IFSOCK: EntryKind.OTHER,
}


class Look(NamedTuple):
    """What maker and attributes say where name and they agree; None where that must be looked at closely."""

    of_plain_name: EntryKind | None
    of_folder_name: EntryKind | None
    mode: int | None


def look_of(made_by: int, attributes: int) -> Look:
    """What this pair of a record's fields means."""
    system = made_by >> 8
    if system in UNIX_SYSTEMS:
        mode = attributes >> 16
        kind = stat.S_IFMT(mode)
        by_name = kind in (0, stat.S_IFREG)
        return Look(
            EntryKind.FILE if by_name else EntryKind.SYMLINK if kind == stat.S_IFLNK else None,
            EntryKind.FOLDER if by_name or kind == stat.S_IFDIR else None,
            mode & 0o7777 if mode else None,
        )
    if system in DOS_SYSTEMS and attributes & DOS_FOLDER:
        return Look(None, EntryKind.FOLDER, None)
    return Look(EntryKind.FILE, EntryKind.FOLDER, None)


def kind_of(path: str, mode: int, dos: int, size: int) -> EntryKind:
    """The kind by Unix mode (0 for none), DOS attributes, and a name that still has its last '/'."""
    kind = _KIND_OF_MODE.get(stat.S_IFMT(mode))
    if kind is EntryKind.OTHER and size:
        return EntryKind.FILE  # Info-ZIP notes the pipe that a content came through
    if kind is not None:
        return kind
    return EntryKind.FOLDER if path.endswith("/") or (dos & DOS_FOLDER and not size) else EntryKind.FILE


def decode_name(raw: bytes, flags: int, extra: dict[int, bytes], legacy: DecodeLegacy) -> tuple[str, str]:
    """The name, and what is doubtful about it ('' when nothing is); `legacy` reads what is not Unicode.

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
    return legacy(raw), ""


def is_legacy_name(raw: bytes, flags: int, extra: bytes) -> bool:
    """Whether nothing tells what this name is in, and it is not UTF-8 by its bytes."""
    if flags & FLAG_UTF8 or not is_legacy(raw):
        return False
    return EXTRA_UNICODE_PATH not in extra_fields(extra)[0]


def named(
    raw: bytes, fields: tuple[Any, ...], size: int, extra: dict[int, bytes], legacy: DecodeLegacy
) -> tuple[str, EntryKind, int, str]:
    """Path, kind and Unix mode (0 for none) of an entry, and what is doubtful about its name."""
    system, attributes = fields[1] >> 8, fields[15]
    doubt = ""
    if raw.isascii() and EXTRA_UNICODE_PATH not in extra:
        path = raw.decode("ascii")
        if system in DOS_SYSTEMS and "\\" in path and "/" not in path:
            path = path.replace("\\", "/")
            doubt = "Its name has backslashes, which are taken for folders."
    else:
        path, doubt = decode_name(raw, fields[3], extra, legacy)
    if not doubt and not path.isprintable() and display(path) != path:
        doubt = "Its name has characters that cannot be seen; they are shown escaped."
    mode = attributes >> 16 if system in UNIX_SYSTEMS else 0
    return tidy(path), kind_of(path, mode, attributes if system in DOS_SYSTEMS else 0, size), mode, doubt
