"""What is written is what foreign readers read: names, contents, kinds, times, modes."""

from __future__ import annotations

import io
import os
import pickle
import random
import resource
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver_gui.backends.zip import PythonZipFileBackend
from archiver_gui.backends.zip_batch import WHOLE_MAX_BYTES
from archiver_gui.backends.zip_writer import ZipWriter
from archiver_gui.codecs.hashing import content_digest
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Remark, Remarks
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.core.written import DIGEST_BYTES, WrittenEntries

MTIME = 1_600_000_001


def source(path: Path, name: str | None = None, **changes: Any) -> SourceEntry:
    status = path.lstat()
    kind = (
        EntryKind.SYMLINK if path.is_symlink() else EntryKind.FOLDER if stat.S_ISDIR(status.st_mode) else EntryKind.FILE
    )
    entry = SourceEntry(
        path=name or path.name,
        kind=kind,
        source=str(path),
        size=status.st_size if kind is EntryKind.FILE else 0,
        mtime_ns=status.st_mtime_ns,
        mode=status.st_mode & 0o7777,
        link_target=os.readlink(path) if kind is EntryKind.SYMLINK else None,
    )
    for field, value in changes.items():
        setattr(entry, field, value)
    return entry


class Built:
    def __init__(self, target: Path, **options: Any) -> None:
        self.target = target
        self.file = target.open("w+b")
        self.remarks = Remarks()
        self.written = WrittenEntries()
        self.progress: Progress = options.pop("progress", None) or Progress()
        self.writer = ZipWriter(self.file, self.remarks, self.written, self.progress, **options)

    def finish(self) -> zipfile.ZipFile:
        self.writer.finish()
        self.file.close()
        return zipfile.ZipFile(self.target)

    @property
    def severe(self) -> list[tuple[str, str]]:
        return [(remark.entry, remark.kind) for remark in self.remarks if remark.severe]


def program(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\\\0"), min_size=1, max_size=12).filter(
    lambda name: name not in (".", "..")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    contents=st.dictionaries(
        NAMES, st.binary(max_size=3000) | st.integers(1, 200_000).map(lambda n: b"ab" * n), max_size=9
    ),
    level=st.sampled_from([0, 1, 6, 9]),
    threads=st.sampled_from([1, 2]),
)
def test_every_content_under_every_name_comes_back_from_pythons_zipfile(
    tmp_path: Path, contents: dict[str, bytes], level: int, threads: int
) -> None:
    built = Built(tmp_path / "a.zip", level=level, threads=threads)
    for name, content in contents.items():
        built.writer.add_stream(name, io.BytesIO(content))
    with built.finish() as archive:
        assert archive.testzip() is None
        assert {info.orig_filename: archive.read(info) for info in archive.infolist()} == contents
        assert all(info.compress_size <= info.file_size for info in archive.infolist())
    assert [(entry.path, entry.size, entry.digest) for entry in built.written] == [
        (name, len(content), content_digest(content)[:DIGEST_BYTES]) for name, content in contents.items()
    ]


def make_tree(root: Path) -> list[SourceEntry]:
    files = {
        "empty": b"",
        "tiny": b"x",
        "Grüße aus 東京 👋.txt": "Grüße".encode(),
        "with space": b"text " * 5000,
        "random": random.Random(1).randbytes(300_000),
        "n" * 200: b"long",
        "large": random.Random(2).randbytes(1_000_000) + b"zeros" * 1_000_000,
    }
    (root / "folder" / "empty folder").mkdir(parents=True)
    entries = [
        source(root / "folder", "top/folder"),
        source(root / "folder" / "empty folder", "top/folder/empty folder"),
    ]
    for number, (name, content) in enumerate(files.items()):
        path = root / name
        path.write_bytes(content)
        path.chmod(0o755 if number % 2 else 0o640)
        os.utime(path, (MTIME + number, MTIME + number))
        entries.append(source(path, f"top/{name}"))
    (root / "link").symlink_to("Grüße aus 東京 👋.txt")
    entries.append(source(root / "link", "top/link"))
    deep = "/".join(["d" * 100] * 4) + "/file"
    entries.append(source(root / "tiny", f"top/{deep}"))
    return entries


def assert_same_tree(entries: list[SourceEntry], root: Path, *, links: bool = True) -> None:
    for entry in entries:
        path = root / entry.path
        if entry.kind is EntryKind.SYMLINK:
            if links:
                assert os.readlink(path) == entry.link_target
        elif entry.kind is EntryKind.FOLDER:
            assert path.is_dir()
        else:
            assert path.read_bytes() == Path(entry.source).read_bytes()
            assert stat.S_IMODE(path.stat().st_mode) == entry.mode
            assert int(path.stat().st_mtime) == entry.mtime_ns // 10**9


