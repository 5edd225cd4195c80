"""What the catalogue hands out: one archive as a value."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias


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


class ArchiveLine(NamedTuple):
    """One archive in a table of very many: values as they are stored, which cost nothing until they are shown.

    The properties are those of `ArchiveRecord`; what only they need is in the fields that begin with `raw_`.
    """

    id: int
    raw_name: str | bytes
    raw_path: str | bytes
    size: int
    backend_id: str
    format_id: str
    raw_state: str
    raw_created: str  # times are ISO 8601 in UTC, all of one length
    role: str
    raw_deleted: str | None
    entries: int
    content_size: int
    verdict: str
    remark_count: int
    raw_verified: str | None
    raw_damage: str | bytes
    damaged_count: int
    raw_damaged_entries: str | None  # JSON; None for none
    raw_pinned: int

    @property
    def name(self) -> str:
        """Its file name."""
        return os.fsdecode(self.raw_name)

    @property
    def path(self) -> str:
        """Whole, absolute."""
        return os.fsdecode(self.raw_path)

    @property
    def folder(self) -> str:
        """The folder that it lies in."""
        return os.path.dirname(self.path)

    @property
    def state(self) -> ArchiveState:
        """Where it stands in its life."""
        return ArchiveState(self.raw_state)

    @property
    def created(self) -> datetime:
        """UTC."""
        return datetime.fromisoformat(self.raw_created)

    @property
    def marked(self) -> bool:
        """Whether it is marked as deleted."""
        return self.raw_deleted is not None

    @property
    def verified(self) -> datetime | None:
        """UTC; when it was last compared with its digest."""
        return None if self.raw_verified is None else datetime.fromisoformat(self.raw_verified)

    @property
    def damage(self) -> str:
        """What the last verification found; "" when sound."""
        return os.fsdecode(self.raw_damage)

    @property
    def damaged_entries(self) -> tuple[tuple[str, str], ...]:
        """The first of the damaged entries: path, what is wrong."""
        return tuple((path, wrong) for path, wrong in json.loads(self.raw_damaged_entries or "[]"))

    @property
    def health(self) -> Health:
        """What the last verification came to."""
        return health_of(self.raw_verified is not None, self.damage)

    @property
    def pinned(self) -> bool:
        """Whether no clean-up takes it."""
        return bool(self.raw_pinned)


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
    name_encoding: str = ""  # what its names are in that do not tell; '' to guess

    @property
    def marked(self) -> bool:
        """Whether it is marked as deleted."""
        return self.deleted is not None

    @property
    def health(self) -> Health:
        """What the last verification came to."""
        return health_of(self.verified is not None, self.damage)

    @property
    def folder(self) -> str:
        """The folder that it lies in."""
        return os.path.dirname(self.path)


# Whatever shows an archive takes either.
Archive: TypeAlias = ArchiveRecord | ArchiveLine


def health_of(is_verified: bool, damage: str) -> Health:
    """What a verification came to that found this damage, if there was one."""
    if not is_verified:
        return Health.UNVERIFIED
    return Health.DAMAGED if damage else Health.SOUND
