"""Paths as the tables hold them: folder and name apart, folded for search, and what is no UTF-8 as its bytes."""

from __future__ import annotations

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.names import tidy

KIND_NUMBERS = {
    EntryKind.FILE: 0,
    EntryKind.FOLDER: 1,
    EntryKind.SYMLINK: 2,
    EntryKind.HARDLINK: 3,
    EntryKind.OTHER: 4,
}
MAX_EXTENSION = 16  # characters; more than that after a dot is no suffix

# Paths whose numbers differ only in so many last bits have a row of bounds together; as in the migration that made it.
BLOCK_BITS = 10

# The folded path of `file f` in `dir d`, but for ASCII in capitals, which LIKE and the index take as it is.
PATH_KEY = "COALESCE(d.key, d.path) || COALESCE(f.key, f.name)"
# As the index has it: the pair lets every two characters begin a trigram.
INDEXED_TEXT = f"{PATH_KEY} || char(1, 1)"

# Of a digest as a word of the index: as many hexadecimal digits. What they find is compared in full.
TOKEN_DIGITS = 16
DIGEST_TOKEN = f"lower(hex(substr({{hash}}, 1, {TOKEN_DIGITS // 2})))"


def split_path(path: str) -> tuple[str, str]:
    """The folder with its final '/', and the name; joined again they are the path."""
    if "//" in path or "./" in path or path.endswith("/"):
        path = tidy(path)
    cut = path.rfind("/") + 1
    return path[:cut], path[cut:]


def stored(text: str) -> str | bytes:
    """Text as the tables hold it: what is no UTF-8 as its bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")
    return text


def restored(value: str | bytes) -> str:
    """The text that was stored."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogateescape")


def extension(key: str) -> str | None:
    """The suffix of a folded name, in lower case, without its dot."""
    _, dot, suffix = key.rpartition(".")
    return suffix.lower() if dot and 0 < len(suffix) <= MAX_EXTENSION else None
