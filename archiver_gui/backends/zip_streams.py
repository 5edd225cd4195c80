"""The contents of zip entries: decoded in bounded pieces, and checked to the last byte."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol, cast

from isal import igzip_lib

from archiver_gui.backends.zip_directory import Member
from archiver_gui.backends.zip_end import read_at
from archiver_gui.backends.zip_format import BZIP2, DEFLATED, DEFLATED64, FLAG_LZMA_END_MARK, LZMA, STORED, XZ, ZSTD
from archiver_gui.codecs.base import CHUNK_SIZE_BYTES, READ_SIZE_BYTES, CodecReader
from archiver_gui.codecs.hashing import Buffer, crc32
from archiver_gui.codecs.inflate64 import inflate64
from archiver_gui.codecs.zst import ZstdReader
from archiver_gui.core.errors import (
    ArchiverError,
    DamagedArchiveError,
    UnsupportedArchiveError,
    UnsupportedEntryError,
    from_os_error,
)

# What one decoder may take, whatever dictionary or window the archive asks for.
_MAX_DECODER_BYTES = 256 * 1024 * 1024
_MIN_LZMA_DICTIONARY_BYTES = 4096

# What the decoders raise on damaged bytes; bz2 raises OSError without an errno.
_DAMAGE: tuple[type[Exception], ...] = (cast("type[Exception]", igzip_lib.error), lzma.LZMAError, EOFError, ValueError)


class _Decoder(Protocol):
    """The standard library's decompressor objects, and isal's."""

    @property
    def eof(self) -> bool:
        """Whether the end mark was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out of what was put in."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end mark."""

    def decompress(self, data: Buffer, max_length: int) -> bytes:
        """At most `max_length` bytes."""


class _Packed:
    """The packed bytes of one entry, and no others."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file = file
        self._at = start
        self.left = size

    def read(self, size: int = READ_SIZE_BYTES) -> bytes:
        """Up to `size` bytes; none at the entry's end."""
        data = read_at(self._file, self._at, min(size, self.left)) if self.left else b""
        self._at += len(data)
        self.left -= len(data)
        return data


class MemberReader(CodecReader):
    """One entry's content. Its end is only reported when size, CRC and packed size were right."""

    def __init__(self, file: BinaryIO, start: int, member: Member, path: str) -> None:
        super().__init__(_Packed(file, start, member.packed_size), "zip")
        self._member = member
        self._path = path
        self._size = 0
        self._crc = 0
        self._pieces = METHODS[member.method](_Packed(file, start, member.packed_size), member)

    def _decode(self) -> bytes:
        try:
            data = next(self._pieces, b"")
        except _DAMAGE as error:
            raise self._damaged(str(error)) from error
        except UnsupportedArchiveError as error:  # by its decoder, of which others know nothing
            raise UnsupportedEntryError(f"“{self._path}” cannot be read by this program", error.detail) from error
        except OSError as error:
            if error.errno:
                raise from_os_error(error, "The archive could not be read") from error
            raise self._damaged(str(error)) from error
        self._size += len(data)
        if self._size > self._member.size:
            raise self._damaged(f"It has more than the {self._member.size} bytes that the archive tells")
        self._crc = crc32(data, self._crc)
        if not data:
            self._check()
        return data

    def _check(self) -> None:
        if self._size != self._member.size:
            raise self._damaged(f"It has {self._size} bytes instead of {self._member.size}")
        if self._crc != self._member.crc32:
            raise self._damaged("Its content does not match its checksum")

    def _damaged(self, detail: str) -> DamagedArchiveError:
        return damaged(self._path, detail)


class BrokenStream(io.RawIOBase, BinaryIO):
    """A content that was found damaged before anybody read it."""

    def __init__(self, error: ArchiverError) -> None:
        super().__init__()
        self._error = error

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, _buffer: object, /) -> int:
        """Say what is wrong."""
        raise self._error


def damaged(path: str, detail: str) -> DamagedArchiveError:
    """The error for one entry's content."""
    return DamagedArchiveError(f"“{path}” is damaged", detail, "Get another copy of the archive.")


