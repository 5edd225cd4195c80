"""Xz: one stream of independent blocks with their sizes in front, as `xz -T` writes it.

liblzma compresses each block as a stream of its own, in a worker; the block is then lifted out of it,
gets a header that names its sizes (so that others can decode in parallel, too), and all blocks share
one index. Source: The .xz File Format 1.1.0, sections 2 to 4.
"""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterable

from archiver_gui.codecs.base import Codec, CodecReader, Intake, RawReader
from archiver_gui.codecs.hashing import Buffer, crc32
from archiver_gui.codecs.segments import Check, SegmentFormat, Segments

_MAGIC = b"\xfd7zXZ\x00"
_FLAGS = b"\x00\x04"  # check: CRC-64, as xz itself writes
_STREAM_HEADER = _MAGIC + _FLAGS + struct.pack("<I", crc32(_FLAGS))
_HEADER_BYTES = 12
_FOOTER_BYTES = 12
_CHECK_BYTES = 8

_MIB = 1024 * 1024

# Level → (dictionary, block). The dictionary decides about memory, which is ten to twelve times
# it: the presets' own 32 and 64 MiB at 8 and 9 would break the promise of 400 MB with one worker.
# Levels up to 7 leave room for two workers; 8 and 9 give the second one's memory to the dictionary.
_SHAPES = {
    0: (_MIB // 4, 2 * _MIB),
    1: (_MIB, 4 * _MIB),
    2: (2 * _MIB, 8 * _MIB),
    3: (4 * _MIB, 8 * _MIB),
    4: (4 * _MIB, 8 * _MIB),
    5: (8 * _MIB, 16 * _MIB),
    6: (8 * _MIB, 16 * _MIB),
    7: (8 * _MIB, 24 * _MIB),
    8: (12 * _MIB, 24 * _MIB),
    9: (16 * _MIB, 32 * _MIB),
}

_FIRST_EXTREME_LEVEL = 7

# How many candidates for a match level 6 looks at, where its preset has 48: 5 to 10 % faster, 0.1 to 0.3 % larger.
_NORMAL_LEVEL = 6
_NORMAL_DEPTH = 24

# A worker looks up this often whether the job was cancelled: 64 KiB take 30 ms at the slowest level.
_STEP_BYTES = 64 * 1024

# What a reader grants: a dictionary of 256 MiB and its surroundings.
_MEMORY_LIMIT_BYTES = 260 * _MIB


def _varint(number: int) -> bytes:
    """A multibyte integer (1.2)."""
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _filters(level: int) -> list[dict[str, int]]:
    preset = level | lzma.PRESET_EXTREME if level >= _FIRST_EXTREME_LEVEL else level
    chosen = {"id": lzma.FILTER_LZMA2, "preset": preset, "dict_size": _SHAPES[level][0]}
    return [chosen | {"depth": _NORMAL_DEPTH} if level == _NORMAL_LEVEL else chosen]


def _worker_bytes(level: int) -> int:
    dictionary, block = _SHAPES[level]
    return 12 * dictionary + block + block // 2


def compress_block(data: Buffer, level: int, check: Check) -> tuple[bytes, int]:
    """One block, header and padding included, and its unpadded size. Any thread; releases the GIL."""
    compressor = lzma.LZMACompressor(lzma.FORMAT_XZ, lzma.CHECK_CRC64, filters=_filters(level))
    view = memoryview(data)
    parts = []
    for start in range(0, len(view), _STEP_BYTES):
        check()
        parts.append(compressor.compress(view[start : start + _STEP_BYTES]))
    parts.append(compressor.flush())
    stream = b"".join(parts)
    old_header_bytes = (stream[_HEADER_BYTES] + 1) * 4
    flags = stream[_HEADER_BYTES + 2 : _HEADER_BYTES + old_header_bytes - 4]  # filter flags and padding
    filter_flags = flags[: 2 + flags[1]]  # one filter: its id, the size of its properties, these
    index_bytes = (struct.unpack_from("<I", stream, len(stream) - 8)[0] + 1) * 4
    index_start = len(stream) - _FOOTER_BYTES - index_bytes
    body = memoryview(stream)[_HEADER_BYTES + old_header_bytes : index_start]
    # Behind the index's indicator and the number of its records, which is 1 (4).
    packed_bytes = _read_varint(stream, index_start + 2) - old_header_bytes - _CHECK_BYTES
    header = b"\xc0" + _varint(packed_bytes) + _varint(len(data)) + filter_flags
    header_bytes = (1 + len(header) + 4 + 3) & ~3
    header = bytes((header_bytes // 4 - 1,)) + header
    header = header.ljust(header_bytes - 4, b"\x00")
    header += struct.pack("<I", crc32(header))
    return b"".join((header, body)), header_bytes + packed_bytes + _CHECK_BYTES


def _read_varint(data: bytes, position: int) -> int:
    """A multibyte integer (1.2)."""
    number = shift = 0
    while True:
        byte = data[position]
        number |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return number
        shift += 7
        position += 1


def _index_and_footer(sizes: Iterable[tuple[int, int]], count: int) -> bytes:
    """What follows the blocks of a stream (2.1.2, 4), from their unpadded and content sizes."""
    records = b"".join(_varint(unpadded) + _varint(content) for unpadded, content in sizes)
    index = b"\x00" + _varint(count) + records
    index += bytes(-len(index) % 4)
    index += struct.pack("<I", crc32(index))
    backward = struct.pack("<I", len(index) // 4 - 1)
    return index + struct.pack("<I", crc32(backward + _FLAGS)) + backward + _FLAGS + b"YZ"


class XzSegments(SegmentFormat):
    """Blocks of one stream; their notes are their unpadded sizes."""

    def size_bytes(self, level: int) -> int:
        """As the base class."""
        return _SHAPES[level][1]

    def worker_bytes(self, level: int) -> int:
        """As the base class."""
        return _worker_bytes(level)

    def evens_out(self, level: int) -> bool:
        """As the base class."""
        return True

    def takes_batches(self, level: int) -> bool:
        """As the base class: 4 MiB are less than a dictionary."""
        return False

    def header(self, level: int) -> bytes:
        """As the base class."""
        return _STREAM_HEADER

    def trailer(self, segments: Segments) -> bytes:
        """As the base class."""
        return _index_and_footer(zip(segments.notes, segments.sizes_bytes, strict=True), len(segments))

    def pack(self, data: Buffer, level: int, check: Check) -> tuple[bytes, int]:
        """As the base class."""
        return compress_block(data, level, check)

    def unpack(self, data: bytes, size_bytes: int, check: Check) -> bytes:
        """As the base class."""
        # As a stream of its own, by which the library checks all that a block says of itself.
        header_bytes = (data[0] + 1) * 4
        unpadded_bytes = header_bytes + _read_varint(data, 2) + _CHECK_BYTES
        stream = b"".join((_STREAM_HEADER, data, _index_and_footer([(unpadded_bytes, size_bytes)], 1)))
        decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY_LIMIT_BYTES)
        parts: list[bytes] = []
        left = size_bytes + 1
        try:
            for start in range(0, len(stream), _STEP_BYTES):
                check()
                part = decoder.decompress(stream[start : start + _STEP_BYTES], left)
                parts.append(part)
                left -= len(part)
                if left <= 0 or (decoder.eof and start + _STEP_BYTES < len(stream)):
                    raise ValueError("it does not end where it should")
        except lzma.LZMAError as error:
            raise ValueError(str(error)) from error
        if not decoder.eof or decoder.unused_data:
            raise ValueError("it does not end where it should")
        return b"".join(parts)


class XzReader(CodecReader):
    """Reads all streams, and the padding between and behind them."""

    def __init__(self, raw: RawReader) -> None:
        super().__init__(raw, "xz")
        self._intake = Intake(raw)
        self._decoder: lzma.LZMADecompressor | None = None
        self._streams = 0

    def _decode(self) -> bytes:
        while True:
            if self._decoder is None:
                if not self._next_stream():
                    return b""
                self._decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY_LIMIT_BYTES)
            decoded = self._step(self._decoder)
            if decoded:
                return decoded

    def _step(self, decoder: lzma.LZMADecompressor) -> bytes:
        data = self._intake.piece() if decoder.needs_input else b""
        if not data and decoder.needs_input:
            raise self._cut_short()
        try:
            decoded = decoder.decompress(data, self._step_bytes)
        except lzma.LZMAError as error:
            raise self._translate(error) from error
        # The library decodes on without checking where it does not know the check.
        if decoder.check != lzma.CHECK_UNKNOWN and not lzma.is_check_supported(decoder.check):
            raise self._unsupported("It uses a checksum that is not known")
        if decoder.eof:
            self._intake.give_back(decoder.unused_data)
            self._decoder = None
            self._streams += 1
        return decoded

    def _translate(self, error: lzma.LZMAError) -> Exception:
        text = str(error)
        if "emory" in text:
            return self._unsupported("It needs more than 256 MB of memory", "Unpack it with the xz program.")
        if "nsupported" in text:
            return self._unsupported("It uses a filter, check or option that is not known")
        return self._damaged("Its data or a checksum is wrong")

    def _next_stream(self) -> bool:
        if not self._streams:
            start = self._intake.peek(len(_MAGIC))
            if start == _MAGIC:
                return True
            raise self._cut_short() if _MAGIC.startswith(start) else self._damaged("It does not begin like one")
        # Padding comes in fours and only between and behind streams (2.2).
        while True:
            start = self._intake.peek(4)
            if start != bytes(4):
                break
            self._intake.take(4)
        if not start:
            return False
        if self._intake.peek(len(_MAGIC)) != _MAGIC:
            raise self._garbage()
        return True


# Xz: the smallest archives, slowly.
XZ = Codec(
    codec_id="xz",
    label="Xz",
    suffix=".xz",
    levels={"fast": 1, "normal": 6, "high": 7, "ultra": 9},
    level_range=(0, 9),
    segments=XzSegments(),
    reader=XzReader,
)
