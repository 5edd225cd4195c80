"""A build as the catalogue sees it: written down before bytes move, READY only when all is on disk."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from archiver_gui.catalogue.entries import as_columns, record_entries
from archiver_gui.catalogue.fields import now_utc
from archiver_gui.catalogue.indexing import index_many
from archiver_gui.catalogue.locks import in_use, target_key
from archiver_gui.catalogue.recipes import recipe_columns
from archiver_gui.catalogue.reconcile import is_published, settle, staged_file
from archiver_gui.catalogue.rows import SETTLED_STATES, ArchiveRow
from archiver_gui.catalogue.store import Store, name_of, place_of
from archiver_gui.catalogue.sweeping import sweep
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.entries import WrittenEntry
from archiver_gui.core.errors import CatalogueError, InternalError, from_os_error
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Remark, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.recipes import Recipe, options_as_json
from archiver_gui.storage.base import new_staged_path

# What a row keeps of a build's remarks; the count stays exact.
MAX_REMARKS_STORED = 500


class NotRecordedError(CatalogueError):
    """The archive is published and whole, but the catalogue could not be told; the next start does it."""


class Intent:
    """One build under way. Used by the thread of its job; holds the target's lock from start to end.

    Leaving the block without an exception turns the row READY, if `ready` was not called before.
    Leaving it by one undoes the build: no row is left, unless the archive was published already (then
    its record is finished) or a temporary file could not be removed (then the row is FAILED, and
    every later start tries again).
    """

    def __init__(self, store: Store, options: BuildOptions, wait_s: float, progress: Progress | None) -> None:
        self._store = store
        self._options = options
        self._wait_s = wait_s
        self._progress = progress
        self._stack = contextlib.ExitStack()
        self._started = time.monotonic()
        self._sealed = False
        self._counted: tuple[int, int] | None = None  # entries and their bytes, once they are recorded
        self._hurry = threading.Event()
        self.target = os.path.abspath(options.target)
        # A name for the temporary file or folder, on record before it exists; `staged` tells another.
        self.staged_path = new_staged_path(os.path.dirname(self.target))
        self.id = 0
        self.archive: ArchiveRecord | None = None  # once READY

    def __enter__(self) -> Self:
        """Write the intent.

        Raises:
            RefusedError: Another job works on this target, in this process or another.
            CatalogueError: The catalogue cannot be written; nothing was begun.
        """
        with self._stack:
            key = target_key(self.target)
            if not self._stack.enter_context(self._store.locks.hold(key, self._wait_s, self._progress)):
                raise in_use(self.target)
            self._settle_leftovers(key)
            with self._store.database.writing():
                recipe = recipe_columns(self._store, Recipe.of(self._options))
                self.id = self._store.insert({**self._first_values(), **recipe})
            self._stack = self._stack.pop_all()  # all went well: the lock is kept
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if self.archive is not None:
                return
            if error is None:
                self._close()
                return
            if isinstance(error, NotRecordedError):  # the next start settles it
                return
            try:
                settle(self._store, self.id)
            except CatalogueError as fault:
                # The row stays as it is for the next start; the first error is the one to be told.
                error.add_note(str(fault))

    def _settle_leftovers(self, key: str) -> None:
        with self._store.database.reading():
            rows = self._store.rows(ArchiveRow.path_key == key, ArchiveRow.state.not_in(SETTLED_STATES))
        for row in rows:
            settle(self._store, row.id)

    def _first_values(self) -> dict[str, Any]:
        options = self._options
        return {
            **name_of(os.path.basename(self.target)),
            **place_of(self.target),
            "archive_path": self.target,
            "backend_id": options.backend_id,
            "format_id": options.format_id,
            "level": options.level,
            "created_by": options.user,
            "created_by_role": options.role,
            "options": options_as_json(options),
            "sources": list(options.sources),
            "state": ArchiveState.BUILDING,
            "staged_path": self.staged_path,
            "made_folder": _missing_folder(os.path.dirname(self.target)),
        }

    def _close(self) -> None:
        try:
            if not self._sealed:
                raise InternalError("The build ended without a sealed archive", self.target)
            self.ready()
        except BaseException as error:
            if not isinstance(error, NotRecordedError):
                with contextlib.suppress(CatalogueError):  # the next start settles it
                    settle(self._store, self.id)
            raise

    def staged(self, path: str) -> None:
        """Record where the bytes go until they are published; as early as it is known."""
        if path == self.staged_path:
            return
        self.staged_path = os.path.abspath(path)
        with self._store.database.writing():
            self._update({"staged_path": self.staged_path})

    def record_entries(self, written: Iterable[WrittenEntry], progress: Progress | None = None) -> None:
        """Record what was written while the archive is read back; from another thread than the job's.

        Goes on with tidying up after archives that are gone, and with indexing when much waits for it,
        until it is told to `hurry`.

        Args:
            progress: Only its cancel is looked at.

        Raises:
            CatalogueError: The catalogue cannot be written.
            Cancelled: The user cancelled.
        """
        database = self._store.database
        self._counted = record_entries(database, self.id, [as_columns(written)], progress)
        sweep(database, progress, stop=self._hurry.is_set)
        index_many(database, stop=self._hurry.is_set)

    def hurry(self) -> None:
        """Have `record_entries` do no more than it must."""
        self._hurry.set()

    def sealed(
        self,
        written: Iterable[WrittenEntry],
        *,
        sha256: str = "",
        remarks: Remarks | None = None,
    ) -> None:
        """Record that every byte is on disk under the temporary name, and what was written.

        The entries go in here, unless `record_entries` has recorded them already.

        Args:
            sha256: Of the whole archive, as hex; may come later, with `ready`.
            remarks: What is known so far.

        Raises:
            CatalogueError: The catalogue cannot be written.
        """
        if self._counted is None:
            self._counted = record_entries(self._store.database, self.id, [as_columns(written)], self._progress)
        entries, content_bytes = self._counted
        values: dict[str, Any] = {
            "state": ArchiveState.SEALED,
            # An archive comes to be when its last byte is written, also if recorded days later.
            "created_datetime": now_utc(),
            "recorded_datetime": now_utc(),
            "entry_count": entries,
            "content_bytes": content_bytes,
            "sha256": sha256,
            **_identity(staged_file(self.staged_path, self.target)),
            **verdict_values(remarks),
        }
        with self._store.database.writing():
            self._update(values)
        self._sealed = True

    def ready(self, *, sha256: str = "", remarks: Remarks | None = None, seconds: float | None = None) -> ArchiveRecord:
        """Record that the archive is published, in place of what stood for its path before.

        Args:
            remarks: All of the build; those of `sealed` stay when not given.
            seconds: That the build took; measured from the intent when not given.

        Raises:
            NotRecordedError: The catalogue cannot be written now; the archive itself is whole.
            InternalError: It is not published.
            EnvironmentFault: The archive is gone already.
        """
        with self._store.database.reading():
            row = self._store.row(self.id)
        if row is None or (row.sealed_size is not None and not is_published(row)):
            raise InternalError("The archive was to be recorded before it was published", self.target)
        values = {
            **self._size_values(),
            "build_seconds": time.monotonic() - self._started if seconds is None else seconds,
        }
        if sha256:
            values["sha256"] = sha256
        if remarks is not None or not row.verdict:
            values.update(verdict_values(remarks or Remarks()))
        try:
            with self._store.database.writing():
                self._store.make_ready(self.id, row.path_key, values)
                self.archive = record = self._store.record(self.id)
        except CatalogueError as error:
            self.archive = None
            raise NotRecordedError(
                "The archive is whole, but it could not be recorded",
                f"{error.title}: {error.detail}",
                "It will be recorded when the program starts next.",
                error.code,
            ) from error
        assert record is not None
        return record

    def _size_values(self) -> dict[str, Any]:
        try:
            found = os.stat(self.target)
        except OSError as error:
            raise from_os_error(error, "The archive vanished before it was recorded", self.target) from error
        return {"archive_size": found.st_size, "disk_size": found.st_size, "disk_mtime_ns": found.st_mtime_ns}

    def _update(self, values: dict[str, Any]) -> None:
        if not self._store.update(values, ArchiveRow.id == self.id):
            raise InternalError("The build's row is gone from the catalogue", self.target)


def _identity(staged: str) -> dict[str, Any]:
    try:
        found = os.lstat(staged)
    except OSError:  # a backend that publishes by itself
        return {}
    return {
        "sealed_size": found.st_size,
        "sealed_mtime_ns": found.st_mtime_ns,
        "sealed_inode": str(found.st_ino) if found.st_ino else "",
    }


def verdict_values(remarks: Remarks | None) -> dict[str, Any]:
    """The columns that say how a build went; none when that is not known yet."""
    if remarks is None:
        return {}
    return {
        "verdict": remarks.verdict.value,
        "remark_count": remarks.count,
        "remarks": [
            [remark.entry, remark.kind, remark.text, remark.severe]
            for remark in remarks.as_tuple()[:MAX_REMARKS_STORED]
        ],
    }


def stored_remarks(rows: Iterable[Iterable[Any]]) -> tuple[Remark, ...]:
    """Remarks from a row."""
    return tuple(Remark(str(entry), str(kind), str(text), bool(severe)) for entry, kind, text, severe in rows)


def _missing_folder(folder: str) -> str:
    """The outermost part of this path that is not there yet; '' when all of it is."""
    missing = ""
    while not os.path.lexists(folder):
        missing, folder = folder, os.path.dirname(folder)
    return missing
