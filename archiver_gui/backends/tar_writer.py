"""Writes tar archives: small files are read and packed in batches by the pipeline, large ones streamed."""

from __future__ import annotations

import functools
import os
import tempfile
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from blake3 import blake3

from archiver_gui.backends.native import ArchiveWriter
from archiver_gui.backends.tar_format import BLOCK_BYTES, RECORD_BYTES, padding_after
from archiver_gui.backends.tar_sources import (
    CHANGED,
    SMALL_BYTES,
    UNENCODABLE,
    HeaderMaker,
    Problem,
    Row,
    Segment,
    pack_batch,
    problem_of,
)
from archiver_gui.codecs.base import Codec, CodecWriter
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import UsageError, from_os_error
from archiver_gui.core.names import tidy
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import DIGEST_BYTES, WrittenEntries
from archiver_gui.storage.local import open_regular

# Python's cost per task and per wake-up is spread over so many files; more only delays the first write.
_BATCH_ENTRIES = 256
_BATCH_BYTES = 4 << 20
_BLOCK_BYTES = 1 << 20
# Batches that may be read ahead of the compressor, which has a budget of its own.
_READ_AHEAD_BYTES = 24 << 20
# About what a header and padding take in memory, so that empty files are not free.
_ENTRY_COST_BYTES = 1024
# Content of unknown size is kept in memory up to this, then in a nameless file.
_SPOOL_MEMORY_BYTES = 4 << 20

Reads = Callable[[int], bytes]


