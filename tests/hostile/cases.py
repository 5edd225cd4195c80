"""Where hostile and real archives come from: a generator and a collection that lie beside the checkout."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_SHARED = Path(__file__).parents[3] / "shared"
GENERATOR = Path(os.environ.get("ARCHIVER_HOSTILE", _SHARED / "tools" / "make_hostile.py"))
CORPUS = Path(os.environ.get("ARCHIVER_CORPUS", _SHARED / "corpus"))


def make_cases(folder: Path, only: str = "") -> list[dict[str, Any]]:
    """Make the archives and give the rows of their manifest."""
    command = [sys.executable, str(GENERATOR), str(folder)]
    subprocess.run([*command, "--only", only] if only else command, check=True, stdout=subprocess.DEVNULL)
    cases: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text())
    return cases


def corpus_rows() -> list[dict[str, str]]:
    """The rows of the collection's manifest; none when there is no collection."""
    manifest = CORPUS / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
