"""`archiver mark`, `restore`, `pin`, `unpin` and `forget`: the catalogue's rows, never the files."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, Output, archive_json
from archiver_gui.core.names import display
from archiver_gui.services import Services


@dataclass(frozen=True)
class RowVerb:
    """A verb that changes rows by their ids and nothing else."""

    NAME: str
    SUMMARY: str
    past: str
    change: Callable[[Services, Iterable[int]], None]
    keeps_row: bool = True

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which of them."""
        parser.add_argument("ids", metavar="ID", type=int, nargs="+")

    def run(self, arguments: argparse.Namespace, output: Output) -> int:
        """Change all of them, or none when one is not there."""
        with opened_services(output) as services:
            records = [services.catalogue.get(archive_id) for archive_id in dict.fromkeys(arguments.ids)]
            self.change(services, [record.id for record in records])
            if self.keeps_row:
                records = [services.catalogue.get(record.id) for record in records]
        output.json({"outcome": "complete", "remarks": [], "archives": [archive_json(record) for record in records]})
        for record in records:
            output.line(f"{display(record.path)}: {self.past}")
        return EXIT_COMPLETE


MARK = RowVerb("mark", "mark archives as deleted, for a later purge", "marked as deleted", Services.mark)
RESTORE = RowVerb("restore", "take the mark as deleted back", "restored", Services.restore)
PIN = RowVerb("pin", "keep archives from every clean-up", "pinned", Services.pin)
UNPIN = RowVerb("unpin", "let clean-ups have archives again", "no longer pinned", Services.unpin)
FORGET = RowVerb(
    "forget",
    "drop archives from the catalogue; the files stay",
    "forgotten; the file stays",
    Services.forget,
    keeps_row=False,
)
