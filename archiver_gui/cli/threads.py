"""`--threads`, for the verbs that use many cores."""

from __future__ import annotations

import argparse


def add_threads_argument(parser: argparse.ArgumentParser) -> None:
    """0 for all cores, 1 for one thread and no other process."""
    parser.add_argument(
        "--threads", metavar="N", type=_threads, default=0, help="how many threads (default: all cores)"
    )


def _threads(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("it cannot be negative")
    return number
