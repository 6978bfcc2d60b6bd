"""Papers are captured while the form is still being filled in: by keys, and nothing of it is lost."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from capturing_counter import CapturingCounter
from counter import PENSION, at_window
from drawn_pages import encoded, photographed, sheet
from eyes import unseen_focus
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from small_window import not_fitting
from ticket_parts import a_ticket
from work_rig import WorkRig

from app.bootstrap.places import HallHome
from app.services.cases.look_up import open_case_file, recent_cases
from ui.counter.checklist import MATERIAL
from ui.shortcuts import Command
from ui.theme import BAR_HEIGHT, QUEUE_WIDTH, RAIL_WIDTH

multimedia = pytest.importorskip("PySide6.QtMultimedia")


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path / "厅")
    made = CapturingCounter(rig, qtbot)
    made.begin()
    yield made
    made.panel.left()
    made.settle()
    rig.close()
    assert rig.bugs == []


@pytest.fixture
def front(tmp_path) -> Path:
    file = tmp_path / "1 正面.png"
    file.write_bytes(encoded(sheet()))
    return file


@pytest.fixture
def back(tmp_path) -> Path:
    file = tmp_path / "2 反面.jpg"
    file.write_bytes(encoded(photographed(3.0).convert("RGB"), "JPEG"))
    return file


def case_of(counter):
    (row,) = recent_cases(counter.rig.hall.office, at_window())
    return open_case_file(counter.rig.hall.office, at_window(), row.id).case


def test_a_captured_paper_is_handed_in_and_its_line_shows_the_first_page_and_how_many(counter, front, back):
    before = counter.line()
    counter.open_scans()
    assert counter.page.strip.hasFocus()
    counter.files(front, back)
    assert counter.kept() == (), "nothing is kept unseen"
    counter.strike(Qt.Key.Key_Return)
    counter.press(Command.ACCEPT)

    assert (before.lead, before.pictured) == ("□", 0)
    line = counter.line()
    assert (line.lead, line.pictured) == ("✓", 2)
    assert line.picture.height() > 0
    assert len(counter.kept()) == 2
    assert counter.presenter.side._scans.text() == "影像 2 页"


def test_esc_leads_back_to_the_line_one_came_from(counter, front):
    counter.keep(1, front)

    assert counter.view.page is counter.view.form
    assert counter.presenter.side.materials.current_id == f"{MATERIAL}{counter.papers[1].key}"
    assert counter.presenter.side.materials.hasFocus()
    assert unseen_focus() == ""
    assert counter.step() == "材料"


def test_esc_puts_away_what_is_not_kept_and_neither_pages_nor_answers(counter, front, back):
    counter.sitting.form.answer("name", "王小明")
    counter.keep(0, front)
    counter.open_scans()
    counter.files(back)
    assert counter.shown() == ["第 1 页", "未收入"]

    counter.press(Command.STEP_OUT)
    assert (counter.shown(), counter.view.page) == (["第 1 页"], counter.page)
    counter.press(Command.STEP_OUT)
    assert counter.presenter.side.materials.hasFocus()
    counter.press(Command.STEP_OUT)
    assert counter.sitting is not None, "from the papers Esc goes to the form first"
    counter.press(Command.STEP_OUT)

    assert counter.sitting is None
    (entry,) = counter.drafts()
    counter.view.finder.picked.emit(f"draft:{entry.draft.id}")
    counter.settle()
    assert counter.sitting.form.sheet.value("name") == "王小明"
    assert counter.line().pictured == 1
    assert counter.line().picture.height() > 0


def test_what_is_accepted_takes_the_pages_along_by_keys_alone(counter, front, back):
    counter.fill(PENSION)
    counter.keep(0, front)
    counter.keep(1, back)
    counter.press(Command.RECEIVE)

    case = case_of(counter)
    keys = [one.key for one in case.materials if one.scans]
    assert len(keys) == 2
    assert all(page.source == "文件" for one in case.materials for page in one.scans)
    assert counter.drafts() == ()
    assert len(counter.on_disk()) == 2


def test_a_copied_picture_is_pasted(counter, front):
    QGuiApplication.clipboard().setImage(QImage(str(front)))
    counter.open_scans()
    counter.strike(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    counter.strike(Qt.Key.Key_Return)

    assert [page.source for page in counter.kept()] == ["剪贴板"]


def test_the_document_camera_captures_onto_the_draft_and_rests_when_one_leaves(counter, back):
    class Fed:
        feed = None

        def connect(self, session, _at):
            self.feed = multimedia.QVideoFrameInput(session)
            session.setVideoFrameInput(self.feed)
            return self.feed

    cameras = counter.scans.sources._cameras = Fed()
    counter.open_scans()
    counter.strike(Qt.Key.Key_K)
    counter.page.picture.show_image(QImage())
    picture = QImage(str(back)).convertToFormat(QImage.Format.Format_RGB32)
    assert cameras.feed.sendVideoFrame(multimedia.QVideoFrame(picture))
    counter.rig.settle(counter.qtbot, lambda: not counter.page.picture.pixmap().isNull())
    counter.strike(Qt.Key.Key_Space)
    counter.strike(Qt.Key.Key_Return)

    assert [page.source for page in counter.kept()] == ["高拍仪"]
    counter.press(Command.STEP_OUT)
    assert not counter.scans.sources.is_live
    assert counter.view.page is counter.page, "Esc turns the camera off first"
    counter.press(Command.STEP_OUT)
    assert counter.view.page is counter.view.form


def test_a_page_taken_out_leaves_the_line_and_the_disk_and_the_paper_stays_here(counter, front):
    counter.keep(0, front)
    counter.open_scans()
    counter.strike(Qt.Key.Key_Delete)
    assert len(counter.kept()) == 1, "what cannot be brought back is asked first"
    counter.strike(Qt.Key.Key_Delete)

    assert (counter.kept(), counter.on_disk()) == ((), [])
    assert (counter.line().lead, counter.line().pictured) == ("✓", 0)


def test_a_draft_with_nothing_but_a_page_is_kept(counter, front):
    counter.keep(0, front)
    counter.key(Qt.Key.Key_Space)
    assert counter.line().lead == "□", "nothing typed, nothing ticked"
    counter.press(Command.KEEP_DRAFT)

    assert len(counter.drafts()) == 1
    assert "已暂存" in counter.said


def test_a_mere_enquiry_leaves_no_page(counter, front):
    counter.keep(0, front)
    counter.press(Command.ENQUIRY)

    assert counter.drafts() == ()
    assert counter.on_disk() == []


def test_a_captured_paper_that_was_unticked_stays_in_sight_and_stops_by_name(counter, front):
    counter.fill(PENSION)
    counter.keep(0, front)
    counter.choose()
    counter.key(Qt.Key.Key_Space)
    assert (counter.line().lead, counter.line().pictured) == ("□", 1)
    counter.press(Command.RECEIVE)

    assert counter.papers[0].name in counter.said
    assert "没有记为收到" in counter.said
    assert counter.presenter.side.materials.hasFocus(), "the keys are where it is mended"
    assert len(counter.kept()) == 1


def test_a_paper_that_is_printed_here_is_not_captured(counter):
    printed = next(one.material for one in counter.sitting.needs() if one.material.printed_here)
    counter.presenter.side.focus_material(f"{MATERIAL}{printed.key}")
    counter.press(Command.SCANS)

    assert "不用收影像" in counter.said
    assert counter.view.page is counter.view.form


def test_without_a_chosen_paper_the_keys_go_to_the_papers(counter):
    assert counter.presenter.side.materials.current_id is None
    counter.press(Command.SCANS)

    assert "先选中一份材料" in counter.said
    assert counter.presenter.side.materials.current_id is not None
    counter.press(Command.SCANS)
    assert counter.view.page is counter.page


def test_a_copy_waits_for_the_case(counter, front):
    counter.keep(0, front)
    counter.open_scans()
    counter.strike(Qt.Key.Key_P)

    assert "办件编号" in counter.said
    assert not list(counter.rig.hall.home.printed.glob("*.pdf"))


def test_while_pages_are_in_front_nothing_can_be_decided(counter):
    decided = (Command.RECEIVE, Command.REFUSE, Command.SUPPLEMENT_NOTICE, Command.KEEP_DRAFT)
    counter.open_scans()
    assert counter.may(*decided, Command.ACCEPT) == [False] * 4 + [True]
    assert counter.view.accept_button.text().startswith("收入")

    counter.press(Command.STEP_OUT)
    assert counter.may(*decided, Command.ACCEPT) == [True] * 5
    assert counter.view.accept_button.text().startswith("受理")


def test_the_next_person_is_told_of_a_page_that_was_not_kept(counter, front):
    counter.sitting.form.answer("name", "王小明")
    counter.open_scans()
    counter.files(front)

    counter.panel.attend(a_ticket())
    counter.settle()

    assert "还有 1 页没有收入" in counter.said
    assert counter.shown() == []


def test_a_draft_that_became_a_case_elsewhere_takes_no_page(counter, front):
    counter.open_scans()
    with counter.rig.hall.office.storage.writing() as unit:
        unit.drafts.finish(counter.sitting.opened.draft.id)
        unit.commit()
    counter.files(front)
    counter.strike(Qt.Key.Key_Return)

    assert "影像没有收入" in counter.said
    assert counter.shown() == ["未收入"], "it is still here to be captured again"


def test_every_key_of_the_page_fits_a_small_screen(counter, front):
    counter.keep(0, front)
    counter.open_scans()
    counter.panel.side.hide()  # as a narrow window does
    counter.frame.setMinimumSize(1, 1)
    counter.frame.resize(910 - RAIL_WIDTH - QUEUE_WIDTH, 485 - BAR_HEIGHT)
    buttons = counter.page._buttons
    counter.rig.settle(
        counter.qtbot,
        lambda: max(one.geometry().bottom() for one in buttons if one.isVisible()) < counter.page.height(),
    )
    assert sum(one.isVisible() for one in buttons) == len(buttons) - 2
    assert "Alt+← →" in counter.page.hint.text(), "the keys of the two that gave way are named"

    assert not_fitting(counter.page) == []


def test_after_a_power_cut_the_draft_is_offered_back_with_its_pages(counter, front, back, tmp_path, qtbot):
    counter.sitting.form.answer("name", "王小明")
    counter.keep(0, front, back)
    counter.panel.left()
    counter.settle()
    cut = tmp_path / "断电时"
    shutil.copytree(counter.rig.hall.home.folder, cut)  # what lies on the disk now is what a cut leaves

    rig = WorkRig(cut, bench=replace(counter.rig.bench, home=HallHome(cut)))
    later = CapturingCounter(rig, qtbot)
    later.press(Command.CONTINUE_DRAFT)

    assert later.sitting.form.sheet.value("name") == "王小明"
    assert later.line().pictured == 2
    assert later.line().picture.height() > 0
    later.open_scans()
    assert later.shown() == ["第 1 页", "第 2 页"]
    later.panel.left()
    later.settle()
    rig.close()
    assert rig.bugs == []
