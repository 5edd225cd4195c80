"""Catalogues of an older layout, as a program of that time left them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archiver_gui.catalogue import migrations
from archiver_gui.catalogue.database import open_database


def make_older(folder: Path, layout: int, rows: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a catalogue of this layout, filled by these statements."""
    steps = folder / "steps"
    shutil.copytree(migrations.FOLDER, steps, ignore=lambda _, names: [n for n in names if n[:4] > f"{layout:04}"])
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "FOLDER", steps)
        patch.setattr(migrations, "SCHEMA_VERSION", layout)
        open_database(folder / "c" / "catalogue.sqlite3").close_all()
    with closing(sqlite3.connect(folder / "c" / "catalogue.sqlite3")) as connection:
        connection.executescript(rows)
    return folder / "c"
