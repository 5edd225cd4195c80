"""A job notices at its check points that it is to wait, to go on, or to stop."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.jobs.low_priority import at_low_priority


def steps(progress: Progress, done: list[int], stepped: threading.Semaphore, allowed: threading.Semaphore) -> None:
    for number in range(4):
        allowed.acquire()
        progress.check()
        done.append(number)
        stepped.release()


def test_a_paused_job_waits_and_goes_on_where_it_was() -> None:
    progress, done = Progress(), list[int]()
    stepped, allowed = threading.Semaphore(0), threading.Semaphore(0)
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(steps, progress, done, stepped, allowed)
        allowed.release()
        assert stepped.acquire(timeout=30)
        progress.pause()
        progress.pause()
        assert progress.paused
        allowed.release(3)
        assert not stepped.acquire(timeout=0.1)
        assert done == [0]
        progress.resume()
        progress.resume()
        ended.result(30)
    assert (done, progress.paused) == ([0, 1, 2, 3], False)


def test_a_paused_job_can_be_cancelled() -> None:
    progress, done = Progress(), list[int]()
    allowed = threading.Semaphore(4)
    progress.pause()
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(steps, progress, done, threading.Semaphore(0), allowed)
        progress.cancel()
        with pytest.raises(Cancelled):
            ended.result(30)
    progress.resume()
    with pytest.raises(Cancelled):
        progress.check()


def test_parts_wait_and_stop_with_the_whole() -> None:
    progress = Progress()
    part = progress.part()
    progress.pause()
    assert part.paused
    progress.resume()
    progress.cancel()
    with pytest.raises(Cancelled):
        part.check()


def test_a_pause_does_not_count_as_time_at_work() -> None:
    progress = Progress()
    started = progress.started
    progress.pause()
    progress.resume()
    assert progress.started > started


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads")
def test_work_at_low_priority_lowers_no_other_thread() -> None:
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    inside = at_low_priority(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
    assert inside == 19
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
    with pytest.raises(ZeroDivisionError):
        at_low_priority(lambda: 1 // 0)
