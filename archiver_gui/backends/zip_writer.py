"""Writes a zip archive: small entries in batches over the worker pool, large ones block by block."""

from __future__ import annotations

import os
import stat
import struct
import time
from typing import Any, BinaryIO

from archiver_gui.backends.native import ArchiveWriter
from archiver_gui.backends.zip_batch import (
    OPEN_FLAGS,
    WHOLE_MAX_BYTES,
    Item,
    Packed,
    change_of,
    not_regular,
    pack_batch,
    unreadable,
)
from archiver_gui.backends.zip_format import (
    CENTRAL,
    MAX_32,
    MAX_NAME_BYTES,
    central_with_offset64,
    end_records,
    storable_name,
)
from archiver_gui.backends.zip_large import AnyReader, LargeEntry, LargeHead, SourceError, Target
from archiver_gui.backends.zip_prover import Spans
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import WrittenEntries

DEFAULT_LEVEL = 6

# A batch ends at whichever comes first: enough work to outweigh its hand-over, little enough to
# cancel and to hold in memory.
_BATCH_ENTRIES = 256
_BATCH_BYTES = 4 * 1024 * 1024

# With fewer entries in a batch, Python's work on each counts less than carrying their bytes between processes.
_REMOTE_FROM_ENTRIES = 96

_READ_BYTES = 1024 * 1024

# From here on deflate's own overhead (5 bytes in 64 KiB) may lead past 4 GiB.
_ZIP64_FROM_BYTES = MAX_32 - (MAX_32 >> 12)

# Where a central record says where its entry stands: its last four fixed bytes.
_OFFSET = struct.Struct("<L")
_OFFSET_AT = CENTRAL.size - _OFFSET.size

_FILE = EntryKind.FILE  # looking it up in the enumeration each time costs a tenth
_KINDS = {
    EntryKind.HARDLINK: stat.S_IFREG,  # zip has no hard links: each name holds the content
    EntryKind.FOLDER: stat.S_IFDIR,
    EntryKind.SYMLINK: stat.S_IFLNK,
}


