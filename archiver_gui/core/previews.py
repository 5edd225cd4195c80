"""What the beginning of a file looks like to a person: text, or bytes in rows."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from archiver_gui.core.names import display

MAX_LINES = 1_000
MAX_LINE_CHARS = 1_000  # longer lines are cut: views lay out a line as a whole
_HEX_BYTES = 4_096
_ROW_BYTES = 8
_TAB = 4
# In text other control characters than white space are rare: escape sequences of terminals, form feeds.
_MAX_CONTROL_SHARE = 0.1
_WHITE = frozenset(b"\t\n\r\f\x1b")
# Source: Unicode 16, chapter 23.8. UTF-32 first, for its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first bytes of an entry; `whole` when there are no others."""

    data: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class TextPreview:
    """Lines of plain text without any control character but the ends of lines; `whole` when nothing was cut."""

    text: str
    encoding: str  # as people write it: "UTF-8"; "" where some of it is not text in any that we know
    whole: bool


def as_text(beginning: Beginning) -> TextPreview | None:
    """The text that a file begins with; None where it is none."""
    data, encoding = beginning.data, "utf-8"
    for mark, marked in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], marked
            break
    else:
        controls = sum(byte < 32 and byte not in _WHITE for byte in data)
        if b"\0" in data or controls > _MAX_CONTROL_SHARE * len(data):
            return None
    try:
        text, known = codecs.getincrementaldecoder(encoding)().decode(data, beginning.whole), True
    except UnicodeDecodeError:
        text, known = data.decode(encoding, "replace"), False
    lines = text.splitlines()
    shown = [_line(line) for line in lines[:MAX_LINES]]
    whole = beginning.whole and len(lines) <= MAX_LINES and all(len(line) <= MAX_LINE_CHARS for line in lines)
    return TextPreview("\n".join(shown), encoding.upper() if known else "", whole)


def _line(line: str) -> str:
    cut = line[:MAX_LINE_CHARS]
    shown = "".join(part if part.isprintable() else display(part) for part in cut.expandtabs(_TAB).split("\r"))
    return shown if len(cut) == len(line) else shown + "…"


def as_rows(data: bytes) -> str:
    """The bytes in rows of eight: where, in hexadecimal digits, as ASCII."""
    rows = []
    for at in range(0, min(len(data), _HEX_BYTES), _ROW_BYTES):
        row = data[at : at + _ROW_BYTES]
        letters = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        rows.append(f"{at:04x} {row.hex(' '):<{3 * _ROW_BYTES}}{letters}")
    return "\n".join(rows)
