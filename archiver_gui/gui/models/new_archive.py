"""A new archive as the form describes it, checked against the disk before it becomes a job."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from archiver_gui.core.errors import RefusedError, UsageError, from_os_error
from archiver_gui.core.formats import ArchiveFormat
from archiver_gui.core.names import MAX_NAME_BYTES, display, numbered, portable_part, shortened
from archiver_gui.core.options import BuildOptions
from archiver_gui.services import Services

_ROOM_FOR_SUFFIX = 24  # bytes, a number in parentheses included
_NAMELESS = "archive"  # of a whole disk, whose folder has no name


@dataclass(frozen=True)
class OptionValues:
    """What most archives need no word about."""

    exclude: tuple[str, ...] = ()
    follow_symlinks: bool = False
    reproducible: bool = False
    verify: bool = True
    role: str = ""


@dataclass(frozen=True)
class NewArchive:
    """What the page asks for."""

    sources: tuple[str, ...]
    row: ArchiveFormat
    level: int | None
    name: str  # as the user typed it; "" for the one that is suggested
    folder: str
    options: OptionValues
    expected_bytes: int = 0  # 0 while unknown


@dataclass(frozen=True)
class Prepared:
    """A build that has been checked against the disk."""

    options: BuildOptions
    free_name: str  # another name for the archive, when the wanted one is taken; else ""


def suggested_stem(services: Services, sources: Sequence[str]) -> str:
    """A name for these sources that every system takes, whatever they are called."""
    stem = portable_part(services.suggest_stem(sources))
    return shortened(stem, MAX_NAME_BYTES - _ROOM_FOR_SUFFIX) or _NAMELESS


def free_stem(stem: str, folder: str, suffix: str, busy: Collection[str]) -> str:
    """The stem, numbered where an archive of that name lies in the folder or is being made there."""
    number = 1
    while True:
        path = os.path.join(os.path.abspath(folder), numbered(stem, suffix, number))
        if path not in busy and not os.path.lexists(path):
            return numbered(stem, "", number)
        number += 1


def prepare(services: Services, wanted: NewArchive, busy: Collection[str]) -> Prepared:
    """Check a new archive against the disk; `busy` are the targets of jobs that run or wait.

    Touches the disk: to be called from a worker's thread.

    Raises:
        ArchiverError: What is wrong, in words.
    """
    suffix, name = wanted.row.suffix, wanted.name.strip()
    if wanted.name and not name.removesuffix(suffix).strip(". "):
        raise UsageError("The archive has no name", "", "Type a name.")
    if wanted.sources and wanted.folder and not name:
        name = free_stem(suggested_stem(services, wanted.sources), wanted.folder, suffix, busy) + suffix
    options = services.build_options(
        sources=wanted.sources,
        name=name,
        folder=wanted.folder,
        format_id=wanted.row.format_id,
        backend_id=wanted.row.backend_id,
        level=wanted.level,
        exclude=wanted.options.exclude,
        follow_symlinks=wanted.options.follow_symlinks,
        verify=wanted.options.verify,
        reproducible=wanted.options.reproducible,
        role=wanted.options.role,
        expected_bytes=wanted.expected_bytes,
    )
    folder, file_name = os.path.split(options.target)
    _check_folder(folder)
    if options.target not in busy and not os.path.lexists(options.target):
        return Prepared(options, "")
    stem = file_name[: -len(suffix)] if suffix and file_name.endswith(suffix) else file_name
    return Prepared(options, free_stem(stem, folder, suffix, busy) + suffix)


def _check_folder(folder: str) -> None:
    """Refuse a folder that nothing can be written to, or made at.

    Raises:
        ArchiverError: Why.
    """
    place = folder
    while not os.path.lexists(place) and os.path.dirname(place) != place:
        place = os.path.dirname(place)
    if not os.path.isdir(place):
        raise RefusedError(
            f"“{display(place)}” is not a folder", "The archive cannot be saved there.", "Choose another folder."
        )
    if not os.access(place, os.W_OK | os.X_OK):
        raise from_os_error(PermissionError(errno.EACCES, ""), "The archive cannot be saved there", place)
