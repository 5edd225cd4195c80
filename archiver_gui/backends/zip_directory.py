"""Walks a zip directory: what is in the archive, as its own directory says, without trusting it."""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO, NamedTuple, cast

from archiver_gui.backends.legacy_names import LegacyNames
from archiver_gui.backends.zip_end import find_directory, read_at
from archiver_gui.backends.zip_format import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    DIGITAL_SIGNATURE,
    DOS_SYSTEMS,
    EXTRA_TIMES,
    EXTRA_ZIP64,
    FLAG_ENCRYPTED,
    LOCAL,
    MAX_16,
    MAX_32,
    extra_fields,
    from_dos_time,
    time_of,
)
from archiver_gui.backends.zip_layout import Census, Layout
from archiver_gui.backends.zip_names import Look, is_legacy_name, look_of, named
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import UnsupportedArchiveError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

_WINDOW_BYTES = 1024 * 1024

# No file system has more, and sums of two still fit 64 signed bits.
_MAX_SIZE = (1 << 62) - 1

# A few milliseconds' worth.
_ENTRIES_BETWEEN_CHECKS = 4096

# Archives have a handful of kinds and modes; one with a million must not fill the memory with them.
_MAX_LOOKS = 4096
_ODD_STARTS = (b"", b"/")
_FILE = EntryKind.FILE  # looking it up in the enumeration costs a tenth of a listing

_SECONDS = struct.Struct("<l")
_TIMES_START = EXTRA_TIMES.to_bytes(2, "little") + b"\x05\x00"
_OWNERS_START = b"ux\x0b\x00"  # Info-ZIP's numbers of user and group, which are not read


class Member(NamedTuple):
    """What it takes to read one entry; plain values, to be handed to any thread or process."""

    offset: int  # of its local header, absolute
    flags: int
    method: int
    crc32: int
    packed_size: int
    size: int
    fixed: bytes  # what local header and record have in common: flags to length of name
    name: bytes
    problem: str = ""  # why its record cannot be believed; '' mostly


