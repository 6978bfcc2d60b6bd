"""Corrected answers that need a put-off paper or a committed certificate no more, and need it again."""

from dataclasses import replace
from datetime import date

import pytest
from corrections import KIN, corrected, merged, relative
from counter import STREET, at_window, checked, intake, street_stall
from hall import SECOND, SUPERVISOR, Bench
from later_papers import (
    DESIGN,
    DESIGN_NAME,
    REFERRAL,
    USUAL,
    accepted_without,
    brought_later,
    now,
    putting_off,
    referral,
    stall,
    without,
)

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.commitments import Finding, commitments_of
from app.domain.case.state import CaseState
from app.domain.ledger.ledger_kinds import Keep
from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.services.cases.accept import accept_intake
from app.services.cases.check_commitment import check_commitment
from app.services.cases.close import close_case
from app.services.cases.conflicts import settle_conflict
from app.services.cases.correct import answer_case, receive_materials
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.terminate import terminate_case


def another(hall: OpenHall) -> Intake:
    """The same person applies again, some days later, and puts the same paper off."""
    return stall(hall, until=date(2026, 12, 10), **street_stall(2))


def steps(case: Case) -> list[tuple[str, str]]:
    return [(step.what, step.about) for step in case.history if step.about]


def test_a_paper_the_answers_need_no_more_is_awaited_no_more_and_that_is_told(
    hall: OpenHall,
) -> None:
    case = accepted_without(hall, stall(hall)).case

    after = corrected(hall, case, elevated=False)

    assert after.awaited == ()
    assert [(one.key, one.until) for one in after.deferred] == [(DESIGN, USUAL)]
    assert steps(after) == [("deferral_lapsed", DESIGN_NAME)]
    assert now(hall, case).awaited == ()
    assert checked(hall).findings == ()


