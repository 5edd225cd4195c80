"""What comes out of a downloaded archive is marked as downloaded, too."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from archiver_gui.core.options import ExtractOptions, OnConflict
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.quarantine import DownloadMark
from archiver_gui.extraction.safe_tree import SafeTree
from tests.support.command_line import CommandLine
from tests.support.extracting import file, hardlink

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="extended attributes, as Linux has them")
ORIGIN = "user.xdg.origin.url"
REFERRER = "user.xdg.referrer.url"


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """An archive as a browser leaves it."""
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a/b.txt", "b")
        made.writestr("setup.sh", "#!/bin/sh\n")
    mark(path)
    return path


def mark(path: Path) -> None:
    try:
        os.setxattr(path, ORIGIN, b"https://example.org/download.zip")
        os.setxattr(path, REFERRER, b"https://example.org/")
        os.setxattr(path, "user.other", b"none of our business")
    except OSError as error:
        pytest.skip(f"this file system keeps no extended attributes: {error}")


def marks_below(folder: Path) -> dict[str, list[str]]:
    return {
        str(path.relative_to(folder)): sorted(os.listxattr(path)) for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip


def test_every_extracted_file_bears_the_archives_mark_and_nothing_else(
    marked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = CommandLine(capsys)("extract", marked, "--to", tmp_path / "out")

    assert ran.status == 0
    assert marks_below(tmp_path / "out") == {"a/b.txt": [ORIGIN, REFERRER], "setup.sh": [ORIGIN, REFERRER]}
    assert os.getxattr(tmp_path / "out/setup.sh", ORIGIN) == b"https://example.org/download.zip"


def test_an_archive_without_a_mark_gives_none(marked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = Path(shutil.copyfile(marked, tmp_path / "own.zip"))

    CommandLine(capsys)("extract", plain, "--to", tmp_path / "out")

    assert marks_below(tmp_path / "out") == {"a/b.txt": [], "setup.sh": []}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
def test_a_read_only_file_is_marked_although_its_owner_may_not_write_it(marked: Path) -> None:
    found = DownloadMark.of(str(marked))
    remarks = Remarks()
    with tempfile.TemporaryDirectory() as shared:  # the folders above tmp_path are closed to others
        out = Path(shared)
        os.chown(out, 65534, 65534)
        os.seteuid(65534)
        try:
            with SafeTree(
                ExtractOptions(folder=shared, on_conflict=OnConflict.SKIP), remarks, Progress(), mark=found
            ) as tree:
                tree.add(file("locked.txt", mode=0o444)[0], io.BytesIO(b"x"))
                tree.finish()
        finally:
            os.seteuid(0)

        assert not list(remarks)
        assert (out / "locked.txt").stat().st_mode & 0o777 == 0o444
        assert marks_below(out) == {"locked.txt": [ORIGIN, REFERRER]}


def test_a_mark_that_the_file_system_refuses_is_told_once_and_harms_nothing(tmp_path: Path) -> None:
    refused = DownloadMark({"system.no-such-attribute": b"x"})
    remarks = Remarks()
    options = ExtractOptions(folder=str(tmp_path / "out"), on_conflict=OnConflict.SKIP)
    with SafeTree(options, remarks, Progress(), mark=refused) as tree:
        for entry, content in (file("a"), file("b")):
            assert isinstance(content, bytes)
            tree.add(entry, io.BytesIO(content))
        tree.add(hardlink("c", "a")[0], None)
        tree.finish()

    assert [(remark.kind, remark.minor) for remark in remarks] == [("mark-lost", True)]
    assert sorted(os.listdir(tmp_path / "out")) == ["a", "b", "c"]
