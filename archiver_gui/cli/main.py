"""Find the verb, run it, and turn how it ended into text and an exit status."""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from archiver_gui.cli.early import start_workers
from archiver_gui.cli.output import EXIT_CANCELLED, EXIT_FAILED, EXIT_USAGE, Output, exit_status_of
from archiver_gui.core.errors import ArchiverError, from_os_error
from archiver_gui.core.progress import Cancelled

# A verb may hold a million entries and makes hardly a cycle worth looking for every 700 objects.
_GC_THRESHOLD = 100_000

# Threads that hand work to the worker processes wait this long for one that walks over files; at Python's own
# 5 ms the workers stood idle for a sixth of a build.
_SWITCH_S = 0.0001

# In the order of the help; each in the module of its name but for those in `_ROWS`, which share one.
_VERBS = (
    "create", "list", "test", "extract", "catalogue", "show", "search", "add", "relink", "verify",
    "changed", "recreate", "presets", "mark", "restore", "pin", "unpin", "forget", "purge",
    "backends", "formats", "version",
)  # fmt: skip
_ROWS = ("mark", "restore", "pin", "unpin", "forget")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong first and how to go on last; argparse prints the whole usage in between."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"archiver: {message}\nTry “{self.prog} --help”.\n")


def make_parser(only: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command line, or of one verb of it: the others need not be imported then."""
    parser = _Parser(
        prog="archiver",
        description="Build archives, verify them, and find every one again.",
        epilog="Without a verb the window opens. “archiver VERB --help” tells more.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON object")
    for name in (only,) if only in _VERBS else _VERBS:
        verb = _verb(name)
        sub = verbs.add_parser(verb.NAME, help=verb.SUMMARY, description=verb.SUMMARY, parents=[common])
        verb.add_arguments(sub)
        sub.set_defaults(run=verb.run)
    return parser


def _verb(name: str) -> Any:
    if name in _ROWS:
        return getattr(importlib.import_module("archiver_gui.cli.mark"), name.upper())
    return importlib.import_module(f"archiver_gui.cli.{name}")


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit status as the README's table has it."""
    sys.setswitchinterval(_SWITCH_S)
    logging.basicConfig(level=logging.WARNING, format="archiver: %(message)s")
    try:
        start_workers(arguments)
        parsed = make_parser(arguments[0] if arguments else "").parse_args(arguments)
    except SystemExit as ended:  # argparse has said why
        return int(ended.code or 0)
    except KeyboardInterrupt:  # while the verb's modules are imported
        return EXIT_CANCELLED
    output = Output(as_json=parsed.json)
    gc.set_threshold(_GC_THRESHOLD)
    gc.enable()
    try:
        status: int = parsed.run(parsed, output)
        sys.stdout.flush()
    except (Cancelled, KeyboardInterrupt):
        output.cancelled()
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
