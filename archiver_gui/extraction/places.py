"""Finds the place in the staged tree where an entry is written, whatever stands there already."""

from __future__ import annotations

import stat
from dataclasses import dataclass

from archiver_gui.core.entries import Entry
from archiver_gui.core.outcome import Remarks
from archiver_gui.extraction import handles
from archiver_gui.extraction.errors import refuses_name
from archiver_gui.extraction.folders import Folders, NotAFolder
from archiver_gui.extraction.handles import Handle
from archiver_gui.extraction.links import PendingLinks
from archiver_gui.extraction.naming import EntryNames, join

_ALSO_FOLDER = "the archive has a file and a folder of this name"
_TAKEN = "an earlier entry has this name"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to write an entry now, and where it belongs when it is whole, if that is elsewhere."""

    folder: Handle
    name: str
    final: tuple[Handle, str] | None = None


class Places:
    """Settles which of several entries of one name gets it.

    `replaces` is the archive's own rule: a later entry takes the earlier one's place (tar), or goes
    under another name (zip). Folders are never replaced.
    """

    def __init__(self, stage: Folders, spare: Handle, names: EntryNames, links: PendingLinks, remarks: Remarks) -> None:
        self._stage = stage
        self._spare = spare
        self._names = names
        self._links = links
        self._remarks = remarks
        self._spares = 0

    def create_file(self, entry: Entry, mode: int, *, replaces: bool) -> tuple[int, Place]:
        """Open a new file for writing; `settle` it when it is whole."""
        handle, folder, name = self._parent(entry.path)
        try:
            if not self._links or join(folder, name) not in self._links:
                return handles.create_file(handle, name, mode), Place(handle, name)
        except FileExistsError:
            pass
        except (OSError, UnicodeEncodeError) as error:
            fallback = self._names.fallback(name)
            if not refuses_name(error) or fallback == name:
                raise
            self._names.renamed(entry.path, folder, fallback, "its name cannot be held here")
            name = fallback
        place = self._free(entry, handle, folder, name, replaces=replaces)
        return handles.create_file(place.folder, place.name, mode), place

    def free(self, entry: Entry, *, replaces: bool) -> Place:
        """A name that nothing has yet; `settle` it when something does."""
        handle, folder, name = self._parent(entry.path)
        return self._free(entry, handle, folder, name, replaces=replaces)

    def free_for_link(self, entry: Entry, *, replaces: bool) -> str | None:
        """The path for a link that is made later; None where a folder stands."""
        handle, folder, name = self._parent(entry.path)
        facts = handles.facts_of(handle, name)
        if facts is not None and stat.S_ISDIR(facts.st_mode):
            return None
        if facts is None and join(folder, name) not in self._links:
            return join(folder, name)
        if not replaces or self._names.is_lent(join(folder, name), entry.path):
            return join(folder, self._number(entry, handle, folder, name, _TAKEN))
        if facts is not None:
            handles.remove_file(handle, name)
        self._note_replaced(entry)
        return join(folder, name)

    def settle(self, entry: Entry, place: Place) -> None:
        """Put what was written where it belongs."""
        if place.final is not None:
            handles.move(place.folder, place.name, *place.final)
            self._note_replaced(entry)

    def make_folder(self, entry: Entry, *, replaces: bool) -> str:
        """Make the folder that an entry names, with those above it; its path."""
        while True:
            path = self._names.folder(entry.path)
            if replaces and path in self._links and not self._names.is_lent(path, entry.path):
                self._links.drop(path)
                self._note_replaced(entry)
            try:
                self._stage.get(path, make=True)
                return path
            except NotAFolder as clash:
                if clash.path != path or not replaces or self._names.is_lent(path, entry.path):
                    self._reroute(entry.path, clash.path)
                    continue
            parent, _, name = path.rpartition("/")
            handles.remove_file(self._stage.get(parent), name)
            self._note_replaced(entry)

    def _parent(self, entry_path: str) -> tuple[Handle, str, str]:
        """The open folder for an entry, that folder's path, and the entry's name in it."""
        while True:
            folder, name = self._names.place(entry_path)
            try:
                return self._stage.get(folder, make=True), folder, name
            except NotAFolder as clash:
                self._reroute(entry_path, clash.path)

    def _reroute(self, entry_path: str, path: str) -> None:
        """Put what belongs below a file into a folder beside it."""
        parts = entry_path.split("/")[: path.count("/") + 1]
        parent, _, name = path.rpartition("/")
        handle = self._stage.get(parent)
        while True:
            candidate = self._names.numbered(parent, name)
            if join(parent, candidate) not in self._links:
                try:
                    handles.make_folder(handle, candidate)
                    break
                except FileExistsError:
                    continue
        self._names.reroute("/".join(parts), join(parent, candidate), _ALSO_FOLDER)

    def _free(self, entry: Entry, handle: Handle, folder: str, name: str, *, replaces: bool) -> Place:
        facts = handles.facts_of(handle, name)
        is_link = join(folder, name) in self._links
        is_folder = facts is not None and stat.S_ISDIR(facts.st_mode)
        if facts is None and not is_link:
            return Place(handle, name)
        if not replaces or is_folder or self._names.is_lent(join(folder, name), entry.path):
            reason = _ALSO_FOLDER if is_folder else _TAKEN
            return Place(handle, self._number(entry, handle, folder, name, reason, severe=is_folder))
        if is_link:
            self._links.drop(join(folder, name))
            self._note_replaced(entry)
            return Place(handle, name)
        self._spares += 1
        return Place(self._spare, f"spare-{self._spares}", (handle, name))

    def _number(
        self, entry: Entry, handle: Handle, folder: str, name: str, reason: str, *, severe: bool = False
    ) -> str:
        """A numbered name that is free, with its remark."""
        while True:
            candidate = self._names.numbered(folder, name)
            if join(folder, candidate) not in self._links and handles.facts_of(handle, candidate) is None:
                break
        self._names.renamed(entry.path, folder, candidate, reason, severe=severe)
        return candidate

    def _note_replaced(self, entry: Entry) -> None:
        self._remarks.add(entry.path, "replaced", "It took the place of an earlier entry of the same name.")
