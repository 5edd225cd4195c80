"""`archiver show`: all about one archive."""

from __future__ import annotations

import argparse

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, Output, archive_json, iso, table
from archiver_gui.core.archives import ArchiveRecord
from archiver_gui.core.names import display
from archiver_gui.core.units import format_duration, format_ratio, format_size

NAME = "show"
SUMMARY = "show all about one catalogued archive"


_SIBLINGS = 5  # named for people; programs get all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("id", metavar="ID", type=int)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print its properties."""
    with opened_services(output) as services:
        record = services.show(arguments.id)
        remarks = services.catalogue.remarks_of(record.id)
        siblings = services.archives_of_recipe(record.recipe) if record.recipe is not None else []
    siblings = [sibling for sibling in siblings if sibling.id != record.id]
    archive = archive_json(record) | {
        "sources": list(record.sources),
        "exclude": list(record.exclude),
        "same_recipe": [sibling.id for sibling in siblings],
        "level": record.level,
        "verdict": record.verdict,
        "remarks": [{"entry": remark.entry, "kind": remark.kind, "text": remark.text} for remark in remarks],
        "remark_count": record.remark_count,
    }
    output.json({"archive": archive})
    facts = [
        ("Name", display(record.name)),
        ("Path", display(record.path)),
        ("State", record.state.value),
        ("Created", _created(record)),
        ("Size", _size(record)),
        ("Entries", str(record.entries)),
        ("Format", record.format_id + (f", level {record.level}" if record.level is not None else "")),
        ("Backend", record.backend_id),
        ("Built in", format_duration(record.build_seconds)),
        ("Outcome", record.verdict),
        ("Sources", ", ".join(display(source) for source in record.sources)),
        ("Left out", ", ".join(display(pattern) for pattern in record.exclude)),
        ("Recipe", "" if record.recipe is None else str(record.recipe)),
        ("Same recipe", ", ".join(f"{sibling.id} {display(sibling.name)}" for sibling in siblings[:_SIBLINGS])),
        ("SHA-256", record.sha256),
        ("Verified", iso(record.verified) or "not since it was built"),
        ("Health", record.health.value),
        ("Damage", display(record.damage)),
        ("Pinned", "yes" if record.pinned else ""),
        ("Marked", iso(record.deleted) or ""),
    ]  # fmt: skip
    for line in table([fact for fact in facts if fact[1]]):
        output.line(line)
    for path, text in record.damaged_entries:
        output.line(f"damaged: {display(path)}: {text}")
    return EXIT_COMPLETE


def _created(record: ArchiveRecord) -> str:
    by = f" by {record.created_by}" if record.created_by else ""
    return f"{iso(record.created)}{by}" + (f" ({record.role})" if record.role else "")


def _size(record: ArchiveRecord) -> str:
    ratio = format_ratio(record.size, record.content_size)
    return f"{format_size(record.size)} of {format_size(record.content_size)}" + (f", {ratio}" if ratio else "")
