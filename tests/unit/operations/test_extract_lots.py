"""Extraction by many hands: the same tree and the same words as by one, whatever happens on the way."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import sys
import tarfile
import threading
import warnings
import zipfile
from pathlib import Path

import pytest

from archiver_gui.backends import tar_lots, zip_lots
from archiver_gui.backends.registry import Registry
from archiver_gui.codecs.ahead import DecodeAhead
from archiver_gui.codecs.registry import CODECS
from archiver_gui.core.errors import DamagedArchiveError, EnvironmentFault, RefusedError
from archiver_gui.core.lent import Unreachable, borrow, lend
from archiver_gui.core.lots import LEFT
from archiver_gui.core.options import ExtractOptions, OnConflict
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.extraction.batch import write_batch
from archiver_gui.extraction.quarantine import DownloadMark
from archiver_gui.operations.extract import extract
from archiver_gui.operations.test import test as check_archive
from tests.support.codec_streams import codec_writer
from tests.support.extracting import tree_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors can be lent on Linux alone")

# Enough lots of 256 that most of them go to worker processes.
_FILES = 2_000


def run(archive: Path, into: Path, threads: int = 0, progress: Progress | None = None) -> Outcome:
    options = ExtractOptions(folder=str(into), on_conflict=OnConflict.SKIP, threads=threads)
    return extract(str(archive), options, Registry.get_instance(), progress or Progress())


def facts_of(root: Path) -> dict[str, tuple[int, int]]:
    """Mode of everything below a folder, and time of all but folders, which the archives say nothing of."""
    found = [(path, path.lstat()) for path in root.rglob("*")]
    return {
        str(path.relative_to(root)): (facts.st_mode, 0 if path.is_dir() else facts.st_mtime_ns) for path, facts in found
    }


def words_of(outcome: Outcome) -> list[tuple[str, str, str, bool]]:
    return sorted((remark.entry, remark.kind, remark.text, remark.severe) for remark in outcome.remarks)


def content(number: int) -> bytes:
    return f"file {number}\n".encode() * (1 + number % 50)


def make_zip(path: Path) -> None:
    """Folders, odd names, names that come twice far apart, a file where a folder is, and one damaged entry."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(_FILES):
            name = f"d{number % 37}/e{number % 5}/file {number}.txt" if number % 3 else f"d{number % 37}/f{number}"
            info = zipfile.ZipInfo(name, (2020, 1, 1 + number % 28, 10, 0, 0))
            info.external_attr = (0o100600 | (number % 2) * 0o155) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content(number))
        for name in ("empty/", "dup.txt", "dup (2).txt", "grün/ß.txt", "new\nline.txt", "d1"):
            made.writestr(name, name.encode() if not name.endswith("/") else b"")
        for number in range(600):
            made.writestr(f"more/{number}", content(number))
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("dup.txt", b"the second")
        made.writestr("d1/late", b"below a folder that a file wanted to be")
        made.writestr("more/7/below a file", b"x")
        made.writestr("broken.txt", b"good once" * 20)
        made.writestr("../outside", b"x")
        damaged_at = made.getinfo("broken.txt").header_offset + 30 + len("broken.txt") + 4
    data = bytearray(path.read_bytes())
    data[damaged_at] ^= 0xFF
    path.write_bytes(data)


def make_tar(path: Path) -> None:
    """Folders, links of both kinds, and names that come again far apart: the later one counts."""
    with tarfile.open(path, "w:xz", format=tarfile.GNU_FORMAT, preset=0) as made:

        def add(name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "", mode: int = 0o640) -> None:
            info = tarfile.TarInfo(name)
            info.size, info.type, info.linkname, info.mode, info.mtime = len(data), kind, link, mode, 1_600_000_000
            made.addfile(info, io.BytesIO(data))

        add("empty", kind=tarfile.DIRTYPE, mode=0o750)
        for number in range(_FILES):
            add(f"d{number % 37}/file{number}", content(number))
        add("d3/hard", kind=tarfile.LNKTYPE, link="d3/file3")
        add("d3/soft", kind=tarfile.SYMTYPE, link="file3")
        add("d3/none", kind=tarfile.LNKTYPE, link="d3/nowhere")
        add("d4/file4", b"the later one")
        add("special", b"s", mode=0o4755)
        for number in range(600):
            add(f"more/{number}", content(number))
        add("d3/soft", b"a file after all")
        add("more/9/below a file", b"x")
        add("d4/file4", b"the last one")
        add("large", os.urandom(3_000_000))


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_one_thread_and_many_processes_give_the_same_tree_and_remarks(tmp_path: Path, make: object) -> None:
    archive = tmp_path / ("some.zip" if make is make_zip else "some.tar.xz")
    make(archive)  # type: ignore[operator]  # one of the two functions

    alone = run(archive, tmp_path / "alone", threads=1)
    together = run(archive, tmp_path / "together")

    assert tree_of(tmp_path / "together") == tree_of(tmp_path / "alone")
    assert facts_of(tmp_path / "together") == facts_of(tmp_path / "alone")
    assert words_of(together) == words_of(alone)
    assert (together.verdict, together.entries, together.content_bytes) == (
        Verdict.PARTIAL, alone.entries, alone.content_bytes,
    )  # fmt: skip
    assert len(tree_of(tmp_path / "alone")) > _FILES + 600
    if make is make_tar:
        assert (tmp_path / "together/d4/file4").read_bytes() == b"the last one"
        assert (tmp_path / "together/d3/soft").read_bytes() == b"a file after all"
        assert (tmp_path / "together/d3/hard").samefile(tmp_path / "together/d3/file3")
    else:
        assert (tmp_path / "together/dup.txt").read_bytes() == b"dup.txt"
        assert {kind for entry, kind, _, _ in words_of(together) if entry == "broken.txt"} == {"damaged"}
        assert not (tmp_path / "together/broken.txt").exists()


