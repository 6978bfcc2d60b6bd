"""A commitment is checked in the case panel by keys; a supervisor decides on a false one."""

import pytest
from case_counter import CaseCounter
from commitments import LEAVING, LEAVING_NAME, accepted_on_commitment
from hall import SUPERVISOR
from PySide6.QtCore import Qt

from app.domain.case.commitments import Finding, commitments_of
from app.domain.case.state import CaseState
from ui.shortcuts import Command

HOW = "问过原单位，劳动关系没有终止"


@pytest.fixture
def counter(work_rig, qtbot):
    return committed(CaseCounter(work_rig, qtbot))


@pytest.fixture
def chief(work_rig, qtbot):
    return committed(CaseCounter(work_rig, qtbot, SUPERVISOR))


def committed(counter):
    counter.case = accepted_on_commitment(counter.rig.hall).case
    counter.open()
    return counter


def answer(counter, digit, words="", number=""):
    counter.press(Command.CHECK_COMMITMENT)
    page = counter.view.commitment
    counter.qtbot.keyClick(page.answers, digit)
    assert page.words.hasFocus()
    page.words.insert(words)
    page.number.setText(number)
    counter.press(Command.ACCEPT)


def made(counter):
    (one,) = commitments_of(counter.now().case.facts)
    return one


def test_what_was_not_checked_stands_with_the_papers_and_how_to_go_on(counter):
    lines = [(row.lead, row.words, row.trail) for row in counter.view.things.rows]

    assert ("承诺", LEAVING_NAME, "未核查") in lines
    assert f"还没有核查：{LEAVING_NAME}。核查后按 Alt+K 登记" in counter.view.remark.text()


def test_a_check_is_kept_by_digit_words_and_f12(counter):
    answer(counter, Qt.Key.Key_1, "系统查到已终止")

    assert (made(counter).finding, made(counter).found) == (Finding.TRUE, "系统查到已终止")
    assert counter.view.page is counter.view.overview
    assert "核查结果已登记" in counter.view.strip.words
    assert counter.view.remark.text() == ""


def test_without_an_answer_or_words_nothing_is_kept_and_the_keys_are_where_they_are_missing(counter):
    counter.press(Command.CHECK_COMMITMENT)
    counter.press(Command.ACCEPT)
    assert "按 1 或 2" in counter.view.strip.words

    counter.qtbot.keyClick(counter.view.commitment.answers, Qt.Key.Key_2)
    counter.press(Command.ACCEPT)

    assert "怎样核实" in counter.view.strip.words
    assert counter.view.commitment.words.hasFocus()
    assert made(counter).finding is None


def test_a_clerk_notes_the_lie_and_leaves_the_decision_to_the_supervisor(counter):
    answer(counter, Qt.Key.Key_2, HOW)
    assert made(counter).waits
    assert "请负责人按 Alt+K 决定是否撤销" in counter.view.remark.text()

    counter.press(Command.CHECK_COMMITMENT)

    assert [row.words for row in counter.view.commitment.answers.rows] == ["属实", "不实"]
    assert not counter.view.commitment.number.isEnabled()


def test_a_supervisor_revokes_with_reason_and_number(chief):
    answer(chief, Qt.Key.Key_2, HOW)

    answer(chief, Qt.Key.Key_1, "承诺不实，登记撤销", "崇关撤〔2026〕1号")

    case = chief.now().case
    assert case.state is CaseState.REVOKED
    assert (case.facts["revocation_reason"], case.facts["revocation_paper"]) == (
        "承诺不实，登记撤销",
        "崇关撤〔2026〕1号",
    )
    assert chief.view.state.text() == "已撤销"
    assert chief.may(Command.CHECK_COMMITMENT) == [False]


def test_without_the_number_of_the_decision_nothing_is_revoked(chief):
    answer(chief, Qt.Key.Key_2, HOW)

    answer(chief, Qt.Key.Key_1, "承诺不实，登记撤销")

    assert chief.view.commitment.number.hasFocus()
    assert chief.now().case.state is CaseState.CLOSED


def test_a_supervisor_may_let_it_stand(chief):
    answer(chief, Qt.Key.Key_2, HOW)

    answer(chief, Qt.Key.Key_2, "登记已经注销，不影响")

    assert (made(chief).waits, chief.now().case.state) == (False, CaseState.CLOSED)
    assert made(chief).finding is Finding.FALSE


def test_what_was_typed_waits_when_the_clerk_steps_out(counter):
    counter.press(Command.CHECK_COMMITMENT)
    counter.qtbot.keyClick(counter.view.commitment.answers, Qt.Key.Key_1)
    counter.view.commitment.words.insert("查到一半")
    counter.press(Command.STEP_OUT)

    counter.press(Command.CHECK_COMMITMENT)

    assert counter.view.commitment.words.text() == "查到一半"


def test_a_case_without_commitments_has_no_such_key(counter):
    counter.case = counter.received("plain")
    counter.open()

    assert LEAVING not in str(counter.now().case.facts)
    assert counter.may(Command.CHECK_COMMITMENT) == [False]


def test_papers_of_what_was_revoked_are_marked_until_the_supervisor_voids_each_by_key(chief):
    answer(chief, Qt.Key.Key_2, HOW)
    answer(chief, Qt.Key.Key_1, "承诺不实，登记撤销", "崇关撤〔2026〕1号")
    papers = [row for row in chief.view.things.rows if row.lead == "文书"]
    assert [row.trail for row in papers] == ["办件已撤销", "办件已撤销"]
    assert "已发文书与现状不符：" in chief.view.remark.text()

    for row in papers:
        chief.view.things.choose(row.id)
        chief.view.reason.setText("办件已撤销")
        chief.press(Command.VOID)

    assert chief.view.remark.text() == ""
    assert {one.trail for one in chief.view.things.rows if one.lead == "文书"} == {"作废"}
