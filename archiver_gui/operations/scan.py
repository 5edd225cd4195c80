"""Walk the sources: what goes into an archive, in the order it goes in."""

from __future__ import annotations

import operator
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from archiver_gui.core.entries import EntryKind, SourceEntry
from archiver_gui.core.errors import UsageError, cause_of
from archiver_gui.core.names import display, escape_reason, numbered
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.patterns import Exclusions
from archiver_gui.core.progress import Progress
from archiver_gui.storage.base import STAGED_NAME, STAGED_PREFIX

if sys.platform != "win32":
    import grp
    import pwd

# Looking them up in the enumeration each time costs a tenth of a scan.
_FILE, _FOLDER, _SYMLINK = EntryKind.FILE, EntryKind.FOLDER, EntryKind.SYMLINK
_KINDS = {stat.S_IFREG: _FILE, stat.S_IFDIR: _FOLDER, stat.S_IFLNK: _SYMLINK}
_KIND_NAMES = {stat.S_IFIFO: "FIFO", stat.S_IFSOCK: "socket", stat.S_IFCHR: "device", stat.S_IFBLK: "device"}


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """What one source amounts to."""

    path: str
    kind: EntryKind
    files: int = 0
    folders: int = 0
    size: int = 0  # bytes of its files
    excluded_files: int = 0
    excluded_size: int = 0  # bytes that the exclusions save
    problem: str = ""  # why it cannot be archived; "" when it can


class Scanner:
    """Yields the entries of one build. `remarks` gets what is left out, and why."""

    def __init__(self, options: BuildOptions, remarks: Remarks, progress: Progress, staged_path: str = "") -> None:
        self._options = options
        self._remarks = remarks
        self._progress = progress
        self._staged_path = staged_path
        self._exclusions = Exclusions(options.exclude)
        self._excludes = bool(self._exclusions)
        self._target = _identity(options.target)
        self._target_inode = self._target[1] if self._target else -1
        self._users: dict[int, str] = {}
        self._groups: dict[int, str] = {}
        self.excluded_files = 0
        self.excluded_size = 0

    def __iter__(self) -> Iterator[SourceEntry]:
        taken: set[str] = set()
        seen: set[str] = set()
        for source in self._options.sources:
            path = os.path.abspath(source)
            if path in seen:
                continue
            seen.add(path)
            top = os.path.basename(path)
            if not top:
                raise UsageError(f"“{path}” cannot be archived as a whole", "", "Choose folders in it.")
            yield from self._walk(path, self._free_top_name(top, taken))

    def _free_top_name(self, top: str, taken: set[str]) -> str:
        stem, suffix = os.path.splitext(top)
        number = 1
        while (name := numbered(stem, suffix, number)) in taken:
            number += 1
        taken.add(name)
        if name != top:
            self._remarks.add(name, "renamed", f"Another source is named “{display(top)}” too.")
        return name

    def _walk(self, source: str, top: str) -> Iterator[SourceEntry]:
        """Depth first, folders before what is in them, names sorted; no recursion."""
        try:
            info = os.stat(source) if self._options.follow_symlinks else os.lstat(source)
        except OSError as error:
            self._lost(top, error)
            return
        if self._is_left_out(source, top, top, info):
            return
        entry = self._entry(source, top, info)
        if entry is None:
            return
        yield entry
        if entry.kind is _FOLDER:
            yield from self._below(source, top, info)

    def _below(self, source: str, top: str, info: os.stat_result) -> Iterator[SourceEntry]:
        # Each level: the folder's sorted children still to visit, its path, its identity against link loops.
        stack = [(self._children(source, top), top, _key(info))]
        check = self._progress.check
        follow = self._options.follow_symlinks
        while stack:
            children, above, _ = stack[-1]
            if not children:
                stack.pop()
                continue
            child = children.pop()
            check()
            path = f"{above}/{child.name}"
            try:
                info = child.stat(follow_symlinks=follow)
            except OSError as error:
                self._lost(path, error)
                continue
            if self._is_left_out(child.path, child.name, path, info):
                continue
            entry = self._entry(child.path, path, info)
            if entry is None:
                continue
            if entry.kind is not _FOLDER:
                yield entry
                continue
            key = _key(info)
            if follow and any(key == other for _, _, other in stack):
                self._remarks.add(path, "left-out", "The symbolic link leads back to a folder above it.")
                continue
            yield entry
            stack.append((self._children(child.path, path), path, key))

    def _children(self, folder: str, path: str) -> list[os.DirEntry[str]]:
        """The folder's children in reverse order, to be popped."""
        try:
            with os.scandir(folder) as found:
                return sorted(found, key=_name, reverse=True)
        except OSError as error:
            self._lost(path, error)
            return []

    def _is_left_out(self, source: str, name: str, path: str, info: os.stat_result) -> bool:
        if name[0] != "." and info.st_ino != self._target_inode and not self._excludes:
            return False  # as nearly always
        if info.st_ino == self._target_inode and _key(info) == self._target:
            self._remarks.add(path, "left-out", "It is the archive itself.")
            return True
        if name.startswith(STAGED_PREFIX) and STAGED_NAME.match(name):
            if source != self._staged_path:
                self._remarks.add(path, "left-out", "It is a temporary file of another archive being made.")
            return True
        if self._excludes and self._exclusions.excludes(path):
            if stat.S_ISREG(info.st_mode):
                self.excluded_files += 1
                self.excluded_size += info.st_size
            elif stat.S_ISDIR(info.st_mode):
                self._count_excluded(source)
            return True
        return False

    def _count_excluded(self, folder: str) -> None:
        stack = [folder]
        while stack:
            self._progress.check()
            try:
                with os.scandir(stack.pop()) as found:
                    for child in found:
                        if child.is_dir(follow_symlinks=False):
                            stack.append(child.path)
                        elif child.is_file(follow_symlinks=False):
                            self.excluded_files += 1
                            self.excluded_size += child.stat(follow_symlinks=False).st_size
            except OSError:  # what is excluded need not be readable
                continue

    def _entry(self, source: str, path: str, info: os.stat_result) -> SourceEntry | None:
        mode, uid, gid = info.st_mode, info.st_uid, info.st_gid
        kind_of_mode = stat.S_IFMT(mode)
        kind = _KINDS.get(kind_of_mode)
        target = None
        if kind is None:
            name = _KIND_NAMES.get(kind_of_mode, "special file")
            self._remarks.add(path, "left-out", f"It is a {name}, which has no content to keep.")
            return None
        if kind is _SYMLINK:
            try:
                target = os.readlink(source)
            except OSError as error:
                self._lost(path, error)
                return None
        # A first part that is odd is told of once; further down only a backslash can mean harm.
        if ("\\" in path or "/" not in path) and (reason := escape_reason(path)):
            self._remarks.add(path, "odd-name", f"Other programs may refuse this name: {reason}.")
        is_file = kind is _FILE
        return SourceEntry(
            path,
            kind,
            source,
            info.st_size if is_file else 0,
            info.st_mtime_ns,
            mode & 0o7777,
            target,
            uid,
            gid,
            self._users[uid] if uid in self._users else self._user(uid),
            self._groups[gid] if gid in self._groups else self._group(gid),
            _key(info) if is_file and info.st_nlink > 1 else None,
        )

    def _lost(self, path: str, error: OSError) -> None:
        kind = "vanished" if isinstance(error, FileNotFoundError) else "unreadable"
        self._remarks.add(path, kind, f"{cause_of(error)}.", severe=True)

    def _user(self, uid: int) -> str:
        name = self._users[uid] = _user_name(uid)
        return name

    def _group(self, gid: int) -> str:
        name = self._groups[gid] = _group_name(gid)
        return name


