"""What can be done with the selected archives: actions for menus and keys, and the panel's buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from archiver_gui.core.archives import Archive, ArchiveLine, ArchiveState
from archiver_gui.gui import wording
from archiver_gui.gui.desktop import show_in_folder
from archiver_gui.gui.dialogs.extract import ExtractDialog
from archiver_gui.gui.dialogs.paths import ask_for_paths
from archiver_gui.gui.dialogs.recreate import RecreateDialog
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.archive_selection import Selected
from archiver_gui.gui.pages.catalogue_description import CatalogueDescription
from archiver_gui.gui.pages.catalogue_details import CatalogueDetails
from archiver_gui.gui.pages.catalogue_jobs import CatalogueJobs
from archiver_gui.gui.pages.catalogue_table import CatalogueTable
from archiver_gui.gui.pages.told_jobs import ToldJobs
from archiver_gui.gui.theme.icons import icon
from archiver_gui.gui.widgets.context_menu import menu_place
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.services import Services

# What must be selected.
_ONE, _SOME, _MARKED, _UNMARKED, _LOST = "one", "some", "marked", "unmarked", "lost"
_Change = Callable[[Iterable[int]], None]


class CatalogueActions(QObject):
    """Enabled as the selection allows; changes run in the background and are told in the page's bar."""

    changed = Signal()  # rows were changed

    def __init__(
        self, page: Page, table: CatalogueTable, panel: CatalogueDetails, services: Services, runner: JobRunner
    ) -> None:
        super().__init__(page)
        self._page = page
        self._table = table
        self._panel = panel
        self._services = services
        self._runner = runner
        self._undo: Callable[[], None] | None = None
        self.jobs = CatalogueJobs(page, services, runner)
        self._told = ToldJobs(page, runner)
        self.jobs.relinked.connect(self.changed)
        self.jobs.purged.connect(self._on_purged)
        self._bound: list[tuple[QAction, QPushButton, str]] = []
        self._build()
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_context_menu_requested)
        description = CatalogueDescription(table, panel, services, runner)
        description.summed_up.connect(self._on_summed_up)
        self._on_summed_up(Selected())

    def _build(self) -> None:
        add, panel = self._bind, self._panel
        add(panel.open_button, "folder-open", "openArchiveAction", self._on_open, _ONE)
        add(panel.extract_button, "upload", "extractArchiveAction", self._on_extract, _ONE)
        show = add(panel.show_button, "folder-search", "showArchiveAction", self._on_show, _ONE)
        show.setText(self.tr("Show i&n folder"))
        add(panel.verify_button, "shield-check", "verifyArchiveAction", self._on_verify, _SOME)
        add(panel.recreate_button, "refresh-cw", "recreateAction", self._on_recreate, _ONE)
        self._pin_action = add(panel.pin_button, "pin", "pinAction", self._on_pin, _SOME)
        add(panel.relink_button, "link", "relinkAction", self._on_relink, _LOST)
        mark = add(panel.mark_button, "trash-2", "markDeletedAction", self._on_mark, _UNMARKED)
        mark.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        mark.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # Del in the search field deletes text
        add(panel.restore_button, "undo-2", "restoreAction", self._on_restore, _MARKED)
        add(panel.forget_button, "list-x", "forgetAction", self._on_forget, _SOME)
        self._undo_action = QAction(icon("undo-2"), self.tr("&Undo"), self)
        self._undo_action.setObjectName("catalogueUndoAction")
        self._undo_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self._undo_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._undo_action.setEnabled(False)
        self._undo_action.triggered.connect(self.undo)
        self._page.addAction(self._undo_action)

    def _bind(self, button: QPushButton, icon_name: str, name: str, call: Callable[[], None], needs: str) -> QAction:
        action = QAction(icon(icon_name), button.text().strip(), self)
        action.setObjectName(name)
        action.triggered.connect(call)
        button.clicked.connect(call)
        self._table.addAction(action)
        self._bound.append((action, button, needs))
        return action

    def menu(self) -> list[QAction | None]:
        """The actions in the order of a menu; None is a separator."""
        actions: list[QAction | None] = [action for action, _, _ in self._bound]
        return [*actions[:3], None, *actions[3:], None, self._undo_action]

    def _on_summed_up(self, selected: Selected) -> None:
        can = {
            _ONE: selected.count == 1,
            _SOME: selected.count > 0,
            _MARKED: selected.marked > 0,
            _UNMARKED: selected.marked < selected.count,
            _LOST: selected.count == selected.away == 1,
        }
        for action, button, needs in self._bound:
            action.setEnabled(can[needs])
            button.setEnabled(can[needs])
        text = self.tr("Unp&in") if selected.all_pinned else self.tr("P&in")
        self._panel.pin_button.say(text)
        self._pin_action.setText(text)
        self._panel.relink_button.setVisible(can[_LOST])
        self._panel.restore_button.setVisible(can[_MARKED])
        self._panel.mark_button.setVisible(can[_UNMARKED] or not selected.count)

    def _on_context_menu_requested(self, where: QPoint) -> None:
        place = menu_place(self._table, where)
        if place is None:
            return
        menu = QMenu(self._table)
        menu.setObjectName("catalogueMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.menu()[:-2]:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(self._table.viewport().mapToGlobal(place))

    # ---- with one archive ------------------------------------------------------------------------

    def _one(self) -> Archive | None:
        """The selected archive; none when it has just gone, which the buttons learn a moment later."""
        selected = self._table.selected
        return selected[0] if len(selected) == 1 else None

    def _on_open(self) -> None:
        record = self._one()
        if record is not None:
            self.open(record)

    def open(self, record: Archive) -> None:
        """Open an archive; the Archive page shows what the catalogue remembers of one that is away."""
        self._page.open_requested.emit(record.path, "")

    def _on_extract(self) -> None:
        record = self._one()
        if record is None:
            return
        dialog = ExtractDialog(self._services, record.path, parent=self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._told.follow(dialog.submit_to(self._runner)))
        dialog.open()

    def _on_show(self) -> None:
        record = self._one()
        if record is not None and not show_in_folder(record.path):
            folder = wording.folder_text(record.folder)
            self._page.show_message(Message(self.tr("No file manager could be opened"), folder, kind="warning"))

    def _on_recreate(self) -> None:
        record = self._one()
        if record is not None:
            dialog = RecreateDialog(self._services, self._runner, record, self._page.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.submitted.connect(self._told.follow)
            dialog.open()

    def _on_relink(self) -> None:
        record = self._one()
        if record is None:
            return
        title = self.tr("Where is {name} now?").format(name=wording.shown(record.name))
        mode = QFileDialog.FileMode.ExistingFile
        ask_for_paths(self._page, mode, title, record.folder, lambda paths: self.jobs.relink(record, paths[0]))

    # ---- with any number -------------------------------------------------------------------------

    def _on_verify(self) -> None:
        ids = [record.id for record in self._table.selected]
        self._runner.background(
            lambda _progress: self._services.verify(ids), self._told.submit, self._page.show_error, owner=self
        )

    def _on_pin(self) -> None:
        records = self._table.selected
        if _all_pinned(records):
            text = self.tr("%n archive(s) unpinned", "", len(records))
            self._change(self._services.unpin, self._services.pin, records, text)
        else:
            records = [record for record in records if not record.pinned]
            text = self.tr("%n archive(s) pinned", "", len(records))
            hint = self.tr("No clean-up takes what is pinned.")
            self._change(self._services.pin, self._services.unpin, records, text, hint)

    def _on_mark(self) -> None:
        records = [record for record in self._table.selected if not record.marked]
        text = self.tr("%n archive(s) marked for deletion", "", len(records))
        hint = self.tr("The files stay until you clean up.")
        self._change(self._services.mark, self._services.restore, records, text, hint)

    def _on_restore(self) -> None:
        records = [record for record in self._table.selected if record.marked]
        text = self.tr("%n archive(s) restored", "", len(records))
        self._change(self._services.restore, self._services.mark, records, text)

    def _on_forget(self) -> None:
        records = self._table.selected
        text = self.tr("%n archive(s) forgotten", "", len(records))
        gone = all(record.state is ArchiveState.MISSING for record in records)
        self._change(self._services.forget, None, records, text, "" if gone else self.tr("The files stay."))

    def _change(
        self, change: _Change, reverse: _Change | None, records: list[ArchiveLine], text: str, hint: str = ""
    ) -> None:
        """Change rows, then say so, with a way back where there is one."""
        ids = [record.id for record in records]
        if not ids:
            return
        detail = wording.shown(records[0].name) if len(records) == 1 else ""

        def done() -> None:
            self._set_undo(None if reverse is None else lambda: self._write(reverse, ids, self._page.messages.clear))
            actions = ((self.tr("Undo"), self.undo),) if reverse is not None else ()
            self._page.show_message(Message(text, detail, hint, actions=actions))

        self._write(change, ids, done)

    def _write(self, change: _Change, ids: list[int], done: Callable[[], None]) -> None:
        def finish(_nothing: object) -> None:
            done()
            self.changed.emit()

        self._runner.background(lambda _progress: change(ids), finish, self._page.show_error, owner=self)

    def _on_purged(self, trashed: list[int]) -> None:
        self._set_undo(lambda: self._told.submit(self._services.take_back(trashed)))
        text = wording.counted(self.tr("%n archive(s) moved to the trash", "", len(trashed)), len(trashed))
        self._page.show_message(Message(text, actions=((self.tr("Undo"), self.undo),)))

    def _set_undo(self, undo: Callable[[], None] | None) -> None:
        self._undo = undo
        self._undo_action.setEnabled(undo is not None)

    def undo(self) -> None:
        """Take the last mark or restore back."""
        undo = self._undo
        self._set_undo(None)
        if undo is not None:
            undo()


def _all_pinned(records: Sequence[Archive]) -> bool:
    return bool(records) and all(record.pinned for record in records)
