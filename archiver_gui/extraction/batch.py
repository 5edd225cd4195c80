"""The task that worker threads or processes run for an extraction: many small files of decided names.

They are made in the fresh tree alone, by handles and without following anything. No link is in that tree
yet: links are made when all else is done. What cannot be done plainly is left to the job's own process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.lent import Lent, Unreachable, borrow, lender_is_gone
from archiver_gui.core.lots import LEFT, Fetched, LotResult
from archiver_gui.extraction import handles
from archiver_gui.extraction.content import write_whole
from archiver_gui.extraction.errors import refuses_name
from archiver_gui.extraction.folders import Folders, NotAFolder
from archiver_gui.extraction.handles import Handle
from archiver_gui.extraction.quarantine import DownloadMark

# Folder below the tree, which is there already; name in it; mode; mtime in seconds. A plain tuple crosses a
# process boundary in a third of the time that a class of its own takes.
Row = tuple[str, str, int, float | None]


def write_batch(tree: Lent, rows: list[Row], mark: DownloadMark, contents: Iterable[Fetched]) -> LotResult:
    """Make these files, one a content. Any thread or process.

    An error of the system ends the batch and stands among the errors; half a file is removed.
    """
    sizes = [LEFT] * len(rows)
    errors: dict[int, Exception] = {}
    unmarked = ""
    try:
        root = borrow(tree, handles.FOLDER_FLAGS)
    except Unreachable:
        return LotResult(sizes, errors)
    folders = Folders(root)
    folder, handle = "", folders.get("")
    is_remote = os.getpid() != tree.pid
    try:
        for number, ((wanted, name, mode, mtime), content) in enumerate(zip(rows, contents, strict=True)):
            if content is None:
                continue
            if isinstance(content, ArchiverError):
                errors[number] = content
                continue
            if is_remote and lender_is_gone(tree):
                break  # whoever sweeps up after it must not meet new files
            try:
                if wanted != folder:
                    folder, handle = wanted, folders.get(wanted)
                unmarked = _write(handle, name, mode, mtime, content, mark) or unmarked
            except (NotAFolder, FileNotFoundError, FileExistsError, UnicodeEncodeError):
                continue
            except OSError as error:
                if refuses_name(error):
                    continue
                errors[number] = error
                break
            sizes[number] = len(content)
    finally:
        folders.close()
        handles.close(root)
    return LotResult(sizes, errors, unmarked)


def _write(
    folder: Handle, name: str, mode: int, mtime: float | None, content: bytes | memoryview, mark: DownloadMark
) -> str:
    """Make one file; why it could not be marked, '' mostly."""
    unmarked = ""
    file = handles.create_file(folder, name, mode)
    try:
        try:
            if content:
                write_whole(file, content)
            if mark:
                unmarked = mark.put_on(file, name)
            if mtime is not None:
                handles.set_time(file, int(mtime * 1_000_000_000))
        finally:
            os.close(file)
    except BaseException:
        handles.remove_file(folder, name)
        raise
    return unmarked
