"""Removing what was made: deep, closed and odd trees, and what dead processes left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archiver_gui.extraction import cleanup, handles
from tests.support.extracting import extract, file, tree_of


@pytest.mark.parametrize("descriptors", [True, False])
def test_a_wide_and_odd_tree_goes_and_what_its_links_lead_to_stays(tmp_path: Path, descriptors: bool) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "x").write_text("x")
    for number in range(30):
        below = tmp_path / "tree" / str(number) / "same" / "same"
        below.mkdir(parents=True)
        (below / "file").write_text("x")
        (below / "link").symlink_to(tmp_path / "kept")
        os.mkfifo(below / "fifo")
        below.chmod(0)
    root = handles.open_root(str(tmp_path), descriptors=descriptors)
    cleanup.remove_tree(root, "tree")
    handles.close(root)
    assert tree_of(tmp_path) == {"kept": "/", "kept/x": "x"}


def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "l").symlink_to("kept")
    root = handles.open_root(str(tmp_path))
    cleanup.remove_tree(root, "l")
    handles.close(root)
    assert tree_of(tmp_path) == {"kept": "/"}


def test_what_a_killed_process_left_goes_at_the_next_extraction_and_a_living_one_stays(tmp_path: Path) -> None:
    script = """
import io, os, sys
from archiver_gui.core.entries import Entry
from archiver_gui.core.options import ExtractOptions, OnConflict
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.safe_tree import SafeTree
with SafeTree(ExtractOptions(folder=sys.argv[1], on_conflict=OnConflict.SKIP), Remarks(), Progress()) as tree:
    tree.add(Entry("half"), io.BytesIO(b"x"))
    print("ready", flush=True)
    sys.stdin.read()
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as killed,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as living,
    ):
        for process in (killed, living):
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        killed.kill()
        killed.wait()
        assert len(os.listdir(tmp_path)) == 2
        assert extract(tmp_path, [file("a")]) == []
        left = [name for name in os.listdir(tmp_path) if name != "a"]
        assert len(left) == 1
        assert (tmp_path / left[0] / "tree" / "half").exists()
        living.communicate()
    assert os.listdir(tmp_path) == ["a"]


def test_other_hidden_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".archiver-0123.part").mkdir()
    (tmp_path / ".archiver-0123456789abcdef.part").write_text("a file of somebody")
    extract(tmp_path, [file("a")])
    assert len(os.listdir(tmp_path)) == 3
