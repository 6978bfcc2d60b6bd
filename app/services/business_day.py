"""The legal day: which date papers, numbers and limits carry, whatever the machine's clock says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Moment
from app.ports.clock import Clock
from app.ports.unit_of_work import UnitOfWork

LONE_LEAP_DAYS = 28
"""A day further ahead than this, or in another year, takes a supervisor: its numbers begin anew."""


class ClockInDoubt(PersonFacing):
    """The clock cannot be right: a person must say today's date once."""


@dataclass(slots=True)
class _Known:
    """The last business date as this process last read it."""

    last: date | None = None


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """Reads the day and guards it: it never goes back by itself, and leaps ahead only on a person's word.

    `longest_closure` tells the most days in a row this hall is ever closed (hall data): a clock that leaps
    further is asked about, since a wrong day once taken would make the right one look like a step back.
    """

    clock: Clock
    built_on: date
    longest_closure: Callable[[], int]
    _known: _Known = field(default_factory=_Known, init=False, repr=False, compare=False)

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
            self._known.last = today
            return Moment(today, "clock", now)
        if last is None or unit.business_day.confirmed_under() != today:
            raise ClockInDoubt(
                "case.clock_in_doubt", clock=today.isoformat(), last=str(last or self.built_on)
            )
        self._known.last = last
        return Moment(last, "person", now, "suspect")

    def stated_at(self, unit: UnitOfWork) -> datetime:
        """Return now as a signature states it: the last legal day where the clock cannot be right.

        Asks nobody and changes nothing, so that what a stop left unfinished can be finished at the start.
        """
        now, last = self.clock.now(), unit.business_day.last()
        if last is None or not self.is_doubtful(now.date(), last):
            return now
        return datetime.combine(last, now.timetz())

    def shown(self, unit: UnitOfWork) -> date:
        """Return the day to show and to look up by: a doubtful clock changes nothing, and nobody is asked."""
        self._known.last = unit.business_day.last()
        return self.on_screen()

    def on_screen(self) -> date:
        """Return the day to draw with where nothing may be read: `shown` as this process last read it."""
        last, clock = self._known.last, self.clock.now().date()
        return last if last is not None and self.is_doubtful(clock, last) else clock

    def is_doubtful(self, today: date, last: date | None) -> bool:
        """Say whether `today` is before the build or the last business date, or beyond any closure."""
        return self._is_early(today, last) or _leap(today, last) > self.longest_closure() + 1

    def needs_supervisor(self, day: date, last: date | None) -> bool:
        """Say whether no clerk alone may state `day`: before the last one, weeks after it, or in a new year.

        A day stated wrongly cannot be taken back by a clerk, and a number of a new year not at all.
        """
        is_new_year = last is not None and day.year != last.year
        return self._is_early(day, last) or is_new_year or _leap(day, last) > LONE_LEAP_DAYS

    def is_asked(self, day: date, last: date | None) -> bool:
        """Say whether `day` may be stated at all: the clock is doubtful now, or shows that very day."""
        today = self.clock.now().date()
        return day == today or self.is_doubtful(today, last)

    def confirm(self, unit: UnitOfWork, day: date, *, by: str) -> None:
        """Take `day` as today on the word of `by`; the caller asked whether it takes a supervisor."""
        unit.business_day.set(day, confirmed_by=by, clock=self.clock.now().date())
        self._known.last = day

    def _is_early(self, day: date, last: date | None) -> bool:
        return day < max(self.built_on, last or self.built_on)


def _leap(day: date, last: date | None) -> int:
    return 0 if last is None else (day - last).days
