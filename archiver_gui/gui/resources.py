"""Where icons and translations lie: in the package once installed, in the source tree for an editable install."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
# A wheel carries the folder inside the package; an editable install does not see it there.
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """The path of one resource, as in `resource("icons", "x.svg")`.

    Raises:
        FileNotFoundError: It is in neither place.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"the resource {'/'.join(parts)} is missing from the installation")
