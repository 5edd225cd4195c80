"""The clean-up dialog: a rule, exactly what it would delete, and the count that must be seen first."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from archiver_gui.catalogue.purge import PurgeItem
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.gui import wording
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.purge_preview import PreviewColumn, PurgePreviewModel
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import DangerButton, PlainButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.combo import Combo, SpinBox
from archiver_gui.gui.widgets.labels import MutedLabel, SectionLabel, TitleLabel
from archiver_gui.gui.widgets.rows import RowTable
from archiver_gui.services import PurgePlan, Services

_MARKED, _OLDER = range(2)
_DEFAULT_DAYS = 30
_LONGEST = 99_999
# Typing "365" asks the catalogue once, not three times.
_SETTLE_MS = 200


class CleanUpDialog(QDialog):
    """Plans in the background; Purge hands exactly the plan that is shown to a job."""

    def __init__(self, services: Services, runner: JobRunner, parent: QWidget | None = None) -> None:
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
        self._build()
        self._model.kept_changed.connect(self._show_summary)
        self._rule.currentIndexChanged.connect(self._on_rule_changed)
        self._days.valueChanged.connect(self._on_rule_changed)
        self._unit.currentIndexChanged.connect(self._on_rule_changed)
        self._age_row.hide()
        self._start_planning()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, metrics.MARGIN, metrics.MARGIN, metrics.MARGIN)
        column.setSpacing(metrics.GAP)
        column.addWidget(TitleLabel(self.tr("Clean up")))
        column.addLayout(self._build_rule())
        card = Card()
        card.column.addWidget(self._build_preview())
        column.addWidget(card, 1)
        column.addLayout(self._build_foot())
        self.resize(640, 480)

    def _build_rule(self) -> QVBoxLayout:
        self._rule = Combo()
        self._rule.setObjectName("cleanUpRule")
        self._rule.addItem(self.tr("Archives marked for deletion"), _MARKED)
        self._rule.addItem(self.tr("Older than…"), _OLDER)
        label = SectionLabel(self.tr("&What goes"))
        label.setBuddy(self._rule)
        self._days = SpinBox()
        self._days.setObjectName("cleanUpDays")
        self._days.setRange(0, _LONGEST)
        self._days.setValue(_DEFAULT_DAYS)
        self._days.setAccessibleName(self.tr("Age"))
        self._unit = Combo()
        self._unit.setObjectName("cleanUpUnit")
        for text, seconds in ((self.tr("days"), 86_400), (self.tr("hours"), 3_600), (self.tr("seconds"), 1)):
            self._unit.addItem(text, seconds)
        age_label = SectionLabel(self.tr("&Age"), self._days)
        unit_label = SectionLabel(self.tr("&Unit"), self._unit)
        self._age_row = QWidget()
        age = QHBoxLayout(self._age_row)
        age.setContentsMargins(0, 0, 0, 0)
        age.setSpacing(metrics.GRID)
        for widget in (age_label, self._days, unit_label, self._unit):
            age.addWidget(widget)
        age.addStretch(1)
        rule = QVBoxLayout()
        rule.setSpacing(metrics.GRID)
        rule.addWidget(label)
        rule.addWidget(self._rule)
        rule.addWidget(self._age_row)
        return rule

    def _build_preview(self) -> RowTable:
        preview = self._preview = RowTable()
        preview.setObjectName("cleanUpPreview")
        preview.setAccessibleName(self.tr("What would be deleted"))
        preview.setModel(self._model)
        preview.horizontalHeader().hide()
        preview.horizontalHeader().setSectionResizeMode(PreviewColumn.NAME, QHeaderView.ResizeMode.Stretch)
        preview.setColumnWidth(PreviewColumn.SIZE, 96)
        preview.setColumnWidth(PreviewColumn.REASON, 208)
        return preview

    def _build_foot(self) -> QHBoxLayout:
        self._summary = SectionLabel("")
        self._summary.setObjectName("cleanUpSummary")
        self._warning = MutedLabel(self.tr("The files are deleted for good; there is no undo."))
        self._warning.setObjectName("cleanUpWarning")
        self._warning.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
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
        foot.addWidget(cancel, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._purge_button, 0, Qt.AlignmentFlag.AlignBottom)
        return foot

    @property
    def policy(self) -> RetentionPolicy:
        """The rule as it stands."""
        if self._rule.currentData() == _MARKED:
            return RetentionPolicy(marked=True)
        return RetentionPolicy(older_than_s=self._days.value() * self._unit.currentData())

    def _on_rule_changed(self) -> None:
        self._age_row.setVisible(self._rule.currentData() == _OLDER)
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
        self._model.show_items([(item.archive, self._reason(item)) for item in plan.items])
        self._preview.set_empty(
            "circle-check",
            self.tr("Nothing to clean up"),
            self.tr("No archive is marked for deletion.")
            if self._rule.currentData() == _MARKED
            else self.tr("No archive is that old."),
        )
        self._show_summary()

    def _reason(self, item: PurgeItem) -> str:
        record = item.archive
        if record.deleted is not None and self._rule.currentData() == _MARKED:
            return self.tr("marked: {when}").format(when=wording.moment_text(record.deleted))
        return self.tr("created: {when}").format(when=wording.moment_text(record.created))

    def _on_planning_failed(self, error: ArchiverError) -> None:
        self._plan = PurgePlan()
        self._model.show_items([])
        self._preview.set_empty("circle-alert", error.title, wording.sentences(error.detail, error.hint))
        self._summary.setText("")

    @property
    def _chosen(self) -> PurgePlan:
        return self._plan.without(self._model.kept_ids)

    def _show_summary(self) -> None:
        chosen = self._chosen
        count = len(chosen) if self._planned else 0
        self._warning.setVisible(count > 0)
        self._purge_button.setEnabled(count > 0)
        self._purge_button.setText(self.tr("&Purge %n archive(s)", "", count) if count else self.tr("&Purge"))
        if not self._planned:
            self._summary.setText(self.tr("Counting…"))
        elif count:
            text = self.tr("%n archive(s), {size} will be deleted.", "", count)
            self._summary.setText(text.format(size=wording.size_text(chosen.size_bytes)))
        else:
            self._summary.setText(self.tr("Nothing will be deleted."))

    def _on_purge_clicked(self) -> None:
        chosen = self._chosen
        if self._planned and len(chosen):
            self._runner.submit(self._services.purge(chosen))
            self.accept()
