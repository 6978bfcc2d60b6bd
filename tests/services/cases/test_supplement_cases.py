"""Telling once what is missing, taking it in, and accepting what is then complete."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from counter import STREET, at_window, checked, intake, numbers_of

from app.bootstrap.opening import OpenHall
from app.domain.case.deadlines import deemed_accepted_on
from app.domain.case.state import CaseState
from app.domain.paper import PaperFacts
from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.services.case_turn import CaseConflict, CaseDone, known_case
from app.services.cases.accept import accept_case
from app.services.cases.deemed import _told
from app.services.cases.intake import HandedIn, Intake, IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.supplement import (
    Completion,
    Supplement,
    request_supplement,
    request_supplement_of_intake,
    supplements_complete,
)
from app.services.papers.finish import finish_paper

LINES = (
    Supplement(
        material="户口簿",
        problem="缺失",
        requirement="请带户口簿首页和本人页原件及复印件一份。",
        basis="国发〔2014〕8号",
    ),
    Supplement(
        material="居民身份证",
        problem="过期",
        requirement="请换领新身份证，或者出具临时身份证。",
        basis="《中华人民共和国居民身份证法》第十一条",
    ),
)


def incomplete(hall: OpenHall) -> tuple[Intake, HandedIn]:
    """A street stall without its last paper, and that paper."""
    whole = intake(hall.office, STREET)
    return replace(whole, materials=whole.materials[:-1]), whole.materials[-1]


def told(hall: OpenHall, lines: tuple[Supplement, ...] = LINES) -> CaseDone:
    return request_supplement_of_intake(hall.office, at_window(), "tell", incomplete(hall)[0], lines)


def completed(
    hall: OpenHall,
    case: CaseDone,
    *brought: HandedIn,
    answers: Mapping[str, Any] | None = None,
    is_vouched: bool = True,
    command: str = "complete",
) -> CaseDone:
    """What came; the lines in LINES name nothing the item asks for, so that a clerk vouches for them."""
    came = Completion(brought=brought, answers=answers, is_vouched=is_vouched)
    return supplements_complete(hall.office, at_window(), command, case.case.id, case.case.base, came)


def asked_for(hall: OpenHall, *names: str) -> CaseDone:
    """A notice about papers (or the form) by the names the item itself gives them."""
    return told(hall, tuple(replace(LINES[0], material=name) for name in names))


def test_the_notice_tells_every_line_and_counts_as_served_on_the_spot(hall: OpenHall) -> None:
    done = told(hall)

    assert done.case.state is CaseState.SUPPLEMENT_REQUIRED
    assert numbers_of(done) == ["赣崇关补〔2026〕1号"]
    assert [paper.served_on for paper in done.case.papers] == ["2026-11-26"]
    with hall.office.storage.reading() as unit:
        facts = facts_from(unit.papers.facts(done.papers[0].id))
    assert facts.table_rows == tuple(line.row() for line in LINES)


def test_a_notice_served_in_time_keeps_the_application_from_counting_as_accepted(hall: OpenHall) -> None:
    done = told(hall)

    late = date(2026, 12, 24)
    calendar = hall.office.calendar
    assert deemed_accepted_on(done.case.facts, is_licence=True, today=late, calendar=calendar) is None


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "case.supplement_needs_lines"),
        ((replace(LINES[0], basis=" "),), "case.supplement_line_incomplete"),
        ((LINES[0], replace(LINES[1], requirement="")), "case.supplement_line_incomplete"),
    ],
)
def test_an_incomplete_notice_is_not_issued(hall: OpenHall, lines: tuple[Supplement, ...], code: str) -> None:
    with pytest.raises(IntakeRefused) as stopped:
        told(hall, lines)

    assert stopped.value.code == code
    with hall.office.storage.reading() as unit:
        assert unit.papers.all_numbers() == []


def test_what_is_brought_later_completes_the_case_and_it_is_accepted(hall: OpenHall) -> None:
    asked = told(hall)
    _, missing = incomplete(hall)

    with pytest.raises(IntakeRefused):
        accept_case(hall.office, at_window(), "too early", asked.case.id, asked.case.base)
    after = completed(hall, asked, missing)
    done = accept_case(hall.office, at_window(), "accept", after.case.id, after.case.base)

    assert after.case.state is CaseState.REGISTERED
    assert missing.key in {material.key for material in after.case.materials}
    assert len({material.row for material in after.case.materials}) == len(after.case.materials)
    assert done.case.state is CaseState.ACCEPTED
    assert [paper.type_code for paper in done.case.papers] == ["BZ", "SJ", "SL"]
    assert checked(hall).findings == ()


def test_a_paper_that_did_not_come_still_keeps_the_case_from_being_accepted(hall: OpenHall) -> None:
    after = completed(hall, told(hall))

    with pytest.raises(IntakeRefused) as stopped:
        accept_case(hall.office, at_window(), "accept", after.case.id, after.case.base)

    assert stopped.value.code == "case.materials_missing"


def test_answers_corrected_on_the_spot_replace_the_old_ones(hall: OpenHall) -> None:
    asked = told(hall)
    corrected = {key: value for key, value in asked.case.answers.items() if key != "restore"}

    after = completed(hall, asked, answers={**corrected, "name": "钟示例"})

    assert after.case.applicant.name == "钟示例"
    assert after.case.answers["name"] == "钟示例"
    assert "restore" not in after.case.answers
    with hall.office.storage.reading() as unit:
        assert [row.id for row in unit.cases.search("钟示例", limit=9)] == [after.case.id]


def test_a_second_notice_needs_a_reason_that_stays_in_the_case(hall: OpenHall) -> None:
    after = completed(hall, told(hall))

    def again(command: str, why: str) -> CaseDone:
        return request_supplement(
            hall.office, at_window(), command, after.case.id, after.case.base, LINES[:1], why_again=why
        )

    with pytest.raises(IntakeRefused) as stopped:
        again("without", "  ")
    done = again("with", "补来的户口簿缺本人页，首次告知时无法看到")

    assert stopped.value.code == "case.second_notice_needs_reason"
    assert numbers_of(done) == ["赣崇关补〔2026〕2号"]
    assert done.case.facts["why_again"] == "补来的户口簿缺本人页，首次告知时无法看到"


def test_a_notice_for_a_case_received_earlier(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", incomplete(hall)[0])

    done = request_supplement(hall.office, at_window(), "tell", received.case.id, received.case.base, LINES)

    assert done.case.state is CaseState.SUPPLEMENT_REQUIRED
    with pytest.raises(CaseConflict):
        request_supplement(
            hall.office, at_window(), "stale", received.case.id, received.case.base, LINES, why_again="x"
        )


def test_completing_twice_with_one_command_takes_the_papers_in_once(hall: OpenHall) -> None:
    asked = told(hall)
    _, missing = incomplete(hall)

    first = completed(hall, asked, missing)
    again = completed(hall, asked, missing)

    assert again.case.base == first.case.base


def test_nothing_handed_in_is_not_recorded_as_supplements_complete(hall: OpenHall) -> None:
    asked = asked_for(hall, "平面图、效果图、现场照片", "场地权属证明或同意书")

    with pytest.raises(IntakeRefused) as stopped:
        completed(hall, asked, answers=asked.case.answers)

    assert stopped.value.code == "case.supplement_missing"
    assert stopped.value.facts == {"names": "平面图、效果图、现场照片、场地权属证明或同意书"}
    with hall.office.storage.reading() as unit:
        assert known_case(hall.office, unit, asked.case.id).base == asked.case.base


def test_part_of_what_was_asked_for_is_kept_and_the_case_goes_on_waiting(hall: OpenHall) -> None:
    asked = asked_for(hall, "平面图、效果图、现场照片", "场地权属证明或同意书")

    part = completed(hall, asked, HandedIn(key="drawings", form="原"), command="part")
    whole = completed(hall, part, HandedIn(key="site_right", form="复"), command="whole")

    assert part.case.state is CaseState.SUPPLEMENT_REQUIRED
    assert len(part.case.materials) == len(asked.case.materials) + 1
    assert "supplemented" not in [step.what for step in part.case.history]
    assert whole.case.state is CaseState.REGISTERED
    assert checked(hall).findings == ()


def test_a_paper_that_was_here_before_the_notice_does_not_count_as_brought(hall: OpenHall) -> None:
    asked = asked_for(hall, "身份证或营业执照")
    assert "identity" in {paper.key for paper in asked.case.materials}

    with pytest.raises(IntakeRefused):
        completed(hall, asked)
    waived = HandedIn(key="identity", form="电", waived_by="电子证照核验")

    assert completed(hall, asked, waived).case.state is CaseState.REGISTERED


def test_answers_the_notice_found_fault_with_have_to_be_mended(hall: OpenHall) -> None:
    whole = incomplete(hall)[0]
    blank = {path: value for path, value in whole.answers.items() if path != "site"}
    lines = (replace(LINES[0], material="申请表"),)
    asked = request_supplement_of_intake(
        hall.office, at_window(), "tell", replace(whole, answers=blank), lines
    )

    with pytest.raises(IntakeRefused) as stopped:
        completed(hall, asked, answers=blank)

    assert "申请表里的“" in str(stopped.value.facts["names"])
    assert completed(hall, asked, answers=whole.answers).case.state is CaseState.REGISTERED


def test_a_line_only_a_person_can_judge_waits_for_a_clerk_to_vouch_for_it(hall: OpenHall) -> None:
    asked = told(hall)

    with pytest.raises(IntakeRefused) as stopped:
        completed(hall, asked, is_vouched=False)

    assert stopped.value.code == "case.supplement_unsure"
    assert stopped.value.facts == {"names": "户口簿、居民身份证"}
    assert completed(hall, asked).case.state is CaseState.REGISTERED


def receipt_of(hall: OpenHall, done: CaseDone) -> PaperFacts:
    (paper,) = done.papers
    assert paper.type_code == "SJ"
    with hall.office.storage.reading() as unit:
        return facts_from(unit.papers.facts(paper.id))


def test_whoever_brings_everything_gets_a_receipt_with_the_last_day_of_an_answer(hall: OpenHall) -> None:
    case = told(hall)

    done = completed(hall, case, incomplete(hall)[1])

    facts = receipt_of(hall, done)
    said = "".join(compose(facts).closing)
    assert [row[0] for row in facts.table_rows] == ["安全责任承诺书"]
    assert "一次性告知要求补正的内容已于2026年11月26日全部补齐。" in said
    assert "本机关最迟于2026年12月3日作出是否受理的决定" in said
    assert "尚未补齐" not in said
    assert finish_paper(hall.office, done.papers[0].id).startswith(b"%PDF-")
    assert checked(hall).findings == ()


def test_whoever_brings_a_part_gets_a_receipt_that_names_the_rest_and_no_day(hall: OpenHall) -> None:
    came = incomplete(hall)[1]
    case = asked_for(hall, "安全责任承诺书", "平面图、效果图、现场照片")

    done = completed(hall, case, came)

    said = "".join(compose(receipt_of(hall, done)).closing)
    assert done.case.state is CaseState.SUPPLEMENT_REQUIRED
    assert "尚未补齐的还有：平面图、效果图、现场照片。" in said
    assert "不表示申请已被受理" in said
    assert "最迟于" not in said


def test_mended_answers_alone_hand_nothing_over(hall: OpenHall) -> None:
    case = asked_for(hall, "申请表")

    done = completed(hall, case, answers={**case.case.answers, "work_content": "换一处摆摊"})

    assert done.papers == ()


def test_the_day_on_that_receipt_holds_against_a_day_off_that_comes_later(hall: OpenHall) -> None:
    case = completed(hall, told(hall), incomplete(hall)[1]).case

    with hall.office.storage.reading() as unit:
        printed = _told(unit, case)

    assert printed == {date(2026, 11, 26): date(2026, 12, 3)}
