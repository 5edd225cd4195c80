"""Where the entries of a zip stand: what overlaps, what follows what."""

from __future__ import annotations

from array import array
from bisect import bisect_right

# Sizes are kept in 64 signed bits everywhere else; no file system has more.
MAX_SIZE = (1 << 63) - 1


class Layout:
    """Where the entries stand; complete when every `add` was made."""

    def __init__(self) -> None:
        self._starts = array("Q")
        self._ends = array("Q")
        self._in_order = True
        self.overlapping: frozenset[int] = frozenset()  # starts of entries that share bytes with another

    def add(self, offset: int, end: int) -> None:
        """Note that an entry takes at least these bytes; its local header may be longer than it seems."""
        offset = min(max(0, offset), MAX_SIZE)
        if self._starts and offset < self._starts[-1]:
            self._in_order = False
        self._starts.append(offset)
        self._ends.append(min(max(offset, end), MAX_SIZE))

    def judge(self) -> None:
        """Find out which entries overlap."""
        starts, ends = self._starts, self._ends
        if not self._in_order:
            order = sorted(range(len(starts)), key=starts.__getitem__)
            self._starts = starts = array("Q", [starts[at] for at in order])
            self._ends = ends = array("Q", [ends[at] for at in order])
        found = set()
        furthest = holder = -1
        for start, end in zip(starts, ends, strict=True):
            if start < furthest:
                found.update((start, holder))
            if end > furthest:
                furthest, holder = end, start
        self.overlapping = frozenset(found)

    def following(self, offset: int, limit: int) -> int:
        """Where the next entry after this offset starts, or `limit`."""
        at = bisect_right(self._starts, offset)
        return min(self._starts[at], limit) if at < len(self._starts) else limit
