"""Test: is the archive sound?"""

from __future__ import annotations

from typing import BinaryIO

from archiver_gui.backends.base import READ_BYTES
from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import Entry
from archiver_gui.core.outcome import Outcome
from archiver_gui.core.progress import Progress
from archiver_gui.operations.reading import drain, read_through
from archiver_gui.storage.local import LocalStorage


def test(path: str, registry: Registry, progress: Progress, backend_id: str, name_encoding: str) -> Outcome:
    """Decode everything in the archive at this path and check it against its own check values.

    Raises:
        EnvironmentFault: The file cannot be read.
        UnsupportedArchiveError: It is no archive that can be opened.
    """
    archive = open_archive(path, registry, backend_id, name_encoding)
    progress.begin("testing")
    content_bytes = 0

    def check(_entry: Entry, stream: BinaryIO | None) -> None:
        nonlocal content_bytes
        content_bytes += drain(stream, progress, READ_BYTES)

    outcome = read_through(archive, progress, check).outcome()
    outcome.content_bytes = content_bytes
    outcome.archive_bytes = LocalStorage().size(path)
    outcome.path = path
    return outcome


test.__test__ = False  # type: ignore[attr-defined]  # a verb of ours, not a test of pytest's
