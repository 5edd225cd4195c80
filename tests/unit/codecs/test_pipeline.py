"""The ordered pool: order, budget, errors, cancelling, threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TypeVar

import pytest

from archiver_gui.codecs.pipeline import Pipeline, WorkerPool, shared_pool
from archiver_gui.core.errors import InternalError
from archiver_gui.core.progress import Cancelled, Progress

T = TypeVar("T")

THREADS = [1, 2, 3]


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(3)
    yield pool
    pool.close()


def _same(value: T) -> T:
    return value


@pytest.mark.parametrize("threads", THREADS)
def test_results_arrive_in_submission_order_whatever_finishes_first(pool: WorkerPool, threads: int) -> None:
    gates = [threading.Event() for _ in range(3)]
    got: list[int] = []

    def work(number: int) -> int:
        # With three workers the first task can only end after the last one has.
        if threads == 3 and number < 3:
            if number < 2:
                assert gates[number + 1].wait(10)
            gates[number].set()
        return number

    with Pipeline(threads=threads, pool=pool) as pipeline:
        for number in range(50):
            pipeline.submit(work, number, cost_bytes=1, deliver=got.append)
    assert got == list(range(50))


@pytest.mark.parametrize("threads", THREADS)
def test_results_are_delivered_in_the_submitting_thread(pool: WorkerPool, threads: int) -> None:
    seen: set[int] = set()
    with Pipeline(threads=threads, pool=pool) as pipeline:
        for _ in range(20):
            pipeline.submit(int, cost_bytes=1, deliver=lambda _: seen.add(threading.get_ident()))
    assert seen == {threading.get_ident()}


def test_what_is_in_flight_stays_within_the_budget(pool: WorkerPool) -> None:
    in_flight = peak = 0

    def deliver(size: int) -> None:
        nonlocal in_flight
        in_flight -= size

    size = 100_000
    with Pipeline(budget_bytes=350_000, pool=pool) as pipeline:
        for _ in range(40):
            pipeline.submit(_same, size, cost_bytes=size, deliver=deliver)
            in_flight += size
            peak = max(peak, in_flight)
    assert in_flight == 0
    assert 100_000 < peak <= 350_000


def test_a_task_dearer_than_the_whole_budget_is_admitted_alone(pool: WorkerPool) -> None:
    got: list[int] = []
    with Pipeline(budget_bytes=50_000, pool=pool) as pipeline:
        for number in range(5):
            pipeline.submit(_same, number, cost_bytes=10_000_000, deliver=got.append)
            assert len(got) == number  # every one before it had to be delivered first
    assert got == list(range(5))


def test_tasks_of_no_bytes_are_bounded_as_well(pool: WorkerPool) -> None:
    got: list[int] = []
    with Pipeline(budget_bytes=320 * 1024, pool=pool) as pipeline:
        for number in range(200):
            pipeline.submit(_same, number, cost_bytes=0, deliver=got.append)
            assert number - len(got) <= 20


@pytest.mark.parametrize("threads", [1, 2])
def test_no_more_tasks_run_at_once_than_the_job_may(pool: WorkerPool, threads: int) -> None:
    lock = threading.Lock()
    running = peak = 0
    both = threading.Barrier(threads)

    def work() -> None:
        nonlocal running, peak
        with lock:
            running += 1
            peak = max(peak, running)
        both.wait(10)
        with lock:
            running -= 1

    with Pipeline(threads=threads, pool=pool) as pipeline:
        for _ in range(20):
            pipeline.submit(work, cost_bytes=1, deliver=_same)
    assert peak == threads


def test_one_thread_means_the_submitting_one(pool: WorkerPool) -> None:
    seen: set[int] = set()
    with Pipeline(threads=1, pool=pool) as pipeline:
        for _ in range(5):
            pipeline.submit(threading.get_ident, cost_bytes=1, deliver=seen.add)
    assert seen == {threading.get_ident()}


@pytest.mark.parametrize("threads", THREADS)
def test_an_error_is_raised_at_its_turn_and_nothing_after_it_is_delivered(pool: WorkerPool, threads: int) -> None:
    got: list[int] = []

    def work(number: int) -> int:
        if number == 7:
            raise OSError("seven")
        return number

    pipeline = Pipeline(threads=threads, pool=pool)
    with pytest.raises(OSError, match="seven"):
        for number in range(20):
            pipeline.submit(work, number, cost_bytes=1, deliver=got.append)
        pipeline.drain()
    assert got == list(range(7))


def test_an_error_leaves_nothing_running_or_queued(pool: WorkerPool) -> None:
    running = threading.Event()
    release = threading.Event()
    calls: list[str] = []

    def slow() -> None:
        running.set()
        release.wait(10)
        calls.append("slow")

    def fail() -> None:
        assert running.wait(10)
        release.set()
        raise ValueError("failed")

    pipeline = Pipeline(threads=2, pool=pool)
    pipeline.submit(fail, cost_bytes=1, deliver=_same)
    pipeline.submit(slow, cost_bytes=1, deliver=_same)
    with pytest.raises(ValueError, match="failed"):
        pipeline.drain()
    assert calls == ["slow"]  # it had begun, so the error waited for it
    with pytest.raises(InternalError):
        pipeline.submit(_same, 1, cost_bytes=1, deliver=_same)


def test_an_error_in_a_receiver_closes_the_pipeline(pool: WorkerPool) -> None:
    def deliver(_: object) -> None:
        raise KeyError("receiver")

    pipeline = Pipeline(threads=2, pool=pool)
    pipeline.submit(_same, 1, cost_bytes=1, deliver=deliver)
    with pytest.raises(KeyError):
        pipeline.drain()
    with pytest.raises(InternalError):
        pipeline.drain()


@pytest.mark.parametrize("threads", THREADS)
def test_a_cancelled_job_runs_no_further_task(pool: WorkerPool, threads: int) -> None:
    progress = Progress()
    ran: list[object] = []

    def work(number: int) -> None:
        ran.append(number)
        if number == 3:
            progress.cancel()

    pipeline = Pipeline(progress, threads=threads, pool=pool)
    with pytest.raises(Cancelled):
        for number in range(100):
            pipeline.submit(work, number, cost_bytes=1, deliver=_same)
        pipeline.drain()
    assert len(ran) <= 4 + threads


def test_a_cancel_reaches_a_long_task_and_the_thread_that_waits_for_it(pool: WorkerPool) -> None:
    progress = Progress()
    pipeline = Pipeline(progress, threads=2, pool=pool)
    begun = threading.Event()

    def endless() -> None:
        begun.set()
        while True:
            pipeline.check()

    def cancel() -> None:
        begun.wait(10)
        progress.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    pipeline.submit(endless, cost_bytes=1, deliver=_same)
    with pytest.raises(Cancelled):
        pipeline.drain()
    canceller.join()


def test_leaving_the_block_by_an_exception_drops_what_is_queued(pool: WorkerPool) -> None:
    ran: list[object] = []
    begun = threading.Event()
    release = threading.Event()

    def first() -> None:
        begun.set()
        release.wait(10)

    def leave(pipeline: Pipeline) -> None:
        with pipeline:
            for _ in range(2):
                pipeline.submit(first, cost_bytes=1, deliver=ran.append)
            for number in range(30):
                pipeline.submit(ran.append, number, cost_bytes=1, deliver=_same)
            assert begun.wait(10)
            threading.Timer(0.01, release.set).start()
            raise RuntimeError("out")

    with pytest.raises(RuntimeError, match="out"):
        leave(Pipeline(threads=2, pool=pool))
    assert ran == []


@pytest.mark.parametrize("threads", THREADS)
def test_a_receiver_that_submits_to_its_own_pipeline_is_refused(pool: WorkerPool, threads: int) -> None:
    pipeline = Pipeline(threads=threads, pool=pool)

    def deliver(_: object) -> None:
        pipeline.submit(_same, 1, cost_bytes=1, deliver=_same)

    with pytest.raises(InternalError):
        pipeline.submit(_same, 1, cost_bytes=1, deliver=deliver)
        pipeline.drain()


@pytest.mark.parametrize("threads", THREADS)
def test_a_receiver_may_feed_another_pipeline_of_the_same_pool(pool: WorkerPool, threads: int) -> None:
    got: list[int] = []
    with (
        Pipeline(threads=threads, pool=pool, budget_bytes=100_000) as inner,
        Pipeline(threads=threads, pool=pool, budget_bytes=100_000) as outer,
    ):
        for number in range(100):
            outer.submit(
                _same,
                number,
                cost_bytes=40_000,
                deliver=lambda value: inner.submit(_same, value, cost_bytes=40_000, deliver=got.append),
            )
    assert got == list(range(100))


def test_several_jobs_share_one_pool_and_each_keeps_its_order(pool: WorkerPool) -> None:
    results: dict[str, list[int]] = {}

    def job(name: str) -> None:
        got: list[int] = []
        results[name] = got
        with Pipeline(pool=pool) as pipeline:
            for number in range(200):
                pipeline.submit(_same, number, cost_bytes=1000, deliver=got.append)

    jobs = [threading.Thread(target=job, args=(name,)) for name in "abcd"]
    for thread in jobs:
        thread.start()
    for thread in jobs:
        thread.join()
    assert results == {name: list(range(200)) for name in "abcd"}


def test_a_drained_pipeline_can_be_used_on(pool: WorkerPool) -> None:
    got: list[int] = []
    pipeline = Pipeline(pool=pool)
    for start in (0, 10):
        for number in range(start, start + 10):
            pipeline.submit(_same, number, cost_bytes=1, deliver=got.append)
        pipeline.drain()
        assert got == list(range(start + 10))
    pipeline.close()
    pipeline.close()


def test_the_shared_pool_is_one_and_no_larger_than_the_machine() -> None:
    assert shared_pool() is shared_pool()
    assert Pipeline(threads=10_000).threads == shared_pool().size
    assert Pipeline().threads == shared_pool().size


def test_a_pool_starts_no_thread_before_its_first_task() -> None:
    before = threading.active_count()
    pool = WorkerPool(2)
    assert threading.active_count() == before
    assert pool.submit(_same, 5).result() == 5
    pool.close()
    assert threading.active_count() == before
