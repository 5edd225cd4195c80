"""What built an archive is kept as a row that it points to; presets and favourites are rows of the same kind."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.catalogue import home
from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.catalogue.models import BuildRecipe, CompressedArchiveMeta
from archiver_gui.catalogue.rows import RECIPE_TYPE, dotted_name
from archiver_gui.core import recipes
from archiver_gui.core.errors import RefusedError, UsageError
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.recipes import Recipe, options_as_json
from archiver_gui.core.secret import Secret

if TYPE_CHECKING:
    from tests.unit.catalogue.conftest import Build, OptionsFor


def test_archives_of_one_recipe_are_linked(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    first = build(catalogue, tmp_path / "a.shelf", exclude=("*.o",), user="me", threads=3)
    second = build(catalogue, tmp_path / "b.shelf", exclude=("*.o",), user="you", overwrite=True, expected_bytes=9)
    other = build(catalogue, tmp_path / "c.shelf", exclude=("*.o",), level=3)
    assert first.recipe == second.recipe != other.recipe
    assert first.recipe is not None
    assert [record.id for record in catalogue.recipes.archives_of(first.recipe)] == [second.id, first.id]
    recipe = catalogue.recipes.of_archive(first.id)
    assert recipe is not None
    assert (recipe.sources, recipe.options.exclude) == (("/some/source",), ("*.o",))
    assert (recipe.options.target, recipe.options.user, recipe.options.threads) == ("", "", 0)
    assert (first.exclude, other.exclude) == (("*.o",), ("*.o",))


def test_it_is_the_content_object_of_the_row(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVER_HOME", str(tmp_path / "home"))
    assert dotted_name(BuildRecipe) == RECIPE_TYPE
    record = build(home.home_catalogue(), tmp_path / "a.shelf", reproducible=True)
    try:
        thing = CompressedArchiveMeta.get_by_id(record.id).content_object
        assert isinstance(thing, BuildRecipe)
        assert (thing.id, thing.sources, thing.options["reproducible"]) == (record.recipe, ["/some/source"], True)
    finally:
        home.close_home_catalogue()


def test_what_is_as_usual_is_not_written_so_that_new_options_change_no_recipe() -> None:
    bare = BuildOptions(sources=("/s",), target="/t", backend_id="zip", format_id="zip")
    assert Recipe.of(bare).as_json() == {"backend_id": "zip", "format_id": "zip"}
    assert Recipe.from_json(["/s"], {**Recipe.of(bare).as_json(), "of_tomorrow": 1}) == Recipe.of(bare)


def test_options_of_another_type_are_as_usual() -> None:
    wrong = {"exclude": 5, "level": "high", "verify": None, "role": ["admin"], "format_id": "zip"}
    assert Recipe.from_json(["/s"], wrong).as_json() == {"format_id": "zip"}
    assert Recipe.from_json(["/s", 7], {}).is_preset  # type: ignore[list-item]  # as a damaged file has it
    assert Recipe.from_json(["/s"], {"exclude": [["*.o"]]}).options.exclude == ()


def test_a_secret_is_never_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class LockedOptions(BuildOptions):
        password: Secret | None = None

    monkeypatch.setattr(recipes, "BuildOptions", LockedOptions)
    options = LockedOptions(sources=("/s",), target="/t", backend_id="zip", format_id="zip", password=Secret("hush"))
    assert "password" not in options_as_json(options)
    assert "hush" not in repr(Recipe.of(options)) + repr(Recipe.of(options).as_json())


def test_a_preset_is_kept_by_its_name(catalogue: Catalogue, options_for: OptionsFor) -> None:
    fast = options_for("/x/a.shelf", level=1, exclude=("*.o", "tmp/*"), role="admin")
    kept = catalogue.recipes.save_preset(Recipe.preset("Fast", fast))
    assert (kept.is_preset, kept.options.level, kept.options.exclude, kept.options.role) == (
        True, 1, ("*.o", "tmp/*"), "admin",
    )  # fmt: skip
    catalogue.recipes.save_preset(Recipe.preset("Fast too", fast))
    catalogue.recipes.set_favourite(kept.id, favourite=True)
    again = catalogue.recipes.save_preset(Recipe.preset("Fast", dataclasses.replace(fast, level=2)))
    assert (again.id, again.options.level, again.favourite) == (kept.id, 2, True)
    assert [preset.name for preset in catalogue.recipes.presets()] == ["Fast", "Fast too"]
    catalogue.recipes.remove_preset(kept.id)
    with pytest.raises(UsageError, match="no preset") as caught:
        catalogue.recipes.preset("Fast")
    assert "Fast too" in caught.value.detail
    with pytest.raises(UsageError):
        catalogue.recipes.save_preset(Recipe.preset(" ", fast))


def test_a_favourite_stays_when_its_archives_are_gone(catalogue: Catalogue, build: Build, tmp_path: Path) -> None:
    loved, other = build(catalogue, tmp_path / "a.shelf", level=1), build(catalogue, tmp_path / "b.shelf", level=2)
    assert loved.recipe is not None
    catalogue.recipes.set_favourite(loved.recipe, favourite=True)
    assert [recipe.id for recipe in catalogue.recipes.listed()] == [loved.recipe]
    assert catalogue.recipes.sweep() == 0
    catalogue.forget([loved.id, other.id])
    assert catalogue.recipes.sweep() == 1
    assert catalogue.recipes.get(loved.recipe).options.level == 1
    with pytest.raises(RefusedError):
        catalogue.recipes.remove_preset(loved.recipe)
    with pytest.raises(RefusedError):
        catalogue.recipes.set_favourite(99, favourite=True)


def test_presets_favourites_and_rules_travel_with_an_export(
    catalogue: Catalogue, build: Build, options_for: OptionsFor, tmp_path: Path, registry: Registry
) -> None:
    archive = build(catalogue, tmp_path / "a.shelf", level=1)
    assert archive.recipe is not None
    catalogue.recipes.set_favourite(archive.recipe, favourite=True)
    catalogue.recipes.save_preset(Recipe.preset("Mine", options_for("/x", level=2)))
    catalogue.recipes.save_preset(Recipe.preset("Both", options_for("/x", level=3)))
    catalogue.set_pinned([archive.id], pinned=True)
    text = io.StringIO()
    catalogue.upkeep.export_lines(text, Progress())
    with Catalogue.open(tmp_path / "other", registry) as other:
        other.recipes.save_preset(Recipe.preset("Both", options_for("/x", level=9)))
        remarks = Remarks()
        assert other.upkeep.import_lines(text.getvalue().splitlines(), Progress(), remarks) == [1]
        assert [(remark.entry, remark.kind) for remark in remarks] == [("Both", "known")]
        assert [(one.name, one.favourite, one.options.level) for one in other.recipes.listed()] == [
            ("", True, 1), ("Both", False, 9), ("Mine", False, 2),
        ]  # fmt: skip
        (record,) = other.archives()
        assert (record.pinned, record.recipe) == (True, other.recipes.listed()[0].id)


@pytest.mark.parametrize(
    "line",
    [
        '{"recipe":"x","favourite":false,"sources":5,"options":{}}',
        '{"recipe":"x"}',
        '{"recipe":"","favourite":true,"sources":[],"options":{}}',
        '{"rule":"x","policy":{"keep_first":1}}',
        '{"rule":"x","policy":7}',
        '{"rule":"","policy":{"marked":true}}',
    ],
)
def test_a_line_that_is_not_understood_is_told_and_the_others_are_taken(line: str, catalogue: Catalogue) -> None:
    remarks = Remarks()
    lines = ['{"archiver_catalogue": 2}', line, '{"rule": "tidy", "policy": {"marked": true}}']
    assert catalogue.upkeep.import_lines(lines, Progress(), remarks) == []
    assert [remark.kind for remark in remarks] == ["not-known"]
    assert list(catalogue.rules.all()) == ["tidy"]
    assert catalogue.recipes.listed() == []


def test_an_export_of_an_older_version_is_taken(catalogue: Catalogue) -> None:
    assert catalogue.upkeep.import_lines(['{"archiver_catalogue": 1}'], Progress(), Remarks()) == []
