"""Cases that wait for a promised paper: what is said of them, F12 once it came, the end when it did not."""

import pytest
from case_counter import CaseCounter
from counter import street_stall
from hall import SUPERVISOR
from later_papers import DESIGN, REFERRAL, accepted_without, brought_later, referral, stall
from PySide6.QtCore import Qt

from app.domain.case.state import CaseState
from app.services.cases.look_up import open_case_file
from ui.shortcuts import Command


@pytest.fixture
def counter(work_rig, qtbot):
    return CaseCounter(work_rig, qtbot)


def accepted(counter, wanted):
    counter.case = accepted_without(counter.rig.hall, wanted).case
    counter.open()
    return counter.case


def things(counter):
    return [(row.lead, row.words, row.trail) for row in counter.view.things.rows]


def test_what_is_still_to_come_stands_with_its_day_beside_the_papers(counter):
    accepted(counter, stall(counter.rig.hall, **street_stall(2)))

    assert ("后补", "结构设计文件和施工资质", "12月3日前") in things(counter)
    assert "容缺后补：结构设计文件和施工资质（12月3日前，还有 5 个工作日）" in counter.view.remark.text()
    assert "Ctrl+G" in counter.view.remark.text()
    assert counter.view.state.text() == "已受理（容缺）"
    assert counter.may(Command.ACCEPT, Command.TERMINATE, Command.CORRECT) == [False, False, True]


def test_f12_closes_an_on_the_spot_case_once_its_paper_came(counter):
    case = accepted(counter, referral(counter.rig.hall))
    assert counter.may(Command.ACCEPT) == [False]

    brought_later(counter.rig.hall, case, REFERRAL)
    counter.open()
    assert "后补的材料已齐，按 F12 办结" in counter.view.remark.text()
    assert "办结并打印" in counter.view.accept_button.text() + counter.view.accept_button.accessibleName()
    counter.press(Command.ACCEPT)

    assert counter.now().case.state is CaseState.CLOSED
    assert "已办结" in counter.view.strip.words or "打印机" in counter.view.strip.words
    assert counter.view.remark.text() == ""
    assert counter.may(Command.ACCEPT) == [False]


def test_a_case_with_a_limit_of_its_own_is_not_closed_here_when_its_paper_came(counter):
    case = accepted(counter, stall(counter.rig.hall, **street_stall(2)))
    brought_later(counter.rig.hall, case, DESIGN)
    counter.open()

    assert counter.may(Command.ACCEPT) == [False]
    assert "后补" not in counter.view.remark.text()


def test_another_case_in_front_has_its_own_word_on_f12(counter):
    received = counter.case
    case = accepted(counter, referral(counter.rig.hall))
    brought_later(counter.rig.hall, case, REFERRAL)
    counter.open()
    counter.case = received
    counter.open()

    assert "受理并打印" in counter.view.accept_button.text() + counter.view.accept_button.accessibleName()


def overdue(counter):
    counter.case = accepted_without(counter.rig.hall, stall(counter.rig.hall, **street_stall(2))).case
    with counter.office.storage.writing() as unit:
        later = counter.case.awaited[0].until.replace(day=4)
        counter.office.business_day.confirm(unit, later, by="c-liu")
        unit.commit()
    counter.open()


def test_a_clerk_is_told_that_a_supervisor_may_end_what_is_overdue_and_may_not_do_it(counter):
    overdue(counter)

    assert "已超 1 个工作日" in counter.view.remark.text()
    assert "Alt+W" in counter.view.remark.text()
    assert ("后补", "结构设计文件和施工资质", "12月3日前（过期）") in things(counter)
    assert counter.may(Command.TERMINATE) == [False]


@pytest.fixture
def chief(work_rig, qtbot):
    """A supervisor with an overdue case in front, asked why it is ended."""
    counter = CaseCounter(work_rig, qtbot, SUPERVISOR)
    overdue(counter)
    assert counter.may(Command.TERMINATE) == [True]
    counter.press(Command.TERMINATE)
    return counter


def test_the_countys_reasons_are_offered_by_digit_and_none_is_chosen_beforehand(chief):
    rows = [(row.lead, row.words) for row in chief.view.ending.reasons.rows]
    assert rows[:2] == [("1", "申请人撤回"), ("2", "逾期未补正")]
    assert rows[-1] == ("9", "其他")
    assert chief.view.ending.reasons.hasFocus()

    chief.press(Command.ACCEPT)

    assert "退件要写明理由" in chief.view.strip.words
    assert chief.view.ending.reasons.hasFocus()
    assert chief.now().case.state is CaseState.ACCEPTED


def test_what_was_said_of_another_key_does_not_stand_over_the_question(chief):
    chief.press(Command.STEP_OUT)
    chief.open()
    chief.press(Command.GIVE_BACK)
    said = chief.view.strip.words
    chief.press(Command.TERMINATE)

    assert (said != "", chief.view.strip.words) == (True, "")


def test_a_digit_alone_ends_it(chief):
    chief.qtbot.keyClick(chief.view.ending.reasons, Qt.Key.Key_2)
    assert chief.view.ending.words.hasFocus()
    chief.press(Command.ACCEPT)

    assert chief.now().case.facts["termination_reason"] == "逾期未补正"


def test_esc_loses_neither_the_reason_nor_the_words(chief):
    chief.qtbot.keyClick(chief.view.ending.reasons, Qt.Key.Key_6)
    chief.view.ending.words.insert("另一件已经办了")
    chief.press(Command.STEP_OUT)
    assert chief.view.page is chief.view.overview
    chief.open()
    chief.press(Command.TERMINATE)
    assert chief.view.page is chief.view.ending

    assert (chief.view.ending.code, chief.view.ending.words.text()) == ("6", "另一件已经办了")


def test_a_reason_typed_below_is_taken_along_as_words(chief):
    chief.press(Command.STEP_OUT)
    chief.open()
    chief.view.reason.setText("三次催交没有补齐")
    chief.press(Command.TERMINATE)

    assert chief.view.ending.words.text() == "三次催交没有补齐"


def test_a_supervisor_ends_it_with_a_digit_and_words(chief, work_rig):
    counter = chief
    counter.qtbot.keyClick(counter.view.ending.reasons, Qt.Key.Key_2)
    counter.view.ending.words.insert("三次催交没有补齐")
    counter.press(Command.ACCEPT)

    case = open_case_file(counter.office, work_rig.at().desk, counter.case.id).case
    assert case.state is CaseState.TERMINATED
    assert [paper.type_code for paper in case.papers] == ["SL", "RQ", "TJ"]
    assert counter.view.state.text() == "已退件"
    assert "逾期退件" in counter.view.history.text()
    assert case.facts["termination_reason"] == "逾期未补正，三次催交没有补齐"
    assert counter.view.page is counter.view.overview
    assert (counter.view.reason.text(), counter.view.ending.words.text()) == ("", "")
