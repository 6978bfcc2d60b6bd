"""What a use case was asked: the same for the same press, another for anything that differs in it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

import pytest

from app.domain.ledger.operation import Base
from app.services.asked import asked
from app.services.use_case import Typed, use_case


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass(frozen=True)
class Words(Typed):
    first: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    id: str
    version: int


@use_case
def told(office: str, command_id: str, what: object, *, more: object = "", base: Base | None = None) -> str:
    return asked()


SAME = [
    (told("o", "1", "a"), told("o", "1", what="a", more="")),
    (told("o", "1", "a"), told("another", "2", "a")),
    (told("o", "1", {"a": 1, "b": 2}), told("o", "1", {"b": 2, "a": 1})),
    (told("o", "1", frozenset({"a", "b"})), told("o", "1", frozenset({"b", "a"}))),
    (told("o", "1", Seen("c-1", 1)), told("o", "1", Seen("c-1", 2))),
    (told("o", "1", "a", base=Base(1, "x")), told("o", "1", "a", base=Base(2, "y"))),
]
OTHER = [
    ("a", "b"),
    ("1", 1),
    (None, ""),
    (True, False),
    ({"a": 1}, {"a": 2}),
    (("a", "b"), ("b", "a")),
    (Colour.RED, Colour.BLUE),
    (date(2026, 11, 26), date(2026, 11, 27)),
    (Words("a"), Words("a", ("b",))),
    (Seen("c-1", 1), Seen("c-2", 1)),
    (b"one", b"two"),
    ({"a": Words("x")}, {"a": Words("y")}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_who_asks_and_what_was_seen_is_nothing_that_was_asked(one: str, other: str) -> None:
    assert one == other


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_whatever_differs_is_something_else(one: object, other: object) -> None:
    assert told("o", "1", one) != told("o", "1", other)
    assert told("o", "1", "x", more=one) != told("o", "1", "x", more=other)
    assert told("o", "1", one) == told("o", "1", one)


def test_a_use_case_inside_another_is_asked_for_itself() -> None:
    @use_case
    def outer(office: str, command_id: str, what: str) -> tuple[str, str, str]:
        return asked(), told(office, "inner", "other"), asked()

    before, inner, after = outer("o", "1", "a")

    assert before == after != inner
    assert asked() == ""


def test_after_a_refusal_nothing_is_asked_any_more() -> None:
    @use_case
    def refusing(office: str) -> None:
        raise LookupError(office)

    with pytest.raises(LookupError):
        refusing("o")
    assert asked() == ""
