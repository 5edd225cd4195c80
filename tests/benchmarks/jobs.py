"""What is compared: one job, our command and those of the peers that are installed."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.corpora import corpus, cut_of_big

ARCHIVER = [sys.executable, "-m", "archiver_gui"]


@dataclass(frozen=True)
class BenchmarkJob:
    """One comparison. Commands are given the source folder and where to write."""

    name: str
    source: Callable[[Path], Path]
    out: str  # the archive's name, or a folder's for extraction
    peers: dict[str, str]  # label → shell command; {src} the folder's name, {out} the path to write
    sized_by: str  # the peer whose size ours is compared with; "" where size is no matter
    ours: tuple[str, ...] = ("create", "{out}", "{src}", "--overwrite")
    needs_archive: str = ""  # for reading jobs: the archive's name, made once before
    target_ratio: float = 0.0  # the speed to reach, for the table
    size_limit: float = 0.0
    needs: frozenset[str] = field(default_factory=frozenset)

    def installed_peers(self) -> dict[str, str]:
        """The peers whose programs are on this machine."""
        return {label: command for label, command in self.peers.items() if all(map(shutil.which, label.split("+")))}


def _src(base: Path) -> Path:
    return corpus("src", base)


def _tiny(base: Path) -> Path:
    return corpus("tiny", base)


def _big(base: Path) -> Path:
    return corpus("big", base)


def _media(base: Path) -> Path:
    return corpus("media", base)


def _tree(base: Path) -> Path:
    return corpus("tree", base)


_ZIP = "zip -q -6 -r {out} {src}"
_7ZZ = "7zz a -tzip -mx1 -bd -bso0 {out} {src}"
_ZIPFILE = "{python} -m zipfile -c {out} {src}"
_TARFILE = "{python} -m tarfile -c {out} {src}"
_LISTED = "million.zip"
_EXTRACT = ("extract", "{archive}", "--to", "{out}")


def _million(base: Path) -> Path:
    """A zip of a million empty entries, as the standard library makes it."""
    folder = base / "million"
    if not folder.is_dir():
        folder.mkdir()
        with zipfile.ZipFile(folder / _LISTED, "w") as archive:
            for number in range(1_000_000):
                archive.writestr(f"folder-{number // 1000:04}/file-{number:07}.txt", b"")
    return folder


JOBS = (
    BenchmarkJob("zip beside zipfile", _src, "src.zip", {"python3": _ZIPFILE}, "python3", target_ratio=1.0),
    BenchmarkJob("tar beside tarfile", _src, "src.tar", {"python3": _TARFILE}, "python3", target_ratio=0.7),
    BenchmarkJob("tar.gz beside tarfile", _src, "src.tar.gz", {"python3": _TARFILE}, "python3", target_ratio=1.0),
    BenchmarkJob("zip, src", _src, "src.zip", {"zip": _ZIP, "7zz": _7ZZ}, "zip", target_ratio=1.7, size_limit=1.0),
    BenchmarkJob("zip, tiny", _tiny, "tiny.zip", {"zip": _ZIP, "7zz": _7ZZ}, "zip", target_ratio=1.7, size_limit=1.0),
    BenchmarkJob("zip, big", _big, "big.zip", {"7zz": _7ZZ}, "7zz", target_ratio=2.0, size_limit=1.0),
    BenchmarkJob("zip, media", _media, "media.zip", {"zip": _ZIP}, "zip", target_ratio=3.0, size_limit=1.002),
    BenchmarkJob(
        "tar.gz, src", _src, "src.tar.gz", {"tar+pigz": "tar -c {src} | pigz > {out}"}, "tar+pigz",
        target_ratio=1.4, size_limit=1.005,
    ),
    BenchmarkJob(
        "tar.zst, src", _src, "src.tar.zst", {"tar+zstd": "tar -c {src} | zstd -q -T0 -o {out}"}, "tar+zstd",
        target_ratio=0.9, size_limit=1.01,
    ),
    BenchmarkJob(
        "tar.zst, 2 GB tree", _tree, "tree.tar.zst", {"tar+zstd": "tar -c {src} | zstd -q -T0 -o {out}"}, "tar+zstd",
        target_ratio=1.3, size_limit=1.01,
    ),
    BenchmarkJob(
        "tar.xz, 64 MB", cut_of_big, "cut.tar.xz", {"tar+xz": "tar -c {src} | xz -T0 > {out}"}, "tar+xz",
        target_ratio=1.0, size_limit=1.01,
    ),
    BenchmarkJob(
        "tar.bz2, 64 MB", cut_of_big, "cut.tar.bz2", {"tar+lbzip2": "tar -c {src} | lbzip2 > {out}"}, "tar+lbzip2",
        target_ratio=0.7, size_limit=1.0,
    ),
    BenchmarkJob(
        "list, 1 M entries", _million, "listed",
        {"7zz": f"7zz l {{src}}/{_LISTED}", "zipinfo": f"zipinfo -1 {{src}}/{_LISTED}"},
        "", ours=("list", f"{{src}}/{_LISTED}"), target_ratio=0.67,
    ),
    BenchmarkJob(
        "extract src.zip", _src, "extracted",
        {
            "unzip": "unzip -q {archive} -d {out}",
            "bsdtar": "mkdir {out} && bsdtar -xf {archive} -C {out}",
            "7zz": "7zz x -bd -bso0 -o{out} {archive}",
        },
        "", ours=_EXTRACT, needs_archive="src.zip", target_ratio=1.2,
    ),
    BenchmarkJob(
        "extract src.tar.zst", _src, "extracted",
        {
            "tar": "mkdir {out} && tar -xf {archive} -C {out}",
            "bsdtar": "mkdir {out} && bsdtar -xf {archive} -C {out}",
        },
        "", ours=_EXTRACT, needs_archive="src.tar.zst", target_ratio=1.2,
    ),
)  # fmt: skip
