"""Build an archive again from its sources: what has changed there since, and where the new one goes."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from archiver_gui.core.archives import Archive
from archiver_gui.core.changes import ChangeKind, Changes
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.recipes import Recipe
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.changes import ChangeColumn, ChangesModel
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton, PrimaryButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.check_box import CheckBox
from archiver_gui.gui.widgets.labels import ElidedLabel, SectionLabel, TitleLabel
from archiver_gui.gui.widgets.message_bar import Message, MessageBar
from archiver_gui.gui.widgets.rows import RowTable
from archiver_gui.services import Services

_SIZE = (720, 520)


class RecreateDialog(QDialog):
    """Compares in the background, which need not be waited for."""

    submitted = Signal(object)  # Job

    def __init__(self, services: Services, runner: JobRunner, record: Archive, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recreateDialog")
        self.setWindowTitle(self.tr("Re-create from sources"))
        self._services = services
        self._runner = runner
        self._record = record
        self._options: BuildOptions | None = None  # what Re-create will build
        self._asking: BackgroundCall[BuildOptions] | None = None
        self._model = ChangesModel(self)
        self._messages = MessageBar()
        self._build()
        self.resize(*_SIZE)
        self._comparing = runner.background(
            lambda progress: services.changes(record.id, progress), self._take_changes, self._on_comparing_failed, self
        )
        self._ask_options()
        runner.background(lambda _progress: services.recipe_of(record.id), self._take_recipe, self._on_refused, self)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, metrics.MARGIN, metrics.MARGIN, metrics.MARGIN)
        column.setSpacing(metrics.GRID)
        column.addWidget(TitleLabel(self.tr("Re-create from sources")))
        what = self.tr("{name}, built {when}")
        name, when = wording.shown(self._record.name), wording.moment_text(self._record.created)
        column.addWidget(ElidedLabel(what.format(name=name, when=when), muted=True))
        column.addWidget(self._messages)
        column.addSpacing(metrics.GRID)
        self._summary = SectionLabel(self.tr("Changed since then"))
        self._summary.setObjectName("changesSummary")
        column.addWidget(self._summary)
        self._table = RowTable()
        self._table.setObjectName("changesTable")
        self._table.setAccessibleName(self.tr("What has changed since"))
        self._table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self._table.setModel(self._model)
        self._table.set_empty("loader", self.tr("Comparing with the sources…"))
        header = self._table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(ChangeColumn.ENTRY, QHeaderView.ResizeMode.Stretch)
        for section in (ChangeColumn.BEFORE, ChangeColumn.NOW):
            self._table.setColumnWidth(section, max(96, header.sectionSizeHint(section)))
        self._table.setColumnWidth(ChangeColumn.CHANGE, 128)
        card = Card()
        card.column.addWidget(self._table)
        column.addWidget(card, 1)
        column.addSpacing(metrics.GRID)
        self._replace = CheckBox(self.tr("Re&place the older archive once the new one is whole"), "replaceOlderCheck")
        self._replace.toggled.connect(self._ask_options)
        column.addWidget(self._replace)
        self._favourite = CheckBox(self.tr("O&ffer it under Presets on the Create page"), "favouriteCheck")
        self._favourite.setEnabled(False)
        column.addWidget(self._favourite)
        column.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        self._target = ElidedLabel(muted=True)
        self._target.setObjectName("recreateTarget")
        close = PlainButton(self.tr("&Close"))
        close.setObjectName("recreateCloseButton")
        close.clicked.connect(self.reject)
        self._accept = PrimaryButton(self.tr("&Re-create"), "refresh-cw")
        self._accept.setObjectName("recreateAcceptButton")
        self._accept.setDefault(True)
        self._accept.setEnabled(False)
        self._accept.clicked.connect(self._on_accept_clicked)
        foot = QHBoxLayout()
        foot.setSpacing(metrics.GRID)
        foot.addWidget(self._target, 1)
        foot.addWidget(close)
        foot.addWidget(self._accept)
        return foot

    # ---- what has changed ------------------------------------------------------------------------

    def _take_changes(self, changes: Changes) -> None:
        self._model.show(changes.items)
        hint = self.tr("What lies on disk is what is in the archive.")
        self._table.set_empty("circle-check", self.tr("Nothing has changed"), hint)
        if not changes.items:
            self._summary.setText(self.tr("Nothing has changed"))
            return
        counts = (
            (ChangeKind.NEW, self.tr("{count} new")),
            (ChangeKind.CHANGED, self.tr("{count} changed")),
            (ChangeKind.GONE, self.tr("{count} gone")),
        )
        numbers = ((len(changes.of(kind)), text) for kind, text in counts)
        parts = [text.format(count=wording.count_text(number)) for number, text in numbers if number]
        parts.append(self.tr("{count} as they were").format(count=wording.count_text(changes.same)))
        self._summary.setText(", ".join(parts))

    def _on_comparing_failed(self, error: ArchiverError) -> None:
        self._table.set_empty("circle-alert", told(error.title), wording.sentences(error.detail, error.hint))

    # ---- building --------------------------------------------------------------------------------

    def _ask_options(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        record, overwrite = self._record, self._replace.isChecked()
        self._accept.setEnabled(False)
        self._asking = self._runner.background(
            lambda _progress: self._services.recreate_options(record.id, overwrite=overwrite),
            self._take_options,
            self._on_refused,
            self,
        )

    def _take_options(self, options: BuildOptions) -> None:
        self._options = options
        where = self.tr("Builds {name} in {folder}")
        folder, name = os.path.split(options.target)
        self._target.setText(where.format(name=wording.shown(name), folder=wording.folder_text(folder)))
        self._accept.setEnabled(True)

    def _on_refused(self, error: ArchiverError) -> None:
        self._messages.show_message(Message.of_error(error))

    def _on_accept_clicked(self) -> None:
        if self._options is not None:
            job = self._services.build(self._options)
            self._runner.submit(job)
            self.submitted.emit(job)
            self.accept()

    # ---- favourite -------------------------------------------------------------------------------

    def _take_recipe(self, recipe: Recipe | None) -> None:
        if recipe is None or not recipe.id:  # built elsewhere, or before recipes were kept
            return
        self._favourite.setChecked(recipe.favourite)
        self._favourite.setEnabled(True)
        self._favourite.toggled.connect(partial(self._on_favourite_toggled, recipe.id))

    def _on_favourite_toggled(self, recipe_id: int, favourite: bool) -> None:
        self._runner.background(
            lambda _progress: self._services.set_favourite(recipe_id, favourite=favourite),
            _ignore,
            self._on_refused,
            self,
            must_finish=True,
        )

    def done(self, result: int) -> None:
        """Close, and stop comparing."""
        self._comparing.cancel()
        super().done(result)


def _ignore(_result: object) -> None:
    """It is kept: nothing more to do."""
