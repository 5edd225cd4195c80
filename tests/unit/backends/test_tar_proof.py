"""Reading a tar back, segment by segment: every byte of it counts, and whatever is another is noticed."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from archiver_gui.backends import tar_batch
from archiver_gui.backends.tar import PythonTarFileBackend
from archiver_gui.backends.tar_writer import TarWriter
from archiver_gui.codecs.pipeline import shared_pool
from archiver_gui.codecs.registry import segment_format
from archiver_gui.codecs.segments import unpack_segment
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.progress import Cancelled, Progress
from tests.support.tar_tools import COMPRESSIONS, build_tar, contents_by_us, entries_below, source_entry
from tests.support.trees import make_mixed_tree

MIB = 1 << 20
NAMES = ("first", "second", "third")

each_compression = pytest.mark.parametrize("compression", COMPRESSIONS)


def sealed(
    target: Path, entries: list[SourceEntry], compression: str, level: int | None = None
) -> PythonTarFileBackend:
    """An archive that is written and not published yet."""
    archive = PythonTarFileBackend(archive_path=str(target), readmode=False, compression=compression)
    options = BuildOptions(sources=(), target=str(target), backend_id="tar", format_id="tar", level=level)
    archive.configure(options, Progress(), 0)
    for entry in entries:
        archive.add_entry(entry)
    archive.seal()
    return archive


def writer_of(archive: PythonTarFileBackend) -> TarWriter:
    writer = archive._writer
    assert isinstance(writer, TarWriter)
    return writer


@pytest.fixture
def small(tmp_path: Path) -> list[SourceEntry]:
    """Two files, a folder, a link and a long name."""
    tree = tmp_path / "tree"
    (tree / "folder").mkdir(parents=True)
    (tree / "a").write_bytes(b"content of a\n" * 3)
    (tree / "folder" / ("ä" * 80)).write_bytes(b"x" * 512)
    (tree / "link").symlink_to("a")
    return entries_below(tree)


@each_compression
def test_what_is_as_it_was_written_is_proved_and_counted(tmp_path: Path, compression: str) -> None:
    large = {"xz": 300_000, "bz2": 4_000_000}.get(compression, 10 * MIB)
    tree = make_mixed_tree(tmp_path / "tree", small_files=300, large_bytes=large)
    with sealed(tmp_path / "a", entries_below(tree), compression) as archive:
        progress = Progress()
        assert archive.prove_written(progress)
        assert progress.done_entries == len(archive.written())
        assert progress.done_bytes == archive.written().content_bytes


@each_compression
def test_many_batches_are_packed_and_proved_in_other_processes(tmp_path: Path, compression: str) -> None:
    (tmp_path / "f").write_bytes(b"content")
    source = source_entry(tmp_path / "f")
    entries = [dataclasses.replace(source, path=f"{number % 70}/{number}") for number in range(6_000)]
    with sealed(tmp_path / "a", entries, compression, 1 if compression else None) as archive:
        assert archive.prove_written(Progress())
        assert len(archive.written()) == len(entries)
        assert shared_pool().processes.pids()
    archive.readmode = True
    assert len(list(archive.entries())) == len(entries)


@each_compression
def test_any_other_byte_anywhere_is_noticed(tmp_path: Path, small: list[SourceEntry], compression: str) -> None:
    archive = sealed(tmp_path / "a", small, compression)
    with archive:
        assert archive.prove_written(Progress())
        data = bytearray(Path(archive.staged_path).read_bytes())
        for position in range(len(data)):
            with open(archive.staged_path, "r+b") as file:
                file.seek(position)
                file.write(bytes((data[position] ^ 1 << position % 8,)))
            with pytest.raises(DamagedArchiveError):
                archive.prove_written(Progress())
            Path(archive.staged_path).write_bytes(data)


@each_compression
@pytest.mark.parametrize("change", [-1, -20, 1, 512])
def test_bytes_too_few_or_too_many_are_noticed(
    tmp_path: Path, small: list[SourceEntry], compression: str, change: int
) -> None:
    with sealed(tmp_path / "a", small, compression) as archive:
        data = Path(archive.staged_path).read_bytes()
        Path(archive.staged_path).write_bytes(data[:change] if change < 0 else data + bytes(change))
        with pytest.raises(DamagedArchiveError):
            archive.prove_written(Progress())


def test_a_source_that_was_hashed_otherwise_is_noticed(tmp_path: Path, small: list[SourceEntry]) -> None:
    with sealed(tmp_path / "a", small, "zst") as archive:
        written = archive.written()
        wrong = written.columns(0, len(written))
        digests = bytearray(wrong.digests)
        digests[-1] ^= 1
        written.extend(wrong._replace(digests=bytes(digests)))
        with pytest.raises(DamagedArchiveError):
            archive.prove_written(Progress())


@pytest.mark.parametrize("compression", ["", "gz", "zst", "lz4", "bz2", "xz"])
def test_every_segment_can_be_decoded_by_itself(tmp_path: Path, compression: str) -> None:
    """So that one large file is read back on all cores."""
    size = {"zst": 18_000_000, "bz2": 500_000, "xz": 4_500_000}.get(compression, 9_000_000)
    (tmp_path / "large").write_bytes(os.urandom(size))
    with sealed(tmp_path / "a", [source_entry(tmp_path / "large")], compression, 1 if compression else None) as archive:
        stream = writer_of(archive).stream
        data = Path(archive.staged_path).read_bytes()
        form = segment_format(compression)
        assert len(stream.segments) > 1
        parts = []
        for number in reversed(range(len(stream.segments))):
            span = stream.segments[number]
            parts.append(unpack_segment(form, data[span.start : span.end], span, lambda: None))
        tar = b"".join(reversed(parts))
        assert (tmp_path / "large").read_bytes() in tar
        assert len(tar) == stream.size_in_bytes
        assert stream.segments[0].start == len(stream.header)
        assert data.endswith(stream.trailer)
        assert stream.segments.end + len(stream.trailer) == len(data)


def test_a_cancel_is_noticed(tmp_path: Path, small: list[SourceEntry]) -> None:
    with sealed(tmp_path / "a", small, "gz") as archive:
        progress = Progress()
        progress.cancel()
        with pytest.raises(Cancelled):
            archive.prove_written(progress)


@each_compression
@pytest.mark.parametrize("workers", [1, 2])
def test_a_cancel_reaches_a_batch_that_is_being_packed(
    tmp_path: Path, compression: str, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f").write_bytes(b"x")
    progress = Progress()
    archive = PythonTarFileBackend(archive_path=str(tmp_path / "new" / "a"), readmode=False, compression=compression)
    options = BuildOptions(sources=(), target=str(tmp_path / "a"), backend_id="tar", format_id="tar")
    archive.configure(options, progress, workers)
    real = tar_batch.read_small
    met = []

    def read_and_cancel(path: str) -> tuple[bytes, tar_batch.Problem | None] | None:
        met.append(path)
        progress.cancel()
        return real(path)

    monkeypatch.setattr(tar_batch, "read_small", read_and_cancel)
    source = source_entry(tmp_path / "f")
    source.mtime_ns += 1  # it changed since the scan

    def build() -> None:
        with archive:
            for number in range(20):
                archive.add_entry(dataclasses.replace(source, path=str(number)))

    with pytest.raises(Cancelled):
        build()
    assert len(met) == 1
    assert not (tmp_path / "new").exists()


# ---- hardlinks across batches ------------------------------------------------------------------------------


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("apart", [2, 3000])
def test_hardlinks_lead_to_the_first_name_that_is_there(tmp_path: Path, *, lost: bool, apart: int) -> None:
    first, second, third = (tmp_path / name for name in NAMES)
    first.write_bytes(b"content")
    os.link(first, second)
    os.link(first, third)
    between = [SourceEntry(f"folder {number}", EntryKind.FOLDER, "") for number in range(apart)]
    entries = [source_entry(first), *between, source_entry(second), source_entry(third)]
    if lost:
        first.unlink()
    archive = build_tar(tmp_path / "a", entries, "zst")
    links = {entry.path: (entry.kind, entry.link_target) for entry in archive.entries() if entry.path in NAMES}
    if lost:
        assert links == {"second": (EntryKind.FILE, None), "third": (EntryKind.HARDLINK, "second")}
        assert contents_by_us(archive) == {"second": b"content"}
        assert [(remark.entry, remark.kind) for remark in archive.remarks] == [("first", "vanished")]
    else:
        assert links == {
            "first": (EntryKind.FILE, None),
            "second": (EntryKind.HARDLINK, "first"),
            "third": (EntryKind.HARDLINK, "first"),
        }
        assert list(archive.remarks) == []
    assert sum(1 for entry in archive.entries() if entry.kind is EntryKind.FOLDER) == apart


@pytest.mark.parametrize("compression", ["zst", "xz"])
def test_what_follows_a_file_that_outgrew_its_batch_is_not_lost(tmp_path: Path, compression: str) -> None:
    names = [tmp_path / f"{number}" for number in range(6)]
    for name in names:
        name.write_bytes(name.name.encode())
    entries = [source_entry(name) for name in names]
    names[2].write_bytes(b"2" * (tar_batch.SMALL_BYTES + 1))
    names[4].unlink()
    with sealed(tmp_path / "a", entries, compression, 1) as archive:
        assert archive.prove_written(Progress())
    archive.readmode = True
    assert {path: len(data) for path, data in contents_by_us(archive).items()} == {
        "0": 1, "1": 1, "2": tar_batch.SMALL_BYTES + 1, "3": 1, "5": 1,
    }  # fmt: skip
    assert [(remark.entry, remark.kind) for remark in archive.remarks] == [("4", "vanished")]
