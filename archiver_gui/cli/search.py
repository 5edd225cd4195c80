"""`archiver search`: find archives again."""

from __future__ import annotations

import argparse

from archiver_gui.cli.catalogue import print_archives
from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, Output, archive_json

NAME = "search"
SUMMARY = "find archives by their names"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to look for."""
    parser.add_argument("text", metavar="TEXT", help="a part of the name, in either case")
    parser.add_argument("--limit", metavar="N", type=int, help="at most N")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print one line a match, newest first."""
    with opened_services(output) as services:
        records = services.archives(text=arguments.text, limit=arguments.limit)
    output.json({"matches": [archive_json(record) for record in records]})
    print_archives(records, output)
    return EXIT_COMPLETE
