"""`archiver relink`: find archives again that were moved."""

from __future__ import annotations

import argparse

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import WORDS_OF_VERDICT, Output, archive_json
from archiver_gui.core.names import display

NAME = "relink"
SUMMARY = "find moved or renamed archives again, by size and digest"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to look."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a file, or a folder to look through")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Record where they are now."""
    with opened_services(output) as services:
        outcome = output.run(services.relink(arguments.paths))
        ids = outcome.facts.get("relinked", [])
        assert isinstance(ids, list)
        records = [services.catalogue.get(number) for number in ids]
    for record in records:
        output.line(f"{record.id}  {display(record.path)}")
    if outcome.error is None:
        output.line(f"{WORDS_OF_VERDICT[outcome.verdict]} ({len(records)} found again)")
    return output.outcome(outcome, archives=[archive_json(record) for record in records])
