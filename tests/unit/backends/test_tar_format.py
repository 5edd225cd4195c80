"""Tar headers, packed and parsed: what we pack, Python's tarfile takes for the same."""

from __future__ import annotations

import contextlib
import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver_gui.backends.tar_format import (
    BLOCK_BYTES,
    TYPE_FILE,
    TYPE_FOLDER,
    TYPE_SYMLINK,
    HeaderPacker,
    Owner,
    parse_header,
    parse_number,
    parse_pax,
    plain_fields,
)
from archiver_gui.core.errors import DamagedArchiveError

# No NUL, no '/' alone: what can stand between two slashes.
PART = st.binary(min_size=1, max_size=120).map(lambda part: part.replace(b"\0", b"_").replace(b"/", b"-"))
NAME = st.lists(PART, min_size=1, max_size=5).map(b"/".join)


def seen_by_tarfile(header: bytes) -> tarfile.TarInfo:
    # tarfile wants no content for what it reads by next(); sizes of content are not looked at.
    with tarfile.open(fileobj=io.BytesIO(header + bytes(1024)), mode="r:") as archive:
        member = archive.next()
    assert member is not None
    return member


@given(NAME, st.integers(0, 8**14), st.integers(-(2**40), 2**40), st.integers(0, 0o7777), NAME)
def test_python_reads_every_field_as_it_was(name: bytes, size: int, mtime: int, mode: int, link: bytes) -> None:
    header = HeaderPacker().pack(name, TYPE_SYMLINK, 0, mtime, mode, link, Owner(2**31, 7, "jürgen", "users"))
    member = seen_by_tarfile(header)
    assert member.name.encode("utf-8", "surrogateescape") == name
    assert member.linkname.encode("utf-8", "surrogateescape") == link
    assert (member.mode, member.mtime) == (mode, mtime)
    assert (member.uid, member.gid, member.uname, member.gname) == (2**31, 7, "jürgen", "users")
    assert seen_by_tarfile(HeaderPacker().pack(name, TYPE_FILE, size, 0, mode)).size == size


@given(NAME, st.integers(0, 8**11 - 1), st.integers(0, 8**11 - 1), st.integers(0, 0o7777))
def test_what_is_packed_is_parsed_again(name: bytes, size: int, mtime: int, mode: int) -> None:
    packed = HeaderPacker().pack(name, TYPE_FILE, size, mtime, mode)
    header = parse_header(packed[-BLOCK_BYTES:])
    assert (header.size, header.mtime, header.mode, header.kind) == (size, mtime, mode, TYPE_FILE)
    if len(packed) == BLOCK_BYTES:
        assert header.name == name


@pytest.mark.parametrize("length", [99, 100, 101, 154, 155, 156, 255, 256, 257, 300])
@pytest.mark.parametrize("slash_at", [1, 50, 99, 100, 154, 155, 156])
@pytest.mark.parametrize("kind", [TYPE_FILE, TYPE_FOLDER])
def test_names_at_the_edges_of_the_fields_are_kept(length: int, slash_at: int, kind: bytes) -> None:
    name = bytearray(b"n" * length)
    if slash_at < length - 1:
        name[slash_at] = ord("/")
    packed = HeaderPacker().pack(bytes(name) + (b"/" if kind == TYPE_FOLDER else b""), kind)
    assert seen_by_tarfile(packed).name == name.decode()


def test_a_name_that_fits_costs_one_block() -> None:
    assert len(HeaderPacker().pack(b"folder/" * 20 + b"name", TYPE_FILE, owner=Owner(0, 0, "root", "root"))) == 512


def test_short_names_that_are_not_utf8_stand_raw_in_the_header() -> None:
    packed = HeaderPacker().pack(b"caf\xe9", TYPE_FILE)
    assert len(packed) == 512
    assert packed.startswith(b"caf\xe9\0")


@pytest.mark.parametrize(
    ("field", "number"),
    [
        (b"0000644\0", 0o644),
        (b"   644 \0", 0o644),
        (b"644\0\0\0\0\0", 0o644),
        (b"\0\0\0\0\0\0\0\0", 0),
        (b"        ", 0),
        (b"\x80\0\0\0\0\0\1\0", 256),
        (b"\xff\xff\xff\xff\xff\xff\xff\xfe", -2),
        (b"9x!z89a\0", None),
        (b"-000012\0", None),
        (b"1_0\0\0\0\0\0", None),
        (b"0o17\0\0\0\0", None),
        (b"\0garbage", None),
    ],
)
def test_numbers_are_octal_or_base_256_and_nothing_else(field: bytes, number: int | None) -> None:
    assert parse_number(field) == number


def test_a_checksum_over_signed_bytes_is_valid_too() -> None:
    block = bytearray(HeaderPacker().pack(b"caf\xe9", TYPE_FILE))
    total = int(block[148:154], 8)
    block[148:156] = b"%06o\0 " % (total - 256)
    assert parse_header(bytes(block)).name == b"caf\xe9"
    block[148:156] = b"%06o\0 " % (total - 255)
    with pytest.raises(DamagedArchiveError):
        parse_header(bytes(block))


@given(st.integers(0, 511), st.integers(1, 255))
def test_a_changed_byte_in_a_header_is_noticed(at: int, change: int) -> None:
    block = bytearray(HeaderPacker().pack(b"name", TYPE_FILE, 1000, 1_700_000_000, owner=Owner(1, 2, "a", "b")))
    before = parse_header(bytes(block))
    block[at] ^= change
    try:
        after = parse_header(bytes(block))
    except DamagedArchiveError:
        return
    assert after == before  # the padding of the checksum's own field says nothing


@given(st.lists(st.tuples(st.from_regex(rb"[A-Za-z.]{1,30}", fullmatch=True), st.binary(max_size=200)), max_size=8))
def test_pax_records_come_back(records: list[tuple[bytes, bytes]]) -> None:
    data = b""
    for key, value in records:
        rest = len(key) + len(value) + 3
        length = next(n for n in range(rest, rest + 10) if len(str(n)) + rest == n)
        data += b"%d %b=%b\n" % (length, key, value)
    assert parse_pax(data) == records


@pytest.mark.parametrize(
    "data",
    [b"99999999 path=a\n", b"0 path=a\n", b"9 path=a", b"path=a\n", b"7 path\n", b"5 =a\n", b"12 pa\0th=a\n",
     b"-9 path=a\n", b"\n", b"10 path=a\nX", b"9" * 100 + b" path=a\n"],
)  # fmt: skip
def test_a_malformed_pax_record_is_damage(data: bytes) -> None:
    with pytest.raises(DamagedArchiveError):
        parse_pax(data)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_parsers_fail_otherwise(data: bytes) -> None:
    for parse in (parse_pax, lambda data: parse_header(data.ljust(BLOCK_BYTES, b"\0")[:BLOCK_BYTES])):
        with contextlib.suppress(DamagedArchiveError):
            parse(data)


def test_a_header_that_breaks_off_is_no_plain_one() -> None:
    header = tarfile.TarInfo("file").tobuf(tarfile.USTAR_FORMAT)
    assert plain_fields(header) == (b"file", 0, 0, 0o644)
    assert [size for size in range(BLOCK_BYTES) if plain_fields(header[:size]) is not None] == []
