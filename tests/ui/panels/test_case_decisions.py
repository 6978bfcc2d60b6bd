"""Everything lawful is done to a received case from the case panel, by keys."""

from dataclasses import replace

import pytest
from case_counter import CaseCounter, bring
from counter import STREET, at_window, intake, street_stall
from hall import SECOND, SUPERVISOR
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from work_rig import PHRASE, WorkRig

from app.domain.case.state import CaseState
from app.services.cases.correct import answer_case
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from app.services.cases.supplement import Supplement, request_supplement
from ui.counter.offered import supplement_problems
from ui.form.form_view import FormView
from ui.shortcuts import Command

SITE, PLANS = "场地权属证明或同意书", "平面图、效果图、现场照片"
LINE = Supplement(material=SITE, problem="缺失", requirement="请带同意书。", basis="办事指南")


def asked_for(counter, *names):
    lines = tuple(replace(LINE, material=name) for name in names)
    told = request_supplement(counter.office, at_window(), "tell", counter.case.id, counter.case.base, lines)
    counter.open()
    return told


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = CaseCounter(rig, qtbot)
    made.open()
    yield made
    made.settle()
    rig.close()
    assert rig.bugs == []


def test_a_received_case_is_accepted_and_printed(counter):
    counter.press(Command.ACCEPT)

    assert counter.now().case.state is CaseState.ACCEPTED
    assert "已送到打印机" in counter.view.strip.words


def test_however_many_steps_a_case_had_its_keys_stay_in_sight_and_the_newest_step_too(counter, qtbot):
    counter.view.history.setText("\n".join(f"第 {step} 步" for step in range(1, 13)))
    whole = counter.view.case_page.parentWidget().parentWidget()
    steps = counter.view.history.parentWidget().parentWidget()
    assert isinstance(whole, QScrollArea)
    assert isinstance(steps, QScrollArea)

    qtbot.waitUntil(lambda: steps.verticalScrollBar().maximum() > 0)

    assert steps.verticalScrollBar().value() == steps.verticalScrollBar().maximum()
    assert whole.verticalScrollBar().maximum() == 0


def test_a_notice_is_given_and_then_only_completing_refusing_or_withdrawing_is_left(counter):
    counter.press(Command.SUPPLEMENT_NOTICE)
    counter.view.notice.show_lines((LINE,), supplement_problems(counter.office))
    counter.press(Command.ACCEPT)

    assert counter.now().case.state is CaseState.SUPPLEMENT_REQUIRED
    assert counter.may(Command.SUPPLEMENT_NOTICE, Command.CORRECT, Command.WITHDRAW) == [False, True, True]


def test_what_was_asked_for_is_brought_and_completes_the_case(counter):
    request_supplement(counter.office, at_window(), "tell", counter.case.id, counter.case.base, (LINE,))
    counter.open()
    counter.press(Command.CORRECT)
    bring(counter, "site_right")
    counter.press(Command.ACCEPT)

    after = counter.now().case
    assert after.state is CaseState.REGISTERED
    assert len(after.materials) == len(counter.case.materials) + 1
    assert counter.view.strip.words == "已补齐。赣崇关收〔2026〕2号 已送到打印机。"


def test_f12_with_nothing_brought_says_what_is_missing_and_records_nothing(counter):
    told = asked_for(counter, SITE)
    counter.press(Command.CORRECT)
    counter.press(Command.ACCEPT)
    counter.press(Command.ACCEPT)

    assert SITE in counter.view.strip.words
    assert counter.now().case.base == told.case.base


def test_a_part_of_what_was_asked_for_is_said_to_be_a_part(counter):
    asked_for(counter, SITE, PLANS)
    counter.press(Command.CORRECT)
    bring(counter, "site_right")
    counter.press(Command.ACCEPT)

    assert counter.now().case.state is CaseState.SUPPLEMENT_REQUIRED
    assert f"办件仍是待补正。还差：{PLANS}。" in counter.view.strip.words
    counter.press(Command.CORRECT)
    bring(counter, "drawings")
    counter.press(Command.ACCEPT)
    assert counter.now().case.state is CaseState.REGISTERED


def test_a_line_the_program_cannot_judge_takes_a_second_f12(counter):
    asked_for(counter, "公证书")
    counter.press(Command.CORRECT)
    counter.press(Command.ACCEPT)
    first = counter.now().case.state
    counter.press(Command.ACCEPT)

    assert first is CaseState.SUPPLEMENT_REQUIRED
    assert counter.now().case.state is CaseState.REGISTERED


