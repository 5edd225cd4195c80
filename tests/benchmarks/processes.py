"""Run a whole process and measure it: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. CPU time and peak memory are those of the process and its children together."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def measure(command: Sequence[str] | str, cwd: Path, environment: dict[str, str]) -> Measured:
    """Run the command (a string goes through the shell, for pipes) to its end.

    Peak memory is that of the largest single process, as the system counts it.

    Raises:
        RuntimeError: It ended with another status than 0 or 1.
    """
    began = time.perf_counter()
    with open(os.devnull, "r+b") as nothing:
        process = subprocess.Popen(
            command,
            shell=isinstance(command, str),
            cwd=cwd,
            env=environment,
            stdin=nothing,
            stdout=nothing,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        complaint = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
    seconds = time.perf_counter() - began
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {process.returncode}: {complaint.decode(errors='replace')[-500:]}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
