"""Answers as typed, as values, and as JSON."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.form.values import Kind, Month, Unreadable, fit, read_answer, write_answer


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.DATE, "2026-01-05", date(2026, 1, 5)),
        (Kind.DATE, "20260105", date(2026, 1, 5)),
        (Kind.DATE, "2026年1月5日", date(2026, 1, 5)),
        (Kind.DATE, "２０２６．１．５", date(2026, 1, 5)),
        (Kind.MONTH, "2026-01", Month(2026, 1)),
        (Kind.MONTH, "2026年1月", Month(2026, 1)),
        (Kind.MONTH, "202601", Month(2026, 1)),
        (Kind.DATE_TIME, "2026-01-05 8:30", datetime.fromisoformat("2026-01-05T08:30")),
        (Kind.DATE_TIME, "2026-01-05T08:30", datetime.fromisoformat("2026-01-05T08:30")),
        (Kind.INTEGER, "1,200", 1200),
        (Kind.INTEGER, "-3", -3),
        (Kind.DECIMAL, "1.5", Decimal("1.50")),
        (Kind.MONEY, "1,200.5", 120050),
        (Kind.MONEY, "¥0.07元", 7),
        (Kind.YES_NO, "是", True),
        (Kind.CHOICES, "甲、乙,甲", ("甲", "乙")),
        (Kind.ID_NUMBER, "１1010519491231002x ", "11010519491231002X"),
        (Kind.TEXT, "  ", None),
        (Kind.TEXT, "（原样）", "（原样）"),
    ],
)
def test_what_people_type_becomes_a_value(kind, typed, value):
    assert read_answer(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (Kind.DATE, "2026-02-30", "form.no_such_date"),
        (Kind.DATE, "明天", "form.not_a_date"),
        (Kind.DATE, "2026111", "form.not_a_date"),
        (Kind.MONTH, "2026-13", "form.not_a_month"),
        (Kind.DATE_TIME, "2026-01-05", "form.not_a_date_time"),
        (Kind.DATE_TIME, "2026-01-05 24:00", "form.not_a_date_time"),
        (Kind.INTEGER, "1.5", "form.not_a_whole_number"),
        (Kind.DECIMAL, "1.255", "form.too_many_places"),
        (Kind.DECIMAL, "很多", "form.not_a_number"),
        (Kind.MONEY, "1.005", "form.not_an_amount"),
        (Kind.MONEY, "-5", "form.not_an_amount"),
        (Kind.YES_NO, "大概", "form.not_yes_or_no"),
        (Kind.YES_NO, 3, "form.not_readable"),
        (Kind.MONEY, 1.5, "form.not_readable"),
        (Kind.INTEGER, True, "form.not_readable"),
    ],
)
def test_what_makes_no_value_is_kept_with_its_reason(kind, typed, code):
    answer = read_answer(kind, typed)

    assert answer == Unreadable(str(typed), code)


@given(
    st.one_of(
        st.tuples(st.just(Kind.DATE), st.dates()),
        st.tuples(st.just(Kind.MONEY), st.integers(0, 10**12)),
        st.tuples(st.just(Kind.INTEGER), st.integers(-(10**9), 10**9)),
        st.tuples(st.just(Kind.DECIMAL), st.decimals(-1000, 1000, places=2)),
        st.tuples(st.just(Kind.MONTH), st.builds(Month, st.integers(1000, 9999), st.integers(1, 12))),
        st.tuples(
            st.just(Kind.DATE_TIME),
            st.datetimes(datetime.fromisoformat("1000-01-01")).map(
                lambda d: d.replace(second=0, microsecond=0)
            ),
        ),
        st.tuples(st.just(Kind.CHOICES), st.lists(st.text(min_size=1), min_size=1, unique=True).map(tuple)),
    )
)
def test_stored_json_reads_back_as_the_same_value(answer):
    kind, value = answer

    assert read_answer(kind, write_answer(value)) == value


def test_calculated_numbers_take_the_shape_of_their_field():
    assert str(fit(Kind.DECIMAL, Decimal("1.005"), 2)) == "1.01"
    assert fit(Kind.INTEGER, Decimal("2.5"), 0) == 3
    assert fit(Kind.DECIMAL, Decimal(10) ** 40, 2) is None
    assert fit(Kind.MONEY, 5, 2) == 5
