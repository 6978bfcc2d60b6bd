"""Every sign of the rule language: what it gives, by type, with blanks, and which types it refuses."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.form.values import Month, ValueType

SAMPLES = {
    "n": 7,
    "cash": 1250,
    "day": date(2026, 5, 1),
    "since": datetime.fromisoformat("2026-05-01T08:30"),
    "ym": Month(2026, 5),
    "text": "三里村",
    "yes": True,
    "many": ("甲",),
}
EIGHT = datetime.fromisoformat("2026-01-01T08:00")
SIGNS = ("+", "-", "*", "/", "//", "%")
RECKONS = {
    "n + n": ValueType.NUMBER,
    "n - n": ValueType.NUMBER,
    "n * n": ValueType.NUMBER,
    "n / n": ValueType.NUMBER,
    "n // n": ValueType.NUMBER,
    "n % n": ValueType.NUMBER,
    "cash + cash": ValueType.MONEY,
    "cash - cash": ValueType.MONEY,
    "cash * n": ValueType.MONEY,
    "n * cash": ValueType.MONEY,
    "cash / n": ValueType.MONEY,
    "cash / cash": ValueType.NUMBER,
    "day + n": ValueType.DATE,
    "day - n": ValueType.DATE,
    "day - day": ValueType.NUMBER,
    "since - since": ValueType.NUMBER,
    "text + text": ValueType.TEXT,
}
EVERY = [f"{left} {sign} {right}" for left, sign, right in product(SAMPLES, SIGNS, SAMPLES)]
EQUAL = [f"{key} == {key}" for key in SAMPLES if key != "many"]
ORDERED = [f"{key} {sign} {key}" for key in ("n", "cash", "day", "since", "ym") for sign in ("<=", ">=")]


@pytest.mark.parametrize(("rule", "gives"), RECKONS.items())
def test_what_can_be_reckoned_gives_its_type(type_of_rule, rule, gives):
    assert type_of_rule(rule) is gives


@pytest.mark.parametrize("rule", [rule for rule in EVERY if rule not in RECKONS])
def test_what_cannot_be_reckoned_is_refused_with_both_types(mistake_of, rule):
    mistake = mistake_of(rule)

    assert mistake.code == "form.cannot_reckon"
    assert {mistake.facts["left"], mistake.facts["right"]} <= {kind.value for kind in ValueType}


@pytest.mark.parametrize("rule", RECKONS)
def test_reckoning_with_two_blanks_is_blank(value_of, rule):
    assert value_of(rule) is None


@pytest.mark.parametrize("rule", RECKONS)
def test_reckoning_with_answers_is_not_blank(value_of, rule):
    assert value_of(rule, **SAMPLES) is not None


@pytest.mark.parametrize(
    ("rule", "answers", "result"),
    [
        ("n + m", {"n": 2, "m": 3}, 5),
        ("n - m", {"n": 2, "m": 3}, -1),
        ("n * m", {"n": Decimal("1.5"), "m": 2}, 3),
        ("n / m", {"n": 1, "m": 8}, Decimal("0.125")),
        ("n / m", {"n": 1, "m": 0}, None),
        ("n // m", {"n": 7, "m": 2}, 3),
        ("n // m", {"n": 7, "m": 0}, None),
        ("n % m", {"n": 7, "m": 4}, 3),
        ("n % m", {"n": 7, "m": 0}, None),
        ("-n", {"n": -2}, 2),
        ("-cash", {"cash": 150}, -150),
        ("n + m * 2", {"n": 1, "m": 2}, 5),
        ("(n + m) * 2", {"n": 1, "m": 2}, 6),
        ("n - m - 1", {"n": 5, "m": 2}, 2),
        ("cash + debt", {"cash": 100, "debt": 5}, 105),
        ("cash - debt", {"cash": 100, "debt": 101}, -1),
        ("cash * 1.5", {"cash": 1}, 2),
        ("cash * 0.4", {"cash": 1}, 0),
        ("3 * cash", {"cash": 33}, 99),
        ("cash / 3", {"cash": 100}, 33),
        ("cash / 3", {"cash": 200}, 67),
        ("cash / n", {"cash": 200, "n": 0}, None),
        ("cash / debt", {"cash": 200, "debt": 0}, None),
        ("cash / debt", {"cash": 200, "debt": 50}, 4),
        ("day + 1", {"day": date(2026, 2, 28)}, date(2026, 3, 1)),
        ("day + 1", {"day": date(2024, 2, 28)}, date(2024, 2, 29)),
        ("day - 1", {"day": date(2026, 1, 1)}, date(2025, 12, 31)),
        ("day + n", {"day": date(9999, 12, 31), "n": 1}, None),
        ("day - n", {"day": date(1, 1, 1), "n": 1}, None),
        ("day - other_day", {"day": date(2026, 3, 1), "other_day": date(2026, 2, 1)}, 28),
        ("day - other_day", {"day": date(2026, 2, 1), "other_day": date(2026, 3, 1)}, -28),
        ("today - day", {"day": date(2026, 11, 24)}, 1),
        ("今天 - day", {"day": date(2026, 11, 24)}, 1),
        ("text + '组'", {"text": "三"}, "三组"),
        ("text + '组'", {}, None),
        ("n + m", {"n": 2}, None),
        ("n + m", {"m": 2}, None),
        ("cash - debt", {"cash": 2}, None),
    ],
)
def test_arithmetic_gives_what_paper_and_pencil_give(value_of, rule, answers, result):
    assert value_of(rule, **answers) == result


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2026-01-01T08:00", "2026-01-01T08:00", "0"),
        ("2026-01-01T08:00", "2026-01-02T08:00", "1"),
        ("2026-01-01T08:00", "2026-01-01T20:00", "0.5"),
        ("2026-01-02T08:00", "2026-01-01T08:00", "-1"),
        ("2026-02-28T00:00", "2026-03-01T06:00", "1.25"),
    ],
)
def test_moments_lie_days_and_parts_of_days_apart(value_of, since, until, days):
    moments = {"since": datetime.fromisoformat(since), "until": datetime.fromisoformat(until)}

    assert value_of("until - since", **moments) == Decimal(days)


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("==", (False, True, False)),
        ("!=", (True, False, True)),
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
        (">", (False, False, True)),
        (">=", (False, True, True)),
        ("≥", (False, True, True)),
        ("≤", (True, True, False)),
        ("≠", (True, False, True)),
        ("＝＝", (False, True, False)),
        ("＜", (True, False, False)),
        ("＞", (False, False, True)),
    ],
)
@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        ("n", "m", 1, 2),
        ("cash", "debt", 1, 2),
        ("day", "other_day", date(2026, 1, 1), date(2026, 1, 2)),
        ("since", "until", EIGHT, EIGHT + timedelta(minutes=1)),
        ("ym", "other_ym", Month(2025, 12), Month(2026, 1)),
    ],
)
def test_what_has_an_order_is_compared_by_it(value_of, sign, expected, left, right, low, high):
    rule = f"{left} {sign} {right}"

    found = [
        value_of(rule, **{left: one, right: two}) for one, two in ((low, high), (high, high), (high, low))
    ]

    assert tuple(found) == expected
    assert value_of(rule, **{left: low}) is False
    assert value_of(rule, **{right: low}) is False


@pytest.mark.parametrize("rule", [*EQUAL, *ORDERED])
def test_a_value_is_as_much_as_itself(value_of, rule):
    assert value_of(rule, **SAMPLES) is True


@pytest.mark.parametrize("rule", [*EQUAL, *ORDERED])
def test_a_comparison_of_blanks_is_false(value_of, rule):
    assert value_of(rule) is False


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("n == cash", "form.compares_types"),
        ("n == text", "form.compares_types"),
        ("n == yes", "form.compares_types"),
        ("day == since", "form.compares_types"),
        ("day == ym", "form.compares_types"),
        ("day == text", "form.compares_types"),
        ("cash > 100", "form.compares_types"),
        ("yes == 'true'", "form.compares_types"),
        ("n == '7'", "form.compares_types"),
        ("text < text", "form.no_order"),
        ("text >= '三'", "form.no_order"),
        ("yes > no", "form.no_order"),
        ("kind <= '甲'", "form.no_order"),
        ("many == '甲'", "form.compares_many"),
        ("many == many", "form.compares_many"),
        ("many in ('甲',)", "form.compares_many"),
        ("kind == '丁'", "form.no_such_choice"),
        ("'丁' == kind", "form.no_such_choice"),
        ("kind != '甲 '", "form.no_such_choice"),
        ("kind in ('甲', '丁')", "form.no_such_choice"),
        ("n in 7", "form.needs_list"),
        ("n in m", "form.needs_list"),
        ("n in (m, 1)", "form.needs_list"),
        ("n in ('7',)", "form.compares_types"),
        ("n and yes", "form.needs_yes_no"),
        ("yes or text", "form.needs_yes_no"),
        ("not day", "form.needs_yes_no"),
        ("not many", "form.needs_yes_no"),
        ("-text", "form.cannot_reckon"),
        ("-day", "form.cannot_reckon"),
        ("-yes", "form.cannot_reckon"),
        ("+n", "form.not_allowed"),
        ("~n", "form.not_allowed"),
        ("n ** 2", "form.cannot_reckon"),
        ("n << 2", "form.cannot_reckon"),
        ("n | m", "form.cannot_reckon"),
        ("yes is no", "form.not_allowed"),
        ("yes is not no", "form.not_allowed"),
    ],
)
def test_a_sign_between_the_wrong_types_is_refused(mistake_of, rule, code):
    assert mistake_of(rule).code == code


@pytest.mark.parametrize(
    ("answers", "results"),
    [
        ({"yes": True, "no": True}, (True, True, False)),
        ({"yes": True, "no": False}, (False, True, False)),
        ({"yes": False, "no": True}, (False, True, True)),
        ({"yes": False, "no": False}, (False, False, True)),
        ({"yes": None, "no": True}, (False, True, True)),
        ({"yes": True, "no": None}, (False, True, False)),
        ({"yes": None, "no": None}, (False, False, True)),
    ],
)
@pytest.mark.parametrize(
    ("and_", "or_", "not_"), [("and", "or", "not "), ("且", "或", "非 "), ("并且", "或者", "非 ")]
)
def test_and_or_not_count_blank_as_no(value_of, answers, results, and_, or_, not_):
    rules = (f"yes {and_} no", f"yes {or_} no", f"{not_}yes")

    assert tuple(bool(value_of(rule, **answers)) for rule in rules) == results


@pytest.mark.parametrize(
    ("rule", "answers", "result"),
    [
        ("n in (1, 2)", {"n": 2}, True),
        ("n in (1, 2)", {"n": 3}, False),
        ("n in [1, 2]", {"n": 1}, True),
        ("n not in (1, 2)", {"n": 3}, True),
        ("n not in (1, 2)", {"n": 1}, False),
        ("n not in (1, 2)", {}, False),
        ("text in ('甲', '乙')", {"text": "乙"}, True),
        ("text in ('甲', '乙')", {"text": "甲乙"}, False),
        ("kind in (“甲”、“乙”)", {"kind": "甲"}, True),
        ("day in (date('2026-05-01'), date('2026-10-01'))", {"day": date(2026, 10, 1)}, True),
        ("day in (date('2026-05-01'),)", {"day": date(2026, 5, 2)}, False),
    ],
)
def test_in_looks_for_the_whole_value_among_those_listed(value_of, rule, answers, result):
    assert value_of(rule, **answers) is result


@pytest.mark.parametrize(
    ("rule", "n", "result"),
    [
        ("1 < n < 5", 3, True),
        ("1 < n < 5", 5, False),
        ("1 < n < 5", 1, False),
        ("5 > n >= 1", 1, True),
        ("1 <= n <= 3 <= 5", 3, True),
        ("1 <= n == 3", 3, True),
        ("1 < n < 5", None, False),
    ],
)
def test_comparisons_can_be_chained(value_of, rule, n, result):
    assert value_of(rule, n=n) is result


@given(first=st.integers(-(10**6), 10**6), second=st.integers(-(10**6), 10**6))
def test_numbers_obey_the_rules_of_arithmetic(value_of, first, second):
    answers = {"n": first, "m": second}

    assert value_of("n + m == m + n", **answers) is True
    assert value_of("n - m == -(m - n)", **answers) is True
    assert value_of("n < m or n == m or n > m", **answers) is True
    assert value_of("n // m * m + n % m", **answers) == (first if second else None)


@given(start=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(-20000, 20000))
def test_days_added_can_be_counted_and_taken_back(value_of, start, days):
    assert value_of("day + n - day", day=start, n=days) == days
    assert value_of("day + n - n", day=start, n=days) == start


@given(fen=st.integers(0, 10**12), parts=st.integers(1, 99))
def test_money_shared_out_is_off_by_less_than_a_fen_for_each_share(value_of, fen, parts):
    back = value_of("cash / n * n", cash=fen, n=parts)

    assert abs(back - fen) * 2 <= parts
