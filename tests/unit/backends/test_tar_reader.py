"""Reading tar: what is whole is complete, and nothing that is not whole ever is."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import shutil
import struct
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import lz4.frame
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver_gui.backends.tar import PythonTarFileBackend
from archiver_gui.backends.tar_format import TYPE_FILE, TYPE_FOLDER, TYPE_HARDLINK, TYPE_SYMLINK, HeaderPacker
from archiver_gui.backends.tar_reader import TarReader
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.outcome import Remarks, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from tests.support.tar_tools import COMPRESSIONS, build_tar, contents_by_us, entries_below, read_file, source_entry
from tests.support.trees import make_mixed_tree

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
    "lz4": lambda data: bytes(lz4.frame.compress(data, content_checksum=True)),
}


def member(
    name: str | bytes, data: bytes = b"hello\n", kind: bytes = TYPE_FILE, link: bytes = b"", mode: int = 0o644
) -> bytes:
    raw = name if isinstance(name, bytes) else name.encode()
    size = len(data) if kind not in (TYPE_HARDLINK, TYPE_SYMLINK, TYPE_FOLDER) else 0
    return HeaderPacker().pack(raw, kind, size, 1_700_000_000, mode, link) + data + bytes(-len(data) % 512)


def pax(records: list[tuple[str, str | bytes]], kind: bytes = b"x") -> bytes:
    data = b""
    for key, value in records:
        raw = value if isinstance(value, bytes) else value.encode()
        rest = len(key) + len(raw) + 3
        length = next(n for n in range(rest, rest + 10) if len(str(n)) + rest == n)
        data += b"%d %b=%b\n" % (length, key.encode(), raw)
    return member("PaxHeader", data, kind)


END = bytes(1024)


def judge(tmp_path: Path, data: bytes) -> tuple[Verdict, list[tuple[str, EntryKind, bytes]], set[str]]:
    path = tmp_path / "judged"
    path.write_bytes(data)
    verdict, found, remarks = read_file(path)
    return verdict, found, {remark.kind for remark in remarks}


# ---- other people's archives ------------------------------------------------------------------------------


@pytest.mark.parametrize("tar_format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_what_python_writes_is_read(tmp_path: Path, tar_format: int, compression: str) -> None:
    target = tmp_path / "raw.tar"
    names = ["plain", "ü", "d/" * 60 + "deep"] + (
        [] if tar_format == tarfile.USTAR_FORMAT else ["long" * 70, "l/" * 300 + "x"]
    )
    with tarfile.open(target, "w", format=tar_format) as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(name)
            info.mtime = 1_700_000_000
            archive.addfile(info, io.BytesIO(name.encode()[: len(name)]))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "target"
        archive.addfile(link)
    verdict, found, kinds = judge(tmp_path, COMPRESS[compression](target.read_bytes()))
    assert (verdict, kinds) == (Verdict.COMPLETE, set())
    wanted = [(name, EntryKind.FILE, name.encode()[: len(name)]) for name in names]
    assert found == [*wanted, ("link", EntryKind.SYMLINK, b"")]


@pytest.mark.parametrize("program", ["tar", "bsdtar"])
@pytest.mark.parametrize("tar_format", ["v7", "ustar", "pax", "gnutar", "oldgnu"])
def test_what_peers_write_is_read(tmp_path: Path, program: str, tar_format: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    name = {"gnutar": "gnu"}.get(tar_format, tar_format) if program == "tar" else tar_format
    if program == "bsdtar" and tar_format == "oldgnu":
        pytest.skip("bsdtar has no such format")
    tree = make_mixed_tree(tmp_path / "tree", small_files=20, large_bytes=30_000)
    short = tar_format in ("v7", "ustar")
    if short:
        shutil.rmtree(tree / "a folder with quite a long name")
    made = subprocess.run(
        [program, f"--format={name}", "-cf", "../out.tar", "."], cwd=tree, capture_output=True, check=False
    )
    assert made.returncode == 0, made.stderr
    verdict, found, remarks = read_file(tmp_path / "out.tar")
    assert list(remarks) == []
    assert verdict is Verdict.COMPLETE
    for path, kind, data in found:
        assert kind is not EntryKind.FILE or data == (tree / path).read_bytes()
    # "./" itself is no entry.
    assert sorted(path for path, _, _ in found) == sorted(str(path.relative_to(tree)) for path in tree.rglob("*"))


@pytest.mark.parametrize("version", ["oldgnu", "0.0", "0.1", "1.0"])
def test_sparse_files_are_read_with_their_holes(tmp_path: Path, version: str) -> None:
    if shutil.which("tar") is None:
        pytest.skip("GNU tar is not installed")
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as file:
        for number in range(30):  # more pieces than a header has room for
            file.seek(number * 200_000)
            file.write(os.urandom(5000))
        file.truncate(9_000_000)
    (tmp_path / "after").write_bytes(b"after")
    how = ["--format=gnu"] if version == "oldgnu" else ["--format=pax", f"--sparse-version={version}"]
    subprocess.run(["tar", "-cS", *how, "-f", "out.tar", "sparse", "after"], cwd=tmp_path, check=True)
    assert (tmp_path / "out.tar").stat().st_size < 1_000_000
    verdict, found, _ = read_file(tmp_path / "out.tar")
    assert verdict is Verdict.COMPLETE
    assert found == [("sparse", EntryKind.FILE, sparse.read_bytes()), ("after", EntryKind.FILE, b"after")]
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "out.tar"))
    first, second = archive.entries()
    assert first.size == 9_000_000
    with archive.open_entry(first) as stream:
        assert stream.read() == sparse.read_bytes()
    with archive.open_entry(second) as stream:
        assert stream.read() == b"after"


def test_a_sparse_file_of_a_terabyte_is_listed_but_not_read(tmp_path: Path) -> None:
    records: list[tuple[str, str | bytes]] = [
        ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "s"),
        ("GNU.sparse.realsize", str(1 << 40)),
    ]  # fmt: skip
    data = pax(records) + member("x", b"1\n0\n3\n".ljust(512, b"\0") + b"abc") + member("after") + END
    verdict, found, kinds = judge(tmp_path, data)
    assert (verdict, kinds) == (Verdict.PARTIAL, {"unreadable"})
    assert [path for path, _, _ in found] == ["s", "after"]


# ---- names and records --------------------------------------------------------------------------------------


def test_names_are_tidied_and_the_stored_ones_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(member("./a//b/./c") + member("plain") + member("d/", b"", TYPE_FOLDER) + member(b"caf\xe9") + END)
    entries = list(PythonTarFileBackend(archive_path=str(path)).entries())
    assert [(entry.path, entry.raw_name) for entry in entries] == [
        ("a/b/c", b"./a//b/./c"), ("plain", b""), ("d", b""), ("caf\udce9", b""),
    ]  # fmt: skip


def test_names_that_lead_out_are_kept_for_the_extractor_to_judge(tmp_path: Path) -> None:
    _, found, _ = judge(tmp_path, member("../up") + member("/abs") + END)
    assert [path for path, _, _ in found] == ["../up", "/abs"]


def test_a_file_whose_name_ends_in_a_slash_is_a_folder(tmp_path: Path) -> None:
    assert judge(tmp_path, member("d/", b"") + END)[1] == [("d", EntryKind.FOLDER, b"")]


def test_pax_records_replace_header_fields_and_globals_hold_on(tmp_path: Path) -> None:
    content = b"x" * 600
    path = tmp_path / "a.tar"
    path.write_bytes(
        pax([("mtime", "12.5")], b"g") + pax([("path", "lång"), ("path", "länger")]) + member("a", content)
        + member("b") + pax([("mtime", "")]) + member("c") + END
    )  # fmt: skip
    first, second, third = PythonTarFileBackend(archive_path=str(path)).entries()
    assert (first.path, first.mtime) == ("länger", 12.5)
    assert (second.path, second.mtime) == ("b", 12.5)
    assert (third.path, third.mtime) == ("c", 1_700_000_000)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ([pax([("size", "1536")]), member("a", b"")[:512] + member("smuggled")], "contradiction"),
        ([pax([("mtime", "nan")]), member("a")], "bad-field"),
        ([member("a", kind=b"Z")], "odd-kind"),
        ([member("a"), bytes(512), member("b")], "lone-zero-block"),
        ([pax([("mtime", "1")]), pax([("path", "b")]), member("a")], "repeated-header"),
        ([member("", b"x")], "no-name"),
        ([member("h", b"", TYPE_HARDLINK)], "no-target"),
        ([member("./", b"", TYPE_FOLDER, mode=0)], "folder-mode"),
        ([member("a", kind=b"M")], "continued"),
    ],
)
def test_what_is_odd_is_remarked(tmp_path: Path, parts: list[bytes], kind: str) -> None:
    verdict, _, kinds = judge(tmp_path, b"".join(parts) + END)
    assert kind in kinds
    assert verdict is not Verdict.COMPLETE


def test_devices_are_listed_as_such(tmp_path: Path) -> None:
    _, found, _ = judge(tmp_path, b"".join(member(f"d{kind}", b"", b"%d" % kind) for kind in (3, 4, 6)) + END)
    assert [kind for _, kind, _ in found] == [EntryKind.OTHER] * 3


def test_a_volume_label_is_no_entry(tmp_path: Path) -> None:
    assert judge(tmp_path, member("label", b"", b"V") + member("a") + END)[1] == [("a", EntryKind.FILE, b"hello\n")]


@pytest.mark.parametrize("size_field", [b"00000000100\0", b"\x80" + (256).to_bytes(11, "big")])
def test_a_link_with_a_size_but_no_content_does_not_swallow_the_next(tmp_path: Path, size_field: bytes) -> None:
    header = bytearray(member("h", b"", TYPE_HARDLINK, b"a"))
    header[124:136] = size_field
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    _, found, _ = judge(tmp_path, member("a") + bytes(header) + member("b") + END)
    assert [path for path, _, _ in found] == ["a", "h", "b"]


# ---- compression --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_the_first_bytes_decide_and_a_wrong_name_is_remarked(tmp_path: Path, compression: str) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(COMPRESS[compression](member("a") + END))
    archive = PythonTarFileBackend(archive_path=str(path), compression="gz")
    assert contents_by_us(archive) == {"a": b"hello\n"}
    assert {remark.kind for remark in archive.remarks} == ({"wrong-suffix"} if compression != "gz" else set())
    assert archive.remarks.severe_count == 0
    path.rename(tmp_path / "a.download")
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "a.download"))
    archive.archive_path = str(tmp_path / "a.download")
    assert contents_by_us(archive) == {"a": b"hello\n"}
    assert list(archive.remarks) == []


@pytest.mark.parametrize("compression", ["gz", "bz2", "xz", "zst", "lz4"])
def test_several_streams_in_a_row_are_one_archive(tmp_path: Path, compression: str) -> None:
    data = member("a", b"x" * 2000) + member("b") + END
    parts = COMPRESS[compression](data[:700]) + COMPRESS[compression](data[700:])
    assert judge(tmp_path, parts)[0] is Verdict.COMPLETE


@pytest.mark.parametrize("compression", ["zst", "lz4"])
def test_a_skippable_frame_in_front_is_passed_over(tmp_path: Path, compression: str) -> None:
    frame = struct.pack("<II", 0x184D2A53, 5) + b"hello"
    assert judge(tmp_path, frame + COMPRESS[compression](member("a") + END))[0] is Verdict.COMPLETE


@pytest.mark.parametrize("compression", ["gz", "bz2", "xz", "zst", "lz4"])
def test_a_broken_trailer_is_noticed_though_every_entry_was_read(tmp_path: Path, compression: str) -> None:
    data = COMPRESS[compression](member("a") + END + bytes(9000))
    for damaged in (data[:-1], data[:-3], data[:-1] + bytes([data[-1] ^ 1])):
        verdict, _, _ = judge(tmp_path, damaged)
        assert verdict is Verdict.PARTIAL


@pytest.mark.parametrize("start", [b"\x1f\x9d\x90", b"LZIP\1", b"\x89LZO\0", b"\x5d\0\0\x80\0"])
def test_a_compression_that_is_not_ours_is_named(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(start + b"data" * 200)
    with pytest.raises(UnsupportedArchiveError, match="looks like"):
        list(PythonTarFileBackend(archive_path=str(path)).entries())


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive at all", b"\xff" * 2048, gzip.compress(b"text" * 1000), gzip.compress(b"")],
    ids=["empty", "text", "ones", "packed text", "packed nothing"],  # gzip notes the time: no name for a test
)
def test_what_is_no_tar_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(data)
    archive = PythonTarFileBackend(archive_path=str(path))
    with pytest.raises(DamagedArchiveError):
        list(archive.entries())
    with pytest.raises(DamagedArchiveError):
        list(archive.contents(Progress()))


# ---- damage -----------------------------------------------------------------------------------------------------


def test_a_bad_header_in_the_middle_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    data = bytearray(member("a") + member("b") + member("c") + END)
    data[1024 + 3] ^= 0xFF
    path = tmp_path / "a.tar"
    path.write_bytes(data)
    archive = PythonTarFileBackend(archive_path=str(path))
    for iterator in (archive.entries(), (entry for entry, _ in archive.contents(Progress()))):
        assert next(iterator).path == "a"
        with pytest.raises(DamagedArchiveError, match="checksum"):
            next(iterator)


def test_a_header_that_was_wiped_out_is_not_the_end(tmp_path: Path) -> None:
    data = member("a") + bytes(512) + b"content of b".ljust(512, b"\0") + member("c") + END
    assert judge(tmp_path, data)[0] is Verdict.PARTIAL
    # Two blocks wiped out look like the end mark, but entries after it give them away.
    assert judge(tmp_path, member("a") + bytes(1024) + member("c") + END)[0] is Verdict.PARTIAL


def test_a_missing_end_mark_is_a_remark_and_a_cut_entry_is_damage(tmp_path: Path) -> None:
    # Real programs leave it out (six sound archives of the collection), so that it proves no damage by itself.
    whole = member("a") + member("b", b"x" * 1000)
    assert judge(tmp_path, whole)[0::2] == (Verdict.REMARKS, {"no-end-mark"})
    assert judge(tmp_path, whole + bytes(512))[0::2] == (Verdict.REMARKS, {"no-end-mark"})
    assert judge(tmp_path, whole[:-100])[0] is Verdict.PARTIAL
    assert judge(tmp_path, whole[: 1024 + 200])[0] is Verdict.PARTIAL


def test_data_after_the_end_mark_is_a_remark_and_zeros_are_not(tmp_path: Path) -> None:
    assert judge(tmp_path, member("a") + END + bytes(20_000))[0] is Verdict.COMPLETE
    assert judge(tmp_path, member("a") + END + b"\xee" * 2000)[0::2] == (Verdict.REMARKS, {"trailing-data"})
    assert judge(tmp_path, member("a") + END + member("b") + END)[0::2] == (Verdict.PARTIAL, {"trailing-entries"})


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress, lz4.frame.compress])
def test_data_after_the_last_stream_is_a_remark_only_where_the_archive_has_ended(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    found = judge(tmp_path, pack(member("a") + END) + b"TRAILING GARBAGE")
    assert found[0::2] == (Verdict.REMARKS, {"trailing-data"})
    # It may have been a stream with more entries.
    assert judge(tmp_path, pack(member("a")) + b"TRAILING GARBAGE")[0] is Verdict.PARTIAL


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    assert judge(tmp_path, bytes(10_240)) == (Verdict.REMARKS, [], {"empty"})


@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K"])
@pytest.mark.parametrize("size", [(1 << 20) + 1, 1 << 40, 1 << 62])
def test_extended_headers_of_absurd_size_are_refused_unread(tmp_path: Path, kind: bytes, size: int) -> None:
    header = HeaderPacker().pack(b"x", kind, size)[-512:]
    header = header if size < 8**11 else _with_size(header, size)
    assert judge(tmp_path, header + bytes(4096))[0] is Verdict.PARTIAL


def _with_size(header: bytes, size: int) -> bytes:
    changed = bytearray(header)
    changed[124:136] = b"\x80" + size.to_bytes(11, "big")
    changed[148:156] = b" " * 8
    changed[148:156] = b"%06o\0 " % sum(changed)
    return bytes(changed)


@pytest.mark.parametrize("size", [1 << 60, 1 << 63, 1 << 80])
def test_contents_of_absurd_size_are_refused(tmp_path: Path, size: int) -> None:
    data = member("ok") + _with_size(member("x")[:512], size) + bytes(2048)
    verdict, found, _ = judge(tmp_path, data)
    assert verdict is Verdict.PARTIAL
    assert [path for path, _, _ in found] == ["ok"]


def test_extended_headers_without_an_entry_are_damage(tmp_path: Path) -> None:
    long_name = member("././@LongLink", b"name\0", b"L")
    for end in (END, b""):
        assert judge(tmp_path, member("a") + pax([("path", "x")]) + end)[0] is Verdict.PARTIAL
        assert judge(tmp_path, member("a") + long_name + end)[0] is Verdict.PARTIAL
    assert judge(tmp_path, member("a") + pax([("comment", "x")], b"g") + END)[0] is Verdict.COMPLETE


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_no_cut_is_ever_called_complete(tmp_path: Path, compression: str) -> None:
    tree = make_mixed_tree(tmp_path / "tree", small_files=5, large_bytes=6_000)
    whole = Path(build_tar(tmp_path / "a", entries_below(tree), compression).full_path).read_bytes()
    content = whole if compression else whole.rstrip(b"\0")
    for at in range(1, 60):
        verdict, found, _ = judge(tmp_path, content[: len(content) * at // 60])
        # A plain tar that is cut between two entries lacks its end mark and nothing else.
        assert verdict is Verdict.PARTIAL or (not compression and verdict is Verdict.REMARKS and found)
    for at in range(1, 20 if compression else 1):
        assert judge(tmp_path, whole[:-at])[0] is Verdict.PARTIAL


@settings(max_examples=60)
@given(st.data(), st.sampled_from(COMPRESSIONS))
def test_flipped_bytes_are_never_complete_with_other_entries(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, compression: str
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    (folder / "f").write_bytes(bytes(range(256)) * 5)
    (folder / "l").symlink_to("f")
    entries = [source_entry(folder / name) for name in ("f", "l")]
    path = Path(build_tar(folder / "a", entries, compression).full_path)
    whole = path.read_bytes()
    before = read_file(path)
    at = data.draw(st.integers(0, 1 << 20)) % len(whole)
    damaged = bytearray(whole)
    damaged[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(damaged)
    verdict, found, _ = read_file(path)
    if verdict is Verdict.COMPLETE:
        if compression:
            assert found == before[1]
        else:  # a plain tar has no checks on its contents; names, kinds and sizes are the headers'
            assert [(name, kind, len(content)) for name, kind, content in found] == [
                (name, kind, len(content)) for name, kind, content in before[1]
            ]


@settings(max_examples=150)
@given(st.binary(max_size=3000), st.sampled_from(COMPRESSIONS), st.booleans())
def test_no_bytes_make_the_reader_fail_otherwise(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, compression: str, with_start: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    content = (member("a") if with_start else b"") + data
    try:
        verdict, _, _ = judge(folder, COMPRESS[compression](content))
    except UnsupportedArchiveError:
        return
    assert verdict in Verdict


# ---- reading in pieces --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_any_entry_can_be_opened_by_itself_and_in_any_order(tmp_path: Path, compression: str) -> None:
    tree = make_mixed_tree(tmp_path / "tree", small_files=30, large_bytes=300_000)
    archive = build_tar(tmp_path / "a", entries_below(tree), compression)
    files = [entry for entry in archive.entries() if entry.kind in (EntryKind.FILE, EntryKind.HARDLINK)]
    for entry in reversed(files[::5]):
        with archive.open_entry(entry) as stream:
            assert stream.read() == (tmp_path / entry.path).read_bytes()
    folder = next(entry for entry in archive.entries() if entry.kind is EntryKind.FOLDER)
    with pytest.raises(UnsupportedArchiveError):
        archive.open_entry(folder)


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_the_tool_s_own_object_reads_every_compression(tmp_path: Path, compression: str) -> None:
    (tmp_path / "f").write_bytes(b"x" * 100_000)
    (tmp_path / "g").write_bytes(b"second")
    archive = build_tar(tmp_path / "a", [source_entry(tmp_path / name) for name in ("f", "g")], compression)
    with archive.read_archive() as tool:
        assert isinstance(tool, tarfile.TarFile)
        assert tool.getnames() == ["f", "g"]
        for name in ("g", "f"):
            stream = tool.extractfile(name)
            assert stream is not None
            assert stream.read() == (tmp_path / name).read_bytes()


def test_contents_nobody_reads_are_passed_and_a_stream_dies_with_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(member("a", b"x" * 100_000) + member("b") + END)
    with path.open("rb") as file:
        contents = TarReader(file, Remarks()).contents(Progress())
        _, first = next(contents)
        assert first is not None
        assert first.read(10) == b"x" * 10
        entry, second = next(contents)
        assert second is not None
        assert (entry.path, second.read(), second.read()) == ("b", b"hello\n", b"")
        with pytest.raises(ValueError, match="left behind"):
            first.read(1)


def test_reading_notices_a_cancel(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(member("a") + member("b") + END)
    progress = Progress()
    contents = PythonTarFileBackend(archive_path=str(path)).contents(progress)
    next(contents)
    progress.cancel()
    with pytest.raises(Cancelled):
        next(contents)


def test_listing_a_plain_tar_does_not_read_contents(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with path.open("wb") as file:
        file.write(HeaderPacker().pack(b"huge", TYPE_FILE, 7 << 30))
        file.seek(7 << 30, os.SEEK_CUR)
        file.write(member("after") + END)
    reads = 0

    class Counting(io.BufferedReader):
        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal reads
            data = super().read(size)
            reads += len(data)
            return data

    with Counting(io.FileIO(path)) as counting:
        assert [entry.path for entry in TarReader(counting, Remarks()).entries()] == ["huge", "after"]
    assert reads < 1 << 20


@pytest.mark.parametrize(
    ("start", "label"), [(b"LZIP\1", "lzip"), (b"\x02\x21\x4c\x18", "lz4"), (b"\x1f\x9d", "compress")]
)
def test_what_is_compressed_in_another_way_is_told_by_its_name(tmp_path: Path, start: bytes, label: str) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(start + bytes(1000))
    with path.open("rb") as file, pytest.raises(UnsupportedArchiveError, match=label):
        TarReader(file, Remarks())
