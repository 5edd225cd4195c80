"""Where the entries of a zip stand: what overlaps, what follows what."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable


class Layout:
    """Filled by appending to `starts` and `ends`; of use once `judge` was called.

    An entry takes at least the bytes between the two: its local header may be longer than it seems.
    """

    def __init__(self) -> None:
        self.starts = array("q")  # absolute; in the order of the directory until `judge`, then sorted
        self.ends = array("q")
        self.overlapping: frozenset[int] = frozenset()  # starts of entries that share bytes with another

    def judge(self) -> None:
        """Sort, and find out which entries overlap."""
        pairs: Iterable[tuple[int, int]] = zip(self.starts, self.ends, strict=True)
        ordered = sorted(self.starts)
        if ordered != self.starts.tolist():
            pairs = sorted(pairs)
        found: set[int] = set()
        furthest = holder = -1
        for start, end in pairs:
            if start < furthest:
                found.update((start, holder))
            if end > furthest:
                furthest, holder = end, start
        self.starts, self.ends = array("q", ordered), array("q")
        self.overlapping = frozenset(found)

    def following(self, offset: int, limit: int) -> int:
        """Where the next entry after this offset starts, or `limit`."""
        at = bisect_right(self.starts, offset)
        return min(self.starts[at], limit) if at < len(self.starts) else limit
