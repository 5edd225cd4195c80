"""The catalogue as JSON lines: to read elsewhere, to keep, and to bring to another computer.

The first line says what it is. Saved rules, presets and favourites follow, a line each. Each archive is a
line with its columns, followed by one line an entry: `[path, kind, size, time, hash]`. Text is ASCII; names
that are no UTF-8 keep their escapes.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from peewee import FloatField, IntegerField

from archiver_gui.catalogue.entries import PART, record_entries
from archiver_gui.catalogue.exchange_saved import saved_values, take_saved
from archiver_gui.catalogue.fields import JsonField, UtcField
from archiver_gui.catalogue.indexing import index, index_many
from archiver_gui.catalogue.locks import target_key
from archiver_gui.catalogue.paths import KIND_NUMBERS, restored
from archiver_gui.catalogue.presence import presence_of
from archiver_gui.catalogue.recipes import recipe_columns
from archiver_gui.catalogue.reconcile import settle
from archiver_gui.catalogue.rows import NAME_ENCODING, SETTLED_STATES, ArchiveRow, was_built
from archiver_gui.catalogue.store import Store, in_states, name_of, place_of
from archiver_gui.catalogue.watch import watched
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.encodings import check_encoding
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import UsageError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.recipes import Recipe, options_from_json
from archiver_gui.core.written import DIGEST_BYTES, WrittenEntries

_FIRST_LINE = {"archiver_catalogue": 2}
_KNOWN_FIRST_LINES = ({"archiver_catalogue": 1}, _FIRST_LINE)  # 1: without rules and recipes
# What follows from the place, from the disk, or from the process that built it.
_LEFT_OUT = frozenset({
    "id", "state", "path_key", "name_key", "volume", "staged_path", "made_folder",
    "sealed_mtime_ns", "sealed_inode", "sealed_size", "indexed", "trash_path", "content_object_id", "content_type",
})  # fmt: skip
_FIELDS = {
    field.name: field
    for field in ArchiveRow._meta.sorted_fields  # noqa: SLF001  # what peewee calls so is meant for all
    if field.name not in _LEFT_OUT
}
Row = tuple[str, EntryKind, int, float | None, bytes | None]  # path, kind, size, time, digest
_KINDS = {number: kind for kind, number in KIND_NUMBERS.items()}


def export_lines(store: Store, stream: IO[str], progress: Progress) -> int:
    """Write every archive with its entries; how many archives.

    Raises:
        CatalogueError: The catalogue cannot be read.
        OSError: The stream cannot be written.
        Cancelled: Between two lines.
    """
    index(store.database, progress)
    print(json.dumps(_FIRST_LINE), file=stream)
    for value in saved_values(store):
        print(json.dumps(value), file=stream)
    with store.database.reading():
        rows = store.rows(in_states(SETTLED_STATES))
    progress.begin("exporting", len(rows))
    for row in rows:
        progress.current = row.archive_name
        values = {name: field.db_value(getattr(row, name)) for name, field in _FIELDS.items()}
        plain = {name: restored(value) if isinstance(value, bytes) else value for name, value in values.items()}
        print(json.dumps({**plain, "indexed": bool(row.indexed)}, separators=(",", ":")), file=stream)
        for entry in _entries(store, row.id, progress):
            print(json.dumps(entry, separators=(",", ":")), file=stream)
        progress.advance(0, 1)
    return len(rows)


def _entries(store: Store, archive_id: int, progress: Progress) -> Iterator[list[Any]]:
    sql = """
        SELECT d.path, f.name, e.kind, e.size, e.mtime, e.hash, e.seq FROM entry e
        CROSS JOIN file f ON f.id = e.file_id CROSS JOIN dir d ON d.id = f.dir_id
        WHERE e.archive_id = :archive ORDER BY e.seq
    """
    with watched(store.database, progress) as watch:
        found = watch.rows(sql, {"archive": archive_id})
    for folder, name, kind, size, mtime, digest, _ in found:
        path = restored(folder) + restored(name)
        yield [path, _KINDS[kind].value, size, mtime, digest.hex() if digest else None]


def import_lines(store: Store, lines: Iterable[str], progress: Progress, remarks: Remarks) -> list[int]:
    """Take over archives that are not in the catalogue yet, with their entries; their numbers here.

    What is there by its own name or path stays as it is, with a remark.

    Raises:
        UsageError: It is not such a file, or breaks off; archives before that place were taken over.
        CatalogueError: The catalogue cannot be written.
        Cancelled: Between two transactions; as above.
    """
    progress.begin("importing")
    numbered = _Lines(lines)
    if numbered.take() not in _KNOWN_FIRST_LINES:
        raise UsageError("This is not an export of a catalogue", "Its first line does not say so.")
    imported = []
    while (values := numbered.take()) is not None:
        if isinstance(values, dict) and take_saved(store, values, remarks):
            continue
        if not isinstance(values, dict) or not values.get("uuid") or not values.get("full_path"):
            raise numbered.wrong()
        progress.current = str(values.get("archive_name", ""))
        try:
            columns = _columns(values)
        except (TypeError, ValueError, AttributeError):
            raise numbered.wrong() from None
        archive_id = _import_one(store, values, columns, _rows(numbered), progress, remarks)
        if archive_id is None:
            for _ in _rows(numbered):
                progress.check()
        else:
            imported.append(archive_id)
            index_many(store.database, stop=lambda: progress.cancelled)
        progress.advance(0, 1)
    return imported


def take_over(store: Store, rows: Iterable[dict[str, Any]], progress: Progress) -> int:
    """Take over what another catalogue knew, archives without their entries; how many of these.

    What is in this one already stays as it is; what cannot be understood is left out.

    Raises:
        CatalogueError: The catalogue cannot be written.
        Cancelled: Between two archives.
    """
    taken = 0
    for values in rows:
        progress.check()
        try:
            columns = {} if take_saved(store, values, Remarks()) else _columns(values)
        except (TypeError, ValueError, AttributeError):
            continue
        if columns.get("uuid") and columns.get("full_path"):
            unread = {**values, "indexed": 0}
            taken += _import_one(store, unread, columns, iter(()), progress, Remarks()) is not None
    return taken


class _Lines:
    """Values line by line, with the number of the line for errors; one can be looked at before it is taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._number = 0
        self._next: list[Any] = []

    def take(self) -> Any:
        """The next value; None after the last."""
        if self._next:
            return self._next.pop()
        line = next(self._lines, None)
        if line is None:
            return None
        self._number += 1
        try:
            value = json.loads(line)
        except ValueError:
            raise self.wrong() from None
        if value is None:
            raise self.wrong()
        return value

    def give_back(self, value: Any) -> None:
        """Have it taken again."""
        self._next.append(value)

    def wrong(self) -> UsageError:
        """What is said of a line that does not fit."""
        return UsageError("The export is damaged", f"Line {self._number} is not as it was written.")


