"""Paths that can fit a search, those first whose last archive is the newest.

An index gives them in the order of their numbers. What is known of each block of consecutive numbers together tells
where the newest can be, so that of very many only few are looked at.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archiver_gui.catalogue.conditions import Conditions, shown
from archiver_gui.catalogue.paths import BLOCK_BITS
from archiver_gui.catalogue.watch import Watch

# Paths that an index is asked for at first, and then four times as many each time: most pages are full by then, and
# what goes on costs little more than to have asked for all at once.
_FIRST_NUMBERS = 1_000
# Paths that are looked at one by one, so many at first, and at a time at most.
_FIRST_PATHS, _MOST_PATHS = 200, 4_000
_MORE = 4

Hit = tuple[int, int]  # archive, path
_NOTHING = (-1, -1)
_ALL = 1 << 32  # blocks


@dataclass(frozen=True, slots=True)
class Candidates:
    """The paths that an index gives."""

    watch: Watch
    source: str  # SQL that selects their numbers as `id`
    conditions: Conditions
    values: dict[str, Any]  # bound to all SQL; with `archive` and `file`, the path that ends the page before
    many: bool  # whether to expect more than can be looked at, so that it pays to ask for the highest numbers first

    def newest_first(self) -> Iterator[list[Hit]]:
        """Some at a time, each with the last archive that has it; without those of which no entry can fit."""
        waiting: list[Hit] = []
        most = _FIRST_PATHS
        for numbers, bound in self._by_blocks():
            waiting += self._looked_at(numbers)
            waiting.sort()
            ready = bisect_right(waiting, bound)
            while ready < len(waiting):
                part = waiting[max(ready, len(waiting) - most) :]
                del waiting[-len(part) :]
                yield part[::-1]
                most = min(most * _MORE, _MOST_PATHS)

    def _by_blocks(self) -> Iterator[tuple[list[int], Hit]]:
        """Numbers of paths, and the bound beyond which none of those is that are still to come."""
        numbers: list[int] = []
        blocks: list[Hit] = []  # the newest archive of each, and its number; the last one comes next
        most = _FIRST_PATHS
        for more, low, high in self._ranges():
            if low == 0 and len(more) < _FIRST_NUMBERS and not blocks:
                yield more, _NOTHING  # which costs less than to choose among them
                return
            numbers = more + numbers
            found, rest = self._blocks(low, high)
            blocks = sorted(blocks + found)
            while blocks and _top(blocks) > rest:
                taken: list[int] = []
                while len(taken) < most and blocks and _top(blocks) > rest:
                    _, block = blocks.pop()
                    first = bisect_left(numbers, block << BLOCK_BITS)
                    taken += numbers[first : bisect_left(numbers, (block + 1) << BLOCK_BITS, first)]
                yield taken, max(_top(blocks), rest)
                most = min(most * _MORE, _MOST_PATHS)

    def _ranges(self) -> Iterator[tuple[list[int], int, int]]:
        """All numbers, the highest first, for that is where new paths are; in rising order those of whole blocks.

        With the blocks they are of, from the first to before the second; 0 is the last first one.
        """
        if not self.many:
            yield sorted(number for (number,) in self.watch.rows(self.source, self.values)), 0, _ALL
            return
        sql = f"SELECT id FROM ({self.source}) ORDER BY id DESC"  # noqa: S608  # our own text
        high = _ALL
        left: list[int] = []  # of the block that the next part begins with
        for rows in self.watch.parts(sql, self.values, _FIRST_NUMBERS, _MORE):
            part = [number for (number,) in reversed(rows)] + left
            low = (part[0] >> BLOCK_BITS) + 1 if len(rows) >= _FIRST_NUMBERS else 0
            cut = bisect_left(part, low << BLOCK_BITS)
            yield part[cut:], low, high
            left, high = part[:cut], low
        if high > 0:
            yield left, 0, high

    def _blocks(self, low: int, high: int) -> tuple[list[Hit], Hit]:
        """The blocks of a range that can have something that fits; and the bound of those before it."""
        fits = self.conditions.span_as("s")
        values = {**self.values, "low": low, "high": high}
        blocks = self.watch.rows(
            f"SELECT s.last, s.block FROM block_span s WHERE s.block >= :low AND s.block < :high AND {fits}",  # noqa: S608
            values,
        )
        ((last,),) = self.watch.rows(f"SELECT MAX(s.last) FROM block_span s WHERE s.block < :low AND {fits}", values)  # noqa: S608
        return blocks, _NOTHING if last is None else (last, (low << BLOCK_BITS) - 1)

    @property
    def _is_behind(self) -> str:
        """Not what was on the pages before, where that is known without looking closely."""
        if self.conditions.entry != "1":
            return "1"
        return f"(s.last < :archive OR s.last = :archive AND s.file_id < :file OR NOT {shown('s.last')})"

    def _looked_at(self, numbers: list[int]) -> list[Hit]:
        sql = f"""
            SELECT s.last, s.file_id FROM json_each(:numbers) AS candidate
            CROSS JOIN file_span s ON s.file_id = candidate.value
            WHERE {self.conditions.span_as("s")} AND {self._is_behind}
        """  # noqa: S608  # values are bound
        return self.watch.rows(sql, {**self.values, "numbers": json.dumps(numbers)})


def _top(blocks: list[Hit]) -> Hit:
    """The bound of the block that comes next."""
    return (blocks[-1][0], ((blocks[-1][1] + 1) << BLOCK_BITS) - 1) if blocks else _NOTHING
