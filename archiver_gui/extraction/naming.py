"""From an entry's name to the name that it gets on this disk."""

from __future__ import annotations

from archiver_gui.core.names import (
    MAX_NAME_BYTES,
    display,
    encodable,
    folded,
    portable_part,
    shortened,
    with_number,
)
from archiver_gui.core.outcome import Remarks
from archiver_gui.extraction.handles import parents

_UNNAMED = "unnamed"


class EntryNames:
    """Where each entry goes; whatever is changed about a name is remarked once.

    A name stays as it is unless the file system cannot hold it, or `portable` asks for what every
    system can hold.

    Args:
        folding: Names that differ only in case or normalisation collide, because the file system says
            so or every other one is to be able to hold them. Otherwise only creating a file tells.
    """

    def __init__(
        self, remarks: Remarks, *, portable: bool = False, folding: bool = False, max_bytes: int = MAX_NAME_BYTES
    ) -> None:
        self._remarks = remarks
        self._portable = portable
        self._folding = folding
        self._max_bytes = max_bytes
        self._folders: dict[str, str] = {}  # entry folder → folder on disk, where its last part was changed
        self._files: dict[str, str] = {}  # entry → path on disk, where its last part was changed
        self._lent: dict[str, str] = {}  # path on disk → the entry there, which is called otherwise
        self._folder_of_fold: dict[str, str] = {}
        self._file_of_fold: dict[int, int] = {}  # hashes: of the folded path, of the path itself
        self._numbers: dict[str, int] = {}
        self._last = ("", "")

    @property
    def changes_all(self) -> bool:
        """Whether every name has to be looked at, because rules or other names may change it."""
        return self._portable or self._folding

    def folder(self, entry_folder: str, *, quiet: bool = False) -> str:
        """The path on disk of a folder named by an entry; `quiet` only looks."""
        if entry_folder == self._last[0]:
            return self._last[1]
        if not self._folders and not self._folding and self._is_plain(entry_folder):
            path = entry_folder
        else:
            path = ""
            for prefix in (*parents(entry_folder), entry_folder):
                path = self._folders.get(prefix) or self._new_folder(path, prefix, quiet=quiet)
        if not quiet:
            self._last = (entry_folder, path)
        return path

    def place(self, entry_path: str) -> tuple[str, str]:
        """Folder on disk and name for an entry that is no folder."""
        entry_folder, _, part = entry_path.rpartition("/")
        folder = self.folder(entry_folder) if entry_folder else ""
        name = part if self._is_plain(part) and part else self._held(part)
        if name != part:
            self.renamed(entry_path, folder, name, "its name cannot be held here")
        if self._folding:
            name = self._unfold(entry_path, folder, name)
        return folder, name

    def keeps(self, path: str) -> bool:
        """Whether a folder or a name goes by what the archive calls it, whatever else there is."""
        if self.changes_all or (self._folders and any(prefix in self._folders for prefix in (*parents(path), path))):
            return False
        return self._is_plain(path) or all(self._held(part) == part for part in path.split("/"))

    def find(self, entry_path: str) -> str:
        """The path on disk of an entry placed before; nothing is remarked."""
        known = self._files.get(entry_path)
        if known is not None:
            return known
        entry_folder, _, part = entry_path.rpartition("/")
        folder = self.folder(entry_folder, quiet=True) if entry_folder else ""
        return join(folder, part)

    def numbered(self, folder: str, name: str) -> str:
        """The next name that was not given out yet: 'a (2).txt'."""
        path = join(folder, name)
        number = self._numbers.get(path, 1) + 1
        self._numbers[path] = number
        return with_number(name, number, self._max_bytes)

    def renamed(self, entry_path: str, folder: str, name: str, reason: str, *, severe: bool = False) -> None:
        """Note that an entry goes under another name."""
        self._files[entry_path] = join(folder, name)
        self._lent[join(folder, name)] = entry_path
        self._remarks.add(entry_path, "renamed", f"Extracted as “{display(name)}”: {reason}.", severe=severe)

    def is_lent(self, path: str, entry_path: str) -> bool:
        """Whether an entry of another name than this one stands at this path on disk."""
        return self._lent.get(path, entry_path) != entry_path

    def reroute(self, entry_folder: str, path: str, reason: str) -> None:
        """Send a folder of the archive, with all that comes below it, to another place on disk."""
        self._folders[entry_folder] = path
        self._last = ("", "")
        text = f"Extracted as “{display(path.rpartition('/')[2])}”: {reason}."
        self._remarks.add(entry_folder, "renamed", text, severe=True)

    def fallback(self, name: str) -> str:
        """The name for a file system that refused the first one."""
        return shortened(portable_part(encodable(name)), min(self._max_bytes, MAX_NAME_BYTES) // 2)

    def _is_plain(self, path: str) -> bool:
        return not self._portable and len(path) <= self._max_bytes and path.isascii()

    def _held(self, part: str) -> str:
        name = encodable(part) or _UNNAMED
        return shortened(portable_part(name) if self._portable else name, self._max_bytes)

    def _new_folder(self, parent: str, prefix: str, *, quiet: bool) -> str:
        part = prefix.rpartition("/")[2]
        path = join(parent, self._held(part))
        reason = "its name cannot be held here"
        if self._folding:
            path, clashes = self._merged(parent, path, quiet=quiet)
            reason = "another name differs only in case or accents" if clashes else reason
        if path != join(parent, part) and not quiet:
            self._folders[prefix] = path
            text = f"Extracted as “{display(path.rpartition('/')[2])}”: {reason}."
            self._remarks.add(prefix, "renamed", text)
        return path

    def _merged(self, parent: str, path: str, *, quiet: bool) -> tuple[str, bool]:
        """The folder that this one falls together with, or a new name where that is a file."""
        fold = folded(path)
        known = self._folder_of_fold.get(fold)
        if known is not None:
            return known, known != path
        clashes = False
        wanted = path
        while self._file_of_fold.get(hash(fold), hash(path)) != hash(path):
            clashes = True
            path = join(parent, self.numbered(parent, wanted.rpartition("/")[2]))
            fold = folded(path)
        if not quiet:
            self._folder_of_fold[fold] = path
        return path, clashes

    def _unfold(self, entry_path: str, folder: str, name: str) -> str:
        """The name itself, or a numbered one where another differs only in case or accents."""
        wanted = name
        while True:
            path = join(folder, name)
            fold = folded(path)
            taken = self._file_of_fold.setdefault(hash(fold), hash(path)) != hash(path)
            if not taken and self._folder_of_fold.get(fold, path) == path:
                break
            name = self.numbered(folder, wanted)
        if name != wanted:
            self.renamed(entry_path, folder, name, "another name differs only in case or accents")
        return name


def join(folder: str, name: str) -> str:
    """A path below the extraction folder."""
    return f"{folder}/{name}" if folder else name
