"""The reader tells sound from unsound: damage, deceit and doubt are never silent, sound archives are clean."""

from __future__ import annotations

import bz2
import csv
import io
import json
import lzma
import os
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver_gui.backends.zip_reader import ZipReader
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import ArchiverError, DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.names import escape_reason
from archiver_gui.core.outcome import Remarks, Verdict
from archiver_gui.core.progress import Cancelled, Progress


class Read:
    """Everything that one pass over the contents told."""

    def __init__(self, data: bytes | Path) -> None:
        self.remarks = Remarks()
        self.entries: list[Entry] = []
        self.contents: dict[str, bytes | None] = {}
        self.error: ArchiverError | None = None
        file = data.open("rb") if isinstance(data, Path) else io.BytesIO(data)
        with file:
            try:
                for entry, stream in ZipReader(file, self.remarks).contents(Progress()):
                    self.entries.append(entry)
                    self.contents[entry.path] = None if stream is None else self._content(entry, stream)
            except ArchiverError as error:
                self.error = error

    def _content(self, entry: Entry, stream: Any) -> bytes | None:
        parts = []
        try:
            while part := stream.read(1 << 18):
                parts.append(part)
        except ArchiverError as error:
            self.remarks.add(entry.path, "damaged", str(error), severe=True)
            return None
        return b"".join(parts)

    @property
    def verdict(self) -> Verdict:
        return Verdict.FAILED if self.error else self.remarks.verdict

    @property
    def kinds(self) -> set[str]:
        return {remark.kind for remark in self.remarks}


def pythons(*contents: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in contents:
            archive.writestr(name, content)
    return out.getvalue()


def by_hand(name: bytes, packed: bytes, content: bytes, method: int, flags: int = 0, system: int = 3) -> bytes:
    common = struct.pack(
        "<5H3L2H", 63, flags, method, 0, 0x5A21, zlib.crc32(content), len(packed), len(content), len(name), 0
    )
    local = b"PK\3\4" + common + name + packed
    central = b"PK\1\2" + struct.pack("<H", system << 8 | 63) + common + struct.pack("<3H2L", 0, 0, 0, 0o644 << 16, 0)
    central += name
    return local + central + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)


def packed_by(method: int, content: bytes) -> bytes:
    if method == 12:
        return bz2.compress(content)
    if method == 14:
        chain = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 3, "lp": 0, "pb": 2}]
        return (
            b"\x09\x04\x05\x00"
            + struct.pack("<BL", 0x5D, 1 << 20)
            + lzma.compress(content, lzma.FORMAT_RAW, filters=chain)
        )
    if method == 93:
        return zstandard.compress(content)
    if method == 95:
        return lzma.compress(content)
    return content if method == 0 else zlib.compress(content, wbits=-15)


