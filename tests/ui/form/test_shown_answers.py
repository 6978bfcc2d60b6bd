"""How an answer reads: plain while it is typed, in groups once it is left, hidden where others look on."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from form_parts import NATIONS, a_field
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.form.values import Kind, Month, Unreadable, read_answer
from ui.form.shown import BLANK, is_masked, masked, read, typed

ID_NUMBER = "360725199003070011"


@pytest.mark.parametrize(
    ("kind", "raw", "plain"),
    [
        (Kind.TEXT, "赣州市", "赣州市"),
        (Kind.DATE, "20260101", "2026-01-01"),
        (Kind.DATE, "2026-1-1", "2026-01-01"),
        (Kind.DATE, "2026年1月1日", "2026-01-01"),
        (Kind.DATE, "２０２６０１０１", "2026-01-01"),
        (Kind.MONTH, "202601", "2026-01"),
        (Kind.MONTH, "2026年1月", "2026-01"),
        (Kind.DATE_TIME, "20261201 8:05", "2026-12-01 08:05"),
        (Kind.MONEY, "500", "500.00"),
        (Kind.MONEY, "¥1,200.5元", "1200.50"),
        (Kind.MONEY, "0.07", "0.07"),
        (Kind.DECIMAL, "1.5", "1.50"),
        (Kind.INTEGER, "1,200", "1200"),
        (Kind.MOBILE, "138 0000 0000", "13800000000"),
        (Kind.ID_NUMBER, "36072519900307001x", "36072519900307001X"),
        (Kind.CHOICES, "甲、乙", "甲、乙"),
    ],
)
def test_what_was_typed_is_shown_again_in_one_plain_form(kind, raw, plain):
    assert typed(a_field(kind), read_answer(kind, raw)) == plain


@pytest.mark.parametrize(
    ("kind", "raw"),
    [(Kind.DATE, "明天"), (Kind.DATE, "20260230"), (Kind.MONEY, "很多"), (Kind.MONTH, "202613")],
)
def test_what_makes_no_answer_stays_as_it_was_typed_so_that_it_can_be_mended(kind, raw):
    answer = read_answer(kind, raw)

    assert isinstance(answer, Unreadable)
    assert typed(a_field(kind), answer) == read(a_field(kind), answer) == raw


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.ID_NUMBER, ID_NUMBER, "360725 19900307 0011"),
        (Kind.CERTIFICATE, ID_NUMBER, "360725 19900307 0011"),
        (Kind.CERTIFICATE, "E12345678", "E12345678"),
        (Kind.MOBILE, "13800000000", "138 0000 0000"),
        (Kind.MOBILE, "1380000", "1380000"),
        (Kind.BANK_ACCOUNT, "6228480402564890018", "6228 4804 0256 4890 018"),
        (Kind.YES_NO, True, "是"),
        (Kind.YES_NO, False, "否"),
        (Kind.SIGNATURE, True, "已签字"),
        (Kind.SIGNATURE, False, "未签字"),
        (Kind.MONEY, 50000, "500.00"),
        (Kind.DATE, date(2026, 12, 4), "2026-12-04"),
        (Kind.MONTH, Month(2026, 3), "2026-03"),
        (Kind.DATE_TIME, datetime(2026, 12, 1, 8, 5), "2026-12-01 08:05"),  # noqa: DTZ001 - wall time of a form
        (Kind.DECIMAL, Decimal("1.50"), "1.50"),
        (Kind.TEXT, None, ""),
    ],
)
def test_an_answer_that_was_left_reads(kind, value, said):
    assert read(a_field(kind), value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("10", "畲族"), (("01", "03"), "汉族、回族"), ("99", "99"), (("01", "99"), "汉族、99")],
)
def test_a_code_reads_as_its_word_and_an_unknown_one_as_itself(value, said):
    assert read(a_field(Kind.CHOICE), value, NATIONS) == said


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.NAME, "欧阳德海", "欧阳*海"),
        (Kind.ID_NUMBER, ID_NUMBER, "360725 ········ 0011"),
        (Kind.MOBILE, "13800000000", "138****0000"),
        (Kind.PHONE, "0797-3812345", "0797-****345"),
        (Kind.BANK_ACCOUNT, "6228480402564890018", "**** **** **** 0018"),
        (Kind.ADDRESS, "江西省赣州市崇义县关田镇沙溪村示范组6号", "江西省赣州市崇义县关田镇沙溪村****"),
        (Kind.TEXT, "摆摊", "摆摊"),
        (Kind.NAME, None, BLANK),
    ],
)
def test_of_a_personal_answer_enough_is_shown_to_recognise_it(kind, value, said):
    assert masked(a_field(kind), value) == said


def test_what_the_item_calls_sensitive_shows_nothing_at_all():
    income = a_field(Kind.MONEY, sensitive=True)

    assert masked(income, 120000) == "****"
    assert is_masked(income)


@pytest.mark.parametrize("kind", Kind)
def test_only_what_is_masked_is_asked_to_be_revealed(kind):
    field, whole = a_field(kind), "欧阳德海6228480402564890018"
    hides = masked(field, whole) != read(field, whole)

    assert is_masked(field) == hides


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_comes_back_as_it_was_shown(day):
    assert read_answer(Kind.DATE, typed(a_field(Kind.DATE), day)) == day


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**12))
def test_every_amount_comes_back_as_it_was_shown(fen):
    assert read_answer(Kind.MONEY, typed(a_field(Kind.MONEY), fen)) == fen


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=-9999, max_value=9999, places=2))
def test_every_decimal_comes_back_as_it_was_shown(number):
    assert read_answer(Kind.DECIMAL, typed(a_field(Kind.DECIMAL), number)) == number


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9999), st.integers(1, 12))
def test_every_month_comes_back_as_it_was_shown(year, month):
    assert read_answer(Kind.MONTH, typed(a_field(Kind.MONTH), Month(year, month))) == Month(year, month)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([Kind.ID_NUMBER, Kind.CERTIFICATE, Kind.MOBILE, Kind.BANK_ACCOUNT]),
    st.text("0123456789X", min_size=1, max_size=24),
)
def test_grouping_a_number_never_changes_it(kind, number):
    grouped = read(a_field(kind), number)

    assert grouped.replace(" ", "") == number
    assert read_answer(kind, grouped) == number


@settings(max_examples=80, deadline=None)
@given(st.text("0123456789", min_size=18, max_size=18))
def test_a_masked_id_number_keeps_the_middle_to_itself(number):
    shown = masked(a_field(Kind.ID_NUMBER), number)

    assert shown == f"{number[:6]} ········ {number[14:]}"
