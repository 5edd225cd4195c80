"""The part of the services that builds archives: names, options, and building them again; no Qt."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence

from archiver_gui.backends.registry import formats_of
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import RefusedError, UsageError
from archiver_gui.core.formats import LEVEL_NAMES, ArchiveFormat, foreign_suffix, match_suffix
from archiver_gui.core.names import NUMBERED, check_archive_name, numbered
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.progress import Progress
from archiver_gui.jobs.job import Job
from archiver_gui.keeping import Keeping
from archiver_gui.operations.build import build
from archiver_gui.operations.scan import SourceTotals, measure
from archiver_gui.reading import Reading
from archiver_gui.settings.options import USER_ROLE


class Building(Reading, Keeping):
    """What `Services` does to make archives. May be used from any thread."""

    def formats(self) -> list[ArchiveFormat]:
        """The format table, registry order."""
        return self.registry.formats()

    def suggest_stem(self, sources: Sequence[str]) -> str:
        """A name without suffix: that of the one source, or of the folder that several lie in."""
        if not sources:
            return ""
        first = os.path.abspath(sources[0])
        if len(sources) > 1:
            folder = os.path.dirname(first)
            return os.path.basename(folder) or os.path.basename(first)
        name = os.path.basename(first)
        if os.path.isdir(first):
            return name
        known = match_suffix(name, self.formats())
        return name[: -len(known[1])] if known else os.path.splitext(name)[0]

    def free_name(self, folder: str, stem: str, suffix: str) -> str:
        """The stem, numbered when an archive of that name lies in the folder already."""
        number = 1
        while os.path.lexists(os.path.join(folder, numbered(stem, suffix, number))):
            number += 1
        return numbered(stem, "", number)

    def measure(self, source: str, exclude: tuple[str, ...], progress: Progress) -> SourceTotals:
        """What one source amounts to, with these exclusions."""
        return measure(source, exclude, progress)

    def build_options(
        self,
        *,
        sources: Sequence[str],
        name: str,
        folder: str,
        format_id: str,
        backend_id: str = "",
        level: int | None = None,
        exclude: Sequence[str] = (),
        follow_symlinks: bool = False,
        overwrite: bool = False,
        verify: bool = True,
        reproducible: bool = False,
        threads: int = 0,
        role: str | None = None,
        expected_bytes: int = 0,
    ) -> BuildOptions:
        """Check what the user asked for, and freeze it.

        Args:
            name: File name, with or without the format's suffix.
            folder: Where to; relative to the current directory.

        Raises:
            UsageError: Nothing to archive, an unknown format or level, no name, or one of another kind.
            RefusedError: A name that cannot be used.
        """
        if not sources or not all(sources):
            detail = "A source has an empty name." if sources else ""
            raise UsageError("There is nothing to archive", detail, "Add files or folders first.")
        row = self._format(format_id, backend_id)
        row.check_level(level)
        if not any(name.lower().endswith(suffix) for suffix in row.suffixes):
            if not name.strip():
                check_archive_name(name)
            other = foreign_suffix(name) if row.suffix else ""
            if other:
                raise UsageError(
                    f"“{name}” ends like an archive of another kind",
                    f"{row.format_id} archives end in {row.suffix}.",
                    f"Leave “{other}” out, or put “{row.suffix}” behind it.",
                )
            name += row.suffix
        check_archive_name(name)
        if not folder.strip():
            raise UsageError("There is no folder to save to", "", "Choose one under “Save to”.")
        role = self.settings.get(USER_ROLE) if role is None else USER_ROLE.check(role)
        return BuildOptions(
            sources=tuple(os.path.abspath(source) for source in sources),
            target=os.path.join(os.path.abspath(os.path.expanduser(folder)), name),
            backend_id=row.backend_id,
            format_id=row.format_id,
            level=level,
            exclude=tuple(exclude),
            follow_symlinks=follow_symlinks,
            overwrite=overwrite,
            verify=verify,
            reproducible=reproducible,
            threads=threads,
            user=self.settings.user_name,
            role=role,
            expected_bytes=expected_bytes,
        )

    def _format(self, format_id: str, backend_id: str) -> ArchiveFormat:
        if not backend_id:
            row = self.registry.format(format_id)
        else:
            rows = {row.format_id: row for row in formats_of(self.registry.get(backend_id))}
            if format_id not in rows:
                raise UsageError(
                    f"The backend “{backend_id}” has no format “{format_id}”", f"It has: {', '.join(rows)}."
                )
            row = rows[format_id]
        if not row.writable:
            raise RefusedError(f"{format_id} archives cannot be made here", row.hint)
        return row

    def parse_level(self, text: str, row: ArchiveFormat) -> int | None:
        """A level by its name or as the codec's own number.

        Raises:
            UsageError: It is neither.
        """
        if text in row.levels:
            return row.levels[text]
        if text == "normal":  # what "normal" means to a format without levels
            return None
        try:
            return int(text)
        except ValueError:
            names = [name for name in LEVEL_NAMES if name in row.levels]
            known = f"Its levels are {', '.join(names)}, or a number." if names else "It has no levels."
            raise UsageError(f"{row.format_id} has no level “{text}”", known) from None

    def build(self, options: BuildOptions) -> Job:
        """A job that builds, verifies and records one archive."""
        return Job(
            "create",
            f"Create {os.path.basename(options.target)}",
            options.target,
            lambda progress: build(options, self.registry, self.catalogue, progress),
            request=options,
        )

    def recreate(self, archive_id: int, to: str = "", *, overwrite: bool = False) -> Job:
        """A job that builds an archive again, from what its sources hold now; see `recreate_options`."""
        return self.build(self.recreate_options(archive_id, to, overwrite=overwrite))

    def recreate_options(self, archive_id: int, to: str = "", *, overwrite: bool = False) -> BuildOptions:
        """The options that build an archive again.

        Args:
            to: The new archive, whose suffix may choose another format, or a folder for it. When not given,
                the next free name beside the older archive, or its own with `overwrite`.

        Raises:
            RefusedError: There is no such archive, it was not built here, or its folder is not there.
            UsageError: Its backend or format is not there any more.
        """
        record = self.show(archive_id)
        recipe = self._recipe(record).options
        if record.state is ArchiveState.OFFLINE and not to:  # a folder made there would hide the disk's own
            raise RefusedError(
                f"The folder of “{record.name}” is not there",
                f"The disk may not be connected: {record.folder}",
                "Say where the new archive is to go.",
            )
        folder, name = (to, "") if not to or os.path.isdir(to) else os.path.split(to)
        row = self._format(recipe.format_id, recipe.backend_id)
        if name:
            known = self.registry.format_of_name(name)
            row = known[0] if known and known[0].format_id != row.format_id else row
        else:
            folder = folder or record.folder
            name = record.name if overwrite else self._next_name(folder, record.name)
        options = self.build_options(
            sources=recipe.sources,
            name=name,
            folder=folder or os.curdir,
            format_id=row.format_id,
            backend_id=row.backend_id,
            level=recipe.level if row.format_id == recipe.format_id else None,
            overwrite=overwrite,
            role=recipe.role,
            expected_bytes=record.content_size,
        )
        taken = ("target", "format_id", "backend_id", "level", "overwrite", "user", "expected_bytes")
        return dataclasses.replace(recipe, **{field: getattr(options, field) for field in taken})

    def _next_name(self, folder: str, name: str) -> str:
        known = self.registry.format_of_name(name)
        stem, suffix = (name[: -len(known[1])], name[-len(known[1]) :]) if known else os.path.splitext(name)
        stem = NUMBERED.sub("", stem)
        return self.free_name(folder, stem, suffix) + suffix
