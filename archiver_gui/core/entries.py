"""What stands inside an archive, on its way in and on its way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Self, TypeVar


class EntryKind(StrEnum):
    """What an entry is. `OTHER` is a device, FIFO or socket: listed, never written."""

    FILE = "file"
    FOLDER = "folder"
    SYMLINK = "symlink"
    HARDLINK = "hardlink"
    OTHER = "other"


@dataclass(slots=True)
class Entry:
    """One thing inside an archive, as the archive describes it.

    `path` is tidied: '/' between parts, no '.' parts, no trailing '/'. Bytes that are not UTF-8 are
    surrogate escapes. Judge it (`names.judge`) before using it on disk.
    """

    path: str
    kind: EntryKind = EntryKind.FILE
    size: int = 0  # bytes of content; 0 for folders and links
    packed_size: int | None = None  # bytes in the archive; None where a stream holds many entries
    mtime: float | None = None  # seconds since the epoch, UTC
    mode: int | None = None  # permission bits with set-id and sticky, as in st_mode & 0o7777
    link_target: str | None = None  # symlink: its text; hardlink: the path of an entry of this archive
    crc32: int | None = None
    encrypted: bool = False
    index: int = 0  # position in the archive's own order
    raw_name: bytes = b""  # the name as stored, where decoding or tidying changed it
    detail: object = None  # the backend's own record (offsets …)
    hole_bytes: int = 0  # of the content, what the archive keeps as holes of a sparse file


class EntryBlock(NamedTuple):
    """Entries of one archive in its own order, for those who handle very many: a column for each field.

    The fields are those of `Entry` without its number; the columns are equally long and not empty.
    """

    paths: list[str]
    kinds: Sequence[EntryKind]
    sizes: Sequence[int]
    packed_sizes: Sequence[int | None]
    mtimes: Sequence[float | None]
    modes: Sequence[int | None]
    link_targets: Sequence[str | None]
    crc32s: Sequence[int | None]
    encrypted: Sequence[bool]
    raw_names: Sequence[bytes]
    details: Sequence[object]
    hole_bytes: Sequence[int]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Self:
        """The same entries side by side; there is at least one."""
        return cls(
            [entry.path for entry in entries],
            [entry.kind for entry in entries],
            [entry.size for entry in entries],
            [entry.packed_size for entry in entries],
            [entry.mtime for entry in entries],
            [entry.mode for entry in entries],
            [entry.link_target for entry in entries],
            [entry.crc32 for entry in entries],
            [entry.encrypted for entry in entries],
            [entry.raw_name for entry in entries],
            [entry.detail for entry in entries],
            [entry.hole_bytes for entry in entries],
        )

    def entry(self, at: int, index: int) -> Entry:
        """The entry at this place of the block; `index` is its place in the archive."""
        return Entry(
            self.paths[at],
            self.kinds[at],
            self.sizes[at],
            self.packed_sizes[at],
            self.mtimes[at],
            self.modes[at],
            self.link_targets[at],
            self.crc32s[at],
            self.encrypted[at],
            index,
            self.raw_names[at],
            self.details[at],
            self.hole_bytes[at],
        )

    def part(self, low: int, high: int) -> Self:
        """The entries from the number `low` up to `high`."""
        columns: Sequence[Any] = self
        return type(self)(*(column[low:high] for column in columns))


# Makes something of a block, and may be called in another process: a function of a module.
Rendered = TypeVar("Rendered")
Render = Callable[[EntryBlock], Rendered]


@dataclass(slots=True)
class SourceEntry:
    """One thing on disk that goes into an archive."""

    path: str  # the entry's name in the archive
    kind: EntryKind
    source: str  # where it lies on disk
    size: int = 0  # bytes when scanned; what is read counts
    mtime_ns: int = 0
    mode: int = 0o644  # st_mode & 0o7777
    link_target: str | None = None
    uid: int = 0
    gid: int = 0
    user: str = ""
    group: str = ""
    inode: tuple[int, int] | None = None  # (device, inode) of a file with several names, else None


@dataclass(slots=True)
class WrittenEntry:
    """One entry as it was written; `digest` was taken while reading the source."""

    path: str
    kind: EntryKind
    size: int = 0  # bytes of content
    mtime: float | None = None
    digest: bytes | None = None  # BLAKE3 cut to 16 bytes; None for folders and links