class ZipWriter(ArchiveWriter):
    """As `ArchiveWriter`; `file` is seekable and empty."""

    def __init__(
        self,
        file: BinaryIO,
        remarks: Remarks,
        written: WrittenEntries,
        progress: Progress,
        *,
        level: int | None = None,
        threads: int = 0,
        reproducible: bool = False,
    ) -> None:
        super().__init__(file, remarks, written, progress)
        self._level = DEFAULT_LEVEL if level is None else level
        self._reproducible = reproducible
        self._pipeline = Pipeline(progress, threads)
        self._target = Target(file)
        self.spans = Spans()
        self._directory = bytearray()
        self._count = 0
        self._batch: list[Item] = []
        self._batch_paths: list[str] = []
        self._batch_bytes = 0

    # ---- in ------------------------------------------------------------------------------------

    def add(self, entry: SourceEntry) -> None:
        """As the base class."""
        if entry.kind is _FILE:
            self._add_file(entry)
            return
        kind = _KINDS.get(entry.kind)
        if kind is None:
            self.remarks.add(entry.path, "left-out", "It is neither a file, a folder nor a link.", severe=True)
        elif kind == stat.S_IFREG:
            self._add_file(entry)
        elif name := self._name(entry.path, b"/" if kind == stat.S_IFDIR else b""):
            content = os.fsencode(entry.link_target or "") if kind == stat.S_IFLNK else b""
            item: Item = (name, kind, entry.mode, entry.mtime_ns, None, 0, content, False)
            self._enqueue(entry.path, item, len(content))

    def _add_file(self, entry: SourceEntry) -> None:
        path, size = entry.path, entry.size
        name = path.encode() if path.isascii() and len(path) <= MAX_NAME_BYTES else self._name(path, b"")
        if name is None:
            return
        if size > WHOLE_MAX_BYTES:
            self._add_large(entry, name)
            return
        watched = not self._reproducible
        self._enqueue(path, (name, stat.S_IFREG, entry.mode, entry.mtime_ns, entry.source, size, b"", watched), size)

    def add_stream(self, path: str, filelike_obj: Any) -> None:
        """As the base class."""
        name = self._name(path, b"")
        if name is None:
            return
        source = AnyReader(filelike_obj)
        start = source.read(WHOLE_MAX_BYTES + 1)
        mtime_ns = 0 if self._reproducible else time.time_ns()
        if len(start) <= WHOLE_MAX_BYTES:
            self._enqueue(path, (name, stat.S_IFREG, 0o644, mtime_ns, None, 0, start, False), len(start))
            return
        large = self._begin_large(path, name, mtime_ns, 0o644, None)
        data = start
        while data:
            large.write(data)
            self._advance(len(data), 0)
            data = source.read(_READ_BYTES)
        large.finish()

    def finish(self) -> None:
        """As the base class."""
        self._submit_batch()
        self._pipeline.drain()
        self._pipeline.close()
        start, size = self._target.offset, len(self._directory)
        self._target.write(self._directory)
        self._target.write(end_records(self._count, start, size))
        self._directory = bytearray()
        self.progress.packed_bytes = self._target.offset

    def abort(self) -> None:
        """As the base class."""
        self._pipeline.close()
        self._batch.clear()
        self._directory = bytearray()

    def _name(self, path: str, end: bytes) -> bytes | None:
        name, changed = storable_name(path)
        name += end
        if len(name) > MAX_NAME_BYTES:
            self.remarks.add(path, "left-out", f"Zip holds names of at most {MAX_NAME_BYTES} bytes.", severe=True)
            return None
        if changed:
            text = f"Its name is not Unicode, which zip needs; it is stored as “{name.decode()}”."
            self.remarks.add(path, "renamed", text)
        return name

    # ---- small entries -----------------------------------------------------------------------------

    def _enqueue(self, path: str, item: Item, size: int) -> None:
        if self._batch_bytes + size > _BATCH_BYTES:
            self._submit_batch()
        self._batch.append(item)
        self._batch_paths.append(path)
        self._batch_bytes += size
        if len(self._batch) >= _BATCH_ENTRIES:
            self._submit_batch()

    def _submit_batch(self) -> None:
        batch, paths, size = self._batch, self._batch_paths, self._batch_bytes
        if not batch:
            return
        self._batch, self._batch_paths, self._batch_bytes = [], [], 0
        submit = self._pipeline.submit_remote if len(batch) >= _REMOTE_FROM_ENTRIES else self._pipeline.submit
        submit(
            pack_batch,
            batch,
            self._level,
            self._reproducible,
            cost_bytes=2 * size,
            deliver=lambda packed: self._take(paths, packed),
        )

    def _take(self, paths: list[str], packed: Packed) -> None:
        self.progress.current = paths[-1]
        base = self._target.offset
        self._target.write(packed.data)
        for index, kind, text in packed.remarks:
            self.remarks.add(paths[index], kind, text, severe=True)
        if packed.records:
            self._add_records(packed, base)
            self.written.extend(packed.written)
            self.spans.add_batch(self._count, self._target.offset, self._directory, packed.digest)
        self._advance(sum(packed.written.sizes), len(paths))

    def _add_records(self, packed: Packed, base: int) -> None:
        directory = packed.directory
        self._count += len(packed.records)
        if self._target.offset < MAX_32:
            put = _OFFSET.pack_into
            for record, offset in zip(packed.records, packed.offsets, strict=True):
                put(directory, record + _OFFSET_AT, base + offset)
            self._directory += directory
            return
        ends = [*packed.records[1:], len(directory)]
        for start, end, offset in zip(packed.records, ends, packed.offsets, strict=True):
            self._directory += placed(bytes(directory[start:end]), base + offset)

    # ---- large entries -------------------------------------------------------------------------------

    def _add_large(self, entry: SourceEntry, name: bytes) -> None:
        self.progress.current = entry.path
        try:
            handle = os.open(entry.source, OPEN_FLAGS)
        except OSError as error:
            self._skip(entry.path, error)
            return
        try:
            before = os.fstat(handle)
            wrong = not_regular(before.st_mode)
            if wrong:
                self._skip(entry.path, wrong)
                return
            mtime_ns = entry.mtime_ns if self._reproducible else before.st_mtime_ns
            large = self._begin_large(entry.path, name, mtime_ns, entry.mode, before.st_size)
            try:
                read_bytes = self._copy(handle, before.st_size, large)
            except SourceError as error:
                large.withdraw()
                self._skip(entry.path, error.cause)
                return
            large.finish()
            change = change_of(before, os.fstat(handle), read_bytes)
            if change:
                self.remarks.add(entry.path, "changed", change, severe=True)
        finally:
            os.close(handle)

    def _copy(self, handle: int, size: int, large: LargeEntry) -> int:
        """Feed the file to the entry, at most `size` bytes; gives what there was, one more when it grew."""
        left = size
        while True:
            try:
                data = os.read(handle, min(_READ_BYTES, left) or 1)
            except OSError as error:
                raise SourceError(error) from error
            if not left:
                return size + len(data)
            if not data:
                return size - left
            large.write(data)
            self._advance(len(data), 0)
            left -= len(data)

    def _begin_large(self, path: str, name: bytes, mtime_ns: int, mode: int, size: int | None) -> LargeEntry:
        self._submit_batch()
        zip64 = size is None or size >= _ZIP64_FROM_BYTES
        head = LargeHead(path, name, mtime_ns // 1_000_000_000, mode, utc=self._reproducible, zip64=zip64)
        return LargeEntry(head, self._target, self._level, self._pipeline, self._take_large)

    def _take_large(self, large: LargeEntry) -> None:
        self._directory += placed(large.record, large.offset)
        self._count += 1
        self.written.append(large.head.stored_path, EntryKind.FILE, large.size, large.head.seconds, large.digest())
        self.spans.add_large(self._count, self._target.offset, self._directory, large.segments())
        self._advance(0, 1)

    def _skip(self, path: str, error: OSError) -> None:
        self.remarks.add(path, *unreadable(error), severe=True)
        self._advance(0, 1)

    def _advance(self, size_bytes: int, entries: int) -> None:
        self.progress.packed_bytes = self._target.offset
        self.progress.advance(size_bytes, entries)


def placed(record: bytes, offset: int) -> bytes:
    """A central record that says where its entry stands."""
    if offset >= MAX_32:
        return central_with_offset64(record, offset)
    return record[:_OFFSET_AT] + _OFFSET.pack(offset) + record[CENTRAL.size :]
