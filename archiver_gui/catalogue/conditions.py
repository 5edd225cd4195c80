"""A `Query` as SQL: conditions on paths and on entries, and terms for the indexes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from archiver_gui.catalogue.entries import KIND_NUMBERS, MAX_EXTENSION, PATH_KEY
from archiver_gui.catalogue.rows import HIDDEN_STATES, SETTLED_STATES
from archiver_gui.core.query import Query
from archiver_gui.core.written import DIGEST_BYTES

# As in the migration that made the index `entry_large`.
LARGE_BYTES = 1_000_000

# Entries of an archive that is still being built, or is gone, are not shown. For `archive a`.
VISIBLE = "a.state IN (" + ", ".join(f"'{state.value}'" for state in SETTLED_STATES) + ")"

_HIDDEN = ", ".join(f"'{state.value}'" for state in HIDDEN_STATES)
# The same for many `entry e`, without looking at the archive of each: those not shown are few, and have an index.
SHOWN = (
    f"e.archive_id NOT IN (SELECT id FROM archive WHERE state IN ({_HIDDEN}))"  # noqa: S608  # our own constants
    " AND e.archive_id NOT IN (SELECT archive_id FROM dropped)"
)

# Three characters make a trigram; a long word needs not all of its own to be found.
_TRIGRAM = 3
_MAX_TERMS = 8
_WILDCARDS = re.compile(r"[*?]+")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What has to hold; values are bound by name."""

    path: str  # of `file f` and `dir d`; "" when any path will do
    entry_text: str  # of `entry {e}`
    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Query) -> Conditions:
        """The conditions of a query."""
        return _conditions(query)

    @property
    def entry(self) -> str:
        """The condition on `entry e`."""
        return self.entry_as("e")

    def entry_as(self, alias: str) -> str:
        """The condition on the entry of this alias."""
        return self.entry_text.replace("{e}", alias)


@lru_cache(maxsize=8)
def _conditions(query: Query) -> Conditions:
    values: dict[str, Any] = {}

    def bound(value: Any) -> str:
        name = f"v{len(values)}"
        values[name] = value
        return f":{name}"

    def like(text: str, pattern: str) -> str:
        return rf"{text} LIKE {bound(pattern)} ESCAPE '\'"

    path = [like(PATH_KEY, f"%{_escaped(word)}%") for word in query.words]
    for glob in query.globs:
        pattern = _WILDCARDS.sub(lambda found: found[0].replace("*", "%").replace("?", "_"), _escaped(glob))
        if "/" not in glob:
            path.append(like("COALESCE(f.key, f.name)", pattern))
        else:
            path.append(f"({like(PATH_KEY, pattern)} OR {like(PATH_KEY, '%/' + pattern)})")
    bounds: list[tuple[str, float | None]] = [
        ("size >=", query.min_size),
        ("size <=", query.max_size),
        ("mtime >=", query.after),
        ("mtime <", query.before),
    ]
    entry = [f"{{e}}.{comparison} {bound(value)}" for comparison, value in bounds if value is not None]
    for digest in query.digests:
        low, high = (bytes.fromhex(digest.ljust(2 * DIGEST_BYTES, end)) for end in "0f")
        entry.append(f"{{e}}.hash BETWEEN {bound(low)} AND {bound(high)}")
    if query.kinds:
        entry.append(f"{{e}}.kind IN ({', '.join(str(KIND_NUMBERS[kind]) for kind in sorted(query.kinds))})")
    if query.archives:
        entry.append("{e}.archive_id IN (SELECT value FROM json_each(:archives))")
    return Conditions(" AND ".join(path), " AND ".join(entry) or "1", values)


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def index_terms(query: Query) -> str:
    """What the trigram index is asked: all of these trigrams; '' when no text is long enough."""
    texts = list(query.words)
    for glob in query.globs:
        texts += _WILDCARDS.split(glob)
    trigrams = dict.fromkeys(trigram for text in texts for trigram in _trigrams(text))
    return " AND ".join(map(quoted_term, trigrams))


def quoted_term(term: str) -> str:
    """A trigram as the index's language has it."""
    return '"' + term.replace('"', '""') + '"'


def _trigrams(text: str) -> list[str]:
    found = [text[at : at + _TRIGRAM] for at in range(len(text) - _TRIGRAM + 1) if "\0" not in text[at : at + _TRIGRAM]]
    if len(found) <= _MAX_TERMS:
        return found
    return [found[at * (len(found) - 1) // (_MAX_TERMS - 1)] for at in range(_MAX_TERMS)]


def extension_of(query: Query) -> str:
    """The suffix whose index answers best; '' when text is asked for, or none that is in the index."""
    fitting = [text for text in query.extensions if len(text) <= MAX_EXTENSION]
    return fitting[0] if fitting and not query.words else ""
