"""Writing tar: what lies on disk is what every reader finds, and what cannot be kept is told."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import stat
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from blake3 import blake3
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver_gui.backends import tar_batch
from archiver_gui.backends.tar import PythonTarFileBackend
from archiver_gui.backends.tar_format import TYPE_FILE, HeaderPacker
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import EnvironmentFault, UsageError
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.storage.local import open_regular
from tests.support.tar_tools import (
    COMPRESSIONS,
    build_tar,
    contents_by_tarfile,
    contents_by_us,
    entries_below,
    read_file,
    source_entry,
)
from tests.support.trees import contents_of, make_mixed_tree, times_of

MIB = 1 << 20

# What the slow codecs are given to do, so that the suite stays quick.
LARGE = {"xz": 300_000, "bz2": 1_500_000}

Extract = Callable[[Path, Path], "subprocess.CompletedProcess[bytes]"]


def by_gnu_tar(archive: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["tar", "-xpf", archive, "-C", folder], capture_output=True, check=False)


def by_bsdtar(archive: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["bsdtar", "-xpf", archive, "-C", folder], capture_output=True, check=False)


def by_7zz(archive: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["7zz", "x", "-snl", "-bd", "-y", f"-o{folder}", archive], capture_output=True, check=False)


PEERS: dict[str, Extract] = {"tar": by_gnu_tar, "bsdtar": by_bsdtar, "7zz": by_7zz}


def peer(name: str) -> Extract:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return PEERS[name]


# ---- round trips -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_mixed_tree_reads_back_as_it_was_written(tmp_path: Path, compression: str) -> None:
    tree = make_mixed_tree(tmp_path / "tree", small_files=600, large_bytes=LARGE.get(compression, 3 * MIB))
    archive = build_tar(tmp_path / "a", entries_below(tree), compression)
    assert list(archive.remarks) == []
    written = list(archive.written())
    assert len(written) == len(list(archive.entries()))
    for wanted, (entry, stream) in zip(written, archive.contents(Progress()), strict=True):
        assert (entry.path, entry.kind, entry.mtime) == (wanted.path, wanted.kind, wanted.mtime)
        if stream is not None:
            content = stream.read()
            assert len(content) == wanted.size
            assert blake3(content).digest(length=16) == wanted.digest


@pytest.mark.parametrize("name", PEERS)
def test_peers_extract_the_same_tree(tmp_path: Path, name: str) -> None:
    extract = peer(name)
    tree = make_mixed_tree(tmp_path / "in" / "tree", small_files=300, large_bytes=3 * MIB)
    archive = build_tar(tmp_path / "a", entries_below(tree))
    back = tmp_path / "back"
    back.mkdir()
    done = extract(Path(archive.full_path), back)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents_of(back) == contents_of(tree.parent)
    assert times_of(back) == times_of(tree.parent)


# 7-Zip decodes names as UTF-8 and cannot keep other bytes, whoever wrote them.
@pytest.mark.parametrize("name", ["tar", "bsdtar"])
def test_names_that_are_not_utf8_come_back_byte_for_byte(tmp_path: Path, name: str) -> None:
    extract = peer(name)
    tree = tmp_path / "in" / "tree"
    tree.mkdir(parents=True)
    names = [
        b"caf\xe9",
        b"\xff" * 120,
        b"\x80\x81/" + b"\xfe" * 60 + b"/" + b"\xfd" * 200,
        "mixed é ".encode() + b"\xe9",
    ]
    for raw in names:
        path = os.fsencode(tree) + b"/" + raw
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Path(os.fsdecode(path)).write_bytes(raw)
    os.symlink(b"\xe9" * 150, os.fsencode(tree) + b"/link")
    archive = build_tar(tmp_path / "a", entries_below(tree))
    back = tmp_path / "back"
    back.mkdir()
    done = extract(Path(archive.full_path), back)
    assert done.returncode == 0, done.stderr
    assert contents_of(back) == contents_of(tree.parent)
    files = {path: data for path, kind, data in read_file(Path(archive.full_path))[1] if kind is EntryKind.FILE}
    assert files == {f"tree/{os.fsdecode(raw)}": raw for raw in names}
    assert {entry.link_target for entry in archive.entries() if entry.link_target} == {os.fsdecode(b"\xe9" * 150)}


PART = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1, max_size=60).filter(
    lambda part: part not in (".", "..") and len(part.encode()) <= 250
)


@settings(max_examples=25)
@given(
    st.dictionaries(
        st.lists(PART, min_size=1, max_size=6).map("/".join), st.binary(max_size=2000), min_size=1, max_size=6
    ),
    st.sampled_from(COMPRESSIONS),
)
def test_any_names_and_contents_come_back(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], compression: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    archive = PythonTarFileBackend(archive_path=str(folder / "a"), readmode=False, compression=compression)
    for name, data in files.items():
        archive.add_file(name, io.BytesIO(data))
    archive.close()
    archive.readmode = True
    assert contents_by_us(archive) == files
    assert list(archive.remarks) == []
    if compression in ("", "gz", "bz2", "xz"):
        assert contents_by_tarfile(archive.full_path) == files
    if compression != "lz4" and shutil.which("tar"):
        quoting = ["tar", "--quoting-style=literal", "--null", "-tf", archive.full_path]
        listed = subprocess.run(quoting, capture_output=True, check=True).stdout
        assert listed == b"".join(name.encode() + b"\n" for name in files)


def test_links_folders_modes_and_owners_are_kept(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir(mode=0o750)
    (tmp_path / "script").write_bytes(b"#!")
    (tmp_path / "script").chmod(0o4755)
    (tmp_path / "link").symlink_to("some/where/" + "x" * 150)
    entries = [source_entry(tmp_path / name) for name in ("empty", "script", "link")]
    for entry in entries:
        entry.uid, entry.gid, entry.user, entry.group = 3_000_000, 12, "jürgen", "a group with quite a long name indeed"
    archive = build_tar(tmp_path / "a", entries)
    folder, script, link = archive.entries()
    assert (folder.path, folder.kind, folder.mode) == ("empty", EntryKind.FOLDER, 0o750)
    assert (script.kind, script.mode) == (EntryKind.FILE, 0o4755)
    assert (link.kind, link.link_target) == (EntryKind.SYMLINK, "some/where/" + "x" * 150)
    with tarfile.open(archive.full_path) as foreign:
        for member in foreign:
            assert (member.uid, member.gid) == (3_000_000, 12)
            assert (member.uname, member.gname) == ("jürgen", "a group with quite a long name indeed")


@pytest.mark.parametrize("seconds", [0, -5, 2**31, 2**33, 2**35])
def test_times_of_any_age_are_kept_in_whole_seconds(tmp_path: Path, seconds: int) -> None:
    entry = SourceEntry("f", EntryKind.FOLDER, "", mtime_ns=seconds * 10**9 + 999_999_999)
    archive = build_tar(tmp_path / "a", [entry])
    assert [found.mtime for found in archive.entries()] == [seconds]
    assert [written.mtime for written in archive.written()] == [seconds]


def test_a_file_over_8_gib_is_kept(tmp_path: Path) -> None:
    """Sparse on disk, and compressed to next to nothing; its header is what matters."""
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate((8 << 30) + 5)
    header = HeaderPacker().pack(b"large", TYPE_FILE, large.stat().st_size)
    with tarfile.open(fileobj=io.BytesIO(header), mode="r:") as archive:
        member = archive.next()
    assert member is not None
    assert member.size == (8 << 30) + 5


def test_the_archive_ends_on_a_record_with_two_zero_blocks(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 700)
    data = Path(build_tar(tmp_path / "a", [source_entry(tmp_path / "f")]).full_path).read_bytes()
    assert len(data) == 10_240
    assert not data[512 * 3 :].strip(b"\0")


def test_nothing_is_sought_or_read_while_writing(tmp_path: Path) -> None:
    class OnlyWrites(io.RawIOBase):
        data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            OnlyWrites.data += bytes(data)
            return len(data)

        def seek(self, *_: int) -> NoReturn:
            raise AssertionError("a stream cannot seek")

        tell = seek

    backend = PythonTarFileBackend(stream=True, compression="gz", archive_path=str(tmp_path / "a"), readmode=False)
    writer = backend._make_writer(OnlyWrites())  # type: ignore[arg-type]  # a raw file is enough
    writer.add_stream("x", io.BytesIO(b"content"))
    writer.finish()
    with tarfile.open(fileobj=io.BytesIO(OnlyWrites.data), mode="r:gz") as archive:
        assert archive.getnames() == ["x"]


# ---- hardlinks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [10, tar_batch.SMALL_BYTES + 10])
def test_further_names_of_a_file_become_hardlinks_to_the_first(tmp_path: Path, size: int) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    first.write_bytes(os.urandom(size))
    os.link(first, second)
    os.link(first, third)
    archive = build_tar(tmp_path / "a", [source_entry(path) for path in (first, second, third)])
    entries = list(archive.entries())
    assert [entry.kind for entry in entries] == [EntryKind.FILE, EntryKind.HARDLINK, EntryKind.HARDLINK]
    assert [entry.link_target for entry in entries[1:]] == ["first", "first"]
    with archive.open_entry(entries[2]) as stream:
        assert stream.read() == first.read_bytes()
    with tarfile.open(archive.full_path) as foreign:
        stream = foreign.extractfile("third")  # type: ignore[assignment]  # IO[bytes] is all that is used
        assert stream.read() == first.read_bytes()


def test_a_hardlink_whose_first_name_was_lost_goes_in_as_a_file(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    first.write_bytes(b"content")
    os.link(first, second)
    os.link(first, third)
    entries = [source_entry(path) for path in (first, second, third)]
    first.unlink()
    archive = build_tar(tmp_path / "a", entries)
    assert [(entry.path, entry.kind, entry.link_target) for entry in archive.entries()] == [
        ("second", EntryKind.FILE, None),
        ("third", EntryKind.HARDLINK, "second"),
    ]
    assert contents_by_us(archive) == {"second": b"content"}
    assert [(remark.entry, remark.kind, remark.severe) for remark in archive.remarks] == [("first", "vanished", True)]


# ---- sources that are not as they were -------------------------------------------------------------------------


def test_vanished_and_unreadable_sources_are_left_out_and_named(tmp_path: Path) -> None:
    for name in ("good", "gone", "pipe", "now a folder"):
        (tmp_path / name).write_bytes(b"x")
    entries = [source_entry(tmp_path / name) for name in ("gone", "pipe", "now a folder", "good")]
    for entry in entries[:3]:
        os.unlink(entry.source)
    os.mkfifo(entries[1].source)
    os.mkdir(entries[2].source)
    for large in (False, True):
        for entry in entries[:3]:
            entry.size = 2 * MIB if large else 1
        archive = build_tar(tmp_path / f"a{large}", entries)
        assert contents_by_us(archive) == {"good": b"x"}
        told = [(remark.entry, remark.kind, remark.severe) for remark in archive.remarks]
        assert told == [("gone", "vanished", True), ("pipe", "unreadable", True), ("now a folder", "unreadable", True)]
        assert [entry.path for entry in archive.written()] == ["good"]


class _Changing:
    """A source that does something while it is read: `then` is called after the first block."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
        self._then: Callable[[], None] | None = then
        real = open_regular

        def opened(path: str) -> Any:
            file = real(path)
            read = file.read

            def read_and_change(size: int = -1) -> bytes:
                data = read(size)
                then, self._then = self._then, None
                if then is not None:
                    then()
                return data

            file.read = read_and_change  # type: ignore[method-assign]  # the file stays real, only its timing is ours
            return file

        monkeypatch.setattr("archiver_gui.backends.tar_writer.open_regular", opened)


