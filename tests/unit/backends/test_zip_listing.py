"""A listing by blocks says what a walk over every entry says, whatever is odd about the archive."""

from __future__ import annotations

import io
import os
import random
import struct
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from archiver_gui.backends import zip_listing
from archiver_gui.backends.zip_directory import member_of
from archiver_gui.backends.zip_listing import BlockListing
from archiver_gui.backends.zip_reader import ZipReader
from archiver_gui.codecs.pipeline import shared_pool
from archiver_gui.core.entries import EntryBlock
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from tests.support.command_line import CommandLine

Told = tuple[list[tuple[object, ...]], Remarks, str]

_NAMES = (
    "d%d/", "f%d.txt", "dir/é%d", "日本/%d", "x\\%d", "a//%d", "./q%d", "s%d/../b", ".h%d", "tail%d.", "a b %d",
    "bell\a%d", "/root%d", "same", "same/", "\u202e%d",
)  # fmt: skip
_STAMP = struct.pack("<HHBl", 0x5455, 5, 1, 1_600_000_000)
_EXTRAS = (
    b"",
    b"",
    _STAMP,
    _STAMP + struct.pack("<HH11x", 0x7875, 11),
    struct.pack("<HHLHHQ16x", 10, 32, 0, 1, 24, 130_000_000_000_000_000),
    struct.pack("<HHB", 0x5455, 1, 0),
    struct.pack("<HH", 0xCAFE, 0),
    struct.pack("<HHB4s4s", 0x7075, 9, 1, b"????", b"name"),
)
_ATTRIBUTES = (0o100644 << 16, 0o120777 << 16, 0o40755 << 16, 0o755 << 16, 0x10, 0, 0o20644 << 16)
_SIGNATURE = b"PK\x01\x02"


def _one_by_one(data: bytes) -> Told:
    rows: list[tuple[object, ...]] = []
    remarks, error = Remarks(), ""
    try:
        for e in ZipReader(io.BytesIO(data), remarks).entries():
            e.detail = member_of(e).offset
            columns = EntryBlock.of([e])
            rows.append(tuple(column[0] for column in columns))
    except ArchiverError as raised:
        error = str(raised)
    return rows, remarks, error


def _by_blocks(data: bytes, piece_bytes: int) -> Told:
    rows: list[tuple[object, ...]] = []
    remarks, error = Remarks(), ""
    file = io.BytesIO(data)
    try:
        reader = ZipReader(file, remarks)
        listing = BlockListing(file, reader._open(), remarks, reader._read_target, _itself, Progress(), piece_bytes)
        for block in listing:
            rows += list(zip(*block, strict=True))
    except ArchiverError as raised:
        error = str(raised)
    return rows, remarks, error


def _itself(block: EntryBlock) -> EntryBlock:
    return block


def _assert_alike(data: bytes) -> None:
    rows, remarks, error = _one_by_one(data)
    for piece_bytes in (1 << 20, 700, 200, 60):
        block_rows, block_remarks, block_error = _by_blocks(data, piece_bytes)
        assert block_rows == rows
        assert list(block_remarks) == list(remarks)
        assert block_error == error


def _archive(chance: random.Random) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")  # names that are there twice are what this is about
        for number in range(chance.randint(1, 40)):
            name = chance.choice(_NAMES)
            info = zipfile.ZipInfo(name % number if "%" in name else name, (2020, 1, 1 + number % 28, 3, 4, 6))
            info.create_system = chance.choice((3, 3, 3, 0, 19, 7))
            info.external_attr = chance.choice(_ATTRIBUTES)
            info.extra = chance.choice(_EXTRAS)
            info.comment = chance.choice((b"", b"", _SIGNATURE, b"hello"))
            archive.writestr(info, chance.choice((b"", b"target")))
    return out.getvalue()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(data.index(_SIGNATURE), len(data))
        piece = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", _SIGNATURE, bytes([chance.randrange(256)])))
        size = chance.choice((0, len(piece)))
        changed[at : at + size] = piece
    return bytes(changed)


