"""`archiver backends`: which backends there are; plug-ins on and off."""

from __future__ import annotations

import argparse

from archiver_gui.backends.registry import Registry
from archiver_gui.cli.output import EXIT_COMPLETE, Output, table
from archiver_gui.services import set_backend_enabled
from archiver_gui.settings.store import Settings

NAME = "backends"
SUMMARY = "list the backends, or turn a plug-in on or off"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which to turn."""
    turn = parser.add_mutually_exclusive_group()
    turn.add_argument("--enable", metavar="ID", help="turn a plug-in on")
    turn.add_argument("--disable", metavar="ID", help="turn a plug-in off")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Turn, then list; no catalogue is opened and no plug-in that is off is imported."""
    settings = Settings()
    registry = Registry.get_instance()
    if arguments.enable or arguments.disable:
        set_backend_enabled(registry, settings, arguments.enable or arguments.disable, enable=bool(arguments.enable))
        registry.load_enabled(settings)
    rows = registry.listing(settings)
    backends = [{"id": row.backend_id, "label": row.label, "enabled": row.enabled, "hint": row.hint} for row in rows]
    output.json({"backends": backends})
    for line in table([(row.backend_id, row.label, "on" if row.enabled else "off", row.hint) for row in rows]):
        output.line(line)
    return EXIT_COMPLETE
