"""Lists and reads by Python's own zipfile and tarfile, for backends that give their objects and say no more."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any, BinaryIO, TypeAlias

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.names import tidy

Tool: TypeAlias = zipfile.ZipFile | tarfile.TarFile

# What `read_archive` may raise on damaged bytes.
_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, EOFError)


class OwningTarFile(tarfile.TarFile):
    """A TarFile that closes the file it was given."""

    def __init__(self, fileobj: Any, archive_file: BinaryIO) -> None:
        self._archive_file = archive_file
        super().__init__(fileobj=fileobj, mode="r")

    def close(self) -> None:
        """Close both."""
        super().close()
        self._archive_file.close()

    def __del__(self) -> None:
        """A TarFile that was dropped leaves no open file behind, as a ZipFile does not."""
        self._archive_file.close()


def opened(backend: BaseArchiveBackend) -> Tool:
    """What the backend's `read_archive` gives.

    Raises:
        DamagedArchiveError: It cannot be read.
        UnsupportedArchiveError: It is the object of another tool.
    """
    try:
        tool = backend.read_archive()
    except _DAMAGE as error:
        raise DamagedArchiveError(f"“{backend.archive_name}” is damaged", str(error)) from error
    if isinstance(tool, Tool):
        return tool
    close = getattr(tool, "close", None)
    if close is not None:
        close()
    raise UnsupportedArchiveError(
        f"“{backend.archive_name}” cannot be listed",
        f"Its backend “{backend.backend_id}” does not say what is in it.",
    )


def members(tool: Tool) -> Iterator[tuple[Entry, Any]]:
    """Every entry with the tool's own record of it, in the archive's order.

    Raises:
        DamagedArchiveError: From the iterator, where the archive breaks off.
    """
    if isinstance(tool, zipfile.ZipFile):
        for index, info in enumerate(tool.infolist()):
            yield _zip_entry(index, info), info
        return
    try:
        for index, member in enumerate(tool):
            yield _tar_entry(index, member), member
    except _DAMAGE as error:
        raise DamagedArchiveError("The archive is damaged", str(error)) from error


def content(tool: Tool, entry: Entry, member: Any) -> BinaryIO:
    """The content of a file, which raises `DamagedArchiveError` where it is not what the entry says."""
    stream = tool.open(member) if isinstance(tool, zipfile.ZipFile) else tool.extractfile(member)
    assert stream is not None  # it is a file's
    return io.BufferedReader(_HonestStream(stream, entry))


class _HonestStream(io.RawIOBase):
    """A member's stream that turns the tool's complaints into ours and misses no short end."""

    def __init__(self, stream: IO[bytes], entry: Entry) -> None:
        self._stream = stream
        self._entry = entry
        self._size = 0

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except (*_DAMAGE, OSError, ValueError) as error:
            raise DamagedArchiveError(f"“{self._entry.path}” is damaged", str(error)) from error
        self._size += len(data)
        if not data and self._size != self._entry.size:
            raise DamagedArchiveError(
                f"“{self._entry.path}” is damaged", f"It has {self._size} bytes instead of {self._entry.size}."
            )
        buffer[: len(data)] = data
        return len(data)


def _zip_entry(index: int, info: zipfile.ZipInfo) -> Entry:
    mode = info.external_attr >> 16
    kind = EntryKind.FOLDER if info.is_dir() else EntryKind.SYMLINK if stat.S_ISLNK(mode) else EntryKind.FILE
    moment = datetime(*info.date_time, tzinfo=UTC).timestamp() if info.date_time >= (1980, 1, 1) else None
    return Entry(
        tidy(info.filename),
        kind,
        info.file_size,
        info.compress_size,
        moment,
        mode & 0o7777 or None,
        crc32=info.CRC,
        index=index,
    )


def _tar_entry(index: int, member: tarfile.TarInfo) -> Entry:
    kind = (
        EntryKind.FOLDER if member.isdir()
        else EntryKind.SYMLINK if member.issym()
        else EntryKind.HARDLINK if member.islnk()
        else EntryKind.FILE if member.isreg()
        else EntryKind.OTHER
    )  # fmt: skip
    return Entry(
        tidy(member.name), kind, member.size if kind is EntryKind.FILE else 0, None, float(member.mtime),
        member.mode & 0o7777, member.linkname or None, index=index,
    )  # fmt: skip
