"""The typed option table: every setting stands here once."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import Generic, TypeVar

from archiver_gui.core.archives import CREATED_BY_ROLE_CHOICES
from archiver_gui.core.errors import UsageError

T = TypeVar("T")


@dataclass(frozen=True)
class Option(Generic[T]):
    """One setting: its key in the file, its default, and what it may be."""

    key: str
    default: T
    choices: tuple[T, ...] = ()

    def check(self, value: object) -> T:
        """The value, when it is one that this option can have.

        Raises:
            UsageError: It has another type, or is none of the choices.
        """
        if not isinstance(value, type(self.default)) or (self.choices and value not in self.choices):
            wanted = ", ".join(repr(choice) for choice in self.choices) or type(self.default).__name__
            raise UsageError(f"The setting “{self.key}” cannot be {value!r}", f"It can be: {wanted}.")
        return value


THEME = Option("theme", "system", ("system", "light", "dark"))
LANGUAGE = Option("language", "")  # "": the system's
ARCHIVES_FOLDER = Option("archives_folder", "")  # "": the default one
USER_NAME = Option("user_name", "")  # "": the system's user
USER_ROLE = Option("user_role", "", tuple(value for value, _ in CREATED_BY_ROLE_CHOICES))
ENABLED_BACKENDS: Option[list[str]] = Option("enabled_backends", [])
DEFAULT_FORMAT = Option("default_format", "zip")  # the format chosen last
WINDOW_GEOMETRY = Option("window_geometry", "")  # base64, as Qt saves it
# Of the catalogue's table, by their names in code. Shown is what finds room in a window of 1280 pixels.
HIDDEN_COLUMNS: Option[list[str]] = Option("hidden_columns", ["BACKEND", "ROLE", "LOCATION", "HEALTH"])
COLUMN_WIDTHS: Option[dict[str, int]] = Option("column_widths", {})  # in pixels, of those that the user has resized
RAIL_VISIBLE = Option("rail_visible", default=True)
PREVIEW_VISIBLE = Option("preview_visible", default=True)  # of entries, on the Archive page
VERIFY_DAYS = Option("verify_days", 90)  # an archive that was not read for so many days is due
VERIFY_WHEN_DUE = Option("verify_when_due", default=False)  # the window does it by itself
USE_TRASH = Option("use_trash", default=True)  # the window's clean-up moves files there
CLEAN_UP_AT_START = Option("clean_up_at_start", "")  # the saved rule that the window proposes then; "": none


def system_user_name() -> str:
    """The name of the user that runs the program; '' where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no entry in the user database, as in some containers
        return ""
