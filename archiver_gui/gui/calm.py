"""Keeps Python's garbage collector from stopping the window.

A full collection walks every object there is while no thread can move: half a second for a million entries,
several times while they are being made. They hold no cycles, so there is nothing in them to be found.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_lock = threading.Lock()
_makers = 0

_FREED_AT_ONCE = 2_000  # objects, in about half a millisecond


@contextmanager
def many_objects() -> Iterator[None]:
    """While this is open no collection runs, and later ones leave alone what was made until its end; any thread."""
    global _makers  # noqa: PLW0603 - the collector is the process's one too
    with _lock:
        _makers += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _makers -= 1
            if not _makers:
                gc.freeze()  # whatever is still referred to by nobody goes by its count all the same
                gc.enable()


def let_go(things: list[Any]) -> None:
    """Empty a long list, in a worker: freeing a hundred thousand rows at once would stop every other thread."""
    while things:
        del things[-_FREED_AT_ONCE:]
