"""`archiver verify`: do archives still equal what was built?"""

from __future__ import annotations

import argparse
import math

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import WORDS_OF_VERDICT, Output, archives_text
from archiver_gui.core.errors import UsageError
from archiver_gui.core.units import format_size

NAME = "verify"
SUMMARY = "re-read archives against the catalogue's digests"


_DAYS_OF_THE_SETTINGS = -1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which of them."""
    parser.add_argument("ids", metavar="ID", type=int, nargs="*", help="default: all")
    parser.add_argument(
        "--due",
        metavar="DAYS",
        type=_days,
        nargs="?",
        const=_DAYS_OF_THE_SETTINGS,
        help="those not read for so many days, the longest unread first (default: as in the settings, else 90)",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Verify, and name what differs."""
    with opened_services(output) as services:
        if arguments.due is not None and arguments.ids:
            raise UsageError("Say either numbers or --due")
        if arguments.due is None:
            job = services.verify(arguments.ids or None)
        else:
            job = services.verify_due(None if arguments.due == _DAYS_OF_THE_SETTINGS else arguments.due)
        outcome = output.run(job)
    read = f"{outcome.facts.get('checked', 0)} of {archives_text(outcome.entries)} read"
    output.line(f"{WORDS_OF_VERDICT[outcome.verdict]} ({read}, {format_size(outcome.content_bytes)})")
    return output.outcome(outcome)


def _days(text: str) -> float:
    days = float(text)
    if not 0 <= days < math.inf:
        raise argparse.ArgumentTypeError("it has to be a number of days")
    return days
