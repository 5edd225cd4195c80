"""The menu of saved clean-up rules: keep what stands in the form, remove one, have one proposed at the start."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QWidget

from archiver_gui.core.retention import RetentionPolicy
from archiver_gui.gui.dialogs.clean_up_rule import CleanUpRule, described
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.theme.icons import icon
from archiver_gui.services import Services
from archiver_gui.settings.options import CLEAN_UP_AT_START


class SavedRules(QObject):
    """Reads and writes them in the background; the form lists them."""

    failed = Signal(object)  # ArchiverError

    def __init__(self, dialog: QWidget, form: CleanUpRule, services: Services, runner: JobRunner) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._form = form
        self._services = services
        self._runner = runner
        self._save = self._action("saveRuleAction", self.tr("&Save this rule…"), "save")
        self._save.triggered.connect(self._ask_name)
        self._remove = self._action("removeRuleAction", self.tr("&Remove this rule"), "trash-2")
        self._remove.triggered.connect(self._on_remove)
        self._at_start = self._action("ruleAtStartAction", self.tr("&Propose it at every start"))
        self._at_start.setCheckable(True)
        self._at_start.triggered.connect(self._on_at_start_triggered)
        form.changed.connect(self._show_state)
        self._show_state()

    def _action(self, name: str, text: str, icon_name: str = "") -> QAction:
        action = self._form.rules_menu.addAction(text)
        action.setObjectName(name)
        if icon_name:
            action.setIcon(icon(icon_name))
        return action

    def _show_state(self) -> None:
        name = self._form.saved_name
        self._save.setEnabled(not name)
        self._remove.setEnabled(bool(name))
        self._at_start.setEnabled(bool(name))
        self._at_start.setChecked(bool(name) and self._services.settings.get(CLEAN_UP_AT_START) == name)

    def load(self, chosen: str = "") -> None:
        """Read the saved rules and list them, with this one chosen."""
        self._change(lambda: None, chosen)

    def _change(self, change: Callable[[], None], chosen: str = "") -> None:
        def work(_progress: object) -> dict[str, RetentionPolicy]:
            change()
            return self._services.rules()

        def take(rules: dict[str, RetentionPolicy]) -> None:
            self._form.show_saved(rules, chosen)
            self._show_state()

        self._runner.background(work, take, self.failed.emit, owner=self)

    def _ask_name(self) -> None:
        dialog = QInputDialog(self._dialog)
        dialog.setObjectName("saveRuleDialog")
        dialog.setWindowTitle(self.tr("Save this rule"))
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(described(self._form.policy))
        dialog.textValueSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, name: str) -> None:
        """Keep the rule that stands in the form by this name."""
        policy, name = self._form.policy, name.strip()
        if name:
            self._change(lambda: self._services.save_rule(name, policy), name)

    def _on_remove(self) -> None:
        name = self._form.saved_name
        self._change(lambda: self._services.remove_rule(name))

    def _on_at_start_triggered(self, checked: bool) -> None:
        name = self._form.saved_name
        value = name if checked else ""
        self._change(lambda: self._services.settings.set(CLEAN_UP_AT_START, value), name)
