"""Go through a whole archive and keep count of what is sound and what is not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO

import blake3

from archiver_gui.backends.base import READ_BYTES, BaseArchiveBackend
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError, UnsupportedEntryError
from archiver_gui.core.lots import Lot
from archiver_gui.core.outcome import Outcome, Remarks, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import DIGEST_BYTES
from archiver_gui.operations.lots import Crew, LotPass

HandleContent = Callable[[Entry, BinaryIO | None], None]


@dataclass(slots=True)
class ReadThrough:
    """What one pass over an archive came to."""

    remarks: Remarks
    entries: int = 0  # that were reached
    sound: int = 0  # of these, those that were handled to their end
    broken_off: DamagedArchiveError | UnsupportedArchiveError | None = None
    facts: dict[str, object] = field(default_factory=dict)

    def outcome(self) -> Outcome:
        """Complete, remarks or partial by the remarks; failed when nothing at all was sound."""
        outcome = Outcome.of(self.remarks, entries=self.entries, facts=self.facts)
        if self.broken_off is not None and not self.sound:
            outcome.verdict = Verdict.FAILED
            outcome.error = self.broken_off
        return outcome


def read_through(
    archive: BaseArchiveBackend,
    progress: Progress,
    handle: HandleContent,
    wanted: Callable[[Entry], bool] | None = None,
    crew: Crew | None = None,
) -> ReadThrough:
    """Call `handle` for every wanted entry, in archive order, but for those that `crew` does elsewhere.

    A damaged entry becomes a severe remark and the others go on; an archive that breaks off becomes
    one too, and what was read before counts.
    """
    result = ReadThrough(archive.remarks)
    reading = _Reading(result, progress, handle, wanted)
    try:
        if crew is None:
            for entry, stream in archive.contents(progress):
                if reading.wants(entry):
                    reading.handle(entry, stream)
        else:
            reading.take_lots(archive, crew)
    except (DamagedArchiveError, UnsupportedArchiveError) as error:
        result.broken_off = error
        kind = "damaged" if isinstance(error, DamagedArchiveError) else "unsupported"
        archive.remarks.add("", kind, str(error), severe=True)
    return result


class _Reading:
    """One pass: what is wanted, handled and counted."""

    def __init__(
        self,
        result: ReadThrough,
        progress: Progress,
        handle: HandleContent,
        wanted: Callable[[Entry], bool] | None,
    ) -> None:
        self._result = result
        self._progress = progress
        self._handle = handle
        self._wanted = wanted

    def wants(self, entry: Entry) -> bool:
        """Count an entry that is to be handled."""
        if self._wanted is not None and not self._wanted(entry):
            return False
        self._result.entries += 1
        return True

    def handle(self, entry: Entry, stream: BinaryIO | None) -> None:
        """Handle an entry here."""
        self._progress.current = entry.path
        try:
            self._handle(entry, stream)
        except DamagedArchiveError as error:
            self.finish(entry, error)
        else:
            self.finish(entry, None)
        self._progress.advance(0, 1)

    def finish(self, entry: Entry, error: DamagedArchiveError | None) -> None:
        """Note how an entry ended, wherever it was handled."""
        if error is None:
            self._result.sound += 1
        else:
            kind = "unsupported" if isinstance(error, UnsupportedEntryError) else "damaged"
            self._result.remarks.add(entry.path, kind, str(error), severe=True)

    def take_lots(self, archive: BaseArchiveBackend, crew: Crew) -> None:
        """Go through the archive by the lot."""
        lot_pass = LotPass(self._progress, crew, self.handle, self.finish)
        with archive.open_lots(self._progress, crew.threads) as lots, closing(lot_pass):
            try:
                for item in lots:
                    if isinstance(item, Lot):
                        lot_pass.take(item, self.wants)
                    elif self.wants(item[0]):
                        lot_pass.handle(*item)
            except (DamagedArchiveError, UnsupportedArchiveError):
                lot_pass.settle()  # what came before it counts
                raise
            lot_pass.settle()


def drain(stream: BinaryIO | None, progress: Progress, read_bytes: int) -> int:
    """Read a stream to its end, where it checks itself; the bytes that it had.

    Raises:
        DamagedArchiveError: It is not what its archive says.
    """
    size = 0
    while stream is not None and (data := stream.read(read_bytes)):
        size += len(data)
        progress.advance(len(data))
    return size


def sha256_of(file: BinaryIO, progress: Progress) -> str:
    """Hex digest of a whole file, which is closed; '' when the job is cancelled meanwhile. From any thread."""
    digest = hashlib.sha256()
    with file:
        while data := file.read(READ_BYTES):
            if progress.cancelled:
                return ""
            digest.update(data)
    return digest.hexdigest()


def content_digest(stream: BinaryIO, progress: Progress) -> tuple[bytes, int]:
    """The digest of a content as the catalogue keeps it, and how many bytes there were.

    Raises:
        DamagedArchiveError: It is not what its archive says.
    """
    digest = blake3.blake3()
    size = 0
    while data := stream.read(READ_BYTES):
        digest.update(data)
        size += len(data)
        progress.advance(len(data))
    return digest.digest(length=DIGEST_BYTES), size
