"""How another system wants a value written."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from app.domain.form.values import Month, Value
from app.domain.transcription.notation import Notation, written

LABELS = {"1": "男", "a": "甲", "b": "乙"}


@pytest.mark.parametrize(
    ("value", "notation", "text"),
    [
        (None, Notation.WORDS, ""),
        ("1", Notation.WORDS, "男"),
        ("1", Notation.CODE, "1"),
        ("沙溪村 3 组", Notation.WORDS, "沙溪村 3 组"),
        (("a", "b"), Notation.WORDS, "甲、乙"),
        (("a", "b"), Notation.CODE, "a、b"),
        (True, Notation.WORDS, "是"),
        (False, Notation.CODE, "否"),
        (date(2026, 1, 31), Notation.WORDS, "2026-01-31"),
        (date(2026, 1, 31), Notation.COMPACT, "20260131"),
        (date(2026, 1, 31), Notation.CHINESE, "2026年1月31日"),
        (Month(2026, 1), Notation.WORDS, "2026-01"),
        (Month(2026, 1), Notation.COMPACT, "202601"),
        (Month(2026, 1), Notation.CHINESE, "2026年1月"),
        # The hall's wall clock, as forms keep times.
        (datetime.fromisoformat("2026-01-31T08:05"), Notation.WORDS, "2026-01-31 08:05"),
        (datetime.fromisoformat("2026-01-31T08:05"), Notation.COMPACT, "20260131"),
        (Decimal("12.50"), Notation.WORDS, "12.50"),
        (2026, Notation.WORDS, "2026"),
    ],
)
def test_a_value_as_the_other_system_wants_it(value: Value, notation: Notation, text: str) -> None:
    assert written(value, notation, LABELS) == text


@pytest.mark.parametrize(
    ("fen", "notation", "text"),
    [(20005, Notation.WORDS, "200.05"), (20005, Notation.FEN, "20005"), (0, Notation.WORDS, "0.00")],
)
def test_money_is_in_yuan_unless_fen_are_asked_for(fen: int, notation: Notation, text: str) -> None:
    assert written(fen, notation, {}, is_money=True) == text
