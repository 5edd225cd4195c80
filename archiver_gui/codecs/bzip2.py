"""Bzip2: blocks compressed side by side and written as streams that follow each other."""

from __future__ import annotations

import bz2

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, BlockWriter, Codec, CodecReader, Intake, RawReader, RawWriter
from archiver_gui.codecs.pipeline import Pipeline

_MAGIC = b"BZh"

# A bzip2 block holds level × 100,000 bytes less 19; runs of four and more may take a byte extra, so a
# little room is left: an overflow would cost a second block of a few bytes.
_BLOCK_UNIT_BYTES = 100_000
_BLOCK_SPARE_BYTES = 1_019

# libbz2's own figure for its largest block: 7.6 MB, besides input and output.
_WORKER_BYTES = 10_000_000

# The stream of no content at all, level 9: header, end mark, checksum 0.
_EMPTY = bz2.compress(b"")


class Bzip2Writer(BlockWriter):
    """Writes a bzip2 file on all cores."""

    def __init__(self, raw: RawWriter, level: int, pipeline: Pipeline | None = None) -> None:
        super().__init__(raw, pipeline, level * _BLOCK_UNIT_BYTES - _BLOCK_SPARE_BYTES)
        self._level = level

    def _submit_block(self, block: bytearray) -> None:
        self._pipeline.submit(bz2.compress, block, self._level, cost_bytes=2 * len(block), deliver=self._emit)

    def _finish(self) -> None:
        super()._finish()
        if not self.size_in_bytes:
            self._emit(_EMPTY)


class Bzip2Reader(CodecReader):
    """Reads all streams."""

    def __init__(self, raw: RawReader) -> None:
        super().__init__(raw, "bzip2")
        self._intake = Intake(raw)
        self._decoder: bz2.BZ2Decompressor | None = None
        self._streams = 0

    def _decode(self) -> bytes:
        while True:
            if self._decoder is None:
                if not self._next_stream():
                    return b""
                self._decoder = bz2.BZ2Decompressor()
            decoded = self._step(self._decoder)
            if decoded:
                return decoded

    def _step(self, decoder: bz2.BZ2Decompressor) -> bytes:
        data = self._intake.piece() if decoder.needs_input else b""
        if not data and decoder.needs_input:
            raise self._cut_short()
        try:
            decoded = decoder.decompress(data, CHUNK_SIZE_BYTES)
        except (OSError, ValueError) as error:  # how the library reports bad data
            raise self._damaged("Its data or a checksum is wrong") from error
        if decoder.eof:
            self._intake.give_back(decoder.unused_data)
            self._decoder = None
            self._streams += 1
        return decoded

    def _next_stream(self) -> bool:
        start = self._intake.peek(4)
        if start[:3] == _MAGIC and start[3:4] in (b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8", b"9"):
            return True
        if not start and self._streams:
            return False
        if self._streams:
            raise self._garbage()
        raise self._damaged("It does not begin like one") if len(start) == 4 else self._cut_short()


# Bzip2: small for text, slow to read.
BZIP2 = Codec(
    codec_id="bz2",
    label="Bzip2",
    suffix=".bz2",
    levels={"fast": 1, "normal": 9},
    level_range=(1, 9),
    writer=Bzip2Writer,
    reader=Bzip2Reader,
)
