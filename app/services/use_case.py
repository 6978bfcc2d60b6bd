"""The door of every use case: text that cannot be kept is stopped here, before anything is done."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from app.domain.keepable import refuse_unkeepable
from app.services.asked import asking

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Typed:
    """What a clerk typed, in parts: a frozen dataclass of texts, mappings and more of its kind."""

    __slots__ = ()


def use_case(carry_out: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return the use case behind its door: NotKeepable for any text, mapping, list or Typed given to it.

    What comes from our own storage (a desk, a case as it was seen, a ticket) is let through unread. What it
    was asked stands by for `once`, which knows the same press again by it.
    """

    @wraps(carry_out)
    def guarded(*given: Given.args, **named: Given.kwargs) -> Result:
        for value in (*given, *named.values()):
            _check(value)
        with asking(carry_out, given, named):
            return carry_out(*given, **named)

    return guarded


def _check(value: object) -> None:
    if isinstance(value, str | Mapping | AbstractSet):
        refuse_unkeepable(value)
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
    elif isinstance(value, Typed):
        for part in _parts(value):
            _check(part)


def _parts(typed: Any) -> list[object]:
    return [getattr(typed, field.name) for field in fields(typed)]
