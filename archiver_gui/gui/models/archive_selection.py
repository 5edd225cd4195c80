"""What the selected archives have in common: which actions make sense, and what they amount to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from archiver_gui.core.archives import Archive, ArchiveState
from archiver_gui.core.progress import Progress

AWAY = frozenset({ArchiveState.MISSING, ArchiveState.OFFLINE})
_LOOK_EVERY = 5_000  # archives


@dataclass(frozen=True, slots=True)
class Selected:
    """Sums over the selection."""

    count: int = 0
    size_bytes: int = 0
    entries: int = 0
    marked: int = 0
    pinned: int = 0
    away: int = 0

    @classmethod
    def of(cls, archives: Sequence[Archive], progress: Progress) -> Self:
        """Sum them up; a hundred thousand take a moment."""
        size = entries = marked = pinned = away = 0
        for number, archive in enumerate(archives):
            if not number % _LOOK_EVERY:
                progress.check()
            size += archive.size
            entries += archive.entries
            marked += archive.marked
            pinned += archive.pinned
            away += archive.state in AWAY
        return cls(len(archives), size, entries, marked, pinned, away)

    @property
    def all_pinned(self) -> bool:
        """Whether there is nothing left to pin."""
        return 0 < self.count == self.pinned
