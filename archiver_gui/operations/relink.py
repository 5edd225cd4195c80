"""Find archives again that were moved or renamed: by their size, then by their digest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.errors import CatalogueError, EnvironmentFault, RefusedError, cause_of
from archiver_gui.core.outcome import Outcome, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.operations.reading import sha256_of
from archiver_gui.storage.local import LocalStorage


def relink(paths: Iterable[str], catalogue: Catalogue, progress: Progress) -> Outcome:
    """Look in these files and folders for archives that are not where they were, and record where they are.

    Only files of a fitting size are read. Names do not matter; links are not followed.

    Returns:
        `facts` has "relinked", the numbers of the archives that were found; `entries` counts them.

    Raises:
        CatalogueError: The catalogue cannot be read or written; what was found before stays.
        Cancelled: The user cancelled; as above.
    """
    remarks = Remarks()
    progress.begin("scanning")
    catalogue.refresh_presence(None, progress)
    lost: dict[int, list[ArchiveRecord]] = {}
    for record in catalogue.archives():
        if record.state in (ArchiveState.MISSING, ArchiveState.OFFLINE) and record.sha256:
            lost.setdefault(record.size, []).append(record)
    found = [(path, size) for path, size in _files(paths, remarks, progress) if size in lost]
    progress.total_bytes = sum(size for _, size in found)
    progress.begin("reading", len(found))
    relinked = []
    for path, size in found:
        progress.current = path
        if not lost[size] or catalogue.find_path(path) is not None:
            progress.advance(size, 1)
            continue
        try:
            digest = sha256_of(LocalStorage().open(path), progress)
            progress.advance(size, 1)
            fitting = [one for one in lost[size] if one.sha256 == digest]
            if fitting:
                catalogue.upkeep.relink(fitting[0].id, path)
                lost[size].remove(fitting[0])
                relinked.append(fitting[0].id)
        except CatalogueError:
            raise
        except (EnvironmentFault, RefusedError) as error:
            remarks.add(path, "unreadable", str(error), severe=True)
    return Outcome.of(remarks, entries=len(relinked), content_bytes=progress.done_bytes, facts={"relinked": relinked})


def _files(paths: Iterable[str], remarks: Remarks, progress: Progress) -> Iterator[tuple[str, int]]:
    """Regular files at and below these paths, with their sizes."""
    left = [os.path.abspath(path) for path in paths]
    while left:
        progress.check()
        at = left.pop()
        progress.current = at
        try:
            if not os.path.isdir(at):
                yield at, os.stat(at).st_size
                continue
            with os.scandir(at) as listing:
                for child in listing:
                    if child.is_dir(follow_symlinks=False):
                        left.append(child.path)
                    elif child.is_file(follow_symlinks=False):
                        yield child.path, child.stat(follow_symlinks=False).st_size
        except OSError as error:
            remarks.add(at, "unreadable", f"{cause_of(error)}.", severe=True)
