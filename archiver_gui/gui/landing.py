"""Where paths land that are dropped on the window, pasted, or given at the start."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject

from archiver_gui.core.progress import Progress
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.widgets.message_bar import Message
from archiver_gui.gui.wording import shown
from archiver_gui.services import Services

if TYPE_CHECKING:
    from archiver_gui.gui.main_window import MainWindow


class Landing(QObject):
    """Tells archives from everything else, away from the window's thread, and asks where both make sense."""

    def __init__(self, window: MainWindow, services: Services, runner: JobRunner) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._runner = runner

    def take(self, paths: Sequence[str], *, ask: bool) -> None:
        """Let paths land right: archives are opened, everything else goes into the basket.

        Args:
            ask: Archives could as well be meant for a new archive: let the user say.
        """
        services, wanted = self._services, tuple(paths)

        def all_archives(progress: Progress) -> bool:
            for path in wanted:
                progress.check()
                if not services.is_archive(path):
                    return False
            return bool(wanted)

        def land(archives: bool) -> None:
            if not archives:
                self._window.add_sources(wanted)
            elif ask and self._window.current_page is not self._window.made_page("archive"):
                self._ask(wanted)
            else:
                self._window.open_archives(wanted)

        self._runner.background(all_archives, land, owner=self)

    def _ask(self, paths: Sequence[str]) -> None:
        name = shown(paths[0].rstrip("/\\").replace("\\", "/").rsplit("/", maxsplit=1)[-1])
        if len(paths) == 1:
            text = self.tr("{name} is an archive").format(name=name)
        else:
            text = self.tr("These are %n archive(s)", "", len(paths))
        self._window.current_page.show_message(
            Message(
                text,
                self.tr("Open, or put into a new archive?"),
                actions=(
                    (self.tr("Open"), partial(self._window.open_archives, paths)),
                    (self.tr("Put into a new archive"), partial(self._window.add_sources, paths)),
                ),
            )
        )


def paths_of(data: QMimeData) -> list[str]:
    """The local paths in what was dropped or pasted."""
    if not data.hasUrls():
        return []
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile() and url.toLocalFile()]
