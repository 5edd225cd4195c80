"""`archiver list`: what is in an archive."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from archiver_gui.cli.opening import add_encoding_argument, opened_services
from archiver_gui.cli.output import EXIT_OF_VERDICT, Output, entry_json
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress

_TIME_TO_THE_MINUTE = "%Y-%m-%d %H:%M"
_TIME = f"{_TIME_TO_THE_MINUTE}:%S"
_TIME_WIDTH = len("2026-01-31 12:00:00")
_LINES_AT_ONCE = 1000

NAME = "list"
SUMMARY = "list what is in an archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The archive."""
    parser.add_argument("archive", metavar="ARCHIVE")
    add_encoding_argument(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print one line an entry, archive order."""
    with opened_services(output, only_to_read=True) as services:
        listing = services.list_archive(os.path.abspath(arguments.archive), Progress(), arguments.encoding)
    if output.as_json:
        output.json({
            "outcome": listing.verdict.value,
            "remarks": [{"entry": r.entry, "kind": r.kind, "text": r.text} for r in listing.remarks],
            "entries": [entry_json(entry) for entry in listing.entries],
        })  # fmt: skip
    else:
        for lines in _pages(listing.entries):
            output.line("\n".join(lines))
    output.remarks(listing.remarks)
    return EXIT_OF_VERDICT[listing.verdict]


def _pages(entries: list[Entry]) -> Iterator[list[str]]:
    """Lines of aligned columns, many at a time: a million entries cost a call each otherwise."""
    size_width = len(str(max((entry.size for entry in entries), default=0)))
    time_width = _TIME_WIDTH if any(entry.mtime is not None for entry in entries) else 1
    for start in range(0, len(entries), _LINES_AT_ONCE):
        yield [
            f"{entry.size:>{size_width}}  {_local_time(entry.mtime):<{time_width}}  {_name(entry)}"
            for entry in entries[start : start + _LINES_AT_ONCE]
        ]


def _name(entry: Entry) -> str:
    name = display(entry.path)
    if entry.kind is EntryKind.FOLDER:
        return f"{name}/"
    return name if entry.link_target is None else f"{name} -> {display(entry.link_target)}"


def _local_time(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    try:
        minute, second = divmod(int(seconds // 1), 60)
        start = _minute(minute)
        return f"{start}:{second:02}" if start else _format(seconds, _TIME)
    except (OverflowError, ValueError, OSError):  # outside the calendar
        return "-"


@lru_cache(maxsize=4096)
def _minute(number: int) -> str:
    """Day, hour and minute; '' where clocks were not set to whole minutes."""
    return "" if time.localtime(number * 60).tm_sec else _format(number * 60, _TIME_TO_THE_MINUTE)


def _format(seconds: float, form: str) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime(form)
