"""Test: is the archive sound?"""

from __future__ import annotations

from functools import partial
from typing import BinaryIO

from archiver_gui.backends.base import READ_BYTES
from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import from_os_error
from archiver_gui.core.lent import can_lend
from archiver_gui.core.lots import LotResult
from archiver_gui.core.outcome import Outcome
from archiver_gui.core.progress import Progress
from archiver_gui.operations.lot_tasks import check_fetched
from archiver_gui.operations.lots import Crew
from archiver_gui.operations.reading import drain, read_through
from archiver_gui.storage.local import LocalStorage


class _Checked:
    """Plans every small file to be checked elsewhere, as a `Planner`."""

    def __init__(self) -> None:
        self.content_bytes = 0

    def plan(self, _entry: Entry) -> bool:
        return True

    def must_wait(self, _entry: Entry) -> bool:
        return False

    def took(self, _entry: Entry) -> None:
        """Order means nothing here."""

    def settled(self) -> None:
        """Nor does what is under way."""

    def arguments(self, _rows: list[bool]) -> tuple[()]:
        return ()

    def landed(self, _entries: list[Entry], result: LotResult) -> int:
        size_bytes = sum(size for size in result.sizes if size >= 0)
        self.content_bytes += size_bytes
        return size_bytes


def test(
    path: str, registry: Registry, progress: Progress, backend_id: str, name_encoding: str, threads: int
) -> Outcome:
    """Decode everything in the archive at this path and check it against its own check values.

    Args:
        threads: At most so many entries at once; 0 for as many as there are cores.

    Raises:
        EnvironmentFault: The file cannot be read.
        UnsupportedArchiveError: It is no archive that can be opened.
    """
    archive = open_archive(path, registry, backend_id, name_encoding)
    progress.begin("testing")
    checked = _Checked()

    def check(_entry: Entry, stream: BinaryIO | None) -> None:
        checked.content_bytes += drain(stream, progress, READ_BYTES)

    crew = Crew(check_fetched, checked, partial(from_os_error, action="The archive could not be read"), threads)
    outcome = read_through(
        archive, progress, check, crew=crew if archive.decodes_by_entry and can_lend() else None
    ).outcome()
    outcome.content_bytes = checked.content_bytes
    outcome.archive_bytes = LocalStorage().size(path)
    outcome.path = path
    return outcome


test.__test__ = False  # type: ignore[attr-defined]  # a verb of ours, not a test of pytest's
