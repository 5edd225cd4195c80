"""Walks a zip directory: what is in the archive, as its own directory says, without trusting it."""

from __future__ import annotations

import stat
from array import array
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from zlib import crc32

from archiver_gui.backends.zip_end import find_directory, read_at
from archiver_gui.backends.zip_format import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    DIGITAL_SIGNATURE,
    DOS_FOLDER,
    DOS_SYSTEMS,
    EXTRA_UNICODE_PATH,
    EXTRA_ZIP64,
    FLAG_ENCRYPTED,
    FLAG_UTF8,
    MAX_16,
    MAX_32,
    UNIX_SYSTEMS,
    extra_fields,
    from_dos_time,
    time_of,
)
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.names import display, tidy
from archiver_gui.core.outcome import Remarks

_WINDOW_BYTES = 1024 * 1024

# Sizes are kept in 64 signed bits everywhere else; no file system has more.
_MAX_SIZE = (1 << 63) - 1

_KIND_OF_MODE = {
    stat.S_IFDIR: EntryKind.FOLDER,
    stat.S_IFLNK: EntryKind.SYMLINK,
    stat.S_IFCHR: EntryKind.OTHER,
    stat.S_IFBLK: EntryKind.OTHER,
    stat.S_IFIFO: EntryKind.OTHER,
    stat.S_IFSOCK: EntryKind.OTHER,
}


class Member(NamedTuple):
    """What it takes to read one entry; plain values, to be handed to any thread or process."""

    offset: int  # of its local header, absolute
    flags: int
    method: int
    crc32: int
    packed_size: int
    size: int
    dos_time: int  # date above, time below
    name: bytes
    problem: str = ""  # why its record cannot be believed; '' mostly


class Layout(NamedTuple):
    """Where the entries stand, in the order of their offsets."""

    starts: array[int]  # absolute
    overlapping: frozenset[int]  # starts of entries that share bytes with another


class Directory:
    """One archive's directory. Everything odd becomes a remark; memory follows the file, not its claims."""

    def __init__(self, file: BinaryIO, remarks: Remarks) -> None:
        self._file = file
        self._remarks = remarks
        self.file_size = file.seek(0, 2)
        self.place = find_directory(file, self.file_size, remarks)

    def layout(self) -> Layout:
        """Where the entries stand, from a first quick pass; says nothing about anything else."""
        starts = array("Q")
        ends = array("Q")
        in_order = True
        last = 0
        for fields, record, extra_at in self._records():
            offset, packed_size = fields[16], fields[8]
            if MAX_32 in (offset, packed_size):
                sizes = _true_sizes(fields, extra_fields(record[extra_at : extra_at + fields[11]])[0])
                if sizes is None:
                    continue
                _, packed_size, offset = sizes
            offset = max(0, offset + self.place.base)
            in_order = in_order and offset >= last
            last = offset
            starts.append(min(offset, _MAX_SIZE))
            # The local header may be longer than this, so that only true overlaps are found here.
            ends.append(min(offset + 30 + fields[10] + packed_size, _MAX_SIZE))
        if not in_order:
            order = sorted(range(len(starts)), key=starts.__getitem__)
            starts, ends = array("Q", [starts[at] for at in order]), array("Q", [ends[at] for at in order])
        return Layout(starts, _overlaps(starts, ends))

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the directory's order; `detail` is its `Member`."""
        seen: set[int] = set()
        index = 0
        for fields, record, extra_at in self._records(tell=True):
            entry = self._entry(index, fields, record, extra_at)
            if entry is None:
                continue
            path = hash(entry.path)  # hashes take a tenth of the room; 64 bits hardly ever meet by chance
            if path in seen:
                self._remarks.add(entry.path, "duplicate", "Another entry has the same name.")
            seen.add(path)
            yield entry
            index += 1

    def _records(self, *, tell: bool = False) -> Iterator[tuple[tuple[int, ...], bytes, int]]:
        """The fixed fields of each record, bytes that hold the whole of it, and where its extra fields start there."""
        position, limit = self.place.start, self.place.limit
        window, at, count = b"", 0, 0
        unpack = CENTRAL.unpack_from
        while True:
            if len(window) - at < CENTRAL.size:
                position, window, at = position + at, self._window(position + at), 0
                if len(window) < CENTRAL.size:
                    break
            fields = unpack(window, at)
            if fields[0] != CENTRAL_SIGNATURE:
                break
            name_end = at + CENTRAL.size + fields[10]
            end = name_end + fields[11] + fields[12]
            if end > len(window):
                if position + end > limit:
                    break
                position, window, at = position + at, self._window(position + at, end - at), 0
                continue
            count += 1
            yield fields, window[at:end], CENTRAL.size + fields[10]
            at = end
        if tell:
            self._judge_end(position + at, count)

    def _window(self, position: int, size: int = 0) -> bytes:
        room = self.place.limit - position
        return read_at(self._file, position, min(room, max(size, _WINDOW_BYTES))) if room > 0 else b""

    def _judge_end(self, position: int, count: int) -> None:
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

    def _entry(self, index: int, fields: tuple[int, ...], record: bytes, extra_at: int) -> Entry | None:
        flags, method, clock, date, crc, packed_size, size = fields[3:10]
        extra_size, offset = fields[11], fields[16]
        raw = record[CENTRAL.size : extra_at]
        problem = oddity = ""
        extra: dict[int, bytes] = {}
        if extra_size:
            extra, oddity = extra_fields(record[extra_at : extra_at + extra_size])
        if MAX_32 in (size, packed_size, offset):
            sizes = _true_sizes(fields, extra)
            if sizes is None:
                problem, size, packed_size = "Its zip64 sizes are missing or impossible.", 0, 0
            else:
                size, packed_size, offset = sizes
        path, kind, mode, doubt = _named(raw, fields, size, extra)
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
            Member(offset + self.place.base, flags, method, crc, packed_size, size, date << 16 | clock, raw, problem),
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


