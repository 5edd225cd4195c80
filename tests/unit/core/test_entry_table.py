"""A table of entries gives back what was put in, whatever its columns are packed as."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import Entry, EntryBlock, EntryKind
from archiver_gui.core.entry_table import EntryTable
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.progress import Progress
from archiver_gui.operations.listing import list_archive

_ENTRIES = [
    Entry("plain", size=3, packed_size=2, mtime=1.5, mode=0o644, crc32=7, detail=100),
    Entry("plain 2", size=1 << 40, packed_size=1, mtime=2.0, mode=0o600, crc32=8, detail=200),
    Entry("folder", EntryKind.FOLDER),
    Entry("link", EntryKind.SYMLINK, link_target="to", mtime=-1.0),
    Entry("beyond 64 bits", size=1 << 70, raw_name=b"beyond", hole_bytes=5, encrypted=True, detail="its own"),
]


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1, 1), (2, 3), (5,), (4, 1)])
def test_entries_come_back_as_they_were(sizes: tuple[int, ...]) -> None:
    table = EntryTable()
    start = 0
    for size in sizes:
        table.add(EntryBlock.of(_ENTRIES[start : start + size]))
        start += size
    wanted = [dataclasses.replace(entry, index=index) for index, entry in enumerate(_ENTRIES)]
    assert list(table) == wanted
    assert [table[number] for number in range(-5, 5)] == wanted * 2
    assert table[1:4] == wanted[1:4]
    assert table.paths == [entry.path for entry in _ENTRIES]
    with pytest.raises(IndexError):
        table[5]


def test_a_listed_entry_of_a_zip_is_found_again_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("first", b"one")
        archive.writestr("second", b"two")
    entries = list_archive(str(path), Registry.get_instance(), Progress()).entries
    reader = Registry.get_instance().get("zip")(str(path))
    with reader.open_entry(entries[1]) as stream:
        assert stream.read() == b"two"
    path.write_bytes(path.read_bytes().replace(b"second", b"changd"))
    with pytest.raises(DamagedArchiveError):
        reader.open_entry(entries[1])
