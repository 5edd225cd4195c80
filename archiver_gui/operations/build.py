"""Build one archive: scan, write, seal, read back, publish, record."""

from __future__ import annotations

import dataclasses
import os
from concurrent.futures import ThreadPoolExecutor

from archiver_gui.backends.opening import WritingBackend, make_backend
from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.intent import Intent, NotRecordedError
from archiver_gui.codecs.pipeline import shared_pool
from archiver_gui.core.errors import RefusedError
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Outcome, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.operations.read_back import read_back
from archiver_gui.operations.reading import sha256_of
from archiver_gui.operations.reproducible import normalised, ordered
from archiver_gui.operations.scan import Scanner
from archiver_gui.storage.local import name_taken


def build(options: BuildOptions, registry: Registry, catalogue: Catalogue, progress: Progress) -> Outcome:
    """Build the archive that the options describe, verified and recorded.

    Nothing bears the target's name until the archive is whole; leaving by any exception removes every
    trace. An archive that is published but could not be recorded makes the outcome partial; the next
    start records it.

    Raises:
        RefusedError: The target exists and may not be overwritten, or nothing could be archived.
        EnvironmentFault: The target cannot be written.
        Cancelled: The user cancelled.
    """
    archive = make_backend(registry, options, progress)
    options = dataclasses.replace(options, target=archive.full_path)  # a backend may add its suffix
    if os.path.lexists(options.target) and not options.overwrite:
        raise name_taken(options.target)
    _check_pin(options, catalogue)
    progress.total_bytes = options.expected_bytes * _phases(options)
    intent = catalogue.intent(options, progress=progress)
    try:
        with intent as record:
            with archive:
                archive.start(record.staged_path)
                sha256 = _make(archive, record, options, progress)
                record.sealed(archive.written(), sha256=sha256, remarks=archive.remarks)
            record.ready(remarks=archive.remarks)
    except NotRecordedError as error:
        archive.remarks.add("", "not-recorded", str(error), severe=True)
    written = archive.written()
    outcome = Outcome.of(archive.remarks, entries=len(written), content_bytes=written.content_bytes)
    outcome.archive = intent.archive
    outcome.archive_bytes = archive.sealed_bytes
    outcome.path = archive.full_path
    outcome.facts = {"sha256": sha256, "verified": options.verify}
    return outcome


def _check_pin(options: BuildOptions, catalogue: Catalogue) -> None:
    record = catalogue.find_path(options.target) if options.overwrite else None
    if record is not None and record.pinned:
        raise RefusedError(
            f"“{record.name}” is pinned", "It may not be replaced.", "Choose another name, or unpin it first."
        )


def _phases(options: BuildOptions) -> int:
    """How often every byte is handled."""
    return 2 if options.verify else 1


def _make(archive: WritingBackend, record: Intent, options: BuildOptions, progress: Progress) -> str:
    """Write, seal and read back, and record the entries meanwhile; the sealed archive's digest as hex."""
    _write(archive, options, progress)
    progress.begin("verifying", len(archive.written()))
    progress.total_bytes = progress.done_bytes * _phases(options)
    progress.packed_bytes = archive.sealed_bytes
    digest = shared_pool().submit(sha256_of, archive.open_sealed(), progress)
    # A thread of its own: the pool's have contents to unpack.
    with ThreadPoolExecutor(1, "archiver-catalogue") as recorder:
        recorded = recorder.submit(record.record_entries, archive.written(), progress)
        try:
            if options.verify:
                read_back(archive, progress)
        finally:
            sha256: str = digest.result()
            record.hurry()
    recorded.result()
    progress.begin("publishing")
    return sha256


def _write(archive: WritingBackend, options: BuildOptions, progress: Progress) -> None:
    progress.begin("writing")
    if options.reproducible:
        options = dataclasses.replace(options, sources=tuple(ordered(options.sources)))
    scanner = Scanner(options, archive.remarks, progress, archive.staged_path)
    for entry in normalised(scanner) if options.reproducible else scanner:
        archive.add_entry(entry)
    try:
        archive.seal()
    except RefusedError as error:
        if len(archive.written()):
            raise
        raise _nothing_archived(archive.remarks) from error


def _nothing_archived(remarks: Remarks) -> RefusedError:
    """Why an archive would be empty, in words."""
    reasons = remarks.as_tuple()
    detail = "; ".join(f"{remark.entry}: {remark.text.rstrip('.')}" for remark in reasons[:3])
    return RefusedError(
        "There is nothing to archive",
        detail or "The exclusions leave nothing over, or the sources are empty.",
        "Choose other files, or change the exclusions.",
    )
