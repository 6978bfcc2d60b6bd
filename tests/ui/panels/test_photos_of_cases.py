"""Photographs of a case: brought while its form is mended, saved with it, looked at and logged."""

from pathlib import Path

import pytest
from case_counter import CaseCounter
from counter import ELDER_CARD, at_window, intake
from drawn_pages import encoded
from hall import SECOND
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from work_rig import WorkRig

from app.domain.attachment import Source
from app.domain.case.attached import attached_pages
from app.domain.form.attached import Attached, attached_in
from app.services.cases.attached import keep_attached_of_case
from app.services.cases.correct import answer_case
from app.services.cases.receive import receive_case
from app.services.cases.scans import prepare_pages
from ui.panels.cases import model
from ui.shortcuts import Command


class PhotoCounter(CaseCounter):
    """The case panel with a received elder card open, which asks for a photograph."""

    def received(self, command):
        return receive_case(self.office, at_window(), command, intake(self.office, ELDER_CARD)).case

    @property
    def scans(self):
        return self.panel.presenter.scans

    @property
    def form(self):
        return self.view.correction.form

    def strike(self, key):
        self.qtbot.keyClick(self.scans.page.strip, key)
        self.settle()

    def to_field(self, path="photo"):
        self.press(Command.CORRECT)
        self.form.focus_path(path)
        self.settle()

    def capture(self, *files):
        self.press(Command.SCANS)
        self.scans.sources._choose_files = lambda _over: [str(file) for file in files]
        self.strike(Qt.Key.Key_O)
        for _ in files:
            self.strike(Qt.Key.Key_Return)
        self.press(Command.STEP_OUT)

    def choose(self, path="photo"):
        self.view.things.choose(f"{model.PHOTO}{path}")

    def named(self):
        return attached_in(self.now().case.answers["photo"])

    def on_disk(self):
        return [one for one in self.rig.hall.home.blobs.rglob("*") if one.is_file()]


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path / "厅")
    made = PhotoCounter(rig, qtbot)
    made.open()
    yield made
    made.settle()
    rig.close()
    assert rig.bugs == []


@pytest.fixture
def files(tmp_path) -> list[Path]:
    made = [tmp_path / "1.png", tmp_path / "2.png"]
    for file, colour in zip(made, ("firebrick", "seagreen"), strict=True):
        file.write_bytes(encoded(Image.new("RGB", (300, 420), colour)))
    return made


def test_a_photograph_brought_later_is_saved_with_the_form(counter, files):
    counter.to_field()
    counter.capture(files[0])

    assert counter.view.page is counter.view.correction
    assert counter.form.focused_path() == "photo"
    assert QApplication.focusWidget() is counter.form.cell("photo").entry
    assert counter.form.cell("photo").entry.text().startswith("1 张")
    assert counter.form.cell("photo").entry.pictured
    assert counter.named().ids == (), "the form is not saved yet"
    assert counter.view.accept_button.text().startswith("保存")
    counter.press(Command.ACCEPT)

    (only,) = counter.named().ids
    assert attached_pages(counter.now().case)[only].source == "文件"
    assert counter.named().note == "现场拍摄", "what stood there before stays"


def test_pages_are_ordered_and_taken_out_and_saved_so(counter, files):
    counter.to_field()
    counter.capture(*files)
    counter.press(Command.SCANS)
    first = counter.form.desk.attached("photo").attached.ids[0]
    counter.strike(Qt.Key.Key_Delete)
    counter.strike(Qt.Key.Key_Delete)
    assert "保存以后删除" in counter.view.strip.words
    assert len(counter.on_disk()) == 2
    counter.press(Command.STEP_OUT)
    counter.press(Command.ACCEPT)

    assert len(counter.named().ids) == 1
    assert first not in counter.named().ids
    assert len(counter.on_disk()) == 1


def test_the_photographs_are_listed_and_only_looked_at_from_the_case(counter, files):
    counter.to_field()
    counter.capture(files[0])
    counter.press(Command.ACCEPT)
    row = next(row for row in counter.view.things.rows if row.id == f"{model.PHOTO}photo")
    assert (row.lead, row.trail) == ("照片", "1 张")
    before = len(counter.revealed())
    counter.choose()
    counter.press(Command.SCANS)

    assert not counter.scans.page.picture.pixmap().isNull()
    assert counter.revealed()[before:] == [("photo",)]
    assert "这里只看" in counter.scans.page.hint.text()
    assert not any(button.isEnabled() for button in counter.scans.page._buttons)
    counter.scans.sources._choose_files = lambda _over: [str(files[1])]
    for key in (Qt.Key.Key_O, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
        counter.strike(key)
    assert "Ctrl+G" in counter.view.strip.words
    assert len(counter.named().ids) == 1
    assert counter.may(Command.ACCEPT) == [False], "there is nothing to take in"
    counter.press(Command.STEP_OUT)
    assert counter.view.page is counter.view.overview
    counter.view.things.choose(f"{model.MATERIAL}{counter.now().case.materials[0].row}")
    counter.press(Command.SCANS)
    assert all(button.isEnabled() for button in counter.scans.page._buttons)


def test_the_photographs_of_another_windows_case_stay_closed(tmp_path, dressed_application, qtbot, files):
    rig = WorkRig(tmp_path / "别厅", window="05")
    counter = PhotoCounter(rig, qtbot, clerk=SECOND)
    case, (page,) = counter.case, prepare_pages(rig.hall.office, files[0].read_bytes(), as_photos=True)
    done = keep_attached_of_case(rig.hall.office, at_window(), "keep", case.id, [page], Source.FILE)
    answers = {**case.answers, "photo": Attached(tuple(attached_pages(done.case))).answer()}
    answer_case(rig.hall.office, at_window(), "write", case, answers)
    counter.open()

    counter.choose()
    counter.press(Command.SCANS)

    assert counter.view.page is counter.view.overview
    assert counter.scans.page.strip.count() == 0
    assert counter.view.strip.words != ""
    rig.close()


def test_while_mending_the_key_is_about_the_field_in_use(counter):
    counter.to_field("name")
    counter.press(Command.SCANS)

    assert counter.view.page is counter.view.correction
    assert "没有停在照片栏" in counter.view.strip.words


def test_esc_from_the_form_keeps_what_was_captured_for_later(counter, files):
    counter.to_field()
    counter.capture(files[0])
    counter.press(Command.STEP_OUT)
    assert counter.view.page is counter.view.overview
    counter.press(Command.CORRECT)

    assert counter.form.cell("photo").entry.text().startswith("1 张")
    assert counter.form.cell("photo").entry.pictured
