"""What the headers of source entries say, made equal on all machines where that is asked for."""

from __future__ import annotations

import os

from archiver_gui.backends.tar_batch import OwnerRow
from archiver_gui.backends.tar_format import TYPE_FOLDER, HeaderPacker, Owner
from archiver_gui.core.entries import EntryKind, SourceEntry

_NOBODY: OwnerRow = (0, 0, "", "")


class HeaderMaker:
    """Makes headers of source entries, and the fields that they are made of."""

    def __init__(self, *, reproducible: bool) -> None:
        self._reproducible = reproducible
        self._newest = _newest_allowed() if reproducible else None
        self._packer = HeaderPacker()
        self._owners: dict[OwnerRow, Owner] = {}

    def owner(self, entry: SourceEntry) -> OwnerRow:
        """Whom it belongs to."""
        return _NOBODY if self._reproducible else (entry.uid, entry.gid, entry.user, entry.group)

    def mode(self, entry: SourceEntry) -> int:
        """The permissions that are stored."""
        if entry.kind is EntryKind.SYMLINK:
            return 0o777
        if self._reproducible:
            return 0o755 if entry.kind is EntryKind.FOLDER or entry.mode & 0o100 else 0o644
        return entry.mode

    def mtime(self, entry: SourceEntry) -> int:
        """The time that is stored: whole seconds since the epoch."""
        mtime = entry.mtime_ns // 1_000_000_000
        return mtime if self._newest is None or mtime < self._newest else self._newest

    def header(self, entry: SourceEntry, kind: bytes, size: int = 0, link: str = "") -> bytes:
        """The header of an entry of this type, with so many bytes of content.

        Raises:
            UnicodeEncodeError: Its name, or the link's target, is none that could be stored.
        """
        row = self.owner(entry)
        owner = self._owners.get(row)
        if owner is None:
            owner = self._owners[row] = Owner(*row)
        name = encode(entry.path) + b"/" if kind is TYPE_FOLDER else encode(entry.path)
        return self._packer.pack(name, kind, size, self.mtime(entry), self.mode(entry), encode(link), owner)


def encode(text: str) -> bytes:
    """A name as it is stored.

    Raises:
        UnicodeEncodeError: It has characters that stand for no bytes.
    """
    return text.encode("utf-8", "surrogateescape")


def _newest_allowed() -> int | None:
    """The time that reproducible builds agree on. Source: reproducible-builds.org, SOURCE_DATE_EPOCH."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isascii() and text.isdigit() else None
