"""The clean-up dialog: a rule, exactly what it would delete, and the count that must be seen first."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.desktop import move_to_trash
from archiver_gui.gui.dialogs.clean_up_rule import CleanUpRule, Kind
from archiver_gui.gui.dialogs.saved_rules import SavedRules
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.purge_preview import PreviewColumn, PurgePreviewModel
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import DangerButton, PlainButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.check_box import CheckBox
from archiver_gui.gui.widgets.labels import MutedLabel, SectionLabel, TitleLabel
from archiver_gui.gui.widgets.rows import RowTable
from archiver_gui.services import PurgePlan, Services
from archiver_gui.settings.options import USE_TRASH

_SIZE = (680, 540)
# Typing "365" asks the catalogue once, not three times.
_SETTLE_MS = 200


class CleanUpDialog(QDialog):
    """Plans in the background; Purge hands exactly the plan that is shown to a job."""

    submitted = Signal(object)  # Job

    def __init__(
        self, services: Services, runner: JobRunner, parent: QWidget | None = None, *, saved_rule: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cleanUpDialog")
        self.setWindowTitle(self.tr("Clean up"))
        self._services = services
        self._runner = runner
        self._plan = PurgePlan()
        self._call: BackgroundCall[PurgePlan] | None = None
        self._planned = False  # whether the plan is that of the rule as it stands
        self._model = PurgePreviewModel(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._start_planning)
        self._rule = CleanUpRule()
        self._build()
        self._model.kept_changed.connect(self._show_summary)
        self._rule.changed.connect(self._on_rule_changed)
        self._saved = SavedRules(self, self._rule, services, runner)
        self._saved.failed.connect(self._on_planning_failed)
        self._start_planning()
        self._saved.load(saved_rule)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, metrics.MARGIN, metrics.MARGIN, metrics.MARGIN)
        column.setSpacing(metrics.GAP)
        column.addWidget(TitleLabel(self.tr("Clean up")))
        column.addWidget(self._rule)
        card = Card()
        card.column.addWidget(self._build_preview())
        column.addWidget(card, 1)
        self._trash = CheckBox(self.tr("Move files to the &trash"), "cleanUpTrashCheck")
        self._trash.setChecked(self._services.settings.get(USE_TRASH))
        self._trash.toggled.connect(self._on_trash_toggled)
        column.addWidget(self._trash)
        column.addLayout(self._build_foot())
        self.resize(*_SIZE)

    def _build_preview(self) -> RowTable:
        preview = self._preview = RowTable()
        preview.setObjectName("cleanUpPreview")
        preview.setAccessibleName(self.tr("What would be deleted"))
        preview.setModel(self._model)
        preview.horizontalHeader().hide()
        preview.horizontalHeader().setSectionResizeMode(PreviewColumn.NAME, QHeaderView.ResizeMode.Stretch)
        preview.setColumnWidth(PreviewColumn.SIZE, 96)
        preview.setColumnWidth(PreviewColumn.REASON, 232)
        return preview

    def _build_foot(self) -> QHBoxLayout:
        self._summary = SectionLabel("")
        self._summary.setObjectName("cleanUpSummary")
        self._warning = MutedLabel()
        self._warning.setObjectName("cleanUpWarning")
        self._warning.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._summary)
        words.addWidget(self._warning)
        cancel = PlainButton(self.tr("Cancel"))
        cancel.setObjectName("cleanUpCancelButton")
        cancel.clicked.connect(self.reject)
        self._purge_button = DangerButton(self.tr("&Purge"))
        self._purge_button.setObjectName("purgeButton")
        self._purge_button.setAutoDefault(False)
        self._purge_button.clicked.connect(self._on_purge_clicked)
        cancel.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(metrics.GRID)
        foot.addLayout(words, 1)
        foot.addWidget(cancel)
        foot.addWidget(self._purge_button)
        return foot

    @property
    def policy(self) -> RetentionPolicy:
        """The rule as it stands."""
        return self._rule.policy

    # ---- planning --------------------------------------------------------------------------------

    def _on_rule_changed(self) -> None:
        self._planned = False
        if self._call is not None:
            self._call.cancel()
        self._show_summary()
        self._settle.start()

    def _start_planning(self) -> None:
        policy = self.policy
        self._planned = False
        self._show_summary()
        self._call = self._runner.background(
            lambda _progress: self._services.plan_purge(policy),
            self._take_plan,
            self._on_planning_failed,
            owner=self,
            title=self.tr("Cleaning up"),
        )

    def _take_plan(self, plan: PurgePlan) -> None:
        self._plan = plan
        self._planned = True
        self._model.show_plan(plan)
        hints = {
            Kind.MARKED: self.tr("No archive is marked for deletion."),
            Kind.OLDER: self.tr("No archive is that old."),
            Kind.MISSING: self.tr("No archive's file is missing."),
        }
        hint = hints.get(self._rule.kind or Kind.COUNT, self.tr("No archive goes by this rule."))
        self._preview.set_empty("circle-check", self.tr("Nothing to clean up"), hint)
        self._show_summary()

    def _on_planning_failed(self, error: ArchiverError) -> None:
        self._plan = PurgePlan()
        self._model.show_plan(self._plan)
        self._preview.set_empty("circle-alert", told(error.title), wording.sentences(error.detail, error.hint))
        self._summary.setText("")

    # ---- what will happen ------------------------------------------------------------------------

    @property
    def _chosen(self) -> PurgePlan:
        return self._plan.without(self._model.kept_ids)

    def _show_summary(self) -> None:
        chosen = self._chosen
        count = len(chosen) if self._planned else 0
        has_files = any(item.archive.state is ArchiveState.READY for item in chosen.items)
        self._purge_button.setEnabled(count > 0)
        self._trash.setVisible(self._planned and has_files)
        self._warning.setVisible(count > 0)
        self._warning.setText(self._warning_text(chosen, has_files=has_files))
        if not self._planned:
            self._summary.setText(self.tr("Counting…"))
            self._purge_button.setText(self.tr("&Purge"))
        elif not count:
            self._summary.setText(self.tr("Nothing will be deleted."))
            self._purge_button.setText(self.tr("&Purge"))
        elif has_files:
            text = self.tr("%n archive(s), {size} will be deleted.", "", count)
            self._summary.setText(wording.counted(text, count).format(size=wording.size_text(chosen.size_bytes)))
            self._purge_button.setText(self.tr("&Purge %n archive(s)", "", count))
        else:
            self._summary.setText(wording.counted(self.tr("%n archive(s) will be forgotten.", "", count), count))
            self._purge_button.setText(self.tr("&Forget %n archive(s)", "", count))

    def _warning_text(self, chosen: PurgePlan, *, has_files: bool) -> str:
        if not has_files:
            return self.tr("Only the rows of the catalogue go; no file is deleted.")
        if not self._trash.isChecked():
            return self.tr("The files are deleted for good; there is no undo.")
        if all(item.is_file for item in chosen.items):
            return self.tr("Files go to the trash.")
        return self.tr("Files go to the trash; what is not on this computer is deleted for good.")

    def _on_trash_toggled(self, checked: bool) -> None:
        settings = self._services.settings
        self._runner.background(
            lambda _progress: settings.set(USE_TRASH, checked), _ignore, owner=self, must_finish=True
        )
        self._show_summary()

    def _on_purge_clicked(self) -> None:
        chosen = self._chosen
        if self._planned and len(chosen):
            job = self._services.purge(chosen, move_to_trash if self._trash.isChecked() else None)
            self._runner.submit(job)
            self.submitted.emit(job)
            self.accept()


def _ignore(_result: object) -> None:
    """The setting is saved: nothing more to do."""
