"""The settings: few, applied at once, kept when the dialog closes by whatever way."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from archiver_gui.core.archives import CREATED_BY_ROLE_CHOICES
from archiver_gui.core.errors import ArchiverError
from archiver_gui.gui import theme
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import PlainButton
from archiver_gui.gui.widgets.check_box import CheckBox
from archiver_gui.gui.widgets.combo import Combo, SpinBox
from archiver_gui.gui.widgets.fields import Field, PathField
from archiver_gui.gui.widgets.labels import MutedLabel, SectionLabel, TitleLabel
from archiver_gui.gui.widgets.message_bar import Message, MessageBar
from archiver_gui.gui.wording import role_text
from archiver_gui.settings import options
from archiver_gui.settings.options import Option
from archiver_gui.settings.store import Settings

_WIDTH = 460
_LONGEST_DAYS = 9_999

T = TypeVar("T")


class SettingsDialog(QDialog):
    """Look, archives folder, who builds. `changed` tells that new archives will get other values."""

    changed = Signal()

    def __init__(self, settings: Settings, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(_WIDTH)
        self._settings = settings
        self._runner = runner
        self._messages = MessageBar()
        self._theme = self._combo(
            "themeCombo",
            (("system", self.tr("System")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))),
            settings.get(options.THEME),
        )
        self._language = self._combo(
            "languageCombo",
            (("", self.tr("System")), ("en", "English"), ("de", "Deutsch")),
            settings.get(options.LANGUAGE),
        )
        self._folder = PathField()
        self._folder.setObjectName("archivesFolderEdit")
        self._folder.setText(settings.get(options.ARCHIVES_FOLDER))
        self._folder.setPlaceholderText(str(settings.archives_folder))
        self._user = Field()
        self._user.setObjectName("userNameEdit")
        self._user.setText(settings.get(options.USER_NAME))
        self._user.setPlaceholderText(options.system_user_name())
        self._role = self._combo(
            "userRoleCombo",
            tuple((value, role_text(value)) for value, _ in CREATED_BY_ROLE_CHOICES),
            settings.get(options.USER_ROLE),
        )
        self._verify = CheckBox(self.tr("&Verify archives again after"), "verifyWhenDueCheck")
        self._verify.setChecked(settings.get(options.VERIFY_WHEN_DUE))
        self._verify_days = SpinBox()
        self._verify_days.setObjectName("verifyDaysSpin")
        self._verify_days.setAccessibleName(self.tr("Days until archives are verified again"))
        self._verify_days.setRange(1, _LONGEST_DAYS)
        self._verify_days.setValue(settings.get(options.VERIFY_DAYS))
        self._lay_out()
        self._connect()

    @staticmethod
    def _combo(object_name: str, items: tuple[tuple[str, str], ...], value: str) -> Combo:
        combo = Combo()
        combo.setObjectName(object_name)
        for data, text in items:
            combo.addItem(text, data)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        return combo

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.MARGIN, 20, metrics.MARGIN, 20)
        column.setSpacing(6)
        column.addWidget(TitleLabel(self.tr("Settings")))
        column.addSpacing(metrics.GRID)
        column.addWidget(self._messages)
        self._add(column, SectionLabel(self.tr("&Theme"), self._theme), self._theme)
        column.addWidget(SectionLabel(self.tr("&Language"), self._language))
        column.addWidget(self._language)
        note = MutedLabel(self.tr("Another language takes effect when Archiver starts again."))
        note.setWordWrap(True)
        column.addWidget(note)
        column.addSpacing(10)
        browse = PlainButton(self.tr("&Browse…"))
        browse.setObjectName("browseArchivesFolderButton")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        column.addWidget(SectionLabel(self.tr("&Archives folder"), self._folder))
        column.addLayout(row)
        column.addSpacing(10)
        self._add(column, SectionLabel(self.tr("Your &name, in the catalogue"), self._user), self._user)
        self._add(column, SectionLabel(self.tr("Your &role"), self._role), self._role)
        column.addLayout(self._verify_row())
        note = MutedLabel(self.tr("While Archiver is open and has nothing else to do. Pause it on the Jobs page."))
        note.setWordWrap(True)
        column.addWidget(note)
        close = PlainButton(self.tr("&Close"))
        close.setObjectName("closeSettingsButton")
        close.clicked.connect(self.accept)
        column.addSpacing(metrics.GRID)
        column.addStretch()
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)

    def _verify_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics.GRID)
        row.addWidget(self._verify)
        row.addWidget(self._verify_days)
        row.addWidget(QLabel(self.tr("days")))
        row.addStretch(1)
        return row

    @staticmethod
    def _add(column: QVBoxLayout, label: SectionLabel, widget: QWidget) -> None:
        column.addWidget(label)
        column.addWidget(widget)
        column.addSpacing(10)

    def _connect(self) -> None:
        self._theme.currentIndexChanged.connect(self._on_theme_chosen)
        self._language.currentIndexChanged.connect(
            lambda: self._save(options.LANGUAGE, str(self._language.currentData()))
        )
        self._folder.editingFinished.connect(lambda: self._save(options.ARCHIVES_FOLDER, self._folder.text().strip()))
        self._user.editingFinished.connect(lambda: self._save(options.USER_NAME, self._user.text().strip()))
        self._role.currentIndexChanged.connect(lambda: self._save(options.USER_ROLE, str(self._role.currentData())))

        self._verify.toggled.connect(lambda on: self._save(options.VERIFY_WHEN_DUE, on))
        self._verify_days.editingFinished.connect(lambda: self._save(options.VERIFY_DAYS, self._verify_days.value()))

    def _on_theme_chosen(self) -> None:
        choice = str(self._theme.currentData())
        theme.instance().apply(choice)
        self._save(options.THEME, choice)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Archives folder"), str(self._settings.archives_folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._take_folder)
        dialog.open()

    def _take_folder(self, paths: list[str]) -> None:
        self._folder.setText(paths[0])
        self._save(options.ARCHIVES_FOLDER, paths[0])

    def _save(self, option: Option[T], value: T) -> None:
        if self._settings.get(option) == value:
            return
        settings = self._settings
        self._runner.background(
            lambda _progress: settings.set(option, value),
            self._on_saved,
            self._on_failed,
            title=self.tr("Saving"),
            must_finish=True,
        )

    def _on_saved(self, _result: None) -> None:
        self.changed.emit()

    def _on_failed(self, error: ArchiverError) -> None:
        self._messages.show_message(Message.of_error(error))
