"""Work that gives way to everything else."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")
_LOWEST = 19


def at_low_priority(work: Callable[[], T]) -> T:
    """Do this work in a thread of its own that the system runs when nothing else wants to; wait for it.

    A thread of its own, as a priority that was lowered cannot be raised again without privileges. Where a
    system has no priorities of single threads it runs like any other.

    Raises:
        Exception: What the work raises.
    """
    future: Future[T] = Future()

    def run() -> None:
        if sys.platform == "linux":  # elsewhere this would mean the whole process
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST)
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  # handed to whoever waits
            future.set_exception(error)

    thread = threading.Thread(target=run, name="archiver-low-priority")
    thread.start()
    thread.join()
    return future.result()
