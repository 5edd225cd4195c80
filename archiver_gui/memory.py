"""The half of the services that remembers: search, versions, adding archives, tending the catalogue; no Qt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import rescue, salvage
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.rescue import CatalogueCopy
from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.matches import Cursor, EntryMatch, SameContent, SearchPage, SharedContent
from archiver_gui.core.outcome import Outcome, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.query import parse_query
from archiver_gui.jobs.job import Job
from archiver_gui.operations.add import add, archives_beside
from archiver_gui.operations.exchange import export_catalogue, import_catalogue
from archiver_gui.operations.relink import relink
from archiver_gui.settings.folders import home_folders
from archiver_gui.settings.store import Settings


@dataclass(frozen=True, slots=True)
class Found:
    """What one line of text leads to."""

    archives: tuple[ArchiveRecord, ...]  # by their names; with the first page only
    entries: SearchPage


@dataclass(frozen=True, slots=True)
class About:
    """What the catalogue knows of one archive beside its own row."""

    record: ArchiveRecord
    of_recipe: tuple[ArchiveRecord, ...]  # the others that were built from the same sources, newest first


class CatalogueFile:
    """The file that the catalogue is in: what can be done while it is closed, or cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of_home(cls) -> Self:
        """That of this user."""
        return cls(home_folders().catalogue_file)

    def check(self, progress: Progress | None = None) -> list[str]:
        """What is wrong inside, the first few findings; [] when it is whole, or not there yet.

        Raises:
            CatalogueError: It cannot be opened at all.
            Cancelled: The user cancelled.
        """
        return rescue.check(self.path, progress) if self.path.exists() else []

    def copies(self) -> list[CatalogueCopy]:
        """The copies of it, newest first."""
        return rescue.copies_of(self.path)

    def put_back(self, copy: Path | None) -> Path | None:
        """Put a copy in its place, None to begin anew; where the old one was moved to.

        Raises:
            RefusedError: The copy is damaged itself.
            CatalogueError: The files cannot be moved.
        """
        return rescue.put_back(self.path, copy)

    def known_paths(self) -> list[str]:
        """Where archives lie, as far as the file, damaged as it may be, and its copies still tell."""
        return salvage.known_paths(self.path)


