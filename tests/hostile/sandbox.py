"""A place where a program may do its worst: what it did to the surroundings is told afterwards.

base/                 what `../..` leads to
  outer/              what `..` leads to, with a file that nobody may link to or change
    x/                the folder to extract to
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

# Absolute names in the cases aim here. All runs on a machine share it, one after the other.
CANARY_FOLDER = Path("/tmp/archive-canary")
_BEYOND_UMASK = 0o022
_SPECIAL_BITS = 0o7000


@dataclass(frozen=True, slots=True)
class Extracted:
    """What lies in the folder afterwards."""

    paths: frozenset[str]  # relative; folders, too
    files: frozenset[str]  # of these, all that are no folders
    size_bytes: int  # on disk, holes not counted
    faults: tuple[str, ...]  # special files, links that lead outside, modes that nobody should get


class Sandbox:
    """One fresh place; remove it with `remove()`.

    Args:
        canary: Watch the folder that absolute names in the cases aim at.
    """

    def __init__(self, base: Path, *, canary: bool = True) -> None:
        self._lock = os.open(f"{CANARY_FOLDER}.lock", os.O_RDWR | os.O_CREAT, 0o600) if canary else None
        if self._lock is not None:
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.base = base
        self.outer = base / "outer"
        self.folder = self.outer / "x"
        self.folder.mkdir(parents=True)
        (self.outer / "outside-secret").write_bytes(b"nobody may touch this\n")
        if canary:
            CANARY_FOLDER.mkdir(exist_ok=True)
            (CANARY_FOLDER / "sentinel").write_bytes(b"untouched\n")
        self._before = self._surroundings()
        self._host_links = os.stat("/etc/hostname").st_nlink

    def escapes(self) -> list[str]:
        """Everything outside the folder that is there, gone or changed since the start."""
        after = self._surroundings()
        found = [f"made {path}" for path in after if path not in self._before]
        found += [f"removed {path}" for path in self._before if path not in after]
        found += [f"changed {path}" for path, facts in self._before.items() if after.get(path, facts) != facts]
        if os.stat("/etc/hostname").st_nlink != self._host_links:
            found.append("linked /etc/hostname")
        return sorted(found)

    def extracted(self) -> Extracted:
        """What lies in the folder, and what of it should not be there."""
        paths, files, faults = set(), set(), []
        size = 0
        root = os.fsencode(self.folder)
        queue = [b""]
        # By descriptors: paths may be longer than the system takes at once.
        while queue:
            below = queue.pop()
            handle = _open_below(root, below)
            try:
                for name in map(os.fsencode, os.listdir(handle)):
                    path = below + b"/" + name if below else name
                    shown = os.fsdecode(path)
                    facts = os.lstat(name, dir_fd=handle)
                    paths.add(shown)
                    size += facts.st_blocks * 512
                    if stat.S_ISDIR(facts.st_mode):
                        queue.append(path)
                    else:
                        files.add(shown)
                    faults += _faults_of(facts, shown)
                    if stat.S_ISLNK(facts.st_mode) and _leads_out(below, os.readlink(name, dir_fd=handle)):
                        faults.append(f"link leads outside: {shown}")
            finally:
                os.close(handle)
        return Extracted(frozenset(paths), frozenset(files), size, tuple(faults))

    def remove(self) -> None:
        """Remove everything, however deep."""
        _remove_deep(self.base)
        if self._lock is not None:
            shutil.rmtree(CANARY_FOLDER, ignore_errors=True)
            os.close(self._lock)

    def _surroundings(self) -> dict[str, tuple[object, ...]]:
        found: dict[str, tuple[object, ...]] = {}
        for root in (self.base, CANARY_FOLDER) if self._lock is not None else (self.base,):
            for place, folders, files in os.walk(root):
                if Path(place) == self.outer:
                    folders.remove("x") if "x" in folders else None
                    found[str(self.folder)] = ("folder", stat.S_IMODE(os.lstat(self.folder).st_mode))
                for name in ("", *folders, *files):
                    path = os.path.join(place, name)
                    found[path] = _facts(path)
        return found


def _facts(path: str) -> tuple[object, ...]:
    facts = os.lstat(path)
    # A folder's own time changes when the folder to extract to is exchanged inside it, which is no harm.
    kind: tuple[object, ...] = (facts.st_mode, facts.st_uid)
    if stat.S_ISREG(facts.st_mode):
        with open(path, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        return (*kind, facts.st_nlink, facts.st_mtime_ns, digest)
    if stat.S_ISLNK(facts.st_mode):
        return (*kind, os.readlink(path))
    return kind


def _faults_of(facts: os.stat_result, shown: str) -> list[str]:
    mode = facts.st_mode
    if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        return [f"special file: {shown}"]
    if stat.S_ISLNK(mode):
        return []
    faults = []
    if mode & _SPECIAL_BITS:
        faults.append(f"mode {stat.S_IMODE(mode):04o}: {shown}")
    if mode & _BEYOND_UMASK:
        faults.append(f"writable by others: {shown}")
    return faults


def _leads_out(folder: bytes, target: bytes) -> bool:
    """By the text alone, which is stricter than what the file system would do."""
    if target.startswith(b"/"):
        return True
    depth = len(folder.split(b"/")) if folder else 0
    for part in target.split(b"/"):
        if part == b"..":
            depth -= 1
            if depth < 0:
                return True
        elif part not in (b"", b"."):
            depth += 1
    return False


def _open_below(root: bytes, path: bytes) -> int:
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    for part in path.split(b"/") if path else ():
        try:
            deeper = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=handle)
        finally:
            os.close(handle)
        handle = deeper
    return handle


def _remove_deep(folder: Path) -> None:
    """`shutil.rmtree` recurses, which ends at a depth that some cases go beyond; rm goes down step by step."""
    subprocess.run(["rm", "-rf", "--", str(folder)], check=True)
