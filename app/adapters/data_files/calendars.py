"""Reads the yearly working calendars and the local days off from resources/calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from app.adapters.data_files.reading import Part, read
from app.domain.calendar import WorkCalendar, YearDays

_SATURDAY = 5
LOCAL = "local.toml"
"""The extra days off of a county or township, in a folder of calendars."""


def load_calendar(folder: Path) -> WorkCalendar:
    """Return the calendar of a folder: every <year>.toml, and local.toml if there is one."""
    years = dict(load_year(path) for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].toml")))
    local = folder / LOCAL
    return WorkCalendar(years, load_local_days_off(local) if local.exists() else frozenset())


def load_year(path: Path) -> tuple[int, YearDays]:
    """Return the year a file is for and its days; DataFileError says which line contradicts a calendar."""
    file = read(path)
    year = file.head.need("year", int)
    off = frozenset(day for part in file.blocks("off") for day in _days_of_year(part, year))
    working = frozenset(_working_day(part, year, off) for part in file.items("working"))
    return year, YearDays(
        off=off, working=working, provisional=file.head.take("provisional", otherwise=False)
    )


def load_local_days_off(path: Path) -> frozenset[date]:
    """Return the extra days off of a county or township, of any year."""
    return frozenset(day for part in read(path).blocks("off") for day in _days(part))


def _days_of_year(part: Part, year: int) -> Iterator[date]:
    for day in _days(part):
        if day.year != year:
            raise part.error("day_outside_year", day=day, year=year)
        yield day


def _days(part: Part) -> Iterator[date]:
    part.need("name", str)
    first, last = part.need("from", date), part.need("to", date)
    if first > last:
        raise part.error("days_reversed", first=first, last=last)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _working_day(part: Part, year: int, off: frozenset[date]) -> date:
    """Return one listed working day after checking it against the weekdays and the days off."""
    day = part.need("working", date)
    if day.year != year:
        raise part.error("day_outside_year", day=day, year=year)
    if day.weekday() < _SATURDAY:
        raise part.error("not_weekend", day=day)
    if day in off:
        raise part.error("day_both", day=day)
    return day
