"""Writes tar archives: small files in batches that worker processes finish, large ones block by block."""

from __future__ import annotations

import functools
import os
import time
from typing import Any, BinaryIO

from archiver_gui.backends.native import ArchiveWriter
from archiver_gui.backends.tar_batch import (
    CHANGED,
    SMALL_BYTES,
    Item,
    OwnerRow,
    Packed,
    Problem,
    pack_batch,
    problem_of,
)
from archiver_gui.backends.tar_feed import Feed, Reads, reads_of
from archiver_gui.backends.tar_format import (
    BLOCK_BYTES,
    RECORD_BYTES,
    TYPE_FILE,
    TYPE_FOLDER,
    TYPE_HARDLINK,
    TYPE_SYMLINK,
    padding_after,
)
from archiver_gui.backends.tar_headers import HeaderMaker, encode
from archiver_gui.backends.tar_links import HardLinks
from archiver_gui.backends.tar_prover import Groups
from archiver_gui.codecs.base import Codec
from archiver_gui.codecs.hashing import content_hash
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.codecs.segments import STORED, LocalCheck, SegmentWriter
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import UsageError, from_os_error
from archiver_gui.core.names import tidy
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import DIGEST_BYTES, WrittenEntries
from archiver_gui.storage.local import open_regular

# A batch ends at whichever comes first: enough for the codec to find what repeats, little enough to cancel
# and to hold in memory.
_BATCH_ENTRIES = 1024
_BATCH_BYTES = 4 << 20

# With fewer entries in a batch, Python's work on each counts less than carrying their bytes between processes.
_REMOTE_FROM_ENTRIES = 32

_BLOCK_BYTES = 1 << 20
# Batches that may be packed ahead of the one whose turn it is.
_AHEAD_BYTES = 48 << 20
# About what a header and padding take, so that empty files are not free.
_ENTRY_COST_BYTES = 1024
# Content of unknown size is kept in memory up to this, then in a nameless file.
_SPOOL_MEMORY_BYTES = 4 << 20

_FILE = EntryKind.FILE  # looking it up in the enumeration each time costs a tenth
_TYPES = {EntryKind.FOLDER: TYPE_FOLDER, EntryKind.SYMLINK: TYPE_SYMLINK}
_UNENCODABLE = Problem("left-out", "Its name has characters that cannot be stored.")