@pytest.mark.parametrize("seed", range(8))
def test_blocks_say_what_every_entry_says(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        data = _archive(chance)
        _assert_alike(data)
        _assert_alike(_damaged(data, chance))


def test_the_samples_are_read_by_columns_and_one_by_one() -> None:
    """Or the comparison above would prove nothing."""
    data = _archive(random.Random(1))
    file = io.BytesIO(data)
    reader = ZipReader(file, Remarks())
    sizes = [
        len(b.paths)
        for b in BlockListing(file, reader._open(), reader.remarks, reader._read_target, _itself, Progress())
    ]
    assert len(sizes) > 3


@pytest.fixture
def _by_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As directories of hundreds of thousands of entries are listed."""
    monkeypatch.setattr(zip_listing, "_REMOTE_FROM_BYTES", 1 << 20)


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


_MANY = 90_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A zip whose directory is large enough for worker processes; every entry is empty."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(_MANY):
            archive.writestr(
                zipfile.ZipInfo(f"folder-{number // 1000:03}/file-{number:06}", (2024, 2, 29, 1, 2, 4)), b""
            )
    return out.getvalue()


@pytest.mark.usefixtures("_by_processes")
def test_a_large_directory_is_listed_whole_and_in_order(archiver: CommandLine, large: bytes, tmp_path: Path) -> None:
    archive = tmp_path / "large.zip"
    archive.write_bytes(large)
    ran = archiver("list", archive)
    assert shared_pool().processes.pids()
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0] == "         0  2024-02-29 01:02:04  folder-000/file-000000"
    assert [line.rsplit(" ", 1)[1] for line in lines] == [
        f"folder-{number // 1000:03}/file-{number:06}" for number in range(_MANY)
    ]


@pytest.mark.usefixtures("_by_processes")
def test_a_name_that_is_there_twice_is_told_of_however_far_apart(
    archiver: CommandLine, large: bytes, tmp_path: Path
) -> None:
    name, twin = b"folder-089/file-089999", b"folder-000/file-000007"
    at = large.rindex(name)
    (tmp_path / "a.zip").write_bytes(large[:at] + twin + large[at + len(twin) :])
    remarks = archiver("list", tmp_path / "a.zip", "--json").json["remarks"]
    assert [(remark["entry"], remark["kind"]) for remark in remarks] == [(twin.decode(), "duplicate")]


@pytest.mark.usefixtures("_by_processes")
def test_entries_that_share_bytes_are_told_of_however_far_apart(
    archiver: CommandLine, large: bytes, tmp_path: Path
) -> None:
    changed = bytearray(large)
    last = large.rindex(_SIGNATURE)
    changed[last + 42 : last + 46] = bytes(4)  # where the first entry stands
    (tmp_path / "a.zip").write_bytes(changed)
    listed = archiver("list", tmp_path / "a.zip", "--json").json
    assert [remark["kind"] for remark in listed["remarks"]] == ["overlap"]
    assert listed["outcome"] == "partial"


@pytest.mark.usefixtures("_by_processes")
def test_a_signature_inside_of_a_record_misleads_nobody(archiver: CommandLine, large: bytes, tmp_path: Path) -> None:
    """Pieces are cut before what looks like a record."""
    (tmp_path / "a.zip").write_bytes(large.replace(b"folder-050/file", b"folder-050/" + _SIGNATURE))
    listed = archiver("list", tmp_path / "a.zip", "--json").json
    assert len(listed["entries"]) == _MANY
    assert {remark["kind"] for remark in listed["remarks"]} == {"name"}
    assert len(listed["remarks"]) == 1000


def test_json_is_one_object_when_the_archive_breaks_off(archiver: CommandLine, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for number in range(2500):
            archive.addfile(tarfile.TarInfo(f"file-{number}"))
    whole = (tmp_path / "a.tar").read_bytes()
    (tmp_path / "a.tar").write_bytes(whole[: 2100 * 512 + 100])
    ran = archiver("list", tmp_path / "a.tar", "--json")
    assert ran.status == 1
    assert ran.json["outcome"] == "partial"
    assert [entry["path"] for entry in ran.json["entries"]] == [f"file-{number}" for number in range(2100)]


def test_json_of_an_empty_archive_has_its_array(archiver: CommandLine, tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    ran = archiver("list", tmp_path / "empty.zip", "--json")
    assert ran.json["entries"] == []
    assert ran.json["outcome"] == "complete"


def test_json_tells_names_that_are_no_text_as_they_are(archiver: CommandLine, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name in ('quote"d', "newline\n", os.fsdecode(b"byte\xff"), "Straße"):
            archive.addfile(tarfile.TarInfo(name))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "to\\where"
        archive.addfile(link)
    ran = archiver("list", tmp_path / "a.tar", "--json")
    paths = [entry["path"] for entry in ran.json["entries"]]
    assert paths == ['quote"d', "newline\n", "byte\udcff", "Straße", "link"]
    assert ran.json["entries"][-1] == {
        "path": "link", "kind": "symlink", "size": 0, "packed_size": None, "mtime": "1970-01-01T00:00:00Z",
        "mode": "0644", "crc32": None, "link_target": "to\\where", "encrypted": False,
    }  # fmt: skip
