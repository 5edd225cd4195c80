"""What we write, other programs read: byte for byte, for every writable format."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.command_line import run_process
from tests.support.trees import contents_of, make_mixed_tree, times_of

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4")

# Peer → the command that extracts {archive} into the current folder, and the formats that it knows.
PEERS = {
    "unzip": (["unzip", "-q", "{archive}"], (".zip",)),
    "bsdtar": (["bsdtar", "-xf", "{archive}"], SUFFIXES),
    "tar": (["tar", "-xf", "{archive}"], (".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")),
    "7zz": (["7zz", "x", "-snl", "-bd", "-y", "{archive}"], (".zip", ".tar")),
}
CASES = [(peer, suffix) for peer, (_, suffixes) in PEERS.items() for suffix in suffixes]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_mixed_tree(tmp_path_factory.mktemp("peers") / "in" / "tree", small_files=300)


def build(tree: Path, out: Path) -> Path:
    ran = run_process("create", out, tree, "--json")
    assert ran.json["outcome"] == "complete", ran.out
    return out


@pytest.mark.parametrize(("peer", "suffix"), CASES)
def test_a_peer_reads_it_byte_for_byte(tree: Path, tmp_path: Path, peer: str, suffix: str) -> None:
    command, _ = PEERS[peer]
    if shutil.which(peer) is None:
        pytest.skip(f"{peer} is not installed")
    archive = build(tree, tmp_path / f"out{suffix}")
    back = tmp_path / "back"
    back.mkdir()
    done = subprocess.run(
        [part.format(archive=archive) for part in command], cwd=back, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents_of(back) == contents_of(tree.parent)
    assert times_of(back) == times_of(tree.parent)


def test_pythons_zipfile_finds_nothing_wrong(tree: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(build(tree, tmp_path / "out.zip")) as archive:
        assert archive.testzip() is None
        found = {info.filename.rstrip("/") for info in archive.infolist()}
    assert found == {"tree"} | set(contents_of(tree.parent)) - {"tree"}


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tar.bz2", ".tar.xz"])
def test_pythons_tarfile_reads_it_byte_for_byte(tree: Path, tmp_path: Path, suffix: str) -> None:
    with tarfile.open(build(tree, tmp_path / f"out{suffix}")) as archive:
        if sys.version_info >= (3, 12):
            archive.extractall(tmp_path / "back", filter="fully_trusted")
        else:
            archive.extractall(tmp_path / "back")
    assert contents_of(tmp_path / "back") == contents_of(tree.parent)
    assert times_of(tmp_path / "back") == times_of(tree.parent)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_large_tree_comes_back_byte_for_byte(tmp_path: Path, suffix: str) -> None:
    """3,000 small files, 70 MB of text and 20 MB of noise, by us and by bsdtar."""
    tree = make_mixed_tree(tmp_path / "in" / "tree", small_files=3_000, large_bytes=70_000_000)
    archive = build(tree, tmp_path / f"out{suffix}")
    wanted = contents_of(tree.parent)
    assert run_process("extract", archive, "--to", tmp_path / "ours").status == 0
    assert contents_of(tmp_path / "ours") == wanted
    (tmp_path / "theirs").mkdir()
    subprocess.run(["bsdtar", "-xf", str(archive)], cwd=tmp_path / "theirs", check=True)
    assert contents_of(tmp_path / "theirs") == wanted


@pytest.mark.slow
def test_a_zip_of_70000_entries_is_read_by_all(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    for number in range(70_000):
        at = folder / f"{number // 1000:02}"
        if number % 1000 == 0:
            at.mkdir(parents=True)
        (at / f"{number}").write_bytes(b"%d" % number)
    archive = build(folder, tmp_path / "out.zip")
    with zipfile.ZipFile(archive) as opened:
        assert len(opened.infolist()) == 70_000 + 71
        assert opened.testzip() is None
    for command in (["unzip", "-tqq"], ["7zz", "t", "-bd"], ["bsdtar", "-tf"]):
        if shutil.which(command[0]):
            subprocess.run([*command, str(archive)], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".zip", ".tar.zst"])
def test_a_sparse_file_of_more_than_4_gib_is_read_by_all(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    size = 4_200_000_000
    with (folder / "sparse.img").open("wb") as file:
        file.truncate(size)
        file.seek(size - 5)
        file.write(b"tail\n")
    (folder / "after.txt").write_text("after the large one\n")
    archive = build(folder, tmp_path / f"out{suffix}")
    listed = run_process("list", archive, "--json").json["entries"]
    assert {entry["path"]: entry["size"] for entry in listed if entry["kind"] == "file"} == {
        "large/sparse.img": size,
        "large/after.txt": 20,
    }
    assert run_process("test", archive).status == 0
    readers = [["unzip", "-tqq"], ["7zz", "t", "-bd"]] if suffix == ".zip" else [["tar", "-tf"]]
    for command in readers:
        if shutil.which(command[0]):
            subprocess.run([*command, str(archive)], check=True, stdout=subprocess.DEVNULL)
