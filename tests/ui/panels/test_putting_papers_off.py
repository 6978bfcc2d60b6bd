"""容缺 on the checklist: R puts a paper off, F12 accepts without it, and nothing is hidden of it."""

import pytest
from counter import STREET
from intake_counter import Counter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.case.state import CaseState
from app.services.cases.look_up import open_case_file
from ui.panels.intake.stand_in import fill_intake
from ui.shortcuts import Command

DESIGN = "structure_design"


@pytest.fixture
def counter(work_rig, qtbot):
    return Counter(work_rig, qtbot)


def street(counter):
    """A stall that needs a design: all answers given, all other papers here."""
    counter.begin("F01")
    counter.fill(STREET)
    fill_intake(counter.panel, "F01", {"elevated": True}, counter.settle, missing={DESIGN})
    counter.presenter.side.focus_material(f"material:{DESIGN}")
    counter.settle()


def test_r_promises_a_missing_paper_and_then_nothing_stands_against_acceptance(counter):
    street(counter)
    assert not counter.sitting.is_acceptable()
    assert counter.line(DESIGN).trail == "可容缺"

    counter.on_list(Qt.Key.Key_R)

    assert (counter.line(DESIGN).lead, counter.line(DESIGN).trail) == ("容缺", "12月3日前补")
    assert counter.sitting.is_acceptable()
    assert "12月3日（周四）前补" in counter.said
    assert "按 F12 受理并打印" in counter.said
    assert counter.step() == "受理"


def test_the_signs_move_the_day_and_r_again_takes_the_promise_back(counter):
    street(counter)
    counter.on_list(Qt.Key.Key_R, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus)
    assert counter.line(DESIGN).trail == "12月4日前补"

    counter.on_list(Qt.Key.Key_R)

    assert counter.line(DESIGN).trail == "可容缺"
    assert not counter.sitting.is_acceptable()


def test_f12_accepts_with_both_papers_and_says_what_has_to_be_signed(counter):
    street(counter)
    counter.on_list(Qt.Key.Key_R)
    counter.press(Command.ACCEPT)

    shown = dict(counter.view.end.facts)
    assert shown["文号"] == "赣崇关受〔2026〕1号、赣崇关容〔2026〕1号"
    assert shown["容缺后补"] == "结构设计文件和施工资质，12月3日（周四）前"
    assert "签字" in shown["签字"]
    ((_result, case_id),) = counter.ended
    case = open_case_file(counter.rig.hall.office, counter.rig.at().desk, case_id).case
    assert case.state is CaseState.ACCEPTED
    assert [one.key for one in case.awaited] == [DESIGN]


def test_a_main_paper_is_not_put_off_and_the_clerk_is_told_what_to_do(counter):
    street(counter)
    counter.presenter.side.material_key.emit("material:identity", " ")
    counter.presenter.side.focus_material("material:identity")

    counter.on_list(Qt.Key.Key_R)

    assert not counter.sitting.excuses().keys
    assert "不能容缺" in counter.said
    assert "F9" in counter.said


def test_a_paper_that_comes_after_all_is_put_off_no_longer(counter):
    street(counter)
    counter.on_list(Qt.Key.Key_R, Qt.Key.Key_Space)

    assert counter.line(DESIGN).lead == "✓"
    assert counter.sitting.excuses().deferred == ()
    counter.on_list(Qt.Key.Key_R)
    assert "已经收到" in counter.said


def test_a_promise_comes_back_with_its_draft(counter):
    street(counter)
    counter.on_list(Qt.Key.Key_R, Qt.Key.Key_Plus)
    counter.press(Command.KEEP_DRAFT)
    counter.press(Command.CONTINUE_DRAFT)

    assert [one.until.day for one in counter.sitting.excuses().deferred] == [4]


def test_a_notice_still_names_what_was_only_promised(counter):
    street(counter)
    counter.on_list(Qt.Key.Key_R)

    assert [line.material for line in counter.sitting.supplements()] == ["结构设计文件和施工资质"]


def test_an_on_the_spot_item_says_that_it_is_closed_when_the_paper_came(counter):
    counter.begin("A06")
    answers = {"filing_kind": "转诊", "hospital": "省外某医院", "referrer": "县人民医院", "diagnosis": "待查"}
    fill_intake(counter.panel, "A06", answers, counter.settle, missing={"referral"})
    counter.presenter.side.focus_material("material:referral")
    counter.on_list(Qt.Key.Key_R)

    assert "补齐后办结" in [label.text() for label in counter.frame.findChildren(QLabel)]


def test_the_key_to_the_next_problem_says_how_a_paper_is_put_off(counter):
    street(counter)
    counter.press(Command.NEXT_PROBLEM)

    assert counter.said.endswith("还缺结构设计文件和施工资质，收到后按空格，以后补的按 R。")
