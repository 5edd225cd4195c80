"""Reads a sealed tar back on all cores, segment by segment as its writer knows them."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from archiver_gui.backends.tar_proof import TarWalk, compare, prove_batch, read_span
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.codecs.segments import SegmentWriter
from archiver_gui.core.errors import DamagedArchiveError, from_os_error
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import WrittenEntries


class Group(NamedTuple):
    """Consecutive segments and the entries in them; each the first and the one after the last."""

    segments: range
    entries: range
    is_batch: bool  # one segment of whole entries that can be looked at alone; otherwise a run


class Groups:
    """Which segments hold which entries, in archive order; about 20 bytes a batch."""

    def __init__(self) -> None:
        self._segments = array("Q", [0])
        self._entries = array("Q", [0])
        self._batches = bytearray()

    def end_batch(self, segments: int, entries: int) -> None:
        """Note that a batch reaches so far."""
        self._segments.append(segments)
        self._entries.append(entries)
        self._batches.append(True)

    def end_run(self, segments: int, entries: int) -> None:
        """Note that entries, whatever is cut where, reach so far; nothing when there are none."""
        if segments > self._segments[-1]:
            self.end_batch(segments, entries)
            self._batches[-1] = False

    def __iter__(self) -> Iterator[Group]:
        for number, is_batch in enumerate(self._batches):
            yield Group(
                range(self._segments[number], self._segments[number + 1]),
                range(self._entries[number], self._entries[number + 1]),
                bool(is_batch),
            )


class Proof:
    """One reading of an archive that was just written. Used by one thread."""

    def __init__(
        self, path: str, codec_id: str, stream: SegmentWriter, written: WrittenEntries, progress: Progress
    ) -> None:
        """Prepare; `stream` is closed and knows what the file at this path has to hold."""
        self._path = path
        self._codec_id = codec_id
        self._stream = stream
        self._written = written
        self._progress = progress
        self._walk = TarWalk()
        self._proved = 0  # entries

    def run(self, file: BinaryIO, groups: Groups, end_bytes: int, threads: int) -> None:
        """Compare everything with what was written; `end_bytes` are the zeros after the last entry.

        Raises:
            DamagedArchiveError: It is not what was written.
            EnvironmentFault: It cannot be read.
            Cancelled: The user cancelled.
        """
        try:
            self._check_frame(file)
            with Pipeline(self._progress, threads) as pipeline:
                for group in groups:
                    if group.is_batch:
                        self._submit_batch(pipeline, group)
                    else:
                        self._submit_run(pipeline, group)
        except OSError as error:
            raise from_os_error(error, "The archive could not be read back", self._path) from error
        if self._proved != len(self._written) or self._walk.end_bytes != end_bytes:
            raise DamagedArchiveError("The archive is not as it was written", "It does not end where it should.")

    def _check_frame(self, file: BinaryIO) -> None:
        """See that what stands around the segments is there, and nothing else."""
        stream = self._stream
        file.seek(0)
        header = file.read(len(stream.header))
        file.seek(stream.segments.end)
        if (header, file.read(len(stream.trailer) + 1)) != (stream.header, stream.trailer):
            raise DamagedArchiveError("The archive is not as it was written", "Its beginning or end is another.")

    def _submit_batch(self, pipeline: Pipeline, group: Group) -> None:
        span = self._stream.segments[group.segments.start]
        wanted = self._written.columns(group.entries.start, group.entries.stop)
        size_bytes = sum(wanted.sizes)

        def note(_: object) -> None:
            self._proved = group.entries.stop
            self._progress.advance(size_bytes, len(group.entries))

        cost = span.size_bytes + span.end - span.start
        pipeline.submit_remote(prove_batch, self._path, span, self._codec_id, wanted, cost_bytes=cost, deliver=note)

    def _submit_run(self, pipeline: Pipeline, group: Group) -> None:
        for number in group.segments:
            span = self._stream.segments[number]
            cost = span.size_bytes + span.end - span.start
            is_last = number == group.segments[-1]
            deliver = functools.partial(self._walk_on, group, is_last)
            pipeline.submit(
                read_span, self._path, span, self._codec_id, pipeline.check, cost_bytes=cost, deliver=deliver
            )

    def _walk_on(self, group: Group, is_last: bool, data: bytes) -> None:
        walk = self._walk
        before_bytes = walk.content_bytes
        walk.feed(data)
        entries = 0
        if len(walk) and not walk.in_file:
            entries = len(walk)
            stop = self._proved + entries
            if stop > group.entries.stop:
                raise DamagedArchiveError("The archive is not as it was written", "It holds more entries.")
            compare(walk.take(), self._written.columns(self._proved, stop))
            self._proved = stop
        self._progress.advance(walk.content_bytes - before_bytes, entries)
        if is_last:
            walk.require_boundary()
            if self._proved != group.entries.stop:
                raise DamagedArchiveError("The archive is not as it was written", "It holds fewer entries.")
