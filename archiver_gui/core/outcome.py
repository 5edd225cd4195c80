"""How a job ended, as a value: nothing about it is only printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archiver_gui.core.archives import ArchiveRecord
    from archiver_gui.core.errors import ArchiverError

# A damaged archive of a million entries must not become a million remarks in memory: the count
# stays exact, the texts stop here.
MAX_REMARKS_KEPT = 5_000


class Verdict(StrEnum):
    """The five ways a job can end."""

    COMPLETE = "complete"
    REMARKS = "remarks"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is not quite as wanted.

    `severe` means that something wanted is missing or damaged, which makes the outcome partial.
    `minor` means that it is said for the record and leaves a complete outcome complete.
    """

    entry: str
    kind: str  # one word for programs: "unreadable", "renamed", "left-out" …
    text: str  # one sentence for people
    severe: bool = False
    minor: bool = False


class Remarks:
    """Collects remarks; keeps the count exact and the memory bounded."""

    def __init__(self) -> None:
        self._kept: list[Remark] = []
        self.count = 0
        self.severe_count = 0
        self._minor_count = 0

    def add(self, entry: str, kind: str, text: str, *, severe: bool = False, minor: bool = False) -> None:
        """Note one remark."""
        self.append(Remark(entry, kind, text, severe, minor))

    def append(self, remark: Remark) -> None:
        """Note a remark made elsewhere."""
        self.count += 1
        self.severe_count += remark.severe
        self._minor_count += remark.minor
        if len(self._kept) < MAX_REMARKS_KEPT:
            self._kept.append(remark)

    def __iter__(self) -> Iterator[Remark]:
        return iter(self.as_tuple())

    def __len__(self) -> int:
        return self.count

    def as_tuple(self) -> tuple[Remark, ...]:
        """The kept remarks, oldest first, and one that counts the rest."""
        rest = self.count - len(self._kept)
        if rest <= 0:
            return tuple(self._kept)
        more = Remark("", "more", f"{rest} more remarks are not listed.", severe=self.severe_count > 0)
        return (*self._kept, more)

    @property
    def verdict(self) -> Verdict:
        """What these remarks make of a job that ran to its end."""
        if self.severe_count:
            return Verdict.PARTIAL
        return Verdict.REMARKS if self.count > self._minor_count else Verdict.COMPLETE


@dataclass(slots=True)
class Outcome:
    """The result of one job."""

    verdict: Verdict
    remarks: tuple[Remark, ...] = ()
    remark_count: int = 0
    error: ArchiverError | None = None
    entries: int = 0
    content_bytes: int = 0  # bytes of the entries' contents that were handled
    archive_bytes: int = 0  # bytes of the archive, where there is one
    seconds: float = 0.0
    archive: ArchiveRecord | None = None
    path: str = ""  # what the job made: the archive, or the folder extracted to
    facts: dict[str, object] = field(default_factory=dict)  # a verb's own extras, JSON-ready

    @classmethod
    def of(cls, remarks: Remarks, **facts: object) -> Outcome:
        """An outcome whose verdict follows from its remarks; further fields by keyword."""
        return cls(remarks.verdict, remarks.as_tuple(), remarks.count, **facts)  # type: ignore[arg-type]

    @property
    def succeeded(self) -> bool:
        """Whether everything wanted is there."""
        return self.verdict in (Verdict.COMPLETE, Verdict.REMARKS)