class TarWriter(ArchiveWriter):
    """Writes from the first byte to the last without seeking; used by one thread."""

    def __init__(
        self,
        file: BinaryIO,
        remarks: Remarks,
        written: WrittenEntries,
        progress: Progress,
        *,
        codec: Codec | None = None,
        level: int | None = None,
        workers: int = 0,
        reproducible: bool = False,
        spool_folder: str | None = None,
    ) -> None:
        """Begin an archive.

        Args:
            level: The codec's own number; None for its default.
            workers: Threads; 0 for all cores.
            spool_folder: Where content of unknown size may be parked: the archive's own.
        """
        super().__init__(file, remarks, written, progress)
        newest = _newest_allowed() if reproducible else None
        self._headers = HeaderMaker(reproducible=reproducible, newest=newest)
        self._stream_time = 0 if reproducible else int(time.time())
        self._spool_folder = spool_folder
        self._readers = Pipeline(progress, workers, _READ_AHEAD_BYTES)
        self._codec: CodecWriter | None = None
        if codec is not None:
            self._codec = codec.open_writer(file, level, Pipeline(progress, workers))
        self._position = 0  # in the tar stream
        self._batch: list[SourceEntry] = []
        self._batch_bytes = 0
        self._first_names: dict[tuple[int, int], str] = {}  # inode → the path it was written under
        self._inodes_met: set[tuple[int, int]] = set()

    # ---- entries from disk -------------------------------------------------------------------------

    def add(self, entry: SourceEntry) -> None:
        """As the base class."""
        if entry.kind is EntryKind.OTHER:
            self.remarks.add(entry.path, "left-out", "It is a device, pipe or socket.")
            return
        if entry.kind is EntryKind.FILE:
            if entry.inode is not None and self._meets_again(entry.inode):
                self._submit_deferred(entry)
                return
            if entry.size > SMALL_BYTES:
                self._submit_deferred(entry)
                return
            self._batch_bytes += entry.size
        elif entry.kind is EntryKind.HARDLINK:
            self._submit_deferred(entry)
            return
        self._batch.append(entry)
        self._batch_bytes += _ENTRY_COST_BYTES
        if len(self._batch) >= _BATCH_ENTRIES or self._batch_bytes >= _BATCH_BYTES:
            self._submit_batch()

    def _meets_again(self, inode: tuple[int, int]) -> bool:
        if inode in self._inodes_met:
            return True
        self._inodes_met.add(inode)
        return False

    def _submit_batch(self) -> None:
        batch, size = self._batch, self._batch_bytes
        self._batch, self._batch_bytes = [], 0
        if batch:
            check = self.progress.check
            self._readers.submit(pack_batch, batch, self._headers, check, cost_bytes=size, deliver=self._take_segments)

    def _submit_deferred(self, entry: SourceEntry) -> None:
        """Have an entry packed by this thread when its turn comes."""
        self._submit_batch()
        deliver = functools.partial(self._pack_here, entry)
        self._readers.submit(_nothing, cost_bytes=_ENTRY_COST_BYTES, deliver=deliver)

    # ---- in the order of the archive: called by the pipeline, in this thread ----------------------------

    def _take_segments(self, segments: list[Segment]) -> None:
        for segment in segments:
            for data in segment.data:
                self._emit(data)
            for row in segment.rows:
                self._note(row)
            if segment.rows:
                size = sum(row[1] for row in segment.rows)
                self.progress.current = segment.rows[-1][0].path
                self.progress.advance(size, len(segment.rows))
            if segment.deferred is not None:
                self._pack_here(segment.deferred)

    def _note(self, row: Row) -> None:
        entry, size, digest, problem = row
        if problem is not None:
            self.remarks.add(entry.path, problem.kind, problem.text, severe=True)
        if digest is None:
            return
        if entry.kind is EntryKind.FILE and entry.inode is not None:
            self._first_names.setdefault(entry.inode, entry.path)
        self.written.append(entry.path, entry.kind, size, float(self._headers.mtime(entry)), digest or None)

    def _pack_here(self, entry: SourceEntry, _result: object = None) -> None:
        self.progress.current = entry.path
        target = entry.link_target if entry.kind is EntryKind.HARDLINK else None
        if entry.inode is not None:
            target = self._first_names.get(entry.inode, target)
        try:
            if target is not None:
                self._emit(self._headers.hardlink(entry, target))
                self.written.append(entry.path, EntryKind.HARDLINK, 0, float(self._headers.mtime(entry)))
                self.progress.advance(0, 1)
            else:
                self._stream_file(entry)
        except UnicodeEncodeError:
            self._note((entry, 0, None, UNENCODABLE))

    def _stream_file(self, entry: SourceEntry) -> None:
        try:
            file = open_regular(entry.source)
        except OSError as error:
            self._note((entry, 0, None, problem_of(error)))
            self.progress.advance(0, 1)
            return
        with file:
            before = os.fstat(file.fileno())
            self._emit(self._headers.file(entry, before.st_size))
            digest, problem = self._stream(file.read, before.st_size)
            if problem is None:
                after = os.fstat(file.fileno())
                if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                    problem = CHANGED
        entry = entry if entry.kind is EntryKind.FILE else _as_file(entry)
        self._note((entry, before.st_size, digest, problem))
        self.progress.advance(0, 1)

    def _stream(self, read: Reads, size: int, *, fill_up: bool = True) -> tuple[bytes, Problem | None]:
        """Write so many bytes of content, with zeros for those that cannot be had, and the padding.

        Raises:
            OSError: Reading failed, and `fill_up` is not set.
        """
        digest = blake3()
        left = size
        problem: Problem | None = None
        while left:
            block = b""
            if problem is None:
                try:
                    block = read(min(left, _BLOCK_BYTES))
                except OSError as error:
                    if not fill_up:
                        raise
                    problem = problem_of(error)
                    problem = Problem(problem.kind, f"{problem.text} The rest of it was filled with zeros.")
                else:
                    problem = (
                        None if block else Problem("changed", "It became shorter while it was read; zeros follow.")
                    )
            if not block:
                block = bytes(min(left, _BLOCK_BYTES))
            digest.update(block)
            self._emit(block)
            left -= len(block)
            self.progress.advance(len(block))
        self._emit(bytes(padding_after(size)))
        return digest.digest(length=DIGEST_BYTES), problem

    def _emit(self, data: bytes) -> None:
        if not data:
            return
        self._position += len(data)
        try:
            if self._codec is None:
                self.file.write(data)
                self.progress.packed_bytes = self._position
            else:
                self._codec.write(data)
                self.progress.packed_bytes = self._codec.size_out_bytes
        except OSError as error:
            raise from_os_error(error, "The archive could not be written", self._spool_folder) from error

    # ---- content from anywhere -----------------------------------------------------------------------

    def add_stream(self, path: str, filelike_obj: Any) -> None:
        """As the base class. Content of unknown size is parked until its end is known."""
        name = tidy(path)
        if not name:
            raise UsageError("An entry needs a name", f"“{path}” is none.")
        entry = SourceEntry(name, EntryKind.FILE, "", mtime_ns=self._stream_time * 1_000_000_000)
        self._submit_batch()
        self._readers.drain()
        self.progress.current = name
        feed = _Feed(filelike_obj)
        head = feed.read_up_to(_SPOOL_MEMORY_BYTES)
        if feed.ended:
            self._write_stream(entry, _reads_of(head), len(head))
            return
        size = feed.measure_rest()
        if size is not None:
            self._write_stream(entry, _reads_of(head, feed.read), len(head) + size)
            return
        with tempfile.TemporaryFile(dir=self._spool_folder) as spool:
            spool.write(head)
            del head
            while block := feed.read(_BLOCK_BYTES):
                spool.write(block)
                self.progress.check()
            size = spool.tell()
            spool.seek(0)
            self._write_stream(entry, spool.read, size)

    def _write_stream(self, entry: SourceEntry, read: Reads, size: int) -> None:
        try:
            header = self._headers.file(entry, size)
        except UnicodeEncodeError as error:
            raise UsageError(f"{entry.path!r} cannot be the name of an entry", UNENCODABLE.text) from error
        self._emit(header)
        digest, problem = self._stream(read, size, fill_up=False)
        self._note((entry, size, digest, problem))
        self.progress.advance(0, 1)

    # ---- the end -------------------------------------------------------------------------------------

    def finish(self) -> None:
        """As the base class."""
        self._submit_batch()
        self._readers.drain()
        self._readers.close()
        end = 2 * BLOCK_BYTES
        self._emit(bytes(end + -(self._position + end) % RECORD_BYTES))
        if self._codec is not None:
            self._codec.close()
            self.progress.packed_bytes = self._codec.size_out_bytes

    def abort(self) -> None:
        """As the base class."""
        self._readers.close()
        if self._codec is not None:
            self._codec.abort()


