"""The form on the Create page: what the archive is to be, and where it goes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from archiver_gui.core.formats import ArchiveFormat, foreign_suffix, match_suffix
from archiver_gui.core.options import BuildOptions
from archiver_gui.gui.models.new_archive import OptionValues
from archiver_gui.gui.pages.create_options import CreateOptions, titled
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.combo import Combo
from archiver_gui.gui.widgets.fields import PathField, SuffixField
from archiver_gui.gui.widgets.format_cards import FormatCards
from archiver_gui.gui.widgets.labels import SectionLabel
from archiver_gui.gui.widgets.level_slider import LevelSlider
from archiver_gui.gui.wording import folder_text


@dataclass(frozen=True)
class FormValues:
    """What the form says now; the name and the folder as they are typed."""

    row: ArchiveFormat
    level: int | None
    name: str
    folder: str
    options: OptionValues

    @property
    def whole_name(self) -> str:
        """The name with its suffix; '' where there is none."""
        name = self.name.strip()
        return name if not name or name.lower().endswith(self.row.suffixes) else name + self.row.suffix


def level_label(name: str) -> str:
    """A level's name in the user's language."""
    return {
        "store": QCoreApplication.translate("Levels", "Store"),
        "fast": QCoreApplication.translate("Levels", "Fast"),
        "normal": QCoreApplication.translate("Levels", "Normal"),
        "high": QCoreApplication.translate("Levels", "High"),
        "ultra": QCoreApplication.translate("Levels", "Ultra"),
    }.get(name, name)


class FormColumn(QWidget):
    """The form itself, from the cards to the folded options. It knows formats, and no sources."""

    format_changed = Signal()
    name_edited = Signal()  # by the user, not by a suggestion
    folder_changed = Signal()
    browse_requested = Signal()
    suffix_refused = Signal(str)  # of a kind that cannot be made; it was taken off the name

    def __init__(self, formats: Sequence[ArchiveFormat], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = [row for row in formats if row.writable or row.hint]
        self._row = next(row for row in self._formats if row.writable)
        self.cards = FormatCards()
        self.backend_combo = Combo()
        self.backend_combo.setObjectName("backendCombo")
        self.compression_combo = Combo()
        self.compression_combo.setObjectName("compressionCombo")
        self.level_slider = LevelSlider()
        self.level_slider.setObjectName("levelSlider")
        self._level_text = QLabel()
        self._level_text.setObjectName("levelText")
        self._level_text.setFont(metrics.font("small"))
        self.name_edit = SuffixField()
        self.name_edit.setObjectName("nameEdit")
        self.location_edit = PathField()
        self.location_edit.setObjectName("locationEdit")
        self.options = CreateOptions()
        # Before the rest is laid out: the keyboard's order is the order of birth.
        self._fill_cards()
        self._lay_out()
        self._fill_combos()
        self._connect()

    # ---- making ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        type_label = SectionLabel(self.tr("T&ype"))
        type_label.setBuddy(self.cards)
        column.addWidget(type_label)
        column.addSpacing(6)
        column.addWidget(self.cards)
        column.addSpacing(metrics.GAP)
        column.addLayout(self._make_combos())
        column.addSpacing(metrics.GAP)
        column.addLayout(titled(SectionLabel(self.tr("&Level"), self.level_slider), self._level_text))
        column.addWidget(self.level_slider)
        column.addSpacing(metrics.GAP)
        column.addWidget(SectionLabel(self.tr("&Name"), self.name_edit))
        column.addSpacing(6)
        column.addWidget(self.name_edit)
        column.addSpacing(metrics.GAP)
        column.addWidget(SectionLabel(self.tr("&Save to"), self.location_edit))
        column.addSpacing(6)
        column.addLayout(self._make_location())
        column.addSpacing(metrics.GRID)
        column.addWidget(self.options)
        column.addStretch()

    def _make_combos(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(SectionLabel(self.tr("&Backend"), self.backend_combo), 0, 0)
        grid.addWidget(SectionLabel(self.tr("Co&mpression"), self.compression_combo), 0, 1)
        grid.addWidget(self.backend_combo, 1, 0)
        grid.addWidget(self.compression_combo, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _make_location(self) -> QHBoxLayout:
        browse = PlainButton(self.tr("Bro&wse…"))
        browse.setObjectName("browseLocationButton")
        browse.clicked.connect(self.browse_requested)
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addWidget(self.location_edit, 1)
        row.addWidget(browse)
        return row

    def _fill_cards(self) -> None:
        self.cards.fill(
            [(row, _capitalised(QCoreApplication.translate("Formats", row.summary))) for row in self._formats]
        )

    def _fill_combos(self) -> None:
        for row in self._formats:
            if row.writable and self.backend_combo.findData(row.backend_id) < 0:
                self.backend_combo.addItem(row.backend_label or row.backend_id, row.backend_id)
        self._show_format()

    def _connect(self) -> None:
        self.cards.chosen.connect(self.choose)
        self.backend_combo.currentIndexChanged.connect(self._on_backend_chosen)
        self.compression_combo.currentIndexChanged.connect(self._on_compression_chosen)
        self.level_slider.valueChanged.connect(self._show_level)
        self.name_edit.textEdited.connect(lambda _: self.name_edited.emit())
        self.name_edit.editingFinished.connect(self.take_typed_suffix)
        self.location_edit.editingFinished.connect(self.folder_changed)

    # ---- format ----------------------------------------------------------------------------------

    @property
    def row(self) -> ArchiveFormat:
        """The chosen format."""
        return self._row

    def choose(self, row: ArchiveFormat) -> None:
        """Choose a format; cards, lists and slider follow."""
        if row is not self._row and row.writable:
            self._row = row
            self._show_format()
            self.format_changed.emit()

    def choose_id(self, format_id: str) -> None:
        """Choose by id, as the settings remember it; unknown ones change nothing."""
        for row in self._formats:
            if row.format_id == format_id:
                self.choose(row)
                return

    def show_options(self, options: BuildOptions) -> None:
        """Fill the form with a preset's or recipe's options; a format that is not there any more changes nothing."""
        for row in self._formats:
            if (row.backend_id, row.format_id) == (options.backend_id, options.format_id):
                self.choose(row)
                numbers = list(row.levels.values())
                if options.level in numbers:
                    self.level_slider.setValue(numbers.index(options.level))
        self.options.show_values(
            OptionValues(
                exclude=options.exclude,
                follow_symlinks=options.follow_symlinks,
                reproducible=options.reproducible,
                verify=options.verify,
                role=options.role,
            )
        )

    @property
    def preset(self) -> BuildOptions:
        """What the form says now, without sources and target."""
        values = self.options.values
        return BuildOptions(
            sources=(),
            target="",
            backend_id=self._row.backend_id,
            format_id=self._row.format_id,
            level=self.level,
            exclude=values.exclude,
            follow_symlinks=values.follow_symlinks,
            reproducible=values.reproducible,
            verify=values.verify,
            role=values.role,
        )

    def _of_backend(self, backend_id: str) -> list[ArchiveFormat]:
        return [row for row in self._formats if row.backend_id == backend_id and row.writable]

    def _show_format(self) -> None:
        row = self._row
        self.cards.choose(row)
        combos = (self.backend_combo, self.compression_combo)
        for combo in combos:
            combo.blockSignals(True)
        self.backend_combo.setCurrentIndex(self.backend_combo.findData(row.backend_id))
        self.compression_combo.clear()
        for number, other in enumerate(self._of_backend(row.backend_id)):
            self.compression_combo.addItem(other.codec_label or self.tr("Its own"), other.format_id)
            if other is row:
                self.compression_combo.setCurrentIndex(number)
        for combo in combos:
            combo.blockSignals(False)
        names = list(row.levels)
        start = names.index("normal") if "normal" in names else 0
        self.level_slider.set_steps([level_label(name) for name in names], start)
        self.name_edit.set_suffix(row.suffix)
        self._show_level()

    def _on_backend_chosen(self) -> None:
        rows = self._of_backend(str(self.backend_combo.currentData()))
        if rows and rows[0].backend_id != self._row.backend_id:
            same_codec = [row for row in rows if row.codec and row.codec == self._row.codec]
            self.choose((same_codec or rows)[0])

    def _on_compression_chosen(self) -> None:
        rows = self._of_backend(self._row.backend_id)
        number = self.compression_combo.currentIndex()
        if 0 <= number < len(rows):
            self.choose(rows[number])

    @property
    def level(self) -> int | None:
        """The codec's own number; None where there is nothing to choose."""
        numbers = list(self._row.levels.values())
        return numbers[self.level_slider.value()] if numbers else None

    def _show_level(self) -> None:
        names = list(self._row.levels)
        if not names:
            self._level_text.setText(self.tr("No levels"))
        else:
            self._level_text.setText(f"{level_label(names[self.level_slider.value()])} ({self.level})")
        self.level_slider.setAccessibleDescription(self._level_text.text())

    # ---- name and folder -------------------------------------------------------------------

    def take_typed_suffix(self) -> bool:
        """A name typed with the suffix of a known format chooses that format; False where there is no such format."""
        if not self.name_edit.isModified():
            return True  # it was suggested, or looked at before: “backup.7z” may be the name of a folder
        typed = self.name_edit.text()
        known = match_suffix(typed, [row for row in self._formats if row.writable])
        suffix = known[1] if known else foreign_suffix(typed)
        self.name_edit.setText(typed[: len(typed) - len(suffix)])
        # Two formats may share a suffix; the chosen one has the first say.
        if known and suffix not in self._row.suffixes:
            self.choose(known[0])
        elif suffix and not known:
            self.suffix_refused.emit(suffix)
            return False
        return True

    @property
    def folder(self) -> str:
        """The folder as an absolute path; what is relative is taken from the home folder."""
        typed = self.location_edit.text().strip()
        return os.path.join(os.path.expanduser("~"), os.path.expanduser(typed)) if typed else ""

    def set_folder(self, path: str) -> None:
        """Show a folder; as it is where the short form would not lead back to it."""
        short = folder_text(path)
        self.location_edit.setText(short if os.path.expanduser(short) == path else path)
        self.location_edit.setToolTip(path)

    @property
    def values(self) -> FormValues:
        """Everything that the form says now."""
        return FormValues(
            row=self._row,
            level=self.level,
            name=self.name_edit.text(),
            folder=self.folder,
            options=self.options.values,
        )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


class FormScroller(QScrollArea):
    """Lets the form scroll where the window is low; never sideways."""

    def __init__(self, form: FormColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(form)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        form.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
