"""`archiver version`."""

from __future__ import annotations

import argparse
import platform

import archiver_gui
from archiver_gui.cli.output import EXIT_COMPLETE, Output

NAME = "version"
SUMMARY = "print the version"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(_arguments: argparse.Namespace, output: Output) -> int:
    """Print the version of the program and of Python."""
    output.json({"version": archiver_gui.__version__, "python": platform.python_version()})
    output.line(f"Archiver {archiver_gui.__version__} (Python {platform.python_version()}, {platform.system()})")
    return EXIT_COMPLETE
