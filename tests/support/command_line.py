"""Run the command line as a user does, in this process or in one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archiver_gui.cli.main import run

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Ran:
    """What one call came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object that --json prints."""
        value: dict[str, Any] = json.loads(self.out)
        return value


class CommandLine:
    """Calls verbs in this process, which is quick."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        self._capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)


def run_process(*arguments: object, **options: Any) -> Ran:
    """Call a verb in a process of its own, without a terminal; its output is kept unless it goes elsewhere."""
    done = subprocess.run(
        [sys.executable, "-m", "archiver_gui", *map(str, arguments)],
        cwd=options.pop("cwd", ROOT), stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
        text=True, stdin=subprocess.DEVNULL, timeout=120, check=False, **options,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout or "", done.stderr)
