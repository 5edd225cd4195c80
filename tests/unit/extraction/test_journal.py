"""What a dead extraction left goes at the next start, and a living one's stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archiver_gui.extraction import handles
from archiver_gui.extraction.cleanup import staged_name
from archiver_gui.extraction.journal import StagingJournal
from tests.support.extracting import tree_of

_EXTRACTING = """
import io, os, sys
from pathlib import Path
from archiver_gui.core.entries import Entry
from archiver_gui.core.options import ExtractOptions, OnConflict
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.journal import StagingJournal
from archiver_gui.extraction.safe_tree import SafeTree
options = ExtractOptions(folder=sys.argv[1], on_conflict=OnConflict.SKIP)
with SafeTree(options, Remarks(), Progress(), journal=StagingJournal(Path(sys.argv[2]))) as tree:
    tree.add(Entry("half"), io.BytesIO(b"x"))
    print("ready", flush=True)
    sys.stdin.read()
    tree.finish()
"""

# Dies in the moment in which it would remove the folder that it had made.
_DYING = """
import os, sys
from pathlib import Path
from archiver_gui.extraction.journal import StagingJournal
from archiver_gui.extraction.staging import Staging
rmdir = os.rmdir
def die(path, *, dir_fd=None):
    if dir_fd is None:
        os._exit(9)
    rmdir(path, dir_fd=dir_fd)
os.rmdir = die
staging = Staging(sys.argv[1], StagingJournal(Path(sys.argv[2])), descriptors=True)
staging.open()
staging.remove(keep_chosen=False)
"""


def _start(folder: Path, journal: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _EXTRACTING, str(folder), str(journal)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def _note(journal: Path, *values: object) -> Path:
    journal.mkdir(exist_ok=True)
    file = journal / "0123456789abcdef.extraction"
    file.write_text(json.dumps(values))
    return file


def test_a_killed_extraction_goes_with_the_folders_that_it_made(tmp_path: Path) -> None:
    with _start(tmp_path / "new" / "deep", tmp_path / "journal") as process:
        process.kill()
    assert len(tree_of(tmp_path / "new")) > 1
    assert StagingJournal(tmp_path / "journal").sweep() == 1
    assert tree_of(tmp_path) == {"journal": "/"}


@pytest.mark.skipif(not handles.HAVE_DESCRIPTORS, reason="folders are removed by their paths elsewhere")
def test_one_that_is_killed_while_it_tidies_up_leaves_no_empty_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _DYING, str(tmp_path / "new" / "deep"), str(tmp_path / "journal")]
    assert subprocess.run(command, check=False).returncode == 9
    assert tree_of(tmp_path / "new") == {"deep": "/"}
    assert StagingJournal(tmp_path / "journal").sweep() == 1
    assert tree_of(tmp_path) == {"journal": "/"}


def test_a_living_extraction_stays_and_ends_well(tmp_path: Path) -> None:
    journal = StagingJournal(tmp_path / "journal")
    with _start(tmp_path / "to", tmp_path / "journal") as process:
        assert journal.sweep() == 0
        process.communicate(b"")
    assert process.returncode == 0
    assert tree_of(tmp_path) == {"journal": "/", "to": "/", "to/half": "x"}


def test_only_a_hidden_folder_of_ours_ever_goes(tmp_path: Path) -> None:
    (tmp_path / "to" / "mine").mkdir(parents=True)
    for name in ("mine", "../to", ".", ".archiver-.part"):
        note = _note(tmp_path / "journal", str(tmp_path / "to"), name, "")
        StagingJournal(tmp_path / "journal").sweep()
        assert not note.exists()
    assert tree_of(tmp_path / "to") == {"mine": "/"}


def test_a_link_in_the_hidden_folders_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "x").write_text("x")
    name = staged_name()
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / name).symlink_to(tmp_path / "kept")
    _note(tmp_path / "journal", str(tmp_path / "to"), name, "")
    StagingJournal(tmp_path / "journal").sweep()
    assert tree_of(tmp_path / "kept") == {"x": "x"}


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b'["/tmp', b"[]", b"7", b'{"a": 1}', b"[1, 2, 3]"])
def test_a_note_that_says_nothing_is_dropped(tmp_path: Path, content: bytes) -> None:
    note = _note(tmp_path / "journal", "")
    note.write_bytes(content)
    assert StagingJournal(tmp_path / "journal").sweep() == 1
    assert not note.exists()


def test_a_note_waits_while_its_disk_is_away_but_not_for_ever(tmp_path: Path) -> None:
    note = _note(tmp_path / "journal", str(tmp_path / "away"), staged_name(), "")
    assert StagingJournal(tmp_path / "journal").sweep() == 0
    os.utime(note, (0, 0))
    assert StagingJournal(tmp_path / "journal").sweep() == 1


def test_extracting_works_where_no_notes_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("no folder")
    with _start(tmp_path / "to", tmp_path / "journal") as process:
        process.communicate(b"")
    assert process.returncode == 0
    assert tree_of(tmp_path / "to") == {"half": "x"}
