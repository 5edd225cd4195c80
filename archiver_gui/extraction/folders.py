"""Folders below one root, opened part by part and kept open while they are in use."""

from __future__ import annotations

from collections.abc import Callable

from archiver_gui.extraction import handles
from archiver_gui.extraction.handles import Handle

# Enough for the folders that an archive's order jumps between, far below any limit of open files.
_KEPT_OPEN = 64
# One walk must not push out what was asked for just before it.
_KEPT_OF_A_WALK = 16


class NotAFolder(Exception):
    """Something that is no folder stands where one is wanted."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Folders:
    """Handles of folders by their path below the root, '' for the root itself.

    No link is ever followed, and no path is longer than one name, so depth has no limit.
    """

    def __init__(self, root: Handle, on_make: Callable[[], None] | None = None) -> None:
        self._root = root
        self._on_make = on_make  # called after each folder that is made
        self._open: dict[str, Handle] = {}  # least recently used first

    def get(self, path: str, *, make: bool = False) -> Handle:
        """The folder's handle; it stays good while at most two others are asked for.

        Args:
            make: Make what is missing of the path.

        Raises:
            NotAFolder: A part of the path is something else.
            FileNotFoundError: There is none, and none is to be made.
        """
        if not path:
            return self._root
        handle = self._open.pop(path, None)
        if handle is None:
            return self._walk(path, make)
        self._open[path] = handle
        return handle

    def close(self) -> None:
        """Close every handle but the root's."""
        for handle in self._open.values():
            handles.close(handle)
        self._open.clear()

    def _walk(self, path: str, make: bool) -> Handle:
        known = path
        while known and known not in self._open:
            known = known.rpartition("/")[0]
        handle = self._open[known] if known else self._root
        passing = False  # whether the handle is ours to close, because it was not kept
        start = len(known) + 1 if known else 0
        try:
            while start <= len(path):
                end = path.find("/", start)
                end = len(path) if end < 0 else end
                found = self._step(handle, path[start:end], path[:end], make=make)
                if passing:
                    handles.close(handle)
                handle, passing = found, path.count("/", end) > _KEPT_OF_A_WALK
                if not passing:
                    self._keep(path[:end], handle)
                start = end + 1
        except BaseException:
            if passing:
                handles.close(handle)
            raise
        return handle

    def _keep(self, path: str, handle: Handle) -> None:
        self._open[path] = handle
        if len(self._open) > _KEPT_OPEN:
            handles.close(self._open.pop(next(iter(self._open))))

    def _step(self, parent: Handle, name: str, path: str, *, make: bool) -> Handle:
        try:
            try:
                return handles.open_folder(parent, name)
            except FileNotFoundError:
                if not make:
                    raise
                handles.make_folder(parent, name)
                if self._on_make is not None:
                    self._on_make()
                return handles.open_folder(parent, name)
        except (NotADirectoryError, FileExistsError) as error:
            raise NotAFolder(path) from error