def decode_whole(packed: bytes, member: Member, path: str) -> bytes:
    """A small entry's content, checked.

    Raises:
        DamagedArchiveError: Size, CRC or packed size are wrong.
    """
    if member.method == STORED and len(packed) == member.size:
        data = packed
    elif member.method == DEFLATED:
        decoder = igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_DEFLATE)
        try:
            data = decoder.decompress(packed, member.size + 1)
        except _DAMAGE as error:
            raise damaged(path, str(error)) from error
        if not decoder.eof or decoder.unused_data or len(data) != member.size:
            # Which of these it is, is told by the slow way.
            return MemberReader(io.BytesIO(packed), 0, member, path).read()
    else:
        return MemberReader(io.BytesIO(packed), 0, member, path).read()
    if crc32(data) != member.crc32:
        raise damaged(path, "Its content does not match its checksum")
    return data


def _stored(packed: _Packed, member: Member) -> Iterator[bytes]:
    if packed.left != member.size:
        raise ValueError("Its two sizes differ although it is not compressed")
    while data := packed.read():
        yield data


def _decoded(decoder: _Decoder, packed: _Packed, member: Member, *, has_end: bool = True) -> Iterator[bytes]:
    """Everything that comes out, at most one byte more than the archive tells; where `has_end`, to its very end."""
    left = member.size
    while not decoder.eof and (has_end or left):
        data = b""
        if decoder.needs_input:
            data = packed.read()
            if not data:
                raise ValueError("It ends too early")
        out = decoder.decompress(data, min(CHUNK_SIZE_BYTES, left + has_end))
        if out:
            left -= len(out)
            yield out
            if left < 0:
                return
    if has_end and (packed.left or decoder.unused_data):
        raise ValueError("Something that is no part of it follows its end")


def _inflated(packed: _Packed, member: Member) -> Iterator[bytes]:
    return _decoded(igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_DEFLATE), packed, member)


def _inflated64(packed: _Packed, _member: Member) -> Iterator[bytes]:
    return inflate64(packed)


def _bunzipped(packed: _Packed, member: Member) -> Iterator[bytes]:
    return _decoded(bz2.BZ2Decompressor(), packed, member)


def _unxzed(packed: _Packed, member: Member) -> Iterator[bytes]:
    return _decoded(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MAX_DECODER_BYTES), packed, member)


def _unlzmaed(packed: _Packed, member: Member) -> Iterator[bytes]:
    """Source: APPNOTE 5.8.8: two bytes of version, the length of the properties, those; then raw LZMA1."""
    head = packed.read(9)
    if len(head) < 9 or head[2:4] != b"\x05\x00" or head[4] >= 9 * 5 * 5:
        raise ValueError("Its LZMA header is wrong")
    properties, dictionary = struct.unpack_from("<BL", head, 4)
    # Nothing reaches back further than the content is long, whatever dictionary the header asks for.
    dictionary = max(min(dictionary, member.size), _MIN_LZMA_DICTIONARY_BYTES)
    if dictionary > _MAX_DECODER_BYTES:
        raise UnsupportedArchiveError("Its LZMA stream cannot be read", f"It needs {dictionary} bytes of memory")
    chain = {
        "id": lzma.FILTER_LZMA1,
        "dict_size": dictionary,
        "lc": properties % 9,
        "lp": properties // 9 % 5,
        "pb": properties // 45,
    }
    decoder = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chain])
    # Yielded, not returned, so that all of the above is done when the content is read, where errors are expected.
    yield from _decoded(decoder, packed, member, has_end=bool(member.flags & FLAG_LZMA_END_MARK))


def _unzstded(packed: _Packed, _member: Member) -> Iterator[bytes]:
    reader = ZstdReader(packed)
    while data := reader.read1():
        yield data


METHODS: dict[int, Callable[[Any, Member], Iterator[bytes]]] = {
    STORED: _stored,
    DEFLATED: _inflated,
    DEFLATED64: _inflated64,
    BZIP2: _bunzipped,
    LZMA: _unlzmaed,
    ZSTD: _unzstded,
    XZ: _unxzed,
}
