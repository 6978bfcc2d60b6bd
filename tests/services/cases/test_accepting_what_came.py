"""A received case is accepted in the act that takes in what came, the rest put off or committed to."""

from dataclasses import replace

import pytest
from commitments import LEAVING, jobless
from counter import at_window, checked, numbers_of
from hall import SECOND
from later_papers import DESIGN, USUAL, now, putting_off, stall, without
from whole_store import everything

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.commitments import commitments_of
from app.domain.case.state import CaseState
from app.services.case_turn import CaseConflict, CaseDone
from app.services.cases.accept_completed import accept_completed
from app.services.cases.correct import answer_case, receive_materials
from app.services.cases.excuses import NO_EXCUSES, Excuses
from app.services.cases.intake import HandedIn, Intake, IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.supplement import Completion, Supplement, request_supplement

SITE = "site_right"
LATER = putting_off(DESIGN)
NOTICE = Supplement(material="结构设计文件和施工资质", problem="缺失", requirement="请交", basis="办事指南")


def received(hall: OpenHall, wanted: Intake, command: str = "receive") -> Case:
    return receive_case(hall.office, at_window(), command, wanted).case


def accepted(
    hall: OpenHall, seen: Case, came: Completion, excuses: Excuses = LATER, command: str = "accept"
) -> CaseDone:
    return accept_completed(hall.office, at_window(), command, seen, came, excuses)


def site(hall: OpenHall) -> HandedIn:
    return next(one for one in stall(hall).materials if one.key == SITE)


def test_what_came_is_taken_in_and_the_rest_is_promised_in_one_act(hall: OpenHall) -> None:
    seen = received(hall, without(stall(hall), SITE))
    answers = {**seen.answers, "mobile": "13800000009"}

    done = accepted(hall, seen, Completion(brought=(site(hall),), answers=answers))

    assert done.case.state is CaseState.ACCEPTED
    assert done.case.answers["mobile"] == "13800000009"
    assert [one.key for one in done.case.materials if one.key == SITE] == [SITE]
    assert [(one.key, one.until) for one in done.case.awaited] == [(DESIGN, USUAL)]
    assert numbers_of(done) == ["赣崇关受〔2026〕1号", "赣崇关容〔2026〕1号"]
    assert all(paper.ground_stands for paper in done.case.papers)
    assert checked(hall).findings == ()


def test_a_case_told_what_is_missing_is_accepted_when_that_is_put_off(hall: OpenHall) -> None:
    case = received(hall, stall(hall))
    told = request_supplement(hall.office, at_window(), "notice", case.id, case.base, (NOTICE,)).case

    done = accepted(hall, told, Completion())

    assert told.state is CaseState.SUPPLEMENT_REQUIRED
    assert done.case.state is CaseState.ACCEPTED
    assert [one.key for one in done.case.awaited] == [DESIGN]


def test_a_commitment_takes_the_place_of_a_certificate_of_a_received_case(hall: OpenHall) -> None:
    seen = received(hall, without(jobless(hall), LEAVING))

    done = accepted(hall, seen, Completion(), Excuses(committed=(LEAVING,)))

    assert [one.key for one in commitments_of(done.case.facts)] == [LEAVING]
    assert [paper.type_code for paper in done.papers] == ["BJ", "GC"]


@pytest.mark.parametrize(
    ("excuses", "code"),
    [
        (NO_EXCUSES, "case.materials_missing"),
        (putting_off("identity"), "case.materials_missing"),
        (putting_off(DESIGN, "identity"), "case.not_deferrable"),
        (Excuses(committed=(DESIGN,)), "commitment.not_offered"),
    ],
)
def test_a_refusal_takes_in_nothing_of_what_came(hall: OpenHall, excuses: Excuses, code: str) -> None:
    seen = received(hall, without(stall(hall), SITE))
    before = everything(hall)

    with pytest.raises(IntakeRefused) as refused:
        accepted(hall, seen, Completion(brought=(site(hall),)), excuses)

    assert refused.value.code == code
    assert everything(hall) == before


def test_what_somebody_else_wrote_meanwhile_is_seen_before_it_is_accepted(hall: OpenHall) -> None:
    seen = received(hall, stall(hall))
    others = {**seen.answers, "mobile": "13800000008"}
    answer_case(hall.office, at_window("04", clerk=SECOND), "other", seen, others)
    before = everything(hall)

    with pytest.raises(CaseConflict):
        accepted(hall, seen, Completion(answers={**seen.answers, "mobile": "13800000007"}))

    assert everything(hall) == before


def test_a_second_acceptance_of_what_was_seen_before_is_none(hall: OpenHall) -> None:
    seen = received(hall, stall(hall))
    accepted(hall, seen, Completion())

    with pytest.raises(CaseConflict):
        accepted(hall, seen, Completion(), command="again")

    assert [one.key for one in now(hall, seen).awaited] == [DESIGN]


def test_a_paper_taken_in_elsewhere_meanwhile_stands_against_nothing(hall: OpenHall) -> None:
    seen = received(hall, without(stall(hall), SITE))
    receive_materials(hall.office, at_window("04", clerk=SECOND), "came", seen.id, (site(hall),))

    assert accepted(hall, seen, Completion()).case.state is CaseState.ACCEPTED


def test_the_promised_paper_that_came_meanwhile_is_promised_no_more(hall: OpenHall) -> None:
    seen = received(hall, stall(hall))
    design = replace(site(hall), key=DESIGN, form="复")
    receive_materials(hall.office, at_window("04", clerk=SECOND), "came", seen.id, (design,))

    with pytest.raises(IntakeRefused) as refused:
        accepted(hall, seen, Completion())

    assert refused.value.code == "case.deferred_not_missing"


def test_the_same_press_twice_accepts_once(hall: OpenHall) -> None:
    seen = received(hall, stall(hall))
    first, again = accepted(hall, seen, Completion()), accepted(hall, seen, Completion())

    assert numbers_of(first) == numbers_of(again)
    assert len(now(hall, seen).papers) == 3
