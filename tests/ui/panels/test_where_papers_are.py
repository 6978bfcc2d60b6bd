"""Alt+M on the row of a paper asks where it is now; a digit notes it, and row and history say so."""

import os

import pytest
from case_counter import CaseCounter
from PySide6.QtCore import Qt

from ui.panels.cases import model
from ui.shortcuts import Command

ESC, BACKSPACE, UP = Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Up
CABINET, COUNTY = Qt.Key.Key_2, Qt.Key.Key_4
WHOLE, SCALED = (1030, 684), (640, 441)
"""The room for the work at 1366 x 768, at 100 % and at 150 %."""


@pytest.fixture
def counter(work_rig, qtbot):
    counter = CaseCounter(work_rig, qtbot)
    counter.open()
    return counter


def choose(counter):
    """Choose the first paper of the applicant."""
    row = next(one.id for one in counter.view.things.rows if one.id.startswith(model.MATERIAL))
    counter.view.things.choose(row)
    return row


def line(counter, row):
    return next(one for one in counter.view.things.rows if one.id == row)


def strike(counter, *keys):
    for key in keys:
        counter.qtbot.keyClick(counter.view.things, key)
        counter.settle()


def ask(counter):
    row = choose(counter)
    counter.press(Command.MOVE_PAPER)
    return row


def shown(counter, name):
    """Keep pictures where the environment asks for them."""
    folder = os.environ.get("BIANMIN_PICTURES")
    for percent, size in (("100", WHOLE), ("150", SCALED)) if folder else ():
        counter.frame.resize(*size)
        page = counter.view.case_page
        counter.qtbot.waitUntil(lambda page=page: page.width() <= page.parentWidget().width())
        counter.view.focus_in_case(counter.view.things)
        counter.settle()
        counter.frame.grab().save(f"{folder}/{name}_{percent}.png")


def test_the_choice_stands_on_the_row_of_the_paper(counter):
    row = ask(counter)
    shown(counter, "where_asked")

    asked = line(counter, row)
    assert asked.lead == "去向？"
    assert asked.words.startswith("1在窗口 2档案柜 3移送业务办 4报送县级部门")
    assert "4报送县级部门" in counter.view.strip.words
    assert counter.view.things.hasFocus()


def test_a_digit_notes_it_and_row_and_history_say_so(counter):
    row = ask(counter)
    strike(counter, COUNTY)
    shown(counter, "where_noted")

    assert line(counter, row).trail.endswith("报送县级部门 11月26日起")
    assert "材料去向：" in counter.view.history.text()
    assert "→ 报送县级部门" in counter.view.history.text()
    assert counter.view.strip.words.startswith("已登记材料去向：报送县级部门")
    assert counter.view.things.current_id == row


def test_what_is_away_is_not_given_back_and_the_window_says_what_to_do(counter):
    ask(counter)
    strike(counter, COUNTY)
    counter.press(Command.GIVE_BACK)
    shown(counter, "where_refused")
    assert "2026年11月26日起在“报送县级部门”" in counter.view.strip.words

    ask(counter)
    strike(counter, Qt.Key.Key_1)
    counter.press(Command.GIVE_BACK)

    assert line(counter, choose(counter)).trail.endswith("已退申请人 11月26日起")


@pytest.mark.parametrize("key", [ESC, UP, Qt.Key.Key_Return])
def test_the_question_is_taken_back_and_nothing_is_noted(counter, key):
    row = choose(counter)
    before = line(counter, row)
    ask(counter)

    strike(counter, key)

    assert line(counter, row) == before
    assert not counter.view.things.is_typing
    assert "→" not in counter.view.history.text()
    assert counter.view.strip.words == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_9, Qt.Key.Key_0, BACKSPACE])
def test_a_key_that_stands_for_no_spot_asks_on(counter, key):
    row = ask(counter)

    strike(counter, key)
    assert line(counter, row).lead == "去向？"

    strike(counter, CABINET)
    assert line(counter, row).trail.endswith("档案柜 11月26日起")


def test_without_a_paper_chosen_it_says_to_choose_one(counter):
    counter.view.things.choose(next(one.id for one in counter.view.things.rows if one.lead == "文书"))

    counter.press(Command.MOVE_PAPER)

    assert "选中一份材料" in counter.view.strip.words
    assert not counter.view.things.is_typing


def test_the_reason_typed_for_something_else_stays(counter):
    counter.view.reason.setText("群众遗失")
    ask(counter)

    strike(counter, COUNTY)

    assert counter.view.reason.text() == "群众遗失"


def test_the_same_digits_again_do_the_same_again(counter):
    row = ask(counter)
    for key in (COUNTY, CABINET, COUNTY):
        counter.press(Command.MOVE_PAPER)
        strike(counter, key)

    assert line(counter, row).trail.endswith("报送县级部门 11月26日起")
    assert counter.view.history.text().count("材料去向：") == 3


def test_its_key_has_room_on_a_scaled_screen_too(counter):
    page = counter.view.case_page
    counter.frame.resize(*SCALED)

    counter.qtbot.waitUntil(lambda: page.width() <= page.parentWidget().width())


def test_another_case_in_front_is_not_asked(counter):
    ask(counter)
    other = counter.received("another")
    counter.panel.presenter.open_case(other.id)
    counter.settle()

    assert not counter.view.things.is_typing
    assert all(row.lead != "去向？" for row in counter.view.things.rows)
