"""Decodes a stream in a thread of its own, a few pieces ahead of whoever reads it."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from typing import TypeAlias

from archiver_gui.codecs.base import CodecReader

# Pieces are about a MiB each.
_MAX_PIECES = 4

_POLL_S = 0.05

_Piece: TypeAlias = bytes | Exception


class OwnPosition:
    """Reads a file from its start, whatever else moves its position."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._at = 0

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        data = os.pread(self._descriptor, size, self._at)
        self._at += len(data)
        return data


class DecodeAhead:
    """As much of a `CodecReader` as a tar needs. `close` it before the file that it reads from."""

    def __init__(self, reader: CodecReader) -> None:
        self._reader = reader
        self._pieces: queue.Queue[_Piece] = queue.Queue(_MAX_PIECES)
        self._last: _Piece | None = None  # how it ended: nothing, or an error, which stays
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="archiver-decoder", daemon=True)
        self._thread.start()

    def read1(self, _size: int = -1, /) -> bytes:
        """The next piece of any length; none at the verified end.

        Raises:
            Exception: As the reader does, every time from then on.
        """
        if self._last is None:
            piece = self._pieces.get()
            if piece and isinstance(piece, bytes):
                return piece
            self._last = piece
        if isinstance(self._last, Exception):
            raise self._last
        return b""

    def close(self) -> None:
        """End the thread; it finishes the piece that it is at."""
        self._closed.set()
        self._thread.join()

    def _run(self) -> None:
        piece: _Piece = b"-"
        while piece and isinstance(piece, bytes) and not self._closed.is_set():
            try:
                piece = self._reader.read1()
            except Exception as error:  # noqa: BLE001  # it goes on in the thread that reads
                piece = error
            while not self._closed.is_set():
                with contextlib.suppress(queue.Full):
                    self._pieces.put(piece, timeout=_POLL_S)
                    break