def test_a_second_notice_asks_why(counter):
    told = request_supplement(
        counter.office, at_window(), "tell", counter.case.id, counter.case.base, (LINE,)
    )
    counter.open()
    counter.press(Command.CORRECT)
    bring(counter, "site_right")
    counter.press(Command.ACCEPT)
    counter.press(Command.SUPPLEMENT_NOTICE)
    counter.view.notice.show_lines((LINE,), supplement_problems(counter.office), is_again=True)
    counter.press(Command.ACCEPT)
    refused = counter.view.strip.words
    counter.view.notice._again.setText("上次没有看到户口簿已过期")
    counter.press(Command.ACCEPT)

    after = counter.now().case
    assert "原因" in refused
    assert [paper.type_code for paper in after.papers[len(told.case.papers) :]] == ["SJ", "BZ"]
    assert after.facts["why_again"] == "上次没有看到户口簿已过期"


def test_a_case_is_refused_with_a_colleague(counter):
    counter.press(Command.REFUSE)
    page = counter.view.refusal
    page.reason.setText("重复申请")
    page.article.setText("《城市道路管理条例》第三十一条")
    page.vouch_as(SUPERVISOR.staff_number, PHRASE)
    counter.press(Command.ACCEPT)

    assert counter.now().case.state is CaseState.REFUSED


def test_a_withdrawal_asks_for_its_reason(counter):
    counter.press(Command.WITHDRAW)
    refused = counter.view.strip.words
    counter.view.reason.setText("改到城区经营")
    counter.press(Command.WITHDRAW)

    assert "撤回" in refused
    assert counter.now().case.state is CaseState.WITHDRAWN


def test_a_chosen_paper_is_given_back(counter):
    counter.view.things.choose(f"material:{counter.case.materials[0].row}")
    counter.press(Command.GIVE_BACK)

    assert counter.now().case.materials[0].where == "applicant"


def test_an_answer_is_corrected_in_the_form(counter):
    counter.press(Command.CORRECT)
    counter.view.correction.correction.form.answer("mobile", "13900000000")
    counter.press(Command.ACCEPT)

    assert counter.now().case.answers["mobile"] == "13900000000"
    assert counter.view.page is counter.view.overview


def test_the_form_is_opened_again_once_it_is_logged_which_answers_it_shows(counter):
    counter.press(Command.CORRECT)

    assert counter.view.page is counter.view.correction
    assert [set(fields) for fields in counter.revealed()] == [set(counter.case.answers)]


@pytest.fixture
def elsewhere(counter):
    """A case another clerk received at another window, told what is missing."""
    desk = at_window("05", clerk=SECOND)
    wanted = intake(counter.office, STREET, **street_stall(9))
    case = receive_case(counter.office, desk, "other", wanted).case
    told = request_supplement(counter.office, desk, "tell", case.id, case.base, (LINE,)).case
    counter.panel.presenter.open_case(told.id)
    counter.settle()
    return told


def now_of(counter, case):
    return open_case_file(counter.office, at_window(), case.id).case


def test_papers_for_a_case_of_another_window_are_taken_in_without_its_form(counter, elsewhere):
    counter.press(Command.CORRECT)
    page = counter.view.correction
    shown = (page.form, page.said, counter.revealed())
    bring(counter, "site_right")
    counter.press(Command.ACCEPT)

    assert shown[0] is None
    assert "不是您收的" in shown[1]
    assert elsewhere.applicant.name not in shown[1]
    assert shown[2] == []
    assert now_of(counter, elsewhere).state is CaseState.REGISTERED
    assert now_of(counter, elsewhere).answers == elsewhere.answers
    assert counter.view.strip.words == "已补齐。赣崇关收〔2026〕3号 已送到打印机。"


def test_the_keys_go_to_the_checklist_where_the_form_is_not_shown(counter, elsewhere):
    counter.frame.activateWindow()
    counter.qtbot.waitUntil(counter.frame.isActiveWindow)
    counter.press(Command.CORRECT)
    counter.qtbot.keyClick(counter.view.correction, Qt.Key.Key_PageDown)

    assert QApplication.focusWidget() is counter.view.correction.materials
    assert not counter.view.correction.findChildren(FormView)


