"""Pages of a paper are brought in, looked at, kept, ordered and taken out from the case panel, by keys."""

from pathlib import Path

import pytest
from drawn_pages import encoded, photographed, sheet
from hall import SECOND
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from scan_counter import ScanCounter
from small_window import not_fitting
from work_rig import WorkRig

from ui.shortcuts import Command
from ui.theme import BAR_HEIGHT, QUEUE_WIDTH, RAIL_WIDTH


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path / "厅")
    made = ScanCounter(rig, qtbot)
    yield made
    made.settle()
    rig.close()
    assert rig.bugs == []


@pytest.fixture
def photo(tmp_path) -> Path:
    file = tmp_path / "1 户口簿.jpg"
    file.write_bytes(encoded(photographed(3.0).convert("RGB"), "JPEG"))
    return file


@pytest.fixture
def screenshot(tmp_path) -> Path:
    file = tmp_path / "2 身份证.png"
    file.write_bytes(encoded(sheet()))
    return file


def test_a_photograph_is_looked_at_straightened_before_it_is_kept(counter, photo):
    counter.open()
    counter.files(photo)

    assert counter.shown() == ["未收入"]
    assert counter.scanned() == (), "nothing is kept unseen"
    image = counter.page._leaves[0].whole
    assert image.height() / image.width() == pytest.approx(1754 / 1240, rel=0.02), "cut to the sheet"
    assert not counter.page.picture.pixmap().isNull()

    counter.key(Qt.Key.Key_Return)

    assert counter.shown() == ["第 1 页"]
    assert [page.source for page in counter.scanned()] == ["文件"]


def test_f12_keeps_one_page_after_the_other_in_the_order_of_their_names(counter, photo, screenshot):
    counter.open()
    counter.files(screenshot, photo)
    first = counter.page._leaves[0].whole

    counter.press(Command.ACCEPT)
    assert counter.shown() == ["第 1 页", "未收入"]
    assert counter.page._leaves[0].whole == first
    counter.press(Command.ACCEPT)

    assert counter.shown() == ["第 1 页", "第 2 页"]
    assert len(counter.scanned()) == 2


def test_esc_puts_the_fresh_page_away_and_then_goes_back_to_the_case(counter, photo):
    counter.open()
    counter.files(photo)

    counter.press(Command.STEP_OUT)
    assert (counter.shown(), counter.view.page) == ([], counter.page)
    counter.press(Command.STEP_OUT)

    assert counter.view.page is counter.view.overview
    assert counter.scanned() == ()


def test_a_page_lying_on_its_side_is_turned_before_it_is_kept(counter, screenshot):
    counter.open()
    counter.files(screenshot)
    before = counter.page._leaves[0].whole

    counter.key(Qt.Key.Key_R)

    after = counter.page._leaves[0].whole
    assert (after.width(), after.height()) == (before.height(), before.width())


def test_a_copied_picture_and_copied_files_are_pasted(counter, screenshot):
    counter.open()
    QGuiApplication.clipboard().setImage(QImage(str(screenshot)))
    counter.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(screenshot))])
    QGuiApplication.clipboard().setMimeData(copied)
    counter.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    counter.key(Qt.Key.Key_Return)
    counter.key(Qt.Key.Key_Return)

    assert [page.source for page in counter.scanned()] == ["剪贴板", "剪贴板"]


def test_an_empty_clipboard_is_told(counter):
    counter.open()
    QGuiApplication.clipboard().setText("不是图片")

    counter.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert "剪贴板里没有图片" in counter.view.strip.words


def test_files_are_dropped_onto_the_page(counter, photo):
    counter.open()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(photo))])
    dragging = (Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(50, 50), *dragging)
    entering.ignore()

    counter.page.dragEnterEvent(entering)
    assert entering.isAccepted()
    counter.page.dropEvent(QDropEvent(QPoint(50, 50), *dragging))
    counter.settle()

    assert counter.shown() == ["未收入"]


