"""The panel beside the catalogue's table: what is known about the selected archives, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from archiver_gui.core.archives import Archive, ArchiveRecord
from archiver_gui.core.matches import SharedContent
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.models.archive_selection import Selected
from archiver_gui.gui.models.archive_state import health_detail, health_text, state_mark
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.buttons import IconButton, LinkButton, PlainButton
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.chip import Chip
from archiver_gui.gui.widgets.labels import ElidedLabel, MutedLabel, ToneLabel, WrappedLabel
from archiver_gui.gui.widgets.scroll import ScrollColumn
from archiver_gui.memory import About

_WIDTH = 280
_LABEL_WIDTH = 80
_MOST_TOLD = 20  # archives in one tooltip
_DIGEST_SHOWN = 8  # hex digits at each end


class CatalogueDetails(Card):
    """Properties above, buttons below; the page connects the buttons and enables them."""

    elsewhere_requested = Signal()  # where else content of the archive shown lies

    def __init__(self, levels: Callable[[ArchiveRecord], str], parent: QWidget | None = None) -> None:
        """`levels` gives backend, compression and level of an archive as one text."""
        super().__init__(parent)
        self.setObjectName("catalogueDetails")
        self.setAccessibleName(self.tr("Details"))
        self._levels = levels
        self._shown: int | None = None  # the one archive that is shown
        self._about: About | None = None  # what is shown of it
        self._shared: SharedContent | None = None
        self._elsewhere: LinkButton | None = None  # leads to where its content lies too
        self.column.setContentsMargins(metrics.GAP, metrics.GAP, metrics.GAP, metrics.GAP)
        self.column.setSpacing(12)
        self._build_head()
        self._build_properties()
        self._build_buttons()
        self.show_sum(Selected())

    def _build_head(self) -> None:
        self._name = ElidedLabel()
        self._name.setObjectName("detailsName")
        self._name.setFont(metrics.font("text", bold=True))
        self._folder = ElidedLabel(muted=True)
        self._folder.setObjectName("detailsFolder")
        self._folder.setFont(metrics.font("small"))
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._folder)
        self.show_button = IconButton("folder-search", self.tr("Show in folder"))
        self.show_button.setObjectName("showArchiveButton")
        head = QHBoxLayout()
        head.setSpacing(metrics.GRID)
        head.addLayout(names, 1)
        head.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)

    def _build_properties(self) -> None:
        scroll = ScrollColumn()
        scroll.setObjectName("detailsScroll")
        self._form = QFormLayout(scroll.content)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(7)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._state = Chip()
        self._state.setObjectName("detailsState")
        self._damage = ToneLabel("", "error")
        self._damage.setObjectName("detailsDamage")
        self.column.addWidget(self._state)
        self.column.addWidget(self._damage)
        self.column.addWidget(scroll, 1)

    def _build_buttons(self) -> None:
        self.open_button = self._button(self.tr("O&pen"), "folder-open", "openArchiveButton")
        self.extract_button = self._button(self.tr("E&xtract…"), "upload", "extractArchiveButton")
        self.verify_button = self._button(self.tr("Verif&y"), "shield-check", "verifyButton")
        self.recreate_button = self._button(self.tr("&Re-create…"), "refresh-cw", "recreateButton")
        self.recreate_button.setToolTip(self.tr("Build it again from its sources, and see what has changed since"))
        self.pin_button = self._button(self.tr("P&in"), "pin", "pinButton")
        self.pin_button.setToolTip(self.tr("Keep it from every clean-up"))
        self.forget_button = self._button(self.tr("F&orget"), "list-x", "forgetButton")
        self.forget_button.setToolTip(self.tr("Remove it from the catalogue; the file stays where it is"))
        self.mark_button = self._button(self.tr("&Mark as deleted"), "trash-2", "markDeletedButton", danger=True)
        self.restore_button = self._button(self.tr("Re&store"), "undo-2", "restoreButton")
        self.relink_button = self._button(self.tr("Relin&k…"), "link", "relinkButton")
        self.relink_button.setToolTip(self.tr("Say where the file lies now"))
        grid = QGridLayout()
        grid.setSpacing(metrics.GRID)
        grid.addWidget(self.open_button, 0, 0)
        grid.addWidget(self.extract_button, 0, 1)
        grid.addWidget(self.verify_button, 1, 0)
        grid.addWidget(self.recreate_button, 1, 1)
        grid.addWidget(self.pin_button, 2, 0)
        grid.addWidget(self.forget_button, 2, 1)
        grid.addWidget(self.relink_button, 3, 0, 1, 2)
        grid.addWidget(self.restore_button, 4, 0, 1, 2)
        grid.addWidget(self.mark_button, 5, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        margins = self.column.contentsMargins()
        needed = grid.sizeHint().width() + margins.left() + margins.right()
        self.setFixedWidth(max(_WIDTH, needed))  # some languages need more than the usual width

    @staticmethod
    def _button(text: str, icon: str, name: str, *, danger: bool = False) -> PlainButton:
        button = PlainButton(text, icon, danger=danger)
        button.setObjectName(name)
        return button

    def show_sum(self, selected: Selected) -> None:
        """Show what several archives amount to, or that none is selected."""
        self._clear_form()
        self._shown, self._about = None, None
        self._state.hide()
        self._damage.hide()
        if selected.count:
            self._name.setText(wording.counted(self.tr("%n archive(s)", "", selected.count), selected.count))
            self._folder.setText(self.tr("selected"))
            self._add(self.tr("Size"), wording.size_text(selected.size_bytes))
            self._add(self.tr("Entries"), wording.count_text(selected.entries))
        else:
            self._name.setText(self.tr("Nothing selected"))
            self._folder.setText(self.tr("Select an archive"))

    def show_line(self, line: Archive) -> None:
        """Show what a table knows of an archive, until `show_about` comes with the rest."""
        mark = state_mark(line)
        self._state.show_state(mark.text, mark.kind, mark.icon)
        self._state.show()
        self._damage.setText(_damage_text(line))
        self._damage.setVisible(bool(line.damage))
        self._name.setText(wording.shown(line.name))
        self._folder.setText(wording.folder_text(line.folder))
        if self._shown != line.id:  # else what is shown stays until there is better
            self._shown, self._about = line.id, None
            self._clear_form()
            self._add(self.tr("Created"), wording.moment_text(line.created))
            self._add(self.tr("Size"), self._size_text(line))
            self._add(self.tr("Entries"), wording.count_text(line.entries))

    def show_about(self, about: About) -> None:
        """Show all that is known of the archive whose line is shown."""
        record = about.record
        if self._shown != record.id or self._about == about:
            return
        self._about = about
        self._clear_form()
        self._add(self.tr("Created"), self._created_text(record))
        self._add(self.tr("Size"), self._size_text(record), f"{wording.count_text(record.size)} B")
        self._add(self.tr("Entries"), wording.count_text(record.entries))
        self._add(self.tr("Built in"), self._built_text(record))
        self._add(self.tr("Backend"), self._levels(record))
        self._add(self.tr("Sources"), *self._sources_texts(record))
        self._add(self.tr("Health"), health_text(record), health_detail(record))
        self._add(self.tr("Pinned"), self.tr("No clean-up takes it") if record.pinned else "")
        self._add(self.tr("Marked"), wording.moment_text(record.deleted))
        digest = record.sha256
        short = f"{digest[:_DIGEST_SHOWN]} … {digest[-_DIGEST_SHOWN:]}" if digest else ""
        self._add(self.tr("Digest"), short, digest, fixed=True)
        self._add(self.tr("History"), *self._history_texts(about.of_recipe))

    def show_shared(self, archive_id: int, shared: SharedContent) -> None:
        """Tell in how many other archives content of the one shown lies too, with the way there."""
        if self._shown != archive_id or self._shared == shared:
            return
        if self._elsewhere is not None:
            self._form.removeRow(self._elsewhere)
        self._elsewhere, self._shared = None, shared
        if not shared.archives:
            return
        count = shared.archives
        self._elsewhere = LinkButton(wording.counted(self.tr("%n other archive(s)", "", count), count))
        self._elsewhere.setObjectName("elsewhereButton")
        self._elsewhere.setFont(metrics.font("small"))
        self._elsewhere.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = self.tr("%n of its {all} contents lie there too", "", shared.contents)
        told = wording.counted(told, shared.contents).format(all=wording.count_text(shared.of))
        self._elsewhere.setToolTip(told)
        self._elsewhere.clicked.connect(self.elsewhere_requested)
        self._form.addRow(self._label(self.tr("Also in")), self._elsewhere)

    def _history_texts(self, others: Sequence[ArchiveRecord]) -> tuple[str, str]:
        """Of the other archives that were built from the same sources, newest first."""
        if not others:
            return "", ""
        count = len(others)
        text = wording.counted(self.tr("%n more of these sources", "", count), count)
        lines = (f"{wording.shown(one.name)}: {wording.moment_text(one.created)}" for one in others[:_MOST_TOLD])
        return text, "\n".join(lines)

    def _created_text(self, record: ArchiveRecord) -> str:
        when = wording.moment_text(record.created)
        role = wording.role_text(record.role) if record.role else ""
        if record.created_by and role:
            text = self.tr("{when} by {user} ({role})")
            return text.format(when=when, user=wording.shown(record.created_by), role=role)
        if record.created_by:
            return self.tr("{when} by {user}").format(when=when, user=wording.shown(record.created_by))
        return when

    def _size_text(self, record: Archive) -> str:
        size = wording.size_text(record.size)
        if not record.content_size:
            return size
        return self.tr("{size} of {content}").format(size=size, content=wording.size_text(record.content_size))

    def _built_text(self, record: ArchiveRecord) -> str:
        if record.build_seconds <= 0:
            return ""
        took = wording.duration_text(record.build_seconds)
        if not record.content_size:
            return took
        return f"{took} · {wording.rate_text(record.content_size / record.build_seconds)}"

    def _sources_texts(self, record: ArchiveRecord) -> tuple[str, str]:
        if not record.sources:
            return "", ""
        first = wording.shown(record.sources[0].rstrip("/").rsplit("/", 1)[-1])
        whole = "\n".join(wording.shown(source) for source in record.sources[:20])
        if len(record.sources) == 1:
            return first, whole
        more = self.tr("{first} and %n more", "", len(record.sources) - 1)
        return more.format(first=first), whole

    def _add(self, name: str, text: str, tooltip: str = "", *, fixed: bool = False) -> None:
        if not text:
            return
        value = WrappedLabel(text)
        value.setFont(metrics.fixed_font() if fixed else metrics.font("small"))
        value.setToolTip(tooltip)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{name}: {text}")
        self._form.addRow(self._label(name), value)

    @staticmethod
    def _label(name: str) -> MutedLabel:
        label = MutedLabel(name)
        label.setMinimumWidth(_LABEL_WIDTH)
        return label

    def _clear_form(self) -> None:
        self._elsewhere = self._shared = None
        while self._form.rowCount():
            self._form.removeRow(0)


def _damage_text(record: Archive) -> str:
    """What is wrong, entry by entry where that is known."""
    if not record.damaged_entries:
        return wording.shown(told(record.damage))
    return "\n".join(f"{wording.shown(path)}: {wording.shown(told(text))}" for path, text in record.damaged_entries[:5])
