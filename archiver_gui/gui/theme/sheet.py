"""The style sheet: Fusion's controls in our colours, sizes and radii."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from archiver_gui.gui.theme import metrics
from archiver_gui.gui.theme.palette import Palette, mixed

# Images that the sheet needs: its own name → (Lucide's name, colour token).
GLYPHS = {
    "down": ("chevron-down", "text"),
    "up": ("chevron-up", "text"),
    "right": ("chevron-right", "muted"),
    "left": ("chevron-left", "muted"),
    "open": ("chevron-down", "muted"),
    "check": ("check", "on_accent"),
    "tick": ("check", "text"),
    "ascending": ("arrow-up", "muted"),
    "descending": ("arrow-down", "muted"),
}

# Focus is a border of two pixels in place of one; paddings shrink by that pixel, so nothing moves.
_SHEET = Template("""
QMainWindow, QDialog, #pageStack { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 8px; }

QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $border; padding: 0 4px; }
QMenuBar::item { background: transparent; padding: 8px 10px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; border: 1px solid transparent; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faded; }
QMenu::icon { padding-left: 8px; padding-right: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 8px; }
QMenu::indicator:checked { image: url($tick); }

QStatusBar { background: $surface; border-top: 1px solid $border; color: $muted; min-height: 29px; }
QStatusBar::item { border: none; }
QSizeGrip { image: none; width: 0; height: 0; }

Card { background: $surface; border: 1px solid $border; border-radius: ${card_radius}px; }
Rail { background: $surface; border: none; }
Separator { background: $border; border: none; }
QScrollArea, QScrollArea > QWidget > FormColumn { background: transparent; border: none; }

TitleLabel { font-size: ${title_px}px; font-weight: 600; color: $text; }
SectionLabel { font-size: ${small_px}px; font-weight: 600; color: $text; }
MutedLabel { font-size: ${small_px}px; color: $muted; }
QLabel[muted="true"] { color: $muted; }
ToneLabel { font-size: ${small_px}px; color: $muted; }
ToneLabel[tone="good"] { color: $good; }
ToneLabel[tone="warning"] { color: $warning; }
ToneLabel[tone="error"] { color: $error; }

