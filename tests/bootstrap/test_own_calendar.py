"""A year published after the program was built: one file in the hall's own folder makes it official."""

from datetime import date
from pathlib import Path

from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import resources
from app.domain.calendar import Limit, LimitUnit

TWENTY_DAYS = Limit(20, LimitUnit.WORKING)
LATE_DECEMBER = date(2026, 12, 21)


def test_without_its_own_file_next_year_is_provisional(tmp_path: Path) -> None:
    calendar = load_hall_data(resources(), tmp_path).custom.current.calendar

    assert calendar.due(TWENTY_DAYS, LATE_DECEMBER).provisional


def test_a_year_file_of_the_hall_makes_dates_official_and_keeps_the_other_years(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar/2027.toml").write_text(
        'year = 2027\nsource = "测试"\nworking = [2027-01-10]\n'
        '[[off]]\nname = "元旦"\nfrom = 2027-01-01\nto = 2027-01-03\n',
        "utf-8",
    )

    calendar = load_hall_data(resources(), tmp_path).custom.current.calendar

    due = calendar.due(TWENTY_DAYS, LATE_DECEMBER)
    assert not due.provisional
    assert calendar.is_working_day(date(2027, 1, 10))
    assert not calendar.is_working_day(date(2026, 10, 1))


def test_a_local_day_off_of_the_hall_moves_a_due_date(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar/local.toml").write_text(
        '[[off]]\nname = "防汛停工"\nfrom = 2026-06-22\nto = 2026-06-22\n', "utf-8"
    )

    usual = load_hall_data(resources(), tmp_path / "none").custom.current.calendar
    calendar = load_hall_data(resources(), tmp_path).custom.current.calendar

    one_day = Limit(1, LimitUnit.WORKING)
    assert usual.due(one_day, date(2026, 6, 18)).date == date(2026, 6, 22)
    assert calendar.due(one_day, date(2026, 6, 18)).date == date(2026, 6, 23)
