"""What the safe tree writes: content, modes, times, links, and names that collide."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import DamagedArchiveError, EnvironmentFault, RefusedError
from archiver_gui.core.options import ExtractOptions, OnConflict
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.extraction.cleanup import remove_tree
from archiver_gui.extraction.handles import close, open_root
from archiver_gui.extraction.safe_tree import SafeTree
from tests.support.extracting import Fed, extract, file, folder, hardlink, kinds, link, tree_of


@pytest.fixture(params=[True, False], ids=["descriptors", "paths"])
def descriptors(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "made" / "out"


def test_files_folders_and_links_arrive_with_content_modes_and_times(out: Path, descriptors: bool) -> None:
    fed = [
        folder("d", 0o555, 1_600_000_000),
        file("d/a.txt", b"first", 0o640, 1_500_000_000),
        file("run", b"#!", 0o755),
        file("d/e/deep", b""),
        folder("empty", 0o777),
        link("l", "d/a.txt"),
        link("d/up", "../run"),
        hardlink("h", "d/a.txt"),
    ]
    assert extract(out, fed, descriptors=descriptors) == []
    assert tree_of(out) == {
        "d": "/", "d/a.txt": "first", "d/e": "/", "d/e/deep": "", "d/up": "-> ../run", "empty": "/",
        "h": "first", "l": "-> d/a.txt", "run": "#!",
    }  # fmt: skip
    assert stat.S_IMODE((out / "d").stat().st_mode) == 0o555
    assert (out / "d").stat().st_mtime == 1_600_000_000
    assert stat.S_IMODE((out / "d/a.txt").stat().st_mode) == 0o640
    assert (out / "d/a.txt").stat().st_mtime == 1_500_000_000
    assert stat.S_IMODE((out / "run").stat().st_mode) == 0o755
    assert stat.S_IMODE((out / "empty").stat().st_mode) == 0o755
    assert (out / "h").samefile(out / "d/a.txt")
    (out / "d").chmod(0o755)


def test_set_id_bits_go_with_a_remark_and_write_for_others_without(out: Path) -> None:
    remarks = extract(out, [file("suid", mode=0o6755), folder("sticky", 0o1777), file("w", mode=0o666)])
    assert kinds(remarks) == [("suid", "mode-dropped", False), ("sticky", "mode-dropped", False)]
    assert stat.S_IMODE((out / "suid").stat().st_mode) == 0o755
    assert stat.S_IMODE((out / "sticky").stat().st_mode) == 0o755
    assert stat.S_IMODE((out / "w").stat().st_mode) == 0o644


def test_modes_that_would_lock_the_owner_out_are_mended(out: Path) -> None:
    assert extract(out, [folder("d", 0), file("d/f", mode=0)]) == []
    assert stat.S_IMODE((out / "d").stat().st_mode) == 0o700
    assert stat.S_IMODE((out / "d/f").stat().st_mode) == 0o400


def test_the_chosen_folder_keeps_its_own_mode(out: Path) -> None:
    out.mkdir(parents=True)
    out.chmod(0o750)
    assert kinds(extract(out, [folder("", 0), file("a")])) == [(".", "mode-dropped", False)]
    assert extract(out, [folder("", 0o755), file("b")]) == []
    assert stat.S_IMODE(out.stat().st_mode) == 0o750


def test_times_beyond_any_clock_do_no_harm(out: Path) -> None:
    fed = [file("a", mtime=-(2.0**40)), file("b", mtime=2.0**62), file("c", mtime=float("inf"))]
    assert extract(out, fed) == []
    assert kinds(extract(out, [file("d", mtime=float("nan"))])) == [("d", "time-dropped", False)]
    assert (out / "d").exists()


def test_long_zeros_become_holes_and_stay_zeros(out: Path) -> None:
    content = bytes(3 << 20) + b"x" + bytes(5 << 20)
    assert extract(out, [file("sparse", content)]) == []
    assert (out / "sparse").read_bytes() == content
    assert (out / "sparse").stat().st_blocks * 512 < 3 << 20


def test_devices_are_never_made(out: Path) -> None:
    remarks = extract(out, [(Entry("dev", EntryKind.OTHER), None), file("a")])
    assert kinds(remarks) == [("dev", "refused", True)]
    assert tree_of(out) == {"a": "hello"}


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/x", "..", "..\\x", "a\\..\\x", "C:\\x", "C:x", "\\\\host\\share\\x", "a\0b", "d/.."],
)
def test_a_name_that_leads_outside_is_refused_and_the_others_go_on(out: Path, name: str, descriptors: bool) -> None:
    remarks = extract(out, [file(name, b"owned"), file("good")], descriptors=descriptors)
    assert kinds(remarks) == [(name, "refused", True)]
    assert tree_of(out) == {"good": "hello"}
    assert os.listdir(out.parent) == ["out"]


def test_names_that_cannot_be_held_are_shortened_or_filled(out: Path) -> None:
    long = "n" * 300 + ".txt"
    fed = [file(long), file(f"{long}/below"), file(""), file("lone\ud800.txt"), file("d" * 255 + "/x")]
    remarks = extract(out, fed)
    assert kinds(remarks) == [
        (long, "renamed", False),
        (long, "renamed", False),
        (long, "renamed", True),
        ("", "renamed", False),
        ("lone\ud800.txt", "renamed", False),
    ]
    assert all(len(name.encode()) <= 255 for path in tree_of(out) for name in path.split("/"))
    assert tree_of(out)["unnamed"] == "hello"
    assert tree_of(out)["lone_.txt"] == "hello"


def test_odd_names_are_kept_and_remarked(out: Path) -> None:
    remarks = extract(out, [file("inv\u202egpj.exe"), file("caf\udce9.txt"), file("a\nb")])
    assert kinds(remarks) == [("inv\u202egpj.exe", "odd-name", False), ("a\nb", "odd-name", False)]
    assert {os.fsencode(name) for name in os.listdir(out)} == {"inv\u202egpj.exe".encode(), b"caf\xe9.txt", b"a\nb"}


def test_portable_names_hold_everywhere(out: Path) -> None:
    fed = [
        file("README", b"1"), file("readme", b"2"), file("Dir/a"), file("dir/b"), file("aux.txt"), file("ab:c"),
        file("caf\u00e9", b"3"), file("cafe\u0301", b"4"), file("x"), file("X/below"), link("Link", "x"),
        file("DIR"),
    ]  # fmt: skip
    remarks = extract(out, fed, portable=True)
    assert tree_of(out) == {
        "README": "1", "readme (2)": "2", "Dir": "/", "Dir/a": "hello", "Dir/b": "hello", "_aux.txt": "hello",
        "ab_c": "hello", "caf\u00e9": "3", "cafe\u0301 (2)": "4", "x": "hello", "X (2)": "/",
        "X (2)/below": "hello", "Link": "-> x", "DIR (2)": "hello",
    }  # fmt: skip
    assert {remark.entry for remark in remarks} == {"readme", "dir", "aux.txt", "ab:c", "cafe\u0301", "X", "DIR"}


def test_names_that_this_disk_holds_apart_are_left_alone(out: Path) -> None:
    assert extract(out, [file("A", b"1"), file("a", b"2"), file("nul.txt")]) == []


def test_in_zip_the_second_of_one_name_is_renamed(out: Path) -> None:
    fed = [file("a.txt", b"1"), file("a.txt", b"2"), file("a.txt", b"3"), file("a (2).txt", b"4"), link("l", "x")]
    remarks = extract(out, [*fed, link("l", "y"), file("l", b"5"), hardlink("a.txt", "a.txt")])
    assert tree_of(out) == {
        "a.txt": "1", "a (2).txt": "2", "a (3).txt": "3", "a (2) (2).txt": "4",
        "l": "-> x", "l (2)": "-> y", "l (3)": "5",
    }  # fmt: skip
    assert [remark.kind for remark in remarks] == ["renamed"] * 5 + ["refused"]


def test_in_tar_the_later_of_one_name_takes_the_place(out: Path) -> None:
    fed = [
        file("a", b"old"), hardlink("h", "a"), file("a", b"new"),
        link("l", "a"), file("l", b"file now"),
        file("m", b"file"), link("m", "a"),
        file("d", b"file"), folder("d"), file("d/x"),
        link("n", "a"), folder("n"), link("o", "h"), hardlink("o", "a"), file("p"), hardlink("p", "a"),
    ]  # fmt: skip
    remarks = extract(out, fed, replaces=True)
    assert tree_of(out) == {
        "a": "new", "h": "old", "l": "file now", "m": "-> a", "d": "/", "d/x": "hello", "n": "/", "o": "new",
        "p": "new",
    }  # fmt: skip
    assert [remark.kind for remark in remarks] == ["replaced"] * 7
    assert not any(remark.severe for remark in remarks)


@pytest.mark.parametrize("late", [file("a (2)", b"own"), link("a (2)", "a"), folder("a (2)"), file("a (2)/x", b"own")])
def test_what_went_under_another_name_gives_way_to_nobody(out: Path, late: Fed) -> None:
    remarks = extract(out, [file("a/b"), file("a", b"moved"), late], replaces=True)
    assert (out / "a (2)").read_bytes() == b"moved"
    assert len(list(out.iterdir())) == 3
    assert [remark.kind for remark in remarks] == ["renamed", "renamed"]


def test_a_name_that_cannot_be_held_is_replaced_by_its_own_kind_alone(out: Path) -> None:
    long = "n" * 300
    extract(out, [file(long, b"first"), file(long, b"second")], replaces=True)
    (made,) = out.iterdir()
    assert made.read_bytes() == b"second"


@pytest.mark.parametrize("replaces", [True, False])
def test_a_file_and_a_folder_of_one_name_are_both_kept_and_never_called_complete(out: Path, replaces: bool) -> None:
    fed = [file("a", b"file"), file("a/b"), file("a/c/d"), folder("e"), file("e", b"file"), link("e", "a")]
    remarks = extract(out, fed, replaces=replaces)
    assert tree_of(out) == {
        "a": "file", "a (2)": "/", "a (2)/b": "hello", "a (2)/c": "/", "a (2)/c/d": "hello", "e": "/", "e (2)": "file",
    }  # fmt: skip
    assert kinds(remarks) == [("a", "renamed", True), ("e", "renamed", True), ("e", "refused", True)]


def test_a_damaged_entry_leaves_no_half_file_and_the_others_stay(out: Path) -> None:
    class Breaks(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if part := super().read(size):
                return part
            raise DamagedArchiveError("“b” is damaged")

    with SafeTree(ExtractOptions(folder=str(out), on_conflict=OnConflict.SKIP), Remarks(), Progress()) as tree:
        tree.add(Entry("a"), io.BytesIO(b"good"))
        with pytest.raises(DamagedArchiveError):
            tree.add(Entry("b"), Breaks(b"half"))
        tree.add(Entry("c"), io.BytesIO(b"good"))
        tree.finish()
        assert tree.written_entries == 2
    assert tree_of(out) == {"a": "good", "c": "good"}


def test_a_damaged_later_member_leaves_the_earlier_one(out: Path) -> None:
    class Breaks(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise DamagedArchiveError("“a” is damaged")

    with SafeTree(ExtractOptions(folder=str(out), on_conflict=OnConflict.SKIP), Remarks(), Progress()) as tree:
        tree.add(Entry("a"), io.BytesIO(b"good"), replaces_earlier=True)
        with pytest.raises(DamagedArchiveError):
            tree.add(Entry("a"), Breaks(), replaces_earlier=True)
        tree.finish()
    assert tree_of(out) == {"a": "good"}


def test_content_that_cannot_be_had_makes_no_file(out: Path) -> None:
    assert extract(out, [(Entry("a"), None), file("b")]) == []
    assert tree_of(out) == {"b": "hello"}


def test_counters_say_what_was_written(out: Path) -> None:
    progress = Progress()
    with SafeTree(ExtractOptions(folder=str(out), on_conflict=OnConflict.SKIP), Remarks(), progress) as tree:
        for entry, content in [file("a", b"12345"), folder("d"), link("l", "a"), link("bad", "/etc"), file("../x")]:
            tree.add(entry, io.BytesIO(content) if isinstance(content, bytes) else None)
        tree.finish()
        assert (tree.written_entries, tree.written_bytes, progress.done_bytes) == (3, 5, 5)


def test_a_tree_deeper_than_any_path_is_written_and_removed_again(tmp_path: Path) -> None:
    deep = "d/" * 1500 + "x"
    out = tmp_path / "out"
    assert kinds(extract(out, [file(deep), file(f"{deep}2"), hardlink(f"{'d/' * 1499}h", deep)])) == []
    place = os.open(out, os.O_RDONLY)
    for _ in range(1500):
        below = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = below
    assert sorted(os.listdir(place)) == ["x", "x2"]
    os.close(place)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        extract(tmp_path / "other", [file(deep)], progress=progress)
    top = open_root(str(tmp_path))
    remove_tree(top, "out")
    close(top)
    assert os.listdir(tmp_path) == []


def test_two_deep_folders_at_once_never_mix_up_handles(tmp_path: Path) -> None:
    deep, other = "a/" * 300, "b/" * 300
    out = tmp_path / "out"
    assert extract(out, [file(f"{deep}x", b"mine"), hardlink(f"{other}y", f"{deep}x"), file(f"{other}z", b"2")]) == []
    assert (out / f"{other}y").read_bytes() == b"mine"
    assert sorted(os.listdir(out / other)) == ["y", "z"]


# ---- budgets ------------------------------------------------------------------------------------


def test_a_bomb_is_refused_and_nothing_is_left_unless_it_is_allowed(out: Path) -> None:
    with pytest.raises(RefusedError, match="far more than its size"):
        extract(out, [file("zeros", bytes(80 << 20))], archive_bytes=80_000)
    assert not out.parent.exists()
    assert extract(out, [file("zeros", bytes(80 << 20))], archive_bytes=80_000, allow_large=True) == []
    assert (out / "zeros").stat().st_size == 80 << 20


def test_ordinary_ratios_are_no_bombs(out: Path) -> None:
    assert extract(out, [file("zeros", bytes(80 << 20))], archive_bytes=1 << 20) == []


def test_nesting_beyond_all_use_is_refused_unless_it_is_allowed(tmp_path: Path) -> None:
    deep = "d/" * 2100 + "x"
    with pytest.raises(RefusedError, match="deep"):
        extract(tmp_path / "out", [file("good"), file(deep)])
    assert os.listdir(tmp_path) == []
    assert kinds(extract(tmp_path / "out", [file(deep)], allow_large=True)) == [(deep, "odd-name", False)]
    top = open_root(str(tmp_path))  # pytest's own clean-up would recurse
    remove_tree(top, "out")
    close(top)


def test_more_is_promised_than_the_disk_has(out: Path) -> None:
    with pytest.raises(EnvironmentFault, match="not enough room"):
        extract(out, [file("a")], expected_bytes=1 << 60)
    assert not out.parent.exists()


def test_a_stream_of_empty_entries_is_refused(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archiver_gui.extraction.budget.MAX_BARE_ENTRIES", 50)
    with pytest.raises(RefusedError, match="without content"):
        extract(out, [file(str(number), b"") for number in range(60)])
    with pytest.raises(RefusedError, match="without content"):
        extract(out, [file("d/" * 60 + "x")])
    mixed = [file(str(number), b"x" if number % 3 else b"") for number in range(180)]
    assert extract(out, mixed) == []
