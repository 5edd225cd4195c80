"""The tasks on lots that worker threads or processes run. Imports little: a worker's start counts."""

from __future__ import annotations

from typing import Any

from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.lent import Lent
from archiver_gui.core.lots import LEFT, Fetch, LotResult
from archiver_gui.extraction.batch import Row, write_batch
from archiver_gui.extraction.quarantine import DownloadMark


def write_fetched(fetch: Fetch, request: tuple[Any, ...], tree: Lent, rows: list[Row], mark: DownloadMark) -> LotResult:
    """Fetch contents and write them to files, one a row."""
    return write_batch(tree, rows, mark, fetch(*request))


def check_fetched(fetch: Fetch, request: tuple[Any, ...]) -> LotResult:
    """Fetch contents, which checks them."""
    sizes: list[int] = []
    errors: dict[int, Exception] = {}
    for number, content in enumerate(fetch(*request)):
        if isinstance(content, ArchiverError):
            errors[number] = content
        sizes.append(LEFT if content is None or isinstance(content, ArchiverError) else len(content))
    return LotResult(sizes, errors)
