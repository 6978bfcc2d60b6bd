"""The legal day: which date papers, numbers and limits carry, whatever the machine's clock says."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Moment
from app.ports.clock import Clock
from app.ports.unit_of_work import UnitOfWork

MAX_LEAP_DAYS = 400


class ClockInDoubt(PersonFacing):
    """The clock cannot be right: a person must say today's date once."""


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """Reads the day and guards it: it never goes back by itself."""

    clock: Clock
    built_on: date

    def moment(self, unit: UnitOfWork) -> Moment:
        """Return now with its legal date; raises ClockInDoubt when a person must confirm the date first.

        A person's word holds while the doubtful clock shows the date it showed then: past its midnight
        the next day has come, and only a person knows which.
        """
        now = self.clock.now()
        today, last = now.date(), unit.business_day.last()
        if not self.is_doubtful(today, last):
            if today != last:
                unit.business_day.set(today, confirmed_by=None)
            return Moment(today, "clock", now)
        if last is None or unit.business_day.confirmed_under() != today:
            raise ClockInDoubt(
                "case.clock_in_doubt", clock=today.isoformat(), last=str(last or self.built_on)
            )
        return Moment(last, "person", now, "suspect")

    def stated_at(self, unit: UnitOfWork) -> datetime:
        """Return now as a signature states it: the last legal day where the clock cannot be right.

        Asks nobody and changes nothing, so that what a stop left unfinished can be finished at the start.
        """
        now, last = self.clock.now(), unit.business_day.last()
        if last is None or not self.is_doubtful(now.date(), last):
            return now
        return datetime.combine(last, now.timetz())

    def is_doubtful(self, today: date, last: date | None) -> bool:
        """Say whether the clock is before the build, before the last business date, or absurdly far ahead."""
        floor = max(self.built_on, last or self.built_on)
        return today < floor or (last is not None and (today - last).days > MAX_LEAP_DAYS)

    def confirm(self, unit: UnitOfWork, day: date, *, by: str) -> None:
        """Take `day` as today on the word of `by`; a date before the last one takes a supervisor."""
        unit.business_day.set(day, confirmed_by=by, clock=self.clock.now().date())
