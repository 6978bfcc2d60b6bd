"""Lets days go by in a hall that is open now and then, as a real one is."""

from hall import Bench

from app.bootstrap.opening import OpenHall

STEP = 3
"""No closure is so short that a clock that leaps so far would be doubted."""


def days_pass(hall: OpenHall, bench: Bench, days: int) -> None:
    """Move the clock on; the hall hears of the date every few days."""
    while days > 0:
        step = min(STEP, days)
        bench.clock.advance(days=step)
        with hall.office.storage.writing() as unit:
            hall.office.business_day.moment(unit)
            unit.commit()
        days -= step
