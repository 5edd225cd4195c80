"""The Create page: drop, glance, Enter."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.names import display
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.progress import Progress
from archiver_gui.core.recipes import Recipe
from archiver_gui.gui.dialogs.paths import ask_for_paths
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.basket import BasketModel
from archiver_gui.gui.models.new_archive import NewArchive, Prepared, free_stem, prepare, suggested_stem
from archiver_gui.gui.pages.create_basket import BasketPanel
from archiver_gui.gui.pages.create_form import FormColumn, FormScroller
from archiver_gui.gui.pages.create_outcome import outcome_message, refused_suffix_message
from archiver_gui.gui.pages.create_presets import CreatePresets
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PrimaryButton
from archiver_gui.gui.widgets.labels import MutedLabel
from archiver_gui.gui.widgets.message_bar import Action, Message
from archiver_gui.gui.widgets.page import Page
from archiver_gui.gui.wording import counted, shown, size_text
from archiver_gui.jobs.job import Job
from archiver_gui.services import Services
from archiver_gui.settings.options import DEFAULT_FORMAT, USER_ROLE

_FORM_WIDTH = (360, 432)  # least and most


class CreatePage(Page):
    """Basket and form. Asks the shell by the signals of `Page`; jobs go straight to the runner."""

    def __init__(self, services: Services, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__("createPage", QCoreApplication.translate("CreatePage", "New archive"), parent)
        self.header.addStretch()
        self._services = services
        self._runner = runner
        self._name_is_users = False
        self._suggesting: BackgroundCall[str] | None = None
        self._preparing: BackgroundCall[Prepared] | None = None
        self._jobs: dict[Job, BuildOptions] = {}
        self._settings_folder = ""
        self.basket = BasketModel(services.measure, runner, self)
        self.panel = BasketPanel(self.basket)
        self.form = FormColumn(services.formats())
        self.create_button = PrimaryButton(self.tr("&Create archive"), "package-plus")
        self.create_button.setObjectName("createButton")
        self._opens_in = MutedLabel()
        self._opens_in.setObjectName("opensInLabel")
        self._opens_in.setWordWrap(True)
        self.presets = CreatePresets(self, services, runner, lambda: self.form.preset)
        self.header.addWidget(self.presets.button)
        self._lay_out()
        self._connect()
        self.take_settings()
        self.form.choose_id(services.settings.get(DEFAULT_FORMAT))
        self._show_opens_in()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(metrics.GAP)
        foot.addWidget(self._opens_in, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.create_button, 0, Qt.AlignmentFlag.AlignBottom)
        scroller = FormScroller(self.form)
        right = QVBoxLayout()
        right.setSpacing(metrics.GAP)
        right.addWidget(scroller, 1)
        right.addLayout(foot)
        column = QWidget()
        column.setMinimumWidth(_FORM_WIDTH[0])
        column.setMaximumWidth(_FORM_WIDTH[1])
        right.setContentsMargins(0, 0, 0, 0)
        column.setLayout(right)
        row = QHBoxLayout()
        row.setSpacing(metrics.GAP)
        row.addWidget(self.panel, 8)
        row.addWidget(column, 5)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.panel.add_files_requested.connect(self.choose_files)
        self.panel.add_folders_requested.connect(self.choose_folder)
        self.basket.sources_changed.connect(self._suggest_name)
        self.basket.totals_changed.connect(self._show_excluded)
        self.form.format_changed.connect(self._show_opens_in)
        self.form.format_changed.connect(self._suggest_name)
        self.form.folder_changed.connect(self._suggest_name)
        self.form.name_edited.connect(self._on_name_edited)
        self.form.suffix_refused.connect(
            lambda suffix: self.show_message(refused_suffix_message(suffix, self.form.values.whole_name))
        )
        self.form.browse_requested.connect(self._choose_target_folder)
        self.form.options.exclude_changed.connect(self.basket.set_exclude)
        self.create_button.clicked.connect(self.create_archive)
        self.presets.chosen.connect(self.take_recipe)
        self.presets.failed.connect(self.show_error)
        self._runner.job_ended.connect(self._on_job_ended)

    # ---- sources ---------------------------------------------------------------------------------

    def add_sources(self, paths: Sequence[str]) -> None:
        """Put files and folders into the basket."""
        self.basket.add(paths)
        self.messages.clear()

    def set_dropping(self, *, dropping: bool) -> None:
        """Show where what is being dragged over the window would land."""
        self.panel.view.set_dropping(dropping=dropping)

    def choose_files(self) -> None:
        """Ask for files."""
        ask_for_paths(self, QFileDialog.FileMode.ExistingFiles, self.tr("Add files"), "", self.add_sources)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        ask_for_paths(self, QFileDialog.FileMode.Directory, self.tr("Add folder"), "", self.add_sources)

    def _choose_target_folder(self) -> None:
        def take(paths: list[str]) -> None:
            self.form.set_folder(paths[0])
            self._suggest_name()

        ask_for_paths(self, QFileDialog.FileMode.Directory, self.tr("Save to"), self.form.folder, take)

    def activated(self) -> None:
        """Stand on the basket, so that Enter creates and Del removes."""
        self.panel.view.setFocus()
        self.presets.load()

    def reload(self) -> None:
        """Measure the sources again."""
        paths = self.basket.paths
        self.basket.clear()
        self.basket.add(paths)

    def take_settings(self) -> None:
        """Take folder and role from the settings: at the start, and when they were changed there."""
        folder, role = str(self._services.settings.archives_folder), self._services.settings.get(USER_ROLE)
        if folder != self._settings_folder:
            self._settings_folder = folder
            self.form.set_folder(folder)
            self._suggest_name()
        self.form.options.set_role(role)

    def take_recipe(self, recipe: Recipe) -> None:
        """Fill the form as a preset says; a recipe brings its sources as well."""
        self.form.show_options(recipe.options)
        if recipe.sources:
            self.basket.clear()
            self.add_sources(recipe.sources)

    # ---- name ------------------------------------------------------------------------------------

    def _on_name_edited(self) -> None:
        # Who empties the field wants a suggestion again.
        self._name_is_users = bool(self.form.name_edit.text())
        self.form.name_edit.set_problem(problem=False)

    def _suggest_name(self) -> None:
        """Fill the name in, until the user has typed one."""
        if self._suggesting is not None:
            self._suggesting.cancel()
            self._suggesting = None
        if self._name_is_users:
            return
        sources, folder, suffix = self.basket.paths, self.form.folder, self.form.row.suffix
        if not sources:
            self.form.name_edit.setText("")
            return
        services, busy = self._services, self._busy_targets()

        def work(_progress: Progress) -> str:
            return free_stem(suggested_stem(services, sources), folder, suffix, busy)

        self._suggesting = self._runner.background(work, self._take_suggestion)

    def _take_suggestion(self, stem: str) -> None:
        if not self._name_is_users:
            self.form.name_edit.setText(display(stem))

    def _busy_targets(self) -> frozenset[str]:
        return frozenset(job.target for job in self._runner.active if job.target is not None)

    # ---- creating --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter creates, from wherever nothing else wants it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            self.create_archive()
        else:
            super().keyPressEvent(event)

    def create_archive(self) -> None:
        """Check what is asked for, away from the window's thread, then make it a job."""
        if self._preparing is not None or not self.form.take_typed_suffix():
            return
        totals = self.basket.totals
        values, services, busy = self.form.values, self._services, self._busy_targets()
        wanted = NewArchive(
            sources=self.basket.paths,
            row=values.row,
            level=values.level,
            name=values.whole_name if self._name_is_users else "",
            folder=values.folder,
            options=values.options,
            expected_bytes=0 if totals.measuring else totals.size,
        )

        def work(_progress: Progress) -> Prepared:
            return prepare(services, wanted, busy)

        self._preparing = self._runner.background(work, self._on_prepared, self._on_refused)

    def _on_refused(self, error: ArchiverError) -> None:
        self._preparing = None
        self.show_error(error)

    def _on_prepared(self, prepared: Prepared) -> None:
        self._preparing = None
        options = prepared.options
        if not prepared.free_name:
            self._submit(options)
            return
        other = replace(options, target=os.path.join(os.path.dirname(options.target), prepared.free_name))
        over = replace(options, overwrite=True)
        self.form.name_edit.set_problem(problem=True)
        self.show_message(
            Message(
                self.tr("{name} exists already").format(name=_name_of(options)),
                self.tr("Replace it, or keep both by another name?"),
                kind="warning",
                actions=(
                    (self.tr("Replace"), lambda: self._submit(over)),
                    (self.tr("Keep both as {name}").format(name=_name_of(other)), lambda: self._submit(other)),
                ),
            )
        )

    def _submit(self, options: BuildOptions) -> None:
        """Make the job, and free the page for the next one."""
        job = self._services.build(options)
        self._jobs[job] = options
        self._runner.submit(job)
        settings, format_id = self._services.settings, options.format_id
        if settings.get(DEFAULT_FORMAT) != format_id:
            self._runner.background(lambda _: settings.set(DEFAULT_FORMAT, format_id), _ignore, must_finish=True)
        self._name_is_users = False
        self.form.name_edit.set_problem(problem=False)
        self.basket.clear()
        self.show_message(
            Message(self.tr("Creating {name}…").format(name=_name_of(options)), actions=(self._show_jobs_action(),))
        )

    def _show_jobs_action(self) -> Action:
        return (self.tr("Show jobs"), lambda: self.page_requested.emit("jobs"))

    def _on_job_ended(self, job: Job) -> None:
        options = self._jobs.pop(job, None)
        if options is None or job.outcome is None:
            return
        self._suggest_name()
        opens = (self.tr("Open"), partial(self.open_requested.emit, options.target, ""))
        back = (self.tr("Put the files back into the basket"), partial(self.add_sources, options.sources))
        self.show_message(outcome_message(_name_of(options), job.outcome, opens, self._show_jobs_action(), back))

    # ---- figures ---------------------------------------------------------------------------------

    def _show_opens_in(self) -> None:
        row = self.form.row
        opens_in = QCoreApplication.translate("Formats", row.opens_in)
        self._opens_in.setText(self.tr("Opens in: {programs}").format(programs=opens_in) if opens_in else "")

    def _show_excluded(self) -> None:
        totals = self.basket.totals
        text = ""
        if self.basket.rows and self.form.options.exclude and not totals.measuring:
            files = counted(self.tr("%n file(s)", "", totals.excluded_files), totals.excluded_files)
            text = f"{files} · {size_text(totals.excluded_size)}"
        self.form.options.exclude_count.setText(text)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def _ignore(_result: object) -> None:
    """For work whose result nobody waits for."""


def _name_of(options: BuildOptions) -> str:
    return shown(os.path.basename(options.target))