@pytest.mark.parametrize("level", [0, 6])
@pytest.mark.parametrize("tool", ["unzip", "7zz", "bsdtar"])
def test_foreign_programs_test_and_extract_it_with_all_metadata(tmp_path: Path, tool: str, level: int) -> None:
    (tmp_path / "in").mkdir()
    entries = make_tree(tmp_path / "in")
    built = Built(tmp_path / "a.zip", level=level)
    for entry in entries:
        built.writer.add(entry)
    built.finish().close()
    assert built.remarks.count == 0
    archive, out = str(tmp_path / "a.zip"), str(tmp_path / "out")
    os.mkdir(out)
    if tool == "unzip":
        program("unzip", "-tqq", archive)
        program("unzip", "-qq", archive, "-d", out)
    elif tool == "7zz":
        assert "Everything is Ok" in program("7zz", "t", archive)
        program("7zz", "x", f"-o{out}", archive)
    else:
        program("bsdtar", "-xpf", archive, "-C", out)
    assert_same_tree(entries, tmp_path / "out")


def test_more_entries_than_16_bits_can_count(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"same")
    entry = source(tmp_path / "f")
    built = Built(tmp_path / "a.zip")
    for number in range(70_000):
        entry = source(tmp_path / "f", f"{number:05}") if number == 0 else entry
        built.writer.add(
            SourceEntry(f"{number:05}", EntryKind.FILE, entry.source, entry.size, entry.mtime_ns, entry.mode)
        )
    with built.finish() as archive:
        assert len(archive.infolist()) == 70_000
        assert archive.read("69999") == b"same"
    assert len(built.written) == 70_000
    assert program("zipinfo", "-1", str(tmp_path / "a.zip")).count("\n") == 70_000


def test_a_stream_too_large_for_one_piece_is_written_block_by_block(tmp_path: Path) -> None:
    content = random.Random(3).randbytes(10_000) * 700
    built = Built(tmp_path / "a.zip")
    built.writer.add_stream("before", io.BytesIO(b"1"))
    built.writer.add_stream("large", io.BytesIO(content))
    built.writer.add_stream("after", io.BytesIO(b"2"))
    with built.finish() as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["before", "large", "after"]
        assert archive.read("large") == content
        assert archive.getinfo("large").compress_size < len(content) // 10
    assert "No errors" in program("unzip", "-tq", str(tmp_path / "a.zip"))
    assert "Everything is Ok" in program("7zz", "t", str(tmp_path / "a.zip"))
    assert list(built.written)[1].digest == content_digest(content)[:DIGEST_BYTES]


class OnlyRead:
    def __init__(self, content: str | bytes) -> None:
        self.content = content

    def read(self) -> str | bytes:
        return self.content


@pytest.mark.parametrize(
    "stream", [io.StringIO("Grüße"), io.BytesIO("Grüße".encode()), OnlyRead("Grüße"), OnlyRead("Grüße".encode())]
)
def test_any_object_with_read_is_taken(tmp_path: Path, stream: object) -> None:
    built = Built(tmp_path / "a.zip")
    built.writer.add_stream("a", stream)
    with built.finish() as archive:
        assert archive.read("a").decode() == "Grüße"


def test_what_cannot_be_read_is_named_and_left_out(tmp_path: Path) -> None:
    for name in ("gone", "large gone", "folder now", "fifo now", "kept"):
        (tmp_path / name).write_bytes(b"content")
    entries = [source(path) for path in sorted(tmp_path.iterdir())]
    for entry in entries:
        if entry.path.startswith("large"):
            entry.size = WHOLE_MAX_BYTES + 1
        if entry.path != "kept":
            os.unlink(entry.source)
    (tmp_path / "folder now").mkdir()
    os.mkfifo(tmp_path / "fifo now")
    built = Built(tmp_path / "a.zip")
    for entry in entries:
        built.writer.add(entry)
    with built.finish() as archive:
        assert archive.namelist() == ["kept"]
    assert sorted(built.severe) == [
        ("fifo now", "unreadable"),
        ("folder now", "unreadable"),
        ("gone", "vanished"),
        ("large gone", "vanished"),
    ]
    assert [entry.path for entry in built.written] == ["kept"]


def test_a_file_that_was_replaced_since_the_scan_is_taken_as_it_is_now(tmp_path: Path) -> None:
    for name in ("shorter", "longer"):
        (tmp_path / name).write_bytes(b"0123456789")
    entries = [source(tmp_path / "shorter"), source(tmp_path / "longer")]
    (tmp_path / "shorter").write_bytes(b"01234")
    (tmp_path / "longer").write_bytes(b"0123456789" * 1000)
    built = Built(tmp_path / "a.zip")
    for entry in entries:
        built.writer.add(entry)
    with built.finish() as archive:
        assert archive.read("shorter") == b"01234"
        assert archive.read("longer") == b"0123456789" * 1000
    assert built.remarks.count == 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs a file that has more than its size says")
def test_a_small_file_with_more_than_its_size_is_cut_and_named(tmp_path: Path) -> None:
    built = Built(tmp_path / "a.zip")
    built.writer.add(source(Path("/proc/self/status"), "status"))
    with built.finish() as archive:
        assert archive.read("status") == b""
    assert built.severe == [("status", "changed")]


