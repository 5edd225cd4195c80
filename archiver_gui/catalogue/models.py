"""The archive row for authors of backends: plain class methods on the catalogue of ARCHIVER_HOME.

The program itself goes through `Catalogue`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Self

from archiver_gui.backends.registry import Registry, formats_of
from archiver_gui.catalogue.home import HomeDatabase, home_catalogue
from archiver_gui.catalogue.rows import ARCHIVE_TABLE, ArchiveRow, GenericMeta, RecipeRow
from archiver_gui.catalogue.store import name_of, place_of
from archiver_gui.core import archives
from archiver_gui.core.errors import UsageError
from archiver_gui.core.formats import match_suffix
from archiver_gui.core.outcome import Outcome
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.settings.options import system_user_name

__all__ = ["CREATED_BY_ROLE_CHOICES", "BuildRecipe", "CompressedArchiveMeta", "GenericMeta", "PurgeAgeError"]

CREATED_BY_ROLE_CHOICES = archives.CREATED_BY_ROLE_CHOICES


class PurgeAgeError(UsageError, ValueError):
    """A purge by age was asked for without an age, or with one below zero."""


class _OfRowOrTable:
    """A method that checks one row when called on it, and every row when called on the class."""

    def __init__(self, check: Callable[[type[CompressedArchiveMeta], CompressedArchiveMeta | None], None]) -> None:
        self._check = check
        self.__doc__ = check.__doc__

    def __get__(self, row: CompressedArchiveMeta | None, table: type[CompressedArchiveMeta]) -> Callable[[], None]:
        return lambda: self._check(table, row)


class BuildRecipe(RecipeRow):
    """What built archives: the `content_object` of those that were built here."""

    class Meta:
        """The table, and where it is."""

        database = HomeDatabase()
        table_name = RecipeRow._meta.table_name  # noqa: SLF001  # what peewee calls so is meant for all


class CompressedArchiveMeta(ArchiveRow):
    """One archive in the catalogue of ARCHIVER_HOME."""

    CREATED_BY_ROLE_CHOICES = CREATED_BY_ROLE_CHOICES

    class Meta:
        """The table, and where it is."""

        database = HomeDatabase()
        table_name = ARCHIVE_TABLE

    @classmethod
    def create_meta(cls, instance: Any, zipfile_backend: Any, user: Any, user_role: str = "") -> Self:
        """Record an archive that was written and closed.

        Sets the backend's `readmode`, asks it for name, path and size, and never looks at the disk.
        A row that stood for the same path before is replaced.

        Args:
            instance: What the archive is for: anything with an `id`, or None.
            zipfile_backend: The backend object that wrote it, of whatever kind.
            user: Who made it; the system's user when None or empty.
            user_role: One of `CREATED_BY_ROLE_CHOICES`.

        Raises:
            UsageError: The role is none of the choices.
            UnknownBackendError: No registered backend bears this `backend_id`.
            BackendStateError: There is no archive.
        """
        zipfile_backend.readmode = True
        row = cls(
            content_object=instance,
            created_by=str(user) if user else system_user_name(),
            created_by_role=user_role,
            archive_name=zipfile_backend.archive_name,
            archive_path=os.fspath(zipfile_backend.archive_path),
            archive_size=zipfile_backend.archive_size(),
            backend_id=zipfile_backend.backend_id,
            full_path=os.path.join(zipfile_backend.get_storage_location(), os.fspath(zipfile_backend.archive_path)),
        )
        if user_role not in dict(CREATED_BY_ROLE_CHOICES):
            raise UsageError(
                f"There is no role “{user_role}”", f"There are: {', '.join(dict(CREATED_BY_ROLE_CHOICES))}."
            )
        row.clean()
        row._complete()
        values = {name: value for name, value in row.__data__.items() if name != "id"}
        made = cls.get_by_id(home_catalogue().upkeep.record(values).id)
        made.remember_content_object(instance)
        return made

    @classmethod
    def delete_compressed_archives_older_than(cls, days: float | None = None, seconds: float | None = None) -> Outcome:
        """Delete file and row of every archive made longer ago than this; days and seconds add up.

        Returns:
            `entries` counts the archives that went; remarks name those that could not.

        Raises:
            PurgeAgeError: Neither is given, or one is below zero.
        """
        if days is None and seconds is None:
            raise PurgeAgeError("How old is not said", "", "Give days, seconds or both.")
        age_s = (days or 0) * 86_400 + (seconds or 0)
        if (days or 0) < 0 or (seconds or 0) < 0:
            raise PurgeAgeError("An age cannot be below zero", f"{age_s} seconds")
        return _purge(RetentionPolicy(older_than_s=age_s))

    @classmethod
    def delete_compressed_archives_marked_as_deleted(cls) -> Outcome:
        """Delete file and row of every archive that is marked for deletion.

        Returns:
            `entries` counts the archives that went; remarks name those that could not.
        """
        return _purge(RetentionPolicy(marked=True))

    @_OfRowOrTable
    def clean(table: type[CompressedArchiveMeta], row: CompressedArchiveMeta | None) -> None:  # noqa: N805
        """Check that a registered backend bears the row's `backend_id`; on the class, of every row.

        Raises:
            UnknownBackendError: None does; it is a KeyError too.
        """
        rows = table.select(table.backend_id).distinct() if row is None else [row]
        for one in rows:
            Registry.get_instance().get(one.backend_id)

    def save(self, force_insert: bool = False, only: Any = None) -> int:
        """As peewee's; what the row does not say about its place follows from what it does."""
        if only is None:
            self._complete()
        return super().save(force_insert, only)

    def _complete(self) -> None:
        """Fill the columns that are ours from those that are fixed."""
        backend_class = Registry.get_instance().classes.get(self.backend_id)
        if not self.full_path and self.archive_path:
            location = backend_class.get_storage_location() if backend_class else ""
            self.full_path = os.path.join(location, self.archive_path)
        if self.path_key is None and self.full_path:
            for name, value in place_of(self.full_path).items():
                setattr(self, name, value)
        if not self.name_key and self.archive_name:
            self.name_key = name_of(self.archive_name)["name_key"]
        if not self.format_id and backend_class is not None:
            formats = formats_of(backend_class)
            match = match_suffix(os.path.basename(self.full_path), formats)
            self.format_id = (match[0] if match else formats[0]).format_id


def _purge(policy: RetentionPolicy) -> Outcome:
    catalogue = home_catalogue()
    return catalogue.purge(catalogue.plan_purge(policy))
