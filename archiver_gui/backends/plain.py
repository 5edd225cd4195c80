"""Drives a class that implements only the first block of the interface.

It writes to a hidden folder beside the target; what it made there is then moved into place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from types import TracebackType
from typing import Any, BinaryIO

from archiver_gui.backends.base import BaseArchiveBackend
from archiver_gui.backends.registry import BackendClass
from archiver_gui.core.entries import SourceEntry
from archiver_gui.core.errors import ArchiverError, BackendStateError, InternalError, from_os_error
from archiver_gui.core.options import BuildOptions
from archiver_gui.core.progress import Progress
from archiver_gui.storage.local import doubt_about, drop_from_cache, make_folders, name_taken, rename_exclusively


class StagedBackend(BaseArchiveBackend):
    """One archive written by somebody else's class, with our promises around it."""

    def __init__(self, backend_class: BackendClass, target: str, arguments: dict[str, Any]) -> None:
        # The class adds its suffix to the path it is given; its constructor touches no disk.
        named = backend_class(archive_path=target, readmode=False, **arguments)
        super().__init__(getattr(named, "archive_path", target), readmode=False)
        self.backend_id = backend_class.backend_id
        self._class = backend_class
        self._arguments = arguments
        self._inner: Any = None
        self._made: list[str] = []
        self._overwrite = True
        self._result = ""
        self.staged_path = ""
        self.sealed_bytes = 0

    def configure(self, options: BuildOptions, progress: Progress, workers: int = 0) -> None:
        """As the base class; the foreign class is not told."""
        super().configure(options, progress, workers)
        self._overwrite = options.overwrite

    def start(self, staged_path: str) -> None:
        """Make the hidden folder, under a name that is on record already, and the foreign writer.

        Raises:
            EnvironmentFault: The folder cannot be made.
        """
        folder = os.path.dirname(self.full_path)
        try:
            self._made = make_folders(folder)
            os.mkdir(staged_path, 0o700)
        except OSError as error:
            raise from_os_error(error, f"“{self.archive_name}” could not be written", folder) from error
        self.staged_path = staged_path
        path = os.path.join(staged_path, self.archive_name)
        self._inner = self._class(archive_path=path, archive_name=self.archive_name, readmode=False, **self._arguments)

    def add_file(self, path: str, filelike_obj: Any) -> None:
        """Hand the file to the foreign class; what it raises becomes an error that names it."""
        with self._foreign():
            self._inner.add_file(path, filelike_obj)

    def add_entry(self, entry: SourceEntry) -> None:
        """As the base class, and progress by entries."""
        self.progress.current = entry.path
        super().add_entry(entry)
        self.progress.advance(0, 1)

    def seal(self) -> None:
        """Let the foreign class finish, find what it made, and sync it.

        Raises:
            BackendStateError: Nothing was added.
            InternalError: The class made no file, or several.
        """
        self._note_empty_folder("")
        if not len(self._written):
            raise BackendStateError(f"“{self.archive_name}” is empty", "Nothing was added.", "Add a file first.")
        with self._foreign():
            self._inner.close()
        made = os.listdir(self.staged_path)
        if made != [self.archive_name]:
            raise InternalError(
                f"The backend “{self.backend_id}” did not make “{self.archive_name}”",
                f"It made: {', '.join(made) or 'nothing'}.",
                "Tell its author.",
            )
        self._result = os.path.join(self.staged_path, self.archive_name)
        try:
            with open(self._result, "rb+") as file:
                os.fsync(file.fileno())
                self.sealed_bytes = os.fstat(file.fileno()).st_size
                drop_from_cache(file.fileno())
        except OSError as error:
            raise from_os_error(error, f"“{self.archive_name}” could not be written") from error
        self._inner.readmode = True

    def open_sealed(self) -> BinaryIO:
        """The sealed bytes, before they are published."""
        return open(self._result, "rb")

    def read_archive(self) -> Any:
        """As the foreign class gives it."""
        with self._foreign():
            return self._inner.read_archive()

    def close(self) -> None:
        """Move the sealed result into place by one atomic step, and clean up."""
        try:
            if not self._result:
                self.seal()
            if self._overwrite:
                os.replace(self._result, self.full_path)
            else:
                rename_exclusively(self._result, self.full_path)
        except FileExistsError as error:
            self._discard()
            raise name_taken(self.full_path) from error
        except OSError as error:
            self._discard()
            raise from_os_error(error, f"“{self.archive_name}” could not be written", self.full_path) from error
        except ArchiverError:
            self._discard()
            raise
        self._inner = None
        shutil.rmtree(self.staged_path, ignore_errors=True)
        self._note_doubt(doubt_about(os.path.dirname(self.full_path)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """As the base class."""
        if kind is None:
            self.close()
        else:
            self._discard()

    def _discard(self) -> None:
        self._inner = None
        if self.staged_path:
            shutil.rmtree(self.staged_path, ignore_errors=True)  # flat: what one class wrote under one name
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                os.rmdir(folder)
        self._made = []

    @contextlib.contextmanager
    def _foreign(self) -> Any:
        try:
            yield
        except (ArchiverError, OSError):
            raise
        except Exception as error:  # foreign code: the job must end with a cause that names it
            raise InternalError(
                f"The backend “{self.backend_id}” failed", f"{type(error).__name__}: {error}", "Tell its author."
            ) from error
