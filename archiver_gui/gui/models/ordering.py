"""Sorting that lets other threads breathe.

`list.sort` holds the interpreter's lock from its first comparison to its last: 300 ms for a million
names, in which no other thread, the window's included, moves. Slices of a few thousand take 1-2 ms.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from typing import Any, TypeVar

from archiver_gui.core.progress import Progress

T = TypeVar("T")

SLICE = 4_096

_DIGITS = re.compile("[0-9]+")


def natural_key(name: str) -> str:
    """A key by which names stand as people count: 'module_2' before 'module_10', whatever their case."""
    return _DIGITS.sub(_with_length, name.casefold())


def _with_length(digits: re.Match[str]) -> str:
    # Of two numbers the longer is the greater; their lengths go first, as a character among the digits.
    number = digits[0].lstrip("0")
    return f"{chr(ord('0') + len(number))}{number}"


def sorted_gently(
    items: Sequence[T], key: Callable[[T], Any], *, reverse: bool = False, progress: Progress | None = None
) -> list[T]:
    """The items in order, stable as `sorted`; may be cancelled between two slices."""
    runs: list[list[T]] = []
    for start in range(0, len(items), SLICE):
        if progress is not None:
            progress.check()
        runs.append(sorted(items[start : start + SLICE], key=key, reverse=reverse))
    if len(runs) < 2:
        return runs[0] if runs else []
    if _follow_each_other(runs, key, reverse=reverse):
        return list(chain.from_iterable(runs))
    merged: list[T] = []
    for item in heapq.merge(*runs, key=key, reverse=reverse):
        merged.append(item)
        if progress is not None and not len(merged) % SLICE:
            progress.check()
    return merged


def _follow_each_other(runs: list[list[T]], key: Callable[[T], Any], *, reverse: bool) -> bool:
    """Whether the runs are in order as they stand, as in most archives."""
    if reverse:
        return all(not key(first[-1]) < key(second[0]) for first, second in pairwise(runs))
    return all(not key(second[0]) < key(first[-1]) for first, second in pairwise(runs))
