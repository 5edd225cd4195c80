"""The colour tokens, light and dark. Nothing else in the window names a colour."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Palette:
    """One set of colours; every text on every ground it is used on has a contrast of 4.5:1 or more."""

    name: str
    window: QColor  # behind everything
    surface: QColor  # cards, rail, menus, fields
    surface2: QColor  # chips, tracks, code
    border: QColor  # hairlines
    text: QColor
    muted: QColor
    accent: QColor  # primary button, selection edge, focus, progress
    on_accent: QColor
    accent_soft: QColor  # selected rows, active rail item
    error: QColor
    error_soft: QColor
    on_error: QColor
    warning: QColor
    warning_soft: QColor
    good: QColor

    def token(self, name: str) -> QColor:
        """The colour of that name, for models that carry names rather than colours."""
        colour = getattr(self, name)
        assert isinstance(colour, QColor)
        return colour

    def tokens(self) -> dict[str, QColor]:
        """All colours by name."""
        return {field.name: self.token(field.name) for field in fields(self) if field.name != "name"}

    @property
    def hover(self) -> QColor:
        """The ground of a plain control under the pointer."""
        return mixed(self.surface, self.text, 0.04)

    @property
    def chip(self) -> QColor:
        """The ground of chips that say something good; lighter than `surface2`, to be read on."""
        return mixed(self.surface2, self.surface, 0.4)

    @property
    def pressed(self) -> QColor:
        """The ground of a plain control while it is pressed."""
        return mixed(self.surface, self.text, 0.09)

    @property
    def field_border(self) -> QColor:
        """The edge of fields and buttons under the pointer."""
        return mixed(self.border, self.text, 0.25)


def mixed(ground: QColor, other: QColor, share: float) -> QColor:
    """`ground` with that share (0 to 1) of `other` in it."""
    return QColor.fromRgbF(
        ground.redF() + (other.redF() - ground.redF()) * share,
        ground.greenF() + (other.greenF() - ground.greenF()) * share,
        ground.blueF() + (other.blueF() - ground.blueF()) * share,
    )


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


LIGHT = Palette(
    name="light",
    window=QColor("#F5F6F7"),
    surface=QColor("#FFFFFF"),
    surface2=QColor("#ECEFF1"),
    border=QColor("#DADFE3"),
    text=QColor("#1B2126"),
    muted=QColor("#59656E"),
    accent=QColor("#0F766E"),
    on_accent=QColor("#FFFFFF"),
    accent_soft=QColor("#DBF0EC"),
    error=QColor("#B42318"),
    error_soft=QColor("#FDECEA"),
    on_error=QColor("#FFFFFF"),
    warning=QColor("#8A5200"),
    warning_soft=QColor("#FBF1DE"),
    good=QColor("#1A7F37"),
)

DARK = Palette(
    name="dark",
    window=QColor("#14181B"),
    surface=QColor("#1B2024"),
    surface2=QColor("#262C31"),
    border=QColor("#333B41"),
    text=QColor("#E6EBEE"),
    muted=QColor("#98A4AD"),
    accent=QColor("#2DD4BF"),
    on_accent=QColor("#06211E"),
    accent_soft=QColor("#12352F"),
    error=QColor("#FF8A7A"),
    error_soft=QColor("#3A1D1A"),
    on_error=QColor("#2B0B07"),
    warning=QColor("#F5B74A"),
    warning_soft=QColor("#372A12"),
    good=QColor("#5BD07E"),
)


def qt_palette(colours: Palette) -> QPalette:
    """The same colours as Qt's own palette, for everything that the style sheet leaves alone."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.surface2,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.error,
        QPalette.ColorRole.Light: mixed(colours.surface, QColor("white"), 0.1),
        QPalette.ColorRole.Midlight: colours.surface2,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Dark: mixed(colours.border, QColor("black"), 0.3),
        QPalette.ColorRole.Shadow: QColor("black"),
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, colour)
    faded = mixed(colours.surface, colours.text, 0.42)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette
