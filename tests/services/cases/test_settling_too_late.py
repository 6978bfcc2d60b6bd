"""Settling what came too late: a case that has ended, a supervisor's decision, an answer the law overtook."""

import pytest
from conflicts import arrives, mended_elsewhere, stands
from counter import STREET, at_window, checked, intake
from hall import SUPERVISOR, Bench
from later_papers import REFERRAL, accepted_without, brought_later, referral, stall

from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.domain.ledger.ledger_kinds import Keep
from app.services.cases.close import close_case
from app.services.cases.conflicts import settle_conflict
from app.services.cases.deemed import DeemedRefused
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.record_deemed import record_deemed
from app.services.desk import NotAllowed

AT_TOP = at_window(clerk=SUPERVISOR)
WEEK = 8


def ended_in_conflict(bench: Bench) -> tuple[Case, str]:
    """A closed case, and the held operation of a window that had typed before and arrives after."""
    with bench.open() as hall:
        seen = accepted_without(hall, referral(hall)).case
        mended_elsewhere(hall, seen, {"mobile": "13900000001"})
        came = brought_later(hall, stands(hall, seen), REFERRAL)
        close_case(hall.office, at_window(), "close", came.id, came.base)
        held = mended_elsewhere(hall, seen, {"mobile": "13900000002"})
        case = stands(hall, seen)
    assert case.state is CaseState.CLOSED
    return case, held


def test_a_clerk_keeps_a_closed_case_as_it_ended_and_only_a_supervisor_changes_it(bench: Bench) -> None:
    case, held = ended_in_conflict(bench)
    with bench.open() as hall:
        with pytest.raises(NotAllowed):
            settle_conflict(hall.office, at_window(), "change", case.id, held, Keep.MINE)
        assert stands(hall, case).answers["mobile"] == "13900000001"

        done = settle_conflict(hall.office, AT_TOP, "change it", case.id, held, Keep.MINE).case

        assert (done.state, done.answers["mobile"]) == (CaseState.CLOSED, "13900000002")
        assert checked(hall).findings == ()


def test_a_clerk_may_keep_the_end(bench: Bench) -> None:
    case, held = ended_in_conflict(bench)
    with bench.open() as hall:
        done = settle_conflict(hall.office, at_window(), "keep", case.id, held, Keep.THEIRS).case

        assert (done.state, done.answers["mobile"], done.conflicts) == (CaseState.CLOSED, "13900000001", ())


def test_not_even_a_supervisor_takes_from_a_closed_case_what_its_papers_rest_on(bench: Bench) -> None:
    with bench.open() as hall:
        seen = accepted_without(hall, referral(hall)).case
        mended_elsewhere(hall, seen, {"since": "2026-11-27"})
        held = mended_elsewhere(hall, seen, {"since": None})
        came = brought_later(hall, stands(hall, seen), REFERRAL)
        arrives(hall, came, "case.closed.v1", result="异地就医备案")
        assert stands(hall, seen).state is CaseState.CLOSED

        with pytest.raises(IntakeRefused) as refused:
            settle_conflict(hall.office, AT_TOP, "empty", seen.id, held, Keep.MINE)

        assert refused.value.code == "case.accepted_must_stay"
        assert stands(hall, seen).answers["since"] == "2026-11-27"


def test_not_even_a_supervisor_puts_somebody_else_into_a_closed_case(bench: Bench) -> None:
    with bench.open() as hall:
        seen = accepted_without(hall, referral(hall)).case
        mended_elsewhere(hall, seen, {"name": "王示范"})
        other = {**seen.applicant.to_json(), "name": "张三丰"}
        held = arrives(hall, seen, "case.answered.v1", changes={"name": "张三丰"}, applicant=other)
        came = brought_later(hall, stands(hall, seen), REFERRAL)
        arrives(hall, came, "case.closed.v1", result="异地就医备案")

        with pytest.raises(IntakeRefused) as refused:
            settle_conflict(hall.office, AT_TOP, "other", seen.id, held, Keep.MINE)

    assert refused.value.code in {"case.applicant_promised", "case.applicant_on_paper"}


@pytest.mark.parametrize("keep", Keep)
def test_a_held_decision_is_settled_by_whoever_may_make_it(bench: Bench, keep: Keep) -> None:
    with bench.open() as hall:
        seen = accepted_without(hall, stall(hall)).case
        arrives(hall, seen, "case.returned.v1", to=at_window().place, return_reason="退回补正")
        held = arrives(hall, seen, "case.terminated.v1", termination_reason="逾期未补")
        with pytest.raises(NotAllowed):
            settle_conflict(hall.office, at_window(), "clerk", seen.id, held, keep)

        done = settle_conflict(hall.office, AT_TOP, "chief", seen.id, held, keep).case

        assert done.state is (CaseState.TERMINATED if keep is Keep.MINE else CaseState.RETURNED)


def late_notice(bench: Bench, made_on_day: int) -> tuple[Case, str]:
    """A notice of a window that was cut off arrives after the deemed acceptance was recorded."""
    with bench.open() as hall:
        seen = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    bench.clock.advance(days=made_on_day)
    made_on = bench.clock.now().date()
    bench.clock.advance(days=WEEK - made_on_day)
    with bench.open() as hall:
        record_deemed(hall.office, AT_TOP, "record", seen.id, seen.base)
        line = ["居民身份证", "缺失", "提交原件", "办事指南"]
        return seen, arrives(hall, seen, "case.supplement_requested.v1", on=made_on, supplements=[line])


def test_a_notice_given_in_time_overturns_what_was_recorded_before_it_arrived(bench: Bench) -> None:
    """HISTORIES 11: it was served offline on day 3."""
    seen, held = late_notice(bench, 3)
    with bench.open() as hall:
        done = settle_conflict(hall.office, AT_TOP, "settle", seen.id, held, Keep.MINE)

        assert done.case.state is CaseState.SUPPLEMENT_REQUIRED


def test_a_notice_given_after_the_law_had_accepted_is_dropped_and_never_kept(bench: Bench) -> None:
    seen, held = late_notice(bench, WEEK)
    with bench.open() as hall:
        with pytest.raises(DeemedRefused) as refused:
            settle_conflict(hall.office, AT_TOP, "settle", seen.id, held, Keep.MINE)
        assert refused.value.code == "case.deemed_no_way_back"

        done = settle_conflict(hall.office, AT_TOP, "drop", seen.id, held, Keep.THEIRS).case

        assert (done.state, done.conflicts) == (CaseState.ACCEPTED, ())
