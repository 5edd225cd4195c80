"""The library's own threads, kept at arm's length so that a cancelled job never waits for them.

With several workers, libzstd takes input until its queue is full and then makes the caller wait for a
whole section, which takes seconds at high levels; and freeing the compressor waits for the sections
at work while it holds the GIL. So calls go through a thread of their own, and a compressor that is
dropped in the middle is kept until it is idle.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from typing import TypeAlias

import zstandard

_POLL_S = 0.05

_Outcome: TypeAlias = bytes | zstandard.ZstdError | MemoryError


class ZstdFeed:
    """One compression at work in a thread of its own; one call at a time is under way."""

    def __init__(
        self,
        parameters: zstandard.ZstdCompressionParameters,
        idle_after_s: float,
    ) -> None:
        """Prepare; the thread starts with the first call.

        Workers report progress every 512 KiB; when none is reported for `idle_after_s`, none is at work.
        """
        self._idle_after_s = idle_after_s
        self._compressor = zstandard.ZstdCompressor(compression_params=parameters)
        self._stream = self._compressor.compressobj()
        self._calls: queue.SimpleQueue[Callable[[], bytes] | None] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()
        self._under_way = False
        self._thread: threading.Thread | None = None

    def begin(self, data: bytearray) -> None:
        """Start compressing `data`, which must not change; `result` gives the output."""
        self._start(lambda: self._stream.compress(data))

    def begin_end(self) -> None:
        """Start ending the frame; `result` gives the output."""
        self._start(self._stream.flush)

    def result(self, check: Callable[[], None]) -> bytes:
        """The output of the call under way, none when there is none; `check` may raise meanwhile."""
        if not self._under_way:
            return b""
        while True:
            try:
                outcome = self._outcomes.get(timeout=_POLL_S)
            except queue.Empty:
                check()
                continue
            self._under_way = False
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

    def end(self) -> None:
        """End the thread after its last call; nothing is left at work."""
        if self._thread is not None:
            self._calls.put(None)
            self._thread.join()

    def abandon(self) -> None:
        """Let go at once; the thread waits until the library is idle, frees it, and ends."""
        if self._thread is not None:
            self._calls.put(self._wait_until_idle)
            self._calls.put(None)

    def _start(self, call: Callable[[], bytes]) -> None:
        if self._thread is None:
            # A daemon, so that the process may end while a section of a cancelled job is still at work.
            self._thread = threading.Thread(target=self._serve, name="archiver-zstd", daemon=True)
            self._thread.start()
        self._under_way = True
        self._calls.put(call)

    def _serve(self) -> None:
        while (call := self._calls.get()) is not None:
            try:
                self._outcomes.put(call())
            except zstandard.ZstdError as error:
                self._outcomes.put(MemoryError(str(error)) if "not enough memory" in str(error) else error)
            except MemoryError as error:
                self._outcomes.put(error)

    def _wait_until_idle(self) -> bytes:
        with contextlib.suppress(zstandard.ZstdError):
            changed = time.monotonic()
            before = (0, 0, 0)
            while time.monotonic() - changed < self._idle_after_s:
                now = self._compressor.frame_progression()
                if now[0] == now[1]:
                    break
                if now != before:
                    before, changed = now, time.monotonic()
                time.sleep(_POLL_S)
        return b""
