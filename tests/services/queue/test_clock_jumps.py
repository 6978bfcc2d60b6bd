"""Clocks that lie: set back an hour, a day, to 1970, and forward past midnight."""

from datetime import datetime, timedelta

import pytest
from fakes import HALL_ZONE
from queue_fakes import QueueWorld

from app.domain.ticket import ServiceResult
from app.services.business_day import ClockInDoubt
from app.services.queue.call_next import call_next
from app.services.queue.finish import finish
from app.services.queue.view import queue_view

JUMPS_BACK = [
    timedelta(hours=-1),
    timedelta(days=-1),
    datetime(1970, 1, 1, tzinfo=HALL_ZONE) - datetime(2026, 11, 26, 9, tzinfo=HALL_ZONE),
]


def jump(world: QueueWorld, by: timedelta) -> None:
    """Set the clock; where the program asks for the day, a person confirms the true one."""
    true_day = world.clock.now().date()
    world.clock.set(world.clock.now() + by)
    desk = world.at("03")
    with world.storage.writing() as unit:
        try:
            desk.business_day.moment(unit)
        except ClockInDoubt:
            desk.business_day.confirm(unit, true_day, by="主管")
        unit.commit()


@pytest.mark.parametrize("by", JUMPS_BACK, ids=["one hour", "one day", "to 1970"])
def test_a_clock_set_back_repeats_no_number_and_keeps_the_order(world: QueueWorld, by: timedelta) -> None:
    before = world.issue_many(2)
    jump(world, by)
    after = world.issue_many(2)

    assert [ticket.label for ticket in before + after] == ["B001", "B002", "B003", "B004"]
    assert len({ticket.business_date for ticket in before + after}) == 1
    line = [entry.ticket.label for entry in queue_view(world.at("03")).line]
    assert line == ["B001", "B002", "B003", "B004"]


@pytest.mark.parametrize("by", JUMPS_BACK, ids=["one hour", "one day", "to 1970"])
def test_a_clock_set_back_gives_no_negative_time_but_a_flag(world: QueueWorld, by: timedelta) -> None:
    world.issue()
    jump(world, by)

    assert queue_view(world.at("03")).line[0].minutes == 0
    called = call_next(world.at("03"), world.press())
    assert called is not None
    assert called.wait is not None
    assert (called.wait.seconds, called.wait.is_reliable) == (0, False)


@pytest.mark.parametrize("by", JUMPS_BACK, ids=["one hour", "one day", "to 1970"])
def test_service_across_a_clock_set_back_can_be_finished(world: QueueWorld, by: timedelta) -> None:
    world.issue()
    ticket = call_next(world.at("03"), world.press())
    assert ticket is not None
    jump(world, by)

    done = finish(world.at("03"), world.press(), ticket, ServiceResult.DONE)

    assert done.service is not None
    assert (done.service.seconds, done.service.is_reliable) == (0, False)


def test_the_unconfirmed_clock_gives_no_number(world: QueueWorld) -> None:
    world.issue()
    world.clock.set(world.clock.now() - timedelta(days=1))

    with pytest.raises(ClockInDoubt):
        world.issue()


def test_past_midnight_the_open_ticket_is_finished_and_the_new_day_begins_at_one(world: QueueWorld) -> None:
    ticket_before = world.issue_many(2)[0]
    serving = call_next(world.at("03"), world.press())
    assert serving is not None
    world.clock.advance(minutes=16 * 60)

    done = finish(world.at("03"), world.press(), serving, ServiceResult.DONE)

    assert done.business_date == ticket_before.business_date
    assert done.service is not None
    assert done.service.seconds == 16 * 3600
    assert world.issue().label == "B001"
    assert [entry.ticket.label for entry in queue_view(world.at("03")).line] == ["B001"]


def test_a_jump_forward_and_back_repeats_no_number(world: QueueWorld) -> None:
    first = world.issue()
    world.clock.set(world.clock.now() + timedelta(days=1))
    second = world.issue()
    jump(world, timedelta(days=-1))

    third = world.issue()

    keys = {(one.business_date, one.series, one.number) for one in (first, second, third)}
    assert len(keys) == 3
    assert first.arrival < second.arrival < third.arrival
