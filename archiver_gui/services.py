"""The composition root: settings, registry, catalogue and operations as one object; no Qt."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable
from typing import Self

from archiver_gui.backends.registry import Registry
from archiver_gui.building import Building
from archiver_gui.catalogue.catalogue import Catalogue, Totals
from archiver_gui.catalogue.purge import PurgePlan
from archiver_gui.core.archive_filter import ArchiveFilter, FilterChoices
from archiver_gui.core.archives import ArchiveLine, ArchiveRecord
from archiver_gui.core.errors import CatalogueError, UsageError
from archiver_gui.core.progress import Progress
from archiver_gui.extraction.journal import StagingJournal
from archiver_gui.memory import CatalogueFile, Found
from archiver_gui.operations.listing import Listing
from archiver_gui.operations.scan import SourceTotals
from archiver_gui.settings.folders import home_folders
from archiver_gui.settings.options import ENABLED_BACKENDS
from archiver_gui.settings.store import Settings

__all__ = ["CatalogueFile", "Found", "Listing", "PurgePlan", "Services", "SourceTotals", "set_backend_enabled"]


class Services(Building):
    """Everything that the window and the command line can do. May be used from any thread."""

    def __init__(
        self,
        settings: Settings,
        registry: Registry,
        catalogue: Catalogue,
        journal: StagingJournal | None = None,
        ending: contextlib.ExitStack | None = None,
    ) -> None:
        super().__init__(settings, registry, catalogue, journal)
        self._ending = ending or contextlib.ExitStack()  # what goes with the services
        self._ending.callback(catalogue.close)
        self._ending.callback(self.close_opened)

    @classmethod
    def open(cls, *, only_to_read: bool = False) -> Self:
        """The services of this user, with the catalogue open and what others left half-done put right.

        Args:
            only_to_read: Archives are to be read, which needs no catalogue: where it cannot be opened,
                an empty one stands in for it, and `problems` says why.

        Raises:
            CatalogueError: The catalogue cannot be opened.
        """
        folder = home_folders().data
        file = CatalogueFile.of_home()
        is_lost = not file.path.exists() and bool(file.copies())
        ending = contextlib.ExitStack()
        problem: CatalogueError | None = None
        try:
            catalogue = Catalogue.open(folder)
        except CatalogueError as error:
            if not only_to_read:
                raise
            problem = error
            try:
                aside = tempfile.TemporaryDirectory(prefix="archiver-", ignore_cleanup_errors=True)
                catalogue = Catalogue.open(ending.enter_context(aside))
            except (CatalogueError, OSError):
                ending.close()
                raise error from None
        services = cls(Settings(), Registry.get_instance(), catalogue, StagingJournal(folder / "extractions"), ending)
        if problem is None and is_lost:
            problem = CatalogueError(
                "The catalogue was missing; a new one was begun",
                str(file.path),
                "“archiver catalogue --copies” lists what can take its place.",
            )
        if problem is not None:
            services.problems.append(problem)
        return services

    def close(self) -> None:
        """Close the catalogue; twice is harmless."""
        self._ending.close()

    # ---- catalogue -------------------------------------------------------------------------------

    def archives(self, text: str = "", limit: int | None = None, *, marked: bool | None = None) -> list[ArchiveRecord]:
        """The catalogued archives whose name contains the text, newest first."""
        return self.catalogue.archives(text=text, marked=marked, limit=limit)

    def archive_lines(self, wanted: ArchiveFilter, progress: Progress | None = None) -> list[ArchiveLine]:
        """The archives that the filter lets through, newest first, for tables of very many.

        Raises:
            Cancelled: The progress was cancelled.
        """
        return self.catalogue.lines.read(wanted, progress)

    def filter_choices(self) -> FilterChoices:
        """What the archives that there are can be filtered by."""
        return self.catalogue.lines.choices()

    def totals(self) -> Totals:
        """How many archives there are, and how large."""
        return self.catalogue.totals()

    def refresh_presence(self) -> int:
        """Bring MISSING and OFFLINE up to date for every archive; how many changed."""
        return self._refresh(None)

    def mark(self, ids: Iterable[int]) -> None:
        """Mark archives as deleted."""
        self.catalogue.mark(list(ids))

    def restore(self, ids: Iterable[int]) -> None:
        """Take the mark back."""
        self.catalogue.restore(list(ids))

    def forget(self, ids: Iterable[int]) -> None:
        """Drop the rows; the files stay."""
        self.catalogue.forget(list(ids))


def set_backend_enabled(registry: Registry, settings: Settings, name: str, *, enable: bool) -> None:
    """Turn a plug-in on or off, for the next start.

    Raises:
        UsageError: There is no plug-in of this name.
    """
    listed = {info.backend_id: info for info in registry.listing(settings)}
    if name not in listed or listed[name].built_in:
        plug_ins = ", ".join(info.backend_id for info in listed.values() if not info.built_in) or "none"
        raise UsageError(f"There is no plug-in backend “{name}”", f"Installed plug-ins: {plug_ins}.")
    others = [known for known in settings.get(ENABLED_BACKENDS) if known != name]
    settings.set(ENABLED_BACKENDS, [*others, name] if enable else others)