TEXT = b"".join(b"line %d of a text that compresses well\n" % number for number in range(400_000 // 40))


@pytest.mark.parametrize("content", [b"", b"x", TEXT, TEXT * 11], ids=["empty", "byte", "small", "large"])
@pytest.mark.parametrize("method", [0, 8, 12, 14, 93, 95])
def test_every_method_is_read_and_every_cut_or_lengthened_stream_noticed(method: int, content: bytes) -> None:
    flags = 2 if method == 14 else 0  # with end mark, as FORMAT_RAW writes it
    packed = packed_by(method, content)
    read = Read(by_hand(b"a", packed, content, method, flags))
    assert read.verdict is Verdict.COMPLETE
    assert read.contents == {"a": content}
    if packed:
        assert Read(by_hand(b"a", packed[:-1], content, method, flags)).verdict is Verdict.PARTIAL
    assert Read(by_hand(b"a", packed + b"\x01", content, method, flags)).verdict is Verdict.PARTIAL


@pytest.mark.parametrize("method", [8, 12, 14, 93, 95])
def test_a_stream_that_is_longer_than_it_says_stops_where_it_says(method: int) -> None:
    data = bytearray(by_hand(b"a", packed_by(method, bytes(64 << 20)), b"", method, 2 if method == 14 else 0))
    for at in (22, data.rfind(b"PK\1\2") + 24):
        data[at : at + 4] = struct.pack("<L", 10)
    read = Read(bytes(data))
    assert read.verdict is Verdict.PARTIAL
    assert read.contents == {"a": None}


def test_entries_come_with_kind_size_time_mode_and_target(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(TEXT)
    (tmp_path / "folder" / "file").chmod(0o754)
    os.utime(tmp_path / "folder" / "file", (1_500_000_001, 1_500_000_001))
    (tmp_path / "folder" / "link").symlink_to("file")
    subprocess.run(["zip", "-qry", "a.zip", "folder"], cwd=tmp_path, check=True)
    with (tmp_path / "a.zip").open("rb") as file:
        remarks = Remarks()
        entries = {entry.path: entry for entry in ZipReader(file, remarks).entries()}
    assert not remarks.count
    assert [entry.index for entry in entries.values()] == [0, 1, 2]
    assert entries["folder"].kind is EntryKind.FOLDER
    link = entries["folder/link"]
    assert (link.kind, link.link_target, link.size) == (EntryKind.SYMLINK, "file", 0)
    entry = entries["folder/file"]
    assert (entry.kind, entry.size, entry.mtime, entry.mode) == (EntryKind.FILE, len(TEXT), 1_500_000_001, 0o754)
    assert entry.crc32 == zlib.crc32(TEXT)
    assert entry.packed_size is not None
    assert 0 < entry.packed_size < entry.size
    assert entry.raw_name == b""


def test_entries_are_opened_one_by_one_in_any_order() -> None:
    contents = [(f"{number}", random.Random(number).randbytes(number * 1000)) for number in range(20)]
    reader = ZipReader(io.BytesIO(pythons(*contents)), Remarks())
    entries = list(reader.entries())
    for entry in reversed(entries):
        with reader.open_entry(entry) as stream:
            assert stream.read() == dict(contents)[entry.path]
    with pytest.raises(UnsupportedArchiveError):
        reader.open_entry(Entry("elsewhere"))


def test_no_flipped_byte_is_ever_called_sound_with_other_content() -> None:
    contents = [("a.txt", TEXT[:300]), ("folder/b", random.Random(5).randbytes(60)), ("e", b"")]
    sound = pythons(*contents)
    assert Read(sound).contents == dict(contents)
    for at in range(len(sound)):
        for bit in (0x01, 0x80, 0xFF):
            mutant = bytearray(sound)
            mutant[at] ^= bit
            read = Read(bytes(mutant))
            if read.verdict in (Verdict.COMPLETE, Verdict.REMARKS):
                assert read.contents == dict(contents), f"byte {at} ^ {bit:#x}"


def test_no_beginning_of_an_archive_is_ever_called_sound() -> None:
    sound = pythons(("a.txt", TEXT[:300]), ("b", random.Random(5).randbytes(60)))
    for size in range(len(sound)):
        assert Read(sound[:size]).verdict in (Verdict.FAILED, Verdict.PARTIAL), f"{size} bytes"


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_splice_of_two_archives_is_read_without_a_crash_or_a_lie(data: st.DataObject) -> None:
    one = pythons(("a", b"one" * 50), ("b", b"two"))
    other = pythons(("a", b"other" * 40), ("c", b"three"), method=zipfile.ZIP_STORED)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(one)), st.integers(0, len(one)))))
    piece = data.draw(st.integers(0, len(other)))
    read = Read(one[:start] + other[piece : piece + data.draw(st.integers(0, 80))] + one[end:])
    if read.verdict is Verdict.COMPLETE:
        assert read.contents in ({"a": b"one" * 50, "b": b"two"}, {"a": b"other" * 40, "c": b"three"}, {})


@given(st.binary(max_size=200))
def test_any_bytes_before_an_end_record_are_judged_without_an_exception_of_another_kind(data: bytes) -> None:
    Read(
        b"PK\3\4"
        + data
        + b"PK\1\2"
        + data
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(data) + 4, len(data), 0)
    )


