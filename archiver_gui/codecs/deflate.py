"""Raw deflate: whole small contents, one stream on all cores, and an inflater with an exact end.

The parallel stream is cut into blocks; each is compressed with the 32 KiB before it as dictionary and
ends in a sync flush, so that the pieces, joined, are one ordinary deflate stream (RFC 1951). A final
empty block ends it.
"""

from __future__ import annotations

import struct
from typing import Any, cast

import deflate as libdeflate
from isal import igzip_lib, isal_zlib
from zlib_ng import zlib_ng

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, BlockWriter, Buffer, CodecReader, Intake, RawReader, RawWriter
from archiver_gui.codecs.hashing import crc32, crc32_combine
from archiver_gui.codecs.pipeline import Pipeline

LEVELS = {"store": 0, "fast": 1, "normal": 6, "high": 7, "ultra": 9}
LEVEL_RANGE = (0, 9)

BLOCK_SIZE_BYTES = 1024 * 1024
_WINDOW_BYTES = 32 * 1024
_RAW = -15  # window bits of a stream without header and trailer
_MEM_LEVEL = 8

# One final block with fixed codes and nothing in it (RFC 1951, 3.2.6).
END_OF_STREAM = b"\x03\x00"

_STORED_MAX_BYTES = 65535

# The library's stub calls its exception class an instance.
_INFLATE_ERROR = cast("type[Exception]", igzip_lib.error)

# Our level → isal's, for those that it serves: at the same ratio it is two to three times faster than
# zlib-ng's 1 and 2. All other levels of a stream are zlib-ng's own.
_ISAL_LEVELS = {1: 2, 2: 3}

# Our level, for contents that are compressed in one call → below which size isal does it, at which of its
# levels, and libdeflate's level from there on. libdeflate is as small as zlib-ng one level higher and
# cannot continue a stream. On the smallest contents both cost their start-up most of all; isal's is half
# of it for 2 % of size. Level 6 is chosen so that every archive is no larger than Info-ZIP's at its 6, few
# large files included, which libdeflate's 6 would make a little larger than zlib's.
_ONCE_LEVELS = {5: (4096, 2, 5), 6: (3072, 2, 6), 7: (0, 0, 7), 8: (0, 0, 9), 9: (0, 0, 12)}
_LARGE_BYTES = 64 * 1024
_LARGE_LEVELS = {6: 7}

# Data that is compressed already: judged by a sample first, then by what isal makes of all of it, which
# is kept when it saves less than this; the slow encoder would find some thousandths more. Measured on 250 MB
# of packages, pictures and music, these two cost 0.3 % of size and save a quarter of the time.
_SAMPLE_BYTES = 32 * 1024
_SAMPLE_HOPE = 0.97
_KEPT_SHARE = 0.97
_KEPT_SHARE_OF_BLOCK = 0.945  # zlib-ng, which does the blocks, takes twice libdeflate's time on such data
_PROBE_LEVEL = 1
_MAX_PROBED_LEVEL = 7


def stored_blocks(data: Buffer, *, final: bool = False) -> bytes:
    """`data` as stored blocks, byte-aligned at both ends (RFC 1951, 3.2.4)."""
    view = memoryview(data).cast("B")
    parts: list[Buffer] = []
    for start in range(0, len(view), _STORED_MAX_BYTES):
        piece = view[start : start + _STORED_MAX_BYTES]
        last = final and start + len(piece) == len(view)
        parts.append(struct.pack("<BHH", last, len(piece), len(piece) ^ 0xFFFF))
        parts.append(piece)
    if not parts and final:
        return END_OF_STREAM
    return b"".join(parts)


def deflate_whole(data: Buffer, level: int) -> bytes:
    """A whole content as one raw deflate stream; level 0 stores. Any thread; releases the GIL.

    The result may be larger than `data` (by 5 bytes in 64 KiB at most): the caller decides whether to
    store instead.
    """
    packed = deflate_once(data, level) if level else b""
    if packed and len(packed) <= len(data):
        return packed
    stored = stored_blocks(data, final=True)
    return min(packed, stored, key=len) if packed else stored


def deflate_once(data: Buffer, level: int) -> bytes:
    """As `deflate_whole` for a level above 0, without trying whether stored blocks would be smaller."""
    if level in _ISAL_LEVELS:
        return isal_zlib.compress(data, _ISAL_LEVELS[level], _RAW)
    row = _ONCE_LEVELS.get(level)
    if row is None:
        return zlib_ng.compress(data, level, _RAW)
    isal_below_bytes, isal_level, inner_level = row
    if len(data) < isal_below_bytes:
        return isal_zlib.compress(data, isal_level, _RAW)
    if _looks_packed(data, level):
        packed = isal_zlib.compress(data, _ISAL_LEVELS[_PROBE_LEVEL], _RAW)
        if len(packed) >= len(data) * _KEPT_SHARE:
            return packed
    if len(data) >= _LARGE_BYTES:
        inner_level = _LARGE_LEVELS.get(level, inner_level)
    return cast("bytes", libdeflate.deflate_compress(data, inner_level))


