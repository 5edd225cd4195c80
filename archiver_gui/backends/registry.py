"""Which backends there are: the built-in ones, and plug-ins that the user turned on by name."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from archiver_gui.backends.builtin import BACKENDS
from archiver_gui.core.errors import ArchiverError, DuplicateBackendTypeError, UnknownBackendError, UsageError
from archiver_gui.core.formats import ArchiveFormat, match_suffix
from archiver_gui.settings.options import ENABLED_BACKENDS
from archiver_gui.settings.store import Settings

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP = "archiver_gui.backends"

BackendClass = type[Any]  # third parties need not inherit from BaseArchiveBackend


@dataclass(frozen=True, slots=True)
class BackendInfo:
    """One line of the backend list."""

    backend_id: str
    label: str
    enabled: bool
    built_in: bool
    hint: str = ""  # why it cannot be used, or how to turn it on


class Registry:
    """Backend classes by their id. May be used from any thread."""

    _instance: Registry | None = None
    _instance_lock = threading.Lock()

    def __init__(self) -> None:
        self._classes: dict[str, BackendClass] = {}
        self._problems: dict[str, str] = {}

    @classmethod
    def get_instance(cls) -> Registry:
        """The program's one registry, filled with the built-in backends and the enabled plug-ins."""
        with cls._instance_lock:
            if cls._instance is None:
                cls._instance = registry = Registry()
                for backend_class in BACKENDS:
                    registry.add(backend_class)
                registry.load_enabled(Settings())
            return cls._instance

    def add(self, backend_class: BackendClass) -> None:
        """Register a class under its `backend_id`.

        Raises:
            DuplicateBackendTypeError: The id is taken.
            UsageError: The class has no id.
        """
        backend_id = getattr(backend_class, "backend_id", None)
        if not backend_id or not isinstance(backend_id, str):
            raise UsageError(f"{backend_class.__name__} cannot be registered", "Its backend_id is not set.")
        if backend_id in self._classes:
            raise DuplicateBackendTypeError(
                f"The backend id “{backend_id}” is taken",
                f"By {self._classes[backend_id].__name__}; {backend_class.__name__} claims it too.",
            )
        self._classes[backend_id] = backend_class

    def get(self, backend_id: str) -> BackendClass:
        """The class of this id.

        Raises:
            UnknownBackendError: There is none; it is a KeyError too.
        """
        try:
            return self._classes[backend_id]
        except KeyError:
            known = ", ".join(sorted(self._classes))
            raise UnknownBackendError(
                f"There is no backend “{backend_id}”", f"There are: {known}.", "See “archiver backends”."
            ) from None

    @property
    def classes(self) -> Mapping[str, BackendClass]:
        """All registered classes by id, in the order they came; a live read-only view."""
        return MappingProxyType(self._classes)

    def load_enabled(self, settings: Settings) -> None:
        """Import the plug-ins that the settings name; one that fails is listed with the reason."""
        enabled = settings.get(ENABLED_BACKENDS)
        if not enabled:
            return
        for point in _plug_ins():
            if point.name not in enabled or point.name in self._classes:
                continue
            try:
                backend_class = point.load()
                if getattr(backend_class, "backend_id", None) != point.name:
                    raise UsageError(f"The entry point “{point.name}” leads to a class with another backend_id")
                self.add(backend_class)
            except ArchiverError as error:
                self._problems[point.name] = str(error)
            except Exception as error:  # noqa: BLE001  # foreign code: whatever it raises must not stop the program
                self._problems[point.name] = f"It cannot be loaded: {type(error).__name__}: {error}"

    def listing(self, settings: Settings) -> list[BackendInfo]:
        """Every backend there is, enabled or not; imports no plug-in."""
        enabled = settings.get(ENABLED_BACKENDS)
        plug_ins = {point.name: point for point in _plug_ins()}
        rows = [
            BackendInfo(
                backend_id,
                backend_label(cls),
                enabled=backend_id not in plug_ins or backend_id in enabled,
                built_in=backend_id not in plug_ins,
            )
            for backend_id, cls in self._classes.items()
        ]
        for name in plug_ins:
            if name in self._classes:
                continue
            hint = self._problems.get(
                name, "" if name in enabled else f"Turn it on by: archiver backends --enable {name}"
            )
            rows.append(BackendInfo(name, name, enabled=name in enabled, built_in=False, hint=hint))
        return rows

    def formats(self) -> list[ArchiveFormat]:
        """The format table: every row of every registered backend."""
        return [row for backend_class in self._classes.values() for row in formats_of(backend_class)]

    def format_of_name(self, name: str) -> tuple[ArchiveFormat, str] | None:
        """The format that a file name's suffix leads to, and that suffix."""
        return match_suffix(name, self.formats())

    def format(self, format_id: str) -> ArchiveFormat:
        """The row of this id.

        Raises:
            UsageError: There is none.
        """
        rows = {row.format_id: row for row in self.formats()}
        if format_id not in rows:
            raise UsageError(f"There is no format “{format_id}”", f"There are: {', '.join(rows)}.")
        return rows[format_id]


def backend_label(backend_class: BackendClass) -> str:
    """The name of a backend for people."""
    return getattr(backend_class, "label", "") or str(backend_class.backend_id)


def formats_of(backend_class: BackendClass) -> tuple[ArchiveFormat, ...]:
    """The class's rows; one that has none of its own is a single format named after its id."""
    backend_id = str(backend_class.backend_id)
    rows: tuple[ArchiveFormat, ...] = getattr(backend_class, "formats", ())
    return rows or (ArchiveFormat(backend_id, backend_id, (), backend_label=backend_label(backend_class)),)


def _plug_ins() -> list[EntryPoint]:
    from importlib import metadata  # a tenth of the program's start, and most users have no plug-ins

    return sorted(metadata.entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name)