def test_a_test_by_many_processes_names_the_same_damage(tmp_path: Path) -> None:
    make_zip(tmp_path / "some.zip")

    alone, together = (
        check_archive(str(tmp_path / "some.zip"), Registry.get_instance(), Progress(), "", "", threads)
        for threads in (1, 0)
    )

    assert words_of(together) == words_of(alone)
    assert (together.entries, together.content_bytes) == (alone.entries, alone.content_bytes)
    assert "broken.txt" in {entry for entry, kind, _, _ in words_of(together) if kind == "damaged"}


def test_a_worker_that_is_killed_fails_the_extraction_and_leaves_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as made:
        for number in range(10_000):
            made.writestr(f"d{number % 9}/{number}", content(number))
    ended = threading.Event()
    killer = threading.Thread(target=_kill_children_until, args=(ended,))
    killer.start()
    try:
        with pytest.raises(EnvironmentFault, match="worker process died"):
            run(tmp_path / "some.zip", tmp_path / "out")
    finally:
        ended.set()
        killer.join()

    assert not (tmp_path / "out").exists()


def _kill_children_until(ended: threading.Event) -> None:
    while not ended.wait(0.001):
        for child in _children():
            with contextlib.suppress(ProcessLookupError):  # the last blow has done it
                os.kill(child, signal.SIGKILL)


def _children() -> list[int]:
    found = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += [int(pid) for pid in (task / "children").read_text().split()]
        except OSError:  # the thread has ended meanwhile
            continue
    return found


def test_a_cancel_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    make_tar(tmp_path / "some.tar.xz")
    progress = Progress()
    seen = threading.Event()

    class Watched(Progress):
        def advance(self, size_bytes: int, entries: int = 0) -> None:
            if self.done_entries > _FILES // 2:
                seen.set()
                self.cancel()
            super().advance(size_bytes, entries)

    progress = Watched()
    with pytest.raises(Cancelled):
        run(tmp_path / "some.tar.xz", tmp_path / "out", progress=progress)

    assert seen.is_set()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("threads", [0, 1])
def test_small_files_together_cannot_pass_the_limit_of_what_comes_out(tmp_path: Path, threads: int) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(100):
            made.writestr(str(number), bytes(1_000_000))

    with pytest.raises(RefusedError, match="far more"):
        run(tmp_path / "bomb.zip", tmp_path / "out", threads)

    assert not (tmp_path / "out").exists()


