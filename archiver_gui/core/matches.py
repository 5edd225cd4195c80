"""What a search through the catalogue finds: single entries of archives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.entries import EntryKind

# Where a page of matches ended: archive and path. To be handed back for the next one.
Cursor = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EntryMatch:
    """One entry of one catalogued archive, which may be offline."""

    archive: ArchiveRecord
    path: str  # inside the archive
    kind: EntryKind
    size: int  # bytes of content
    mtime: float | None  # seconds since the epoch, UTC
    digest: bytes | None  # BLAKE3 of the content cut to 16 bytes; None where there is none or it is not known
    index: int  # position in the archive's own order
    versions: int  # entries of this path in all archives together


class Change(StrEnum):
    """What became of an entry's content since the version before."""

    OLDEST = "oldest"
    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = ""  # of the same size, and without a digest


def changes_of(versions: Sequence[EntryMatch]) -> list[Change]:
    """What became of the content in each version, in their order: newest first."""
    return [*map(_change, versions, versions[1:]), Change.OLDEST][: len(versions)]


def _change(newer: EntryMatch, older: EntryMatch) -> Change:
    if newer.size != older.size or newer.kind is not older.kind:
        return Change.CHANGED
    if newer.digest is None or older.digest is None:
        return Change.UNKNOWN
    return Change.SAME if newer.digest == older.digest else Change.CHANGED


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of matches, newest archive first: of each path the newest entry that fits."""

    matches: tuple[EntryMatch, ...] = ()
    cursor: Cursor | None = None  # for the next page; None after the last
    is_complete: bool = True  # False when entries that were recorded last are not indexed yet, and so left out


@dataclass(frozen=True, slots=True)
class SameContent:
    """One content that several archives hold."""

    digest: bytes
    size: int  # bytes of one copy
    copies: int
    archives: int
    path: str  # of one of them

    @property
    def saved_bytes(self) -> int:
        """What one copy instead of all would save, before compression."""
        return self.size * (self.copies - 1)


@dataclass(frozen=True, slots=True)
class SharedContent:
    """How much of one archive's content lies in others too."""

    contents: int  # that other archives have
    of: int  # that were looked for
    archives: int  # the others
