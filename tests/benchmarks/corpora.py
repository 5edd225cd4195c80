"""Corpora from what is on the machine: the same tree gives the same corpus."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

_TEXT = {
    ".py",
    ".h",
    ".c",
    ".hpp",
    ".js",
    ".ts",
    ".md",
    ".rst",
    ".txt",
    ".html",
    ".css",
    ".json",
    ".pl",
    ".pm",
    ".sh",
    ".tcl",
}
_PACKED = {
    ".whl",
    ".jar",
    ".png",
    ".jpg",
    ".jpeg",
    ".gz",
    ".zip",
    ".xz",
    ".bz2",
    ".zst",
    ".crate",
    ".egg",
    ".woff2",
    ".mp3",
}
_BINARY = {".so", ".a", ".o", ".pyc", ".dat", ".bin", ".rlib"}

SRC_FILES = 30_000
TINY_FILES = 100_000
BIG_BYTES = 512_000_000
MEDIA_BYTES = 250_000_000
TREE_BYTES = 2_000_000_000
_LARGEST_SOURCE = 200_000  # bytes of one text file: larger ones are data


def _roots() -> list[Path]:
    return [
        Path(root)
        for root in ("/usr/lib", "/usr/share", "/usr/include", sys.base_prefix, str(Path.home()))
        if Path(root).is_dir()
    ]


def _files(suffixes: set[str], smallest: int, largest: int) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    for root in _roots():
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name not in (".git", "proc", "sys"))
            for name in sorted(names):
                path = Path(folder, name)
                if path.suffix.lower() not in suffixes or path.is_symlink():
                    continue
                info = path.stat()
                if smallest <= info.st_size <= largest and (info.st_dev, info.st_ino) not in seen:
                    seen.add((info.st_dev, info.st_ino))
                    yield path


def make_src(folder: Path, count: int = SRC_FILES) -> Path:
    """About 30,000 small text files, in folders of about 100."""
    for number, path in enumerate(_files(_TEXT, 200, _LARGEST_SOURCE)):
        if number >= count:
            break
        at = folder / f"{number // 1000:03}" / f"{number // 100 % 10}"
        at.mkdir(parents=True, exist_ok=True)
        (at / f"{number:06}-{path.name}").write_bytes(path.read_bytes())
    return folder


def make_tiny(folder: Path, count: int = TINY_FILES) -> Path:
    """100,000 files of about 1 KB: pieces of source text."""
    text = b"".join(
        path.read_bytes() for _, path in zip(range(3_000), _files(_TEXT, 2_000, _LARGEST_SOURCE), strict=False)
    )
    chance = random.Random(1)
    for number in range(count):
        at = folder / f"{number // 1000:03}"
        if number % 1000 == 0:
            at.mkdir(parents=True)
        start = chance.randrange(len(text) - 3_000)
        (at / f"{number:06}.txt").write_bytes(text[start : start + chance.randint(200, 1_800)])
    return folder


def make_big(folder: Path, size_bytes: int = BIG_BYTES) -> Path:
    """One file of mixed content: text, machine code and what is packed already, in pieces."""
    folder.mkdir(parents=True)
    kinds = [_files(_TEXT, 5_000, 2_000_000), _files(_BINARY, 50_000, 20_000_000), _files(_PACKED, 50_000, 5_000_000)]
    shares, done = [0.5, 0.35, 0.15], [0.0, 0.0, 0.0]
    written = 0
    with (folder / "big.img").open("wb") as out:
        while written < size_bytes and any(kinds):
            kind = min((k for k in range(3) if kinds[k] is not None), key=lambda k: done[k] / shares[k])
            path = next(kinds[kind], None)
            if path is None:
                kinds[kind] = _files((_TEXT, _BINARY, _PACKED)[kind], 5_000, 20_000_000)  # once more from the start
                continue
            data = path.read_bytes()[: size_bytes - written]
            out.write(data)
            written += len(data)
            done[kind] += len(data)
    return folder


def make_media(folder: Path, size_bytes: int = MEDIA_BYTES) -> Path:
    """Files that are compressed already; noise fills up what the machine has not."""
    folder.mkdir(parents=True)
    written = number = 0
    for path in _files(_PACKED, 20_000, 30_000_000):
        if written >= size_bytes:
            break
        data = path.read_bytes()
        (folder / f"{number:05}{path.suffix}").write_bytes(data)
        written += len(data)
        number += 1
    while written < size_bytes:
        (folder / f"{number:05}.noise").write_bytes(random.Random(number).randbytes(4_000_000))
        written += 4_000_000
        number += 1
    return folder


def make_tree(folder: Path, size_bytes: int = TREE_BYTES) -> Path:
    """A tree as programs are installed: text and machine code in files of all sizes, folders of about 100."""
    written = 0
    for number, path in enumerate(_files(_TEXT | _BINARY, 200, 20_000_000)):
        if written >= size_bytes:
            break
        at = folder / f"{number // 1000:03}" / f"{number // 100 % 10}"
        at.mkdir(parents=True, exist_ok=True)
        written += (at / f"{number:06}-{path.name}").write_bytes(path.read_bytes())
    return folder


MAKERS = {"src": make_src, "tiny": make_tiny, "big": make_big, "media": make_media, "tree": make_tree}


def corpus(name: str, base: Path) -> Path:
    """The corpus of this name below `base`, made when it is not there yet."""
    folder = base / name
    if not folder.is_dir():
        staged = base / f"{name}.making"
        MAKERS[name](staged)
        staged.rename(folder)
    return folder


def cut_of_big(base: Path, size_bytes: int = 64_000_000) -> Path:
    """The first bytes of the text-heavy big file, for the slow codecs."""
    folder = base / "cut"
    if not folder.is_dir():
        source = corpus("big", base) / "big.img"
        folder.mkdir()
        with source.open("rb") as big:
            (folder / "cut.img").write_bytes(big.read(size_bytes))
    return folder
