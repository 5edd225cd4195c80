"""What the built-in backends share: a sink to write to, a reader apart from the writer."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from types import TracebackType
from typing import Any, BinaryIO

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.core.encodings import AS_STORED
from archiver_gui.core.entries import Entry, SourceEntry
from archiver_gui.core.errors import BackendStateError, from_os_error
from archiver_gui.core.lots import LotItem
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import WrittenEntries
from archiver_gui.storage.base import Sink
from archiver_gui.storage.local import LocalStorage


class ArchiveWriter(ABC):
    """Writes one archive to an open file, from its first byte to its last.

    Sources that cannot be read become remarks (`unreadable`, `vanished`, `changed`; severe), never
    exceptions; a target that cannot be written is an exception. Entries are read, hashed and
    compressed by the pipeline; `written` and `remarks` are complete after `finish`.
    """

    def __init__(self, file: BinaryIO, remarks: Remarks, written: WrittenEntries, progress: Progress) -> None:
        self.file = file
        self.remarks = remarks
        self.written = written
        self.progress = progress

    @abstractmethod
    def add(self, entry: SourceEntry) -> None:
        """Add something from disk; it may be read later, in order."""

    @abstractmethod
    def add_stream(self, path: str, filelike_obj: Any) -> None:
        """Add content from any object with read(), now."""

    @abstractmethod
    def finish(self) -> None:
        """Write what is pending and what closes the archive."""

    @abstractmethod
    def abort(self) -> None:
        """Stop workers and let go of everything; the file is removed by the caller."""


class ArchiveReader(ABC):
    """Reads one archive from an open, seekable file.

    `remarks` gets what is odd about the archive as a whole (severe when something is damaged or
    missing); it is complete when an iterator has come to its end.
    """

    def __init__(self, file: BinaryIO, remarks: Remarks) -> None:
        self.file = file
        self.remarks = remarks

    @abstractmethod
    def entries(self) -> Iterator[Entry]:
        """As `BaseArchiveBackend.entries`."""

    @abstractmethod
    def contents(self, progress: Progress) -> Iterator[tuple[Entry, BinaryIO | None]]:
        """As `BaseArchiveBackend.contents`."""

    @abstractmethod
    def lots(self, progress: Progress, threads: int) -> Generator[LotItem, None, None]:
        """As `BaseArchiveBackend.open_lots`; the reader is open until what was asked of the lots has ended."""

    @abstractmethod
    def open_entry(self, entry: Entry) -> BinaryIO:
        """As `BaseArchiveBackend.open_entry`."""

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


class NativeBackend(BaseArchiveBackend):
    """A backend that writes by an `ArchiveWriter` and reads by an `ArchiveReader`."""

    def __init__(self, archive_path: str, archive_name: str = "", readmode: bool = True) -> None:
        super().__init__(archive_path, archive_name, readmode)
        self._options: BuildOptions | None = None
        self._workers = 0
        self._sink: Sink | None = None
        self._writer: ArchiveWriter | None = None
        self._sealed_bytes: int | None = None

    @property
    def _reading_encoding(self) -> str:
        """What names are in that do not say so; what was just written is read as it stands."""
        return self.name_encoding if self._sealed_bytes is None else AS_STORED

    def _make_writer(self, file: BinaryIO) -> ArchiveWriter:
        raise NotImplementedError

    def _make_reader(self, file: BinaryIO) -> ArchiveReader:
        raise NotImplementedError

    # ---- writing -------------------------------------------------------------------------------

    def configure(self, options: BuildOptions, progress: Progress, workers: int = 0) -> None:
        """As the base class."""
        self._options = options
        self.progress = progress
        self._workers = workers

    @property
    def staged_path(self) -> str:
        """Where the bytes go until they are published; '' before the first entry."""
        return self._sink.staged_path if self._sink else ""

    @property
    def sealed_bytes(self) -> int:
        """The size of the sealed archive."""
        if self._sealed_bytes is None:
            raise BackendStateError(f"“{self.archive_name}” is not sealed yet")
        return self._sealed_bytes

    def start(self, staged_path: str) -> None:
        """Make the temporary file under a name that is on record already; else the first entry makes one."""
        self._open_writer(staged_path)

    def _open_writer(self, staged_path: str = "") -> ArchiveWriter:
        self._require_writing()
        if self._sealed_bytes is not None:
            raise BackendStateError(f"“{self.archive_name}” is sealed", "Nothing can be added to it.")
        if self._writer is None:
            self._sink = LocalStorage().create(self.full_path, staged_path)
            self._writer = self._make_writer(self._sink.file)
        return self._writer

    def add_file(self, path: str, filelike_obj: Any) -> None:
        """As the base class."""
        writer = self._open_writer()
        try:
            writer.add_stream(path, filelike_obj)
        except BaseException:
            self._discard()
            raise

    def add_entry(self, entry: SourceEntry) -> None:
        """Add something from disk, with its metadata; it may be read a little later, in order."""
        writer = self._writer
        if writer is None or self._sealed_bytes is not None:
            writer = self._open_writer()
        writer.add(entry)

    def seal(self) -> None:
        """Flush and sync every byte under the temporary name.

        Raises:
            BackendStateError: Nothing was added.
            EnvironmentFault: The bytes could not be written; the caller leaves by this exception.
        """
        self._require_writing()
        if self._writer is None or self._sink is None:
            raise BackendStateError(f"“{self.archive_name}” is empty", "Nothing was added.", "Add a file first.")
        if self._sealed_bytes is not None:
            return
        try:
            self._writer.finish()
        except OSError as error:
            folder = os.path.dirname(self.full_path)
            raise from_os_error(error, f"“{self.archive_name}” could not be written", folder) from error
        if not len(self._written):
            raise BackendStateError(f"“{self.archive_name}” is empty", "Nothing was added.", "Add a file first.")
        self._sealed_bytes = self._sink.seal()

    def close(self) -> None:
        """Seal if that is still to do, and publish, replacing an older archive unless the options forbid it."""
        if self._sink is None and (self.readmode or self._sealed_bytes is not None):
            return  # read, or published already
        try:
            self.seal()
            assert self._sink is not None
            self._sink.publish(overwrite=self._options is None or self._options.overwrite)
        except BaseException:
            self._discard()
            raise
        self._note_doubt(self._sink.doubt)
        self._sink = self._writer = None

    def _discard(self) -> None:
        writer, sink = self._writer, self._sink
        self._writer = self._sink = self._sealed_bytes = None
        try:
            if writer is not None:
                writer.abort()
        finally:
            if sink is not None:
                sink.discard()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """As the base class."""
        if kind is not None:
            self._discard()
        elif not self.readmode:
            self.close()

    def get_archive(self) -> Any:
        """As the base class."""
        return self.read_archive() if self.readmode else self._open_writer()

    def open_sealed(self) -> BinaryIO:
        """The sealed bytes, before they are published."""
        if self._sink is None or self._sealed_bytes is None:
            raise BackendStateError(f"“{self.archive_name}” is not sealed yet")
        return self._sink.open_sealed()

    # ---- reading: the published archive, or the sealed one before it is published -------------------

    def open_reader(self) -> ArchiveReader:
        """A reader of its own file; the caller closes it."""
        file = self.open_sealed() if self._sink and self._sealed_bytes is not None else self.open_binary()
        try:
            return self._make_reader(file)
        except BaseException:
            file.close()
            raise

    def entries(self) -> Iterator[Entry]:
        """As the base class."""
        reader = self.open_reader()
        try:
            yield from reader.entries()
        finally:
            reader.close()

    def contents(self, progress: Progress) -> Iterator[tuple[Entry, BinaryIO | None]]:
        """As the base class."""
        reader = self.open_reader()
        try:
            yield from reader.contents(progress)
        finally:
            reader.close()

    @contextmanager
    def open_lots(self, progress: Progress, threads: int = 0) -> Iterator[Iterator[LotItem]]:
        """As the base class."""
        with closing(self.open_reader()) as reader, closing(reader.lots(progress, threads)) as lots:
            yield lots

    def open_entry(self, entry: Entry) -> BinaryIO:
        """As the base class; closing the stream closes the archive's file."""
        reader = self.open_reader()
        try:
            stream = reader.open_entry(entry)
        except BaseException:
            reader.close()
            raise
        return _owning(stream, reader)


def _owning(stream: BinaryIO, reader: ArchiveReader) -> BinaryIO:
    """The stream, which closes its reader when it is closed."""
    close_stream = stream.close

    def close() -> None:
        close_stream()
        reader.close()

    stream.close = close  # type: ignore[method-assign]  # readers make a stream object of their own per entry
    return stream
