"""What was begun for a case waits for the clerk: Esc and another case in front lose nothing of it."""

import pytest
from case_counter import CaseCounter, bring
from counter import STREET, at_window, intake, street_stall
from hall import SECOND
from PySide6.QtCore import Qt
from work_rig import PHRASE, WorkRig

from app.domain.case.state import CaseState
from app.services.cases.correct import answer_case
from app.services.cases.receive import receive_case
from ui.shortcuts import Command


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = CaseCounter(rig, qtbot)
    made.open()
    yield made
    made.settle()
    rig.close()
    assert rig.bugs == []


@pytest.fixture
def other(counter):
    """Another case received at this window."""
    wanted = intake(counter.office, STREET, **street_stall(9))
    return receive_case(counter.office, at_window(), "other", wanted).case


def turn_to(counter, case):
    counter.press(Command.STEP_OUT)
    counter.panel.presenter.open_case(case.id)
    counter.settle()


def test_a_notice_begun_is_there_again_after_esc_and_another_case(counter, other):
    counter.press(Command.SUPPLEMENT_NOTICE)
    counter.view.notice.cell(1, "补正要求").setText("要房东签字的原件。")
    turn_to(counter, other)
    counter.press(Command.SUPPLEMENT_NOTICE)
    between = counter.view.notice.lines()
    turn_to(counter, counter.case)
    counter.press(Command.SUPPLEMENT_NOTICE)

    assert all(line.requirement != "要房东签字的原件。" for line in between)
    assert counter.view.notice.cell(1, "补正要求").text() == "要房东签字的原件。"
    assert "上次写到一半" in counter.view.strip.words


def test_a_notice_that_was_given_is_not_offered_again(counter):
    counter.press(Command.SUPPLEMENT_NOTICE)
    for row in range(1, len(counter.view.notice.lines()) + 1):
        counter.view.notice.cell(row, "材料").setText("房东的同意书" if row == 1 else "")
    counter.press(Command.ACCEPT)
    counter.press(Command.CORRECT)
    bring(counter, "site_right")
    counter.press(Command.ACCEPT)
    counter.press(Command.CORRECT)
    counter.press(Command.ACCEPT)
    counter.press(Command.ACCEPT)
    counter.press(Command.SUPPLEMENT_NOTICE)

    assert counter.view.page is counter.view.notice
    assert all(line.material != "房东的同意书" for line in counter.view.notice.lines())


def test_a_refusal_begun_is_there_again_and_is_of_one_case_only(counter, other):
    counter.press(Command.REFUSE)
    counter.view.refusal.reason.setText("占用盲道")
    counter.view.refusal.vouch_as(SECOND.staff_number, PHRASE)
    turn_to(counter, other)
    counter.press(Command.REFUSE)
    between = counter.view.refusal.reason.text()
    turn_to(counter, counter.case)
    counter.press(Command.REFUSE)

    assert between != "占用盲道"
    assert counter.view.refusal.reason.text() == "占用盲道"
    assert counter.view.refusal.phrase.text() == ""


def test_the_reason_typed_for_one_case_never_stands_under_another(counter, other):
    counter.view.reason.setText("改到城区经营")
    turn_to(counter, other)
    between = counter.view.reason.text()
    turn_to(counter, counter.case)

    assert between == ""
    assert counter.view.reason.text() == "改到城区经营"
    counter.press(Command.WITHDRAW)
    assert counter.now().case.state is CaseState.WITHDRAWN
    assert counter.view.reason.text() == ""


def correct_mobile(counter, number):
    counter.press(Command.CORRECT)
    counter.view.correction.correction.form.answer("mobile", number)


def test_answers_corrected_and_papers_ticked_are_there_again_after_esc(counter, other):
    correct_mobile(counter, "13900000000")
    bring(counter, "site_right")
    turn_to(counter, other)
    turn_to(counter, counter.case)
    counter.press(Command.CORRECT)
    correction = counter.view.correction.correction
    told = counter.view.strip.words
    counter.qtbot.keyClick(counter.view.correction.materials, Qt.Key.Key_Down)
    counter.press(Command.ACCEPT)

    assert "上次写到一半" in told
    assert [one.key for one in correction.brought()] == ["site_right"]
    assert counter.now().case.answers["mobile"] == "13900000000"
    assert len(counter.now().case.materials) == len(counter.case.materials) + 1


def test_a_correction_that_was_kept_is_not_offered_again(counter):
    correct_mobile(counter, "13900000000")
    counter.press(Command.ACCEPT)
    counter.press(Command.CORRECT)

    assert not counter.view.correction.correction.is_begun
    assert counter.view.strip.words == ""


def test_a_correction_nobody_touched_begins_with_the_case_as_it_is_now(counter):
    counter.press(Command.CORRECT)
    counter.press(Command.STEP_OUT)
    answer_case(
        counter.office, at_window("04"), "x", counter.case, {**counter.case.answers, "mobile": "13800000005"}
    )
    counter.press(Command.CORRECT)

    assert counter.view.correction.correction.case.answers["mobile"] == "13800000005"


def test_what_others_changed_meanwhile_is_in_the_form_and_what_both_changed_is_named(counter):
    correct_mobile(counter, "13900000006")
    counter.press(Command.STEP_OUT)
    theirs = {**counter.case.answers, "mobile": "13800000005", "site": "农贸市场西侧2号位"}
    answer_case(counter.office, at_window("04"), "x", counter.case, theirs)
    counter.press(Command.CORRECT)
    told = counter.view.strip.words
    sheet = counter.view.correction.correction.form.sheet
    counter.press(Command.ACCEPT)

    assert "别人也改过" in told
    assert "手机号码" in told
    assert (sheet.value("site"), sheet.value("mobile")) == ("农贸市场西侧2号位", "13900000006")
    assert counter.now().case.answers["mobile"] == "13900000006"
    assert counter.now().conflicts == ()
