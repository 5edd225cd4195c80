"""Errors, remarks and reasons in the window's language.

The layers below know no Qt and speak English: their texts come as finished sentences, out of worker processes
and out of catalogues that are years old. Here they are known again by their templates, which are the messages
of the context `Core` in the .ts files: "“{1}” is damaged". A text that fits none stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

CONTEXT = "Core"
_VALUE = re.compile(r"\{(\d)\}")
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")
# A name may be made to look like many sentences; nobody reads so many in one line.
_MAX_SENTENCES = 8
_MAX_CHARS = 2_000
_CACHED_TEXTS = 4_096


class _Template(NamedTuple):
    text: str
    start: str  # before its first value
    end: str  # after its last one


class CoreTexts:
    """What the layers below say, by templates; for the window's thread."""

    def __init__(self) -> None:
        self._plain: set[str] = set()
        self._templates: list[_Template] = []
        self.told = lru_cache(_CACHED_TEXTS)(self._told)

    def speak(self, templates: Iterable[str]) -> None:
        """Translate from now on what fits these templates, by the messages of the installed translators."""
        known = set(templates)
        self._plain = {text for text in known if not _VALUE.search(text)}
        # What says most of itself comes first: the least says only that something stands in quotes.
        filled = sorted(known - self._plain, key=lambda text: len(_VALUE.sub("", text)), reverse=True)
        self._templates = [_template(text) for text in filled]
        self.told.cache_clear()

    def _told(self, text: str) -> str:
        """The text in the window's language; what of it is not known stays as it is."""
        if not self._plain or not text or len(text) > _MAX_CHARS:
            return text
        ends = [found.start() for found in islice(_SENTENCE_END.finditer(text), _MAX_SENTENCES)]
        for end in reversed(ends):  # a title, a detail and a hint in one line
            first, rest = self._one(text[:end]), self.told(text[end + 1 :])
            if first and rest != text[end + 1 :]:
                return f"{first} {rest}"
        whole = self._one(text)
        if whole or not ends:
            return whole or text
        first, rest = text[: ends[0]], text[ends[0] + 1 :]
        return f"{self._one(first) or first} {self.told(rest)}"

    def _one(self, text: str) -> str:
        """The translation of a text that is one message; '' where it is none."""
        for one, stop in ((text, ""), (text.removesuffix("."), ".")):
            if one in self._plain:
                return _line(one) + stop
        for template in self._templates:
            for one, stop in ((text, ""), (text.removesuffix("."), ".")):
                if one.startswith(template.start) and one.endswith(template.end):
                    match = _pattern(template.text).fullmatch(one)
                    if match is not None:
                        values = [self.told(value) for value in match.groups()]
                        return _filled(_line(template.text), values) + stop
        return self._joined(text, ": ") or self._joined(text, "” ")

    def _joined(self, text: str, joint: str) -> str:
        """A text and a value, of which only one is known: 'Permission denied: /a/path', '“a.txt” is cut off'."""
        first, joint, rest = text.partition(joint)
        if first in self._plain and joint:
            return f"{_line(first)}{joint}{self.told(rest)}"
        known = rest.removesuffix(".")
        return f"{first}{joint}{_line(known)}{rest[len(known) :]}" if known in self._plain else ""


def _template(text: str) -> _Template:
    pieces = _VALUE.split(text)
    return _Template(text, pieces[0], pieces[-1])


@cache  # when it is first needed: most are never, and all at once take too long for the window's thread
def _pattern(template: str) -> re.Pattern[str]:
    pieces = _VALUE.split(template)  # text and number in turn; numbers rise from 1
    return re.compile("(.*)".join(map(re.escape, pieces[::2])), re.DOTALL)


def _line(template: str) -> str:
    return QCoreApplication.translate(CONTEXT, template)


def _filled(line: str, values: Sequence[str]) -> str:
    return _VALUE.sub(lambda place: values[int(place[1]) - 1], line)


_texts = CoreTexts()
speak = _texts.speak


def told(text: str) -> str:
    """What a layer below says, in the window's language."""
    return _texts.told(text)
