"""--reproducible: names and contents decide, nothing else does."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from archiver_gui.core.progress import Progress
from archiver_gui.services import Services

_FILES = 1_300  # more batches than run in threads alone


def _make(folder: Path, *, seconds: float, mode: int) -> list[str]:
    """Two sources of many small files and a large one; the same content in any folder."""
    chance = random.Random(5)
    for top in ("one", "two"):
        for number in range(_FILES // 2):
            path = folder / top / f"{number % 7}" / f"{number:04}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"line %d\n" % number * chance.randrange(1, 200))
            path.chmod(mode)
            os.utime(path, (seconds, seconds))
    large = folder / "one" / "large"
    large.write_bytes(chance.randbytes(300_000) * 16)
    os.utime(large, (seconds, seconds))
    (folder / "one" / "link").symlink_to("large")
    for found in [folder / "one", folder / "two", *folder.rglob("*")]:
        if not found.is_file() or found.is_symlink():
            os.utime(found, (seconds, seconds), follow_symlinks=False)
    return [str(folder / "one"), str(folder / "two")]


def _build(services: Services, sources: list[str], target: Path, threads: int, format_id: str) -> bytes:
    options = services.build_options(
        sources=sources, name=target.name, folder=str(target.parent), format_id=format_id, reproducible=True,
        threads=threads,
    )  # fmt: skip
    outcome = services.build(options).run()
    assert outcome.error is None
    assert outcome.path is not None
    return Path(outcome.path).read_bytes()


@pytest.mark.parametrize("format_id", ["zip", "tar.gz", "tar.zst"])
def test_same_names_and_contents_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_id: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = _make(tmp_path / "a", seconds=1_750_000_000.25, mode=0o600)
    second = _make(tmp_path / "b", seconds=1_760_000_000.75, mode=0o664)
    services = Services.open()
    try:
        results = [
            _build(services, sources, tmp_path / f"{number}.{format_id}", threads, format_id)
            for number, (sources, threads) in enumerate([(first, 1), (first[::-1], 2), (second, 0)])
        ]
    finally:
        services.close()
    assert results[0] == results[1]
    assert results[0] == results[2]


def test_times_before_the_epoch_of_the_sources_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name, seconds in (("old", 1_600_000_000.9), ("new", 1_800_000_000.9)):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (seconds, seconds))
    services = Services.open()
    try:
        _build(services, [str(tmp_path / "old"), str(tmp_path / "new")], tmp_path / "a.zip", 0, "zip")
        entries = services.list_archive(str(tmp_path / "a.zip"), Progress()).entries
    finally:
        services.close()
    assert {entry.path: entry.mtime for entry in entries} == {"new": 1_700_000_000.0, "old": 1_600_000_000.0}
