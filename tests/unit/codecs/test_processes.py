"""Worker processes: they answer, they die with their parent, and their own death is told and leaves nothing."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archiver_gui.codecs import worker
from archiver_gui.codecs.pipeline import Pipeline, WorkerPool
from archiver_gui.codecs.processes import WorkerProcesses
from archiver_gui.core.errors import DamagedArchiveError, EnvironmentFault
from archiver_gui.core.progress import Cancelled, Progress

_END_S = 10


@pytest.fixture
def processes() -> Iterator[WorkerProcesses]:
    workers = WorkerProcesses()
    yield workers
    workers.close()


def unchecked() -> None:
    pass


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for_end(pid: int) -> None:
    until = time.monotonic() + _END_S
    while lives(pid):
        assert time.monotonic() < until, f"process {pid} is still there"
        time.sleep(0.01)


def test_a_call_runs_in_another_process_and_one_process_serves_many(processes: WorkerProcesses) -> None:
    pids = {processes.call(os.getpid, (), unchecked) for _ in range(5)}
    assert len(pids) == 1
    assert pids != {os.getpid()}
    assert processes.pids() == list(pids)


def test_messages_larger_than_any_pipe_arrive_whole(processes: WorkerProcesses) -> None:
    data = os.urandom(9_000_000)
    assert processes.call(bytes.join, (b"", [data, data]), unchecked) == data + data


def test_what_a_task_raises_is_raised_here_and_the_worker_serves_on(processes: WorkerProcesses) -> None:
    with pytest.raises(ValueError, match="factorial"):
        processes.call(math.factorial, (-1,), unchecked)
    pids = processes.pids()
    with pytest.raises(FileNotFoundError):
        processes.call(os.stat, ("/there/is/none",), unchecked)
    assert processes.pids() == pids


def test_errors_of_ours_keep_their_parts(processes: WorkerProcesses) -> None:
    with pytest.raises(DamagedArchiveError) as caught:
        processes.call(_raise_ours, (), unchecked)
    assert (caught.value.title, caught.value.detail, caught.value.hint) == ("title", "detail", "hint")


def _raise_ours() -> None:
    raise DamagedArchiveError("title", "detail", "hint")


class Unpicklable(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def _raise_unpicklable() -> None:
    raise Unpicklable(1, 2)


def test_an_exception_that_cannot_travel_leaves_its_text(processes: WorkerProcesses) -> None:
    with pytest.raises(worker.RemoteError, match="1 and 2"):
        processes.call(_raise_unpicklable, (), unchecked)


def test_what_a_task_prints_does_not_get_between_the_answers(processes: WorkerProcesses) -> None:
    assert processes.call(print, ("from a test",), unchecked) is None
    assert processes.call(math.factorial, (5,), unchecked) == 120


def _kill_myself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_is_killed_fails_its_task_by_name_and_the_next_gets_another(processes: WorkerProcesses) -> None:
    with pytest.raises(EnvironmentFault, match=r"worker process died.*signal 9"):
        processes.call(_kill_myself, (), unchecked)
    assert processes.pids() == []
    assert processes.call(math.factorial, (5,), unchecked) == 120


def test_an_idle_worker_that_was_killed_is_replaced(processes: WorkerProcesses) -> None:
    first = processes.call(os.getpid, (), unchecked)
    os.kill(first, signal.SIGKILL)
    wait_for_end(first)
    assert processes.call(os.getpid, (), unchecked) != first


def test_a_cancel_ends_the_worker_at_once(processes: WorkerProcesses) -> None:
    pid = processes.call(os.getpid, (), unchecked)
    progress = Progress()
    progress.cancel()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        processes.call(time.sleep, (60,), progress.check)
    assert time.monotonic() - began < 2
    assert not lives(pid)


def test_closing_ends_idle_workers(processes: WorkerProcesses) -> None:
    pid = processes.call(os.getpid, (), unchecked)
    processes.close()
    assert not lives(pid)


_PARENT = """
import os, sys, time
from archiver_gui.codecs.processes import WorkerProcesses
workers = WorkerProcesses()
print(workers.call(os.getpid, (), lambda: None), flush=True)
if sys.argv[1] == "busy":
    workers.call(time.sleep, (1,), lambda: None)
time.sleep(60)
"""


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_no_worker_outlives_a_killed_parent(state: str) -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT, state], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert lives(pid)
        parent.kill()
    wait_for_end(pid)


def test_workers_take_no_module_from_the_folder_they_are_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: WorkerProcesses
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('taken from the wrong place')")
    (tmp_path / "archiver_gui").mkdir()
    (tmp_path / "archiver_gui" / "__init__.py").write_text("raise SystemExit('taken from the wrong place')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert processes.call(os.getpid, (), unchecked) != os.getpid()


def test_where_no_process_can_be_started_the_task_runs_here(
    monkeypatch: pytest.MonkeyPatch, processes: WorkerProcesses
) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/none")
    assert processes.call(os.getpid, (), unchecked) == os.getpid()
    processes.start(1, ())
    assert not processes.are_coming


def test_where_the_worker_cannot_come_up_the_task_runs_here(
    monkeypatch: pytest.MonkeyPatch, processes: WorkerProcesses
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert processes.call(os.getpid, (), unchecked) == os.getpid()


def test_many_remote_tasks_of_a_pipeline_keep_their_order_and_run_elsewhere() -> None:
    pool = WorkerPool(2)
    got: list[int] = []
    pids: set[int] = set()
    try:
        with Pipeline(threads=2, pool=pool) as pipeline:
            for number in range(60):
                pipeline.submit_remote(math.factorial, number, cost_bytes=1, deliver=got.append)
                pipeline.submit_remote(os.getpid, cost_bytes=1, deliver=pids.add)
        assert got == [math.factorial(number) for number in range(60)]
        assert len(pids - {os.getpid()}) in (1, 2)
    finally:
        pool.close()


def test_a_killed_worker_fails_its_pipeline_and_no_other() -> None:
    pool = WorkerPool(2)
    got: list[int] = []
    try:
        other = Pipeline(threads=2, pool=pool)
        with Pipeline(threads=2, pool=pool) as sound:
            for number in range(8):
                sound.submit_remote(math.factorial, number, cost_bytes=1, deliver=got.append)
            for number in range(8):
                other.submit_remote(_kill_myself if number == 6 else os.getpid, cost_bytes=1, deliver=id)
            with pytest.raises(EnvironmentFault, match="worker process died"):
                other.drain()
        assert got == [math.factorial(number) for number in range(8)]
    finally:
        pool.close()


def test_one_thread_means_no_process() -> None:
    pids: set[int] = set()
    with Pipeline(threads=1) as pipeline:
        for _ in range(20):
            pipeline.submit_remote(os.getpid, cost_bytes=1, deliver=pids.add)
    assert pids == {os.getpid()}


def test_a_worker_that_cannot_start_says_nothing_and_the_task_is_done_here(
    processes: WorkerProcesses, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker, "_START", "import no_such_module")
    assert processes.call(os.getpid, (), unchecked) == os.getpid()
    assert not processes.are_coming
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="makes a program of a script")
@pytest.mark.parametrize("entry", ["main", "gui_main"])
def test_a_frozen_build_starts_its_own_program_as_a_worker(
    entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: WorkerProcesses
) -> None:
    program = tmp_path / "archiver"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path[:0] = {sys.path!r}\n"
        f"from archiver_gui.__main__ import {entry}\nsys.exit({entry}())\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert processes.call(math.factorial, (5,), unchecked) == 120
    assert processes.pids() != [], "it was done here, without a worker"
