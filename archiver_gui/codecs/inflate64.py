"""Decodes Deflate64, which Windows writes into zip archives for files beyond 2 GB.

No maintained library gives it out in pieces of bounded size. In Python it is slow, 1 to 5 MB/s, and right.

Sources: RFC 1951; APPNOTE 5.5.1: a window of 64 KiB, a last length code with 16 extra bits, two more distances.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

_WINDOW_BYTES = 1 << 16
_PIECE_BYTES = 1 << 18
_MAX_CODE_BITS = 15
_REFILL_BITS = 64
_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)

# Base and extra bits, by code (RFC 1951 3.2.5, and APPNOTE for what differs).
_LENGTHS = [(3 + code, 0) for code in range(8)]
for _code in range(8, 28):
    _LENGTHS.append((_LENGTHS[-1][0] + (1 << _LENGTHS[-1][1]), (_code - 4) // 4))
_LENGTHS.append((3, 16))
_DISTANCES = [(1 + code, 0) for code in range(4)]
for _code in range(4, 32):
    _DISTANCES.append((_DISTANCES[-1][0] + (1 << _DISTANCES[-1][1]), (_code - 2) // 2))

_END = 256

_Table = tuple[list[int], int]  # symbol << 4 | bits, by the next bits as they come; how many bits those are


class Source(Protocol):
    """Where packed bytes come from."""

    def read(self, size: int = -1, /) -> bytes:
        """Some bytes; none at the end."""


class _Bits:
    """The stream's bits, lowest first. `held` and `count` may be taken into local names and put back."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._chunk = b""
        self._at = 0
        self._missing = 0  # bits beyond the end that were made up
        self.held = 0
        self.count = 0

    def refill(self, held: int, count: int) -> tuple[int, int]:
        """At least 64 bits, with zeros behind the stream's end.

        Raises:
            ValueError: The end lies too far back.
        """
        while count < _REFILL_BITS:
            piece = self._chunk[self._at : self._at + 64]
            self._at += 64
            if not piece:
                self._chunk, self._at = self._source.read(), 0
                if self._chunk:
                    continue
                self._missing += _REFILL_BITS
                if self._missing > 2 * _REFILL_BITS:
                    raise ValueError("It ends too early")
                count += _REFILL_BITS
                break
            held |= int.from_bytes(piece, "little") << count
            count += 8 * len(piece)
        return held, count

    def take(self, size: int) -> int:
        """The next bits, up to 32 of them."""
        if self.count < size:
            self.held, self.count = self.refill(self.held, self.count)
        value = self.held & ((1 << size) - 1)
        self.held >>= size
        self.count -= size
        return value

    def symbol(self, table: _Table) -> int:
        """The next symbol of a code."""
        if self.count < _MAX_CODE_BITS:
            self.held, self.count = self.refill(self.held, self.count)
        found = table[0][self.held & ((1 << table[1]) - 1)]
        if not found:
            raise ValueError("It has a code that stands for nothing")
        self.held >>= found & 15
        self.count -= found & 15
        return found >> 4

    def to_byte(self) -> None:
        """Leave out what is left of the byte."""
        self.take(self.count & 7)

    def check_end(self) -> None:
        """See that the stream ended exactly here.

        Raises:
            ValueError: It ended before, or goes on.
        """
        self.to_byte()
        if self.count < self._missing:
            raise ValueError("It ends too early")
        if self.count > self._missing or self._at < len(self._chunk) or self._source.read():
            raise ValueError("Something that is no part of it follows its end")


def inflate64(source: Source) -> Iterator[bytes]:
    """The content in pieces of some hundred kilobytes.

    Raises:
        ValueError: It is damaged, cut short, or followed by something.
    """
    bits = _Bits(source)
    out = bytearray()
    start = 0  # of what was not given out yet
    is_last = 0
    while not is_last:
        is_last = bits.take(1)
        kind = bits.take(2)
        for _ in _BLOCKS[kind](bits, out):
            if len(out) - start >= _PIECE_BYTES:
                yield bytes(out[start:])
                del out[:-_WINDOW_BYTES]
                start = len(out)
    bits.check_end()
    if len(out) > start:
        yield bytes(out[start:])


