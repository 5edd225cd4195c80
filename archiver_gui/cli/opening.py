"""The services as the verbs use them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from archiver_gui.cli.output import Output
from archiver_gui.core.encodings import AS_STORED, GUESS, check_encoding
from archiver_gui.core.errors import UsageError
from archiver_gui.services import Services


def add_encoding_argument(parser: argparse.ArgumentParser) -> None:
    """`--encoding`: what names are in that do not say so."""
    parser.add_argument(
        "--encoding", metavar="NAME", type=_encoding, default="",
        help="what names are in that do not tell it: cp437, cp1252, cp932, gb18030 …; "
        f"“{AS_STORED}” keeps them as they are, “{GUESS}” takes what fits all names best "
        "(default: what was said when the archive was added, else what fits)",
    )  # fmt: skip


def _encoding(name: str) -> str:
    try:
        return check_encoding(name) if name else ""  # the default comes here as well
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


@contextmanager
def opened_services(output: Output, *, only_to_read: bool = False) -> Iterator[Services]:
    """The services, closed afterwards; what is wrong beside the verb's own work is told on stderr.

    Where the verb has changed the catalogue, its daily copy is made at the end.

    Args:
        only_to_read: The verb reads archives, and can do that without the catalogue.

    Raises:
        CatalogueError: The catalogue cannot be opened.
    """
    services = Services.open(only_to_read=only_to_read)
    try:
        yield services
        services.keep_daily_copy()
    finally:
        services.close()
    for text in dict.fromkeys(str(problem) for problem in services.problems):
        output.error_line(text)
