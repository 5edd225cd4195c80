"""Zstandard (RFC 8878): one frame with a checksum, compressed on all cores by the library itself.

The reader walks frames and blocks by hand: only so is a window judged before it is allocated, the
output of one step bounded, and a frame that is cut short told from one that ended.
"""

from __future__ import annotations

import zstandard

from archiver_gui.codecs.base import (
    CHUNK_SIZE_BYTES,
    BlockWriter,
    Codec,
    CodecReader,
    Intake,
    RawReader,
    RawWriter,
)
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.codecs.zst_feed import ZstdFeed

_MAGIC = b"\x28\xb5\x2f\xfd"
_MAX_WINDOW_BYTES = 128 * 1024 * 1024  # also what `zstd -d` grants unasked
_MAX_BLOCK_BYTES = 128 * 1024
_FEED_BYTES = 1024 * 1024

_RAW_BLOCK, _RLE_BLOCK, _PACKED_BLOCK, _RESERVED_BLOCK = range(4)

_MIB = 1024 * 1024

# At high levels the library would cut sections of 16 to 32 MiB: few enough to leave cores idle, and
# with their tables more memory than the program may take. Each starts with the window before it.
_SECTIONS = {level: {"job_size": 8 * _MIB, "overlap_log": 8} for level in range(10, 20)}

# What all workers of one stream together may take; their number does not change the bytes.
_WORKERS_BYTES = 320 * _MIB

# How long a dropped compressor must report nothing before it counts as idle: several times what 512 KiB
# take, at the fast levels and at the slow ones, where a section loads the window before it first.
_IDLE_AFTER_S = 0.3
_SLOW_IDLE_AFTER_S = 3.0


