"""`archiver verify`: do archives still equal what was built?"""

from __future__ import annotations

import argparse

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import WORDS_OF_VERDICT, Output
from archiver_gui.core.units import format_size

NAME = "verify"
SUMMARY = "re-read archives against the catalogue's digests"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which of them."""
    parser.add_argument("ids", metavar="ID", type=int, nargs="*", help="default: all")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Verify, and name what differs."""
    with opened_services(output) as services:
        job = services.verify(arguments.ids or None)
        outcome = output.run(job)
    checked = (
        f"{outcome.facts.get('checked', 0)} of {outcome.entries} archives read, {format_size(outcome.content_bytes)}"
    )
    output.line(f"{WORDS_OF_VERDICT[outcome.verdict]} ({checked})")
    return output.outcome(outcome)
