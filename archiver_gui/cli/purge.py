"""`archiver purge`: delete archives, files and rows."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Callable

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, EXIT_FAILED, Output, archive_json, archives_text, table
from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.errors import UsageError
from archiver_gui.core.names import display
from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.core.units import format_duration, format_size, parse_age, parse_size
from archiver_gui.services import PurgePlan, Services

NAME = "purge"
SUMMARY = "delete archives that are marked, old, too many or too large together"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """By which rule, and how sure."""
    parser.add_argument("ids", metavar="ID", type=int, nargs="*", help="these archives, instead of a rule")
    rule = parser.add_mutually_exclusive_group()
    rule.add_argument("--marked", action="store_true", help="those marked as deleted")
    rule.add_argument(
        "--older-than", metavar="AGE", type=_age, help="those created longer ago than 30d, 12h, 5m or 90s"
    )
    rule.add_argument(
        "--over-size", metavar="SIZE", type=_size, help="the oldest, until the others are no more than 10G together"
    )
    rule.add_argument("--missing", action="store_true", help="forget those whose file is missing")
    rule.add_argument("--rule", metavar="NAME", help="those that a saved rule says")
    parser.add_argument(
        "--keep-last",
        metavar="N",
        type=_count,
        help="keep the last N of each source: alone all others go, beside another rule these stay",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    saved = parser.add_mutually_exclusive_group()
    saved.add_argument("--save-as", metavar="NAME", help="save the rule under a name; nothing is deleted")
    saved.add_argument("--rules", action="store_true", help="list the saved rules")
    saved.add_argument("--remove-rule", metavar="NAME", help="remove a saved rule")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Show what would go, ask unless told not to, and delete it; or see to the saved rules."""
    with opened_services(output) as services:
        if arguments.rules or arguments.remove_rule is not None:
            if arguments.remove_rule is not None:
                services.remove_rule(arguments.remove_rule)
            return _list_rules(services, output)
        policy = _policy(arguments, services)
        if arguments.ids:
            if policy.has_rule or arguments.save_as is not None:
                raise UsageError("Say either numbers or a rule")
            return _purge(arguments.ids, arguments, services, output)
        _check_rule(policy)
        if arguments.save_as is not None:
            services.save_rule(arguments.save_as, policy)
            return _list_rules(services, output)
        return _purge(policy, arguments, services, output)


def _policy(arguments: argparse.Namespace, services: Services) -> RetentionPolicy:
    if arguments.rule is not None:
        policy = services.rule(arguments.rule)
    else:
        policy = RetentionPolicy(
            marked=arguments.marked,
            older_than_s=arguments.older_than,
            over_bytes=arguments.over_size,
            missing=arguments.missing,
        )
    if arguments.keep_last is not None:
        policy = dataclasses.replace(policy, keep_last=arguments.keep_last)
    return policy


def _check_rule(policy: RetentionPolicy) -> None:
    if not policy.has_rule:
        raise UsageError(
            "Nothing says which archives are to go",
            "",
            "Say --marked, --older-than, --keep-last, --over-size, --missing, --rule, or their numbers.",
        )


def _purge(what: RetentionPolicy | list[int], arguments: argparse.Namespace, services: Services, output: Output) -> int:
    plan = services.plan_purge(what)
    _print_plan(plan, output)
    planned = {
        "archives": [archive_json(item.archive) | {"reason": item.reason} for item in plan.items],
        "kept": [archive_json(item.archive) | {"reason": item.reason} for item in plan.kept],
        "bytes": plan.size_bytes,
    }
    if arguments.dry_run or not plan.items:
        output.json(planned | {"purged": False})
        return EXIT_COMPLETE
    if not arguments.yes and not _confirmed(output):
        output.json(planned | {"purged": False})
        return EXIT_FAILED
    outcome = output.run(services.purge(plan))
    output.line(f"{archives_text(outcome.entries)} deleted, {format_size(outcome.archive_bytes)} freed.")
    return output.outcome(outcome, **planned, purged=outcome.entries > 0)


def _print_plan(plan: PurgePlan, output: Output) -> None:
    for item in plan.items:
        output.line(f"{display(item.archive.path)}  {format_size(item.archive.size)}  {item.reason}")
    for item in plan.kept:
        output.line(f"{display(item.archive.path)}  {format_size(item.archive.size)}  kept: {item.reason}")
    forgotten = sum(item.archive.state is ArchiveState.MISSING for item in plan.items)
    rows = f", {forgotten} rows without a file forgotten" if forgotten else ""
    output.line(f"{archives_text(len(plan.items) - forgotten)}, {format_size(plan.size_bytes)} will be deleted{rows}.")


def _confirmed(output: Output) -> bool:
    if not sys.stdin.isatty():
        output.error_line("Nothing was deleted: add --yes to purge without being asked.")
        return False
    print("Delete them for good? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _list_rules(services: Services, output: Output) -> int:
    rules = services.rules()
    output.json({"rules": [{"name": name, "rule": policy.as_json()} for name, policy in rules.items()]})
    rows = [(display(name), _words(policy)) for name, policy in rules.items()]
    for line in table([("Name", "What goes"), *rows]) if rows else ["There are no rules yet."]:
        output.line(line)
    return EXIT_COMPLETE


def _words(policy: RetentionPolicy) -> str:
    """What goes by this rule, for people."""
    goes = []
    if policy.marked:
        goes.append("marked for deletion")
    if policy.older_than_s is not None:
        goes.append(f"older than {format_duration(policy.older_than_s)}")
    if policy.over_bytes is not None:
        goes.append(f"the oldest, until the others are no more than {format_size(policy.over_bytes)}")
    if policy.missing:
        goes.append("rows whose file is missing")
    kept = f"the last {policy.keep_last} of each source" if policy.keep_last is not None else ""
    if not goes:
        return f"all but {kept}"
    return ", or ".join(goes) + (f"; but not {kept}" if kept else "")


def _age(text: str) -> int:
    return _checked(parse_age, text)


def _size(text: str) -> int:
    return _checked(parse_size, text)


def _checked(parse: Callable[[str], int], text: str) -> int:
    try:
        return parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of archives")
    return int(text)
