"""Formats are data: dialogs, suffixes and levels are filled from these rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import UsageError

# What other programs' archives and single compressed files end in; no name for an archive of another kind.
_FOREIGN_LIST = (
    "tar.7z tar.br tar.lz tar.lzma tar.lzo tar.z taz tbr tlz tlzma "
    "7z ace alz ar arc arj br bz2 cab cpio deb dmg egg gz iso lha lz lz4 lzh lzma lzo rar rpm sit sitx wim xar xz "
    "z zipx zoo zpaq zst"
)
_FOREIGN_SUFFIXES = tuple(f".{suffix}" for suffix in _FOREIGN_LIST.split())
LEVEL_NAMES = ("store", "fast", "normal", "high", "ultra")


@dataclass(frozen=True)
class ArchiveFormat:
    """One row of the format table: a backend with constructor arguments, as users know it."""

    format_id: str  # "zip", "tar.zst"
    backend_id: str
    suffixes: tuple[str, ...]  # the first one is given to new archives; lower case, with the dot
    codec: str = ""  # "", "deflate", "gz" …
    codec_label: str = ""  # as in the compression list: "Gzip (.gz)"
    backend_label: str = ""  # as in the backend list: "Zip"
    arguments: Mapping[str, object] = field(default_factory=dict)  # for the backend's constructor
    levels: Mapping[str, int] = field(default_factory=dict)  # of LEVEL_NAMES, in order → the codec's number
    level_range: tuple[int, int] | None = None  # the codec's own numbers, for those who want them
    holds: frozenset[EntryKind] = frozenset(EntryKind) - {EntryKind.OTHER}
    summary: str = ""  # what it is good for, in three words
    opens_in: str = ""
    readable: bool = True
    writable: bool = True
    hint: str = ""  # what is missing when it is neither

    def __post_init__(self) -> None:
        object.__setattr__(self, "arguments", MappingProxyType(dict(self.arguments)))
        object.__setattr__(self, "levels", MappingProxyType(dict(self.levels)))

    @property
    def suffix(self) -> str:
        """The suffix that new archives get."""
        return self.suffixes[0] if self.suffixes else ""

    @property
    def default_level(self) -> int | None:
        """The codec's number for "normal"; None where there is nothing to choose."""
        return self.levels.get("normal")

    def level_name(self, level: int | None) -> str:
        """The name nearest to a codec's number from above: 'normal'; '' where there are no levels."""
        if level is None or not self.levels:
            return ""
        for name, number in self.levels.items():
            if level <= number:
                return name
        return list(self.levels)[-1]

    def check_level(self, level: int | None) -> None:
        """Refuse a level that the codec does not have.

        Raises:
            UsageError: With the range that it does have.
        """
        if level is None:
            return
        if self.level_range is None:
            raise UsageError(f"{self.format_id} has no levels", "It does not compress.", "Leave the level out.")
        low, high = self.level_range
        if not low <= level <= high:
            raise UsageError(f"{self.format_id} has no level {level}", f"Its levels are {low} to {high}.")


def match_suffix(name: str, formats: Iterable[ArchiveFormat]) -> tuple[ArchiveFormat, str] | None:
    """The format that a file name's suffix leads to, and that suffix; the longest suffix wins."""
    lowered = name.lower()
    best: tuple[ArchiveFormat, str] | None = None
    for row in formats:
        for suffix in row.suffixes:
            if lowered.endswith(suffix) and len(lowered) > len(suffix) and (best is None or len(suffix) > len(best[1])):
                best = (row, suffix)
    return best


def foreign_suffix(name: str) -> str:
    """The suffix of an archive of some other program's kind that a file name ends in, as it is written; '' for none."""
    lowered = name.lower()
    for suffix in _FOREIGN_SUFFIXES:  # those with ".tar" come first
        if lowered.endswith(suffix) and len(name) > len(suffix):
            return name[-len(suffix) :]
    return ""
