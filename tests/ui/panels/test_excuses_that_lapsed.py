"""What a case says of papers and commitments that its corrected answers need no more (容缺, 告知承诺)."""

from case_counter import CaseCounter
from corrections import KIN, corrected, merged, relative
from counter import at_window
from later_papers import DESIGN_NAME, accepted_without, now, referral, stall

from app.domain.case.commitments import Finding
from app.services.cases.accept import accept_intake
from app.services.cases.check_commitment import check_commitment
from app.services.cases.correct import receive_materials
from ui.shortcuts import Command


class Corrected(CaseCounter):
    """One accepted case in front, corrected when the test says so."""

    accepted = staticmethod(lambda hall: accepted_without(hall, stall(hall)).case)

    def received(self, command):
        return type(self).accepted(self.rig.hall)

    def shows(self):
        self.open()
        return [(row.lead, row.words, row.trail) for row in self.view.things.rows]


class ByRelative(Corrected):
    accepted = staticmethod(
        lambda hall: accept_intake(hall.office, at_window(), "accept", relative(hall)).case
    )


class Referred(Corrected):
    accepted = staticmethod(lambda hall: accepted_without(hall, referral(hall)).case)


def test_a_paper_needed_no_more_is_listed_no_more_and_the_history_says_why(work_rig, qtbot):
    counter = Corrected(work_rig, qtbot)
    before = counter.shows()
    corrected(work_rig.hall, counter.case, elevated=False)
    after = counter.shows()

    assert ("后补", DESIGN_NAME, "12月3日前") in before
    assert [row for row in after if row[0] == "后补"] == []
    assert counter.view.state.text() == "已受理"
    assert f"更正后不用再补：{DESIGN_NAME}　王小兰" in counter.view.history.text()
    assert counter.view.remark.text() == ""


def test_keeping_the_correction_says_what_nobody_waits_for_any_more_and_what_again(work_rig, qtbot):
    counter = Corrected(work_rig, qtbot)
    counter.open()
    said = []
    for elevated in (False, True, True):
        counter.press(Command.CORRECT)
        form = counter.view.correction.correction.form
        form.answer("elevated", elevated)
        form.answer("mobile", f"1380000000{len(said)}")
        counter.press(Command.ACCEPT)
        said.append(counter.view.strip.words)

    assert said == [
        f"已保存。按更正后的填报，不用再补：{DESIGN_NAME}。",
        f"已保存。按更正后的填报，又要补交：{DESIGN_NAME}（12月3日（周四）前）。",
        "已保存。",
    ]


def test_an_on_the_spot_case_that_waits_for_nothing_any_more_is_closed_with_f12(work_rig, qtbot):
    counter = Referred(work_rig, qtbot)
    merged(work_rig.hall, counter.case, filing_kind="急诊", hospital=None, referrer=None)
    receive_materials(work_rig.hall.office, at_window(), "kept", counter.case.id, ())
    counter.open()
    said = counter.view.remark.text()
    counter.press(Command.ACCEPT)

    assert said == "后补的材料按更正后的填报不再需要，按 F12 办结。"
    assert [paper.type_code for paper in now(work_rig.hall, counter.case).papers][-1] == "BJ"


def test_a_commitment_needed_no_more_is_said_so_and_not_offered_for_a_check(work_rig, qtbot):
    counter = ByRelative(work_rig, qtbot)
    counter.open()
    before = (counter.view.remark.text(), counter.may(Command.CHECK_COMMITMENT))
    kin = counter.case.answers["kin_relation"]
    corrected(work_rig.hall, counter.case, kin_relation="10")
    rows = counter.shows()
    between = (counter.view.remark.text(), counter.may(Command.CHECK_COMMITMENT))
    corrected(work_rig.hall, counter.case, "back", kin_relation=kin)
    counter.open()

    assert "还没有核查" in before[0]
    assert before[1] == [True]
    assert [row[2] for row in rows if row[0] == "承诺"] == ["不再需要"]
    assert between == ("", [False])
    assert counter.may(Command.CHECK_COMMITMENT) == [True]
    assert "更正后仍以承诺代替" in counter.view.history.text()


def test_a_false_commitment_is_still_to_be_decided_after_the_correction(work_rig, qtbot):
    counter = ByRelative(work_rig, qtbot)
    check_commitment(work_rig.hall.office, at_window(), "check", counter.case.id, KIN, Finding.FALSE, "问过")
    corrected(work_rig.hall, counter.case, kin_relation="10")
    rows = counter.shows()

    assert [row[2] for row in rows if row[0] == "承诺"] == ["核查不实"]
    assert "承诺不实" in counter.view.remark.text()
