"""Writes entries into the staged tree, one at a time, through handles only."""

from __future__ import annotations

import io
import math
import os
import stat
from dataclasses import dataclass
from typing import BinaryIO

from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import cause_of
from archiver_gui.core.names import display, escape_reason, tidy
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction import handles
from archiver_gui.extraction.budget import Budget
from archiver_gui.extraction.content import COPY_BYTES, is_hole, write_all
from archiver_gui.extraction.errors import must_stop
from archiver_gui.extraction.folders import Folders, NotAFolder
from archiver_gui.extraction.handles import Handle
from archiver_gui.extraction.links import MAX_TARGET_BYTES, PendingLink, PendingLinks, escape_of_target
from archiver_gui.extraction.naming import EntryNames
from archiver_gui.extraction.places import Places
from archiver_gui.extraction.quarantine import MARKS_FOLDERS, DownloadMark

# What is left of an archive's modes: never set-id or sticky, never writable for others, as with the
# usual umask; the process's own umask applies on top.
_KEPT_MODE = 0o755
# Seconds that fit into 64 bits of nanoseconds; file systems cut further by themselves.
MAX_TIME_S = 9_000_000_000


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """What is put on a folder when all is done."""

    mode: int | None
    mtime_ns: int | None


class EntryWriter:
    """Files, folders, hardlinks and links-to-be of one archive.

    Args:
        stage: The fresh tree, which nobody else may enter.
        spare: A folder beside it, for what replaces an earlier entry once it is whole.
        mark: What the archive bears and every file of it shall bear.
    """

    def __init__(
        self,
        stage: Folders,
        spare: Handle,
        names: EntryNames,
        links: PendingLinks,
        remarks: Remarks,
        budget: Budget,
        progress: Progress,
        mark: DownloadMark,
    ) -> None:
        self._stage = stage
        self._names = names
        self._places = Places(stage, spare, names, links, remarks)
        self._links = links
        self._remarks = remarks
        self._budget = budget
        self._progress = progress
        self._mark = mark
        self.folder_facts: dict[str, FolderFacts] = {}  # by path on disk

    def write_file(self, entry: Entry, stream: BinaryIO, *, replaces: bool) -> bool:
        """Write a file with all of its stream; whether it is there.

        Whatever the stream raises passes through, after the half file is gone.
        """
        file, place = self._places.create_file(entry, file_mode(entry.mode), replaces=replaces)
        try:
            mtime_ns = self._time_of(entry)
            try:
                size = self._copy(file, stream, entry.hole_bytes)
                self._put_mark(file, place.folder, place.name)
                if mtime_ns is not None and handles.HAVE_DESCRIPTORS:
                    handles.set_time(file, mtime_ns)
            finally:
                os.close(file)
            if mtime_ns is not None and not handles.HAVE_DESCRIPTORS:
                handles.set_time_of(place.folder, place.name, mtime_ns)
            self._budget.count(bare=not size)
        except BaseException:
            handles.remove_file(place.folder, place.name)
            raise
        self._places.settle(entry, place)
        if entry.mode is not None and entry.mode & 0o7000:
            self._note_special(entry)
        return True

    def write_folder(self, entry: Entry, *, replaces: bool) -> bool:
        """Make a folder; its mode and time wait until the end."""
        if not entry.path:
            self._judge_top(entry)
            return False
        path = self._places.make_folder(entry, replaces=replaces)
        if MARKS_FOLDERS and isinstance(folder := self._stage.get(path), int):
            self._put_mark(folder, folder, "")
        mode = entry.mode
        if mode is not None:
            if mode & 0o7000:
                self._note_special(entry)
            mode &= _KEPT_MODE
            # A folder that its owner cannot enter would be of no use, and hard to get rid of.
            mode = mode if mode & 0o500 == 0o500 else mode | 0o700
        self.folder_facts[path] = FolderFacts(mode, self._time_of(entry))
        return True

    def write_hardlink(self, entry: Entry, *, replaces: bool) -> bool:
        """Give a file of this archive a second name."""
        target = tidy(entry.link_target or "")
        reason = "it names no target" if not target else escape_reason(target)
        path = "" if reason else self._names.find(target)
        pending = self._links.get(path)
        if pending is not None and target != entry.path:
            return self.hold_symlink(entry, pending.target, replaces=replaces)
        source = None if reason else self._regular_file(path)
        if source is not None and target == entry.path and replaces:
            return False  # the file is there, and has this name already
        if source is None or target == entry.path:
            reason = reason or "it is no file of this archive that was extracted before"
            text = f"The hardlink to “{display(target)}” was not made: {reason}."
            self._remarks.add(entry.path, "refused", text, severe=True)
            return False
        place = self._places.free(entry, replaces=replaces)
        # Asked for again: finding a place may have opened many folders.
        source, name = self._stage.get(path.rpartition("/")[0]), path.rpartition("/")[2]
        try:
            handles.make_hardlink(source, name, place.folder, place.name)
        except OSError as error:
            if must_stop(error):
                raise
            self._copy_of(source, name, place.folder, place.name)
            self._remarks.add(entry.path, "copied", f"It is a copy: no hardlink could be made ({cause_of(error)}).")
        self._places.settle(entry, place)
        self._budget.count(bare=True)
        return True

    def hold_symlink(self, entry: Entry, target: str, *, replaces: bool) -> bool:
        """Keep a link for the end, if it may be made at all."""
        folder_path = entry.path.rpartition("/")[0]
        reason = escape_of_target(folder_path, target, lambda _: True)
        if reason:
            self.refuse(entry, f"The link was not made: {reason}.")
            return False
        path = self._places.free_for_link(entry, replaces=replaces)
        if path is None:
            self.refuse(entry, "The link was not made: a folder of this archive has the same name.")
            return False
        self._links.hold(path, PendingLink(entry.path, target, self._time_of(entry)))
        self._budget.count(bare=True)
        return True

    def refuse(self, entry: Entry, text: str) -> None:
        """Say why an entry is not written."""
        self._remarks.add(entry.path, "refused", text, severe=True)

    # ---- bytes -----------------------------------------------------------------------------------

    def _copy(self, file: int, stream: BinaryIO, hole_bytes: int = 0) -> int:
        size = 0
        hole = False  # whether the file ends with a hole so far
        # A sparse file's stream ends its pieces where its holes begin and end: none is written as zeros.
        read = stream.read1 if hole_bytes and isinstance(stream, io.BufferedIOBase) else stream.read
        while data := read(COPY_BYTES):
            hole = is_hole(data)
            told = hole and hole_bytes >= len(data)
            hole_bytes -= len(data) if told else 0
            self._budget.spend(len(data), is_hole=told)
            if hole:
                os.lseek(file, len(data), os.SEEK_CUR)
            else:
                write_all(file, data)
            size += len(data)
            self._progress.advance(len(data))
        if hole:
            os.ftruncate(file, size)
        return size

    def _copy_of(self, source: Handle, name: str, at: Handle, to_name: str) -> None:
        with os.fdopen(handles.open_file(source, name), "rb") as stream:
            facts = os.fstat(stream.fileno())
            file = handles.create_file(at, to_name, facts.st_mode & _KEPT_MODE)
            try:
                try:
                    self._copy(file, stream)
                    self._put_mark(file, at, to_name)
                finally:
                    os.close(file)
            except BaseException:
                handles.remove_file(at, to_name)
                raise
        handles.set_time_of(at, to_name, facts.st_mtime_ns)

    def _regular_file(self, path: str) -> Handle | None:
        folder, _, name = path.rpartition("/")
        try:
            handle = self._stage.get(folder)
            facts = handles.facts_of(handle, name)
        except (NotAFolder, OSError, ValueError):
            return None
        return handle if facts is not None and stat.S_ISREG(facts.st_mode) else None

    def _put_mark(self, file: int, folder: Handle, name: str) -> None:
        if self._mark:
            path = os.path.join(folder, name) if isinstance(folder, str) else name
            cause = self._mark.put_on(file, path)
            if cause:
                self._mark.note_lost(cause, self._remarks)

    # ---- facts -----------------------------------------------------------------------------------

    def _time_of(self, entry: Entry) -> int | None:
        """Nanoseconds since the epoch; times that no file system holds are moved to the nearest."""
        mtime = entry.mtime
        if mtime is None:
            return None
        if -MAX_TIME_S < mtime < MAX_TIME_S:
            return int(mtime * 1_000_000_000)
        if math.isnan(mtime):
            self._remarks.add(entry.path, "time-dropped", "Its time is not a number.")
            return None
        return (MAX_TIME_S if mtime > 0 else -MAX_TIME_S) * 1_000_000_000

    def _judge_top(self, entry: Entry) -> None:
        """The chosen folder keeps its own mode; a mode that would lock it is worth a remark."""
        if entry.mode is not None and (entry.mode & 0o7000 or entry.mode & 0o700 != 0o700):
            text = f"The mode {entry.mode:04o} for the extraction folder itself was ignored."
            self._remarks.add(entry.path or ".", "mode-dropped", text)

    def _note_special(self, entry: Entry) -> None:
        # Nobody unpacks an archive for these bits: without them it is complete all the same.
        self._remarks.add(entry.path, "mode-dropped", "Its set-id or sticky bit was dropped.", minor=True)


def file_mode(mode: int | None) -> int:
    """What a file is made with, of what the archive says; the process's umask applies on top."""
    return 0o666 if mode is None else mode & _KEPT_MODE | 0o400


def link_target(entry: Entry, stream: BinaryIO | None) -> str:
    """The target of a symbolic link, which some formats keep as its content."""
    if entry.link_target is not None or stream is None:
        return entry.link_target or ""
    return stream.read(MAX_TARGET_BYTES + 1).decode("utf-8", "surrogateescape")
