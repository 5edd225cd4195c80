"""What the catalogue hands out: one archive as a value."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ArchiveState(StrEnum):
    """Where an archive stands in its life. Health (sound or damaged) is kept apart."""

    BUILDING = "building"
    SEALED = "sealed"
    READY = "ready"
    DELETING = "deleting"
    FAILED = "failed"
    MISSING = "missing"  # its folder is there, it is not
    OFFLINE = "offline"  # its folder or mount is not there
    TRASHED = "trashed"  # moved to the trash, from where it can come back


class Health(StrEnum):
    """What the last verification came to; apart from the state."""

    UNVERIFIED = "unverified"
    SOUND = "sound"
    DAMAGED = "damaged"


# Roles that a person who builds archives can have; the stored value and its label.
CREATED_BY_ROLE_CHOICES = (("", ""), ("student", "Student"), ("examiner", "Examiner"), ("admin", "Admin"))


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """One row of the catalogue; a value that no thread has to lock."""

    id: int
    name: str
    path: str  # whole, absolute
    size: int  # bytes on disk when it was catalogued
    backend_id: str
    format_id: str
    state: ArchiveState
    created: datetime  # UTC
    created_by: str = ""
    role: str = ""
    deleted: datetime | None = None  # UTC; when it was marked as deleted
    entries: int = 0
    content_size: int = 0  # bytes of all contents
    uuid: str = ""
    level: int | None = None
    sha256: str = ""  # hex digest of the whole archive
    verdict: str = ""  # how its build ended, as in `Verdict`
    remark_count: int = 0
    build_seconds: float = 0.0
    sources: tuple[str, ...] = ()
    verified: datetime | None = None  # UTC; when it was last compared with its digest
    damage: str = ""  # what the last verification found; "" when sound
    damaged_count: int = 0  # entries that it found damaged
    damaged_entries: tuple[tuple[str, str], ...] = ()  # the first of them: path, what is wrong
    pinned: bool = False  # no clean-up takes it
    recorded: datetime | None = None  # UTC; when its digest was taken: as it was built, or read
    exclude: tuple[str, ...] = ()  # the globs that its build left out
    recipe: int | None = None  # what built it, see `core.recipes`; archives of one recipe share it

    @property
    def marked(self) -> bool:
        """Whether it is marked as deleted."""
        return self.deleted is not None

    @property
    def health(self) -> Health:
        """What the last verification came to."""
        if self.verified is None:
            return Health.UNVERIFIED
        return Health.DAMAGED if self.damage else Health.SOUND

    @property
    def folder(self) -> str:
        """The folder that it lies in."""
        return os.path.dirname(self.path)
