"""Makes source entries, builds tar archives of them, and reads archives by us and by others."""

from __future__ import annotations

import os
import stat
import tarfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from archiver_gui.backends.tar import PythonTarFileBackend
from archiver_gui.backends.tar_reader import TarReader
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.outcome import Remarks, Verdict
from archiver_gui.core.progress import Progress

COMPRESSIONS = ("", "gz", "bz2", "xz", "zst", "lz4")


def source_entry(path: Path, name: str | None = None) -> SourceEntry:
    """What a scan makes of a path."""
    info = path.lstat()
    kind = (
        EntryKind.SYMLINK if stat.S_ISLNK(info.st_mode)
        else EntryKind.FOLDER if stat.S_ISDIR(info.st_mode)
        else EntryKind.FILE if stat.S_ISREG(info.st_mode)
        else EntryKind.OTHER
    )  # fmt: skip
    return SourceEntry(
        path.name if name is None else name,
        kind,
        str(path),
        info.st_size if kind is EntryKind.FILE else 0,
        info.st_mtime_ns,
        info.st_mode & 0o7777,
        os.readlink(path) if kind is EntryKind.SYMLINK else None,
        info.st_uid,
        info.st_gid,
        inode=(info.st_dev, info.st_ino) if kind is EntryKind.FILE and info.st_nlink > 1 else None,
    )


def entries_below(root: Path) -> list[SourceEntry]:
    """Everything below a folder, the folder itself first, in the order of names."""
    return [source_entry(path, os.path.relpath(path, root.parent)) for path in (root, *sorted(root.rglob("*")))]


def build_tar(target: Path, entries: Iterable[SourceEntry], compression: str = "") -> PythonTarFileBackend:
    """A published archive, ready to be read."""
    archive = PythonTarFileBackend(archive_path=str(target), readmode=False, compression=compression)
    with archive:
        for entry in entries:
            archive.add_entry(entry)
    archive.readmode = True
    return archive


def contents_by_us(archive: PythonTarFileBackend) -> dict[str, bytes]:
    """Every file's content as our reader gives it."""
    return {entry.path: stream.read() for entry, stream in archive.contents(Progress()) if stream is not None}


def contents_by_tarfile(path: str) -> dict[str, bytes]:
    """Every file's content as Python's tarfile gives it; later ones replace earlier ones."""
    found = {}
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile():
                stream = archive.extractfile(member)
                assert stream is not None
                found[member.name] = stream.read()
    return found


def read_file(path: Path) -> tuple[Verdict, list[tuple[str, EntryKind, bytes]], Remarks]:
    """The verdict on any tar file, its entries with their contents, and the remarks."""
    remarks = Remarks()
    found: list[tuple[str, EntryKind, bytes]] = []
    with path.open("rb") as file:
        try:
            for entry, stream in TarReader(file, remarks).contents(Progress()):
                found.append((entry.path, entry.kind, b"" if stream is None else _in_pieces(stream)))
        except (DamagedArchiveError, UnsupportedArchiveError) as error:
            remarks.add("", "damaged", str(error), severe=True)
    return remarks.verdict, found, remarks


def _in_pieces(stream: BinaryIO) -> bytes:
    """As everybody reads who bounds memory."""
    return b"".join(iter(partial(stream.read, 1 << 16), b""))
