"""Which cases of a list count as accepted because nobody answered in time."""

from collections.abc import Callable

import pytest
from counter import PENSION, STREET, at_window, intake
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.services.cases.accept import accept_case
from app.services.cases.deemed import deemed_among
from app.services.cases.look_up import recent_cases
from app.services.cases.receive import receive_case

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
