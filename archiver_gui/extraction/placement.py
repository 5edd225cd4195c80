"""Moves the staged tree into place: whole folders where they are new, else file by file.

Every step can be taken back until the last one is done, so that a cancel or a fault leaves the chosen
folder as it was.
"""

from __future__ import annotations

import contextlib
import os

from archiver_gui.core.errors import RefusedError, cause_of
from archiver_gui.core.names import display, with_number
from archiver_gui.core.options import AskConflict, Conflict, ConflictAnswer, OnConflict
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction import handles
from archiver_gui.extraction.folders import Folders
from archiver_gui.extraction.handles import Handle, parents
from archiver_gui.extraction.naming import join
from archiver_gui.extraction.writer import FolderFacts


class Placement:
    """One move into place.

    Args:
        stage: The staged tree.
        target: The chosen folder.
        old: A folder for second names of what is replaced.
        location: The chosen folder's path, for questions.
    """

    def __init__(
        self,
        stage: Folders,
        target: Folders,
        old: Handle,
        location: str,
        rule: OnConflict,
        ask: AskConflict | None,
        remarks: Remarks,
        progress: Progress,
    ) -> None:
        self._stage = stage
        self._target = target
        self._old = old
        self._location = location
        self._rule = rule
        self._ask = ask
        self._remarks = remarks
        self._progress = progress
        self._moved: list[str | tuple[str, str]] = []  # staged path, and path in the target where it differs
        self._replaced: list[str | None] = []  # by number in `old`; None once it is certain that nothing was
        self._elsewhere: dict[str, str | None] = {}  # staged path → path in the target; None: left out
        self._merged: set[str] = set()  # folders that were there before
        self.left_out = 0  # files and links that conflicts kept out

    def place(self) -> None:
        """Move everything.

        Raises:
            RefusedError: Something is there already and nobody can be asked.
            OSError: The system refused.
        """
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            for name, is_folder in handles.children(self._stage.get(folder)):
                self._progress.check()
                if not is_folder:
                    self._place_file(folder, name)
                elif self._place_folder(folder, name):
                    waiting.append(join(folder, name))

    def final(self, path: str) -> str | None:
        """Where a staged path is now; None when it was left out."""
        if not self._elsewhere:
            return path
        for prefix in (*parents(path), path):
            if prefix in self._elsewhere:
                moved = self._elsewhere[prefix]
                return None if moved is None else moved + path[len(prefix) :]
        return path

    def finish_folders(self, facts: dict[str, FolderFacts], default_mode: int) -> None:
        """Put modes and times on the folders that are new; those that were there keep theirs."""
        for path, fact in facts.items():
            self._progress.check()
            final = self.final(path)
            if final is None or path in self._merged:
                continue
            try:
                handle = self._target.get(final)
                if fact.mtime_ns is not None:
                    handles.set_time(handle, fact.mtime_ns)
                mode = None if fact.mode is None else fact.mode & (default_mode | 0o700)
                if mode is not None and mode != default_mode:
                    handles.set_mode(handle, mode)
            except OSError as error:
                self._remarks.add(path, "mode-dropped", f"Its mode could not be set: {cause_of(error)}.")

    def take_back(self) -> None:
        """Undo every step, last one first, as far as the system lets us."""
        while self._moved:
            step = self._moved.pop()
            staged, final = step if isinstance(step, tuple) else (step, step)
            with contextlib.suppress(OSError):
                self._move_back(final, staged)
        for number, path in enumerate(self._replaced):
            if path is None:
                continue
            folder, _, name = path.rpartition("/")
            with contextlib.suppress(OSError):
                handles.move(self._old, str(number), self._target.get(folder), name)

    def _move_back(self, final: str, staged: str) -> None:
        folder, _, name = final.rpartition("/")
        staged_folder, _, staged_name = staged.rpartition("/")
        source = self._target.get(folder)
        try:
            handles.move(source, name, self._stage.get(staged_folder), staged_name)
        except PermissionError:  # its final mode may forbid to move it
            handles.open_up(source, name)
            handles.move(source, name, self._stage.get(staged_folder), staged_name)

    # ---- folders ---------------------------------------------------------------------------------

    def _place_folder(self, folder: str, name: str) -> bool:
        """Move a folder as a whole; True when it was there and its content is to be merged."""
        path = join(folder, name)
        source, target = self._stage.get(folder), self._target.get(folder)
        facts = handles.facts_of(target, name)
        if facts is None:
            handles.move(source, name, target, name)
            self._moved.append(path)
            return False
        if handles.is_folder(facts):
            self._merged.add(path)
            return True
        action = self._action(path, facts, 0, None)
        if action is OnConflict.RENAME:
            free = self._free_name(target, name)
            handles.move(source, name, target, free)
            self._note_moved(path, join(folder, free))
            return False
        self._elsewhere[path] = None
        if action is OnConflict.REPLACE:
            text = "Something that is no folder has this name, and only files are replaced by files."
            self._remarks.add(path, "refused", f"The folder was left out. {text}", severe=True)
        else:
            text = "The folder was left out with all that is in it: something else has this name."
            self._remarks.add(path, "skipped", text, severe=True)
        return False

    @staticmethod
    def _free_name(target: Handle, name: str) -> str:
        number = 2
        while handles.facts_of(target, with_number(name, number)) is not None:
            number += 1
        return with_number(name, number)

    # ---- files and links ---------------------------------------------------------------------------

    def _place_file(self, folder: str, name: str) -> None:
        path = join(folder, name)
        source, target = self._stage.get(folder), self._target.get(folder)
        try:
            handles.move_file_to_free_name(source, name, target, name)
        except FileExistsError:
            self._resolve(path, source, target, name)
        else:
            self._moved.append(path)

    def _resolve(self, path: str, source: Handle, target: Handle, name: str) -> None:
        facts = handles.facts_of(target, name)
        mine = handles.facts_of(source, name)
        size, mtime = (mine.st_size, mine.st_mtime) if mine else (0, None)
        action = self._action(path, facts, size, mtime)
        if action is OnConflict.RENAME:
            self._keep_both(path, source, target, name)
        elif action is not OnConflict.REPLACE:
            self._leave_out(path, "skipped", "It is there already and was left as it is.", severe=False)
        elif facts is not None and handles.is_folder(facts):
            self._leave_out(path, "refused", "A folder has this name; folders are never replaced.", severe=True)
        else:
            self._replace(path, source, target, name)

    def _replace(self, path: str, source: Handle, target: Handle, name: str) -> None:
        number = len(self._replaced)
        try:
            handles.make_hardlink(target, name, self._old, str(number))
            self._replaced.append(path)
        except (OSError, NotImplementedError):
            self._replaced.append(None)  # no second names here: this step cannot be taken back
        handles.move(source, name, target, name)

    def _keep_both(self, path: str, source: Handle, target: Handle, name: str) -> None:
        number = 2
        while True:
            free = with_number(name, number)
            try:
                handles.move_file_to_free_name(source, name, target, free)
                break
            except FileExistsError:
                number += 1
        self._note_moved(path, join(path.rpartition("/")[0], free))

    def _note_moved(self, path: str, final: str) -> None:
        self._moved.append((path, final))
        self._elsewhere[path] = final
        text = f"Extracted as “{display(final.rpartition('/')[2])}”: the name was taken."
        self._remarks.add(path, "renamed", text)

    def _leave_out(self, path: str, kind: str, text: str, *, severe: bool) -> None:
        self._elsewhere[path] = None
        self.left_out += 1
        self._remarks.add(path, kind, text, severe=severe)

    def _action(self, path: str, facts: os.stat_result | None, size: int, mtime: float | None) -> OnConflict:
        if self._rule is not OnConflict.ASK:
            return self._rule
        if self._ask is None:
            raise taken(path)
        old_size, old_mtime = (facts.st_size, facts.st_mtime) if facts else (0, None)
        answer = self._ask(Conflict(os.path.join(self._location, path), path, old_size, size, old_mtime, mtime))
        return self._remember(answer)

    def _remember(self, answer: ConflictAnswer) -> OnConflict:
        if answer.for_all:
            self._rule = answer.action
        return answer.action


def taken(path: str) -> RefusedError:
    """The error for a conflict that nobody can be asked about."""
    return RefusedError(
        f"“{display(path)}” is there already",
        "Nothing was extracted.",
        "Say what to do with existing files (--on-conflict skip, replace or rename).",
    )