def test_a_file_that_shrinks_is_padded_to_the_promised_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"s" * (4 * MIB))
    entries = [source_entry(source), SourceEntry("after", EntryKind.FOLDER, "")]
    _Changing(monkeypatch, lambda: os.truncate(source, 2 * MIB))
    archive = build_tar(tmp_path / "a", entries)
    assert contents_by_us(archive) == {"f": b"s" * (2 * MIB) + bytes(2 * MIB)}
    assert [entry.path for entry in archive.entries()] == ["f", "after"]
    assert [(remark.entry, remark.kind, remark.severe) for remark in archive.remarks] == [("f", "changed", True)]
    assert next(iter(archive.written())).digest == blake3(b"s" * (2 * MIB) + bytes(2 * MIB)).digest(length=16)


def test_a_file_that_grows_is_cut_to_the_promised_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"s" * (2 * MIB))
    entries = [source_entry(source)]

    def grow() -> None:
        with source.open("ab") as file:
            file.write(b"more")

    _Changing(monkeypatch, grow)
    archive = build_tar(tmp_path / "a", entries)
    assert contents_by_us(archive) == {"f": b"s" * (2 * MIB)}
    assert [(remark.entry, remark.kind, remark.severe) for remark in archive.remarks] == [("f", "changed", True)]


