"""Find the verb, run it, and turn how it ended into text and an exit status."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from archiver_gui.cli import (
    add,
    backends,
    catalogue,
    create,
    extract,
    formats,
    mark,
    purge,
    search,
    show,
    verify,
    version,
)
from archiver_gui.cli import list as list_verb
from archiver_gui.cli import test as test_verb
from archiver_gui.cli.output import EXIT_CANCELLED, EXIT_FAILED, EXIT_USAGE, Output, exit_status_of
from archiver_gui.core.errors import ArchiverError, from_os_error
from archiver_gui.core.progress import Cancelled

_VERBS = (
    create, list_verb, test_verb, extract, catalogue, show, search, add, verify,
    mark.MARK, mark.RESTORE, mark.FORGET, purge, backends, formats, version,
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """Says what is wrong first and how to go on last; argparse prints the whole usage in between."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"archiver: {message}\nTry “{self.prog} --help”.\n")


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(
        prog="archiver",
        description="Build archives, verify them, and find every one again.",
        epilog="Without a verb the window opens. “archiver VERB --help” tells more.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON object")
    for verb in _VERBS:
        sub = verbs.add_parser(verb.NAME, help=verb.SUMMARY, description=verb.SUMMARY, parents=[common])
        verb.add_arguments(sub)
        sub.set_defaults(run=verb.run)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit status as the README's table has it."""
    logging.basicConfig(level=logging.WARNING, format="archiver: %(message)s")
    try:
        parsed = make_parser().parse_args(arguments)
    except SystemExit as ended:  # argparse has said why
        return int(ended.code or 0)
    output = Output(as_json=parsed.json)
    try:
        status: int = parsed.run(parsed, output)
        sys.stdout.flush()
    except (Cancelled, KeyboardInterrupt):
        output.error_line("Cancelled.")
        return EXIT_CANCELLED
    except ArchiverError as error:
        status = exit_status_of(error)
        with contextlib.suppress(OSError):
            output.error(error)
            sys.stdout.flush()
            return status
        _silence_stdout()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        _silence_stdout()
        return 0
    except OSError as error:  # a full disk behind a redirection, or no descriptor left to begin with
        _silence_stdout()
        output.error_line(str(from_os_error(error, f"“{parsed.verb}” could not be finished")))
        return EXIT_FAILED
    finally:
        output.end()
    return status


def _silence_stdout() -> None:
    """Drop what could not be written; Python would try again at exit, and complain."""
    number = sys.stdout.fileno()
    with contextlib.suppress(OSError):
        os.close(number)  # first, as there may be no other descriptor left
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != number:
            os.dup2(nowhere, number)
            os.close(nowhere)
