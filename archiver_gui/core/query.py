"""The search language: one line of text to a `Query`; pure.

`holiday "two words" *.jpg size>10M after:2026-01-01 in:photos kind:file hash:5f3a` — everything has to
hold. Case and accents never matter. What looks like a filter but is none is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from archiver_gui.core.archive_filter import ArchiveFilter
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import UsageError
from archiver_gui.core.folding import fold
from archiver_gui.core.units import parse_size
from archiver_gui.core.written import DIGEST_BYTES

# A token: an optional filter name with its sign, then text in quotes (to the end, while they are open) or bare.
_TOKEN = re.compile(
    r'(?:(?P<key>[A-Za-z]+)(?P<sign>:|[<>]=?|=))?(?:"(?P<quoted>[^"]*)(?:"|\Z)|(?P<bare>[^\s"]+))?', re.DOTALL
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?)?)?\Z")
_KINDS = {kind.value: kind for kind in EntryKind} | {
    "dir": EntryKind.FOLDER,
    "directory": EntryKind.FOLDER,
    "link": EntryKind.SYMLINK,
}
_EXTENSION = re.compile(r"\*\.[^*?/.]+\Z")


@dataclass(frozen=True, slots=True)
class Query:
    """What an entry has to be. Texts are folded; sizes in bytes, times in seconds since the epoch."""

    words: tuple[str, ...] = ()  # each stands somewhere in the path
    globs: tuple[str, ...] = ()  # '*' and '?'; over the name, or over the path's end when there is a '/' in it
    min_size: int | None = None  # inclusive, as all bounds but `before`
    max_size: int | None = None
    after: float | None = None
    before: float | None = None
    archives: tuple[str, ...] = ()  # parts of the archive's name, or '#' and its number
    digests: tuple[str, ...] = ()  # hex, from the start
    kinds: frozenset[EntryKind] = field(default=frozenset())
    only: ArchiveFilter = field(default=ArchiveFilter())  # chosen, not typed: which archives are searched

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return self != Query()

    @property
    def means_some_archives(self) -> bool:
        """Whether not all archives are searched."""
        return bool(self.archives or self.only)

    @property
    def extensions(self) -> tuple[str, ...]:
        """The globs that mean nothing but a suffix, without '*.'."""
        return tuple(glob[2:] for glob in self.globs if _EXTENSION.match(glob))

    @property
    def has_filters(self) -> bool:
        """Whether more than text is asked for."""
        return replace(self, words=(), globs=()) != Query()


def parse_query(text: str, zone: tzinfo | None = None) -> Query:
    """Read one line as a user types it; a filter whose value is still to come is left out.

    Args:
        zone: Of the dates; the system's own when not given.

    Raises:
        UsageError: A filter has a value that is none: a size without a number, an unknown kind …
    """
    reader = _Reader(zone)
    for match in _TOKEN.finditer(text):
        key, sign = (match["key"] or "").lower(), match["sign"] or ""
        value = match["quoted"] if match["quoted"] is not None else match["bare"] or ""
        apply = _FILTERS.get((key, ":" if sign == ":" else sign and "<>"))
        if apply is None:
            reader.read_text((match["key"] or "") + sign + value, quoted=match["quoted"] is not None)
        elif value.strip():
            apply(reader, sign, value.strip())
    return reader.query


class _Reader:
    """Grows a query token by token."""

    def __init__(self, zone: tzinfo | None) -> None:
        self.query = Query()
        self._zone = zone

    def read_text(self, text: str, *, quoted: bool) -> None:
        folded = fold(text)
        if not folded.strip():
            return
        if not quoted and ("*" in folded or "?" in folded):
            self.query = replace(self.query, globs=(*self.query.globs, folded))
        else:
            self.query = replace(self.query, words=(*self.query.words, folded))

    def read_size(self, sign: str, value: str) -> None:
        try:
            size = parse_size(value)
        except ValueError:
            raise UsageError(f"“{value}” is not a size", "", "Write it like size>10M or size<500k.") from None
        low, high = self.query.min_size, self.query.max_size
        if not sign.startswith("<"):
            low = max(low or 0, size + (sign == ">"))
        if not sign.startswith(">"):
            bound = size - (sign == "<")
            high = bound if high is None else min(high, bound)
        self.query = replace(self.query, min_size=low, max_size=high)

    def read_after(self, sign: str, value: str) -> None:
        moment = self._seconds(value)
        after = self.query.after
        self.query = replace(self.query, after=moment if after is None else max(after, moment))

    def read_before(self, sign: str, value: str) -> None:
        moment = self._seconds(value)
        before = self.query.before
        self.query = replace(self.query, before=moment if before is None else min(before, moment))

    def _seconds(self, value: str) -> float:
        match = _DATE.match(value)
        try:
            if match is None:
                raise ValueError(value)
            year, month, day, hour, minute = (int(part) if part else 0 for part in match.groups())
            moment = datetime(year, month or 1, day or 1, hour, minute, tzinfo=self._zone)
            if self._zone is None:
                moment = moment.astimezone()  # a bare date means the reader's own midnight
            return (moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)
        except (ValueError, OverflowError, OSError):
            raise UsageError(
                f"“{value}” is not a date", "", "Write it like before:2026-01-31, after:2026-01 or after:2026."
            ) from None

    def read_archive(self, sign: str, value: str) -> None:
        self.query = replace(self.query, archives=(*self.query.archives, fold(value)))

    def read_digest(self, sign: str, value: str) -> None:
        digits = value.lower()
        if not re.fullmatch(r"[0-9a-f]+", digits):
            raise UsageError(f"“{value}” is not a hash", "", "Write its first hexadecimal digits, like hash:5f3a09.")
        self.query = replace(self.query, digests=(*self.query.digests, digits[: 2 * DIGEST_BYTES]))

    def read_kind(self, sign: str, value: str) -> None:
        for name in value.lower().split(","):
            if name and name not in _KINDS:
                raise UsageError(f"“{name}” is not a kind of entry", "", f"There are: {', '.join(EntryKind)}.")
        kinds = frozenset(_KINDS[name] for name in value.lower().split(",") if name)
        self.query = replace(self.query, kinds=self.query.kinds | kinds)


# The filter's name, and its sign or "<>" for all comparisons.
_FILTERS: dict[tuple[str, str], Callable[[_Reader, str, str], None]] = {
    ("size", "<>"): _Reader.read_size,
    ("size", ":"): _Reader.read_size,
    ("before", ":"): _Reader.read_before,
    ("after", ":"): _Reader.read_after,
    ("in", ":"): _Reader.read_archive,
    ("hash", ":"): _Reader.read_digest,
    ("kind", ":"): _Reader.read_kind,
}
