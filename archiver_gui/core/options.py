"""What the user asked for, frozen: a job never looks at a widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class OnConflict(StrEnum):
    """What to do with a file that is there already."""

    ASK = "ask"
    SKIP = "skip"
    REPLACE = "replace"
    RENAME = "rename"  # keep both


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """One archive to build."""

    sources: tuple[str, ...]  # absolute paths, in the order they go in
    target: str  # absolute path, with its suffix
    backend_id: str
    format_id: str
    level: int | None = None  # the codec's own number; None for its default
    exclude: tuple[str, ...] = ()  # globs over a name or a whole entry path
    follow_symlinks: bool = False
    overwrite: bool = False
    verify: bool = True
    reproducible: bool = False
    threads: int = 0  # 0: all cores
    user: str = ""
    role: str = ""
    expected_bytes: int = 0  # what the sources hold, where that is known: progress needs it, nothing else


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides of one clash, for the question that is put to the user."""

    path: str  # on disk
    entry: str
    old_size: int
    new_size: int
    old_mtime: float | None  # seconds since the epoch
    new_mtime: float | None


@dataclass(frozen=True, slots=True)
class ConflictAnswer:
    """The user's answer; `for_all` makes it the rule for the rest of the job."""

    action: OnConflict
    for_all: bool = False


AskConflict = Callable[[Conflict], ConflictAnswer]


class ExcessKind(StrEnum):
    """What there is too much of in an archive."""

    BYTES = "bytes"
    EMPTY_ENTRIES = "empty entries"
    DEPTH = "depth"


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that what comes out of an archive has reached, for the question that is put to the user."""

    kind: ExcessKind
    limit: int  # bytes, entries or folders
    archive_bytes: int


AllowExcess = Callable[[Excess], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractOptions:
    """What to extract, and where to."""

    folder: str  # absolute path; made when missing
    patterns: tuple[str, ...] = ()  # globs over the whole entry path; empty for everything
    on_conflict: OnConflict = OnConflict.ASK
    portable_names: bool = False
    allow_large: bool = False
    threads: int = 0  # 0: all cores
    name_encoding: str = ""  # of names that do not tell it; '' to guess
