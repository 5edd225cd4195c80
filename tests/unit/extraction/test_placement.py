"""Moving into a folder that has something in it already: conflicts, links, cancels and faults."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from archiver_gui.core.errors import EnvironmentFault, RefusedError
from archiver_gui.core.options import Conflict, ConflictAnswer, OnConflict
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.extraction import handles
from tests.support.extracting import Fed, extract, file, folder, hardlink, kinds, link, tree_of

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount and change users")


@pytest.fixture(params=[True, False], ids=["descriptors", "paths"])
def descriptors(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a file, a folder with a file in it, and a secret beside it."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s").write_text("untouched")
    folder = tmp_path / "out"
    (folder / "d").mkdir(parents=True)
    (folder / "d" / "old.txt").write_text("mine")
    (folder / "a.txt").write_text("mine")
    (folder / "d").chmod(0o750)
    return folder


MINE = {"a.txt": "mine", "d": "/", "d/old.txt": "mine"}
FED = [folder("d", 0o700, 1_000_000_000), file("a.txt", b"new"), file("d/old.txt", b"new"), file("d/new.txt", b"new")]


def outside(out: Path) -> dict[str, str]:
    return {path: what for path, what in tree_of(out.parent).items() if not path.startswith("out")}


def test_skip_keeps_what_is_there_and_says_so(out: Path, descriptors: bool) -> None:
    remarks = extract(out, FED, on_conflict=OnConflict.SKIP, descriptors=descriptors)
    assert tree_of(out) == {**MINE, "d/new.txt": "new"}
    assert sorted(kinds(remarks)) == [("a.txt", "skipped", False), ("d/old.txt", "skipped", False)]


def test_replace_exchanges_files_and_keeps_the_folders_mode(out: Path, descriptors: bool) -> None:
    assert extract(out, FED, on_conflict=OnConflict.REPLACE, descriptors=descriptors) == []
    assert tree_of(out) == {"a.txt": "new", "d": "/", "d/old.txt": "new", "d/new.txt": "new"}
    assert stat.S_IMODE((out / "d").stat().st_mode) == 0o750


def test_rename_keeps_both(out: Path, descriptors: bool) -> None:
    (out / "a (2).txt").write_text("mine too")
    remarks = extract(out, FED, on_conflict=OnConflict.RENAME, descriptors=descriptors)
    assert tree_of(out) == {
        **MINE, "a (2).txt": "mine too", "a (3).txt": "new", "d/old (2).txt": "new", "d/new.txt": "new",
    }  # fmt: skip
    assert sorted(kinds(remarks)) == [("a.txt", "renamed", False), ("d/old.txt", "renamed", False)]


def test_ask_is_asked_with_both_sides_until_the_answer_is_for_all(out: Path) -> None:
    asked: list[Conflict] = []

    def answer(conflict: Conflict) -> ConflictAnswer:
        asked.append(conflict)
        return ConflictAnswer(OnConflict.REPLACE, for_all=True)

    assert extract(out, FED, on_conflict=OnConflict.ASK, ask=answer) == []
    assert len(asked) == 1
    assert asked[0].path == str(out / asked[0].entry)
    assert (asked[0].old_size, asked[0].new_size) == (4, 3)
    assert tree_of(out)["a.txt"] == tree_of(out)["d/old.txt"] == "new"


def test_each_answer_counts_for_its_own_file(out: Path) -> None:
    actions = {"a.txt": OnConflict.RENAME, "d/old.txt": OnConflict.SKIP}
    extract(out, FED, on_conflict=OnConflict.ASK, ask=lambda conflict: ConflictAnswer(actions[conflict.entry]))
    assert tree_of(out) == {**MINE, "a (2).txt": "new", "d/new.txt": "new"}


def test_a_conflict_that_nobody_can_be_asked_about_leaves_everything_as_it_was(out: Path) -> None:
    with pytest.raises(RefusedError, match="is there already"):
        extract(out, FED, on_conflict=OnConflict.ASK)
    with pytest.raises(RefusedError, match="is there already"):
        extract(out, [file("d")], on_conflict=OnConflict.ASK)
    assert tree_of(out) == MINE


def test_without_a_conflict_nobody_needs_to_be_asked(out: Path) -> None:
    assert extract(out, [folder("d"), file("d/new.txt")], on_conflict=OnConflict.ASK) == []


@pytest.mark.parametrize(
    ("rule", "expected", "remarks"),
    [
        (OnConflict.SKIP, {}, [("d", "skipped", True)]),
        (OnConflict.REPLACE, {}, [("d", "refused", True)]),
        (OnConflict.RENAME, {"d (2)": "/", "d (2)/x": "hello"}, [("d", "renamed", False)]),
    ],
)
@pytest.mark.parametrize("obstacle", ["link", "file", "fifo"])
def test_a_link_or_file_where_a_folder_is_wanted_is_never_followed(
    tmp_path: Path, rule: OnConflict, expected: dict[str, str], remarks: list[tuple[str, str, bool]], obstacle: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "secret").mkdir()
    if obstacle == "link":
        (out / "d").symlink_to("../secret")
    elif obstacle == "file":
        (out / "d").write_text("mine")
    else:
        os.mkfifo(out / "d")
    before = tree_of(tmp_path)
    found = extract(out, [folder("d", 0o777), file("d/x")], on_conflict=rule)
    assert tree_of(tmp_path) == {**before, **{f"out/{path}": what for path, what in expected.items()}}
    assert kinds(found) == remarks


@pytest.mark.parametrize("rule", [OnConflict.SKIP, OnConflict.REPLACE])
def test_links_inside_a_folder_that_was_left_out_are_no_trouble(tmp_path: Path, rule: OnConflict) -> None:
    (tmp_path / "d").write_text("mine")
    remarks = extract(tmp_path, [file("d/x"), link("d/l", "x"), folder("d/e", 0o700)], on_conflict=rule)
    assert tree_of(tmp_path) == {"d": "mine"}
    assert len(remarks) == 1


@pytest.mark.parametrize("obstacle", ["link", "fifo", "dangling"])
def test_replacing_a_link_or_fifo_exchanges_it_and_leaves_its_target(tmp_path: Path, obstacle: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "secret").write_text("untouched")
    if obstacle == "fifo":
        os.mkfifo(out / "a")
    else:
        (out / "a").symlink_to("../secret" if obstacle == "link" else "nowhere")
    assert extract(out, [file("a", b"new")], on_conflict=OnConflict.REPLACE) == []
    assert tree_of(tmp_path) == {"out": "/", "out/a": "new", "secret": "untouched"}


def test_a_folder_is_never_replaced_by_a_file(out: Path) -> None:
    assert kinds(extract(out, [file("d")], on_conflict=OnConflict.REPLACE)) == [("d", "refused", True)]
    assert tree_of(out) == MINE


# ---- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    ["/etc", "../x", "d/../../x", "..", "C:\\x", "..\\x", "\\x", "", "ok\0/../..", "A" * 5000, "gone/../../x", "x/.."],
)
def test_a_link_that_leads_outside_is_refused(tmp_path: Path, target: str) -> None:
    remarks = extract(tmp_path / "out", [file("good"), link("l", target), file("l2/canary")])
    assert kinds(remarks) == [("l", "refused", True)]
    assert tree_of(tmp_path / "out") == {"good": "hello", "l2": "/", "l2/canary": "hello"}


def test_links_that_stay_inside_are_made(tmp_path: Path) -> None:
    fed = [
        file("lib/x/y"),
        link("lib/a", "../bin/b"),
        link("lib/x/c", "./y"),
        link("d", "lib/../lib"),
        link("e", "gone"),
    ]
    assert extract(tmp_path / "out", fed) == []
    assert {path: what for path, what in tree_of(tmp_path / "out").items() if what.startswith("->")} == {
        "lib/a": "-> ../bin/b", "lib/x/c": "-> ./y", "d": "-> lib/../lib", "e": "-> gone",
    }  # fmt: skip


@pytest.mark.parametrize(
    "fed",
    [
        [folder("d"), link("d/up", ".."), link("d/up2", "up/.."), file("d/up2/canary")],
        [link("a", "."), link("a/b", ".."), link("c", "b/.."), file("c/canary"), file("b/canary")],
        [link("a", "b"), link("b", ".."), file("a/canary")],
        [folder("d"), link("x", "d/up/.."), link("d/up", "..")],
        [folder("p/q/r"), link("d/x", ".."), link("y", "p/q/r"), link("z", "d/x/y/../.."), file("y/f")],
        [link("x", ".."), folder("x", 0o777), file("x/canary")],
        [link("l", "/tmp"), file("l/canary")],
    ],
)
@pytest.mark.parametrize("replaces", [True, False])
@pytest.mark.parametrize("backwards", [True, False])
def test_no_chain_of_links_leads_outside(tmp_path: Path, fed: list[Fed], replaces: bool, backwards: bool) -> None:
    out = tmp_path / "mid" / "out"
    entries = list(reversed(fed)) if backwards else fed
    remarks = extract(out, entries, replaces=replaces)
    assert any(remark.severe for remark in remarks)
    assert os.listdir(tmp_path / "mid") == ["out"]
    for path, what in tree_of(out).items():
        if what.startswith("->"):
            assert Path(os.path.realpath(out / path)).is_relative_to(out)


def test_links_in_a_circle_are_made_and_remarked(tmp_path: Path) -> None:
    remarks = extract(tmp_path / "out", [link("a", "b"), link("b", "a"), link("s", "s")])
    assert kinds(remarks) == [("a", "circle", False), ("b", "circle", False), ("s", "circle", False)]


def test_a_link_does_not_lead_outside_by_one_that_was_there(out: Path) -> None:
    (out / "home").symlink_to("../secret")
    (out / "d" / "up").symlink_to("..")
    remarks = extract(out, [link("x", "home/s"), link("y", "d/up/a.txt"), link("z", "home")])
    assert kinds(remarks) == [("x", "refused", True), ("z", "refused", True)]
    assert tree_of(out) == {**MINE, "home": "-> ../secret", "d/up": "-> ..", "y": "-> d/up/a.txt"}


@pytest.mark.parametrize("target", ["/etc/hostname", "../secret/s", "nowhere", "h", "", "d", "bad"])
def test_a_hardlink_leads_to_a_file_of_this_archive_or_nowhere(out: Path, target: str) -> None:

    remarks = extract(
        out, [folder("d"), link("bad", "../secret/s"), hardlink("h", target), file("h", b"own")], replaces=True
    )
    assert ("h", "refused", True) in kinds(remarks)
    assert tree_of(out)["h"] == "own"
    assert (out.parent / "secret/s").read_text() == "untouched"


# ---- nothing is left ------------------------------------------------------------------------------


class CancelAfter(Progress):
    """Cancels itself at the n-th look."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def check(self) -> None:
        self.looks -= 1
        if self.looks < 0:
            self.cancel()
        super().check()


