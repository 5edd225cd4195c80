"""Bytes into an open file; long runs of zeros become holes."""

from __future__ import annotations

import os

COPY_BYTES = 1 << 20
_ZEROS = bytes(COPY_BYTES)
_MIN_HOLE_BYTES = 1 << 16  # shorter runs of zeros are not worth a hole in the file


def is_hole(data: bytes | memoryview) -> bool:
    """Whether a piece of at most COPY_BYTES is better left out of the file."""
    return len(data) >= _MIN_HOLE_BYTES and not data[0] and _ZEROS.startswith(bytes(data))


def write_whole(file: int, data: bytes | memoryview) -> None:
    """Fill a new file."""
    hole = False
    for start in range(0, len(data), COPY_BYTES):
        piece = data if len(data) <= COPY_BYTES else data[start : start + COPY_BYTES]
        hole = is_hole(piece)
        if hole:
            os.lseek(file, len(piece), os.SEEK_CUR)
        else:
            write_all(file, piece)
    if hole:
        os.ftruncate(file, len(data))


def write_all(file: int, data: bytes | memoryview) -> None:
    """Write every byte."""
    written = os.write(file, data)
    while written < len(data):
        written += os.write(file, memoryview(data)[written:])