class Directory:
    """One archive's directory. Everything odd becomes a remark; memory follows the file, not its claims."""

    def __init__(self, file: BinaryIO, remarks: Remarks, encoding: str = "") -> None:
        """Find it.

        Args:
            encoding: What names are in that do not say so; '' to guess.
        """
        self._file = file
        self._remarks = remarks
        self.legacy = LegacyNames(encoding, "cp437", remarks, self._legacy_names)
        self._looks: dict[tuple[int, int], Look] = {}
        self.file_size = file.seek(0, 2)
        self.place = find_directory(file, self.file_size, remarks)

    def layout(self, progress: Progress) -> Layout:
        """Where the entries stand, from a first quick pass that says nothing about anything else."""
        layout = Layout()
        starts, ends = layout.starts, layout.ends
        for fields, window, at in self.records():
            offset, packed_size = fields[16], fields[8]
            if MAX_32 in (offset, packed_size):
                extra_at = at + CENTRAL.size + fields[10]
                sizes = _true_sizes(fields, extra_fields(window[extra_at : extra_at + fields[11]])[0])
                if sizes is None:
                    continue
                _, packed_size, offset = sizes
            offset += self.place.base
            starts.append(offset)
            ends.append(offset + LOCAL.size + fields[10] + packed_size)
            if not len(starts) % _ENTRIES_BETWEEN_CHECKS:
                progress.check()
        layout.judge()
        return layout

    def entries(self, layout: Layout | None = None) -> Iterator[Entry]:
        """Every entry, in the directory's order; `detail` is its `Member`.

        Entries that overlap are told of at the end, unless the caller has a layout and does it better.
        """
        census = Census(self._remarks)
        position, count, index = self.place.start, 0, 0
        for fields, window, at in self.records():
            position += CENTRAL.size + fields[10] + fields[11] + fields[12]
            count += 1
            entry = self.entry_of(index, fields, window, at)
            if entry is None:
                continue
            census.add_name(entry.path)
            if layout is None:
                add_place(census, cast("Member", entry.detail))
            yield entry
            index += 1
        self.judge_end(position, count)
        census.judge_places()

    def standing_at(self, offset: int) -> Iterator[Entry]:
        """The entries whose local headers stand there; one, mostly."""
        told = (offset - self.place.base, MAX_32)
        for fields, window, at in self.records():
            if fields[16] in told:
                entry = self.entry_of(0, fields, window, at)
                if entry is not None and member_of(entry).offset == offset:
                    yield entry

    def _legacy_names(self) -> Generator[bytes, None, None]:
        for fields, window, at in self.records():
            name_end = at + CENTRAL.size + fields[10]
            raw = window[at + CENTRAL.size : name_end]
            if is_legacy_name(raw, fields[3], window[name_end : name_end + fields[11]]):
                self.legacy.default_is_told &= fields[1] >> 8 in DOS_SYSTEMS
                yield raw

    def records(self, start: int | None = None) -> Iterator[tuple[tuple[Any, ...], bytes, int]]:
        """The fixed fields of each record, bytes that hold the whole of it, and where it starts there.

        It ends where no record stands, which `judge_end` has to be told of; `start` is where one does.
        """
        limit = self.place.limit
        position = self.place.start if start is None else start
        window, at = b"", 0
        unpack = CENTRAL.unpack_from
        while True:
            if len(window) - at < CENTRAL.size:
                position, window, at = position + at, self._window(position + at), 0
                if len(window) < CENTRAL.size:
                    break
            fields = unpack(window, at)
            if fields[0] != CENTRAL_SIGNATURE:
                break
            end = at + CENTRAL.size + fields[10] + fields[11] + fields[12]
            if end > len(window):
                if position + end > limit:
                    break
                position, window, at = position + at, self._window(position + at, end - at), 0
                continue
            yield fields, window, at
            at = end

    def _window(self, position: int, size: int = 0) -> bytes:
        room = self.place.limit - position
        return read_at(self._file, position, min(room, max(size, _WINDOW_BYTES))) if room > 0 else b""

    def judge_end(self, position: int, count: int) -> None:
        """Tell what is odd about a walk that came to this position with so many records."""
        place = self.place
        head = read_at(self._file, position, 6) if position < place.limit else b""
        if head[:4] == DIGITAL_SIGNATURE:
            position += len(head) + int.from_bytes(head[4:6], "little")
        if position != place.limit:
            self._remarks.add("", "damaged", "Its directory breaks off, or something follows it.", severe=True)
        if count == place.entries:
            return
        if not place.entries_are_exact and count & MAX_16 == place.entries:
            self._remarks.add("", "entry-count", "It has more than 65,535 entries without the zip64 records for it.")
        else:
            text = f"It has {count} entries, and says that it had {place.entries}."
            self._remarks.add("", "entry-count", text, severe=True)

    def entry_of(self, index: int, fields: tuple[Any, ...], window: bytes, at: int) -> Entry | None:
        """The record as an entry, as `records` gave it; None for what is none."""
        return self._plain_entry(index, fields, window, at) or self._entry(index, fields, window, at)

    def _plain_entry(self, index: int, fields: tuple[Any, ...], window: bytes, at: int) -> Entry | None:
        """A record with nothing odd about it, the fast way; None for all others.

        This runs for every entry of a listing: it takes a third of the time that `_entry` does.
        """
        _, maker, _, flags, method, clock, date, crc, packed, size, name_size, room, _, _, _, bits, offset = fields
        extra_at = at + CENTRAL.size + name_size
        raw = window[at + CENTRAL.size : extra_at]
        look = self._looks.get((maker, bits))
        if look is None:
            look = look_of(maker, bits)
            if len(self._looks) < _MAX_LOOKS:
                self._looks[maker, bits] = look
        is_folder = raw[-1:] == b"/"
        kind = look.of_folder_name if is_folder else look.of_plain_name
        if (
            kind is None
            or not raw.isascii()
            or b"//" in raw
            or b"./" in raw
            or b"\\" in raw
            or raw[:1] in _ODD_STARTS
            or raw[-1:] == b"."
            or MAX_32 in (size, packed, offset)
            or (size and is_folder)
        ):
            return None
        if not room:
            mtime = from_dos_time(date, clock)
        elif (
            window[extra_at : extra_at + 4] == _TIMES_START
            and (room == 9 or (room == 24 and window[extra_at + 9 : extra_at + 13] == _OWNERS_START))
            and window[extra_at + 4] & 1
        ):
            mtime = float(_SECONDS.unpack_from(window, extra_at + 5)[0])
        else:
            return None
        path = raw[:-1].decode() if is_folder else raw.decode()
        if not path.isprintable():
            return None
        detail = Member(offset + self.place.base, flags, method, crc, packed, size, window[at + 8 : at + 30], raw)
        encrypted = flags & FLAG_ENCRYPTED != 0
        if kind is _FILE:
            return Entry(path, kind, size, packed, mtime, look.mode, None, crc, encrypted, index, b"", detail)
        return Entry(path, kind, 0, packed, mtime, look.mode, None, None, encrypted, index, b"", detail)

    def _entry(self, index: int, fields: tuple[Any, ...], window: bytes, at: int) -> Entry | None:
        flags, method, clock, date, crc, packed_size, size, name_size, extra_size = fields[3:12]
        offset = fields[16]
        extra_at = at + CENTRAL.size + name_size
        raw = window[at + CENTRAL.size : extra_at]
        problem = oddity = ""
        extra: dict[int, bytes] = {}
        if extra_size:
            extra, oddity = extra_fields(window[extra_at : extra_at + extra_size])
        if MAX_32 in (size, packed_size, offset):
            sizes = _true_sizes(fields, extra)
            if sizes is None:
                problem, size, packed_size = "Its zip64 sizes are missing or impossible.", 0, 0
            else:
                size, packed_size, offset = sizes
        path, kind, mode, doubt = named(raw, fields, size, extra, self.legacy.decode)
        if not path.strip("/"):
            if kind is not EntryKind.FOLDER:
                self._remarks.add("", "no-name", "An entry without a name is left out.", severe=True)
            return None
        if doubt or oddity or problem or (size and kind is EntryKind.FOLDER):
            self._tell(path, doubt, oddity, problem, folder_content=size if kind is EntryKind.FOLDER else 0)
        is_file = kind is EntryKind.FILE
        return Entry(
            path,
            kind,
            size if is_file else 0,
            packed_size,
            time_of(extra, date, clock) if extra else from_dos_time(date, clock),
            mode & 0o7777 if mode else None,
            None,
            crc if is_file else None,
            bool(flags & FLAG_ENCRYPTED),
            index,
            raw if raw.rstrip(b"/") != path.encode("utf-8", "surrogateescape") else b"",
            Member(
                offset + self.place.base, flags, method, crc, packed_size, size, window[at + 8 : at + 30], raw, problem
            ),
        )

    def _tell(self, path: str, doubt: str, oddity: str, problem: str, folder_content: int) -> None:
        if doubt:
            self._remarks.add(path, "name", doubt)
        if oddity:
            self._remarks.add(path, "damaged", f"Its header is damaged: {oddity}.", severe=True)
        if problem:
            self._remarks.add(path, "damaged", problem, severe=True)
        if folder_content:
            text = f"It is a folder and has {folder_content} bytes of content, which are left out."
            self._remarks.add(path, "folder-content", text, severe=True)


