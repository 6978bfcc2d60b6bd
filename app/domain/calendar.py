"""Working days and legal time limits, by the State Council's yearly calendar and local days off."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

_DAY = timedelta(days=1)
_SATURDAY = 5


class LimitUnit(Enum):
    """The unit of a legal limit: 工作日, 自然日, 月 or 小时."""

    WORKING = "W"
    NATURAL = "D"
    MONTH = "M"
    HOUR = "H"


@dataclass(frozen=True, slots=True)
class Limit:
    """A legal or promised time limit, such as 20 working days."""

    amount: int
    unit: LimitUnit


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit; `provisional` while a year it runs through has no official calendar.

    `moment` is set for limits in hours only.
    """

    date: date
    provisional: bool
    moment: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDays:
    """One year's notice: the days off beyond weekends, and the weekend days that are worked."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    provisional: bool = False


# A year nobody has published yet: weekends only, and everything computed from it is provisional.
UNPUBLISHED = YearDays(provisional=True)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. Limits follow 民法典 201-203: the first day is not counted, and a last
    day that is a day off moves to the next working day.
    """

    years: Mapping[int, YearDays]
    local_off: frozenset[date] = frozenset()

    def overlaid(self, other: "WorkCalendar") -> "WorkCalendar":
        """Return this calendar with the years of `other` in place of its own, and the local days of both."""
        return WorkCalendar({**self.years, **other.years}, self.local_off | other.local_off)

    def is_working_day(self, day: date) -> bool:
        """True if offices work on `day`; a local day off wins over everything else."""
        if day in self.local_off:
            return False
        year = self._year(day.year)
        return day in year.working or (day not in year.off and day.weekday() < _SATURDAY)

    def due(self, limit: Limit, start: date) -> Due:
        """Return the last day of `limit` counted from `start`.

        Hours run through nights and days off from the minute, so they need a datetime: TypeError
        for a plain date.
        """
        match limit.unit:
            case LimitUnit.WORKING:
                return self.add_working_days(start, limit.amount)
            case LimitUnit.NATURAL:
                return self.add_natural_days(start, limit.amount)
            case LimitUnit.MONTH:
                return self.add_months(start, limit.amount)
            case LimitUnit.HOUR:
                return _add_hours(start, limit.amount)

    def add_working_days(self, start: date, count: int) -> Due:
        """Return the `count`-th working day after `start`; 0 is the start itself, moved to a working day."""
        start = _plain(start)
        if count == 0:
            return self._moved_to_working_day(start)
        day = start
        for _ in range(count):
            day = next(self._working_days_from(day + _DAY))
        return self._due(start, day)

    def add_natural_days(self, start: date, count: int) -> Due:
        """Return the `count`-th calendar day after `start`, moved to a working day."""
        return self._moved_to_working_day(_plain(start) + count * _DAY)

    def add_months(self, start: date, count: int) -> Due:
        """Return the same day number `count` months later, else that month's end, moved to a working day."""
        months = start.year * 12 + start.month - 1 + count
        year, month = months // 12, months % 12 + 1
        return self._moved_to_working_day(date(year, month, min(start.day, monthrange(year, month)[1])))

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to and with `end`; negative if end is past."""
        start, end = _plain(start), _plain(end)
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + n * _DAY) for n in range(1, (end - start).days + 1))

    def _moved_to_working_day(self, day: date) -> Due:
        return self._due(day, next(self._working_days_from(day)))

    def _working_days_from(self, day: date) -> Iterator[date]:
        while True:
            if self.is_working_day(day):
                yield day
            day += _DAY

    def _due(self, start: date, end: date) -> Due:
        years = range(start.year, end.year + 1)
        return Due(end, any(self._year(year).provisional for year in years))

    def _year(self, year: int) -> YearDays:
        return self.years.get(year, UNPUBLISHED)


def _add_hours(start: date, hours: int) -> Due:
    if not isinstance(start, datetime):
        raise TypeError(start)
    moment = start + timedelta(hours=hours)
    return Due(moment.date(), provisional=False, moment=moment)


def _plain(day: date) -> date:
    """Return a datetime's date: the two do not compare with each other."""
    return day.date() if isinstance(day, datetime) else day
