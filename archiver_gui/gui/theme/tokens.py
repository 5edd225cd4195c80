"""Which palette is in force. Apart from the rest, so that painting code depends on nothing else."""

from __future__ import annotations

from archiver_gui.gui.theme.palette import LIGHT, Palette


class _InForce:
    palette = LIGHT


def current() -> Palette:
    """The palette to paint with now."""
    return _InForce.palette


def put_in_force(palette: Palette) -> None:
    """Change the palette; `theme.Theme` calls it and tells the application."""
    _InForce.palette = palette