def measure(source: str, exclude: tuple[str, ...], progress: Progress) -> SourceTotals:
    """What one source amounts to, with these exclusions. May take as long as the source is large."""
    remarks = Remarks()
    options = BuildOptions(sources=(source,), target="", backend_id="", format_id="", exclude=exclude)
    scanner = Scanner(options, remarks, progress)
    files = folders = size = 0
    kind = EntryKind.OTHER
    for index, entry in enumerate(scanner):
        if index == 0:
            kind = entry.kind
        if entry.kind is EntryKind.FILE:
            files += 1
            size += entry.size
            progress.done_bytes = size
        elif entry.kind is EntryKind.FOLDER:
            folders += 1
    severe = [remark for remark in remarks if remark.severe] or ([] if kind is not EntryKind.OTHER else list(remarks))
    problem = severe[0].text if severe else ""
    return SourceTotals(source, kind, files, folders, size, scanner.excluded_files, scanner.excluded_size, problem)


_name = operator.attrgetter("name")


def _key(info: os.stat_result) -> tuple[int, int]:
    return (info.st_dev, info.st_ino)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        return _key(os.stat(path)) if path else None
    except OSError:
        return None


def _user_name(uid: int) -> str:
    """The user's name; '' where the system has none for this number."""
    if sys.platform == "win32":
        return ""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""


def _group_name(gid: int) -> str:
    """The group's name; '' where the system has none for this number."""
    if sys.platform == "win32":
        return ""
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return ""
