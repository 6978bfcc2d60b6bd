"""Checking a commitment afterwards: what was found, what a supervisor makes of a lie, and whom it bars."""

from dataclasses import replace

import pytest
from commitments import LEAVING, accepted_on_commitment, committing, jobless
from counter import at_window, checked
from hall import SUPERVISOR
from later_papers import now

from app.bootstrap.opening import OpenHall
from app.domain.case.commitments import Finding, commitments_of
from app.domain.case.state import CaseState
from app.services.case_turn import CaseConflict, CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.check_commitment import (
    Revocation,
    check_commitment,
    let_commitment_stand,
    revoke_case,
)
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk, NotAllowed
from app.services.papers.reissue import ReissueRefused, reissue_paper
from app.services.unsettled import unsettled

HOW = "向原用人单位核实，劳动关系没有终止"
DECISION = "崇关撤〔2026〕1号"
BY_DECISION = Revocation(key=LEAVING, reason="承诺不实，登记不应作出", decision=DECISION)


def supervisor() -> Desk:
    return at_window("01", clerk=SUPERVISOR)


def found(hall: OpenHall, done: CaseDone, finding: Finding, command: str = "check") -> CaseDone:
    return check_commitment(hall.office, at_window(), command, done.case.id, LEAVING, finding, HOW)


def revoked(hall: OpenHall, done: CaseDone, desk: Desk, command: str = "revoke") -> CaseDone:
    seen = now(hall, done.case)
    return revoke_case(hall.office, desk, command, seen.id, seen.base, BY_DECISION)


def test_what_a_check_finds_stands_in_the_case_with_how(hall: OpenHall) -> None:
    done = found(hall, accepted_on_commitment(hall), Finding.TRUE)

    (made,) = commitments_of(done.case.facts)
    assert (made.finding, made.found, made.waits) == (Finding.TRUE, HOW, False)
    assert done.case.history[-1].what == "commitment_true"
    assert checked(hall).findings == ()


