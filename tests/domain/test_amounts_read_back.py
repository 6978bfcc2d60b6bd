"""Amounts in capital characters, read back by a reader that knows nothing of the writer."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain import money

NUMERALS = {numeral: value for value, numeral in enumerate("零壹贰叁肆伍陆柒捌玖")}
SMALL_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
LARGE_UNITS = {"万": 10**4, "亿": 10**8}
MOST = 99_999_999_999_999


def read_whole(text: str) -> int:
    """The number a run of capital numerals says, as a bank clerk adds it up from left to right."""
    total = group = digit = 0
    for character in text:
        if character in NUMERALS:
            digit = NUMERALS[character]
        elif character in SMALL_UNITS:
            group, digit = group + digit * SMALL_UNITS[character], 0
        else:
            total, group, digit = total + (group + digit) * LARGE_UNITS[character], 0, 0
    return total + group + digit


def read_amount(text: str) -> int:
    """The fen that a written amount says."""
    found = re.fullmatch(
        r"(?:(?P<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?零?"
        r"(?:(?P<jiao>[壹贰叁肆伍陆柒捌玖])角)?(?:(?P<fen>[壹贰叁肆伍陆柒捌玖])分)?整?",
        text,
    )
    assert found is not None, text
    jiao, fen = (NUMERALS[found[name] or "零"] for name in ("jiao", "fen"))
    return read_whole(found["yuan"] or "零") * 100 + jiao * 10 + fen


amounts = st.integers(0, MOST) | st.builds(
    # Few digits among many zeros: where 零 is easily one too many or one too few.
    lambda places: sum(digit * 10**place for place, digit in places.items()),
    st.dictionaries(st.integers(0, 13), st.integers(1, 9), max_size=4),
)


@given(amounts)
@example(0)
@example(1)
@example(10)
@example(10**10)
@example(MOST)
def test_every_amount_reads_back_as_itself(fen: int) -> None:
    assert read_amount(money.capital(fen)) == fen


@given(amounts)
def test_no_amount_has_two_zeros_side_by_side_or_one_where_it_could_be_filled_in(fen: int) -> None:
    written = money.capital(fen)

    assert "零零" not in written
    assert not re.search(r"零[万亿整]", written)
    assert fen < 100 or not written.startswith("零")


@given(amounts)
def test_nothing_can_be_added_at_the_end(fen: int) -> None:
    """An amount ends in 整 or 分: after 元 or 角 a forger could go on."""
    assert money.capital(fen).endswith("分" if fen % 10 else "整")


@given(st.integers(0, MOST))
def test_figures_with_or_without_their_commas_are_the_same_amount(fen: int) -> None:
    figures = money.figures(fen)

    assert money.parse(figures) == money.parse(figures.replace(",", "")) == fen
    assert money.parse(f"¥{figures}") == money.parse(f"{figures}元") == fen


@given(st.text("0123456789,.¥元 -", max_size=14))
def test_whatever_is_typed_is_an_amount_or_a_polite_refusal(typed: str) -> None:
    code = fen = None
    try:
        fen = money.parse(typed)
    except money.AmountNotReadable as refusal:
        code = refusal.code

    assert code in {"money.not_readable", "money.too_much"} if fen is None else 0 <= fen <= MOST


@pytest.mark.parametrize("fen", [MOST + 1, 10**20])
def test_what_receipts_cannot_write_is_refused_by_its_figures(fen: int) -> None:
    with pytest.raises(money.AmountNotReadable) as refusal:
        money.capital(fen)

    assert refusal.value.code == "money.too_much"
    assert refusal.value.facts["amount"] == money.figures(fen)
