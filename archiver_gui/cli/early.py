"""Worker processes that come up while the verb's own modules are imported: both take a tenth of a second."""

from __future__ import annotations

import os
from collections.abc import Sequence

# What workers will be asked for: by the suffix of what is built, "" for all other suffixes; and in reading.
BUILDS = {".zip": "archiver_gui.backends.zip_batch", "": "archiver_gui.backends.tar_batch"}
READS = ("archiver_gui.operations.lot_tasks", "archiver_gui.backends.zip_lots", "archiver_gui.backends.tar_lots")

# More come up when they are called for.
_MOST_WORKERS = 2

# With fewer files, or smaller archives, a job is done before workers are up.
_MANY_FILES = 600
_LARGE_ARCHIVE_BYTES = 2 << 20


def start_workers(arguments: Sequence[str]) -> None:
    """Start them if this command line will most likely need them: a guess, wrong at no other price than time."""
    verb, *words = arguments or ("",)
    modules: tuple[str, ...] = ()
    if any(word.startswith("--threads") for word in words):
        return
    if verb == "create" and _holds_many(words):
        out = next((word for word in words if not word.startswith("-")), "")
        modules = (BUILDS.get(os.path.splitext(out)[1].lower(), BUILDS[""]),)
    elif verb in ("extract", "test") and any(map(_is_large, words)):
        modules = READS
    if not modules:
        return
    from archiver_gui.codecs.pipeline import shared_pool  # most verbs need none of it

    pool = shared_pool()
    if pool.size > 1:
        pool.processes.start(min(pool.size, _MOST_WORKERS), modules)


def _holds_many(paths: Sequence[str]) -> bool:
    """Whether there are many files in these folders; looks at no more than that takes."""
    waiting = [path for path in paths if os.path.isdir(path)]
    count = 0
    while waiting and count < _MANY_FILES:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    count += 1
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    if count >= _MANY_FILES:
                        break
        except OSError:
            continue
    return count >= _MANY_FILES


def _is_large(path: str) -> bool:
    try:
        return os.stat(path).st_size >= _LARGE_ARCHIVE_BYTES
    except OSError:
        return False
