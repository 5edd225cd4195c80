"""List what is in an archive, without decoding more than that takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic

from archiver_gui.backends.opening import open_archive
from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import EntryBlock, Render, Rendered
from archiver_gui.core.entry_table import EntryTable
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.outcome import Remark, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.storage.local import LocalStorage


@dataclass(frozen=True, slots=True)
class Listing:
    """The directory of one archive, in its own order, and how far it can be trusted."""

    path: str
    backend_id: str
    entries: EntryTable
    remarks: tuple[Remark, ...]
    verdict: Verdict
    archive_size: int  # bytes on disk
    name_encoding: str = ""  # what names were taken to be in that do not tell; '' where it was guessed


def list_archive(
    path: str, registry: Registry, progress: Progress, backend_id: str = "", name_encoding: str = ""
) -> Listing:
    """The entries of the archive at this path.

    Raises:
        EnvironmentFault: The file cannot be read.
        UnsupportedArchiveError: It is no archive that can be opened.
        DamagedArchiveError: Not one entry can be listed.
    """
    listing = ListingStream(path, registry, progress, _as_it_is, backend_id, name_encoding)
    entries = EntryTable()
    for block in listing:
        entries.add(block)
        progress.advance(0, len(block.paths))
    size = LocalStorage().size(path)
    return Listing(path, listing.backend_id, entries, listing.remarks, listing.verdict, size, name_encoding)


def _as_it_is(block: EntryBlock) -> EntryBlock:
    return block


class ListingStream(Generic[Rendered]):
    """The directory of one archive as `list_archive` gives it, in blocks and without keeping any of it.

    Iterating, once, gives what `render` makes of each block; `remarks` and `verdict` hold after that.
    """

    def __init__(
        self,
        path: str,
        registry: Registry,
        progress: Progress,
        render: Render[Rendered],
        backend_id: str = "",
        name_encoding: str = "",
    ) -> None:
        """Open the archive.

        Raises:
            EnvironmentFault: The file cannot be read.
            UnsupportedArchiveError: It is no archive that can be opened.
        """
        self._archive = open_archive(path, registry, backend_id, name_encoding)
        self._progress = progress
        self._render = render

    def __iter__(self) -> Iterator[Rendered]:
        """Every block.

        Raises:
            EnvironmentFault: The file cannot be read.
            DamagedArchiveError: Not one entry can be listed.
        """
        self._progress.begin("listing")
        found = False
        try:
            for block in self._archive.blocks(self._render, self._progress):
                found = True
                yield block
        except DamagedArchiveError as error:
            if not found:
                raise
            self._archive.remarks.add("", "damaged", str(error), severe=True)

    @property
    def backend_id(self) -> str:
        """Which backend reads it."""
        return str(self._archive.backend_id)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was odd about the archive."""
        return self._archive.remarks.as_tuple()

    @property
    def verdict(self) -> Verdict:
        """How far the listing can be trusted."""
        return self._archive.remarks.verdict
