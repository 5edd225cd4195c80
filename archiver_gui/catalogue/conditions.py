"""A `Query` as SQL: conditions on paths and on entries, and terms for the indexes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from archiver_gui.catalogue.paths import KIND_NUMBERS, MAX_EXTENSION, PATH_KEY, TOKEN_DIGITS
from archiver_gui.catalogue.rows import HIDDEN_STATES, SETTLED_STATES
from archiver_gui.core.query import Query
from archiver_gui.core.written import DIGEST_BYTES

# As in the migration that made the index `file_large`.
LARGE_BYTES = 1_000_000

# Entries of an archive that is still being built, or is gone, are not shown. For `archive a`.
VISIBLE = "a.state IN (" + ", ".join(f"'{state.value}'" for state in SETTLED_STATES) + ")"

_HIDDEN = ", ".join(f"'{state.value}'" for state in HIDDEN_STATES)


def shown(archive_id: str) -> str:
    """The same for many numbers of archives, without looking at each: those not shown are few, and have an index."""
    return (
        f"({archive_id} NOT IN (SELECT id FROM archive WHERE state IN ({_HIDDEN}))"  # noqa: S608  # our own constants
        f" AND {archive_id} NOT IN (SELECT archive_id FROM dropped))"
    )


# Three characters make a trigram; a long word needs not all of its own to be found. Each that is asked for is a
# list of paths to go through, while the few that fit by chance are soon told apart.
_TRIGRAM = 3
_MAX_TERMS = 4
_WILDCARDS = re.compile(r"[*?]+")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What has to hold; values are bound by name."""

    path: str  # of `file f` and `dir d`; "" when any path will do
    span_text: str  # of `file_span {s}` or `archive_span {s}`: nothing that is known of all entries speaks against it
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

    def span_as(self, alias: str) -> str:
        """The condition on the bounds of entries that this alias has."""
        return self.span_text.replace("{s}", alias)

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
    if query.means_some_archives:
        entry.append("{e}.archive_id IN (SELECT value FROM json_each(:archives))")
    spans: list[tuple[str, float | None]] = [
        ("largest >=", query.min_size),
        ("smallest <=", query.max_size),
        ("newest >=", None if query.after is None else math.floor(query.after)),
        ("oldest <", query.before),
    ]
    span = [f"{{s}}.{comparison} {bound(value)}" for comparison, value in spans if value is not None]
    if query.kinds:
        span.append(f"{{s}}.kinds & {sum(1 << KIND_NUMBERS[kind] for kind in query.kinds)}")
    return Conditions(" AND ".join(path), " AND ".join(span) or "1", " AND ".join(entry) or "1", values)


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def index_terms(query: Query) -> str:
    """What the trigram index is asked: all of these trigrams; '' when no text is long enough."""
    texts = list(query.words)
    for glob in query.globs:
        texts += _WILDCARDS.split(glob)
    most = max(_MAX_TERMS // max(len(texts), 1), 2)
    trigrams = dict.fromkeys(trigram for text in texts for trigram in _trigrams(text, most))
    return " AND ".join(map(quoted_term, trigrams))


def quoted_term(term: str) -> str:
    """A trigram as the index's language has it."""
    return '"' + term.replace('"', '""') + '"'


def digest_term(digest: str) -> str:
    """What the index of digests is asked for one that begins so."""
    return f'"{digest[:TOKEN_DIGITS]}"' + ("*" if len(digest) < TOKEN_DIGITS else "")


def _trigrams(text: str, most: int) -> list[str]:
    """A few that cover the text; those with digits rather than others, for fewer paths have them."""
    starts = range(len(text) - _TRIGRAM + 1)
    covering = [text[at : at + _TRIGRAM] for at in sorted({*starts[::_TRIGRAM], *starts[-1:]})]
    found = [trigram for trigram in covering if "\0" not in trigram]
    telling = [trigram for trigram in found if any(map(str.isdecimal, trigram))][:most]
    others = [trigram for trigram in found if trigram not in telling]
    room = most - len(telling)
    return telling + (others[:: -(-len(others) // room) or 1] if room else [])


def extension_of(query: Query) -> str:
    """The suffix whose index answers best; '' when text is asked for, or none that is in the index."""
    fitting = [text for text in query.extensions if len(text) <= MAX_EXTENSION]
    return fitting[0] if fitting and not query.words else ""
