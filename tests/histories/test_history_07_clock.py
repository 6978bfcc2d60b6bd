"""History 7: a machine starts in 1985, later jumps to 2067, later to yesterday."""

import itertools
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from fakes import HALL_ZONE
from ledger_world import World

from app.services.business_day import BusinessDay, ClockInDoubt

TODAY, BUILT_ON = date(2026, 11, 26), date(2026, 10, 1)
WRONG_CLOCKS = [
    datetime(1985, 1, 1, 8, 0, tzinfo=HALL_ZONE),
    datetime(2067, 5, 4, 8, 0, tzinfo=HALL_ZONE),
    datetime(2026, 11, 25, 8, 0, tzinfo=HALL_ZONE),
]


@dataclass
class DayInMemory:
    last_day: date | None = None
    shown: date | None = None

    def last(self):
        return self.last_day

    def confirmed_under(self):
        return self.shown

    def set(self, day, *, confirmed_by, clock=None):
        self.last_day, self.shown = day, clock


@dataclass
class UnitOfDays:
    business_day: DayInMemory


def a_hall_with_a_guarded_day():
    world, unit = World(), UnitOfDays(DayInMemory())
    day = BusinessDay(world.clock, BUILT_ON, longest_closure=lambda: 10)
    world.moment = lambda: day.moment(unit)
    return world, unit, day, world.window(3)


@pytest.mark.parametrize("clocks", list(itertools.permutations(WRONG_CLOCKS)))
@pytest.mark.parametrize("is_cut_off", [True, False])
def test_no_paper_number_or_limit_carries_a_wrong_date(clocks, is_cut_off):
    world, unit, day, window = a_hall_with_a_guarded_day()
    window.opens()
    window.is_cut_off = is_cut_off
    for wrong in clocks:
        world.clock.set(wrong)
        with pytest.raises(ClockInDoubt):
            window.opens()
        day.confirm(unit, TODAY, by="clerk 3")
        window.accepts(window.opens())
    world.everyone_syncs()
    assert {entry.delivered.operation.body.moment.business_date for entry in world.store.log} == {TODAY}
    assert all("〔2026〕" in printed.number for printed in world.pile)
    for state in world.store.states.values():
        assert state.document["received_on"] == "2026-11-26"
        assert state.document.get("accepted_on", "2026-11-26") == "2026-11-26"
    world.must_be_lawful()


def test_everything_done_under_a_wrong_clock_is_flagged():
    world, unit, day, window = a_hall_with_a_guarded_day()
    window.opens()
    world.clock.set(WRONG_CLOCKS[1])
    day.confirm(unit, TODAY, by="clerk 3")
    window.opens()
    states = [entry.delivered.operation.body.moment.clock_state for entry in world.store.log]
    assert states == ["ok", "suspect"]


def test_order_comes_from_the_log_never_from_clocks():
    """A later edit under a clock set back still follows what it was built on."""
    world = World()
    window = world.window(3)
    case = window.opens()
    window.writes(case, phone="13800000001")
    world.clock.set(WRONG_CLOCKS[0])
    window.writes(case, phone="13800000002")
    assert world.state(case).document["answers"]["phone"] == "13800000002"
    world.must_be_lawful()
