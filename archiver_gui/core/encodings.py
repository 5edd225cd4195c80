"""Which encoding names were written in, where an archive does not say: guessed from all of its names together.

Each candidate is an encoding with a language that was written in it. What the bytes become is held against that
language: letters of its alphabet, case as words have it, one script in a word, frequent characters. Short names
decide little by themselves, and one archive is nearly always written by one system in one encoding.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archiver_gui.core.errors import UsageError
from archiver_gui.core.letters import ALPHABETS, FREQUENT

# As stored: bytes that are not UTF-8 stay what they are (surrogate escapes).
AS_STORED = "bytes"
# What fits all names best, whatever was chosen for this archive before.
GUESS = "guess"

# What the user may choose, with the words for it. Python knows more, which the command line takes too.
CHOICES: tuple[tuple[str, str], ...] = (
    ("cp437", "DOS, Western"),
    ("cp850", "DOS, Western European"),
    ("cp852", "DOS, Central European"),
    ("cp866", "DOS, Cyrillic"),
    ("cp1250", "Windows, Central European"),
    ("cp1251", "Windows, Cyrillic"),
    ("cp1252", "Windows, Western European"),
    ("cp1253", "Windows, Greek"),
    ("cp1254", "Windows, Turkish"),
    ("cp1255", "Windows, Hebrew"),
    ("cp1256", "Windows, Arabic"),
    ("cp874", "Windows, Thai"),
    ("koi8-u", "KOI8, Cyrillic"),
    ("cp932", "Shift-JIS, Japanese"),
    ("euc-jp", "EUC, Japanese"),
    ("gb18030", "GBK, simplified Chinese"),
    ("cp950", "Big5, traditional Chinese"),
    ("cp949", "EUC-KR, Korean"),
)

_LATIN = {"western": ("cp437", "cp850", "cp1252"), "central": ("cp852", "cp1250", "iso8859-2"),
          "turkish": ("cp857", "cp1254"), "baltic": ("cp775", "cp1257")}  # fmt: skip
_OTHER_SCRIPTS = {"cyrillic": ("cp866", "cp1251", "koi8-u"), "greek": ("cp737", "cp1253"),
                  "hebrew": ("cp862", "cp1255"), "arabic": ("cp1256", "cp720"), "thai": ("cp874",)}  # fmt: skip
_EASTERN = {"japanese": ("cp932", "euc-jp"), "chinese": ("gbk",), "taiwanese": ("cp950",), "korean": ("cp949",)}
_SUPERSETS = {"gbk": "gb18030"}

# Names beyond these change nothing any more.
_MAX_SAMPLE_BYTES = 2_048
# No file system holds longer ones; an archive may, at a cost of some 50 µs a byte.
_MAX_PART_BYTES = 1_024
# A better score must be better by this much than what the format itself says, or the candidate before.
_MARGIN = 0.06
_LEAST_SCORE = 0.35
# What most names in the world are in comes first where little decides; what hardly anybody wrote comes last.
_HEADWAY = {
    "cp1252": 0.06,
    "cp437": 0.06,
    "cp850": 0.05,
    "cp775": -0.1,
    "cp1257": -0.1,
    "cp720": -0.1,
    "iso8859-2": -0.02,
}
_WRONG = -2.0
_TYPOGRAPHY = frozenset("–—‘’‚“”„«»°§©®№…·•€™ºª¡¿´、。・「」『』【】《》（）〜～　！？：；，")


@dataclass(frozen=True, slots=True)
class Guess:
    """The encoding that fits best, and how well it does: 1 at most."""

    encoding: str
    score: float
    size_bytes: int  # of what was looked at, ASCII left out


def is_legacy(raw: bytes) -> bool:
    """Whether the bytes are neither ASCII nor UTF-8."""
    if raw.isascii():
        return False
    try:
        raw.decode()
    except UnicodeDecodeError:
        return True
    return False


def check_encoding(name: str) -> str:
    """The name as it is used here.

    Raises:
        UsageError: It is no encoding in which file names are written.
    """
    if name in (AS_STORED, GUESS):
        return name
    ascii_text = bytes(range(32, 127))
    try:
        info = codecs.lookup(name)
        if info._is_text_encoding and ascii_text.decode(name) == ascii_text.decode():  # noqa: SLF001
            return name.lower()
    except (LookupError, ValueError):
        pass
    known = ", ".join(encoding for encoding, _ in CHOICES)
    known = f"{known}, others of Python, {AS_STORED} and {GUESS}"
    raise UsageError(f"“{name}” is no encoding of names", "", f"Known are {known}.")


def decoded(raw: bytes, encoding: str) -> str:
    """The name; bytes that mean nothing in the encoding are surrogate escapes."""
    if encoding == AS_STORED:
        return raw.decode("utf-8", "surrogateescape")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape")


def guess_encoding(names: Iterable[bytes], preferred: str) -> Guess:
    """What the names, none of them ASCII or UTF-8, were most likely written in.

    Args:
        preferred: What the format says, which must be clearly worse to be left.
    """
    sample = list(_sampled(names))
    size_bytes = sum(byte > 127 for raw in sample for byte in raw)
    own_score = max((_score(sample, preferred, language) for language in _languages(preferred)), default=0.0)
    best = Guess(preferred, own_score + _MARGIN, size_bytes)
    for encoding, language in _candidates():
        score = _score(sample, encoding, language) + _HEADWAY.get(encoding, 0.0)
        if score > best.score + 1e-9:
            best = Guess(encoding, score, size_bytes)
    if best.score < _LEAST_SCORE:
        return Guess(preferred, best.score, size_bytes)
    return Guess(_SUPERSETS.get(best.encoding, best.encoding), best.score, size_bytes)


def _sampled(names: Iterable[bytes]) -> Iterator[bytes]:
    left = _MAX_SAMPLE_BYTES
    seen: set[bytes] = set()
    for name in names:
        for part in name.split(b"/"):
            if len(part) <= _MAX_PART_BYTES and not part.isascii() and part not in seen:
                seen.add(part)
                left -= len(part)
                yield part
        if left <= 0:
            return


def _candidates() -> Iterator[tuple[str, str]]:
    for group in (_LATIN, _OTHER_SCRIPTS):
        for family, encodings in group.items():
            yield from ((encoding, language) for encoding in encodings for language in ALPHABETS[family])
    for language, encodings in _EASTERN.items():
        yield from ((encoding, language) for encoding in encodings)


def _languages(encoding: str) -> list[str]:
    return [language for candidate, language in _candidates() if candidate == encoding]


def _score(sample: list[bytes], encoding: str, language: str) -> float:
    """How much the sample looks like the language when read so: 1 at most; `_WRONG` where it cannot be read."""
    total = 0.0
    weight = 0
    for raw in sample:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            return _WRONG
        scores = _eastern_scores(text, language) if language in _EASTERN else _alphabet_scores(text, language)
        for score, size in scores:
            total += score * size
            weight += size
    return total / weight if weight else _WRONG


# ---- alphabets --------------------------------------------------------------------------------------------


def _alphabet_scores(text: str, language: str) -> Iterator[tuple[float, int]]:
    family = next(family for family, languages in ALPHABETS.items() if language in languages)
    letters = ALPHABETS[family][language]
    is_latin = family in _LATIN
    before, run = " ", 0
    for at, char in enumerate(text):
        if char.isascii():
            run = 0
        else:
            after = text[at + 1] if at + 1 < len(text) else " "
            run += 1
            yield _letter_score(char, before, after, letters, run if is_latin else 0), 1
        before = char


def _letter_score(char: str, before: str, after: str, letters: str, latin_run: int) -> float:
    if not char.isalpha() and char not in letters:
        return 0.2 if char in _TYPOGRAPHY else -1.0
    rank = letters.find(char.lower())
    if rank < 0:
        return -0.7
    score = 1.0 - 0.6 * rank / len(letters)
    if char.isupper() and before.isalpha():
        # Capitals stand at the beginning of a word, or all over it.
        score -= 1.2 if before.islower() else 0.8 if after.islower() else 0.2
    if latin_run > 2:  # no language has three such letters in a row
        score -= 1.0
    if not latin_run and _is_latin_letter(before) + _is_latin_letter(after):
        score -= 1.5  # two scripts in one word
    return score


def _is_latin_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


# ---- characters of East Asia -------------------------------------------------------------------------------


def _eastern_scores(text: str, language: str) -> Iterator[tuple[float, int]]:
    frequent = FREQUENT[language]
    for at, char in enumerate(text):
        if char.isascii():
            continue
        code = ord(char)
        score = _character_score(char, code, language, frequent)
        if _is_latin_letter(text[at - 1 : at]) and _is_latin_letter(text[at + 1 : at + 2]):
            score -= 0.5
        yield score, 1 if 0xFF61 <= code <= 0xFF9F or code < 0x100 else 2


def _character_score(char: str, code: int, language: str, frequent: frozenset[str]) -> float:
    if char in frequent:
        return 1.0
    if char in _TYPOGRAPHY:
        return 0.3
    if 0x3041 <= code <= 0x30FF:
        return 0.95 if language == "japanese" else -0.6
    if 0xAC00 <= code <= 0xD7A3:
        return _level(char, "euc-kr", 0.55, -0.8) if language == "korean" else -0.8
    if 0x4E00 <= code <= 0x9FFF:
        return _ideograph_score(char, language)
    if 0xFF01 <= code <= 0xFF5E:
        return 0.3
    return -1.0


# The rows of each standard that hold what is used daily: up to this lead byte, in this encoding.
_DAILY_ROWS = {"japanese": ("euc-jp", 0xCF), "chinese": ("gb2312", 0xD7), "taiwanese": ("big5", 0xC6)}


def _ideograph_score(char: str, language: str) -> float:
    if language == "korean":
        return -0.6
    encoding, last = _DAILY_ROWS[language]
    try:
        lead = char.encode(encoding)[0]
    except UnicodeEncodeError:
        return -0.8
    return 0.45 if lead <= last else -0.5


def _level(char: str, encoding: str, inside: float, outside: float) -> float:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return outside
    return inside
