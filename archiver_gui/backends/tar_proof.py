"""Walks over a tar stream that was just written, and is stricter than a reader may be.

It knows what our writer makes and takes nothing else: one way to write each number, extended headers only
where they belong, zeros where nothing stands, and nothing left over.
"""

from __future__ import annotations

import os
from array import array
from zlib import adler32 as _adler32

from archiver_gui.backends.tar_batch import KIND_OF_TYPE, ZEROS, columns_of
from archiver_gui.backends.tar_format import (
    BLOCK_BYTES,
    MAX_EXTENSION_BYTES,
    TYPE_FILE,
    TYPE_FOLDER,
    ZERO_BLOCK,
    parse_pax,
)
from archiver_gui.codecs.hashing import ContentHash, content_hash
from archiver_gui.codecs.registry import segment_format
from archiver_gui.codecs.segments import Check, Span, never, unpack_segment
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.written import DIGEST_BYTES, NO_DIGEST, WrittenColumns

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_EXTENSIONS = (b"x", b"L", b"K")
_SPACES_SUM = 8 * 0x20  # the sum counts its own field as spaces
_MAGICS = (b"ustar\x0000", b"ustar  \0")


def prove_batch(path: str, span: Span, codec_id: str, wanted: WrittenColumns) -> None:
    """Read a segment that holds whole entries, and compare them with what was written. Any thread or process.

    Raises:
        DamagedArchiveError: They differ, or contradict themselves.
        OSError: The file cannot be read.
    """
    walk = TarWalk()
    walk.feed(read_span(path, span, codec_id, never))
    walk.require_boundary()
    if walk.end_bytes:
        raise _unlike("It ends too early.")
    compare(walk.take(), wanted)


def read_span(path: str, span: Span, codec_id: str, check: Check) -> bytes:
    """The content of one segment of the archive at this path. Any thread or process.

    Raises:
        DamagedArchiveError: It is not what was written.
        OSError: The file cannot be read.
    """
    handle = os.open(path, _OPEN_FLAGS)
    try:
        data = pread(handle, span.start, span.end)
    finally:
        os.close(handle)
    return unpack_segment(segment_format(codec_id), data, span, check)


def pread(handle: int, start: int, end: int) -> bytes:
    """The bytes from `start` to before `end`.

    Raises:
        DamagedArchiveError: The file is shorter.
    """
    parts = []
    os.lseek(handle, start, os.SEEK_SET)
    while start < end:
        part = os.read(handle, end - start)
        if not part:
            raise _unlike("It is shorter.")
        parts.append(part)
        start += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def compare(found: WrittenColumns, wanted: WrittenColumns) -> None:
    """Hold what stands in the archive against what was written.

    Raises:
        DamagedArchiveError: They differ.
    """
    for column, one, other in zip(WrittenColumns._fields, found, wanted, strict=True):
        if one != other:
            raise _unlike(f"Some {column} of its entries differ.")


