"""Worker processes that come up early: where they will be needed, and nowhere else."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from archiver_gui.cli import early
from archiver_gui.codecs.pipeline import WorkerPool, shared_pool

MANY, FEW = 700, 50


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = shared_pool()
    if pool.size == 1:
        pytest.skip("one core needs no worker processes")
    pool.close()
    yield pool
    pool.close()


def folder_of(files: int, folder: Path) -> str:
    (folder / "a" / "b").mkdir(parents=True)
    for number in range(files):
        (folder / "a" / "b" / f"{number}").touch()
    return str(folder)


@pytest.mark.parametrize("name", ["out.zip", "out.tar.zst"])
def test_many_files_are_worth_workers(tmp_path: Path, pool: WorkerPool, name: str) -> None:
    early.start_workers(["create", name, "--level", "fast", folder_of(MANY, tmp_path)])
    assert pool.processes.pids()
    assert pool.has_processes


def test_few_files_are_not(tmp_path: Path, pool: WorkerPool) -> None:
    early.start_workers(["create", "out.zip", folder_of(FEW, tmp_path)])
    assert not pool.processes.pids()


@pytest.mark.parametrize("threads", [["--threads", "1"], ["--threads=1"]])
def test_who_bounds_the_threads_gets_no_process_unasked(tmp_path: Path, pool: WorkerPool, threads: list[str]) -> None:
    early.start_workers(["create", "out.zip", folder_of(MANY, tmp_path), *threads])
    assert not pool.processes.pids()


@pytest.mark.parametrize("verb", ["extract", "test"])
def test_a_large_archive_is_worth_workers(tmp_path: Path, pool: WorkerPool, verb: str) -> None:
    archive = tmp_path / "large.zip"
    archive.write_bytes(bytes(3 << 20))
    early.start_workers([verb, str(archive)])
    assert pool.processes.pids()


def test_what_is_not_there_or_needs_none_starts_none(tmp_path: Path, pool: WorkerPool) -> None:
    for arguments in ([], ["version"], ["extract", str(tmp_path / "none.zip")], ["create", "a.zip", str(tmp_path)]):
        early.start_workers(arguments)
    assert not pool.processes.pids()


@pytest.mark.parametrize("module", [*early.BUILDS.values(), *early.READS])
def test_what_workers_import_is_there(module: str) -> None:
    assert importlib.util.find_spec(module)
