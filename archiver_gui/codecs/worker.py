"""The worker's side: runs one call after the other for the process that started it.

Spoken to over its standard input and output: each message is its length (8 bytes, little-endian) and a
pickle; requests are `(function, arguments)` with a function of a module, answers `(succeeded, result)`.
It ends when its input does, so that it never outlives the process that started it.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import struct
import sys
from collections.abc import Sequence
from typing import Any

LENGTH = struct.Struct("<Q")

# Written once before the first answer: everything needed could be imported.
READY = b"archiver-worker"

# The parent's end is asked for in pieces no larger than this, whatever a length claims.
_READ_BYTES = 1 << 20

# Tasks make many plain tuples and no cycles worth looking for every 700 of them.
_GC_THRESHOLD = 50_000


# A worker needs the same few MiB over and over: glibc's allocator would give them back and have the system clear
# them anew, which takes a tenth of the time that packing source text does. Other allocators do not look at these.
_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(256 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "MALLOC_TOP_PAD_": str(64 << 20),
}

# Not by -m, where this module would be another one, whose exceptions nobody could read. There is nothing to
# tidy up at the end.
_START = "import os, sys; from archiver_gui.codecs.worker import run; os._exit(run(sys.argv[1:]))"


class RemoteError(Exception):
    """An exception of a task that could not be sent as it was; its text is all that is left of it."""


def run(modules: Sequence[str] = ()) -> int:
    """Serve until the input ends; the exit status.

    Args:
        modules: Imported before the first request, which saves it the time.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all of a terminal; the parent decides
    gc.set_threshold(_GC_THRESHOLD)
    requests, answers = 0, os.dup(1)
    os.dup2(2, 1)  # whatever prints must not get between the answers; nobody reads it
    for module in modules:
        importlib.import_module(module)
    try:
        os.write(answers, READY)
        while (request := receive(requests)) is not None:
            send(answers, _answer(request))
    except (BrokenPipeError, ConnectionResetError):  # the parent is gone, or does not want to know any more
        return 0
    return 0


def _answer(request: bytes | bytearray) -> bytes:
    try:
        function, arguments = pickle.loads(request)  # noqa: S301  # from the process that started this one
        return pickle.dumps((True, function(*arguments)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  # a task ends here; its exception goes on in the parent
        try:
            answer = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
            pickle.loads(answer)  # noqa: S301  # our own: some exceptions can be written and not be read
        except Exception:  # noqa: BLE001  # whatever its class does when it is pickled
            import traceback  # a tenth of a worker's start-up

            text = "".join(traceback.format_exception(error))
            answer = pickle.dumps((False, RemoteError(text)), pickle.HIGHEST_PROTOCOL)
        return answer


def send(handle: int, message: bytes) -> None:
    """Write one message.

    Raises:
        BrokenPipeError: Nobody reads it.
    """
    write_all(handle, LENGTH.pack(len(message)))
    write_all(handle, message)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def receive(handle: int) -> bytearray | None:
    """Read one message; None at the end of the input, also when that is in the middle of one."""
    head = receive_exactly(handle, LENGTH.size)
    return None if head is None else receive_exactly(handle, LENGTH.unpack(head)[0])


def receive_exactly(handle: int, size: int) -> bytearray | None:
    """Read so many bytes; None when the input ends before."""
    data = bytearray()
    while len(data) < size:
        piece = os.read(handle, min(size - len(data), _READ_BYTES))
        if not piece:
            return None
        data += piece
    return data


def command(modules: Sequence[str] = ()) -> tuple[Sequence[str], dict[str, Any]]:
    """What to start, and with which arguments to `subprocess.Popen`, to get a worker like this process.

    Args:
        modules: Those that it imports at once.

    Modules are looked up where this process finds its own, never in the current folder: what is to be
    archived may lie there.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, "--worker", *modules), {"env": {**os.environ, **_MEMORY}}
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    current = os.getcwd()
    paths = dict.fromkeys([here, *(path for path in sys.path if os.path.isabs(path) and path != current)])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **_MEMORY}
    return (sys.executable, "-P", "-S", "-c", _START, *modules), {"env": environment}
