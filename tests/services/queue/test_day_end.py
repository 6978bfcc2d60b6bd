"""The reviewed end of a day, and the machine that was off for three."""

from datetime import time, timedelta

import pytest
from queue_fakes import QueueWorld

from app.domain.role import Role
from app.domain.ticket import CloseReason, QueueError, TicketState
from app.services.queue.call_next import call_next
from app.services.queue.call_ticket import call_ticket
from app.services.queue.day_end import (
    Decision,
    close_day,
    open_tickets,
    settle_earlier_days,
    tickets_at_day_end,
)
from app.services.queue.view import queue_view


def after_hours(world: QueueWorld) -> None:
    """Past 17:30, when the demo hall's last session ends."""
    world.clock.advance(minutes=9 * 60)


def test_after_three_days_off_numbers_begin_anew_without_a_job(world: QueueWorld) -> None:
    old = world.issue()
    world.clock.advance(days=3)

    assert world.issue().label == "B001"
    assert open_tickets(world.at("03")).earlier == (old,)
    assert [entry.ticket.business_date for entry in queue_view(world.at("03")).line] == [
        old.business_date + timedelta(days=3)
    ]


def test_a_left_over_ticket_is_not_called_before_somebody_decides(world: QueueWorld) -> None:
    old = world.issue()
    world.clock.advance(days=1)

    assert call_next(world.at("03"), world.press()) is None
    with pytest.raises(QueueError) as refused:
        call_ticket(world.at("03"), world.press(), old, "等了一天")
    assert refused.value.facts == {"ticket": "B001", "day": "11月26日"}


def test_a_carried_over_ticket_keeps_its_number_and_comes_first(world: QueueWorld) -> None:
    old = world.issue()
    world.clock.advance(days=1)
    world.issue()
    today = old.business_date + timedelta(days=1)

    (carried,) = settle_earlier_days(world.at("03"), world.press(), [Decision(old, today)])

    assert (carried.label, carried.business_date, carried.serves_on) == ("B001", old.business_date, today)
    called = call_next(world.at("03"), world.press())
    assert called is not None
    assert called.id == old.id


def test_a_day_is_not_closed_over_an_undecided_ticket(world: QueueWorld) -> None:
    first, _second = world.issue_many(2)
    after_hours(world)

    with pytest.raises(QueueError) as refused:
        close_day(world.at("03"), world.press(), [Decision(first, CloseReason.LEFT)])

    assert refused.value.facts == {"count": 1, "tickets": "B002"}
    assert world.ticket(first.id).state is TicketState.WAITING


def test_closing_the_day_deletes_nothing_and_serves_nobody(world: QueueWorld) -> None:
    world.issue_many(3)
    call_next(world.at("03"), world.press())
    serving, left, waits = open_tickets(world.at("03")).today
    tomorrow = serving.business_date + timedelta(days=1)
    after_hours(world)

    close_day(
        world.at("03"),
        world.press(),
        [
            Decision(serving, CloseReason.FORGOTTEN_FINISH),
            Decision(left, CloseReason.LEFT),
            Decision(waits, tomorrow),
        ],
    )

    states = [world.ticket(ticket.id).state for ticket in (serving, left, waits)]
    assert states == [TicketState.CLOSED, TicketState.CLOSED, TicketState.WAITING]
    assert world.ticket(serving.id).close_reason is CloseReason.FORGOTTEN_FINISH
    assert all(item.result is None for item in world.ticket(serving.id).items)
    assert open_tickets(world.at("03")).today == ()


def test_a_ticket_is_not_carried_into_the_past(world: QueueWorld) -> None:
    ticket = world.issue()
    after_hours(world)

    with pytest.raises(QueueError) as refused:
        close_day(world.at("03"), world.press(), [Decision(ticket, ticket.business_date)])

    assert refused.value.code == "queue.carried_to_the_past"


def test_closing_twice_by_one_press_is_one_closing(world: QueueWorld) -> None:
    ticket = world.issue()
    decisions = [Decision(ticket, CloseReason.NOT_SERVED)]
    after_hours(world)

    first = close_day(world.at("03"), "press", decisions)

    assert close_day(world.at("03"), "press", decisions) == first


def test_a_clerk_does_not_close_the_day_while_the_hall_is_open(world: QueueWorld) -> None:
    ticket = world.issue()
    everyone = [Decision(ticket, CloseReason.LEFT)]

    for ask in (
        lambda: tickets_at_day_end(world.at("03")),
        lambda: close_day(world.at("03"), world.press(), everyone),
    ):
        with pytest.raises(QueueError) as refused:
            ask()
        assert (refused.value.code, refused.value.facts) == ("queue.hall_still_open", {"until": "17:30"})
    assert world.ticket(ticket.id).state is TicketState.WAITING


def test_a_supervisor_may_close_the_day_early_and_is_told_how_long_the_hall_is_open(
    world: QueueWorld,
) -> None:
    ticket = world.issue()
    boss = world.at("03", roles=frozenset({Role.SUPERVISOR}))

    assert tickets_at_day_end(boss).open_until == time(17, 30)
    close_day(boss, world.press(), [Decision(ticket, CloseReason.LEFT)])

    assert world.ticket(ticket.id).state is TicketState.CLOSED


def test_after_the_last_session_anybody_at_a_window_closes_what_is_left(world: QueueWorld) -> None:
    ticket = world.issue()
    after_hours(world)

    assert tickets_at_day_end(world.at("03")).today == (ticket,)
    assert tickets_at_day_end(world.at("03")).open_until is None
