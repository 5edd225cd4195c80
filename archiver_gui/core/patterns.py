"""Globs over entry paths: what to extract, what to leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from archiver_gui.core.names import tidy

_STARS = re.compile(r"\*+")


class Patterns:
    """Globs over the whole entry path, compiled once.

    `*` stands for any text, '/' included, `**/` for any folders or none, `?` for one character but '/',
    `[a-z]` and `[!a-z]` for one of a set. A path always matches itself, and a folder that matches
    brings everything below it. No patterns match everything.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        tidied = dict.fromkeys(path for path in map(tidy, patterns) if path)
        self._regex = _compiled(tidied, "", ".*") if tidied or patterns else None

    def match(self, path: str) -> bool:
        """Whether this tidied entry path is meant."""
        return self._regex is None or self._regex.match(path) is not None


class Exclusions:
    """Globs that leave things out: without a '/' over any name on the way, else over the whole path.

    `*` in a name stops at '/'. What is excluded takes everything below it along.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        tidied = dict.fromkeys(path for path in map(tidy, patterns) if path)
        names = [pattern for pattern in tidied if "/" not in pattern]
        paths = [pattern for pattern in tidied if "/" in pattern]
        self._names = _compiled(names, "(?:.*/)?", "[^/]*") if names else None
        self._paths = _compiled(paths, "", ".*") if paths else None

    def __bool__(self) -> bool:
        return self._names is not None or self._paths is not None

    def excludes(self, path: str) -> bool:
        """Whether this tidied entry path is left out."""
        if self._names is not None and self._names.match(path):
            return True
        return self._paths is not None and self._paths.match(path) is not None


@lru_cache(maxsize=8)
def _patterns(patterns: tuple[str, ...]) -> Patterns:
    return Patterns(patterns)


def matches(patterns: tuple[str, ...], path: str) -> bool:
    """Whether one of the globs means this tidied entry path; see `Patterns`."""
    return _patterns(patterns).match(path)


def _compiled(patterns: Sequence[str] | dict[str, None], start: str, star: str) -> re.Pattern[str]:
    choices = [choice for pattern in patterns for choice in (re.escape(pattern), _translated(pattern, star))]
    # With no choice at all ("." or "" was asked for) nothing matches.
    body = "|".join(dict.fromkeys(choices)) or "(?!)"
    return re.compile(f"{start}(?:{body})(?:/.*)?\\Z", re.DOTALL)


def _translated(glob: str, star: str) -> str:
    """The glob as a regular expression that never backtracks over more than its last star."""
    pieces: list[list[str]] = [[]]  # between the stars
    position = 0
    while position < len(glob):
        stars = _STARS.match(glob, position)
        if stars is None:
            text, position = _one(glob, position)
            pieces[-1].append(text)
            continue
        opens_part = position == 0 or glob[position - 1] == "/"
        position = stars.end()
        if opens_part and len(stars[0]) > 1 and glob.startswith("/", position):
            pieces[-1].append("(?:.*?/)??")
            position += 1
        else:
            pieces.append([])
    head, *rest = ("".join(piece) for piece in pieces)
    if not rest:
        return head
    # Between two stars the earliest fit is as good as any: the group may forget the others.
    middle = "".join(f"(?>{star}?{piece})" for piece in rest[:-1])
    return f"{head}{middle}{star}{rest[-1]}"


def _one(glob: str, position: int) -> tuple[str, int]:
    """The expression for one character or set, and where it ends."""
    char = glob[position]
    if char == "?":
        return "[^/]", position + 1
    if char != "[":
        return re.escape(char), position + 1
    start = position + 2 if glob.startswith("!", position + 1) else position + 1
    end = glob.find("]", start + 1)  # a "]" that stands first belongs to the set
    if end < 0:
        return r"\[", position + 1
    members = re.sub(r"([\\\[\]^&~|])", r"\\\1", glob[start:end]).replace("--", r"-\-")
    text = f"[{'^' if start == position + 2 else ''}{members}]"
    try:
        re.compile(text)
    except re.error:  # a range that runs backwards: taken as it is written
        return re.escape(glob[position : end + 1]), end + 1
    return text, end + 1
