"""Qt stays in the window, and the Qt that is locked does not abort."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# Runs what follows with every import of Qt refused.
_WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not wanted here")

sys.meta_path.insert(0, NoQt())
"""


def _run(code: str, *arguments: str, timeout_s: float = 60) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=timeout_s, check=False
    )


def test_the_refusal_itself_works() -> None:
    done = _run(_WITHOUT_QT + "import PySide6.QtCore")
    assert done.returncode != 0
    assert "not wanted here" in done.stderr


def test_services_are_imported_without_qt() -> None:
    done = _run(_WITHOUT_QT + "import archiver_gui.services; print('PySide6' in sys.modules)")
    assert (done.returncode, done.stdout.strip()) == (0, "False"), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["version"], ["formats", "--json"], ["backends", "--json"], ["catalogue", "--json"]],
    ids=lambda arguments: arguments[0],
)
def test_verbs_run_without_qt(arguments: list[str]) -> None:
    code = _WITHOUT_QT + "import runpy; runpy.run_module('archiver_gui', run_name='__main__', alter_sys=True)"
    done = _run(code, *arguments)
    assert done.returncode == 0, done.stderr
    if "--json" in arguments:
        assert isinstance(json.loads(done.stdout), dict)


def test_archives_are_made_and_read_without_qt() -> None:
    code = (
        _WITHOUT_QT
        + """
import os, runpy, tempfile
folder = tempfile.TemporaryDirectory()
with folder:
    os.chdir(folder.name)
    with open("note.txt", "w") as note:
        note.write("text")
    for words in (["create", "note.zip", "note.txt"], ["test", "note.zip"]):
        sys.argv = ["archiver", *words]
        try:
            runpy.run_module("archiver_gui", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            assert not end.code, (words, end.code)
    os.chdir("/")
"""
    )
    done = _run(code)
    assert done.returncode == 0, done.stderr


def test_five_thousand_signals_do_not_abort() -> None:
    # PySide6 6.12 below Python 3.12 loses a reference to True and None at each emit; a few hundred are
    # enough for an abort, and a test of the window emits too few to notice.
    code = """
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Source(QObject):
    told = Signal(object)

app = QCoreApplication([])
source = Source()
heard = []
source.told.connect(heard.append)
for number in range(5000):
    source.told.emit(number)
    source.told.emit(True)
    source.told.emit(None)
    source.setObjectName("source")
print(len(heard))
"""
    done = _run(code)
    assert (done.returncode, done.stdout.strip()) == (0, "15000"), done.stderr
