"""Reads archives from memory by our own readers, as `test` does, and keeps what came out."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO, cast

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.backends.native import ArchiveReader
from archiver_gui.backends.tar_reader import TarReader
from archiver_gui.backends.zip_reader import ZipReader
from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.outcome import Remarks, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.operations.reading import read_through

_PIECE_BYTES = 1 << 18
# What a mutation may blow up to; no seed is longer by far.
_MAX_CONTENT_BYTES = 64 << 20

Contents = dict[str, bytes]


class TooMuch(Exception):
    """More came out than any of these archives could hold."""


def read_zip(data: bytes) -> tuple[Verdict, Contents]:
    """Verdict and contents of a zip: a hash by path, that of the target for links.

    Kinds are left out: nothing in a zip guards them, so that a flipped bit may make a link of a file.
    """
    return _read(ZipReader, data)


def read_tar(data: bytes) -> tuple[Verdict, Contents]:
    """As `read_zip`, for tar of any compression."""
    return _read(TarReader, data)


def _read(make: object, data: bytes) -> tuple[Verdict, Contents]:
    contents: Contents = {}
    remarks = Remarks()

    def keep(entry: Entry, stream: BinaryIO | None) -> None:
        if entry.link_target is not None:
            contents[entry.path] = _hash(entry.link_target.encode("utf-8", "surrogateescape"))
            return
        if stream is None:
            contents[entry.path] = _hash(b"")  # a kind that has no content, like a folder
            return
        digest = hashlib.blake2b(digest_size=16)
        size = 0
        while piece := stream.read(_PIECE_BYTES):
            digest.update(piece)
            size += len(piece)
            if size > _MAX_CONTENT_BYTES:
                raise TooMuch(entry.path)
        contents[entry.path] = digest.digest()

    try:
        reader = cast("ArchiveReader", make(io.BytesIO(data), remarks))  # type: ignore[operator]
        # It is a reader without its backend, which here adds nothing but the file.
        result = read_through(cast("BaseArchiveBackend", reader), Progress(), keep)
    except (DamagedArchiveError, UnsupportedArchiveError):
        return Verdict.FAILED, contents
    return result.outcome().verdict, contents


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
