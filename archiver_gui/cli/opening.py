"""The services as the verbs use them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archiver_gui.cli.output import Output
from archiver_gui.services import Services


@contextmanager
def opened_services(output: Output, *, only_to_read: bool = False) -> Iterator[Services]:
    """The services, closed afterwards; what is wrong beside the verb's own work is told on stderr.

    Args:
        only_to_read: The verb reads archives, and can do that without the catalogue.

    Raises:
        CatalogueError: The catalogue cannot be opened.
    """
    services = Services.open(only_to_read=only_to_read)
    try:
        yield services
    finally:
        services.close()
    for text in dict.fromkeys(str(problem) for problem in services.problems):
        output.error_line(text)
