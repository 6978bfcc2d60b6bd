"""Dates and waits as people say them; changes told to those they concern and to nobody else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui import dates
from ui.changes import ChangeBoard, Changes
from ui.login.sign_in_page import staff_number
from ui.login.typed_date import typed_date
from ui.widgets.due_label import tone_of
from ui.widgets.text import Tone

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WEEK = "一二三四五六日"


@settings(max_examples=80, deadline=None)
@given(DAYS, DAYS)
def test_a_day_is_said_with_its_weekday_and_with_its_year_only_when_it_is_another(day, today):
    said = dates.day(day, today=today)

    assert said.endswith(f"{day.month}月{day.day}日（周{WEEK[day.isoweekday() - 1]}）")
    assert said.startswith(f"{day.year}年") is (day.year != today.year)


@settings(max_examples=80, deadline=None)
@given(DAYS)
def test_a_day_said_with_its_year_can_be_typed_back(day):
    said = dates.day(day, today=date(day.year - 1, 6, 1))

    assert typed_date(said.partition("（")[0]) == day


@settings(max_examples=60, deadline=None)
@given(st.integers(-400, 400))
def test_what_is_left_of_a_limit_is_said_in_one_way_and_coloured_alike(left):
    said, tone = dates.left(left), tone_of(left)

    assert (tone is Tone.LATE) == said.startswith("已超")
    assert (left == 0) == (said == "今天到期")
    assert left == 0 or str(abs(left)) in said


@settings(max_examples=60, deadline=None)
@given(st.integers(-5, 6000))
def test_a_wait_never_says_sixty_minutes_and_never_a_negative_number(count):
    said = dates.minutes(count)

    assert "60 分" not in said
    assert "-" not in said
    assert (count < 60) == ("时" not in said)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6000))
def test_hours_and_minutes_make_up_the_whole_wait(count):
    numbers = [int(part) for part in dates.minutes(count).split() if part.isdigit()]

    assert count == (numbers[0] * 60 + numbers[1] if len(numbers) == 2 else numbers[0])


@settings(max_examples=80, deadline=None)
@given(DAYS, st.sampled_from(["%Y%m%d", "%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", " %Y %m %d "]))
def test_a_date_is_understood_as_it_is_usually_typed(day, way):
    assert typed_date(day.strftime(way)) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-1-1", date(2026, 1, 1)),
        ("2026年1月5日", date(2026, 1, 5)),
        ("２０２６１１２６", date(2026, 11, 26)),
    ],
)
def test_a_date_may_leave_out_its_noughts_and_come_from_a_chinese_keyboard(typed, day):
    assert typed_date(typed) == day


@pytest.mark.parametrize("typed", ["", "今天", "2026", "202611", "20260230", "20261301", "2026112", "1126"])
def test_what_is_no_date_is_none_and_no_guess(typed):
    assert typed_date(typed) is None


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=20))
def test_nothing_that_is_typed_into_the_date_makes_the_window_fall(typed):
    typed_date(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0312", "0312"), ("0312 王秀英", "0312"), (" 0312  王秀英", "0312"), ("", ""), ("   ", "")],
)
def test_the_number_of_a_clerk_is_what_stands_first(typed, number):
    assert staff_number(typed) == number


class Panels:
    """Four listeners, one for each kind."""

    def __init__(self, board):
        self.heard = []
        for kind in ("tickets", "cases", "papers", "print_jobs"):
            getattr(board, f"{kind}_changed").connect(lambda ids, kind=kind: self.heard.append((kind, ids)))


KINDS = st.fixed_dictionaries(
    {
        kind: st.frozensets(st.sampled_from(["a", "b"]), max_size=2)
        for kind in ("tickets", "cases", "papers", "print_jobs")
    }
)


@settings(max_examples=40, deadline=None)
@given(KINDS)
def test_each_kind_that_changed_is_told_once_and_the_others_not_at_all(changed):
    board = ChangeBoard()
    panels = Panels(board)

    board.announce(Changes(**changed))

    assert dict(panels.heard) == {kind: ids for kind, ids in changed.items() if ids}
    assert len(panels.heard) == sum(bool(ids) for ids in changed.values())
