"""Which cases of a list count as accepted because nobody answered in time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from counter import PENSION, STREET, at_window, intake
from custom_shelves import with_custom
from hall import SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.paper_record import facts_from
from app.services.cases.accept import accept_case
from app.services.cases.deemed import deemed_among
from app.services.cases.look_up import recent_cases
from app.services.cases.receive import receive_case
from app.services.office import Office
from app.services.papers.reissue import reissue_paper

Received = Callable[[str], str]


@pytest.fixture
def received(hall: OpenHall) -> Received:
    def receive(key: str) -> str:
        return receive_case(hall.office, at_window(), f"receive {key}", intake(hall.office, key)).case.id

    return receive


def deemed(hall: OpenHall) -> dict[str, str]:
    found = deemed_among(hall.office, recent_cases(hall.office, at_window()))
    return {case_id: day.isoformat() for case_id, day in found.items()}


def test_a_licence_application_nobody_answered_counts_from_the_day_it_was_received(
    hall: OpenHall, bench: Bench, received: Received
) -> None:
    case_id = received(STREET)
    in_time = deemed(hall)
    bench.clock.advance(days=8)

    assert in_time == {}
    assert deemed(hall) == {case_id: "2026-11-26"}


def test_what_is_no_licence_never_counts_as_accepted(
    hall: OpenHall, bench: Bench, received: Received
) -> None:
    received(PENSION)
    bench.clock.advance(days=8)

    assert deemed(hall) == {}


def test_what_was_accepted_is_not_deemed(hall: OpenHall, bench: Bench, received: Received) -> None:
    case_id = received(STREET)
    (row,) = recent_cases(hall.office, at_window())
    base = receive_case(hall.office, at_window(), f"receive {STREET}", intake(hall.office, STREET)).case.base
    accept_case(hall.office, at_window(), "accept", case_id, base)
    bench.clock.advance(days=8)

    assert row.id == case_id
    assert deemed(hall) == {}


def without_working_days(office: Office, *days: str) -> Office:
    """The office of a hall whose county closed it on some days after the receipt was printed."""
    calendar = office.custom.current.calendar
    off = frozenset(date.fromisoformat(day) for day in days)
    return with_custom(office, calendar=replace(calendar, local_off=calendar.local_off | off))


def test_a_day_off_that_came_later_changes_nothing_of_what_the_receipt_said(
    hall: OpenHall, bench: Bench, received: Received
) -> None:
    """收件凭证: an answer by 12月3日. On 12月4日 it is late, whatever the calendar says by then."""
    case_id = received(STREET)
    bench.clock.advance(days=8)
    later = without_working_days(hall.office, "2026-12-01", "2026-12-02")

    found = deemed_among(later, recent_cases(later, at_window()))

    assert {one: day.isoformat() for one, day in found.items()} == {case_id: "2026-11-26"}
    with later.storage.reading() as unit:
        (receipt,) = unit.papers.of_case(case_id)
        assert facts_from(unit.papers.facts(receipt.id)).case.acceptance_due == date(2026, 12, 3)


def test_a_receipt_issued_again_says_the_same_day_and_so_does_the_law(
    hall: OpenHall, bench: Bench, received: Received
) -> None:
    case_id = received(STREET)
    later = without_working_days(hall.office, "2026-12-01", "2026-12-02")
    with later.storage.reading() as unit:
        (receipt,) = unit.papers.of_case(case_id)
    reissue_paper(later, at_window(clerk=SUPERVISOR), "again", receipt.id, reason="纸张用错")
    bench.clock.advance(days=8)

    assert case_id in deemed_among(later, recent_cases(later, at_window()))


def test_a_day_worked_that_came_later_makes_nobody_late_before_the_printed_day(
    hall: OpenHall, bench: Bench, received: Received
) -> None:
    """The weekend is worked since: by that calendar the fifth day was 12月1日."""
    received(STREET)
    bench.clock.advance(days=7)
    calendar = hall.office.custom.current.calendar
    year = calendar.years[2026]
    worked = year.working | {date(2026, 11, 28), date(2026, 11, 29)}
    later = with_custom(
        hall.office,
        calendar=replace(calendar, years={**calendar.years, 2026: replace(year, working=worked)}),
    )

    assert deemed_among(later, recent_cases(later, at_window())) == {}