def test_a_folder_put_in_the_place_of_the_staged_one_gets_nothing(tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.mkdir()
    handle = os.open(staged, os.O_RDONLY)
    try:
        lent = lend(handle)
        staged.rename(tmp_path / "elsewhere")
        staged.mkdir()

        result = write_batch(lent, [("", "a.txt", 0o644, None)], DownloadMark(), [b"a"])
    finally:
        os.close(handle)

    assert result.sizes == [1]
    assert (tmp_path / "elsewhere/a.txt").read_bytes() == b"a"
    assert not list(staged.iterdir())


def test_another_folder_behind_the_same_descriptor_is_noticed(tmp_path: Path) -> None:
    for name in ("staged", "other"):
        (tmp_path / name).mkdir()
    handle = os.open(tmp_path / "staged", os.O_RDONLY)
    lent = lend(handle)
    other = os.open(tmp_path / "other", os.O_RDONLY)
    os.dup2(other, handle)
    try:
        with pytest.raises(Unreachable):
            borrow(lent, os.O_RDONLY)
        result = write_batch(lent, [("", "a.txt", 0o644, None)], DownloadMark(), [b"a"])
    finally:
        os.close(handle)
        os.close(other)

    assert result.sizes == [LEFT]
    assert not list((tmp_path / "other").iterdir())


def test_links_that_stand_in_the_tree_are_neither_followed_nor_replaced(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "tree/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "tree/file").symlink_to(tmp_path / "outside/file")
    handle = os.open(tmp_path / "tree", os.O_RDONLY)
    try:
        rows = [("folder", "a", 0o644, None), ("", "file", 0o644, None), ("", "good", 0o644, 1.5)]
        result = write_batch(lend(handle), rows, DownloadMark(), [b"a", b"b", b"c"])
    finally:
        os.close(handle)

    assert result.sizes == [LEFT, LEFT, 1]
    assert not list((tmp_path / "outside").iterdir())
    assert (tmp_path / "tree/good").stat().st_mtime_ns == 1_500_000_000


def test_a_stream_that_is_decoded_ahead_ends_as_it_would_otherwise() -> None:
    packed = io.BytesIO()
    with codec_writer(CODECS["gz"], packed) as writer:
        writer.write(b"x" * 5_000_000)
    whole = DecodeAhead(CODECS["gz"].open_reader(io.BytesIO(packed.getvalue())))
    cut = DecodeAhead(CODECS["gz"].open_reader(io.BytesIO(packed.getvalue()[:-9])))
    unread = DecodeAhead(CODECS["gz"].open_reader(io.BytesIO(packed.getvalue())))

    assert b"".join(iter(whole.read1, b"")) == b"x" * 5_000_000
    assert not whole.read1()
    for _ in range(2):
        with pytest.raises(DamagedArchiveError):
            list(iter(cut.read1, b""))
    for stream in (whole, cut, unread):
        stream.close()


_NAMES = (
    "a", "b", "a/x", "a/y", "b/x", "a/x/q", "c/d/e", "c/d", "c", "A", "l", "l/x", "../out", "/abs", "a\\b", "\n",
    "x" * 255, "y" * 300, "p.txt", "p (2).txt", "a/x (2)", "a (2)", "a (2)/x", ".archiver-0123456789abcdef.part",
)  # fmt: skip
_TARGETS = ("a", "b", "..", "../..", "/etc", "a/x", "c/d", "l", ".", "x/../..", "a/../../x")


def make_any_tar(path: Path, chance: random.Random) -> None:
    """Everything that may get into the way of something else, far enough apart to stand in several lots."""
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w", format=tarfile.GNU_FORMAT) as made:
        for _ in range(chance.randrange(3, 80)):
            name = chance.choice(_NAMES) if chance.random() < 0.6 else f"{chance.choice('abc')}/f{chance.randrange(20)}"
            info = tarfile.TarInfo(name)
            info.mode = chance.choice((0o644, 0o755, 0o4755, 0, 0o777))
            kind = chance.random()
            if kind < 0.65:
                info.size = chance.choice((0, 1, 600))
                made.addfile(info, io.BytesIO(chance.randbytes(info.size)))
                continue
            info.type = tarfile.DIRTYPE if kind < 0.75 else tarfile.SYMTYPE if kind < 0.88 else tarfile.LNKTYPE
            info.linkname = chance.choice(_TARGETS if info.issym() else _NAMES)
            made.addfile(info)


def make_any_zip(path: Path, chance: random.Random) -> None:
    """As `make_any_tar`."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as made:
        warnings.simplefilter("ignore")  # names that are there twice are what this is about
        for _ in range(chance.randrange(3, 80)):
            name = chance.choice(_NAMES) if chance.random() < 0.6 else f"{chance.choice('abc')}/f{chance.randrange(20)}"
            kind = chance.random()
            info = zipfile.ZipInfo(name if kind < 0.75 or kind > 0.87 else f"{name}/")
            info.create_system = 3
            info.external_attr = (0o100644 if kind < 0.75 else 0o40700 if kind < 0.87 else 0o120777) << 16
            content = chance.randbytes(600) if kind < 0.75 else b"" if kind < 0.87 else chance.choice(_TARGETS).encode()
            made.writestr(info, content)


@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz"])
def test_whatever_stands_in_the_way_many_hands_make_what_one_makes(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tar_lots, "_LOT_ENTRIES", 5)
    monkeypatch.setattr(zip_lots, "_LOT_ENTRIES", 5)
    chance = random.Random(suffix)
    archive = tmp_path / f"any.{suffix}"
    for number in range(40):
        (make_any_zip if suffix == "zip" else make_any_tar)(archive, chance)
        one, many = tmp_path / f"one{number}", tmp_path / f"many{number}"
        wanted, found = run(archive, one, threads=1), run(archive, many, threads=2)
        assert words_of(found) == words_of(wanted)
        assert tree_of(many) == tree_of(one)
        assert facts_of(many) == facts_of(one)
    assert not (tmp_path / "out").exists()


def test_a_number_is_not_given_that_a_file_under_way_has(tmp_path: Path) -> None:
    archive = tmp_path / "a.tar"
    with tarfile.open(archive, "w") as made:
        for name in ("a/b", "a (2)", "a"):
            info = tarfile.TarInfo(name)
            info.size = len(name)
            made.addfile(info, io.BytesIO(name.encode()))
    run(archive, tmp_path / "out", threads=2)
    assert tree_of(tmp_path / "out") == {"a": "/", "a/b": "a/b", "a (2)": "a (2)", "a (3)": "a"}
