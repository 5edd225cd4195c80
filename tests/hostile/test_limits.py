"""Limits on what comes out of an archive, as the command line has them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from archiver_gui.core.options import Excess, ExcessKind
from archiver_gui.extraction.budget import MAX_RATIO, RATIO_FREE_BYTES, Budget
from tests.support.command_line import CommandLine

_ZSTANDARD = 93  # as a method of zip
# Three bytes behind a header that asks for a window of 2 GiB. Source: RFC 8878, 3.1.1.1.2.
_FRAME_OF_2_GIB = b"\x28\xb5\x2f\xfd\x00\xa8" + (3 << 3 | 1).to_bytes(3, "little") + b"abc"
_ZEROS = bytes(RATIO_FREE_BYTES + (4 << 20))


@pytest.fixture
def archiver(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", _ZEROS)
    assert path.stat().st_size * MAX_RATIO < len(_ZEROS)
    return path


def test_a_bomb_is_refused_with_the_way_to_allow_it_and_leaves_nothing(
    archiver: CommandLine, bomb: Path, tmp_path: Path
) -> None:
    ran = archiver("extract", bomb, "--to", tmp_path / "out", "--json")
    assert ran.status == 3
    assert "--allow-large" in ran.json["error"]["hint"]
    assert not (tmp_path / "out").exists()


def test_a_bomb_is_listed_and_tested_without_a_limit(archiver: CommandLine, bomb: Path) -> None:
    assert archiver("list", bomb).status == 0
    assert archiver("test", bomb).status == 0


def test_allow_large_extracts_it_whole(archiver: CommandLine, bomb: Path, tmp_path: Path) -> None:
    assert archiver("extract", bomb, "--to", tmp_path / "out", "--allow-large").status == 0
    assert (tmp_path / "out" / "zeros").stat().st_size == len(_ZEROS)


def test_an_archive_of_ours_is_exempt_until_it_changes(archiver: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "zeros").write_bytes(_ZEROS)
    archive = tmp_path / "ours.tar.gz"
    assert archiver("create", archive, tmp_path / "zeros").status == 0
    assert archiver("extract", archive, "--to", tmp_path / "known").status == 0
    data = bytearray(archive.read_bytes())
    data[4] ^= 1  # the time in the header, which no checksum guards
    archive.write_bytes(data)
    assert archiver("extract", archive, "--to", tmp_path / "changed").status == 3
    assert not (tmp_path / "changed").exists()


def test_what_is_copied_elsewhere_is_not_known(archiver: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "zeros").write_bytes(_ZEROS)
    archive = tmp_path / "ours.zip"
    assert archiver("create", archive, tmp_path / "zeros").status == 0
    (tmp_path / "copy.zip").write_bytes(archive.read_bytes())
    assert archiver("extract", tmp_path / "copy.zip", "--to", tmp_path / "out").status == 3


def sparse_tar(path: Path, members: int, real_size: int) -> Path:
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for number in range(members):
            info = tarfile.TarInfo(f"sparse{number}")
            info.pax_headers = {
                "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": info.name,
                "GNU.sparse.realsize": str(real_size),
            }  # fmt: skip
            body = b"1\n0\n3\n".ljust(512, b"\0") + b"abc"
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return path


def test_holes_that_a_tar_tells_of_cost_nothing(archiver: CommandLine, tmp_path: Path) -> None:
    archive = sparse_tar(tmp_path / "sparse.tar", 2, 300 << 20)
    assert archiver("extract", archive, "--to", tmp_path / "out").status == 0
    made = (tmp_path / "out" / "sparse1").stat()
    assert made.st_size == 300 << 20
    assert made.st_blocks * 512 < 4 << 20


def test_holes_of_many_members_count_together(archiver: CommandLine, tmp_path: Path) -> None:
    archive = sparse_tar(tmp_path / "sparse.tar", 12, 15 << 30)
    ran = archiver("list", archive, "--json")
    assert ran.json["outcome"] == "partial"
    assert len(ran.json["remarks"]) == 11


def test_the_question_of_trust_is_asked_once_and_only_at_the_limit() -> None:
    asked = []

    def trust(excess: Excess) -> bool:
        asked.append(excess.kind)
        return True

    budget = Budget(1000, unlimited=False, allow=trust)
    budget.spend(RATIO_FREE_BYTES)
    assert asked == []
    budget.spend(1)
    budget.spend(RATIO_FREE_BYTES)
    assert asked == [ExcessKind.BYTES]


def test_portable_names_are_what_every_system_holds(archiver: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "names.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("nul.txt", "at 10:30", "README", "readme", "dot."):
            archive.writestr(name, name)
    assert archiver("extract", path, "--to", tmp_path / "plain").status == 0
    assert {found.name for found in (tmp_path / "plain").iterdir()} == {
        "nul.txt",
        "at 10:30",
        "README",
        "readme",
        "dot.",
    }
    ran = archiver("extract", path, "--to", tmp_path / "portable", "--portable-names", "--json")
    assert ran.status == 1
    assert ran.json["outcome"] == "remarks"
    assert {found.name for found in (tmp_path / "portable").iterdir()} == {
        "_nul.txt", "at 10_30", "README", "readme (2)", "dot_",
    }  # fmt: skip


def test_a_dropped_set_id_bit_is_told_and_leaves_the_outcome_complete(archiver: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "setuid.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("suid")
        info.mode = 0o6755
        archive.addfile(info)
    ran = archiver("extract", path, "--to", tmp_path / "out", "--json")
    assert (ran.status, ran.json["outcome"]) == (0, "complete")
    assert [remark["kind"] for remark in ran.json["remarks"]] == ["mode-dropped"]
    assert (tmp_path / "out" / "suid").stat().st_mode & 0o7000 == 0


def test_a_hardlink_to_itself_is_the_file_that_is_there(archiver: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "self.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("f")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"hi"))
        link = tarfile.TarInfo("f")
        link.type, link.linkname = tarfile.LNKTYPE, "f"
        archive.addfile(link)
    assert archiver("extract", path, "--to", tmp_path / "out").status == 0
    assert (tmp_path / "out" / "f").read_bytes() == b"hi"


def test_zeros_before_something_else_are_no_empty_tar(archiver: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "image.tar"
    path.write_bytes(bytes(32 << 10) + b"\1CD001\1" + bytes(2041))
    for verb in (("test", path), ("extract", path, "--to", tmp_path / "out")):
        ran = archiver(*verb, "--json")
        assert (ran.status, ran.json["outcome"]) == (3, "failed")


def test_nothing_but_zeros_is_no_empty_tar(archiver: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "zeros.tar"
    with path.open("wb") as file:
        file.truncate(65 << 20)
    assert archiver("test", path).status == 3
    with path.open("wb") as file:
        file.truncate(10_240)
    assert archiver("test", path, "--json").json["outcome"] == "remarks"


def test_small_pieces_between_holes_are_not_written_as_zeros(archiver: CommandLine, tmp_path: Path) -> None:
    pieces = [(number << 20, 3) for number in range(100)]
    numbers = [len(pieces), *(number for piece in pieces for number in piece)]
    table = "".join(f"{number}\n" for number in numbers).encode()
    body = table.ljust(-(-len(table) // 512) * 512, b"\0") + b"abc" * len(pieces)
    path = tmp_path / "pieces.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("pieces")
        info.pax_headers = {
            "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "pieces",
            "GNU.sparse.realsize": str(100 << 20),
        }  # fmt: skip
        info.size = len(body)
        archive.addfile(info, io.BytesIO(body))
    assert archiver("extract", path, "--to", tmp_path / "out").status == 0
    made = tmp_path / "out" / "pieces"
    assert made.stat().st_blocks * 512 < 8 << 20
    content = made.read_bytes()
    assert len(content) == 100 << 20
    assert all(content[at : at + size] == b"abc" for at, size in pieces)
    assert content.count(0) == len(content) - 300


def test_an_entry_that_asks_for_too_much_memory_costs_itself_alone(archiver: CommandLine, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("greedy", _FRAME_OF_2_GIB)
        writing.writestr("modest", b"hello")
    data = bytearray(archive.read_bytes())
    data[8] = data[data.index(b"PK\1\2") + 10] = _ZSTANDARD
    archive.write_bytes(data)
    ran = archiver("extract", archive, "--to", tmp_path / "out", "--json")
    assert ran.status == 1
    assert [(remark["entry"], remark["kind"]) for remark in ran.json["remarks"]] == [("greedy", "unsupported")]
    assert (tmp_path / "out" / "modest").read_bytes() == b"hello"
    assert not (tmp_path / "out" / "greedy").exists()
