"""What is the zip backend's own: its suffix, its format row, its levels, the tool that it gives away."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from archiver_gui.backends.zip import PythonZipFileBackend
from archiver_gui.backends.zip_writer import ZipWriter
from archiver_gui.core.errors import BackendStateError, DamagedArchiveError
from archiver_gui.core.formats import LEVEL_NAMES, match_suffix
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.progress import Progress


@pytest.mark.parametrize(
    ("path", "name", "full_path", "full_name"),
    [
        ("a", "", "a.zip", "a.zip"),
        ("a.zip", "", "a.zip", "a.zip"),
        ("A.ZIP", "", "A.ZIP", "A.ZIP"),
        ("folder/a", "Label", "folder/a.zip", "Label.zip"),
        ("a.tar", "b.zip", "a.tar.zip", "b.zip"),
    ],
)
def test_the_suffix_is_added_once_to_path_and_name(path: str, name: str, full_path: str, full_name: str) -> None:
    backend = PythonZipFileBackend(path, name)
    assert (backend.archive_path, backend.archive_name, backend.readmode) == (full_path, full_name, True)


def test_the_constructor_touches_no_disk(tmp_path: Path) -> None:
    PythonZipFileBackend(str(tmp_path / "new" / "a"), readmode=False)
    assert not list(tmp_path.iterdir())


def test_its_format_is_found_by_suffix_and_has_every_level() -> None:
    (row,) = PythonZipFileBackend.formats
    assert match_suffix("Photos.ZIP", [row]) == (row, ".zip")
    assert tuple(row.levels) == LEVEL_NAMES
    for level in row.levels.values():
        row.check_level(level)


def test_levels_are_obeyed_and_the_tool_is_a_zipfile(tmp_path: Path) -> None:
    sizes = []
    content = b"".join(b"%d words that repeat, more or less %d\n" % (n % 97, n) for n in range(20_000))
    for level in (0, 1, 6, 9):
        with PythonZipFileBackend(str(tmp_path / f"{level}"), readmode=False) as backend:
            options = BuildOptions(
                sources=(), target=backend.full_path, backend_id="zip", format_id="zip", level=level, overwrite=True
            )
            backend.configure(options, Progress(), 2)
            backend.add_file("a", io.BytesIO(content))
            assert isinstance(backend.get_archive(), ZipWriter)
        backend.readmode = True
        with backend.read_archive() as archive:
            assert isinstance(archive, zipfile.ZipFile)
            assert archive.read("a") == content
            assert archive.getinfo("a").compress_type == (zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED)
        sizes.append(backend.archive_size())
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 4 * sizes[1]


def test_the_tool_is_refused_with_a_reason_where_there_is_none_to_give(tmp_path: Path) -> None:
    backend = PythonZipFileBackend(str(tmp_path / "a"))
    with pytest.raises(BackendStateError):
        backend.read_archive()
    (tmp_path / "a.zip").write_bytes(b"no zip")
    with pytest.raises(DamagedArchiveError):
        backend.read_archive()
    with pytest.raises(ValueError, match="being written"):
        PythonZipFileBackend(str(tmp_path / "b"), readmode=False).read_archive()