class _Feed:
    """Reads any object that has read(), with or without a size, text or bytes."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._spare = b""
        self._is_text = False
        self.ended = False

    def read(self, size: int) -> bytes:
        """Some bytes, up to `size` where the object can be asked for so many; none at the end."""
        if self._spare:
            data, self._spare = self._spare[:size], self._spare[size:]
            return data
        if self.ended:
            return b""
        try:
            data = self._source.read(size)
        except TypeError:  # its read() takes no size and gives everything at once
            data = self._source.read()
            self.ended = True
        if isinstance(data, str):
            self._is_text = True
            data = data.encode("utf-8", "surrogateescape")
        if not data:
            self.ended = True
        if len(data) > size:
            self._spare, data = data[size:], data[:size]
        return bytes(data)

    def read_up_to(self, size: int) -> bytes:
        """So many bytes, or all there are, in which case `ended` is set."""
        parts = []
        while size > 0 and (part := self.read(size)):
            parts.append(part)
            size -= len(part)
        self.ended = self.ended and not self._spare
        return b"".join(parts)

    def measure_rest(self) -> int | None:
        """Bytes from here to the end of a binary object that can seek; None for any other."""
        if self._is_text or self._spare:
            return None
        try:
            here = self._source.tell()
            end = self._source.seek(0, os.SEEK_END)
            self._source.seek(here)
        except (AttributeError, OSError, ValueError, TypeError):
            return None
        return end - here if isinstance(end, int) and isinstance(here, int) and end >= here else None


def _reads_of(head: bytes, then: Reads | None = None) -> Reads:
    rest = memoryview(head)

    def read(size: int) -> bytes:
        nonlocal rest
        if rest:
            data, rest = bytes(rest[:size]), rest[size:]
            return data
        return then(size) if then is not None else b""

    return read


def _as_file(entry: SourceEntry) -> SourceEntry:
    """A hardlink whose first name is not in the archive goes in by itself."""
    return SourceEntry(
        entry.path, EntryKind.FILE, entry.source, entry.size, entry.mtime_ns, entry.mode, None,
        entry.uid, entry.gid, entry.user, entry.group, entry.inode,
    )  # fmt: skip


def _newest_allowed() -> int | None:
    """The time that reproducible builds agree on. Source: reproducible-builds.org, SOURCE_DATE_EPOCH."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _nothing() -> None:
    """The work of an entry that the writing thread packs itself."""
