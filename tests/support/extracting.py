"""Feeds entries to the safe tree, as a reader would."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.options import AskConflict, ExtractOptions, OnConflict
from archiver_gui.core.outcome import Remark, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.safe_tree import SafeTree

Fed = tuple[Entry, bytes | BinaryIO | None]


def file(path: str, content: bytes | BinaryIO = b"hello", mode: int | None = None, mtime: float | None = None) -> Fed:
    """A file entry with its content."""
    return Entry(path, EntryKind.FILE, mode=mode, mtime=mtime), content


def folder(path: str, mode: int | None = None, mtime: float | None = None) -> Fed:
    """A folder entry."""
    return Entry(path, EntryKind.FOLDER, mode=mode, mtime=mtime), None


def link(path: str, target: str) -> Fed:
    """A symbolic link entry."""
    return Entry(path, EntryKind.SYMLINK, link_target=target), None


def hardlink(path: str, target: str) -> Fed:
    """A hardlink entry."""
    return Entry(path, EntryKind.HARDLINK, link_target=target), None


def extract(
    into: Path,
    fed: Iterable[Fed],
    *,
    on_conflict: OnConflict = OnConflict.SKIP,
    ask: AskConflict | None = None,
    replaces: bool = False,
    portable: bool = False,
    allow_large: bool = False,
    archive_bytes: int = 0,
    expected_bytes: int = 0,
    progress: Progress | None = None,
    descriptors: bool = True,
) -> list[Remark]:
    """Extract entries into a folder; what was remarked, in order."""
    options = ExtractOptions(
        folder=str(into), on_conflict=on_conflict, portable_names=portable, allow_large=allow_large
    )
    remarks = Remarks()
    with SafeTree(
        options,
        remarks,
        progress or Progress(),
        ask,
        archive_bytes=archive_bytes,
        expected_bytes=expected_bytes,
        descriptors=descriptors,
    ) as tree:
        for entry, content in fed:
            stream = io.BytesIO(content) if isinstance(content, bytes) else content
            tree.add(entry, stream, replaces_earlier=replaces)
        tree.finish()
    return list(remarks)


def tree_of(root: Path) -> dict[str, str]:
    """Every path below a folder: '/' for a folder, '-> target' for a link, else the content."""
    found: dict[str, str] = {}
    for place, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(place, name)
            mode = os.lstat(path).st_mode
            shown = os.path.relpath(path, root)
            if stat.S_ISLNK(mode):
                found[shown] = f"-> {os.readlink(path)}"
            elif stat.S_ISDIR(mode):
                found[shown] = "/"
            elif stat.S_ISREG(mode):
                found[shown] = Path(path).read_bytes().decode("latin-1")
            else:
                found[shown] = "special"
    return found


def kinds(remarks: Iterable[Remark]) -> list[tuple[str, str, bool]]:
    """Entry, kind and severity of each remark."""
    return [(remark.entry, remark.kind, remark.severe) for remark in remarks]
