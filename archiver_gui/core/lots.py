"""Runs of entries whose small contents any process can fetch, and what became of them there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import ArchiverError

# A checked content; what is wrong with it; or None, when only the reader itself can have it.
Fetched: TypeAlias = bytes | memoryview | ArchiverError | None
# Of a module, so that other processes find it; one result a content, in order.
Fetch: TypeAlias = Callable[..., Iterable[Fetched]]

# Instead of a size: the process that started the task has to do this one itself.
LEFT = -1


class Lot(ABC):
    """A run of entries in archive order. Used by the thread that reads the archive, while it is open."""

    def __init__(self, fetch: Fetch) -> None:
        self.fetch = fetch
        self.entries: list[Entry] = []
        self.places: list[int] = []  # one an entry: the number of its content, or -1 where there is none to be had
        self.cost_bytes = 0  # of all contents while they are fetched

    @abstractmethod
    def request(self, places: list[int]) -> tuple[Any, ...]:
        """The arguments for `fetch` to get these contents; plain values."""

    @abstractmethod
    def open(self, place: int) -> BinaryIO:
        """One content, here and now, whatever is odd about it."""

    def release(self) -> None:  # noqa: B027  # most have nothing to let go of
        """What was requested has been fetched."""


# What a reader gives: a lot, or an entry of its own that has to be handled at once.
LotItem: TypeAlias = Lot | tuple[Entry, BinaryIO | None]


class LotResult(NamedTuple):
    """What became of the contents of one request."""

    sizes: list[int]  # bytes of each; LEFT where it was not done
    errors: dict[int, Exception]  # by position: why it was not, where there is a reason
    unmarked: str = ""  # why files could not be marked as downloaded
