"""What builds an archive, kept so that it can be built again; without sources it is a preset."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import typing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from archiver_gui.core.options import BuildOptions
from archiver_gui.core.secret import Secret

# What belongs to one build of a recipe, not to the recipe.
_OF_ONE_BUILD = frozenset({"target", "overwrite", "user", "expected_bytes", "threads"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Sources, exclusions and options. A value; the catalogue hands it out."""

    options: BuildOptions  # without what belongs to one build, as its target; never with a secret
    id: int = 0  # 0 until it is kept
    name: str = ""  # of presets, which always have one
    favourite: bool = False

    @classmethod
    def of(cls, options: BuildOptions) -> Recipe:
        """The recipe of a build."""
        return cls.from_json(list(options.sources), _told(options))

    @classmethod
    def preset(cls, name: str, options: BuildOptions) -> Recipe:
        """The same for other sources."""
        return cls.from_json([], _told(options), name=name)

    @classmethod
    def from_json(
        cls, sources: list[str], values: dict[str, Any], *, recipe_id: int = 0, name: str = "", favourite: bool = False
    ) -> Recipe:
        """The recipe that was kept as `sources` and `as_json`."""
        kept = {key: value for key, value in values.items() if key not in _OF_ONE_BUILD}
        options = options_from_json({**kept, "sources": sources})
        return cls(options=options, id=recipe_id, name=name, favourite=favourite)

    def as_json(self) -> dict[str, Any]:
        """The options that are not as usual, without the sources."""
        return _told(self.options)

    @property
    def sources(self) -> tuple[str, ...]:
        """Absolute paths; () of a preset."""
        return self.options.sources

    @property
    def is_preset(self) -> bool:
        """Whether it goes with any sources."""
        return not self.options.sources

    @property
    def digest(self) -> str:
        """The same for the same recipe, whatever it is called."""
        text = json.dumps([list(self.sources), self.as_json()], sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def options_as_json(options: BuildOptions) -> dict[str, Any]:
    """All options but secrets."""
    values = {field.name: getattr(options, field.name) for field in dataclasses.fields(options)}
    return {name: value for name, value in values.items() if not isinstance(value, Secret)}


def options_from_json(values: dict[str, Any]) -> BuildOptions:
    """The options back; what this version does not know, or knows as something else, is left out."""
    kinds = _kinds(BuildOptions)
    tuples = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    fitting: dict[str, Any] = {
        name: value for name, value in tuples.items() if name in kinds and _is_of(kinds[name], value)
    }
    return BuildOptions(**{"sources": (), "target": "", "backend_id": "", "format_id": "", **fitting})


@lru_cache
def _kinds(options: type[BuildOptions]) -> dict[str, Any]:
    return typing.get_type_hints(options)


def _is_of(kind: Any, value: Any) -> bool:
    if typing.get_origin(kind) is tuple:
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    return isinstance(value, kind)


def _told(options: BuildOptions) -> dict[str, Any]:
    """What a recipe keeps of options, apart from the sources: so, new options do not change old recipes."""
    usual = options_as_json(options_from_json({}))
    values = options_as_json(options)
    told = {name: value for name, value in values.items() if name not in _OF_ONE_BUILD and name != "sources"}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in told.items()
        if value != usual.get(name)
    }
