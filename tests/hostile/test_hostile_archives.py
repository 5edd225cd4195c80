"""Samples of the runs that `python -m tests.hostile` does whole; each in a process with one thread, as it forks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.cases import CORPUS, GENERATOR
from tests.hostile.labels import NEVER_EXTRACTED_WHOLE, NOT_CLAIMED, NOT_SOUND, SOUND

_ROOT = Path(__file__).parents[2]
_PARTS = 4


def run(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", *map(str, arguments)],
        cwd=_ROOT, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.mark.skipif(not GENERATOR.is_file(), reason=f"there is no generator of hostile archives at {GENERATOR}")
def test_no_hostile_archive_escapes_crashes_or_passes() -> None:
    assert "faults: {}" in run("cases", "--quick", "--every", 4)


@pytest.mark.slow
@pytest.mark.skipif(not GENERATOR.is_file(), reason=f"there is no generator of hostile archives at {GENERATOR}")
def test_none_of_all_hostile_archives_escapes_crashes_or_passes() -> None:
    assert "faults: {}" in run("cases", "--quick")


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"there is no collection of real archives at {CORPUS}")
@pytest.mark.parametrize("part", range(_PARTS))
def test_real_archives_are_judged_as_labelled(part: int) -> None:
    assert "faults: {}" in run("corpus", "--part", f"{part}/{_PARTS}")


def test_every_doubted_label_has_one_reason() -> None:
    lists = (NOT_SOUND, NEVER_EXTRACTED_WHOLE, NOT_CLAIMED, SOUND)
    names = [name for labels in lists for name in labels]
    assert len(names) == len(set(names))
    assert all(reason for labels in lists for reason in labels.values())


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"there is no collection of real archives at {CORPUS}")
@pytest.mark.parametrize("name", NOT_SOUND)
def test_what_is_called_damaged_against_its_label_other_programs_call_so_too(name: str) -> None:
    path = str(CORPUS / name)
    commands = [["7zz", "t", path], ["bsdtar", "-xOf", path]]
    commands.append(["unzip", "-tqq", path] if name.endswith(".zip") else ["tar", "-tf", path])
    installed = [command for command in commands if shutil.which(command[0])]
    if len(installed) < len(commands):
        pytest.skip("7zz, bsdtar, unzip and tar have to be installed")
    statuses = [
        subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False).returncode
        for command in installed
    ]
    assert any(statuses)
