"""Finds the end of a zip archive and, from there, its directory; judges what contradicts itself there."""

from __future__ import annotations

from typing import BinaryIO, NamedTuple

from archiver_gui.backends.zip_format import (
    CENTRAL_SIGNATURE,
    END,
    END64,
    END64_SIGNATURE,
    END_SIGNATURE,
    LOCAL_SIGNATURE,
    LOCATOR64,
    LOCATOR64_SIGNATURE,
    MAX_16,
    MAX_32,
)
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.outcome import Remarks

# The end record with the longest comment that its 16 bits allow.
_TAIL_BYTES = END.size + MAX_16

_SIGNATURE_BYTES = 4  # fewer bytes hold nothing that any reader would look for

# A tail full of false end records must not cost a look at the disk for each.
_MAX_CANDIDATES = 64

_DAMAGED = "The zip archive is damaged"
_OTHER_COPY = "Get another copy of the archive."


class Place(NamedTuple):
    """Where the directory stands and what the end records say of it; offsets are absolute."""

    start: int
    limit: int  # where the end records begin: the directory must end here
    entries: int
    entries_are_exact: bool  # not cut to 16 bits
    base: int  # to be added to the offsets in the archive: bytes that were put before it


class _End(NamedTuple):
    position: int
    disk: int
    directory_disk: int
    entries: int
    size: int
    offset: int
    comment_end: int


def read_at(file: BinaryIO, offset: int, size: int) -> bytes:
    """Up to `size` bytes from there; fewer only at the file's end, none for a negative offset."""
    if offset < 0:
        return b""
    file.seek(offset)
    return file.read(size)


def find_directory(file: BinaryIO, file_size: int, remarks: Remarks) -> Place:
    """Where the directory stands.

    Raises:
        DamagedArchiveError: There is no end record, or it leads nowhere.
        UnsupportedArchiveError: It is one part of a split archive.
    """
    end = _find_end(file, file_size, remarks)
    entries, size, offset, limit = end.entries, end.size, end.offset, end.position
    locator = read_at(file, end.position - LOCATOR64.size, LOCATOR64.size)
    is_zip64 = locator[:4] == LOCATOR64_SIGNATURE
    exact = is_zip64
    if is_zip64:
        found = _read_end64(file, end, locator, remarks)
        if found is not None:
            limit, entries, size, offset = found
    if not (is_zip64 or end.disk == end.directory_disk == 0):
        raise _split()
    start, base = _locate(file, limit, size, offset, entries, remarks)
    return Place(start, limit, entries, exact, base)


def _split() -> UnsupportedArchiveError:
    return UnsupportedArchiveError(
        "This is one part of a split zip archive",
        "The other parts are needed too.",
        "Join the parts into one file first.",
    )


def _find_end(file: BinaryIO, file_size: int, remarks: Remarks) -> _End:
    tail_start = max(0, file_size - _TAIL_BYTES)
    tail = read_at(file, tail_start, _TAIL_BYTES)
    candidates = _candidates(tail, tail_start)
    exact = [end for end in candidates if end.comment_end == file_size]
    if exact:
        end = exact[0]
        rivals = exact[1:] + [other for other in candidates if other.position > end.position]
        if any(_leads_somewhere(file, other) for other in rivals):
            text = "It has two end records, so that other programs may see other content in it."
            remarks.add("", "ambiguous", text, severe=True)
        return end
    if not candidates:
        if read_at(file, 0, 4) in (LOCAL_SIGNATURE, END_SIGNATURE):
            raise DamagedArchiveError(_DAMAGED, "Its end is missing: it was cut short", _OTHER_COPY)
        raise DamagedArchiveError(
            "This is not a zip archive", "It has no end record", "Check which kind of file it is."
        )
    end = next((end for end in candidates if _leads_somewhere(file, end)), candidates[0])
    if end.comment_end > file_size:
        remarks.add("", "truncated", "Its comment is cut short.", severe=True)
    else:
        size = file_size - end.comment_end
        text = f"{size} bytes that are no part of it follow its end."
        # After a comment they are most likely the rest of it, and its length is wrong: other readers may see more.
        is_cut = end.comment_end > end.position + END.size and size >= _SIGNATURE_BYTES
        remarks.add("", "trailing-data", text, severe=is_cut)
    return end


