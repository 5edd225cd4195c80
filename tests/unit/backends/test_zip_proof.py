"""A sealed zip is proved byte by byte: nothing that changed behind the writer's back goes unnoticed."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path

import pytest

from archiver_gui.backends.zip import PythonZipFileBackend
from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import EnvironmentFault
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.operations.read_back import read_back

_LARGE = random.Random(1).randbytes(50_000) * 100


def _sealed(tmp_path: Path, small: int = 12) -> PythonZipFileBackend:
    backend = PythonZipFileBackend(str(tmp_path / "a.zip"), readmode=False)
    for number in range(small):
        content = b"" if number == 3 else os.urandom(40) if number == 4 else b"some text " * (number + 1)
        backend.add_file(f"folder/file {number} Grüße", io.BytesIO(content))
    backend.add_entry(SourceEntry("folder", EntryKind.FOLDER, str(tmp_path), mtime_ns=10**18, mode=0o755))
    backend.add_entry(SourceEntry("link", EntryKind.SYMLINK, "", mtime_ns=10**18, link_target="folder"))
    backend.add_file("large", io.BytesIO(_LARGE))
    backend.add_file("after", io.BytesIO(b"after"))
    backend.seal()
    return backend


def test_what_is_as_it_was_written_is_proved_and_counted(tmp_path: Path) -> None:
    backend = _sealed(tmp_path)
    progress = Progress()
    assert backend.prove_written(progress)
    assert progress.done_entries == 16
    assert progress.done_bytes == backend.written().content_bytes
    backend.close()
    assert (tmp_path / "a.zip").exists()


def test_many_batches_are_proved_in_other_processes(tmp_path: Path) -> None:
    backend = _sealed(tmp_path, small=2_000)
    assert backend.prove_written(Progress())
    backend.close()


def test_any_other_byte_anywhere_is_noticed(tmp_path: Path) -> None:
    backend = _sealed(tmp_path)
    staged = Path(backend.staged_path)
    sound = staged.read_bytes()
    large_at = sound.index(b"large") + 60
    # Every byte of the first entries, of the directory and of the end, and some of the large content.
    places = [*range(300), *range(large_at, large_at + 400, 40), *range(len(sound) - 1_300, len(sound))]
    unnoticed = []
    for at in places:
        damaged = bytearray(sound)
        damaged[at] ^= 0x15
        staged.write_bytes(damaged)
        try:
            read_back(backend, Progress())
        except EnvironmentFault:
            continue
        unnoticed.append(at)
    staged.write_bytes(sound)
    read_back(backend, Progress())
    backend.close()
    # The large entry's version, and the end record's count of disks, which nobody reads.
    assert len(unnoticed) < 12
    directory_at = sound.index(b"PK\1\2")
    assert not [at for at in unnoticed if directory_at <= at < sound.index(b"PK\5\6")]
    assert not [at for at in unnoticed if large_at <= at < directory_at]


@pytest.mark.parametrize("change", ["cut", "longer", "gap"])
def test_bytes_too_few_or_too_many_are_noticed(tmp_path: Path, change: str) -> None:
    backend = _sealed(tmp_path)
    staged = Path(backend.staged_path)
    sound = staged.read_bytes()
    directory_at = sound.index(b"PK\1\2")
    staged.write_bytes(
        {
            "cut": sound[:-30],
            "longer": sound + b"more",
            "gap": sound[:directory_at] + b"PK\3\4" + sound[directory_at:],
        }[change]
    )
    with pytest.raises(EnvironmentFault, match="does not read back"):
        read_back(backend, Progress())
    staged.write_bytes(sound)
    backend.close()


def test_another_digest_is_noticed(tmp_path: Path) -> None:
    backend = _sealed(tmp_path)
    backend.written()._digests[5] ^= 1
    with pytest.raises(EnvironmentFault, match="digests"):
        read_back(backend, Progress())
    backend.close()


def test_a_cancel_is_noticed(tmp_path: Path) -> None:
    backend = _sealed(tmp_path)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        backend.prove_written(progress)
    backend.close()