def test_a_read_error_half_way_is_padded_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"s" * (2 * MIB))
    entries = [source_entry(source), SourceEntry("after", EntryKind.FOLDER, "")]

    real = open_regular

    def opening(path: str) -> Any:
        file = real(path)
        read = file.read

        def once(size: int = -1) -> bytes:
            if file.tell():
                raise OSError(5, "Input/output error")
            return read(size)

        file.read = once  # type: ignore[method-assign]  # see above
        return file

    monkeypatch.setattr("archiver_gui.backends.tar_writer.open_regular", opening)
    archive = build_tar(tmp_path / "a", entries)
    assert contents_by_us(archive) == {"f": b"s" * MIB + bytes(MIB)}
    assert [entry.path for entry in archive.entries()] == ["f", "after"]
    assert [(remark.entry, remark.kind, remark.severe) for remark in archive.remarks] == [("f", "unreadable", True)]


def test_a_small_file_that_outgrew_its_scan_is_read_as_it_is_now(tmp_path: Path) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"x")
    entries = [source_entry(source)]
    content = os.urandom(3 * MIB)
    source.write_bytes(content)
    archive = build_tar(tmp_path / "a", entries)
    assert contents_by_us(archive) == {"f": content}
    assert list(archive.remarks) == []


def test_a_small_file_that_keeps_changing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"0")
    real = os.read

    def read_and_grow(handle: int, size: int) -> bytes:
        data = real(handle, size)
        with source.open("ab") as file:
            file.write(b"x")
        return data

    monkeypatch.setattr(os, "read", read_and_grow)
    content, problem = tar_batch.read_small(str(source)) or (b"", None)
    assert problem == tar_batch.CHANGED
    assert content.startswith(b"0")