def _stored(bits: _Bits, out: bytearray) -> Iterator[None]:
    bits.to_byte()
    size, check = bits.take(16), bits.take(16)
    if size != check ^ 0xFFFF:
        raise ValueError("A stored block has no right size")
    while size:
        count = min(4, size)
        out += bits.take(8 * count).to_bytes(count, "little")
        size -= count
    yield


def _fixed(bits: _Bits, out: bytearray) -> Iterator[None]:
    literals = _table([8] * 144 + [9] * 112 + [7] * 24 + [8] * 8)
    return _coded(bits, out, literals, _table([5] * 32))


def _dynamic(bits: _Bits, out: bytearray) -> Iterator[None]:
    literal_count, distance_count, order_count = bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4
    sizes = [0] * 19
    for place in _ORDER[:order_count]:
        sizes[place] = bits.take(3)
    table = _table(sizes)
    found: list[int] = []
    while len(found) < literal_count + distance_count:
        symbol = bits.symbol(table)
        if symbol < 16:
            found.append(symbol)
        elif symbol == 16:
            if not found:
                raise ValueError("A block repeats a code that is not there")
            found += found[-1:] * (3 + bits.take(2))
        else:
            found += [0] * (3 + bits.take(3) if symbol == 17 else 11 + bits.take(7))
    if len(found) > literal_count + distance_count or not found[_END]:
        raise ValueError("A block's codes are wrong")
    return _coded(bits, out, _table(found[:literal_count]), _table(found[literal_count:]))


def _coded(bits: _Bits, out: bytearray, literals: _Table, distances: _Table) -> Iterator[None]:
    """Decode one block; a step for each piece's worth of bytes."""
    symbols, literal_bits = literals
    mask = (1 << literal_bits) - 1
    held, count = bits.held, bits.count
    limit = len(out) + _PIECE_BYTES
    while True:
        if count < _MAX_CODE_BITS:
            held, count = bits.refill(held, count)
        found = symbols[held & mask]
        size = found & 15
        held >>= size
        count -= size
        symbol = found >> 4
        if symbol < _END and size:
            out.append(symbol)
        elif symbol > _END:
            bits.held, bits.count = held, count
            _copy(bits, out, symbol - _END - 1, distances)
            held, count = bits.held, bits.count
        else:
            bits.held, bits.count = held, count
            if not size:
                raise ValueError("It has a code that stands for nothing")
            yield
            return
        if len(out) >= limit:
            bits.held, bits.count = held, count
            yield
            limit = len(out) + _PIECE_BYTES


def _copy(bits: _Bits, out: bytearray, code: int, distances: _Table) -> None:
    if code >= len(_LENGTHS):
        raise ValueError("It has a length that stands for nothing")
    base, extra = _LENGTHS[code]
    size = base + bits.take(extra)
    base, extra = _DISTANCES[bits.symbol(distances)]
    distance = base + bits.take(extra)
    if distance > len(out):
        raise ValueError("It refers to what is not there")
    if distance >= size:
        start = len(out) - distance
        out += out[start : start + size]
    else:
        out += (out[-distance:] * (size // distance + 1))[:size]


def _table(sizes: list[int]) -> _Table:
    """Look-up by the next bits (RFC 1951 3.2.2).

    Raises:
        ValueError: The codes overlap.
    """
    most = max(sizes, default=0)
    if not most:
        return [0], 0
    table = [0] * (1 << most)
    code = 0
    for size in range(1, most + 1):
        for symbol, own in enumerate(sizes):
            if own != size:
                continue
            if code >> size:
                raise ValueError("A block's codes overlap")
            first = int(f"{code:0{size}b}"[::-1], 2)
            table[first :: 1 << size] = [symbol << 4 | size] * (1 << (most - size))
            code += 1
        code <<= 1
    return table, most


def _reserved(_bits: _Bits, _out: bytearray) -> Iterator[None]:
    raise ValueError("It has a block of no known kind")


_BLOCKS: tuple[Callable[[_Bits, bytearray], Iterator[None]], ...] = (_stored, _fixed, _dynamic, _reserved)
