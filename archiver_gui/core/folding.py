"""How text is compared in every search: without case, accents and stray bytes."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Text as it is searched: without case, accents and surrogates."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.encode("utf-8", "replace").decode()
