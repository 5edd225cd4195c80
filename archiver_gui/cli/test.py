"""`archiver test`: is an archive sound?"""

from __future__ import annotations

import argparse
import os

from archiver_gui.cli.opening import add_encoding_argument, opened_services
from archiver_gui.cli.output import WORDS_OF_VERDICT, Output, entries_text
from archiver_gui.cli.threads import add_threads_argument
from archiver_gui.core.units import format_duration, format_size

NAME = "test"
SUMMARY = "test whether an archive is sound"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The archive."""
    parser.add_argument("archive", metavar="ARCHIVE")
    add_threads_argument(parser)
    add_encoding_argument(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Decode everything, and say whether it is sound."""
    with opened_services(output, only_to_read=True) as services:
        job = services.test(os.path.abspath(arguments.archive), arguments.encoding, arguments.threads)
        outcome = output.run(job)
    facts = f"{entries_text(outcome.entries)}, {format_size(outcome.content_bytes)}, {format_duration(outcome.seconds)}"
    output.line(f"{arguments.archive}: {WORDS_OF_VERDICT[outcome.verdict]} ({facts})")
    return output.outcome(outcome)
