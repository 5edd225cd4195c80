"""Export the catalogue as JSON lines, and import such a file."""

from __future__ import annotations

import os

from archiver_gui.catalogue.catalogue import Catalogue
from archiver_gui.core.errors import from_os_error
from archiver_gui.core.outcome import Outcome, Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.storage.base import new_staged_path
from archiver_gui.storage.local import name_taken, rename_exclusively


def export_catalogue(path: str, catalogue: Catalogue, progress: Progress) -> Outcome:
    """Write every archive with its entries to a new file.

    Raises:
        RefusedError: There is a file of this name.
        EnvironmentFault: It cannot be written; nothing is left.
        Cancelled: The user cancelled; nothing is left.
    """
    if os.path.lexists(path):
        raise name_taken(path)
    staged = new_staged_path(os.path.dirname(path))
    try:
        with open(staged, "x", encoding="ascii") as stream:
            count = catalogue.upkeep.export_lines(stream, progress)
            stream.flush()
            os.fsync(stream.fileno())
        rename_exclusively(staged, path)
    except FileExistsError as error:
        raise name_taken(path) from error
    except OSError as error:
        raise from_os_error(error, "The export could not be written", path) from error
    finally:
        if os.path.lexists(staged):
            os.unlink(staged)
    return Outcome.of(Remarks(), entries=count, path=path)


def import_catalogue(path: str, catalogue: Catalogue, progress: Progress) -> Outcome:
    """Take over what an export holds and the catalogue does not; `facts` has "imported", their numbers.

    Raises:
        UsageError: It is no export, or a damaged one; archives before that place were taken over.
        EnvironmentFault: It cannot be read.
        Cancelled: The user cancelled; as above.
    """
    remarks = Remarks()
    try:
        with open(path, encoding="utf-8", errors="replace") as lines:
            imported = catalogue.upkeep.import_lines(lines, progress, remarks)
    except OSError as error:
        raise from_os_error(error, "The export could not be read", path) from error
    return Outcome.of(remarks, entries=len(imported), facts={"imported": imported})