def test_a_small_file_that_changed_once_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"old")
    real = os.read

    def read_and_replace(handle: int, size: int) -> bytes:
        data = real(handle, size)
        monkeypatch.setattr(os, "read", real)
        source.write_bytes(b"newer")
        return data

    monkeypatch.setattr(os, "read", read_and_replace)
    assert tar_batch.read_small(str(source)) == (b"newer", None)


def test_a_name_that_no_tar_can_hold_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")
    entries = [source_entry(tmp_path / "f", "lone \ud800 surrogate"), source_entry(tmp_path / "f", "good")]
    archive = build_tar(tmp_path / "a", entries)
    assert contents_by_us(archive) == {"good": b"x"}
    assert [(remark.kind, remark.severe) for remark in archive.remarks] == [("left-out", True)]


# ---- content from anywhere -----------------------------------------------------------------------------------


class Stingy:
    """Gives few bytes at a time and cannot seek."""

    def __init__(self, data: bytes | str, step: int = 70_000) -> None:
        self._data, self._at, self._step = data, 0, step

    def read(self, size: int = -1) -> bytes | str:
        end = self._at + (self._step if size < 0 else min(size, self._step))
        part, self._at = self._data[self._at : end], end
        return part


@pytest.mark.parametrize("size", [0, 1, 4 * MIB, 4 * MIB + 1, 9 * MIB])
@pytest.mark.parametrize("make", [io.BytesIO, Stingy])
def test_content_of_any_size_from_any_object_is_added(tmp_path: Path, size: int, make: Callable[[bytes], Any]) -> None:
    content = os.urandom(size)
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "a"), readmode=False)
    archive.add_file("x", make(content))
    archive.add_file("y", io.BytesIO(b"after"))
    archive.close()
    archive.readmode = True
    assert contents_by_us(archive) == {"x": content, "y": b"after"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]


def test_a_binary_object_is_read_from_where_it_stands(tmp_path: Path) -> None:
    source = io.BytesIO(b"h" * 10 + b"x" * (6 * MIB))
    source.seek(10)
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "a"), readmode=False)
    archive.add_file("x", source)
    archive.close()
    archive.readmode = True
    assert contents_by_us(archive) == {"x": b"x" * (6 * MIB)}


@pytest.mark.parametrize("length", [10, 5 * MIB])
def test_text_is_stored_as_utf8(tmp_path: Path, length: int) -> None:
    text = "é" * length
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "a"), readmode=False)
    archive.add_file("x", io.StringIO(text))
    archive.add_file("y", Stingy(text, 1_000_000))
    archive.close()
    archive.readmode = True
    assert contents_by_us(archive) == {"x": text.encode(), "y": text.encode()}


