"""Raw deflate: whole small contents, one stream on all cores, and an inflater with an exact end.

The parallel stream is cut into blocks; each is compressed with the 32 KiB before it as dictionary and
ends in a sync flush, so that the pieces, joined, are one ordinary deflate stream (RFC 1951). A final
empty block ends it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, cast

import deflate as libdeflate
from isal import igzip_lib, isal_zlib
from zlib_ng import zlib_ng

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES
from archiver_gui.codecs.hashing import Buffer, crc32

LEVELS = {"store": 0, "fast": 1, "normal": 6, "high": 7, "ultra": 9}
LEVEL_RANGE = (0, 9)

BLOCK_SIZE_BYTES = 1024 * 1024
WINDOW_SIZE_BYTES = 32 * 1024
_RAW = -15  # window bits of a stream without header and trailer
_MEM_LEVEL = 8
# Shorter blocks fit mixed contents better: 0.1 % smaller than with 8 at the same speed.
_PIECE_MEM_LEVEL = 7

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
# of it for 2 % of size.
_ONCE_LEVELS = {5: (4096, 2, 5), 6: (3072, 2, 6), 7: (0, 0, 7), 8: (0, 0, 9), 9: (0, 0, 12)}
# Level 6 is chosen so that no archive is larger than Info-ZIP's at its 6. Where the mean size of the contents that
# are compressed together is at most … → libdeflate's level from 8 KiB, and from 64 KiB. Each entry's headers
# are 34 bytes shorter than Info-ZIP's: among small entries that makes up for what a faster level costs.
_NORMAL_LEVELS = ((11 * 1024, 5, 5), (32 * 1024, 6, 6))
_MIDDLING_BYTES, _LARGE_BYTES = 8 * 1024, 64 * 1024

# Data that hardly compresses: judged by a sample first, then by what isal's best makes of all of it, which is
# kept where it saves less than this. It is as small there as the slow encoders (0.9992 of zlib's 6 where that
# saves 3 to 7 %, 1.0001 up to 20 %) in a quarter of their time; where more can be saved it is not.
_SAMPLE_BYTES = 32 * 1024
_SAMPLE_LEVEL = 2
_SAMPLE_HOPE = 0.88
_KEPT_SHARE = 0.8
_KEPT_LEVEL = 3
_MAX_PROBED_LEVEL = 7


def stored_blocks(data: Buffer) -> bytes:
    """`data` as stored blocks, byte-aligned at both ends, none of them final (RFC 1951, 3.2.4)."""
    view = memoryview(data).cast("B")
    parts: list[Buffer] = []
    for start in range(0, len(view), _STORED_MAX_BYTES):
        piece = view[start : start + _STORED_MAX_BYTES]
        parts.append(struct.pack("<BHH", 0, len(piece), len(piece) ^ 0xFFFF))
        parts.append(piece)
    return b"".join(parts)


def deflate_once(data: Buffer, level: int, mean_bytes: int = _LARGE_BYTES, *, repeatable: bool = False) -> bytes:
    """A whole content as one raw deflate stream at a level above 0. Any thread; releases the GIL.

    The result may be larger than `data`: the caller decides whether to store instead.

    Args:
        mean_bytes: The mean size of the entries of the archive around this one.
        repeatable: Whether the same content has to give the same bytes every time.
    """
    if level in _ISAL_LEVELS:
        return _isal_once(data, _ISAL_LEVELS[level], repeatable)
    row = _ONCE_LEVELS.get(level)
    if row is None:
        return zlib_ng.compress(data, level, _RAW)
    isal_below_bytes, isal_level, inner_level = row
    size = len(data)
    if size < isal_below_bytes:
        return _isal_once(data, isal_level, repeatable)
    if _looks_packed(data, level):
        packed = _isal_once(data, _KEPT_LEVEL, repeatable)
        if len(packed) >= size * _KEPT_SHARE:
            return packed
    if level == LEVELS["normal"] and size >= _MIDDLING_BYTES:
        inner_level = _normal_level(size, mean_bytes)
    return cast("bytes", libdeflate.deflate_compress(data, inner_level))


def _normal_level(size: int, mean_bytes: int) -> int:
    """The level of libdeflate for a content of 8 KiB or more."""
    for limit, middling, large in _NORMAL_LEVELS:
        if mean_bytes <= limit:
            return middling if size < _LARGE_BYTES else large
    return 6 if size < _LARGE_BYTES else 7


def inflate_once(data: bytes, size_bytes: int) -> bytes | bytearray:
    """The content of a whole raw deflate stream of at most this size. Bytes after its end are not looked at.

    Raises:
        ValueError: It is damaged, or longer.
    """
    try:
        return libdeflate.deflate_decompress(data, size_bytes)
    except libdeflate.DeflateError as error:
        raise ValueError(str(error)) from error


def deflate_block(data: Buffer, dictionary: Buffer, level: int) -> bytes:
    """One piece of a longer stream, byte-aligned and not final. Any thread; releases the GIL.

    `dictionary` is the content before `data`, of which the last 32 KiB matter.
    """
    if level == 0:
        return stored_blocks(data)
    packed = b""
    if level in _ISAL_LEVELS:
        packed = _isal_piece(data, dictionary, _ISAL_LEVELS[level])
    elif _looks_packed(data, level):
        packed = _isal_piece(data, dictionary, _KEPT_LEVEL)
    if len(packed) < len(data) * _KEPT_SHARE and level not in _ISAL_LEVELS:
        options: dict[str, Any] = {"zdict": dictionary} if dictionary else {}
        compressor = zlib_ng.compressobj(level, zlib_ng.DEFLATED, _RAW, _MEM_LEVEL, **options)
        packed = compressor.compress(data) + compressor.flush(zlib_ng.Z_SYNC_FLUSH)
    return packed if len(packed) < len(data) else min(packed, stored_blocks(data), key=len)


def deflate_piece(data: Buffer, level: int, check: Callable[[], None]) -> bytes:
    """As `deflate_block` without a dictionary, for pieces of several MiB, and as small as the level gets.

    `check` may raise; it is called at least every 100 ms.
    """
    if level == 0:
        return stored_blocks(data)
    if level in _ISAL_LEVELS:
        packed = _isal_piece(data, b"", _ISAL_LEVELS[level])
    else:
        compressor = zlib_ng.compressobj(level, zlib_ng.DEFLATED, _RAW, _PIECE_MEM_LEVEL)
        view = memoryview(data)
        parts = []
        for start in range(0, len(view), BLOCK_SIZE_BYTES):
            check()
            parts.append(compressor.compress(view[start : start + BLOCK_SIZE_BYTES]))
        parts.append(compressor.flush(zlib_ng.Z_SYNC_FLUSH))
        packed = b"".join(parts)
    return packed if len(packed) < len(data) else min(packed, stored_blocks(data), key=len)


def _looks_packed(data: Buffer, level: int) -> bool:
    if level > _MAX_PROBED_LEVEL or level in _ISAL_LEVELS or len(data) < 2 * _SAMPLE_BYTES:
        return False
    middle = len(data) // 2
    sample = memoryview(data)[middle : middle + _SAMPLE_BYTES]
    return len(_isal_once(sample, _SAMPLE_LEVEL, repeatable=True)) > _SAMPLE_HOPE * len(sample)


def _isal_once(data: Buffer, isal_level: int, repeatable: bool) -> bytes:
    # In one call isal begins with whatever its memory held before, which changes one result in ten thousand by a
    # few bytes from run to run; its object clears that memory, for 3 µs.
    if not repeatable:
        return isal_zlib.compress(data, isal_level, _RAW)
    compressor = isal_zlib.compressobj(isal_level, isal_zlib.DEFLATED, _RAW)
    return compressor.compress(data) + compressor.flush()


def _isal_piece(data: Buffer, dictionary: Buffer, isal_level: int) -> bytes:
    options: dict[str, Any] = {"zdict": dictionary} if dictionary else {}
    compressor = isal_zlib.compressobj(isal_level, isal_zlib.DEFLATED, _RAW, **options)
    return compressor.compress(data) + compressor.flush(isal_zlib.Z_SYNC_FLUSH)


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
