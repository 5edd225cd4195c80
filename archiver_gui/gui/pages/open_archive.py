"""One archive that is open on the Archive page: what was read of it, and where one is in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.encodings import is_legacy
from archiver_gui.core.entries import EntryBlock, EntryKind
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.outcome import Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.gui.calm import many_objects
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.job_runner import BackgroundCall
from archiver_gui.gui.models.entry_index import EntryIndex, EntryNode
from archiver_gui.gui.models.entry_tree import FolderTreeModel
from archiver_gui.gui.pages.job_words import remark_line
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.services import Listing, Services

# Characters that mean something in a pattern, each as the set that means itself.
_LITERAL = str.maketrans({char: f"[{char}]" for char in "*?["})

_GUESS = "names-guessed"  # the remark that has a message of its own


@dataclass(frozen=True, slots=True)
class Contents:
    """What a worker read."""

    listing: Listing
    index: EntryIndex
    locked: int  # entries that are encrypted
    has_packed_sizes: bool  # the format knows what each entry takes
    has_crcs: bool
    has_old_names: bool  # names that are neither ASCII nor Unicode
    memory: ArchiveRecord | None = None  # the file is away, and this is what the catalogue remembers of it


@dataclass(slots=True, eq=False)
class OpenArchive:
    """The state of one tab."""

    path: str
    contents: Contents | None = None
    error: ArchiverError | None = None
    tree: FolderTreeModel | None = None
    folder: str = ""
    filter_text: str = ""
    goal: str = ""  # path of the entry that is to be selected once it is shown
    name_encoding: str = ""  # what old names are in; '' as the catalogue knows, else to guess
    call: BackgroundCall[Contents] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The archive's file name."""
        return os.path.basename(self.path)

    def seek(self, path: str) -> None:
        """Have this entry selected in its folder."""
        self.folder, self.filter_text, self.goal = path.rpartition("/")[0], "", path

    @property
    def is_readable(self) -> bool:
        """Whether its entries are shown and can be read."""
        return self.contents is not None and self.contents.memory is None

    @property
    def node(self) -> EntryNode | None:
        """The folder that is shown; the root where it is gone."""
        if self.contents is None:
            return None
        index = self.contents.index
        return index.find(self.folder) or index.root

    def patterns_of(self, nodes: list[EntryNode]) -> tuple[str, ...]:
        """What extracts exactly these; all that is in the folder shown is that folder, or everything."""
        node = self.node
        if node is not None and not self.filter_text and self.contents is not None:
            whole = sum(child.high - child.low for child in nodes)
            own = 0 if node.entry is None else 1
            if whole >= node.high - node.low - own:
                return (literal(node.path),) if node.path else ()
        return tuple(dict.fromkeys(literal(child.path) for child in nodes))


def literal(path: str) -> str:
    """A pattern that matches this path and no other."""
    return path.translate(_LITERAL)


def read(services: Services, path: str, name_encoding: str, progress: Progress) -> Contents:
    """List an archive and sort its entries, from the catalogue's memory where its file is away; runs in a worker.

    Raises:
        ArchiverError: Nothing of it can be listed.
    """
    memory: ArchiveRecord | None = None
    with many_objects():
        try:
            listing = services.list_archive(path, progress, name_encoding)
        except ArchiverError:
            remembered = services.remembered(path, progress)
            if remembered is None:
                raise
            listing, memory = remembered.listing, remembered.record
        index = EntryIndex(listing.entries, progress)
    blocks = listing.entries.blocks
    return Contents(
        listing,
        index,
        locked=sum(sum(block.encrypted) for block in blocks),
        has_packed_sizes=any(_has_packed_size(block) for block in blocks),
        has_crcs=any(crc is not None for block in blocks for crc in block.crc32s),
        has_old_names=any(name and is_legacy(name) for block in blocks for name in block.raw_names),
        memory=memory,
    )


def _has_packed_size(block: EntryBlock) -> bool:
    found = zip(block.packed_sizes, block.kinds, strict=True)
    return any(size is not None and kind is EntryKind.FILE for size, kind in found)


def fault_message(contents: Contents) -> Message | None:
    """What is wrong with an archive that could be listed; None where nothing is."""
    listing = contents.listing
    if listing.verdict is not Verdict.COMPLETE and any(remark.kind != _GUESS for remark in listing.remarks):
        first = next((remark for remark in listing.remarks if remark.severe), listing.remarks[0])
        if listing.verdict is Verdict.PARTIAL:
            count = len(listing.entries)
            text = QCoreApplication.translate(
                "ArchivePage", "This archive is damaged: %n entry(s) could be listed", "", count
            )
        else:
            text = QCoreApplication.translate("ArchivePage", "%n remark(s) on this archive", "", len(listing.remarks))
        lines = "\n".join(remark_line(remark.entry, remark.text) for remark in listing.remarks)
        copy = QCoreApplication.translate("ArchivePage", "Copy remarks")
        actions = ((copy, lambda: QGuiApplication.clipboard().setText(lines)),)
        return Message(text, remark_line(first.entry, first.text), kind="warning", actions=actions)
    if contents.locked:
        text = QCoreApplication.translate(
            "ArchivePage", "A password locks %n entry(s) of this archive", "", contents.locked
        )
        detail = QCoreApplication.translate(
            "ArchivePage", "Their names can be seen; they cannot be extracted here yet."
        )
        return Message(text, detail)
    return None


def names_message(contents: Contents, change: Callable[[], None]) -> Message | None:
    """That old names were guessed, with the way to say better; None where they were not."""
    guess = next((remark.text for remark in contents.listing.remarks if remark.kind == _GUESS), None)
    if guess is None:
        return None
    text = QCoreApplication.translate("ArchivePage", "What the names are in was guessed")
    return Message(text, told(guess), actions=((QCoreApplication.translate("ArchivePage", "Change…"), change),))
