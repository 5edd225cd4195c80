"""LZ4: frames that follow each other, of independent blocks, each with its content's size and checksum."""

from __future__ import annotations

from typing import Any

import lz4.frame

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, Codec, CodecReader, Intake, RawReader
from archiver_gui.codecs.hashing import Buffer
from archiver_gui.codecs.segments import Check, SegmentFormat

_MAGIC = b"\x04\x22\x4d\x18"

_MIB = 1024 * 1024

# What is compressed between two looks whether the job was cancelled: at the slowest level 1 MiB takes 50 ms.
_STEP_BYTES = _MIB


class Lz4Segments(SegmentFormat):
    """Frames that follow each other."""

    never_empty = True

    def size_bytes(self, level: int) -> int:
        """As the base class."""
        return 4 * _MIB

    def pack(self, data: Buffer, level: int, check: Check) -> tuple[bytes, int]:
        """As the base class."""
        compressor = lz4.frame.LZ4FrameCompressor(
            block_size=lz4.frame.BLOCKSIZE_MAX1MB,
            block_linked=False,
            compression_level=level,
            content_checksum=True,
        )
        view = memoryview(data)
        parts = [compressor.begin(len(view))]
        for start in range(0, len(view), _STEP_BYTES):
            check()
            parts.append(compressor.compress(view[start : start + _STEP_BYTES]))
        parts.append(compressor.flush())
        return b"".join(parts), 0

    def unpack(self, data: bytes, size_bytes: int, check: Check) -> bytes:
        """As the base class."""
        decoder = lz4.frame.LZ4FrameDecompressor()
        try:
            content: bytes = decoder.decompress(data, size_bytes + 1)
            if not decoder.eof:
                content += decoder.decompress(b"", 1)
        except RuntimeError as error:  # how the library reports bad data
            raise ValueError(str(error)) from error
        if not decoder.eof or decoder.unused_data:
            raise ValueError("it does not end where it should")
        return content


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
            decoded: bytes = decoder.decompress(data, self._step_bytes)
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
    segments=Lz4Segments(),
    reader=Lz4Reader,
)
