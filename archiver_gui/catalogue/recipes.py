"""The recipes that archives were built from, and presets: the door to the table `recipe`."""

from __future__ import annotations

from typing import Any

from archiver_gui.catalogue.rows import RECIPE_TYPE, SETTLED_STATES, ArchiveRow, RecipeRow, was_built
from archiver_gui.catalogue.store import Store, in_states, unknown
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.errors import RefusedError, UsageError
from archiver_gui.core.recipes import Recipe, options_from_json


class Recipes:
    """What builds archives. May be used from any thread.

    All methods raise `CatalogueError` when the database cannot be read or written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def listed(self) -> list[Recipe]:
        """The presets, and the recipes that are favourites; favourites first, then by name."""
        return self._recipes((RecipeRow.name != "") | (RecipeRow.favourite == 1))

    def presets(self) -> list[Recipe]:
        """The presets, favourites first, then by name."""
        return self._recipes(RecipeRow.name != "")

    def get(self, recipe_id: int) -> Recipe:
        """One recipe or preset.

        Raises:
            RefusedError: There is none of this id.
        """
        found = self._recipes(RecipeRow.id == recipe_id)
        if not found:
            raise RefusedError(f"There is no recipe {recipe_id}", "", "See “archiver presets” for the numbers.")
        return found[0]

    def preset(self, name: str) -> Recipe:
        """The preset of this name.

        Raises:
            UsageError: There is none.
        """
        found = self._recipes(RecipeRow.name == name)
        if not found:
            known = ", ".join(f"“{preset.name}”" for preset in self.presets())
            raise UsageError(f"There is no preset “{name}”", f"There are: {known}." if known else "There are none yet.")
        return found[0]

    def of_archive(self, archive_id: int) -> Recipe | None:
        """What built this archive; None when it was not built here.

        Raises:
            RefusedError: There is no archive of this id.
        """
        with self._store.database.reading():
            row = self._store.row(archive_id)
        if row is None:
            raise unknown([archive_id])
        if row.content_type == RECIPE_TYPE and (found := self._recipes(RecipeRow.id == row.content_object_id)):
            return found[0]
        # Built before recipes were kept.
        return Recipe.of(options_from_json(row.options or {})) if was_built(row.options) else None

    def archives_of(self, recipe_id: int) -> list[ArchiveRecord]:
        """The archives that were built from this recipe, newest first."""
        with self._store.database.reading():
            return self._store.records(
                ArchiveRow.content_type == RECIPE_TYPE,
                ArchiveRow.content_object_id == recipe_id,
                in_states(SETTLED_STATES),
            )

    def save_preset(self, preset: Recipe) -> Recipe:
        """Keep a preset, in place of the one that had its name; as it is kept.

        Raises:
            UsageError: It has no name.
        """
        if not preset.name.strip():
            raise UsageError("A preset needs a name")
        values = _values(preset)
        changed = {name: values[name] for name in ("options", "digest")}
        with self._store.database.writing():
            query = RecipeRow.update(changed).where(RecipeRow.name == preset.name)
            if not query.execute(self._store.database):
                RecipeRow.insert(values).execute(self._store.database)
        return self.preset(preset.name)

    def keep(self, recipe: Recipe) -> Recipe:
        """Keep a recipe that no archive is there of, or a preset; as it is kept, favourite or not as it was.

        Raises:
            UsageError: It has neither sources nor a name.
        """
        if recipe.is_preset:
            return self.save_preset(recipe)
        with self._store.database.writing():
            recipe_id = recipe_columns(self._store, recipe)["content_object_id"]
        return self.get(recipe_id)

    def set_favourite(self, recipe_id: int, *, favourite: bool) -> None:
        """Mark a recipe or preset as a favourite, or no longer.

        Raises:
            RefusedError: There is none of this id.
        """
        self.get(recipe_id)
        with self._store.database.writing():
            RecipeRow.update(favourite=int(favourite)).where(RecipeRow.id == recipe_id).execute(self._store.database)

    def remove_preset(self, recipe_id: int) -> None:
        """Remove a preset; archives that were made with it stay as they are.

        Raises:
            RefusedError: There is no preset of this id.
        """
        with self._store.database.writing():
            query = RecipeRow.delete().where(RecipeRow.id == recipe_id, RecipeRow.name != "")
            removed = query.execute(self._store.database)
        if not removed:
            raise RefusedError(f"There is no preset {recipe_id}", "", "See “archiver presets” for the numbers.")

    def sweep(self) -> int:
        """Remove recipes that no archive was built from and nobody wants; how many."""
        used = ArchiveRow.select(ArchiveRow.content_object_id).where(
            ArchiveRow.content_type == RECIPE_TYPE, ArchiveRow.content_object_id.is_null(is_null=False)
        )
        with self._store.database.writing():
            return int(
                RecipeRow.delete()
                .where(RecipeRow.name == "", RecipeRow.favourite == 0, RecipeRow.id.not_in(used))
                .execute(self._store.database)
            )

    def _recipes(self, condition: Any) -> list[Recipe]:
        query = (
            RecipeRow.select()
            .where(condition)
            .order_by(RecipeRow.favourite.desc(), RecipeRow.name, RecipeRow.id.desc())
        )
        with self._store.database.reading():
            return [_recipe(row) for row in query.execute(self._store.database)]


def recipe_columns(store: Store, recipe: Recipe) -> dict[str, Any]:
    """The columns by which an archive points to what built it, which is kept by this; inside `writing()`."""
    values = _values(recipe)
    RecipeRow.insert(values).on_conflict_ignore().execute(store.database)
    row = RecipeRow.select().where(RecipeRow.digest == values["digest"], RecipeRow.name == "").get(store.database)
    return {"content_type": RECIPE_TYPE, "content_object_id": row.id}


def _values(recipe: Recipe) -> dict[str, Any]:
    return {
        "name": recipe.name if recipe.is_preset else "",
        "sources": list(recipe.sources),
        "options": recipe.as_json(),
        "digest": recipe.digest,
    }


def _recipe(row: RecipeRow) -> Recipe:
    return Recipe.from_json(row.sources, row.options, recipe_id=row.id, name=row.name, favourite=bool(row.favourite))