class Meddling(Progress):
    """Changes a file while it is read: after its first block."""

    path = ""
    size = 0

    def advance(self, size_bytes: int, entries: int = 0) -> None:
        super().advance(size_bytes, entries)
        if size_bytes:
            os.truncate(self.path, self.size)


@pytest.mark.parametrize(("new_size", "held"), [(20_000_000, 8_000_000), (5_000_000, 5_000_000)])
def test_a_large_file_that_changes_while_read_is_held_as_far_as_promised_and_named(
    tmp_path: Path, new_size: int, held: int
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"z" * 8_000_000)
    progress = Meddling()
    progress.path, progress.size = str(path), new_size
    built = Built(tmp_path / "a.zip", progress=progress)
    built.writer.add(source(path))
    built.writer.add_stream("after", io.BytesIO(b"after"))
    with built.finish() as archive:
        assert archive.testzip() is None
        assert archive.getinfo("file").file_size == held
        assert archive.read("after") == b"after"
    assert built.severe == [("file", "changed")]


def test_names_that_zip_cannot_hold_are_renamed_or_left_out_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"1")
    built = Built(tmp_path / "a.zip")
    built.writer.add(source(tmp_path / "f", os.fsdecode(b"caf\xe9")))
    built.writer.add(source(tmp_path / "f", "n" * 70_000))
    with built.finish() as archive:
        assert archive.namelist() == ["caf%E9"]
    assert [(remark.kind, remark.severe) for remark in built.remarks] == [("renamed", False), ("left-out", True)]


def test_the_same_input_gives_the_same_bytes_on_any_number_of_threads_and_in_any_zone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    entries = make_tree(tmp_path / "in")
    script = (
        "import sys, pickle, pathlib\n"
        "from archiver_gui.backends.zip_writer import ZipWriter\n"
        "from archiver_gui.core.outcome import Remarks\n"
        "from archiver_gui.core.progress import Progress\n"
        "from archiver_gui.core.written import WrittenEntries\n"
        "with open(sys.argv[1], 'w+b') as file:\n"
        "    threads = int(sys.argv[2])\n"
        "    writer = ZipWriter(file, Remarks(), WrittenEntries(), Progress(), threads=threads, reproducible=True)\n"
        "    for entry in pickle.loads(pathlib.Path(sys.argv[3]).read_bytes()):\n"
        "        writer.add(entry)\n"
        "    writer.finish()\n"
    )
    (tmp_path / "entries").write_bytes(pickle.dumps(entries))
    results = []
    for number, (threads, zone) in enumerate([("1", "UTC"), ("2", "Asia/Tokyo"), ("0", "America/New_York")]):
        target = tmp_path / f"{number}.zip"
        subprocess.run(
            [sys.executable, "-c", script, str(target), threads, str(tmp_path / "entries")],
            env={**os.environ, "TZ": zone},
            check=True,
        )
        results.append(target.read_bytes())
    assert results[0] == results[1] == results[2]


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number}").write_bytes(b"x" * 2000)
    progress = Progress()
    backend = PythonZipFileBackend(str(tmp_path / "out" / "a"), readmode=False)
    backend.configure(
        BuildOptions(sources=(), target=backend.full_path, backend_id="zip", format_id="zip"), progress, 2
    )
    entries = [source(path) for path in sorted(tmp_path.iterdir()) if path.is_file()]
    with pytest.raises(Cancelled), backend:
        for number, entry in enumerate(entries):
            if number == 300:
                progress.cancel()
            backend.add_entry(entry)
        backend.seal()
    assert not (tmp_path / "out").exists()


def test_progress_counts_every_byte_and_entry(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    entries = make_tree(tmp_path / "in")
    built = Built(tmp_path / "a.zip")
    for entry in entries:
        built.writer.add(entry)
    built.finish().close()
    assert built.progress.done_entries == len(entries)
    assert built.progress.done_bytes == sum(entry.size for entry in entries) == built.written.content_bytes
    assert built.progress.packed_bytes == (tmp_path / "a.zip").stat().st_size


@pytest.mark.slow
@pytest.mark.parametrize("level", [0, 1])
def test_more_than_4_gib_in_one_entry_and_before_another(tmp_path: Path, level: int) -> None:
    size = 4_400_000_000
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(size)
    (tmp_path / "after").write_bytes(b"after")
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    built = Built(tmp_path / "a.zip", level=level)
    for name in ("sparse", "after"):
        built.writer.add(source(tmp_path / name))
    with built.finish() as archive:
        assert archive.getinfo("sparse").file_size == size
        assert archive.read("after") == b"after"
        assert (archive.getinfo("after").header_offset > 0xFFFFFFFF) is (level == 0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 300_000
    program("unzip", "-tqq", str(tmp_path / "a.zip"))
    assert "Everything is Ok" in program("7zz", "t", str(tmp_path / "a.zip"))
    with PythonZipFileBackend(str(tmp_path / "a.zip")) as backend:
        for entry, stream in backend.contents(Progress()):
            assert stream is not None
            read = 0
            while data := stream.read(1 << 20):
                read += len(data)
            assert read == entry.size
        assert not list[Remark](backend.remarks)