@pytest.mark.parametrize(
    ("raw", "flags", "system", "path", "doubtful"),
    [
        (b"plain.txt", 0, 3, "plain.txt", False),
        ("grün".encode(), 0x800, 3, "grün", False),
        ("grün".encode(), 0, 3, "grün", False),
        (b"caf\x82", 0, 0, "café", False),
        (b"caf\x82", 0, 3, "café", True),
        (b"bad\xff", 0x800, 3, "bad\udcff", True),
        (b"a\\b", 0, 0, "a/b", True),
        (b"a\\b", 0, 3, "a\\b", False),
        (b"./a//b", 0, 3, "a/b", False),
        (b"a\x1b[31m", 0, 3, "a\x1b[31m", True),
    ],
)
def test_names_are_decoded_and_doubts_about_them_told(
    raw: bytes, flags: int, system: int, path: str, doubtful: bool
) -> None:
    read = Read(by_hand(raw, b"x", b"x", 0, flags, system))
    assert [entry.path for entry in read.entries] == [path]
    assert read.verdict is (Verdict.REMARKS if doubtful else Verdict.COMPLETE)
    assert read.entries[0].raw_name == (raw if path.encode("utf-8", "surrogateescape") != raw else b"")


def test_what_is_not_unexplained_at_both_ends_is_told() -> None:
    sound = pythons(("a", b"content"))
    assert Read(b"#!/bin/sh\n" + sound).kinds == {"prefix"}
    assert Read(sound + b"garbage").kinds == {"trailing-data"}
    commented = sound[:-2] + b"\x05\0first"
    assert Read(commented + b"!").verdict is Verdict.REMARKS
    assert Read(commented + b" and second").verdict is Verdict.PARTIAL
    assert Read(sound + sound).kinds >= {"hidden-data"}


def test_a_duplicate_name_is_told_by_list_and_test() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = pythons(("a", b"1"), ("a", b"2"))
    assert Read(data).kinds == {"duplicate"}
    remarks = Remarks()
    assert len(list(ZipReader(io.BytesIO(data), remarks).entries())) == 2
    assert [remark.kind for remark in remarks] == ["duplicate"]


def test_an_archive_with_nothing_in_it_is_sound() -> None:
    assert Read(pythons()).verdict is Verdict.COMPLETE


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", DamagedArchiveError),
        (b"no zip at all" * 100, DamagedArchiveError),
        (pythons(("a", b"1"))[:-1], DamagedArchiveError),
        (pythons(("a", b"1"))[:-18] + b"\1\0\1\0" + pythons(("a", b"1"))[-14:], UnsupportedArchiveError),
    ],
    ids=["empty", "other", "cut short", "one part of several"],
)
def test_what_cannot_be_listed_is_refused_with_a_reason(data: bytes, error: type[ArchiverError]) -> None:
    read = Read(data)
    assert isinstance(read.error, error)
    assert read.error.title
    assert read.error.hint


def test_encrypted_and_unknown_methods_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret" * 10)
    subprocess.run(["zip", "-qP", "pw", "a.zip", "secret"], cwd=tmp_path, check=True)
    read = Read(tmp_path / "a.zip")
    assert (read.verdict, read.kinds, read.contents) == (Verdict.PARTIAL, {"encrypted"}, {"secret": None})
    assert read.entries[0].encrypted
    read = Read(by_hand(b"a", b"x", b"x", 77))
    assert (read.verdict, read.kinds, read.contents) == (Verdict.PARTIAL, {"unsupported"}, {"a": None})


def test_a_cancel_is_noticed_between_entries() -> None:
    progress = Progress()
    contents = ZipReader(io.BytesIO(pythons(("a", b"1"), ("b", b"2"))), Remarks()).contents(progress)
    next(contents)
    progress.cancel()
    with pytest.raises(Cancelled):
        next(contents)


# ---- archives that nobody here wrote, and ones that an enemy wrote ----------------------------------

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
CORPUS = Path(os.environ.get("ARCHIVER_CORPUS", SHARED / "corpus"))
HOSTILE_MAKER = Path(os.environ.get("ARCHIVER_HOSTILE_MAKER", SHARED / "tools" / "make_hostile.py"))

