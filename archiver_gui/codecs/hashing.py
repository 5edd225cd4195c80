"""Checksums: BLAKE3 for contents, CRC-32 for the formats that carry one.

BLAKE3 is the content hash because it costs a third of SHA-256 on one core and a forged equal is as
hard to make; read-back and verify compare nothing weaker. CRC-32 comes from isal: with libdeflate
the fastest of those measured, four times zlib's, and it combines sums of pieces as well.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias

from blake3 import blake3
from isal import isal_zlib

Buffer: TypeAlias = bytes | bytearray | memoryview

DIGEST_BYTES = 32


class ContentHash(Protocol):
    """What `content_hash` gives: feed it with `update`, ask it for `digest`."""

    def update(self, data: Buffer, /) -> object:
        """Add bytes; releases the GIL on large ones."""

    def digest(self) -> bytes:
        """32 bytes."""


def content_hash(data: Buffer = b"") -> ContentHash:
    """A running BLAKE3 over `data` and what follows."""
    return blake3(data)


def content_digest(data: Buffer) -> bytes:
    """The BLAKE3 of a whole content, 32 bytes."""
    return blake3(data).digest()


def crc32(data: Buffer, value: int = 0) -> int:
    """CRC-32 (IEEE 802.3, as in zip and gzip) of `data`, continuing from `value`."""
    return isal_zlib.crc32(data, value)


def crc32_combine(first: int, second: int, second_size_bytes: int) -> int:
    """The CRC-32 of two pieces joined, from theirs and the length of the second."""
    return isal_zlib.crc32_combine(first, second, second_size_bytes)
