"""What "leads out" means, said a second time and in another way than the program does."""

from __future__ import annotations

import ntpath
import posixpath

_ROOT = "/chosen/folder"
_WINDOWS_ROOT = "Q:\\chosen\\folder"


def leads_out(path: str) -> bool:
    """Whether a path, joined to a folder as Linux or as Windows does it, comes to lie outside."""
    if "\0" in path:
        return True
    if path[1:2] == ":" and not (path[0].isascii() and path[0].isalpha()):
        path = path[0] + "_" + path[2:]  # no drive, only a name that Windows cannot hold
    here = posixpath.normpath(posixpath.join(_ROOT, path))
    there = ntpath.normpath(ntpath.join(_WINDOWS_ROOT, path))
    return not (_inside(here, _ROOT, "/") and _inside(there, _WINDOWS_ROOT, "\\"))


def _inside(path: str, root: str, separator: str) -> bool:
    return path == root or path.startswith(root + separator)