# Labels that do not hold for a reader that goes by the directory and checks everything.
WRONGLY_OK = {
    "commons-compress/COMPRESS-351.zip": "has no end record: its suite streams it",
    "commons-compress/test.zip": "has no end record: its suite streams it",
    "commons-compress/split_zip_created_by_winrar.zip": "is the last of several volumes",
    "commons-compress/bla-stored-dd-nosig.zip": "lacks 12 bytes; its suite streams the first entry",
    "commons-compress/ZipFile-method.zip": "its directory does not add up: unzip refuses it too",
    "jszip/all_missing_bytes.zip": "lacks its first 32 bytes",
    "jszip/zip64_missing_bytes.zip": "lacks its first 32 bytes",
    "libarchive/test_read_format_zip_7075_utf8_paths.zip": "one of its local names contradicts the directory",
    "libzip/zip64-in-archive-comment.zip": "two archives in one file: readers disagree which one it is",
    "yauzl/unicode-path-extra-field.zip": "14 bytes that belong to nothing follow its entry",
    "yauzl/wrong-entry-sizes.zip": "its sizes are wrong on purpose",
}
WRONGLY_REJECTED = {
    "libzip/changing-size-muchlonger.zip": "is sound: its suite changes the source while it writes this",
    "libzip/incons-central-file-comment-utf8-ascii.zip": "only an entry's comment is odd, which is not read",
}


def corpus_rows() -> list[dict[str, str]]:
    manifest = CORPUS / "manifest.csv"
    if not manifest.exists():
        pytest.skip(f"there is no corpus at {CORPUS}")
    with manifest.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["format"] == "zip"]


def test_the_corpus_is_judged_as_labelled() -> None:
    wrong: list[tuple[str, Verdict]] = []
    remarked = sound = 0
    for row in corpus_rows():
        name, expect = row["name"], row["expect"]
        read = Read(CORPUS / name)
        escapes = any(escape_reason(entry.path) or entry.link_target for entry in read.entries)
        if expect == "reject" and name not in WRONGLY_REJECTED and not escapes:
            if read.verdict not in (Verdict.PARTIAL, Verdict.FAILED):
                wrong.append((name, read.verdict))
        elif expect == "ok" and name not in WRONGLY_OK and "encrypted" not in read.kinds:
            sound += 1
            remarked += read.verdict is Verdict.REMARKS
            if read.verdict not in (Verdict.COMPLETE, Verdict.REMARKS) and not row["encrypted"]:
                wrong.append((name, read.verdict))
    assert wrong == []
    assert remarked <= 0.04 * sound


# What only an extraction can judge: where names lead to, and what the disk can hold.
FOR_THE_EXTRACTOR = ("zip-name-", "zip-link-", "zip-special", "zip-inode-bomb", "zip-ratio", "zip-nested")


def test_hostile_archives_are_judged_as_told(tmp_path: Path) -> None:
    if not HOSTILE_MAKER.exists():
        pytest.skip(f"there is no maker of hostile archives at {HOSTILE_MAKER}")
    subprocess.run(
        [sys.executable, str(HOSTILE_MAKER), str(tmp_path), "--only", "zip"], check=True, capture_output=True
    )
    wrong: list[tuple[str, str, Verdict]] = []
    for case in json.loads((tmp_path / "manifest.json").read_text()):
        name = case["file"]
        if case["format"] != "zip" or name.startswith(FOR_THE_EXTRACTOR) or name == "zip-enc-ok.zip":
            continue
        verdict = Read(tmp_path / name).verdict
        allowed = {
            "extract-safely": {Verdict.COMPLETE},
            "warn": {Verdict.REMARKS, Verdict.PARTIAL, Verdict.FAILED},
            "refuse": {Verdict.PARTIAL, Verdict.FAILED},
        }[case["expect"]]
        if verdict not in allowed:
            wrong.append((name, case["expect"], verdict))
    assert wrong == []
