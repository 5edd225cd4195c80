"""Reads records of a zip directory many at a time, field by field, without a step of Python for each.

What is usual is read here; where a record has anything unusual about it, this module says so and leaves it
to `Directory`, which looks closely. It takes bytes and gives values, and so runs in any process.
"""

from __future__ import annotations

import itertools
import struct
import sys
from array import array
from collections.abc import Sequence
from itertools import repeat
from operator import add, itemgetter
from typing import NamedTuple

from archiver_gui.backends.zip_format import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    EXTRA_UNICODE_PATH,
    EXTRA_ZIP64,
    FLAG_ENCRYPTED,
    LOCAL,
    MAX_16,
    MAX_32,
    extra_fields,
    from_dos_time,
    time_of,
)
from archiver_gui.backends.zip_names import look_of
from archiver_gui.core.entries import EntryBlock, EntryKind, Render, Rendered

# A record without its signature, and with two bytes behind it the next multiple of four.
_FIXED_BYTES = CENTRAL.size - len(CENTRAL_SIGNATURE)
_GAP = b"\0\0"
_FIXED = itemgetter(slice(_FIXED_BYTES))
_REST = itemgetter(slice(_FIXED_BYTES, None))
_STRIDE_BYTES = _FIXED_BYTES + len(_GAP)

# What can be seen in ASCII; a backslash may mean a folder.
_USUAL_BYTES = bytes(code for code in range(0x20, 0x7F) if code != ord("\\"))

# Extra fields of one time stamp, as most writers make them: how they begin, and where the seconds stand.
_TIMES = struct.Struct("<5sl")
_TIMES_STARTS = frozenset(b"UT\x05\0" + bytes([flags]) for flags in range(256) if flags & 1)
_TIMES_AND_OWNERS = struct.Struct("<5sl4s11x")
_OWNERS_START = b"ux\x0b\0"  # Info-ZIP's numbers of user and group, which are not read


class RenderedRun(NamedTuple):
    """Usual entries that stand side by side in the directory."""

    rendered: object  # what `render` made of them
    paths: str  # joined by newlines, which none of them has
    starts: array[int]  # of their local headers, absolute
    ends: array[int]  # at least: local headers may be longer than they seem


def rendered_runs(data: bytes, base: int, render: Render[Rendered]) -> list[RenderedRun | int] | None:
    """The records in these bytes: runs of usual ones, and where in the bytes each unusual one stands.

    None where the bytes are not records from end to end, each as long as it says.
    """
    columns = _Columns.of(data)
    if columns is None:
        return None
    starts, ends = columns.places(base)
    block, odd = columns.entries(starts)
    if not odd:
        return [RenderedRun(render(block), "\n".join(block.paths), starts, ends)]
    lengths = (len(CENTRAL_SIGNATURE) + len(piece) for piece in columns.pieces)
    positions = list(itertools.accumulate(lengths, initial=0))
    found: list[RenderedRun | int] = []
    low = 0
    for high in (*sorted(odd), len(starts)):
        if low < high:
            part = block.part(low, high)
            found.append(RenderedRun(render(part), "\n".join(part.paths), starts[low:high], ends[low:high]))
        if high < len(starts):
            found.append(positions[high])
        low = high + 1
    return found


