"""A photograph the form asks for is captured from its field, by keys, and goes into the case with it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from capturing_counter import CapturingCounter
from counter import ELDER_CARD, at_window
from drawn_pages import encoded
from eyes import unseen_focus
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from work_rig import WorkRig

from app.bootstrap.places import HallHome
from app.domain.case.attached import attached_pages
from app.domain.form.attached import attached_in
from app.services.cases.look_up import open_case_file, recent_cases
from ui.shortcuts import Command


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path / "厅")
    made = CapturingCounter(rig, qtbot)
    made.begin("B09")
    yield made
    made.panel.left()
    made.settle()
    rig.close()
    assert rig.bugs == []


@pytest.fixture
def portrait(tmp_path) -> Path:
    file = tmp_path / "1 照片.png"
    file.write_bytes(encoded(Image.new("RGB", (300, 420), "firebrick")))
    return file


def to_field(counter, path="photo"):
    counter.view.form.focus_path(path)
    counter.settle()


def capture(counter, *files, path="photo"):
    to_field(counter, path)
    counter.press(Command.SCANS)
    counter.files(*files)
    for _ in files:
        counter.strike(Qt.Key.Key_Return)
    counter.press(Command.STEP_OUT)


def field(counter, path="photo"):
    return counter.view.form.cell(path).entry


def case_of(counter):
    (row,) = recent_cases(counter.rig.hall.office, at_window())
    return open_case_file(counter.rig.hall.office, at_window(), row.id).case


def test_the_key_leads_from_the_field_to_its_pages_and_esc_back(counter, portrait):
    to_field(counter)
    counter.press(Command.SCANS)
    assert counter.view.page is counter.page
    assert counter.page.strip.hasFocus()
    assert "一寸照片" in counter.page.title.words()
    counter.files(portrait)
    assert field(counter).text() == "", "nothing is kept unseen"
    counter.press(Command.ACCEPT)
    counter.press(Command.STEP_OUT)

    assert counter.view.page is counter.view.form
    assert counter.view.form.focused_path() == "photo"
    assert QApplication.focusWidget() is field(counter)
    assert unseen_focus() == ""
    assert field(counter).text().startswith("1 张")
    assert field(counter).pictured


def test_a_double_click_opens_the_pages_too(counter, qtbot):
    to_field(counter)
    qtbot.mouseDClick(field(counter), Qt.MouseButton.LeftButton)
    counter.settle()

    assert counter.view.page is counter.page


def test_a_photograph_is_kept_in_its_colours(counter, portrait):
    capture(counter, portrait)

    (kept,) = counter.on_disk()
    assert kept.stat().st_size
    page = counter.sitting.pictures[attached_in(counter.sitting.form.sheet.value("photo")).ids[0]]
    colour = page.pixelColor(page.width() // 2, page.height() // 2)
    assert colour.red() > 2 * colour.green()


def test_a_pasted_picture_is_one_too(counter, portrait):
    QGuiApplication.clipboard().setImage(QImage(str(portrait)))
    to_field(counter)
    counter.press(Command.SCANS)
    counter.strike(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    counter.strike(Qt.Key.Key_Return)
    counter.press(Command.STEP_OUT)

    assert field(counter).text().startswith("1 张")


def test_it_fills_a_field_that_has_to_be_filled(counter, portrait):
    assert "photo" in {one.path for one in counter.sitting.form.problems()}
    capture(counter, portrait)

    assert "photo" not in {one.path for one in counter.sitting.form.problems()}


def test_a_page_taken_out_blanks_the_field_and_leaves_the_disk(counter, portrait):
    capture(counter, portrait)
    counter.press(Command.SCANS)
    counter.strike(Qt.Key.Key_Delete)
    counter.strike(Qt.Key.Key_Delete)
    counter.press(Command.STEP_OUT)

    assert (field(counter).text(), field(counter).pictured) == ("", False)
    assert counter.on_disk() == []
    assert counter.sitting.form.sheet.value("photo") is None


def test_a_copy_of_a_photograph_is_not_offered(counter, portrait):
    capture(counter, portrait)
    counter.press(Command.SCANS)
    counter.strike(Qt.Key.Key_P)

    assert "照片没有打印" in counter.said


def test_the_case_takes_the_photograph_along_and_the_draft_is_gone(counter, portrait):
    counter.fill(ELDER_CARD)
    capture(counter, portrait)
    counter.press(Command.RECEIVE)

    case = case_of(counter)
    (only,) = attached_in(case.answers["photo"]).ids
    assert attached_pages(case)[only].source == "文件"
    assert counter.drafts() == ()
    assert len(counter.on_disk()) == 1


def test_from_another_field_the_key_is_about_the_papers(counter):
    to_field(counter, "name")
    counter.press(Command.SCANS)

    assert "先选中一份材料" in counter.said


def test_after_a_power_cut_the_field_has_its_photograph(counter, portrait, tmp_path, qtbot):
    counter.sitting.form.answer("name", "欧阳德海")
    capture(counter, portrait)
    counter.panel.left()
    counter.settle()
    cut = tmp_path / "断电时"
    shutil.copytree(counter.rig.hall.home.folder, cut)  # what lies on the disk now is what a cut leaves

    rig = WorkRig(cut, bench=replace(counter.rig.bench, home=HallHome(cut)))
    later = CapturingCounter(rig, qtbot)
    later.press(Command.CONTINUE_DRAFT)

    assert later.sitting.form.sheet.value("name") == "欧阳德海"
    assert field(later).text().startswith("1 张")
    assert field(later).pictured
    to_field(later)
    later.press(Command.SCANS)
    assert later.shown() == ["第 1 页"]
    later.panel.left()
    later.settle()
    rig.close()
    assert rig.bugs == []


def test_a_cell_of_a_row_just_made_is_captured_and_comes_back(counter, portrait):
    counter.press(Command.STEP_OUT)
    counter.begin("D01")
    counter.sitting.form.add_row("visits")
    counter.sitting.form.answer("visits/r1/visitors", "甲、乙")
    capture(counter, portrait, path="visits/r1/visit_photos")

    assert counter.view.form.focused_path() == "visits/r1/visit_photos"
    draft = counter.sitting.opened.draft.id
    counter.press(Command.KEEP_DRAFT)
    counter.view.finder.picked.emit(f"draft:{draft}")
    counter.settle()
    sheet = counter.sitting.form.sheet
    assert sheet.value("visits/r1/visitors") == "甲、乙"
    assert len(attached_in(sheet.value("visits/r1/visit_photos")).ids) == 1