def _candidates(tail: bytes, tail_start: int) -> list[_End]:
    """Every end record that the tail could hold, the last one first."""
    found: list[_End] = []
    position = tail.rfind(END_SIGNATURE)
    while position >= 0 and len(found) < _MAX_CANDIDATES:
        if position + END.size <= len(tail):
            _, disk, directory_disk, _, entries, size, offset, comment = END.unpack_from(tail, position)
            at = tail_start + position
            found.append(_End(at, disk, directory_disk, entries, size, offset, at + END.size + comment))
        position = tail.rfind(END_SIGNATURE, 0, position)
    return found


def _leads_somewhere(file: BinaryIO, end: _End) -> bool:
    if end.size in (0, MAX_32):
        return False
    return any(read_at(file, at, 4) == CENTRAL_SIGNATURE for at in (end.position - end.size, end.offset))


def _read_end64(file: BinaryIO, end: _End, locator: bytes, remarks: Remarks) -> tuple[int, int, int, int] | None:
    """Where the zip64 end record stands, and the entries, size and offset that hold; None when it does not count."""
    locator_at = end.position - LOCATOR64.size
    _, _, stated, disks = LOCATOR64.unpack(locator)
    if disks > 1:
        raise _split()
    # A stub put before the archive moves the record away from where the locator says.
    for at in (stated, locator_at - END64.size):
        record = read_at(file, at, END64.size) if at <= locator_at - END64.size else b""
        if record[:4] == END64_SIGNATURE:
            break
    else:
        if MAX_16 in (end.entries, end.disk) or MAX_32 in (end.size, end.offset):
            raise DamagedArchiveError(_DAMAGED, "Its zip64 end record is missing", _OTHER_COPY)
        remarks.add("", "mismatch", "Its zip64 end record is missing.", severe=True)
        return None
    _, record_size, _, _, disk, directory_disk, _, entries, size, offset = END64.unpack(record)
    if disk or directory_disk:
        raise _split()
    if at + 12 + record_size != locator_at:
        remarks.add("", "hidden-data", "Its end records do not stand side by side.", severe=True)
    pairs = ((end.entries, entries, MAX_16), (end.size, size, MAX_32), (end.offset, offset, MAX_32))
    if any(small not in (limit, large) for small, large, limit in pairs):
        remarks.add("", "mismatch", "Its two end records disagree.", severe=True)
    entries, size, offset = (large if small == limit else small for small, large, limit in pairs)
    return at, entries, size, offset


def _locate(file: BinaryIO, limit: int, size: int, offset: int, entries: int, remarks: Remarks) -> tuple[int, int]:
    """Where the directory starts, and how far everything is moved."""
    beside = limit - size
    if not entries and not size:
        return limit, 0
    if read_at(file, beside, 4) == CENTRAL_SIGNATURE:
        start, base = beside, beside - offset
        if base:
            base = _settle_base(file, start, base, remarks)
        return start, base
    if offset < limit and read_at(file, offset, 4) == CENTRAL_SIGNATURE:
        remarks.add("", "mismatch", "Its end record tells a wrong size of the directory.", severe=True)
        return offset, 0
    raise DamagedArchiveError(_DAMAGED, "Its directory is not where its end record says", _OTHER_COPY)


def _settle_base(file: BinaryIO, start: int, base: int, remarks: Remarks) -> int:
    first = int.from_bytes(read_at(file, start + 42, 4), "little")
    if read_at(file, first + base, 4) != LOCAL_SIGNATURE and read_at(file, first, 4) == LOCAL_SIGNATURE:
        remarks.add("", "mismatch", "Its end record tells a wrong place of the directory.", severe=True)
        return 0
    if base < 0:
        remarks.add("", "truncated", f"{-base} bytes are missing at its beginning.", severe=True)
    else:
        remarks.add("", "prefix", f"{base} bytes that are no part of it stand before its beginning.")
    return base
