"""`archiver purge`: delete archives, files and rows."""

from __future__ import annotations

import argparse
import sys

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, EXIT_FAILED, Output, archive_json
from archiver_gui.core.names import display
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.core.units import format_size, parse_age
from archiver_gui.services import PurgePlan

NAME = "purge"
SUMMARY = "delete archives that are marked, or older than an age"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """By which rule, and how sure."""
    rule = parser.add_mutually_exclusive_group(required=True)
    rule.add_argument("--marked", action="store_true", help="those marked as deleted")
    rule.add_argument(
        "--older-than", metavar="AGE", type=_age, help="those created longer ago than 30d, 12h, 5m or 90s"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Show what would go, ask unless told not to, and delete it."""
    policy = RetentionPolicy(marked=arguments.marked, older_than_s=arguments.older_than)
    with opened_services(output) as services:
        plan = services.plan_purge(policy)
        _print_plan(plan, output)
        archives = [archive_json(item.archive) | {"reason": item.reason} for item in plan.items]
        planned = {"archives": archives, "bytes": plan.size_bytes}
        if arguments.dry_run or not plan.items:
            output.json(planned | {"purged": False})
            return EXIT_COMPLETE
        if not arguments.yes and not _confirmed(output):
            output.json(planned | {"purged": False})
            return EXIT_FAILED
        job = services.purge(plan)
        outcome = output.run(job)
    output.line(f"{outcome.entries} archives deleted, {format_size(outcome.archive_bytes)} freed.")
    return output.outcome(outcome, **planned, purged=outcome.entries > 0)


def _print_plan(plan: PurgePlan, output: Output) -> None:
    for item in plan.items:
        output.line(f"{display(item.archive.path)}  {format_size(item.archive.size)}  {item.reason}")
    output.line(f"{len(plan.items)} archives, {format_size(plan.size_bytes)} will be deleted.")


def _confirmed(output: Output) -> bool:
    if not sys.stdin.isatty():
        output.error_line("Nothing was deleted: add --yes to purge without being asked.")
        return False
    print("Delete them for good? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _age(text: str) -> int:
    try:
        return parse_age(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
