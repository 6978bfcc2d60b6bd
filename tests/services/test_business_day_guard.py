"""The legal day under any clock: it never goes back by itself, and a person's word holds while it must."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from fakes import HALL_ZONE, FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ledger.operation import Moment
from app.services.business_day import LONE_LEAP_DAYS, BusinessDay, ClockInDoubt

BUILT_ON, TODAY = date(2026, 10, 1), date(2026, 11, 26)
CLOSED = 10
"""The longest closure of the hall, in days: on the eleventh day it is open again."""
any_day = st.dates(date(1985, 1, 1), date(2067, 12, 31))


@dataclass
class Days:
    """The stored day, in memory."""

    day: date | None = None
    said_by: str | None = None
    shown: date | None = None

    def last(self) -> date | None:
        return self.day

    def confirmed_under(self) -> date | None:
        return self.shown

    def set(self, day: date, *, confirmed_by: str | None, clock: date | None = None) -> None:
        self.day, self.said_by, self.shown = day, confirmed_by, clock


@dataclass
class Unit:
    business_day: Days


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), HALL_ZONE)


def hall(last: date | None = None, clock: date = TODAY) -> tuple[BusinessDay, FakeClock, Any]:
    machine = FakeClock(at(clock))
    return BusinessDay(machine, BUILT_ON, lambda: CLOSED), machine, Unit(Days(last))


@pytest.mark.parametrize(
    ("last", "clock", "is_doubtful"),
    [
        (None, BUILT_ON, False),
        (None, BUILT_ON - timedelta(days=1), True),
        (None, date(2067, 1, 1), False),
        (TODAY, TODAY, False),
        (TODAY, TODAY + timedelta(days=1), False),
        (TODAY, TODAY - timedelta(days=1), True),
        (TODAY, TODAY + timedelta(days=CLOSED + 1), False),
        (TODAY, TODAY + timedelta(days=CLOSED + 2), True),
        (date(2026, 9, 1), date(2026, 9, 15), True),
    ],
)
def test_when_a_clock_is_doubted(last: date | None, clock: date, is_doubtful: bool) -> None:
    day, _machine, unit = hall(last, clock)

    assert day.is_doubtful(clock, last) is is_doubtful
    if is_doubtful:
        with pytest.raises(ClockInDoubt):
            day.moment(unit)
        assert unit.business_day.last() == last, "a doubtful clock moves nothing"
    else:
        assert day.moment(unit) == Moment(clock, "clock", at(clock))
        assert unit.business_day.last() == clock


def test_the_doubt_says_what_the_clock_says_and_what_was_last(words: Any) -> None:
    day, _machine, unit = hall(TODAY, date(1985, 1, 1))

    with pytest.raises(ClockInDoubt) as doubt:
        day.moment(unit)

    assert doubt.value.facts == {"clock": "1985-01-01", "last": "2026-11-26"}
    assert words.say(doubt.value.code, doubt.value.facts).say


def test_a_new_hall_with_a_dead_battery_is_told_the_day_of_the_program() -> None:
    day, _machine, unit = hall(None, date(1985, 1, 1))

    with pytest.raises(ClockInDoubt) as doubt:
        day.moment(unit)

    assert doubt.value.facts["last"] == BUILT_ON.isoformat()


def test_a_word_holds_until_the_clock_can_be_believed_again() -> None:
    # Given a dead battery and a clerk who says today's date
    day, machine, unit = hall(TODAY, date(1985, 1, 1))
    day.confirm(unit, TODAY, by="c-wang")

    # Then papers carry that date, and the moment says on whose word
    moment = day.moment(unit)
    assert (moment.business_date, moment.date_source, moment.clock_state) == (TODAY, "person", "suspect")
    assert moment.wall_time == at(date(1985, 1, 1))

    # When the clock is put right, then it counts again, without anybody's word
    machine.set(at(TODAY + timedelta(days=1)))
    assert day.moment(unit) == Moment(TODAY + timedelta(days=1), "clock", machine.now())
    assert unit.business_day.confirmed_under() is None


@pytest.mark.parametrize("wrong", [date(1985, 1, 1), date(2067, 1, 1)])
def test_a_word_on_a_doubtful_clock_holds_until_its_midnight(wrong: date) -> None:
    day, machine, unit = hall(TODAY, wrong)
    day.confirm(unit, TODAY, by="c-wang")
    machine.set(at(wrong, 23))
    assert day.moment(unit).business_date == TODAY

    machine.set(at(wrong + timedelta(days=1), 8))
    with pytest.raises(ClockInDoubt):
        day.moment(unit)
    day.confirm(unit, TODAY + timedelta(days=1), by="c-wang")
    assert day.moment(unit).business_date == TODAY + timedelta(days=1)


@pytest.mark.parametrize("clock", [date(1985, 1, 1), date(2067, 1, 1)])
def test_a_signature_states_the_last_legal_day_with_the_time_of_the_wall(clock: date) -> None:
    day, machine, unit = hall(TODAY, clock)
    machine.set(at(clock, 16))

    assert day.stated_at(unit) == at(TODAY, 16)
    assert unit.business_day.confirmed_under() is None, "nobody was asked"


@pytest.mark.parametrize("last", [None, TODAY, TODAY - timedelta(days=3)])
def test_a_signature_under_a_good_clock_states_the_clock(last: date | None) -> None:
    day, machine, unit = hall(last)

    assert day.stated_at(unit) == machine.now()
    assert unit.business_day.last() == last


@settings(max_examples=150, deadline=None)
@given(clocks=st.lists(any_day, max_size=20))
def test_by_itself_the_legal_day_only_goes_forward(clocks: list[date]) -> None:
    """Whatever the machine's clock does, no date before the last one is ever taken without a person."""
    day, machine, unit = hall(TODAY)
    for clock in clocks:
        before = unit.business_day.last()
        machine.set(at(clock))
        try:
            moment = day.moment(unit)
        except ClockInDoubt:
            assert unit.business_day.last() == before
        else:
            assert moment.business_date == unit.business_day.last()
            assert before <= moment.business_date <= before + timedelta(days=CLOSED + 1)
        assert day.stated_at(unit).date() >= before