class _Columns:
    """The fields of records that fill some bytes exactly."""

    def __init__(self, pieces: list[bytes], fixed: bytes) -> None:
        halves, words = _numbers("H", fixed), _numbers("I", fixed)
        later = _numbers("I", fixed[2:] + _GAP)  # the last fields stand at odd multiples of two
        self.pieces = pieces
        self.makers = halves[0::22]
        self.flags = halves[2::22]
        self.stamps = words[2::11].tolist()  # DOS date and time
        self.crcs = words[3::11].tolist()
        self.packed_sizes = words[4::11].tolist()
        self.sizes = words[5::11].tolist()
        self.name_sizes = halves[12::22].tolist()
        self.extra_sizes = halves[13::22].tolist()
        self.comment_sizes = halves[14::22].tolist()
        self.attributes = later[8::11]
        self.offsets = later[9::11].tolist()
        self.has_more = any(self.extra_sizes) or any(self.comment_sizes)

    @classmethod
    def of(cls, data: bytes) -> _Columns | None:
        """The columns; None where the records do not fill the bytes from end to end."""
        first, *pieces = data.split(CENTRAL_SIGNATURE)
        fixed = _GAP.join(map(_FIXED, pieces))
        if first or not pieces or len(fixed) != _STRIDE_BYTES * len(pieces) - len(_GAP):
            return None
        columns = cls(pieces, fixed + _GAP)
        lengths = [_FIXED_BYTES + size for size in columns.name_sizes]
        if columns.has_more:
            lengths = list(map(add, lengths, map(add, columns.extra_sizes, columns.comment_sizes)))
        return columns if list(map(len, pieces)) == lengths else None

    def places(self, base: int) -> tuple[array[int], array[int]]:
        """Where each entry starts and, without its local extra fields, ends; moved by `base`."""
        starts = array("q", map(add, self.offsets, repeat(base)) if base else self.offsets)
        sizes = map(add, self.packed_sizes, self.name_sizes)
        return starts, array("q", map(add, map(add, sizes, self.offsets), repeat(LOCAL.size + base)))

    def entries(self, starts: array[int]) -> tuple[EntryBlock, set[int]]:
        """All entries, and the numbers of those of which it is not the truth, or not all of it.

        Where its local header stands is an entry's detail.
        """
        odd: set[int] = set()
        for column in (self.sizes, self.packed_sizes, self.offsets):
            if MAX_32 in column:  # zip64 tells it
                odd.update(number for number, value in enumerate(column) if value == MAX_32)
        paths, folders = self._paths(odd)
        kinds, modes = self._looks(folders, odd)
        crcs: Sequence[int | None] = self.crcs
        if any(folders):
            crcs = [None if folder else crc for folder, crc in zip(folders, crcs, strict=True)]
        encrypted = [False] * len(paths)
        if any(flags & FLAG_ENCRYPTED for flags in set(self.flags)):
            encrypted = [bool(flags & FLAG_ENCRYPTED) for flags in self.flags]
        count = len(paths)
        return EntryBlock(
            paths, kinds, self.sizes, self.packed_sizes, self._times(odd), modes, [None] * count, crcs, encrypted,
            [b""] * count, starts, [0] * count,
        ), odd  # fmt: skip

    def _paths(self, odd: set[int]) -> tuple[list[str], list[bool]]:
        """The paths, and which of them are named as folders are."""
        names = list(map(_REST, self.pieces))
        if self.has_more:
            names = [rest[:size] for rest, size in zip(names, self.name_sizes, strict=True)]
        folders = [False] * len(names)
        if not _are_usual(names):
            folders = [name[-1:] == b"/" for name in names]
            names = [name[:-1] if folder else name for name, folder in zip(names, folders, strict=True)]
            if not _are_usual(names):
                unusual = {number for number, name in enumerate(names) if not _are_usual((name,))}
                odd |= unusual
                names = [b"" if number in unusual else name for number, name in enumerate(names)]
        return b"\n".join(names).decode().split("\n"), folders

    def _looks(self, folders: list[bool], odd: set[int]) -> tuple[list[EntryKind], list[int | None]]:
        """Kinds and modes."""
        look = look_of(self.makers[0], self.attributes[0])
        if not any(folders) and look.of_plain_name is EntryKind.FILE and _is_even(self.makers, self.attributes):
            return [EntryKind.FILE] * len(folders), [look.mode] * len(folders)
        keys = list(zip(self.makers, self.attributes, strict=True))
        looks = {key: look_of(*key) for key in set(keys)}
        kinds = []
        for number, (key, folder, size) in enumerate(zip(keys, folders, self.sizes, strict=True)):
            kind = looks[key].of_folder_name if folder else looks[key].of_plain_name
            if kind is None or kind is EntryKind.SYMLINK or (folder and size):
                odd.add(number)
            kinds.append(kind or EntryKind.OTHER)
        return kinds, [looks[key].mode for key in keys]

    def _times(self, odd: set[int]) -> list[float | None]:
        if not any(self.extra_sizes):
            return self._dos_times()
        extras = [
            piece[_FIXED_BYTES + name_size : _FIXED_BYTES + name_size + size]
            for piece, name_size, size in zip(self.pieces, self.name_sizes, self.extra_sizes, strict=True)
        ]
        times = _stamped(extras)
        if times is not None:
            return list(times)
        told = {extra: _look_into(extra) for extra in set(extras)}
        odd.update(number for number, extra in enumerate(extras) if not told[extra][1])
        found = zip(extras, self._dos_times(), strict=True)
        return [dos if told[extra][0] is None else told[extra][0] for extra, dos in found]

    def _dos_times(self) -> list[float | None]:
        times = {stamp: from_dos_time(stamp >> 16, stamp & MAX_16) for stamp in set(self.stamps)}
        return list(map(times.__getitem__, self.stamps))


def _numbers(code: str, data: bytes) -> array[int]:
    """The bytes as little-endian numbers."""
    numbers = array(code, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _is_even(*columns: array[int]) -> bool:
    """Whether each column has one value all over."""
    return all(column.tobytes() == column[:1].tobytes() * len(column) for column in columns)


def _are_usual(names: Sequence[bytes]) -> bool:
    """Whether all are tidy paths, without '/' at the end, of Unicode characters that can be seen."""
    joined = b"/%b/" % b"/".join(names)
    if b"//" in joined or b"./" in joined:
        return False
    if joined.isascii():
        return not joined.translate(None, _USUAL_BYTES)
    try:
        text = joined.decode()
    except UnicodeDecodeError:
        return False
    return text.isprintable() and "\\" not in text


def _stamped(extras: Sequence[bytes]) -> list[float] | None:
    """The times of extra fields that hold a time stamp and nothing else of interest; None where one does not."""
    sizes = set(map(len, extras))
    if sizes == {_TIMES.size}:
        starts, seconds = zip(*_TIMES.iter_unpack(b"".join(extras)), strict=True)
    elif sizes == {_TIMES_AND_OWNERS.size}:
        starts, seconds, owners = zip(*_TIMES_AND_OWNERS.iter_unpack(b"".join(extras)), strict=True)
        if set(owners) != {_OWNERS_START}:
            return None
    else:
        return None
    return list(map(float, seconds)) if _TIMES_STARTS.issuperset(starts) else None


def _look_into(extra: bytes) -> tuple[float | None, bool]:
    """The time that an extra field tells, and whether that is all that matters in it."""
    times = _stamped((extra,))
    if times is not None:
        return times[0], True
    fields, oddity = extra_fields(extra)
    return time_of(fields, 0, 0), not (oddity or EXTRA_ZIP64 in fields or EXTRA_UNICODE_PATH in fields)
