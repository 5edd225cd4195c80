"""Searches for bytes on which the tar reader or a codec fails or contradicts itself: run as `fuzz_zip.py`."""

from __future__ import annotations

from tests.hostile.fuzzing import fuzz
from tests.hostile.reading import TooMuch, read_tar
from tests.hostile.seeds import seeds


def try_bytes(data: bytes) -> None:
    """Only our own errors may come, and they are told as a verdict.

    A checksum keeps the search from getting anywhere: the sums of plain headers are put right first.
    """
    try:
        read_tar(data)
        read_tar(_with_sums(data))
    except TooMuch:
        pass  # a few kilobytes may hold much, as long as it is handed out in pieces


def _with_sums(data: bytes) -> bytes:
    fixed = bytearray(data)
    for at in range(0, len(fixed) - 511, 512):
        if fixed[at + 257 : at + 262] == b"ustar":
            fixed[at + 148 : at + 156] = b" " * 8
            fixed[at + 148 : at + 156] = b"%06o\0 " % sum(fixed[at : at + 512])
    return bytes(fixed)


if __name__ == "__main__":
    fuzz(try_bytes, [seed.data for seed in seeds() if not seed.is_zip])