def member_of(entry: Entry) -> Member:
    """The entry's `detail`.

    Raises:
        UnsupportedArchiveError: It is no entry of a zip archive.
    """
    member = entry.detail
    if not isinstance(member, Member):
        raise UnsupportedArchiveError(f"“{entry.path}” is no entry of this archive")
    return member


def add_place(census: Census, member: Member) -> None:
    """Note where an entry stands, where its record can be believed."""
    if not member.problem:
        end = member.offset + LOCAL.size + len(member.name) + member.packed_size
        census.add_place(member.offset, end)


def _true_sizes(fields: tuple[Any, ...], extra: dict[int, bytes]) -> tuple[int, int, int] | None:
    """Size, packed size and offset with zip64 applied; None where it is missing or beyond all measure.

    Source: APPNOTE 4.5.3: only what is all ones in the record stands in the field, in this order.
    """
    field = extra.get(EXTRA_ZIP64, b"")
    values = []
    at = 0
    for value in (fields[9], fields[8], fields[16]):
        if value != MAX_32:
            values.append(value)
            continue
        if at + 8 > len(field):
            return None
        true = int.from_bytes(field[at : at + 8], "little")
        if true > _MAX_SIZE:
            return None
        values.append(true)
        at += 8
    return values[0], values[1], values[2]
