"""What the command line prints: results to stdout, progress and remarks to stderr."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.errors import ArchiverError, UsageError
from archiver_gui.core.names import display
from archiver_gui.core.outcome import Outcome, Remark, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.core.units import format_duration, format_rate, format_size
from archiver_gui.jobs.job import Job

EXIT_COMPLETE = 0
EXIT_REMARKS = 1
EXIT_USAGE = 2
EXIT_FAILED = 3
EXIT_CANCELLED = 130

EXIT_OF_VERDICT = {
    Verdict.COMPLETE: EXIT_COMPLETE,
    Verdict.REMARKS: EXIT_REMARKS,
    Verdict.PARTIAL: EXIT_REMARKS,
    Verdict.FAILED: EXIT_FAILED,
    Verdict.CANCELLED: EXIT_CANCELLED,
}

WORDS_OF_VERDICT = {
    Verdict.COMPLETE: "complete",
    Verdict.REMARKS: "complete with remarks",
    Verdict.PARTIAL: "partial",
    Verdict.FAILED: "failed",
    Verdict.CANCELLED: "cancelled",
}

_BAR_INTERVAL_S = 0.1


def exit_status_of(error: ArchiverError) -> int:
    """The exit status of a verb that ended by this error."""
    return EXIT_USAGE if isinstance(error, UsageError) else EXIT_FAILED


class Output:
    """Prints for people, or one JSON object for programs."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._ending = contextlib.ExitStack()
        self._rows = False  # whether the object has begun, with an array

    def line(self, text: str = "") -> None:
        """One line for people; nothing with --json."""
        if not self.as_json:
            print(_printable(text))

    def error_line(self, text: str) -> None:
        """One line to stderr."""
        _tell(f"archiver: {text}")

    def json(self, value: dict[str, Any]) -> None:
        """The one object; nothing without --json. Names that are no UTF-8 keep their escapes."""
        if not self.as_json:
            return
        text = json.dumps(value)
        if self._rows:
            self._rows = False
            text = f"],\n{text[1:]}"
        print(text)

    def rows(self, name: str, text: str) -> None:
        """Some lines of a long table, line ends included; with --json, elements of the object's array `name`.

        The object's other values follow by `end_rows`, or by `error`: it is one object in any case.
        """
        if self.as_json:
            sys.stdout.write(",\n" if self._rows else f'{{"{name}": [\n')
            self._rows = True
        sys.stdout.write(_printable(text))

    def end_rows(self, name: str, value: dict[str, Any]) -> None:
        """End such a table; with --json, by the rest of the object."""
        self.json(value if self._rows else {name: [], **value})

    def error(self, error: ArchiverError) -> None:
        """What went wrong, to stderr, and as the object."""
        self.error_line(str(error))
        self.json({"outcome": Verdict.FAILED.value, "remarks": [], "error": error_json(error)})

    def cancelled(self) -> None:
        """That the user stopped it, to stderr; what was begun as one object is ended as one."""
        self.error_line("Cancelled.")
        if self._rows:
            self.json({"outcome": Verdict.CANCELLED.value, "remarks": []})

    def remarks(self, remarks: Sequence[Remark]) -> None:
        """Each remark as one line to stderr."""
        for remark in remarks:
            where = f"{display(remark.entry)}: " if remark.entry else ""
            _tell(f"{remark.kind}: {where}{remark.text}")

    def outcome(self, outcome: Outcome, **facts: Any) -> int:
        """How a job ended: remarks and cause to stderr, the object with --json; the exit status."""
        self.remarks(outcome.remarks)
        if outcome.error is not None:
            self.error_line(str(outcome.error))
        elif outcome.verdict is Verdict.CANCELLED:
            self.error_line("Cancelled; nothing was left behind.")
        self.json(outcome_json(outcome) | facts)
        return EXIT_OF_VERDICT[outcome.verdict]

    def run(self, job: Job) -> Outcome:
        """Run a job here, with a bar on a terminal; Ctrl+C and SIGTERM cancel it.

        They do nothing once it has ended, until `end`: what is done cannot be cancelled any more.
        """

        def cancel(*_: object) -> None:
            job.progress.cancel()

        for number in (signal.SIGINT, signal.SIGTERM):
            self._ending.callback(signal.signal, number, signal.signal(number, cancel))
        with bar(job.progress):
            return job.run()

    def end(self) -> None:
        """Give the signals back their meaning; all is printed."""
        self._ending.close()


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """The object of a job's outcome."""
    value: dict[str, Any] = {
        "outcome": outcome.verdict.value,
        "remarks": [{"entry": r.entry, "kind": r.kind, "text": r.text} for r in outcome.remarks],
        "remark_count": outcome.remark_count,
        "entries": outcome.entries,
        "bytes": outcome.content_bytes,
        "archive_bytes": outcome.archive_bytes,
        "seconds": round(outcome.seconds, 3),
        "path": outcome.path,
    }
    if outcome.error is not None:
        value["error"] = error_json(outcome.error)
    return value | outcome.facts


