"""Whether mnemonics are underlined: only while Alt is held, so that the window is quiet otherwise.

Fusion always underlines them; a style of our own in Python would be asked thousands of times for a
layout, so the controls themselves leave the "&" out of what they draw. The keys work either way.
"""

from __future__ import annotations

import re

_MARK = re.compile("&(.)")


class _State:
    shown = False


def show(*, shown: bool) -> bool:
    """Underline them or not; returns whether that changes anything."""
    changed = shown != _State.shown
    _State.shown = shown
    return changed


def shown() -> bool:
    """Whether they are underlined now."""
    return _State.shown


def plain(text: str) -> str:
    """A text without its mnemonic's mark; a doubled "&" stays one."""
    return _MARK.sub(r"\1", text)


def as_drawn(text: str) -> str:
    """A control's text as its style is to draw it now."""
    return text if _State.shown else plain(text).replace("&", "&&")
