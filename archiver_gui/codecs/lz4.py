"""LZ4 frames: independent blocks of 1 or 4 MiB and a checksum of the content.

The library compresses each block as a frame of its own, in a worker; its header and end mark are
cut off, and all blocks stand in one frame. Source: LZ4 Frame Format Description 1.6.

Checksums of blocks are not enough: they leave out the bit that says whether a block is compressed.
"""

from __future__ import annotations

from typing import Any

import lz4.frame

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, BlockWriter, Codec, CodecReader, Intake, RawReader, RawWriter
from archiver_gui.codecs.pipeline import Pipeline

_MAGIC = b"\x04\x22\x4d\x18"
_END_MARK = bytes(4)
_HEADER_BYTES = 7

_MIB = 1024 * 1024

# From this level on a block of 4 MiB would keep a worker for longer than a cancel may wait.
_SLOW_LEVEL = 9


_SHAPE: dict[str, Any] = {"block_linked": False, "block_checksum": False}


def _block_size_bytes(level: int) -> int:
    return _MIB if level >= _SLOW_LEVEL else 4 * _MIB


def _frame_header(level: int) -> bytes:
    context = lz4.frame.create_compression_context()
    size = lz4.frame.BLOCKSIZE_MAX1MB if level >= _SLOW_LEVEL else lz4.frame.BLOCKSIZE_MAX4MB
    header: bytes = lz4.frame.compress_begin(context, block_size=size, content_checksum=True, **_SHAPE)
    return header


class _ContentChecksum:
    """The XXH32 of the whole content, as it stands behind the end mark.

    The library keeps its XXH32 to itself but writes it at the end of a frame: a second frame, made at an
    acceleration that gives up on matches at once, yields it at ten times the speed of compressing.
    """

    _ACCELERATION = -65_537
    _STEP_BYTES = 128 * 1024  # small enough to stay in the processor's cache

    def __init__(self) -> None:
        self._frame: Any = lz4.frame.LZ4FrameCompressor(
            block_size=lz4.frame.BLOCKSIZE_MAX64KB,
            block_linked=False,
            content_checksum=True,
            compression_level=self._ACCELERATION,
        )
        self._frame.begin()

    def update(self, data: bytearray) -> None:
        view = memoryview(data)
        for start in range(0, len(view), self._STEP_BYTES):
            self._frame.compress(view[start : start + self._STEP_BYTES])

    def digest(self) -> bytes:
        tail: bytes = self._frame.flush()
        return tail[-4:]


def compress_block(data: bytearray, level: int) -> bytes:
    """One block (at most 4 MiB of content) with its size in front. Any thread; releases the GIL."""
    packed: bytes = lz4.frame.compress(
        data,
        compression_level=level,
        block_size=lz4.frame.BLOCKSIZE_MAX4MB,
        store_size=False,
        content_checksum=False,
        **_SHAPE,
    )
    return packed[_HEADER_BYTES : -len(_END_MARK)]


class Lz4Writer(BlockWriter):
    """Writes one frame on all cores."""

    def __init__(self, raw: RawWriter, level: int, pipeline: Pipeline | None = None) -> None:
        super().__init__(raw, pipeline, _block_size_bytes(level))
        self._level = level
        self._checksum = _ContentChecksum()
        self._emit(_frame_header(level))

    def _submit_block(self, block: bytearray) -> None:
        self._checksum.update(block)
        self._pipeline.submit(compress_block, block, self._level, cost_bytes=2 * len(block), deliver=self._emit)

    def _finish(self) -> None:
        super()._finish()
        self._emit(_END_MARK + self._checksum.digest())


class Lz4Reader(CodecReader):
    """Reads all frames; skippable ones are skipped."""

    def __init__(self, raw: RawReader) -> None:
        super().__init__(raw, "lz4")
        self._intake = Intake(raw)
        self._decoder: Any = None
        self._frames = 0

    def _decode(self) -> bytes:
        while True:
            if self._decoder is None:
                if not self._next_frame():
                    return b""
                self._decoder = lz4.frame.LZ4FrameDecompressor()
            decoded = self._step(self._decoder)
            if decoded:
                return decoded

    def _step(self, decoder: Any) -> bytes:
        data = self._intake.piece() if decoder.needs_input else b""
        if not data and decoder.needs_input:
            raise self._cut_short()
        try:
            decoded: bytes = decoder.decompress(data, CHUNK_SIZE_BYTES)
        except RuntimeError as error:  # how the library reports bad data
            raise self._damaged("Its data or a checksum is wrong") from error
        if decoder.eof:
            self._intake.give_back(decoder.unused_data or b"")
            self._decoder = None
            self._frames += 1
        return decoded

    def _next_frame(self) -> bool:
        while True:
            magic = self._intake.peek(4)
            if not magic and self._frames:
                return False
            if len(magic) == 4 and magic[1:] == b"\x2a\x4d\x18" and magic[0] & 0xF0 == 0x50:
                self._skip()
                continue
            if magic == _MAGIC:
                return True
            if self._frames:
                raise self._garbage()
            raise self._cut_short() if _MAGIC.startswith(magic) else self._damaged("It does not begin like one")

    def _skip(self) -> None:
        head = self._intake.take(8)
        size = int.from_bytes(head[4:], "little")
        while len(head) == 8 and size:
            got = len(self._intake.take(min(size, CHUNK_SIZE_BYTES)))
            if not got:
                break
            size -= got
        if len(head) < 8 or size:
            raise self._cut_short()
        self._frames += 1


# LZ4: the fastest, and the largest.
LZ4 = Codec(
    codec_id="lz4",
    label="LZ4",
    suffix=".lz4",
    levels={"normal": 1, "high": 3, "ultra": 12},
    level_range=(1, 12),
    writer=Lz4Writer,
    reader=Lz4Reader,
)
