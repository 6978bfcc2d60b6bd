"""Refusing: a reason, an article, where to go instead, and a second person."""

from dataclasses import replace

import pytest
from counter import STREET, accepted, applications, at_window, intake, numbers_of
from hall import CLERK, SECOND, SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.paper_record import facts_from
from app.domain.role import Role
from app.services.case_turn import CaseConflict, CaseDone
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_case, refuse_intake
from app.services.desk import Desk, NotAllowed

REFUSAL = Refusal(**applications()["refused"]["refusal"], second_clerk=SECOND.id)
GUIDE = Clerk(id="c-guide", name="陈引导", staff_number="0399", roles=frozenset({Role.GUIDE}))


def refused(hall: OpenHall, refusal: Refusal = REFUSAL, desk: Desk | None = None) -> CaseDone:
    application = replace(intake(hall.office, STREET), answers=applications()["refused"]["answers"])
    return refuse_intake(hall.office, desk or at_window(), "refuse", application, refusal)


def test_a_refusal_ends_the_case_with_a_notice_that_says_why_and_where_to_go(hall: OpenHall) -> None:
    done = refused(hall)

    assert done.case.state is CaseState.REFUSED
    assert done.case.state.is_over
    assert numbers_of(done) == ["赣崇关不受〔2026〕1号"]
    with hall.office.storage.reading() as unit:
        facts = facts_from(unit.papers.facts(done.papers[0].id))
    assert facts.case.reason == REFUSAL.reason
    assert facts.case.article == "《中华人民共和国行政许可法》第三十二条第一款第二项"
    assert facts.case.competent_body == "崇义县城市管理局"
    assert facts.unit.reconsideration_body == "崇义县人民政府"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": "  "}, "case.refusal_needs_reason"),
        ({"article": ""}, "case.refusal_needs_reason"),
        ({"competent_body": ""}, "case.refusal_needs_body"),
        ({"code": "R99"}, "case.refusal_unknown_code"),
        ({"code": ""}, "case.refusal_unknown_code"),
        ({"second_clerk": ""}, "case.refusal_needs_second"),
        ({"second_clerk": CLERK.id}, "case.refusal_needs_second"),
        ({"second_clerk": "c-nobody"}, "case.refusal_needs_second"),
    ],
)
def test_a_refusal_with_a_gap_is_not_recorded(hall: OpenHall, changed: dict[str, str], code: str) -> None:
    with pytest.raises(IntakeRefused) as stopped:
        refused(hall, replace(REFUSAL, **changed))

    assert stopped.value.code == code
    with hall.office.storage.reading() as unit:
        assert unit.cases.recent(limit=9) == []


def test_the_second_person_must_be_one_who_may_refuse(hall: OpenHall) -> None:
    with hall.office.storage.writing() as unit:
        unit.clerks.save(GUIDE)
        unit.commit()

    with pytest.raises(IntakeRefused, match="second"):
        refused(hall, replace(REFUSAL, second_clerk=GUIDE.id))


def test_a_supervisor_refuses_alone(hall: OpenHall) -> None:
    done = refused(hall, replace(REFUSAL, second_clerk=""), at_window(clerk=SUPERVISOR))

    assert done.case.state is CaseState.REFUSED


def test_only_what_is_another_body_s_power_needs_that_body(hall: OpenHall) -> None:
    other_reason = replace(REFUSAL, code="R1", competent_body="")

    assert refused(hall, other_reason).case.state is CaseState.REFUSED


def test_a_guide_may_not_refuse(hall: OpenHall) -> None:
    with pytest.raises(NotAllowed):
        refused(hall, desk=at_window(clerk=GUIDE))


def test_a_case_received_earlier_is_refused_as_the_clerk_saw_it(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET))

    done = refuse_case(hall.office, at_window(), "refuse", received.case.id, received.case.base, REFUSAL)

    assert [paper.type_code for paper in done.case.papers] == ["SJ", "BS"]
    with pytest.raises(CaseConflict):
        refuse_case(hall.office, at_window(), "again", received.case.id, received.case.base, REFUSAL)


def test_what_was_accepted_is_not_refused_any_more(hall: OpenHall) -> None:
    done = accepted(hall, STREET)

    with pytest.raises(CaseConflict):
        refuse_case(hall.office, at_window(), "refuse", done.case.id, done.case.base, REFUSAL)
