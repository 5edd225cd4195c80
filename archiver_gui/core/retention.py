"""Which archives go, and why: one pure function, so that the preview is the purge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.units import format_duration

# Only what is there for the user can be cleaned up: what is still being built does not count, and
# what is being deleted goes anyway.
_PURGEABLE = frozenset({ArchiveState.READY, ArchiveState.MISSING, ArchiveState.OFFLINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPolicy:
    """The rules of one clean-up; an archive goes when any of them says so."""

    marked: bool = False  # marked for deletion
    older_than_s: float | None = None  # by the archive's own creation time, strictly older

    def select(self, archives: Iterable[ArchiveRecord], now: datetime) -> dict[ArchiveRecord, str]:
        """The archives that go, in the order given, each with its reason.

        Args:
            now: With its zone. A clock that went back makes archives younger, never older: one from
                the future is never old.
        """
        reasons = ((archive, self._reason(archive, now)) for archive in archives if archive.state in _PURGEABLE)
        return {archive: reason for archive, reason in reasons if reason}

    def _reason(self, archive: ArchiveRecord, now: datetime) -> str:
        if self.marked and archive.marked:
            return "marked for deletion"
        if self.older_than_s is not None and (now - archive.created).total_seconds() > max(self.older_than_s, 0):
            return f"older than {format_duration(self.older_than_s)}"
        return ""
