"""Every function of the rule language: examples, blanks, both its names, and the arguments it refuses."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.form.functions import FUNCTIONS
from app.domain.form.table_functions import SPECIALS
from app.domain.form.values import Month, ValueType

PLAIN = sorted({entry.name for entry in FUNCTIONS.values()})
SAMPLE_NAMES = {
    ValueType.NUMBER: "n",
    ValueType.MONEY: "cash",
    ValueType.DATE: "day",
    ValueType.MONTH: "ym",
    ValueType.DATE_TIME: "since",
    ValueType.TEXT: "text",
    ValueType.YES_NO: "yes",
    ValueType.CODES: "many",
}
WOMAN, MAN = "360782198812310022", "36072519520101001X"
ROWS = (
    {"amount": 500, "size": 2, "who": "甲", "on": date(2026, 5, 1), "ym": Month(2026, 5), "ok": True},
    {"amount": 200, "size": 3, "who": "乙", "on": date(2026, 4, 1), "ym": Month(2026, 6), "ok": False},
    {"amount": 300, "who": "甲"},
    {},
)


@pytest.mark.parametrize(
    ("rule", "answers", "result"),
    [
        ("age_on(day, today)", {"day": date(1966, 11, 25)}, 60),
        ("age_on(day, today)", {"day": date(1966, 11, 26)}, 59),
        ("age_on(day, today)", {"day": date(2026, 11, 25)}, 0),
        ("周岁(day, other_day)", {"day": date(2008, 2, 29), "other_day": date(2026, 2, 28)}, 17),
        ("周岁(day, other_day)", {"day": date(2008, 2, 29), "other_day": date(2026, 3, 1)}, 18),
        ("birth_of(text)", {"text": WOMAN}, date(1988, 12, 31)),
        ("birth_of(text)", {"text": "362126450309005"}, date(1945, 3, 9)),
        ("birth_of(text)", {"text": "3607821988"}, None),
        ("出生日期(text)", {"text": "护照"}, None),
        ("sex_of(text)", {"text": WOMAN}, "2"),
        ("性别(text)", {"text": "362126450309005"}, "1"),
        ("sex_of(text)", {"text": "12345"}, None),
        ("year_of(day)", {"day": date(2026, 12, 31)}, 2026),
        ("年份(day)", {"day": date(1999, 1, 1)}, 1999),
        ("month_of(day)", {"day": date(2026, 12, 31)}, Month(2026, 12)),
        ("所在月(today)", {}, Month(2026, 11)),
        ("date_of(since)", {"since": datetime.fromisoformat("2026-05-01T23:59")}, date(2026, 5, 1)),
        ("所在日(since)", {"since": datetime.fromisoformat("2026-05-01T00:00")}, date(2026, 5, 1)),
        ("add_months(day, 1)", {"day": date(2026, 1, 31)}, date(2026, 2, 28)),
        ("add_months(day, 1)", {"day": date(2024, 1, 31)}, date(2024, 2, 29)),
        ("add_months(day, 12)", {"day": date(2026, 5, 31)}, date(2027, 5, 31)),
        ("add_months(day, -1)", {"day": date(2026, 3, 31)}, date(2026, 2, 28)),
        ("add_months(day, -3)", {"day": date(2026, 1, 15)}, date(2025, 10, 15)),
        ("加月(day, 0)", {"day": date(2026, 1, 31)}, date(2026, 1, 31)),
        ("add_months(day, n)", {"day": date(9999, 12, 1), "n": 1}, None),
        ("add_months(day, n)", {"day": date(1, 1, 1), "n": -1}, None),
        ("add_years(day, 60)", {"day": date(1966, 11, 25)}, date(2026, 11, 25)),
        ("加年(day, 1)", {"day": date(2024, 2, 29)}, date(2025, 2, 28)),
        ("add_years(day, 4)", {"day": date(2024, 2, 29)}, date(2028, 2, 29)),
        ("add_years(day, -1)", {"day": date(2024, 2, 29)}, date(2023, 2, 28)),
        ("months_between(ym, other_ym)", {"ym": Month(2026, 1), "other_ym": Month(2026, 1)}, 0),
        ("months_between(ym, other_ym)", {"ym": Month(2025, 12), "other_ym": Month(2026, 1)}, 1),
        ("相隔月数(ym, other_ym)", {"ym": Month(2026, 1), "other_ym": Month(2024, 12)}, -13),
        ("round_to(n, 0)", {"n": Decimal("2.5")}, 3),
        ("round_to(n, 0)", {"n": Decimal("-2.5")}, -3),
        ("round_to(n, 2)", {"n": Decimal("1.005")}, Decimal("1.01")),
        ("四舍五入(n, 1)", {"n": Decimal("1.249")}, Decimal("1.2")),
        ("round_to(n, -2)", {"n": 1250}, 1300),
        ("yuan(1)", {}, 100),
        ("yuan(0.005)", {}, 1),
        ("元(n)", {"n": Decimal("12.34")}, 1234),
        ("capital(cash)", {"cash": 0}, "零元整"),
        ("capital(cash)", {"cash": 12300}, "壹佰贰拾叁元整"),
        ("大写(cash)", {"cash": 10005}, "壹佰元零伍分"),
        ("capital(cash)", {"cash": -1}, None),
        ("length(text)", {"text": "三里村"}, 3),
        ("字数(text)", {"text": "a b"}, 3),
        ("begins(text, '36')", {"text": WOMAN}, True),
        ("begins(text, '37')", {"text": WOMAN}, False),
        ("开头是(text, '三')", {"text": "三里村"}, True),
        ("part(text, 7, 8)", {"text": WOMAN}, "19881231"),
        ("part(text, 1, 1)", {"text": "三里村"}, "三"),
        ("截取(text, 3, 9)", {"text": "三里村"}, "村"),
        ("part(text, 4, 1)", {"text": "三里村"}, None),
    ],
)
def test_a_function_over_filled_answers(value_of, rule, answers, result):
    assert value_of(rule, **answers) == result


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_function_of_blanks_is_blank(value_of, name):
    arguments = ", ".join(SAMPLE_NAMES[wanted] for wanted in FUNCTIONS[name].takes)

    assert value_of(f"{name}({arguments})") is None
    assert value_of(f"{FUNCTIONS[name].chinese}({arguments})") is None


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_function_gives_the_type_it_says_under_both_names(type_of_rule, name):
    function = FUNCTIONS[name]
    arguments = ", ".join(SAMPLE_NAMES[wanted] for wanted in function.takes)

    assert type_of_rule(f"{function.name}({arguments})") is function.gives
    assert type_of_rule(f"{function.chinese}({arguments})") is function.gives


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("wrong", SAMPLE_NAMES)
def test_a_plain_function_takes_no_other_type_in_any_place(mistake_of, name, wrong):
    takes = FUNCTIONS[name].takes
    for place, wanted in enumerate(takes):
        if wanted is wrong:
            continue
        arguments = [SAMPLE_NAMES[one] for one in takes]
        arguments[place] = SAMPLE_NAMES[wrong]

        mistake = mistake_of(f"{name}({', '.join(arguments)})")

        assert mistake.code == "form.wrong_argument"
        assert mistake.facts == {"function": name, "wanted": wanted.value, "given": wrong.value}


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_function_counts_its_arguments(mistake_of, name):
    takes = len(FUNCTIONS[name].takes)
    for count in {0, takes - 1, takes + 1}:
        mistake = mistake_of(f"{name}({', '.join(['n'] * count)})")

        assert mistake.code == "form.wrong_arity"
        assert mistake.facts == {"function": name, "wanted": str(takes), "given": count}


@pytest.mark.parametrize("name", SPECIALS)
def test_a_special_function_counts_its_arguments(mistake_of, name):
    fewest, most, _ = SPECIALS[name]
    wanted = str(most) if fewest == most else f"{fewest} 至 {most}"
    for count in (fewest - 1, most + 1):
        mistake = mistake_of(f"{name}({', '.join(['n'] * count)})")

        assert mistake.code == "form.wrong_arity"
        assert mistake.facts == {"function": name, "wanted": wanted, "given": count}


@pytest.mark.parametrize(
    ("rule", "result"),
    [
        ('total("rows", "amount")', 1000),
        ('合计("rows", "size")', 5),
        ('count("rows")', 4),
        ('行数("rows")', 4),
        ('count_of("rows", "who", "甲")', 2),
        ('计数("rows", "who", "丙")', 0),
        ('count_of("rows", "on", date("2026-05-01"))', 1),
        ('count_of("rows", "ok", True)', 1),
        ('count_of("rows", "size", 3)', 1),
        ('largest("rows", "amount")', 500),
        ('最大("rows", "on")', date(2026, 5, 1)),
        ('largest("rows", "ym")', Month(2026, 6)),
        ('smallest("rows", "amount")', 200),
        ('最小("rows", "on")', date(2026, 4, 1)),
        ('smallest("rows", "size")', 2),
        ('distinct("rows", "who")', False),
        ('各不相同("rows", "amount")', True),
        ('total_of("rows", "amount", "who", "甲")', 800),
        ('分项合计("rows", "size", "who", "甲")', 2),
        ('total_of("rows", "amount", "who", "丙")', 0),
        ('cell_of("rows", "amount", "who", "乙")', 200),
        ('行中值("rows", "on", "who", "甲")', date(2026, 5, 1)),
        ('cell_of("rows", "on", "who", "丙")', None),
        ('cell_of("rows", "who", "size", 3)', "乙"),
        ('total_of("rows", "amount", "ok", True)', 500),
    ],
)
def test_a_function_over_rows_skips_blank_cells(value_of, rule, result):
    assert value_of(rule, ROWS) == result


@pytest.mark.parametrize(
    ("rule", "result"),
    [
        ('total("rows", "amount")', 0),
        ('total("rows", "size")', 0),
        ('count("rows")', 0),
        ('count_of("rows", "who", "甲")', 0),
        ('largest("rows", "amount")', None),
        ('smallest("rows", "on")', None),
        ('distinct("rows", "who")', True),
        ('total_of("rows", "amount", "who", "甲")', 0),
        ('cell_of("rows", "amount", "who", "甲")', None),
    ],
)
@pytest.mark.parametrize("rows", [(), ({},), ({}, {})])
def test_a_function_over_no_filled_cells(value_of, rule, result, rows):
    expected = len(rows) if rule == 'count("rows")' else result

    assert value_of(rule, rows) == expected


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ('total("rows", "who")', "form.column_type"),
        ('total("rows", "on")', "form.column_type"),
        ('largest("rows", "who")', "form.column_type"),
        ('smallest("rows", "ok")', "form.column_type"),
        ('total_of("rows", "who", "size", 3)', "form.column_type"),
        ('total("row", "amount")', "form.unknown_table"),
        ('count("table")', "form.unknown_table"),
        ('total("rows", "sum")', "form.missing_column"),
        ('cell_of("rows", "amount", "name", "甲")', "form.missing_column"),
        ("total(rows, amount)", "form.needs_quotes"),
        ("count(rows)", "form.needs_quotes"),
        ('count_of("rows", who, "甲")', "form.needs_quotes"),
        ('count_of("rows", "who", 3)', "form.compares_types"),
        ('cell_of("rows", "amount", "who", 3)', "form.compares_types"),
        ('total_of("rows", "amount", "who", many)', "form.compares_many"),
        ("amount > yuan(1)", "form.column_outside_table"),
        ("size == 2", "form.column_outside_table"),
        ("has(kind, '甲')", "form.wrong_argument"),
        ("has(many, '丁')", "form.no_such_choice"),
        ("has(many, kind)", "form.needs_quotes"),
        ("chosen(text)", "form.wrong_argument"),
        ("when(n, 1, 2)", "form.needs_yes_no"),
        ("when(yes, 1, '2')", "form.two_types"),
        ("when(yes, cash, n)", "form.two_types"),
        ("smaller(n, cash)", "form.compares_types"),
        ("larger(text, text)", "form.no_order"),
        ("date(text)", "form.needs_quotes"),
        ("date('2026-02-30')", "form.bad_date"),
        ("date('昨天')", "form.bad_date"),
        ("totals('rows', 'amount')", "form.unknown_function"),
        ("周数(day)", "form.unknown_function"),
    ],
)
def test_a_special_function_tells_what_it_was_given_wrongly(mistake_of, rule, code):
    assert mistake_of(rule).code == code


@pytest.mark.parametrize(
    ("rule", "answers", "result"),
    [
        ("blank(text)", {}, True),
        ("空(text)", {"text": "有"}, False),
        ("filled(n)", {"n": 0}, True),
        ("已填(yes)", {"yes": False}, True),
        ("filled(many)", {}, False),
        ("has(many, '甲')", {"many": ("乙", "甲")}, True),
        ("含(many, '丙')", {"many": ("乙", "甲")}, False),
        ("has(many, '甲')", {}, False),
        ("chosen(many)", {}, 0),
        ("已选项数(many)", {"many": ("乙", "甲")}, 2),
        ("when(yes, n, m)", {"yes": True, "n": 1, "m": 2}, 1),
        ("如果(yes, n, m)", {"yes": False, "n": 1, "m": 2}, 2),
        ("when(yes, n, m)", {"n": 1, "m": 2}, 2),
        ("when(yes, n)", {"yes": False, "n": 1}, None),
        ("when(yes, n, m)", {"yes": True, "m": 2}, None),
        ("smaller(n, m)", {"n": 1, "m": 2}, 1),
        ("较小(day, today)", {"day": date(2027, 1, 1)}, date(2026, 11, 25)),
        ("larger(cash, yuan(5))", {"cash": 400}, 500),
        ("较大(n, 0)", {"n": -3}, 0),
        ("larger(n, 0)", {}, None),
        ("日期('2026-01-31') - day", {"day": date(2026, 1, 1)}, 30),
    ],
)
def test_a_special_function_over_answers(value_of, rule, answers, result):
    assert value_of(rule, **answers) == result


@given(start=st.dates(date(1900, 1, 1), date(2090, 1, 1)), months=st.integers(0, 1200))
def test_months_added_are_the_months_between(value_of, start, months):
    later = value_of("add_months(day, n)", day=start, n=months)

    assert (
        value_of("months_between(month_of(day), month_of(other_day))", day=start, other_day=later) == months
    )
    assert later.day <= start.day


@given(birth=st.dates(date(1900, 1, 1), date(2026, 11, 25)))
def test_an_age_is_reached_on_the_birthday_of_that_year_and_not_the_day_before(value_of, birth):
    age = value_of("age_on(day, today)", day=birth)

    assert value_of("add_years(day, n) <= today", day=birth, n=age) is True
    assert value_of("add_years(day, n) > today", day=birth, n=age + 1) is True


@given(cells=st.lists(st.one_of(st.none(), st.integers(0, 10**9)), max_size=8))
def test_totals_lie_between_count_times_the_extremes(value_of, cells):
    rows = [{"amount": cell} for cell in cells]
    filled = [cell for cell in cells if cell is not None]

    assert value_of('total("rows", "amount")', rows) == sum(filled)
    assert value_of('smallest("rows", "amount") <= largest("rows", "amount")', rows) is bool(filled)
    assert value_of('distinct("rows", "amount")', rows) is (len(filled) == len(set(filled)))


@given(cells=st.lists(st.sampled_from("甲乙丙"), max_size=8), wanted=st.sampled_from("甲乙丙"))
def test_rows_counted_by_value_add_up_to_the_rows(value_of, cells, wanted):
    rows = [{"who": cell, "amount": 100} for cell in cells]
    counted = value_of('count_of("rows", "who", text)', rows, text=wanted)

    assert counted == cells.count(wanted)
    assert value_of('total_of("rows", "amount", "who", text)', rows, text=wanted) == counted * 100
    assert (value_of('cell_of("rows", "amount", "who", text)', rows, text=wanted) == 100) is (counted > 0)
