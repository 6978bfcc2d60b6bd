"""Every way people write a date, month, moment, number, amount and choice, and what is not one."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.form.values import Kind, Month, Unreadable, ValueType, fit, read_answer, type_of, write_answer

FIFTH = date(2026, 1, 5)
WIDE = str.maketrans("0123456789.-/:,", "０１２３４５６７８９．－／：，")


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-05",
        "2026-1-5",
        "2026/01/05",
        "2026/1/5",
        "2026.01.05",
        "2026.1.5",
        "2026年1月5日",
        "2026年01月05日",
        "2026年1月5",
        "20260105",
        " 20260105 ",
        "２０２６０１０５",
        "２０２６－０１－０５",
        "２０２６年１月５日",
        "\u30002026-01-05\u3000",
    ],
)
def test_one_day_can_be_written_in_many_ways(typed):
    assert read_answer(Kind.DATE, typed) == FIFTH


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-02-29", "form.no_such_date"),
        ("2026-04-31", "form.no_such_date"),
        ("2026-13-01", "form.no_such_date"),
        ("2026-00-10", "form.no_such_date"),
        ("2026-01-00", "form.no_such_date"),
        ("20260230", "form.no_such_date"),
        ("0000-01-01", "form.no_such_date"),
        ("26-01-05", "form.not_a_date"),
        ("2026-01", "form.not_a_date"),
        ("202601", "form.not_a_date"),
        ("202601055", "form.not_a_date"),
        ("2026 01 05", "form.not_a_date"),
        ("05-01-2026", "form.not_a_date"),
        ("2026-01-05 08:30", "form.not_a_date"),
        ("二〇二六年一月五日", "form.not_a_date"),
        ("正月初五", "form.not_a_date"),
        ("长期", "form.not_a_date"),
    ],
)
def test_what_is_no_day_says_whether_it_is_no_date_at_all(typed, code):
    assert read_answer(Kind.DATE, typed) == Unreadable(typed, code)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01",
        "2026-1",
        "2026/01",
        "2026.1",
        "2026年1月",
        "2026年01月",
        "2026年1",
        "202601",
        "２０２６０１",
    ],
)
def test_one_month_can_be_written_in_many_ways(typed):
    assert read_answer(Kind.MONTH, typed) == Month(2026, 1)


@pytest.mark.parametrize(
    "typed", ["2026-13", "2026-00", "202613", "2026", "26-01", "2026-01-05", "一月", "0000-01"]
)
def test_what_is_no_month_is_shown_back(typed):
    assert read_answer(Kind.MONTH, typed) == Unreadable(typed, "form.not_a_month")


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-05 08:30",
        "2026-01-05 8:30",
        "2026-01-05T08:30",
        "2026-01-05T8:30",
        "20260105 08:30",
        "20260105 0830",
        "202601050830",
        "2026-01-05 0830",
        "2026年1月5日 8时30分",
        "2026年1月5日 8时30",
        "2026/1/5 8：30",
        "２０２６－０１－０５　０８：３０",
        "2026-01-05  08:30",
    ],
)
def test_one_moment_can_be_written_in_many_ways(typed):
    assert read_answer(Kind.DATE_TIME, typed) == datetime.fromisoformat("2026-01-05T08:30")


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-05",
        "08:30",
        "2026-01-05 8",
        "2026-01-05 8:3",
        "2026-01-05 24:00",
        "2026-01-05 08:60",
        "2026-02-30 08:30",
        "2026-01-05 上午",
        "2026-01-05 08:30:00",
        "2026010508",
        "20260105083",
        "202601052460",
        "202602300830",
    ],
)
def test_what_is_no_moment_is_shown_back(typed):
    assert read_answer(Kind.DATE_TIME, typed) == Unreadable(typed, "form.not_a_date_time")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("-0", 0),
        ("007", 7),
        ("-12", -12),
        ("1,234,567", 1234567),
        ("１２", 12),
        ("１，２００", 1200),
        (" 3 ", 3),
        ("999999999999999", 999999999999999),
    ],
)
def test_whole_numbers(typed, number):
    assert read_answer(Kind.INTEGER, typed) == number


@pytest.mark.parametrize(
    "typed",
    ["1.0", "1.5", "3人", "三", "+3", "1e3", "--1", "9" * 16, "1-2", "½", "٣a"],
)
def test_what_is_no_whole_number_is_shown_back(typed):
    assert read_answer(Kind.INTEGER, typed) == Unreadable(typed, "form.not_a_whole_number")


@pytest.mark.parametrize(
    ("typed", "places", "number"),
    [
        ("1", 2, "1.00"),
        ("1.5", 2, "1.50"),
        ("1.50", 1, "1.5"),
        ("1.500000", 1, "1.5"),
        ("-0.25", 2, "-0.25"),
        ("1,200.75", 2, "1200.75"),
        ("１．５", 1, "1.5"),
        ("3", 0, "3"),
        ("3.0", 0, "3"),
        ("0.0001", 4, "0.0001"),
    ],
)
def test_decimals_take_the_places_of_their_field(typed, places, number):
    assert str(read_answer(Kind.DECIMAL, typed, places)) == number


@pytest.mark.parametrize(
    ("typed", "places", "code"),
    [
        ("1.25", 1, "form.too_many_places"),
        ("1.001", 2, "form.too_many_places"),
        ("0.5", 0, "form.too_many_places"),
        ("1.", 2, "form.not_a_number"),
        (".5", 2, "form.not_a_number"),
        ("1.2.3", 2, "form.not_a_number"),
        ("三亩", 2, "form.not_a_number"),
        ("NaN", 2, "form.not_a_number"),
        ("Infinity", 2, "form.not_a_number"),
        ("1" * 13, 2, "form.not_a_number"),
    ],
)
def test_what_is_no_decimal_says_why(typed, places, code):
    assert read_answer(Kind.DECIMAL, typed, places) == Unreadable(typed, code)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("0", 0),
        ("0.01", 1),
        ("0.1", 10),
        ("1", 100),
        ("1.5", 150),
        ("1.50", 150),
        ("1.50元", 150),
        ("3元", 300),
        ("¥3", 300),
        ("￥3", 300),
        ("1,234.56", 123456),
        ("１２．５", 1250),
        ("１００元", 10000),
        ("999999999999.99", 99999999999999),
    ],
)
def test_amounts_in_yuan_are_kept_in_fen(typed, fen):
    found = read_answer(Kind.MONEY, typed)

    assert found == (Unreadable(typed, "form.not_an_amount") if fen is None else fen)


@pytest.mark.parametrize(
    "typed", ["1.234", "-1", "1万", "一百", "1.", ".5", "元", "¥", "1 元", "$3", "9" * 13]
)
def test_what_is_no_amount_is_shown_back(typed):
    assert read_answer(Kind.MONEY, typed) == Unreadable(typed, "form.not_an_amount")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("是", True),
        ("否", False),
        ("true", True),
        ("False", False),
        ("ｔｒｕｅ", True),
        (True, True),
        (False, False),
    ],
)
@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.SIGNATURE])
def test_yes_and_no(kind, typed, answer):
    assert read_answer(kind, typed) is answer


@pytest.mark.parametrize("typed", ["有", "1", "yes", "是的", "不"])
def test_what_is_neither_yes_nor_no_is_shown_back(typed):
    assert read_answer(Kind.YES_NO, typed) == Unreadable(typed, "form.not_yes_or_no")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("甲", ("甲",)),
        ("甲,乙", ("甲", "乙")),
        ("甲，乙", ("甲", "乙")),
        ("甲、乙、甲", ("甲", "乙")),
        ("乙;甲", ("乙", "甲")),
        ("乙；甲", ("乙", "甲")),
        (" 甲 , 乙 ", ("甲", "乙")),
        ("、、", None),
        (["甲", "乙", "甲"], ("甲", "乙")),
        (("乙",), ("乙",)),
        ([], None),
        ((), None),
    ],
)
def test_several_choices_keep_their_order_and_each_counts_once(typed, codes):
    assert read_answer(Kind.CHOICES, typed) == codes


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("blank", [None, "", " ", "\u3000", "\n\t"])
def test_blank_text_is_blank_in_every_kind(kind, blank):
    assert read_answer(kind, blank) is None


@pytest.mark.parametrize(
    "kind", [Kind.DATE, Kind.MONTH, Kind.DATE_TIME, Kind.TEXT, Kind.CHOICE, Kind.CHOICES]
)
@pytest.mark.parametrize("stored", [3, 1.5, True, {"a": 1}])
def test_stored_json_of_another_type_is_not_readable(kind, stored):
    assert read_answer(kind, stored) == Unreadable(str(stored), "form.not_readable")


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        (Kind.TEXT, ValueType.TEXT),
        (Kind.NAME, ValueType.TEXT),
        (Kind.CERTIFICATE, ValueType.TEXT),
        (Kind.CHOICE, ValueType.TEXT),
        (Kind.REGION, ValueType.TEXT),
        (Kind.CHOICES, ValueType.CODES),
        (Kind.INTEGER, ValueType.NUMBER),
        (Kind.DECIMAL, ValueType.NUMBER),
        (Kind.MONEY, ValueType.MONEY),
        (Kind.DATE, ValueType.DATE),
        (Kind.MONTH, ValueType.MONTH),
        (Kind.DATE_TIME, ValueType.DATE_TIME),
        (Kind.YES_NO, ValueType.YES_NO),
        (Kind.SIGNATURE, ValueType.YES_NO),
    ],
)
def test_what_a_rule_sees_of_a_kind(kind, seen):
    assert type_of(kind) is seen


@pytest.mark.parametrize(
    "kind", [Kind.MOBILE, Kind.BANK_ACCOUNT, Kind.CERTIFICATE, Kind.CREDIT_CODE, Kind.REGION]
)
@pytest.mark.parametrize("typed", ["36 07 x", "３６０７Ｘ", " 3607x "])
def test_numbers_on_papers_lose_spaces_and_width(kind, typed):
    assert read_answer(kind, typed) == "3607X"


@pytest.mark.parametrize("typed", ["-", "－", " - "])
def test_a_dash_where_a_telephone_number_belongs_is_no_answer(open_fields, typed):
    sheet = open_fields('key = "mobile", label = "手机号码", kind = "mobile", required = true')

    sheet.set("mobile", typed)

    assert sheet.value("mobile") is None
    assert [problem.code for problem in sheet.problems()] == ["form.required_missing"]
    assert "mobile" not in sheet.answers()


@pytest.mark.parametrize(
    ("kind", "number", "places", "held"),
    [
        (Kind.INTEGER, Decimal("0.5"), 0, 1),
        (Kind.INTEGER, Decimal("-0.5"), 0, -1),
        (Kind.INTEGER, 3, 0, 3),
        (Kind.DECIMAL, 1, 2, Decimal("1.00")),
        (Kind.DECIMAL, Decimal("0.045"), 2, Decimal("0.05")),
        (Kind.DECIMAL, Decimal("0.044"), 2, Decimal("0.04")),
        (Kind.TEXT, "原样", 2, "原样"),
        (Kind.DATE, FIFTH, 2, FIFTH),
        (Kind.INTEGER, None, 0, None),
    ],
)
def test_a_calculated_value_is_held_as_its_field_holds_it(kind, number, places, held):
    assert fit(kind, number, places) == held


@given(
    day=st.dates(date(1000, 1, 1)),
    shape=st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]),
)
def test_any_day_in_any_spelling_and_width_is_that_day(day, shape):
    typed = day.strftime(shape)

    assert read_answer(Kind.DATE, typed) == day
    assert read_answer(Kind.DATE, typed.translate(WIDE)) == day


@given(fen=st.integers(0, 10**13))
def test_any_amount_written_in_yuan_is_read_back_to_the_fen(fen):
    typed = f"{fen // 100:,}.{fen % 100:02d}"

    assert read_answer(Kind.MONEY, typed) == fen
    assert read_answer(Kind.MONEY, typed.translate(WIDE)) == fen
    assert read_answer(Kind.MONEY, f"¥{typed}元") == fen


@given(kind=st.sampled_from(Kind), typed=st.text(max_size=30))
def test_whatever_is_typed_is_blank_a_value_or_shown_back_as_text(kind, typed):
    answer = read_answer(kind, typed)

    if isinstance(answer, Unreadable):
        assert answer.code.startswith("form.")
        assert answer.text
    elif answer is not None:
        assert read_answer(kind, write_answer(answer)) == answer
