"""From a path or from options to a backend instance."""

from __future__ import annotations

import os
from typing import Any

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.backends.native import NativeBackend
from archiver_gui.backends.plain import StagedBackend
from archiver_gui.backends.registry import Registry, formats_of
from archiver_gui.backends.tar_format import BLOCK_BYTES, check_header
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError, from_os_error
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.progress import Progress
from archiver_gui.storage.local import open_regular

# First bytes → backend id and constructor arguments. Longest first where one begins another.
# Sources: APPNOTE 4.3.7, 4.3.16; RFC 1952 2.3.1; xz file format 2.1.1.1; RFC 8878 3.1.1; LZ4 frame format.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\3\4", "zip", ""),
    (b"PK\5\6", "zip", ""),
    (b"PK\7\x08PK\3\4", "zip", ""),
    (b"\xfd7zXZ\0", "tar", "xz"),
    (b"\x28\xb5\x2f\xfd", "tar", "zst"),
    (b"\x04\x22\x4d\x18", "tar", "lz4"),
    (b"\x1f\x8b\x08", "tar", "gz"),
    (b"BZh", "tar", "bz2"),
)
WritingBackend = NativeBackend | StagedBackend


def detect(path: str, registry: Registry) -> tuple[str, dict[str, object]] | None:
    """Backend id and constructor arguments for the archive at this path; None when it is none.

    The first bytes decide; the suffix only where they say nothing.

    Raises:
        EnvironmentFault: The file cannot be read.
    """
    try:
        with open_regular(path) as file:
            head = file.read(BLOCK_BYTES)
    except OSError as error:
        raise from_os_error(error, f"“{os.path.basename(path)}” could not be opened", path) from error
    for magic, backend_id, compression in _MAGIC:
        if head.startswith(magic):
            return backend_id, {"compression": compression} if backend_id == "tar" else {}
    if _starts_a_tar(head):
        return "tar", {"compression": ""}
    known = registry.format_of_name(os.path.basename(path))
    return (known[0].backend_id, dict(known[0].arguments)) if known else None


def _starts_a_tar(head: bytes) -> bool:
    """Whether a tar header stands there: its sum must be right, for the oldest ones have no other mark."""
    if len(head) < BLOCK_BYTES or not any(head):
        return False
    try:
        check_header(head)
    except DamagedArchiveError:
        return False
    return True


def open_archive(path: str, registry: Registry, backend_id: str = "", name_encoding: str = "") -> BaseArchiveBackend:
    """The archive at this path, for reading.

    Args:
        path: Absolute.
        backend_id: The backend that made it, when the catalogue knows.
        name_encoding: What its names are in where they do not say; '' to guess.

    Raises:
        EnvironmentFault: The file cannot be read.
        UnsupportedArchiveError: No backend knows what it is.
        UnknownBackendError: `backend_id` is not registered.
    """
    found = detect(path, registry)
    if backend_id and (found is None or found[0] != backend_id):
        found = (backend_id, {})
    if found is None:
        known = ", ".join(sorted({suffix for row in registry.formats() for suffix in row.suffixes}))
        raise UnsupportedArchiveError(
            f"“{os.path.basename(path)}” is not an archive that can be opened",
            f"Its content and its suffix fit none of: {known}.",
        )
    backend_class = registry.get(found[0])
    if "compression" in found[1] and not issubclass(backend_class, NativeBackend):
        found = (found[0], {})
    archive: BaseArchiveBackend = backend_class(archive_path=path, readmode=True, **found[1])
    archive.name_encoding = name_encoding
    archive.archive_path = path  # a file that lacks the usual suffix is still this file
    return archive


def make_backend(registry: Registry, options: BuildOptions, progress: Progress) -> WritingBackend:
    """A backend that is ready to be written to.

    Raises:
        UnknownBackendError: The options name one that is not registered.
    """
    backend_class = registry.get(options.backend_id)
    row = next((row for row in formats_of(backend_class) if row.format_id == options.format_id), None)
    arguments: dict[str, Any] = dict(row.arguments) if row else {}
    archive: WritingBackend
    if issubclass(backend_class, NativeBackend):
        archive = backend_class(archive_path=options.target, readmode=False, **arguments)
    else:
        archive = StagedBackend(backend_class, options.target, arguments)
    archive.configure(options, progress, options.threads)
    return archive
