"""Folders to archive, and what a folder holds, as plain values to compare."""

from __future__ import annotations

import hashlib
import os
import random
import stat
from pathlib import Path

UMLAUT = "Übersicht – final.txt"
DEEP = "/".join(["a folder with quite a long name"] * 9)  # 287 characters, 300 with the file's name


def make_mixed_tree(root: Path, *, small_files: int = 40, large_bytes: int = 1_200_000) -> Path:
    """Everything an archive has to keep: names, links, modes, empties, many small files and large ones."""
    chance = random.Random(7)
    root.mkdir(parents=True)
    (root / UMLAUT).write_text("Grüße aus Köln\n", "utf-8")
    (root / "with  spaces and 'quotes'.txt").write_text("spaces\n")
    (root / "日本語").mkdir()
    (root / "日本語" / "ファイル.txt").write_text("こんにちは\n", "utf-8")
    (root / "empty file").touch()
    (root / "empty folder").mkdir()
    deep = root / DEEP
    deep.mkdir(parents=True)
    (deep / "deepest.file").write_bytes(b"at the bottom\n")
    script = root / "run.sh"
    script.write_text("#!/bin/sh\necho run\n")
    script.chmod(0o755)
    private = root / "private.txt"
    private.write_text("mine\n")
    private.chmod(0o600)
    (root / "link to file").symlink_to("run.sh")
    (root / "link to folder").symlink_to("日本語")
    (root / "broken link").symlink_to("nowhere")
    os.link(root / "run.sh", root / "second name of run.sh")
    words = [bytes(chance.choices(b"abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(500)]
    (root / "large text").write_bytes(b" ".join(chance.choices(words, k=large_bytes // 6)))
    (root / "noise").write_bytes(chance.randbytes(large_bytes // 3))
    many = root / "many"
    for number in range(small_files):
        folder = many / f"{number % 30:02}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"file-{number}.txt").write_text(f"number {number}\n" * (number % 50))
    for path in root.rglob("*"):
        moment = 1_700_000_000 + chance.randrange(50_000_000)
        os.utime(path, (moment, moment), follow_symlinks=False)
    return root


def contents_of(root: Path) -> dict[str, str]:
    """Every path below a folder with what it is: 'folder', '-> target', or its mode and content's hash."""
    found = {}
    stack = [root]
    while stack:
        folder = stack.pop()
        with os.scandir(folder) as children:
            for child in children:
                path = os.path.relpath(child.path, root)
                if child.is_symlink():
                    found[path] = f"-> {os.readlink(child.path)}"
                elif child.is_dir(follow_symlinks=False):
                    found[path] = "folder"
                    stack.append(Path(child.path))
                else:
                    executable = "x" if child.stat().st_mode & stat.S_IXUSR else "-"
                    found[path] = executable + hashlib.sha256(Path(child.path).read_bytes()).hexdigest()
    return found


def times_of(root: Path) -> dict[str, int]:
    """Every file's modification time in whole seconds."""
    return {
        os.path.relpath(path, root): int(path.lstat().st_mtime)
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
