"""The catalogue of ARCHIVER_HOME, opened when first asked for: for code that is given no `Catalogue`."""

from __future__ import annotations

import atexit
import os
import threading
from pathlib import Path
from typing import Any

from peewee import DatabaseProxy

from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.settings.folders import home_folders

_lock = threading.Lock()
_open: dict[Path, tuple[Catalogue, tuple[int, int]]] = {}  # at most one, with its file's device and inode


def home_catalogue() -> Catalogue:
    """The catalogue of the present ARCHIVER_HOME; the same one until that or the file changes.

    Raises:
        CatalogueError: As `Catalogue.open`.
    """
    file = home_folders().catalogue_file
    with _lock:
        known = _open.get(file)
        if known is not None and known[1] == _identity(file):
            return known[0]
        _close()
        catalogue = Catalogue(file)
        _open[file] = (catalogue, _identity(file))
        return catalogue


def close_home_catalogue() -> None:
    """Close it, if it is open; the next call opens it again."""
    with _lock:
        _close()


def _close() -> None:
    for catalogue, _ in _open.values():
        catalogue.close()
    _open.clear()


def _identity(file: Path) -> tuple[int, int]:
    try:
        found = os.stat(file)
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


atexit.register(close_home_catalogue)


class HomeDatabase(DatabaseProxy):
    """What a model is bound to that always means the catalogue of ARCHIVER_HOME."""

    def __getattr__(self, name: str) -> Any:
        return getattr(home_catalogue().database, name)
