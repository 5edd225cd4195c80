"""Where the program keeps its things."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_APP = "archiver"


@dataclass(frozen=True, slots=True)
class HomeFolders:
    """The program's own places. Nothing is made here: whoever writes first makes the folder."""

    config: Path  # settings
    data: Path  # catalogue, locks, logs
    cache: Path  # what can be made again at any time
    default_archives: Path  # where new archives go unless the settings say another folder

    @property
    def settings_file(self) -> Path:
        """The settings, as JSON."""
        return self.config / "settings.json"

    @property
    def catalogue_file(self) -> Path:
        """The catalogue's database."""
        return self.data / "catalogue.sqlite3"


def home_folders() -> HomeFolders:
    """The places in force now: below ARCHIVER_HOME when it is set, else where the system keeps such things."""
    home = os.environ.get("ARCHIVER_HOME")
    if home:
        base = Path(home).absolute()
        return HomeFolders(base, base, base / "cache", base / "archives")
    import platformdirs  # not needed above

    return HomeFolders(
        Path(platformdirs.user_config_dir(_APP, appauthor=False)),
        Path(platformdirs.user_data_dir(_APP, appauthor=False)),
        Path(platformdirs.user_cache_dir(_APP, appauthor=False)),
        Path.home() / "Archives",
    )
