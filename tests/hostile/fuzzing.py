"""What the fuzz targets share. Atheris is installed apart, as nothing else needs it:

    python -m venv fuzzing && fuzzing/bin/pip install -r requirements.lock atheris
    PYTHONPATH=. fuzzing/bin/python tests/hostile/fuzz_zip.py -max_total_time=600

Without a folder for its corpus a target begins with the seeds alone and keeps nothing.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

# A target that takes more of either is a finding. Watched, and in several ways each, it is some 50 times slower.
_LIMITS = ("-timeout=120", "-rss_limit_mb=1200", "-max_len=40000")


def fuzz(target: Callable[[bytes], None], seeds: Sequence[bytes]) -> None:
    """Run one target until it fails or its time is over; never comes back."""
    atheris: Any = importlib.import_module("atheris")
    # By hand, as the modules are imported already.
    for name, module in list(sys.modules.items()):
        if name.startswith("archiver_gui."):
            for value in vars(module).values():
                _instrument(atheris, value, name)
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds):
            (Path(folder) / f"seed{number}").write_bytes(seed)
        atheris.Setup([*sys.argv, *_LIMITS, folder], target)
        atheris.Fuzz()


def _instrument(atheris: Any, value: Any, module: str) -> None:
    if getattr(value, "__module__", "") != module:
        return
    if isinstance(value, type):
        for name, inner in list(vars(value).items()):
            if hasattr(inner, "__code__"):
                setattr(value, name, atheris.instrument_func(inner))
    elif hasattr(value, "__code__"):
        atheris.instrument_func(value)
