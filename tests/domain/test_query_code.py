"""A 查询码 survives being read out and typed, and shows a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.query_code import ALPHABET, LENGTH, check_character, is_query_code, normalise

CODES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1).map(
    lambda digits: digits + check_character(digits)
)
TYPEABLE = CODES.filter(lambda code: code[-1] in ALPHABET)


def test_crockfords_check_character_of_a_known_number() -> None:
    # 1234 is "16J" in base 32, and 1234 modulo 37 is 13, spelt "D".
    assert check_character("16J") == "D"


@given(TYPEABLE)
def test_an_issued_code_is_one(code: str) -> None:
    assert is_query_code(code)


@given(TYPEABLE, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_shows(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]
    assert is_query_code(wrong) == (wrong == code)


@given(TYPEABLE, st.integers(0, LENGTH - 2))
def test_two_neighbours_swapped_show(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_query_code(swapped) == (swapped == code)


@pytest.mark.parametrize("typed", ["7k3m9-q2x1o", " 7K3M9 Q2XL0 ", "7K3M9Q2XI0"])
def test_typing_habits_are_forgiven(typed: str) -> None:
    assert normalise(typed) == "7K3M9Q2X10"


@pytest.mark.parametrize("code", ["", "7K3M9", "7K3M9Q2X1*", "张K3M9Q2X10"])
def test_what_cannot_be_a_code_is_none(code: str) -> None:
    assert not is_query_code(code)
