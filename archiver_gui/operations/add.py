"""Add archives that are there already to the catalogue, with every entry and its digest."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry, formats_of
from archiver_gui.catalogue.adoption import AdoptedFacts, Adoption
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.codecs.pipeline import shared_pool
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import ArchiverError, CatalogueError, DamagedArchiveError, EnvironmentFault, cause_of
from archiver_gui.core.formats import match_suffix
from archiver_gui.core.outcome import Outcome, Remarks, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.written import WrittenEntries
from archiver_gui.operations.reading import content_digest, read_through, sha256_of
from archiver_gui.storage.base import STAGED_NAME
from archiver_gui.storage.local import LocalStorage

_MAX_SIZE = (1 << 63) - 1  # a hostile archive may claim more


@dataclass(slots=True)
class _Counts:
    added: list[int] = field(default_factory=list)  # the archives that were read, by their numbers
    known: int = 0
    entries: int = 0
    content_bytes: int = 0
    archive_bytes: int = 0


def add(
    paths: Iterable[str],
    catalogue: Catalogue,
    registry: Registry,
    user: str,
    progress: Progress,
    name_encoding: str = "",
) -> Outcome:
    """Catalogue the archives at these paths, and those in the folders among them.

    What is known already, with its size and time unchanged, is not read again: a run that was broken
    off goes on where it stopped. What cannot be read becomes a severe remark, and the others go on.

    Args:
        name_encoding: What names are in that do not tell it, which is kept with each archive; '' for what was kept.

    Returns:
        `facts` has "added", the numbers of the archives that were read, and "known", how many were not.
        Cancelled between or in archives, it tells what was added until then.

    Raises:
        CatalogueError: The catalogue cannot be written; what was added before stays.
    """
    remarks = Remarks()
    counts = _Counts()
    verdict: Verdict | None = None
    try:
        progress.begin("scanning")
        found = list(dict.fromkeys(_archives(paths, registry, remarks, progress)))
        progress.total_bytes = sum(size for _, size in found)
        progress.begin("reading", len(found))
        for path, size in found:
            done_bytes = progress.done_bytes + size
            _add_one(path, catalogue, registry, user, progress, remarks, counts, name_encoding)
            progress.advance(done_bytes - progress.done_bytes, 1)
        catalogue.entries.index(progress)
        catalogue.entries.sweep(progress)  # of archives that others took the place of
    except Cancelled:
        verdict = Verdict.CANCELLED
    outcome = Outcome.of(
        remarks, entries=counts.entries, content_bytes=counts.content_bytes, archive_bytes=counts.archive_bytes
    )
    outcome.verdict = verdict or outcome.verdict
    outcome.facts = {"added": counts.added, "known": counts.known}
    return outcome


def archives_beside(paths: Iterable[str], registry: Registry, since: datetime | None, progress: Progress) -> list[str]:
    """The archives in the folders of these paths, not in those below; only what was changed since then, if given."""
    found = []
    for folder in sorted({os.path.dirname(path) for path in paths}):
        progress.check()
        with contextlib.suppress(OSError), os.scandir(folder) as listing:  # a folder that is gone has none
            for child in listing:
                if child.is_file(follow_symlinks=False) and _is_archive_name(child.name, registry):
                    changed = child.stat(follow_symlinks=False).st_mtime
                    if since is None or changed >= since.timestamp():
                        found.append(child.path)
    return sorted(found)


def _archives(
    paths: Iterable[str], registry: Registry, remarks: Remarks, progress: Progress
) -> Iterator[tuple[str, int]]:
    """Each archive with its size: named ones whatever they are called, others by their suffix."""
    for path in map(os.path.abspath, paths):
        progress.check()
        if os.path.isdir(path):
            yield from _archives_in(path, registry, remarks, progress)
            continue
        try:
            yield path, os.stat(path).st_size
        except OSError as error:
            remarks.add(path, "unreadable", f"{cause_of(error)}.", severe=True)


def _archives_in(folder: str, registry: Registry, remarks: Remarks, progress: Progress) -> Iterator[tuple[str, int]]:
    """The archives below a folder; links are not followed."""
    folders = [folder]
    while folders:
        progress.check()
        at = folders.pop()
        progress.current = at
        try:
            with os.scandir(at) as listing:
                children = sorted(listing, key=lambda child: child.name)
            folders += [child.path for child in reversed(children) if child.is_dir(follow_symlinks=False)]
            for child in children:
                if child.is_file(follow_symlinks=False) and _is_archive_name(child.name, registry):
                    yield child.path, child.stat(follow_symlinks=False).st_size
        except OSError as error:
            remarks.add(at, "unreadable", f"{cause_of(error)}.", severe=True)


def _is_archive_name(name: str, registry: Registry) -> bool:
    known = registry.format_of_name(name)
    return known is not None and known[0].readable and not STAGED_NAME.match(name)


def _add_one(
    path: str,
    catalogue: Catalogue,
    registry: Registry,
    user: str,
    progress: Progress,
    remarks: Remarks,
    counts: _Counts,
    name_encoding: str,
) -> None:
    progress.current = os.path.basename(path)
    try:
        with catalogue.upkeep.adopt(path) as adoption:
            encoding = name_encoding or adoption.name_encoding
            if adoption.is_known(encoding):
                counts.known += 1
                return
            record = _read(adoption, registry, user, progress, remarks, encoding)
    except (Cancelled, CatalogueError):
        raise
    except ArchiverError as error:
        remarks.add(path, "unreadable", str(error), severe=True)
        return
    if record is not None:
        counts.added.append(record.id)
        counts.entries += record.entries
        counts.content_bytes += record.content_size
        counts.archive_bytes += record.size


def _read(
    adoption: Adoption, registry: Registry, user: str, progress: Progress, remarks: Remarks, name_encoding: str
) -> ArchiveRecord | None:
    known_backend = adoption.backend_id if adoption.backend_id in registry.classes else ""
    archive = open_archive(adoption.path, registry, known_backend, name_encoding)
    digest = shared_pool().submit(sha256_of, LocalStorage().open(adoption.path), progress)
    written = WrittenEntries()
    try:
        broken_off = _read_entries(archive, written, adoption.size, progress)
    finally:
        sha256: str = digest.result()
    progress.check()
    if broken_off and not len(written):
        remarks.add(adoption.path, "damaged", next(iter(archive.remarks)).text, severe=True)
        return None
    if os.stat(adoption.path).st_size != adoption.size:
        raise EnvironmentFault("The archive was changed while it was read", adoption.path, "Add it again.")
    if adoption.is_damaged(sha256):
        text = "It has other bytes than were recorded; verify it. Nothing was changed."
        remarks.add(adoption.path, "damaged", text, severe=True)
        return None
    format_id = _format_id(adoption.path, archive, registry)
    facts = AdoptedFacts(
        backend_id=str(archive.backend_id), format_id=format_id, sha256=sha256, user=user, name_encoding=name_encoding,
        remarks=archive.remarks,
    )  # fmt: skip
    _sum_up(adoption.path, archive.remarks, remarks)
    return adoption.record(facts, written, progress)


def _read_entries(archive: BaseArchiveBackend, written: WrittenEntries, archive_bytes: int, progress: Progress) -> bool:
    """Note every entry; whether the archive breaks off before its end."""
    inner = progress.part()  # counts what is unpacked; ours counts bytes of archives
    done_bytes = progress.done_bytes + archive_bytes

    def note(entry: Entry, stream: BinaryIO | None) -> None:
        progress.current = entry.path
        digest = None
        size = entry.size if entry.kind is EntryKind.FILE else 0
        try:
            if entry.kind is EntryKind.FILE and stream is not None:
                digest, size = content_digest(stream, inner)
        finally:  # a damaged entry is there all the same
            written.append(entry.path, entry.kind, min(max(size, 0), _MAX_SIZE), entry.mtime, digest)
        step = size if entry.packed_size is None else entry.packed_size
        progress.advance(min(step, done_bytes - progress.done_bytes))

    result = read_through(archive, inner, note)
    return isinstance(result.broken_off, DamagedArchiveError) or (result.broken_off is not None and not result.entries)


def _format_id(path: str, archive: BaseArchiveBackend, registry: Registry) -> str:
    formats = formats_of(registry.get(str(archive.backend_id)))
    compression = getattr(archive, "compression", None)
    for row in formats:
        if compression is not None and row.arguments.get("compression", "") == compression:
            return row.format_id
    match = match_suffix(os.path.basename(path), formats)
    return (match[0] if match else formats[0]).format_id


def _sum_up(path: str, found: Remarks, remarks: Remarks) -> None:
    """One remark for all that is wrong with an archive."""
    severe = [remark for remark in found if remark.severe]
    if severe:
        first = severe[0]
        where = f"“{first.entry}”: " if first.entry else ""
        more = f" And {found.severe_count - 1} more." if found.severe_count > 1 else ""
        remarks.add(path, "damaged", f"It was added, but {where}{first.text}{more}", severe=True)
