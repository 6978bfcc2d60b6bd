"""Accepting: what is closed at once, what gets due dates, what is refused for want of something."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from counter import (
    ELDER_CARD,
    PENSION,
    STREET,
    accepted,
    at_window,
    checked,
    intake,
    numbers_of,
    street_stall,
)
from fakes import HALL_ZONE
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.paper_record import facts_from
from app.domain.role import Role
from app.services.business_day import ClockInDoubt
from app.services.case_turn import CaseConflict, CaseDone, CaseTurn, carry_out
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import change_answers, receive_case
from app.services.desk import NotAllowed

GUIDE = Clerk(id="c-guide", name="陈引导", staff_number="0399", roles=frozenset({Role.GUIDE}))
LOST = {"apply_kind": "补发", "loss_reason": "遗失", "old_card_no": "072500001"}


def facts(hall: OpenHall, done: CaseDone):
    with hall.office.storage.reading() as unit:
        return facts_from(unit.papers.facts(done.papers[0].id))


def everything_stored(hall: OpenHall) -> tuple[int, int, int]:
    with hall.office.storage.reading() as unit:
        operations = unit.operations.head().seq
        return len(unit.cases.recent(limit=99)), len(unit.papers.all_numbers()), operations


@pytest.mark.parametrize("key", [PENSION, ELDER_CARD])
def test_an_on_the_spot_item_is_accepted_and_closed_in_one_breath(hall: OpenHall, key: str) -> None:
    done = accepted(hall, key)

    assert done.case.state is CaseState.CLOSED
    assert [step.what for step in done.case.history] == ["received", "accepted", "closed"]
    assert numbers_of(done) == ["赣崇关结〔2026〕1号"]
    assert [paper.type_code for paper in done.case.papers] == ["BJ"]


def test_a_promised_item_gets_its_notice_with_both_due_dates(hall: OpenHall) -> None:
    done = accepted(hall, STREET)

    assert done.case.state is CaseState.ACCEPTED
    assert numbers_of(done) == ["赣崇关受〔2026〕1号"]
    # Thursday 26 November 2026; five and twenty working days later, no holiday between.
    assert done.case.due_on == date(2026, 12, 3)
    assert done.case.law_due_on == date(2026, 12, 24)
    assert not done.case.due_is_provisional
    on_paper = facts(hall, done).case
    assert (on_paper.promised_due, on_paper.statutory_due) == (date(2026, 12, 3), date(2026, 12, 24))


# domain research 6.6: start day not counted, weekend working days worked, holidays left out
VECTORS = [
    (date(2026, 9, 24), date(2026, 10, 9), False),
    (date(2026, 9, 30), date(2026, 10, 13), False),
    (date(2026, 12, 30), date(2027, 1, 7), True),
]


@pytest.mark.parametrize(("day", "due", "provisional"), VECTORS)
def test_due_dates_follow_the_calendar_and_2027_is_marked_provisional(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, day: date, due: date, provisional: bool
) -> None:
    monkeypatch.setattr("app.bootstrap.opening.BUILT_ON", date(2026, 1, 1))
    bench.clock.set(datetime(day.year, day.month, day.day, 9, 0, tzinfo=HALL_ZONE))
    with bench.open() as hall:
        done = accepted(hall, STREET)

    assert done.case.due_on == due
    assert done.case.due_is_provisional is provisional


def test_a_wrong_answer_keeps_everything_from_happening(hall: OpenHall) -> None:
    wrong = intake(hall.office, PENSION, cert_no="36072519560312002X")

    with pytest.raises(IntakeRefused) as refused:
        accept_intake(hall.office, at_window(), "accept", wrong)

    assert refused.value.code == "case.answers_wrong"
    assert everything_stored(hall) == (0, 0, 0)


def test_a_missing_paper_is_named(hall: OpenHall) -> None:
    whole = intake(hall.office, PENSION)
    materials = tuple(one for one in whole.materials if one.key != "household_book")
    without_one = replace(whole, materials=materials)

    with pytest.raises(IntakeRefused) as refused:
        accept_intake(hall.office, at_window(), "accept", without_one)

    assert refused.value.code == "case.materials_missing"
    assert "户口簿" in str(refused.value.facts["names"])


def test_the_same_command_twice_gives_one_case_one_number_one_result(hall: OpenHall) -> None:
    first = accepted(hall, STREET, command="press")
    again = accepted(hall, STREET, command="press")

    assert (again.case.id, numbers_of(again)) == (first.case.id, numbers_of(first))
    assert everything_stored(hall)[:2] == (1, 1)


def test_a_command_that_was_refused_may_be_pressed_again_after_mending(hall: OpenHall) -> None:
    with pytest.raises(IntakeRefused):
        accepted(hall, PENSION, command="press", name=None)

    assert numbers_of(accepted(hall, PENSION, command="press")) == ["赣崇关结〔2026〕1号"]


def test_a_guide_may_not_accept(hall: OpenHall) -> None:
    with pytest.raises(NotAllowed) as refused:
        accept_intake(hall.office, at_window(clerk=GUIDE), "accept", intake(hall.office, PENSION))

    assert refused.value.code == "case.not_allowed"
    assert everything_stored(hall) == (0, 0, 0)


@pytest.mark.parametrize("key", [PENSION, ELDER_CARD, STREET])
def test_a_case_received_earlier_does_not_stand_in_its_own_way(hall: OpenHall, key: str) -> None:
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, key))

    done = accept_case(hall.office, at_window(), "accept", received.case.id, received.case.base)

    assert done.case.state in {CaseState.CLOSED, CaseState.ACCEPTED}
    assert len(done.case.papers) == 2


def test_a_decision_on_what_has_changed_since_is_a_conflict_and_doubles_nothing(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET))
    accept_case(hall.office, at_window(), "first", received.case.id, received.case.base)
    before = everything_stored(hall)

    with pytest.raises(CaseConflict) as conflict:
        accept_case(hall.office, at_window("04"), "second", received.case.id, received.case.base)

    assert conflict.value.facts["number"] == received.case.case_number
    assert conflict.value.facts["state"] == "已受理"
    assert everything_stored(hall) == before
    assert checked(hall).findings == ()


def test_an_edit_by_another_window_is_seen_before_a_decision(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET))

    def corrected(turn: CaseTurn) -> CaseDone:
        change_answers(turn, received.case, {**received.case.answers, "length_m": "4"})
        return CaseDone(turn.case(received.case.id), ())

    after = carry_out(hall.office, at_window("04"), "correct", corrected)
    with pytest.raises(CaseConflict):
        accept_case(hall.office, at_window(), "accept", received.case.id, received.case.base)

    done = accept_case(hall.office, at_window(), "accept again", received.case.id, after.case.base)
    assert done.case.state is CaseState.ACCEPTED
    assert done.case.answers["length_m"] == "4.00"


def test_the_same_place_at_the_same_time_is_given_once(hall: OpenHall) -> None:
    accepted(hall, STREET, command="first")

    with pytest.raises(IntakeRefused) as refused:
        accepted(hall, STREET, command="second", name="钟示例", cert_no="11010519491231002X")

    assert refused.value.facts["first"] == "占用开始时间"
    assert accepted(hall, STREET, command="beside", **street_stall(2)).case.state is CaseState.ACCEPTED
    later = {"since": "2026-12-10T18:00", "until": "2026-12-12T18:00"}
    assert accepted(hall, STREET, command="after", **later).case.state is CaseState.ACCEPTED


@pytest.mark.parametrize("key", [PENSION, ELDER_CARD])
def test_one_registration_and_one_card_a_person(hall: OpenHall, key: str) -> None:
    accepted(hall, key, command="first")

    with pytest.raises(IntakeRefused) as refused:
        accepted(hall, key, command="second")

    assert refused.value.code == "case.answers_wrong"


def test_a_lost_card_may_be_replaced(hall: OpenHall) -> None:
    accepted(hall, ELDER_CARD, command="first")

    lost = accepted(hall, ELDER_CARD, command="second", **LOST)

    assert lost.case.state is CaseState.CLOSED


def test_papers_carry_the_legal_day_when_the_machine_says_1970(bench: Bench) -> None:
    with bench.open() as hall:
        accepted(hall, STREET, command="today")
        bench.clock.set(datetime(1970, 1, 1, 8, 0, tzinfo=HALL_ZONE))
        with pytest.raises(ClockInDoubt):
            accepted(hall, STREET, command="doubtful", **street_stall(2))

        with hall.office.storage.writing() as unit:
            hall.office.business_day.confirm(unit, date(2026, 11, 27), by="c-liu")
            unit.commit()
        done = accepted(hall, STREET, command="confirmed", **street_stall(2))

    assert done.case.received_on == date(2026, 11, 27)
    assert done.papers[0].issued_on == date(2026, 11, 27)
    assert done.case.due_on == date(2026, 12, 4)
