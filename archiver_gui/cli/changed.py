"""`archiver changed`: what differs on disk now from what was archived."""

from __future__ import annotations

import argparse
from typing import Any

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import Output, iso_of_seconds
from archiver_gui.core.changes import Change, ChangeKind, Changes
from archiver_gui.core.names import display
from archiver_gui.core.outcome import Outcome, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.core.units import format_size
from archiver_gui.jobs.job import Job

NAME = "changed"
SUMMARY = "show what has changed on disk since an archive was built"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which archive."""
    parser.add_argument("id", metavar="ID", type=int)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Compare, and print one line a difference; differences are a result, not a failure."""
    changes = Changes()
    with opened_services(output) as services:

        def work(progress: Progress) -> Outcome:
            nonlocal changes
            changes = services.changes(arguments.id, progress)
            remarks = Remarks()
            for remark in changes.remarks:
                remarks.append(remark)
            return Outcome.of(remarks, entries=changes.same + len(changes.items))

        outcome = output.run(Job(NAME, "Compare with the sources", None, work))
    for item in changes.items:
        sizes = " → ".join(format_size(size) for size in (item.old_size, item.size) if size is not None)
        output.line(f"{item.change.value:8} {display(item.path)}  {sizes}")
    if outcome.error is None:
        counts = ", ".join(f"{len(changes.of(kind))} {kind.value}" for kind in ChangeKind)
        output.line(f"{counts}, {changes.same} as they were")
    lists = {kind.value: [_json(item) for item in changes.of(kind)] for kind in ChangeKind}
    return output.outcome(outcome, **lists, same=changes.same)


def _json(item: Change) -> dict[str, Any]:
    return {
        "path": item.path,
        "kind": item.kind.value,
        "size": item.size,
        "old_size": item.old_size,
        "mtime": iso_of_seconds(item.mtime),
        "old_mtime": iso_of_seconds(item.old_mtime),
    }
