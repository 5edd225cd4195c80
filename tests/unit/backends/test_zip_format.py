"""Times, names and extra fields of zip, against what the specification and other programs say."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver_gui.backends import zip_format as zf


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    zf._dos_hour.cache_clear()
    zf._dos_quarter.cache_clear()
    zf.from_dos_time.cache_clear()
    yield
    monkeypatch.undo()
    time.tzset()
    zf._dos_hour.cache_clear()
    zf._dos_quarter.cache_clear()
    zf.from_dos_time.cache_clear()


@given(st.integers(315_619_200, 4_354_732_000))
def test_dos_times_survive_to_the_even_second(seconds: int) -> None:
    dos = zf.to_dos_time(seconds, utc=False)
    back = zf.from_dos_time(dos >> 16, dos & 0xFFFF)
    assert back is not None
    # The hour that summer time repeats cannot be told from its twin.
    assert seconds - back in (0, 1) or abs(seconds - back) in (3600, 3601, 3599)


@pytest.mark.usefixtures("berlin")
def test_dos_times_are_in_the_zone_of_this_computer_unless_utc_is_asked_for() -> None:
    noon = 1_700_000_000  # 2023-11-14 22:13:20 UTC, 23:13:20 in Berlin
    assert zf.to_dos_time(noon, utc=False) & 0xFFFF == 23 << 11 | 13 << 5 | 10
    assert zf.to_dos_time(noon, utc=True) & 0xFFFF == 22 << 11 | 13 << 5 | 10
    assert zf.from_dos_time((2023 - 1980) << 9 | 11 << 5 | 14, 23 << 11 | 13 << 5 | 10) == noon


@pytest.mark.parametrize(
    ("date", "clock"),
    [(0, 0), ((20 << 9) | (15 << 5) | 31, 0), (0x5A21, 0xFFFF), (0x5A21, 24 << 11), ((43 << 9) | (2 << 5) | 31, 0)],
    ids=["zero", "month 15", "second 62", "hour 24", "31 February"],
)
def test_dos_times_that_are_none_are_none(date: int, clock: int) -> None:
    assert zf.from_dos_time(date, clock) is None


@pytest.mark.parametrize("seconds", [-(10**17), -1, 0, 4_400_000_000, 10**11, 10**17])
def test_times_that_dos_cannot_hold_are_clamped(seconds: int) -> None:
    assert zf.to_dos_time(seconds, utc=True) in (zf.DOS_EARLIEST, zf.DOS_LATEST)


@given(st.integers(-11_644_473_599, 253_402_300_799))
def test_every_time_up_to_the_year_9999_survives_in_the_extra_field(seconds: int) -> None:
    fields, problem = zf.extra_fields(zf.times_extra(seconds))
    assert problem == ""
    assert zf.time_of(fields, 0, 0) == seconds


def test_times_beyond_every_calendar_are_left_out() -> None:
    assert zf.times_extra(10**18) == b""
    assert zf.times_extra(-(10**18)) == b""


@given(st.binary(max_size=80))
def test_extra_fields_of_any_bytes_are_read_without_an_exception(extra: bytes) -> None:
    fields, _ = zf.extra_fields(extra)
    zf.time_of(fields, 0, 0)
    assert sum(len(data) for data in fields.values()) <= len(extra)


def test_padding_of_up_to_three_bytes_is_no_problem_and_a_field_without_room_is() -> None:
    assert zf.extra_fields(b"\xff\xff\xff") == ({}, "")
    assert zf.extra_fields(struct.pack("<HH", 0x5455, 900) + b"x")[1] != ""


def test_names_that_are_not_unicode_are_stored_readably() -> None:
    assert zf.storable_name("grün.txt") == ("grün.txt".encode(), False)
    assert zf.storable_name(os.fsdecode(b"gr\xfcn.txt")) == (b"gr%FCn.txt", True)
    assert zf.storable_name("\ud800")[1] is True


@given(
    name=st.binary(min_size=1, max_size=20),
    offset=st.integers(0xFFFFFFFF, 1 << 60),
    size=st.sampled_from([5, 1 << 33]),
    mtime=st.integers(0, 1 << 33),
)
def test_a_record_moved_beyond_4_gib_tells_offset_and_sizes_by_zip64(
    name: bytes, offset: int, size: int, mtime: int
) -> None:
    _, record = zf.headers64(name, zf.STORED, 0, 1, size, size, zf.times_extra(mtime), 0)
    moved = zf.central_with_offset64(record, offset)
    fields = zf.CENTRAL.unpack_from(moved)
    assert len(moved) == zf.CENTRAL.size + fields[10] + fields[11]
    extra, problem = zf.extra_fields(moved[zf.CENTRAL.size + len(name) :])
    assert problem == ""
    assert zf.time_of(extra, 0, 0) == mtime
    told = [int.from_bytes(extra[1][at : at + 8], "little") for at in range(0, len(extra[1]), 8)]
    assert told == ([size, size, offset] if size > 0xFFFFFFFF else [offset])
    assert fields[16] == 0xFFFFFFFF


@pytest.mark.parametrize(
    ("entries", "offset", "size", "zip64"),
    [(0, 0, 0, False), (65534, 9, 9, False), (65535, 9, 9, True), (1, 0xFFFFFFFF, 46, True), (1, 9, 0xFFFFFFFF, True)],
)
def test_zip64_end_records_are_written_by_need(entries: int, offset: int, size: int, zip64: bool) -> None:
    assert (zf.end_records(entries, offset, size)[:4] == zf.END64_SIGNATURE) is zip64
