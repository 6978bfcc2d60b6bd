"""The working calendar against an oracle that walks day by day with its own list of days."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Due, Limit, LimitUnit, WorkCalendar, YearDays

DAY = timedelta(days=1)
HERE = timezone(timedelta(hours=8))
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
days = st.dates(FIRST, date(2027, 3, 31))
some_days = st.frozensets(st.dates(FIRST, LAST), max_size=25)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any two years of notices, published or not, with days off of the hall's own."""
    off, working, local = draw(some_days), draw(some_days), draw(some_days)
    years = {
        year: YearDays(
            off=frozenset(day for day in off - working if day.year == year),
            working=frozenset(day for day in working if day.year == year),
            provisional=draw(st.booleans()),
        )
        for year in (2026, 2027)
    }
    return WorkCalendar(years, local)


def is_worked(calendar: WorkCalendar, day: date) -> bool:
    """The oracle's own reading of the notice: local days, then moved days, then days off, then weekends."""
    if day in calendar.local_off:
        return False
    notice = calendar.years.get(day.year, YearDays(provisional=True))
    if day in notice.working:
        return True
    return day not in notice.off and day.isoweekday() <= 5


def next_worked(calendar: WorkCalendar, day: date) -> date:
    while not is_worked(calendar, day):
        day += DAY
    return day


@given(calendars(), days, st.integers(1, 40))
def test_working_days_are_counted_one_by_one(calendar: WorkCalendar, start: date, count: int) -> None:
    day, left = start, count
    while left:
        day += DAY
        left -= is_worked(calendar, day)

    assert calendar.add_working_days(start, count).date == day


@given(calendars(), days, st.integers(0, 90))
def test_calendar_days_run_on_and_end_on_a_worked_day(
    calendar: WorkCalendar, start: date, count: int
) -> None:
    day = start
    for _ in range(count):
        day += DAY

    assert calendar.add_natural_days(start, count).date == next_worked(calendar, day)


@given(calendars(), days, st.integers(0, 15))
def test_months_end_on_the_same_day_number_or_the_last_there_is(
    calendar: WorkCalendar, start: date, count: int
) -> None:
    year, month = start.year, start.month
    for _ in range(count):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    number = start.day
    while True:
        try:
            day = date(year, month, number)
            break
        except ValueError:
            number -= 1

    assert calendar.add_months(start, count).date == next_worked(calendar, day)


@given(calendars(), days, days)
def test_days_between_are_those_after_the_first_up_to_the_last(
    calendar: WorkCalendar, one: date, other: date
) -> None:
    first, last = sorted((one, other))
    counted = sum(is_worked(calendar, first + n * DAY) for n in range(1, (last - first).days + 1))

    assert calendar.working_days_between(first, last) == counted
    assert calendar.working_days_between(last, first) == -counted


@given(calendars(), days, st.integers(1, 30))
def test_a_limit_is_provisional_when_a_year_it_touches_is(
    calendar: WorkCalendar, start: date, count: int
) -> None:
    due = calendar.add_working_days(start, count)
    touched = {2026, 2027} & set(range(start.year, due.date.year + 1))

    assert due.provisional is any(calendar.years[year].provisional for year in touched)


@given(calendars(), days, st.integers(1, 30))
def test_the_hour_a_day_was_taken_in_at_makes_no_difference_to_days(
    calendar: WorkCalendar, start: date, count: int
) -> None:
    evening = datetime(start.year, start.month, start.day, 17, 59, tzinfo=HERE)

    for unit in (LimitUnit.WORKING, LimitUnit.NATURAL, LimitUnit.MONTH):
        assert calendar.due(Limit(count, unit), evening) == calendar.due(Limit(count, unit), start)


@given(calendars(), days, st.integers(1, 20), st.integers(1, 20))
def test_a_longer_limit_never_ends_earlier(
    calendar: WorkCalendar, start: date, count: int, more: int
) -> None:
    for unit in (LimitUnit.WORKING, LimitUnit.NATURAL, LimitUnit.MONTH):
        shorter, longer = (calendar.due(Limit(amount, unit), start) for amount in (count, count + more))
        assert shorter.date <= longer.date


@given(calendars(), calendars(), days)
def test_a_hall_s_own_years_replace_those_that_came_and_local_days_add_up(
    came: WorkCalendar, own: WorkCalendar, day: date
) -> None:
    both = came.overlaid(own)

    expected = is_worked(own, day) and day not in came.local_off
    assert both.is_working_day(day) is expected


def test_a_year_only_one_of_both_knows_is_kept() -> None:
    holiday = date(2026, 10, 1)
    came = WorkCalendar({2026: YearDays(off=frozenset({holiday}))})
    own = WorkCalendar({2027: YearDays(off=frozenset({date(2027, 10, 1)}))})

    assert not came.overlaid(own).is_working_day(holiday)
    assert not came.overlaid(own).is_working_day(date(2027, 10, 1))


@pytest.mark.parametrize(
    ("start", "hours", "day", "clock"),
    [
        ("2026-11-27T16:00", 24, "2026-11-28", "16:00"),
        ("2026-11-27T23:30", 1, "2026-11-28", "00:30"),
        ("2026-12-31T12:00", 48, "2027-01-02", "12:00"),
    ],
)
def test_hours_end_at_the_minute_even_on_a_day_off(start: str, hours: int, day: str, clock: str) -> None:
    begun = datetime.fromisoformat(start).replace(tzinfo=HERE)

    due = WorkCalendar({}).due(Limit(hours, LimitUnit.HOUR), begun)

    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HERE)
    assert due == Due(date.fromisoformat(day), provisional=False, moment=moment)
