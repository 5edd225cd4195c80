"""Preview: the first bytes of one entry, and nothing on disk."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from typing import BinaryIO

from archiver_gui.backends.base import READ_BYTES, BaseArchiveBackend
from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import UnsupportedArchiveError
from archiver_gui.core.previews import Beginning
from archiver_gui.core.progress import Progress

# Whoever looks through an archive does not wait longer for a glance at an entry deep in one stream.
PATIENCE_S = 4.0


def read_beginning(
    path: str,
    entry: Entry,
    limit_bytes: int,
    registry: Registry,
    progress: Progress,
    *,
    backend_id: str,
    name_encoding: str,
    patience_s: float = PATIENCE_S,
) -> Beginning:
    """The first bytes of a file in the archive at this path.

    Args:
        entry: A file, as it was listed with the same `name_encoding`.
        limit_bytes: How much is read at most, whatever the archive claims.
        patience_s: How long the way to the entry may take where there is only one through all before it.

    Raises:
        DamagedArchiveError: What was read of it is not sound, or it is not where it was.
        UnsupportedArchiveError: It cannot be read, or not soon enough.
        EnvironmentFault: The system refused.
        Cancelled: The user cancelled.
    """
    archive = open_archive(path, registry, backend_id, name_encoding)
    progress.begin("reading")
    if entry.crc32 is not None:  # formats that check each entry by itself can begin at each
        with archive.open_entry(entry) as stream:
            return _beginning(stream, limit_bytes, progress)
    return _on_the_way(archive, entry, limit_bytes, progress, time.monotonic() + patience_s)


def _on_the_way(
    archive: BaseArchiveBackend, entry: Entry, limit_bytes: int, progress: Progress, deadline: float
) -> Beginning:
    with closing(_all_of(archive, progress)) as contents:
        for found, stream in contents:
            if found.index == entry.index and stream is not None:
                return _beginning(stream, limit_bytes, progress)
            if time.monotonic() > deadline:
                raise UnsupportedArchiveError(
                    "It lies too deep in the archive for a preview",
                    "All that stands before it would have to be read first.",
                    "Open or extract it to see it.",
                )
    raise UnsupportedArchiveError(f"“{entry.path}” has no content")


def _all_of(archive: BaseArchiveBackend, progress: Progress) -> Generator[tuple[Entry, BinaryIO | None], None, None]:
    """The archive's contents, which let go of its file when they are closed."""
    yield from archive.contents(progress)


def _beginning(stream: BinaryIO, limit_bytes: int, progress: Progress) -> Beginning:
    """The stream up to the limit, and whether that is all."""
    pieces: list[bytes] = []
    left = limit_bytes + 1
    while left > 0:
        progress.check()
        piece = stream.read(min(left, READ_BYTES))
        if not piece:
            return Beginning(b"".join(pieces), whole=True)
        pieces.append(piece)
        left -= len(piece)
    return Beginning(b"".join(pieces)[:limit_bytes], whole=False)
