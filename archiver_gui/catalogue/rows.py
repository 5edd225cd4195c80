"""The rows as peewee sees them. Queries name their database themselves: several can be open."""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from peewee import AutoField, BareField, BigIntegerField, Field, FloatField, IntegerField, Model, TextField, fn

from archiver_gui.catalogue.fields import JsonField, PathField, UtcField, now_utc
from archiver_gui.core.archives import CREATED_BY_ROLE_CHOICES, ArchiveRecord, ArchiveState
from archiver_gui.core.encodings import AS_STORED

ARCHIVE_TABLE = "archive"

# An archive that exists for the user, on a disk or in a drawer. One path has at most one such row.
SETTLED_STATES = (ArchiveState.READY, ArchiveState.MISSING, ArchiveState.OFFLINE)
# A row that is on its way: finished or undone by the next process when its own has died.
PASSING_STATES = (ArchiveState.BUILDING, ArchiveState.SEALED, ArchiveState.DELETING)
# FAILED rows stand for leftovers on disk that could not be removed yet.
LISTED_STATES = (*SETTLED_STATES, ArchiveState.FAILED)
# Whose entries are not shown. Few, and spelt as in the index `archive_hidden`.
HIDDEN_STATES = (*PASSING_STATES, ArchiveState.FAILED, ArchiveState.TRASHED)

# What `content_type` says of archives that were built here.
RECIPE_TYPE = "archiver_gui.catalogue.models.BuildRecipe"
# Among `options`, where they have it: what the user says of names that do not tell what they are in.
NAME_ENCODING = "name_encoding"


def dotted_name(kind: type) -> str:
    """The dotted name of a class: 'package.module.Class'."""
    return f"{kind.__module__}.{kind.__qualname__}"


def new_uuid() -> str:
    """A random name for a row that, unlike its id, means the same in every catalogue."""
    return uuid.uuid4().hex


class GenericMeta(Model):
    """Abstract: a row that is *for* some other thing that has an `id`, or for nothing."""

    content_type = TextField(default="")
    content_object_id: Field[Any] = BareField(null=True)  # no type: an int stays one, and so does a text

    @property
    def content_object(self) -> Any:
        """The thing itself.

        None when there is none, and when its class is not loaded here or cannot be asked: only classes
        with peewee's `get_or_none` are looked up, and nothing is imported because a row names it.
        """
        if self.content_object_id is None:
            return None
        known = self.__dict__.get("_content_object")
        if known is not None:
            return known
        found = _loaded_class(self.content_type)
        if not (isinstance(found, type) and issubclass(found, Model)):
            return None
        return found.get_or_none(found.id == self.content_object_id)  # type: ignore[attr-defined]  # peewee gives it

    @content_object.setter
    def content_object(self, thing: Any) -> None:
        self.remember_content_object(thing)
        if thing is None:
            self.content_type, self.content_object_id = "", None
        else:
            self.content_type = dotted_name(type(thing))
            self.content_object_id = thing.id if isinstance(thing.id, int | None) else str(thing.id)

    def remember_content_object(self, thing: Any) -> None:
        """Keep at hand what the columns name already."""
        self.__dict__["_content_object"] = thing


def _loaded_class(name: str) -> object:
    module_name, _, rest = name.rpartition(".")
    while module_name:
        found: object = sys.modules.get(module_name)
        if found is not None:
            for part in rest.split("."):
                found = getattr(found, part, None)
            return found
        module_name, _, outer = module_name.rpartition(".")
        rest = f"{outer}.{rest}"
    return None


class ArchiveRow(GenericMeta):
    """One archive. The first block of names is fixed; the rest is ours."""

    id = AutoField()
    created_by: Field[str] = PathField(default="")
    created_by_role = TextField(default="", choices=CREATED_BY_ROLE_CHOICES)
    created_datetime: Field[datetime] = UtcField(default=now_utc)
    deleted_datetime: Field[datetime | None] = UtcField(null=True)  # marked for deletion
    archive_name: Field[str] = PathField()
    archive_path: Field[str] = PathField()
    archive_size = BigIntegerField(default=0)  # bytes
    backend_id = TextField()

    uuid = TextField(default=new_uuid)
    state = TextField(default=ArchiveState.READY.value)
    full_path: Field[str] = PathField(default="")  # absolute
    path_key: Field[str | None] = PathField(null=True)  # see locks.target_key
    name_key = TextField(default="")  # see fold
    volume: Field[str] = PathField(default="")  # the mount point that the archive lies on
    disk_size = BigIntegerField(null=True)  # bytes of the file, where we saw it ourselves
    format_id = TextField(default="")
    level = IntegerField(null=True)
    sha256 = TextField(default="")
    entry_count = BigIntegerField(default=0)
    content_bytes = BigIntegerField(default=0)
    options: Field[dict[str, Any] | None] = JsonField(null=True)  # of its build, see `was_built`; and NAME_ENCODING
    sources: Field[list[str]] = JsonField(default=list)
    verdict = TextField(default="")
    remark_count = IntegerField(default=0)
    remarks: Field[list[list[Any]]] = JsonField(default=list)  # [entry, kind, text, severe], bounded
    build_seconds = FloatField(default=0.0)
    verified_datetime: Field[datetime | None] = UtcField(null=True)
    damage: Field[str] = PathField(default="")  # "" when sound; may name entries
    staged_path: Field[str] = PathField(default="")  # the temporary file of a build under way
    made_folder: Field[str] = PathField(default="")  # the outermost folder that the build had to make
    sealed_mtime_ns = BigIntegerField(null=True)  # with the next two: how to know the sealed file again
    sealed_inode = TextField(default="")
    sealed_size = BigIntegerField(null=True)
    indexed = IntegerField(default=0)  # 1 when all its entries are in the catalogue
    disk_mtime_ns = BigIntegerField(null=True)  # with disk_size: how the file is known again unread
    pinned = IntegerField(default=0)
    recorded_datetime: Field[datetime | None] = UtcField(null=True, default=now_utc)  # when its digest was taken
    damaged_entries: Field[list[list[str]]] = JsonField(default=list)  # [path, what is wrong], bounded
    damaged_count = BigIntegerField(default=0)
    trash_path: Field[str] = PathField(default="")  # of a TRASHED file; "" while it is being moved

    class Meta:
        """The table."""

        table_name = ARCHIVE_TABLE


