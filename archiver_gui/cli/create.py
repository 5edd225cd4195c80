"""`archiver create`: build an archive."""

from __future__ import annotations

import argparse
import os

from archiver_gui.backends.registry import Registry, formats_of
from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import WORDS_OF_VERDICT, Output, archive_json, entries_text
from archiver_gui.cli.threads import add_threads_argument
from archiver_gui.core.archives import CREATED_BY_ROLE_CHOICES
from archiver_gui.core.errors import UsageError
from archiver_gui.core.formats import ArchiveFormat, match_suffix
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.outcome import Outcome
from archiver_gui.core.units import format_duration, format_ratio, format_size
from archiver_gui.services import Services

NAME = "create"
SUMMARY = "build an archive from files and folders"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """As DESIGN has them."""
    parser.add_argument("out", metavar="OUT", help="the archive; its suffix chooses the format")
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help="a file or folder to archive")
    parser.add_argument("--backend", metavar="ID", default="", help="the backend that writes it (see “backends”)")
    parser.add_argument(
        "--format", metavar="F", default="", help="the format, when OUT's suffix does not say (see “formats”)"
    )
    parser.add_argument(
        "--level", metavar="N", default="", help="store, fast, normal, high, ultra, or the codec's number"
    )
    parser.add_argument(
        "--exclude", metavar="PATTERN", action="append", default=[], help="leave out what matches; repeatable"
    )
    parser.add_argument(
        "--role", choices=[role for role, _ in CREATED_BY_ROLE_CHOICES if role], help="whose work it is"
    )
    parser.add_argument("--follow-symlinks", action="store_true", help="archive what links point to, not the links")
    parser.add_argument("--no-verify", action="store_true", help="do not read the archive back")
    parser.add_argument("--reproducible", action="store_true", help="the same input gives the same bytes")
    add_threads_argument(parser)
    parser.add_argument("--overwrite", action="store_true", help="replace OUT if it exists, once the new one is whole")
    parser.add_argument("--preset", metavar="NAME", help="begin with the options of a preset (see “presets”)")
    parser.add_argument("--save-preset", metavar="NAME", help="keep these options as a preset as well")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Build, and say what came of it."""
    with opened_services(output) as services:
        options = _options(arguments, services)
        if arguments.save_preset is not None:
            services.save_preset(arguments.save_preset, options)
        outcome = output.run(services.build(options))
    return report(outcome, output)


def report(outcome: Outcome, output: Output) -> int:
    """What came of a build; the exit status."""
    if outcome.succeeded or outcome.archive:
        sizes = f"{format_size(outcome.content_bytes)} → {format_size(outcome.archive_bytes)}"
        ratio = format_ratio(outcome.archive_bytes, outcome.content_bytes)
        checked = "verified" if outcome.facts.get("verified") else "not verified"
        facts = [entries_text(outcome.entries), sizes, ratio, format_duration(outcome.seconds), checked]
        output.line(
            f"{outcome.path}: {WORDS_OF_VERDICT[outcome.verdict]} ({', '.join(fact for fact in facts if fact)})"
        )
    return output.outcome(outcome, archive=archive_json(outcome.archive) if outcome.archive else None)


def _options(arguments: argparse.Namespace, services: Services) -> BuildOptions:
    folder, name = os.path.split(arguments.out)
    preset = services.preset(arguments.preset).options if arguments.preset is not None else None
    row = _format(arguments, services.registry, name, preset)
    level = services.parse_level(arguments.level, row) if arguments.level else None
    if preset is not None:
        arguments = _completed(arguments, preset)
        if not arguments.level and row.format_id == preset.format_id:
            level = preset.level
    return services.build_options(
        sources=arguments.sources,
        name=name,
        folder=folder or os.curdir,
        format_id=row.format_id,
        backend_id=row.backend_id,
        level=level,
        exclude=arguments.exclude,
        follow_symlinks=arguments.follow_symlinks,
        overwrite=arguments.overwrite,
        verify=not arguments.no_verify,
        reproducible=arguments.reproducible,
        threads=arguments.threads,
        role=arguments.role,
    )


def _format(arguments: argparse.Namespace, registry: Registry, name: str, preset: BuildOptions | None) -> ArchiveFormat:
    """What was said, else what OUT's suffix says, else the preset's."""
    if preset is None or arguments.backend or arguments.format or registry.format_of_name(name):
        return choose_format(registry, name, arguments.backend, arguments.format)
    return choose_format(registry, name, preset.backend_id, preset.format_id)


def _completed(arguments: argparse.Namespace, preset: BuildOptions) -> argparse.Namespace:
    """What was said, completed by the preset; what leaves something out adds up."""
    return argparse.Namespace(
        **{
            **vars(arguments),
            "exclude": list(dict.fromkeys([*preset.exclude, *arguments.exclude])),
            "follow_symlinks": arguments.follow_symlinks or preset.follow_symlinks,
            "no_verify": arguments.no_verify or not preset.verify,
            "reproducible": arguments.reproducible or preset.reproducible,
            "role": arguments.role or preset.role or None,
        }
    )


def choose_format(registry: Registry, name: str, backend_id: str, format_id: str) -> ArchiveFormat:
    """The format that the options name, else the one that the suffix leads to.

    Raises:
        UsageError: Neither says which, or they contradict each other.
    """
    rows = formats_of(registry.get(backend_id)) if backend_id else tuple(registry.formats())
    if format_id:
        chosen = next((row for row in rows if row.format_id == format_id), None)
        if chosen is None:
            raise UsageError(
                f"There is no format “{format_id}”", f"There are: {', '.join(row.format_id for row in rows)}."
            )
        return chosen
    known = match_suffix(name, rows)
    if known:
        return known[0]
    if backend_id:
        return rows[0]
    suffixes = ", ".join(row.suffix for row in rows if row.suffix)
    raise UsageError(
        f"The suffix of “{name}” names no format",
        f"Known suffixes: {suffixes}.",
        "Use one of them, --format or --backend.",
    )
