"""Working days and limits, with every vector of the domain notes on the shipped calendars."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.data_files.calendars import load_calendar
from app.domain.calendar import Due, Limit, LimitUnit, WorkCalendar, YearDays

HERE = timezone(timedelta(hours=8))
CALENDAR = load_calendar(Path(__file__).parents[2] / "resources" / "calendar")
days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-09-24", 5, "2026-10-09"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-06-18", 1, "2026-06-22"),
        ("2026-09-19", 1, "2026-09-20"),
        ("2026-11-25", 20, "2026-12-23"),
    ],
)
def test_working_days_of_2026(start, count, due):
    expected = Due(date.fromisoformat(due), provisional=False)
    assert CALENDAR.add_working_days(date.fromisoformat(start), count) == expected


def test_2026_has_248_working_days():
    assert CALENDAR.working_days_between(date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_2025_has_248_working_days():
    assert CALENDAR.working_days_between(date(2024, 12, 31), date(2025, 12, 31)) == 248


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True), (date(2026, 2, 16), False), (date(2026, 9, 20), True),
        (date(2026, 10, 8), True), (date(2026, 7, 4), False), (date(2026, 7, 3), True),
        (date(2025, 1, 26), True), (date(2025, 10, 8), False), (date(2027, 2, 5), False),
    ],
)  # fmt: skip
def test_is_working_day(day, works):
    assert CALENDAR.is_working_day(day) is works


def test_the_statutory_days_of_2027_are_thirteen_and_provisional():
    year = CALENDAR.years[2027]
    assert len(year.off) == 13
    assert year.provisional


def test_a_limit_reaching_into_an_unpublished_year_is_provisional():
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1).provisional
    assert not CALENDAR.add_working_days(date(2026, 12, 30), 1).provisional
    assert CALENDAR.add_working_days(date(2031, 1, 1), 1) == Due(date(2031, 1, 2), provisional=True)


def test_zero_days_is_the_day_itself_or_the_next_worked_one():
    assert CALENDAR.add_working_days(date(2026, 7, 1), 0).date == date(2026, 7, 1)
    assert CALENDAR.add_working_days(date(2026, 7, 4), 0).date == date(2026, 7, 6)


def test_a_local_day_off_wins_even_over_a_working_weekend():
    calendar = WorkCalendar(CALENDAR.years, frozenset({date(2026, 7, 2), date(2026, 9, 20)}))
    assert calendar.add_working_days(date(2026, 7, 1), 1).date == date(2026, 7, 3)
    assert not calendar.is_working_day(date(2026, 9, 20))


@pytest.mark.parametrize(
    ("limit", "start", "due"),
    [
        (Limit(7, LimitUnit.NATURAL), date(2026, 7, 1), date(2026, 7, 8)),
        (Limit(7, LimitUnit.NATURAL), date(2026, 9, 24), date(2026, 10, 8)),
        (Limit(3, LimitUnit.NATURAL), date(2026, 7, 1), date(2026, 7, 6)),
        (Limit(60, LimitUnit.NATURAL), date(2026, 7, 1), date(2026, 8, 31)),
        (Limit(6, LimitUnit.MONTH), date(2026, 1, 15), date(2026, 7, 15)),
        (Limit(1, LimitUnit.MONTH), date(2026, 10, 31), date(2026, 11, 30)),
        (Limit(1, LimitUnit.MONTH), date(2026, 1, 31), date(2026, 2, 28)),
        (Limit(1, LimitUnit.MONTH), date(2025, 12, 30), date(2026, 1, 30)),
        (Limit(6, LimitUnit.MONTH), date(2025, 8, 31), date(2026, 2, 28)),
        (Limit(5, LimitUnit.WORKING), date(2026, 9, 24), date(2026, 10, 9)),
        (Limit(5, LimitUnit.WORKING), datetime(2026, 9, 24, 16, 59, tzinfo=HERE), date(2026, 10, 9)),
    ],
)
def test_each_unit_of_a_limit(limit, start, due):
    assert CALENDAR.due(limit, start).date == due


def test_hours_run_through_nights_and_days_off():
    due = CALENDAR.due(Limit(48, LimitUnit.HOUR), datetime(2026, 9, 30, 16, 30, tzinfo=HERE))
    assert due == Due(date(2026, 10, 2), provisional=False, moment=datetime(2026, 10, 2, 16, 30, tzinfo=HERE))


def test_hours_from_a_day_without_a_time_are_a_mistake():
    with pytest.raises(TypeError):
        CALENDAR.due(Limit(24, LimitUnit.HOUR), date(2026, 9, 30))


def test_days_left_count_down_to_the_last_day_and_go_below_zero():
    due = date(2026, 10, 9)
    assert CALENDAR.working_days_between(date(2026, 9, 24), due) == 5
    assert CALENDAR.working_days_between(date(2026, 10, 8), due) == 1
    assert CALENDAR.working_days_between(due, due) == 0
    assert CALENDAR.working_days_between(date(2026, 10, 12), due) == -2


@settings(max_examples=100)
@given(days_of_2026, st.integers(1, 60))
def test_the_last_day_is_worked_and_counting_back_gives_the_same_number(start, count):
    due = CALENDAR.add_working_days(start, count).date
    assert CALENDAR.is_working_day(due)
    assert CALENDAR.working_days_between(start, due) == count


@settings(max_examples=100)
@given(days_of_2026, st.integers(0, 14))
def test_no_limit_ends_on_a_day_off(start, amount):
    for unit in (LimitUnit.WORKING, LimitUnit.NATURAL, LimitUnit.MONTH):
        assert CALENDAR.is_working_day(CALENDAR.due(Limit(amount, unit), start).date)


def test_an_empty_calendar_knows_weekends_only():
    calendar = WorkCalendar({2026: YearDays()})
    assert calendar.add_working_days(date(2026, 9, 30), 2).date == date(2026, 10, 2)