def _named(raw: bytes, fields: tuple[int, ...], size: int, extra: dict[int, bytes]) -> tuple[str, EntryKind, int, str]:
    """Path, kind and Unix mode (0 for none) of an entry, and what is doubtful about its name."""
    system, attributes = fields[1] >> 8, fields[15]
    doubt = ""
    if raw.isascii() and EXTRA_UNICODE_PATH not in extra:
        path = raw.decode("ascii")
        if system in DOS_SYSTEMS and "\\" in path and "/" not in path:
            path = path.replace("\\", "/")
            doubt = "Its name has backslashes, which are taken for folders."
    else:
        path, doubt = decode_name(raw, fields[3], system, extra)
    if not doubt and not path.isprintable() and display(path) != path:
        doubt = "Its name has characters that cannot be seen; they are shown escaped."
    mode = attributes >> 16 if system in UNIX_SYSTEMS else 0
    return tidy(path), _kind(path, mode, attributes if system in DOS_SYSTEMS else 0, size), mode, doubt


def _kind(path: str, mode: int, dos: int, size: int) -> EntryKind:
    kind = _KIND_OF_MODE.get(stat.S_IFMT(mode))
    if kind is EntryKind.OTHER and size:
        return EntryKind.FILE  # Info-ZIP notes the pipe that a content came through
    if kind is not None:
        return kind
    return EntryKind.FOLDER if path.endswith("/") or (dos & DOS_FOLDER and not size) else EntryKind.FILE


def decode_name(raw: bytes, flags: int, system: int, extra: dict[int, bytes]) -> tuple[str, str]:
    """The name, and what is doubtful about it ('' when nothing is).

    Source: APPNOTE 4.4.4 (bit 11), 4.6.9 (Unicode path), appendix D.
    """
    unicode_path = extra.get(EXTRA_UNICODE_PATH, b"")
    if unicode_path[:1] == b"\x01" and int.from_bytes(unicode_path[1:5], "little") == crc32(raw):
        raw, flags = unicode_path[5:], FLAG_UTF8
    try:
        return raw.decode(), ""
    except UnicodeDecodeError:
        pass
    if flags & FLAG_UTF8:
        return raw.decode("utf-8", "surrogateescape"), "Its name says that it is Unicode, and is not."
    doubt = "" if system in DOS_SYSTEMS else "Its name does not tell its encoding; it was read as CP437."
    return raw.decode("cp437"), doubt


def _true_sizes(fields: tuple[int, ...], extra: dict[int, bytes]) -> tuple[int, int, int] | None:
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


def _overlaps(starts: array[int], ends: array[int]) -> frozenset[int]:
    found = set()
    furthest = holder = -1
    for start, end in zip(starts, ends, strict=True):
        if start < furthest:
            found.update((start, holder))
        if end > furthest:
            furthest, holder = end, start
    return frozenset(found)