def test_one_bad_file_hides_no_good_one(counter, photo, tmp_path):
    bad = tmp_path / "0 表.xls"
    bad.write_bytes(b"no picture")
    counter.open()

    counter.files(bad, photo)

    assert counter.shown() == ["未收入"]
    assert "这不是图片或 PDF" in counter.view.strip.words


def test_pages_change_places_and_one_is_taken_out(counter):
    counter.kept(3)
    counter.open()
    first, second, third = (page.id for page in counter.scanned())

    counter.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert [page.id for page in counter.scanned()] == [second, first, third]
    counter.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    counter.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert [page.id for page in counter.scanned()] == [first, second, third], "beyond the first is nothing"
    counter.key(Qt.Key.Key_Delete)
    assert "再按一次 Delete" in counter.view.strip.words
    assert len(counter.scanned()) == 3, "what cannot be brought back is asked first"
    counter.key(Qt.Key.Key_Delete)

    assert [page.id for page in counter.scanned()] == [second, third]
    assert "影像已删除" in counter.view.strip.words
    assert counter.page.current_id == second


def test_opening_is_logged_and_leaving_takes_the_pictures_away(counter):
    counter.kept(2)
    counter.open()

    assert [entry.reason for entry in counter.looked()] == ["查看影像 2 页"]
    assert counter.shown() == ["第 1 页", "第 2 页"]

    counter.panel.left()

    assert counter.shown() == []
    assert counter.page.picture.pixmap().isNull()


def test_a_page_that_is_not_here_is_told_in_its_place(counter):
    counter.kept(1)
    for file in counter.rig.hall.home.blobs.rglob("*"):
        if file.is_file():
            file.unlink()

    counter.open()

    assert counter.shown() == ["第 1 页（不在本机）"]


def test_without_a_chosen_paper_the_clerk_is_told_what_to_do(counter):
    counter.view.things.setCurrentIndex(counter.view.things.model().index(-1))

    counter.press(Command.SCANS)

    assert counter.view.page is counter.view.overview
    assert "选中一份材料或一栏照片" in counter.view.strip.words


def test_the_case_tells_how_many_pages_a_paper_has(counter):
    counter.kept(2)
    counter.panel.presenter.open_case(counter.case.id)
    counter.settle()

    assert any("影像2页" in row.trail for row in counter.view.things.rows)


def test_the_pages_of_another_windows_case_stay_closed(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path / "厅", window="05")
    counter = ScanCounter(rig, qtbot, clerk=SECOND)
    counter.kept(1)

    counter.open()

    assert counter.view.page is counter.view.overview
    assert counter.shown() == []
    assert counter.view.strip.words != ""
    rig.close()


def test_a_copy_is_printed_at_the_second_press_once_the_clerk_was_asked_to_compare(counter):
    counter.kept(2)
    counter.open()
    printed = counter.rig.hall.home.printed

    counter.key(Qt.Key.Key_P)
    assert "请先对照原件逐页看过" in counter.view.strip.words
    assert not list(printed.glob("*.pdf"))
    counter.key(Qt.Key.Key_P)

    assert "已送到打印机" in counter.view.strip.words
    assert len(list(printed.glob("*.pdf"))) == 1


def test_leaving_with_a_page_that_was_not_kept_says_that_it_is_gone(counter, photo):
    counter.open()
    counter.files(photo)

    counter.panel.left()

    assert "还有 1 页没有收入" in counter.view.strip.words


def test_every_key_of_the_page_fits_a_small_screen(counter):
    counter.kept(2)
    counter.open()
    counter.frame.setMinimumSize(1, 1)  # as the window allows
    counter.frame.resize(910 - RAIL_WIDTH - QUEUE_WIDTH, 485 - BAR_HEIGHT)
    buttons = counter.page._buttons
    counter.rig.settle(
        counter.qtbot,
        lambda: max(one.geometry().bottom() for one in buttons) < counter.page.height(),
    )

    assert not_fitting(counter.page) == []
    assert counter.page.picture.height() > 200
