"""`archiver formats`: the format table."""

from __future__ import annotations

import argparse

from archiver_gui.backends.registry import Registry
from archiver_gui.cli.output import EXIT_COMPLETE, Output, table

NAME = "formats"
SUMMARY = "list the formats that can be read and written"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(_arguments: argparse.Namespace, output: Output) -> int:
    """Print one line a format."""
    rows = Registry.get_instance().formats()
    output.json({
        "formats": [
            {
                "id": row.format_id, "backend_id": row.backend_id, "suffixes": list(row.suffixes),
                "readable": row.readable, "writable": row.writable, "hint": row.hint, "levels": dict(row.levels),
            }
            for row in rows
        ]
    })  # fmt: skip
    for line in table([(row.format_id, row.backend_id, " ".join(row.suffixes), row.summary, row.hint) for row in rows]):
        output.line(line)
    return EXIT_COMPLETE
