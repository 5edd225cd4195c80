"""What the user gave a name or a star, as lines of an export: clean-up rules, presets, favourite recipes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archiver_gui.catalogue.recipes import Recipes
from archiver_gui.catalogue.rules import Rules
from archiver_gui.catalogue.store import Store
from archiver_gui.core.errors import UsageError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.recipes import Recipe
from archiver_gui.core.retention import RetentionPolicy


def saved_values(store: Store) -> Iterator[dict[str, Any]]:
    """One value each, as `take_saved` takes it."""
    for name, policy in Rules(store).all().items():
        yield {"rule": name, "policy": policy.as_json()}
    for recipe in Recipes(store).listed():
        options = {"sources": list(recipe.sources), "options": recipe.as_json()}
        yield {"recipe": recipe.name, "favourite": recipe.favourite, **options}


def take_saved(store: Store, value: dict[str, Any], remarks: Remarks) -> bool:
    """Take over such a value, unless its name is taken here; False when it is another kind of line.

    Raises:
        CatalogueError: The catalogue cannot be written.
    """
    try:
        if "rule" in value:
            _take_rule(Rules(store), str(value["rule"]), value.get("policy", {}), remarks)
        elif "recipe" in value:
            recipe = Recipe.from_json(list(value["sources"]), dict(value["options"]), name=str(value["recipe"]))
            _take_recipe(Recipes(store), recipe, remarks, favourite=bool(value["favourite"]))
        else:
            return False
    except (UsageError, TypeError, ValueError, KeyError, AttributeError) as error:
        name = str(value.get("rule", value.get("recipe")))
        remarks.add(name, "not-known", f"It was left out: it is not understood here ({error}).")
    return True


def _take_rule(rules: Rules, name: str, values: dict[str, Any], remarks: Remarks) -> None:
    policy = RetentionPolicy.from_json(values)
    there = rules.all().get(name)
    if there is None:
        rules.save(name, policy)
    elif there != policy:
        remarks.add(name, "known", "There is another rule of this name; it stays.", minor=True)


def _take_recipe(recipes: Recipes, recipe: Recipe, remarks: Remarks, *, favourite: bool) -> None:
    there = next((one for one in recipes.presets() if one.name == recipe.name), None)
    if there is not None and recipe.is_preset:
        if there.digest != recipe.digest:
            remarks.add(recipe.name, "known", "There is another preset of this name; it stays.", minor=True)
        return
    recipes.set_favourite(recipes.keep(recipe).id, favourite=favourite)
