"""The rule language: what it gives, what blank does, and what it refuses to run."""

import ast
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.form.author import RuleMistake
from app.domain.form.expressions import Scope
from app.domain.form.names import Known, KnownTable, Names
from app.domain.form.punctuation import plain_rule
from app.domain.form.rules import read_rule
from app.domain.form.values import Month, ValueType

TODAY = date(2026, 11, 25)
MORNING = datetime.fromisoformat("2026-01-01T08:00")
FIELDS = {
    "n": ValueType.NUMBER,
    "m": ValueType.NUMBER,
    "cash": ValueType.MONEY,
    "day": ValueType.DATE,
    "since": ValueType.DATE_TIME,
    "until": ValueType.DATE_TIME,
    "ym": ValueType.MONTH,
    "text": ValueType.TEXT,
    "number": ValueType.TEXT,
    "yes": ValueType.YES_NO,
}


def known(key, of_type, choices=None):
    return Known(key, key.rpartition("/")[2], of_type, choices)


NAMES = Names(
    fields={key: known(key, of_type) for key, of_type in FIELDS.items()}
    | {
        "kind": known("kind", ValueType.TEXT, frozenset({"甲", "乙"})),
        "many": known("many", ValueType.CODES, frozenset({"甲", "乙"})),
        "年龄": known("n", ValueType.NUMBER),
    },
    tables={
        "rows": KnownTable(
            "rows",
            {
                "amount": known("rows/amount", ValueType.MONEY),
                "who": known("rows/who", ValueType.TEXT),
                "on": known("rows/on", ValueType.DATE),
            },
        )
    },
    lookups={},
)


def value_of(rule, rows=(), **answers):
    top = dict.fromkeys([*FIELDS, "kind", "many"]) | answers
    full = [{"amount": None, "who": None, "on": None} | row for row in rows]
    return read_rule(rule, NAMES).run(Scope(today=TODAY, tables={}, top=top, rows={"rows": full}))


@pytest.mark.parametrize(
    ("rule", "answers", "result"),
    [
        ("n + 2 * 3", {"n": 1}, 7),
        ("n / m", {"n": 1, "m": 4}, Decimal("0.25")),
        ("n / m", {"n": 1, "m": 0}, None),
        ("n // m + n % m", {"n": 7, "m": 2}, 4),
        ("-n", {"n": 3}, -3),
        ("cash * 0.5", {"cash": 101}, 51),
        ("cash / cash", {"cash": 50}, Decimal(1)),
        ("yuan(1.5) + cash", {"cash": 1}, 151),
        ("capital(cash)", {"cash": 1002005}, "壹万零贰拾元零伍分"),
        ("大写(cash - yuan(1))", {"cash": 1}, None),
        ("capital(cash)", {"cash": 10**14}, None),
        ("16 <= n < 60", {"n": 16}, True),
        ("16 <= n < 60", {"n": 60}, False),
        ("n > 1 and not yes", {"n": 2, "yes": False}, True),
        ("n > 5 or yes", {"n": 2, "yes": True}, True),
        ('kind in ("甲", "乙")', {"kind": "乙"}, True),
        ('kind not in ("甲",)', {"kind": "甲"}, False),
        ('has(many, "甲")', {"many": ("乙", "甲")}, True),
        ("chosen(many)", {"many": ("乙", "甲")}, 2),
        ('when(yes, "x", "y")', {"yes": False}, "y"),
        ('when(yes, "x")', {"yes": False}, None),
        ("day - date('2026-01-01')", {"day": date(2026, 1, 31)}, 30),
        ("day + 15 <= today", {"day": date(2026, 11, 10)}, True),
        ("until - since > 1", {"since": MORNING, "until": MORNING + timedelta(hours=25)}, True),
        ("date_of(since)", {"since": MORNING}, date(2026, 1, 1)),
        ("add_months(day, 1)", {"day": date(2026, 1, 31)}, date(2026, 2, 28)),
        ("add_years(day, 1)", {"day": date(2024, 2, 29)}, date(2025, 2, 28)),
        ("months_between(ym, month_of(today))", {"ym": Month(2025, 11)}, 12),
        ("age_on(birth_of(number), today)", {"number": "360782198812310022"}, 37),
        ("sex_of(number)", {"number": "360782198812310022"}, "2"),
        ("sex_of(number)", {"number": "362126450309005"}, "1"),
        ("birth_of(number)", {"number": "no number at all"}, None),
        ("part(number, 1, 3)", {"number": "abcdef"}, "abc"),
        ("begins(number, 'ab') and length(number) == 3", {"number": "abc"}, True),
        ("round_to(n / m, 2)", {"n": 2, "m": 3}, Decimal("0.67")),
        ("smaller(n, m) + larger(n, m) * 10", {"n": 1, "m": 2}, 21),
        ("text + '号'", {"text": "三"}, "三号"),
    ],
)
def test_rules_give_what_they_say(rule, answers, result):
    assert value_of(rule, **answers) == result


@pytest.mark.parametrize(
    ("rule", "result"),
    [
        ('total("rows", "amount")', 300),
        ('count("rows")', 3),
        ('count_of("rows", "who", "甲")', 2),
        ('largest("rows", "on")', date(2026, 5, 1)),
        ('smallest("rows", "amount")', 100),
        ('distinct("rows", "who")', False),
        ('distinct("rows", "amount")', True),
    ],
)
def test_functions_over_rows_skip_blank_cells(rule, result):
    rows = [
        {"amount": 100, "who": "甲"},
        {"amount": 200, "who": "甲", "on": date(2026, 5, 1)},
        {"who": "乙"},
    ]

    assert value_of(rule, rows) == result


