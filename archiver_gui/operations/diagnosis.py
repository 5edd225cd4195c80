"""What exactly is damaged in an archive whose bytes are not the recorded ones."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import BinaryIO

from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.encodings import AS_STORED
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import ArchiverError, CatalogueError, DamagedArchiveError, sentence
from archiver_gui.core.names import display
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.operations.reading import content_digest, read_through

_NAMED = 3  # damaged entries in one sentence; remarks name the others


@dataclass(slots=True)
class Diagnosis:
    """What a pass over a damaged archive came to."""

    damaged: dict[str, str] = field(default_factory=dict)  # entry → what is wrong, archive order
    sound: int = 0  # files whose content is the recorded one
    is_compared: bool = False  # whether the catalogue knew what the contents should be
    broken_off: str = ""  # why the rest could not be reached

    def summary(self) -> str:
        """One or two sentences for people."""
        parts = []
        if self.damaged:
            named = ", ".join(f"“{display(path)}”" for path in list(self.damaged)[:_NAMED])
            more = f" and {len(self.damaged) - _NAMED} more" if len(self.damaged) > _NAMED else ""
            parts.append(f"Damaged: {named}{more}; {self.sound} files are as they were.")
        elif self.is_compared:
            parts.append(f"The contents of all {self.sound} files are as they were: what differs lies between them.")
        elif not self.broken_off:
            parts.append("Every entry agrees with its own check value; what they should be is not recorded.")
        if self.broken_off:
            parts.append(f"It could not be read to its end: {self.broken_off}")
        return " ".join(parts)


def diagnose(record: ArchiveRecord, catalogue: Catalogue, registry: Registry, progress: Progress) -> Diagnosis:
    """Go through the archive and compare every content with what was recorded.

    Raises:
        CatalogueError: What was recorded cannot be read.
        Cancelled: The user cancelled.
    """
    digests = catalogue.entries.digests_of(record.id, progress)
    comparison = _Comparison(digests, progress)
    found = comparison.found
    try:
        backend_id = record.backend_id if record.backend_id in registry.classes else ""
        # Names that were recorded as bytes are to be read as bytes again.
        as_stored = AS_STORED if any(not _is_text(path) for path, _ in digests.values()) else ""
        encoding = record.name_encoding or as_stored
        archive = open_archive(record.path, registry, backend_id, encoding)
        broken_off = read_through(archive, comparison.progress, comparison.compare).broken_off
        found.broken_off = str(broken_off) if broken_off else ""
    except (Cancelled, CatalogueError):
        raise
    except ArchiverError as error:
        found.broken_off = str(error)
    comparison.end()
    return found


def _is_text(path: str) -> bool:
    return path.isascii() or not any("\udc80" <= char <= "\udcff" for char in path)


class _Comparison:
    """Contents beside recorded digests; of repeated paths in the order of both."""

    def __init__(self, digests: dict[int, tuple[str, bytes | None]], progress: Progress) -> None:
        self.found = Diagnosis(is_compared=bool(digests))
        self.progress = progress.part()  # the bytes of the archive were counted already
        self._left: dict[str, deque[bytes | None]] = {}
        for _, (path, digest) in sorted(digests.items()):
            self._left.setdefault(path, deque()).append(digest)

    def compare(self, entry: Entry, stream: BinaryIO | None) -> None:
        if entry.kind is not EntryKind.FILE:
            return
        wanted = self._left.get(entry.path)
        if self.found.is_compared and not wanted:
            self.found.damaged[entry.path] = "It was not in the archive."
            return
        expected = wanted.popleft() if wanted else None
        if stream is None:
            return
        try:
            digest, _ = content_digest(stream, self.progress)
        except DamagedArchiveError as error:
            self.found.damaged[entry.path] = sentence(error.detail) or str(error)
            return
        if expected is not None and digest != expected:
            self.found.damaged[entry.path] = "It has another content than was recorded."
        else:
            self.found.sound += 1

    def end(self) -> None:
        """Tell what was recorded and did not come."""
        text = "It could not be reached." if self.found.broken_off else "It is not in the archive any more."
        self.found.damaged |= {path: text for path, digests in self._left.items() if digests}
