"""Bzip2: streams that follow each other, compressed side by side."""

from __future__ import annotations

import bz2

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, Codec, CodecReader, Intake, RawReader
from archiver_gui.codecs.hashing import Buffer
from archiver_gui.codecs.segments import Check, SegmentFormat

_MAGIC = b"BZh"

# A bzip2 block holds level × 100,000 bytes less 19, of which runs take four to five each, however long. What is
# cut into as many bytes fills no block where there are runs, as between the files of a tar: a few blocks a stream
# leave no more than the last one partly empty. Measured on 32 MB of mixed data, one is 0.15 % larger.
_BLOCK_UNIT_BYTES = 100_000
_BLOCK_SPARE_BYTES = 19
_BLOCKS = 4

# libbz2's own figure for its largest block: 7.6 MB.
_WORKER_BYTES = 8_000_000

# Between two looks whether the job was cancelled: at most two blocks' work.
_STEP_BYTES = 900_000


class Bzip2Segments(SegmentFormat):
    """Streams that follow each other."""

    never_empty = True

    def size_bytes(self, level: int) -> int:
        """As the base class."""
        return _BLOCKS * (level * _BLOCK_UNIT_BYTES - _BLOCK_SPARE_BYTES)

    def worker_bytes(self, level: int) -> int:
        """As the base class."""
        return _WORKER_BYTES + 2 * self.size_bytes(level)

    def takes_batches(self, level: int) -> bool:
        """As the base class: a last block that is not full costs more than hand-over saves."""
        return False

    def pack(self, data: Buffer, level: int, check: Check) -> tuple[bytes, int]:
        """As the base class."""
        compressor = bz2.BZ2Compressor(level)
        view = memoryview(data)
        parts = []
        for start in range(0, len(view), _STEP_BYTES):
            check()
            parts.append(compressor.compress(view[start : start + _STEP_BYTES]))
        parts.append(compressor.flush())
        return b"".join(parts), 0

    def unpack(self, data: bytes, size_bytes: int, check: Check) -> bytes:
        """As the base class."""
        decoder = bz2.BZ2Decompressor()
        parts: list[bytes] = []
        left = size_bytes + 1
        try:
            while left > 0 and not decoder.eof:
                check()
                part = decoder.decompress(b"" if parts else data, min(left, CHUNK_SIZE_BYTES))
                parts.append(part)
                left -= len(part)
                if not part and decoder.needs_input:
                    break
        except OSError as error:  # how the library reports bad data
            raise ValueError(str(error)) from error
        if not decoder.eof or decoder.unused_data:
            raise ValueError("it does not end where it should")
        return b"".join(parts)


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
            decoded = decoder.decompress(data, self._step_bytes)
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
    segments=Bzip2Segments(),
    reader=Bzip2Reader,
)
