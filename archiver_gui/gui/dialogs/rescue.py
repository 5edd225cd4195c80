"""A catalogue that cannot be used: a copy takes its place, or a new one, and the archives are read into it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from archiver_gui.core.errors import ArchiverError, UnusableCatalogueError
from archiver_gui.core.names import display
from archiver_gui.core.progress import Progress
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton, PrimaryButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.combo import Combo
from archiver_gui.gui.widgets.labels import MutedLabel, SectionLabel, TitleLabel
from archiver_gui.gui.widgets.message_bar import Action, Message, MessageBar
from archiver_gui.services import CatalogueFile

_WIDTH = 560


@dataclass(frozen=True)
class Mended:
    """A catalogue that can be opened again, and what it does not know yet."""

    paths: tuple[str, ...]  # of archives, as far as the damaged file and its copies told
    since: datetime | None  # from when on archives may be unknown to those; None: from the beginning
    copy_made: datetime | None  # None: it begins anew
    aside: Path | None  # where the damaged file lies now


class RescueDialog(QDialog):
    """Accepted: `mended` says what was done. Nothing is deleted whatever is chosen."""

    def __init__(
        self, error: UnusableCatalogueError, file: CatalogueFile, runner: JobRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rescueDialog")
        self.setWindowTitle("Archiver")
        self.mended: Mended | None = None
        self._file = file
        self._runner = runner
        self._copies = file.copies()
        self._call: BackgroundCall[Mended] | None = None
        self._messages = MessageBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(metrics.GRID)
        lost = not file.path.exists() or not file.path.stat().st_size
        column.addWidget(
            TitleLabel(self.tr("The catalogue is missing") if lost else self.tr("The catalogue is damaged"))
        )
        column.addWidget(self._text(self.tr("Your archives are not affected. What is there now is kept aside.")))
        detail = self._text(display(told(error.detail)), muted=True)
        detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(detail)
        column.addWidget(self._messages)
        column.addSpacing(metrics.GRID)
        column.addWidget(self._build_put_back())
        column.addWidget(self._build_rebuild())
        column.addSpacing(metrics.GRID)
        self._quit = PlainButton(self.tr("&Quit"))
        self._quit.setObjectName("rescueQuitButton")
        self._quit.clicked.connect(self.reject)
        column.addStretch(1)
        column.addWidget(self._quit, 0, Qt.AlignmentFlag.AlignTrailing)
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, column.heightForWidth(_WIDTH))
        self._show_state()
        (self._put_back if self._copies else self._rebuild).setFocus()

    @staticmethod
    def _text(text: str, *, muted: bool = False) -> QLabel:
        label = MutedLabel(text) if muted else QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _build_put_back(self) -> Card:
        self._copy = Combo(self)
        self._copy.setObjectName("rescueCopyCombo")
        for copy in self._copies:
            self._copy.addItem(f"{wording.moment_text(copy.made)} · {wording.size_text(copy.size)}", copy)
        self._put_back = PrimaryButton("", "history")
        self._put_back.setObjectName("putBackButton")
        self._put_back.clicked.connect(self._on_put_back_clicked)
        card, column = self._choice(self._put_back)
        if not self._copies:
            self._put_back.say(self.tr("Put back the &last copy"))
            self._copy.hide()
            column.addWidget(self._text(self.tr("There is no copy yet: one is kept of every day of use."), muted=True))
            return card
        if len(self._copies) > 1:
            column.addWidget(SectionLabel(self.tr("&Copy"), self._copy))
            column.addWidget(self._copy)
        self._copy.setVisible(len(self._copies) > 1)
        self._since = self._text("", muted=True)
        column.addWidget(self._since)
        self._copy.currentIndexChanged.connect(self._show_copy)
        self._show_copy()
        return card

    def _show_copy(self) -> None:
        last = self._copy.currentIndex() == 0
        self._put_back.say(self.tr("Put back the &last copy") if last else self.tr("Put back &this copy"))
        since = self.tr("It is of {when}. Archives that were made since are read into it again.")
        self._since.setText(since.format(when=wording.moment_text(self._copy.currentData().made)))

    def _build_rebuild(self) -> Card:
        self._rebuild = PlainButton(self.tr("&Build a new one from the archives"), "refresh-cw")
        self._rebuild.setObjectName("rebuildButton")
        self._rebuild.clicked.connect(self._on_rebuild_clicked)
        card, column = self._choice(self._rebuild)
        text = self.tr("Reads all archives that are still known, and those in the archives folder.")
        column.addWidget(self._text(text, muted=True))
        return card

    @staticmethod
    def _choice(button: QWidget) -> tuple[Card, QVBoxLayout]:
        card = Card()
        card.column.setContentsMargins(metrics.GAP, metrics.GAP, metrics.GAP, metrics.GAP)
        card.column.setSpacing(metrics.GRID)
        card.column.addWidget(button)
        return card, card.column

    def _on_put_back_clicked(self) -> None:
        copy = self._copy.currentData()
        self._mend(copy.path, copy.made, copy.made)

    def _on_rebuild_clicked(self) -> None:
        self._mend(None, None, self._copies[0].made if self._copies else None)

    def _mend(self, copy: Path | None, copy_made: datetime | None, since: datetime | None) -> None:
        file = self._file

        def work(_progress: Progress) -> Mended:
            paths = tuple(file.known_paths())
            return Mended(paths, since, copy_made, file.put_back(copy))

        self._messages.clear()
        self._call = self._runner.background(work, self._on_mended, self._on_failed, owner=self, must_finish=True)
        self._show_state()

    def _on_mended(self, mended: Mended) -> None:
        self._call = None
        self.mended = mended
        self.accept()

    def _on_failed(self, error: ArchiverError) -> None:
        self._call = None
        self._messages.show_message(Message.of_error(error))
        self._show_state()

    def _show_state(self) -> None:
        busy = self._call is not None
        self._put_back.setEnabled(bool(self._copies) and not busy)
        for widget in (self._rebuild, self._copy, self._quit):
            widget.setEnabled(not busy)

    def reject(self) -> None:
        """Leave, unless files are being moved just now."""
        if self._call is None:
            super().reject()


def mended_message(mended: Mended, jobs: Action) -> Message:
    """What the window says afterwards; `jobs` leads to the job that reads the archives."""
    if mended.copy_made is None:
        text = QCoreApplication.translate("RescueDialog", "A new catalogue is being built from your archives")
    else:
        text = QCoreApplication.translate("RescueDialog", "A copy was put back: {when}")
        text = text.format(when=wording.moment_text(mended.copy_made))
    aside = QCoreApplication.translate("RescueDialog", "The old file is kept in {folder}")
    detail = aside.format(folder=wording.folder_text(str(mended.aside))) if mended.aside else ""
    return Message(text, detail, actions=(jobs,))
