"""告知承诺 on the checklist: G lets a commitment stand for a certificate, F12 prints it to sign."""

import pytest
from answer_sets import SETS
from commitments import LEAVING, LEAVING_NAME, LEAVING_PROOF
from intake_counter import Counter
from PySide6.QtCore import Qt

from app.domain.case.commitments import Finding, commitments_of
from app.domain.case.state import CaseState
from app.services.cases.check_commitment import check_commitment
from app.services.cases.look_up import open_case_file
from ui.panels.intake.stand_in import fill_intake
from ui.shortcuts import Command

AGENT = {
    "by_agent": True,
    "agent_name": "林小山",
    "agent_cert_no": "360725198503150012",
    "agent_relation": "71",
    "agent_mobile": "13800000001",
    "auth_kind": "村代办",
}


@pytest.fixture
def counter(work_rig, qtbot):
    return Counter(work_rig, qtbot)


def jobless(counter, **more):
    """Somebody who left a company: all answers given, all papers here but the proof of it."""
    counter.begin("E02")
    answers = {**SETS["E02"]["accepted"]["left_a_company"]["answers"], **more}
    fill_intake(counter.panel, "E02", answers, counter.settle, missing={LEAVING})
    counter.presenter.side.focus_material(f"material:{LEAVING}")
    counter.settle()


def test_g_replaces_the_certificate_and_says_what_to_tell_the_applicant(counter):
    jobless(counter)
    assert not counter.sitting.is_acceptable()

    counter.on_list(Qt.Key.Key_G)

    assert (counter.line(LEAVING).lead, counter.line(LEAVING).trail) == ("承诺", "代替证明")
    assert counter.sitting.is_acceptable()
    assert "请先向申请人讲明" in counter.said
    assert "按 F12 受理并打印" in counter.said
    assert counter.step() == "受理"


def test_f12_closes_it_with_both_papers_and_says_which_to_sign(counter):
    jobless(counter)
    counter.on_list(Qt.Key.Key_G)
    counter.press(Command.ACCEPT)

    shown = dict(counter.view.end.facts)
    assert shown["文号"] == "赣崇关结〔2026〕1号、赣崇关诺〔2026〕1号"
    assert shown["承诺代替"] == LEAVING_NAME
    assert shown["签字"] == "请申请人在证明事项告知承诺书上签字"
    ((_result, case_id),) = counter.ended
    case = open_case_file(counter.rig.hall.office, counter.rig.at().desk, case_id).case
    assert case.state is CaseState.CLOSED
    assert [one.key for one in commitments_of(case.facts)] == [LEAVING]


def test_for_an_agent_the_first_press_asks_for_the_authority_and_the_second_confirms_it(counter):
    jobless(counter, **AGENT)

    counter.on_list(Qt.Key.Key_G)
    assert not counter.sitting.is_acceptable()
    assert "到场的是代理人林小山" in counter.said

    counter.on_list(Qt.Key.Key_G)
    assert counter.sitting.excuses().agent_may_commit
    assert counter.sitting.excuses().committed == (LEAVING,)


def test_g_again_takes_it_back_and_a_paper_that_offers_none_says_so(counter):
    jobless(counter)
    counter.on_list(Qt.Key.Key_G, Qt.Key.Key_G)
    assert "没有记承诺" in counter.said
    assert not counter.sitting.is_acceptable()

    counter.presenter.side.material_key.emit("material:id_card", " ")
    counter.presenter.side.focus_material("material:id_card")
    counter.on_list(Qt.Key.Key_G)

    assert "不能用承诺代替" in counter.said
    assert "F9" in counter.said


def test_a_certificate_that_comes_after_all_is_committed_to_no_longer(counter):
    jobless(counter)
    counter.on_list(Qt.Key.Key_G, Qt.Key.Key_Space)

    assert counter.line(LEAVING).lead == "✓"
    assert counter.sitting.excuses().committed == ()
    counter.on_list(Qt.Key.Key_G)
    assert "已经收到，不用承诺" in counter.said


def test_a_commitment_comes_back_with_its_draft(counter):
    jobless(counter)
    counter.on_list(Qt.Key.Key_G)
    counter.press(Command.KEEP_DRAFT)
    counter.press(Command.CONTINUE_DRAFT)

    assert counter.sitting.excuses().committed == (LEAVING,)


def test_who_committed_falsely_before_is_told_so_and_nothing_is_lost(counter):
    jobless(counter)
    counter.on_list(Qt.Key.Key_G)
    counter.press(Command.ACCEPT)
    ((_result, case_id),) = counter.ended
    hall, desk = counter.rig.hall, counter.rig.at().desk
    check_commitment(hall.office, desk, "check", case_id, LEAVING, Finding.FALSE, "问过原单位")
    jobless(counter)
    counter.on_list(Qt.Key.Key_G)

    counter.press(Command.ACCEPT)

    assert "承诺经核查不实" in counter.said
    assert counter.sitting is not None
    assert LEAVING_PROOF not in {line.material for line in counter.sitting.supplements()}
