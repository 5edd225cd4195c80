"""`archiver search`: find archives and the files in them again."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from archiver_gui.cli.opening import opened_services
from archiver_gui.cli.output import EXIT_COMPLETE, Output, archive_json, bar, iso_of_seconds, table
from archiver_gui.core.errors import UsageError
from archiver_gui.core.matches import Change, EntryMatch, SameContent, changes_of
from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress
from archiver_gui.core.units import format_size
from archiver_gui.services import Services

NAME = "search"
SUMMARY = "find archives and files in them, also in archives that are offline"
_PAGE = 1_000
_TO_THE_MINUTE = "%Y-%m-%d %H:%M"

_LANGUAGE = """
Words have to stand in the path or in the archive's name, in either case and without accents. Also:
“"two words"”, “*.jpg”, “size>10M”, “size<1k”, “before:2026-01-31”, “after:2026”, “in:ARCHIVE”, “in:#ID”,
“kind:folder”, “hash:5f3a09”.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to look for."""
    parser.epilog = _LANGUAGE
    parser.add_argument("text", metavar="TEXT", nargs="*", help="what to look for; see below")
    parser.add_argument("--limit", metavar="N", type=int, help="at most N")
    parser.add_argument("--versions", metavar="PATH", help="every entry of exactly this path")
    parser.add_argument("--duplicates", action="store_true", help="contents that lie in several archives")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print one line a match: archives by their names first, then entries, newest first."""
    if bool(arguments.text) + (arguments.versions is not None) + arguments.duplicates != 1:
        raise UsageError("It is not clear what to look for", "", "Give a text, or --versions PATH, or --duplicates.")
    limit = arguments.limit if arguments.limit is not None else 1 << 31
    progress = Progress()  # of the indexing that comes before the first answer after large builds
    with opened_services(output) as services:
        if arguments.duplicates:
            with bar(progress):
                same = services.duplicates(min(limit, _PAGE), progress)
            return _print_duplicates(same, output)
        if arguments.versions is not None:
            with bar(progress):
                versions = services.versions(arguments.versions, progress)
            return _print_versions(list(zip(versions, changes_of(versions), strict=True))[: max(limit, 0)], output)
        with bar(progress):
            found, matches, is_complete = _search(services, " ".join(arguments.text), limit, progress)
    if not is_complete:
        output.error_line("The newest archives are not among the results: the catalogue can only be read now.")
    output.json({"matches": [*found, *map(_entry_json, matches)]})
    _print(found, matches, output)
    return EXIT_COMPLETE


def _search(
    services: Services, text: str, limit: int, progress: Progress
) -> tuple[list[dict[str, Any]], list[EntryMatch], bool]:
    """Archives, entries, and whether the newest archives could be searched as well."""
    page = services.search(text, max(min(limit, _PAGE), 0), progress=progress)
    is_complete = page.entries.is_complete
    archives = [_archive_match(archive_json(record)) for record in page.archives]
    matches = list(page.entries.matches)
    while page.entries.cursor is not None and len(archives) + len(matches) < limit:
        page = services.search(text, _PAGE, page.entries.cursor)
        matches += page.entries.matches
    return archives, matches[: max(limit - len(archives), 0)], is_complete


def _archive_match(archive: dict[str, Any]) -> dict[str, Any]:
    return {**archive, "archive": archive, "entry": None}


def _entry_json(match: EntryMatch) -> dict[str, Any]:
    archive = archive_json(match.archive)
    return {
        **{key: archive[key] for key in ("id", "name", "path", "state")},
        "archive": archive,
        "entry": match.path,
        "kind": match.kind.value,
        "size": match.size,
        "mtime": iso_of_seconds(match.mtime),
        "hash": match.digest.hex() if match.digest else None,
        "versions": match.versions,
    }


def _print(archives: list[dict[str, Any]], matches: list[EntryMatch], output: Output) -> None:
    if not archives and not matches:
        output.line("Nothing found.")
        return
    rows = [("ID", "Archive", "Modified", "Size", "Entry")]
    rows += [(str(one["id"]), display(one["name"]), "", format_size(one["size"]), "") for one in archives]
    for match in matches:
        record = match.archive
        row = (str(record.id), display(record.name), _day(match.mtime), format_size(match.size), display(match.path))
        rows.append(row)
    for line in table(rows, right=frozenset({0, 3})):
        output.line(line)


def _print_versions(found: Sequence[tuple[EntryMatch, Change]], output: Output) -> int:
    output.json({"matches": [{**_entry_json(match), "change": change.value or None} for match, change in found]})
    rows = [("ID", "Archived", "Modified", "Size", "Content", "Archive")]
    for match, change in found:
        record = match.archive
        archived = record.created.astimezone().strftime(_TO_THE_MINUTE)
        size = format_size(match.size)
        rows.append((str(record.id), archived, _day(match.mtime), size, change.value, display(record.path)))
    for line in table(rows, right=frozenset({0, 3})) if found else ["Nothing found."]:
        output.line(line)
    return EXIT_COMPLETE


def _day(mtime: float | None) -> str:
    try:
        return "" if mtime is None else datetime.fromtimestamp(mtime).astimezone().strftime(_TO_THE_MINUTE)
    except (OverflowError, ValueError, OSError):
        return ""


def _print_duplicates(found: Sequence[SameContent], output: Output) -> int:
    output.json(
        {
            "matches": [
                {
                    "hash": same.digest.hex(),
                    "size": same.size,
                    "copies": same.copies,
                    "archives": same.archives,
                    "saved": same.saved_bytes,
                    "entry": same.path,
                }
                for same in found
            ]
        }
    )
    rows = [("Could be saved", "Size", "Copies", "Archives", "Entry")]
    for same in found:
        sizes = (format_size(same.saved_bytes), format_size(same.size))
        rows.append((*sizes, str(same.copies), str(same.archives), display(same.path)))
    for line in table(rows, right=frozenset({0, 1, 2, 3})) if found else ["Nothing found."]:
        output.line(line)
    return EXIT_COMPLETE
