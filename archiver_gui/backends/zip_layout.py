"""What is judged about all entries of a zip together: where they stand, what overlaps, names that are there twice."""

from __future__ import annotations

import operator
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from archiver_gui.core.outcome import Remarks

_STEP = 16_384


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
        if self._is_in_order():
            self.ends = array("q")
            return
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

    def _is_in_order(self) -> bool:
        """Whether each entry stands behind the one before, as in nearly every archive."""
        if not self.starts or self.starts[0] < 0:
            return False
        for at in range(0, len(self.starts), _STEP):  # other threads can run in between
            following = self.starts[at + 1 : at + 1 + _STEP]
            if not all(map(operator.le, self.ends[at : at + _STEP], following)):
                return False
        return True

    def following(self, offset: int, limit: int) -> int:
        """Where the next entry after this offset starts, or `limit`."""
        at = bisect_right(self.starts, offset)
        return min(self.starts[at], limit) if at < len(self.starts) else limit


class Census:
    """Counts the entries of a directory, in its order, and tells what is odd about them together."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._layout = Layout()
        self._seen: set[int] = set()  # hashes take a tenth of the room; 64 bits hardly ever meet by chance

    def add_name(self, path: str) -> None:
        """Tell of it if another entry has this path."""
        name = hash(path)
        if name in self._seen:
            self._remarks.add(path, "duplicate", "Another entry has the same name.")
        self._seen.add(name)

    def add_place(self, start: int, end: int) -> None:
        """Note where an entry stands, at least."""
        self._layout.starts.append(start)
        self._layout.ends.append(end)

    def add_run(self, paths: Sequence[str], starts: array[int], ends: array[int]) -> None:
        """The same for entries that stand side by side in the directory."""
        names = set(map(hash, paths))
        if len(names) == len(paths) and names.isdisjoint(self._seen):
            self._seen |= names
        else:
            for path in paths:
                self.add_name(path)
        self._layout.starts.extend(starts)
        self._layout.ends.extend(ends)

    def judge_places(self) -> None:
        """Tell whether entries share bytes with others; all are there now."""
        self._layout.judge()
        if self._layout.overlapping:
            self._remarks.add("", "overlap", "Some entries share their bytes with others.", severe=True)