class Memory:
    """What `Services` knows of all archives together. May be used from any thread."""

    def __init__(self, settings: Settings, registry: Registry, catalogue: Catalogue) -> None:
        self.settings = settings
        self.registry = registry
        self.catalogue = catalogue

    def search(
        self,
        text: str,
        limit: int = 100,
        cursor: Cursor | None = None,
        progress: Progress | None = None,
        only: ArchiveFilter | None = None,
        index_first: int | None = None,
    ) -> Found:
        """Archives and entries that the text means, newest first; see `core.query` for its language.

        Args:
            limit: Of the archives and of the entries each.
            cursor: Of the page of entries before; None for the first.
            only: Of these archives alone, where they are not all meant; it has no say without a text.
            index_first: How many of the entries recorded last may be indexed first; the page tells when more wait.

        Raises:
            UsageError: A filter has a value that is none.
            Cancelled: The progress was cancelled, at once also in the middle of a query.
        """
        query = parse_query(text)
        archives: list[ArchiveRecord] = []
        if query.words and not query.has_filters and not query.globs and cursor is None:
            archives = self.catalogue.archives(words=query.words, limit=limit)
        if query and only:
            query = replace(query, only=only)
        return Found(tuple(archives), self.catalogue.entries.search(query, limit, cursor, progress, index_first))

    def about(self, archive_id: int, progress: Progress | None = None) -> About:
        """What there is to say of one archive.

        Raises:
            RefusedError: There is none of this id.
        """
        record = self.catalogue.get(archive_id)
        built = [] if record.recipe is None else self.catalogue.recipes.archives_of(record.recipe)
        return About(record, tuple(other for other in built if other.id != archive_id))

    def versions(self, path: str, progress: Progress | None = None) -> list[EntryMatch]:
        """The entries of this path in all archives, newest archive first."""
        return self.catalogue.entries.versions(path, progress=progress)

    def same_content(self, digest: bytes, progress: Progress | None = None) -> list[EntryMatch]:
        """The entries of this content in all archives, newest archive first."""
        return self.catalogue.entries.same_content(digest, progress=progress)

    def others_with(self, archive_path: str, path: str, progress: Progress | None = None) -> int:
        """In how many other archives the content of this entry lies too; 0 where the catalogue does not know it."""
        record = self.catalogue.find_path(archive_path)
        if record is None:
            return 0
        versions = self.catalogue.entries.versions(path, progress=progress)
        digest = next((match.digest for match in versions if match.archive.id == record.id), None)
        if digest is None:
            return 0
        return len({match.archive.id for match in self.same_content(digest, progress)} - {record.id})

    def elsewhere(self, archive_id: int, progress: Progress | None = None) -> list[EntryMatch]:
        """The entries of other archives that have content of this one, newest archive first."""
        return self.catalogue.entries.elsewhere(archive_id, progress=progress)

    def shared(self, archive_id: int, progress: Progress | None = None) -> SharedContent:
        """How much of an archive's content lies in others too."""
        return self.catalogue.entries.shared(archive_id, progress)

    def duplicates(self, limit: int = 100, progress: Progress | None = None) -> list[SameContent]:
        """Contents that lie in several archives, those first of which most could be saved."""
        return self.catalogue.entries.duplicates(limit, progress)

    def add(self, paths: Sequence[str], name_encoding: str = "") -> Job:
        """A job that catalogues archives that are there already, and those in folders; see `operations.add`."""
        named = [os.path.abspath(path) for path in paths]
        title = f"Add {os.path.basename(named[0])}" if len(named) == 1 else f"Add {len(named)} archives"

        def work(progress: Progress) -> Outcome:
            return add(named, self.catalogue, self.registry, self.settings.user_name, progress, name_encoding)

        # Archives that are named are waited for; those in folders are passed over when another job works on them.
        return Job("add", title, named[0] if len(named) == 1 else None, work)

    def add_lost(self, paths: Sequence[str], since: datetime | None, aside: Path | None = None) -> Job:
        """A job that catalogues again what a damaged catalogue knew, and what has come beside it; see `operations.add`.

        What can still be read of the damaged one's rows is kept: archives that are away, marks, pins, what built them.

        Args:
            paths: What was known, gone or not.
            since: Archives beside those that were changed since then may have been known too; None for all.
            aside: The folder that the damaged catalogue was moved to.
        """
        folder = str(self.settings.archives_folder)
        file = CatalogueFile.of_home()

        def work(progress: Progress) -> Outcome:
            progress.begin("importing")
            copies = [copy.path for copy in file.copies()]
            self.catalogue.upkeep.take_over((aside or file.path.parent) / file.path.name, copies, progress)
            wanted = [record.path for record in self.catalogue.upkeep.unread() if record.state is ArchiveState.READY]
            wanted += [path for path in paths if self.catalogue.find_path(path) is None]
            wanted += archives_beside(paths, self.registry, since, progress)
            wanted += [folder] if os.path.isdir(folder) else []
            return add(wanted, self.catalogue, self.registry, self.settings.user_name, progress)

        return Job("add", "Read archives into the catalogue", None, work)

    def add_unread(self) -> Job:
        """A job that reads the entries of archives that an older version recorded without."""

        def work(progress: Progress) -> Outcome:
            paths = [record.path for record in self.catalogue.upkeep.unread()]
            return add(paths, self.catalogue, self.registry, self.settings.user_name, progress)

        return Job("add", "Read entries", None, work)

    def relink(self, paths: Sequence[str]) -> Job:
        """A job that looks in files and folders for archives that were moved; see `operations.relink`."""
        named = [os.path.abspath(path) for path in paths]
        return Job("relink", "Find moved archives", None, lambda progress: relink(named, self.catalogue, progress))

    def export_catalogue(self, path: str) -> Job:
        """A job that writes the catalogue as JSON lines to a new file."""
        target = os.path.abspath(path)
        return Job("export", "Export the catalogue", target, lambda p: export_catalogue(target, self.catalogue, p))

    def import_catalogue(self, path: str) -> Job:
        """A job that takes over archives from an export."""
        source = os.path.abspath(path)
        return Job("import", "Import a catalogue", None, lambda p: import_catalogue(source, self.catalogue, p))

    def tend(self) -> Job:
        """A job for a quiet moment: indexes what was recorded, tidies up after what is gone, and keeps today's copy."""

        def work(progress: Progress) -> Outcome:
            progress.begin("tidying")
            self.catalogue.upkeep.drop_emptied_trash()
            self.catalogue.recipes.sweep()
            self.catalogue.entries.index(progress)
            swept = self.catalogue.entries.sweep(progress)
            copied = self.catalogue.upkeep.keep_daily_copy()
            return Outcome.of(Remarks(), facts={"swept": swept, "copied": copied})

        return Job("tend", "Tend the catalogue", None, work)
