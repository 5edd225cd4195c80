"""The panel beside the entries: a glance at the current one, read in the background."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from archiver_gui.core.entries import Entry
from archiver_gui.core.errors import ArchiverError
from archiver_gui.core.names import display
from archiver_gui.gui import wording
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.job_runner import BackgroundCall, JobRunner
from archiver_gui.gui.models.entry_index import EntryNode
from archiver_gui.gui.models.preview import Preview, make_preview
from archiver_gui.gui.pages.entry_opener import target_of
from archiver_gui.gui.pages.open_archive import OpenArchive
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.card import Card
from archiver_gui.gui.widgets.empty_state import paint_empty_state
from archiver_gui.gui.widgets.labels import ElidedLabel
from archiver_gui.services import Services
from archiver_gui.settings.options import PREVIEW_VISIBLE

# Whoever runs through a list with the arrow keys wants no entry read on the way.
_SETTLE_MS = 150
# What is there sooner needs no words before it.
_TELL_AFTER_MS = 300
_GAP = " · "


class PreviewText(QPlainTextEdit):
    """Plain text that can be selected and not changed; the style sheet knows its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFont(metrics.fixed_font())


class Picture(QWidget):
    """A picture as large as fits, never larger than it is; or words where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._words = ("", "", "")

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._pixmap = QPixmap.fromImage(image)
        self.update()

    def say(self, icon: str, title: str, hint: str = "") -> None:
        """Show words."""
        self._pixmap = QPixmap()
        self._words = (icon, title, hint)
        self.setAccessibleDescription(wording.sentences(title, hint))
        self.update()

    @property
    def words(self) -> str:
        """The words that are shown; "" for a picture."""
        return "" if not self._pixmap.isNull() else wording.sentences(*self._words[1:])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        painter = QPainter(self)
        if self._pixmap.isNull():
            paint_empty_state(painter, self.rect(), *self._words)
            return
        size = self._pixmap.deviceIndependentSize().toSize()
        room = self.size() * self.devicePixelRatioF()
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        shown = size / self.devicePixelRatioF()
        place = self.rect()
        place.setSize(shown)
        place.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._pixmap)


class PreviewPanel(Card):
    """Reads what it shows while it is visible only; the entry chosen last counts."""

    def __init__(self, services: Services, runner: JobRunner) -> None:
        super().__init__()
        self.setObjectName("previewPanel")
        self.setAccessibleName(self.tr("Preview"))
        self._services = services
        self._runner = runner
        self._archive: OpenArchive | None = None
        self._node: EntryNode | None = None
        self._call: BackgroundCall[Preview] | BackgroundCall[int] | None = None
        self._asked_for = False
        self._settle = self._timer(_SETTLE_MS, self._read)
        self._tell = self._timer(_TELL_AFTER_MS, self._on_slow)
        self._title = ElidedLabel()
        self._title.setObjectName("previewTitle")
        self._title.setFont(metrics.font("text", bold=True))
        self._text = PreviewText()
        self._text.setObjectName("previewText")
        self._text.setAccessibleName(self.tr("Preview"))
        self._picture = Picture()
        self._picture.setObjectName("previewPicture")
        self._facts = ElidedLabel(mode=Qt.TextElideMode.ElideRight, muted=True)
        self._facts.setObjectName("previewFacts")
        self._facts.setFont(metrics.font("small"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._picture)
        self._stack.addWidget(self._text)
        self._lay_out()
        self._show_nothing()

    def _timer(self, interval_ms: int, call: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(call)
        return timer

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 14, 14, 12)
        inner.setSpacing(metrics.GRID)
        inner.addWidget(self._title)
        inner.addWidget(self._stack, 1)
        inner.addWidget(self._facts)
        self.column.addLayout(inner)

    def wanted(self, *, fits: bool) -> bool:
        """Whether to show it; where it hardly fits, only after somebody asked for it since the start."""
        return self._services.settings.get(PREVIEW_VISIBLE) and (fits or self._asked_for)

    def want(self, wanted: bool) -> None:
        """Remember what the user said, in a thread like every write."""
        self._asked_for = wanted
        settings = self._services.settings
        if settings.get(PREVIEW_VISIBLE) != wanted:
            self._runner.background(lambda _: settings.set(PREVIEW_VISIBLE, wanted), _ignore, must_finish=True)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for small windows."""
        return QSize(160, 120)

    # ---- what is shown -------------------------------------------------------------------------------

    def show_entry(self, archive: OpenArchive | None, node: EntryNode | None) -> None:
        """Show the beginning of another entry, None for nothing."""
        if archive is self._archive and node == self._node:
            return
        self._archive, self._node = archive, node
        self._begin()

    def setVisible(self, visible: bool) -> None:
        """Read when it becomes visible, stop when it is hidden."""
        super().setVisible(visible)
        self._begin()

    def stop(self) -> None:
        """Drop what is being read."""
        self._settle.stop()
        self._tell.stop()
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def _begin(self) -> None:
        self.stop()
        if self._archive is None or self._node is None:
            self._show_nothing()
        elif not self.isHidden():
            self._settle.start()

    def _show_nothing(self) -> None:
        self._say("eye", self.tr("Nothing to preview"), self.tr("Choose a file to have a glance at it."), "")

    def _read(self) -> None:
        archive, node = self._archive, self._node
        if archive is None or node is None:
            return
        entry = node.entry
        if node.folder or entry is None:
            self._say("folder", self.tr("A folder has no preview"), "", "")
            return
        target = target_of(archive, entry)
        if not archive.is_readable:
            hint, facts = self.tr("The archive is not here."), wording.size_text(entry.size)
            self._say("eye-off", self.tr("No preview"), hint, facts)
            self._look_elsewhere(archive, entry)
        elif target is None:
            self._say("link", self.tr("No preview"), self.tr("It leads to no file of this archive."), "")
        elif target.encrypted:
            self._say("lock", self.tr("A password locks it"), "", wording.size_text(target.size))
        elif not target.size:
            self._say("file", self.tr("This file is empty"), "", wording.size_text(target.size))
        else:
            self._start(archive, target)

    def _start(self, archive: OpenArchive, entry: Entry) -> None:
        services, path, encoding = self._services, archive.path, archive.name_encoding
        self._tell.start()
        self._call = self._runner.background(
            lambda progress: make_preview(services, path, entry, encoding, progress),
            lambda preview: self._show(archive, entry, preview),
            self._on_failed,
            owner=self,
        )

    def _on_slow(self) -> None:
        self._say("loader", self.tr("Reading…"), "", "")

    def _on_failed(self, error: ArchiverError) -> None:
        self.stop()
        hint = display(wording.sentences(error.detail, error.hint))
        self._say("circle-alert", display(told(error.title)), hint, "")

    def _look_elsewhere(self, archive: OpenArchive, entry: Entry) -> None:
        """Tell at the foot in how many other archives the same content lies."""
        services, path, name = self._services, archive.path, entry.path
        self._call = self._runner.background(
            lambda progress: services.others_with(path, name, progress), self._on_looked_elsewhere, _ignore, owner=self
        )

    def _on_looked_elsewhere(self, count: int) -> None:
        self._call = None
        if count:
            text = wording.counted(self.tr("also in %n other archive(s)", "", count), count)
            self._facts.setText(self._facts.text() + _GAP + text)

    def _show(self, archive: OpenArchive, entry: Entry, preview: Preview) -> None:
        self.stop()
        self._show_preview(entry, preview)
        self._look_elsewhere(archive, entry)

    def _show_preview(self, entry: Entry, preview: Preview) -> None:
        facts = wording.size_text(entry.size)
        if preview.points is not None:
            facts += _GAP + f"{preview.points.width()} × {preview.points.height()}"
        if preview.image is not None:
            self._picture.show_image(preview.image)
            self._picture.setAccessibleDescription(facts)
            self._turn_to(self._picture, facts)
        elif preview.too_large:
            hint = self.tr("Open or extract it to see it.")
            self._say("file-image", self.tr("This picture is too large for a preview"), hint, facts)
        elif preview.text is not None:
            text = preview.text
            facts += _GAP + (
                self.tr("text, {encoding}").format(encoding=text.encoding)
                if text.encoding
                else self.tr("text in an unknown encoding")
            )
            self._show_text(text.text, facts, whole=text.whole, wrap=True)
        else:
            facts += _GAP + self.tr("no text; its first bytes")
            self._show_text(preview.rows, facts, whole=True, wrap=False)

    def _show_text(self, text: str, facts: str, *, whole: bool, wrap: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode
        self._text.setLineWrapMode(mode.WidgetWidth if wrap else mode.NoWrap)
        self._text.setPlainText(text)
        self._turn_to(self._text, facts if whole else facts + _GAP + self.tr("the beginning"))

    def _say(self, icon: str, title: str, hint: str, facts: str) -> None:
        self._picture.say(icon, title, hint)
        self._turn_to(self._picture, facts)
        self._text.clear()

    def _turn_to(self, shown: QWidget, facts: str) -> None:
        """Show what belongs to the node of now; until then the one before stays, with its own name."""
        self._title.setText("" if self._node is None else display(self._node.name))
        self._stack.setCurrentWidget(shown)
        self._facts.setText(facts)


def _ignore(_result: object) -> None:
    """What was saved needs no answer."""