def test_a_correction_that_has_nothing_to_do_with_it_changes_nothing(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case

    assert steps(corrected(hall, case, mobile="13800000009")) == []
    assert [one.key for one in now(hall, case).awaited] == [DESIGN]


def test_once_lapsed_it_stays_so_through_other_corrections_and_is_told_once(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case
    corrected(hall, case, elevated=False)

    after = corrected(hall, case, "again", mobile="13800000009")

    assert after.awaited == ()
    assert len(steps(after)) == 1


def test_answers_changed_back_await_it_by_the_day_that_was_promised(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case
    corrected(hall, case, elevated=False)

    after = corrected(hall, case, "back", elevated=True)

    assert [(one.key, one.until) for one in after.awaited] == [(DESIGN, USUAL)]
    assert [what for what, _ in steps(after)] == ["deferral_lapsed", "deferral_resumed"]
    assert corrected(hall, case, "once more", elevated=False).awaited == ()
    assert checked(hall).findings == ()


def test_where_its_day_passed_meanwhile_it_has_a_new_one_and_no_promise_was_broken(bench: Bench) -> None:
    with bench.open("03") as hall:
        case = accepted_without(hall, stall(hall)).case
        corrected(hall, case, elevated=False)
    bench.clock.advance(days=8)
    with bench.open("03") as hall:
        assert accepted_without(hall, another(hall), "another").case.awaited
        after = corrected(hall, case, "back", elevated=True)

        assert [one.until for one in after.awaited] == [date(2026, 12, 11)]
        assert not after.awaited[0].is_overdue(date(2026, 12, 11))


def test_a_promise_that_was_let_pass_bars_no_more_once_the_paper_is_not_needed(bench: Bench) -> None:
    with bench.open("03") as hall:
        case = accepted_without(hall, stall(hall)).case
    bench.clock.advance(days=8)
    with bench.open("03") as hall:
        with pytest.raises(IntakeRefused) as refused:
            accepted_without(hall, another(hall), "barred")
        corrected(hall, case, elevated=False)

        assert refused.value.code == "deferral.promise_broken"
        assert accepted_without(hall, another(hall), "open").case.awaited


def test_what_is_not_needed_any_more_is_no_reason_to_end_a_case(bench: Bench) -> None:
    with bench.open("03") as hall:
        case = accepted_without(hall, stall(hall)).case
        merged(hall, case, elevated=False)
    bench.clock.advance(days=11)
    with bench.open("03") as hall:
        seen = now(hall, case)
        desk = at_window(clerk=SUPERVISOR)
        with pytest.raises(IntakeRefused) as refused:
            terminate_case(hall.office, desk, "end", case.id, seen.base, "没有补齐")

    assert refused.value.code == "deferral.nothing_overdue"


def test_what_two_devices_made_unneeded_is_found_when_the_case_is_next_kept(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case
    merged(hall, case, elevated=False)
    before = now(hall, case)

    after = receive_materials(hall.office, at_window("04", clerk=SECOND), "kept", case.id, ()).case

    assert [one.key for one in before.awaited] == [DESIGN]
    assert after.awaited == ()
    assert steps(after) == [("deferral_lapsed", DESIGN_NAME)]


def test_an_on_the_spot_case_is_closed_when_the_correction_leaves_nothing_to_wait_for(hall: OpenHall) -> None:
    case = accepted_without(hall, referral(hall)).case
    with pytest.raises(IntakeRefused) as refused:
        close_case(hall.office, at_window(), "early", case.id, case.base)
    merged(hall, case, filing_kind="急诊", hospital=None, referrer=None)
    seen = now(hall, case)

    done = close_case(hall.office, at_window(), "close", case.id, seen.base)

    assert refused.value.code == "deferral.still_awaited"
    assert done.case.state is CaseState.CLOSED
    assert [what for what, _ in steps(done.case)] == ["deferral_lapsed"]
    with hall.office.storage.reading() as unit:
        said = "".join(compose(facts_from(unit.papers.facts(done.papers[0].id))).opening)
    assert "原定后补的转诊转院证明按更正后的申请内容不再需要" in said
    assert "补齐" not in said
    assert "当场受理" not in said
    assert checked(hall).findings == ()


def test_a_paper_that_came_lapses_no_more(hall: OpenHall) -> None:
    case = accepted_without(hall, referral(hall)).case
    came = brought_later(hall, case, REFERRAL)

    assert came.awaited == ()
    after = receive_materials(hall.office, at_window(), "kept", case.id, ()).case
    assert steps(after) == []


def test_a_commitment_on_a_proof_not_needed_any_more_is_not_checked_until_it_is_again(hall: OpenHall) -> None:
    case = accept_intake(hall.office, at_window(), "accept", relative(hall)).case
    kin = case.answers["kin_relation"]

    after = corrected(hall, case, kin_relation="10")
    with pytest.raises(IntakeRefused) as refused:
        check_commitment(hall.office, at_window(), "check", case.id, KIN, Finding.FALSE, "问过")
    back = corrected(hall, case, "back", kin_relation=kin)
    found = check_commitment(hall.office, at_window(), "later", case.id, KIN, Finding.TRUE, "问过").case

    assert commitments_of(after.facts)[0].has_lapsed
    assert refused.value.code == "commitment.not_needed"
    assert not commitments_of(back.facts)[0].has_lapsed
    assert [what for what, _ in steps(back)] == ["commitment_lapsed", "commitment_resumed"]
    assert commitments_of(found.facts)[0].finding is Finding.TRUE
    assert checked(hall).findings == ()


def test_what_was_found_false_before_the_correction_may_be_checked_anew(hall: OpenHall) -> None:
    case = accept_intake(hall.office, at_window(), "accept", relative(hall)).case
    check_commitment(hall.office, at_window(), "check", case.id, KIN, Finding.FALSE, "问过")

    after = corrected(hall, case, kin_relation="10")
    anew = check_commitment(hall.office, at_window(), "anew", case.id, KIN, Finding.TRUE, "查错人了").case

    assert commitments_of(after.facts)[0].waits
    assert steps(after) == []
    assert not commitments_of(anew.facts)[0].waits


def test_the_side_of_a_conflict_that_is_kept_decides_whether_the_paper_is_awaited(hall: OpenHall) -> None:
    stage = without(intake(hall.office, STREET, activity="搭台", length_m="20", width_m="2"), DESIGN)
    case = accepted_without(hall, replace(stage, excuses=putting_off(DESIGN))).case
    corrected(hall, case, length_m="2")
    stale = {**case.answers, "length_m": "25"}
    other = answer_case(hall.office, at_window(clerk=SECOND), "stale", case, stale).case
    (held,) = other.conflicts

    settled = settle_conflict(hall.office, at_window(), "settle", case.id, held, Keep.MINE).case

    assert other.awaited == ()
    assert [one.key for one in settled.awaited] == [DESIGN]
    assert [what for what, _ in steps(settled)] == ["deferral_lapsed", "deferral_resumed"]
    assert checked(hall).findings == ()
