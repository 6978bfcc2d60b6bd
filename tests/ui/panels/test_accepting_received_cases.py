"""A case received before is accepted on the page of its papers: R and G excuse, F12 accepts."""

import pytest
from case_counter import CaseCounter
from commitments import CLOSING_DOWN, LEAVING, LEAVING_NAME, jobless
from counter import STREET, at_window, intake
from hall import SECOND
from later_papers import DESIGN, DESIGN_NAME, stall, without
from PySide6.QtCore import Qt
from work_rig import WorkRig, type_chinese

from app.domain.case.state import CaseState
from app.services.cases.correct import receive_materials
from app.services.cases.intake import HandedIn
from app.services.cases.receive import receive_case
from app.services.cases.supplement import Supplement, request_supplement
from ui.shortcuts import Command

SITE = "site_right"
NOTICE = Supplement(material=DESIGN_NAME, problem="缺失", requirement="请交", basis="办事指南")


class Received(CaseCounter):
    """One case received without the paper that the test is about."""

    wanted = staticmethod(stall)
    about = DESIGN

    def received(self, command):
        return receive_case(self.office, at_window(), command, type(self).wanted(self.rig.hall)).case

    @property
    def page(self):
        return self.view.correction

    def line(self, key=None):
        return next(row for row in self.page.materials.rows if row.id == f"material:{key or self.about}")

    def on(self, *keys, paper=None):
        self.page.to_papers()
        self.page.materials.choose(f"material:{paper or self.about}")
        for key in keys:
            self.qtbot.keyClick(self.page.materials, key)

    @property
    def said(self):
        return self.view.strip.words

    @property
    def f12(self):
        return self.view.accept_button.text()


class Jobless(Received):
    wanted = staticmethod(lambda hall: without(jobless(hall), LEAVING))
    about = LEAVING


class JoblessByAgent(Received):
    wanted = staticmethod(lambda hall: without(jobless(hall, "shop_closed_by_agent"), CLOSING_DOWN))
    about = CLOSING_DOWN


class LacksTwo(Received):
    wanted = staticmethod(lambda hall: without(stall(hall), SITE))


def opened(kind, work_rig, qtbot, clerk=None):
    counter = kind(work_rig, qtbot, clerk)
    counter.open()
    counter.press(Command.CORRECT)
    return counter


@pytest.fixture
def counter(work_rig, qtbot):
    return opened(Received, work_rig, qtbot)


def test_r_promises_a_missing_paper_and_f12_then_accepts_with_both_papers(counter):
    assert counter.line().trail == "可容缺"
    assert "保存" in counter.f12

    counter.on(Qt.Key.Key_R, Qt.Key.Key_Plus)
    line, f12, said = counter.line(), counter.f12, counter.said
    counter.press(Command.ACCEPT)

    assert (line.lead, line.trail) == ("容缺", "12月4日前补")
    assert "受理并打印" in f12
    assert "12月4日（周五）前补" in said
    assert "按 F12 受理并打印" in said
    case = counter.now().case
    assert case.state is CaseState.ACCEPTED
    assert [(one.key, one.until.day) for one in case.awaited] == [(DESIGN, 4)]
    assert [paper.type_code for paper in case.papers] == ["SJ", "SL", "RQ"]
    assert "请申请人在《容缺受理告知承诺书》上签字" in counter.said
    assert counter.view.page is counter.view.overview


def test_r_again_takes_the_promise_back_and_f12_keeps_as_before(counter):
    counter.on(Qt.Key.Key_R, Qt.Key.Key_R)

    assert counter.line().trail == "可容缺"
    assert "没有记容缺" in counter.said
    assert "保存" in counter.f12


def test_a_main_paper_is_not_put_off_and_the_way_out_leads_over_esc(work_rig, qtbot):
    counter = opened(LacksTwo, work_rig, qtbot)
    counter.on(Qt.Key.Key_R, paper=SITE)

    assert "不能容缺" in counter.said
    assert "按 Esc 返回，再按 F9 告知" in counter.said


def test_while_another_paper_is_missing_f12_only_keeps_and_what_is_excused_waits(work_rig, qtbot):
    counter = opened(LacksTwo, work_rig, qtbot)
    counter.on(Qt.Key.Key_R)
    assert "保存" in counter.f12
    counter.press(Command.ACCEPT)
    between = counter.now().case.state
    counter.press(Command.CORRECT)

    assert counter.line().lead == "容缺"
    counter.on(Qt.Key.Key_Space, paper=SITE)
    assert "受理并打印" in counter.f12
    assert f"容缺后补：{DESIGN_NAME}（12月3日前）" in counter.said
    counter.press(Command.ACCEPT)
    case = counter.now().case
    assert (between, case.state) == (CaseState.REGISTERED, CaseState.ACCEPTED)
    assert [one.key for one in case.materials if one.key == SITE] == [SITE]


def test_what_is_excused_is_there_again_after_esc_and_gone_once_it_is_accepted(counter):
    counter.on(Qt.Key.Key_R)
    counter.press(Command.STEP_OUT)
    counter.press(Command.CORRECT)
    again = counter.line().lead
    said = counter.said
    counter.press(Command.ACCEPT)
    counter.press(Command.CORRECT)

    assert again == "容缺"
    assert "上次写到一半" in said
    assert counter.line().lead != "容缺"


def test_a_paper_that_is_here_needs_no_excuse_and_one_that_comes_after_all_loses_it(counter):
    counter.on(Qt.Key.Key_R, paper="identity")
    assert "已经收到，不用容缺" in counter.said
    counter.on(Qt.Key.Key_R, Qt.Key.Key_Space)

    assert counter.line().lead == "✓"
    assert counter.page.correction.excuses().deferred == ()
    assert "保存" in counter.f12