def test_papers_ticked_for_another_windows_case_are_there_again_after_esc(counter, elsewhere):
    counter.press(Command.CORRECT)
    bring(counter, "site_right")
    counter.press(Command.STEP_OUT)
    counter.press(Command.CORRECT)

    assert [one.key for one in counter.view.correction.correction.brought()] == ["site_right"]
    assert counter.view.correction.form is None


def test_the_own_form_is_shown_again_after_papers_of_another_window(counter, elsewhere):
    counter.press(Command.CORRECT)
    counter.press(Command.STEP_OUT)
    counter.open()
    counter.press(Command.CORRECT)

    assert counter.view.correction.form is not None
    assert counter.view.correction.said == ""


def test_an_answer_still_missing_is_left_to_who_may_see_the_form(counter, elsewhere):
    line = replace(LINE, material="申请表")
    desk = at_window("05", clerk=SECOND)
    wanted = intake(counter.office, STREET, **street_stall(8), mobile=None)
    case = receive_case(counter.office, desk, "third", wanted).case
    told = request_supplement(counter.office, desk, "tell3", case.id, case.base, (line,)).case
    counter.panel.presenter.open_case(told.id)
    counter.settle()
    counter.press(Command.CORRECT)
    counter.press(Command.ACCEPT)

    assert now_of(counter, told).state is CaseState.SUPPLEMENT_REQUIRED
    assert "手机号码" in counter.view.strip.words


def test_esc_leaves_a_page_without_changing_the_case(counter):
    counter.press(Command.CORRECT)
    counter.view.correction.correction.form.answer("mobile", "13900000000")
    counter.press(Command.STEP_OUT)

    assert counter.now().case.base == counter.case.base
    assert counter.view.page is counter.view.overview


def test_a_field_changed_by_somebody_else_meanwhile_is_shown_twice_and_settled(counter):
    counter.press(Command.CORRECT)
    others = {**counter.case.answers, "mobile": "13800000005"}
    answer_case(counter.office, at_window("04"), "other", counter.case, others)
    counter.view.correction.correction.form.answer("mobile", "13900000006")
    counter.press(Command.ACCEPT)
    told = counter.view.strip.words
    counter.press(Command.SETTLE)
    shown = counter.view.conflict.differing.rows[0].words
    undecided = counter.view.conflict.keep
    counter.qtbot.keyClick(counter.view.conflict.sides, Qt.Key.Key_1)
    counter.press(Command.ACCEPT)

    assert "已被他人改过" in told
    assert "0005" in shown
    assert "0006" in shown
    assert undecided is None
    assert counter.now().case.answers["mobile"] == "13900000006"
    assert counter.now().conflicts == ()


def put_at_odds(counter, path, theirs, mine):
    """Two clerks fill in one field differently, and the page shows it."""
    counter.press(Command.CORRECT)
    answer_case(
        counter.office, at_window("04"), "other", counter.case, {**counter.case.answers, path: theirs}
    )
    counter.view.correction.correction.form.answer(path, mine)
    counter.press(Command.ACCEPT)
    counter.press(Command.SETTLE)


def test_two_values_that_look_the_same_under_their_mask_are_told_apart(counter):
    put_at_odds(counter, "mobile", "13800110005", "13800120005")

    (row,) = counter.view.conflict.differing.rows
    assert row.words.count("138****0005") == 2
    assert "从第 7 个字起不同" in row.words


def test_both_sides_are_shown_in_full_by_a_key_and_that_is_logged(counter):
    put_at_odds(counter, "mobile", "13800110005", "13800120005")
    counter.press(Command.REVEAL)

    (row,) = counter.view.conflict.differing.rows
    assert "138 0011 0005" in row.words
    assert "138 0012 0005" in row.words
    assert "遮住" not in row.words
    assert all("138 001" in side.words for side in counter.view.conflict.sides.rows)
    assert counter.revealed()[-1] == ("mobile",)


def test_a_double_is_told_opened_and_merged_on_the_second_press(counter):
    other = counter.received("again")
    counter.open()
    told = counter.view.remark.text()
    counter.press(Command.MERGE)
    after_one = counter.now().case.state
    counter.press(Command.MERGE)

    assert "疑似重复" in told
    assert other.case_number in told
    assert after_one is CaseState.REGISTERED
    assert counter.now().case.facts["merged_into"] == other.id


def test_the_other_half_of_a_double_is_opened_by_a_key(counter):
    other = counter.received("again")
    counter.open()
    counter.press(Command.OPEN_TWIN)

    assert other.case_number in counter.view.numbers.words()
