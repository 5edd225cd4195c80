"""Columns whose values SQLite cannot hold as they are: raw names, UTC times, JSON."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from peewee import Field

if TYPE_CHECKING:
    _Field: TypeAlias = Field[Any]
else:  # the class itself takes no subscript
    _Field = Field


class PathField(_Field):
    """Paths, and names made from them.

    A name that is not UTF-8 holds surrogate escapes, which no SQLite text can: it is stored as the
    bytes that the system knows, and comes back as it was.
    """

    field_type = "TEXT"

    def db_value(self, value: object) -> object:
        """Text where it is text, else bytes."""
        if value is None:
            return None
        text = os.fsdecode(value) if isinstance(value, bytes | os.PathLike) else str(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            return os.fsencode(text)
        return text

    def python_value(self, value: object) -> object:
        """Always text."""
        return os.fsdecode(value) if isinstance(value, bytes) else value


class UtcField(_Field):
    """A moment as ISO 8601 in UTC, always to the microsecond, so that text order is time order.

    A time without a zone is taken as UTC; what comes out always has the zone.
    """

    field_type = "TEXT"

    def db_value(self, value: object) -> object:
        """Text of 32 characters: 2026-11-22T10:17:26.000000+00:00."""
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        return as_utc(value).isoformat(timespec="microseconds") if isinstance(value, datetime) else value

    def python_value(self, value: object) -> object:
        """A time with its zone."""
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class JsonField(_Field):
    """A value of lists, mappings, texts and numbers; surrogate escapes survive."""

    field_type = "TEXT"

    def db_value(self, value: object) -> object:
        """ASCII text."""
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def python_value(self, value: object) -> object:
        """The value."""
        return json.loads(value) if isinstance(value, str) else value


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one without a zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def now_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)
