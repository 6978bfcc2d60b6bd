"""一乡一策 at the counter: an item of other windows is shown so, asked about, and never taken in by habit."""

from dataclasses import replace

import pytest
from case_counter import CaseCounter
from catalog_shelves import SaidFiles
from claimed_items import office_with, served_at
from counter import PENSION, at_window
from intake_counter import Counter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from work_rig import type_chinese

from app.domain.case.taken_elsewhere import TakenElsewhere, taken_elsewhere
from app.services.cases.look_up import open_case_file
from app.services.catalog_shelf import CatalogShelf
from ui.panels.intake.elsewhere import REASONS
from ui.shortcuts import Command


@pytest.fixture
def counter(work_rig, qtbot):
    """Window 03; A01 is served at 04 and 07 only."""
    work_rig.hall = replace(work_rig.hall, office=office_with(work_rig.hall.office, A01=("04", "07")))
    made = Counter(work_rig, qtbot)
    made.aims = []
    made.presenter.aimed.connect(made.aims.append)
    yield made
    del made.frame


@pytest.fixture
def asked(counter):
    counter.begin("A01")
    return counter


def question(counter):
    return counter.presenter._elsewhere.step


def types(counter, *keys):
    for key in keys:
        QTest.keyClick(question(counter).entry, key)
    counter.settle()


def cases(counter):
    with counter.rig.hall.office.storage.reading() as unit:
        return unit.cases.recent(limit=9)


def row(counter, item_id):
    return next(one for one in counter.view.finder.list.rows if one.id == f"item:{item_id}")


def test_the_finder_says_which_windows_serve_it(counter):
    assert row(counter, "A01").trail == "在 04、07 号窗口办理"
    assert row(counter, "B09").trail == "民政 · 即办件"


def test_picked_it_asks_first_and_says_what_to_do(asked):
    assert asked.view.page is asked.presenter._elsewhere.page
    assert "在 04、07 号窗口办理" in question(asked).question.title
    assert "04、07 号窗口" in asked.said
    assert "请群众到那里取号" in asked.said
    assert asked.aims[-1] == ("04", "07")
    assert question(asked).entry.hasFocus()
    assert asked.step() == "事项"


def test_enter_out_of_habit_and_f12_take_nothing_in(asked):
    types(asked, Qt.Key.Key_Return, Qt.Key.Key_Return)
    asked.press(Command.ACCEPT)
    asked.press(Command.RECEIVE)

    assert asked.view.page is asked.presenter._elsewhere.page
    assert asked.sitting.elsewhere == ""
    assert len(cases(asked)) == 0


def test_esc_goes_back_to_the_finder_and_leaves_no_draft(asked):
    asked.press(Command.STEP_OUT)

    assert asked.view.page is asked.view.finder
    assert asked.aims[-1] == ()
    assert asked.drafts() == ()


def test_a_digit_gives_the_reason_and_the_case_keeps_it(asked, qtbot):
    types(asked, Qt.Key.Key_1)
    assert asked.view.page is asked.view.form
    assert asked.aims[-1] == ()

    asked.fill(PENSION)
    asked.press(Command.ACCEPT)

    (taken,) = cases(asked)
    panel = CaseCounter(asked.rig, qtbot)
    panel.panel.presenter.open_case(taken.id)
    panel.settle()
    kept = open_case_file(panel.office, at_window(), taken.id).case.facts
    assert taken_elsewhere(kept) == TakenElsewhere("03", ("04", "07"), REASONS[0])
    assert f"没有在 04、07 号窗口收：{REASONS[0]}。" in panel.view.remark.toolTip() + panel.view.remark.text()


def test_own_words_stand_as_a_reason_and_wait_in_the_draft(asked):
    type_chinese(question(asked).entry, "停电，那边开不了机")
    types(asked, Qt.Key.Key_Return)
    asked.sitting.form.answer("name", "王小明")
    asked.settle()
    asked.press(Command.KEEP_DRAFT)
    asked.press(Command.CONTINUE_DRAFT)

    assert asked.sitting.elsewhere == "停电，那边开不了机"
    assert asked.view.page is asked.view.form


def test_a_reason_alone_leaves_no_draft(asked):
    types(asked, Qt.Key.Key_2)
    asked.press(Command.KEEP_DRAFT)

    assert asked.drafts() == ()


def test_what_cannot_be_kept_is_no_reason(asked):
    question(asked).answered.emit(("\ud800",))
    asked.settle()

    assert asked.view.page is asked.presenter._elsewhere.page


def test_the_sheet_is_handed_out_from_the_question_and_leads_back_to_it(asked):
    asked.press(Command.GUIDE_SHEET)
    assert asked.view.page is asked.view.sheet
    asked.press(Command.STEP_OUT)

    assert asked.view.page is asked.presenter._elsewhere.page


def test_a_claim_that_came_after_the_form_was_opened_is_asked_about_at_the_end(work_rig, qtbot):
    catalog = work_rig.hall.office.catalog
    files = SaidFiles(catalog)
    shelf = CatalogShelf(catalog, files, 0)
    work_rig.hall = replace(work_rig.hall, office=replace(work_rig.hall.office, shelf=shelf))
    made = Counter(work_rig, qtbot)
    made.begin("A01")
    made.fill(PENSION)
    files.save(served_at(catalog, A01=("07",)))
    assert shelf.look()
    made.press(Command.ACCEPT)

    assert made.view.page is made.presenter._elsewhere.page
    types(made, Qt.Key.Key_4)
    made.press(Command.ACCEPT)
    (taken,) = cases(made)
    assert taken.item_id == "A01"
    del made.frame


def test_at_its_own_window_nothing_is_asked(counter):
    counter.begin("B09")

    assert counter.view.page is counter.view.form
    assert row(counter, "B09").trail == "民政 · 即办件"