@pytest.mark.parametrize("rule", ["n / 3 * n * n // m", "round_to(n * n * n, 9)", "day + n"])
def test_numbers_too_long_to_be_meant_give_blank(rule):
    assert value_of(rule, n=10**15, m=Decimal("0.01"), day=date(2026, 1, 1)) is None


def test_over_no_rows_a_total_is_zero_and_an_extreme_is_blank():
    assert value_of('total("rows", "amount")') == 0
    assert value_of('largest("rows", "amount")') is None
    assert value_of('distinct("rows", "amount")') is True


@pytest.mark.parametrize(
    ("rule", "result"),
    [
        ("n + 1", None),
        ("-n", None),
        ("n == 1", False),
        ("n != 1", False),
        ("n < 1", False),
        ("text == text", False),
        ('kind in ("甲",)', False),
        ('kind not in ("甲",)', False),
        ("not yes", True),
        ("yes and yes", False),
        ("not (n == 1)", True),
        ("blank(n)", True),
        ("filled(n)", False),
        ('has(many, "甲")', False),
        ("age_on(day, today)", None),
        ("smaller(n, 1)", None),
        ("when(yes, 1, 2)", 2),
        ('count_of("rows", "who", text)', 0),
    ],
)
def test_blank_is_a_value_with_defined_behaviour(rule, result):
    assert value_of(rule) == result


@pytest.mark.parametrize(
    "rule",
    [
        "年龄 ≥ 16 且 年龄 ＜ 60",
        "（n >= 16） and （n < 60）",
        "n >= １６ and n < ６０",
        "非(n < 16 或 n >= 60)",
        "16 <= 较大(n，0) < 60",
    ],
)
def test_chinese_signs_and_words_are_understood(rule):
    assert value_of(rule, n=30) is True
    assert value_of(rule, n=60) is False


def test_full_width_quotes_close_around_text_that_is_kept_as_typed():
    assert plain_rule("kind ＝＝ “（甲）”") == "kind == '（甲）'"
    assert value_of("kind ＝＝ “甲”", kind="甲") is True
    assert value_of("text == “a'b”", text="a'b") is True


@pytest.mark.parametrize(
    "rule",
    [
        "text.upper()",
        "().__class__",
        "n[0]",
        "lambda: 1",
        "[x for x in (1, 2)]",
        "f'{n}'",
        "__import__('os')",
        "n if yes else m",
        "(n := 3)",
        "n ** 9",
        "n @ m",
        "~n",
        "n is m",
        "round_to(number=n, places=2)",
        "yuan(*[1])",
        "b'x'",
        "None",
        "...",
        "n; m",
        "print(n)",
        "yes\nor",
    ],
)
def test_nothing_outside_the_white_list_is_run(rule):
    with pytest.raises(RuleMistake):
        read_rule(rule, NAMES)


@given(st.text(alphabet="nm()+-*/<>=!, '\"“”（），且或非≥0123甲乙date[]{}:.lambda\n", max_size=40))
def test_whatever_is_written_is_a_rule_or_a_mistake_and_never_a_crash(source):
    try:
        rule = read_rule(source, NAMES)
    except RuleMistake:
        return
    top = dict.fromkeys([*FIELDS, "kind", "many"])
    rule.run(Scope(today=TODAY, tables={}, top=top, rows={"rows": []}))


@given(st.text(max_size=30))
def test_quoted_text_survives_normalising(text):
    quoted = text.translate(dict.fromkeys(map(ord, "\"'＂＇“”‘’「」")))

    assert ast.literal_eval(plain_rule(f"“{quoted}”")) == quoted


def test_a_block_rule_finds_the_fields_of_its_own_prefix_first():
    names = Names(
        {"wife_name": known("wife_name", ValueType.TEXT), "name": known("name", ValueType.TEXT)}, {}, {}
    )

    assert {read.slot for read in read_rule("filled(name)", names, prefix="wife_").reads} == {"wife_name"}
    assert {read.slot for read in read_rule("filled(name)", names).reads} == {"name"}


ROWS = [{"who": "甲", "amount": 100}, {"who": "乙"}, {"who": "甲", "amount": 50}, {"amount": 7}]


@pytest.mark.parametrize(
    ("rule", "text", "result"),
    [
        ('total_of("rows", "amount", "who", text)', "甲", 150),
        ('分项合计("rows", "amount", "who", "乙")', None, 0),
        ('total_of("rows", "amount", "who", text)', None, 0),
        ('cell_of("rows", "amount", "who", text)', "甲", 100),
        ('行中值("rows", "amount", "who", "乙")', None, None),
        ('cell_of("rows", "amount", "who", text)', "丙", None),
        ('cell_of("rows", "amount", "who", text)', None, None),
    ],
)
def test_the_rows_meant_are_those_with_the_value(rule, text, result):
    assert value_of(rule, ROWS, text=text) == result


def test_rows_are_not_found_by_a_value_of_another_type():
    with pytest.raises(RuleMistake) as told:
        read_rule('total_of("rows", "amount", "who", n)', NAMES)

    assert told.value.code == "form.compares_types"


def test_texts_have_no_total():
    with pytest.raises(RuleMistake) as told:
        read_rule('total_of("rows", "who", "amount", cash)', NAMES)

    assert told.value.code == "form.column_type"
