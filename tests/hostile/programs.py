"""Archiver and its peers: how each one lists, tests and extracts, and what it says that it can read."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# What the verbs import only when they run is imported here, or else each child would do it anew.
import archiver_gui.backends.builtin
import archiver_gui.operations.extract
import archiver_gui.services  # noqa: F401
from archiver_gui.cli.main import run as run_archiver
from tests.hostile.processes import Ended, run_command, run_forked

TAR_FORMATS = frozenset({"tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", "tar.lz4"})
OUR_FORMATS = TAR_FORMATS | {"zip"}
_BSDTAR_FORMATS = OUR_FORMATS | {"7z", "cpio", "ar", "mtree"}
_SEVENZIP_FORMATS = (OUR_FORMATS - {"tar.lz4"}) | {"7z", "cpio", "ar", "gz", "zst", "xz", "lzma"}
_LENGTH_OF_COMPLAINT = 300


@dataclass(frozen=True, slots=True)
class Verb:
    """What one call of a program came to."""

    ended: Ended
    verdict: str  # "complete", "remarks", "partial" or "failed", as far as the program tells them apart
    complaint: str
    remarks: tuple[dict[str, str], ...] = ()
    entries: tuple[str, ...] = ()  # what it listed


@dataclass(frozen=True)
class Program:
    """A program that extracts archives."""

    name: str
    formats: frozenset[str]
    extract: Callable[[Path, Path, str, Path, float], Verb] = field(repr=False)

    @property
    def is_ours(self) -> bool:
        """Whether it is the one that is tested, not one that it is compared with."""
        return self.name == "archiver"


# ---- ours ----------------------------------------------------------------------------------------------


def archiver(verb: str, archive: Path, cwd: Path, scratch: Path, limit_s: float, *options: str) -> Verb:
    """One verb of ours in a forked child, with a home beside the scratch folder."""
    home = scratch.parent / "home"  # one for all: making a catalogue takes longer than most cases

    def call() -> int:
        os.environ["ARCHIVER_HOME"] = str(home)
        return run_archiver([verb, str(archive), "--json", *options])

    ended = run_forked(call, cwd, scratch, limit_s)
    try:
        found: dict[str, Any] = json.loads(ended.out)
    except ValueError:
        found = {"outcome": "no JSON", "remarks": []}
    error = found.get("error", {})
    complaint = f"{error.get('title', '')} {error.get('detail', '')}".strip()
    complaint = complaint or " ".join(remark["text"] for remark in found["remarks"][:3])
    entries = found.get("entries", ())
    names = tuple(entry["path"] for entry in entries) if isinstance(entries, list) else ()
    return Verb(ended, found["outcome"], complaint[:_LENGTH_OF_COMPLAINT], tuple(found["remarks"]), names)


def _extract_with_ours(archive: Path, folder: Path, _password: str, scratch: Path, limit_s: float) -> Verb:
    return archiver("extract", archive, folder.parent, scratch, limit_s, "--to", str(folder))


# ---- peers ---------------------------------------------------------------------------------------------


def _by_status(ended: Ended) -> Verb:
    """All that can be known of others: a status, and whether they said anything on stderr."""
    complaint = ended.err.strip()[-_LENGTH_OF_COMPLAINT:]
    if ended.status:
        return Verb(ended, "failed", complaint or f"status {ended.status}")
    return Verb(ended, "remarks" if complaint else "complete", complaint)


def _command(make: Callable[[str, str, str], list[str]]) -> Callable[[Path, Path, str, Path, float], Verb]:
    def extract(archive: Path, folder: Path, password: str, scratch: Path, limit_s: float) -> Verb:
        command = make(str(archive), str(folder), password)
        return _by_status(run_command(command, folder, scratch, limit_s))

    return extract


def _unzip(archive: str, folder: str, password: str) -> list[str]:
    return ["unzip", "-q", "-o", "-P", password or "none", archive, "-d", folder]


def _sevenzip(archive: str, folder: str, password: str) -> list[str]:
    return ["7zz", "x", "-y", "-bso0", "-bsp0", f"-p{password or 'none'}", f"-o{folder}", archive]


def _bsdtar(archive: str, folder: str, password: str) -> list[str]:
    return ["bsdtar", "-x", "--passphrase", password or "none", "-f", archive, "-C", folder]


def _gnu_tar(archive: str, folder: str, _password: str) -> list[str]:
    # A name with a colon would be taken for another machine's.
    return ["tar", "--force-local", "--no-same-permissions", "-x", "-f", archive, "-C", folder]


def _python(archive: Path, folder: Path, password: str, scratch: Path, limit_s: float) -> Verb:
    def call() -> int:
        try:
            if zipfile.is_zipfile(archive):
                with zipfile.ZipFile(archive) as opened:
                    opened.extractall(folder, pwd=password.encode() or None)
            else:
                with tarfile.open(archive) as tar:
                    tar.extractall(folder, filter="data")
        except Exception as error:  # noqa: BLE001  # whatever a library says no by is judged
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            return 1
        return 0

    return _by_status(run_forked(call, folder, scratch, limit_s))


def programs() -> list[Program]:
    """Ours first, then every peer that is installed."""
    peers = [
        ("unzip", "unzip", frozenset({"zip"}), _command(_unzip)),
        ("7zz", "7zz", _SEVENZIP_FORMATS, _command(_sevenzip)),
        ("bsdtar", "bsdtar", _BSDTAR_FORMATS, _command(_bsdtar)),
        ("tar", "GNU tar", TAR_FORMATS, _command(_gnu_tar)),
    ]
    found = [Program("archiver", OUR_FORMATS, _extract_with_ours)]
    found += [Program(name, formats, extract) for tool, name, formats, extract in peers if shutil.which(tool)]
    return [*found, Program("Python", OUR_FORMATS - {"tar.zst", "tar.lz4"}, _python)]
