"""A sample of the faults that `python -m tests.faults` strikes with; see there for all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.__main__ import STATUS_UNAVAILABLE

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="faults are made by strace")
def test_nothing_that_must_hold_breaks_under_a_sample_of_faults() -> None:
    # A process of its own: it forks the verbs, which a process with threads should not.
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--sample"], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode == STATUS_UNAVAILABLE:
        pytest.skip(done.stderr)
    assert done.returncode == 0, done.stdout + done.stderr