class TarWalk:
    """Takes a tar stream in pieces of any size and makes columns of its entries."""

    def __init__(self) -> None:
        self._rest = b""  # a header, or an extended one, that is not whole yet
        self._content: ContentHash | None = None  # of a file that is not whole yet
        self._left = 0  # of its content
        self._padding = 0  # that is still to come
        self._extended: dict[bytes, bytes] = {}
        self.end_bytes = 0  # zeros met at the end, where no entry may follow any more
        self.content_bytes = 0  # of files so far
        self._clear()

    def _clear(self) -> None:
        self._names: list[bytes] = []
        self._types: list[bytes] = []
        self._sizes, self._times = array("q"), array("d")
        self._digests: list[bytes] = []

    def __len__(self) -> int:
        """Whole entries that `take` would give."""
        return len(self._digests)

    def take(self) -> WrittenColumns:
        """The entries since the last time; only where no file is in the middle."""
        found = columns_of(self._names, self._types, self._sizes, self._times, self._digests)
        self._clear()
        return found

    @property
    def in_file(self) -> bool:
        """Whether more of a file's content is to come."""
        return self._content is not None

    def require_boundary(self) -> None:
        """See that nothing is left in the middle.

        Raises:
            DamagedArchiveError: Something is.
        """
        if self._rest or self._content is not None or self._padding or self._extended:
            raise _unlike("An entry is cut off.")

    def feed(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            DamagedArchiveError: They are not what our writer writes.
        """
        if self._rest:
            data = self._rest + data
            self._rest = b""
        try:
            self._walk(data)
        except ValueError as error:
            raise _unlike("A number is none.") from error

    def _walk(self, data: bytes) -> None:
        at = self._continue(data) if self._content is not None or self._padding else 0
        last = len(data) - BLOCK_BYTES
        while at <= last and not self.end_bytes:
            block = data[at : at + BLOCK_BYTES]
            if block == ZERO_BLOCK:
                break
            _check_sum(block)
            size = int(block[124:135], 8)
            kind = block[156:157]
            if kind in _EXTENSIONS:
                next_at = at + BLOCK_BYTES + size + -size % BLOCK_BYTES
                if next_at > len(data):
                    break
                self._extend(kind, data[at + BLOCK_BYTES : at + BLOCK_BYTES + size])
                at = next_at
            else:
                at = self._entry(block, kind, size, data, at + BLOCK_BYTES)
        if at < len(data):
            self._keep(data[at:])

    def _keep(self, rest: bytes) -> None:
        """Bytes that are no whole header: the end, or what the next piece goes on with."""
        if self.end_bytes or rest[:BLOCK_BYTES] == ZERO_BLOCK:
            if rest.count(0) != len(rest):
                raise _unlike("Something follows its end.")
            self.end_bytes += len(rest)
        elif len(rest) > MAX_EXTENSION_BYTES + 2 * BLOCK_BYTES:
            raise _unlike("An extended header is too large.")
        else:
            self._rest = rest

    def _entry(self, block: bytes, kind: bytes, size: int, data: bytes, at: int) -> int:
        """Note the entry of this header, whose content starts there; where that ends."""
        name = block[:100].rstrip(b"\0")
        if block[345]:
            name = block[345:500].rstrip(b"\0") + b"/" + name
        mtime = int(block[136:147], 8)
        if self._extended:
            extended, self._extended = self._extended, {}
            name = extended.get(b"path", name)
            size = int(extended.get(b"size", size))
            mtime = int(extended.get(b"mtime", mtime))
        self._types.append(kind)
        self._sizes.append(size)
        self._times.append(mtime)
        if kind == TYPE_FILE:
            self._names.append(name)
            return self._pass_content(data, at, size)
        if size or kind not in KIND_OF_TYPE or name.endswith(b"/") != (kind == TYPE_FOLDER):
            raise _unlike("An entry contradicts itself.")
        self._names.append(name[:-1] if kind == TYPE_FOLDER else name)
        self._digests.append(NO_DIGEST)
        return at

    def _extend(self, kind: bytes, data: bytes) -> None:
        if kind == b"x":
            self._extended.update(parse_pax(data))
        else:
            self._extended[b"path" if kind == b"L" else b"linkpath"] = data.removesuffix(b"\0")

    def _pass_content(self, data: bytes, at: int, size: int) -> int:
        """Hash a file's content, as far as it is there; where it ends."""
        body_end = at + size
        next_at = body_end + -size % BLOCK_BYTES
        if next_at <= len(data):
            if data[body_end:next_at] != ZEROS[next_at - body_end]:
                raise _unlike("Something stands between two entries.")
            self._digests.append(content_hash(data[at:body_end]).digest()[:DIGEST_BYTES])
            self.content_bytes += size
            return next_at
        self._content = content_hash()
        self._left = size
        self._padding = -size % BLOCK_BYTES
        return at + self._continue(memoryview(data)[at:])

    def _continue(self, data: bytes | memoryview) -> int:
        """Go on with a file that was cut off; how many bytes were its own."""
        taken = 0
        if self._content is not None:
            taken = min(self._left, len(data))
            self._content.update(data[:taken])
            self._left -= taken
            self.content_bytes += taken
            if not self._left:
                self._digests.append(self._content.digest()[:DIGEST_BYTES])
                self._content = None
        if self._content is None and self._padding:
            padding = bytes(data[taken : taken + self._padding])
            if padding.count(0) != len(padding):
                raise _unlike("Something stands between two entries.")
            self._padding -= len(padding)
            taken += len(padding)
        return taken


def _check_sum(block: bytes) -> None:
    """See that a header is of our kind, and its sum the one that it bears. Adler-32's low half is the sum and one."""
    total = _adler32(block[:148]) & 0xFFFF
    total += _adler32(block[156:334]) & 0xFFFF
    total += _adler32(block[334:]) & 0xFFFF
    if block[148:156] != b"%06o\0 " % (total - 3 + _SPACES_SUM) or block[257:265] not in _MAGICS:
        raise _unlike("A header does not add up.")


def _unlike(text: str) -> DamagedArchiveError:
    return DamagedArchiveError("The archive is not as it was written", text)
