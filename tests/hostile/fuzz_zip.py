"""Searches for bytes on which the zip reader fails: `python tests/hostile/fuzz_zip.py [CORPUS] [-max_total_time=S]`.

Needs atheris, which is no dependency of the project: see `fuzzing.py`.
"""

from __future__ import annotations

import contextlib

from tests.hostile.fuzzing import fuzz
from tests.hostile.reading import TooMuch, read_zip
from tests.hostile.seeds import seeds


def try_bytes(data: bytes) -> None:
    """Only our own errors may come, and they are told as a verdict; all ways to read it agree."""
    with contextlib.suppress(TooMuch):  # a few kilobytes may hold much, as long as it is handed out in pieces
        read_zip(data)


if __name__ == "__main__":
    fuzz(try_bytes, [seed.data for seed in seeds() if seed.is_zip])
