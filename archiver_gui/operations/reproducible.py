"""The same input gives the same bytes: what entries say beside their names and contents is normalised."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from archiver_gui.core.entries import EntryKind, SourceEntry

_NS = 1_000_000_000


def newest_allowed_ns() -> int | None:
    """The time that no entry may be younger than, in ns; None leaves each its own, the newest source's included.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) * _NS if text.isascii() and text.isdigit() else None


def normalised(entries: Iterable[SourceEntry]) -> Iterator[SourceEntry]:
    """The entries without owners, with one of two modes, and with whole seconds that are not too late."""
    newest = newest_allowed_ns()
    for entry in entries:
        entry.uid = entry.gid = 0
        entry.user = entry.group = ""
        if entry.kind is not EntryKind.SYMLINK:
            entry.mode = 0o755 if entry.kind is EntryKind.FOLDER or entry.mode & 0o100 else 0o644
        else:
            entry.mode = 0o777
        entry.mtime_ns -= entry.mtime_ns % _NS
        if newest is not None and entry.mtime_ns > newest:
            entry.mtime_ns = newest
        yield entry


def ordered(sources: Iterable[str]) -> list[str]:
    """Sources in an order that does not depend on the one they were named in."""
    return sorted(sources, key=lambda path: (os.path.basename(path), path))
