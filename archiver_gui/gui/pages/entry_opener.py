"""Opening single files of an archive with the desktop's programs."""

from __future__ import annotations

import posixpath
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.names import display
from archiver_gui.core.outcome import Outcome
from archiver_gui.core.progress import Cancelled, Progress
from archiver_gui.gui.dialogs.open_program import OpenProgramDialog
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.pages.open_archive import OpenArchive
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services

# Most files are there before anybody reads a message.
_TELL_AFTER_MS = 400
_MAX_LINKS = 8


class EntryOpener(QObject):
    """Takes a file out in the background, asks where it is a program, and hands it to the desktop."""

    def __init__(self, page: Page, services: Services, runner: JobRunner) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self._runner = runner
        self._call: BackgroundCall[Outcome | None] | None = None
        self._message: Message | None = None  # that it takes a while

    def open(self, archive: OpenArchive, chosen: Entry) -> None:
        """Open a file, or what a link leads to; one at a time, the last one counts."""
        self.cancel()
        entry = target_of(archive, chosen)
        if entry is None:
            text = self.tr("{name} cannot be opened").format(name=display(_name(chosen)))
            detail = self.tr("It leads to no file of this archive.")
            self._page.show_message(Message(text, detail, kind="warning"))
            return
        job = self._services.open_entry(archive.path, entry, archive.name_encoding, self._runner.ask_excess)

        def work(progress: Progress) -> Outcome | None:
            try:
                return job.work(progress)
            except Cancelled:  # the question was answered so: nobody waits for anything
                return None

        self._call = call = self._runner.background(
            work, partial(self._on_taken_out, _name(entry)), self._on_failed, owner=self, title=job.title
        )
        QTimer.singleShot(_TELL_AFTER_MS, self, lambda: self._tell(call, _name(entry)))

    def cancel(self) -> None:
        """Stop what is under way; nothing of it is left."""
        if self._call is not None:
            self._call.cancel()
            self._end()

    def _tell(self, call: BackgroundCall[Outcome | None], name: str) -> None:
        if call is self._call:
            text = self.tr("Opening {name}…").format(name=display(name))
            self._message = Message(text, actions=((self.tr("Cancel"), self.cancel),))
            self._page.show_message(self._message)

    def _end(self) -> None:
        self._call = None
        if self._message is not None and self._page.messages.message is self._message:
            self._page.messages.clear()
        self._message = None

    def _on_taken_out(self, name: str, outcome: Outcome | None) -> None:
        self._end()
        if outcome is None:
            return
        if not outcome.facts.get("program"):
            self._hand_over(outcome.path, name)
            return
        dialog = OpenProgramDialog(name, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._hand_over(outcome.path, name))
        dialog.open()

    def _on_failed(self, error: ArchiverError) -> None:
        self._end()
        self._page.show_error(error)

    def _hand_over(self, path: str, name: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            text = self.tr("Nothing opens {name}").format(name=display(name))
            detail = self.tr("The desktop knows no program for files of this kind. Extract it instead.")
            self._page.show_message(Message(text, detail, kind="warning"))


def target_of(archive: OpenArchive, entry: Entry) -> Entry | None:
    """The file that an entry is or leads to, inside its archive; None where it leads nowhere."""
    for _ in range(_MAX_LINKS):
        if entry.kind is EntryKind.FILE:
            return entry
        if entry.link_target is None or archive.contents is None:
            return None
        path = entry.link_target
        if entry.kind is EntryKind.SYMLINK:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path))
        found = archive.contents.index.entry_named(path)
        if found is None:
            return None
        entry = found
    return None


def _name(entry: Entry) -> str:
    return entry.path.rpartition("/")[2]
