"""The backend interface.

The first block of methods is fixed: third-party backends implement those and nothing else. The
second block has plain defaults on top of the first, which the built-in backends replace by fast ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any, BinaryIO, ClassVar, Self

import blake3

from archiver_gui.core.entries import Entry, EntryBlock, EntryKind, Render, Rendered, SourceEntry
from archiver_gui.core.errors import (
    BackendStateError,
    DamagedArchiveError,
    EnvironmentFault,
    UnsupportedArchiveError,
    cause_of,
)
from archiver_gui.core.formats import ArchiveFormat
from archiver_gui.core.lots import LotItem
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import DIGEST_BYTES, WrittenEntries
from archiver_gui.settings.store import Settings
from archiver_gui.storage.local import LocalStorage, open_regular

READ_BYTES = 1 << 20

# Few enough that the first are shown soon, where contents have to be decoded to get at the next.
_BLOCK_ENTRIES = 1000


class BaseArchiveBackend:
    """One archive that is written (`readmode=False`) or read.

    `archive_path` is absolute, or relative to `get_storage_location()`. Nothing on disk is touched
    before the first entry is added or the archive is read. One thread at a time.
    """

    backend_id: str | None = None
    label: ClassVar[str] = ""  # as in the backend list; the id when empty
    storage_location: ClassVar[str | None] = None
    formats: ClassVar[tuple[ArchiveFormat, ...]] = ()
    decodes_by_entry: ClassVar[bool] = False  # each content is compressed and checked by itself
    later_replaces_earlier: ClassVar[bool] = False  # of two entries of one name: tar's meaning

    def __init__(self, archive_path: str, archive_name: str = "", readmode: bool = True) -> None:
        self.archive_path = os.fspath(archive_path)
        self.archive_name = archive_name or os.path.basename(self.archive_path)
        self.readmode = readmode
        self.name_encoding = ""  # of names that do not tell it, when reading; '' to guess. Built-in backends only
        self.remarks = Remarks()
        self.progress = Progress()
        self._written = WrittenEntries()
        self._last_folder = ""  # the folder added last, until something that lies in it comes

    # ---- first block: fixed ------------------------------------------------------------------

    @classmethod
    def get_storage_location(cls) -> str:
        """The folder that relative paths start from: the subclass's own, else the archives folder."""
        return cls.storage_location or str(Settings().archives_folder)

    def open_binary(self) -> BinaryIO:
        """The archive's bytes.

        Raises:
            BackendStateError: There is no archive, or this one is being written.
        """
        self._require_readmode()
        try:
            return open_regular(self.full_path)
        except OSError as error:
            raise self._absent(error) from error

    def add_file(self, path: str, filelike_obj: Any) -> None:
        """Add one file's content under the name `path`.

        Args:
            filelike_obj: Any object with read(), which gives text (stored as UTF-8) or bytes.

        Raises:
            BackendStateError: The archive is in readmode.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Finalise and publish the archive.

        Raises:
            BackendStateError: Nothing was added.
        """
        raise NotImplementedError

    def archive_size(self) -> int:
        """Bytes on disk.

        Raises:
            BackendStateError: There is no archive, or this one is being written.
        """
        self._require_readmode()
        try:
            return os.stat(self.full_path).st_size
        except OSError as error:
            raise self._absent(error) from error

    def read_archive(self) -> Any:
        """The underlying tool's object (ZipFile, TarFile …), open for reading.

        Raises:
            BackendStateError: There is no archive, or this one is being written.
        """
        raise NotImplementedError

    def get_archive(self) -> Any:
        """The object in use: the writer while writing, else what `read_archive` gives."""
        return self.read_archive()

    @classmethod
    def delete_archive(cls, full_path: str) -> bool:
        """Delete the archive at this path; True if there was one.

        Raises:
            EnvironmentFault: The system refused.
        """
        return LocalStorage().delete(full_path)

    # ---- second block: plain defaults ----------------------------------------------------------

    @property
    def full_path(self) -> str:
        """The whole path of the archive."""
        return os.path.join(self.get_storage_location(), self.archive_path)

    def configure(self, options: BuildOptions, progress: Progress, workers: int = 0) -> None:  # for those who can
        """Set how to write, before the first entry; `workers` is a number of threads, 0 for all cores."""
        self.progress = progress

    def add_entry(self, entry: SourceEntry) -> None:
        """Add a file from disk. Links and empty folders, which `add_file` cannot take, become remarks."""
        self._note_empty_folder(entry.path)
        if entry.kind is EntryKind.FOLDER:
            self._last_folder = entry.path
            return
        if entry.kind is not EntryKind.FILE:
            text = f"This backend cannot hold a {entry.kind.value}."
            self.remarks.add(entry.path, "left-out", text, severe=True)
            return
        try:
            file = open_regular(entry.source)
        except OSError as error:
            self.remarks.add(entry.path, "unreadable", f"{cause_of(error)}.", severe=True)
            return
        with file:
            feed = HashingReader(file, self.progress)
            self.add_file(entry.path, feed)
        self._written.append(entry.path, EntryKind.FILE, feed.size, entry.mtime_ns / 1e9, feed.digest())

    def _note_empty_folder(self, next_path: str) -> None:
        """A folder comes back with what is in it; one that nothing followed into is lost."""
        if self._last_folder and not next_path.startswith(f"{self._last_folder}/"):
            self.remarks.add(self._last_folder, "left-out", "This backend cannot hold an empty folder.")
        self._last_folder = ""

    def seal(self) -> None:
        """Have every byte flushed and synced, but not yet under the final name where that can be."""
        self._note_empty_folder("")
        self.close()

    def written(self) -> WrittenEntries:
        """What was written, in archive order; known after `seal`."""
        return self._written

    def prove_written(self, progress: Progress) -> bool:
        """Read the sealed archive back and compare it with what was written, where that goes faster than by `contents`.

        False says that it does not: nothing was proved then.

        Raises:
            DamagedArchiveError: It is not what was written.
        """
        return False

    def entries(self) -> Iterator[Entry]:
        """The archive's directory, in its own order.

        Raises:
            DamagedArchiveError: From the iterator, where the directory breaks off.
            UnsupportedArchiveError: The archive cannot be listed by this program.
        """
        from archiver_gui.backends import python_tools  # which no backend of ours needs for this

        with python_tools.opened(self) as tool:
            for entry, _ in python_tools.members(tool):
                yield entry

    def blocks(self, render: Render[Rendered], progress: Progress) -> Iterator[Rendered]:
        """The entries as `entries` gives them, many at a time: what `render` makes of each block, in order.

        Raises:
            DamagedArchiveError: From the iterator, where the directory breaks off; all before it was given.
        """
        found: list[Entry] = []
        try:
            for entry in self.entries():
                found.append(entry)
                if len(found) == _BLOCK_ENTRIES:
                    progress.check()
                    yield render(EntryBlock.of(found))
                    found.clear()
        except DamagedArchiveError:
            if found:
                yield render(EntryBlock.of(found))
            raise
        if found:
            yield render(EntryBlock.of(found))

    def contents(self, progress: Progress) -> Iterator[tuple[Entry, BinaryIO | None]]:
        """Every entry with its content, in one forward pass.

        A stream is valid until the next step and raises `DamagedArchiveError` at its end on a wrong
        check value or size. None stands for what has no content, and for content that cannot be had
        (the remark says why).

        Raises:
            DamagedArchiveError: From the iterator, where the archive breaks off.
        """
        from archiver_gui.backends import python_tools

        with python_tools.opened(self) as tool:
            for entry, member in python_tools.members(tool):
                progress.check()
                if entry.kind is not EntryKind.FILE:
                    yield entry, None
                    continue
                with python_tools.content(tool, entry, member) as stream:
                    yield entry, stream

    def open_lots(self, progress: Progress, threads: int = 0) -> AbstractContextManager[Iterator[LotItem]]:
        """As `contents`, with small entries by the lot where any process can fetch their contents.

        What was asked of a lot has to have ended before the context is left. `threads` is 1 for the caller's alone.
        """
        return nullcontext(self.contents(progress))

    def open_entry(self, entry: Entry) -> BinaryIO:
        """One entry's content, where the format allows random access.

        Raises:
            UnsupportedArchiveError: It does not, or there is no such entry.
        """
        raise UnsupportedArchiveError(f"“{entry.path}” cannot be opened by itself", "", "Extract it instead.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Publish what was written; leaving by an exception removes every trace of it."""
        if kind is None and not self.readmode:
            self.close()

    # ---- for subclasses --------------------------------------------------------------------------

    def _require_readmode(self) -> None:
        if not self.readmode:
            raise BackendStateError(f"“{self.archive_name}” is being written", "", "Close it first.")

    def _require_writing(self) -> None:
        if self.readmode:
            raise BackendStateError(
                f"“{self.archive_name}” is open for reading", "Nothing can be added to it.", "Make a new archive."
            )

    def _note_doubt(self, doubt: EnvironmentFault | None) -> None:
        """Remark that a published archive may not outlast a power cut."""
        if doubt is not None:
            text = f"The archive is whole, but a power cut may take it away again. {doubt}"
            self.remarks.add("", "not-synced", text, severe=True)

    def _absent(self, error: OSError) -> BackendStateError:
        return BackendStateError(f"“{self.archive_name}” could not be opened", f"{cause_of(error)}: {self.full_path}")


class HashingReader:
    """Feeds one file to `add_file`: counts, hashes and notices a cancel on the way."""

    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        self._file = file
        self._progress = progress
        self._hash = blake3.blake3()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Bytes of the file; all that are left when `size` is negative."""
        data = self._file.read(size)
        self._hash.update(data)
        self.size += len(data)
        self._progress.advance(len(data))
        return data

    def digest(self) -> bytes:
        """The hash of what was read."""
        return self._hash.digest(length=DIGEST_BYTES)
