"""Names that are neither ASCII nor Unicode, in an archive that does not say what they are in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator

from archiver_gui.core.encodings import AS_STORED, GUESS, Guess, decoded, guess_encoding
from archiver_gui.core.outcome import Remarks

# From here on a guess is hardly ever wrong; below, bytes are rather left alone where a format has no default.
_SURE_BYTES = 4
_SURE_SCORE = 0.6
_BYTES_AGAINST_BYTES = 8  # where leaving them as they are is right on the disk that they came from


class LegacyNames:
    """Decodes them by the encoding that the user chose, or by the one that fits all of them best.

    Args:
        encoding: What the user chose; '' to guess when the first of them is met.
        default: What they are in as far as the format says; `default_is_told` turns false where it says nothing.
        collect: All such names of the archive, the whole of it gone through; called once at most.
    """

    def __init__(
        self, encoding: str, default: str, remarks: Remarks, collect: Callable[[], Generator[bytes, None, None]]
    ) -> None:
        self._encoding = "" if encoding == GUESS else encoding
        self._default = default
        self.default_is_told = True
        self._remarks = remarks
        self._collect = collect

    def decode(self, raw: bytes) -> str:
        """The name; bytes that mean nothing in the encoding are surrogate escapes."""
        if not self._encoding:
            with contextlib.closing(self._collect()) as names:  # which may be broken off, and then tidies up
                guess = guess_encoding(names, self._default)
            self._encoding = self._guessed(guess)
        return decoded(raw, self._encoding)

    def _guessed(self, guess: Guess) -> str:
        is_sure = guess.size_bytes >= _SURE_BYTES and guess.score >= _SURE_SCORE
        if guess.encoding == self._default and self.default_is_told:
            return self._default
        if self._default == AS_STORED and not (is_sure and guess.size_bytes >= _BYTES_AGAINST_BYTES):
            return self._default
        text = f"Its names do not tell their encoding; they were read as {guess.encoding}, which fits them best."
        self._remarks.add("", "names-guessed", text, minor=is_sure)
        return guess.encoding
