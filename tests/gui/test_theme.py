"""Colours that can be read, icons that follow them, and sizes that hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.gui import theme
from archiver_gui.gui.resources import resource
from archiver_gui.gui.theme import metrics, mnemonics
from archiver_gui.gui.theme.icons import icon, paint
from archiver_gui.gui.theme.palette import DARK, LIGHT, Palette, contrast, mixed
from archiver_gui.gui.theme.sheet import GLYPHS, style_sheet
from archiver_gui.gui.widgets.buttons import PlainButton

PACKAGE = Path(__file__).parents[2] / "archiver_gui"

# ink → grounds that it stands on somewhere in the window
TEXTS = {
    "text": ("window", "surface", "surface2", "accent_soft", "error_soft", "warning_soft"),
    "muted": ("window", "surface", "surface2", "accent_soft"),
    "accent": ("window", "surface", "accent_soft"),
    "on_accent": ("accent",),
    "on_error": ("error",),
    "error": ("surface", "window", "error_soft"),
    "warning": ("surface", "window", "warning_soft"),
    "good": ("surface", "chip"),
}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_text_has_a_contrast_of_at_least_4_5(palette: Palette) -> None:
    poor = {
        (ink, ground): round(contrast(palette.token(ink), palette.token(ground)), 2)
        for ink, grounds in TEXTS.items()
        for ground in grounds
        if contrast(palette.token(ink), palette.token(ground)) < 4.5
    }
    assert poor == {}


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_sheet_names_no_colour_but_the_palettes(palette: Palette) -> None:
    sheet = style_sheet(palette, dict.fromkeys(GLYPHS, "x.svg"))
    assert "$" not in sheet
    allowed = {colour.name() for colour in palette.tokens().values()}
    shades = {palette.hover.name(), palette.pressed.name(), palette.field_border.name()}
    for ground, share in ((palette.border, 0.45), (palette.surface, 0.42), (palette.border, 0.12)):
        shades.add(mixed(ground, palette.text, share).name())
    for ground, share in ((palette.accent, 0.12), (palette.accent, 0.24), (palette.error, 0.12)):
        shades.add(mixed(ground, palette.text, share).name())
    assert set(re.findall(r"#[0-9a-f]{6}\b", sheet)) <= allowed | shades


def test_an_icon_takes_the_colour_of_the_palette_in_force_when_it_is_painted() -> None:
    made_once = icon("folder", "accent")
    colours = []
    for choice in ("light", "dark"):
        theme.instance().apply(choice)
        colours.append(_strongest_colour(made_once.pixmap(QSize(64, 64)).toImage()))
    assert colours == [LIGHT.accent.name(), DARK.accent.name()]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_has_a_pixel_for_every_pixel_of_the_screen(scale: float) -> None:
    pixmap = icon("trash-2").pixmap(QSize(20, 20), scale)
    assert pixmap.size() == QSize(round(20 * scale), round(20 * scale))


def test_every_icon_that_the_source_names_is_there_with_its_licence() -> None:
    named = set()
    for file in (PACKAGE / "gui").rglob("*.py"):
        text = file.read_text("utf-8")
        named |= set(re.findall(r"\b(?:themed_icon|set_icon|IconButton|icon)\(\s*[\"']([a-z0-9-]+)[\"']", text))
        named |= set(re.findall(r"(?:Button|add_page|add_foot)\([^()]*\(?[^()]*\)?, [\"']([a-z0-9-]+)[\"']\)", text))
    assert {"trash-2", "x"} <= named
    missing = {name for name in named if not resource("icons").joinpath(f"{name}.svg").exists()}
    assert missing == set()
    assert "ISC" in resource("icons", "LICENSE").read_text("utf-8")


def test_every_icon_can_be_drawn() -> None:
    for file in sorted(resource("icons").glob("*.svg")):
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint(painter, file.stem, QRectF(0, 0, 32, 32), QColor("black"))
        painter.end()
        assert _strongest_colour(image) is not None, file.name


def test_a_change_of_theme_reaches_windows_that_are_open(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    theme.instance().apply("dark")
    assert theme.current() is DARK
    assert window.palette().window().color() == DARK.window
    with qtbot.waitSignal(theme.instance().changed):
        theme.instance().apply("light")
    assert window.palette().window().color() == LIGHT.window


def test_a_theme_that_is_in_force_already_is_not_put_on_again(qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.instance().changed):
        theme.instance().apply("light")


def test_the_theme_is_one_for_the_application(qapp: QApplication) -> None:
    assert theme.instance() is theme.instance()
    assert len(qapp.findChildren(theme.Theme)) == 1


def test_controls_have_the_heights_of_the_drawings(qtbot: QtBot) -> None:
    button = PlainButton("Clear", "trash-2")
    qtbot.addWidget(button)
    assert button.sizeHint().height() == metrics.CONTROL


def test_text_sizes_are_three_in_rising_order() -> None:
    sizes = [metrics.text_pixels(size) for size in ("small", "text", "title")]
    assert all(one < other for one, other in pairwise(sizes))


def test_mnemonics_are_drawn_only_while_alt_is_held() -> None:
    assert mnemonics.as_drawn("Save && &quit") == "Save && quit"
    theme.instance().show_mnemonics(shown=True)
    assert mnemonics.as_drawn("&Quit") == "&Quit"
    theme.instance().show_mnemonics(shown=False)
    assert mnemonics.as_drawn("&Quit") == "Quit"


def _strongest_colour(image: QImage) -> str | None:
    best, alpha = None, 0
    for x in range(image.width()):
        for y in range(image.height()):
            colour = image.pixelColor(x, y)
            if colour.alpha() > alpha:
                best, alpha = colour.name(), colour.alpha()
    return best


def _window_in_a_process(folders: dict[str, str], ending: str = "") -> subprocess.CompletedProcess[str]:
    code = (
        "import os; from archiver_gui.gui import theme; from archiver_gui.gui.app import make_application;"
        "app = make_application(['x']); theme.instance().apply('light'); theme.instance().apply('dark');"
        "from PySide6.QtWidgets import QComboBox; box = QComboBox(); box.show();"
        f"app.processEvents(); box.grab();{ending}"
    )
    return subprocess.run(
        [sys.executable, "-c", code], env=os.environ | folders, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_window_opens_although_no_file_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = str(tmp_path / "file" / "home")
    done = _window_in_a_process({"TMPDIR": nowhere, "ARCHIVER_HOME": nowhere})
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_killed_window_leaves_nothing_in_the_folder_for_temporary_files(tmp_path: Path, archiver_home: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = _window_in_a_process({"TMPDIR": str(temporary)}, "os._exit(9)")
    assert done.returncode == 9, done.stderr
    assert list(temporary.iterdir()) == []
    written = sorted(file.name for file in (archiver_home / "cache" / "glyphs").iterdir())
    assert written == sorted(f"{palette.name}-{key}.svg" for palette in (LIGHT, DARK) for key in GLYPHS)