def _rows(lines: _Lines) -> Iterator[Row]:
    while isinstance(value := lines.take(), list):
        try:
            path, kind, size, mtime, digest = value
            content = bytes.fromhex(digest) if digest else None
            if content is not None and len(content) != DIGEST_BYTES:
                raise ValueError(digest)
            yield str(path), EntryKind(kind), int(size), None if mtime is None else float(mtime), content
        except (TypeError, ValueError):
            raise lines.wrong() from None
    if value is not None:
        lines.give_back(value)


def _batches(rows: Iterator[Row]) -> Iterator[WrittenEntries]:
    while batch := list(itertools.islice(rows, PART)):
        written = WrittenEntries()
        for row in batch:
            written.append(*row)
        yield written


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """The row's values, each of the type that it must have.

    Raises:
        ValueError: One is not; TypeError likewise.
    """
    columns: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        value = values.get(name)
        if value is None:
            continue
        if isinstance(field, IntegerField):
            columns[name] = int(value)
        elif isinstance(field, FloatField):
            columns[name] = float(value)
        elif isinstance(field, UtcField):
            columns[name] = datetime.fromisoformat(value)
        elif isinstance(field, JsonField):
            columns[name] = json.loads(value)
        else:
            columns[name] = str(value)
    _check_lists(columns)
    return columns


def _check_lists(columns: dict[str, Any]) -> None:
    """Check what stands in JSON columns, which every listing relies on."""
    options = columns.get("options", {})
    remarks, damaged = columns.get("remarks", []), columns.get("damaged_entries", [])
    texts = [columns.get("sources", []), options.get("exclude", []), *damaged]
    if not all(isinstance(one, list) for one in (remarks, damaged, *remarks, *texts)):
        raise TypeError("a list")
    if not all(isinstance(one, str) for text in texts for one in text):
        raise TypeError("a text")
    if any(len(remark) != 4 for remark in remarks) or any(len(entry) != 2 for entry in damaged):
        raise ValueError("a remark")
    _ = Recipe.of(options_from_json(options)).digest  # that it can be made
    if NAME_ENCODING in options:
        check_encoding(options[NAME_ENCODING])


def _import_one(
    store: Store,
    values: dict[str, Any],
    columns: dict[str, Any],
    rows: Iterator[Row],
    progress: Progress,
    remarks: Remarks,
) -> int | None:
    path = str(values["full_path"])
    place, name = place_of(path), str(values.get("archive_name", ""))
    place["volume"] = str(values.get("volume") or place["volume"])
    with store.locks.hold(target_key(path)) as held:
        with store.database.reading():
            same = (ArchiveRow.uuid == str(values["uuid"])) | (
                (ArchiveRow.path_key == place["path_key"]) & in_states(SETTLED_STATES)
            )
            known = store.rows(same)
        if known or not held:
            remarks.add(path, "known", "It is in the catalogue already; what is there stays.", minor=True)
            return None
        with store.database.writing():
            options = columns.get("options", {})
            recipe = recipe_columns(store, Recipe.of(options_from_json(options))) if was_built(options) else {}
            archive_id = store.insert({**columns, **place, **name_of(name), **recipe, "state": ArchiveState.BUILDING})
        try:
            first = next(rows, None)
            if first is not None or values.get("indexed"):
                entries = itertools.chain([first] if first else [], rows)
                record_entries(store.database, archive_id, _batches(entries), progress)
            state = presence_of(path, place["volume"]) or ArchiveState.OFFLINE
            with store.database.writing():
                store.make_ready(archive_id, place["path_key"], {})
                store.update({"state": state, "indexed": bool(values.get("indexed"))}, ArchiveRow.id == archive_id)
        except BaseException:
            settle(store, archive_id)
            raise
    return archive_id
