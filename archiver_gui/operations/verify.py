"""Verify: do archives still equal what was built?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime

from archiver_gui.backends.base import READ_BYTES
from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.errors import CatalogueError, EnvironmentFault
from archiver_gui.core.outcome import Outcome, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.operations.diagnosis import diagnose
from archiver_gui.storage.local import LocalStorage, drop_from_cache


def verify(ids: Iterable[int] | None, catalogue: Catalogue, registry: Registry, progress: Progress) -> Outcome:
    """Compare archives with the digests that the catalogue took when they were built; None for all.

    An archive that differs is gone through, and the remarks name the entries that are damaged. What
    cannot be found or read, and what differs, becomes a severe remark; the others go on.

    Raises:
        RefusedError: An id is not in the catalogue.
        Cancelled: The user cancelled; what was verified before stays recorded.
    """
    records = catalogue.archives() if ids is None else [catalogue.get(archive_id) for archive_id in ids]
    catalogue.refresh_presence([record.id for record in records])
    records = [catalogue.get(record.id) for record in records]
    remarks = Remarks()
    progress.begin("verifying", len(records))
    progress.total_bytes = sum(record.size for record in records)
    checked = checked_bytes = 0
    for record in records:
        progress.current = record.name
        problem = _problem_before_reading(record)
        if problem:
            remarks.add(record.path, record.state.value, problem, severe=True)
            continue
        try:
            damage, damaged = _damage(record, progress), dict[str, str]()
            if damage:
                diagnosis = diagnose(record, catalogue, registry, progress)
                damage, damaged = f"{damage} {diagnosis.summary()}", diagnosis.damaged
        except EnvironmentFault as error:
            remarks.add(record.path, "unreadable", str(error), severe=True)
            continue
        try:
            catalogue.set_verified(record.id, damage, datetime.now(UTC), damaged)
        except CatalogueError as error:
            remarks.add(record.path, "not-recorded", f"The result could not be recorded. {error}")
        checked += 1
        checked_bytes += record.size
        progress.advance(0, 1)
        if damage:
            remarks.add(record.path, "damaged", damage, severe=True)
            for path, text in damaged.items():
                remarks.add(path, "damaged", f"{text} In {record.path}.", severe=True)
    facts: dict[str, object] = {"checked": checked}
    return Outcome.of(remarks, entries=len(records), content_bytes=checked_bytes, facts=facts)


def is_unchanged(record: ArchiveRecord, progress: Progress) -> bool:
    """Whether an archive's bytes are those that the catalogue took the digest of; reads all of it.

    Raises:
        Cancelled: The user cancelled.
    """
    try:
        return bool(record.sha256) and not _damage(record, progress)
    except EnvironmentFault:
        return False


def _problem_before_reading(record: ArchiveRecord) -> str:
    if record.state is ArchiveState.MISSING:
        return "The archive is not in its folder any more."
    if record.state is ArchiveState.OFFLINE:
        return "Its folder is not there; the disk may not be connected."
    if record.state is not ArchiveState.READY:
        return f"The archive is not ready: {record.state.value}."
    return "" if record.sha256 else "The catalogue has no digest of it."


def _damage(record: ArchiveRecord, progress: Progress) -> str:
    """What is wrong with the archive's bytes; '' when they are the ones that were built."""
    digest = hashlib.sha256()
    size = 0
    with LocalStorage().open(record.path) as file:
        drop_from_cache(file.fileno())  # the disk is to be proved, not the cache
        if (found := os.fstat(file.fileno()).st_size) != record.size:
            return f"It has {found} bytes instead of {record.size}."
        try:
            while data := file.read(READ_BYTES):
                digest.update(data)
                size += len(data)
                progress.advance(len(data))
        except OSError as error:
            return f"It cannot be read at byte {size}: {error.strerror}."
    return "" if digest.hexdigest() == record.sha256 else "Its bytes are not the ones that were built."
