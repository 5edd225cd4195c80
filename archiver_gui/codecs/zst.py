"""Zstandard (RFC 8878): frames that follow each other, compressed side by side.

The reader walks frames and blocks by hand: only so is a window judged before it is allocated, the
output of one step bounded, and a frame that is cut short told from one that ended.
"""

from __future__ import annotations

import zstandard

from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, Codec, CodecReader, Intake, RawReader
from archiver_gui.codecs.hashing import Buffer
from archiver_gui.codecs.segments import Check, SegmentFormat

_MAGIC = b"\x28\xb5\x2f\xfd"
_MAX_WINDOW_BYTES = 128 * 1024 * 1024  # also what `zstd -d` grants unasked
_MAX_BLOCK_BYTES = 128 * 1024

# A frame of up to so much content is decoded in one go, which costs a quarter less.
_WHOLE_FRAME_BYTES = 6 * 1024 * 1024

_RAW_BLOCK, _RLE_BLOCK, _PACKED_BLOCK, _RESERVED_BLOCK = range(4)

_MIB = 1024 * 1024

# A frame holds four windows, so that little is lost by starting anew, within these bounds: what is smaller
# costs too much in number, what is larger too much memory.
_MIN_FRAME_BYTES, _MAX_FRAME_BYTES = 8 * _MIB, 16 * _MIB

# What is compressed between two looks whether the job was cancelled: 128 KiB take 50 ms at the slowest level.
_STEP_BYTES = 128 * 1024
_QUICK_STEP_BYTES = _MIB
_FIRST_SLOW_LEVEL = 10


class ZstdSegments(SegmentFormat):
    """Frames that follow each other, each with its content's size and checksum."""

    never_empty = True

    def size_bytes(self, level: int) -> int:
        """As the base class."""
        window_bytes = 1 << zstandard.ZstdCompressionParameters.from_level(level).window_log
        return min(max(4 * window_bytes, _MIN_FRAME_BYTES), _MAX_FRAME_BYTES)

    def worker_bytes(self, level: int) -> int:
        """As the base class: each has tables of its own."""
        shape = zstandard.ZstdCompressionParameters.from_level(level)
        return shape.estimated_compression_context_size() + 3 * self.size_bytes(level)

    def evens_out(self, level: int) -> bool:
        """As the base class."""
        return level >= _FIRST_SLOW_LEVEL

    def pack(self, data: Buffer, level: int, check: Check) -> tuple[bytes, int]:
        """As the base class."""
        view = memoryview(data)
        compressor = zstandard.ZstdCompressor(level, write_checksum=True, write_content_size=True)
        step_bytes = _QUICK_STEP_BYTES if level < _FIRST_SLOW_LEVEL else _STEP_BYTES
        if level < _FIRST_SLOW_LEVEL and len(view) <= _MIN_FRAME_BYTES:
            return compressor.compress(view), 0
        stream = compressor.compressobj(size=len(view))
        parts = []
        for start in range(0, len(view), step_bytes):
            check()
            parts.append(stream.compress(view[start : start + step_bytes]))
        parts.append(stream.flush())
        return b"".join(parts), 0

    def unpack(self, data: bytes, size_bytes: int, check: Check) -> bytes:
        """As the base class."""
        try:
            if zstandard.frame_content_size(data) != size_bytes:
                raise ValueError("another size is recorded in it")
            decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
            return decompressor.decompress(data, allow_extra_data=False)
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error


class ZstdReader(CodecReader):
    """Reads all frames; skippable ones are skipped."""

    def __init__(self, raw: RawReader) -> None:
        super().__init__(raw, "zstd")
        self._intake = Intake(raw)
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._pending: list[bytes] = []  # pieces of the frame not yet given to the library
        self._has_checksum = False
        self._awaits_checksum = False  # all blocks of the frame were taken
        self._content_size: int | None = None
        self._frame_bytes = 0
        self._frames = 0

    def _decode(self) -> bytes:
        while True:
            decoded = None
            if self._frame is None:
                if not self._next_frame():
                    return b""
                decoded = self._whole_frame()
            if decoded is None:
                decoded = self._step()
            if decoded:
                return decoded

    def _whole_frame(self) -> bytes | None:
        """The content of a frame that is small and sound; None for any other, of which nothing is taken."""
        size = self._content_size
        if not size or size > _WHOLE_FRAME_BYTES:
            return None
        blocks: list[bytes] = []
        taken_bytes = 0
        last = False
        while not last and taken_bytes <= size:
            header = self._intake.take(3)
            number = int.from_bytes(header, "little")
            last = bool(number & 1)
            body = (1 if number >> 1 & 3 == _RLE_BLOCK else number >> 3) + 4 * (last and self._has_checksum)
            if len(header) < 3 or body > _MAX_BLOCK_BYTES + 4:
                last = False
                blocks.append(header)
                break
            blocks += (header, self._intake.take(body))
            taken_bytes += body
        try:
            if last:
                content = self._decompressor.decompress(b"".join(self._pending + blocks), allow_extra_data=False)
                self._frame_bytes = len(content)
                self._pending.clear()
                self._end_frame()
                return content
        except zstandard.ZstdError:  # piece by piece, what stands before the damage is still had
            pass
        self._intake.give_back(b"".join(blocks))
        self._frame = self._decompressor.decompressobj()  # the other one shared what was just used
        return None

    def _step(self) -> bytes:
        frame = self._frame
        assert frame is not None
        last = self._awaits_checksum
        if last:  # the content was given before
            self._pending.append(self._exactly(4))
            self._awaits_checksum = False
        elif self._gather_blocks():
            self._awaits_checksum = self._has_checksum
            last = not self._has_checksum
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
        step_bytes = self._step_bytes
        while worth < step_bytes:
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
    segments=ZstdSegments(),
    reader=ZstdReader,
)