class _Batch:
    """Entries on their way to a worker."""

    def __init__(self) -> None:
        self.entries: list[SourceEntry] = []
        self.items: list[Item] = []
        self.linked: list[int] = []  # items of files with several names
        self.owners: dict[OwnerRow, int] = {}
        self.size_bytes = 0


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
        self._reproducible = reproducible
        self._headers = HeaderMaker(reproducible=reproducible)
        self._spool_folder = spool_folder
        self._batches = Pipeline(progress, workers, _AHEAD_BYTES)
        self._check = LocalCheck(self._batches.check)
        pipeline = Pipeline(progress, workers)
        self._level = codec.check_level(level) if codec else 0
        self.codec_id = codec.codec_id if codec else ""
        form = codec.segments if codec else STORED
        self.stream = SegmentWriter(form, self, self._level, pipeline)
        # Otherwise batches are only framed, and become segments together with what is around them.
        self._batches_are_segments = form.takes_batches(self._level)
        self._batch_level = form.batch_level(self._level)
        self.groups = Groups()
        self.end_bytes = 0  # of the mark at the end, once that is written
        self._batch = _Batch()
        self._links = HardLinks()

    # ---- entries from disk -------------------------------------------------------------------------

    def add(self, entry: SourceEntry) -> None:
        """As the base class."""
        kind = entry.kind
        if kind is _FILE:
            target = self._links.expected_target(entry) if entry.inode is not None else None
            if target is not None:
                self._enqueue(entry, TYPE_HARDLINK, target)
            elif entry.size > SMALL_BYTES:
                self._submit_alone(entry)
            else:
                self._enqueue(entry, TYPE_FILE, "")
        elif kind is EntryKind.OTHER:
            self.remarks.add(entry.path, "left-out", "It is a device, pipe or socket.")
        elif kind is EntryKind.HARDLINK:
            self._submit_alone(entry)
        else:
            self._enqueue(entry, _TYPES[kind], entry.link_target or "")

    def _enqueue(self, entry: SourceEntry, kind: bytes, link: str) -> None:
        batch = self._batch
        try:
            name = encode(entry.path)
            target = encode(link) if link else b""
        except UnicodeEncodeError:
            self._leave_out(entry, _UNENCODABLE)
            return
        if kind is TYPE_FOLDER:
            name += b"/"
        headers = self._headers
        mode, mtime, size = headers.mode(entry), headers.mtime(entry), entry.size
        owner = batch.owners.setdefault(headers.owner(entry), len(batch.owners))
        item = (name, kind, mode, mtime, entry.source, size, entry.mtime_ns, target, owner)
        if entry.inode is not None:
            batch.linked.append(len(batch.items))
        batch.items.append(item)
        batch.entries.append(entry)
        batch.size_bytes += size + _ENTRY_COST_BYTES
        if batch.size_bytes >= _BATCH_BYTES or len(batch.items) >= _BATCH_ENTRIES:
            self._submit_batch()

    def _submit_batch(self) -> None:
        batch, self._batch = self._batch, _Batch()
        if not batch.items:
            return
        submit = self._batches.submit_remote if len(batch.items) >= _REMOTE_FROM_ENTRIES else self._batches.submit
        codec_id, level = (self.codec_id, self._batch_level) if self._batches_are_segments else ("", 0)
        submit(
            pack_batch,
            batch.items,
            list(batch.owners),
            codec_id,
            level,
            self._check,
            cost_bytes=2 * batch.size_bytes,
            deliver=functools.partial(self._take, batch),
        )

    def _submit_alone(self, entry: SourceEntry) -> None:
        """Have an entry packed by this thread when its turn comes."""
        self._submit_batch()
        self._batches.in_turn(functools.partial(self._pack_here, entry))

    # ---- in the order of the archive: called by the pipeline, in this thread ----------------------------

    def _take(self, batch: _Batch, packed: Packed) -> None:
        self.progress.current = batch.entries[-1].path
        rest = batch.entries
        if not batch.linked or self._links.settle(batch.entries, batch.items, batch.linked, packed):
            self._append(packed)
            for index, problem in packed.remarks:
                self.remarks.add(batch.entries[index].path, problem.kind, problem.text, severe=True)
            self.progress.advance(sum(packed.written.sizes), packed.done)
            rest = batch.entries[packed.done :]
        for entry in rest:
            self._pack_here(entry)

    def _append(self, packed: Packed) -> None:
        segment = packed.segment
        if segment is None:
            return
        if self._batches_are_segments:
            self.stream.cut()
            self.groups.end_run(self.stream.count, len(self.written))
            self.stream.append(segment)
            self.written.extend(packed.written)
            self.groups.end_batch(self.stream.count, len(self.written))
        else:
            self.stream.write(segment.data)
            self.written.extend(packed.written)

    def _pack_here(self, entry: SourceEntry) -> None:
        self.progress.current = entry.path
        target = self._links.target(entry)
        try:
            if target is not None:
                self._write_bare(entry, EntryKind.HARDLINK, self._headers.header(entry, TYPE_HARDLINK, 0, target))
            elif entry.kind in _TYPES:
                header = self._headers.header(entry, _TYPES[entry.kind], 0, entry.link_target or "")
                self._write_bare(entry, entry.kind, header)
            else:
                self._stream_file(entry)
        except UnicodeEncodeError:
            self._leave_out(entry, _UNENCODABLE)

    def _write_bare(self, entry: SourceEntry, kind: EntryKind, header: bytes) -> None:
        self.stream.write(header)
        self.written.append(entry.path, kind, 0, float(self._headers.mtime(entry)))
        self.progress.advance(0, 1)

    def _leave_out(self, entry: SourceEntry, problem: Problem) -> None:
        self.remarks.add(entry.path, problem.kind, problem.text, severe=True)
        self.progress.advance(0, 1)

    def _stream_file(self, entry: SourceEntry) -> None:
        try:
            file = open_regular(entry.source)
        except OSError as error:
            self._leave_out(entry, problem_of(error))
            return
        with file:
            before = os.fstat(file.fileno())
            self.stream.write(self._headers.header(entry, TYPE_FILE, before.st_size))
            digest, problem = self._stream(file.read, before.st_size)
            if problem is None:
                after = os.fstat(file.fileno())
                if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                    problem = CHANGED
        self._note(entry, before.st_size, digest, problem)

    def _note(self, entry: SourceEntry, size: int, digest: bytes, problem: Problem | None = None) -> None:
        if problem is not None:
            self.remarks.add(entry.path, problem.kind, problem.text, severe=True)
        self._links.wrote(entry)
        self.written.append(entry.path, EntryKind.FILE, size, float(self._headers.mtime(entry)), digest)
        self.progress.advance(0, 1)

    def _stream(self, read: Reads, size: int, *, fill_up: bool = True) -> tuple[bytes, Problem | None]:
        """Write so many bytes of content, with zeros for those that cannot be had, and the padding.

        Raises:
            OSError: Reading failed, and `fill_up` is not set.
        """
        digest = content_hash()
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
            self.stream.write(block)
            left -= len(block)
            self.progress.advance(len(block))
        self.stream.write(bytes(padding_after(size)))
        return digest.digest()[:DIGEST_BYTES], problem

    def write(self, data: bytes, /) -> None:
        """Take the archive's bytes from the codec."""
        try:
            self.file.write(data)
        except OSError as error:
            raise from_os_error(error, "The archive could not be written", self._spool_folder) from error
        self.progress.packed_bytes += len(data)

    # ---- content from anywhere -----------------------------------------------------------------------

    def add_stream(self, path: str, filelike_obj: Any) -> None:
        """As the base class. Content of unknown size is parked until its end is known."""
        name = tidy(path)
        if not name:
            raise UsageError("An entry needs a name", f"“{path}” is none.")
        mtime_ns = 0 if self._reproducible else int(time.time()) * 1_000_000_000
        entry = SourceEntry(name, EntryKind.FILE, "", mtime_ns=mtime_ns)
        self._submit_batch()
        self._batches.drain()
        self.progress.current = name
        feed = Feed(filelike_obj)
        head = feed.read_up_to(_SPOOL_MEMORY_BYTES)
        if feed.ended:
            self._write_stream(entry, reads_of(head), len(head))
            return
        size = feed.measure_rest()
        if size is not None:
            self._write_stream(entry, reads_of(head, feed.read), len(head) + size)
            return
        with feed.park(head, self._spool_folder, self.progress.check) as (read, parked_bytes):
            self._write_stream(entry, read, parked_bytes)

    def _write_stream(self, entry: SourceEntry, read: Reads, size: int) -> None:
        try:
            header = self._headers.header(entry, TYPE_FILE, size)
        except UnicodeEncodeError as error:
            raise UsageError(f"{entry.path!r} cannot be the name of an entry", _UNENCODABLE.text) from error
        self.stream.write(header)
        digest, _ = self._stream(read, size, fill_up=False)
        self._note(entry, size, digest)

    # ---- the end -------------------------------------------------------------------------------------

    def finish(self) -> None:
        """As the base class."""
        self._submit_batch()
        self._batches.drain()
        self._batches.close()
        mark = _end_mark(self.stream.size_in_bytes)
        self.end_bytes = len(mark)
        self.stream.write(mark)
        self.stream.close()
        self.groups.end_run(self.stream.count, len(self.written))

    def abort(self) -> None:
        """As the base class."""
        self._batches.close()
        self.stream.abort()


def _end_mark(position: int) -> bytes:
    """What ends an archive of so many bytes: two blocks of zeros, and more until a record is full."""
    end = 2 * BLOCK_BYTES
    return bytes(end + -(position + end) % RECORD_BYTES)
