"""Which archives go, and why: one pure function, so that the preview is the purge."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.errors import UsageError
from archiver_gui.core.names import NUMBERED
from archiver_gui.core.units import format_duration, format_size

# Only what is there for the user can be cleaned up: what is still being built does not count, and
# what is being deleted goes anyway.
_PURGEABLE = frozenset({ArchiveState.READY, ArchiveState.MISSING, ArchiveState.OFFLINE})

# The suffix of an archive: that of a packed tar is two.
_SUFFIX = re.compile(r"(\.tar)?\.[^.]{1,8}$", re.IGNORECASE)


class Rule(StrEnum):
    """What decided about an archive."""

    # why it goes
    MARKED = "marked"
    AGE = "age"
    COUNT = "count"  # more than so many of its source
    SIZE = "size"  # all together too large
    MISSING = "missing"  # its file is missing: the row goes
    CHOSEN = "chosen"  # by hand
    # why it is kept although one of these says that it goes
    PINNED = "pinned"
    FLOOR = "floor"  # one of the last so many of its source
    OFFLINE = "offline"  # its folder or disk is not there: nothing can be deleted, and nothing is forgotten


class Reason(str):
    """Why an archive goes or is kept, in words; `rule` is the same for programs."""

    __slots__ = ("rule",)
    rule: Rule

    def __new__(cls, rule: Rule, text: str) -> Self:
        """A text that knows its rule."""
        reason = super().__new__(cls, text)
        reason.rule = rule
        return reason


@dataclass(frozen=True, slots=True)
class Selection:
    """What a policy comes to, each archive with its reason, in the order that they were given in."""

    goes: dict[ArchiveRecord, Reason] = field(default_factory=dict)
    kept: dict[ArchiveRecord, Reason] = field(default_factory=dict)  # a rule says that it goes, but it is protected


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPolicy:
    """The rules of one clean-up; an archive goes when any of them says so, and nothing protects it.

    "Its source" is what an archive was made from: the same sources and exclusions, whatever the format;
    of archives that were not built here the same folder and name, without suffix and " (2)".
    """

    marked: bool = False  # marked for deletion
    older_than_s: float | None = None  # by the archive's own creation time, strictly older
    over_bytes: int | None = None  # the oldest, until the others together are no larger
    missing: bool = False  # rows whose file is missing; only the row goes
    keep_last: int | None = None  # of each source; a floor under the other rules, and alone a rule: the others go

    def select(self, archives: Iterable[ArchiveRecord], now: datetime) -> dict[ArchiveRecord, Reason]:
        """The archives that go, in the order given, each with its reason; see `decide`."""
        return self.decide(archives, now).goes

    def decide(self, archives: Iterable[ArchiveRecord], now: datetime) -> Selection:
        """Which archives go, and which would if nothing protected them.

        As one of the last of its source counts what is there (READY), not damaged, not marked and not from
        the future. Others are kept in its stead only where there are too few of those. What is missing
        goes by its mark, its age or the rule for that; what is offline stays.

        Args:
            now: With its zone. A clock that went back makes archives younger, never older: one from
                the future goes by its mark alone.
        """
        judged = [archive for archive in archives if archive.state in _PURGEABLE]
        lines = _Lines(judged, now) if self.keep_last is not None else None
        # By their ids: a record is dear to hash.
        protected = {archive.id: why for archive in judged if (why := self._protection(archive, lines))}
        reasons = {archive.id: why for archive in judged if (why := self._reason(archive, lines, now))}
        if self.over_bytes is not None:
            gone = reasons.keys() - protected.keys()
            surplus = _surplus([one for one in judged if one.id not in gone], protected.keys(), self.over_bytes, now)
            reason = Reason(Rule.SIZE, f"together over {format_size(self.over_bytes)}")
            reasons = dict.fromkeys(surplus, reason) | reasons
        wanted = [archive for archive in judged if archive.id in reasons]
        return Selection(
            {one: reasons[one.id] for one in wanted if one.id not in protected},
            {one: protected[one.id] for one in wanted if one.id in protected},
        )

    @property
    def has_rule(self) -> bool:
        """Whether anything can go at all."""
        return self != RetentionPolicy()

    @property
    def _counts_alone(self) -> bool:
        return self == RetentionPolicy(keep_last=self.keep_last)

    def _reason(self, archive: ArchiveRecord, lines: _Lines | None, now: datetime) -> Reason | None:
        """Why it goes for itself; the size of all together is another matter."""
        if self.missing and archive.state is ArchiveState.MISSING:
            return Reason(Rule.MISSING, "its file is missing")
        if self.marked and archive.marked:
            return Reason(Rule.MARKED, "marked for deletion")
        if self.older_than_s is not None and (now - archive.created).total_seconds() > max(self.older_than_s, 0):
            return Reason(Rule.AGE, f"older than {format_duration(self.older_than_s)}")
        if lines is not None and self._counts_alone and lines.newer.get(archive.id, 0) >= (self.keep_last or 0):
            return Reason(Rule.COUNT, f"not among the last {self.keep_last} of its source")
        return None

    def _protection(self, archive: ArchiveRecord, lines: _Lines | None) -> Reason | None:
        if archive.pinned:
            return Reason(Rule.PINNED, "pinned")
        if archive.state is ArchiveState.OFFLINE:
            return Reason(Rule.OFFLINE, "its folder or disk is not there")
        if lines is not None and archive.id in lines.place and lines.place[archive.id] < (self.keep_last or 0):
            return Reason(Rule.FLOOR, f"among the last {self.keep_last} of its source")
        return None

    def as_json(self) -> dict[str, Any]:
        """What is set, to be kept or printed."""
        fields = dataclasses.fields(self)
        return {one.name: value for one in fields if (value := getattr(self, one.name)) != one.default}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The policy back.

        Raises:
            UsageError: It holds what this version does not know: half a rule would delete something else.
        """
        for name, value in values.items():
            if type(value) not in _TYPES.get(name, ()) or value < (name == "keep_last"):
                raise UsageError("This clean-up rule is not known here", f"It says {name} = {value!r}.")
        return cls(**values)


