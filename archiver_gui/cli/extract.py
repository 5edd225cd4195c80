"""`archiver extract`: put entries back on disk."""

from __future__ import annotations

import argparse
import os
import sys

from archiver_gui.cli.opening import add_encoding_argument, opened_services
from archiver_gui.cli.output import WORDS_OF_VERDICT, Output, entries_text, iso_of_seconds
from archiver_gui.cli.threads import add_threads_argument
from archiver_gui.core.names import display
from archiver_gui.core.options import Conflict, ConflictAnswer, ExtractOptions, OnConflict
from archiver_gui.core.progress import Cancelled
from archiver_gui.core.units import format_duration, format_size

NAME = "extract"
SUMMARY = "extract an archive, inside one folder and nowhere else"

_ANSWERS = {"r": OnConflict.REPLACE, "k": OnConflict.RENAME, "s": OnConflict.SKIP}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """As DESIGN has them."""
    parser.add_argument("archive", metavar="ARCHIVE")
    parser.add_argument(
        "patterns", metavar="PATTERN", nargs="*", help="globs over the whole entry path; default: everything"
    )
    parser.add_argument(
        "--to", metavar="DIR", default=os.curdir, help="the folder to extract to (default: the current one)"
    )
    parser.add_argument("--on-conflict", choices=[choice.value for choice in OnConflict], default=OnConflict.ASK.value,
                        help="what to do with files that are there already (default: ask, on a terminal)")  # fmt: skip
    parser.add_argument("--portable-names", action="store_true", help="rename what other systems cannot hold")
    add_threads_argument(parser)
    add_encoding_argument(parser)
    parser.add_argument("--allow-large", action="store_true", help="extract although far more comes out than went in")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Extract, and say what came of it."""
    options = ExtractOptions(
        folder=os.path.abspath(arguments.to),
        patterns=tuple(arguments.patterns),
        on_conflict=OnConflict(arguments.on_conflict),
        portable_names=arguments.portable_names,
        allow_large=arguments.allow_large,
        threads=arguments.threads,
        name_encoding=arguments.encoding,
    )
    with opened_services(output, only_to_read=True) as services:
        job = services.extract(os.path.abspath(arguments.archive), options, _ask if sys.stdin.isatty() else None)
        outcome = output.run(job)
    facts = f"{entries_text(outcome.entries)}, {format_size(outcome.content_bytes)}, {format_duration(outcome.seconds)}"
    if outcome.error is None:
        output.line(f"{options.folder}: {WORDS_OF_VERDICT[outcome.verdict]} ({facts})")
    return output.outcome(outcome)


def _ask(conflict: Conflict) -> ConflictAnswer:
    print(f"\n{display(conflict.path)} exists already:", file=sys.stderr)
    for title, size, mtime in (
        ("there now", conflict.old_size, conflict.old_mtime),
        ("in the archive", conflict.new_size, conflict.new_mtime),
    ):
        print(f"  {title}: {format_size(size)}, {iso_of_seconds(mtime) or 'no date'}", file=sys.stderr)
    while True:
        print("[r]eplace, [k]eep both, [s]kip; capital letter for all; [q]uit: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        if not answer or answer.lower() == "q":
            raise Cancelled
        if answer[0].lower() in _ANSWERS:
            return ConflictAnswer(_ANSWERS[answer[0].lower()], for_all=answer[0].isupper())