QPushButton, QCheckBox, QComboBox, QAbstractItemView { outline: none; }
QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: 0 12px; min-height: 30px; font-weight: 500; }
QPushButton:hover { background: $hover; border-color: $field_border; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { color: $faded; border-color: $border; background: $surface; }
QPushButton::menu-indicator { image: url($down); width: 16px; height: 16px; subcontrol-position: right center;
  subcontrol-origin: padding; right: 8px; }
PlainButton[danger="true"] { color: $error; }
PlainButton[danger="true"]:disabled { color: $faded; }
FilterButton[chosen="true"] { background: $accent_soft; color: $accent; border-color: $accent_soft; }
FilterButton[chosen="true"]:focus { border-color: $accent; }
PrimaryButton { background: $accent; color: $on_accent; border: 1px solid $accent; padding: 0 18px;
  min-height: 38px; font-weight: 600; }
PrimaryButton:hover { background: $accent_hover; border-color: $accent_hover; }
PrimaryButton:pressed { background: $accent_pressed; border-color: $accent_pressed; }
PrimaryButton:focus { border: 2px solid $text; padding: 0 17px; min-height: 36px; }
PrimaryButton:disabled { background: $surface2; color: $faded; border-color: $surface2; }
DangerButton { background: $error; color: $on_error; border: 1px solid $error; font-weight: 600; padding: 0 14px; }
DangerButton:hover { background: $error_hover; border-color: $error_hover; }
DangerButton:focus { border: 2px solid $text; padding: 0 13px; }
DangerButton:disabled { background: $surface2; color: $faded; border-color: $surface2; }
IconButton { padding: 0; min-width: 30px; }
IconButton:focus { padding: 0; min-width: 28px; }
IconButton[flat="true"] { background: transparent; border-color: transparent; }
IconButton[flat="true"]:hover { background: $pressed; }
IconButton[flat="true"]:focus { border: 2px solid $accent; }
LinkButton { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 4px;
  min-height: 22px; font-weight: 600; border-radius: 4px; }
LinkButton:hover { text-decoration: underline; background: transparent; border-color: transparent; }
LinkButton:focus { border: 2px solid $accent; padding: 0 3px; min-height: 20px; }
LinkButton:pressed { background: transparent; }
LinkButton:disabled { background: transparent; border-color: transparent; color: $faded; }

ChipTabs { background: transparent; border: none; }
ChipTabs::tab { background: $surface2; color: $text; border: 2px solid $window; border-radius: 10px;
  padding: 0 6px; min-height: 24px; min-width: 104px; max-width: 240px; font-weight: 500; }
ChipTabs::tab:selected { background: $accent_soft; color: $accent; }
ChipTabs::tab:focus { border-color: $accent; }
Breadcrumb { background: $surface; border: 1px solid $border; border-radius: ${radius}px; }
Crumb { background: transparent; border: 1px solid transparent; padding: 0 4px; min-height: 22px; font-weight: 400;
  border-radius: 4px; }
Crumb:hover { background: $pressed; border-color: transparent; }
Crumb:focus { border: 2px solid $accent; padding: 0 3px; min-height: 20px; }
Crumb[last="true"], Crumb[last="true"]:hover { font-weight: 600; background: transparent; }
RemarkView { background: $surface2; color: $text; border: 1px solid $surface2; border-radius: ${radius}px;
  padding: 5px; font-size: ${small_px}px; selection-background-color: $accent_soft; selection-color: $text; }
RemarkView:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QTextEdit { background: $surface; color: $text; border: 1px solid $border;
  border-radius: ${radius}px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { padding: 0 8px; min-height: 30px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:hover, QPlainTextEdit:hover { border-color: $field_border; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; }
QLineEdit:focus { padding: 0 7px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 5px; }
PreviewText, PreviewText:hover { background: $surface2; border-color: $surface2; font-size: ${small_px}px; }
PreviewText:focus { border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $faded; background: $window; }
QLineEdit[problem="true"] { border-color: $error; }

QComboBox, QAbstractSpinBox { background: $surface; color: $text; border: 1px solid $border;
  border-radius: ${radius}px; padding: 0 10px; min-height: 30px; selection-background-color: $accent;
  selection-color: $on_accent; }
QComboBox:hover, QAbstractSpinBox:hover { border-color: $field_border; }
QComboBox:focus, QAbstractSpinBox:focus, QComboBox:on { border: 2px solid $accent; padding: 0 9px; min-height: 28px; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: $faded; }
QComboBox::drop-down { border: none; width: 32px; subcontrol-position: right center; subcontrol-origin: padding; }
QComboBox::down-arrow { image: url($down); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 4px; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border-radius: 6px; }
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected { background: $accent_soft;
  color: $text; }
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0 8px; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 24px;
  subcontrol-origin: padding; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QDateEdit::drop-down { border: none; width: 32px; subcontrol-position: right center; subcontrol-origin: padding; }
QDateEdit::down-arrow { image: url($down); width: 16px; height: 16px; }
QCalendarWidget { background: $surface; border: 1px solid $border; }
QCalendarWidget #qt_calendar_navigationbar { background: $surface; border-bottom: 1px solid $border; }
QCalendarWidget QToolButton { background: transparent; color: $text; border: 2px solid transparent; border-radius: 6px;
  padding: 4px 8px; margin: 4px 2px; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $pressed; }
QCalendarWidget QToolButton:focus { border-color: $accent; }
QCalendarWidget QToolButton::menu-indicator { image: none; width: 0; }
QCalendarWidget #qt_calendar_prevmonth { qproperty-icon: url($left); }
QCalendarWidget #qt_calendar_nextmonth { qproperty-icon: url($right); }
QCalendarWidget QAbstractItemView { background: $surface; alternate-background-color: $surface; border: none;
  selection-background-color: $accent; selection-color: $on_accent; }
QAbstractSpinBox::up-arrow { image: url($up); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($down); width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; color: $text; border: 2px solid transparent; border-radius: 4px;
  padding: 2px 2px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox:disabled { color: $faded; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $box_border; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QCheckBox::indicator:disabled { border-color: $border; background: $surface2; }

ThinProgress { background: $surface2; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
ThinProgress::chunk { background: $accent; border-radius: 3px; }

RowTable, RowTree { background: $surface; border: none; outline: none; color: $text;
  selection-background-color: $accent_soft; selection-color: $text; }
Card > RowTable, Card > RowTree { border-radius: ${card_radius}px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url($right); }
QTreeView::branch:has-children:open { image: url($open); }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 0 12px; min-height: 32px; font-size: ${small_px}px; font-weight: 600; }
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: url($ascending); width: 12px; height: 12px; subcontrol-position: right center;
  right: 2px; }
QHeaderView::down-arrow { image: url($descending); width: 12px; height: 12px; subcontrol-position: right center;
  right: 2px; }
QTableCornerButton::section { background: transparent; border: none; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; border: 3px solid transparent; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

MessageBar { border: 1px solid $border; border-radius: ${card_radius}px; background: $surface; }
MessageBar[kind="info"], MessageBar[kind="good"] { background: $accent_soft; border-color: $accent_soft; }
MessageBar[kind="warning"] { background: $warning_soft; border-color: $warning_soft; }
MessageBar[kind="error"] { background: $error_soft; border-color: $error_soft; }
MessageBar LinkButton { color: $text; text-decoration: underline; }
""")


def style_sheet(palette: Palette, glyphs: Mapping[str, str]) -> str:
    """The sheet in a palette's colours; `glyphs` gives a file for every name of `GLYPHS`."""
    colours = {name: colour.name() for name, colour in palette.tokens().items()}
    colours |= {
        "hover": palette.hover.name(),
        "pressed": palette.pressed.name(),
        "field_border": palette.field_border.name(),
        "box_border": mixed(palette.border, palette.text, 0.45).name(),
        "faded": mixed(palette.surface, palette.text, 0.42).name(),
        "scroll": mixed(palette.border, palette.text, 0.12).name(),
        "accent_hover": mixed(palette.accent, palette.text, 0.12).name(),
        "accent_pressed": mixed(palette.accent, palette.text, 0.24).name(),
        "error_hover": mixed(palette.error, palette.text, 0.12).name(),
    }
    sizes = {
        "radius": metrics.RADIUS,
        "card_radius": metrics.CARD_RADIUS,
        "title_px": metrics.text_pixels("title"),
        "small_px": metrics.text_pixels("small"),
    }
    return _SHEET.substitute(colours | {key: f'"{path}"' for key, path in glyphs.items()}, **sizes)
