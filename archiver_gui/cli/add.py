"""`archiver add`: catalogue archives that are there already."""

from __future__ import annotations

import argparse

from archiver_gui.cli.opening import add_encoding_argument, opened_services
from archiver_gui.cli.output import WORDS_OF_VERDICT, Output, archive_json, entries_text
from archiver_gui.core.errors import UsageError
from archiver_gui.core.units import format_duration

NAME = "add"
SUMMARY = "catalogue archives made elsewhere, with all their entries"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which of them."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="an archive, or a folder with archives in it")
    parser.add_argument(
        "--unread", action="store_true", help="read the catalogued archives whose entries are not known yet"
    )
    add_encoding_argument(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Add them; what is known and unchanged is not read again, so that a run can be repeated."""
    if bool(arguments.paths) == arguments.unread:
        raise UsageError("It is not clear what to add", "", "Name archives or folders, or say --unread.")
    with opened_services(output) as services:
        job = services.add_unread() if arguments.unread else services.add(arguments.paths, arguments.encoding)
        outcome = output.run(job)
        ids = outcome.facts.get("added", [])
        assert isinstance(ids, list)
        archives = [archive_json(services.catalogue.get(number)) for number in ids] if output.as_json else []
    if outcome.error is None:
        known = f", {outcome.facts['known']} known already" if outcome.facts.get("known") else ""
        facts = f"{len(ids)} added with {entries_text(outcome.entries)}{known}, {format_duration(outcome.seconds)}"
        output.line(f"{WORDS_OF_VERDICT[outcome.verdict]} ({facts})")
    return output.outcome(outcome, added=len(ids), archives=archives)