def _workers(level: int, threads: int) -> int:
    """How many workers may run: each has tables of its own, and about three sections at hand."""
    shape = zstandard.ZstdCompressionParameters.from_level(level)
    section_bytes = _SECTIONS.get(level, {}).get("job_size", 4 << shape.window_log)  # four windows, as the library
    worker_bytes = shape.estimated_compression_context_size() + 3 * section_bytes
    return max(1, min(threads, _WORKERS_BYTES // worker_bytes))


class ZstdWriter(BlockWriter):
    """Writes one frame. The bytes do not depend on the number of threads, which is at least one."""

    def __init__(self, raw: RawWriter, level: int, pipeline: Pipeline | None = None) -> None:
        super().__init__(raw, pipeline, _FEED_BYTES)
        parameters = zstandard.ZstdCompressionParameters.from_level(
            level,
            write_checksum=1,
            threads=_workers(level, self._pipeline.threads),
            **_SECTIONS.get(level, {}),
        )
        self._feed_thread = ZstdFeed(parameters, _SLOW_IDLE_AFTER_S if level in _SECTIONS else _IDLE_AFTER_S)

    def abort(self) -> None:
        """As the base class says; what the library is at work on ends by itself in the background."""
        super().abort()
        self._feed_thread.abandon()

    def close(self) -> None:
        """As the base class says."""
        if self._closed:
            return
        try:
            super().close()
        except BaseException:
            self._feed_thread.abandon()
            raise
        self._feed_thread.end()

    def _submit_block(self, block: bytearray) -> None:
        self._pipeline.progress.check()
        self._collect()
        self._feed_thread.begin(block)

    def _finish(self) -> None:
        super()._finish()
        self._collect()
        self._feed_thread.begin_end()
        self._collect()

    def _collect(self) -> None:
        packed = self._feed_thread.result(self._pipeline.progress.check)
        if packed:
            self._emit(packed)


class ZstdReader(CodecReader):
    """Reads all frames; skippable ones are skipped."""

    def __init__(self, raw: RawReader) -> None:
        super().__init__(raw, "zstd")
        self._intake = Intake(raw)
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._pending: list[bytes] = []  # pieces of the frame not yet given to the library
        self._has_checksum = False
        self._content_size: int | None = None
        self._frame_bytes = 0
        self._frames = 0

    def _decode(self) -> bytes:
        while True:
            if self._frame is None and not self._next_frame():
                return b""
            decoded = self._step()
            if decoded:
                return decoded

    def _step(self) -> bytes:
        frame = self._frame
        assert frame is not None
        last = self._gather_blocks()
        if last and self._has_checksum:
            self._pending.append(self._exactly(4))
        data = b"".join(self._pending)
        self._pending.clear()
        try:
            decoded = frame.decompress(data)
        except zstandard.ZstdError as error:
            raise self._translate(error) from error
        self._frame_bytes += len(decoded)
        if frame.eof != last or frame.unused_data:
            raise self._damaged("Its blocks do not end where they say")
        if last:
            self._end_frame()
        return decoded

    def _gather_blocks(self) -> bool:
        """Take whole blocks worth about a chunk of output; gives whether the last one is among them."""
        worth = 0
        while worth < CHUNK_SIZE_BYTES:
            header = self._exactly(3)
            number = int.from_bytes(header, "little")
            kind, size = number >> 1 & 3, number >> 3
            if kind == _RESERVED_BLOCK or size > _MAX_BLOCK_BYTES:
                raise self._damaged("One of its blocks is of no known kind")
            self._pending.append(header)
            self._pending.append(self._exactly(1 if kind == _RLE_BLOCK else size))
            worth += size if kind in (_RAW_BLOCK, _RLE_BLOCK) else _MAX_BLOCK_BYTES
            if number & 1:
                return True
        return False

    def _end_frame(self) -> None:
        if self._content_size is not None and self._content_size != self._frame_bytes:
            raise self._damaged("Its recorded size is wrong")
        self._frame = None
        self._frames += 1

    def _next_frame(self) -> bool:
        while True:
            magic = self._intake.take(4)
            if not magic and self._frames:
                return False
            if len(magic) == 4 and magic[1:] == b"\x2a\x4d\x18" and magic[0] & 0xF0 == 0x50:
                self._skip(int.from_bytes(self._exactly(4), "little"))
                self._frames += 1
                continue
            if magic == _MAGIC:
                break
            if self._frames:
                raise self._garbage()
            raise self._cut_short() if _MAGIC.startswith(magic) else self._damaged("It does not begin like one")
        self._read_header()
        return True

    def _read_header(self) -> None:
        """Judge the frame header (RFC 8878, 3.1.1.1) before the library allocates anything."""
        descriptor = self._exactly(1)
        flags = descriptor[0]
        single_segment = flags >> 5 & 1
        if flags & 0x08:
            raise self._unsupported("Its header uses a reserved bit")
        window = b"" if single_segment else self._exactly(1)
        dictionary = self._exactly((0, 1, 2, 4)[flags & 3])
        size_field = self._exactly((single_segment, 2, 4, 8)[flags >> 6])
        self._content_size = None
        if size_field:
            self._content_size = int.from_bytes(size_field, "little") + (256 if len(size_field) == 2 else 0)
        if any(dictionary):
            raise self._unsupported("It needs a dictionary that is kept elsewhere")
        if window:
            base = 1 << 10 + (window[0] >> 3)
            window_bytes = base + (base >> 3) * (window[0] & 7)
        else:
            window_bytes = self._content_size or 0
        if window_bytes > _MAX_WINDOW_BYTES:
            need = -(-window_bytes // _MIB)
            raise self._unsupported(f"It needs {need} MiB of memory", "Unpack it with zstd --long=31.")
        self._has_checksum = bool(flags & 0x04)
        self._pending = [_MAGIC, descriptor, window, dictionary, size_field]
        self._frame_bytes = 0
        self._frame = self._decompressor.decompressobj()

    def _skip(self, size: int) -> None:
        while size:
            got = len(self._intake.take(min(size, CHUNK_SIZE_BYTES)))
            if not got:
                raise self._cut_short()
            size -= got

    def _exactly(self, size: int) -> bytes:
        data = self._intake.take(size)
        if len(data) < size:
            raise self._cut_short()
        return data

    def _translate(self, error: zstandard.ZstdError) -> Exception:
        if "not enough memory" in str(error):  # of this computer, not the limit that we set
            return MemoryError(str(error))
        if "memory" in str(error):
            return self._unsupported("It needs more memory than is granted", "Unpack it with zstd --long=31.")
        return self._damaged("Its data or a checksum is wrong")


# Zstandard: fast both ways, and small.
ZSTANDARD = Codec(
    codec_id="zst",
    label="Zstandard",
    suffix=".zst",
    levels={"fast": 1, "normal": 3, "high": 9, "ultra": 19},
    level_range=(1, 19),
    writer=ZstdWriter,
    reader=ZstdReader,
)
