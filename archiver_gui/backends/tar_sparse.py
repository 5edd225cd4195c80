"""Sparse members: where the data lies between the holes, in the four ways that GNU tar writes it.

Source: GNU tar manual, "Storing Sparse Files": old GNU, and PAX formats 0.0, 0.1 and 1.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archiver_gui.backends.tar_format import BLOCK_BYTES, parse_number
from archiver_gui.backends.tar_input import TarInput, cut_short
from archiver_gui.core.errors import DamagedArchiveError

# A map of more pieces would cost more memory than any content is worth.
MAX_PIECES = 250_000

# Holes cost nothing to claim: nobody reads through terabytes of zeros that a few blocks stand for.
# All holes of an archive count together, against all that came before.
HOLES_ALLOWED_BYTES = 16 << 30
HOLES_ALLOWED_RATIO = 1000


@dataclass(frozen=True, slots=True)
class SparseMap:
    """Pieces of data (offset, length) in the order of the file, and the file's size with its holes."""

    pieces: tuple[tuple[int, int], ...]
    real_size: int

    def check(self, stored_size: int) -> None:
        """Check that the pieces make sense and are what is stored.

        Raises:
            DamagedArchiveError: They overlap, leave the file, or are not as long as the stored data.
        """
        end = 0
        total = 0
        for offset, length in self.pieces:
            if offset < end or length < 0:
                raise _bad_map("its pieces overlap")
            end = offset + length
            total += length
        if end > self.real_size:
            raise _bad_map("a piece lies beyond its end")
        if total != stored_size:
            raise _bad_map(f"its pieces have {total} bytes, {stored_size} are stored")


def read_old_gnu(block: bytes, source: TarInput) -> SparseMap:
    """The map in an old GNU header and in the blocks that follow it; those are taken from the source.

    Raises:
        DamagedArchiveError: A field is not a number, or the archive is cut off.
    """
    pieces: list[tuple[int, int]] = []
    _add_old_gnu(block[386:482], pieces)
    real_size = parse_number(block[483:495])
    more = block[482]
    while more:
        extension = source.read(BLOCK_BYTES)
        if len(extension) < BLOCK_BYTES:
            raise cut_short("inside a header")
        _add_old_gnu(extension[:504], pieces)
        more = extension[504]
    if real_size is None or real_size < 0:
        raise _bad_map("its size is not a number")
    return SparseMap(tuple(pieces), real_size)


def _add_old_gnu(fields: bytes, pieces: list[tuple[int, int]]) -> None:
    for at in range(0, len(fields), 24):
        if not fields[at]:
            return
        pieces.append(_piece(parse_number(fields[at : at + 12]), parse_number(fields[at + 12 : at + 24])))
        _check_count(len(pieces))


def read_pax_1_0(source: TarInput, stored_size: int, real_size: int) -> tuple[SparseMap, int]:
    """The map at the head of the content, in decimal lines; and the bytes that it took.

    Raises:
        DamagedArchiveError: It is no such map, or longer than the content.
    """
    taken = 0
    numbers: list[int] = []
    wanted = 1
    rest = b""
    while len(numbers) < wanted:
        if taken + BLOCK_BYTES > stored_size:
            raise _bad_map("its map does not end")
        block = source.read(BLOCK_BYTES)
        if len(block) < BLOCK_BYTES:
            raise cut_short("inside a sparse map")
        taken += BLOCK_BYTES
        *lines, rest = (rest + block).split(b"\n")
        if len(rest) > BLOCK_BYTES:
            raise _bad_map("its map has no lines")
        for line in lines:
            if line.startswith(b"#"):  # a comment, which libarchive knows
                continue
            numbers.append(_decimal(line))
            if len(numbers) == 1:
                _check_count(numbers[0])
                wanted = 1 + 2 * numbers[0]
            if len(numbers) == wanted:
                break
    return SparseMap(tuple(zip(numbers[1::2], numbers[2::2], strict=True)), real_size), taken


def from_pax_0(records: list[tuple[bytes, bytes]], values: Mapping[bytes, bytes]) -> SparseMap | None:
    """The map in the records themselves (0.0: one record a number, 0.1: one list); None when there is none.

    Raises:
        DamagedArchiveError: It is not made of numbers.
    """
    size = values.get(b"GNU.sparse.size", values.get(b"GNU.sparse.realsize"))
    if size is None:
        return None
    if b"GNU.sparse.map" in values:
        text = values[b"GNU.sparse.map"]
        numbers = [_decimal(number) for number in text.split(b",")] if text else []
    else:
        wanted = (b"GNU.sparse.offset", b"GNU.sparse.numbytes")
        numbers = [_decimal(value) for key, value in records if key in wanted]
        if not numbers and b"GNU.sparse.numblocks" not in values:
            return None
    if len(numbers) % 2:
        raise _bad_map("its map has an odd number of fields")
    _check_count(len(numbers) // 2)
    return SparseMap(tuple(zip(numbers[::2], numbers[1::2], strict=True)), _decimal(size))


def _piece(offset: int | None, length: int | None) -> tuple[int, int]:
    if offset is None or length is None or offset < 0 or length < 0:
        raise _bad_map("a field is not a number")
    return offset, length


def _decimal(text: bytes) -> int:
    if not text.isdigit() or len(text) > 19:
        raise _bad_map("a field is not a number")
    return int(text)


def _check_count(count: int) -> None:
    if count > MAX_PIECES:
        raise _bad_map(f"it has more than {MAX_PIECES} pieces")


def _bad_map(detail: str) -> DamagedArchiveError:
    return DamagedArchiveError("A sparse file is damaged", f"In its map, {detail}.")
