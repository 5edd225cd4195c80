"""What has changed on disk since an archive was built."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.outcome import Remark


class ChangeKind(StrEnum):
    """How an entry and what lies on disk now differ."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between an archive and its sources."""

    change: ChangeKind
    path: str  # in the archive
    kind: EntryKind  # on disk; of what is gone, in the archive
    size: int | None = None  # bytes on disk; None when gone
    old_size: int | None = None  # bytes in the archive; None when new
    mtime: float | None = None  # seconds since the epoch, on disk
    old_mtime: float | None = None  # in the archive


@dataclass(frozen=True, slots=True)
class Changes:
    """What a comparison came to."""

    items: tuple[Change, ...] = ()  # as on disk, then what is gone as in the archive
    same: int = 0  # entries that are as they were
    remarks: tuple[Remark, ...] = ()  # what could not be looked at; nothing is said of it

    def of(self, change: ChangeKind) -> list[Change]:
        """Those of one kind."""
        return [item for item in self.items if item.change is change]
