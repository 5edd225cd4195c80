"""Which archives a table shows: what was typed, and what was chosen beside it; pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Trait(StrEnum):
    """What can be asked of an archive's state, its health, and what was done with it."""

    COMPLETE = "complete"  # nothing is wrong with it
    REMARKS = "remarks"
    PARTIAL = "partial"
    FAILED = "failed"
    DAMAGED = "damaged"
    MISSING = "missing"
    OFFLINE = "offline"
    UNVERIFIED = "unverified"
    PINNED = "pinned"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class ArchiveFilter:
    """Everything that is given has to hold, and of one kind any one; what is empty lets all archives through."""

    text: str = ""  # words that all stand somewhere in the name, whatever their case and accents
    formats: frozenset[str] = field(default=frozenset())
    backends: frozenset[str] = field(default=frozenset())
    traits: frozenset[Trait] = field(default=frozenset())
    roles: frozenset[str] = field(default=frozenset())
    folders: frozenset[str] = field(default=frozenset())  # exactly these, not what is below them
    since: datetime | None = None  # made then or later
    before: datetime | None = None
    besides: int | None = None  # the number of an archive that is shown in any case

    @property
    def chosen(self) -> ArchiveFilter:
        """It without what was typed, and without what is shown in any case."""
        return replace(self, text="", besides=None)

    def __bool__(self) -> bool:
        """Whether it keeps any archive away."""
        return replace(self, besides=None) != ArchiveFilter()


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the archives that there are can be told apart by, each with their number; most archives first."""

    formats: tuple[tuple[str, int], ...] = ()
    backends: tuple[tuple[str, int], ...] = ()
    roles: tuple[tuple[str, int], ...] = ()
    folders: tuple[tuple[str, int], ...] = ()  # the first of them