def test_what_was_told_once_may_be_put_off_as_well(work_rig, qtbot):
    counter = Received(work_rig, qtbot)
    request_supplement(counter.office, at_window(), "notice", counter.case.id, counter.case.base, (NOTICE,))
    counter.open()
    counter.press(Command.CORRECT)
    assert "补齐" in counter.f12
    counter.on(Qt.Key.Key_R)
    counter.press(Command.ACCEPT)

    case = counter.now().case
    assert case.state is CaseState.ACCEPTED
    assert [one.key for one in case.awaited] == [DESIGN]


def test_g_replaces_a_certificate_and_f12_closes_with_the_commitment(work_rig, qtbot):
    counter = opened(Jobless, work_rig, qtbot)
    counter.on(Qt.Key.Key_G)
    assert (counter.line().lead, counter.line().trail) == ("承诺", "代替证明")
    assert "请先向申请人讲明" in counter.said
    counter.press(Command.ACCEPT)

    case = counter.now().case
    assert case.state is CaseState.CLOSED
    assert [paper.type_code for paper in case.papers] == ["SJ", "BJ", "GC"]
    assert "请申请人在《证明事项告知承诺书》上签字" in counter.said


def test_for_an_agent_g_asks_once_and_is_confirmed_by_the_second(work_rig, qtbot):
    counter = opened(JoblessByAgent, work_rig, qtbot)
    counter.on(Qt.Key.Key_G)
    assert "到场的是代理人林大江" in counter.said
    assert counter.line().trail == "核对授权"
    assert "保存" in counter.f12

    counter.on(Qt.Key.Key_G)
    assert "受理并打印" in counter.f12
    counter.press(Command.ACCEPT)
    assert counter.now().case.state is CaseState.CLOSED


def test_whoever_does_not_see_the_form_is_told_of_the_agent_by_a_masked_name(
    tmp_path, dressed_application, qtbot
):
    rig = WorkRig(tmp_path, "04")
    counter = opened(JoblessByAgent, rig, qtbot, clerk=SECOND)
    is_form_shown = counter.page.form is not None
    counter.on(Qt.Key.Key_G)
    said = counter.said
    counter.settle()
    rig.close()

    assert not is_form_shown
    assert "到场的是代理人林*江" in said
    assert "林大江" not in said


def test_a_case_changed_meanwhile_is_not_accepted_and_nothing_begun_is_lost(counter):
    counter.on(Qt.Key.Key_R)
    design = HandedIn(key=DESIGN, form="复")
    receive_materials(counter.office, at_window("04", clerk=SECOND), "came", counter.case.id, (design,))
    counter.press(Command.ACCEPT)

    assert "不能再记容缺" in counter.said
    assert counter.view.page is counter.page
    assert counter.page.materials.hasFocus()
    counter.press(Command.STEP_OUT)
    counter.press(Command.CORRECT)
    assert counter.line().trail == "已收"
    assert "保存" in counter.f12


def test_after_the_acceptance_r_says_that_it_is_too_late(counter):
    counter.on(Qt.Key.Key_R)
    counter.press(Command.ACCEPT)
    counter.press(Command.CORRECT)
    counter.on(Qt.Key.Key_R)

    assert "只能在受理的时候记" in counter.said
    assert LEAVING_NAME not in counter.said


def test_a_form_that_is_made_wrong_takes_the_acceptance_back(counter):
    counter.on(Qt.Key.Key_R)
    before = counter.f12
    entry = counter.page.form.text_entries()["mobile"]
    counter.page.to_form()
    entry.clear()
    type_chinese(entry, "1380")
    counter.settle()
    counter.qtbot.keyClick(entry, Qt.Key.Key_Return)

    assert "受理并打印" in before
    assert "保存" in counter.f12


class Whole(Received):
    wanted = staticmethod(lambda hall: intake(hall.office, STREET))


def test_whoever_brings_papers_is_one_key_away_from_the_first_that_is_missing(work_rig, qtbot):
    counter = opened(LacksTwo, work_rig, qtbot)
    absent = [f"material:{need.material.key}" for need in counter.page.correction.absent()]
    assert len(absent) == 2
    assert counter.page.focusWidget() is counter.page.materials
    seen = []
    for _paper in absent:
        seen.append(counter.page.materials.current_id)
        counter.qtbot.keyClick(counter.page.materials, Qt.Key.Key_Space)

    assert seen == absent
    assert counter.page.correction.absent() == ()


def test_a_paper_that_is_taken_back_again_keeps_the_keys(counter):
    counter.on(Qt.Key.Key_Space, Qt.Key.Key_Space)

    assert counter.page.materials.current_id == f"material:{DESIGN}"
    assert counter.line().lead == "□"


def test_from_papers_that_were_opened_first_one_comes_to_the_first_field_and_back_to_the_last(counter):
    page = counter.page
    paths = list(page.correction.form.paths())

    counter.qtbot.keyClick(page.materials, Qt.Key.Key_PageUp)
    first = page.form.focused_path()
    page.to_papers()
    counter.qtbot.keyClick(page.materials, Qt.Key.Key_PageUp)

    assert first == paths[0]
    assert page.form.focused_path() != paths[0]


def test_a_case_that_has_all_its_papers_is_opened_at_its_form(work_rig, qtbot):
    counter = opened(Whole, work_rig, qtbot)
    page = counter.page

    assert page.form.focused_path() == next(iter(page.correction.form.paths()))
