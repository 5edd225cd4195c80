"""A catalogue of its own for each test, and archives that are plain files of a small foreign backend."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.options import BuildOptions

Build = Callable[..., ArchiveRecord]
OptionsFor = Callable[..., BuildOptions]
StartChild = Callable[..., "subprocess.Popen[str]"]


class ShelfBackend:
    """A third party's class: what the catalogue calls of the first block."""

    backend_id = "shelf"

    @classmethod
    def delete_archive(cls, full_path: str) -> bool:
        try:
            os.unlink(full_path)
        except FileNotFoundError:
            return False
        return True


@pytest.fixture
def registry() -> Registry:
    registry = Registry()
    registry.add(ShelfBackend)
    return registry


@pytest.fixture
def catalogue(tmp_path: Path, registry: Registry) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "catalogue", registry) as catalogue:
        yield catalogue


@pytest.fixture
def options_for() -> OptionsFor:
    def options_for(target: Path | str, **changes: object) -> BuildOptions:
        values: dict[str, object] = {
            "sources": ("/some/source",),
            "target": os.fspath(target),
            "backend_id": "shelf",
            "format_id": "shelf",
            **changes,
        }
        return BuildOptions(**values)  # type: ignore[arg-type]  # the test's own words

    return options_for


@pytest.fixture
def build(options_for: OptionsFor) -> Build:
    """Build an archive of these bytes, as an operation does."""

    def build(
        catalogue: Catalogue, target: Path | str, content: bytes = b"archive", **changes: object
    ) -> ArchiveRecord:
        with catalogue.intent(options_for(target, **changes)) as record:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(record.staged_path, "xb") as file:
                file.write(content)
            record.sealed([])
            os.replace(record.staged_path, target)
        assert record.archive is not None
        return record.archive

    return build


# What a child process runs before the test's own lines: `catalogue` is open, `stop()` tells that a
# point is reached and waits to be killed or let go.
_CHILD = """
import os, sys
from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.options import BuildOptions

class ShelfBackend:
    backend_id = "shelf"
    @classmethod
    def delete_archive(cls, full_path):
        os.unlink(full_path)
        return True

def stop(word="here"):
    print(word, flush=True)
    sys.stdin.readline()

def options(target):
    return BuildOptions(sources=("/s",), target=target, backend_id="shelf", format_id="shelf")

registry = Registry()
registry.add(ShelfBackend)
folder, arguments = sys.argv[1], sys.argv[2:]
"""


@pytest.fixture
def start_child(tmp_path: Path) -> Iterator[StartChild]:
    """Start a process that runs these lines; killed at the end of the test if it still runs."""
    children: list[subprocess.Popen[str]] = []

    def start(lines: str, *arguments: Path | str, folder: Path | None = None) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD + lines, folder or tmp_path / "catalogue", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()