_TYPES: dict[str, tuple[type, ...]] = {
    "marked": (bool,),
    "older_than_s": (int, float),
    "over_bytes": (int,),
    "missing": (bool,),
    "keep_last": (int,),
}


class _Lines:
    """The archives that are there, source by source, newest first."""

    def __init__(self, archives: Iterable[ArchiveRecord], now: datetime) -> None:
        self.newer: dict[int, int] = {}  # how many of its source are newer and count as kept
        self.place: dict[int, int] = {}  # which one of its source it is when some are to be kept
        lines: dict[Hashable, list[ArchiveRecord]] = {}
        for archive in archives:
            if archive.state is ArchiveState.READY:
                lines.setdefault(source_of(archive), []).append(archive)
        for line in lines.values():
            self._count(sorted(line, key=_age_order, reverse=True), now)

    def _count(self, line: list[ArchiveRecord], now: datetime) -> None:
        good: list[ArchiveRecord] = []
        others: list[ArchiveRecord] = []
        for archive in line:
            if archive.created <= now:  # from the future: nothing is known of what is newer
                self.newer[archive.id] = len(good)
            counts = archive.created <= now and not archive.marked and not archive.damage
            (good if counts else others).append(archive)
        self.place |= {archive.id: place for place, archive in enumerate(good + others)}


def source_of(archive: ArchiveRecord) -> Hashable:
    """What archives of one source have in common."""
    if archive.sources:
        return frozenset(archive.sources), frozenset(archive.exclude)
    return archive.folder, NUMBERED.sub("", _SUFFIX.sub("", archive.name)).casefold()


def _surplus(
    archives: Iterable[ArchiveRecord], protected: Collection[int], over_bytes: int, now: datetime
) -> Iterator[int]:
    """The oldest that have to go until the others are no larger than this, with the protected ones among them."""
    there = sorted((one for one in archives if one.state is ArchiveState.READY), key=_age_order)
    total = sum(archive.size for archive in there)
    for archive in there:
        if total <= over_bytes or archive.created > now:
            return
        yield archive.id
        if archive.id not in protected:
            total -= archive.size


def _age_order(archive: ArchiveRecord) -> tuple[datetime, int]:
    return archive.created, archive.id