def test_the_same_command_again_checks_once(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    found(hall, accepted, Finding.TRUE, "press")
    found(hall, accepted, Finding.TRUE, "press")

    assert len(now(hall, accepted.case).facts["committed"][LEAVING]["checks"]) == 1


def test_a_check_says_how_and_of_which_commitment(hall: OpenHall) -> None:
    done = accepted_on_commitment(hall)

    with pytest.raises(IntakeRefused) as no_words:
        check_commitment(hall.office, at_window(), "a", done.case.id, LEAVING, Finding.FALSE, "  ")
    with pytest.raises(IntakeRefused) as no_such:
        check_commitment(hall.office, at_window(), "b", done.case.id, "id_card", Finding.FALSE, HOW)

    assert (no_words.value.code, no_such.value.code) == ("commitment.found_missing", "commitment.unknown")


def test_a_supervisor_revokes_what_rests_on_a_lie_even_when_it_was_closed(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    assert accepted.case.state is CaseState.CLOSED
    found(hall, accepted, Finding.FALSE)

    done = revoked(hall, accepted, supervisor())

    assert done.case.state is CaseState.REVOKED
    assert done.case.facts["revocation_paper"] == DECISION
    assert now(hall, accepted.case).state is CaseState.REVOKED
    assert checked(hall).findings == ()


def test_nobody_else_may_revoke_or_let_it_stand(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    found(hall, accepted, Finding.FALSE)

    with pytest.raises(NotAllowed):
        revoked(hall, accepted, at_window())
    with pytest.raises(NotAllowed):
        let_commitment_stand(hall.office, at_window(), "let", accepted.case.id, LEAVING, "不影响结果")

    assert now(hall, accepted.case).state is CaseState.CLOSED


@pytest.mark.parametrize("finding", [None, Finding.TRUE])
def test_what_was_not_found_false_is_neither_revoked_nor_let_stand(
    hall: OpenHall, finding: Finding | None
) -> None:
    accepted = accepted_on_commitment(hall)
    if finding is not None:
        found(hall, accepted, finding)

    with pytest.raises(IntakeRefused) as refused:
        revoked(hall, accepted, supervisor())
    with pytest.raises(IntakeRefused) as let_stand:
        let_commitment_stand(hall.office, supervisor(), "let", accepted.case.id, LEAVING, "不影响结果")

    codes = {refused.value.code, let_stand.value.code}
    assert codes == {"commitment.nothing_to_decide"}


def test_reason_and_number_of_the_decision_are_asked_for(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    case = found(hall, accepted, Finding.FALSE).case

    with pytest.raises(IntakeRefused) as unreasoned:
        revoke_case(hall.office, supervisor(), "a", case.id, case.base, replace(BY_DECISION, reason=" "))
    with pytest.raises(IntakeRefused) as unnumbered:
        revoke_case(hall.office, supervisor(), "b", case.id, case.base, replace(BY_DECISION, decision=" "))

    codes = (unreasoned.value.code, unnumbered.value.code)
    assert codes == ("commitment.reason_missing", "commitment.decision_missing")


def test_what_was_let_stand_is_not_revoked_after_all_without_a_new_check(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    found(hall, accepted, Finding.FALSE)
    let_commitment_stand(hall.office, supervisor(), "let", accepted.case.id, LEAVING, "登记已注销")

    with pytest.raises(IntakeRefused):
        revoked(hall, accepted, supervisor(), "too late")
    found(hall, accepted, Finding.FALSE, "once more")

    assert revoked(hall, accepted, supervisor()).case.state is CaseState.REVOKED


def test_a_case_is_revoked_once(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    seen = found(hall, accepted, Finding.FALSE).case
    revoke_case(hall.office, supervisor(), "first", seen.id, seen.base, BY_DECISION)

    with pytest.raises((CaseConflict, IntakeRefused)):
        revoke_case(
            hall.office, supervisor(), "second", seen.id, seen.base, replace(BY_DECISION, decision="2号")
        )

    assert now(hall, accepted.case).facts["revocation_paper"] == DECISION


def test_who_committed_falsely_commits_no_more_and_brings_the_certificate(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    found(hall, accepted, Finding.FALSE)
    revoked(hall, accepted, supervisor())
    again = committing(jobless(hall), LEAVING)

    with pytest.raises(IntakeRefused) as refused:
        accept_intake(hall.office, at_window(), "again", again)
    assert (refused.value.code, refused.value.facts["number"]) == (
        "commitment.was_false",
        accepted.case.case_number,
    )

    whole = replace(jobless(hall), draft_id=None)
    assert accept_intake(hall.office, at_window(), "whole", whole).case.state is CaseState.CLOSED


def test_a_cleared_person_may_commit_again(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    found(hall, accepted, Finding.FALSE)
    found(hall, accepted, Finding.TRUE, "looked again")

    again = accept_intake(hall.office, at_window(), "again", committing(jobless(hall), LEAVING))

    assert again.case.state is CaseState.CLOSED


def test_a_false_commitment_waits_for_a_person_until_it_is_decided(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    assert "commitment.waits" not in [one.code for one in unsettled(hall.office)]
    found(hall, accepted, Finding.FALSE)

    (waiting,) = [one for one in unsettled(hall.office) if one.code == "commitment.waits"]
    assert (waiting.label, waiting.facts["found"]) == (accepted.case.case_number, HOW)

    revoked(hall, accepted, supervisor())
    assert "commitment.waits" not in [one.code for one in unsettled(hall.office)]


def test_nothing_is_issued_again_of_a_revoked_case(hall: OpenHall) -> None:
    accepted = accepted_on_commitment(hall)
    found(hall, accepted, Finding.FALSE)
    revoked(hall, accepted, supervisor())

    for paper in accepted.papers:
        with pytest.raises(ReissueRefused) as refused:
            reissue_paper(hall.office, supervisor(), f"again {paper.id}", paper.id, reason="再要一份")
        assert refused.value.code == "case.reissue_case_left"