def error_json(error: ArchiverError) -> dict[str, str]:
    """An error's facts, and whose it is: the user's, the environment's or ours."""
    return {"title": error.title, "detail": error.detail, "hint": error.hint, "origin": error.origin.value}


def archive_json(record: ArchiveRecord) -> dict[str, Any]:
    """An archive as programs see it."""
    return {
        "id": record.id,
        "name": record.name,
        "path": record.path,
        "size": record.size,
        "backend_id": record.backend_id,
        "format": record.format_id,
        "state": record.state.value,
        "created": iso(record.created),
        "created_by": record.created_by,
        "role": record.role,
        "deleted": iso(record.deleted),
        "entries": record.entries,
        "content_size": record.content_size,
        "sha256": record.sha256,
        "verified": iso(record.verified),
        "health": record.health.value,
        "damage": record.damage,
        "damaged_count": record.damaged_count,
        "damaged_entries": [{"entry": path, "text": text} for path, text in record.damaged_entries],
        "pinned": record.pinned,
        "recipe": record.recipe,
    }


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def iso_of_seconds(seconds: float | None) -> str | None:
    """ISO 8601 in UTC of seconds since the epoch; None for times outside the calendar."""
    if seconds is None:
        return None
    try:
        return iso(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return None


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """Lines of aligned columns; those in `right` are aligned to the right, the last is never padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def entries_text(count: int) -> str:
    """How many entries, in words."""
    return "1 entry" if count == 1 else f"{count} entries"


def archives_text(count: int) -> str:
    """How many archives, in words."""
    return "1 archive" if count == 1 else f"{count} archives"


def _tell(text: str) -> None:
    with contextlib.suppress(OSError):  # nobody is there to be told; the exit status still says it
        print(_printable(text), file=sys.stderr, flush=True)


def _printable(text: str) -> str:
    """Text that the terminal's encoding can show."""
    if text.isascii():
        return text
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


@contextlib.contextmanager
def bar(progress: Progress) -> Iterator[None]:
    """Show this progress while the block runs, on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    ended = threading.Event()

    def show() -> None:
        while not ended.wait(_BAR_INTERVAL_S):
            print(f"\r\x1b[K{_printable(bar_text(progress))}", end="", file=sys.stderr, flush=True)
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    painter = threading.Thread(target=show, name="progress bar")
    painter.start()
    try:
        yield
    finally:
        ended.set()
        painter.join()


def bar_text(progress: Progress) -> str:
    """One line of progress: 'writing  42 %  1.2 GB of 3.4 GB  214 MB/s  11 s left'."""
    elapsed = max(time.monotonic() - progress.started, 1e-3)
    rate = progress.done_bytes / elapsed
    parts = [progress.phase or "starting"]
    if progress.total_bytes and rate:
        share = min(progress.done_bytes / progress.total_bytes, 1.0)
        left = max(progress.total_bytes - progress.done_bytes, 0) / rate
        parts += [f"{share:.0%}", f"{format_size(progress.done_bytes)} of {format_size(progress.total_bytes)}"]
        parts += [format_rate(rate), f"{format_duration(left)} left"]
    elif progress.done_bytes:
        parts += [format_size(progress.done_bytes), format_rate(rate)]
    elif progress.total_entries:
        parts += [f"{progress.done_entries} of {progress.total_entries} entries"]
    return "  ".join(parts)
