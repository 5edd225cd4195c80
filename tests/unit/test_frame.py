"""The two commands and the locks: what a newcomer's first minute depends on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from archiver_gui.cli.main import make_parser

_ROOT = Path(__file__).resolve().parents[2]
_LOCKS = ("requirements.lock", "requirements-test.lock")

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")


def _run_app(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    inherited = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [_ROOT / "packaging" / "run-app", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=inherited | environment,
    )


@posix_only
def test_run_app_knows_every_verb_apart_from_a_file_of_that_name() -> None:
    _, _, rest = (_ROOT / "packaging" / "run-app").read_text().partition("case $1 in")
    words = re.findall(r"\b[a-z]+\b", rest.partition("esac")[0])
    verbs = next(action.choices for action in make_parser()._actions if action.dest == "verb")
    assert verbs is not None
    assert [verb for verb in verbs if verb not in words] == []


@posix_only
@pytest.mark.skipif(sys.platform == "darwin", reason="there is always a display")
def test_run_app_without_a_display_names_the_command_line() -> None:
    done = _run_app()
    assert done.returncode == 3
    assert "no display" in done.stderr
    assert "run-app create" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("lock", _LOCKS)
def test_locks_name_no_registry_and_no_place(lock: str) -> None:
    text = (_ROOT / lock).read_text()
    assert re.findall(r"\S*(?:://|index-url|find-links|file:)\S*", text) == []
    assert re.findall(r"(?<!\S)/\S+", text) == []


@pytest.mark.parametrize("lock", _LOCKS)
def test_every_locked_requirement_has_a_version_and_a_hash(lock: str) -> None:
    text = (_ROOT / lock).read_text().replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines
    assert [line[:60] for line in lines if not re.match(r"^[a-z0-9-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_the_test_lock_holds_every_version_of_the_other() -> None:
    pins = [set(re.findall(r"^([a-z0-9-]+==[^ ]+)", (_ROOT / lock).read_text(), re.MULTILINE)) for lock in _LOCKS]
    assert pins[0]
    assert pins[0] <= pins[1]
