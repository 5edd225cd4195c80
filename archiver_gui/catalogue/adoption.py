"""An archive that was made elsewhere, or before entries were recorded, on its way into the catalogue."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from archiver_gui.catalogue.entries import drop, record_entries
from archiver_gui.catalogue.fields import now_utc
from archiver_gui.catalogue.indexing import index_many
from archiver_gui.catalogue.intent import verdict_values
from archiver_gui.catalogue.locks import in_use, target_key
from archiver_gui.catalogue.reconcile import settle
from archiver_gui.catalogue.rows import NAME_ENCODING, SETTLED_STATES, ArchiveRow, was_built
from archiver_gui.catalogue.store import Store, in_states, name_of, place_of
from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.encodings import AS_STORED
from archiver_gui.core.errors import CatalogueError, from_os_error
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.written import WrittenEntries


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedFacts:
    """What reading the archive told."""

    backend_id: str
    format_id: str
    sha256: str
    user: str = ""
    name_encoding: str = ""  # what its names are in that do not tell; '' to guess
    remarks: Remarks


class Adoption:
    """One archive that is there already. Holds its path's lock; used by the thread of its job.

    Killed on the way, a new archive leaves nothing, and one that was known stays so, without entries.
    """

    def __init__(self, store: Store, path: str) -> None:
        self._store = store
        self.path = os.path.abspath(path)
        self._stack = contextlib.ExitStack()
        self._row: ArchiveRow | None = None
        self._found: os.stat_result | None = None

    def __enter__(self) -> Self:
        """Look at the archive and at what is known of it.

        Raises:
            RefusedError: Another job works on it.
            EnvironmentFault: It is not there, or may not be looked at.
            CatalogueError: The catalogue cannot be read.
        """
        key = target_key(self.path)
        with self._stack:
            if not self._stack.enter_context(self._store.locks.hold(key)):
                raise in_use(self.path)
            try:
                self._found = os.stat(self.path)
            except OSError as error:
                raise from_os_error(error, f"“{os.path.basename(self.path)}” could not be opened", self.path) from error
            with self._store.database.reading():
                rows = self._store.rows(ArchiveRow.path_key == key, in_states(SETTLED_STATES))
            self._row = rows[0] if rows else None
            self._stack = self._stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def backend_id(self) -> str:
        """The backend that made it, where that is known; else ''."""
        return self._row.backend_id if self._row else ""

    @property
    def name_encoding(self) -> str:
        """What its names are in that do not tell, where that is known; else ''."""
        options = (self._row.options if self._row else None) or {}
        return str(options.get(NAME_ENCODING) or (AS_STORED if was_built(options) else ""))

    def is_known(self, name_encoding: str) -> bool:
        """Whether it is in the catalogue with all its entries so named, and unchanged by its size and time."""
        row = self._row
        return (
            row is not None
            and bool(row.indexed)
            and self.name_encoding == name_encoding
            and self._is_same_file(row, unknown_time=False)
        )

    @property
    def size(self) -> int:
        """Bytes on disk."""
        assert self._found is not None
        return self._found.st_size

    def _is_same_file(self, row: ArchiveRow, *, unknown_time: bool) -> bool:
        assert self._found is not None
        if row.archive_size != self._found.st_size:
            return False
        return unknown_time if row.disk_mtime_ns is None else row.disk_mtime_ns == self._found.st_mtime_ns

    def is_damaged(self, sha256: str) -> bool:
        """Whether it should be what was recorded, by its size and time, but has other bytes."""
        row = self._row
        return (
            row is not None and bool(row.sha256) and row.sha256 != sha256 and self._is_same_file(row, unknown_time=True)
        )

    def record(self, facts: AdoptedFacts, written: WrittenEntries, progress: Progress | None = None) -> ArchiveRecord:
        """Record it with its entries, in place of what stood for its path before.

        Of an archive that was known, what the user and its build said of it stays.

        Raises:
            CatalogueError: The catalogue cannot be written.
            Cancelled: The user cancelled.
        """
        row = self._row
        values = self._values(facts, written)
        if row is not None and row.sha256 in ("", facts.sha256):
            drop(self._store.database, row.id)
            record_entries(self._store.database, row.id, [written], progress)
            with self._store.database.writing():
                self._store.update({**values, "state": ArchiveState.READY}, ArchiveRow.id == row.id)
                record = self._store.record(row.id)
        else:
            record = self._record_new(facts, values, written, progress)
        assert record is not None
        index_many(self._store.database, stop=lambda: progress is not None and progress.cancelled)
        return record

    def _values(self, facts: AdoptedFacts, written: WrittenEntries) -> dict[str, Any]:
        found = self._found
        assert found is not None
        options = dict((self._row.options if self._row else None) or {})
        if facts.name_encoding:
            options[NAME_ENCODING] = facts.name_encoding
        return {
            "options": options or None,
            "archive_size": found.st_size,
            "disk_size": found.st_size,
            "disk_mtime_ns": found.st_mtime_ns,
            "sha256": facts.sha256,
            "recorded_datetime": now_utc(),
            "entry_count": len(written),
            "content_bytes": written.content_bytes,
        }

    def _record_new(
        self, facts: AdoptedFacts, values: dict[str, Any], written: WrittenEntries, progress: Progress | None
    ) -> ArchiveRecord | None:
        assert self._found is not None
        place = place_of(self.path)
        first = {
            **name_of(os.path.basename(self.path)),
            **place,
            **verdict_values(facts.remarks),
            "archive_path": self.path,
            "backend_id": facts.backend_id,
            "format_id": facts.format_id,
            "created_by": facts.user,
            "created_datetime": datetime.fromtimestamp(self._found.st_mtime, UTC),
            "state": ArchiveState.BUILDING,
        }
        with self._store.database.writing():
            archive_id = self._store.insert(first)
        try:
            record_entries(self._store.database, archive_id, [written], progress)
            with self._store.database.writing():
                self._store.make_ready(archive_id, place["path_key"], values)
                return self._store.record(archive_id)
        except BaseException as error:
            try:
                settle(self._store, archive_id)
            except CatalogueError as fault:  # the next start does it; the first error is the one to be told
                error.add_note(str(fault))
            raise
