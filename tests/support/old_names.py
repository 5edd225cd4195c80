"""Zip archives as programs wrote them before names were Unicode."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence


def zip_with_names(names: Sequence[bytes], content: bytes = b"hello", made_by_unix: bool = False) -> bytes:
    """An archive whose entries bear exactly these bytes as names, with no word about their encoding."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for number, name in enumerate(names):
            info = zipfile.ZipInfo("x" * (len(name) - 4) + f"{number:04}")
            info.create_system = 3 if made_by_unix else 0
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    data = out.getvalue()
    for number, name in enumerate(names):
        data = data.replace(b"x" * (len(name) - 4) + f"{number:04}".encode(), name)
    return data
