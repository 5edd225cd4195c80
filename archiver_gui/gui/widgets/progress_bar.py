"""A progress bar of six pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

_STEPS = 1000


class ThinProgress(QProgressBar):
    """Range 0 to 1000 while the whole is known; busy (range 0 to 0) while it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _STEPS)
        self.setTextVisible(False)

    def set_fraction(self, fraction: float | None) -> None:
        """Show 0 to 1, or None for "busy"."""
        if fraction is None:
            self.setRange(0, 0)
            return
        self.setRange(0, _STEPS)
        self.setValue(round(min(1.0, max(0.0, fraction)) * _STEPS))