@pytest.mark.parametrize("name", ["", ".", "./", "lone \ud800 surrogate"])
def test_content_without_a_usable_name_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "new" / "a"), readmode=False)
    with pytest.raises(UsageError):
        archive.add_file(name, io.BytesIO(b"x"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("compression", ["", "gz", "zst"])
@pytest.mark.parametrize("size", [100, 3 * MIB])
def test_a_full_disk_is_told_as_such(tmp_path: Path, compression: str, size: int) -> None:
    (tmp_path / "f").write_bytes(os.urandom(size))
    backend = PythonTarFileBackend(archive_path=str(tmp_path / "a"), readmode=False, compression=compression)
    full = open("/dev/full", "wb", buffering=1 << 16)  # noqa: SIM115  # closing it fails, as it must
    writer = backend._make_writer(full)
    try:
        with pytest.raises((EnvironmentFault, OSError)) as caught:
            for number in range(40):
                writer.add(source_entry(tmp_path / "f", f"{number}"))
            writer.finish()
            full.flush()
    finally:
        writer.abort()
        with contextlib.suppress(OSError):
            full.close()
    assert "disk is full" in str(caught.value) or getattr(caught.value, "errno", 0) == errno.ENOSPC
    assert list(backend.remarks) == []


# ---- options ---------------------------------------------------------------------------------------------------


def options_for(target: Path, **more: Any) -> BuildOptions:
    return BuildOptions(sources=(), target=str(target), backend_id="tar", format_id="tar", **more)


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_reproducible_archives_are_the_same_bytes_whoever_builds_them(
    tmp_path: Path, compression: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tree = make_mixed_tree(tmp_path / "tree", small_files=300, large_bytes=LARGE.get(compression, 3 * MIB))
    built = []
    for number, workers in enumerate((1, 2)):
        entries = entries_below(tree)
        for entry in entries:
            entry.uid = entry.gid = number
            entry.user = f"user {number}"
            entry.mtime_ns += number
            entry.mode = entry.mode | (0o020 * number)
        target = tmp_path / f"{number}"
        archive = PythonTarFileBackend(archive_path=str(target), readmode=False, compression=compression)
        archive.configure(options_for(target, reproducible=True), Progress(), workers)
        with archive:
            for entry in entries:
                archive.add_entry(entry)
        built.append(Path(archive.full_path).read_bytes())
        archive.readmode = True
        assert max(entry.mtime or 0 for entry in archive.entries()) <= 1_700_000_000
    assert built[0] == built[1]


def test_the_level_reaches_the_codec(tmp_path: Path) -> None:
    sizes = []
    text = b" ".join(b"%d" % (number * number) for number in range(200_000))
    for level in (1, 9):
        target = tmp_path / str(level)
        archive = PythonTarFileBackend(archive_path=str(target), readmode=False, compression="gz")
        archive.configure(options_for(target, level=level), Progress(), 0)
        archive.add_file("x", io.BytesIO(text))
        archive.close()
        archive.readmode = True
        sizes.append(archive.archive_size())
    assert sizes[0] > sizes[1]


@pytest.mark.parametrize("compression", ["", "gz"])
def test_progress_counts_bytes_and_entries(tmp_path: Path, compression: str) -> None:
    tree = make_mixed_tree(tmp_path / "tree", small_files=300, large_bytes=3 * MIB)
    entries = entries_below(tree)
    progress = Progress()
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "a"), readmode=False, compression=compression)
    archive.configure(options_for(tmp_path / "a"), progress, 0)
    with archive:
        for entry in entries:
            archive.add_entry(entry)
        archive.seal()
        assert progress.done_entries == len(entries)
        assert progress.done_bytes == archive.written().content_bytes
        assert progress.packed_bytes == archive.sealed_bytes


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    tree = make_mixed_tree(tmp_path / "in" / "tree", small_files=300, large_bytes=MIB)
    progress = Progress()
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "new" / "a"), readmode=False, compression="gz")
    archive.configure(options_for(tmp_path / "a"), progress, 0)

    def build() -> None:
        with archive:
            for number, entry in enumerate(entries_below(tree)):
                archive.add_entry(entry)
                if number == 100:
                    progress.cancel()

    with pytest.raises(Cancelled):
        build()
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_devices_and_pipes_are_left_out_with_a_remark(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "f").write_bytes(b"x")
    archive = build_tar(tmp_path / "a", [source_entry(tmp_path / "pipe"), source_entry(tmp_path / "f")])
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert [(remark.entry, remark.kind) for remark in archive.remarks] == [("pipe", "left-out")]
    assert contents_by_us(archive) == {"f": b"x"}
