"""Create: drop, glance, Enter. Real files, real archives."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.outcome import Verdict
from archiver_gui.gui.job_runner import JobRunner
from archiver_gui.gui.models.basket import BasketColumn
from archiver_gui.gui.models.roles import ICON_ROLE
from archiver_gui.gui.pages.create import CreatePage
from archiver_gui.gui.theme import metrics
from archiver_gui.gui.widgets.format_cards import FormatCard
from archiver_gui.services import Services
from archiver_gui.settings.options import ARCHIVES_FOLDER, DEFAULT_FORMAT


@pytest.fixture
def page(qtbot: QtBot, services: Services, runner: JobRunner) -> Iterator[CreatePage]:
    made = CreatePage(services, runner)
    qtbot.addWidget(made)
    made.resize(1190, 740)
    made.show()
    yield made
    made.basket.clear()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "Field photos"
    (folder / "inner").mkdir(parents=True)
    (folder / "one.txt").write_bytes(b"one" * 1000)
    (folder / "inner" / "two.tmp").write_bytes(b"2" * 500)
    (tmp_path / "letter.docx").write_bytes(b"letter")
    return tmp_path


def text_of(page: CreatePage, row: int, column: BasketColumn) -> str:
    return str(page.basket.index(row, column).data())


def measured(page: CreatePage) -> bool:
    return not page.basket.totals.measuring


def label(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def create(qtbot: QtBot, page: CreatePage, runner: JobRunner) -> Verdict:
    with qtbot.waitSignal(runner.job_ended, timeout=20_000) as ended:
        page.create_button.click()
    assert ended.args is not None
    outcome = ended.args[0].outcome
    assert outcome.error is None, outcome.error
    verdict: Verdict = outcome.verdict
    return verdict


# ---- basket --------------------------------------------------------------------------------------


def test_the_basket_has_a_row_for_each_thing_dropped_with_name_kind_and_size(
    qtbot: QtBot, page: CreatePage, sources: Path
) -> None:
    page.add_sources([str(sources / "Field photos"), str(sources / "letter.docx")])
    qtbot.waitUntil(lambda: measured(page))
    rows = [[text_of(page, row, column) for column in BasketColumn] for row in range(2)]
    assert rows == [["Field photos", "Folder · 2 files", "3.50 kB"], ["letter.docx", "Document", "6 B"]]
    assert page.basket.index(0, 0).data(ICON_ROLE) == "folder"
    assert label(page, "basketCount") == "3 files"
    assert label(page, "basketSize") == "3.51 kB"


def test_the_same_thing_dropped_twice_is_there_once(page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / "letter.docx")])
    page.add_sources([str(sources / "letter.docx"), str(sources / "x" / ".." / "letter.docx")])
    assert page.basket.paths == (str(sources / "letter.docx"),)


def test_a_source_that_is_not_there_says_so_in_its_row(qtbot: QtBot, page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / "gone.txt")])
    qtbot.waitUntil(lambda: measured(page))
    assert "no such file" in text_of(page, 0, BasketColumn.KIND).lower()
    assert page.basket.index(0, 0).data(ICON_ROLE) == "triangle-alert"


def test_a_name_that_would_turn_the_text_round_is_shown_escaped(page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / "photo\u202egpj.exe")])
    assert text_of(page, 0, BasketColumn.NAME) == "photo\\u202egpj.exe"


def test_delete_takes_the_selected_rows_out_and_clear_takes_all(qtbot: QtBot, page: CreatePage, sources: Path) -> None:
    names = ["a", "b", "c", "d"]
    page.add_sources([str(sources / name) for name in names])
    page.panel.view.setFocus()
    page.panel.view.selectRow(1)
    page.panel.actions_by_key["remove"].trigger()
    assert [os.path.basename(path) for path in page.basket.paths] == ["a", "c", "d"]
    page.panel.clear_button.click()
    assert page.basket.paths == ()
    assert not page.panel.clear_button.isEnabled()


def test_rows_can_be_dragged_to_another_place(page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / name) for name in "abcd"])
    model = page.basket
    kept = [model.index(row, 0) for row in (0, 2)]
    data = model.mimeData(kept)
    model.dropMimeData(data, Qt.DropAction.MoveAction, 4, 0, QModelIndex())
    assert [os.path.basename(path) for path in model.paths] == ["b", "d", "a", "c"]


def test_alt_and_arrows_move_rows_and_the_selection_goes_along(page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / name) for name in "abc"])
    page.panel.view.selectRow(2)
    page.panel.actions_by_key["up"].trigger()
    assert [os.path.basename(path) for path in page.basket.paths] == ["a", "c", "b"]
    assert page.panel.selected_rows == [1]
    for _ in range(3):
        page.panel.actions_by_key["up"].trigger()
    assert [os.path.basename(path) for path in page.basket.paths] == ["c", "a", "b"]


def test_exclusions_are_counted_while_they_are_typed(qtbot: QtBot, page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / "Field photos")])
    page.form.options.button.click()
    page.form.options._edit.setPlainText("*.tmp")
    qtbot.waitUntil(lambda: page.basket.totals.excluded_files == 1)
    assert label(page, "basketLeftOut") == "· 1 file left out by exclusions, 500 B saved"
    assert label(page, "excludeCount") == "1 file · 500 B"
    assert label(page, "basketCount") == "1 file"


def test_ten_thousand_files_are_measured_without_holding_the_window_up(
    qtbot: QtBot, page: CreatePage, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    paths = [folder / f"{number:05}.txt" for number in range(10_000)]
    for path in paths:
        path.touch()
    page.add_sources([str(path) for path in paths])
    qtbot.waitUntil(lambda: measured(page), timeout=30_000)
    assert page.basket.totals.files == 10_000


# ---- format --------------------------------------------------------------------------------------


def test_cards_and_lists_show_every_format_and_stay_in_step(page: CreatePage, services: Services) -> None:
    form = page.form
    assert [card.row for card in form.cards.cards] == services.formats()
    for card in form.cards.cards:
        card.setChecked(True)
        assert form.row is card.row
        assert form.backend_combo.currentText() == card.row.backend_label
        assert form.compression_combo.currentText() == card.row.codec_label
        assert form.name_edit.suffix == card.row.suffix
    assert {form.backend_combo.itemText(number) for number in range(form.backend_combo.count())} >= {"Zip", "Tar"}
    form.backend_combo.setCurrentText("Tar")
    form.compression_combo.setCurrentText("Gzip (.gz)")
    assert form.row.format_id == "tar.gz"
    assert [card.row.format_id for card in form.cards.cards if card.isChecked()] == ["tar.gz"]
    form.backend_combo.setCurrentText("Zip")
    assert form.row.format_id == "zip"


def test_arrow_keys_move_among_the_cards(qtbot: QtBot, page: CreatePage) -> None:
    first = page.form.cards.cards[0]
    first.setChecked(True)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert page.form.row is page.form.cards.cards[1].row


def test_a_backend_of_somebody_else_is_in_the_list_and_builds(
    qtbot: QtBot, services: Services, runner: JobRunner, sources: Path
) -> None:
    from archiver_gui.backends.registry import Registry

    class Plain:
        """Only the first block of the interface, and no base class."""

        backend_id = "joined"

        def __init__(self, archive_path: str, archive_name: str = "", readmode: bool = True) -> None:
            self.archive_path = archive_path
            self.archive_name = archive_name
            self.readmode = readmode
            self._parts: list[bytes] = []

        def add_file(self, path: str, filelike_obj: object) -> None:
            content = filelike_obj.read()  # type: ignore[attr-defined]  # any object with read()
            self._parts.append(path.encode() + b"\0" + content)

        def close(self) -> None:
            Path(self.archive_path).write_bytes(b"\n".join(self._parts))

        def archive_size(self) -> int:
            return Path(self.archive_path).stat().st_size

        def read_archive(self) -> object:
            return Path(self.archive_path)

    registry = Registry()
    for backend_class in services.registry.classes.values():
        registry.add(backend_class)
    registry.add(Plain)
    page = CreatePage(Services(services.settings, registry, services.catalogue), runner)
    qtbot.addWidget(page)
    page.form.backend_combo.setCurrentIndex(page.form.backend_combo.findData("joined"))
    assert page.form.row.backend_id == "joined"
    page.add_sources([str(sources / "letter.docx")])
    create(qtbot, page, runner)
    assert (services.settings.archives_folder / "letter").read_bytes() == b"letter.docx\0letter"


def test_the_level_says_what_it_is(page: CreatePage) -> None:
    form = page.form
    form.choose_id("zip")
    assert label(page, "levelText") == "Normal (6)"
    form.level_slider.setValue(form.level_slider.maximum())
    assert label(page, "levelText").startswith("Ultra (")
    assert form.level == form.row.levels["ultra"]
    form.choose_id("tar")
    assert not form.level_slider.isEnabled()
    assert form.level is None


def test_a_click_on_the_slider_jumps_there(qtbot: QtBot, page: CreatePage) -> None:
    slider = page.form.level_slider
    page.form.choose_id("zip")
    for end, value in ((slider.width() - 2, slider.maximum()), (2, 0)):
        position = slider.rect().center()
        position.setX(end)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=position)
        assert slider.value() == value


def test_the_format_chosen_last_is_chosen_again(
    qtbot: QtBot, page: CreatePage, services: Services, runner: JobRunner, sources: Path
) -> None:
    page.form.choose_id("tar.gz")
    page.add_sources([str(sources / "letter.docx")])
    create(qtbot, page, runner)
    qtbot.waitUntil(lambda: services.settings.get(DEFAULT_FORMAT) == "tar.gz")
    again = CreatePage(services, runner)
    qtbot.addWidget(again)
    assert again.form.row.format_id == "tar.gz"


# ---- name and folder -----------------------------------------------------------------------------


def test_the_name_is_the_sources_or_their_folders_and_never_a_taken_one(
    qtbot: QtBot, page: CreatePage, services: Services, sources: Path
) -> None:
    name = page.form.name_edit
    page.add_sources([str(sources / "letter.docx")])
    qtbot.waitUntil(lambda: name.text() == "letter")
    page.add_sources([str(sources / "Field photos")])
    qtbot.waitUntil(lambda: name.text() == sources.name)
    folder = services.settings.archives_folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{sources.name}.zip").touch()
    page.form.choose_id("tar")
    page.form.choose_id("zip")
    qtbot.waitUntil(lambda: name.text() == f"{sources.name} (2)")


def test_names_keep_their_room_in_a_narrow_basket(qtbot: QtBot, page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / "letter.docx")])
    page.show()
    page.panel.resize(345, 400)
    assert page.panel.view.columnWidth(BasketColumn.NAME) >= 140
    page.panel.resize(600, 400)
    assert not page.panel.view.isColumnHidden(BasketColumn.KIND)


def test_a_name_that_was_typed_stays(qtbot: QtBot, page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / "letter.docx")])
    qtbot.waitUntil(lambda: page.form.name_edit.text() == "letter")
    page.form.name_edit.selectAll()
    QTest.keyClicks(page.form.name_edit, "mine")
    page.add_sources([str(sources / "Field photos")])
    page.form.choose_id("tar.gz")
    qtbot.waitUntil(lambda: measured(page))
    assert page.form.name_edit.text() == "mine"
    page.form.name_edit.selectAll()
    QTest.keyClick(page.form.name_edit, Qt.Key.Key_Delete)
    page.basket.remove([1])
    qtbot.waitUntil(lambda: page.form.name_edit.text() == "letter")


def test_a_suffix_that_was_typed_chooses_its_format(qtbot: QtBot, page: CreatePage) -> None:
    page.form.name_edit.setFocus()
    QTest.keyClicks(page.form.name_edit, "photos.tar.gz")
    page.form.take_typed_suffix()
    assert page.form.row.format_id == "tar.gz"
    assert page.form.name_edit.text() == "photos"


def test_a_suffix_of_a_kind_that_cannot_be_made_is_taken_off_and_said_before_anything_is_made(
    qtbot: QtBot, page: CreatePage, runner: JobRunner, sources: Path
) -> None:
    page.add_sources([str(sources / "letter.docx")])
    qtbot.waitUntil(lambda: page.form.name_edit.text() == "letter")
    page.form.name_edit.selectAll()
    QTest.keyClicks(page.form.name_edit, "backup.7z")
    QTest.keyClick(page.form.name_edit, Qt.Key.Key_Return)
    message = page.messages.message
    assert message is not None
    assert message.sentence == "Archives ending in .7z cannot be made here. This one will be backup.zip."
    assert page.form.name_edit.text() == "backup"
    assert not runner.active

    with qtbot.waitSignal(runner.job_ended, timeout=10_000) as ended:
        QTest.keyClick(page.form.name_edit, Qt.Key.Key_Return)
    assert ended.args[0].target.endswith(f"{os.sep}backup.zip")


def test_a_name_may_have_such_a_suffix_before_its_own(
    qtbot: QtBot, page: CreatePage, runner: JobRunner, sources: Path
) -> None:
    page.add_sources([str(sources / "letter.docx")])
    qtbot.waitUntil(lambda: page.form.name_edit.text() == "letter")
    page.form.name_edit.selectAll()
    QTest.keyClicks(page.form.name_edit, "backup.7z.zip")
    with qtbot.waitSignal(runner.job_ended, timeout=10_000) as ended:
        QTest.keyClick(page.form.name_edit, Qt.Key.Key_Return)
    assert ended.args[0].target.endswith(f"{os.sep}backup.7z.zip")


def test_passing_over_a_suggested_name_changes_nothing(qtbot: QtBot, page: CreatePage, tmp_path: Path) -> None:
    folder = tmp_path / "old.tar.gz"
    folder.mkdir()
    page.add_sources([str(folder)])
    qtbot.waitUntil(lambda: page.form.name_edit.text() == "old.tar.gz")
    page.form.name_edit.setFocus()
    QTest.keyClick(page.form.name_edit, Qt.Key.Key_Tab)
    assert page.form.name_edit.text() == "old.tar.gz"
    assert page.form.row.format_id == "zip"


def test_the_folder_is_the_one_of_the_settings_and_follows_them(
    page: CreatePage, services: Services, tmp_path: Path
) -> None:
    assert page.form.folder == str(services.settings.archives_folder)
    services.settings.set(ARCHIVES_FOLDER, str(tmp_path / "elsewhere"))
    page.take_settings()
    assert page.form.folder == str(tmp_path / "elsewhere")


def test_a_tilde_is_the_home_folder(page: CreatePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    page.form.set_folder(str(tmp_path / "Archives"))
    assert page.form.location_edit.text() == os.path.join("~", "Archives")
    assert page.form.folder == str(tmp_path / "Archives")


# ---- creating ------------------------------------------------------------------------------------


def test_enter_makes_a_job_and_frees_the_page(
    qtbot: QtBot, page: CreatePage, services: Services, runner: JobRunner, sources: Path
) -> None:
    page.add_sources([str(sources / "Field photos"), str(sources / "letter.docx")])
    with qtbot.waitSignal(runner.job_added):
        QTest.keyClick(page.form.name_edit, Qt.Key.Key_Return)
    assert page.basket.paths == ()
    assert page.messages.message is not None
    assert page.messages.message.text == f"Creating {sources.name}.zip…"
    qtbot.waitUntil(lambda: not runner.active, timeout=20_000)
    with zipfile.ZipFile(services.settings.archives_folder / f"{sources.name}.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("Field photos/one.txt") == b"one" * 1000
        assert archive.read("letter.docx") == b"letter"
    assert [record.name for record in services.archives()] == [f"{sources.name}.zip"]
    qtbot.waitUntil(lambda: page.messages.message is not None and page.messages.message.kind == "good")
    with qtbot.waitSignal(page.open_requested) as opened:
        page.messages.message.actions[0][1]()
    assert opened.args == [str(services.settings.archives_folder / f"{sources.name}.zip"), ""]


def test_enter_right_after_the_drop_finds_the_name_by_itself(
    qtbot: QtBot, page: CreatePage, services: Services, runner: JobRunner, sources: Path
) -> None:
    page.add_sources([str(sources / "letter.docx")])
    assert page.form.name_edit.text() == ""
    create(qtbot, page, runner)
    assert (services.settings.archives_folder / "letter.zip").exists()


def test_what_the_form_says_is_what_is_built(qtbot: QtBot, page: CreatePage, runner: JobRunner, sources: Path) -> None:
    page.form.set_folder(str(sources / "new" / "folder"))
    page.form.choose_id("tar.gz")
    page.form.name_edit.setText("")
    QTest.keyClicks(page.form.name_edit, "Übersicht")
    page.form.options._edit.setPlainText("*.tmp")
    page.add_sources([str(sources / "Field photos")])
    assert create(qtbot, page, runner) is Verdict.COMPLETE
    with tarfile.open(sources / "new" / "folder" / "Übersicht.tar.gz") as archive:
        names = sorted(archive.getnames())
    assert names == ["Field photos", "Field photos/inner", "Field photos/one.txt"]


def test_an_empty_basket_is_refused_in_words(qtbot: QtBot, page: CreatePage, runner: JobRunner) -> None:
    page.create_button.click()
    qtbot.waitUntil(lambda: page.messages.message is not None)
    assert page.messages.message is not None
    assert page.messages.message.sentence == "There is nothing to archive. Add files or folders first."
    assert page.messages.isVisible()
    assert runner.active == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("a/b", "slash"), ("nul", "reserved"), ("x" * 300, "too long"), ("a:b", "refuse")],
    ids=["slash", "reserved", "too-long", "forbidden"],
)
def test_a_bad_name_is_refused_in_words_and_nothing_is_lost(
    qtbot: QtBot, page: CreatePage, sources: Path, name: str, words: str
) -> None:
    page.add_sources([str(sources / "letter.docx")])
    page.form.name_edit.setFocus()
    QTest.keyClicks(page.form.name_edit, name)
    page.create_button.click()
    qtbot.waitUntil(lambda: page.messages.message is not None)
    assert page.messages.message is not None
    assert page.messages.message.kind == "error"
    assert words in page.messages.message.sentence
    assert len(page.basket.paths) == 1


def test_a_folder_that_is_a_file_is_refused_before_anything_starts(
    qtbot: QtBot, page: CreatePage, sources: Path
) -> None:
    page.add_sources([str(sources / "letter.docx")])
    page.form.set_folder(str(sources / "letter.docx" / "below"))
    page.create_button.click()
    qtbot.waitUntil(lambda: page.messages.message is not None)
    assert page.messages.message is not None
    assert "is not a folder" in page.messages.message.sentence
    assert len(page.basket.paths) == 1


def test_a_taken_name_asks_and_both_answers_hold(
    qtbot: QtBot, page: CreatePage, services: Services, runner: JobRunner, sources: Path
) -> None:
    folder = services.settings.archives_folder
    folder.mkdir(parents=True, exist_ok=True)
    taken = folder / "mine.zip"
    taken.write_bytes(b"older")

    def press(answer: int) -> None:
        page.add_sources([str(sources / "letter.docx")])
        page.form.name_edit.clear()
        QTest.keyClicks(page.form.name_edit, "mine")
        page.create_button.click()
        qtbot.waitUntil(lambda: page.messages.message is not None and len(page.messages.message.actions) == 2)
        assert page.messages.message is not None
        assert page.messages.message.text == "mine.zip exists already"
        with qtbot.waitSignal(runner.job_ended, timeout=20_000):
            page.messages.message.actions[answer][1]()

    press(1)
    assert taken.read_bytes() == b"older"
    assert zipfile.ZipFile(folder / "mine (2).zip").namelist() == ["letter.docx"]
    press(0)
    assert zipfile.ZipFile(taken).namelist() == ["letter.docx"]


def test_two_jobs_at_once_never_get_the_same_name(
    qtbot: QtBot, page: CreatePage, services: Services, runner: JobRunner, sources: Path
) -> None:
    for _ in range(2):
        page.add_sources([str(sources / "letter.docx")])
        with qtbot.waitSignal(runner.job_added):
            page.create_button.click()
    qtbot.waitUntil(lambda: not runner.active, timeout=20_000)
    found = sorted(path.name for path in services.settings.archives_folder.glob("*.zip"))
    assert found == ["letter (2).zip", "letter.zip"]


def test_a_partial_archive_is_told_as_one(qtbot: QtBot, page: CreatePage, runner: JobRunner, sources: Path) -> None:
    page.add_sources([str(sources / "letter.docx"), str(sources / "gone.txt")])
    assert create(qtbot, page, runner) is Verdict.PARTIAL
    assert page.messages.message is not None
    assert page.messages.message.kind == "warning"
    assert "gone.txt" in page.messages.message.sentence


def test_a_failed_job_tells_its_cause(qtbot: QtBot, page: CreatePage, runner: JobRunner, sources: Path) -> None:
    page.add_sources([str(sources / "gone.txt")])
    with qtbot.waitSignal(runner.job_ended, timeout=20_000) as ended:
        page.create_button.click()
    assert ended.args is not None
    if ended.args[0].outcome.verdict is Verdict.FAILED:
        assert page.messages.message is not None
        assert page.messages.message.kind == "error"
        assert page.messages.message.actions[-1][0] == "Show jobs"


# ---- the page as a whole -------------------------------------------------------------------------


def test_every_control_has_the_name_that_robots_know(page: CreatePage) -> None:
    for name in (
        "basketView",
        "addFilesButton",
        "addFoldersButton",
        "clearBasketButton",
        "formatCards",
        "backendCombo",
        "compressionCombo",
        "levelSlider",
        "nameEdit",
        "locationEdit",
        "browseLocationButton",
        "excludeEdit",
        "createButton",
        "messageBar",
    ):
        assert page.findChild(QWidget, name) is not None, name
    assert page.objectName() == "createPage"


def test_lists_of_choice_are_named_by_labels(page: CreatePage) -> None:
    buddies = {child.buddy() for child in page.findChildren(QLabel) if child.buddy() is not None}
    assert {
        page.form.backend_combo,
        page.form.compression_combo,
        page.form.name_edit,
        page.form.location_edit,
    } <= buddies


def test_tab_goes_through_the_page_in_reading_order_and_leaves_the_basket(page: CreatePage, sources: Path) -> None:
    page.add_sources([str(sources / "letter.docx")])
    page.activateWindow()
    page.panel.view.setFocus()
    seen: list[str] = []
    for _ in range(14):
        page.focusNextPrevChild(True)
        widget = page.focusWidget()
        assert widget is not None
        seen.append("card" if isinstance(widget, FormatCard) else widget.objectName())
    assert seen[:12] == [
        "card",
        "backendCombo",
        "compressionCombo",
        "levelSlider",
        "nameEdit",
        "locationEdit",
        "browseLocationButton",
        "moreOptionsButton",
        "createButton",
        "presetsButton",
        "addFilesButton",
        "addFoldersButton",
    ]


def test_the_form_scrolls_in_a_low_window_and_never_sideways(qtbot: QtBot, page: CreatePage) -> None:
    page.resize(960 - 92, 600 - 62)
    page.form.options.button.click()
    qtbot.waitUntil(lambda: page.form.height() > 500)
    viewport = page.form.parentWidget()
    assert viewport is not None
    assert page.form.width() <= viewport.width()
    assert page.create_button.visibleRegion().boundingRect().height() == metrics.PRIMARY


def test_a_right_to_left_page_is_mirrored(qtbot: QtBot, page: CreatePage) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    assert page.panel.x() > page.form.mapTo(page, page.form.rect().topLeft()).x()


def test_the_kind_of_a_link_to_a_folder_is_what_it_leads_to(qtbot: QtBot, page: CreatePage, sources: Path) -> None:
    link = sources / "link"
    link.symlink_to(sources / "Field photos")
    page.add_sources([str(link)])
    qtbot.waitUntil(lambda: page.basket.rows[0].kind is not None)
    assert page.basket.rows[0].kind is EntryKind.FOLDER