@settings(max_examples=150, deadline=None)
@given(clock=any_day, said=st.dates(BUILT_ON, date(2030, 1, 1)))
def test_a_persons_word_always_lets_the_hall_work_and_never_signs_before_the_program_was_made(
    clock: date, said: date
) -> None:
    day, machine, unit = hall(TODAY, clock)
    day.confirm(unit, said, by="c-liu")

    moment = day.moment(unit)

    assert moment.business_date == (said if day.is_doubtful(clock, said) else clock)
    assert moment.business_date >= BUILT_ON
    assert moment.wall_time == machine.now()


@pytest.mark.parametrize(
    ("said", "by_a_supervisor"),
    [
        (TODAY - timedelta(days=1), True),
        (TODAY, False),
        (TODAY + timedelta(days=CLOSED + 2), False),
        (TODAY + timedelta(days=LONE_LEAP_DAYS), False),
        (TODAY + timedelta(days=LONE_LEAP_DAYS + 1), True),
    ],
)
def test_a_leap_any_clerk_may_confirm_and_a_longer_one_a_supervisor(
    said: date, by_a_supervisor: bool
) -> None:
    day, _machine, _unit = hall(TODAY)

    assert day.needs_supervisor(said, TODAY) is by_a_supervisor


def test_a_new_year_is_stated_with_a_supervisor_however_near() -> None:
    day, _machine, _unit = hall(date(2026, 12, 31))

    assert day.needs_supervisor(date(2027, 1, 1), date(2026, 12, 31))
    assert not day.needs_supervisor(date(2027, 1, 1), None), "the first day of a hall"


def test_a_leap_that_was_confirmed_is_not_asked_about_again() -> None:
    leapt = TODAY + timedelta(days=40)
    day, machine, unit = hall(TODAY, leapt)
    day.confirm(unit, leapt, by="c-wang")

    assert day.moment(unit) == Moment(leapt, "clock", machine.now())


def test_a_leap_nobody_confirmed_leaves_the_right_day_as_good_as_before() -> None:
    """The battery slips to next year and is put right: the wrong day never became the floor."""
    day, machine, unit = hall(TODAY, TODAY + timedelta(days=300))
    with pytest.raises(ClockInDoubt):
        day.moment(unit)
    assert (day.shown(unit), day.on_screen()) == (TODAY, TODAY)

    machine.set(at(TODAY))

    assert day.moment(unit).business_date == TODAY


def test_what_is_drawn_without_reading_is_the_day_as_it_was_last_read() -> None:
    day, machine, unit = hall(TODAY, date(1985, 1, 1))
    day.confirm(unit, TODAY, by="c-wang")
    assert day.on_screen() == TODAY

    machine.set(at(TODAY + timedelta(days=1)))

    assert day.on_screen() == TODAY + timedelta(days=1)
