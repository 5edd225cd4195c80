"""`archiver catalogue --check`, `--copies`, `--put-back` and `--rebuild`: its own file, also when it is damaged."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, EXIT_FAILED, WORDS_OF_VERDICT, Output, archives_text, iso, table
from archiver_gui.core.errors import UsageError
from archiver_gui.core.names import display
from archiver_gui.core.units import format_size
from archiver_gui.services import CatalogueFile

_WAYS_OUT = (
    "“archiver catalogue --copies” lists what can take its place, “--rebuild” begins a new one. "
    "Your archives are not affected."
)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Do what was asked for, without opening the catalogue."""
    catalogue = CatalogueFile.of_home()
    if arguments.check:
        return _check(catalogue, output)
    if arguments.copies:
        return _list(catalogue, output)
    if arguments.rebuild:
        return _rebuild(catalogue, output)
    return _put_back(catalogue, arguments.put_back, output)


def _check(catalogue: CatalogueFile, output: Output) -> int:
    problems = catalogue.check()
    output.json({"outcome": "failed" if problems else "complete", "path": str(catalogue.path), "problems": problems})
    for problem in problems:
        output.error_line(problem)
    if problems:
        output.error_line(_WAYS_OUT)
        return EXIT_FAILED
    output.line(f"{display(str(catalogue.path))}: sound")
    return EXIT_COMPLETE


def _list(catalogue: CatalogueFile, output: Output) -> int:
    copies = catalogue.copies()
    output.json(
        {
            "copies": [
                {"path": str(copy.path), "made": iso(copy.made), "reason": copy.reason, "size": copy.size}
                for copy in copies
            ]
        }
    )
    rows = [("Made", "Reason", "Size", "Path")]
    for copy in copies:
        made = copy.made.astimezone().strftime("%Y-%m-%d %H:%M")
        rows.append((made, copy.reason, format_size(copy.size), display(str(copy.path))))
    for line in table(rows, right=frozenset({2})) if copies else ["There are no copies yet."]:
        output.line(line)
    return EXIT_COMPLETE


def _put_back(catalogue: CatalogueFile, choice: str, output: Output) -> int:
    copy = None if choice == "new" else Path(os.path.abspath(choice))
    if copy is not None and not copy.is_file():
        raise UsageError(f"There is no copy “{display(choice)}”", "", "See “archiver catalogue --copies”.")
    moved = catalogue.put_back(copy)
    output.json({"outcome": "complete", "path": str(catalogue.path), "moved_to": str(moved) if moved else None})
    output.line(f"{display(str(catalogue.path))}: put back" if copy else "A new catalogue was begun.")
    if moved:
        output.line(f"What was there before lies in {display(str(moved))}.")
    if not copy:
        output.line("“archiver add FOLDER” reads archives into it again.")
    return EXIT_COMPLETE


def _rebuild(catalogue: CatalogueFile, output: Output) -> int:
    paths, copies = catalogue.known_paths(), catalogue.copies()
    moved = catalogue.put_back(None)
    with opened_services(output) as services:
        outcome = output.run(services.add_lost(paths, copies[0].made if copies else None, moved))
        count = services.totals().archives
    output.line(f"{WORDS_OF_VERDICT[outcome.verdict]} ({archives_text(count)} known again)")
    if moved:
        output.line(f"What was there before lies in {display(str(moved))}.")
    return output.outcome(outcome, archives=count, moved_to=str(moved) if moved else None)
