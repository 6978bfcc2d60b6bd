"""Amounts: typed, with figures, and in capital characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import money


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1,680.32", 168032), ("1680.32", 168032), ("\uff11\uff0c680\uff0e32", 168032),
        ("¥1,680.32", 168032),
        ("\uffe51680。32", 168032), ("1680.3", 168030), ("1680元", 168000), (" 1 680 ", 168000),
        ("0", 0), ("0.05", 5),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_type_it(typed, fen):
    assert money.parse(typed) == fen


@pytest.mark.parametrize("typed", ["", "元", "1.234", "1,68.00", "-5", "1e3", "壹元", "1..2", ".5", "٣"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(money.AmountNotReadable) as refusal:
        money.parse(typed)
    assert refusal.value.code == "money.not_readable"


def test_an_amount_beyond_what_receipts_can_say_is_refused():
    assert money.parse("999,999,999,999.99") == 99_999_999_999_999
    with pytest.raises(money.AmountNotReadable):
        money.parse("1000000000000")


@pytest.mark.parametrize(
    ("fen", "text"), [(168032, "1,680.32"), (5, "0.05"), (0, "0.00"), (-100050, "-1,000.50")]
)
def test_figures(fen, text):
    assert money.figures(fen) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("10,020.05", "壹万零贰拾元零伍分"),
        ("100,000.00", "壹拾万元整"),
        ("0.50", "伍角整"),
        ("1,680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107,000.53", "壹拾万柒仟元零伍角叁分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1,409.50", "壹仟肆佰零玖元伍角整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.15", "壹角伍分"),
        ("10", "壹拾元整"),
        ("1,001", "壹仟零壹元整"),
        ("1,000,000", "壹佰万元整"),
        ("1,000,001", "壹佰万零壹元整"),
        ("100,001,000", "壹亿零壹仟元整"),
        ("100,000,005", "壹亿零伍元整"),
        ("1,020,030.40", "壹佰零贰万零叁拾元零肆角整"),
        ("999,999,999,999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capital_characters(amount, words):
    assert money.capital(money.parse(amount)) == words


def test_a_negative_amount_has_no_capital_form():
    with pytest.raises(ValueError, match="-1"):
        money.capital(-1)


@settings(max_examples=150)
@given(st.integers(0, 10**14 - 1))
def test_figures_read_back_and_capitals_end_as_the_rule_says(fen):
    words = money.capital(fen)
    assert money.parse(money.figures(fen)) == fen
    assert "零零" not in words
    assert words.endswith("分") == (fen % 10 != 0)
    assert words.endswith("整") == (fen % 10 == 0)


@settings(max_examples=150)
@given(st.integers(0, 10**14 - 1), st.integers(0, 10**14 - 1))
def test_two_amounts_never_share_their_capitals(one, other):
    assert (money.capital(one) == money.capital(other)) == (one == other)