class RecipeRow(Model):
    """What built archives, or a preset: a recipe without sources. See `core.recipes.Recipe`."""

    id = AutoField()
    name = TextField(default="")
    favourite = IntegerField(default=0)
    sources: Field[list[str]] = JsonField(default=list)
    options: Field[dict[str, Any]] = JsonField(default=dict)  # those that are not as usual
    digest = TextField()
    created_datetime: Field[datetime] = UtcField(default=now_utc)

    class Meta:
        """The table."""

        table_name = "recipe"


class RuleRow(Model):
    """A clean-up rule that was given a name. See `core.retention.RetentionPolicy`."""

    name = TextField(primary_key=True)
    policy: Field[dict[str, Any]] = JsonField()
    created_datetime: Field[datetime] = UtcField(default=now_utc)

    class Meta:
        """The table."""

        table_name = "retention_rule"


def was_built(options: dict[str, Any] | None) -> bool:
    """Whether an archive's options are those of a build here."""
    return bool(options) and "target" in (options or {})


RECORD_COLUMNS = (
    ArchiveRow.id,
    ArchiveRow.archive_name,
    ArchiveRow.full_path,
    ArchiveRow.archive_size,
    ArchiveRow.backend_id,
    ArchiveRow.format_id,
    ArchiveRow.state,
    ArchiveRow.created_datetime,
    ArchiveRow.created_by,
    ArchiveRow.created_by_role,
    ArchiveRow.deleted_datetime,
    ArchiveRow.entry_count,
    ArchiveRow.content_bytes,
    ArchiveRow.uuid,
    ArchiveRow.level,
    ArchiveRow.sha256,
    ArchiveRow.verdict,
    ArchiveRow.remark_count,
    ArchiveRow.build_seconds,
    ArchiveRow.sources,
    ArchiveRow.verified_datetime,
    ArchiveRow.damage,
    ArchiveRow.damaged_count,
    ArchiveRow.damaged_entries,
    ArchiveRow.pinned,
    ArchiveRow.recorded_datetime,
    fn.json_extract(ArchiveRow.options, "$.exclude"),
    ArchiveRow.content_type,
    ArchiveRow.content_object_id,
    fn.json_extract(ArchiveRow.options, f"$.{NAME_ENCODING}"),
    fn.json_type(ArchiveRow.options, "$.target"),
)


_STATES = {state.value: state for state in ArchiveState}  # asked twice as quickly as the enumeration


def records_of(rows: Iterable[tuple[Any, ...]]) -> list[ArchiveRecord]:
    """Values from `RECORD_COLUMNS` as SQLite gives them.

    Converted here and not by peewee, which takes twice as long for a table of 100,000 archives.
    """
    return [
        ArchiveRecord(
            number,
            _text(name),
            _text(path),
            size,
            backend_id,
            format_id,
            _STATES[state],
            datetime.fromisoformat(created),
            _text(created_by),
            role,
            _moment(deleted),
            entries,
            content_size,
            uuid_,
            level,
            sha256,
            verdict,
            remark_count,
            seconds,
            _texts(sources),
            _moment(verified),
            _text(damage),
            damaged_count,
            () if damaged_entries == "[]" else tuple((path, wrong) for path, wrong in json.loads(damaged_entries)),
            bool(pinned),
            _moment(recorded),
            _texts(exclude or "[]"),
            content_object_id if content_type == RECIPE_TYPE else None,
            # What was built here gets back the very names that it had on disk, whatever they are in.
            name_encoding or (AS_STORED if content_type == RECIPE_TYPE or target is not None else ""),
        )
        for (
            number,
            name,
            path,
            size,
            backend_id,
            format_id,
            state,
            created,
            created_by,
            role,
            deleted,
            entries,
            content_size,
            uuid_,
            level,
            sha256,
            verdict,
            remark_count,
            seconds,
            sources,
            verified,
            damage,
            damaged_count,
            damaged_entries,
            pinned,
            recorded,
            exclude,
            content_type,
            content_object_id,
            name_encoding,
            target,
        ) in rows
    ]


@lru_cache(maxsize=1_000)
def _texts(value: str) -> tuple[str, ...]:
    """A list of texts, which the archives of one source have in common."""
    return tuple(json.loads(value))


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else os.fsdecode(value)


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)
