"""`archiver catalogue`: every archive ever built."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from archiver_gui.cli import catalogue_file
from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, WORDS_OF_VERDICT, Output, archive_json, archives_text, table
from archiver_gui.core.archives import ArchiveRecord, Health
from archiver_gui.core.names import display
from archiver_gui.core.units import format_size
from archiver_gui.services import Services

NAME = "catalogue"
SUMMARY = "list the catalogued archives, newest first"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which of them."""
    parser.add_argument("--marked", action="store_true", help="only those marked as deleted")
    parser.add_argument("--limit", metavar="N", type=int, help="at most N")
    rescue = parser.add_mutually_exclusive_group()
    rescue.add_argument("--check", action="store_true", help="check the catalogue's own file")
    rescue.add_argument("--export", metavar="FILE", help="write the catalogue as JSON lines to a new file")
    rescue.add_argument("--import", metavar="FILE", dest="import_from", help="take over archives from such a file")
    rescue.add_argument("--copies", action="store_true", help="list the copies of the catalogue")
    rescue.add_argument(
        "--rebuild", action="store_true", help="begin a new one with the archives that the damaged one still tells of"
    )
    rescue.add_argument(
        "--put-back", metavar="COPY", help="put a copy in the catalogue's place; “new” for an empty one"
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print one line an archive, or see to the catalogue itself."""
    if arguments.check or arguments.copies or arguments.rebuild or arguments.put_back is not None:
        return catalogue_file.run(arguments, output)
    with opened_services(output) as services:
        if arguments.export or arguments.import_from:
            return _exchange(services, arguments, output)
        services.refresh_presence()
        records = services.archives(limit=arguments.limit, marked=True if arguments.marked else None)
    output.json({"archives": [archive_json(record) for record in records]})
    print_archives(records, output)
    return EXIT_COMPLETE


def _exchange(services: Services, arguments: argparse.Namespace, output: Output) -> int:
    exports = bool(arguments.export)
    job = services.export_catalogue(arguments.export) if exports else services.import_catalogue(arguments.import_from)
    outcome = output.run(job)
    if outcome.error is None:
        verb = "exported" if exports else "imported"
        output.line(f"{WORDS_OF_VERDICT[outcome.verdict]} ({archives_text(outcome.entries)} {verb})")
    return output.outcome(outcome)


def print_archives(records: Sequence[ArchiveRecord], output: Output) -> None:
    """The archives as a table for people."""
    if not records:
        output.line("No archives.")
        return
    rows = [("ID", "Created", "Size", "Entries", "Format", "State", "Path")]
    for record in records:
        state = _state(record)
        created = record.created.astimezone().strftime("%Y-%m-%d %H:%M")
        size = format_size(record.size)
        rows.append((str(record.id), created, size, str(record.entries), record.format_id, state, display(record.path)))
    for line in table(rows, right=frozenset({0, 2, 3})):
        output.line(line)


def _state(record: ArchiveRecord) -> str:
    words = ["marked as deleted" if record.marked else record.state.value]
    if record.health is Health.DAMAGED:
        words.append("damaged")
    if record.pinned:
        words.append("pinned")
    return ", ".join(words)