def deflate_block(data: Buffer, dictionary: Buffer, level: int) -> bytes:
    """One piece of a longer stream, byte-aligned and not final. Any thread; releases the GIL.

    `dictionary` is the content before `data`, of which the last 32 KiB matter.
    """
    if level == 0:
        return stored_blocks(data)
    packed = b""
    if _looks_packed(data, level, _KEPT_SHARE_OF_BLOCK):
        packed = _deflate_piece(data, dictionary, _PROBE_LEVEL)
    if len(packed) < len(data) * _KEPT_SHARE_OF_BLOCK:
        packed = _deflate_piece(data, dictionary, level)
    return packed if len(packed) < len(data) else min(packed, stored_blocks(data), key=len)


def _looks_packed(data: Buffer, level: int, hope: float = _SAMPLE_HOPE) -> bool:
    if level > _MAX_PROBED_LEVEL or level in _ISAL_LEVELS or len(data) < 2 * _SAMPLE_BYTES:
        return False
    middle = len(data) // 2
    sample = memoryview(data)[middle : middle + _SAMPLE_BYTES]
    return len(isal_zlib.compress(sample, _ISAL_LEVELS[_PROBE_LEVEL], _RAW)) > hope * len(sample)


def _deflate_piece(data: Buffer, dictionary: Buffer, level: int) -> bytes:
    options: dict[str, Any] = {"zdict": dictionary} if dictionary else {}
    if level in _ISAL_LEVELS:
        compressor: Any = isal_zlib.compressobj(_ISAL_LEVELS[level], isal_zlib.DEFLATED, _RAW, **options)
    else:
        compressor = zlib_ng.compressobj(level, zlib_ng.DEFLATED, _RAW, _MEM_LEVEL, **options)
    packed: bytes = compressor.compress(data)
    return packed + cast("bytes", compressor.flush(zlib_ng.Z_SYNC_FLUSH))


def _deflate_and_sum(data: Buffer, dictionary: Buffer, level: int) -> tuple[bytes, int, int]:
    return deflate_block(data, dictionary, level), crc32(data), len(data)


class DeflateBlocks(BlockWriter):
    """Writes one raw deflate stream on all cores. `crc32` and `size_in_bytes` hold after `close()`."""

    def __init__(self, raw: RawWriter, level: int, pipeline: Pipeline | None = None) -> None:
        super().__init__(raw, pipeline, BLOCK_SIZE_BYTES)
        self._level = level
        self._before: Buffer = b""
        self.crc32 = 0  # of the content delivered so far

    def _submit_block(self, block: bytearray) -> None:
        before, self._before = self._before, bytes(memoryview(block)[-_WINDOW_BYTES:])
        cost = 2 * len(block)
        self._pipeline.submit(_deflate_and_sum, block, before, self._level, cost_bytes=cost, deliver=self._take)

    def _take(self, result: tuple[bytes, int, int]) -> None:
        packed, crc, size = result
        self.crc32 = crc32_combine(self.crc32, crc, size)
        self._emit(packed)

    def _finish(self) -> None:
        super()._finish()
        self._emit(END_OF_STREAM)


class Inflater:
    """Decodes one raw deflate stream; knows its exact end and sums what it gives."""

    def __init__(self) -> None:
        self._decoder = igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_DEFLATE)
        self.crc32 = 0
        self.size_bytes = 0

    @property
    def ended(self) -> bool:
        """Whether the final block was decoded."""
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        """Whether `decode` can only go on with more input."""
        return self._decoder.needs_input

    @property
    def unused_data(self) -> bytes:
        """What was fed beyond the end; holds once `ended`."""
        return self._decoder.unused_data

    def decode(self, data: Buffer, max_bytes: int = CHUNK_SIZE_BYTES) -> bytes:
        """Feed `data` (none while input is left over) and get at most `max_bytes`.

        Raises:
            ValueError: The stream is damaged.
        """
        try:
            decoded = self._decoder.decompress(data, max_bytes)
        except _INFLATE_ERROR as error:
            raise ValueError(str(error)) from error
        self.crc32 = crc32(decoded, self.crc32)
        self.size_bytes += len(decoded)
        return decoded


class InflateReader(CodecReader):
    """Reads one raw deflate stream out of a longer file, as in a zip entry.

    At the end `unused_data` holds what was read from `raw` beyond the stream, `crc32` and
    `size_bytes` what was decoded; comparing them with the directory is the caller's.
    """

    def __init__(self, raw: RawReader, label: str = "deflate") -> None:
        super().__init__(raw, label)
        self._intake = Intake(raw)
        self._inflater = Inflater()

    @property
    def unused_data(self) -> bytes:
        """Bytes taken from `raw` that are no part of the stream; complete only at the end."""
        return self._inflater.unused_data if self._inflater.ended else b""

    @property
    def crc32(self) -> int:
        """Of everything decoded so far."""
        return self._inflater.crc32

    @property
    def size_bytes(self) -> int:
        """Everything decoded so far."""
        return self._inflater.size_bytes

    def _decode(self) -> bytes:
        return self._inflate(self._inflater, self._intake)

    def _inflate(self, inflater: Inflater, intake: Intake) -> bytes:
        while not inflater.ended:
            data = b""
            if inflater.needs_input:
                data = intake.piece()
                if not data:
                    raise self._cut_short()
            try:
                decoded = inflater.decode(data)
            except ValueError as error:
                raise self._damaged(str(error)) from error
            if decoded:
                return decoded
        return b""
