"""`archiver presets`: options that were given a name, and favourites."""

from __future__ import annotations

import argparse
from typing import Any

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, Output, table
from archiver_gui.core.names import display
from archiver_gui.core.recipes import Recipe
from archiver_gui.services import Services

NAME = "presets"
SUMMARY = "list presets and favourite recipes, or change them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to change."""
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--favourite", metavar="ID", type=_name_or_id, help="put a preset or recipe first")
    change.add_argument("--unfavourite", metavar="ID", type=_name_or_id, help="take that back")
    change.add_argument("--remove", metavar="ID", type=_name_or_id, help="remove a preset, by its name or number")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Change, then list."""
    with opened_services(output) as services:
        if arguments.remove is not None:
            services.remove_preset(_number(services, arguments.remove))
        for wanted, favourite in ((arguments.favourite, True), (arguments.unfavourite, False)):
            if wanted is not None:
                services.set_favourite(_number(services, wanted), favourite=favourite)
        recipes = services.presets_and_favourites()
    output.json({"presets": [_json(recipe) for recipe in recipes]})
    rows = [("ID", "", "Name", "Options")]
    for recipe in recipes:
        name = display(recipe.name) or ", ".join(display(source) for source in recipe.sources)
        rows.append((str(recipe.id), "★" if recipe.favourite else "", name, _options_text(recipe)))
    for line in table(rows, right=frozenset({0})) if recipes else ["There are no presets yet."]:
        output.line(line)
    return EXIT_COMPLETE


def _name_or_id(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _number(services: Services, wanted: int | str) -> int:
    return wanted if isinstance(wanted, int) else services.preset(wanted).id


def _options_text(recipe: Recipe) -> str:
    values = recipe.as_json()
    shown = [str(values.pop("format_id", ""))]
    values.pop("backend_id", None)
    for name, value in values.items():
        words = name.replace("_", " ")
        if isinstance(value, bool):
            shown.append(words if value else f"no {words}")
        else:
            shown.append(f"{words} {display(', '.join(value)) if isinstance(value, list) else value}")
    return ", ".join(shown)


def _json(recipe: Recipe) -> dict[str, Any]:
    return {
        "id": recipe.id,
        "name": recipe.name,
        "favourite": recipe.favourite,
        "sources": list(recipe.sources),
        "options": recipe.as_json(),
    }
