"""One extraction: entries in, a tree on disk out, and nothing anywhere else."""

from __future__ import annotations

import os
from types import TracebackType
from typing import BinaryIO, Self

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import ArchiverError, EnvironmentFault, cause_of, from_os_error
from archiver_gui.core.lent import can_lend
from archiver_gui.core.names import display, escape_reason, oddity
from archiver_gui.core.options import AllowExcess, AskConflict, ExtractOptions, OnConflict
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction import handles
from archiver_gui.extraction.budget import Budget, never
from archiver_gui.extraction.errors import refuses_name
from archiver_gui.extraction.folders import Folders, NotAFolder
from archiver_gui.extraction.handover import Handover
from archiver_gui.extraction.journal import StagingJournal
from archiver_gui.extraction.links import PendingLinks, follow
from archiver_gui.extraction.naming import EntryNames
from archiver_gui.extraction.placement import Placement, taken
from archiver_gui.extraction.quarantine import DownloadMark
from archiver_gui.extraction.staging import Staging
from archiver_gui.extraction.writer import EntryWriter, link_target

# Most programs cannot open a longer path at once. Source: PATH_MAX of Linux.
_LONG_PATH_BYTES = 4096


class SafeTree:
    """Writes the entries of one archive into a hidden folder and, at the end, moves them into place.

    A context: leaving it without `finish()` having come to its end removes every trace, whatever the
    reason. Folders that are already there are merged into, keeping their own modes; links that are
    there are never followed. One thread at a time.

    Args:
        ask: Called from `finish()` for every conflict when the options say so. Without it, the first
            conflict refuses the whole extraction and leaves the folder as it was.
        archive_bytes: The archive's size on disk, for the ratio; 0 when unknown.
        allow: Asked when a limit on what comes out is reached: whether there shall be none for this archive.
        expected_bytes: What the archive promises to unpack to, to see whether there is room.
        journal: Where the hidden folder is noted while it is there, for the case that this process dies.
        mark: The archive's own, which is handed on to every file.
        descriptors: False checks paths instead, as on systems that have no descriptors of folders.
    """

    def __init__(
        self,
        options: ExtractOptions,
        remarks: Remarks,
        progress: Progress,
        ask: AskConflict | None = None,
        *,
        archive_bytes: int = 0,
        allow: AllowExcess = never,
        expected_bytes: int = 0,
        journal: StagingJournal | None = None,
        mark: DownloadMark | None = None,
        descriptors: bool = handles.HAVE_DESCRIPTORS,
    ) -> None:
        self._options = options
        self._remarks = remarks
        self._progress = progress
        self._ask = ask
        self._expected_bytes = expected_bytes
        self._budget = Budget(archive_bytes, unlimited=options.allow_large, allow=allow)
        self._staging = Staging(options.folder, journal, descriptors=descriptors)
        self._mark = mark or DownloadMark()
        self._finished = False
        self.written_entries = 0

    @property
    def written_bytes(self) -> int:
        """Bytes of content that were written, those of entries that proved damaged included."""
        return self._budget.written_bytes

    def __enter__(self) -> Self:
        self._staging.open(self._expected_bytes)
        staging = self._staging
        self._stage = Folders(staging.tree, lambda: self._budget.count(bare=True))
        self._target = Folders(staging.root)
        self._links = PendingLinks(self._stage, self._remarks, self._progress)
        portable = self._options.portable_names or staging.refuses_characters or os.name == "nt"
        self._names = names = EntryNames(
            self._remarks,
            portable=portable,
            folding=self._options.portable_names or staging.is_case_blind,
            max_bytes=staging.max_name_bytes,
        )
        self._writer = EntryWriter(
            self._stage, staging.spare, names, self._links, self._remarks, self._budget, self._progress, self._mark
        )
        self._must_not_clash = (
            self._options.on_conflict is OnConflict.ASK and self._ask is None and not staging.was_empty
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything and remove the hidden folder."""
        self._stage.close()
        self._target.close()
        try:
            self._staging.remove(keep_chosen=self._finished)
        except EnvironmentFault as fault:
            if error is None and not self._finished:
                raise
            # What matters is told already: that it failed, or that it is all there.
            self._remarks.add("", "left-behind", str(fault))

    def add(self, entry: Entry, stream: BinaryIO | None, *, replaces_earlier: bool = False) -> None:
        """Write one entry.

        An entry that must not or cannot be written is remarked and passed over. What the stream raises
        passes through when the half file is gone; further entries may be added then.

        Args:
            stream: The content of a file; None when it cannot be had, which the reader has remarked.
            replaces_earlier: A later entry of one name takes the earlier one's place, as in tar; else
                it is written beside it under another name, with a remark.

        Raises:
            RefusedError: A budget is exceeded, or a file is there and nobody can be asked.
            EnvironmentFault: The disk is full, or the like.
            Cancelled: The user cancelled.
        """
        self._progress.check()
        reason = escape_reason(entry.path)
        if reason:
            self._writer.refuse(entry, f"The entry was not extracted: {reason}.")
            return
        self._budget.check_depth(entry.path)
        if self._must_not_clash and entry.kind is not EntryKind.FOLDER:
            self._refuse_clash(entry.path)
        try:
            written = self._write(entry, stream, replaces=replaces_earlier)
        except UnicodeEncodeError:
            self._writer.refuse(entry, "Its name cannot be held here: it is no text.")
            return
        except OSError as error:
            if not refuses_name(error):
                raise self.fault(error, entry.path) from error
            self._writer.refuse(entry, f"Its name cannot be held here: {cause_of(error)}.")
            return
        if written:
            self._count(entry.path)

    def handover(self) -> Handover | None:
        """What others may write beside `add`; None where all names have to be settled one by one."""
        tree = self._staging.tree
        if not isinstance(tree, int) or self._names.changes_all or not can_lend():
            return None
        return Handover(
            tree,
            self._stage,
            self._names,
            self._links,
            self._budget,
            self._remarks,
            self._mark,
            self._refuse_clash if self._must_not_clash else None,
            self._count,
        )

    def finish(self) -> None:
        """Move everything into place, and put on what comes last: links, modes and times of folders.

        A cancel or a fault on the way takes back what was moved.

        Raises:
            RefusedError: Something is there and nobody can be asked.
            EnvironmentFault: The disk is full, or the like.
            Cancelled: The user cancelled.
        """
        staging = self._staging
        placement = Placement(
            self._stage,
            self._target,
            staging.old,
            staging.folder,
            self._options.on_conflict,
            self._ask,
            self._remarks,
            self._progress,
        )
        try:
            pending = len(self._links)
            self._links.make()
            self.written_entries -= pending - len(self._links)
            placement.place()
            self._judge_links(placement)
            placement.finish_folders(self._writer.folder_facts, staging.folder_mode)
        except BaseException as error:
            placement.take_back()
            if isinstance(error, NotAFolder):
                error = NotADirectoryError(20, "A folder was exchanged meanwhile", error.path)
            if isinstance(error, OSError):
                raise self.fault(error, "") from error
            raise
        self.written_entries -= placement.left_out
        self._finished = True

    def _write(self, entry: Entry, stream: BinaryIO | None, *, replaces: bool) -> bool:
        kind = entry.kind
        if kind is EntryKind.FILE:
            return stream is not None and self._writer.write_file(entry, stream, replaces=replaces)
        if kind is EntryKind.FOLDER:
            return self._writer.write_folder(entry, replaces=replaces)
        if kind is EntryKind.HARDLINK:
            return self._writer.write_hardlink(entry, replaces=replaces)
        if kind is EntryKind.SYMLINK:
            return self._writer.hold_symlink(entry, link_target(entry, stream), replaces=replaces)
        self._writer.refuse(entry, "Devices, FIFOs and sockets are never made.")
        return False

    def _refuse_clash(self, path: str) -> None:
        """Notice early what `finish()` would refuse; a wrong guess costs nothing but time."""
        try:
            clashes = os.path.lexists(os.path.join(self._options.folder, path))
        except (OSError, ValueError):
            return
        if clashes:
            raise taken(path)

    def _judge_links(self, placement: Placement) -> None:
        """See where the links really lead, now that all that was there before is beside them."""
        for path, link in self._links:
            self._progress.check()
            final = placement.final(path)
            if final is None:
                continue
            folder, _, name = final.rpartition("/")
            leads = follow(self._target, folder, link.target)
            if leads == "circle":
                self._remarks.add(link.entry, "circle", "The link leads in a circle, or through very many others.")
            elif leads == "outside":
                handles.remove_file(self._target.get(folder), name)
                self.written_entries -= 1
                text = "The link was not made: it would lead outside by a link that was there before."
                self._remarks.add(link.entry, "refused", text, severe=True)

    def _count(self, path: str) -> None:
        """Note that an entry was written."""
        self.written_entries += 1
        text = oddity(path)
        if text:
            self._remarks.add(path, "odd-name", text)
        if len(path) > _LONG_PATH_BYTES // 4 and len(os.fsencode(path)) >= _LONG_PATH_BYTES:
            self._remarks.add(path, "odd-name", "Its path is longer than most programs can open.")

    def fault(self, error: OSError, path: str) -> ArchiverError:
        """The error for an entry that the system refused to write; of all of them when `path` is empty."""
        what = f"“{display(path)}” could not be extracted" if path else "The files could not be moved into place"
        return from_os_error(error, what, self._options.folder)
