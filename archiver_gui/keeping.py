"""The part of the services that keeps archives: pins, clean-up, the trash, recipes, presets, health; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from archiver_gui.catalogue.purge import MoveToTrash, PurgePlan
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.changes import Changes
from archiver_gui.core.errors import ArchiverError, RefusedError
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Outcome, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.recipes import Recipe
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.jobs.job import Job
from archiver_gui.jobs.low_priority import at_low_priority
from archiver_gui.memory import Memory
from archiver_gui.operations.compare import compare
from archiver_gui.operations.verify import verify
from archiver_gui.settings.options import CLEAN_UP_AT_START, VERIFY_DAYS


class Keeping(Memory):
    """What `Services` does to keep archives, and to be rid of them. May be used from any thread."""

    # ---- clean-up --------------------------------------------------------------------------------

    def pin(self, ids: Iterable[int]) -> None:
        """Protect archives from every clean-up."""
        self.catalogue.set_pinned(ids, pinned=True)

    def unpin(self, ids: Iterable[int]) -> None:
        """Take the protection back."""
        self.catalogue.set_pinned(ids, pinned=False)

    def plan_purge(self, what: RetentionPolicy | Sequence[int]) -> PurgePlan:
        """What the policy, or the choice of these archives, would delete now; in `kept` what is protected from it.

        Nothing is changed but MISSING and OFFLINE.

        Raises:
            RefusedError: One of the archives is not there.
        """
        self.catalogue.refresh_presence(None)
        return self.catalogue.plan_purge(what)

    def purge(self, plan: PurgePlan, to_trash: MoveToTrash | None = None) -> Job:
        """A job that deletes what the plan names, files and rows.

        Args:
            to_trash: Moves a file to the system's trash and tells where it lies there, "" where the system
                does not say; raises `ArchiverError` when it cannot. Files of this computer go there then,
                and the outcome's `facts["trashed"]` has the numbers that `take_back` takes.
        """
        count = len(plan)
        title = "Purge 1 archive" if count == 1 else f"Purge {count} archives"
        return Job("purge", title, None, lambda progress: self.catalogue.purge(plan, progress, to_trash))

    def take_back(self, ids: Sequence[int]) -> Job:
        """A job that undoes a purge: files come back from the trash, rows with their entries too."""

        def work(progress: Progress) -> Outcome:
            remarks = Remarks()
            progress.begin("restoring", len(ids))
            back = 0
            for archive_id in ids:
                try:
                    self.catalogue.upkeep.take_back(archive_id)
                    back += 1
                except ArchiverError as error:
                    remarks.add("", "not-restored", str(error), severe=True)
                progress.advance(0, 1)
            return Outcome.of(remarks, entries=back)

        return Job("restore", "Undo the purge", None, work)

    def rules(self) -> dict[str, RetentionPolicy]:
        """The saved clean-up rules by name, those alone that this version understands."""
        return self.catalogue.rules.all()

    def rule(self, name: str) -> RetentionPolicy:
        """A saved rule.

        Raises:
            UsageError: There is none of this name.
        """
        return self.catalogue.rules.get(name)

    def save_rule(self, name: str, policy: RetentionPolicy) -> None:
        """Save a rule, in place of the one that had this name.

        Raises:
            UsageError: It has no name, or says nothing.
        """
        self.catalogue.rules.save(name, policy)

    def remove_rule(self, name: str) -> None:
        """Remove a saved rule; one that ran at the start does so no more.

        Raises:
            UsageError: There is none of this name.
        """
        self.catalogue.rules.remove(name)
        if self.settings.get(CLEAN_UP_AT_START) == name:
            self.settings.set(CLEAN_UP_AT_START, "")

    def plan_at_start(self) -> PurgePlan | None:
        """What the rule that is set to run at the start would delete, for the window to propose.

        None when none is set, it is gone, or nothing would go.
        """
        policy = self.rules().get(self.settings.get(CLEAN_UP_AT_START))
        plan = self.plan_purge(policy) if policy else PurgePlan()
        return plan if len(plan) else None

    # ---- recipes and presets ---------------------------------------------------------------------

    def recipe_of(self, archive_id: int) -> Recipe | None:
        """What built an archive; None when it was not built here.

        Raises:
            RefusedError: There is no archive of this id.
        """
        return self.catalogue.recipes.of_archive(archive_id)

    def changes(self, archive_id: int, progress: Progress) -> Changes:
        """What has changed on disk since an archive was built; see `operations.compare`. Takes as long as a scan.

        Raises:
            RefusedError: There is no such archive, or it was not built here.
            Cancelled: The user cancelled.
        """
        record = self.catalogue.get(archive_id)
        return compare(record, self._recipe(record), self.catalogue, progress)

    def _recipe(self, record: ArchiveRecord) -> Recipe:
        recipe = self.recipe_of(record.id)
        if recipe is None:
            raise RefusedError(f"“{record.name}” was not built here", "What it was made from is not known.")
        return recipe

    def archives_of_recipe(self, recipe_id: int) -> list[ArchiveRecord]:
        """The archives that were built from this recipe, newest first."""
        return self.catalogue.recipes.archives_of(recipe_id)

    def presets(self) -> list[Recipe]:
        """The presets, favourites first, then by name."""
        return self.catalogue.recipes.presets()

    def presets_and_favourites(self) -> list[Recipe]:
        """The presets, and the recipes that are favourites; favourites first."""
        return self.catalogue.recipes.listed()

    def preset(self, name: str) -> Recipe:
        """The preset of this name.

        Raises:
            UsageError: There is none.
        """
        return self.catalogue.recipes.preset(name)

    def save_preset(self, name: str, options: BuildOptions) -> Recipe:
        """Keep these options as a preset, in place of the one that had this name.

        Raises:
            UsageError: It has no name.
        """
        return self.catalogue.recipes.save_preset(Recipe.preset(name, options))

    def remove_preset(self, recipe_id: int) -> None:
        """Remove a preset; what was made with it stays.

        Raises:
            RefusedError: There is no preset of this id.
        """
        self.catalogue.recipes.remove_preset(recipe_id)

    def set_favourite(self, recipe_id: int, *, favourite: bool) -> None:
        """Mark a recipe or preset as a favourite, or no longer.

        Raises:
            RefusedError: There is none of this id.
        """
        self.catalogue.recipes.set_favourite(recipe_id, favourite=favourite)

    # ---- health ----------------------------------------------------------------------------------

    def verify(self, ids: Sequence[int] | None) -> Job:
        """A job that compares archives with the catalogue; None for all."""
        title = "Verify all archives"
        if ids is not None:
            title = f"Verify {self.catalogue.get(ids[0]).name}" if len(ids) == 1 else f"Verify {len(ids)} archives"
        return Job("verify", title, None, lambda progress: verify(ids, self.catalogue, self.registry, progress))

    def due(self, days: float | None = None, now: datetime | None = None) -> list[ArchiveRecord]:
        """The archives that were not read for so many days, the longest unread first.

        Args:
            days: Those of the settings when not given.
        """
        return self.catalogue.upkeep.due(self.settings.get(VERIFY_DAYS) if days is None else days, now)

    def verify_due(self, days: float | None = None) -> Job:
        """A job that verifies those that are due, one after the other, when nothing else wants the processor.

        `job.progress.pause()` has it wait, also within an archive.
        """

        def work(progress: Progress) -> Outcome:
            self.catalogue.refresh_presence(None, progress)
            ids = [record.id for record in self.due(days)]
            return at_low_priority(lambda: verify(ids, self.catalogue, self.registry, progress))

        return Job("verify", "Verify archives that are due", None, work)
