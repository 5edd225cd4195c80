"""Prove that a sealed archive holds what was read from its sources."""

from __future__ import annotations

import itertools
from typing import BinaryIO

import blake3

from archiver_gui.backends.base import READ_BYTES, BaseArchiveBackend
from archiver_gui.core.entries import Entry, EntryKind, WrittenEntry
from archiver_gui.core.errors import DamagedArchiveError, EnvironmentFault, UnsupportedArchiveError
from archiver_gui.core.names import display, tidy
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import DIGEST_BYTES


def read_back(archive: BaseArchiveBackend, progress: Progress) -> None:
    """Read the sealed archive and compare every entry with what was written.

    An archive of a foreign backend that gives no ZipFile or TarFile gets the remark "not read back".

    Raises:
        EnvironmentFault: It does not read back as written; it must not be published.
        Cancelled: The user cancelled.
    """
    try:
        if archive.prove_written(progress):
            return
        for wanted, found in itertools.zip_longest(archive.written(), archive.contents(progress)):
            if wanted is None or found is None:
                raise _mismatch("It does not hold as many entries as were written.")
            entry, stream = found
            progress.current = wanted.path
            _compare(wanted, entry, stream, progress)
            progress.advance(0, 1)
    except UnsupportedArchiveError as error:
        archive.remarks.add("", "not-read-back", f"The archive was not read back: {error}")
    except DamagedArchiveError as error:
        raise _mismatch(str(error)) from error


def _compare(wanted: WrittenEntry, found: Entry, stream: BinaryIO | None, progress: Progress) -> None:
    if tidy(wanted.path) != found.path or wanted.kind is not found.kind:
        raise _mismatch(f"“{display(found.path)}” stands where “{display(wanted.path)}” was written.")
    if wanted.kind is not EntryKind.FILE:
        return
    if stream is None:
        raise _mismatch(f"“{display(wanted.path)}” cannot be read.")
    digest = blake3.blake3()
    size = 0
    while data := stream.read(READ_BYTES):
        digest.update(data)
        size += len(data)
        progress.advance(len(data))
    if size != wanted.size or digest.digest(length=DIGEST_BYTES) != wanted.digest:
        raise _mismatch(f"“{display(wanted.path)}” has another content than its source.")


def _mismatch(detail: str) -> EnvironmentFault:
    return EnvironmentFault(
        "The archive does not read back as it was written",
        f"{detail} Nothing was published.",
        "Try again; when it happens twice, check the disk and the memory.",
    )
