"""The settings file: JSON, read once, written whole and atomically."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import TypeVar

from archiver_gui.core.errors import ArchiverError, UsageError, from_os_error
from archiver_gui.settings import options
from archiver_gui.settings.folders import home_folders
from archiver_gui.settings.options import Option

T = TypeVar("T")


class Settings:
    """The values of the options in force. May be used from any thread."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or home_folders().settings_file
        self._lock = threading.Lock()
        self.problem: ArchiverError | None = None  # why the file could not be read; defaults hold then
        self._values = self._load()

    def _load(self) -> dict[str, object]:
        try:
            values = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.problem = from_os_error(error, "The settings could not be read", self._file)
            return {}
        except ValueError:
            values = None
        if not isinstance(values, dict):
            self.problem = UsageError(
                "The settings file is damaged", str(self._file), "Defaults are used until settings are saved again."
            )
            return {}
        return values

    def get(self, option: Option[T]) -> T:
        """The option's value; its default when the file has none that fits."""
        value = self._values.get(option.key)
        if value is None:
            return option.default
        try:
            return option.check(value)
        except UsageError as error:
            self.problem = self.problem or error
            return option.default

    def set(self, option: Option[T], value: T) -> None:
        """Set the option and save; what another process saved in between is kept.

        Raises:
            UsageError: The option cannot have this value.
            EnvironmentFault: The file cannot be written; the old one stays whole.
        """
        option.check(value)
        with self._lock:
            self._values = {**self._load(), option.key: value}
            self._save()

    def _save(self) -> None:
        import tempfile  # most starts save nothing

        staged = ""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, staged = tempfile.mkstemp(dir=self._file.parent, prefix=".settings-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._values, file, indent=2, sort_keys=True)
                file.flush()
                os.fsync(file.fileno())
            os.replace(staged, self._file)
        except OSError as error:
            if staged and os.path.exists(staged):
                os.unlink(staged)
            raise from_os_error(error, "The settings could not be saved", self._file) from error

    @property
    def archives_folder(self) -> Path:
        """Where new archives go."""
        chosen = self.get(options.ARCHIVES_FOLDER)
        return Path(chosen) if chosen else home_folders().default_archives

    @property
    def user_name(self) -> str:
        """Who new archives are recorded as made by."""
        return self.get(options.USER_NAME) or options.system_user_name()
