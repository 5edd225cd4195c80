"""Where to extract to, and what to do with files that are there already."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from archiver_gui.core.formats import match_suffix
from archiver_gui.core.names import display
from archiver_gui.core.options import ExtractOptions, OnConflict
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton, PrimaryButton
from archiver_gui.gui.widgets.combo import Combo
from archiver_gui.gui.widgets.fields import Field
from archiver_gui.gui.widgets.labels import ElidedLabel, SectionLabel, TitleLabel
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services


def default_folder(services: Services, archive_path: str) -> str:
    """A folder beside the archive, named after it without its suffix."""
    folder, name = os.path.split(archive_path)
    known = match_suffix(name, services.formats())
    stem = name[: -len(known[1])] if known else os.path.splitext(name)[0]
    return os.path.join(folder, stem if stem != name else f"{name} extracted")


class ExtractDialog(QDialog):
    """Filled in so that Enter alone does the usual thing."""

    def __init__(
        self,
        services: Services,
        archive_path: str,
        patterns: Sequence[str] = (),
        what: str = "",
        parent: QWidget | None = None,
        name_encoding: str = "",
    ) -> None:
        """`what` says in words what the patterns stand for; everything when empty."""
        super().__init__(parent)
        self.setObjectName("extractDialog")
        self.setWindowTitle(self.tr("Extract"))
        self._services = services
        self.archive_path = archive_path
        self._patterns = tuple(patterns)
        self._name_encoding = name_encoding
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, metrics.MARGIN, metrics.MARGIN, metrics.MARGIN)
        column.setSpacing(metrics.GRID)
        column.addWidget(TitleLabel(self.tr("Extract")))
        name = display(os.path.basename(archive_path))
        column.addWidget(ElidedLabel(self.tr("{what} of {archive}").format(what=what, archive=name) if what else name))
        column.addSpacing(metrics.GRID)
        self._build_folder(column)
        column.addSpacing(metrics.GRID)
        self._build_conflict(column)
        column.addSpacing(metrics.GAP)
        column.addStretch(1)
        self._build_buttons(column)
        self.resize(560, self.sizeHint().height())
        self._folder.setFocus()

    def _build_folder(self, column: QVBoxLayout) -> None:
        self._folder = Field()
        self._folder.setObjectName("extractFolderEdit")
        self._folder.setText(default_folder(self._services, self.archive_path))
        self._folder.setAccessibleName(self.tr("Extract to"))
        label = SectionLabel(self.tr("Extract &to"))
        label.setBuddy(self._folder)
        browse = PlainButton(self.tr("&Browse…"))
        browse.setObjectName("extractBrowseButton")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        column.addWidget(label)
        column.addLayout(row)

    def _build_conflict(self, column: QVBoxLayout) -> None:
        self._conflict = Combo()
        self._conflict.setObjectName("extractConflictCombo")
        for text, action in (
            (self.tr("Ask"), OnConflict.ASK),
            (self.tr("Keep both"), OnConflict.RENAME),
            (self.tr("Replace"), OnConflict.REPLACE),
            (self.tr("Skip"), OnConflict.SKIP),
        ):
            self._conflict.addItem(text, action)
        label = SectionLabel(self.tr("&When a file is there already"))
        label.setBuddy(self._conflict)
        column.addWidget(label)
        column.addWidget(self._conflict)

    def _build_buttons(self, column: QVBoxLayout) -> None:
        cancel = PlainButton(self.tr("Cancel"))
        cancel.setObjectName("extractCancelButton")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        accept = PrimaryButton(self.tr("&Extract"), "upload")
        accept.setObjectName("extractAcceptButton")
        accept.setDefault(True)
        accept.clicked.connect(self.accept)
        self._folder.textChanged.connect(lambda text: accept.setEnabled(bool(text.strip())))
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(accept)
        column.addLayout(row)

    def _on_browse_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Extract to"), os.path.dirname(self._folder.text()))
        if chosen:
            self._folder.setText(chosen)

    @property
    def options(self) -> ExtractOptions:
        """What was chosen."""
        return ExtractOptions(
            folder=os.path.abspath(os.path.expanduser(self._folder.text().strip())),
            patterns=self._patterns,
            on_conflict=OnConflict(self._conflict.currentData()),
            name_encoding=self._name_encoding,
        )

    def submit_to(self, runner: JobRunner) -> Job:
        """Start the job that was chosen."""
        options = self.options
        ask = runner.ask_conflict if options.on_conflict is OnConflict.ASK else None
        job = self._services.extract(self.archive_path, options, ask, runner.ask_excess)
        runner.submit(job)
        return job
