"""The hidden folder that everything is written to first, inside the chosen one."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator

from archiver_gui.core.errors import EnvironmentFault, from_os_error
from archiver_gui.core.names import MAX_NAME_BYTES
from archiver_gui.core.units import format_size
from archiver_gui.extraction import handles
from archiver_gui.extraction.cleanup import lock, remove_dead, remove_tree, staged_name
from archiver_gui.extraction.handles import Handle
from archiver_gui.extraction.journal import StagingJournal, StagingNote

TREE = "tree"  # what the archive holds
OLD = "old"  # second names of replaced files, for taking the placement back
SPARE = "spare"  # what replaces an earlier entry once it is whole
# Characters that FAT, exFAT and NTFS refuse.
_PROBE_CHARACTERS = 'probe":?*'
_ATTEMPTS = 8


class Staging:
    """Makes the chosen folder where it is missing, and the hidden one in it; takes both away again.

    Raises:
        EnvironmentFault: From `open`; nothing is left then.
    """

    def __init__(self, folder: str, journal: StagingJournal | None, *, descriptors: bool) -> None:
        self.folder = folder
        self._journal = journal
        self._note = StagingNote()
        self._descriptors = descriptors
        self._made: list[str] = []  # folders that were missing, outermost first
        self._open: list[Handle] = []
        self._name = ""
        self.root: Handle = ""  # the chosen folder
        self.tree: Handle = ""
        self.old: Handle = ""
        self.spare: Handle = ""
        self.was_empty = True  # whether the chosen folder had nothing in it
        self.folder_mode = 0o755  # what a new folder gets by the process's umask
        self.is_case_blind = False
        self.refuses_characters = False
        self.max_name_bytes = MAX_NAME_BYTES

    def open(self, needed_bytes: int = 0) -> None:
        """Make and open the folders; `needed_bytes` must be free, as far as the disk tells."""
        try:
            if self._journal is not None:
                self._note = self._journal.begin()
            names = self._noted_names()
            name = next(names)
            self._make_chosen_folder()
            self.root = self._opened(handles.open_root(self.folder, descriptors=self._descriptors))
            remove_dead(self.root)
            self._check_space(needed_bytes)
            self.was_empty = not handles.children(self.root)
            hidden = self._make_hidden(name, names)
            for name in (TREE, OLD, SPARE):
                handles.make_folder(hidden, name)
                setattr(self, name, self._opened(handles.open_folder(hidden, name)))
            self._probe(hidden)
        except BaseException as error:
            self.remove(keep_chosen=False)
            if isinstance(error, OSError):
                raise from_os_error(error, "The folder to extract to could not be used", self.folder) from error
            raise

    def remove(self, *, keep_chosen: bool) -> None:
        """Remove the hidden folder, and the chosen one if it was made here and is not to stay.

        Raises:
            EnvironmentFault: The system refused, so that something is left.
        """
        try:
            if self._name:
                remove_tree(self.root, self._name)
                self._name = ""
        except OSError as error:
            self._note.close(keep=True)  # the next start tries again
            raise from_os_error(
                error, f"The temporary folder “{self._name}” could not be removed", self.folder
            ) from error
        finally:
            while self._open:
                handles.close(self._open.pop())
            while self._made and not keep_chosen:
                with contextlib.suppress(OSError):  # somebody else put something into it meanwhile
                    os.rmdir(self._made.pop())
        self._note.close()  # last: killed before, the next start does the rest

    def _make_chosen_folder(self) -> None:
        missing = []
        path = os.path.abspath(self.folder)
        while not os.path.isdir(path):
            missing.append(path)
            path = os.path.dirname(path)
        for path in reversed(missing):
            with contextlib.suppress(FileExistsError):  # somebody else was quicker; opening it will tell
                os.mkdir(path)
                self._made.append(path)

    def _check_space(self, needed_bytes: int) -> None:
        if needed_bytes <= 0 or not hasattr(os, "statvfs"):
            return
        facts = os.statvfs(self.root)
        free_bytes = facts.f_bavail * facts.f_frsize
        if needed_bytes > free_bytes:
            raise EnvironmentFault(
                "There is not enough room on the disk",
                f"{format_size(needed_bytes)} are needed and {format_size(free_bytes)} are free: {self.folder}",
                "Free some space or choose another folder.",
            )

    def _make_hidden(self, first: str, others: Iterator[str]) -> Handle:
        for name in itertools.chain([first], others):
            handles.make_folder(self.root, name, 0o700)
            self._name = name
            # Between making and locking it another process may take it for a dead one's and remove it.
            with contextlib.suppress(FileNotFoundError):
                hidden = self._opened(handles.open_folder(self.root, name))
                if lock(hidden) and handles.facts_of(self.root, name) is not None:
                    return hidden
            self._name = ""
        raise FileExistsError(17, "The temporary folder keeps vanishing", self.folder)

    def _noted_names(self) -> Iterator[str]:
        """Names for the hidden folder, each on record before it is given."""
        missing = ""
        path = folder = os.path.abspath(self.folder)
        while not os.path.lexists(path):
            missing, path = path, os.path.dirname(path)
        for _ in range(_ATTEMPTS):
            name = staged_name()
            self._note.write(folder, name, missing)
            yield name

    def _probe(self, hidden: Handle) -> None:
        """Learn what this file system does to names and modes."""
        facts = handles.facts_of(hidden, TREE)
        self.folder_mode = facts.st_mode & 0o777 if facts else self.folder_mode
        self.is_case_blind = handles.facts_of(hidden, TREE.upper()) is not None
        try:
            handles.make_folder(hidden, _PROBE_CHARACTERS)
        except OSError:
            self.refuses_characters = True
        if hasattr(os, "pathconf"):
            with contextlib.suppress(OSError, ValueError):
                self.max_name_bytes = min(os.pathconf(self.root, "PC_NAME_MAX"), MAX_NAME_BYTES)

    def _opened(self, handle: Handle) -> Handle:
        self._open.append(handle)
        return handle
