"""`archiver recreate`: build an archive again from its sources."""

from __future__ import annotations

import argparse

from archiver_gui.cli.create import report
from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import Output

NAME = "recreate"
SUMMARY = "build a catalogued archive again from what its sources hold now"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which one, and where to."""
    parser.add_argument("id", metavar="ID", type=int)
    parser.add_argument(
        "--to", metavar="OUT", default="", help="the new archive, or a folder for it (default: a free name beside ID)"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the older archive, or OUT, once the new one is whole"
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Build, and say what came of it."""
    with opened_services(output) as services:
        outcome = output.run(services.recreate(arguments.id, arguments.to, overwrite=arguments.overwrite))
    return report(outcome, output)