MANY = [
    *FED, folder("e", 0o500, 1.0), file("e/f/g", b"x" * 3_000_000), link("e/l", "f"), link("d/l", "new.txt"),
    file("a.txt"),
]  # fmt: skip


@pytest.mark.parametrize("rule", [OnConflict.SKIP, OnConflict.REPLACE, OnConflict.RENAME])
def test_a_cancel_at_any_moment_leaves_everything_as_it_was(out: Path, rule: OnConflict) -> None:
    before = tree_of(out.parent)
    for looks in range(60):
        try:
            extract(out, MANY, on_conflict=rule, progress=CancelAfter(looks))
        except Cancelled:
            assert tree_of(out.parent) == before
        else:
            break
    assert 20 < looks < 60
    assert "e/f/g" in tree_of(out)


def test_a_cancel_removes_the_folders_that_were_made_for_it(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        extract(tmp_path / "x" / "y", MANY, progress=CancelAfter(5))
    assert os.listdir(tmp_path) == []


def test_a_fault_while_moving_into_place_takes_back_what_was_moved(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree_of(out.parent)
    real, calls = handles.move_file_to_free_name, iter(range(100))

    def fails(*arguments: object) -> None:
        if next(calls) == 2:
            raise OSError(5, "Input/output error")
        real(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(handles, "move_file_to_free_name", fails)
    with pytest.raises(EnvironmentFault, match="read or write error"):
        extract(out, MANY, on_conflict=OnConflict.REPLACE)
    assert tree_of(out.parent) == before


@needs_root
def test_a_full_disk_fails_clearly_and_leaves_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("tmpfs cannot be mounted here")
    try:
        (disk / "mine").write_text("mine")
        with pytest.raises(EnvironmentFault, match="disk is full"):
            extract(disk / "out", [file("good"), file("big", os.urandom(4 << 20))])
        with pytest.raises(EnvironmentFault, match="not enough room"):
            extract(disk / "out", [file("good")], expected_bytes=4 << 20)
        assert tree_of(disk) == {"mine": "mine"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


SCRIPT = """
import sys
from pathlib import Path
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.options import OnConflict
from tests.support.extracting import extract, file, folder, link
from tests.unit.extraction.test_placement import CancelAfter, MANY, tree_of
out = Path(sys.argv[1])
for looks in range(60):
    try:
        extract(out, MANY, on_conflict=OnConflict.REPLACE, progress=CancelAfter(looks))
    except ArchiverError as error:
        assert type(error).__name__ == "Cancelled", error
        assert tree_of(out) == {}, (looks, tree_of(out))
    else:
        break
assert (out / "e").stat().st_mode & 0o777 == 0o500
print("done", looks)
"""


@needs_root
def test_an_ordinary_user_extracts_and_cancels_read_only_folders(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    os.chown(out, 65534, 65534)
    for place in (tmp_path, *tmp_path.parents):
        if place.owner() == "root" and str(place).startswith("/tmp/"):
            place.chmod(0o755)
    home = Path(__file__).parents[3]
    done = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", SCRIPT, str(out)],
        capture_output=True, text=True, check=False, cwd=home, env={**os.environ, "PYTHONPATH": str(home)},
    )  # fmt: skip
    cannot_load = done.returncode == 127  # as the loader says
    if cannot_load or ("Permission denied" in done.stderr and "archiver_gui" not in done.stderr):
        pytest.skip("the interpreter cannot be run by another user")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("done")


@pytest.fixture
def closed_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "file").write_text("")
    return folder


def test_a_folder_that_cannot_be_made_is_told_by_its_cause(closed_folder: Path) -> None:
    with pytest.raises(EnvironmentFault, match="not a folder"):
        extract(closed_folder / "file" / "out", [file("a")])
    assert os.listdir(closed_folder) == ["file"]
