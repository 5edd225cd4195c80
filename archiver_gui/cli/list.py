"""`archiver list`: what is in an archive."""

from __future__ import annotations

import argparse
import os
from datetime import datetime

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_OF_VERDICT, Output, entry_json, table
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress

NAME = "list"
SUMMARY = "list what is in an archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The archive."""
    parser.add_argument("archive", metavar="ARCHIVE")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print one line an entry, archive order."""
    with opened_services(output, only_to_read=True) as services:
        listing = services.list_archive(os.path.abspath(arguments.archive), Progress())
    if output.as_json:
        output.json({
            "outcome": listing.verdict.value,
            "remarks": [{"entry": r.entry, "kind": r.kind, "text": r.text} for r in listing.remarks],
            "entries": [entry_json(entry) for entry in listing.entries],
        })  # fmt: skip
    else:
        rows = [_row(entry) for entry in listing.entries]
        for line in table(rows, right=frozenset({0})) if rows else ():
            output.line(line)
    output.remarks(listing.remarks)
    return EXIT_OF_VERDICT[listing.verdict]


def _row(entry: Entry) -> tuple[str, str, str]:
    name = display(entry.path)
    if entry.kind is EntryKind.FOLDER:
        name += "/"
    elif entry.link_target is not None:
        name += f" -> {display(entry.link_target)}"
    return (str(entry.size), _local_time(entry.mtime), name)


def _local_time(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    try:
        return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, ValueError, OSError):  # outside the calendar
        return "-"
