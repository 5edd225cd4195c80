"""`archiver list`: what is in an archive."""

from __future__ import annotations

import argparse
import os

from archiver_gui.cli import entry_text
from archiver_gui.cli.opening import add_encoding_argument, opened_services
from archiver_gui.cli.output import EXIT_OF_VERDICT, Output
from archiver_gui.core.progress import Progress

NAME = "list"
SUMMARY = "list what is in an archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The archive."""
    parser.add_argument("archive", metavar="ARCHIVE")
    add_encoding_argument(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print one line an entry, archive order, as they are found."""
    render = entry_text.objects if output.as_json else entry_text.lines
    with opened_services(output, only_to_read=True) as services:
        path = os.path.abspath(arguments.archive)
        listing = services.stream_archive(path, Progress(), render, arguments.encoding)
        for block in listing:
            output.rows("entries", block)
    output.end_rows("entries", {
        "outcome": listing.verdict.value,
        "remarks": [{"entry": r.entry, "kind": r.kind, "text": r.text} for r in listing.remarks],
    })  # fmt: skip
    output.remarks(listing.remarks)
    return EXIT_OF_VERDICT[listing.verdict]
