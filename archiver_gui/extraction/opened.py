"""A private place for single entries that are looked at: of the user alone, and gone with the program."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

from archiver_gui.core.errors import from_os_error
from archiver_gui.extraction import handles
from archiver_gui.extraction.cleanup import lock, remove_tree, staged_name
from archiver_gui.extraction.handles import Handle
from archiver_gui.extraction.journal import StagingJournal, StagingNote

_PRIVATE_MODE = 0o700


class OpenedFiles:
    """One folder of this process, made when it is first needed; from any thread.

    It is noted in the journal before it is made, and locked: the next start removes what a dead process left.
    """

    def __init__(self, folder: Path, journal: StagingJournal | None) -> None:
        self._folder = folder
        self._journal = journal
        self._lock = threading.Lock()
        self._note: StagingNote | None = None
        self._root: Handle = ""
        self._hidden: Handle = ""
        self._name = ""
        self._count = 0

    def place(self) -> str:
        """A fresh folder that only this user may enter.

        Raises:
            EnvironmentFault: The disk is full, or the like.
        """
        with self._lock:
            try:
                if not self._name:
                    self._make()
                self._count += 1
                path = os.path.join(self._folder, self._name, str(self._count))
                os.mkdir(path, _PRIVATE_MODE)
            except OSError as error:
                raise from_os_error(error, "The file could not be opened", str(self._folder)) from error
            return path

    def close(self) -> None:
        """Remove all of it, as far as the system lets us; twice is harmless."""
        with self._lock:
            if self._note is None:
                return
            is_left = False
            try:
                if self._name:
                    remove_tree(self._root, self._name)
            except OSError:  # a program of another system may hold a file; the next start tries again
                is_left = True
            for handle in (self._hidden, self._root):
                if handle != "":
                    handles.close(handle)
            self._note.close(keep=is_left)
            self._note, self._name, self._hidden, self._root = None, "", "", ""
            with contextlib.suppress(OSError):  # another process has something in it
                os.rmdir(self._folder)

    def _make(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_MODE)
        self._note = self._note or (self._journal.begin() if self._journal else StagingNote())
        name = staged_name()
        self._note.write(str(self._folder), name, "")
        self._root = self._root if self._root != "" else handles.open_root(str(self._folder))
        handles.make_folder(self._root, name, _PRIVATE_MODE)
        self._hidden = handles.open_folder(self._root, name)
        lock(self._hidden)
        self._name = name
