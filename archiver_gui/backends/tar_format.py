"""Tar headers: ustar with pax extended headers on the way out; v7, ustar, pax and GNU on the way in.

Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar manual,
"Basic Tar Format" for long names, base-256 numbers and sparse files.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from archiver_gui.core.errors import DamagedArchiveError

BLOCK_BYTES = 512
ZERO_BLOCK = bytes(BLOCK_BYTES)
# Tar writes whole records of 20 blocks; some readers of tapes and pipes expect the padding.
RECORD_BYTES = 20 * BLOCK_BYTES
# A pax or GNU header of ours never comes near this; nobody's needs to, and a claim of gigabytes must
# not be believed.
MAX_EXTENSION_BYTES = 1 << 20

TYPE_FILE = b"0"
TYPE_HARDLINK = b"1"
TYPE_SYMLINK = b"2"
TYPE_FOLDER = b"5"

_NAME_BYTES = 100
_PREFIX_BYTES = 155
_USER_BYTES = 31  # one less than the field: readers expect a NUL
MAX_USTAR_SIZE = 8**11  # 8 GiB: what eleven octal digits cannot hold any more
_OCTAL_7 = 8**7
_SPACES_SUM = 8 * 0x20


# ---- packing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Owner:
    """Whom an entry belonged to. Compared by identity, which is quick: keep one an owner."""

    uid: int = 0
    gid: int = 0
    user: str = ""
    group: str = ""


NOBODY = Owner()


class HeaderPacker:
    """Packs the headers of one entry: pax or GNU extensions where they are needed, then the ustar block.

    Keeps what repeats (owners), so that the usual entry costs two joins and one short sum. Times are
    whole seconds, as in GNU tar's own default format: a pax record of 1 KiB for every entry would cost
    more than the fractions are worth. May be called from several threads.
    """

    def __init__(self) -> None:
        self._tails: dict[Owner, tuple[bytes, bytes, int, list[tuple[bytes, bytes]]]] = {}

    def pack(
        self,
        name: bytes,
        kind: bytes,
        size: int = 0,
        mtime: int = 0,
        mode: int = 0o644,
        link: bytes = b"",
        owner: Owner = NOBODY,
    ) -> bytes:
        """The header blocks of one entry.

        Args:
            name: As stored: folders end in '/'.
            kind: One of the TYPE constants.
            mtime: Seconds since the epoch.
        """
        numbers, tail, constant_sum, records = self._tails.get(owner) or self._tail_of(owner)
        prefix: bytes = b""
        short: bytes | None = name
        if len(name) > _NAME_BYTES:
            prefix, short = _split(name)
        if (
            short is None
            or records
            or len(link) > _NAME_BYTES
            or not 0 <= size < MAX_USTAR_SIZE
            or not 0 <= mtime < MAX_USTAR_SIZE
            or not name.isascii()
            or not link.isascii()
        ):
            return self._pack_extended(name, kind, size, mtime, mode, link, owner)
        return _ustar(short, kind, size, mtime, mode, link, numbers, tail, constant_sum, prefix)

    def _tail_of(self, owner: Owner) -> tuple[bytes, bytes, int, list[tuple[bytes, bytes]]]:
        records: list[tuple[bytes, bytes]] = []
        uid, gid = (_fit_number(key, value, records) for key, value in ((b"uid", owner.uid), (b"gid", owner.gid)))
        user, group = (_fit_text(key, text, records) for key, text in ((b"uname", owner.user), (b"gname", owner.group)))
        numbers = b"%07o\0%07o\0" % (uid, gid)
        tail = b"ustar\x0000" + user.ljust(32, b"\0") + group.ljust(32, b"\0") + b"0000000\x000000000\0"
        packed = (numbers, tail, sum(numbers) + sum(tail) + _SPACES_SUM, records)
        self._tails[owner] = packed
        return packed

    def _pack_extended(
        self, name: bytes, kind: bytes, size: int, mtime: int, mode: int, link: bytes, owner: Owner
    ) -> bytes:
        numbers, tail, constant_sum, owner_records = self._tails[owner]
        records = list(owner_records)
        before = bytearray()
        prefix, short = _split(name)
        if not name.isascii() or short is None:
            before += _extension_for_text(name, b"path", b"L", records, fits=short is not None)
        if not link.isascii() or len(link) > _NAME_BYTES:
            before += _extension_for_text(link, b"linkpath", b"K", records, fits=len(link) <= _NAME_BYTES)
        if not 0 <= size < MAX_USTAR_SIZE:
            records.append((b"size", b"%d" % size))
            size = 0 if size < 0 else MAX_USTAR_SIZE - 1
        if not 0 <= mtime < MAX_USTAR_SIZE:
            records.append((b"mtime", b"%d" % mtime))
            mtime = 0 if mtime < 0 else MAX_USTAR_SIZE - 1
        if records:
            before[:0] = _pack_pax(records, name)
        if short is None:
            prefix, short = b"", name[:_NAME_BYTES]
        header = _ustar(short, kind, size, mtime, mode, link[:_NAME_BYTES], numbers, tail, constant_sum, prefix)
        return bytes(before) + header


def _ustar(
    name: bytes, kind: bytes, size: int, mtime: int, mode: int, link: bytes, numbers: bytes, tail: bytes,
    constant_sum: int, prefix: bytes = b"",
) -> bytes:  # fmt: skip
    mode_field = b"%07o\0" % (mode & 0o7777)
    size_fields = b"%011o\0%011o\0" % (size, mtime)
    total = constant_sum + _sum(name + mode_field + size_fields + kind)
    if link:
        total += _sum(link)
    if prefix:
        total += _sum(prefix)
    # The tail ends where the prefix begins, at 345; the prefix and 12 unused bytes fill the block.
    return b"".join((
        name.ljust(100, b"\0"), mode_field, numbers, size_fields, b"%06o\0 " % total, kind,
        link.ljust(100, b"\0"), tail, prefix.ljust(167, b"\0"),
    ))  # fmt: skip


def _sum(data: bytes) -> int:
    """The sum of up to 256 bytes: the low half of Adler-32, a fifth of what sum() takes."""
    return (zlib.adler32(data) & 0xFFFF) - 1


def _split(name: bytes) -> tuple[bytes, bytes | None]:
    """Prefix and name as ustar stores them, joined by '/' again on reading; None when they do not fit."""
    if len(name) <= _NAME_BYTES:
        return b"", name
    if len(name) > _NAME_BYTES + 1 + _PREFIX_BYTES:
        return b"", None
    # The name must not be empty, so a folder's last '/' is no place to split.
    at = name.find(b"/", len(name) - _NAME_BYTES - 1, len(name) - 1)
    if not 0 < at <= _PREFIX_BYTES:
        return b"", None
    return name[:at], name[at + 1 :]


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _extension_for_text(
    text: bytes, key: bytes, gnu_kind: bytes, records: list[tuple[bytes, bytes]], *, fits: bool
) -> bytes:
    """Adds a pax record for UTF-8; gives GNU's long-name block for other bytes that don't fit.

    Pax records are UTF-8 by definition, and of the ways around that (hdrcharset=BINARY, GNU's block)
    GNU's is the one that every reader knows.
    """
    if _is_utf8(text):
        records.append((key, text))
        return b""
    if fits:
        return b""
    block = _plain_header(b"././@LongLink", gnu_kind, len(text) + 1, magic=b"ustar  \0")
    return block + _padded(text + b"\0")


def _pack_pax(records: list[tuple[bytes, bytes]], name: bytes) -> bytes:
    data = b"".join(_pack_record(key, value) for key, value in records)
    base = name.rstrip(b"/").rpartition(b"/")[2]
    shown = b"PaxHeaders/" + base.decode("ascii", "ignore").encode()[: _NAME_BYTES - 11]
    return _plain_header(shown, b"x", len(data)) + _padded(data)


def _pack_record(key: bytes, value: bytes) -> bytes:
    # The length counts its own digits.
    rest = len(key) + len(value) + 3
    length = rest + len(str(rest))
    if len(str(length)) + rest != length:
        length += 1
    return b"%d %b=%b\n" % (length, key, value)


def _plain_header(name: bytes, kind: bytes, size: int, magic: bytes = b"ustar\x0000") -> bytes:
    numbers = b"0000000\x000000000\0"
    tail = magic + bytes(64) + b"0000000\x000000000\0"
    return _ustar(name, kind, size, 0, 0o644, b"", numbers, tail, sum(numbers) + sum(tail) + _SPACES_SUM)


def _fit_number(key: bytes, value: int, records: list[tuple[bytes, bytes]]) -> int:
    if 0 <= value < _OCTAL_7:
        return value
    records.append((key, b"%d" % value))
    return 0


def _fit_text(key: bytes, text: str, records: list[tuple[bytes, bytes]]) -> bytes:
    encoded = text.encode("utf-8", "surrogateescape")
    if encoded.isascii() and len(encoded) <= _USER_BYTES:
        return encoded
    if _is_utf8(encoded):
        records.append((key, encoded))
    return encoded[:_USER_BYTES].decode("ascii", "ignore").encode()


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % BLOCK_BYTES)


def padding_after(size: int) -> int:
    """Bytes from the end of so much content to the next block."""
    return -size % BLOCK_BYTES


# ---- parsing ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Header:
    """One header block as it stands, before extensions change it."""

    name: bytes
    kind: bytes
    size: int
    mtime: int | None  # None: the field is not a number
    mode: int | None
    link: bytes
    is_ambiguous: bool  # GNU's own kind of header with something else where its times stand

    @property
    def is_ordinary(self) -> bool:
        """Whether nothing about it asks for a closer look."""
        return self.mtime is not None and self.mode is not None and not self.is_ambiguous


def plain_fields(block: bytes) -> tuple[bytes, int, int, int] | None:
    """Name, size, mtime and mode of a header in the form that nearly everybody writes; None for all others.

    That is: digits and one mark in the fields, the right sum, and the name in its own field or with a prefix as
    POSIX has it.
    """
    digits = block[100:107] + block[124:135] + block[136:147] + block[148:154]
    if (
        len(block) != BLOCK_BYTES
        or not digits.isdigit()
        or (block[107] | block[135] | block[147] | block[154] | block[155]) & 0xDF
    ):
        return None
    total = _sum(block[:148]) + _sum(block[156:334]) + _sum(block[334:]) + _SPACES_SUM
    try:
        mode, size, mtime, stored = (
            int(digits[:7], 8), int(digits[7:18], 8), int(digits[18:29], 8), int(digits[29:], 8),
        )  # fmt: skip
    except ValueError:  # an eight or a nine
        return None
    if stored != total:
        return None
    name = _text(block[:100])
    if block[345]:
        if block[257:263] != b"ustar\0" or block[508:512] == b"tar\0":
            return None
        name = _text(block[345:500]) + b"/" + name
    return name, size, mtime, mode


def parse_header(block: bytes) -> Header:
    """Read one block of 512 bytes.

    Raises:
        DamagedArchiveError: The checksum or the size is wrong.
    """
    plain = plain_fields(block)
    if plain is not None:
        return Header(plain[0], block[156:157], *plain[1:], _text(block[157:257]), is_ambiguous=False)
    check_header(block)
    size, mode, mtime = _parse_numbers(block)
    name, link, prefix = _text(block[:100]), _text(block[157:257]), block[345:500]
    is_ambiguous = False
    if prefix[0]:
        magic = block[257:263]
        if magic == b"ustar\0":
            # star's prefix ends 24 bytes earlier.
            name = _text(prefix[:131] if block[508:512] == b"tar\0" else prefix) + b"/" + name
        elif magic == b"ustar ":  # GNU: times of access and change
            is_ambiguous = parse_number(prefix[:12]) is None or parse_number(prefix[12:24]) is None
    return Header(name, block[156:157], size, mtime, mode, link, is_ambiguous)


def _parse_numbers(block: bytes) -> tuple[int, int | None, int | None]:
    size = parse_number(block[124:136])
    if size is None or not 0 <= size < 1 << 63:
        raise DamagedArchiveError("A header is damaged", f"Its size field is {block[124:136]!r}.")
    return size, parse_number(block[100:108]), parse_number(block[136:148])


def check_header(block: bytes) -> None:
    """Check the sum that every header bears.

    Old programs summed signed bytes; both sums are valid.

    Raises:
        DamagedArchiveError: It is wrong.
    """
    stored = parse_number(block[148:156])
    total = _sum(block[:148]) + _sum(block[156:334]) + _sum(block[334:]) + _SPACES_SUM
    if stored == total:
        return
    high = sum(byte >> 7 for byte in block) - sum(byte >> 7 for byte in block[148:156])
    if stored != total - 256 * high:
        raise DamagedArchiveError("A header is damaged", "Its checksum is wrong.")


def is_header(block: bytes) -> bool:
    """Whether these bytes are a header with a right checksum."""
    if len(block) < BLOCK_BYTES:
        return False
    try:
        check_header(block)
    except DamagedArchiveError:
        return False
    return True


def parse_number(field: bytes) -> int | None:
    """An octal or base-256 field; 0 when it is blank, None when it is neither."""
    if field[0] & 0x80:
        # Base 256: two's complement with the top bit as the mark.
        value = int.from_bytes(field, "big") & ((1 << (8 * len(field) - 1)) - 1)
        return value - (1 << (8 * len(field) - 1)) if field[0] & 0x40 else value
    text = field.partition(b"\0")[0].strip(b" ")
    if not text:
        # A field that starts with NUL and goes on is garbage, not blank.
        return 0 if not field.strip(b" \0") else None
    if not text.isdigit():
        return None
    try:
        return int(text, 8)
    except ValueError:
        return None


def _text(field: bytes) -> bytes:
    return field.partition(b"\0")[0]


def parse_pax(data: bytes) -> list[tuple[bytes, bytes]]:
    """The records of one extended header, in their order.

    Raises:
        DamagedArchiveError: A record's length is wrong or it has no '=' or key.
    """
    records = []
    position = 0
    while position < len(data):
        space = data.find(b" ", position, position + 20)
        digits = data[position:space]
        if space < 0 or not digits.isdigit():
            raise _bad_pax("A record has no length")
        end = position + int(digits)
        if end > len(data) or end <= space + 1 or data[end - 1] != 0x0A:
            raise _bad_pax("A record's length is wrong")
        key, sign, value = data[space + 1 : end - 1].partition(b"=")
        if not sign or not key or b"\0" in key:
            raise _bad_pax("A record has no key")
        records.append((key, value))
        position = end
    return records


def _bad_pax(detail: str) -> DamagedArchiveError:
    return DamagedArchiveError("An extended header is damaged", f"{detail}.")
